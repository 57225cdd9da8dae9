"""Reads of what hangs on dossiers beyond their own fields: framework, means, years and places of budget lines, opinions, copies."""

from collections.abc import Sequence
from typing import Final

from cresi_app.projects.model import (
    FrozenCopy,
    HolderApproval,
    HolderProfile,
    HolderYear,
    Indicator,
    LogRow,
    PlacedLine,
    ProjectExchange,
    ProjectMeans,
    ProjectOpinion,
    ProjectPlace,
    ProjectRate,
    ProjectTask,
    YearAmount,
)
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.values import listed

LOG_ROWS: Final = Table("project_logframe", LogRow)
INDICATORS: Final = Table("project_indicator", Indicator)
MEANS: Final = Table("project_means", ProjectMeans)
PLACES: Final = Table("project_place", ProjectPlace)
RATES: Final = Table("project_rate", ProjectRate)
OPINIONS: Final = Table("project_opinion", ProjectOpinion)
TASKS: Final = Table("project_task", ProjectTask)
EXCHANGES: Final = Table("project_exchange", ProjectExchange)
COPIES: Final = Table("project_snapshot", FrozenCopy)
YEARS: Final = Table("budget_year", YearAmount)
PLACED: Final = Table("budget_place", PlacedLine)
PROFILES: Final = Table("holder_profile", HolderProfile)
APPROVALS: Final = Table("holder_approval", HolderApproval)
HOLDER_YEARS: Final = Table("holder_year", HolderYear)

_OF_LINES: Final = "line_id IN (SELECT id FROM budget_line WHERE project_id IN (SELECT value FROM json_each(?)))"


def years(library: Library, project_ids: Sequence[int]) -> list[YearAmount]:
    """Return how the lines of these dossiers are spread, year by year."""
    sql = f"SELECT {YEARS.select()} FROM budget_year WHERE {_OF_LINES} ORDER BY line_id, year"
    return YEARS.loads(library.query(sql, (listed(project_ids),)))


def placed(library: Library, project_ids: Sequence[int]) -> list[PlacedLine]:
    """Return where somebody put the lines of these dossiers in other nomenclatures."""
    sql = f"SELECT {PLACED.select()} FROM budget_place WHERE {_OF_LINES} ORDER BY line_id, id"
    return PLACED.loads(library.query(sql, (listed(project_ids),)))


def rates(library: Library, project_id: int) -> list[ProjectRate]:
    """Return a dossier's exchange rates by currency."""
    sql = f"SELECT {RATES.select()} FROM project_rate WHERE project_id = ? ORDER BY currency"
    return RATES.loads(library.query(sql, (project_id,)))


def exchanges(library: Library, project_id: int) -> list[ProjectExchange]:
    """Return a dossier's exchanges, latest first."""
    sql = f"SELECT {EXCHANGES.select()} FROM project_exchange WHERE project_id = ? ORDER BY happened_on DESC, position DESC, id"
    return EXCHANGES.loads(library.query(sql, (project_id,)))


def copies(library: Library, project_id: int) -> list[FrozenCopy]:
    """Return the heads of a dossier's frozen copies, first to last."""
    sql = f"SELECT {COPIES.select()} FROM project_snapshot WHERE project_id = ? ORDER BY number"
    return COPIES.loads(library.query(sql, (project_id,)))


def copy_content(library: Library, project_id: int, number: int) -> str | None:
    """Return the content of a frozen copy."""
    sql = "SELECT content FROM project_snapshot WHERE project_id = ? AND number = ?"
    found: str | None = library.value(sql, (project_id, number))
    return found


def last_copy(library: Library, project_id: int) -> int:
    """Return the highest number among a dossier's frozen copies, 0 when there is none."""
    return int(
        library.value("SELECT coalesce(max(number), 0) FROM project_snapshot WHERE project_id = ?", (project_id,))
    )


