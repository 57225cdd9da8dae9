"""The example's training: courses, rooms, the days of three years, who booked and who came."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from cresi_app.core.changes import Actor
from cresi_app.directory.service import DirectoryService
from cresi_app.example.story import Story
from cresi_app.example.texts import INVENTED, Entry, entries, read
from cresi_app.training.model.places import AttendanceStatus, CancelledBy, Guest, PlaceStatus
from cresi_app.training.model.planning import DayPart, SessionPlan, SessionStatus, SlotPlan
from cresi_app.training.service import TrainingService

_COURSE = (
    "theme", "objectives", "audience", "prerequisites", "half_days", "capacity_min", "capacity_target", "capacity_max",
    "organisation_limit",
)  # fmt: skip
_LATER = frozenset({SessionStatus.DONE, SessionStatus.CLOSED, SessionStatus.POSTPONED})


@dataclass(slots=True)
class Known:
    """What the example's keys became in the library."""

    organisations: dict[str, int]
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    """(organisation's key, name) → person."""
    courses: dict[str, int] = field(default_factory=dict)
    rooms: dict[str, int] = field(default_factory=dict)
    sessions: dict[str, int] = field(default_factory=dict)

    def person(self, name: str) -> int:
        """Return the person of that name, whatever their organisation."""
        return next(found for (_, held), found in self.people.items() if held == name)


def know(directory: DirectoryService, organisations: dict[str, int]) -> Known:
    """Read back who belongs where."""
    known = Known(organisations)
    for key, organisation_id in organisations.items():
        for row in directory.people_of(organisation_id):
            known.people[key, row.name] = row.id
    return known


def load_catalogue_of_courses(who: Actor, training: TrainingService, known: Known) -> None:
    """Write courses, rooms and the yearly number of days."""
    for entry in entries("training", "course"):
        fields = {name: entry[name] for name in _COURSE}
        made = training.add_course(who, entry["title"], **fields, programme=f"{entry['programme']}\n{INVENTED}")
        known.courses[entry["key"]] = made.id
    for entry in entries("training", "room"):
        made = training.add_room(who, entry["name"], entry["address"], entry["seats"], entry["access"])
        known.rooms[entry["key"]] = made.id
    for year in sorted({day.year for entry in entries("training", "session") for day in entry["days"]}):
        training.set_quota(who, year, read("training")["quota"])


def load_days(who: Actor, training: TrainingService, known: Known, story: Story) -> None:
    """Plan every session: announced, booked, held, closed."""
    for place, entry in enumerate(entries("training", "session")):
        mark = f"session {place}"
        story.on(entry["announced"], partial(_announce, who, training, known, (mark, entry)))
        for booking in entry.get("bookings", ()):
            story.on(booking["on"], partial(_book, who, training, known, (mark, booking)))
        for leaving in entry.get("withdrawn", ()):
            story.on(leaving["on"], partial(_withdraw, who, training, known, (mark, leaving)))
        status, last = SessionStatus(entry["status"]), max(entry["days"])
        if status is SessionStatus.POSTPONED:
            story.on(last - timedelta(days=6), partial(_postpone, who, training, known, (mark, entry)))
        elif status in _LATER:
            story.on(last, partial(_hold, who, training, known, (mark, entry)))
        if status is SessionStatus.CLOSED:
            story.on(last + timedelta(days=21), partial(_close, who, training, known, mark))


def _announce(who: Actor, training: TrainingService, known: Known, what: tuple[str, Entry]) -> None:
    mark, entry = what
    trainers = tuple(known.person(name) for name in entry["trainers"])
    room = known.rooms[entry["room"]]
    status = SessionStatus(entry["status"])
    plan = SessionPlan(
        course_id=known.courses[entry["course"]],
        slots=tuple(
            SlotPlan.usual(day, part, room, trainers) for day in entry["days"] for part in (DayPart.AM, DayPart.PM)
        ),
        title=entry.get("title", ""),
        status=SessionStatus.OPEN if status in _LATER else status,
        booking_closes_on=entry.get("booking_closes_on"),
        cancellation_closes_on=entry.get("cancellation_closes_on"),
        contact=entry.get("contact", ""),
        note=INVENTED,
    )
    known.sessions[mark] = training.add_session(who, plan).id


def _book(who: Actor, training: TrainingService, known: Known, what: tuple[str, Entry]) -> None:
    mark, booking = what
    key = booking["organisation"]
    guests = [Guest(name, known.people.get((key, name))) for name in booking["people"]]
    training.book(who, known.sessions[mark], known.organisations[key], guests)


def _withdraw(who: Actor, training: TrainingService, known: Known, what: tuple[str, Entry]) -> None:
    mark, leaving = what
    sheet = training.session_sheet(known.sessions[mark])
    place = next(line.place for booking in sheet.bookings for line in booking.places if line.name == leaving["person"])
    training.cancel_place(who, place.id, CancelledBy.ORGANISATION, leaving["reason"])


def _hold(who: Actor, training: TrainingService, known: Known, what: tuple[str, Entry]) -> None:
    mark, entry = what
    sheet = training.session_sheet(known.sessions[mark])
    absent, late = set(entry.get("absent", ())), set(entry.get("late", ()))
    first = sheet.slots[0].slot.id
    marks: dict[tuple[int, int], AttendanceStatus | None] = {}
    for _, line in sheet.places(PlaceStatus.REGISTERED):
        for slot in sheet.slots:
            seen = AttendanceStatus.ABSENT if line.name in absent else AttendanceStatus.PRESENT
            seen = AttendanceStatus.LATE if line.name in late and slot.slot.id == first else seen
            marks[line.place.id, slot.slot.id] = seen
    training.mark_attendance(who, sheet.session.id, marks)
    training.set_status(who, sheet.session.id, training.session(sheet.session.id).version, SessionStatus.DONE)


def _close(who: Actor, training: TrainingService, known: Known, mark: str) -> None:
    session = training.session(known.sessions[mark])
    training.set_status(who, session.id, session.version, SessionStatus.CLOSED)


def _postpone(who: Actor, training: TrainingService, known: Known, what: tuple[str, Entry]) -> None:
    mark, entry = what
    session = training.session(known.sessions[mark])
    training.cancel_session(who, session.id, session.version, entry["reason"], postponed=True)
