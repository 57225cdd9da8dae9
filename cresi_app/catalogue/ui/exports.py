"""Writes notices to a file from the window: what is chosen, a shelf, a basket, or all that the list shows, in any format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.interchange.exporting import ExportFormat, ExportReport, export
from cresi_app.catalogue.interchange.usedterms import NAME as SKOS
from cresi_app.catalogue.interchange.usedterms import export_terms
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.actions import on_finish
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.fields import ChoiceField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.tasks import Progress

if TYPE_CHECKING:
    from cresi_app.catalogue.ui.page import CataloguePage

FORMATS: Final = {
    ExportFormat.UNIMARC.value: (N_("Notices UNIMARC"), "mrc", "*.mrc *.iso"),
    ExportFormat.MARC21.value: (N_("Notices MARC 21"), "mrc", "*.mrc"),
    ExportFormat.MARCXML.value: (N_("Notices MARCXML"), "xml", "*.xml"),
    ExportFormat.RIS.value: (N_("Bibliographie RIS"), "ris", "*.ris"),
    ExportFormat.BIBTEX.value: (N_("Bibliographie BibTeX"), "bib", "*.bib"),
    ExportFormat.DC.value: (N_("Dublin Core"), "xml", "*.xml"),
    ExportFormat.OAI.value: (N_("Entrepôt OAI statique"), "xml", "*.xml"),
    ExportFormat.CSV.value: (N_("Tableau CSV"), "csv", "*.csv"),
    ExportFormat.XLSX.value: (N_("Classeur XLSX"), "xlsx", "*.xlsx"),
    ExportFormat.ODS.value: (N_("Classeur LibreOffice"), "ods", "*.ods"),
    ExportFormat.JSON.value: (N_("JSON complet"), "json", "*.json"),
    SKOS: (N_("Termes employés, en SKOS"), "ttl", "*.ttl *.rdf"),
}
"""Each format: its words, the end of a file's name, the names a dialog shows."""
_NOT_IN_NAMES: Final = '<>:"/\\|?*\n\t'

Ids = Callable[[], Sequence[int]]
"""Gives the documents to write; called beside the window."""


class ExportForm(QWidget):
    """Asks for the format. `chosen` carries its word, `given_up` comes with Escape."""

    chosen = Signal(object)
    given_up = Signal()

    def __init__(self, title: str, format_before: str) -> None:
        super().__init__()
        self.format = ChoiceField(
            tr("Format"), [(key, tr(words)) for key, (words, _, _) in FORMATS.items()], name="format"
        )
        self.format.set_value(format_before)
        self.go = Button(tr("Choisir le fichier…"), "primary", "file-up")
        self.go.clicked.connect(lambda _checked=False: self.chosen.emit(self.format.read()))
        stop = Button(tr("Annuler"), "secondary")
        stop.clicked.connect(lambda _checked=False: self.given_up.emit())
        column = Column(Label(tr("Exporter : {title}", title=title), "detail", wrap=True), self.format, spacing=12,
                        margins=(20, 16, 18, 20), parent=self)  # fmt: skip
        column.addLayout(Row(self.go, stop, None, spacing=8))
        column.addStretch(1)
        on_finish(self, lambda: self.chosen.emit(self.format.read()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class ExportActs:
    """The exports of one catalogue page."""

    def __init__(self, page: CataloguePage) -> None:
        self._page = page

    def show(self, title: str, ids: Ids) -> None:
        """Ask for a format beside the list, then write these documents."""
        page = self._page
        before = page.desk.recall("catalogue").get("export")
        form = ExportForm(title, before if before in FORMATS else ExportFormat.CSV.value)

        def chosen(name: object) -> None:
            page.browse.close_side()
            page.desk.remember("catalogue", export=name)
            self.write(str(name), ids, title)

        form.chosen.connect(chosen)
        form.given_up.connect(page.browse.close_side)
        page.browse.show_side(form)
        form.format.focus()

    def write(self, name: str, ids: Ids, title: str) -> None:
        """Ask for a file and write these documents there in the format `name`."""
        desk, service = self._page.desk, self._page.service
        words, ending, patterns = FORMATS[name]
        plain = "".join(" " if letter in _NOT_IN_NAMES else letter for letter in title).strip() or tr("notices")
        out = desk.messages.save_file(tr("Exporter des notices"), f"{plain}.{ending}", [(tr(words), patterns)])
        if out is None:
            return
        if name == SKOS:
            desk.long(
                tr("Export de termes"),
                lambda _progress: export_terms(service, ids(), out),
                lambda n: self._terms(n, out),
            )
            return

        def work(progress: Progress) -> ExportReport:
            return export(service, name, ids(), out, progress)

        desk.long(tr("Export de notices"), work, lambda report: self._told(report, out))

    def _terms(self, number: int, out: Path) -> None:
        said = trn("{count} terme exporté", "{count} termes exportés", number, count=format_number(number))
        self._page.desk.messages.toast(said, Act(tr("Ouvrir"), lambda: self._page.desk.messages.show_file(out)))

    def _told(self, report: ExportReport, out: Path) -> None:
        messages = self._page.desk.messages
        said = trn(
            "{count} notice exportée", "{count} notices exportées", report.written, count=format_number(report.written)
        )
        messages.toast(said, Act(tr("Ouvrir"), lambda: messages.show_file(out)))
        if report.skipped:
            messages.inline(
                trn(
                    "{n} notice n'a pas pu être écrite : {reason}", "{n} notices n'ont pas pu être écrites : {reason}",
                    len(report.skipped), reason=report.skipped[0][1].text,
                ),
                "warning",
            )  # fmt: skip
