"""Reads of what is voted by year and axis: the sums of `axis_position` and the lines they are made of."""

from collections.abc import Sequence
from typing import Final

from cresi_app.funding.model.envelopes import Axis, Credit, Exercise, Transfer
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table

AXES: Final = Table("funding_axis", Axis)
EXERCISES: Final = Table("exercise", Exercise)
CREDITS: Final = Table("credit", Credit)
TRANSFERS: Final = Table("credit_transfer", Transfer)


def axis(library: Library, axis_id: int) -> Axis | None:
    """Return an axis."""
    rows = library.query(f"SELECT {AXES.select()} FROM funding_axis WHERE id = ?", (axis_id,))
    return AXES.load(rows[0]) if rows else None


def axes(library: Library, authority_id: int | None = None) -> list[Axis]:
    """Return the axes of an authority (of all), archived ones last."""
    return AXES.loads(
        library.query(
            f"SELECT {AXES.select()} FROM funding_axis WHERE ? IS NULL OR authority_id = ? "
            "ORDER BY archived_on IS NOT NULL, authority_id, position, name_sort, id",
            (authority_id, authority_id),
        )
    )


def last_axis_position(library: Library, authority_id: int) -> int:
    """Return the position of an authority's last axis, 0 when it has none."""
    return int(
        library.value("SELECT coalesce(max(position), 0) FROM funding_axis WHERE authority_id = ?", (authority_id,))
    )


def exercise(library: Library, exercise_id: int) -> Exercise | None:
    """Return a budget year by its id."""
    rows = library.query(f"SELECT {EXERCISES.select()} FROM exercise WHERE id = ?", (exercise_id,))
    return EXERCISES.load(rows[0]) if rows else None


def exercise_of(library: Library, authority_id: int, year: int) -> Exercise | None:
    """Return an authority's budget year."""
    rows = library.query(
        f"SELECT {EXERCISES.select()} FROM exercise WHERE authority_id = ? AND year = ?", (authority_id, year)
    )
    return EXERCISES.load(rows[0]) if rows else None


def exercises(library: Library, authority_id: int | None = None) -> list[Exercise]:
    """Return the budget years of an authority (of all), latest first."""
    return EXERCISES.loads(
        library.query(
            f"SELECT {EXERCISES.select()} FROM exercise WHERE ? IS NULL OR authority_id = ? ORDER BY year DESC, id",
            (authority_id, authority_id),
        )
    )


def authorities(library: Library) -> list[int]:
    """Return the authorities that have an axis or a year, oldest first."""
    rows = library.query("SELECT authority_id, min(id) AS first FROM funding_axis GROUP BY authority_id ORDER BY first")
    return [row["authority_id"] for row in rows]


def positions(library: Library, authority_id: int, year: int) -> list[Row]:
    """Return the sums of every axis of an authority's year, with the number of commitments, in the axes' order."""
    return library.query(
        "SELECT p.*, (SELECT count(*) FROM commitment WHERE commitment.exercise_id = p.exercise_id "
        "AND commitment.axis_id = p.axis_id AND carried_from_id IS NULL) AS acts "
        "FROM axis_position p JOIN funding_axis a ON a.id = p.axis_id "
        "WHERE p.authority_id = ? AND p.year = ? ORDER BY a.position, a.name_sort, a.id",
        (authority_id, year),
    )


def reserved(library: Library, exercise_id: int) -> int:
    """Return what of the envelope is set aside, outside every axis."""
    sql = "SELECT coalesce(sum(amount_minor), 0) FROM credit WHERE exercise_id = ? AND axis_id IS NULL"
    return int(library.value(sql, (exercise_id,)))


