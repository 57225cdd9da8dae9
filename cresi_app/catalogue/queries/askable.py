"""What a search can name beside the lists that never change: the centre's own fields, its places, its baskets."""

from collections.abc import Iterable
from typing import Final

from cresi_app.catalogue.model.askfields import AskField, Takes
from cresi_app.core.text import fold
from cresi_app.store.library import Library
from cresi_app.store.values import listed

_TAKES: Final = {
    "text": Takes.TEXT,
    "long_text": Takes.TEXT,
    "link": Takes.TEXT,
    "number": Takes.DECIMAL,
    "date": Takes.DAY,
    "yes_no": Takes.YES_NO,
    "choice": Takes.CODE,
}
_CODES: Final = {
    "location": "SELECT name, id FROM location WHERE archived_on IS NULL",
    "provenance": "SELECT name_fr, code FROM copy_provenance UNION ALL SELECT name_en, code FROM copy_provenance",
    "basket": "SELECT name, id FROM basket",
    "level": "SELECT name_fr, code FROM use_level UNION ALL SELECT name_en, code FROM use_level",
}


def own_fields(library: Library) -> list[AskField]:
    """Return the centre's own fields as a search names them: by their short name."""
    rows = library.query(
        "SELECT id, short_name, name, type FROM custom_field WHERE archived_on IS NULL ORDER BY position, id"
    )
    return [
        AskField(
            f"own:{row['id']}", row["name"], _TAKES[row["type"]], (row["short_name"], row["short_name"]), (), row["id"]
        )
        for row in rows
        if row["type"] in _TAKES
    ]


def choices(library: Library, field_id: int) -> list[str]:
    """Return the words that a field of the centre's own offers."""
    sql = "SELECT word FROM custom_choice WHERE field_id = ? AND archived_on IS NULL ORDER BY position, id"
    return [row[0] for row in library.query(sql, (field_id,))]


def names(library: Library, field: str) -> list[str]:
    """Return the names of places, baskets or levels, in alphabetical order, each once."""
    found = {row[1]: row[0] for row in reversed(library.query(_CODES[field]))}
    return sorted(found.values(), key=fold)


def codes(library: Library) -> dict[str, dict[str, str]]:
    """Return, for places, baskets and levels, each folded name with the id or code it stands for."""
    return {field: {fold(row[0]): str(row[1]) for row in library.query(sql)} for field, sql in _CODES.items()}


def used_terms(library: Library, ids: Iterable[int]) -> dict[int | None, set[int]]:
    """Return the subjects of these documents and everything above them, by thesaurus (None: in none)."""
    rows = library.query(
        "WITH used AS (SELECT DISTINCT subject_id AS id FROM document_subject WHERE document_id IN (SELECT value FROM json_each(?))) "
        "SELECT s.thesaurus_id, s.id FROM subject s WHERE s.id IN (SELECT id FROM used) "
        "OR s.id IN (SELECT above_id FROM subject_above WHERE subject_id IN (SELECT id FROM used))",
        (listed(ids),),
    )
    found: dict[int | None, set[int]] = {}
    for row in rows:
        found.setdefault(row[0], set()).add(row[1])
    return found
