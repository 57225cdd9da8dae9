"""All names of all terms, and what the collection makes of them: what the indexing assistant reads."""

from collections.abc import Hashable, Iterator
from typing import Final

from cresi_app.catalogue.model.languages import of_tag
from cresi_app.catalogue.model.termfinding import Name
from cresi_app.store.library import Library

COUNTRY: Final = "country"
SUBJECT: Final = "subject"

_STATE: Final = (
    "SELECT (SELECT count(*) || '.' || coalesce(sum(version), 0) FROM subject), "
    "(SELECT count(*) || '.' || coalesce(sum(version), 0) FROM subject_label), (SELECT count(*) FROM country)"
)
_NAMES: Final = (
    "SELECT s.id, s.term AS label, s.kind, s.country_code, t.is_geographic, '' AS language FROM subject s LEFT JOIN thesaurus t ON t.id = s.thesaurus_id "
    "WHERE s.archived_on IS NULL AND s.status = 'active' AND s.kind IN ('topic', 'place', 'free') "
    "AND NOT EXISTS (SELECT 1 FROM subject_label l WHERE l.subject_id = s.id AND l.label = s.term) UNION ALL "
    "SELECT s.id, l.label, s.kind, s.country_code, t.is_geographic, l.language FROM subject_label l JOIN subject s ON s.id = l.subject_id "
    "LEFT JOIN thesaurus t ON t.id = s.thesaurus_id WHERE s.archived_on IS NULL AND s.status = 'active'"
)


def state(library: Library) -> tuple[object, ...]:
    """Return what changes when a name does."""
    return tuple(library.query(_STATE)[0])


def names(library: Library) -> Iterator[Name]:
    """Yield every name of every term that may index: (``subject``, id), or (``country``, code) for what is one."""
    seen: set[tuple[Hashable, str]] = set()
    for row in library.query("SELECT code, name_fr, name_en FROM country"):
        for label in (row["name_fr"], row["name_en"]):
            yield from _once(seen, Name((COUNTRY, row["code"]), label, is_proper=True))
    for row in library.query(_NAMES):
        target: Hashable = (COUNTRY, row["country_code"]) if row["country_code"] else (SUBJECT, row["id"])
        proper = bool(row["country_code"]) or bool(row["is_geographic"]) or row["kind"] == "place"
        yield from _once(seen, Name(target, row["label"], proper, of_tag(row["language"]) if row["language"] else ""))


def _once(seen: set[tuple[Hashable, str]], name: Name) -> Iterator[Name]:
    if (name.target, name.label) not in seen:
        seen.add((name.target, name.label))
        yield name


def documents(library: Library) -> int:
    """Return how many documents there are."""
    return int(library.value("SELECT count(*) FROM document WHERE archived_on IS NULL"))


def uses(library: Library) -> dict[Hashable, int]:
    """Return how many documents each subject and country indexes."""
    found: dict[Hashable, int] = {
        (SUBJECT, row[0]): row[1]
        for row in library.query("SELECT subject_id, count(*) FROM document_subject GROUP BY subject_id")
    }
    found |= {
        (COUNTRY, row[0]): row[1]
        for row in library.query("SELECT country_code, count(*) FROM document_country GROUP BY country_code")
    }
    return found


def above(library: Library) -> dict[Hashable, frozenset[Hashable]]:
    """Return what stands above each subject, near or far."""
    return _pairs(library, "SELECT subject_id, above_id FROM subject_above")


def near(library: Library) -> dict[Hashable, frozenset[Hashable]]:
    """Return what goes with each subject (« voir aussi »)."""
    return _pairs(
        library,
        "SELECT subject_id, related_id FROM subject_related UNION SELECT related_id, subject_id FROM subject_related",
    )


def _pairs(library: Library, sql: str) -> dict[Hashable, frozenset[Hashable]]:
    found: dict[Hashable, set[Hashable]] = {}
    for one, other in library.query(sql):
        found.setdefault((SUBJECT, one), set()).add((SUBJECT, other))
    return {one: frozenset(others) for one, others in found.items()}
