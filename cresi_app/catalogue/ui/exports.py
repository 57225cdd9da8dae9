"""Writes notices to a file from the window: what is chosen, a shelf, a basket, or all that the list shows, in any format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cresi_app.catalogue.interchange.exporting import ExportFormat, ExportReport, export
from cresi_app.catalogue.interchange.usedterms import NAME as SKOS
from cresi_app.catalogue.interchange.usedterms import export_terms
from cresi_app.catalogue.ui.exportform import FORMATS, ExportForm
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.messages import Act
from cresi_app.widgets.tasks import Progress

if TYPE_CHECKING:
    from cresi_app.catalogue.ui.page import CataloguePage

_NOT_IN_NAMES: Final = '<>:"/\\|?*\n\t'

Ids = Callable[[], Sequence[int]]
"""Gives the documents to write; called beside the window."""


class ExportActs:
    """The exports of one catalogue page."""

    def __init__(self, page: CataloguePage) -> None:
        self._page = page

    def show(self, title: str, ids: Ids) -> None:
        """Ask for a format beside the list, then write these documents."""
        page = self._page
        before = page.desk.recall("catalogue").get("export")
        form = ExportForm(title, _stem(title), before if before in FORMATS else ExportFormat.CSV.value)

        def chosen(name: object) -> None:
            page.browse.close_side()
            page.desk.remember("catalogue", export=name)
            self.write(str(name), ids, title)

        form.chosen.connect(chosen)
        form.given_up.connect(page.browse.close_side)
        page.browse.show_side(form)
        form.focus()

    def write(self, name: str, ids: Ids, title: str) -> None:
        """Ask for a file and write these documents there in the format `name`."""
        desk, service = self._page.desk, self._page.service
        kind = FORMATS[name]
        kinds = [(tr(kind.words), kind.patterns)]
        out = desk.messages.save_file(tr("Exporter des notices"), f"{_stem(title)}.{kind.ending}", kinds)
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


def _stem(title: str) -> str:
    """Return the name of the file that is proposed, without its end."""
    return "".join(" " if letter in _NOT_IN_NAMES else letter for letter in title).strip() or tr("notices")
