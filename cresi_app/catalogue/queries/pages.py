"""The pages of attached files: kept as they are read, found by their words. Derived from the files, outside history."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cresi_app.catalogue.model.extracts import extract
from cresi_app.catalogue.model.filetext import FileState, FileText, PageState, ToRead
from cresi_app.catalogue.model.search import PageHit
from cresi_app.catalogue.queries import spread
from cresi_app.core.clock import stamp
from cresi_app.core.text import words
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.search import match
from cresi_app.store.values import listed

PAGES_LOOKED_AT: Final = 20_000
"""Pages that answer a text, of which the documents are gathered: of more, the latest are."""
DOCUMENTS: Final = 5_000
"""Documents found by their pages alone that one search lists."""

_LISTED: Final = "(SELECT value FROM json_each(?))"
_KNOWN: Final = "SELECT * FROM file_text WHERE sha256 IN (SELECT value FROM json_each(?))"
_STATES: Final = (
    "SELECT p.file_id, p.number, p.state FROM file_page p JOIN file_text t ON t.id = p.file_id "
    "WHERE t.sha256 IN (SELECT value FROM json_each(?)) ORDER BY p.id"
)
_PUT_FILES: Final = """
INSERT INTO file_text (sha256, state, pages, done, characters, recognised, losses, is_paged, read_at)
SELECT j.value->>0, j.value->>1, j.value->>2, j.value->>3, j.value->>4, j.value->>5, j.value->>6, j.value->>7, ?
FROM json_each(?) j WHERE true
ON CONFLICT (sha256) DO UPDATE SET state = excluded.state, pages = excluded.pages, done = excluded.done,
    characters = excluded.characters, recognised = excluded.recognised, losses = excluded.losses, is_paged = excluded.is_paged,
    read_at = excluded.read_at
