"""What the lists of emergencies, supports and outposts share: a table at the left, a sheet or a form at the right."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.cooperation.service import CooperationService
from cresi_app.cooperation.ui.agreementacts import show_outside
from cresi_app.cooperation.ui.history import HistoryForm
from cresi_app.cooperation.ui.partforms import PartForms
from cresi_app.cooperation.ui.sheets import SheetPane
from cresi_app.cooperation.ui.view import DeskView
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.actions import Action
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme

_NARROW = 860
"""Below this width of the list (in the look's pixels) some columns are given up."""


class RecordKind:
    """What each kind of record says of itself."""

    def columns(self) -> list[TableColumn[Any]]:
        """Return the columns of the list."""
        raise NotImplementedError

    def empty_words(self) -> tuple[str, str, str]:
        """Return what an empty list says: title, sentence, verb."""
        raise NotImplementedError

    def sum_words(self, rows: Sequence[Any]) -> str:
        """Return what stands under the page's title: how many, how much."""
        raise NotImplementedError

    def ids(self, text: str, limit: int | None) -> Sequence[int]:
        """Return the ordered ids; called on a reader thread."""
        raise NotImplementedError

    def rows(self, ids: Sequence[int]) -> Mapping[int, Any]:
        """Return the lines; called on a reader thread."""
        raise NotImplementedError

    def read_sheet(self, record_id: int) -> Any:
        """Return a record whole; called on a reader thread."""
        raise NotImplementedError

    def show_sheet(self, sheet: Any) -> None:
        """Fill the pane."""
        raise NotImplementedError

    def new_form(self, name: str) -> ActForm:
        """Return the form that makes a record."""
        raise NotImplementedError

    def own_fields(self) -> tuple[list[Field], Callable[[int, int, int, Mapping[str, Any]], Changes]]:
        """Return the fields of a record and how they are saved."""
        raise NotImplementedError

    def own_values(self, sheet: Any) -> tuple[int, int, Mapping[str, Any]]:
        """Return id, version and values of the record a sheet is about."""
        raise NotImplementedError

    def act(self, word: str, *rest: Any) -> None:
        """Do what the sheet asks beside what every sheet knows."""


class RecordsView(DeskView, RecordKind):
    """One kind of record. A view says its `entity`, `tables`, `columns`, and how it reads, shows and makes one."""

    entity: ClassVar[str] = ""
    tables: ClassVar[tuple[str, ...]] = ()
    """The tables of which a sheet or a line shows something."""
    spared: ClassVar[frozenset[str]] = frozenset()
    """The columns that a narrow list gives up: the sheet has them."""

    def __init__(self, desk: Desk, service: CooperationService, words: tuple[str, str]) -> None:
        """`words`: the list's name, what is printed ("" for nothing)."""
        name, self._printing = words
        self.pane = SheetPane(self._printing, editable=True)
        super().__init__(desk, service, self.pane)
        self.pane.asked.connect(self.do)
        self.parts = PartForms(desk, service)
        self._text = ""
        self._edited: AutoForm | None = None
        self.model: TableModel[Any] = TableModel(desk, f"cooperation.{self.entity}", self.columns())
        self.table = TableView(name, self.model)
        self.table.current_changed.connect(self._from_list)
        self.table.opened.connect(self._opened)
        self.table.browsing.kind = self.entity
        self.table.letters = {"n": self.new, "e": lambda: self.do("edit")}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        title, sentence, verb = self.empty_words()
        self._empty = EmptyState(title, sentence, Act(verb, self.new))
        self._stack.addWidget(self._empty)
        self._nothing = EmptyState(
            tr("Rien ne répond à ces mots"), tr("Cherchez d'autres mots, ou revenez à toute la liste."),
            Act(tr("Effacer la recherche"), self.clear),
        )  # fmt: skip
        self._stack.addWidget(self._nothing)
        self.model.count_changed.connect(self._counted)
        card = Card(padding=(8, 6))
        card.body.addWidget(self._stack)
        Column(card, parent=self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the names their room."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_NARROW)
        for number, column in enumerate(self.model.columns()):
            self.table.setColumnHidden(number, narrow and column.key in self.spared)

    # --- reading ---

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if changes is None:
            self._show_list()
        else:
            self.model.heed(changes, self.entity, self.tables)
            if not changes.touches_any((self.entity, *self.tables)):
                return
        self._count()
        if isinstance(self.shown, int):
            self._read(self.shown)

    def _show_list(self) -> None:
        text = self._text
        self.model.show(Source(lambda limit: self.ids(text, limit), self.rows))

    def _count(self) -> None:
        def read() -> str:
            return self.sum_words(list(self.rows(self.ids("", None)).values()))

        self.desk.read(("cooperation", self.entity, "sum"), read, self.say)

    def search(self, text: str) -> None:
        """Filter by typed words."""
        self._text = text
        self._show_list()

    def clear(self) -> None:
        """Show the whole list."""
        self.search("")
        self.searched.emit("")

    def _counted(self, number: object) -> None:
        empty = self._nothing if self._text else self._empty
        self._stack.setCurrentWidget(self.table if number else empty)

    def _from_list(self, record_id: int | None) -> None:
        if record_id is not None and record_id != self.shown and self.opens:
            self._choose(record_id)

    def _opened(self, record_id: int) -> None:
        if record_id != self.shown:
            self._choose(record_id)

    def open_id(self, record_id: int) -> None:
        """Show a record."""
        self._choose(record_id)
        self.table.select(record_id)

    def _choose(self, record_id: int) -> None:
        self.right.close_form()
        self._edited = None
        self.shown = record_id
        self._read(record_id)

    def _read(self, record_id: int) -> None:
        self.desk.read(("cooperation", self.entity), lambda: self.read_sheet(record_id), self._show, self._gone)

    def _show(self, sheet: Any) -> None:
        record_id, version, values = self.own_values(sheet)
        if record_id != self.shown:
            return
        self.sheet = sheet
        self.show_sheet(sheet)
        self.pane.end()
        if self._edited is not None and self._edited.record_id == record_id and self.right.form is not None:
            self._edited.show_record(record_id, version, values)
        self.arranged.emit()

    def _gone(self, _error: CresiError) -> None:
        self.shown = None
        self.arranged.emit()

    # --- acts ---

    def new_words(self) -> str:
        """Return what the head's button makes here."""
        return self.empty_words()[2]

    def record_actions(self) -> list[Action]:
        """Return what is done with the record shown."""
        if not isinstance(self.shown, int):
            return []
        found = [Action(f"cooperation.edit_{self.entity}", tr("Modifier la fiche"), lambda: self.do("edit"), "F2", "pencil", menu="edit")]  # fmt: skip
        if self._printing:
            found.append(Action(f"cooperation.print_{self.entity}", self._printing, lambda: self.do("print"), "Ctrl+P", "printer", menu="file"))  # fmt: skip
        return found

    def new(self, name: str = "") -> None:
        """Make a record."""
        self.ask(self.new_form(name), lambda changes: self.open_id(changes.id))

    def do(self, what: object) -> None:
        """Do what the pane asks."""
        word, *rest = what if isinstance(what, tuple) else (what,)
        if not isinstance(self.shown, int):
            return
        match word:
            case "close":
                self.leave()
                self.table.setFocus()
            case "edit":
                self._edit()
            case "history":
                records = [(self.entity, self.shown)]
                self.edit(HistoryForm(self.desk, self.service, records), tr("Historique de la fiche"))
            case "attach":
                chosen = self.desk.messages.open_files(tr("Joindre un document"), [(tr("Tous les fichiers"), "*")])
                if chosen:
                    self.take_file(chosen[0])
            case "file":
                service, key = self.service, rest[0]
                self.desk.read(("cooperation", "file"), lambda: service.file_path(key), show_outside)
            case "detach":
                service, who, key = self.service, self.desk.actor, rest[0]
                self.write("cooperation.detach_file", lambda: service.detach_file(who, key))
            case "open":
                self.desk.open_record(str(rest[0]), int(rest[1]))
            case _:
                self.act(str(word), *rest)

    def _edit(self) -> None:
        record_id, version, values = self.own_values(self.sheet)
        fields, save = self.own_fields()
        self._edited = AutoForm(self.desk, self.entity, fields, save)
        self._edited.show_record(record_id, version, values)
        self.edit(self._edited, tr("Modifier"))

    def take_file(self, file: Path) -> bool:
        """Join a file to the record shown."""
        if not isinstance(self.shown, int):
            return False
        self.ask(self.parts.attach((self.entity, self.shown), file))
        return True

    def asking(self, *what: object) -> Callable[..., None]:
        """Return what makes the pane ask something."""
        said = what[0] if len(what) == 1 else what
        return lambda *_args: self.do(said)

    def panes(self) -> Sequence[QWidget]:
        """Return list and pane."""
        return [self.table, *([self.pane.close_button] if self.shown is not None else [])]
