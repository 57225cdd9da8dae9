"""What a person can do to courses and rooms."""

from collections.abc import Callable, Mapping
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.core.text import sort_key
from cresi_app.training.model import Course, Room, check_capacities
from cresi_app.training.queries import courses
from cresi_app.training.service.desk import TrainingDesk, missing, refusals

_LONG: Final = 20_000
_LINE: Final = 300


def one_line(value: object) -> str:
    """Return a text as one line without blanks around; DomainError ``too_long``."""
    return _within(" ".join(str(value).split()), _LINE)


def lines(value: object) -> str:
    """Return a text of several lines without blanks around; DomainError ``too_long``."""
    return _within(str(value).replace("\r\n", "\n").strip(), _LONG)


def whole_number(value: object, field: str) -> int:
    """Return a value that must be a whole number; DomainError ``number``."""
    if not isinstance(value, int):
        raise DomainError("number", N_("Écrivez un nombre entier."), field=field)
    return value


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise DomainError("too_long", N_("Ce texte dépasse {limit} caractères : raccourcissez-le."), limit=limit)
    return text


def _title(value: object) -> str:
    title = one_line(value)
    if not title:
        raise DomainError("title", N_("Donnez un titre."), field="title")
    return title


def _as_is(value: object) -> object:
    return value


_COURSE: Final[Mapping[str, Callable[[object], object]]] = {
    "title": _title,
    "theme": one_line,
    **dict.fromkeys(("objectives", "audience", "prerequisites", "programme", "bring"), lines),
    **dict.fromkeys(("half_days", "capacity_min", "capacity_target", "capacity_max", "organisation_limit"), _as_is),
}
_ROOM: Final[Mapping[str, Callable[[object], object]]] = {
    "name": _title,
    "address": lines,
    "access": lines,
    "seats": _as_is,
}


def _cleaned(cleaners: Mapping[str, Callable[[object], object]], fields: Mapping[str, object]) -> dict[str, object]:
    assert fields.keys() <= cleaners.keys(), f"no such fields: {sorted(fields.keys() - cleaners.keys())}"
    return {name: cleaners[name](value) for name, value in fields.items()}


class CoursesDesk(TrainingDesk):
    """Courses and rooms."""

    def course(self, course_id: int) -> Course:
        """Return a course. DomainError ``unknown``."""
        found = courses.course(self.library, course_id)
        if found is None:
            raise missing(N_("Cette formation n'existe plus. Rouvrez la page."))
        return found

    def courses(self, *, archived: bool = False) -> list[Course]:
        """Return the courses in order of title; the archived ones too with `archived`."""
        return courses.courses(self.library, archived=archived)

    def themes(self) -> list[str]:
        """Return the themes in use."""
        return courses.themes(self.library)

    def add_course(self, who: Actor, title: str, **fields: object) -> Changes:
        """Make a course; `fields` are those of `Course` but its id, version and archiving."""
        values = _cleaned(_COURSE, {"title": title, **fields})
        self._check_course(Course(0, 1, str(values["title"])), values)
        course_id = new_id()
        with refusals(), self.library.revise("training.add_course", who, ("course", course_id)) as revision:
            revision.insert("course", {"id": course_id, **values, "title_sort": sort_key(str(values["title"]))})
        return revision.changes

    def update_course(
        self, who: Actor, course_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Change fields of a course; sessions made from it keep what they had."""
        values = _cleaned(_COURSE, fields)
        self._check_course(self.course(course_id), values)
        if "title" in values:
            values["title_sort"] = sort_key(str(values["title"]))
        with (
            refusals(),
            self.library.revise("training.update_course", who, ("course", course_id), edit_group) as revision,
        ):
            revision.update("course", course_id, version, values)
        return revision.changes

    def archive_course(self, who: Actor, course_id: int, version: int, *, archived: bool = True) -> Changes:
        """Put a course out of the lists, or back; its sessions stay."""
        operation = "training.archive_course" if archived else "training.unarchive_course"
        with refusals(), self.library.revise(operation, who, ("course", course_id)) as revision:
            revision.update("course", course_id, version, {"archived_on": clock.today() if archived else None})
        return revision.changes

    @staticmethod
    def _check_course(before: Course, values: Mapping[str, object]) -> None:
        def number(name: str) -> int:
            return whole_number(values.get(name, getattr(before, name)), name)

        if not 1 <= number("half_days") <= 60:
            raise DomainError("half_days", N_("Une formation dure de 1 à 60 demi-journées."), field="half_days")
        limit = (
            None
            if values.get("organisation_limit", before.organisation_limit) is None
            else number("organisation_limit")
        )
        check_capacities(number("capacity_min"), number("capacity_target"), number("capacity_max"), limit)

    def room(self, room_id: int) -> Room:
        """Return a room. DomainError ``unknown``."""
        found = courses.room(self.library, room_id)
        if found is None:
            raise missing(N_("Cette salle n'existe plus. Rouvrez la page."))
        return found

    def rooms(self, *, archived: bool = False) -> list[Room]:
        """Return the rooms in order of name; the archived ones too with `archived`."""
        return courses.rooms(self.library, archived=archived)

    def add_room(self, who: Actor, name: str, address: str = "", seats: int | None = None, access: str = "") -> Changes:
        """Make a room."""
        values = _cleaned(_ROOM, {"name": name, "address": address, "seats": seats, "access": access})
        self._check_seats(seats)
        room_id = new_id()
        with refusals(), self.library.revise("training.add_room", who, ("room", room_id)) as revision:
            revision.insert("room", {"id": room_id, **values, "name_sort": sort_key(str(values["name"]))})
        return revision.changes

    def update_room(
        self, who: Actor, room_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Change fields of a room."""
        values = _cleaned(_ROOM, fields)
        self._check_seats(values.get("seats"))
        if "name" in values:
            values["name_sort"] = sort_key(str(values["name"]))
        with refusals(), self.library.revise("training.update_room", who, ("room", room_id), edit_group) as revision:
            revision.update("room", room_id, version, values)
        return revision.changes

    def archive_room(self, who: Actor, room_id: int, version: int, *, archived: bool = True) -> Changes:
        """Put a room out of the lists, or back."""
        operation = "training.archive_room" if archived else "training.unarchive_room"
        with refusals(), self.library.revise(operation, who, ("room", room_id)) as revision:
            revision.update("room", room_id, version, {"archived_on": clock.today() if archived else None})
        return revision.changes

    @staticmethod
    def _check_seats(seats: object) -> None:
        if seats is not None and not (isinstance(seats, int) and 1 <= seats <= 100_000):
            raise DomainError(
                "seats", N_("Une salle compte au moins une place ; laissez vide si vous ne savez pas."), field="seats"
            )
