"""Advice given to associations and people: appointments, what was said, what was handed out, and the year's figures."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.projects.model.words import name_of


class AdviceState(StrEnum):
    """An appointment is planned, then given or missed."""

    PLANNED = "planned"
    GIVEN = "given"
    MISSED = "missed"


ADVICE_STATES: Final = MappingProxyType({
    AdviceState.PLANNED: (N_("Prévu"), "info"),
    AdviceState.GIVEN: (N_("Donné"), "success"),
    AdviceState.MISSED: (N_("Non honoré"), "warning"),
})  # fmt: skip
"""The word of each state, for `tr`, and its tone."""


@dataclass(frozen=True, slots=True)
class AdviceMode:
    """A row of `advice_mode`."""

    code: str
    name_fr: str
    name_en: str
    position: int

    @property
    def name(self) -> str:
        """The mode in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class Advice:
    """A row of `advice`. Somebody is named: an organisation, a person, or both."""

    id: int
    version: int
    mode_code: str
    advised_on: date
    subject: str
    organisation_id: int | None = None
    person_id: int | None = None
    project_id: int | None = None
    state: AdviceState = AdviceState.GIVEN
    starts_at: time | None = None
    minutes: int | None = None
    staff_id: int | None = None
    note: str = ""
    next_step: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AdviceView:
    """Advice with the names of all it mentions; `documents` are id and title of what was handed out."""

    advice: Advice
    organisation: str
    person: str
    project: str
    staff: str
    mode: str
    documents: tuple[tuple[int, str], ...] = ()

    @property
    def whom(self) -> str:
        """The organisation, else the person."""
        return self.organisation or self.person


@dataclass(frozen=True, slots=True)
class AdviceFilter:
    """What a list of advice is narrowed to; `year` of the day it was given."""

    year: int | None = None
    organisation_id: int | None = None
    project_id: int | None = None
    state: AdviceState | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class AdviceFigures:
    """A year's advice: how many given and still planned, how many organisations and people, minutes, documents handed out."""

    given: int = 0
    planned: int = 0
    holders: int = 0
    minutes: int = 0
    documents: int = 0
