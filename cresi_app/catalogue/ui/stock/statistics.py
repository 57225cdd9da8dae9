"""« Statistiques »: what the collection holds and how it is used over a period, with consultations and loans counted as they happen."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import Filters, Query, Sort
from cresi_app.catalogue.model.statistics import (
    COLUMNS,
    DIMENSIONS,
    MONEY,
    OVERLAPPING,
    Dimension,
    Figures,
    Line,
    Statistics,
)
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.printout import Papers
from cresi_app.catalogue.ui.stock.usecounter import UseCounter
from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.widgets.buttons import Button, Segmented
from cresi_app.widgets.card import Card, KeyFigure
from cresi_app.widgets.columns import EqualCells, TwoColumns
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import DateField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.messages import Act
from cresi_app.widgets.paint import rounded
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.tasks import Progress
from cresi_app.widgets.theme import theme

FIGURES: Final = {
    "documents": ("library", "primary", N_("Notices"), Query()),
    "copies": ("barcode", "info", N_("Exemplaires"), Query("avec:exemplaire")),
    "consultations": ("eye", "success", N_("Consultations"), Query("consultations:1..", sort=Sort.CONSULTATIONS)),
    "loans": ("book-user", "info", N_("Prêts"), Query("prêts:1..", sort=Sort.LOANS)),
    "spent": ("euro", "accent", N_("Achats"), Query('provenance:"Achat"')),
}
"""The key figures: drawing, tone, words, and the notices that each leads to."""
_LABEL: Final = 23
"""What the name of a date takes above its input: the buttons stand in line with the inputs."""
_WIDTHS: Final = {"new_documents": 98, "copies": 94, "new_copies": 92, "consultations": 82, "spent": 84, "value": 100}
"""Columns of figures that need more than the others, in pixels of the look."""
_ROW: Final = 34
_HEAD: Final = 34
_MOST_ROWS: Final = 24
"""Rows of the table shown whole; only longer ones scroll within."""
TOTAL: Final = 1_000_000
"""The id of the line of totals in the table."""


def notices_of(dimension: Dimension, line: Line) -> Query | None:
    """Return what lists the notices that a line counts; None where no search can say it."""
    if line.key == "total":
        return Query()
    if not line.key:
        lacking = {Dimension.COUNTRY: "pays", Dimension.LANGUAGE: "langue", Dimension.YEAR: "année"}
        return Query(f"sans:{lacking[dimension]}") if dimension in lacking else None
    match dimension:
        case Dimension.KIND:
            return Query(filters=Filters(kinds=frozenset({line.key})))
        case Dimension.THEME:
            return Query(filters=Filters(subjects=frozenset({int(line.key)})))
        case Dimension.COUNTRY:
            return Query(filters=Filters(countries=frozenset({line.key})))
        case Dimension.LANGUAGE:
            return Query(filters=Filters(languages=frozenset({line.key})))
        case Dimension.YEAR:
            return Query(filters=Filters(year_from=int(line.key), year_to=int(line.key)))
        case Dimension.PLACE:
            return Query(f'emplacement:"{line.label}"')
        case Dimension.PROVENANCE:
            return Query(f'provenance:"{line.label}"')


class StatisticsPane(QWidget):
    """Counts of a period, by one dimension at a time. `documents_asked(query)` with the notices that a line counts."""

    documents_asked = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService, papers: Papers) -> None:
        super().__init__()
        self._desk, self._service, self._papers = desk, service, papers
        self.counted: Statistics | None = None
        self._most = 1
        self._lines: dict[int, Line] = {}
        self.first = DateField(tr("Du"), name="first")
        self.last = DateField(tr("Au"), name="last")
        self.set_year(desk.year)
        for field in (self.first, self.last):
            field.committed.connect(lambda _value: self.refresh())
        desk.year_changed.connect(self._year_changed)
        names = {
            Dimension.KIND: tr("Type"), Dimension.THEME: tr("Thème"), Dimension.COUNTRY: tr("Pays"),
            Dimension.LANGUAGE: tr("Langue"), Dimension.YEAR: tr("Année"), Dimension.PROVENANCE: tr("Provenance"),
            Dimension.PLACE: tr("Emplacement"),
        }  # fmt: skip
        self.by = Segmented(tr("Compter par"), [(one.value, words) for one, words in names.items()])
        self.by.chosen.connect(lambda _key: self._show_table())
        self.figures = {
            name: KeyFigure(icon, tone, tr(words), door=tr("Voir les notices : {what}", what=tr(words)))
            for name, (icon, tone, words, _) in FIGURES.items()
        }
        for name, figure in self.figures.items():
            figure.bar.hide()  # counts of different things: there is no whole that they are parts of
            figure.opened.connect(lambda query=FIGURES[name][3]: self.documents_asked.emit(query))
        self._make_table()
        self.counter = UseCounter(desk, service)
        self._lay_out()

    def _make_table(self) -> None:
        self.model: TableModel[Line] = TableModel(self._desk, ("catalogue", "statistics"), self._columns(), self)
        self.table = TableView(tr("Statistiques du fonds"), self.model, row_height=_ROW)
        self.table.opened.connect(self._open_line)
        theme().changed.connect(self._fit_table)
        self.note = Label("", "caption", "text3", wrap=True)

    def _columns(self) -> list[TableColumn[Line]]:
        def figure(name: str) -> Callable[[Line], str]:
            return lambda line: shown(name, line.figures)

        return [
            TableColumn("label", tr("Ligne"), lambda line: line.label, stretch=True, width=180, bold=True),
            TableColumn("bar", tr("Part"), lambda _line: "", width=88, paint=self._paint_bar),
            *(
                TableColumn(name, tr(words), figure(name), "right", width=_WIDTHS.get(name, 74))
                for name, words in COLUMNS.items()
            ),
        ]

    def _paint_bar(self, painter: QPainter, room: QRect, line: Line, _selected: bool) -> None:
        look = theme()
        if line.key == "total":
            return
        share = (line.figures.documents or line.figures.copies) / max(self._most, 1)
        high = look.px(9)
        track = QRectF(room.x(), room.center().y() - high / 2 + 0.5, room.width(), high)
        rounded(painter, track, high / 2, look.color("surface3"))
        if share > 0:
            rounded(
                painter,
                QRectF(track.x(), track.y(), max(share * track.width(), high), high),
                high / 2,
                look.color("primary"),
            )

    def _lay_out(self) -> None:
        csv_button = Button(tr("CSV"), "secondary", "file-down")
        csv_button.setAccessibleName(tr("Exporter les statistiques en CSV"))
        csv_button.clicked.connect(lambda _checked=False: self.export("csv"))
        book_button = Button(tr("XLSX"), "secondary", "table")
        book_button.setAccessibleName(tr("Exporter les statistiques en XLSX"))
        book_button.clicked.connect(lambda _checked=False: self.export("xlsx"))
        paper = Button(tr("Imprimer"), "primary", "printer")
        paper.clicked.connect(lambda _checked=False: self.print())
        new = Button(tr("Nouveautés"), "secondary", "newspaper")
        new.setToolTip(tr("La liste de ce qui est entré dans cette période"))
        new.clicked.connect(lambda _checked=False: self._papers.new_acquisitions(*self.period()))
        inventory = Button(tr("Inventaire"), "secondary", "clipboard-list")
        inventory.clicked.connect(lambda _checked=False: self._papers.inventory())
        hold(self.first, most_width=170)
        hold(self.last, most_width=170)
        buttons = Row(None, csv_button, book_button, inventory, new, paper, spacing=8)
        head = TwoColumns(
            Row(self.first, self.last, None, spacing=12), Column(_LABEL, buttons, None), shares=(2, 3), least=900
        )
        figures = EqualCells(196)
        figures.show_cells(list(self.figures.values()))
        card = Card(tr("Le détail"))
        card.body.addLayout(Row(self.by, None))
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.note)
        inside = QWidget()
        column = Column(
            self.counter,
            head,
            figures,
            card,
            spacing=12,
            margins=(0, 2, 8, 6),
            parent=inside,
        )
        column.setStretch(3, 1)
        Column(ScrollArea(inside, ground="canvas"), parent=self)

    # --- what is counted

    def set_year(self, year: int) -> None:
        """Count a whole year."""
        self.first.set_value(date(year, 1, 1))
        self.last.set_value(date(year, 12, 31))

    def _year_changed(self, year: object) -> None:
        if isinstance(year, int):
            self.set_year(year)
            if self.isVisible():
                self.refresh()

    def period(self) -> tuple[date, date]:
        """Return the period chosen; this year where nothing is said."""
        year = clock.today().year
        return self.first.value() or date(year, 1, 1), self.last.value() or date(year, 12, 31)

    def refresh(self) -> None:
        """Count again."""
        service, (first, last) = self._service, self.period()
        self._desk.read(("catalogue", "statistics"), lambda: service.statistics(first, last), self._show)

    def heed(self, changes: Changes | None) -> None:
        """Count again after an act."""
        if changes is None or changes.touches_any(
            ("copy", "document", "consultation", "loan_count", "document_subject", "location")
        ):
            self.refresh()

    def _show(self, counted: Statistics) -> None:
        self.counted = counted
        total, undated = counted.total, counted.undated_loans
        captions = {
            "documents": trn("{n} entrée dans la période", "{n} entrées dans la période", total.new_documents),
            "copies": tr(
                "{new}, {gone}",
                new=trn("{n} entré", "{n} entrés", total.new_copies),
                gone=trn("{n} retiré", "{n} retirés", total.withdrawn),
            ),
            "consultations": trn("{n} vue de notice", "{n} vues de notices", total.views, n=format_number(total.views)),
            "loans": trn("{n} autre sans date", "{n} autres sans date", undated, n=format_number(undated))
            if undated
            else tr("Comptés au catalogue"),
            "spent": tr("Valeur du fonds : {value}", value=shown("value", total)),
        }
        for name, card in self.figures.items():
            none = format_money(Money(0)) if name in MONEY else "0"
            card.set(shown(name, total) if getattr(total, name) else none, captions[name])
        self._show_table()

    def _show_table(self) -> None:
        if self.counted is None:
            return
        table = self.counted.tables[Dimension(self.by.current)]
        for at, column in enumerate(self.model.columns()):
            self.table.setColumnHidden(at, column.key in COLUMNS and column.key not in table.columns)
        lines = dict(enumerate(table.lines, 1)) | {TOTAL: Line("total", tr("Total"), table.total)}
        self._most = max((line.figures.documents or line.figures.copies for line in table.lines), default=1)
        self._lines = lines
        self._fit_table()
        order = list(lines)
        self.model.show(
            Source(ids=lambda _limit: order, rows=lambda ids: {one: lines[one] for one in ids if one in lines})
        )
        said = tr(
            "{dimension}, {lines}.",
            dimension=tr(DIMENSIONS[table.dimension]),
            lines=trn("{n} ligne", "{n} lignes", len(table.lines)),
        )
        if table.dimension in OVERLAPPING:
            said = tr("{said} Une notice peut compter sur plusieurs lignes ; le total la compte une fois.", said=said)
        self.note.setText(tr("{said} Entrée ouvre les notices d'une ligne.", said=said))

    def _fit_table(self) -> None:
        """Show the lines whole: the page scrolls, not a table within it."""
        self.table.setMinimumHeight(theme().px(_HEAD + _ROW * min(max(len(self._lines), 6), _MOST_ROWS)))

    def _open_line(self, place: object) -> None:
        line = self._lines.get(place) if isinstance(place, int) else None
        query = notices_of(Dimension(self.by.current), line) if line is not None else None
        if query is not None:
            self.documents_asked.emit(query)

    # --- acts

    def export(self, kind: str) -> None:
        """Write the tables into a file."""
        counted = self.counted
        if counted is None:
            return
        words = tr("Tableau CSV") if kind == "csv" else tr("Classeur XLSX")
        name = f"statistiques-{counted.last.year}.{kind}"
        out = self._desk.messages.save_file(tr("Exporter les statistiques"), name, [(words, f"*.{kind}")])
        if out is None:
            return
        place: Path = out

        def work(_progress: Progress) -> int:
            from cresi_app.catalogue.interchange import counts  # noqa: PLC0415 - needed by who exports alone

            return (counts.write_csv if kind == "csv" else counts.write_xlsx)(counted, place)

        def told(_count: int) -> None:
            self._desk.messages.toast(
                tr("Statistiques enregistrées : {file}", file=place.name),
                Act(tr("Ouvrir"), lambda: self._desk.messages.show_file(place)),
            )

        self._desk.long(tr("Export des statistiques"), work, told)

    def print(self) -> None:
        """Show the statistics in the preview."""
        self._papers.statistics(*self.period())


def shown(name: str, figures: Figures) -> str:
    """Return a figure of the table: « 1 242 », « 310 € », a dash for nothing."""
    number = getattr(figures, name)
    if not number:
        return "—"
    return format_money(Money(number)) if name in MONEY else format_number(number)
