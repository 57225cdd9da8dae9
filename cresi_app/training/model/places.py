"""Who comes: an association's booking, its places, what each person did; names as papers sort them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import N_, trn
from cresi_app.core.text import sort_key


class PlaceStatus(StrEnum):
    """What became of one person's place; the last four are ends, who ended it is told apart."""

    REGISTERED = "registered"
    OFFERED = "offered"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REPLACED = "replaced"


class BookingStatus(StrEnum):
    """Whether an association's file stands."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class GroupRule(StrEnum):
    """What to do when there is no room for everybody: place some, or all of them or nobody."""

    SPLIT = "split"
    WHOLE = "whole"


class Origin(StrEnum):
    """How a request reached the centre."""

    STAFF = "staff"
    FORM = "form"
    CSV = "csv"
    MAIL = "mail"
    COUNTER = "counter"
    DOOR = "door"


class AttendanceStatus(StrEnum):
    """What a person did in one half-day; somebody late was there."""

    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"


class CancelledBy(StrEnum):
    """Which side ends a place: statistics tell a withdrawal from a cancellation."""

    ORGANISATION = "organisation"
    CENTRE = "centre"


PLACE_LABELS: Final = {
    PlaceStatus.REGISTERED: N_("Inscrit"),
    PlaceStatus.OFFERED: N_("Place proposée"),
    PlaceStatus.WAITING: N_("En attente"),
    PlaceStatus.WITHDRAWN: N_("Désistement"),
    PlaceStatus.CANCELLED: N_("Annulée par le centre"),
    PlaceStatus.EXPIRED: N_("Proposition expirée"),
    PlaceStatus.REPLACED: N_("Remplacé"),
}
ATTENDANCE_LABELS: Final = {
    AttendanceStatus.PRESENT: N_("Présent"),
    AttendanceStatus.LATE: N_("En retard"),
    AttendanceStatus.ABSENT: N_("Absent"),
}
ORIGIN_LABELS: Final = {
    Origin.STAFF: N_("Saisie de l'équipe"),
    Origin.FORM: N_("Bulletin PDF"),
    Origin.CSV: N_("Tableau importé"),
    Origin.MAIL: N_("Courriel"),
    Origin.COUNTER: N_("Poste d'accueil"),
    Origin.DOOR: N_("Venue sans inscription"),
}
RULE_LABELS: Final = {
    GroupRule.SPLIT: N_("Placer ceux qui peuvent l'être"),
    GroupRule.WHOLE: N_("Tous ensemble ou personne"),
}

SEATED: Final = frozenset({PlaceStatus.REGISTERED, PlaceStatus.OFFERED})
"""Statuses that take a seat: they count against the capacity and the limit per association."""

ACTIVE: Final = SEATED | {PlaceStatus.WAITING}
"""Statuses under which a person may not be entered a second time in the same session."""

ORDINARY: Final = 1
"""The usual class of a request; 0 goes before, 2 after."""


@dataclass(frozen=True, slots=True)
class Booking:
    """One association's file for one session. The reasons say why an exception was made ("": none)."""

    id: int
    version: int
    created_at: datetime
    number: str
    session_id: int
    organisation_id: int
    contact_id: int | None
    status: BookingStatus
    group_rule: GroupRule
    priority: int
    late_reason: str
    limit_reason: str
    note: str
    origin: str
    cancelled_at: datetime | None
    cancelled_by: str
    cancel_reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """One person in a booking. Without `person_id`, `name` is as typed, or "" when not known yet."""

    id: int
    version: int
    booking_id: int
    session_id: int
    person_id: int | None
    name: str
    status: PlaceStatus
    asked_seq: int
    asked_rank: int
    offer_ends_on: date | None
    offer_ends_at: datetime | None
    replaces_id: int | None
    cancelled_at: datetime | None
    cancelled_by: str
    cancel_reason: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """What one person did in one half-day."""

    id: int
    version: int
    place_id: int
    slot_id: int
    status: AttendanceStatus


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be booked: a person of the directory, or a name as typed ("" when not known yet)."""

    name: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How an association books: rule for its group, class of its request, exceptions (each with its reason)."""

    contact_id: int | None = None
    group_rule: GroupRule = GroupRule.SPLIT
    priority: int = ORDINARY
    late_reason: str = ""
    limit_reason: str = ""
    note: str = ""
    origin: Origin = Origin.STAFF


@dataclass(frozen=True, slots=True)
class BookedPlace:
    """What became of one person in a booking just made. `position`: rank in the waiting list, 0 when seated."""

    place_id: int
    name: str
    status: PlaceStatus
    position: int = 0


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking just made: what was touched, its number, and what became of each person."""

    changes: Changes
    booking_id: int
    number: str
    places: tuple[BookedPlace, ...]
    why: str = ""
    """What keeps somebody of it waiting though a seat is free; "" otherwise."""

    @property
    def sentence(self) -> str:
        """« 2 inscrits, 1 en attente », for the toast."""
        waiting = sum(place.status is PlaceStatus.WAITING for place in self.places)
        seated = len(self.places) - waiting
        if not waiting:
            return trn("{n} personne inscrite.", "{n} personnes inscrites.", seated)
        if not seated:
            return trn("{n} personne en attente.", "{n} personnes en attente.", waiting)
        return trn(
            "{n} personne inscrite, {waiting} en attente.",
            "{n} personnes inscrites, {waiting} en attente.",
            seated,
            waiting=waiting,
        )


@dataclass(frozen=True, slots=True)
class PersonEvent:
    """One place in a person's history; `day` is the session's first, None when it has none."""

    place_id: int
    session_id: int
    code: str
    title: str
    status: PlaceStatus
    day: date | None


@dataclass(frozen=True, slots=True)
class OrganisationEvent:
    """One booking in an association's history, with derived counts."""

    booking_id: int
    number: str
    session_id: int
    code: str
    title: str
    status: BookingStatus
    day: date | None
    registered: int
    waiting: int


def guests_named(names: Iterable[str]) -> tuple[Guest, ...]:
    """Return guests for names as typed, blanks around dropped."""
    return tuple(Guest(" ".join(name.split())) for name in names)


def split_name(name: str) -> tuple[str, str]:
    """Return (family, given) of a name as typed: « SOW Awa », « Awa SOW », « Sow, Awa », else the last word is the family's."""
    before, comma, after = name.partition(",")
    if comma:
        return before.strip(), after.strip()
    words = name.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        return " ".join(capitals), " ".join(word for word in words if word not in capitals)
    return (words[-1], " ".join(words[:-1])) if words else ("", "")


def name_order(family: str, given: str) -> tuple[str, str]:
    """Return the key that sorts people by family name without accents."""
    return sort_key(family), sort_key(given)
