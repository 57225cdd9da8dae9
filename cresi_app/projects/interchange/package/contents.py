"""What a dossier package holds: the names inside it, the fields and lists that travel, and how large it may be."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final

from cresi_app.core.i18n import N_

FORMAT: Final = "cresi-dossier"
VERSION: Final = 1
DATA: Final = "dossier.json"
MANIFEST: Final = "manifest.json"
ENTRY: Final = re.compile(r"dossier\.json|manifest\.json|files/[0-9a-f]{64}")
"""Every name that may stand in a package: no folder, no way out of it."""
MOST_ENTRIES: Final = 2_000
LARGEST_DATA: Final = 64 << 20
LARGEST_FILE: Final = 512 << 20
LARGEST: Final = 2 << 30
"""Bytes, unpacked."""

FIELDS: Final = (
    "title", "summary", "call_name", "addressee", "addressee_kind", "deadline_on", "request_form", "request_frequency", "request_object",
    "request_period", "country_code", "place", "place_detail", "latitude_e6", "longitude_e6", "starts_on", "ends_on", "context",
    "general_objective", "specific_objective", "activities_note", "beneficiaries_note", "direct_beneficiaries", "indirect_beneficiaries",
    "human_means", "material_means", "recruits", "recruits_milli", "education_here", "communication", "risks", "sustainability",
    "evaluation", "grant_use", "budget_note",
)  # fmt: skip
"""Fields of the dossier that travel: not the centre's own notes, stage and decision."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lists that are taken or left together, because they refer to each other; parents first."""

    key: str
    title: str
    tables: tuple[str, ...]


GROUPS: Final = (
    Group("list:themes", N_("Secteurs et objectifs de développement durable"), ("project_sector", "project_goal")),
    Group("list:people", N_("Personnes concernées"), ("project_beneficiary",)),
    Group("list:places", N_("Autres lieux"), ("project_place",)),
    Group("list:framework", N_("Cadre logique et activités"), ("project_logframe", "project_activity", "project_indicator")),
    Group("list:means", N_("Moyens humains"), ("project_means",)),
    Group("list:papers", N_("Pièces"), ("project_paper",)),
    Group("list:budget", N_("Budget"), ("project_rate", "budget_line", "budget_year", "budget_place")),
)  # fmt: skip
PARTNERS: Final = Group("list:partners", N_("Partenaires"), ("project_partner",))


def plain(value: object) -> object:
    """Return a value of the model as JSON holds it; whole numbers beyond JavaScript's stay exact in Python's JSON."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
