"""Reads of dossiers, of what hangs on them, and of lists of dossiers."""

from collections.abc import Sequence
from typing import Final, TypeVar

from cresi_app.projects.model import (
    BudgetLine,
    Project,
    ProjectActivity,
    ProjectBeneficiary,
    ProjectFilter,
    ProjectGoal,
    ProjectPaper,
    ProjectPartner,
    ProjectSector,
    StageChange,
)
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.search import match
from cresi_app.store.values import listed

PROJECTS: Final = Table("project", Project)
PARTNERS: Final = Table("project_partner", ProjectPartner)
SECTORS: Final = Table("project_sector", ProjectSector)
GOALS: Final = Table("project_goal", ProjectGoal)
ACTIVITIES: Final = Table("project_activity", ProjectActivity)
BENEFICIARIES: Final = Table("project_beneficiary", ProjectBeneficiary)
BUDGET_LINES: Final = Table("budget_line", BudgetLine)
PAPERS: Final = Table("project_paper", ProjectPaper)
JOURNAL: Final = Table("project_stage_change", StageChange)

RecordT = TypeVar("RecordT")

_ORDERS: Final = {
    "number": "p.year DESC, p.number DESC, p.id",
    "title": "p.title_sort, p.id",
    "holder": "o.name_sort, p.number DESC, p.id",
    "stage": "s.position, p.number DESC, p.id",
    "country": "c.name_sort IS NULL, c.name_sort, p.number DESC, p.id",
    "recent": "p.updated_at DESC, p.id DESC",
}
_SOURCES: Final = (
    "project p JOIN organisation o ON o.id = p.organisation_id JOIN project_stage s ON s.code = p.stage_code "
    "LEFT JOIN country c ON c.code = p.country_code"
)


def project(library: Library, project_id: int) -> Project | None:
    """Return the dossier, archived or not; None when there is none."""
    rows = library.query(f"SELECT {PROJECTS.select()} FROM project WHERE id = ?", (project_id,))
    return PROJECTS.load(rows[0]) if rows else None


def id_by_number(library: Library, number: str) -> int | None:
    """Return the id of the dossier of that number."""
    found: int | None = library.value("SELECT id FROM project WHERE number = ?", (number,))
    return found


def part(library: Library, table: Table[RecordT], part_id: int) -> RecordT | None:
    """Return one row of a table that hangs on dossiers."""
    rows = library.query(f"SELECT {table.select()} FROM {table.name} WHERE id = ?", (part_id,))
    return table.load(rows[0]) if rows else None


def parts(library: Library, table: Table[RecordT], project_id: int) -> list[RecordT]:
    """Return the rows of a table that hang on a dossier, in their order."""
    order = "recorded_at, id" if table.name == "project_stage_change" else "position, id"
    sql = f"SELECT {table.select()} FROM {table.name} WHERE project_id = ? ORDER BY {order}"
    return table.loads(library.query(sql, (project_id,)))


def budget_lines(library: Library, project_ids: Sequence[int], scope: str = "project") -> list[BudgetLine]:
    """Return the budget lines of these dossiers: of the project, or of the holder's own budget."""
    sql = (
        f"SELECT {BUDGET_LINES.select()} FROM budget_line WHERE project_id IN (SELECT value FROM json_each(?)) "
        "AND scope = ? ORDER BY project_id, position, id"
    )
    return BUDGET_LINES.loads(library.query(sql, (listed(project_ids), scope)))


def last_position(library: Library, table: str, project_id: int) -> int:
    """Return the last position taken in a table that hangs on dossiers."""
    sql = f'SELECT coalesce(max(position), 0) FROM "{table}" WHERE project_id = ?'
    return int(library.value(sql, (project_id,)))


