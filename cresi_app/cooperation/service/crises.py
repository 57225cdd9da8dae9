"""Emergency aid: what happened, where, which fund, what was decided for whom, what it achieved; kept for years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from datetime import date
from typing import Any, Final

from cresi_app.cooperation.model.fields import check_period, clean
from cresi_app.cooperation.model.happenings import Crisis, CrisisDecision, CrisisPlace
from cresi_app.cooperation.model.stories import CrisisRow, CrisisSheet, DecisionView, FundYear, PaymentView, PlaceView
from cresi_app.cooperation.queries import agreements, stories, tables
from cresi_app.cooperation.service.desk import refusals
from cresi_app.cooperation.service.parts import PartsDesk
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.cleaning import check_coordinates
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.ids import read_id
from cresi_app.core.text import sort_key
from cresi_app.funding.model.acts import PlannedInstalment, Vote

_OWN: Final = frozenset({"id", "version", "number", "archived_on", "created_at", "updated_at"})
CRISIS_FIELDS: Final = frozenset(field.name for field in fields_of(Crisis)) - _OWN
DECISION_FIELDS: Final = frozenset(field.name for field in fields_of(CrisisDecision)) - {
    "id",
    "version",
    "crisis_id",
    "position",
}
_UNNAMED: Final = N_("Dites ce qui s'est passé : « Ouragan Irma », « Séisme en Haïti »…")
_GONE: Final = N_("Cette aide d'urgence n'est plus dans la bibliothèque.")


_NO_OPERATOR: Final = N_("Dites quel opérateur reçoit l'aide.")


@dataclass(frozen=True, slots=True)
class Aid:
    """What is decided for an operator: cents of euro, the day, the deliberation; `excess_reason` allows to go beyond the fund's credit."""

    amount_minor: int
    decided_on: date
    deliberation_number: str = ""
    object: str = ""
    excess_reason: str = ""


