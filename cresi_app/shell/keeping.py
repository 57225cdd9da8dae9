"""What the window does with the library itself: undo and redo by name, the daily verified copy, whose library it is."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_clock, format_date
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.shell.doors import BackupState, LibraryDoors, LibraryFacts, PlaceState
from cresi_app.shell.settingsundone import SettingsUndone
from cresi_app.shell.sidebar import backup_words
from cresi_app.widgets.desk import Desk, SettingAct
from cresi_app.widgets.messages import Act
from cresi_app.widgets.tasks import Progress

LOOK_AGAIN: Final = 15 * 60 * 1000
"""Milliseconds between two looks at the clock: a window that stays open overnight makes its copy in the morning."""


class Keeping(QObject):
    """Undo, redo, backups and facts; it tells what changed, the window shows it."""

    undo_changed = Signal(object, object)
    """Names of the acts that undo and redo would take ("" when none)."""
    saved = Signal(object)
    """When something of the library or of the settings was saved: the instant."""
    backup_changed = Signal(object)
    places_changed = Signal(object)
    """The second homes of the copies, as `PlaceState`s."""
    facts_changed = Signal(object)

    def __init__(self, desk: Desk, doors: LibraryDoors, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._doors = desk, doors
        self.undo_name = ""
        self.redo_name = ""
        self._settings = SettingsUndone()
        self.backup = BackupState()
        self.places: Sequence[PlaceState] = ()
        self._served: set[tuple[Path, date]] = set()
        """The second homes that got their copy by themselves, or refused it, and on which day: one try a day."""
        self.facts: LibraryFacts | None = None
        desk.changed.connect(self._heed)
        desk.setting_made.connect(self._setting_made)
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
        """Make the day's copy if the day has changed since the last one, and that of a second home that came later."""
        if self.facts is not None and not self.facts.read_only:
            self._desk.read("window.backup", self._doors.backup, self._took_again)

    def ask_undo(self) -> None:
        """Learn what undo and redo would take now."""
        doors = self._doors
        self._desk.read("window.undo", lambda: (doors.undoable(), doors.redoable(), doors.undo_seq()), self._took_names)

    def undo(self) -> None:
        """Take back the last act, a setting or a revision, and say which."""
        name, doors, who = self.undo_name, self._doors, self._desk.actor
        if not name:
            return
        if self._settings.undo():
            self._undone(name)
            self._say_names()
        else:
            words = tr("Annulation : {act}", act=name)
            self._desk.write("window.undo", lambda: doors.undo(who), lambda _changes: self._undone(name), words=words)

    def redo(self) -> None:
        """Bring back the act taken back last, and say which."""
        name, doors, who = self.redo_name, self._doors, self._desk.actor
        if not name:
            return
        if self._settings.redo():
            self._redone(name)
            self._say_names()
        else:
            words = tr("Rétablissement : {act}", act=name)
            self._desk.write("window.redo", lambda: doors.redo(who), lambda _changes: self._redone(name), words=words)

    def back_up(self, *, quiet: bool = False) -> None:
        """Make and verify a copy now, and one in each second home that is there; `quiet` says nothing when it went well."""
        doors, places = self._doors, self.folders

        def make(progress: Progress) -> tuple[BackupState, Sequence[PlaceState]]:
            return doors.back_up(progress), doors.copies.copy(places, progress)

        def made(done: tuple[BackupState, Sequence[PlaceState]]) -> None:
            self._took_backup(done[0])
            self._took_places(done[1])
            self._tell_problems(done[1])
            if not quiet:
                self._desk.messages.toast(tr("Copie faite et relue en entier"))

        self._desk.long(tr("Sauvegarde de la bibliothèque"), make, made)

    def verify(self) -> None:
        """Read the newest copies again, every byte."""
        doors, places = self._doors, self.folders

        def told(count: int) -> None:
            self._desk.messages.toast(
                trn(
                    "{n} copie relue en entier : elle est saine",
                    "{n} copies relues en entier : elles sont saines",
                    count,
                )
            )
            self.look_at_places()

        self._desk.long(tr("Vérification des copies"), lambda progress: doors.copies.verify(places, progress), told)

    def look_at_places(self) -> None:
        """Learn how the second homes of the copies stand."""
        look, places = self._doors.copies.look, self.folders
        self._desk.read("window.places", lambda: look(places), self._took_places)

    @property
    def folders(self) -> list[Path]:
        """The second homes of this library's copies; the example has none."""
        if self.facts is None or self.facts.is_example:  # what is thrown away is not carried to anybody's stick
            return []
        return [Path(place) for place in self._desk.settings.places_of(self.facts.folder)]

    def refresh(self) -> None:
        """Learn again whose library it is and what it holds."""
        self._desk.read("window.facts", self._doors.facts, self._took_facts)

    def _undone(self, name: str) -> None:
        self._desk.messages.toast(tr("Annulé : {act}", act=name), Act(tr("Rétablir"), self.redo))

    def _redone(self, name: str) -> None:
        self._desk.messages.toast(tr("Rétabli : {act}", act=name), Act(tr(C_("undo", "Annuler")), self.undo))

    def _heed(self, changes: Changes) -> None:
        self._settings.heed(changes)
        self.ask_undo()
        if changes.seq is not None:
            self.saved.emit(clock.now())
        if changes.touches("home"):
            self.refresh()

    def _setting_made(self, act: SettingAct) -> None:
        self._settings.made(act)
        self.saved.emit(clock.now())
        self._say_names()

    def _took_names(self, names: tuple[str, str, int]) -> None:
        self._settings.know(*names)
        self._say_names()

    def _say_names(self) -> None:
        self.undo_name, self.redo_name = self._settings.names()
        self.undo_changed.emit(self.undo_name, self.redo_name)

    def _took_places(self, places: Sequence[PlaceState]) -> None:
        self.places = places
        self.places_changed.emit(places)

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
        elif places := self.folders:
            look = self._doors.copies.look
            self._desk.read("window.late", lambda: look(places), self._serve)

    def _serve(self, places: Sequence[PlaceState]) -> None:
        """Copy to the second homes that were not there when the day's copy was made."""
        self._took_places(places)
        today, copy = clock.today(), self._doors.copies.copy
        late = [one.folder for one in places if one.is_there and _day(one) != today]
        late = [folder for folder in late if (folder, today) not in self._served]
        if late:
            self._served |= {(folder, today) for folder in late}
            self._desk.long(
                tr("Sauvegarde de la bibliothèque"), lambda progress: copy(late, progress), self._was_served
            )

    def _was_served(self, done: Sequence[PlaceState]) -> None:
        self._tell_problems(done)
        fresh = {one.folder: one for one in done}
        self._took_places([fresh.get(one.folder, one) for one in self.places])

    def _tell_problems(self, places: Sequence[PlaceState]) -> None:
        for problem in [one.problem for one in places if one.problem]:
            self._desk.messages.inline(problem, "warning")

    def _took_backup(self, state: BackupState) -> None:
        self.backup = state
        self.backup_changed.emit(state)


def _day(copy: PlaceState) -> date | None:
    return copy.at.astimezone(ZoneInfo(clock.HOME_ZONE)).date() if copy.at is not None else None


def backup_sentence(state: BackupState) -> str:
    """Say when the last copy was made, as the sidebar does: « Sauvegardé à 09:42 », « Sauvegardé le 5 oct. »."""
    if state.at is None:
        return backup_words(state, "")
    day = state.at.astimezone(ZoneInfo(clock.HOME_ZONE)).date()
    if day == clock.today():
        return backup_words(state, tr("à {time}", time=format_clock(state.at)))
    return backup_words(state, tr("le {day}", day=format_date(day, "day_month")))
