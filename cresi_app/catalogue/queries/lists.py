"""Reads of the reference lists of the catalogue, and of the countries and languages its documents name."""

from typing import Final, TypeVar

from cresi_app.catalogue.model import Condition, CopyStatus, Kind, Listed, Relation, Role, Scheme, SubjectKind
from cresi_app.catalogue.model.description import AudienceKind, CustomType, IssueState, UseLevel
from cresi_app.catalogue.model.stock import LabelFormat, Provenance
from cresi_app.catalogue.model.weeding import WeedingFate, WeedingReason
from cresi_app.store.library import Library
from cresi_app.store.records import Table

T = TypeVar("T", bound=Listed)

KINDS: Final = Table("document_kind", Kind)
ROLES: Final = Table("contribution_role", Role)
SCHEMES: Final = Table("document_scheme", Scheme)
SUBJECT_KINDS: Final = Table("subject_kind", SubjectKind)
RELATIONS: Final = Table("link_relation", Relation)
AUDIENCES: Final = Table("audience_kind", AudienceKind)
LEVELS: Final = Table("use_level", UseLevel)
ISSUE_STATES: Final = Table("issue_state", IssueState)
CUSTOM_TYPES: Final = Table("custom_type", CustomType)
STATUSES: Final = Table("copy_status", CopyStatus)
CONDITIONS: Final = Table("copy_condition", Condition)
PROVENANCES: Final = Table("copy_provenance", Provenance)
WEEDING_REASONS: Final = Table("weeding_reason", WeedingReason)
WEEDING_FATES: Final = Table("weeding_fate", WeedingFate)
LABEL_FORMATS: Final = Table("label_format", LabelFormat)


def by_code(library: Library, table: Table[T]) -> dict[str, T]:
    """Return the lines of a list by code, in the list's order."""
    rows = library.query(f"SELECT {table.select()} FROM {table.name} ORDER BY position, code")
    return {line.code: line for line in table.loads(rows)}


def languages(library: Library) -> dict[str, tuple[str, str]]:
    """Return the French and English name of each language (ISO 639-2/B), in French alphabetical order."""
    rows = library.query("SELECT code, name_fr, name_en FROM language ORDER BY name_sort, code")
    return {row["code"]: (row["name_fr"], row["name_en"]) for row in rows}


def language_aliases(library: Library) -> dict[str, str]:
    """Return the bibliographic code of each terminological or two-letter one (``fra``, ``fr`` → ``fre``)."""
    aliases: dict[str, str] = {}
    for row in library.query("SELECT code, code_t, code2 FROM language"):
        aliases |= {other: row["code"] for other in (row["code_t"], row["code2"]) if other}
    return aliases


def countries(library: Library) -> dict[str, tuple[str, str]]:
    """Return the French and English name of each country or territory, in French alphabetical order."""
    rows = library.query("SELECT code, name_fr, name_en FROM country ORDER BY name_sort, code")
    return {row["code"]: (row["name_fr"], row["name_en"]) for row in rows}


_NAMES: Final = {
    "kind": "SELECT code, name_fr AS name FROM document_kind UNION ALL SELECT code, name_en FROM document_kind "
    "UNION ALL SELECT code, code FROM document_kind",
    "language": "SELECT code, name_fr AS name FROM language UNION ALL SELECT code, name_en FROM language "
    "UNION ALL SELECT code, code2 FROM language UNION ALL SELECT code, code_t FROM language UNION ALL SELECT code, code FROM language",
    "country": "SELECT code, name_fr AS name FROM country UNION ALL SELECT code, name_en FROM country UNION ALL SELECT code, code FROM country",
    "status": "SELECT code, name_fr AS name FROM copy_status UNION ALL SELECT code, name_en FROM copy_status "
    "UNION ALL SELECT code, code FROM copy_status",
}


def every_name(library: Library) -> dict[str, list[tuple[str, str]]]:
    """Return, for kinds, languages, countries and statuses, every name or code with the code it stands for; codes last."""
    return {field: [(row["name"] or "", row["code"]) for row in library.query(sql)] for field, sql in _NAMES.items()}
