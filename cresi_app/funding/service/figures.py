"""What the yearly envelopes say: axes, years, votes, and the figures that page, home and papers share."""

from datetime import date

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import read_id
from cresi_app.funding.model.envelopes import Axis, AxisFigures, Credit, Excess, Exercise, Transfer, YearFigures
from cresi_app.funding.queries import envelopes
from cresi_app.funding.service.reading import ReadingDesk
from cresi_app.store.records import Row


class FiguresDesk(ReadingDesk):
    """Reads of axes and budget years. Every sum is read from the schema's views."""

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

    def exercise_by_ref(self, ref: str) -> int | None:
        """Return the budget year meant by « 2026 » (the library's own authority's) or by an id; None when there is none."""
        text = ref.strip()
        authority = self.home_authority()
        if len(text) == 4 and text.isdecimal() and authority is not None:
            found = self.exercise_of(authority, int(text))
            return found.id if found else None
        key = read_id(text)
        return key if key and envelopes.exercise(self.library, key) else None

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
