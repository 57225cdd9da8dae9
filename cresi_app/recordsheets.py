"""What the plain sheet of a record says, read from its row and from those that belong to it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cresi_app.core.changes import RecordRef
from cresi_app.core.i18n import N_, language, tr
from cresi_app.core.papercode import paper_code
from cresi_app.directory.model.records import PRIVATE
from cresi_app.printing.recordsheet import RecordSheet
from cresi_app.recordwords import FIELDS, field_name, worded
from cresi_app.services import Services
from cresi_app.store.chronicle import Chronicle, row_name
from cresi_app.store.history import Values

PARTS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = MappingProxyType({
    "person": (("affiliation", N_("Fonctions")), ("contact", N_("Coordonnées"))),
    "organisation": (("affiliation", N_("Personnes")), ("contact", N_("Coordonnées")), ("organisation_identifier", N_("Numéros")), ("membership", N_("Adhésions"))),
    "course": (("course_competence", N_("Compétences attendues")), ("course_document", N_("Documents du centre"))),
    "support": (("support_person", N_("Personnes")), ("support_item", N_("Équipements"))),
    "outpost": (("outpost_contact", N_("Contacts")), ("outpost_meeting", N_("Entreprises rencontrées")), ("outpost_action", N_("Actions"))),
    "application": (("application_partner", N_("Partenaires")), ("application_line", N_("Budget"))),
})  # fmt: skip
"""The rows that a sheet tells below its facts, by kind of record."""
_UNPRINTED: Final = frozenset({"note", "internal_note", "currency", "latitude_e6", "longitude_e6"})
"""Notes stay inside; a currency stands with its amount."""
_TITLES: Final = frozenset({"title", "name", "given_name", "family_name", "label"})


def sheet_of(services: Services, record: RecordRef, kind: str) -> RecordSheet:
    """Return the sheet of a record; `kind` is what it is called in the language in force."""
    chronicle = Chronicle(services.library.query, services.library.structure)
    table, key = record
    row = chronicle.row(table, key) or {}
    unsaid = _UNPRINTED | _TITLES
    if table == "person" and not services.directory.sees_private():
        unsaid |= set(PRIVATE)
    told = [
        (field_name(table, name), _whole(chronicle, table, name, value, row))
        for name, value in row.items()
        if name in FIELDS and name not in unsaid
    ]
    parts = []
    for child, heading in PARTS.get(table, ()):
        lines = [_line(chronicle, child, one, f"{table}_id") for one in chronicle.owned(child, key, table)]
        if any(lines):
            parts.append((tr(heading), [f"- {line}" for line in lines if line]))
    return RecordSheet(kind[:1].upper() + kind[1:], row_name(row, language()), told, parts, paper_code(table, str(key)))


def _line(chronicle: Chronicle, table: str, row: Values, owner: str) -> str:
    if row.get("is_private"):
        return ""  # nobody's private number leaves the screen
    said = [
        _whole(chronicle, table, name, value, row)
        for name, value in row.items()
        if name != owner and name in FIELDS and name not in _UNPRINTED and not name.startswith(("permission", "is_"))
    ]
    return " · ".join(part for part in said if part)


def _whole(chronicle: Chronicle, table: str, name: str, value: int | str | None, row: Values) -> str:
    """Return a value in words; a long text whole, where other places show its beginning."""
    said = worded(chronicle, table, name, value, _currency(row))
    return value.strip() if isinstance(value, str) and said.endswith("…") and len(said) < len(value) else said


def _currency(row: Values) -> str:
    return str(row.get("currency") or "EUR")
