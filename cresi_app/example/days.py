"""The example's training: courses, rooms, the days of three years, who booked and who came."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from cresi_app.core.changes import Actor
from cresi_app.core.typography import french
from cresi_app.directory.service import DirectoryService
from cresi_app.example.answers import evaluate
from cresi_app.example.story import Story
from cresi_app.example.texts import INVENTED, Entry, entries, read
from cresi_app.training.model.evaluation import USUAL_QUESTIONS, Moment, QuestionPlan
from cresi_app.training.model.places import ACTIVE, AttendanceStatus, CancelledBy, Guest, PlaceStatus
from cresi_app.training.model.planning import DayPart, SessionPlan, SessionStatus, SlotPlan
from cresi_app.training.service import TrainingService

_COURSE = (
    "theme", "objectives", "audience", "prerequisites", "half_days", "capacity_min", "capacity_target", "capacity_max",
    "organisation_limit",
)  # fmt: skip
_CALLED_OFF = frozenset({SessionStatus.POSTPONED, SessionStatus.CANCELLED})
_LATER = frozenset({SessionStatus.DONE, SessionStatus.CLOSED}) | _CALLED_OFF
_LINKED = date(2026, 10, 1)
"""When the courses were tied to the documents of the catalogue."""


@dataclass(slots=True)
class Known:
    """What the example's keys became in the library."""

    organisations: dict[str, int]
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    """(organisation's key, name) → person."""
    courses: dict[str, int] = field(default_factory=dict)
    rooms: dict[str, int] = field(default_factory=dict)
    sessions: dict[str, int] = field(default_factory=dict)
    asked: dict[date, int] = field(default_factory=dict)
    """First day of the session → the request that it answers."""
    declined: dict[str, int] = field(default_factory=dict)

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
        programme = f"{entry['programme']}\n{INVENTED}"
        made = training.add_course(who, entry["title"], **fields, programme=programme, bring=entry.get("bring", ""))
        known.courses[entry["key"]] = made.id
    _load_skills(who, training, known)
    _load_questions(who, training, known)
    training.set_setting(who, **read("training")["settings"])
    for entry in entries("training", "room"):
        made = training.add_room(who, entry["name"], entry["address"], entry["seats"], entry["access"])
        known.rooms[entry["key"]] = made.id
    for year in sorted({day.year for entry in entries("training", "session") for day in entry["days"]}):
        training.set_quota(who, year, read("training")["quota"])


def _load_skills(who: Actor, training: TrainingService, known: Known) -> None:
    """Write what courses ask of their trainers, and what trainers know."""
    skills: dict[str, int] = {}
    for entry in (*entries("training", "course"), *entries("training", "trainer")):
        for name in entry["competences"]:
            if name not in skills:
                skills[name] = training.add_competence(who, name).id
    for entry in entries("training", "course"):
        training.set_course_competences(who, known.courses[entry["key"]], [skills[one] for one in entry["competences"]])
    for entry in entries("training", "trainer"):
        training.set_trainer_competences(
            who, known.person(entry["name"]), [skills[one] for one in entry["competences"]]
        )


def _load_questions(who: Actor, training: TrainingService, known: Known) -> None:
    """Give every course its questions: the usual ones at the end, some also months later."""
    for entry in entries("training", "course"):
        moments = (Moment.HOT, Moment.COLD) if entry.get("cold") else (Moment.HOT,)
        for moment in moments:
            questions = [QuestionPlan(french(words), kind) for words, kind in USUAL_QUESTIONS[moment]]
            training.set_evaluation_form(who, known.courses[entry["key"]], moment, questions)


def _link_documents(who: Actor, training: TrainingService, known: Known) -> None:
    """Tie the courses to the documents that the catalogue holds by then."""
    for entry in entries("training", "course"):
        found = []
        for title in entry["documents"]:
            found += [one.document_id for one in training.find_documents(title, 5) if one.title == title][:1]
        training.set_course_documents(who, known.courses[entry["key"]], found)


