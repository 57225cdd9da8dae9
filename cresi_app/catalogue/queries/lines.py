"""The lines of the list: what is told of each document, with an extract around what was searched."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from cresi_app.catalogue.model import DocumentRow
from cresi_app.catalogue.model.extracts import extracts
from cresi_app.catalogue.model.search import Extract, PageHit, Uses
from cresi_app.catalogue.queries import lists, pages
from cresi_app.core.text import words
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.search import match
from cresi_app.store.values import listed

AUTHORS: Final = 4
SUBJECTS: Final = 4
"""Authors and themes that a line names."""
LONGEST: Final = 20_000
"""Characters of a text in which what was searched is looked for."""

_BETWEEN: Final = "\x1f"
# Names come in the order of their indexes: sorting them line by line would cost half of the statement.
_LINES: Final = f"""
SELECT d.id, d.abstract, d.contents, d.notes, d.version, d.number, d.kind, d.title, d.subtitle, d.year, d.call_number, d.responsibility,
    d.archived_on IS NOT NULL AS is_archived, coalesce(p.name, '') AS publisher,
    (SELECT group_concat(name, char(31)) FROM (
        SELECT c.id || ' ' || CASE c.given WHEN '' THEN c.family ELSE c.given || ' ' || c.family END AS name
        FROM contribution b CROSS JOIN contributor c ON c.id = b.contributor_id
        WHERE b.document_id = d.id AND b.role IN (SELECT code FROM contribution_role WHERE is_author = 1)
        ORDER BY b.position LIMIT {3 * AUTHORS})) AS authors,
    (SELECT group_concat(term, char(31)) FROM (SELECT s.term FROM document_subject x CROSS JOIN subject s ON s.id = x.subject_id
        WHERE x.document_id = d.id ORDER BY x.position LIMIT {SUBJECTS})) AS subjects,
    (SELECT group_concat(y.status) FROM copy y WHERE y.document_id = d.id AND y.withdrawn_on IS NULL) AS statuses,
    (SELECT f.sha256 FROM document_file f WHERE f.document_id = d.id AND f.is_cover = 1 ORDER BY f.id LIMIT 1) AS cover,
    EXISTS (SELECT 1 FROM document_pending q WHERE q.document_id = d.id) AS is_draft,
    coalesce((SELECT v.views FROM document_view v WHERE v.document_id = d.id), 0) AS views,
    coalesce((SELECT sum(times) FROM consultation o WHERE o.document_id = d.id), 0) AS consultations,
    coalesce((SELECT sum(times) FROM loan_count n WHERE n.document_id = d.id), 0) AS loans
FROM json_each(?) j CROSS JOIN document d ON d.id = j.value LEFT JOIN publisher p ON p.id = d.publisher_id
"""


class Lines:
    """The lines of one library's documents."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _best_first(self) -> dict[str, int]:
        """The rank of each status that a copy may have."""
        return {code: rank for rank, code in enumerate(lists.by_code(self._library, lists.STATUSES))}

    def of(self, wanted: Sequence[int], text: str = "") -> list[DocumentRow]:
        """Return the lines of the list for these ids, in their order; those that are gone are left out."""
        searched = words(text)
        read = self._library.query(_LINES, (listed(wanted),))
        shown = extracts([(row[1][:LONGEST], row[2][:LONGEST], row[3][:LONGEST]) for row in read], searched)
        made = {row[0]: self._line(row, one) for row, one in zip(read, shown, strict=True)}
        for hit in _page_hits(self._library, made, text, searched).values():
            made[hit.document_id] = made[hit.document_id]._replace(page=hit, extract=hit.extract)
        return [made[one] for one in wanted if one in made]

    def _line(self, row: Row, shown: Extract) -> DocumentRow:
        # In the statement's order: to look each column up by its name takes as long as all the rest.
        (
            one, _abstract, _contents, _notes, version, number, kind, title, subtitle, year, call_number, responsibility, is_archived,
            publisher, authors, subjects, statuses, cover, is_draft, views, consultations, lent,
        ) = row  # fmt: skip
        copies = statuses.split(",") if statuses else []
        status = copies[0] if len(copies) == 1 else min(copies, key=self._best_first.__getitem__, default="")
        return DocumentRow(
            one, number, kind, title, subtitle, _named(authors) if authors else responsibility.replace(" · ", ", "),
            publisher, year, call_number, tuple(subjects.split(_BETWEEN)) if subjects else (),
            status, len(copies), cover or "", shown, version,
            bool(is_archived), bool(is_draft), None, Uses(views, consultations, lent),
        )  # fmt: skip


def _named(authors: str) -> str:
    """Return the first authors, each once whatever the roles; `authors` are ids and names."""
    names = dict(one.split(" ", 1) for one in authors.split(_BETWEEN))
    return ", ".join(list(names.values())[:AUTHORS])


def _page_hits(library: Library, shown: Iterable[int], text: str, searched: Sequence[str]) -> dict[int, PageHit]:
    """Return the best page of each line whose notice itself does not answer."""
    if not searched or not pages.any_page(library):
        return {}
    ids = list(shown)
    sql = "SELECT rowid FROM document_fts WHERE document_fts MATCH ? AND rowid IN (SELECT value FROM json_each(?))"
    answering = {row[0] for row in library.query(sql, (match(text), listed(ids)))}
    silent = [one for one in ids if one not in answering]
    return pages.best_pages(library, silent, text)