"""
_PUT_PAGES: Final = """
INSERT INTO file_page (id, file_id, number, state, words, text, places)
SELECT t.id * 10000 + (j.value->>1), t.id, j.value->>1, j.value->>2, j.value->>3, j.value->>4, j.value->>5
FROM json_each(?) j CROSS JOIN file_text t ON t.sha256 = j.value->>0 WHERE true
ON CONFLICT (id) DO UPDATE SET state = excluded.state, words = excluded.words, text = excluded.text, places = excluded.places
"""
_TO_READ: Final = """
SELECT f.sha256, min(f.name) AS name, min(f.media_type) AS media_type FROM document_file f
LEFT JOIN file_text t ON t.sha256 = f.sha256 WHERE t.id IS NULL OR t.state = 'reading'
GROUP BY f.sha256 ORDER BY min(f.id)
"""
# A hit's id tells its file: no page is looked up to know the documents that have it.
_BY_PAGES: Final = """
SELECT d.document_id, min(h.rank) AS best FROM (
    SELECT rowid / 10000 AS file_id, {rank} AS rank FROM file_page_fts WHERE file_page_fts MATCH ? ORDER BY rowid DESC LIMIT ?
) h JOIN file_text t ON t.id = h.file_id JOIN document_file d ON d.sha256 = t.sha256
GROUP BY d.document_id ORDER BY best, d.document_id DESC LIMIT ?
"""
_PAGES_A_FILE: Final = 10_000
"""A page's id is its file's, so many times, and its number."""
_COMPARED: Final = 40
"""Pages of one file that have the words and are compared, the first ones."""
_FILES_OF: Final = (
    "SELECT d.document_id, d.id AS file_id, d.sha256, t.is_paged, t.id AS text_id FROM document_file d "
    f"JOIN file_text t ON t.sha256 = d.sha256 WHERE d.document_id IN {_LISTED} ORDER BY d.document_id, d.position, d.id"
)
# One reading of the index for all files: a word that is a beginning is put together anew by each, and FTS5's rank weighs it anew.
_ANSWERING: Final = f"SELECT rowid FROM file_page_fts WHERE file_page_fts MATCH ? AND +rowid / 10000 IN {_LISTED}"
_IN_FILE: Final = """
SELECT p.number FROM file_text t CROSS JOIN file_page_fts f ON f.rowid BETWEEN t.id * 10000 + 1 AND t.id * 10000 + 9999
JOIN file_page p ON p.id = f.rowid WHERE t.sha256 = ? AND file_page_fts MATCH ? ORDER BY p.number
"""

FileRow = tuple[str, str, int, int, int, int, int, int]
"""sha256, state, pages, done, characters, recognised, losses, is_paged."""
PageRow = tuple[str, int, str, str, str, str]
"""sha256, number, state, folded words, text, places."""


def known(library: Library, hashes: Iterable[str]) -> dict[str, FileText]:
    """Return what is known of these contents; one that was never read is `WAITING`."""
    wanted = list(dict.fromkeys(hashes))
    rows = library.query(_KNOWN, (listed(wanted),))
    states: dict[int, list[PageState]] = {}
    if rows:
        for row in library.query(_STATES, (listed(wanted),)):
            states.setdefault(row["file_id"], []).append(PageState(row["state"]))
    found = {row["sha256"]: _file(row, states.get(row["id"], [])) for row in rows}
    return {one: found.get(one, FileText(one)) for one in wanted}


def _file(row: Row, states: Sequence[PageState]) -> FileText:
    return FileText(
        row["sha256"], FileState(row["state"]), row["pages"], row["done"], row["characters"], row["recognised"], row["losses"],
        bool(row["is_paged"]), tuple(states),
    )  # fmt: skip


def to_read(library: Library) -> list[ToRead]:
    """Return the attached contents whose text is not known to the end, the oldest attachment first."""
    rows = library.query(_TO_READ)
    states = known(library, (row["sha256"] for row in rows))
    return [ToRead(row["sha256"], row["name"], row["media_type"], states[row["sha256"]]) for row in rows]


def every_file(library: Library) -> list[str]:
    """Return every attached content."""
    return [row[0] for row in library.query("SELECT DISTINCT sha256 FROM document_file ORDER BY sha256")]


def attached(library: Library, hashes: Iterable[str]) -> list[ToRead]:
    """Return attached contents, read or not."""
    wanted = listed(hashes)
    rows = library.query(
        "SELECT sha256, min(name) AS name, min(media_type) AS media_type FROM document_file "
        "WHERE sha256 IN (SELECT value FROM json_each(?)) GROUP BY sha256 ORDER BY min(id)",
        (wanted,),
    )
    states = known(library, (row["sha256"] for row in rows))
    return [ToRead(row["sha256"], row["name"], row["media_type"], states[row["sha256"]]) for row in rows]


def hashes_of(library: Library, states: Iterable[FileState]) -> list[str]:
    """Return the attached contents in one of these states."""
    rows = library.query(
        "SELECT DISTINCT t.sha256 FROM file_text t JOIN document_file f ON f.sha256 = t.sha256 "
        "WHERE t.state IN (SELECT value FROM json_each(?)) ORDER BY t.id",
        (listed([one.value for one in states]),),
    )
    return [row[0] for row in rows]


def put(library: Library, files: Sequence[FileRow], pages: Sequence[PageRow]) -> None:
    """Keep how far files were read, and pages of theirs. Done again after a break, it gives the same."""
    if pages:
        library.derive(
            "INSERT INTO file_text (sha256, state, pages, is_paged) "
            "SELECT j.value->>0, 'reading', j.value->>2, j.value->>7 FROM json_each(?) j WHERE true ON CONFLICT (sha256) DO NOTHING",
            (json.dumps(files),),
        )
        library.derive(_PUT_PAGES, (json.dumps(pages, ensure_ascii=False),))
    if files:
        library.derive(_PUT_FILES, (stamp(), json.dumps(files)))


def forget(library: Library, hashes: Iterable[str]) -> None:
    """Forget what was read of these contents: they wait to be read again."""
    library.derive("DELETE FROM file_text WHERE sha256 IN (SELECT value FROM json_each(?))", (listed(hashes),))


def sweep(library: Library) -> None:
    """Forget what was read of contents that no notice holds any more; an undo that brings one back has it read again."""
    library.derive("DELETE FROM file_text WHERE sha256 NOT IN (SELECT sha256 FROM document_file)")


def any_page(library: Library) -> bool:
    """Say whether there is any page to be found: most libraries' searches are spared the question."""
    return library.value("SELECT 1 FROM file_page LIMIT 1") is not None


def documents(library: Library, text: str) -> list[int]:
    """Return the documents whose files have a part in finding `text`.

    First those with a page that has every word, the best page first; then those whose notice and pages have them together.
    """
    if not words(text) or not any_page(library):
        return []
    return list(dict.fromkeys([*on_one_page(library, text), *spread.documents(library, text)]))[:DOCUMENTS]


def on_one_page(library: Library, text: str) -> list[int]:
    """Return the documents with a page that has every word of `text`, the best page first."""
    expression = match(text)
    if expression is None:
        return []
    capped = "SELECT count(*) FROM (SELECT 1 FROM file_page_fts WHERE file_page_fts MATCH ? LIMIT ?)"
    many = int(library.value(capped, (expression, PAGES_LOOKED_AT))) >= PAGES_LOOKED_AT
    sql = _BY_PAGES.format(rank="0" if many else "rank")
    return [row[0] for row in library.query(sql, (expression, PAGES_LOOKED_AT, DOCUMENTS))]


