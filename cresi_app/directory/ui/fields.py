"""« Coordonnées »: every field of an organisation, saved as it is left."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money
from cresi_app.directory.model import Membership, OrganisationSheet
from cresi_app.directory.ui import searches
from cresi_app.directory.ui.cards import Bench
from cresi_app.directory.ui.saving import Saver
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    EmailField,
    Field,
    Form,
    LinkField,
    MoneyField,
    MultilineField,
    NumberField,
    PhoneField,
    RecordPicker,
    TextField,
    TokenField,
)
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.typingkept import TypingKept

NUMBERS: Final = ("rna", "siret", "siren", "register")

_PLAIN: Final = (
    "name", "acronym", "kind", "legal_form", "founded_on", "known_since", "purpose", "address", "postal_code", "town",
    "region", "email", "phone", "website", "note",
)  # fmt: skip


def fields_card(title: str, rows: Sequence[Sequence[Field]]) -> Card:
    """Return a card with fields in two columns; a row of one field takes both."""
    card = Card(title)
    grid = Grid(across=14, down=12)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    for at, row in enumerate(rows):
        for column, field in enumerate(row):
            grid.addWidget(field, at, column, 1, 2 if len(row) == 1 else 1)
    card.body.addLayout(grid)
    return card


class OrganisationFields(ScrollArea):
    """The fields of one organisation; each is saved when it is left, a refusal stands under it."""

    def __init__(self, bench: Bench, saver: Saver) -> None:
        self._bench, self._saver = bench, saver
        self._sheet: OrganisationSheet | None = None
        desk, service = bench.desk, bench.service
        self._kind = ChoiceField(tr("Type"), [(c.code, c.name) for c in service.kinds.values()], name="kind")
        self._countries = TokenField(
            desk, tr("Pays ou territoires d'action"), searches.countries(service), name="countries"
        )
        self._sectors = TokenField(desk, tr("Secteurs"), searches.sectors(service), name="sectors", tone="info")
        self._country = RecordPicker(desk, tr("Pays ou territoire"), searches.countries(service), name="country_code")
        self._numbers = {scheme: TextField(service.schemes[scheme].name, name=f"number:{scheme}") for scheme in NUMBERS}
        self.form = Form([])
        self._memberships = MembershipCard(bench)
        holder = QWidget()
        Column(*self._cards(), spacing=14, margins=(0, 0, 6, 0), parent=holder).addStretch(1)
        super().__init__(holder)
        self.form.committed.connect(self._save)
        self._kept = TypingKept(bench.desk, self.form, self)
        for scheme, field in self._numbers.items():
            field.edited.connect(partial(self._judge, scheme))

    def _cards(self) -> list[QWidget]:
        names = {
            "name": TextField(tr("Nom"), name="name"),
            "acronym": TextField(tr("Sigle"), name="acronym"),
            "legal_form": TextField(tr("Forme juridique"), name="legal_form"),
            "founded_on": DateField(tr("Fondée le"), name="founded_on"),
            "known_since": NumberField(tr("Avec le centre depuis"), name="known_since"),
            "purpose": MultilineField(tr("Objet"), name="purpose", lines=3),
            "address": MultilineField(tr("Adresse"), name="address", lines=2),
            "postal_code": TextField(tr("Code postal"), name="postal_code"),
            "town": TextField(tr("Commune"), name="town"),
            "region": TextField(tr("Région"), name="region"),
            "email": EmailField(tr("Courriel"), name="email"),
            "phone": PhoneField(tr("Téléphone"), name="phone"),
            "website": LinkField(tr("Site"), name="website"),
            "note": MultilineField(tr("Note"), name="note", lines=3),
        }
        numbers = list(self._numbers.values())
        for field in (*names.values(), self._kind, self._country, self._countries, self._sectors, *numbers):
            self.form.add(field)
        n = names
        return [
            fields_card(tr("Qui elle est"), [
                [n["name"]], [n["acronym"], self._kind], [n["legal_form"], n["founded_on"]],
                [n["purpose"]], [self._countries], [self._sectors],
            ]),
            fields_card(tr("Où la joindre"), [
                [n["address"]], [n["postal_code"], n["town"]], [n["region"], self._country],
                [n["email"], n["phone"]], [n["website"], n["known_since"]],
            ]),
            fields_card(tr("Numéros"), [numbers[:2], numbers[2:]]),
            self._memberships,
            fields_card(tr("Notes du centre"), [[n["note"]]]),
        ]  # fmt: skip

    def show_sheet(self, sheet: OrganisationSheet, *, same: bool) -> None:
        """Show an organisation; `same` when it is the one already shown, read again: what is being typed stays."""
        self._sheet = sheet
        one = sheet.organisation
        values: dict[str, Any] = {name: getattr(one, name) for name in _PLAIN}
        values["country_code"] = searches.country_proposal(sheet.country) if sheet.country else None
        values["countries"] = [searches.country_proposal(country) for country in sheet.countries]
        values["sectors"] = [searches.sector_proposal(sector) for sector in sheet.sectors]
        for scheme in NUMBERS:
            held = sheet.identifier(scheme)
            values[f"number:{scheme}"] = self._bench.service.check_identifier(scheme, held).shown if held else ""
        self.form.show_values(values, keep_typing=same)
        for scheme in NUMBERS:
            self._judge(scheme)
        self._memberships.show_memberships(one.id, sheet.memberships)
        if not same:
            self._kept.show(f"organisation:{one.id}")

    def _judge(self, scheme: str) -> None:
        field = self._numbers[scheme]
        text = field.input.text().strip()
        checked = self._bench.service.check_identifier(scheme, text)
        if not text or scheme == "register":
            field.set_hint("")
        elif checked.is_valid:
            field.set_hint(tr("Numéro vérifié"), "success")
        else:
            field.set_hint(tr(checked.hint), "warning")

    def _save(self, name: str, value: Any) -> None:
        assert self._sheet is not None
        desk, service, one = self._bench.desk, self._bench.service, self._sheet.organisation
        if name in {"countries", "sectors"}:
            put = service.set_countries if name == "countries" else service.set_sectors
            codes = [str(proposal.value) for proposal in value]
            desk.write("directory.set_tags", lambda: put(desk.actor, one.id, codes))
        elif name.startswith("number:"):
            scheme = name.partition(":")[2]
            desk.write("directory.set_identifier", lambda: service.set_identifier(desk.actor, one.id, scheme, value))
        else:
            kept = (value.value if value is not None else None) if name == "country_code" else value
            self._saver.save("directory.update_organisation", self._update(one.id, name, kept), self._refused)

    def _update(self, organisation_id: int, name: str, value: object) -> Any:
        desk, service = self._bench.desk, self._bench.service

        def work(version: int) -> Changes:
            return service.update_organisation(desk.actor, organisation_id, version, None, **{name: value})

        return work

    def _refused(self, error: Any) -> None:
        if not self.form.refuse(error):
            self._bench.desk.messages.error(error)


class MembershipCard(Card):
    """« Adhésions »: one line a year, with its fee and the day it was paid; « Ajouter » takes the next year."""

    def __init__(self, bench: Bench) -> None:
        add = Button(tr("Ajouter"), "link", "plus")
        super().__init__(tr("Adhésions"), aside=[add])
        self._add = add
        self._add.clicked.connect(self._add_year)
        self._bench, self._organisation_id = bench, 0
        self._years: tuple[int, ...] = ()
        self._rows = Column(spacing=8)
        self.body.addLayout(self._rows)

    def show_memberships(self, organisation_id: int, memberships: Sequence[Membership]) -> None:
        """Show the years of an organisation, latest first."""
        self._organisation_id = organisation_id
        self._years = tuple(held.year for held in memberships)
        self._add.setAccessibleName(tr("Ajouter l'adhésion {year}", year=self._next()))
        clear_layout(self._rows)
        for held in memberships:
            self._rows.addLayout(self._row(held))
        if not memberships:
            self._rows.addWidget(Label(tr("Aucune adhésion."), "caption", "text3"))

    def _row(self, held: Membership) -> Row:
        fee = MoneyField(tr("Cotisation {year}", year=held.year), name="fee")
        fee.set_value(Money(held.fee_minor, held.currency))
        paid = DateField(tr("Payée le"), name="paid_on")
        paid.set_value(held.paid_on)
        remove = Button(tr("Retirer"), "link")
        remove.setAccessibleName(tr("Retirer l'adhésion {year}", year=held.year))
        remove.clicked.connect(partial(self._remove, held.year))

        def save(_value: object) -> None:
            amount = fee.value()
            self._write(held.year, amount.minor if isinstance(amount, Money) else 0, paid.value())

        fee.committed.connect(save)
        paid.committed.connect(save)
        row = Row(fee, paid, remove, spacing=14)
        row.setStretch(0, 1)
        row.setStretch(1, 1)
        return row

    def _next(self) -> int:
        year = self._bench.desk.year
        return year if year not in self._years else max(self._years) + 1

    def _add_year(self) -> None:
        self._write(self._next(), 0, None)

    def _write(self, year: int, fee_minor: int, paid_on: Any) -> None:
        desk, service, organisation_id = self._bench.desk, self._bench.service, self._organisation_id
        desk.write(
            "directory.set_membership",
            lambda: service.set_membership(desk.actor, organisation_id, year, fee_minor, paid_on),
        )

    def _remove(self, year: int) -> None:
        desk, service, organisation_id = self._bench.desk, self._bench.service, self._organisation_id
        desk.write("directory.remove_membership", lambda: service.remove_membership(desk.actor, organisation_id, year))
