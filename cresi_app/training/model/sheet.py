"""What one session's page and its papers are made of: one data set, so that titles, dates and hours agree everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from cresi_app.core.i18n import trn
from cresi_app.training.model.places import AttendanceStatus, Booking, Place, PlaceStatus
from cresi_app.training.model.planning import Course, DayPart, Mode, Session, Slot
from cresi_app.training.model.waiting import Verdict


@dataclass(frozen=True, slots=True)
class Trainer:
    """Somebody who gives a half-day."""

    person_id: int
    name: str
    honorific: str = ""

    @property
    def full_name(self) -> str:
        """« Mme Aïssatou Nom-Delacroix »."""
        return f"{self.honorific} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A half-day with the names of what it refers to."""

    slot: Slot
    room: str
    room_address: str
    trainers: tuple[Trainer, ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place with the name to show. `verdict` only for those who wait; `has_needs` tells nothing of what they are."""

    place: Place
    family_name: str
    given_name: str
    function: str
    verdict: Verdict | None = None
    has_needs: bool = False

    @property
    def name(self) -> str:
        """« Awa Sow »; "" for a place without a name yet."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class BookingLine:
    """An association's file with its places, ended ones included."""

    booking: Booking
    organisation: str
    contact: str
    places: tuple[PlaceLine, ...]

    def count(self, *statuses: PlaceStatus) -> int:
        """Return how many of its places have one of these statuses."""
        return sum(line.place.status in statuses for line in self.places)


@dataclass(frozen=True)
class SessionSheet:
    """A session whole: what its page shows."""

    session: Session
    course: Course
    slots: tuple[SlotLine, ...]
    bookings: tuple[BookingLine, ...]
    """In order of arrival."""
    attendance: Mapping[tuple[int, int], AttendanceStatus]
    """(place, slot) → what the person did."""
    warnings: tuple[str, ...]
    is_below_minimum: bool = False
    """Fewer than the minimum are booked, the day is near, and nothing was decided yet."""

    def places(self, *statuses: PlaceStatus) -> list[tuple[BookingLine, PlaceLine]]:
        """Return the places with one of these statuses, with their booking."""
        return [(b, line) for b in self.bookings for line in b.places if line.place.status in statuses]

    def count(self, *statuses: PlaceStatus) -> int:
        """Return how many places have one of these statuses."""
        return sum(booking.count(*statuses) for booking in self.bookings)

    @property
    def taken(self) -> int:
        """Seats taken: registered and offered."""
        return self.count(PlaceStatus.REGISTERED, PlaceStatus.OFFERED)

    @property
    def free(self) -> int:
        """Seats left."""
        return max(0, self.session.capacity_max - self.taken)

    @property
    def waiting(self) -> list[tuple[BookingLine, PlaceLine]]:
        """Who waits, in order, each with its verdict."""
        found = self.places(PlaceStatus.WAITING)
        return sorted(found, key=lambda pair: pair[1].verdict.position if pair[1].verdict else 0)

    @property
    def trainers(self) -> tuple[Trainer, ...]:
        """Everybody who gives a half-day, in order of appearance."""
        return tuple(dict.fromkeys(trainer for line in self.slots for trainer in line.trainers))


@dataclass(frozen=True, slots=True)
class SheetSlot:
    """A signature column: a half-day with its local hours."""

    id: int
    day: date
    part: DayPart
    starts: time
    ends: time
    room: str
    video_link: str
    trainers: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """How long it lasts on the clock."""
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """A row of the attendance sheet. `marks`: one for each slot, None where nothing was noted."""

    place_id: int
    family_name: str
    """As typed; the paper prints it in capitals."""
    given_name: str
    organisation: str
    function: str
    marks: tuple[AttendanceStatus | None, ...]


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """The feuille d'émargement's data: registered people only, by family name without accents.

    Never on it: those who wait, who cancelled, needs, dates of birth, mail.
    """

    session_id: int
    code: str
    """« F2026-03 »; the paper's QR carries ``CRSI:S/F2026-03``."""
    title: str
    mode: Mode
    zone: str
    """IANA zone of the hours, to be told when the session is remote."""
    place: str
    """Room and address, or the place typed, or the video link."""
    slots: tuple[SheetSlot, ...]
    trainers: tuple[str, ...]
    contact: str
    people: tuple[SheetPerson, ...]
    registered: int
    capacity_max: int
    issued_at: datetime

    @property
    def minutes(self) -> int:
        """Total duration in minutes."""
        return sum(slot.minutes for slot in self.slots)

    @property
    def days(self) -> tuple[date, ...]:
        """The days, each once, in order."""
        return tuple(sorted({slot.day for slot in self.slots}))

    def present(self, slot_index: int) -> int:
        """Return how many people were there in one half-day (late ones were)."""
        there = {AttendanceStatus.PRESENT, AttendanceStatus.LATE}
        return sum(person.marks[slot_index] in there for person in self.people)

    @property
    def duration(self) -> str:
        """« 3 demi-journées »."""
        return trn("{n} demi-journée", "{n} demi-journées", len(self.slots))
