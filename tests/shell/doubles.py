"""Stand-ins for the library's doors and two small pages, for the tests of the window."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Actor, Changes, RecordRef
from cresi_app.core.i18n import N_, tr
from cresi_app.core.recordlink import record_link
from cresi_app.core.roles import Role
from cresi_app.shell.board import Todo
from cresi_app.shell.doors import (
    BackupState,
    CopiesDoors,
    Found,
    FoundGroup,
    LibraryDoors,
    LibraryFacts,
    PageEntry,
    PlaceState,
    StaffProfile,
)
from cresi_app.shell.help.page import HelpPage
from cresi_app.shell.history.doors import HistoryDoors
from cresi_app.shell.history.page import HistoryPage
from cresi_app.shell.sharedoors import PaperLine, Shared, ShareDoors
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import TextField
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.page import Page, PageHead
from cresi_app.widgets.tasks import Progress


@dataclass
class SmallLibrary:
    """A library of one list of words: enough to undo, find, back up."""

    words: list[str] = field(default_factory=list)
    taken_back: list[str] = field(default_factory=list)
    seq: int = 0
    staff: list[StaffProfile] = field(default_factory=lambda: [StaffProfile(1, "Claire Martin", "responsable")])
    backups: int = 0
    example: bool = False
    due: bool = False
    waiting: list[Todo] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    places: list[PlaceState] = field(default_factory=list)

    def write(self, word: str) -> Changes:
        self.words.append(word)
        self.taken_back.clear()
        return self._changes("add")

    def doors(self) -> LibraryDoors:
        return LibraryDoors(
            facts=self.facts, undo=self.undo, redo=self.redo, undoable=lambda: self.words[-1] if self.words else "",
            redoable=lambda: self.taken_back[-1] if self.taken_back else "", find=self.find, backup=self.backup, back_up=self.back_up,
            restore=lambda _file: None, staff=lambda: list(self.staff), add_staff=self.add_staff, archive_staff=self.archive_staff,
            due=lambda _year: list(self.waiting), share=ShareDoors(self.describe, self.papers, self.print_paper),
            undo_seq=lambda: len(self.words), set_role=self.set_role,
            copies=CopiesDoors(lambda _places: list(self.places), lambda _place: None, lambda _places, _progress: list(self.places)),
        )  # fmt: skip

    def facts(self) -> LibraryFacts:
        return LibraryFacts(Path("/x"), "Centre de ressources", "Solidarité internationale", is_example=self.example)

    def describe(self, record: RecordRef) -> Shared:
        return Shared("Puits", "PUITS. Puits. 2026.", record_link(*record), "0042")

    def papers(self, kind: str) -> Sequence[PaperLine]:
        return [PaperLine("sheet", tr("Fiche"))] if kind == "word" else []

    def print_paper(self, _name: str, _record: int, out: Path) -> int:
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(595, 842))
            pdf.save(out)
        return 1

    def undo(self, _who: Actor) -> Changes:
        self.taken_back.append(self.words.pop())
        return self._changes("undo")

    def redo(self, _who: Actor) -> Changes:
        self.words.append(self.taken_back.pop())
        return self._changes("redo")

    def find(self, text: str) -> Sequence[FoundGroup]:
        found = [Found("word", number, word) for number, word in enumerate(self.words) if text.lstrip("@#") in word]
        return [FoundGroup(tr("Mots"), "tag", "primary", found)]

    def backup(self) -> BackupState:
        at = datetime(2026, 10, 6, 7, 42, tzinfo=UTC) if self.backups else None
        return BackupState(at, verified=bool(self.backups), due=self.due)

    def back_up(self, progress: Progress) -> BackupState:
        progress.step(1, 1)
        self.backups += 1
        self.due = False
        return self.backup()

    def add_staff(self, _who: Actor, name: str, role: str) -> Changes:
        self.staff.append(StaffProfile(len(self.staff) + 1, name, role))
        self.seq += 1
        return Changes(self.seq, "staff.add", {"staff": frozenset({len(self.staff)})}, ("staff", len(self.staff)))

    def set_role(self, _who: Actor, profile: StaffProfile, standing: Role) -> Changes:
        self.staff[self.staff.index(profile)] = replace(profile, standing=standing)
        self.seq += 1
        return Changes(self.seq, "directory.set_role", {"staff": frozenset({profile.id})})

    def archive_staff(self, _who: Actor, profile: StaffProfile) -> Changes:
        self.staff.remove(profile)
        return self._changes("staff.archive")

    def _changes(self, operation: str) -> Changes:
        self.seq += 1
        return Changes(self.seq, operation, {"word": frozenset({len(self.words)})})


class WordPage(Page):
    """A page with a field that saves a word."""

    key = "words"
    takes_search = True

    def __init__(self, desk: Desk, library: SmallLibrary) -> None:
        super().__init__(desk)
        self.library = library
        self.sought: list[str] = []
        self.opened: list[tuple[str, int]] = []
        self.refreshed: list[Changes | None] = []
        self.files: list[Path] = []
        self.texts: list[str] = []

    def title(self) -> str:
        return tr("Mots")

    def build(self) -> QWidget:
        whole = QWidget()
        self.field = TextField(tr("Mot"), name="word")
        self.field.committed.connect(self._save)
        self.button = Button(tr("Nouveau mot"), "primary")
        card = Card(tr("Un mot"))
        card.body.addWidget(self.field)
        Column(
            PageHead(self.title(), "", [self.button]), card, None, spacing=14, margins=(24, 18, 24, 18), parent=whole
        )
        return whole

    def refresh(self, changes: Changes | None) -> None:
        self.refreshed.append(changes)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        return [
            Action("words.clear", tr("Effacer le mot"), lambda: self.field.set_value(""), "Ctrl+E", menu="edit"),
            Action("words.older", tr("Mots d'avant"), lambda: None, "Ctrl+H", menu="view"),
        ]

    def new_actions(self) -> Sequence[Action]:
        return [Action("words.new", tr("Nouveau mot"), self.new, "Ctrl+Shift+N", "plus", typed=self.new_typed)]

    def new(self) -> None:
        self.field.focus()

    def new_typed(self, text: str) -> None:
        self.field.set_value(text)

    def search(self, text: str) -> None:
        self.sought.append(text)

    def open_record(self, kind: str, record_id: int) -> None:
        self.opened.append((kind, record_id))

    def panes(self) -> Sequence[QWidget]:
        return [self.field.input]

    def state(self) -> dict[str, Any]:
        return {"opened": list(self.opened)} if self._built else {}

    def record(self) -> RecordRef | None:
        return self.opened[-1] if self.opened else None

    def take_files(self, files: Sequence[Path]) -> bool:
        self.files = [*self.files, *(file for file in files if file.suffix == ".word")]
        return all(file.suffix == ".word" for file in files)

    def take_text(self, text: str) -> bool:
        self.texts.append(text)
        return text.startswith("mot")

    def restore(self, state: dict[str, Any]) -> None:
        self.opened = list(state.get("opened", []))

    def _save(self, word: str) -> None:
        self.desk.write("words.add", lambda: self.library.write(word))


class QuietPage(WordPage):
    """A page without search."""

    key = "quiet"
    takes_search = False

    def title(self) -> str:
        return tr("Calme")

    def new_actions(self) -> Sequence[Action]:
        return ()


def entries(library: SmallLibrary) -> list[PageEntry]:
    return [
        PageEntry("quiet", N_("Calme"), "house", lambda desk: QuietPage(desk, library)),
        PageEntry(
            "words",
            N_("Mots"),
            "library",
            lambda desk: WordPage(desk, library),
            group=1,
            kinds=("word",),
            year=N_("les mots de l'année"),
        ),
        PageEntry("settings", N_("Réglages"), "settings", lambda desk: QuietPage(desk, library), bottom=True),
        PageEntry(
            "help",
            N_("Aide"),
            "book-open",
            lambda desk: HelpPage(desk, lambda: None, lambda _key: None),
            group=9,
            hidden=True,
        ),
        PageEntry(
            "history",
            N_("Historique"),
            "history",
            lambda desk: HistoryPage(desk, HistoryDoors(), str),
            group=9,
            hidden=True,
        ),
    ]
