"""Reads for what travels between libraries: where a dossier came from, its lists as plain rows."""

from typing import Final

from cresi_app.store.library import Library

_OF_LINES: Final = "line_id IN (SELECT id FROM budget_line WHERE project_id = ?)"
_WHERE: Final = {
    **dict.fromkeys(
        (
            "project_partner", "project_sector", "project_goal", "project_beneficiary", "project_place", "project_logframe", "project_activity",
            "project_indicator", "project_means", "project_rate", "project_paper", "budget_line",
        ),
        "project_id = ?",
    ),
    "budget_year": _OF_LINES,
    "budget_place": _OF_LINES,
}  # fmt: skip


def rows_of(library: Library, table: str, project_id: int) -> list[dict[str, object]]:
    """Return the rows of one list of a dossier, in order, as plain values."""
    order = "id" if table in {"budget_year", "budget_place", "project_rate"} else "position, id"
    rows = library.query(f"SELECT * FROM {table} WHERE {_WHERE[table]} ORDER BY {order}", (project_id,))
    return [dict(row) for row in rows]


def projects_of_origin(library: Library, origin_id: int) -> list[int]:
    """Return the dossiers that are this one, or were received from it, the latest received first."""
    sql = "SELECT project_id FROM project_receipt WHERE origin_id = ? AND project_id IN (SELECT id FROM project) ORDER BY id DESC"
    received = [row["project_id"] for row in library.query(sql, (origin_id,))]
    own = [row["id"] for row in library.query("SELECT id FROM project WHERE id = ?", (origin_id,))]
    return list(dict.fromkeys([*own, *received]))


def origin_of(library: Library, project_id: int) -> int | None:
    """Return the id a dossier had where it was written, None when it was written here."""
    sql = "SELECT origin_id FROM project_receipt WHERE project_id = ? AND origin_id IS NOT NULL ORDER BY id LIMIT 1"
    found: int | None = library.value(sql, (project_id,))
    return found
