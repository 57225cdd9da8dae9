"""Words of one search that a notice and the pages of its files have together, though neither has them all."""

from collections.abc import Mapping, Sequence
from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.search import expressions
from cresi_app.store.values import listed

MOST_TERMS: Final = 12
"""Words that are followed one by one; what is longer was pasted, and must stand in one place."""
LOOKED_AT: Final = 20_000
"""Documents with a file that have a word and are gathered: of more, the latest are. A word of so many hits is common."""
PAGES_READ: Final = 200_000
"""Pages that have a word, of which the files are gathered: a hit tells its file, and is no more than counted off."""
_FEW: Final = 200
"""Documents so few that each is asked whether it has a word that is too common to be gathered."""

HOLDERS: Final = "SELECT a.document_id FROM document_file a JOIN file_text t ON t.sha256 = a.sha256"
_HAVE: Final = f"""
SELECT rowid AS id FROM (
    SELECT rowid FROM document_fts WHERE document_fts MATCH ?1 AND +rowid IN ({HOLDERS}) ORDER BY rowid DESC LIMIT ?2)
UNION SELECT a.document_id FROM (
    SELECT DISTINCT rowid / 10000 AS file_id FROM (
        SELECT rowid FROM file_page_fts WHERE file_page_fts MATCH ?1 ORDER BY rowid DESC LIMIT ?3)
) p JOIN file_text t ON t.id = p.file_id JOIN document_file a ON a.sha256 = t.sha256
"""
OF_PAGES: Final = (
    "SELECT a.document_id FROM (SELECT DISTINCT rowid / 10000 AS file_id FROM file_page_fts WHERE file_page_fts MATCH ?) p "
    "CROSS JOIN file_text t ON t.id = p.file_id CROSS JOIN document_file a ON a.sha256 = t.sha256"
)
"""The documents that hold a file of which a page has the words: a page's id is its file's and its number."""
_COMMON: Final = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM document_fts WHERE document_fts MATCH ?1 LIMIT ?2)),
       (SELECT count(*) FROM (SELECT 1 FROM file_page_fts WHERE file_page_fts MATCH ?1 LIMIT ?2))
"""
_EACH: Final = """
SELECT j.value FROM json_each(?2) j WHERE EXISTS (SELECT 1 FROM document_fts f WHERE f.rowid = j.value AND document_fts MATCH ?1)
    OR EXISTS (SELECT 1 FROM document_file a JOIN file_text t ON t.sha256 = a.sha256 CROSS JOIN file_page_fts p
        WHERE a.document_id = j.value AND p.rowid BETWEEN t.id * 10000 + 1 AND t.id * 10000 + 9999 AND file_page_fts MATCH ?1)
"""
_IN_NOTICES: Final = (
    "SELECT rowid FROM document_fts WHERE document_fts MATCH ? AND rowid IN (SELECT value FROM json_each(?))"
)


def terms(text: str) -> list[str]:
    """Return the expression of each word of `text` once, the last one a beginning; [] when one place must have them all."""
    made = list(dict.fromkeys(expressions(text)))
    return made if 1 < len(made) <= MOST_TERMS else []


def documents(library: Library, text: str) -> list[int]:
    """Return the documents with a file that have every word of `text` somewhere, in the notice or on any page, the latest first."""
    sized = sorted((sum(library.query(_COMMON, (term, LOOKED_AT))[0]), term) for term in terms(text))
    found: set[int] | None = None
    for size, term in sized:
        if not size:
            return []
        if found is not None and size >= LOOKED_AT and len(found) <= _FEW:
            have = library.query(_EACH, (term, listed(found)))
        else:
            have = library.query(_HAVE, (term, LOOKED_AT, PAGES_READ))
        ids = {row[0] for row in have}
        found = ids if found is None else found & ids
        if not found:
            return []
    return sorted(found or (), reverse=True)


def condition(text: str, alias: str) -> tuple[str, list[object]] | None:
    """Return what says that the document `alias` has the words of `text` spread over notice and pages; None for a single word."""
    asked = terms(text)
    if not asked:
        return None
    # Whole, unlike `documents`: « sauf » turns it round. What has no file cannot have words spread over it, and is left out
    # while the hits go by; the pages of a word give its files before anything is looked up.
    one = (
        f"{alias}.id IN (SELECT rowid FROM document_fts WHERE document_fts MATCH ? AND +rowid IN ({HOLDERS}) "
        f"UNION {OF_PAGES})"
    )
    # Read by libraries that have pages alone: SQLite asks once whether there is any.
    return (
        f"(EXISTS (SELECT 1 FROM file_page) AND {' AND '.join([one] * len(asked))})",
        [term for term in asked for _ in range(2)],
    )


def missing(library: Library, ids: Sequence[int], text: str) -> Mapping[str, list[int]]:
    """Return, by the expression of a page worth showing, the documents whose notice lacks its words."""
    lacking: dict[int, list[str]] = {one: [] for one in ids}
    for term in terms(text) if ids else []:
        having = {row[0] for row in library.query(_IN_NOTICES, (term, listed(ids)))}
        for one in lacking.keys() - having:
            lacking[one].append(term)
    grouped: dict[str, list[int]] = {}
    for one, wanted in lacking.items():
        if wanted:
            grouped.setdefault(" OR ".join(wanted), []).append(one)
    return grouped
