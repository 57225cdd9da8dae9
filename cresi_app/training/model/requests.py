"""« Une association demande une journée sur un thème » : what was asked, and what became of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cresi_app.core.i18n import N_, trn


class RequestStatus(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    PLACED = "placed"
    DECLINED = "declined"


REQUEST_LABELS: Final = {
    RequestStatus.OPEN: N_("À placer"),
    RequestStatus.PLACED: N_("Placée"),
    RequestStatus.DECLINED: N_("Déclinée"),
}


@dataclass(frozen=True, slots=True)
class TrainingRequest:
    """A day that an association asks for. `wishes`: when it would suit, in its own words."""

    id: int
    version: int
    organisation_id: int
    contact_id: int | None
    course_id: int | None
    theme: str
    people: int | None
    half_days: int
    year: int
    wishes: str
    asked_on: date
    status: RequestStatus
    session_id: int | None
    answer: str


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request with the names of what it refers to."""

    request: TrainingRequest
    organisation: str
    contact: str
    course: str
    session: str
    """Code of the session it became, "" while it is not placed."""

    @property
    def detail(self) -> str:
        """« Collectif Haïti · 12 pers. »."""
        people = self.request.people
        return " · ".join(
            filter(None, (self.organisation, trn("{n} personne", "{n} personnes", people) if people else ""))
        )


@dataclass(frozen=True, slots=True)
class QuotaException:
    """Why a session may exceed the quota of a year."""

    id: int
    version: int
    session_id: int
    year: int
    reason: str