def last_revision(library: Library) -> int:
    """Return the number of the last revision, for `untouched_since`."""
    return int(library.value("SELECT coalesce(max(seq), 0) FROM revision"))


def untouched_since(project_id: int, seq: int) -> tuple[str, tuple[object, ...]]:
    """Return the condition that nobody has written on the dossier after revision `seq` (but the one being written)."""
    sql = (
        "SELECT NOT EXISTS (SELECT 1 FROM revision WHERE subject = ? AND seq > ? AND seq <> (SELECT revision FROM act))"
    )
    return sql, (f"project:{project_id}", seq)


def profile(library: Library, organisation_id: int) -> HolderProfile | None:
    """Return what the application form asks of an organisation."""
    rows = library.query(
        f"SELECT {PROFILES.select()} FROM holder_profile WHERE organisation_id = ?", (organisation_id,)
    )
    return PROFILES.load(rows[0]) if rows else None


def approvals(library: Library, organisation_id: int) -> list[HolderApproval]:
    """Return an organisation's approvals, in order."""
    sql = f"SELECT {APPROVALS.select()} FROM holder_approval WHERE organisation_id = ? ORDER BY position, id"
    return APPROVALS.loads(library.query(sql, (organisation_id,)))


def holder_years(library: Library, organisation_id: int) -> list[HolderYear]:
    """Return an organisation's means year by year, latest first."""
    sql = f"SELECT {HOLDER_YEARS.select()} FROM holder_year WHERE organisation_id = ? ORDER BY year DESC"
    return HOLDER_YEARS.loads(library.query(sql, (organisation_id,)))


def alike(library: Library, organisation_id: int, but: int) -> list[Row]:
    """Return what tells the other dossiers of a holder apart: number, title, year, country, place, days."""
    sql = (
        "SELECT id, number, title, year, country_code, place, starts_on, ends_on, renewed_from_id FROM project "
        "WHERE organisation_id = ? AND id <> ? AND archived_on IS NULL ORDER BY number"
    )
    return library.query(sql, (organisation_id, but))


def open_tasks(library: Library, until: str) -> list[Row]:
    """Return the undone tasks due by a day, with their dossier's number, title and holder."""
    sql = (
        "SELECT t.id, t.project_id, t.title AS task, t.due_on, p.number, p.title, o.name AS holder FROM project_task t "
        "JOIN project p ON p.id = t.project_id JOIN organisation o ON o.id = p.organisation_id "
        "WHERE t.done_on IS NULL AND t.due_on <= ? AND p.archived_on IS NULL ORDER BY t.due_on, p.number"
    )
    return library.query(sql, (until,))


def open_dossiers(library: Library) -> list[Row]:
    """Return the dossiers that are not decided nor archived: id, number, title, holder, stage, the call's last day."""
    sql = (
        "SELECT p.id, p.number, p.title, p.year, p.stage_code, p.deadline_on, o.name AS holder, "
        "(SELECT max(changed_on) FROM project_stage_change c WHERE c.project_id = p.id) AS since "
        "FROM project p JOIN organisation o ON o.id = p.organisation_id JOIN project_stage s ON s.code = p.stage_code "
        "WHERE s.is_decision = 0 AND p.archived_on IS NULL ORDER BY p.number"
    )
    return library.query(sql)


def awaited_opinions(library: Library) -> list[Row]:
    """Return the opinions asked for and not given yet, oldest first."""
    sql = (
        "SELECT n.id, n.project_id, n.reviewer, n.asked_on, p.number, p.title, o.name AS holder FROM project_opinion n "
        "JOIN project p ON p.id = n.project_id JOIN organisation o ON o.id = p.organisation_id "
        "JOIN project_stage s ON s.code = p.stage_code "
        "WHERE n.verdict_code IS NULL AND n.asked_on IS NOT NULL AND s.is_decision = 0 AND p.archived_on IS NULL "
        "ORDER BY n.asked_on, p.number"
    )
    return library.query(sql)
