"""Lists of dossiers: what they are narrowed to, and what one line of them shows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from cresi_app.projects.model.stages import Stage

ProjectOrder = Literal["number", "title", "holder", "stage", "country", "recent"]


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What a list of dossiers is narrowed to; empty means every dossier that is not archived.

    `text` is typed text (any), `stages` and `countries` are codes, any of which may match; `organisation_id` keeps the dossiers it
    holds or takes part in.
    """

    text: str = ""
    year: int | None = None
    stages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    organisation_id: int | None = None
    archived: bool = False
    order: ProjectOrder = "number"


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One line of a list. `total`, `requested` and `granted_minor` in minor units of `currency`; `balanced` None without a budget."""

    id: int
    number: str
    year: int
    title: str
    organisation_id: int
    holder: str
    country_code: str | None
    country: str
    place: str
    stage: Stage
    starts_on: date | None
    ends_on: date | None
    currency: str
    total: int
    requested: int
    granted_minor: int | None
    balanced: bool | None
    updated_at: datetime

    @property
    def where(self) -> str:
        """« Kita, Mali »."""
        return ", ".join(part for part in (self.place, self.country) if part)


@dataclass(frozen=True, slots=True)
class ProjectCounts:
    """The figures of a list's head: dossiers by stage and by country (names in the language in force), sums in minor units of EUR."""

    total: int
    by_stage: tuple[tuple[Stage, int], ...] = ()
    by_country: tuple[tuple[str, str, int], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Another dossier of the same holder and year with a similar title: information, never a wall. `score` 0 to 100."""

    id: int
    number: str
    title: str
    score: int
