"""« Champs du centre »: the staff's own fields, defined, ordered, taken away and brought back."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model.custom import CustomField, FieldType
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import searches
from cresi_app.catalogue.ui.shortlist import ShortListView
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, Field, MultilineField, Proposal, TextField, TokenField
from cresi_app.widgets.labels import Label, Overline
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import TableColumn, TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholerows import WholeRows

_VALUES: Final = ("name", "short_name", "type", "hint")
_SEARCH_FROM: Final = 900
"""Width of the view (in the look's pixels) from which the table tells how a field is searched: the form does beside it."""


class OwnFieldsView(ShortListView):
    """The fields at the left, the one chosen at the right; what is taken away waits below with its values."""

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__(desk, service)
        self._fields: dict[int, CustomField] = {}
        columns: list[TableColumn[CustomField]] = [
            TableColumn("name", tr("Nom"), lambda one: one.name, stretch=True, width=150, bold=True),
            TableColumn("search", tr("Dans une recherche"), lambda one: f"{one.short_name}:", width=150, ink="text2"),
            TableColumn("type", tr("Type"), lambda one: service.custom_types[one.type].name, width=120),
            TableColumn("uses", tr("Notices"), lambda one: format_number(one.uses), "right", width=80),
        ]
        self.model: TableModel[CustomField] = TableModel(desk, ("catalogue", "own fields list"), columns, self)
        self.table = TableView(tr("Champs du centre"), self.model, row_height=38)
        self.table.current_changed.connect(self._stand_on)
        WholeRows(self.table, self.model)
        self.add_button = Button(tr("Ajouter un champ"), "primary", "plus")
        self.add_button.clicked.connect(lambda _checked=False: self.begin())
        self.up = IconButton(tr("Monter ce champ"), "chevron-up")
        self.down = IconButton(tr("Descendre ce champ"), "chevron-down")
        self.up.clicked.connect(lambda _checked=False: self._move(-1))
        self.down.clicked.connect(lambda _checked=False: self._move(1))
        self.form = self._make_form()
        self._lay_out()

    def _make_form(self) -> AutoForm:
        types = [(one.code, one.name) for one in self._service.custom_types.values()]
        fields: list[Field] = [
            TextField(tr("Nom"), name="name"),
            TextField(
                tr("Nom court"), name="short_name", hint=tr("Ce qu'on écrit dans une recherche, avant les deux-points.")
            ),
            ChoiceField(tr("Type"), types, name="type"),
            TextField(tr("Aide sous le champ"), name="hint"),
            self._kinds_field(),
            MultilineField(tr("Choix, un par ligne"), name="choices", lines=5),
        ]
        return AutoForm(self._desk, "custom_field", fields, self._save)

    def _kinds_field(self) -> TokenField:
        names = {kind.code: kind.name for kind in self._service.kinds().values()}
        field = TokenField(self._desk, tr("Pour les types"), searches.named(lambda: names), name="kinds")
        field.set_hint(tr("Aucun : tous les types de documents."))
        return field

    def _lay_out(self) -> None:
        self.remove_button = Button(tr("Retirer ce champ"), "ghost", "archive")
        self.remove_button.clicked.connect(lambda _checked=False: self._remove())
        left = Card(tr("Champs du centre"))
        left.body.addWidget(Label(
            tr("Vos propres champs s'ajoutent au formulaire des notices, aux recherches, aux tableaux et aux exports."), "secondary", "text2", wrap=True))  # fmt: skip
        left.body.addWidget(self.table, 1)
        left.body.addLayout(Row(self.add_button, None, self.up, self.down))
        self._away = QWidget()
        self._away_lines = Column(spacing=4)
        Column(Overline(tr("Champs retirés")), self._away_lines, spacing=6, parent=self._away)
        left.body.addWidget(self._away)
        self._lay_beside(left, Row(None, self.remove_button))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the names their room in a narrow window."""
        super().resizeEvent(event)
        keys = [column.key for column in self.model.columns()]
        self.table.setColumnHidden(keys.index("search"), self.width() < theme().px(_SEARCH_FROM))

    # --- showing ---

    def refresh(self) -> None:
        """Read the fields again."""
        service = self._service
        self._desk.read(
            ("catalogue", "own fields view"),
            lambda: (service.custom_fields(), service.custom_fields(archived=True)),
            lambda found: self._show(*found),
        )

    def _show(self, fields: list[CustomField], away: list[CustomField]) -> None:
        self._fields = {one.id: one for one in fields}
        clear_layout(self._away_lines)
        self._away.setVisible(bool(away))
        for one in away:
            back = Button(tr("Remettre"), "link", "archive-restore")
            back.setAccessibleName(tr("Remettre le champ {name}", name=one.name))
            back.clicked.connect(lambda _checked=False, one=one: self._restore(one))
            kept = trn("{n} notice garde sa valeur", "{n} notices gardent leur valeur", one.uses)
            self._away_lines.addLayout(Row(Label(one.name, "body"), Label(kept, "caption", "text2"), None, back))
        self._fill(self._fields)

    def _stand_on(self, field_id: object) -> None:
        field = self._fields.get(field_id) if isinstance(field_id, int) else None
        self._make_room(field)
        if field is None:
            return
        kinds = self._service.kinds()
        values: dict[str, Any] = {name: getattr(field, name) for name in _VALUES}
        values["type"] = field.type.value
        values["kinds"] = [Proposal(code, kinds[code].name) for code in field.kinds]
        values["choices"] = "\n".join(one.word for one in field.offered)
        self.form.show_record(field.id, field.version, values)
        self.form.form.field("choices").setVisible(field.type is FieldType.CHOICE)
        self.form.form.field("type").set_read_only(field.uses > 0)
        used = trn(
            "{n} notice l'emploie : son type ne change plus.",
            "{n} notices l'emploient : son type ne change plus.",
            field.uses,
        )
        self.form.form.field("type").set_hint(used if field.uses else "")
        ids = list(self._fields)
        self.up.setEnabled(ids.index(field.id) > 0)
        self.down.setEnabled(ids.index(field.id) < len(ids) - 1)

    # --- acts ---

    def _save(self, record_id: int, version: int, group: int, fields: Mapping[str, Any]) -> Changes:
        said = {name: [one.value for one in value] if name == "kinds" else value for name, value in fields.items()}
        return self._service.update_custom_field(self._desk.actor, record_id, version, group, **said)

    def begin(self) -> None:
        """Define one more field."""
        types = [(one.code, one.name) for one in self._service.custom_types.values()]
        kind = ChoiceField(tr("Type"), types, name="type")
        choices = MultilineField(tr("Choix, un par ligne"), name="choices", lines=5)
        choices.setVisible(False)
        kind.edited.connect(lambda: choices.setVisible(kind.read() == FieldType.CHOICE))
        fields: list[Field] = [TextField(tr("Nom"), name="name"), kind, choices, self._kinds_field()]
        service, actor = self._service, self._desk.actor

        def work(values: Mapping[str, Any]) -> Any:
            kinds = [one.value for one in values["kinds"]]
            said = {"name": values["name"], "type": values["type"], "choices": values["choices"], "kinds": kinds}
            return lambda: service.add_custom_field(actor, **said)

        act = ActForm(self._desk, (tr("Nouveau champ"), tr("Ajouter"), "plus"), fields, work)
        self._begin_act(act)

    def _remove(self) -> None:
        field = self._fields.get(self.table.current() or 0)
        service, desk = self._service, self._desk
        if field is None:
            return

        def done(changes: Changes) -> None:
            self.refresh()
            tell_done(desk, service, tr("Champ « {name} » retiré, ses valeurs sont gardées", name=field.name), changes)

        desk.write(
            "catalogue.archive_custom_field",
            lambda: service.archive_custom_field(desk.actor, field.id, field.version),
            done,
        )

    def _restore(self, field: CustomField) -> None:
        service, desk = self._service, self._desk
        self._wanted = field.id
        desk.write(
            "catalogue.restore_custom_field",
            lambda: service.restore_custom_field(desk.actor, field.id, field.version),
            lambda _changes: self.refresh(),
        )

    def _move(self, step: int) -> None:
        ids = list(self._fields)
        current = self.table.current()
        if current not in self._fields:
            return
        at = ids.index(current)
        if 0 <= at + step < len(ids):
            ids.insert(at + step, ids.pop(at))
            service, desk = self._service, self._desk
            desk.write(
                "catalogue.update_custom_field",
                lambda: service.order_custom_fields(desk.actor, ids),
                lambda _changes: self.refresh(),
            )
