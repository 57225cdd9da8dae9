"""A notice to begin from: what it says already, by the names of the service's fields."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cresi_app.catalogue.model.document import DocumentSheet

_PLAIN: Final = (
    "place", "edition", "extent", "series_number", "call_number", "audience", "rights", "image_credit", "frequency", "price",
    "publication_country_code", "issues_a_year", "contents", "notes",
)  # fmt: skip
_USE: Final = (
    "minutes_least",
    "minutes_most",
    "group_least",
    "group_most",
    "age_least",
    "age_most",
    "level",
    "material",
)
_EXHIBITION: Final = ("crates", "weight_g", "wall_cm", "setup_minutes", "transport", "hanging")


@dataclass(frozen=True, slots=True)
class NoticeTemplate:
    """A template: `says` is JSON, authorities by their names."""

    id: int
    version: int
    name: str
    kind: str
    note: str = ""
    says: str = "{}"
    archived_on: date | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """What a notice made from it says, as the service takes it."""
        said = json.loads(self.says)
        return said if isinstance(said, dict) else {}


def said_by(sheet: DocumentSheet) -> dict[str, Any]:
    """Return what can be said again of another document: not its title, people, numbers, date, files or copies."""
    document = sheet.document
    said: dict[str, Any] = {name: getattr(document, name) for name in _PLAIN}
    said |= {"publisher": sheet.publisher, "series": sheet.series}
    said |= {name: getattr(sheet.use, name) for name in _USE}
    if sheet.exhibitions:
        said |= {name: getattr(sheet.exhibition, name) for name in _EXHIBITION}
    said["subjects"] = [one.term for one in sheet.subjects]
    said["countries"] = [one.country_code for one in sheet.countries]
    said["languages"] = [[one.language_code, one.use] for one in sheet.languages]
    said["audiences"] = [one.audience for one in sheet.audiences]
    said["pieces"] = [
        {
            name: getattr(one, name)
            for name in ("number", "name", "quantity", "width_mm", "height_mm", "weight_g", "crate", "note")
        }
        for one in sheet.pieces
    ]
    said["custom"] = {one.short_name: one.written for one in sheet.values if not one.is_archived}
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def as_text(fields: Mapping[str, Any]) -> str:
    """Return the fields as they are kept."""
    return json.dumps(dict(fields), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
