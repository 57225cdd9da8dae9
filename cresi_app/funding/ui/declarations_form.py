"""« Compléter »: what a payment's declaration still lacks, proposed where the records say something; and other expenses."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.core.text import fold
from cresi_app.funding.model.aid import MARKERS, AidLine, GrantAid
from cresi_app.funding.service.activity_import import ActivityImportDesk
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    Proposal,
    RecordPicker,
    TextField,
)

_MOST = 14
_SCORES: list[tuple[object, str]] = [(None, "—"), (0, "0"), (1, "1"), (2, "2")]


def _among(proposals: Sequence[Proposal], text: str) -> list[Proposal]:
    wanted = fold(text)
    exact = [one for one in proposals if fold(str(one.value)).startswith(wanted)]
    return (exact + [one for one in proposals if wanted in fold(one.title) and one not in exact])[:_MOST]


class _Offers:
    """What the pickers of the form propose."""

    def __init__(self, service: ActivityImportDesk) -> None:
        directory = service.directory
        self.countries = [Proposal(one.code, one.name, aside=one.code) for one in directory.countries]
        self.sectors = [
            Proposal(one.code, one.name, aside=one.code)
            for one in directory.sectors
            if one.is_active and one.parent_code
        ]
        self.channels = [Proposal(code, name, aside=code) for code, name in service.codes("CRSChannelCode").items()]
        self.kinds = [(one.code, one.name) for one in service.aid_kinds.values()]

    @staticmethod
    def of(proposals: Sequence[Proposal], code: object) -> Proposal | None:
        """Return the proposal of a code."""
        return next((one for one in proposals if one.value == code), None)


def _fields(desk: Desk, offers: _Offers) -> list[Field]:
    return [
        ChoiceField(tr("Catégorie"), offers.kinds, name="kind_code"),
        RecordPicker(desk, tr("Pays ou territoire"), lambda text: _among(offers.countries, text), name="country_code"),
        RecordPicker(
            desk, tr("Secteur (cinq chiffres)"), lambda text: _among(offers.sectors, text), name="sector_code"
        ),
        RecordPicker(desk, tr("Canal de l'aide"), lambda text: _among(offers.channels, text), name="channel_code"),
        *(ChoiceField(tr(words), _SCORES, name=name, hint="") for name, (_code, words) in MARKERS.items()),
    ]


def _values(values: Mapping[str, Any]) -> dict[str, object]:
    found: dict[str, object] = {"kind_code": values["kind_code"]}
    for name in ("country_code", "sector_code", "channel_code"):
        chosen = values[name]
        found[name] = chosen.value if isinstance(chosen, Proposal) else ("" if name == "channel_code" else None)
    return found | {name: values[name] for name in MARKERS}


def complete_form(desk: Desk, service: ActivityImportDesk, line: AidLine, held: GrantAid | None) -> ActForm:
    """Return the form that completes a grant's declaration."""
    offers, said, source = _Offers(service), line.source.said, line.source
    fields = [
        *_fields(desk, offers),
        CheckField(tr("Ne pas déclarer cette subvention"), name="is_left_out"),
        TextField(tr("Pourquoi"), name="left_out_reason"),
    ]

    def work(values: Mapping[str, Any]) -> Callable[[], Changes]:
        filled = {**_values(values), "is_left_out": values["is_left_out"], "left_out_reason": values["left_out_reason"]}
        version = held.version if held else None
        return lambda: service.complete_aid(desk.actor, source.entity_id, version, **filled)

    amount = format_money(Money(line.amount_minor))
    note = line.reason or tr("Déclaré : {amount}", amount=amount)
    title = source.label if not source.number else tr("{number} · {label}", number=source.number, label=source.label)
    form = ActForm(desk, (title, tr("Enregistrer"), "check"), fields, work, note=note)
    sector = said.sectors[0][0] if len(said.sectors) == 1 else None
    form.form.show_values({
        "kind_code": said.kind.code if said.kind else None,
        "country_code": offers.of(offers.countries, said.country_code),
        "sector_code": offers.of(offers.sectors, sector),
        "channel_code": offers.of(offers.channels, said.channel_code),
        **dict(said.markers),
        "is_left_out": bool(held and held.is_left_out),
        "left_out_reason": held.left_out_reason if held else "",
    })  # fmt: skip
    for name, words in (("kind_code", "kind"), ("channel_code", "channel"), ("sector_code", "sector")):
        if words in said.proposed:
            form.form.field(name).set_hint(tr("Proposé d'après la fiche : à confirmer."))
    return form


def expense_form(desk: Desk, service: ActivityImportDesk, year: int) -> ActForm:
    """Return the form that notes an expense which is no grant."""
    offers = _Offers(service)
    fields = [
        TextField(tr("Dépense"), name="label", hint=tr("Temps d'un agent, mission, bourse, accueil…")),
        DateField(tr("Payée le"), name="paid_on"),
        MoneyField(tr("Montant"), name="amount_minor"),
        TextField(tr("À qui"), name="payee"),
        *_fields(desk, offers),
    ]

    def work(values: Mapping[str, Any]) -> Callable[[], Changes]:
        amount = values["amount_minor"]
        minor = amount.minor if isinstance(amount, Money) else 0
        filled = {**_values(values), "payee": values["payee"]}
        label, paid_on = values["label"], values["paid_on"]
        return lambda: service.add_expense(desk.actor, label, minor, paid_on, **filled)

    title = tr("Dépense à déclarer en {year}", year=year)
    return ActForm(desk, (title, tr("Ajouter la dépense"), "plus"), fields, work)
