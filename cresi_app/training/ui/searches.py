"""What the pickers of this page propose while somebody types."""

from collections.abc import Callable, Iterable

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import trn
from cresi_app.core.text import fold
from cresi_app.training.model import Course, Guest
from cresi_app.training.service import TrainingService
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal

MOST = 12
Search = Callable[[str], list[Proposal]]


def organisations(service: TrainingService) -> Search:
    """Return the search of organisations."""

    def search(text: str) -> list[Proposal]:
        rows = service.directory.suggest_organisations(text, MOST)
        return [Proposal(row.id, row.name, row.where_and_what, icon="building-2") for row in rows]

    return search


def people(service: TrainingService, of: Callable[[], int | None] = lambda: None) -> Search:
    """Return the search of people; those of the organisation that `of` gives come first."""

    def search(text: str) -> list[Proposal]:
        own = service.directory.suggest_people(text, of(), MOST) if of() is not None else []
        found = {
            row.id: row for row in [*own, *(service.directory.suggest_people(text, None, MOST) if text.strip() else [])]
        }
        return [Proposal(row.id, row.name, row.organisation, icon="user") for row in list(found.values())[:MOST]]

    return search


def trainers(service: TrainingService, of: Callable[[], Course | None]) -> Search:
    """Return the search of trainers; while nothing is typed, those who can give the course that `of` names."""
    found_people = people(service)

    def search(text: str) -> list[Proposal]:
        course = of()
        if text.strip() or course is None:
            return found_people(text)
        able = service.suggested_trainers(course.id)[:MOST]
        skilled = [
            Proposal(
                person_id,
                name,
                trn("{n} compétence sur {asked}", "{n} compétences sur {asked}", held, asked=asked),
                icon="graduation-cap",
            )
            for person_id, name, held, asked in able
        ]
        return skilled or found_people(text)

    return search


def documents(service: TrainingService) -> Search:
    """Return the search of the catalogue's notices."""

    def search(text: str) -> list[Proposal]:
        return [
            Proposal(one.document_id, one.title, one.aside, one.call_number, "book")
            for one in service.find_documents(text, MOST)
        ]

    return search


def competences(service: TrainingService) -> Search:
    """Return the search of competences."""

    def search(text: str) -> list[Proposal]:
        wanted = fold(text).strip()
        found = [one for one in service.competences() if wanted in fold(one.name)]
        return [Proposal(one.id, one.name, icon="star") for one in found][:MOST]

    return search


def courses(service: TrainingService) -> Search:
    """Return the search of courses; all of them while nothing is typed."""

    def search(text: str) -> list[Proposal]:
        found = service.search_courses(text, MOST) if text.strip() else service.courses()[:MOST]
        return [
            Proposal(
                course.id,
                course.title,
                course.theme,
                trn("{n} demi-journée", "{n} demi-journées", course.half_days),
                "graduation-cap",
            )
            for course in found
            if course.archived_on is None
        ]

    return search


def rooms(service: TrainingService) -> Search:
    """Return the search of rooms."""

    def search(text: str) -> list[Proposal]:
        wanted = fold(text).strip()
        return [
            Proposal(
                room.id,
                room.name,
                " ".join(room.address.split()),
                trn("{n} place", "{n} places", room.seats) if room.seats else "",
                "map-pin",
            )
            for room in service.rooms()
            if wanted in fold(f"{room.name} {room.address}")
        ][:MOST]

    return search


def typed_person(text: str, then: Callable[[Proposal], None]) -> None:
    """Propose somebody by the name typed, without a sheet in the directory."""
    then(Proposal(text, text))


def guest_of(proposal: Proposal) -> Guest:
    """Return who a token stands for: a person of the directory, or a name as typed."""
    if isinstance(proposal.value, int):
        return Guest(person_id=proposal.value)
    return Guest(name=str(proposal.value))


def ids_of(proposals: Iterable[Proposal]) -> tuple[int, ...]:
    """Return the ids of chosen records."""
    return tuple(proposal.value for proposal in proposals if isinstance(proposal.value, int))


def creating(
    desk: Desk, label: str, make: Callable[[str], Changes]
) -> Callable[[str, Callable[[Proposal], None]], None]:
    """Return what makes a record from the words typed in a picker, on the writer thread, and then chooses it."""

    def create(text: str, then: Callable[[Proposal], None]) -> None:
        desk.write(label, lambda: make(text), lambda changes: then(Proposal(changes.id, text)))

    return create
