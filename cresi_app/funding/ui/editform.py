"""A grant's own fields in the place of its pane, each saved when it is left."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money
from cresi_app.funding.model.views import GrantSheet
from cresi_app.funding.service import FundingService
from cresi_app.funding.ui import searches
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    MultilineField,
    Proposal,
    RecordPicker,
    TextField,
)
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.scroll import ScrollArea

_MONEY = ("requested_minor", "proposed_minor", "minimis_elsewhere_minor")
_PICKED = ("organisation_id", "project_id", "country_code", "sector_code")


class GrantEdit(Pane):
    """The fields of one grant. `left` is asked for with Escape or « Terminé »."""

    left = Signal()

    def __init__(self, desk: Desk, service: FundingService) -> None:
        super().__init__("surface", "l")
        self.desk, self.service = desk, service
        self._title = Label("", "detail", wrap=True)
        self.auto = AutoForm(desk, "grant", self._fields(), self._save)
        done = Button(tr("Terminé"), "secondary", "check")
        done.clicked.connect(self.leave)
        inside = Pane("surface")
        note = Label(tr("Chaque champ s'enregistre quand on le quitte."), "caption", "text2", wrap=True)
        Column(self._title, note, self.auto, Row(done, None), None, spacing=12, margins=(20, 16, 18, 20), parent=inside)
        Column(ScrollArea(inside, ground="surface"), parent=self)

    def _fields(self) -> list[Field]:
        desk, service = self.desk, self.service
        axes = [(axis.id, axis.name) for axis in service.axes()]
        return [
            TextField(tr("Objet"), name="title"),
            RecordPicker(desk, tr("Bénéficiaire"), searches.organisations(service), name="organisation_id",
                         create=searches.new_organisation(desk, service)),
            RecordPicker(desk, tr("Dossier de projet"), searches.projects(service), name="project_id"),
            ChoiceField(tr("Axe"), [(None, tr("Aucun")), *axes], name="axis_id"),
            ChoiceField(tr("Nature"), [(p.code, p.name) for p in service.purposes.values()], name="purpose_code"),
            MultilineField(tr("Objet détaillé, repris dans la lettre"), name="object", lines=3),
            MoneyField(tr("Montant demandé"), name="requested_minor"),
            MoneyField(tr("Montant proposé"), name="proposed_minor"),
            DateField(tr("Début"), name="starts_on"),
            DateField(tr("Fin"), name="ends_on"),
            RecordPicker(desk, tr("Pays ou territoire"), searches.countries(service), name="country_code"),
            RecordPicker(desk, tr("Secteur (CAD)"), searches.sectors(service), name="sector_code"),
            DateField(tr("Notifiée le"), name="notified_on"),
            CheckField(tr("Aide de minimis"), name="is_minimis"),
            MoneyField(tr("De minimis reçu d'autres en trois ans"), name="minimis_elsewhere_minor"),
            CheckField(tr("Reversement à un tiers permis"), name="regrant_allowed"),
            MultilineField(tr("Note interne, jamais imprimée"), name="note", lines=3),
        ]  # fmt: skip

    def show_sheet(self, sheet: GrantSheet) -> None:
        """Show a grant's fields."""
        one = sheet.grant
        self._title.setText(tr("Fiche {number}", number=one.number))
        for name in _MONEY:
            field = self.auto.form.field(name)
            assert isinstance(field, MoneyField)
            field.currency = one.currency
        plain = (
            "title",
            "axis_id",
            "purpose_code",
            "object",
            "starts_on",
            "ends_on",
            "notified_on",
            "is_minimis",
            "regrant_allowed",
            "note",
        )
        values: dict[str, Any] = {name: getattr(one, name) for name in plain}
        for name in _MONEY:
            minor = getattr(one, name)
            values[name] = None if minor is None else Money(minor, one.currency)
        values["organisation_id"] = Proposal(one.organisation_id, sheet.holder)
        values["project_id"] = Proposal(one.project_id, sheet.project_title) if one.project_id else None
        values["country_code"] = Proposal(one.country_code, sheet.country) if one.country_code else None
        values["sector_code"] = Proposal(one.sector_code, sheet.sector) if one.sector_code else None
        self.auto.show_record(one.id, one.version, values)

    def begin(self) -> None:
        """Take the keyboard."""
        self.auto.form.field("title").focus()

    def leave(self) -> None:
        """Save what is being typed, then ask to go; stay when something does not read."""
        if self.auto.flush():
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape ends."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _save(self, grant_id: int, version: int, group: int, values: Mapping[str, Any]) -> Changes:
        currency = self.service.grant(grant_id).currency
        said: dict[str, Any] = {}
        for name, value in values.items():
            if name in _PICKED:
                said[name] = value.value if isinstance(value, Proposal) else None
            elif name in _MONEY:
                said[name] = searches.cents(value, name, currency)
            else:
                said[name] = value
        return self.service.update_grant(self.desk.actor, grant_id, version, group, **said)
