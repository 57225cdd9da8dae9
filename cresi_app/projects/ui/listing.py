"""The list of dossiers: filtered by exercise, stage, country and words; filled asynchronously."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core import keptview
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.projects.model import ProjectCounts, ProjectFilter, ProjectOrder, ProjectRow
from cresi_app.projects.service import ProjectService
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.columnchoice import ColumnChoice
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.layouts import Column, Flow
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.page import PageHead
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme

_KEPT = ("stages", "countries", "archived", "order")
_ORDERS = {"number", "title", "holder", "stage", "country", "recent"}
_ROOM = {"granted": 1090, "place": 980, "total": 940, "asked": 720, "number": 600}
"""The effective width that each of these columns asks of the page."""
_SEEN = ("organisation", "budget_line", "project_partner", "project_activity")


def columns() -> list[TableColumn[ProjectRow]]:
    """Return the columns of the list."""
    return [
        TableColumn("number", tr("Numéro"), lambda row: row.number, width=94, sort="number", ink="text2"),
        TableColumn("title", tr("Titre"), lambda row: row.title, stretch=True, sort="title", bold=True, twofold=True),
        TableColumn("holder", tr("Association"), lambda row: row.holder, width=184, sort="holder", twofold=True),
        TableColumn("place", tr("Lieu"), lambda row: row.where, width=210, sort="country", ink="text2", twofold=True),
        TableColumn("total", tr("Budget"), lambda row: _money(row, row.total), align="right", width=94),
        TableColumn("asked", tr("Demandé"), lambda row: _money(row, row.requested), align="right", width=86),
        TableColumn("granted", tr("Accordé"), lambda row: _money(row, row.granted_minor), align="right", width=86),
        TableColumn(
            "stage",
            tr("Étape"),
            lambda row: row.stage.name,
            width=136,
            sort="stage",
            pill=lambda row: (row.stage.name, row.stage.tone),
        ),
    ]


def _money(row: ProjectRow, minor: int | None) -> str:
    return format_money(Money(minor, row.currency)) if minor else "—"


class ProjectListPane(QWidget):
    """Head, filters, table. `opened` carries a dossier's id, `new_asked` wants a new one."""

    opened = Signal(object)
    new_asked = Signal()
    advice_asked = Signal()

    def __init__(self, desk: Desk, service: ProjectService) -> None:
        super().__init__()
        self.desk, self.service = desk, service
        self._wanted = ProjectFilter(year=desk.year)
        self._new = Button(tr("Nouveau dossier"), "secondary", "plus")
        self._new.clicked.connect(self.new_asked)
        self._advice = Button(tr("Conseils"), "secondary", "message-square")
        self._advice.setAccessibleName(tr("Conseils donnés aux associations"))
        self._advice.clicked.connect(self.advice_asked)
        self.head = PageHead(tr("Projets"), " ", [self._advice, self._new])
        self.words = LineInput()
        self.words.setPlaceholderText(tr("Filtrer : titre, association, lieu, numéro…"))
        self.words.setAccessibleName(tr("Filtrer les dossiers"))
        self.words.setClearButtonEnabled(True)
        self._years = ComboBox(tr("Exercice"))
        self._stages = ComboBox(tr("Étape"), [(None, tr("Toutes les étapes"))])
        self._countries = ComboBox(tr("Pays ou territoire"), [(None, tr("Tous les pays"))])
        self._shelf = ComboBox(tr("Dossiers"), [(False, tr("Non archivés")), (True, tr("Archivés"))])
        self._model: TableModel[ProjectRow] = TableModel(desk, "projects", columns(), self)
        self.table = TableView(tr("Dossiers de projet"), self._model, row_height=40)
        self.table.browsing.kind = "project"
        self.table.set_sort("number", descending=True)
        self.columns = ColumnChoice(self.table, desk, "projects", fixed="title")
        self._empty = EmptyState(
            "", "", Act(tr("Nouveau dossier"), self.new_asked.emit), Act(tr("Effacer les filtres"), self.clear)
        )
        self._lay()
        self._connect()

    def _lay(self) -> None:
        card = Card(padding=(10, 10))
        self._stack = FrontStack(self.table, self._empty)
        card.body.addWidget(self._stack, 1)
        self._restyle()
        theme().changed.connect(self._restyle)
        filters = Flow(self.words, self._years, self._stages, self._countries, self._shelf, gap=8)
        self._column = Column(self.head, filters, card, spacing=12, margins=(24, 18, 24, 14), parent=self)
        self._column.setStretch(2, 1)

    def _connect(self) -> None:
        self.words.textChanged.connect(self.search)
        for combo in (self._years, self._stages, self._countries, self._shelf):
            combo.activated.connect(self._narrow)
        self.table.opened.connect(self.opened)
        self.table.sort_changed.connect(self._sort)
        self._model.count_changed.connect(self._counted)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the lines that the filters, and the form above them, take at the present width."""
        asked = super().minimumSizeHint()
        return QSize(asked.width(), max(asked.height(), self._column.minimumHeightForWidth(self.width())))

    def put_above(self, card: QWidget) -> None:
        """Show a card between the head and the filters."""
        self._column.insertWidget(1, card)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give columns up where there is no room for them, the least telling first."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._restyle()
            self.updateGeometry()
        if self.columns.chosen:
            return  # somebody said which: they scroll sideways
        room = self.width() / theme().scale
        for number, column in enumerate(self._model.columns()):
            self.table.setColumnHidden(number, room < _ROOM.get(column.key, 0))

    def _restyle(self) -> None:
        """Let the words give way before the last of the filters takes a line of its own."""
        look, filters = theme(), (self._years, self._stages, self._countries, self._shelf)
        taken = sum(combo.sizeHint().width() + look.px(8) for combo in filters) + look.px(48)
        self.words.setFixedWidth(max(look.px(190), min(look.px(300), self.width() - taken)))

    # --- reading ---

    def refresh(self, changes: Changes | None) -> None:
        """Read the list again when something in it was touched; everything for None."""
        if changes is None:
            self._show()
            self._count()
        elif changes.touches("project") or changes.touches_any(_SEEN):
            self._model.heed(changes, "project", _SEEN)
            self._count()

    def set_year(self, year: int) -> None:
        """Follow the window's exercise."""
        if self._wanted.year is not None:
            self._wanted = replace(self._wanted, year=year)
        self.refresh(None)

    def search(self, text: str) -> None:
        """Keep the dossiers that hold these words."""
        if self.words.text() != text:
            self.words.setText(text)
            return
        self._wanted = replace(self._wanted, text=text)
        self._show()

    def clear(self) -> None:
        """Take every filter away."""
        self._wanted = ProjectFilter(year=self._wanted.year, order=self._wanted.order)
        self._stages.set_key(None)
        self._countries.set_key(None)
        self._shelf.set_key(False)
        self.words.clear()
        self._show()
        self._count()

    def focus_words(self) -> None:
        """Begin to filter."""
        self.words.setFocus()
        self.words.selectAll()

    def _show(self) -> None:
        wanted, service = self._wanted, self.service

        def ids(limit: int | None) -> Sequence[int]:
            return service.project_ids(wanted, limit)

        def rows(some: Sequence[int]) -> dict[int, ProjectRow]:
            return {row.id: row for row in service.project_rows(some)}

        self._model.show(Source(ids, rows))

    def _count(self) -> None:
        wanted, service = self._wanted, self.service

        def read() -> tuple[ProjectCounts, list[int]]:
            return service.counts(wanted), service.years()

        self.desk.read(("projects", "counts"), read, lambda found: self._show_counts(*found))

    def _show_counts(self, counts: ProjectCounts, years: list[int]) -> None:
        year = self._wanted.year
        known = sorted({*years, self.desk.year}, reverse=True)
        self._years.set_options(
            [(one, tr("Exercice {year}", year=one)) for one in known] + [(0, tr("Tous les exercices"))]
        )
        self._years.set_key(year or 0)
        stages: list[tuple[Any, str]] = [(None, tr("Toutes les étapes"))]
        stages += [(stage.code, tr("{name} ({count})", name=stage.name, count=n)) for stage, n in counts.by_stage]
        self._stages.set_options(stages)
        countries: list[tuple[Any, str]] = [(None, tr("Tous les pays"))]
        countries += [(code, tr("{name} ({count})", name=name, count=n)) for code, name, n in counts.by_country]
        self._countries.set_options(countries)
        self._stages.set_key(next(iter(self._wanted.stages), None))
        self._countries.set_key(next(iter(self._wanted.countries), None))
        many = trn("{n} dossier", "{n} dossiers", counts.total)
        places = trn("{n} pays ou territoire", "{n} pays ou territoires", len(counts.by_country))
        when = tr("exercice {year}", year=year) if year else tr("tous les exercices")
        self.head.set_subtitle(tr("{many} · {places} · {when}", many=many, places=places, when=when))

    # --- filters ---

    def kept(self) -> dict[str, Any]:
        """Return filters and order, for the next time; words are of the day."""
        return {**keptview.told(self._wanted, _KEPT), "every_year": self._wanted.year is None}

    def bring_back(self, kept: object) -> None:
        """Filter and order as it was left."""
        self._wanted = keptview.filled(self._wanted, kept, _KEPT)
        if isinstance(kept, dict) and kept.get("every_year") is True:
            self._wanted = replace(self._wanted, year=None)
        self._shelf.set_key(self._wanted.archived)
        self.table.set_sort(self._wanted.order, descending=self._wanted.order == "number")

    def _narrow(self) -> None:
        stage, country = self._stages.key(), self._countries.key()
        self._wanted = replace(
            self._wanted,
            year=self._years.key() or None,
            stages=(stage,) if stage else (),
            countries=(country,) if country else (),
            archived=bool(self._shelf.key()),
        )
        self._show()
        self._count()

    def _sort(self, key: str, _descending: bool) -> None:
        if key in _ORDERS:
            self._wanted = replace(self._wanted, order=cast("ProjectOrder", key))
            self._show()

    def _counted(self, count: int) -> None:
        narrowed = bool(self._wanted.text or self._wanted.stages or self._wanted.countries or self._wanted.archived)
        if count == 0:
            if narrowed:
                self._empty.say(
                    tr("Aucun dossier ne correspond"), tr("Effacez les filtres, ou cherchez d'autres mots.")
                )
            else:
                self._empty.say(
                    tr("Aucun dossier pour cet exercice"),
                    tr(
                        "Un dossier accompagne le projet d'une association de l'idée à la décision, et s'imprime complet."
                    ),
                )
        self._stack.setCurrentWidget(self._empty if count == 0 else self.table)
