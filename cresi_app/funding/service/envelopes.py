"""What a person can do to the yearly envelopes: axes, votes, transfers, carrying over, closing."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import sort_key
from cresi_app.funding.model.envelopes import Axis, AxisFigures, Credit, Excess, Exercise, Transfer, YearFigures
from cresi_app.funding.model.fields import clean, positive, year
from cresi_app.funding.queries import envelopes
from cresi_app.funding.service.reading import ReadingDesk, refusals
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision

_AXIS: Final = frozenset({"name", "short_name", "is_emergency", "colour", "position", "note"})
_EXERCISE: Final = frozenset({"budget_minor", "voted_on", "deliberation", "note"})
_CREDIT: Final = frozenset({"label", "decided_on", "deliberation"})
_COLOURS: Final = 8


class EnvelopesDesk(ReadingDesk):
    """Axes and budget years. Every sum is read from the schema's views; nothing here adds up what it writes."""

    # --- reads ---

    def home_authority(self) -> int | None:
        """Return the library's own authority: the one its identity names, else the first that has an axis; None when there is none."""
        named = self.directory.home().authority_id
        known = envelopes.authorities(self.library)
        return named if named is not None else (known[0] if known else None)

    def authorities(self) -> list[tuple[int, str]]:
        """Return the authorities whose money the library follows, the library's own first, with their names."""
        own = self.home_authority()
        ids = envelopes.authorities(self.library)
        ordered = ([own] if own is not None else []) + [one for one in ids if one != own]
        names = self.directory.organisation_names(ordered)
        return [(one, names.get(one, "")) for one in ordered]

    def axis(self, axis_id: int) -> Axis:
        """Return an axis. DomainError ``unknown``."""
        found = envelopes.axis(self.library, axis_id)
        if found is None:
            raise DomainError("unknown", N_("Cet axe n'est plus dans la bibliothèque."))
        return found

    def axes(self, authority_id: int | None = None, *, archived: bool = False) -> list[Axis]:
        """Return the axes of an authority (of all)."""
        return [one for one in envelopes.axes(self.library, authority_id) if archived or one.archived_on is None]

    def exercise(self, exercise_id: int) -> Exercise:
        """Return a budget year. DomainError ``unknown``."""
        found = envelopes.exercise(self.library, exercise_id)
        if found is None:
            raise DomainError("unknown", N_("Cet exercice n'est plus dans la bibliothèque."))
        return found

    def exercise_of(self, authority_id: int, of_year: int) -> Exercise | None:
        """Return an authority's budget year, None when nothing was voted for it."""
        return envelopes.exercise_of(self.library, authority_id, of_year)

    def exercises(self, authority_id: int | None = None) -> list[Exercise]:
        """Return the budget years, latest first."""
        return envelopes.exercises(self.library, authority_id)

    def figures(self, of_year: int, authority_id: int | None = None) -> YearFigures:
        """Return a year's figures, of the library's own authority unless another is asked for: the one source of page, home and papers."""
        authority = authority_id if authority_id is not None else self.home_authority()
        if authority is None:
            return YearFigures(0, "", of_year, None)
        with self.library.snapshot():
            exercise = envelopes.exercise_of(self.library, authority, of_year)
            axes = {one.id: one for one in envelopes.axes(self.library, authority)}
            rows = envelopes.positions(self.library, authority, of_year)
            beside = envelopes.yearly(self.library, authority, of_year)
            reserved = envelopes.reserved(self.library, exercise.id) if exercise else 0
        found = [_figures(axes[row["axis_id"]], row) for row in rows]
        return YearFigures(
            authority_id=authority,
            authority=self.directory.organisation_names([authority]).get(authority, ""),
            year=of_year,
            exercise=exercise,
            axes=tuple(one for one in found if one.axis.archived_on is None or not one.is_empty),
            reserved=reserved,
            proposed=beside["proposed"],
            repaid=beside["repaid"],
            received=beside["received"],
            grants=beside["grants"],
        )

    def credits_of(self, exercise_id: int) -> list[Credit]:
        """Return the votes of a year, axis by axis."""
        return envelopes.credits_of(self.library, exercise_id)

    def transfers_of(self, exercise_id: int) -> list[Transfer]:
        """Return the transfers of a year, the proposed ones last."""
        return envelopes.transfers_of(self.library, exercise_id)

    def excesses(self, exercise_id: int, axis_id: int | None = None) -> list[Excess]:
        """Return what was knowingly committed beyond the vote, with its reasons."""
        return [
            Excess(
                row["grant_id"], row["number"], row["holder"], row["excess_minor"], row["excess_reason"],
                date.fromisoformat(row["committed_on"]) if row["committed_on"] else None,
            )
            for row in envelopes.excesses(self.library, exercise_id, axis_id)
        ]  # fmt: skip

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
        """Bring an axis' (or the reserve's) initial vote to an amount: the cell of the table. Amending decisions and transfers stay beside it."""
        kind = "budget" if axis_id else "reserve"
        own = [c for c in self.credits_of(exercise_id) if c.axis_id == axis_id and c.kind_code == kind]
        if not own:
            return self.add_credit(who, exercise_id, axis_id, amount_minor, kind)
        rest = sum(c.amount_minor for c in own[1:])
        if amount_minor == rest:
            return self.remove_credit(who, own[0].id, own[0].version)
        return self.update_credit(who, own[0].id, own[0].version, amount_minor=amount_minor - rest)

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


def _figures(axis: Axis, row: Row) -> AxisFigures:
    return AxisFigures(
        axis=axis,
        voted=row["voted_minor"] + row["moved_minor"],
        moved=row["moved_minor"],
        committed=row["committed_minor"],
        paid=row["paid_minor"],
        carried=row["carried_minor"],
        carried_paid=row["carried_paid_minor"],
        carried_out=row["carried_out_minor"],
        credit_out=row["credit_out_minor"],
        allowed=row["excess_minor"],
        acts=row["acts"],
    )
