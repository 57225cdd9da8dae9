"""« Correspondance »: each field of the file, an example, what it becomes here, in how many records it stands."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.interchange.reading import FieldCount
from cresi_app.catalogue.interchange.unimarc.used import KEPT
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme

_ROWS_SEEN = 7


def _tag(field: FieldCount) -> str:
    return f"{field.tag} ${field.codes}" if field.codes else field.tag


class FieldCard(Card):
    """The fields of the file; those without a place here are kept word for word, and say so."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Correspondance"), parent=parent)
        columns: list[TableColumn[FieldCount]] = [
            TableColumn("tag", tr("Champ du fichier"), _tag, width=140, bold=True),
            TableColumn("example", tr("Exemple"), lambda field: field.example, stretch=True, width=240, ink="text2"),
            TableColumn("becomes", tr("Devient"), lambda field: tr(field.becomes), width=190),
            TableColumn("records", tr("Notices"), lambda field: format_number(field.records), "right", width=80),
        ]
        self.model: TableModel[FieldCount] = TableModel(desk, ("catalogue", "fields"), columns, self)
        self.table = TableView(tr("Champs du fichier"), self.model)
        self.table.setMinimumHeight(theme().px(34 * _ROWS_SEEN))
        self._kept = Label("", "caption", "text2")
        self.body.addWidget(self.table)
        self.body.addWidget(self._kept)

    def show_fields(self, fields: Sequence[FieldCount]) -> None:
        """Show these fields."""
        rows = dict(enumerate(fields, 1))
        ids = list(rows)
        self.model.show(
            Source(
                ids=lambda limit: ids if limit is None else ids[:limit],
                rows=lambda wanted: {one: rows[one] for one in wanted if one in rows},
            )
        )
        kept = sum(field.becomes == KEPT for field in fields)
        self._kept.setText(
            trn(
                "{n} champ sans place ici est gardé mot pour mot avec sa notice.",
                "{n} champs sans place ici sont gardés mot pour mot avec leur notice.",
                kept,
            )
        )
        self._kept.setVisible(kept > 0)
        self.setVisible(bool(fields))
