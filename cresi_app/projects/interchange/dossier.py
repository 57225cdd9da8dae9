"""The whole dossier as JSON."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Final

from cresi_app.projects.model import DossierData

FORMAT: Final = "cresi-dossier/1"


def dossier_json(data: DossierData) -> str:
    """Return the whole dossier as JSON; ids are texts, days ISO, amounts minor units with their currency."""
    return json.dumps({"format": FORMAT, "dossier": _plainly(data, "")}, ensure_ascii=False, indent=2)


def _plainly(value: object, name: str) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plainly(getattr(value, field.name), field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plainly(item, str(key)) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plainly(item, name) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, int) and not isinstance(value, bool) and (name == "id" or name.endswith("_id")):
        return str(value)
    return value
