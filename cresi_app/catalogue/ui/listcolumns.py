"""The columns of the catalogue's table: which there are, which are seen at first, and from which width."""

from typing import Final

from cresi_app.catalogue.model import DocumentRow
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import lines
from cresi_app.core.i18n import tr
from cresi_app.core.money import format_number
from cresi_app.widgets.tablemodel import TableColumn

EXTRA_COLUMNS: Final = ("publisher", "subjects", "subtitle", "copies", "views", "consultations", "loans")
"""Columns of the table that are shown when they are chosen."""
COLUMN_FROM: Final = {"number": 960, "kind": 840, "call_number": 660, "authors": 540}
"""Width of the list (in the look's pixels) from which a column of the table is shown."""


def list_columns(service: CatalogueService) -> list[TableColumn[DocumentRow]]:
    """Return what a table of notices may show, in the order in which it is shown first."""
    kinds, statuses = service.kinds(), service.statuses
    return [
        TableColumn("number", tr("N°"), lambda row: lines.shown_number(row.number), width=66, ink="text2"),
        TableColumn("title", tr("Titre"), lambda row: row.title, stretch=True, sort="title", bold=True, width=260),
        TableColumn("authors", tr("Auteurs"), lambda row: row.authors, width=164, sort="author"),
        TableColumn("year", tr("Année"), lambda row: str(row.year or ""), "right", width=70, sort="year"),
        TableColumn("kind", tr("Type"), lambda row: kinds[row.kind].name, width=168),
        TableColumn("call_number", tr("Cote"), lambda row: row.call_number, width=112, sort="call_number"),
        TableColumn("publisher", tr("Éditeur"), lambda row: row.publisher, width=170),
        TableColumn("subjects", tr("Sujets"), lambda row: ", ".join(row.subjects), width=220),
        TableColumn("subtitle", tr("Sous-titre"), lambda row: row.subtitle, width=200),
        TableColumn("copies", tr("Exemplaires"), lambda row: format_number(row.copies), "right", width=100),
        TableColumn("views", tr("Vues"), lambda row: format_number(row.uses.views), "right", width=70, sort="views"),
        TableColumn(
            "consultations",
            tr("Sur place"),
            lambda row: format_number(row.uses.consultations),
            "right",
            width=90,
            sort="consultations",
        ),
        TableColumn("loans", tr("Prêts"), lambda row: format_number(row.uses.loans), "right", width=70, sort="loans"),
        TableColumn("state", tr("État"), lambda _row: "", width=126, pill=lambda row: lines.state(row, statuses)),
    ]
