"""What is typed and not saved yet, kept beside the library: a crash, a form left half-way, an end of the day lose no words."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import tr
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field, Form

PAUSE: Final = 1.5
"""Seconds between two keepings while somebody types: what a crash loses at most."""


def typed_in(field: Field) -> str:
    """Return the words that stand in a field's input, "" for fields without words of their own and for secrets."""
    for holder in (getattr(field, "input", None), field.editor):
        if isinstance(holder, QLineEdit) and holder.echoMode() is not QLineEdit.EchoMode.Normal:
            return ""
        for reading in ("text", "toPlainText"):
            read = getattr(holder, reading, None)
            if callable(read):
                return str(read()).strip()
    return ""


def type_into(field: Field, text: str) -> bool:
    """Put words back into a field's input; False for fields without words of their own."""
    holder = getattr(field, "input", field.editor)
    for writing in ("setText", "setPlainText"):
        write = getattr(holder, writing, None)
        if callable(write):
            write(text)
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Parted:
    """A form that gave way to another while the save of some of its words (`left`) was under way."""

    profile: str
    key: str
    words: Mapping[str, str]
    left: Mapping[str, str]
    refused: int


class TypingKept(QObject):
    """Keeps the words of one form under a key: a record's form by its record, an act's form by what it does."""

    def __init__(self, desk: Desk, form: Form, parent: QObject, *, by_field: bool = True) -> None:
        """`by_field`: each field is saved when it is left; otherwise all of them by one act, told by `forget`.

        What was left is forgotten once its save is acknowledged: until then a crash would lose it.
        """
        super().__init__(parent)
        self._desk, self._form = desk, form
        self._key, self._profile = "", ""
        self._left: dict[str, str] = {}
        """Fields whose save is under way, with the words it was asked for."""
        self._parted: list[_Parted] = []
        self._refused = 0
        self._words: dict[str, str] = {}
        self._kept_at = 0.0
        self._is_kept = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.keep)
        form.edited.connect(self._typed)
        if by_field:
            form.committed.connect(self._committed)
            desk.tasks.written.connect(self._acknowledged)

    def hold(self, key: str) -> dict[str, str]:
        """Be about this form from now on; return the words kept of it."""
        if self._pause.isActive():
            self.keep()  # of the one before: what was typed last
        if self._left:
            self._parted.append(_Parted(self._profile, self._key, self._words, self._left, self._refused))
        self._key, self._profile, self._words, self._left = key, self._desk.actor.key, {}, {}
        words = self._desk.typed.recall(self._profile, key)
        self._is_kept = bool(words)
        return words

    def show(self, key: str) -> None:
        """Be about a record from now on, what was typed into it and never saved put back."""
        self.put_back(self.hold(key))
        if self._is_kept and not self._words:  # the record says it all already
            self.forget()

    def put_back(self, words: dict[str, str]) -> int:
        """Type kept words again where the form does not say them already; return into how many fields."""
        fields = {field.name: field for field in self._form.fields()}
        back = 0
        for name, text in words.items():
            field = fields.get(name)
            if field is None or not text or typed_in(field) == text or not type_into(field, text):
                continue
            back += 1
            self._words[name] = text
            field.set_hint(tr("Saisie retrouvée : elle n'était pas encore enregistrée."), "warning")
            try:
                field.read()
            except DomainError as error:
                field.set_error(error.sentence)
        return back

    def keep(self) -> None:
        """Keep what is typed now."""
        self._pause.stop()
        if not self._key or not self._words:
            return
        self._kept_at, self._is_kept = time.monotonic(), True
        self._desk.typed.keep(self._profile, self._key, self._words)

    def forget(self, name: str = "") -> None:
        """Forget a field that was saved; everything without a name."""
        self._words = {} if not name else {one: text for one, text in self._words.items() if one != name}
        if not self._words:
            self._pause.stop()
        if self._is_kept and self._words:
            self.keep()
        elif self._is_kept:
            self._is_kept = False
            self._desk.typed.keep(self._profile, self._key, {})

    def _committed(self, name: str, _value: object) -> None:
        if name in self._words:
            if not self._left:
                self._refused = self._desk.tasks.refused
            self._left[name] = self._words[name]
            QTimer.singleShot(0, self, self._acknowledged)  # the field may have been left as it was: nothing is saved

    def _acknowledged(self) -> None:
        """Forget what was left, when all of it is saved; what a refusal may have met stays kept."""
        if self._desk.tasks.writing:
            return
        parted, self._parted = self._parted, []
        for one in parted:
            self._forget_parted(one)
        if not self._left:
            return
        left, self._left = self._left, {}
        if self._desk.tasks.refused == self._refused:
            for name, words in left.items():
                if self._words.get(name) == words:  # else it is being typed in again
                    self.forget(name)

    def _forget_parted(self, one: _Parted) -> None:
        if self._desk.tasks.refused != one.refused or (one.profile, one.key) == (self._profile, self._key):
            return
        rest = {name: words for name, words in one.words.items() if one.left.get(name) != words}
        self._desk.typed.keep(one.profile, one.key, rest)

    def _typed(self, name: str) -> None:
        words = typed_in(self._form.field(name))
        self._words[name] = words
        if time.monotonic() - self._kept_at >= PAUSE:
            self.keep()
        elif not self._pause.isActive():
            self._pause.start(round(PAUSE * 1000))
