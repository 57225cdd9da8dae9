"""What a person can do at the Europe desk: write calls and their sheets down, build applications, bring them to their result."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import sort_key
from cresi_app.funding.model.fields import clean, in_order, required
from cresi_app.funding.model.grant import Direction
from cresi_app.funding.model.views import GrantRow
from cresi_app.funding.queries import europe, grants
from cresi_app.funding.service.applying import EuropeReadingDesk
from cresi_app.funding.service.reading import refusals

_PROGRAMME: Final = frozenset(
    {"name", "acronym", "funder_id", "starts_year", "ends_year", "summary", "website", "archived_on"}
)
_CALL: Final = frozenset({
    "title", "reference", "opens_on", "deadline_on", "deadline_time", "zone", "currency", "budget_minor", "least_minor", "most_minor",
    "rate_percent", "summary", "who_may", "costs_note", "advice", "website", "archived_on", "programme_id",
})  # fmt: skip
_APPLICATION: Final = frozenset({
    "title", "acronym", "lead_id", "call_id", "authority_id", "project_id", "staff_id", "submitted_on", "result_on", "result_note",
    "currency", "total_minor", "requested_minor", "obtained_minor", "starts_on", "ends_on", "summary", "note", "archived_on", "year",
})  # fmt: skip
_PARTS: Final[Mapping[str, frozenset[str]]] = {
    "call_criterion": frozenset({"label", "detail", "is_required", "position"}),
    "application_partner": frozenset({"organisation_id", "role", "position"}),
    "application_line": frozenset({"label", "amount_minor", "asked_minor", "organisation_id", "position"}),
}
_LABEL: Final = N_("Donnez un nom à cette ligne.")


class EuropeDesk(EuropeReadingDesk):
    """Writes of programmes, calls and applications."""

    # --- programmes and calls ---

    def add_programme(self, who: Actor, name: str, **fields: object) -> Changes:
        """Write a programme down."""
        values = self._europe_values({**fields, "name": name}, _PROGRAMME)
        with refusals(), self.library.revise("funding.add_programme", who) as revision:
            row = {**values, "name_sort": sort_key(str(values["name"]))}
            revision.subject = ("programme", revision.insert("programme", row))
        return revision.changes

    def update_programme(
        self, who: Actor, programme_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a programme."""
        values = self._europe_values(fields, _PROGRAMME)
        if "name" in values:
            values["name_sort"] = sort_key(str(values["name"]))
        return self._europe_update(
            who, "funding.update_programme", ("programme", programme_id, version), values, edit_group
        )

    def add_call(self, who: Actor, programme_id: int, title: str, **fields: object) -> Changes:
        """Write a call down."""
        self.programme(programme_id)
        values = self._europe_values({**fields, "title": title, "programme_id": programme_id}, _CALL)
        in_order(values.get("opens_on"), values.get("deadline_on"), "deadline_on")
        with refusals(), self.library.revise("funding.add_call", who) as revision:
            row = {**values, "title_sort": sort_key(str(values["title"]))}
            revision.subject = ("funding_call", revision.insert("funding_call", row))
        return revision.changes

    def update_call(
        self, who: Actor, call_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a call."""
        one = self.call(call_id)
        values = self._europe_values(fields, _CALL)
        in_order(values.get("opens_on", one.opens_on), values.get("deadline_on", one.deadline_on), "deadline_on")
        if "title" in values:
            values["title_sort"] = sort_key(str(values["title"]))
        return self._europe_update(who, "funding.update_call", ("funding_call", call_id, version), values, edit_group)

    def add_criterion(self, who: Actor, call_id: int, label: str, **fields: object) -> Changes:
        """Add a line to a call's eligibility sheet."""
        self.call(call_id)
        return self._add_part(who, "call_criterion", ("funding_call", call_id), {**fields, "label": label})

    # --- applications ---

    def add_application(
        self, who: Actor, title: str, lead_id: int, year: int | None = None, **fields: object
    ) -> Changes:
        """Open an application as an idea, with its number; the lead is its first partner."""
        values = self._europe_values(
            {**fields, "title": title, "lead_id": lead_id, "year": year or clock.today().year}, _APPLICATION
        )
        values.setdefault("authority_id", self.home_authority())
        if who.key in self.directory.staff_names():
            values.setdefault("staff_id", int(who.key))
        first = next(iter(self.application_stages))
        in_order(values.get("starts_on"), values.get("ends_on"), "ends_on")
        with refusals(), self.library.revise("funding.add_application", who) as revision:
            of_year = int(str(values["year"]))
            application_id = revision.insert(
                "application",
                {
                    **values,
                    "number": revision.number(f"application:{of_year}", f"E{of_year}-%02d"),
                    "stage_code": first,
                    "title_sort": sort_key(str(values["title"])),
                },
            )
            partner = {"application_id": application_id, "position": 1, "organisation_id": lead_id}
            revision.insert("application_partner", partner)
            revision.subject = ("application", application_id)
        return revision.changes

    def update_application(
        self, who: Actor, application_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an application."""
        one = self.application(application_id)
        values = self._europe_values(fields, _APPLICATION)
        in_order(values.get("starts_on", one.starts_on), values.get("ends_on", one.ends_on), "ends_on")
        if "title" in values:
            values["title_sort"] = sort_key(str(values["title"]))
        target = ("application", application_id, version)
        return self._europe_update(who, "funding.update_application", target, values, edit_group)

    def set_application_stage(
        self, who: Actor, application_id: int, version: int | None, stage: str, on: date | None = None, **said: object
    ) -> Changes:
        """Bring an application to a stage: submitted keeps its day, a result its day and note (`result_note`, `obtained_minor`)."""
        one = self.application(application_id)
        if stage not in self.application_stages:
            raise DomainError("stage_unknown", N_("Choisissez une étape."), field="stage_code")
        target, day = self.application_stages[stage], on or clock.today()
        values = self._europe_values(said, _APPLICATION) | {"stage_code": stage}
        if target.is_submitted and one.submitted_on is None:
            values.setdefault("submitted_on", day)
        if stage in {"won", "lost", "reserve"}:
            values["result_on"] = day
            first = values.get("submitted_on", one.submitted_on)
            in_order(first, day, "result_on")
        subject = ("application", application_id, version)
        return self._europe_update(who, "funding.set_application_stage", subject, values)

    def grant_from_application(self, who: Actor, application_id: int, **fields: object) -> Changes:
        """Open the grant that a selected application brings: received from the programme's funder."""
        one = self.application(application_id)
        if not self.application_stages[one.stage_code].is_won:
            raise DomainError(
                "not_won", N_("La candidature n'est pas retenue : il n'y a pas encore d'argent à recevoir.")
            )
        call = self.call(one.call_id) if one.call_id else None
        funder = self.programme(call.programme_id).funder_id if call else None
        if funder is None:
            raise DomainError(
                "funder_missing", N_("Dites d'abord qui finance le programme : c'est lui qui verse."), field="funder_id"
            )
        values = {
            "direction": Direction.RECEIVED,
            "application_id": application_id,
            "project_id": one.project_id,
            "authority_id": one.authority_id,
            "purpose_code": "european",
            "currency": one.currency,
            "requested_minor": one.requested_minor,
            "requested_on": one.submitted_on,
            "starts_on": one.starts_on,
            "ends_on": one.ends_on,
            **fields,
        }
        year = (one.result_on or clock.today()).year
        return self.add_grant(who, f"{one.acronym} – {one.title}" if one.acronym else one.title, funder, year, **values)

    # --- what hangs on calls and applications ---

    def add_partner(self, who: Actor, application_id: int, organisation_id: int, role: str = "") -> Changes:
        """Add a partner to an application. DomainError ``partner_twice``."""
        known = europe.parts(self.library, europe.PARTNERS, application_id)
        if any(partner.organisation_id == organisation_id for partner in known):
            raise DomainError("partner_twice", N_("Cette organisation est déjà partenaire."), field="organisation_id")
        self.directory.organisation(organisation_id)
        fields = {"organisation_id": organisation_id, "role": role}
        return self._add_part(who, "application_partner", ("application", application_id), fields)

    def add_line(self, who: Actor, application_id: int, label: str, amount_minor: int, **fields: object) -> Changes:
        """Add a line to an application's budget; what is asked may not exceed it."""
        self.application(application_id)
        _asked_within(amount_minor, fields.get("asked_minor", 0))
        parent = ("application", application_id)
        return self._add_part(who, "application_line", parent, {**fields, "label": label, "amount_minor": amount_minor})

    def update_europe_part(
        self, who: Actor, table: str, part_id: int, version: int | None, **fields: object
    ) -> Changes:
        """Save changed fields of a criterion, a partner or a line of a budget."""
        values = self._europe_values(fields, _PARTS[table])
        if "label" in values:
            values["label"] = required(values["label"], "label", _LABEL)
        if table == "application_line" and {"amount_minor", "asked_minor"} & values.keys():
            line = self._europe_record(europe.LINES, part_id)
            _asked_within(values.get("amount_minor", line.amount_minor), values.get("asked_minor", line.asked_minor))
        return self._europe_update(who, "funding.update_part", (table, part_id, version), values)

    def remove_europe_part(self, who: Actor, table: str, part_id: int, version: int | None) -> Changes:
        """Take a criterion (with its answers), a partner or a line away; the lead stays a partner."""
        assert table in _PARTS
        if table == "application_partner":
            partner = self._europe_record(europe.PARTNERS, part_id)
            if self.application(partner.application_id).lead_id == partner.organisation_id:
                raise DomainError("lead_stays", N_("Le chef de file est partenaire : choisissez-en d'abord un autre."))
        with refusals(), self.library.revise("funding.remove_part", who) as revision:
            if table == "call_criterion":
                for answer_id in europe.answers_to(self.library, part_id):
                    revision.delete("application_answer", answer_id)
            revision.delete(table, part_id, version)
        return revision.changes

    def answer(
        self, who: Actor, application_id: int, criterion_id: int, is_met: bool | None, note: str = ""
    ) -> Changes:
        """Note how an application stands before a criterion of its call; None: not looked at."""
        one = self.application(application_id)
        known = {a.criterion_id: a for a in europe.parts(self.library, europe.ANSWERS, one.id)}
        values = {"is_met": is_met, **clean({"note": note})}
        with refusals(), self.library.revise("funding.answer", who, ("application", one.id)) as revision:
            if criterion_id in known:
                revision.update("application_answer", known[criterion_id].id, None, values)
            else:
                row = {"application_id": one.id, "criterion_id": criterion_id, **values}
                revision.insert("application_answer", row)
        return revision.changes

    def grants_of_application(self, application_id: int) -> list[GrantRow]:
        """Return the grants that an application brought."""
        return self.grant_rows(grants.of_application(self.library, application_id))

    def _add_part(self, who: Actor, table: str, parent: tuple[str, int], fields: Mapping[str, object]) -> Changes:
        values = self._europe_values(fields, _PARTS[table])
        if "label" in values:
            values["label"] = required(values["label"], "label", _LABEL)
        place = europe.last_position(self.library, table, parent[1]) + 1
        column = "call_id" if parent[0] == "funding_call" else "application_id"
        with refusals(), self.library.revise("funding.add_part", who, parent) as revision:
            revision.insert(table, {"position": place, **values, column: parent[1]})
        return revision.changes

    def _europe_update(
        self,
        who: Actor,
        operation: str,
        target: tuple[str, int, int | None],
        values: Mapping[str, object],
        edit_group: int | None = None,
    ) -> Changes:
        table, record_id, version = target
        with refusals(), self.library.revise(operation, who, (table, record_id), edit_group) as revision:
            revision.update(table, record_id, version, values)
        return revision.changes

    @staticmethod
    def _europe_values(fields: Mapping[str, object], allowed: frozenset[str]) -> dict[str, object]:
        strangers = fields.keys() - allowed
        assert not strangers, f"no such fields to fill: {sorted(strangers)}"
        return clean(fields)


def _asked_within(amount: object, asked: object) -> None:
    if isinstance(amount, int) and isinstance(asked, int) and asked > amount:
        raise DomainError("asked_beyond", N_("La part demandée dépasse le montant de la ligne."), field="asked_minor")
