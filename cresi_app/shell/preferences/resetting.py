"""« Remettre d'origine »: the settings of one section as the program came, in one act that undo takes back."""

from collections.abc import Sequence
from typing import Any, Final

from cresi_app.core.settings import Settings
from cresi_app.widgets.desk import Desk, SettingAct

MEMORY: Final = "memory:"
"""Before the beginning of the names under which views remember: ``memory:print.`` is what every preview keeps."""


def is_original(desk: Desk, resets: Sequence[str]) -> bool:
    """Say whether nothing of this was ever changed."""
    first, now = Settings(), desk.settings
    fields = [name for name in resets if not name.startswith(MEMORY)]
    return all(getattr(now, name) == getattr(first, name) for name in fields) and not _remembered(desk, resets)


def put_back(desk: Desk, title: str, resets: Sequence[str]) -> None:
    """Set everything named in `resets` as it was at first; nothing when it is."""
    if is_original(desk, resets):
        return
    first, now = Settings(), desk.settings
    names = [name for name in resets if not name.startswith(MEMORY)]
    fresh, held = {name: getattr(first, name) for name in names}, {name: getattr(now, name) for name in names}
    kept = _remembered(desk, resets)

    def forget() -> None:
        for page, values in kept.items():
            desk.remember(page, **dict.fromkeys(values))
        desk.change_settings(**fresh)

    def bring_back() -> None:
        for page, values in kept.items():
            desk.remember(page, **values)
        desk.change_settings(**held)

    forget()
    desk.setting_made.emit(SettingAct(title, bring_back, forget))


def remember_as_act(desk: Desk, title: str, page: str, **values: Any) -> None:
    """Change what a page remembers as a person's act that undo takes back; None forgets a value."""
    held = desk.recall(page)
    before = {name: held.get(name) for name in values}

    def keep(kept: dict[str, Any]) -> None:
        desk.remember(page, **kept)
        desk.settings_changed.emit(desk.settings)

    if before != values:
        keep(values)
        desk.setting_made.emit(SettingAct(title, lambda: keep(before), lambda: keep(values)))


def _remembered(desk: Desk, resets: Sequence[str]) -> dict[str, dict[str, Any]]:
    starts = tuple(name.removeprefix(MEMORY) for name in resets if name.startswith(MEMORY))
    return {
        page: desk.recall(page)
        for page in desk.settings.desks
        if starts and page.startswith(starts) and desk.recall(page)
    }