def _conditions(wanted: ProjectFilter) -> tuple[list[str], list[object]]:
    clauses = ["p.archived_on IS NOT NULL" if wanted.archived else "p.archived_on IS NULL"]
    params: list[object] = []
    if wanted.year is not None:
        clauses.append("p.year = ?")
        params.append(wanted.year)
    for column, codes in (("p.stage_code", wanted.stages), ("p.country_code", wanted.countries)):
        if codes:
            clauses.append(f"{column} IN (SELECT value FROM json_each(?))")
            params.append(listed(codes))
    if wanted.organisation_id is not None:
        clauses.append(
            "(p.organisation_id = ? OR EXISTS (SELECT 1 FROM project_partner t "
            "WHERE t.project_id = p.id AND t.organisation_id = ?))"
        )
        params += [wanted.organisation_id] * 2
    return clauses, params


def project_ids(library: Library, wanted: ProjectFilter, limit: int | None = None) -> list[int]:
    """Return the ids a filter keeps, in its order; typed words rank first unless another order than the number is asked."""
    clauses, params = _conditions(wanted)
    source, order = _SOURCES, _ORDERS[wanted.order]
    expression = match(wanted.text)
    if expression is not None:
        source = f"project_fts f JOIN {_SOURCES.replace('project p', 'project p ON p.id = f.rowid', 1)}"
        clauses.insert(0, "project_fts MATCH ?")
        params.insert(0, expression)
        if wanted.order == "number":
            order = "bm25(project_fts, 10.0, 8.0, 4.0, 3.0, 2.0, 1.0), p.number DESC, p.id"
    sql = f"SELECT p.id FROM {source} WHERE {' AND '.join(clauses)} ORDER BY {order} LIMIT ?"
    return [row["id"] for row in library.query(sql, (*params, -1 if limit is None else limit))]


def project_lines(library: Library, ids: Sequence[int]) -> list[Row]:
    """Return what a line of a list needs of these dossiers, in no order."""
    sql = (
        "SELECT p.id, p.number, p.year, p.title, p.stage_code, p.place, p.starts_on, p.ends_on, p.template_code, "
        "p.currency, p.granted_minor, p.updated_at, p.organisation_id, p.country_code, o.name AS holder, "
        "c.name_fr AS country_fr, c.name_en AS country_en "
        f"FROM {_SOURCES} WHERE p.id IN (SELECT value FROM json_each(?))"
    )
    return library.query(sql, (listed(ids),))


def titles_of_holder(library: Library, organisation_id: int, year: int, but: int) -> list[Row]:
    """Return id, number and title of the other dossiers of a holder in a year."""
    sql = (
        "SELECT id, number, title FROM project WHERE organisation_id = ? AND year = ? AND id <> ? AND archived_on IS NULL "
        "ORDER BY number"
    )
    return library.query(sql, (organisation_id, year, but))


def counts_by(library: Library, column: str, wanted: ProjectFilter) -> list[Row]:
    """Return code and count of the dossiers a filter keeps, by ``stage_code`` or ``country_code``."""
    clauses, params = _conditions(wanted)
    assert column in {"stage_code", "country_code"}
    sql = (
        f"SELECT p.{column} AS code, count(*) AS count FROM project p WHERE {' AND '.join(clauses)} "
        f"AND p.{column} IS NOT NULL GROUP BY p.{column} ORDER BY count(*) DESC, p.{column}"
    )
    return library.query(sql, params)


def counts_of_holders(library: Library, organisation_ids: Sequence[int]) -> list[Row]:
    """Return `organisation_id` and `count` of the live dossiers that these organisations hold."""
    return library.query(
        "SELECT organisation_id, count(*) AS count FROM project "
        "WHERE organisation_id IN (SELECT value FROM json_each(?)) AND archived_on IS NULL GROUP BY organisation_id",
        (listed(organisation_ids),),
    )


def years(library: Library) -> list[int]:
    """Return the exercises that have dossiers, latest first."""
    return [row["year"] for row in library.query("SELECT DISTINCT year FROM project ORDER BY year DESC")]