def yearly(library: Library, authority_id: int, year: int) -> Row:
    """Return what stands beside the sums of a year: grants, amounts only proposed, repaid and received in the calendar year."""
    return library.query(
        """
        SELECT
            (SELECT count(DISTINCT c.grant_id) FROM commitment c JOIN exercise e ON e.id = c.exercise_id
             WHERE e.authority_id = :authority AND e.year = :year) AS grants,
            (SELECT coalesce(sum(coalesce(g.proposed_minor, g.requested_minor)), 0) FROM "grant" g
             JOIN grant_status s ON s.code = g.status_code AND s.is_voted = 0 AND s.is_open = 1
             WHERE g.authority_id = :authority AND g.year = :year AND g.direction = 'given' AND g.currency = 'EUR'
             AND g.archived_on IS NULL) AS proposed,
            (SELECT -coalesce(sum(p.euro_minor), 0) FROM payment p JOIN payment_kind k ON k.code = p.kind_code
             JOIN "grant" g ON g.id = p.grant_id
             WHERE k.account = 'repaid' AND g.authority_id = :authority AND g.direction = 'given'
             AND substr(p.paid_on, 1, 4) = CAST(:year AS TEXT)) AS repaid,
            (SELECT coalesce(sum(p.euro_minor), 0) FROM payment p JOIN "grant" g ON g.id = p.grant_id
             JOIN payment_kind k ON k.code = p.kind_code
             WHERE k.account = 'paid' AND g.authority_id = :authority AND g.direction = 'received'
             AND substr(p.paid_on, 1, 4) = CAST(:year AS TEXT)) AS received""",
        {"authority": authority_id, "year": year},
    )[0]


def credit(library: Library, credit_id: int) -> Credit | None:
    """Return one vote."""
    rows = library.query(f"SELECT {CREDITS.select()} FROM credit WHERE id = ?", (credit_id,))
    return CREDITS.load(rows[0]) if rows else None


def credits_of(library: Library, exercise_id: int) -> list[Credit]:
    """Return the votes of a year, in their order."""
    return CREDITS.loads(
        library.query(
            f"SELECT {CREDITS.select('c')} FROM credit c LEFT JOIN funding_axis a ON a.id = c.axis_id "
            "JOIN credit_kind k ON k.code = c.kind_code "
            "WHERE c.exercise_id = ? ORDER BY a.position IS NULL, a.position, k.position, c.decided_on, c.id",
            (exercise_id,),
        )
    )


def transfer(library: Library, transfer_id: int) -> Transfer | None:
    """Return a transfer."""
    rows = library.query(f"SELECT {TRANSFERS.select()} FROM credit_transfer WHERE id = ?", (transfer_id,))
    return TRANSFERS.load(rows[0]) if rows else None


def transfers_of(library: Library, exercise_id: int) -> list[Transfer]:
    """Return the transfers of a year, decided or proposed."""
    return TRANSFERS.loads(
        library.query(
            f"SELECT {TRANSFERS.select()} FROM credit_transfer WHERE exercise_id = ? ORDER BY decided_on IS NULL, decided_on, id",
            (exercise_id,),
        )
    )


def excesses(library: Library, exercise_id: int, axis_id: int | None = None) -> list[Row]:
    """Return the commitments allowed beyond the vote, with grant and holder."""
    return library.query(
        "SELECT c.grant_id, g.number, o.name AS holder, c.excess_minor, c.excess_reason, c.committed_on FROM commitment c "
        'JOIN "grant" g ON g.id = c.grant_id JOIN organisation o ON o.id = g.organisation_id '
        "WHERE c.exercise_id = ? AND c.excess_minor > 0 AND (? IS NULL OR c.axis_id = ?) ORDER BY c.committed_on, c.id",
        (exercise_id, axis_id, axis_id),
    )


def unpaid(library: Library, exercise_id: int, axis_ids: Sequence[int] = ()) -> list[Row]:
    """Return the commitments of a year that are not wholly paid, of grants that are still open: id, version, grant_id, axis_id, amount, paid."""
    wanted = set(axis_ids)
    rows = library.query(
        "SELECT c.id, c.version, c.grant_id, c.axis_id, c.amount_minor, c.excess_minor, c.excess_reason, p.paid_minor, s.is_open, g.number "
        'FROM commitment c JOIN commitment_position p ON p.commitment_id = c.id JOIN "grant" g ON g.id = c.grant_id '
        "JOIN grant_status s ON s.code = g.status_code "
        "WHERE c.exercise_id = ? AND p.paid_minor < c.amount_minor ORDER BY c.id",
        (exercise_id,),
    )
    return [row for row in rows if not wanted or row["axis_id"] in wanted]
