"""What a person can do to a grant itself: ask, bring to the committee, vote, sign, refuse, close."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from datetime import date
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import sort_key
from cresi_app.funding.model.fields import clean, in_order
from cresi_app.funding.model.grant import Direction, Grant
from cresi_app.funding.queries import grants
from cresi_app.funding.service.rates import RatesDesk
from cresi_app.funding.service.reading import refusals
from cresi_app.store.revision import Revision

_OWN: Final = frozenset({
    "id", "version", "number", "direction", "status_code", "status_on", "voted_minor", "released_minor", "created_at", "updated_at",
})  # fmt: skip
EDITABLE: Final = frozenset(field.name for field in fields_of(Grant)) - _OWN
"""The fields that `update_grant` accepts."""
_FIXED_BY_VOTE: Final = frozenset({"currency", "axis_id", "authority_id", "year"})
_PREFIX: Final = {Direction.GIVEN: "S", Direction.RECEIVED: "R"}


class GrantsDesk(RatesDesk):
    """Writes of grants. Every revision's subject is the grant."""

    def add_grant(
        self, who: Actor, title: str, organisation_id: int, year: int | None = None, **fields: object
    ) -> Changes:
        """Open a grant as a draft, with its number. `fields` are those of `Grant` that a person fills, and `direction` (given by default).

        A grant given needs `axis_id`; its authority is the axis'. A grant received needs `authority_id` (the library's own by default).
        """
        direction = Direction(str(fields.pop("direction", Direction.GIVEN)))
        values = self._checked({**fields, "title": title, "year": year or clock.today().year})
        values.update(self._whose(direction, values))
        values.setdefault("requested_on", clock.today() if values.get("requested_minor") else None)
        if who.key in self.directory.staff_names():
            values.setdefault("staff_id", int(who.key))
        self.directory.organisation(organisation_id)
        status = next(one.code for one in self.statuses.values() if one.is_initial)
        if values.get("requested_minor"):
            status = "asked"
        with refusals(), self.library.revise("funding.add_grant", who) as revision:
            grant_id = revision.insert(
                "grant",
                {
                    **values,
                    "direction": direction,
                    "organisation_id": organisation_id,
                    "number": _number(revision, direction, int(str(values["year"]))),
                    "status_code": status,
                    "title_sort": sort_key(str(values["title"])),
                },
            )
            revision.subject = ("grant", grant_id)
            self._note(revision, who, grant_id, status, clock.today())
        return revision.changes

    def grant_from_project(self, who: Actor, project_id: int, axis_id: int) -> Changes:
        """Open the grant that a dossier asks for.

        Holder, title, amount, country and first sector are the dossier's; a decided dossier's amount is what is proposed.
        A dossier that has a grant already gets another one: several years, several grants.
        """
        data = self.projects.dossier_data(project_id)
        one = data.project
        return self.add_grant(
            who,
            one.title,
            one.organisation_id,
            one.year,
            axis_id=axis_id,
            project_id=project_id,
            currency=one.currency,
            object=one.summary.partition("\n")[0][:300],
            requested_minor=data.budget.requested or None,
            requested_on=data.frozen_on,
            proposed_minor=one.granted_minor,
            country_code=one.country_code,
            sector_code=data.sectors[0].code if data.sectors else None,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            purpose_code="operating" if one.request_object.value == "global" else "project",
        )

    def _whose(self, direction: Direction, values: Mapping[str, object]) -> dict[str, object]:
        """Return authority and axis of a new grant; DomainError ``axis_missing``, ``authority_missing``."""
        axis_id, authority = values.get("axis_id"), values.get("authority_id")
        if direction is Direction.RECEIVED:
            authority = authority or self.home_authority()
            if not isinstance(authority, int):
                raise DomainError("authority_missing", N_("Dites quelle collectivité reçoit."), field="authority_id")
            return {"authority_id": authority, "axis_id": None}
        if not isinstance(axis_id, int):
            raise DomainError("axis_missing", N_("Choisissez l'axe qui porte la subvention."), field="axis_id")
        return {"authority_id": self.axis(axis_id).authority_id}

    def _checked(self, fields: Mapping[str, object]) -> dict[str, object]:
        strangers = fields.keys() - EDITABLE
        assert not strangers, f"a grant has no such fields to fill: {sorted(strangers)}"
        values = clean(fields)
        if "organisation_id" in values and values["organisation_id"] is None:
            raise DomainError("holder_missing", N_("Dites qui reçoit la subvention."), field="organisation_id")
        if "country_code" in values:
            values["country_code"] = self.directory.country_code(values["country_code"])
        in_order(values.get("starts_on"), values.get("ends_on"), "ends_on")
        return values

    def update_grant(
        self, who: Actor, grant_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a grant; autosaves of one editing act share `edit_group`. What the vote fixed changes no more."""
        values = self._checked(fields)
        one = self.grant(grant_id)
        moved = {name for name in _FIXED_BY_VOTE & values.keys() if values[name] != getattr(one, name)}
        if moved and self.statuses[one.status_code].is_voted:
            raise DomainError(
                "fixed_by_vote",
                N_(
                    "L'année, l'axe et la monnaie d'une subvention votée ne changent plus : revenez d'abord sur le vote."
                ),
                field=min(moved),
            )
        if "axis_id" in moved:
            values["authority_id"] = self.axis(int(str(values["axis_id"]))).authority_id
        in_order(values.get("starts_on", one.starts_on), values.get("ends_on", one.ends_on), "ends_on")
        if "title" in values:
            values["title_sort"] = sort_key(str(values["title"]))
        if values.get("requested_minor") and one.status_code == "draft":
            values["status_code"] = "asked"
        with refusals(), self.library.revise("funding.update_grant", who, ("grant", grant_id), edit_group) as revision:
            revision.update("grant", grant_id, version, values)
            if "status_code" in values:
                self._note(revision, who, grant_id, "asked", clock.today())
        return revision.changes

    # --- the way of a grant ---

    def bring_to_committee(
        self, who: Actor, grant_id: int, version: int | None, proposed_minor: int | None = None, **said: object
    ) -> Changes:
        """Bring a grant before the committee: what it proposes, `committee_on`, `committee_note`."""
        values = self._checked({**said, "proposed_minor": proposed_minor})
        values.setdefault("committee_on", clock.today())
        day = values["committee_on"]
        return self._move(who, "funding.to_committee", grant_id, version, ("committee", values, day, ""))

    def refuse(self, who: Actor, grant_id: int, version: int | None, motive: str, on: date | None = None) -> Changes:
        """Refuse a grant; the motive is kept and told."""
        return self._end(who, grant_id, version, ("refused", "funding.refuse"), (motive, on))

    def withdraw(self, who: Actor, grant_id: int, version: int | None, motive: str, on: date | None = None) -> Changes:
        """Note that the beneficiary withdrew, or that the request goes no further."""
        return self._end(who, grant_id, version, ("withdrawn", "funding.withdraw"), (motive, on))

    def _end(
        self, who: Actor, grant_id: int, version: int | None, to: tuple[str, str], why: tuple[str, date | None]
    ) -> Changes:
        (code, operation), (motive, on) = to, why
        if not motive.strip():
            raise DomainError(
                "motive_missing", N_("Dites pourquoi : le motif est repris dans la réponse."), field="motive"
            )
        self._not_paid(grant_id)
        values = clean({"motive": motive}) | {"voted_minor": None, "voted_on": None, "released_minor": 0}
        return self._move(who, operation, grant_id, version, (code, values, on or clock.today(), motive), forget=True)

    def reopen(self, who: Actor, grant_id: int, version: int | None) -> Changes:
        """Go back to the request: from a refusal, a withdrawal or a vote of which nothing was paid."""
        self._not_paid(grant_id)
        values = {"motive": "", "voted_minor": None, "voted_on": None, "released_minor": 0}
        return self._move(who, "funding.reopen", grant_id, version, ("asked", values, clock.today(), ""), forget=True)

    def _not_paid(self, grant_id: int) -> None:
        if grants.parts(self.library, grants.PAYMENTS, [grant_id]):
            raise DomainError(
                "already_paid",
                N_("Des versements sont enregistrés : soldez la subvention, ou demandez un reversement."),
            )

    def sign(
        self, who: Actor, grant_id: int, version: int | None, on: date | None = None, agreement_number: str = ""
    ) -> Changes:
        """Note that the agreement is signed: payments may begin."""
        one = self.grant(grant_id)
        day = on or clock.today()
        status = self.statuses[one.status_code]
        if not (status.is_voted and status.is_open):
            raise DomainError("undecided", N_("La convention se signe après le vote."), field="signed_on")
        if one.voted_on is not None and day < one.voted_on:
            raise DomainError(
                "signed_before_vote",
                N_("La convention ne peut pas être signée avant le vote : vérifiez les deux dates."),
                field="signed_on",
            )
        values = {"signed_on": day, "needs_agreement": True, **clean({"agreement_number": agreement_number})}
        return self._move(who, "funding.sign", grant_id, version, ("agreed", values, day, ""))

    def _move(
        self,
        who: Actor,
        operation: str,
        grant_id: int,
        version: int | None,
        to: tuple[str, Mapping[str, object], object, str],
        *,
        forget: bool = False,
    ) -> Changes:
        """Bring a grant to a status with what goes with it; `forget` takes its commitments and schedule away."""
        code, values, day, note = to
        with refusals(), self.library.revise(operation, who, ("grant", grant_id)) as revision:
            revision.update("grant", grant_id, version, {**values, "status_code": code, "status_on": day})
            if forget:
                for commitment in grants.parts(self.library, grants.COMMITMENTS, [grant_id]):
                    revision.delete("commitment", commitment.id)
            self._note(revision, who, grant_id, code, day, note)
        return revision.changes

    @staticmethod
    def _note(revision: Revision, who: Actor, grant_id: int, code: str, day: object, note: str = "") -> None:
        revision.insert(
            "grant_step",
            {
                "grant_id": grant_id,
                "status_code": code,
                "done_on": day,
                "recorded_at": clock.stamp(),
                "actor": who.name,
                "note": note.strip(),
            },
        )

    def archive_grant(self, who: Actor, grant_id: int, version: int | None, *, archived: bool = True) -> Changes:
        """Take a grant out of the lists, or bring it back; what it bears in a year's figures stays."""
        one = self.grant(grant_id)
        status = self.statuses[one.status_code]
        if archived and status.is_voted and status.is_open:
            raise DomainError("still_open", N_("Cette subvention est en cours : soldez-la avant de l'archiver."))
        operation = "funding.archive_grant" if archived else "funding.restore_grant"
        with refusals(), self.library.revise(operation, who, ("grant", grant_id)) as revision:
            revision.update("grant", grant_id, version, {"archived_on": clock.today() if archived else None})
        return revision.changes


def _number(revision: Revision, direction: Direction, year: int) -> object:
    prefix = _PREFIX[direction]
    return revision.number(f"grant:{prefix}{year}", f"{prefix}{year}-%03d")
