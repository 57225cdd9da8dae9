"""What a person can do to the yearly envelopes: axes, votes, transfers."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.cleaning import positive
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import sort_key
from cresi_app.funding.model.envelopes import Credit
from cresi_app.funding.model.fields import clean, year
from cresi_app.funding.queries import envelopes
from cresi_app.funding.service.figures import FiguresDesk
from cresi_app.funding.service.reading import refusals
from cresi_app.store.revision import Revision

_AXIS: Final = frozenset({"name", "short_name", "is_emergency", "colour", "position", "note"})
_EXERCISE: Final = frozenset({"budget_minor", "voted_on", "deliberation", "note"})
_CREDIT: Final = frozenset({"label", "decided_on", "deliberation"})
_COLOURS: Final = 8


class EnvelopesDesk(FiguresDesk):
    """Writes of axes, budget years, votes and transfers."""

    def take_back(self, who: Actor, changes: Changes) -> Changes:
        """Undo one act, for the « Annuler » of the message that told it. DomainError when the world has moved on."""
        return self.library.undo(who, changes.seq)

    # --- axes ---

    def add_axis(self, who: Actor, authority_id: int, name: str, **fields: object) -> Changes:
        """Add an axis to an authority's vote; it takes the next place and colour unless they are given."""
        values = self._taken(fields | {"name": name}, _AXIS)
        place = envelopes.last_axis_position(self.library, authority_id) + 1
        values = {"position": place, "colour": (place - 1) % _COLOURS, **values}
        with refusals(), self.library.revise("funding.add_axis", who) as revision:
            axis_id = revision.insert(
                "funding_axis", {**values, "authority_id": authority_id, "name_sort": sort_key(str(values["name"]))}
            )
            revision.subject = ("funding_axis", axis_id)
        return revision.changes

    def update_axis(
        self, who: Actor, axis_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an axis."""
        values = self._taken(fields, _AXIS)
        if "name" in values:
            values["name_sort"] = sort_key(str(values["name"]))
        with (
            refusals(),
            self.library.revise("funding.update_axis", who, ("funding_axis", axis_id), edit_group) as revision,
        ):
            revision.update("funding_axis", axis_id, version, values)
        return revision.changes

    def archive_axis(self, who: Actor, axis_id: int, version: int | None, *, archived: bool = True) -> Changes:
        """Take an axis out of the years to come, or bring it back; what it bore stays where it was."""
        day = clock.today() if archived else None
        operation = "funding.archive_axis" if archived else "funding.restore_axis"
        with refusals(), self.library.revise(operation, who, ("funding_axis", axis_id)) as revision:
            revision.update("funding_axis", axis_id, version, {"archived_on": day})
        return revision.changes

    # --- years and votes ---

    def set_exercise(
        self, who: Actor, authority_id: int, of_year: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Open a budget year, or change what is said of it: `budget_minor` (the whole envelope), `voted_on`, `deliberation`, `note`."""
        values = self._taken(fields, _EXERCISE)
        if values.get("budget_minor", 0) is None:
            values["budget_minor"] = 0
        found = self.exercise_of(authority_id, year(of_year))
        operation = "funding.update_exercise" if found else "funding.add_exercise"
        with refusals(), self.library.revise(operation, who, edit_group=edit_group) as revision:
            if found:
                revision.update("exercise", found.id, None, values)
            exercise_id = found.id if found else self._open_year(revision, authority_id, of_year, values)
            revision.subject = ("exercise", exercise_id)
        return revision.changes

    @staticmethod
    def _open_year(
        revision: Revision, authority_id: int, of_year: int, values: Mapping[str, object] | None = None
    ) -> int:
        return revision.insert("exercise", {**(values or {}), "authority_id": authority_id, "year": of_year})

    def add_credit(
        self,
        who: Actor,
        exercise_id: int,
        axis_id: int | None,
        amount_minor: int,
        kind: str = "budget",
        **fields: object,
    ) -> Changes:
        """Write down a vote: to an axis, or set aside (`axis_id` None); a negative amount takes away. ``overspent`` below what is committed."""
        values = self._taken(fields, _CREDIT)
        if kind not in self.credit_kinds or kind == "carried":
            raise DomainError("kind_unknown", N_("Choisissez une sorte de vote."), field="kind_code")
        row = {**values, "exercise_id": exercise_id, "axis_id": axis_id, "kind_code": kind if axis_id else "reserve"}
        with refusals(), self.library.revise("funding.add_credit", who, ("exercise", exercise_id)) as revision:
            revision.insert("credit", {**row, "amount_minor": _signed(amount_minor)})
        return revision.changes

    def update_credit(
        self, who: Actor, credit_id: int, version: int | None, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Correct a vote."""
        one = self._credit(credit_id)
        values = self._taken(fields, _CREDIT | {"amount_minor"}, signed="amount_minor")
        subject = ("exercise", one.exercise_id)
        with refusals(), self.library.revise("funding.update_credit", who, subject, edit_group) as revision:
            revision.update("credit", credit_id, version, values)
        return revision.changes

    def remove_credit(self, who: Actor, credit_id: int, version: int | None) -> Changes:
        """Take a vote away."""
        one = self._credit(credit_id)
        with refusals(), self.library.revise("funding.remove_credit", who, ("exercise", one.exercise_id)) as revision:
            revision.delete("credit", credit_id, version)
        return revision.changes

    def set_vote(self, who: Actor, exercise_id: int, axis_id: int | None, amount_minor: int) -> Changes:
        """Bring what an axis (or the reserve) was voted in all to an amount, transfers apart: its initial vote takes up the difference."""
        kind = "budget" if axis_id else "reserve"
        votes = [c for c in self.credits_of(exercise_id) if c.axis_id == axis_id]
        own = next((c for c in votes if c.kind_code == kind), None)
        rest = sum(c.amount_minor for c in votes if own is None or c.id != own.id)
        if own is None:
            return self.add_credit(who, exercise_id, axis_id, amount_minor - rest, kind)
        if amount_minor == rest:
            return self.remove_credit(who, own.id, own.version)
        return self.update_credit(who, own.id, own.version, amount_minor=amount_minor - rest)

    def _credit(self, credit_id: int) -> Credit:
        found = envelopes.credit(self.library, credit_id)
        if found is None:
            raise DomainError("unknown", N_("Ce vote n'est plus dans la bibliothèque."))
        return found

    # --- transfers ---

    def propose_transfer(
        self, who: Actor, exercise_id: int, axes: tuple[int, int], amount_minor: int, reason: str = ""
    ) -> Changes:
        """Propose to move credit from the first axis to the second: it counts nowhere until it is decided."""
        source, target = axes
        if source == target:
            raise DomainError("same_axis", N_("Choisissez deux axes différents."), field="to_axis_id")
        row = {"exercise_id": exercise_id, "from_axis_id": source, "to_axis_id": target}
        values = clean({"reason": reason, "amount_minor": amount_minor})
        with refusals(), self.library.revise("funding.propose_transfer", who) as revision:
            revision.subject = ("credit_transfer", revision.insert("credit_transfer", {**row, **values}))
        return revision.changes

    def decide_transfer(
        self, who: Actor, transfer_id: int, version: int | None, on: date | None = None, deliberation: str = ""
    ) -> Changes:
        """Write down that a transfer was decided. ``overspent`` when the first axis needs its credit itself."""
        values = {"decided_on": on or clock.today(), **clean({"deliberation": deliberation})}
        return self._change_transfer(who, "funding.decide_transfer", transfer_id, version, values)

    def update_transfer(self, who: Actor, transfer_id: int, version: int | None, **fields: object) -> Changes:
        """Correct a transfer."""
        values = self._taken(fields, frozenset({"amount_minor", "reason", "deliberation", "decided_on"}))
        return self._change_transfer(who, "funding.update_transfer", transfer_id, version, values)

    def _change_transfer(
        self, who: Actor, operation: str, transfer_id: int, version: int | None, values: Mapping[str, object]
    ) -> Changes:
        with refusals(), self.library.revise(operation, who, ("credit_transfer", transfer_id)) as revision:
            revision.update("credit_transfer", transfer_id, version, values)
        return revision.changes

    def remove_transfer(self, who: Actor, transfer_id: int, version: int | None) -> Changes:
        """Give a transfer up."""
        with refusals(), self.library.revise("funding.remove_transfer", who) as revision:
            revision.delete("credit_transfer", transfer_id, version)
        return revision.changes

    @staticmethod
    def _taken(fields: Mapping[str, object], allowed: frozenset[str], signed: str = "") -> dict[str, object]:
        strangers = fields.keys() - allowed
        assert not strangers, f"no such fields to fill: {sorted(strangers)}"
        values = clean({name: value for name, value in fields.items() if name != signed})
        if signed in fields:
            values[signed] = _signed(fields[signed])
        return values


def _signed(value: object) -> int:
    """Return an amount that may take away, never zero."""
    if not isinstance(value, int):
        raise DomainError("amount_outside", N_("Un montant est un nombre positif."), field="amount_minor")
    return positive(value, "amount_minor") if value >= 0 else -positive(-value, "amount_minor")
