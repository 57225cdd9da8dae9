"""What accompanies a dossier on its way: opinions, tasks, exchanges, places, rates, frozen copies."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cresi_app.projects.model.words import name_of


@dataclass(frozen=True, slots=True)
class ProjectPlace:
    """A row of `project_place`: another place of the project. Coordinates in millionths of a degree."""

    id: int
    version: int
    project_id: int
    position: int
    name: str
    country_code: str | None = None
    latitude_e6: int | None = None
    longitude_e6: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpinionVerdict:
    """A row of `opinion_verdict`."""

    code: str
    name_fr: str
    name_en: str
    tone: str
    position: int

    @property
    def name(self) -> str:
        """The verdict in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class ProjectOpinion:
    """A row of `project_opinion`: what a reviewer was asked and said; `verdict_code` None while it is awaited."""

    id: int
    version: int
    project_id: int
    position: int
    reviewer: str = ""
    person_id: int | None = None
    asked_on: date | None = None
    given_on: date | None = None
    verdict_code: str | None = None
    text: str = ""
    is_printed: bool = True


@dataclass(frozen=True, slots=True)
class OpinionView:
    """An opinion with the reviewer's name and the verdict's words."""

    opinion: ProjectOpinion
    reviewer: str
    verdict: OpinionVerdict | None


@dataclass(frozen=True, slots=True)
class ProjectTask:
    """A row of `project_task`: what is to be done for a dossier, by whom and by when."""

    id: int
    version: int
    project_id: int
    position: int
    title: str
    due_on: date | None = None
    staff_id: int | None = None
    done_on: date | None = None
    note: str = ""

    def is_late(self, today: date) -> bool:
        """Say whether its day has gone by undone."""
        return self.done_on is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with the name of who does it, '' when nobody was named."""

    task: ProjectTask
    staff: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeKind:
    """A row of `exchange_kind`."""

    code: str
    name_fr: str
    name_en: str
    icon: str
    position: int

    @property
    def name(self) -> str:
        """The kind in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class ProjectExchange:
    """A row of `project_exchange`: a mail, call, meeting, letter or visit about the dossier."""

    id: int
    version: int
    project_id: int
    position: int
    kind_code: str
    happened_on: date
    is_incoming: bool = False
    with_whom: str = ""
    person_id: int | None = None
    staff_id: int | None = None
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """An exchange with its kind and the names of both sides."""

    exchange: ProjectExchange
    kind: ExchangeKind
    with_whom: str
    staff: str


@dataclass(frozen=True, slots=True)
class ProjectRate:
    """A row of `project_rate`: how many units of `currency` for one euro, from which day, says who."""

    id: int
    version: int
    project_id: int
    currency: str
    per_euro: str
    rated_on: date
    source: str = ""

    @property
    def rate(self) -> Decimal:
        """The rate, exact."""
        return Decimal(self.per_euro)


@dataclass(frozen=True, slots=True)
class FrozenCopy:
    """The head of a `project_snapshot`: which submission, when, by whom; its content is read apart."""

    id: int
    project_id: int
    number: int
    taken_on: date
    taken_at: datetime
    actor: str
    format: str
    sha256: str
