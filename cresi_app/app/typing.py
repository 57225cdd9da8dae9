"""What is typed in the open library and not saved yet: where it is kept, and what becomes of it when its record goes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject

from cresi_app.core.changes import Changes, RecordRef
from cresi_app.core.settings import Settings, change_settings
from cresi_app.services import Services
from cresi_app.store.typed import TypedWords, gone
from cresi_app.widgets.desk import Desk

_ONCE: Final = "typing"
"""Under which the settings of the machine held the words of every library and of everybody, once."""


def typed_words(services: Services, settings: Settings, profile: str) -> tuple[TypedWords, Settings]:
    """Return the words kept of this library, with those that still lie in the settings, and the settings without them."""
    library = services.library
    folder: Path | None = None if library.read_only else library.folder
    typed = TypedWords(folder)
    held = settings.desks.get(_ONCE)
    if held is None or folder is None:
        return typed, settings
    forms = held.get("forms") if isinstance(held, dict) else None
    for key, words in (forms if isinstance(forms, dict) else {}).items():
        if isinstance(words, Mapping) and not typed.recall(profile, key):
            typed.keep(profile, key, {str(name): str(text) for name, text in words.items()})
    return typed, change_settings(desks=_without(settings.desks))


def _without(desks: Mapping[str, Any]) -> dict[str, Any]:
    return {page: values for page, values in desks.items() if page != _ONCE}


class GoneForgotten(QObject):
    """Forgets what was typed about records that are deleted or anonymised, at opening and after each change."""

    def __init__(self, services: Services, desk: Desk, typed: TypedWords) -> None:
        super().__init__(desk)
        self._library, self._desk, self._typed = services.library, desk, typed
        desk.changed.connect(self.look)
        self.look()

    def look(self, changes: Changes | None = None) -> None:
        """Look whether the records are still there, when one of their tables was touched."""
        records = self._typed.records()
        # All of them, whichever was touched: a look that another one overtakes is dropped.
        if records and (changes is None or any(changes.touches(*one) for one in records)):
            self._desk.read("typing.gone", lambda: gone(self._library, records), self._forget)

    def _forget(self, records: frozenset[RecordRef]) -> None:
        self._typed.forget_gone(lambda kind, key: (kind, key) in records)