def _ask(who: Actor, training: TrainingService, known: Known, entry: Entry) -> None:
    """Note what an association asks for; a request that is placed later waits under its day."""
    wanted: dict[str, object] = {
        name: entry[name] for name in ("people", "half_days", "year", "wishes") if name in entry
    }
    if "course" in entry:
        wanted["course_id"] = known.courses[entry["course"]]
    made = training.add_request(who, known.organisations[entry["organisation"]], entry["theme"], **wanted)
    if "placed_on" in entry:
        known.asked[entry["placed_on"]] = made.id
    if "declined" in entry:
        known.declined[entry["theme"]] = made.id


def _decline(who: Actor, training: TrainingService, known: Known, entry: Entry) -> None:
    request = training.request(known.declined[entry["theme"]])
    training.decline_request(who, request.id, request.version, entry["declined"])


def load_days(who: Actor, training: TrainingService, known: Known, story: Story) -> None:
    """Plan every session: asked for, announced, booked, held, closed."""
    story.on(_LINKED, partial(_link_documents, who, training, known))
    for entry in entries("training", "request"):
        story.on(entry["on"], partial(_ask, who, training, known, entry))
        if "declined" in entry:
            story.on(entry["declined_on"], partial(_decline, who, training, known, entry))
    for place, entry in enumerate(entries("training", "session")):
        mark = f"session {place}"
        story.on(entry["announced"], partial(_announce, who, training, known, (mark, entry)))
        for booking in entry.get("bookings", ()):
            story.on(booking["on"], partial(_book, who, training, known, (mark, booking)))
        for change in entry.get("replaced", ()):
            story.on(change["on"], partial(_replace, who, training, known, (mark, change)))
        for need in entry.get("needs", ()):
            story.on(need["on"], partial(_need, who, training, known, (mark, need)))
        for leaving in entry.get("withdrawn", ()):
            story.on(leaving["on"], partial(_withdraw, who, training, known, (mark, leaving)))
        status, last = SessionStatus(entry["status"]), max(entry["days"])
        if status in _CALLED_OFF:
            story.on(last - timedelta(days=6), partial(_call_off, who, training, known, (mark, entry)))
        elif status in _LATER:
            story.on(last, partial(_hold, who, training, known, (mark, entry)))
            held = (mark, entry["course"])
            story.on(last + timedelta(days=2), partial(evaluate, training, known.sessions, held, Moment.HOT))
            story.on(last + timedelta(days=95), partial(evaluate, training, known.sessions, held, Moment.COLD))
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
        capacity_min=entry.get("capacity_min"),
        capacity_target=entry.get("capacity_target"),
        capacity_max=entry.get("capacity_max"),
        offer_days=entry.get("offer_days", 0),
        contact=entry.get("contact", ""),
        day_contact=entry.get("day_contact", ""),
        note=INVENTED,
    )
    asked = known.asked.get(min(entry["days"]))
    if asked is None:
        known.sessions[mark] = training.add_session(who, plan).id
    else:
        known.sessions[mark] = training.place_request(who, asked, training.request(asked).version, plan).id


def _book(who: Actor, training: TrainingService, known: Known, what: tuple[str, Entry]) -> None:
    mark, booking = what
    key = booking["organisation"]
    guests = [Guest(name, known.people.get((key, name))) for name in booking["people"]]
    training.book(who, known.sessions[mark], known.organisations[key], guests)


def _standing(training: TrainingService, session_id: int, name: str) -> int:
    sheet = training.session_sheet(session_id)
    return next(line.place.id for _, line in sheet.places(*ACTIVE) if line.name == name)


def _replace(who: Actor, training: TrainingService, known: Known, what: tuple[str, Entry]) -> None:
    mark, change = what
    place = _standing(training, known.sessions[mark], change["person"])
    newcomer = Guest(change["by"], known.people.get((change["organisation"], change["by"])))
    training.replace_person(who, place, newcomer, change["reason"])


def _need(who: Actor, training: TrainingService, known: Known, what: tuple[str, Entry]) -> None:
    mark, need = what
    training.set_needs(who, _standing(training, known.sessions[mark], need["person"]), need["text"])


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
    training.issue_certificates(who, session.id)
    training.set_status(who, session.id, session.version, SessionStatus.CLOSED)


def _call_off(who: Actor, training: TrainingService, known: Known, what: tuple[str, Entry]) -> None:
    mark, entry = what
    session = training.session(known.sessions[mark])
    postponed = entry["status"] == SessionStatus.POSTPONED
    training.cancel_session(who, session.id, session.version, entry["reason"], postponed=postponed)
