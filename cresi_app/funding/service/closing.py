"""The end of a budget year: what is committed and not paid goes into the next, then nothing more may be written."""

from datetime import date

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.cleaning import positive
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.funding.model.envelopes import Exercise
from cresi_app.funding.queries import envelopes
from cresi_app.funding.service.followup import FollowUpDesk
from cresi_app.funding.service.reading import refusals
from cresi_app.store.revision import Revision


class ClosingDesk(FollowUpDesk):
    """Carrying over, closing, opening again."""

    def carried_if_closed(self, exercise_id: int) -> int:
        """Return what closing a year would carry into the next, cents of euro."""
        return sum(row["amount_minor"] - row["paid_minor"] for row in envelopes.unpaid(self.library, exercise_id))

    def close_exercise(self, who: Actor, exercise_id: int, version: int | None, on: date | None = None) -> Changes:
        """Close a year: each commitment keeps what was paid, the rest goes to the same axis of the next year and brings its credit along."""
        one = self.exercise(exercise_id)
        if one.is_closed:
            raise DomainError("closed_year", N_("L'exercice {year} est déjà clos."), year=one.year)
        rows = envelopes.unpaid(self.library, exercise_id)
        following = self.exercise_of(one.authority_id, one.year + 1)
        if following is not None and following.is_closed and rows:
            raise DomainError(
                "closed_year",
                N_("L'exercice {year} est clos : les restes à payer de {closing} ne peuvent pas y être reportés."),
                year=following.year,
                closing=one.year,
            )
        with refusals(), self.library.revise("funding.close_exercise", who, ("exercise", exercise_id)) as revision:
            revision.expect("SELECT stamp = ? FROM exercise WHERE id = ?", (one.stamp, exercise_id))
            if rows:
                next_id = following.id if following else self._open_year(revision, one.authority_id, one.year + 1)
                self._carry(revision, one, next_id)
            revision.update("exercise", exercise_id, version, {"closed_on": on or clock.today()})
        return revision.changes

    def _carry(self, revision: Revision, one: Exercise, next_id: int) -> None:
        for row in envelopes.unpaid(self.library, one.id):
            # What was allowed beyond the vote stays told where it was decided.
            rest = row["amount_minor"] - row["paid_minor"]
            kept = {"amount_minor": row["paid_minor"], "carried_minor": rest}
            revision.update("commitment", row["id"], row["version"], kept)
            revision.insert(
                "commitment",
                {
                    "grant_id": row["grant_id"],
                    "exercise_id": next_id,
                    "axis_id": row["axis_id"],
                    "amount_minor": rest,
                    "committed_on": date(one.year + 1, 1, 1),
                    "carried_from_id": row["id"],
                },
            )

    def reopen_exercise(self, who: Actor, exercise_id: int, version: int | None, reason: str) -> Changes:
        """Open a closed year again; the reason stays in its note. What was carried over stays where it went."""
        one = self.exercise(exercise_id)
        if not reason.strip():
            raise DomainError("reason_missing", N_("Dites pourquoi l'exercice est rouvert."), field="reason")
        note = "\n".join(part for part in (one.note, reason.strip()) if part)
        with refusals(), self.library.revise("funding.reopen_exercise", who, ("exercise", exercise_id)) as revision:
            revision.update("exercise", exercise_id, version, {"closed_on": None, "note": note})
        return revision.changes

    def carry_credit(self, who: Actor, exercise_id: int, axis_id: int, amount_minor: int) -> Changes:
        """Hand credit that was not committed on to the next year. ``overspent`` beyond what is left."""
        one = self.exercise(exercise_id)
        amount = positive(amount_minor, "amount_minor")
        following = self.exercise_of(one.authority_id, one.year + 1)
        with refusals(), self.library.revise("funding.carry_credit", who, ("exercise", exercise_id)) as revision:
            next_id = following.id if following else self._open_year(revision, one.authority_id, one.year + 1)
            revision.insert(
                "credit",
                {
                    "exercise_id": next_id,
                    "axis_id": axis_id,
                    "kind_code": "carried",
                    "amount_minor": amount,
                    "decided_on": clock.today(),
                    "from_exercise_id": exercise_id,
                },
            )
        return revision.changes
