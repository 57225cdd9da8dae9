"""The world of the training tests: a small centre in a real library."""

from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cresi_app.core.changes import Actor
from cresi_app.directory import service as directory_service
from cresi_app.directory.service import DirectoryService
from cresi_app.store.library import Library
from cresi_app.training import service as training_service
from cresi_app.training.model import (
    DayPart,
    Guest,
    PlaceStatus,
    SessionPlan,
    SessionSheet,
    SlotPlan,
)
from cresi_app.training.service import TrainingService

SOURCES = (*directory_service.SOURCES, *training_service.SOURCES)
CLAIRE = Actor("1", "Claire Martin")
OCTOBER = date(2026, 10, 8)


def morning(day: date = OCTOBER, room_id: int | None = None, *trainers: int) -> SlotPlan:
    return SlotPlan(day, DayPart.AM, time(9, 30), time(12, 30), room_id, trainer_ids=trainers)


def afternoon(day: date = OCTOBER, room_id: int | None = None, *trainers: int) -> SlotPlan:
    return SlotPlan(day, DayPart.PM, time(14, 0), time(17, 0), room_id, trainer_ids=trainers)


@dataclass
class Centre:
    """A library with its services, and short words for what tests do all the time."""

    library: Library
    directory: DirectoryService
    training: TrainingService
    course_id: int = 0
    organisations: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    @classmethod
    def create(cls, folder: Path) -> Self:
        made = cls.over(Library.create(folder, sources=SOURCES))
        made.course_id = made.training.add_course(CLAIRE, "Monter son budget", theme="Gestion").id
        return made

    @classmethod
    def over(cls, library: Library) -> Self:
        directory = DirectoryService(library)
        return cls(library, directory, TrainingService(library, directory))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.library.close()

    def organisation(self, name: str) -> int:
        if name not in self.organisations:
            self.organisations[name] = self.directory.add_organisation(CLAIRE, name).id
        return self.organisations[name]

    def person(self, name: str) -> int:
        if name not in self.people:
            given, family = name.split(" ", 1)
            self.people[name] = self.directory.add_person(CLAIRE, given, family).id
        return self.people[name]

    def guest(self, name: str) -> Guest:
        return Guest(person_id=self.person(name))

    def session(self, *slots: SlotPlan, **fields: Any) -> int:
        plan = SessionPlan(self.course_id, slots or (morning(), afternoon()), **fields)
        return self.training.add_session(CLAIRE, plan).id

    def sheet(self, session_id: int) -> SessionSheet:
        return self.training.session_sheet(session_id)

    def statuses(self, session_id: int) -> dict[str, PlaceStatus]:
        """Name → status, in order of arrival."""
        return {
            line.name or f"?{line.place.id}": line.place.status
            for booking in self.sheet(session_id).bookings
            for line in booking.places
        }
