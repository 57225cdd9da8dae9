"""Looks the collection over: each check as one statement over indexes, judged in Python where SQL cannot."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from cresi_app.catalogue.model import rules
from cresi_app.catalogue.model.checks import FIRST_YEAR, NEARLY, Finding, is_address, year_doubt
from cresi_app.catalogue.model.importing import Progress
from cresi_app.catalogue.model.likeness import Named
from cresi_app.catalogue.model.twins import Titled
from cresi_app.catalogue.queries import ties
from cresi_app.core.identifiers import check_issn
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.values import listed

_LIVE: Final = "d.archived_on IS NULL"
_PLAIN: Final = {
    "no_subject": f"SELECT d.id, d.id AS document_id, '' AS said FROM document d WHERE {_LIVE} "
    "AND NOT EXISTS (SELECT 1 FROM document_subject x WHERE x.document_id = d.id)",
    "no_abstract": f"SELECT d.id, d.id AS document_id, '' AS said FROM document d WHERE {_LIVE} AND d.abstract = '' AND d.contents = ''",
    "no_language": f"SELECT d.id, d.id AS document_id, '' AS said FROM document d WHERE {_LIVE} "
    "AND NOT EXISTS (SELECT 1 FROM document_language x WHERE x.document_id = d.id)",
    "no_contributor": f"SELECT d.id, d.id AS document_id, '' AS said FROM document d WHERE {_LIVE} AND d.responsibility = '' "
    "AND d.kind NOT IN ('periodical', 'issue') AND NOT EXISTS (SELECT 1 FROM contribution x WHERE x.document_id = d.id)",
    "no_date": f"SELECT d.id, d.id AS document_id, '' AS said FROM document d WHERE {_LIVE} AND d.year IS NULL AND d.date_text = '' "
    "AND d.kind <> 'periodical'",
    "no_copy": f"SELECT d.id, d.id AS document_id, '' AS said FROM document d JOIN document_kind k ON k.code = d.kind AND k.has_copies = 1 "
    f"WHERE {_LIVE} AND d.url = '' AND d.kind <> 'periodical' "
    "AND NOT EXISTS (SELECT 1 FROM copy y WHERE y.document_id = d.id AND y.withdrawn_on IS NULL) "
    "AND NOT EXISTS (SELECT 1 FROM document_file f WHERE f.document_id = d.id AND f.is_cover = 0)",
    "copy_without_call_number": "SELECT y.id, y.document_id, '' AS said FROM copy y JOIN document d ON d.id = y.document_id "
    f"WHERE y.call_number = '' AND y.withdrawn_on IS NULL AND {_LIVE}",
    "unused_contributor": "SELECT a.id, NULL AS document_id, '' AS said FROM contributor a WHERE a.archived_on IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM contribution b WHERE b.contributor_id = a.id)",
    "unused_publisher": "SELECT a.id, NULL AS document_id, '' AS said FROM publisher a WHERE a.archived_on IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM document d WHERE d.publisher_id = a.id) "
    "AND NOT EXISTS (SELECT 1 FROM co_publication x WHERE x.publisher_id = a.id) "
    "AND NOT EXISTS (SELECT 1 FROM series s WHERE s.publisher_id = a.id)",
    "unused_series": "SELECT a.id, NULL AS document_id, '' AS said FROM series a WHERE a.archived_on IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM document d WHERE d.series_id = a.id)",
    "orphan_subject": "SELECT s.id, NULL AS document_id, '' AS said FROM subject s WHERE s.archived_on IS NULL AND s.thesaurus_id IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM document_subject x WHERE x.subject_id = s.id) "
    "AND NOT EXISTS (SELECT 1 FROM subject_broader b WHERE s.id IN (b.subject_id, b.broader_id))",
    # Instead of it: the term that took its name over, else the most used of those above it.
    "deprecated_term": "SELECT s.id, NULL AS document_id, CAST(coalesce("
    "(SELECT min(t.id) FROM subject_label l JOIN subject t ON t.id = l.subject_id WHERE l.match_key = s.match_key AND t.id <> s.id "
    "AND t.thesaurus_id IS NOT NULL AND t.status = 'active' AND t.archived_on IS NULL), "
    "(SELECT t.id FROM subject_broader b JOIN subject t ON t.id = b.broader_id WHERE b.subject_id = s.id "
    "AND t.status = 'active' AND t.archived_on IS NULL "
    "ORDER BY (SELECT count(*) FROM document_subject x WHERE x.subject_id = t.id) DESC, t.id LIMIT 1), '') AS TEXT) AS said FROM subject s "
    "WHERE s.status = 'deprecated' AND EXISTS (SELECT 1 FROM document_subject x WHERE x.subject_id = s.id)",
    "word_of_thesaurus": "SELECT s.id, NULL AS document_id, CAST(min(l.subject_id) AS TEXT) AS said FROM subject s "
    "JOIN subject_label l ON l.match_key = s.match_key AND l.subject_id <> s.id "
    "JOIN subject t ON t.id = l.subject_id AND t.thesaurus_id IS NOT NULL AND t.archived_on IS NULL AND t.status <> 'deprecated' "
    "WHERE s.thesaurus_id IS NULL AND s.archived_on IS NULL AND EXISTS (SELECT 1 FROM document_subject x WHERE x.subject_id = s.id) "
    "GROUP BY s.id",
}
_JUDGED: Final = {
    "doubtful_date": f"SELECT d.id, d.id AS document_id, d.year, d.date_text FROM document d WHERE {_LIVE} "
    f"AND (d.date_text <> '' OR d.year < {FIRST_YEAR} OR d.year > ?)",
    "wrong_number": "SELECT i.id, i.document_id, i.scheme, i.value, i.normalised FROM document_identifier i "
    f"JOIN document d ON d.id = i.document_id WHERE i.scheme IN ('isbn', 'issn') AND {_LIVE}",
    "wrong_address": f"SELECT d.id, d.id AS document_id, d.url FROM document d WHERE d.url <> '' AND {_LIVE}",
}
_LEFT: Final = "SELECT entity_id, said FROM left_alone WHERE finding = ?"
_PACE: Final = 5_000


def found(library: Library, code: str, today_year: int, progress: Progress) -> list[Finding]:
    """Return what a check finds, what was left alone excepted."""
    progress.check()
    left = {(row[0], row[1]) for row in library.query(_LEFT, (code,))}
    rows: Iterable[Finding]
    if code == "link_to_tie":
        rows = (
            Finding(one.link_id, one.document_id, f"{NEARLY if one.near else ''}{one.target_id}")
            for one in ties.every(library)
        )
    elif code in _PLAIN:
        rows = (Finding(row[0], row[1], row[2]) for row in library.query(_PLAIN[code]))
    else:
        rows = _judged(library, code, today_year, progress)
    return [one for one in rows if (one.id, one.said) not in left]


def _judged(library: Library, code: str, today_year: int, progress: Progress) -> Iterator[Finding]:
    params = (today_year + 1,) if code == "doubtful_date" else ()
    judge = _judges(today_year)[code]
    for at, row in enumerate(library.query(_JUDGED[code], params)):
        if at % _PACE == 0:
            progress.check()
        said = judge(row)
        if said:
            yield Finding(row["id"], row["document_id"], said)


def _judges(today_year: int) -> Mapping[str, Callable[[Row], str]]:
    def date(row: Row) -> str:
        return (
            f"{row['year'] or ''} | {row['date_text']}" if year_doubt(row["year"], row["date_text"], today_year) else ""
        )

    def number(row: Row) -> str:
        right = rules.isbn13(row["value"]) if row["scheme"] == "isbn" else check_issn(row["value"]).is_valid
        return "" if right else row["value"]

    def address(row: Row) -> str:
        return "" if is_address(row["url"]) else row["url"]

    return {"doubtful_date": date, "wrong_number": number, "wrong_address": address}


def still(library: Library, code: str, ids: Iterable[int]) -> frozenset[int]:
    """Return those of these records that a check would find today; all of them for a check that is judged in Python."""
    found = _PLAIN.get(code, "SELECT id FROM document_link WHERE target_id IS NULL" if code == "link_to_tie" else "")
    if not found:
        return frozenset(ids)
    sql = f"SELECT f.id FROM ({found}) AS f WHERE f.id IN (SELECT value FROM json_each(?))"
    return frozenset(row[0] for row in library.query(sql, (listed(ids),)))


def with_text(library: Library) -> frozenset[int]:
    """Return the notices that have an attached file whose words were read."""
    rows = library.query(
        "SELECT DISTINCT f.document_id FROM file_text t JOIN document_file f ON f.sha256 = t.sha256 "
        "WHERE t.characters > 0 AND f.is_cover = 0"
    )
    return frozenset(row[0] for row in rows)


def first_texts(library: Library, ids: Iterable[int], pages: int) -> dict[int, dict[int, str]]:
    """Return the text of the first pages of the first attached file that has words, by page, for each of these notices."""
    rows = library.query(
        "SELECT f.document_id, f.id, p.number, p.text FROM document_file f JOIN file_text t ON t.sha256 = f.sha256 "
        "JOIN file_page p ON p.file_id = t.id AND p.number <= ? "
        "WHERE f.document_id IN (SELECT value FROM json_each(?)) AND f.is_cover = 0 AND p.text <> '' "
        "ORDER BY f.document_id, f.position, f.id, p.number",
        (pages, listed(ids)),
    )
    chosen: dict[int, int] = {}
    found: dict[int, dict[int, str]] = {}
    for document_id, file_id, number, text in rows:
        if chosen.setdefault(document_id, file_id) == file_id:
            found.setdefault(document_id, {})[number] = text
    return found


def usual_places(library: Library) -> dict[str, tuple[int, str]]:
    """Return where the latest copies of each kind of document mostly stand; of every kind under ""."""
    rows = library.query(
        "SELECT d.kind, l.id, l.name, count(*) AS n FROM "
        "(SELECT document_id, location_id FROM copy WHERE withdrawn_on IS NULL AND location_id IS NOT NULL ORDER BY id DESC LIMIT ?) AS y "
        "JOIN document d ON d.id = y.document_id JOIN location l ON l.id = y.location_id AND l.archived_on IS NULL "
        "GROUP BY d.kind, l.id ORDER BY n DESC, l.id",
        (_PACE,),
    )
    found: dict[str, tuple[int, str]] = {}
    overall: Counter[tuple[int, str]] = Counter()
    for kind, location_id, name, n in rows:
        found.setdefault(kind, (location_id, name))
        overall[location_id, name] += n
    if overall:
        found[""] = overall.most_common(1)[0][0]
    elif len(only := library.query("SELECT id, name FROM location WHERE archived_on IS NULL LIMIT 2")) == 1:
        found[""] = only[0][0], only[0][1]
    return found


def files(library: Library) -> list[Row]:
    """Return every attached file of documents that are not archived."""
    return library.query(
        "SELECT f.id, f.document_id, f.sha256, f.name, f.size, f.version FROM document_file f JOIN document d ON d.id = f.document_id "
        f"WHERE {_LIVE} ORDER BY f.id"
    )


def left(library: Library, code: str) -> frozenset[tuple[int, str]]:
    """Return what a check is to leave alone: records with what they said then."""
    return frozenset((row[0], row[1]) for row in library.query(_LEFT, (code,)))


# --- what is compared ---

_NAMED: Final = {
    "contributor": "SELECT a.id, a.family, a.given, a.kind, a.dates FROM contributor a WHERE a.archived_on IS NULL",
    "publisher": "SELECT a.id, a.name AS family, '' AS given, 'body' AS kind, '' AS dates FROM publisher a WHERE a.archived_on IS NULL",
    "series": "SELECT a.id, a.title AS family, '' AS given, 'body' AS kind, '' AS dates FROM series a WHERE a.archived_on IS NULL",
}


def names(library: Library, table: str) -> list[Named]:
    """Return every name of a list, to compare them."""
    numbers: dict[int, tuple[str, ...]] = {}
    for row in library.query(
        f"SELECT {table}_id, scheme || ':' || value FROM authority_number WHERE {table}_id IS NOT NULL AND scheme <> 'source'"
    ):
        numbers[row[0]] = (*numbers.get(row[0], ()), row[1])
    forms: dict[int, tuple[str, ...]] = {}
    for row in library.query(f"SELECT {table}_id, form FROM authority_variant WHERE {table}_id IS NOT NULL"):
        forms[row[0]] = (*forms.get(row[0], ()), row[1])
    return [
        Named(row[0], row[1], row[2], row[3], row[4], numbers.get(row[0], ()), forms.get(row[0], ()))
        for row in library.query(_NAMED[table])
    ]


def notices(library: Library) -> list[Titled]:
    """Return every notice that is not archived, to compare them; articles and issues, whose titles repeat, only by their ISBN."""
    people: dict[int, set[str]] = {}
    for row in library.query(
        "SELECT b.document_id, c.match_key FROM contribution b JOIN contributor c ON c.id = b.contributor_id"
    ):
        kind, family, given, *_ = row[1].split("|")
        people.setdefault(row[0], set()).add(f"{kind}|{family}|{given[:1]}")
    isbns: dict[int, set[str]] = {}
    for row in library.query(
        "SELECT document_id, normalised FROM document_identifier WHERE scheme = 'isbn' AND length(normalised) = 13"
    ):
        isbns.setdefault(row[0], set()).add(row[1])
    nothing: frozenset[str] = frozenset()
    rows = library.query(
        "SELECT d.id, CASE WHEN d.kind IN ('issue', 'periodical') THEN '' ELSE d.title_sort END, d.subtitle, d.part_number || ' ' || d.part_title, "
        f"d.kind, d.year FROM document d WHERE {_LIVE}"
    )
    return [
        Titled(row[0], row[1], row[2], row[3].strip(), row[4], row[5], frozenset(people.get(row[0], nothing)), frozenset(isbns.get(row[0], nothing)))
        for row in rows
    ]  # fmt: skip


# --- rows of the list, and what mending needs ---

_DOCUMENT: Final = "SELECT d.id, d.id AS document_id, d.number, d.title, d.kind, d.year, d.date_text, d.url, d.subtitle, d.abstract, d.call_number, d.version"
_ROWS: Final = {
    "document": f"{_DOCUMENT} FROM document d WHERE d.id IN ({{ids}})",
    "document_identifier": "SELECT i.id, i.document_id, d.number, d.title, i.scheme, i.value, i.version FROM document_identifier i "
    "JOIN document d ON d.id = i.document_id WHERE i.id IN ({ids})",
    "copy": "SELECT y.id, y.document_id, d.number, d.title, y.barcode, d.call_number, y.version FROM copy y "
    "JOIN document d ON d.id = y.document_id WHERE y.id IN ({ids})",
    "document_file": "SELECT f.id, f.document_id, d.number, d.title, f.name, f.sha256, f.size, f.version FROM document_file f "
    "JOIN document d ON d.id = f.document_id WHERE f.id IN ({ids})",
    "document_link": "SELECT l.id, l.document_id, d.number, d.title, l.title AS cited, l.version FROM document_link l "
    "JOIN document d ON d.id = l.document_id WHERE l.id IN ({ids})",
    "contributor": "SELECT a.id, NULL AS document_id, CASE a.given WHEN '' THEN a.family ELSE a.family || ', ' || a.given END AS title, "
    "a.dates AS detail, a.version FROM contributor a WHERE a.id IN ({ids})",
    "publisher": "SELECT a.id, NULL AS document_id, a.name AS title, a.place AS detail, a.version FROM publisher a WHERE a.id IN ({ids})",
    "series": "SELECT a.id, NULL AS document_id, a.title, a.issn AS detail, a.version FROM series a WHERE a.id IN ({ids})",
    "subject": "SELECT s.id, NULL AS document_id, s.term AS title, s.version, "
    "(SELECT count(*) FROM document_subject x WHERE x.subject_id = s.id) AS uses FROM subject s WHERE s.id IN ({ids})",
}


def rows(library: Library, table: str, ids: Iterable[int]) -> dict[int, Row]:
    """Return what the list shows, and mending needs, of these records."""
    sql = _ROWS[table].format(ids="SELECT value FROM json_each(?)")
    return {row["id"]: row for row in library.query(sql, (listed(ids),))}


def terms(library: Library, ids: Iterable[int]) -> dict[int, str]:
    """Return the terms of these subjects."""
    found_ = library.query("SELECT id, term FROM subject WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),))
    return {row[0]: row[1] for row in found_}


def sorted_ids(library: Library, table: str, ids: Iterable[int]) -> list[int]:
    """Return these records in the order a person goes through them: by title or name."""
    order = {
        "contributor": "name_sort", "publisher": "name_sort", "series": "title_sort", "subject": "term_sort",
    }.get(table)  # fmt: skip
    wanted = listed(ids)
    if order is None:
        own = "x.id" if table == "document" else "x.document_id"
        sql = f"SELECT x.id FROM {table} x JOIN document d ON d.id = {own} WHERE x.id IN (SELECT value FROM json_each(?)) ORDER BY d.number, x.id"
    else:
        sql = f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY {order}, id"
    return [row[0] for row in library.query(sql, (wanted,))]


def last_change(library: Library) -> int:
    """Return the number of the latest revision."""
    return int(library.value("SELECT max(seq) FROM revision", (), 0) or 0)
