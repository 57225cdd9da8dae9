"""Moves the staged rows of an import into their tables, a dozen statements whatever their number."""

from typing import Final

from cresi_app.catalogue.model.whole import CHECKLIST as CHECKLIST_COLUMNS
from cresi_app.catalogue.model.whole import COPY as COPY_COLUMNS
from cresi_app.catalogue.model.whole import FILE as FILE_COLUMNS
from cresi_app.catalogue.model.whole import LINE as LINE_COLUMNS
from cresi_app.catalogue.model.whole import TABLES
from cresi_app.core.clock import stamp
from cresi_app.store.revision import Revision
from cresi_app.store.values import Fragment

DOCUMENT: Final = "document"
COPY: Final = "copy"
WHOLE_COPY: Final = "copy with everything"
WHOLE_FILE: Final = "file with everything"
NUMBERED: Final = "document with its number"
"""Documents that keep the number they had where they come from; those of `DOCUMENT` get the next ones."""
UNNUMBERED: Final = "copy without number"
"""Copies that get the next accession numbers; those of `COPY` bring their own."""

_DOCUMENT: Final = (
    "id", "publisher_id", "place", "publication_country_code", "series_id", "call_number_sort", "published_on",
    "revised_on", "kind", "title", "title_sort", "subtitle", "other_titles", "part_number", "part_title",
    "responsibility", "edition", "date_text", "year", "extent", "series_number", "call_number", "audience", "rights",
    "image_credit", "frequency", "price", "url", "abstract", "contents", "notes",
)  # fmt: skip

_COPY: Final = (
    "id", "document_id", "barcode", "call_number", "location_id", "status", "volume", "note", "acquired_on", "provenance", "supplier",
    "price_minor", "currency",
)  # fmt: skip

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "contributor": ("id", "kind", "family", "given", "dates", "name_sort", "match_key"),
    "publisher": ("id", "name", "place", "name_sort", "match_key"),
    "series": ("id", "title", "issn", "title_sort", "match_key"),
    "authority_number": ("id", "contributor_id", "publisher_id", "series_id", "scheme", "value"),
    "authority_variant": ("id", "contributor_id", "publisher_id", "series_id", "kind", "form", "form_sort", "match_key"),
    "subject": ("id", "term", "kind", "scheme", "term_sort", "match_key"),
    "location": ("id", "name", "name_sort", "match_key"),
    NUMBERED: (*_DOCUMENT, "number"),
    DOCUMENT: _DOCUMENT,
    "co_publication": ("id", "document_id", "position", "publisher_id", "place"),
    "contribution": ("id", "document_id", "position", "contributor_id", "role"),
    "document_subject": ("id", "document_id", "position", "subject_id"),
    "document_language": ("id", "document_id", "position", "language_code", "use"),
    "document_country": ("id", "document_id", "position", "country_code"),
    "document_identifier": ("id", "document_id", "position", "scheme", "value", "normalised", "note"),
    "document_link": ("id", "document_id", "position", "relation", "title", "number", "issn", "date_text", "pages"),
    "document_file": ("id", "document_id", "position", "sha256", "name", "media_type", "size"),
    "document_source": ("id", "document_id", "format", "source_key", "fingerprint", "leftovers"),
    COPY: (*_COPY, "accession_number"),
    UNNUMBERED: _COPY,
    WHOLE_COPY: ("id", "document_id", "location_id", *COPY_COLUMNS),
    WHOLE_FILE: ("id", "document_id", *FILE_COLUMNS),
    **{table: ("id", "document_id", *columns) for table, columns in TABLES.items()},
    "checklist": ("id", "copy_id", *CHECKLIST_COLUMNS),
    "checklist_line": ("id", "checklist_id", "piece_id", *LINE_COLUMNS),
    "custom_field": ("id", "short_name", "name", "type", "position"),
    "custom_choice": ("id", "field_id", "word", "match_key", "position"),
    "custom_value": ("id", "document_id", "field_id", "type", "text", "number", "day", "flag", "choice_id"),
    "loan_count": ("id", "document_id", "copy_id", "day", "times", "is_brought"),
    "consultation": ("id", "document_id", "copy_id", "day", "times"),
}  # fmt: skip
"""The tables in the order they are filled, parents first, and what a staged row says of each, in this order."""

NAMED: Final = COLUMNS[DOCUMENT][8:]
"""The columns of a document that a notice has under the same name."""

