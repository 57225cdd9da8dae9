"""« Correspondance »: each field of the file, an example, what it becomes here, in how many records it stands."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.interchange.placing import OFFERED
from cresi_app.catalogue.interchange.reading import FieldCount
from cresi_app.catalogue.interchange.tabular import Target
from cresi_app.catalogue.interchange.tabular.columns import TITLES
from cresi_app.catalogue.interchange.unimarc.used import KEPT
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, TextField
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Row, hold
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel

_ROWS_SEEN = 7
_LOCAL: Final = "200"
"""Fields from here on can be given a place; those before are numbers and codes of the record itself."""
_OF_THE_RECORD: Final = frozenset({"801", "802"})


def _tag(field: FieldCount) -> str:
    return f"{field.tag} ${field.codes}" if field.codes else field.tag


class FieldCard(Card):
    """The fields of the file; those without a place here are kept word for word, and say so.

    The columns of a list, and the local fields of MARC records, can be given a place: `meaning_chosen` (name, target).
    What was chosen has a name: `model_chosen`, `model_kept`, `model_forgotten` with it.
    """

    meaning_chosen = Signal(str, object)
    model_chosen = Signal(str)
    model_kept = Signal(str)
    model_forgotten = Signal(str)

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
        self._to_place = Pill("", "warning")
        self.head.insertWidget(1, self._to_place)
        self._kept = Label("", "caption", "text2", wrap=True)
        self.target = ChoiceField(tr("Le champ choisi devient"), [], name="target")
        self.target.committed.connect(self._choose)
        self.table.current_changed.connect(lambda _number: self._show_target())
        self._fields: list[FieldCount] = []
        self._meanings: dict[str, str] = {}
        self._is_list = False
        self.models = ComboBox(tr("Modèle de correspondance"), [])
        self.models.activated.connect(lambda _index: self.model_chosen.emit(self.models.key() or ""))
        self.model_name = TextField(tr("Nom du modèle"), name="model", hint=tr("Par exemple « Texto 2014 »."))
        self.keep_model = Button(tr("Enregistrer le modèle"), "link", "save")
        self.keep_model.clicked.connect(self._keep)
        self.forget_model = Button(tr("Oublier"), "link")
        self.forget_model.clicked.connect(lambda _checked=False: self.model_forgotten.emit(self.models.key() or ""))
        self.body.addWidget(self.table)
        choice = Row(self.target, self.model_name, spacing=12)
        choice.setStretch(0, 1)
        choice.setStretch(1, 1)
        self.body.addLayout(choice)
        self.body.addLayout(Row(self._kept, None, self.models, self.forget_model, self.keep_model, spacing=8))

    def show_fields(self, fields: Sequence[FieldCount], meanings: Mapping[str, str], *, is_list: bool) -> None:
        """Show these fields; `meanings` is what each became by choice, `is_list` whether every one can be given a place."""
        self._fields, self._meanings, self._is_list = list(fields), dict(meanings), is_list
        offered = list(TITLES) if is_list else list(OFFERED)
        self.target.set_options([(one, tr(TITLES[one])) for one in offered])
        current = self.table.current()
        rows = dict(enumerate(fields, 1))
        ids = list(rows)
        self.model.show(
            Source(
                ids=lambda limit: ids if limit is None else ids[:limit],
                rows=lambda wanted: {one: rows[one] for one in wanted if one in rows},
            )
        )
        kept = sum(self._is_kept(field) for field in fields)
        waiting = sum(self._is_kept(field) and self._can_be_placed(field) for field in fields)
        self._to_place.set(trn("{n} champ à placer", "{n} champs à placer", waiting), "warning")
        self._to_place.setVisible(waiting > 0)
        self._kept.setText(
            trn(
                "{n} champ sans place ici est gardé mot pour mot avec sa notice.",
                "{n} champs sans place ici sont gardés mot pour mot avec leur notice.",
                kept,
            )
        )
        self._kept.setVisible(kept > 0)
        self.setVisible(bool(fields))
        if ids:
            first = next((at for at, field in enumerate(fields, 1) if self._can_be_placed(field)), ids[0])
            self.table.select(current if isinstance(current, int) and current in rows else first)
        self._show_target()

    def show_models(self, names: Sequence[str], chosen: str) -> None:
        """Offer the models of these names."""
        self.models.set_options(
            [("", tr("Aucun modèle")), *((name, tr("Modèle « {name} »", name=name)) for name in names)]
        )
        self.models.set_key(chosen)
        self.models.setVisible(bool(names))
        self.forget_model.setVisible(bool(chosen))
        if chosen:
            self.model_name.set_value(chosen)

    def _keep(self) -> None:
        name = str(self.model_name.value() or "").strip()
        if name:
            self.model_kept.emit(name)
        else:
            self.model_name.setFocus()

    @staticmethod
    def _is_kept(field: FieldCount) -> bool:
        return field.becomes in {KEPT, TITLES[Target.KEEP]}

    def _can_be_placed(self, field: FieldCount) -> bool:
        if self._is_list or field.tag in self._meanings:
            return True
        return self._is_kept(field) and field.tag >= _LOCAL and field.tag not in _OF_THE_RECORD

    def _current(self) -> FieldCount | None:
        number = self.table.current()
        return self._fields[number - 1] if isinstance(number, int) and 0 < number <= len(self._fields) else None

    def _show_target(self) -> None:
        field = self._current()
        can = field is not None and self._can_be_placed(field)
        self.target.setVisible(any(map(self._can_be_placed, self._fields)))
        self.target.setEnabled(can)
        if field is not None and can:
            word = self._meanings.get(field.tag, Target.KEEP.value)
            self.target.set_value(Target(word) if word in set(Target) else Target.KEEP)

    def _choose(self, target: object) -> None:
        field = self._current()
        if field is not None and isinstance(target, Target) and self._can_be_placed(field):
            self.meaning_chosen.emit(field.tag, target)