class CrisesDesk(PartsDesk):
    """Writes and reads of emergency aid. The money is that of the funding desk's grants; no amount is written here."""

    # --- writes ---

    def add_crisis(
        self, who: Actor, name: str, kind_code: str, authority_id: int, happened_on: date, **fields: object
    ) -> Changes:
        """Open an emergency, with its number of the sequence of its year."""
        values = self._crisis_fields({
            **fields, "name": name, "kind_code": kind_code, "authority_id": authority_id, "happened_on": happened_on,
        })  # fmt: skip
        year = happened_on.year
        with refusals(), self.library.revise("cooperation.add_crisis", who) as revision:
            number = revision.number(f"crisis:{year}", f"U-{year}-%02d")
            revision.subject = ("crisis", revision.insert("crisis", {**values, "number": number}))
        return revision.changes

    def update_crisis(
        self, who: Actor, crisis_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an emergency."""
        one = self.crisis(crisis_id)
        values = self._crisis_fields(fields, one)
        subject = (("crisis", crisis_id), edit_group)
        return self._update_part(who, "cooperation.update_crisis", (tables.CRISES, crisis_id, version), values, subject)

    def _crisis_fields(self, fields: Mapping[str, object], one: Crisis | None = None) -> dict[str, object]:
        strangers = fields.keys() - CRISIS_FIELDS
        assert not strangers, f"a crisis has no such fields: {sorted(strangers)}"
        values = clean(fields, sentence=_UNNAMED)
        if "happened_on" in values and values["happened_on"] is None:
            raise DomainError("day_missing", N_("Dites quand cela s'est passé."), field="happened_on")
        happened, ended = (values.get(name, getattr(one, name, None)) for name in ("happened_on", "ended_on"))
        if isinstance(happened, date) and isinstance(ended, date):
            check_period(happened, ended, field="ended_on", same_day=True)
        if "kind_code" in values:
            values["kind_code"] = self._known(values["kind_code"], self.crisis_kinds, "kind_code")
        if "authority_id" in values:
            sentence = N_("Dites quelle collectivité apporte l'aide.")
            values["authority_id"] = self._organisation(values["authority_id"], "authority_id", sentence)
        if "name" in values:
            values["name_sort"] = sort_key(str(values["name"]))
        return values

    def set_crisis_places(self, who: Actor, crisis_id: int, places: Sequence[Mapping[str, object]]) -> Changes:
        """Say which places were struck, each with `country_code` and, when known, `place`, `latitude_e6`, `longitude_e6`."""
        self.crisis(crisis_id)
        wanted = []
        for place in places:
            check_coordinates(place)
            values = {"place": "", "latitude_e6": None, "longitude_e6": None} | clean(place)
            values["country_code"] = self._country(values.get("country_code"))
            wanted.append(values)
        owner = ("crisis", crisis_id)
        return self._replace_parts(who, "cooperation.set_crisis_places", tables.CRISIS_PLACES, owner, wanted)

    def add_decision(self, who: Actor, crisis_id: int, operator_id: int, decided_on: date, **fields: object) -> Changes:
        """Note what was decided for an operator; `grant_id` is the grant that pays it."""
        self.crisis(crisis_id)
        values = self._decision_fields({**fields, "operator_id": operator_id, "decided_on": decided_on})
        return self._add_part(who, "cooperation.add_decision", tables.DECISIONS, ("crisis", crisis_id), values)

    def decide_aid(self, who: Actor, crisis_id: int, operator_id: int, aid: Aid) -> Changes:
        """Decide an amount for an operator: its grant is opened on the crisis' fund, voted and scheduled, then the decision noted.

        When the fund has not enough (DomainError ``overspent``, ``no_credit``) nothing of it stays.
        """
        one = self.crisis(crisis_id)
        if one.axis_id is None:
            raise DomainError(
                "fund_missing", N_("Dites d'abord quel fonds d'intervention porte cette aide."), field="axis_id"
            )
        operator = self.directory.organisation(self._organisation(operator_id, "operator_id", _NO_OPERATOR))
        places = tables.parts(self.library, tables.CRISIS_PLACES, "crisis_id", [crisis_id])
        made: list[Changes] = []
        grant = self.funding.add_grant(
            who, one.name, operator.id, aid.decided_on.year, axis_id=one.axis_id, object=aid.object, requested_minor=aid.amount_minor,
            requested_on=aid.decided_on, country_code=places[0].country_code if places else None, sector_code="72010",
            purpose_code="emergency",
        )  # fmt: skip
        try:
            vote = Vote(aid.amount_minor, aid.decided_on, aid.deliberation_number, excess_reason=aid.excess_reason)
            made.append(self.funding.vote(who, grant.id, None, vote))
            planned = [PlannedInstalment(tr("Versement unique"), aid.amount_minor)]
            made.append(self.funding.plan(who, grant.id, planned))
            return self.add_decision(
                who, crisis_id, operator.id, aid.decided_on, deliberation_number=aid.deliberation_number,
                object=aid.object, grant_id=grant.id,
            )  # fmt: skip
        except DomainError:
            for changes in (*reversed(made), grant):
                self.library.undo(who, changes.seq)
            raise

    def update_decision(
        self, who: Actor, decision_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a decision."""
        one = self._part(tables.DECISIONS, decision_id)
        row = (tables.DECISIONS, decision_id, version)
        subject = (("crisis", one.crisis_id), edit_group)
        return self._update_part(who, "cooperation.update_decision", row, self._decision_fields(fields), subject)

    def remove_decision(self, who: Actor, decision_id: int, version: int | None = None) -> Changes:
        """Take a decision off the story; its grant and payments stay with the funding desk."""
        one = self._part(tables.DECISIONS, decision_id)
        row = (tables.DECISIONS, decision_id, version)
        return self._remove_part(who, "cooperation.remove_decision", row, ("crisis", one.crisis_id))

    def _decision_fields(self, fields: Mapping[str, object]) -> dict[str, object]:
        strangers = fields.keys() - DECISION_FIELDS
        assert not strangers, f"a decision has no such fields: {sorted(strangers)}"
        values = clean(fields)
        if "decided_on" in values and values["decided_on"] is None:
            raise DomainError("day_missing", N_("Dites quand cela a été décidé."), field="decided_on")
        if "operator_id" in values:
            values["operator_id"] = self._organisation(values["operator_id"], "operator_id", _NO_OPERATOR)
        return values

    def archive_crisis(self, who: Actor, crisis_id: int, version: int | None) -> Changes:
        """Take an emergency out of the lists; nothing of it is lost."""
        row, values = (tables.CRISES, crisis_id, version), {"archived_on": clock.today()}
        return self._update_part(who, "cooperation.archive_crisis", row, values, (("crisis", crisis_id), None))

    def restore_crisis(self, who: Actor, crisis_id: int, version: int | None) -> Changes:
        """Bring an emergency back into the lists."""
        row, values = (tables.CRISES, crisis_id, version), {"archived_on": None}
        return self._update_part(who, "cooperation.restore_crisis", row, values, (("crisis", crisis_id), None))

    # --- reads ---

    def crisis(self, crisis_id: int) -> Crisis:
        """Return an emergency. DomainError ``unknown``."""
        return self._record(tables.CRISES, crisis_id, _GONE)

    def crisis_by_ref(self, ref: str) -> int:
        """Return the id meant by a number (U-2017-01) or an id. DomainError ``unknown``."""
        text = ref.strip()
        found = stories.by_number(self.library, "crisis", text)
        if found is None and (key := read_id(text)) and tables.record(self.library, tables.CRISES, key):
            found = key
        if found is None:
            raise DomainError("unknown", N_("Aucune aide d'urgence ne porte le numéro « {ref} »."), ref=text)
        return found

    def crisis_sheet(self, crisis_id: int) -> CrisisSheet:
        """Return an emergency whole. DomainError ``unknown``."""
        with self.library.snapshot():
            one = self.crisis(crisis_id)
            money = {row["decision_id"]: row for row in stories.decision_money(self.library, [crisis_id])}
            paid: dict[int, list[PaymentView]] = {}
            for row in stories.decision_payments(self.library, crisis_id):
                view = PaymentView(
                    date.fromisoformat(row["paid_on"]), row["order_number"], row["euro_minor"], row["euro_minor"] < 0
                )
                paid.setdefault(row["grant_id"], []).append(view)
            decisions = tables.parts(self.library, tables.DECISIONS, "crisis_id", [crisis_id])
            names = self.directory.organisation_names({one.authority_id, *(d.operator_id for d in decisions)})
            return CrisisSheet(
                crisis=one,
                kind=self.crisis_kinds[one.kind_code],
                authority=names.get(one.authority_id, ""),
                fund=self._fund_name(one.axis_id),
                fund_years=self.fund_years(one.axis_id),
                places=tuple(self._places([crisis_id])),
                decisions=tuple(self._decision(d, names, money[d.id], paid) for d in decisions),
                files=tuple(tables.parts(self.library, tables.FILES, "crisis_id", [crisis_id])),
            )

    def _decision(
        self, one: CrisisDecision, names: Mapping[int, str], money: Any, paid: Mapping[int, list[PaymentView]]
    ) -> DecisionView:
        return DecisionView(
            one,
            names.get(one.operator_id, ""),
            money["number"] or "",
            money["voted"],
            money["paid"],
            tuple(paid.get(one.grant_id or 0, ())),
        )

    def _places(self, crisis_ids: Sequence[int]) -> list[PlaceView]:
        return [self._place(row) for row in tables.parts(self.library, tables.CRISIS_PLACES, "crisis_id", crisis_ids)]

    def _place(self, row: CrisisPlace) -> PlaceView:
        country = self.directory.country_by_code[row.country_code]
        lon = country.longitude_e6 if row.longitude_e6 is None else row.longitude_e6
        lat = country.latitude_e6 if row.latitude_e6 is None else row.latitude_e6
        return PlaceView(row, country.name, country.is_oda, (lon / 1e6, lat / 1e6))

    def funds(self) -> list[tuple[int, str]]:
        """Return the intervention funds: (axis, name with its authority)."""
        return [(row["id"], f"{row['name']} · {row['authority']}") for row in agreements.funds(self.library)]

    def _fund_name(self, axis_id: int | None) -> str:
        return dict(self.funds()).get(axis_id or 0, "")

    def fund_years(self, axis_id: int | None) -> tuple[FundYear, ...]:
        """Return year by year what a fund was voted, committed and paid; latest first."""
        if axis_id is None:
            return ()
        return tuple(
            FundYear(row["year"], row["voted"], row["committed"], row["paid"])
            for row in agreements.fund_years(self.library, axis_id)
        )

    def crisis_ids(self, text: str = "", *, archived: bool = False, limit: int | None = None) -> list[int]:
        """Return the ids of the emergencies, latest first, or those that typed text finds, best first."""
        return stories.ids(self.library, "crisis", text=text, archived=archived, limit=limit)

    def crisis_rows(self, ids: Sequence[int]) -> list[CrisisRow]:
        """Return the lines of these emergencies, in the order of `ids`."""
        with self.library.snapshot():
            found = {key: tables.record(self.library, tables.CRISES, key) for key in ids}
            money: dict[int, list[tuple[int, int]]] = {}
            for row in stories.decision_money(self.library, ids):
                money.setdefault(row["crisis_id"], []).append((row["voted"], row["paid"]))
            places: dict[int, list[str]] = {}
            for view in self._places(ids):
                places.setdefault(view.row.crisis_id, []).append(view.name)
            names = self.directory.organisation_names({one.authority_id for one in found.values() if one})
        return [
            CrisisRow(
                one.id,
                one.number,
                one.name,
                self.crisis_kinds[one.kind_code].name,
                names.get(one.authority_id, ""),
                one.happened_on,
                tuple(places.get(key, ())),
                len(money.get(key, ())),
                sum(voted for voted, _ in money.get(key, ())),
                sum(paid for _, paid in money.get(key, ())),
                one.ended_on is None or one.ended_on >= clock.today(),
            )
            for key, one in found.items()
            if one is not None
        ]