_STAMPED: Final = frozenset(
    {
        "contributor",
        "publisher",
        "series",
        "subject",
        "location",
        "document_file",
        DOCUMENT,
        NUMBERED,
        "checklist",
        COPY,
        UNNUMBERED,
        WHOLE_COPY,
        WHOLE_FILE,
        "serial_issue",
        "custom_field",
    }
)
_TARGET: Final = (
    "coalesce((SELECT min(i.document_id) FROM document_identifier i WHERE j.value->>9 <> '' AND i.scheme = 'issn' "
    "AND i.normalised = j.value->>9 AND i.document_id <> j.value->>1 HAVING count(DISTINCT i.document_id) = 1), "
    "(SELECT min(t.id) FROM document t WHERE j.value->>10 <> '' AND t.title_sort = j.value->>10 AND t.id <> j.value->>1 "
    "AND t.archived_on IS NULL AND t.kind <> 'article' HAVING count(*) = 1))"
)
"""The record of the library that a link names, by its ISSN (9th of the staged row) or its title (10th), when there is but one."""
_TAKE: Final = "INSERT INTO sequence (name, last) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = sequence.last + excluded.last"

_REACH: Final = "INSERT INTO sequence (name, last) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = max(sequence.last, excluded.last)"


def move_in(revision: Revision, import_id: int, staged: dict[str, int]) -> None:
    """Move every staged row (`staged`: how many of each) into its table; notices and copies are numbered in the file's order.

    Rows wait in blocks: one staged row holds a JSON list of hundreds, which SQLite reads in one go.
    """
    revision.needs_staged(import_id)
    for entity, columns in COLUMNS.items():
        count = staged.get(entity, 0)
        if not count:
            continue
        also: dict[str, Fragment] = {}
        if entity == DOCUMENT:
            also["number"] = _numbered(revision, "document", "%05d", count)
        elif entity == "document_link":
            also["target_id"] = Fragment(_TARGET)
        elif entity == UNNUMBERED:
            also["accession_number"] = _numbered(revision, "accession", "%06d", count)
        if entity in _STAMPED:
            now = stamp()
            also |= {"created_at": Fragment("?", (now,)), "updated_at": Fragment("?", (now,))}
        _move(revision, import_id, entity, columns, also)


def _move(revision: Revision, import_id: int, entity: str, columns: tuple[str, ...], also: dict[str, Fragment]) -> None:
    table = {NUMBERED: DOCUMENT, UNNUMBERED: COPY, WHOLE_COPY: COPY, WHOLE_FILE: "document_file"}.get(entity, entity)
    names = ", ".join((*columns, *also, "version"))
    values = ", ".join([*(f"j.value->>{at}" for at in range(len(columns))), *(one.sql for one in also.values()), "1"])
    params = [param for one in also.values() for param in one.params]
    revision.execute_light(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM staged s, json_each(s.row) j "
        "WHERE s.import = ? AND s.entity = ?",
        (*params, import_id, entity),
    )


def _numbered(revision: Revision, sequence: str, pattern: str, count: int) -> Fragment:
    """Take `count` numbers of a sequence and return what gives each staged row its own, in the file's order."""
    revision.execute(_TAKE, (sequence, count))
    return Fragment(
        "printf(?, (SELECT last FROM sequence WHERE name = ?) - ? + row_number() OVER (ORDER BY s.pos, j.key))",
        (pattern, sequence, count),
    )


def point(revision: Revision, table: str, owner: int, place: int, target: int) -> None:
    """Let a link, by its place in its document, or an issue, by its id, point at a document that came with the same file."""
    if table == "document_link":
        revision.execute(
            "UPDATE document_link SET target_id = ?, version = version + 1 WHERE document_id = ? AND position = ?",
            (target, owner, place),
        )
    else:
        revision.execute("UPDATE serial_issue SET notice_id = ?, version = version + 1 WHERE id = ?", (target, place))


def reach(revision: Revision, number: int) -> None:
    """Let the numbers given to notices from now on begin behind `number`, which came with a notice."""
    revision.execute(_REACH, ("document", number))


def tie(revision: Revision, title: str, issn: str, target: int) -> None:
    """Let every link that waits and says this point at the document that has come."""
    revision.execute(
        "UPDATE document_link SET target_id = ?, version = version + 1 WHERE target_id IS NULL AND title = ? AND issn = ? "
        "AND document_id <> ?",
        (target, title, issn, target),
    )
