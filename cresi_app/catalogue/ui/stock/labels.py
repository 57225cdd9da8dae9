"""« Étiquettes »: which copies, on which sheet, from which place, for a printer whose error is remembered."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model.stock import Calibration, CopyLine, spine
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.printout import Papers
from cresi_app.catalogue.ui.stock.barcodecard import BarcodeCard
from cresi_app.catalogue.ui.stock.filling import FillingArea, SideScroll
from cresi_app.catalogue.ui.stock.sheetpicker import SheetPicker
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.core.numbers import NumberRule
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.columns import TwoColumns
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, DecimalField, NumberField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.wholerows import WholeRows

if TYPE_CHECKING:
    from cresi_app.catalogue.reports.labels import LabelOrder

QUEUE, SELECTION, LIST = "queue", "selection", "list"
CONTENTS = {
    "both": N_("Cote et code-barres"),
    "spine": N_("Cote seule, pour le dos"),
    "barcode": N_("Code-barres seul"),
}
MOST = 3_000
_BESIDE = 960
"""Width in pixels of the look from which the sheet stands beside the list."""
MILLIMETRES: Final = NumberRule(
    "length_unreadable",
    N_("Écrivez des millimètres, de −20 à 20, par exemple 1,5."),
    places=2,
    least=Decimal(-20),
    most=Decimal(20),
    units=("mm",),
    plain_mark=True,
)
"""Millimetres a printer may be off: more is another format."""


class LabelsPane(QWidget):
    """Chooses copies and sheets, and prints. `lists` gives what the catalogue's list has chosen and shows."""

    def __init__(
        self,
        desk: Desk,
        service: CatalogueService,
        papers: Papers,
        lists: Callable[[], tuple[Sequence[int], Callable[[], Sequence[int]]]],
    ) -> None:
        super().__init__()
        self._desk, self._service, self._papers, self._lists = desk, service, papers, lists
        self._lines: dict[int, CopyLine] = {}
        self.source = ChoiceField(tr("Exemplaires"), [(QUEUE, tr("À étiqueter"))], name="source")
        self.source.committed.connect(lambda _value: self._read())
        self.model: TableModel[CopyLine] = TableModel(desk, ("catalogue", "labels"), self._columns(), self)
        self.model.count_changed.connect(lambda _count: self._recount())
        self.table = TableView(tr("Exemplaires à étiqueter"), self.model, several=True)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._recount())
        self.said = Label("", "caption", "text3")
        self._make_options()
        self._lay_out()

    def _columns(self) -> list[TableColumn[CopyLine]]:
        return [
            TableColumn("call", tr("Cote"), lambda line: " ".join(spine(line)), width=110, bold=True),
            TableColumn("title", tr("Titre"), lambda line: line.title, stretch=True, width=240),
            TableColumn("barcode", tr("Code-barres"), lambda line: line.barcode or "—", width=124),
            TableColumn("place", tr("Emplacement"), lambda line: line.location, width=110, ink="text2"),
        ]

    def _make_options(self) -> None:
        kept, formats = self._desk.recall("labels"), self._service.label_formats
        self.format = ChoiceField(tr("Planche"), [(one.code, one.name) for one in formats.values()], name="format")
        self.format.set_value(kept.get("format") if kept.get("format") in formats else next(iter(formats)))
        self.content = ChoiceField(
            tr("Sur l'étiquette"), [(key, tr(words)) for key, words in CONTENTS.items()], name="content"
        )
        self.content.set_value(kept.get("content") if kept.get("content") in CONTENTS else "both")
        self.start = NumberField(tr("Première étiquette"), name="start", least=1, most=400)
        self.start.set_value(1)
        self.each = NumberField(tr("Par exemplaire"), name="each", least=1, most=20)
        self.each.set_value(1)
        self.picker = SheetPicker(formats[self.format.value()])
        self.picker.chosen.connect(self._picked)
        printers = [(name, name) for name in QPrinterInfo.availablePrinterNames()]
        self.printer = ChoiceField(tr("Imprimante"), [*printers, ("", tr("Toute autre imprimante"))], name="printer")
        self.printer.set_value(
            kept.get("printer") if kept.get("printer") in dict(printers) else (printers[0][0] if printers else "")
        )
        self.right = DecimalField(
            tr("Imprime trop à droite (mm)"), MILLIMETRES, 100, name="right", hint=tr("Négatif : trop à gauche")
        )
        self.down = DecimalField(
            tr("Imprime trop bas (mm)"), MILLIMETRES, 100, name="down", hint=tr("Négatif : trop haut")
        )
        self._show_calibration()
        for field in (self.format, self.content, self.start, self.each):
            field.committed.connect(lambda _value: self._chosen())
        self.printer.committed.connect(lambda _value: self._show_calibration())
        for text in (self.right, self.down):
            text.committed.connect(lambda _value: self._calibrated())

    def _lay_out(self) -> None:
        self.print_button = Button(tr("Aperçu des étiquettes"), "primary", "printer")
        self.print_button.clicked.connect(lambda _checked=False: self.print())
        self.done_button = Button(tr("Étiquettes collées"), "secondary", "check")
        self.done_button.setToolTip(tr("Retire ces exemplaires de la file « À étiqueter »"))
        self.done_button.clicked.connect(lambda _checked=False: self.mark_done())
        self.queue_button = Button(tr("Mettre dans la file"), "ghost", "plus")
        self.queue_button.clicked.connect(lambda _checked=False: self._queue())
        self.test_button = Button(tr("Feuille d'essai"), "secondary", "ticket-check")
        self.test_button.clicked.connect(lambda _checked=False: self.print_test())
        left = Card()
        left.body.addWidget(self.source)
        left.body.addWidget(self.table, 1)
        left.body.addLayout(Row(self.said, None, self.queue_button, self.done_button, spacing=8))
        sheet = Card(tr("La planche"))
        where = Column(
            self.format, self.content, Row(self.start, self.each, spacing=10), self.print_button, None, spacing=10
        )
        both = Row(self.picker, where, spacing=18)
        both.setStretch(1, 1)
        sheet.body.addLayout(both)
        tuned = Card(tr("Calage de l'imprimante"))
        words = tr(
            "Imprimez la feuille d'essai sur du papier, posez-la sur une planche devant une fenêtre et mesurez l'écart. Il est gardé pour cette imprimante."
        )
        tuned.body.addWidget(Label(words, "caption", "text2", wrap=True))
        tuned.body.addWidget(self.printer)
        tuned.body.addLayout(Row(self.right, self.down, spacing=10))
        tuned.body.addLayout(Row(self.test_button, None))
        self.barcodes = BarcodeCard(self._desk, self._service)
        acts = QWidget()
        Column(sheet, tuned, self.barcodes, None, spacing=14, parent=acts)
        beside = TwoColumns(Column(left, None), Column(SideScroll(acts)), shares=(5, 4), least=_BESIDE)
        WholeRows(self.table, self.model, columns=beside)
        inside = QWidget()
        Column(beside, margins=(0, 2, 8, 8), parent=inside)
        Column(FillingArea(inside, left, 300, beside), parent=self)

    # --- which copies

    def refresh(self) -> None:
        """Offer the lists there are, and read the copies again."""
        service = self._service
        chosen, _all = self._lists()

        def read() -> tuple[int, list[tuple[str, str]]]:
            return service.to_label_count(), [(f"basket:{one.id}", one.name) for one in service.baskets()]

        def show(found: tuple[int, list[tuple[str, str]]]) -> None:
            waiting, baskets = found
            options = [
                (QUEUE, tr("À étiqueter · {n}", n=format_number(waiting))),
                (SELECTION, tr("Notices choisies dans la liste · {n}", n=len(chosen))),
                (LIST, tr("Toute la liste du catalogue")),
                *((key, tr("Panier « {name} »", name=name)) for key, name in baskets),
            ]
            self.source.set_options(options)
            if self.source.value() is None:
                self.source.set_value(QUEUE)
            self._read()

        self.barcodes.refresh()
        self._desk.read(("catalogue", "label sources"), read, show)

    def open_selection(self) -> None:
        """Take the documents chosen in the list."""
        self.source.set_value(SELECTION)

    def heed(self, changes: Changes | None) -> None:
        """Read again after an act on copies."""
        if changes is None or changes.touches_any(("copy", "document")):
            self.refresh()
        if changes is not None and changes.touches("copy_setting"):
            self.barcodes.refresh()

    def _read(self) -> None:
        service, which = self._service, str(self.source.value() or QUEUE)
        chosen, every = self._lists()

        def read() -> list[CopyLine]:
            if which == SELECTION:
                return service.copies_of(chosen)[:MOST]
            if which == LIST:
                return service.copies_of(list(every())[:MOST])[:MOST]
            if which.startswith("basket:"):
                return service.copies_of(service.basket_ids(int(which.partition(":")[2])))[:MOST]
            return service.to_label()[:MOST]

        self._desk.read(("catalogue", "label lines"), read, self._show)

    def _show(self, lines: list[CopyLine]) -> None:
        self._lines = {line.id: line for line in lines}
        order = list(self._lines)
        self.model.show(
            Source(
                ids=lambda limit: order[:limit] if limit else order,
                rows=lambda ids: {one: self._lines[one] for one in ids if one in self._lines},
            )
        )
        self._recount()

    def chosen_lines(self) -> list[CopyLine]:
        """Return the copies selected, or all of them when fewer than two are."""
        selected = [one for one in self.table.selected() if one in self._lines]
        ids = selected if len(selected) > 1 else list(self._lines)
        return [self._lines[one] for one in ids]

    def _recount(self) -> None:
        count = len(self.chosen_lines())
        sheet = self._service.label_formats[self.format.value()]
        labels = count * int(self.each.value() or 1)
        self.picker.show_sheet(sheet, int(self.start.value() or 1), labels)
        sheets = sheet.sheets(labels, self.picker.start) if labels else 0
        said = tr(
            "{copies}, {sheets}",
            copies=trn("{n} exemplaire", "{n} exemplaires", count),
            sheets=trn("{n} planche", "{n} planches", sheets),
        )
        self.said.setText(said)
        why = tr("Aucun exemplaire à étiqueter.")
        self.print_button.allow(count > 0, why)
        is_queue = self.source.value() in {None, QUEUE}
        self.done_button.setVisible(is_queue)
        self.queue_button.setVisible(not is_queue)
        self.done_button.allow(count > 0, why)
        self.queue_button.allow(count > 0, why)

    # --- how

    def _picked(self, start: object) -> None:
        self.start.set_value(start)
        self._recount()

    def _chosen(self) -> None:
        self._desk.remember("labels", format=self.format.value(), content=self.content.value())
        self._recount()

    def _kept(self) -> dict[str, Any]:
        kept = self._desk.recall("labels").get("printers")
        return kept if isinstance(kept, dict) else {}

    def _show_calibration(self) -> None:
        off = self.calibration()
        self._desk.remember("labels", printer=self.printer.value())
        self.right.set_value(off.right)
        self.down.set_value(off.down)

    def calibration(self) -> Calibration:
        """Return how far the chosen printer is off, as remembered on this machine."""
        said = self._kept().get(str(self.printer.value() or ""), {})
        return Calibration(*(int(said.get(key, 0)) if isinstance(said, dict) else 0 for key in ("right", "down")))

    def _calibrated(self) -> None:
        values = {field.name: field.value() or 0 for field in (self.right, self.down)}
        self._desk.remember("labels", printers={**self._kept(), str(self.printer.value() or ""): values})

    def order(self) -> "LabelOrder":
        """Return what would be printed now."""
        from cresi_app.catalogue.reports.labels import Content, LabelOrder  # noqa: PLC0415 - reportlab is loaded when something is printed

        sheet = self._service.label_formats[self.format.value()]
        return LabelOrder(
            sheet,
            self.picker.start,
            Content(self.content.value()),
            self.calibration(),
            each=int(self.each.value() or 1),
        )

    # --- acts

    def print(self) -> None:
        """Show the labels in the preview."""
        self._papers.labels(self.chosen_lines(), self.order())

    def print_test(self) -> None:
        """Show the test sheet in the preview."""
        self._papers.test_sheet(self.order())

    def mark_done(self) -> None:
        """Take the copies out of the queue."""
        self._set_queue(needs=False)

    def _queue(self) -> None:
        self._set_queue(needs=True)

    def _set_queue(self, *, needs: bool) -> None:
        ids = [line.id for line in self.chosen_lines()]
        service, actor, desk = self._service, self._desk.actor, self._desk
        words = (
            trn("{n} exemplaire mis dans la file", "{n} exemplaires mis dans la file", len(ids))
            if needs
            else trn("{n} exemplaire étiqueté", "{n} exemplaires étiquetés", len(ids))
        )
        desk.write(
            "catalogue.labels",
            lambda: service.set_needs_label(actor, ids, needs=needs),
            lambda changes: tell_done(desk, service, words, changes),
        )
