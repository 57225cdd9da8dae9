"""Reads of documents and of what hangs on them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, TypeVar

from cresi_app.catalogue.model import (
    Attachment,
    Contribution,
    Copy,
    CountryOf,
    Document,
    DocumentSheet,
    Identifier,
    Kind,
    LanguageOf,
    Link,
    Publication,
    Source,
    SubjectOf,
)
from cresi_app.catalogue.model.custom import CustomValue
from cresi_app.catalogue.model.description import (
    AbstractOf,
    AudienceOf,
    Backlink,
    Exhibition,
    Issue,
    Pending,
    Piece,
    Release,
    TitleOf,
    Use,
)
from cresi_app.catalogue.queries import loans
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.values import listed

T = TypeVar("T")

DOCUMENTS: Final = Table("document", Document)
CONTRIBUTIONS: Final = Table("contribution", Contribution)
PUBLICATIONS: Final = Table("co_publication", Publication)
SUBJECTS: Final = Table("document_subject", SubjectOf)
LANGUAGES: Final = Table("document_language", LanguageOf)
COUNTRIES: Final = Table("document_country", CountryOf)
IDENTIFIERS: Final = Table("document_identifier", Identifier)
LINKS: Final = Table("document_link", Link)
FILES: Final = Table("document_file", Attachment)
COPIES: Final = Table("copy", Copy)
SOURCES: Final = Table("document_source", Source)
TITLES: Final = Table("document_title", TitleOf)
ABSTRACTS: Final = Table("document_abstract", AbstractOf)
USES: Final = Table("document_use", Use)
EXHIBITIONS: Final = Table("exhibition", Exhibition)
AUDIENCES: Final = Table("document_audience", AudienceOf)
RELEASES: Final = Table("document_release", Release)
PIECES: Final = Table("document_piece", Piece)
ISSUES: Final = Table("serial_issue", Issue)
VALUES: Final = Table("custom_value", CustomValue)
PENDING: Final = Table("document_pending", Pending)
LINKED: Final = Table("linked", Backlink)

_CHILDREN: Final = {
    "contribution": "SELECT b.document_id, b.id, b.version, b.contributor_id, b.role, b.position, c.kind, c.family, c.given, c.dates, "
    "r.is_author, r.name_fr AS role_fr, r.name_en AS role_en FROM contribution b JOIN contributor c ON c.id = b.contributor_id "
    "JOIN contribution_role r ON r.code = b.role WHERE b.document_id IN ({ids}) ORDER BY b.position, b.id",
    "co_publication": "SELECT x.document_id, x.id, x.version, x.publisher_id, p.name, x.place, x.position "
    "FROM co_publication x JOIN publisher p ON p.id = x.publisher_id WHERE x.document_id IN ({ids}) ORDER BY x.position, x.id",
    "document_subject": "SELECT x.document_id, x.id, x.version, x.subject_id, s.term, s.kind, s.scheme, x.position "
    "FROM document_subject x JOIN subject s ON s.id = x.subject_id WHERE x.document_id IN ({ids}) ORDER BY x.position, x.id",
    "document_language": "SELECT x.document_id, x.id, x.version, x.language_code, x.use, l.name_fr, l.name_en, x.position "
    "FROM document_language x JOIN language l ON l.code = x.language_code WHERE x.document_id IN ({ids}) "
    "ORDER BY x.position, x.id",
    "document_country": "SELECT x.document_id, x.id, x.version, x.country_code, n.name_fr, n.name_en, x.position "
    "FROM document_country x JOIN country n ON n.code = x.country_code WHERE x.document_id IN ({ids}) ORDER BY x.position, x.id",
    "document_identifier": "SELECT * FROM document_identifier WHERE document_id IN ({ids}) ORDER BY position, id",
    "document_link": "SELECT k.*, coalesce(t.number, '') AS target_number, coalesce(t.title, '') AS target_title, "
    "coalesce(t.kind, '') AS target_kind FROM document_link k LEFT JOIN document t ON t.id = k.target_id "
    "WHERE k.document_id IN ({ids}) ORDER BY k.position, k.id",
    "document_file": "SELECT * FROM document_file WHERE document_id IN ({ids}) ORDER BY position, id",
    "copy": "SELECT y.*, coalesce(l.name, '') AS location, "
    "coalesce((SELECT sum(times) FROM loan_count n WHERE n.copy_id = y.id), 0) AS loans FROM copy y LEFT JOIN location l ON l.id = y.location_id "
    "WHERE y.document_id IN ({ids}) ORDER BY y.withdrawn_on IS NOT NULL, y.barcode, y.id",
    "document_source": "SELECT * FROM document_source WHERE document_id IN ({ids}) ORDER BY id",
    "document_title": "SELECT x.*, coalesce(l.name_fr, '') AS name_fr, coalesce(l.name_en, '') AS name_en FROM document_title x "
    "LEFT JOIN language l ON l.code = x.language_code WHERE x.document_id IN ({ids}) ORDER BY x.position, x.id",
    "document_abstract": "SELECT x.*, coalesce(l.name_fr, '') AS name_fr, coalesce(l.name_en, '') AS name_en FROM document_abstract x "
    "LEFT JOIN language l ON l.code = x.language_code WHERE x.document_id IN ({ids}) ORDER BY x.position, x.id",
    "document_use": "SELECT * FROM document_use WHERE document_id IN ({ids})",
    "exhibition": "SELECT * FROM exhibition WHERE document_id IN ({ids})",
    "document_audience": "SELECT x.*, a.name_fr, a.name_en FROM document_audience x JOIN audience_kind a ON a.code = x.audience "
    "WHERE x.document_id IN ({ids}) ORDER BY x.position, x.id",
    "document_release": "SELECT * FROM document_release WHERE document_id IN ({ids}) ORDER BY position, id",
    "document_piece": "SELECT * FROM document_piece WHERE document_id IN ({ids}) ORDER BY position, id",
    "serial_issue": "SELECT * FROM serial_issue WHERE document_id IN ({ids}) ORDER BY year, volume, number_sort, id",
    "custom_value": "SELECT v.*, f.short_name, f.name, f.position, coalesce(c.word, '') AS word, "
    "f.archived_on IS NOT NULL AS is_archived FROM custom_value v JOIN custom_field f ON f.id = v.field_id "
    "LEFT JOIN custom_choice c ON c.id = v.choice_id WHERE v.document_id IN ({ids}) ORDER BY f.position, f.id",
    "document_pending": "SELECT * FROM document_pending WHERE document_id IN ({ids}) ORDER BY id",
}
# What other documents say of these: no rows of their own, read with them.
_BACK: Final = (
    "SELECT k.target_id AS owner, k.id, k.document_id, k.relation, d.number, d.title, d.kind, "
    "k.number AS part, k.pages "
    "FROM document_link k JOIN document d ON d.id = k.document_id "
    "WHERE k.target_id IN ({ids}) AND k.document_id <> k.target_id ORDER BY d.kind, d.title_sort, k.id"
)
CHILD_TABLES: Final = tuple(_CHILDREN)
_LISTED: Final = "SELECT value FROM json_each(?)"


def document(library: Library, document_id: int) -> Document | None:
    """Return one notice, archived or not."""
    rows = library.query(f"SELECT {DOCUMENTS.select()} FROM document WHERE id = ?", (document_id,))
    return DOCUMENTS.load(rows[0]) if rows else None


def children(library: Library, table: str, ids: Iterable[int]) -> list[Row]:
    """Return the rows of one child table for these documents, in their order on each."""
    return library.query(_CHILDREN[table].format(ids=_LISTED), (listed(ids),))


def copy(library: Library, copy_id: int) -> Copy | None:
    """Return one copy, withdrawn or not."""
    sql = "SELECT y.*, coalesce(l.name, '') AS location FROM copy y LEFT JOIN location l ON l.id = y.location_id WHERE y.id = ?"
    rows = library.query(sql, (copy_id,))
    return COPIES.load(rows[0]) if rows else None


def sheets(library: Library, ids: Iterable[int], kinds: Mapping[str, Kind]) -> list[DocumentSheet]:
    """Return everything about these documents, in the order of `ids`; those that are gone are left out."""
    wanted = list(ids)
    with library.snapshot():
        heads = library.query(
            "SELECT d.*, coalesce(p.name, '') AS publisher, coalesce(s.title, '') AS series_title, coalesce(s.issn, '') AS series_issn, "
            "coalesce(n.name_fr, '') AS publication_country, coalesce(v.views, 0) AS views, "
            "coalesce((SELECT sum(times) FROM consultation c WHERE c.document_id = d.id), 0) AS consultations, "
            f"{loans.OF_DOCUMENT} AS loans, {loans.LAST_OF_DOCUMENT} AS lent_on FROM document d "
            "LEFT JOIN publisher p ON p.id = d.publisher_id LEFT JOIN series s ON s.id = d.series_id "
            "LEFT JOIN country n ON n.code = d.publication_country_code "
            f"LEFT JOIN document_view v ON v.document_id = d.id WHERE d.id IN ({_LISTED})",
            (json.dumps(wanted),),
        )
        parts = {table: _grouped(children(library, table, wanted)) for table in CHILD_TABLES}
        linking = library.query(_BACK.format(ids=_LISTED), (listed(wanted),))
        parts["linked"] = _grouped(linking, "owner")
    made = {row["id"]: _sheet(row, parts, kinds) for row in heads}
    return [made[one] for one in wanted if one in made]


def _grouped(rows: list[Row], owner: str = "document_id") -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[owner], []).append(row)
    return groups


def _sheet(row: Row, parts: dict[str, dict[int, list[Row]]], kinds: Mapping[str, Kind]) -> DocumentSheet:
    def of(table: Table[T]) -> tuple[T, ...]:
        return tuple(table.loads(parts[table.name].get(row["id"], [])))

    return DocumentSheet(
        document=DOCUMENTS.load(row),
        kind=kinds[row["kind"]],
        publisher=row["publisher"],
        series=row["series_title"],
        series_issn=row["series_issn"],
        publication_country=row["publication_country"],
        contributions=of(CONTRIBUTIONS),
        co_publishers=of(PUBLICATIONS),
        subjects=of(SUBJECTS),
        languages=of(LANGUAGES),
        countries=of(COUNTRIES),
        identifiers=of(IDENTIFIERS),
        links=of(LINKS),
        files=of(FILES),
        copies=of(COPIES),
        sources=of(SOURCES),
        linked=of(LINKED),
        titles=of(TITLES),
        abstracts=of(ABSTRACTS),
        uses=of(USES),
        exhibitions=of(EXHIBITIONS),
        audiences=of(AUDIENCES),
        releases=of(RELEASES),
        every_piece=of(PIECES),
        issues=of(ISSUES),
        values=of(VALUES),
        pending=of(PENDING),
        views=row["views"],
        consultations=row["consultations"],
        loans=row["loans"],
        lent_on=date.fromisoformat(row["lent_on"]) if row["lent_on"] else None,
    )


def ids_of_number(library: Library, number: str) -> list[int]:
    """Return the document whose notice number this is."""
    return [row[0] for row in library.query("SELECT id FROM document WHERE number = ?", (number,))]


def ids_of_barcode(library: Library, barcode: str) -> list[int]:
    """Return the document of the live copy with this barcode, else of withdrawn ones."""
    rows = library.query(
        "SELECT document_id FROM copy WHERE barcode = ? ORDER BY withdrawn_on IS NOT NULL, id DESC", (barcode,)
    )
    return [row[0] for row in rows[:1]]


def ids_of_identifier(library: Library, normalised: str) -> list[int]:
    """Return the documents that carry this number, the oldest first."""
    rows = library.query(
        "SELECT DISTINCT document_id FROM document_identifier WHERE normalised = ? ORDER BY document_id", (normalised,)
    )
    return [row[0] for row in rows]


def ids_of_title(library: Library, title_sort: str) -> list[int]:
    """Return the documents whose sorted title is this one, the oldest first."""
    rows = library.query("SELECT id FROM document WHERE title_sort = ? ORDER BY id LIMIT 20", (title_sort,))
    return [row[0] for row in rows]


def live_barcode(library: Library, barcode: str) -> tuple[int, str] | None:
    """Return the copy that carries this barcode now and the number of its document."""
    rows = library.query(
        "SELECT y.id, d.number FROM copy y JOIN document d ON d.id = y.document_id "
        "WHERE y.barcode = ? AND y.barcode <> '' AND y.withdrawn_on IS NULL",
        (barcode,),
    )
    return (rows[0][0], rows[0][1]) if rows else None


def links_to(library: Library, document_id: int) -> int:
    """Return how many other documents refer to this one."""
    sql = "SELECT count(*) FROM document_link WHERE target_id = ? AND document_id <> ?"
    return int(library.value(sql, (document_id, document_id), 0))


def newest(library: Library, limit: int) -> list[int]:
    """Return the ids of the documents added last."""
    rows = library.query("SELECT id FROM document WHERE archived_on IS NULL ORDER BY id DESC LIMIT ?", (limit,))
    return [row[0] for row in rows]


def counts(library: Library) -> dict[str, int]:
    """Return how many documents and copies the library holds, archived and withdrawn ones apart."""
    return {
        "document": int(library.value("SELECT count(*) FROM document WHERE archived_on IS NULL", (), 0)),
        "copy": int(library.value("SELECT count(*) FROM copy WHERE withdrawn_on IS NULL", (), 0)),
    }


def came_by_month(library: Library, first_id: int, since: str, most: int) -> dict[str, int]:
    """Return how many documents came in each month (``2026-03``) from `since` on, {} when more than `most` ids are as late as that.

    `first_id` is the least id given then: an old collection is not read for it.
    """
    late = library.value("SELECT count(*) FROM (SELECT 1 FROM document WHERE id >= ? LIMIT ?)", (first_id, most + 1), 0)
    if int(late) > most:
        return {}
    rows = library.query(
        "SELECT substr(created_at, 1, 7), count(*) FROM document WHERE id >= ? AND created_at >= ? AND archived_on IS NULL GROUP BY 1",
        (first_id, since),
    )
    return {row[0]: row[1] for row in rows}


def consultations(library: Library, document_id: int) -> int:
    """Return how often a document was consulted in the centre."""
    return int(
        library.value("SELECT coalesce(sum(times), 0) FROM consultation WHERE document_id = ?", (document_id,), 0)
    )


def viewed(document_id: int, on: date) -> tuple[str, tuple[object, ...]]:
    """Return the statement that counts one look at a document."""
    sql = (
        "INSERT INTO document_view (document_id, views, last_on) SELECT id, 1, ? FROM document WHERE id = ? "
        "ON CONFLICT (document_id) DO UPDATE SET views = views + 1, last_on = excluded.last_on"
    )
    return sql, (on, document_id)