def best_pages(library: Library, ids: Sequence[int], text: str) -> dict[int, PageHit]:
    """Return the page of each of these documents that answers `text` best, with the piece that does.

    Where no page has every word, the one that has most of what the notice lacks.
    """
    expression = match(text)
    if expression is None or not ids or not any_page(library):
        return {}
    found = _best_pages(library, ids, expression, words(text))
    for lacking, some in spread.missing(library, [one for one in ids if one not in found], text).items():
        found |= _best_pages(library, some, lacking, words(text))
    return found


def _best_pages(library: Library, ids: Sequence[int], expression: str, searched: Sequence[str]) -> dict[int, PageHit]:
    files: dict[int, list[Row]] = {}
    for row in library.query(_FILES_OF, (listed(ids),)):
        files.setdefault(row["text_id"], []).append(row)
    holding: dict[int, list[Row]] = {}
    compared = Counter[int]()
    for (page,) in library.query(_ANSWERING, (expression, listed(files))) if files else ():
        compared[page // _PAGES_A_FILE] += 1
        if compared[page // _PAGES_A_FILE] <= _COMPARED:
            holding[page] = files[page // _PAGES_A_FILE]
    best: dict[int, tuple[float, int, Row]] = {}
    for page, folded in library.query(
        f"SELECT id, words FROM file_page WHERE id IN {_LISTED} ORDER BY id", (listed(holding),)
    ):
        score = _weight(folded, searched)
        for row in holding[page]:
            if row["document_id"] not in best or score > best[row["document_id"]][0]:
                best[row["document_id"]] = score, page, row
    chosen = listed({page for _, page, _ in best.values()})
    said = {
        row["id"]: row
        for row in library.query(f"SELECT id, number, text FROM file_page WHERE id IN {_LISTED}", (chosen,))
    }
    return {
        owner: PageHit(
            owner,
            row["file_id"],
            row["sha256"],
            said[page]["number"],
            bool(row["is_paged"]),
            extract(said[page]["text"], searched),
        )
        for owner, (_, page, row) in best.items()
    }


def _weight(folded: str, searched: Sequence[str]) -> float:
    """Return how much a page speaks of the words: how many of them it has, then how often beside its length."""
    padded = f" {folded} "
    counts = [padded.count(f" {word}" if word == searched[-1] else f" {word} ") for word in dict.fromkeys(searched)]
    return sum(map(bool, counts)) + min(sum(counts) / (len(folded) / 100 + 10), 0.99)


def pages_with(library: Library, sha256: str, text: str) -> list[int]:
    """Return the pages (from 1) of a content that have every word of `text`; those that have any, when none has all."""
    expression = match(text)
    if expression is None:
        return []
    rows = library.query(_IN_FILE, (sha256, expression))
    found = words(text)
    if not rows and len(found) > 1:
        rows = library.query(_IN_FILE, (sha256, " OR ".join(f'"{word}"' for word in found)))
    return [row[0] for row in rows]


def page_texts(library: Library, sha256: str, first: int = 1, last: int = 9_999) -> dict[int, str]:
    """Return the text of pages `first` to `last` of a content, by number."""
    rows = library.query(
        "SELECT p.number, p.text FROM file_text t JOIN file_page p ON p.file_id = t.id "
        "WHERE t.sha256 = ? AND p.number BETWEEN ? AND ? ORDER BY p.number",
        (sha256, first, last),
    )
    return {row["number"]: row["text"] for row in rows}


def characters(library: Library, sha256: str) -> int:
    """Return how many characters of a content are kept."""
    sql = "SELECT sum(length(p.text)) FROM file_text t JOIN file_page p ON p.file_id = t.id WHERE t.sha256 = ?"
    return int(library.value(sql, (sha256,)) or 0)


def places(library: Library, sha256: str, number: int) -> tuple[str, list[list[int]]]:
    """Return the text of a page and where its words stand when they were recognised ([] otherwise)."""
    rows = library.query(
        "SELECT p.text, p.places FROM file_text t JOIN file_page p ON p.file_id = t.id WHERE t.sha256 = ? AND p.number = ?",
        (sha256, number),
    )
    if not rows:
        return "", []
    return rows[0]["text"], json.loads(rows[0]["places"]) if rows[0]["places"] else []


def holders(library: Library, hashes: Iterable[str]) -> Mapping[str, list[int]]:
    """Return the documents that hold each of these contents."""
    found: dict[str, list[int]] = {}
    rows = library.query(
        "SELECT sha256, document_id FROM document_file WHERE sha256 IN (SELECT value FROM json_each(?)) ORDER BY document_id",
        (listed(hashes),),
    )
    for row in rows:
        found.setdefault(row["sha256"], []).append(row["document_id"])
    return found
