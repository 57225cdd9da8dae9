"""Reads of checklists, issues, links and templates."""

from collections.abc import Iterable
from typing import Final

from cresi_app.catalogue.model.description import Checklist, Counted, Issue, Piece
from cresi_app.catalogue.model.template import NoticeTemplate
from cresi_app.store.library import Library
from cresi_app.store.records import Table
from cresi_app.store.values import listed

CHECKLISTS: Final = Table("checklist", Checklist)
COUNTED: Final = Table("checklist_line", Counted)
ISSUES: Final = Table("serial_issue", Issue)
PIECES: Final = Table("document_piece", Piece)
TEMPLATES: Final = Table("notice_template", NoticeTemplate)


def counted_pieces(library: Library, document_id: int) -> set[int]:
    """Return the pieces of a document that some checklist names."""
    sql = "SELECT DISTINCT l.piece_id FROM checklist_line l JOIN document_piece p ON p.id = l.piece_id WHERE p.document_id = ?"
    return {row[0] for row in library.query(sql, (document_id,))}


def checklists(library: Library, copy_id: int, limit: int = 50) -> list[Checklist]:
    """Return the counts of a copy, the latest first."""
    rows = library.query(
        "SELECT * FROM checklist WHERE copy_id = ? ORDER BY day DESC, id DESC LIMIT ?", (copy_id, limit)
    )
    return CHECKLISTS.loads(rows)


def checklist(library: Library, checklist_id: int) -> Checklist | None:
    """Return one count."""
    rows = library.query("SELECT * FROM checklist WHERE id = ?", (checklist_id,))
    return CHECKLISTS.load(rows[0]) if rows else None


def lines(library: Library, checklist_ids: Iterable[int]) -> list[Counted]:
    """Return what was counted in these checklists."""
    rows = library.query(
        "SELECT * FROM checklist_line WHERE checklist_id IN (SELECT value FROM json_each(?))", (listed(checklist_ids),)
    )
    return COUNTED.loads(rows)


def last_counts(library: Library, copy_id: int) -> dict[int, tuple[Counted, str]]:
    """Return, by piece, how it was counted last on a copy, and the day."""
    rows = library.query(
        "SELECT l.*, c.day FROM checklist_line l JOIN checklist c ON c.id = l.checklist_id WHERE c.copy_id = ? ORDER BY c.day, c.id",
        (copy_id,),
    )
    return {row["piece_id"]: (COUNTED.load(row), row["day"]) for row in rows}


def pieces(library: Library, document_id: int, *, dropped: bool = False) -> list[Piece]:
    """Return the pieces of a document in order; `dropped`: also those no longer part of it."""
    more = "" if dropped else " AND dropped_on IS NULL"
    return PIECES.loads(
        library.query(f"SELECT * FROM document_piece WHERE document_id = ?{more} ORDER BY position, id", (document_id,))
    )


def issues(library: Library, document_id: int) -> list[Issue]:
    """Return the issues of a periodical."""
    rows = library.query(
        "SELECT * FROM serial_issue WHERE document_id = ? ORDER BY year, volume, number_sort, id", (document_id,)
    )
    return ISSUES.loads(rows)


def issue(library: Library, issue_id: int) -> Issue | None:
    """Return one issue."""
    rows = library.query("SELECT * FROM serial_issue WHERE id = ?", (issue_id,))
    return ISSUES.load(rows[0]) if rows else None


def articles_of(library: Library, periodical_id: int) -> dict[str, int]:
    """Return how many articles stand in each issue, by its number: those that name it, and those in its own notice."""
    sql = (
        "SELECT named AS number, count(DISTINCT article) AS articles FROM ("
        "SELECT k.number AS named, k.document_id AS article FROM document_link k WHERE k.target_id = :periodical "
        "UNION ALL SELECT i.number, k.document_id FROM serial_issue i JOIN document_link k ON k.target_id = i.notice_id "
        "WHERE i.document_id = :periodical"
        ") JOIN document d ON d.id = article AND d.kind = 'article' GROUP BY named"
    )
    return {row["number"]: row["articles"] for row in library.query(sql, {"periodical": periodical_id})}


def late_issues(library: Library, today: str, limit: int) -> list[tuple[Issue, str]]:
    """Return awaited issues that should have come by `today`, with their periodical's title, the oldest first."""
    rows = library.query(
        "SELECT i.*, d.title AS periodical FROM serial_issue i JOIN document d ON d.id = i.document_id "
        "WHERE i.state = 'awaited' AND i.due_on < ? AND d.archived_on IS NULL ORDER BY i.due_on, i.id LIMIT ?",
        (today, limit),
    )
    return [(ISSUES.load(row), row["periodical"]) for row in rows]


def templates(library: Library, *, archived: bool = False) -> list[NoticeTemplate]:
    """Return the templates by name."""
    sql = f"SELECT * FROM notice_template WHERE archived_on IS {'NOT ' if archived else ''}NULL ORDER BY name_sort, id"
    return TEMPLATES.loads(library.query(sql))


def template(library: Library, template_id: int) -> NoticeTemplate | None:
    """Return one template, archived or not."""
    rows = library.query("SELECT * FROM notice_template WHERE id = ?", (template_id,))
    return TEMPLATES.load(rows[0]) if rows else None


def titled(library: Library, title_sort: str, kinds: Iterable[str], limit: int = 2) -> list[int]:
    """Return live documents of these kinds whose title sorts as this one does (no kinds: any)."""
    wanted = list(kinds)
    more = " AND kind IN (SELECT value FROM json_each(?))" if wanted else ""
    rows = library.query(
        f"SELECT id FROM document WHERE title_sort = ?{more} AND archived_on IS NULL ORDER BY id LIMIT ?",
        (title_sort, *([listed(wanted)] if wanted else []), limit),
    )
    return [row[0] for row in rows]
