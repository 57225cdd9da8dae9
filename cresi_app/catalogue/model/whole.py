"""What only our own JSON says of a document: everything the library holds of it beyond the fields of a notice."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from cresi_app.catalogue.model.description import Checklist, Counted
from cresi_app.catalogue.model.document import Copy, DocumentSheet

Rows = list[dict[str, Any]]
TEXT, NEEDED, NUMBER, DAY, FLAG = "text", "needed", "number", "day", "flag"
"""What a column holds: text, text that must be there, a whole number, an ISO day, 0 or 1; another word is the list its code is of."""

TABLES: Final[dict[str, dict[str, str]]] = {
    # table: its columns and what each holds
    "document_title": {"kind": "title_kind", "language_code": "language", "title": NEEDED, "position": NUMBER},
    "document_abstract": {"language_code": "language", "text": NEEDED, "position": NUMBER},
    "document_use": {
        "minutes_least": NUMBER, "minutes_most": NUMBER, "group_least": NUMBER, "group_most": NUMBER, "age_least": NUMBER,
        "age_most": NUMBER, "level": "use_level", "material": TEXT,
    },
    "document_audience": {"audience": "audience_kind!", "position": NUMBER},
    "document_release": {"label": NEEDED, "released_on": DAY, "what_changed": TEXT, "position": NUMBER},
    "exhibition": {
        "crates": NUMBER, "weight_g": NUMBER, "wall_cm": NUMBER, "setup_minutes": NUMBER, "insurance_minor": NUMBER, "currency": TEXT,
        "transport": TEXT, "hanging": TEXT,
    },
    "document_piece": {
        "number": TEXT, "name": NEEDED, "quantity": NUMBER, "width_mm": NUMBER, "height_mm": NUMBER, "weight_g": NUMBER, "crate": TEXT,
        "note": TEXT, "dropped_on": DAY, "position": NUMBER,
    },
    "serial_issue": {
        "year": NUMBER, "volume": TEXT, "number": NEEDED, "number_sort": TEXT, "date_text": TEXT, "due_on": DAY, "state": "issue_state!",
        "received_on": DAY, "title": TEXT, "note": TEXT,
    },
}  # fmt: skip
ATTRIBUTES: Final = {
    "document_title": "titles", "document_abstract": "abstracts", "document_use": "uses", "document_audience": "audiences",
    "document_release": "releases", "exhibition": "exhibitions", "document_piece": "every_piece", "serial_issue": "issues",
}  # fmt: skip
"""The part of a sheet each table is read into."""
COPY: Final[dict[str, str]] = {
    "barcode": TEXT, "call_number": TEXT, "status": "copy_status!", "condition": "copy_condition!", "accession_number": TEXT, "volume": TEXT,
    "note": TEXT, "acquired_on": DAY, "withdrawn_on": DAY, "price_minor": NUMBER, "currency": TEXT, "provenance": "copy_provenance",
    "supplier": TEXT, "needs_label": FLAG, "withdrawal_reason": "weeding_reason", "withdrawal_fate": "weeding_fate", "withdrawal_note": TEXT,
}  # fmt: skip
FILE: Final[dict[str, str]] = {
    "sha256": NEEDED, "name": NEEDED, "media_type": NEEDED, "size": NUMBER, "caption": TEXT, "is_cover": FLAG, "position": NUMBER,
}  # fmt: skip
CHECKLIST: Final[dict[str, str]] = {"moment": "moment!", "day": DAY, "counted_by": TEXT, "note": TEXT}
LINE: Final[dict[str, str]] = {"expected": NUMBER, "found": NUMBER, "condition": "copy_condition!", "note": TEXT}
"""One count of the pieces of a copy, and one of its lines."""
MOMENTS: Final = frozenset({"out", "back", "check"})
BOUNDS: Final = {
    "minutes_least": (1, 525_600), "minutes_most": (1, 525_600), "group_least": (1, 100_000), "group_most": (1, 100_000),
    "age_least": (0, 120), "age_most": (0, 120), "crates": (0, 10_000), "wall_cm": (0, 10_000_000), "setup_minutes": (0, 525_600),
    "quantity": (1, 100_000), "width_mm": (1, 1_000_000), "height_mm": (1, 1_000_000), "year": (1000, 2999), "issues_a_year": (1, 366),
}  # fmt: skip
"""The least and the most that a column takes; others from 0 to a thousand million."""
_ORDERED: Final = (("minutes_least", "minutes_most"), ("group_least", "group_most"), ("age_least", "age_most"))
CODES: Final = tuple(
    dict.fromkeys(
        kind.rstrip("!")
        for columns in (*TABLES.values(), COPY)
        for kind in columns.values()
        if kind.rstrip("!") not in {TEXT, NEEDED, NUMBER, DAY, FLAG, "title_kind"}
    )
)
"""The lists whose codes are asked for."""
DEFAULTS: Final = {
    "status": "available",
    "condition": "good",
    "currency": "EUR",
    "state": "received",
    "kind": "parallel",
}


def whole_of(sheet: DocumentSheet, counts: Mapping[int, Rows] | None = None) -> dict[str, Any]:
    """Return everything of a sheet that no field of a notice says, as JSON-ready data; {} for most documents.

    `counts` are the checklists of its copies, by copy (`counted`).
    """
    said: dict[str, Any] = {}
    for table, attribute in ATTRIBUTES.items():
        rows = [_row(one, TABLES[table]) for one in getattr(sheet, attribute)]
        if any(rows):
            said[table] = rows
    for at, issue in enumerate(sheet.issues):
        if issue.notice_id is not None:
            said["serial_issue"][at]["notice"] = str(issue.notice_id)
    if sheet.copies:
        said["copy"] = [_copy(one, (counts or {}).get(one.id, [])) for one in sheet.copies]
    if sheet.files:
        said["document_file"] = [_row(one, FILE) for one in sheet.files]
    targets = {str(at): str(one.target_id) for at, one in enumerate(sheet.links) if one.target_id is not None}
    if targets:
        said["targets"] = targets
    if sheet.values:
        said["own_fields"] = [
            {"field": one.short_name, "name": one.name, "type": str(one.type)}
            | {name: value for name in ("text", "number", "flag") if (value := getattr(one, name)) is not None}
            | ({"day": one.day.isoformat()} if one.day else {})
            | ({"word": one.word} if one.word else {})
            for one in sheet.values
        ]
    if sheet.used:
        said["used"] = [{name: value for name, value in one._asdict().items() if value} for one in sheet.used]
    for name in ("seen_on", "issues_a_year", "archived_on"):
        value = getattr(sheet.document, name, None)
        if value is not None:
            said[name] = value.isoformat() if isinstance(value, date) else value
    return said


def counted(sheet: DocumentSheet, checklist: Checklist, lines: Iterable[Counted]) -> dict[str, Any]:
    """Return one count of a copy; its lines name the pieces by their place among those of the document."""
    places = {piece.id: at for at, piece in enumerate(sheet.every_piece)}
    rows = [
        {"piece": places[line.piece_id], "expected": line.expected, "found": line.found}
        | _row(line, {"condition": "", "note": ""})
        for line in lines
        if line.piece_id in places
    ]
    return _row(checklist, CHECKLIST) | {"lines": sorted(rows, key=lambda row: row["piece"])}


def _copy(one: Copy, counts: Rows) -> dict[str, Any]:
    return (
        _row(one, COPY)
        | ({"location": one.location} if one.location else {})
        | ({"checklists": counts} if counts else {})
    )


def _row(one: object, columns: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in columns:
        value = getattr(one, name)
        if value in {None, ""} or value is False or (name == "position" and value == 0):
            continue
        found[name] = value.isoformat() if isinstance(value, date) else int(value) if isinstance(value, bool) else value
    return found


def sound(
    said: Mapping[str, Any], columns: Mapping[str, str], codes: Mapping[str, frozenset[str]]
) -> dict[str, Any] | None:
    """Return a row as the library takes it: what does not fit its column is left out; None when a needed one is missing."""
    found: dict[str, Any] = {}
    for name, kind in columns.items():
        value = _sound(said.get(name), kind, codes)
        least, most = BOUNDS.get(name, (0, 1_000_000_000))
        if (isinstance(value, int) and not least <= value <= most) or (name == "currency" and len(str(value)) != 3):
            value = None
        if value is None:
            if kind in {NEEDED, "audience_kind!"}:
                return None
            value = (
                DEFAULTS.get(name)
                if name in DEFAULTS
                else ""
                if kind == TEXT
                else 0
                if name in {"position", "needs_label", "is_cover"}
                else None
            )
        found[name] = value
    if "quantity" in columns and not found["quantity"]:
        found["quantity"] = 1
    for low, high in _ORDERED:
        if low in columns and found[low] is not None and found[high] is not None and found[low] > found[high]:
            found[high] = None
    return found


def _sound(value: object, kind: str, codes: Mapping[str, frozenset[str]]) -> object:
    match kind:
        case "text" | "needed":
            return value if isinstance(value, str) and value else None
        case "number":
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        case "flag":
            return 1 if isinstance(value, int) and value == 1 else None
        case "day":
            return value if isinstance(value, str) and _is_day(value) else None
        case "title_kind":
            return (
                value if isinstance(value, str) and value in {"parallel", "original", "variant", "translated"} else None
            )
        case _:
            return value if isinstance(value, str) and value in codes.get(kind.rstrip("!"), frozenset()) else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
