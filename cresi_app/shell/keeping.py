"""What the window does with the library itself: undo and redo by name, the daily verified copy, whose library it is."""

from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_clock, format_date
from cresi_app.core.i18n import C_, tr
from cresi_app.shell.doors import BackupState, LibraryDoors, LibraryFacts
from cresi_app.shell.sidebar import backup_words
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.messages import Act

LOOK_AGAIN: Final = 15 * 60 * 1000
"""Milliseconds between two looks at the clock: a window that stays open overnight makes its copy in the morning."""


class Keeping(QObject):
    """Undo, redo, backups and facts; it tells what changed, the window shows it."""

    undo_changed = Signal(object, object)
    """Names of the acts that undo and redo would take ("" when none)."""
    backup_changed = Signal(object)
    facts_changed = Signal(object)

    def __init__(self, desk: Desk, doors: LibraryDoors, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._doors = desk, doors
        self.undo_name = ""
        self.redo_name = ""
        self.backup = BackupState()
        self.facts: LibraryFacts | None = None
        desk.changed.connect(self._heed)
        self.timer = QTimer(self)
        self.timer.setInterval(LOOK_AGAIN)
        self.timer.timeout.connect(self.look_again)

    def start(self) -> None:
        """Learn how things stand, and make the day's copy when one is due."""
        doors = self._doors
        self.ask_undo()
        # One read: the copy is made only when both are known, and two readers answer in any order.
        self._desk.read("window.start", lambda: (doors.facts(), doors.backup()), self._took_first)
        self.timer.start()

    def look_again(self) -> None:
        """Make the day's copy if the day has changed since the last one."""
        if self.facts is not None and not self.facts.read_only:
            self._desk.read("window.backup", self._doors.backup, self._took_again)

    def ask_undo(self) -> None:
        """Learn what undo and redo would take now."""
        doors = self._doors
        self._desk.read("window.undo", lambda: (doors.undoable(), doors.redoable()), self._took_names)

    def undo(self) -> None:
        """Take back the last act, and say which."""
        name, doors, who = self.undo_name, self._doors, self._desk.actor
        if name:
            self._desk.write("window.undo", lambda: doors.undo(who), lambda _changes: self._undone(name))

    def redo(self) -> None:
        """Bring back the act taken back last, and say which."""
        name, doors, who = self.redo_name, self._doors, self._desk.actor
        if name:
            self._desk.write("window.redo", lambda: doors.redo(who), lambda _changes: self._redone(name))

    def back_up(self, *, quiet: bool = False) -> None:
        """Make and verify a copy now; `quiet` says nothing when it went well."""
        doors = self._doors

        def made(state: BackupState) -> None:
            self._took_backup(state)
            if not quiet:
                self._desk.messages.toast(tr("Copie faite et relue en entier"))

        self._desk.long(tr("Sauvegarde de la bibliothèque"), doors.back_up, made)

    def refresh(self) -> None:
        """Learn again whose library it is and what it holds."""
        self._desk.read("window.facts", self._doors.facts, self._took_facts)

    def _undone(self, name: str) -> None:
        self._desk.messages.toast(tr("Annulé : {act}", act=name), Act(tr("Rétablir"), self.redo))

    def _redone(self, name: str) -> None:
        self._desk.messages.toast(tr("Rétabli : {act}", act=name), Act(tr(C_("undo", "Annuler")), self.undo))

    def _heed(self, changes: Changes) -> None:
        self.ask_undo()
        if changes.touches("home"):
            self.refresh()

    def _took_names(self, names: tuple[str, str]) -> None:
        self.undo_name, self.redo_name = names
        self.undo_changed.emit(*names)

    def _took_facts(self, facts: LibraryFacts) -> None:
        self.facts = facts
        self.facts_changed.emit(facts)

    def _took_first(self, known: tuple[LibraryFacts, BackupState]) -> None:
        facts, state = known
        self._took_facts(facts)
        if facts.read_only:
            self._took_backup(state)
        else:
            self._took_again(state)

    def _took_again(self, state: BackupState) -> None:
        self._took_backup(state)
        if state.due:
            self.back_up(quiet=True)

    def _took_backup(self, state: BackupState) -> None:
        self.backup = state
        self.backup_changed.emit(state)


def backup_sentence(state: BackupState) -> str:
    """Say when the last copy was made, as the sidebar does: « Sauvegardé à 09:42 », « Sauvegardé le 5 oct. »."""
    if state.at is None:
        return backup_words(state, "")
    day = state.at.astimezone(ZoneInfo(clock.HOME_ZONE)).date()
    if day == clock.today():
        return backup_words(state, tr("à {time}", time=format_clock(state.at)))
    return backup_words(state, tr("le {day}", day=format_date(day, "day_month")))
