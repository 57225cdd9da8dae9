"""« Correspondance »: each field of the file, an example, what it becomes here, in how many records it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.interchange.reading import FieldCount
from cresi_app.catalogue.interchange.tabular import Target
from cresi_app.catalogue.interchange.tabular.columns import TITLES
from cresi_app.catalogue.interchange.unimarc.used import KEPT
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import hold
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel

_ROWS_SEEN = 7


def _tag(field: FieldCount) -> str:
    return f"{field.tag} ${field.codes}" if field.codes else field.tag


class FieldCard(Card):
    """The fields of the file; those without a place here are kept word for word, and say so.

    The columns of a list can be given another meaning: `targets_chosen` with what each is then.
    """

    targets_chosen = Signal(object)

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
        hold(self.table, least_height=34 * _ROWS_SEEN)
        self._kept = Label("", "caption", "text2")
        self.target = ChoiceField(
            tr("La colonne choisie devient"), [(one, tr(words)) for one, words in TITLES.items()], name="target"
        )
        self.target.committed.connect(self._choose)
        self.table.current_changed.connect(self._show_target)
        self._targets: list[Target] = []
        self.body.addWidget(self.table)
        self.body.addWidget(self.target)
        self.body.addWidget(self._kept)

    def show_fields(self, fields: Sequence[FieldCount], targets: Sequence[Target] = ()) -> None:
        """Show these fields; `targets` are the meanings of a list's columns, which can be changed."""
        self._targets = list(targets)
        self.target.setVisible(bool(targets))
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
        if targets:
            self.table.select(1)
            self._show_target(1)

    def _show_target(self, number: object) -> None:
        if isinstance(number, int) and 0 < number <= len(self._targets):
            self.target.set_value(self._targets[number - 1])

    def _choose(self, target: object) -> None:
        number = self.table.current()
        if isinstance(number, int) and isinstance(target, Target) and 0 < number <= len(self._targets):
            chosen = list(self._targets)
            chosen[number - 1] = target
            self.targets_chosen.emit(tuple(chosen))
