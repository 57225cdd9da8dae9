"""The menus of the window: the bar, « Nouveau » and the person's menu, filled anew for each page and language."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QMenuBar, QPushButton

from cresi_app.core.i18n import tr
from cresi_app.shell.commands import LEAVE, Doings, fill_menu_bar, window_actions
from cresi_app.shell.doors import PageEntry
from cresi_app.shell.pages import Pages
from cresi_app.widgets.actions import Action, fill_menu, perform


class Menus(QObject):
    """Knows the window's acts and those of its pages."""

    PERSONAL = ("window.switch_person", "window.back_up")

    def __init__(
        self, doings: Doings, pages: Pages, bar: QMenuBar, more: Callable[[], Sequence[Action]], parent: QObject
    ) -> None:
        """`more()` gives the acts on the record in front."""
        super().__init__(parent)
        self._doings, self._pages, self._bar, self._more = doings, pages, bar, more
        self.covered: Callable[[], Sequence[Action] | None] = lambda: None
        """What a preview lying over the page can do, None when none does."""
        self.closed: Callable[[PageEntry], str] = lambda _entry: ""
        """Why nothing can be made on a page by whoever is at the desk, "" when it can."""

    def own(self) -> list[Action]:
        """Return the window's acts."""
        shown = [entry for entry in self._pages.entries if not entry.hidden]
        acts = window_actions(self._doings, [(entry.key, tr(entry.title)) for entry in shown])
        # the last of its menu, whatever the record in front adds to it
        leaving = [one for one in acts if one.id == LEAVE]
        return [*(one for one in acts if one.id != LEAVE), *self._more(), *leaving]

    def of_page(self) -> list[Action]:
        """Return the acts of the page in front."""
        covered = self.covered()
        return list(self._pages.current().actions() if covered is None else covered)

    def creations(self) -> list[Action]:
        """Return what « Nouveau » offers: the page in front first; those of other pages go there first."""
        here = self._pages.key()
        found: list[Action] = []
        for entry, page in sorted(self._pages.all(), key=lambda pair: pair[0].key != here):
            offered = page.new_actions()
            found += self._judged(entry, [one if entry.key == here else self._there(entry.key, one) for one in offered])
        return found

    def _judged(self, entry: PageEntry, actions: Sequence[Action]) -> list[Action]:
        reason = self.closed(entry)
        return [replace(one, enabled=lambda: False, why_not=reason) for one in actions] if reason else list(actions)

    def create_first(self) -> bool:
        """Do the first thing that the page in front creates; False when it creates nothing."""
        offered = self._judged(self._pages.entry(), self._pages.current().new_actions())
        if offered:
            perform(offered[0])
        return bool(offered)

    def rebuild(self, new: QPushButton, person: QPushButton) -> None:
        """Fill every menu for the page in front."""
        fill_menu_bar(self._bar, *self.in_bar())
        _replace(new, self.creations())
        _replace(person, [action for action in self.own() if action.id in self.PERSONAL])

    def in_bar(self) -> tuple[list[Action], list[Action]]:
        """Return the window's acts and those of the page in front, as the menu bar holds them."""
        theirs = [*self.of_page(), *self._shortcuts_of_creations()]
        taken = {keys for action in theirs for keys in action.shortcut.split(", ") if keys}
        return [_yielding(action, taken) for action in self.own()], theirs

    def _shortcuts_of_creations(self) -> list[Action]:
        """Give « Nouveau »'s acts a place in the File menu, where their shortcuts live."""
        known = {action.id for action in self.of_page()}
        return [
            replace(action, menu="file", family=tr("Créer")) for action in self.creations() if action.id not in known
        ]

    def _there(self, key: str, action: Action) -> Action:
        def run() -> None:
            self._pages.go(key)
            perform(action)

        def run_typed(text: str) -> None:
            self._pages.go(key)
            if action.typed is not None:
                action.typed(text)

        typed = run_typed if action.typed is not None else None
        return Action(
            action.id,
            action.title,
            run,
            action.shortcut,
            action.icon,
            action.enabled,
            action.why_not,
            action.hint,
            typed=typed,
        )


def _yielding(action: Action, taken: set[str]) -> Action:
    """Return a window's act without the keys that the page in front has given a meaning of its own: Qt does neither of two."""
    left = ", ".join(keys for keys in action.shortcut.split(", ") if keys not in taken)
    return action if left == action.shortcut else replace(action, shortcut=left)


def _replace(button: QPushButton, actions: list[Action]) -> None:
    old = button.menu()
    menu = QMenu(button)
    fill_menu(menu, actions)
    button.setMenu(menu)
    button.setEnabled(bool(actions))
    if old is not None:
        old.deleteLater()
