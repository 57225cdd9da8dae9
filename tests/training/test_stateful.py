"""Any acts on one session, compared with a plain model, then taken back one by one."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.training.model import CancelledBy, GroupRule, PlaceStatus, Terms
from tests.training.acts import MOMENT
from tests.training.centre import CLAIRE, Centre

ASSOCIATIONS = ("Un", "Deux", "Trois")


@dataclass
class Line:
    """One place as the plain model knows it; `ends` is when an offer runs out."""

    place: int
    name: str
    organisation: str
    booking: int
    whole: bool
    status: str
    ends: datetime | None = None


State = tuple[list[Line], int]


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="cresi-bookings-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


class Bookings(RuleBasedStateMachine):
    """Books, withdraws, replaces, names, accepts, lets time pass, moves, changes the capacity, undoes and redoes."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.now = MOMENT
        self.stack.enter_context(clock.frozen(self.now))
        self.lines: list[Line] = []
        self.before: list[State] = []
        self.after: list[State] = []
        self.names = 0

    @initialize(capacity=st.integers(1, 5), limit=st.none() | st.integers(1, 4), offer_days=st.integers(0, 2))
    def open(self, capacity: int, limit: int | None, offer_days: int) -> None:
        self.centre = self.stack.enter_context(Centre.create(self.stack.enter_context(_folder()) / "library"))
        for name in ASSOCIATIONS:
            self.centre.organisation(name)
        self.capacity, self.limit, self.offer_days = capacity, limit, offer_days
        self.session = self.centre.session(
            capacity_target=1, capacity_max=capacity, organisation_limit=limit, offer_days=offer_days
        )

    def teardown(self) -> None:
        self.stack.close()

    # --- the plain model ---

    def seated(self, organisation: str | None = None) -> int:
        return sum(
            one.status in {"registered", "offered"} and organisation in {None, one.organisation} for one in self.lines
        )

    def serve(self, asking: int = 0) -> None:
        """Give free seats to whoever is next, as one would explain it: at once to the booking `asking`, as offers to the others."""
        passed: set[int] = set()
        for line in self.lines:
            if line.status != "waiting" or line.booking in passed:
                continue
            group = [line]
            if line.whole:
                group = [one for one in self.lines if one.booking == line.booking and one.status == "waiting"]
            fits = self.seated() + len(group) <= self.capacity
            allowed = self.limit is None or self.seated(line.organisation) + len(group) <= self.limit
            if fits and allowed:
                for one in group:
                    at_once = one.booking == asking or not self.offer_days
                    one.status = "registered" if at_once else "offered"
                    one.ends = None if at_once else self.now + timedelta(days=self.offer_days)
            elif line.whole:
                passed.add(line.booking)

    def state(self) -> State:
        return [Line(**vars(line)) for line in self.lines], self.capacity

    def remember(self) -> None:
        self.before.append(self.state())
        self.after.clear()

    def standing(self, *statuses: str) -> list[Line]:
        return [line for line in self.lines if line.status in (statuses or ("registered", "offered", "waiting"))]

    # --- acts ---

    @rule(
        organisation=st.sampled_from(ASSOCIATIONS), count=st.integers(1, 3), unnamed=st.booleans(), whole=st.booleans()
    )
    def book(self, organisation: str, count: int, unnamed: bool, whole: bool) -> None:
        names = [f"Personne {self.names + n}" for n in range(count)]
        self.names += count
        if unnamed:
            names[-1] = ""
        terms = Terms(group_rule=GroupRule.WHOLE if whole else GroupRule.SPLIT)
        organisation_id = self.centre.organisation(organisation)
        if whole and (count > self.capacity or (self.limit is not None and count > self.limit)):
            with pytest.raises(DomainError):
                self.centre.training.book(CLAIRE, self.session, organisation_id, names, terms)
            return
        self.remember()
        booked = self.centre.training.book(CLAIRE, self.session, organisation_id, names, terms)
        self.lines += [
            Line(place.place_id, name, organisation, booked.booking_id, whole, "waiting")
            for place, name in zip(booked.places, names, strict=True)
        ]
        self.serve(booked.booking_id)

    @precondition(lambda self: self.standing())
    @rule(data=st.data(), by=st.sampled_from(CancelledBy))
    def cancel(self, data: st.DataObject, by: CancelledBy) -> None:
        line = data.draw(st.sampled_from(self.standing()))
        self.remember()
        self.centre.training.cancel_place(CLAIRE, line.place, by)
        line.status = "withdrawn" if by is CancelledBy.ORGANISATION else "cancelled"
        line.ends = None
        self.serve()

    @precondition(lambda self: self.standing())
    @rule(data=st.data())
    def replace_or_name(self, data: st.DataObject) -> None:
        line = data.draw(st.sampled_from(self.standing()))
        self.remember()
        self.names += 1
        name = f"Collègue {self.names}"
        changes = self.centre.training.replace_person(CLAIRE, line.place, name)
        if not line.name:
            line.name = name
            return
        (newcomer,) = changes.touched["place"] - {line.place}
        index = self.lines.index(line)
        self.lines.insert(index + 1, replace(line, place=newcomer, name=name))
        line.status, line.ends = "replaced", None

    @precondition(lambda self: self.standing("offered"))
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        line = data.draw(st.sampled_from(self.standing("offered")))
        self.remember()
        self.centre.training.accept_offer(CLAIRE, line.place)
        line.status, line.ends = "registered", None

    @rule()
    def promote(self) -> None:
        """Serving a list in which nobody can be served changes nothing: the lines are always served already."""
        assert not self.centre.training.promote(CLAIRE, self.session).touched

    @precondition(lambda self: self.now < MOMENT + timedelta(days=20))
    @rule(hours=st.sampled_from((1, 11, 24, 49)))
    def wait(self, hours: int) -> None:
        """Time passes; offers whose hour has come end by the program's own act, which no undo of a person goes through."""
        self.now += timedelta(hours=hours)
        self.stack.enter_context(clock.frozen(self.now))
        over = [line for line in self.lines if line.ends is not None and line.ends <= self.now]
        assert len(self.centre.training.lapse_all()) == bool(over)
        for line in over:
            line.status, line.ends = "expired", None
        if over:
            self.serve()
            self.before.clear()
            self.after.clear()

    @rule(capacity=st.integers(1, 6))
    def resize(self, capacity: int) -> None:
        if capacity == self.capacity:
            return
        self.remember()
        version = self.centre.training.session(self.session).version
        self.centre.training.update_session(CLAIRE, self.session, version, capacity_max=capacity)
        self.capacity = capacity
        self.serve()

    @rule(day=st.integers(5, 30))
    def move(self, day: int) -> None:
        """Another day for the session changes nobody's place."""
        first = self.centre.sheet(self.session).slots[0].slot.day
        wanted = date(2026, 10, day)
        if wanted == first or wanted.weekday() > 4:
            return
        self.remember()
        self.centre.training.move_session(CLAIRE, self.session, wanted)

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        if self.is_too_many(*self.before[-1]):
            self.refused(self.centre.library.undo)
            return
        self.centre.library.undo(CLAIRE)
        self.after.append(self.state())
        self.lines, self.capacity = self.before.pop()

    @precondition(lambda self: self.after)
    @rule()
    def redo(self) -> None:
        if self.is_too_many(*self.after[-1]):
            self.refused(self.centre.library.redo)
            return
        self.centre.library.redo(CLAIRE)
        self.before.append(self.state())
        self.lines, self.capacity = self.after.pop()

    def is_too_many(self, lines: list[Line], capacity: int) -> bool:
        """Whether coming to that state would seat more people than its capacity lets in and than are seated now.

        It happens once a capacity was lowered under the people already in: one of them who left does not come back by an undo.
        """
        seated = sum(line.status in {"registered", "offered"} for line in lines)
        return seated > max(capacity, self.seated())

    def refused(self, act: Callable[[Actor], object]) -> None:
        with pytest.raises(DomainError, match="moved_on"):
            act(CLAIRE)

    # --- what must hold ---

    @invariant()
    def the_library_agrees_with_the_model(self) -> None:
        if not hasattr(self, "centre"):
            return
        sheet = self.centre.sheet(self.session)
        found = {
            line.place.id: (line.name, str(line.place.status), line.place.offer_ends_at)
            for booking in sheet.bookings
            for line in booking.places
        }
        assert found == {line.place: (line.name, line.status, line.ends) for line in self.lines}
        waiting = [line.place.id for _, line in sheet.waiting]
        assert waiting == [line.place for line in self.lines if line.status == PlaceStatus.WAITING]
        assert all(line.verdict is not None and line.verdict.obstacle is not None for _, line in sheet.waiting)


_ANY = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def test_any_acts_leave_what_the_model_says() -> None:
    run_state_machine_as_test(Bookings, settings=settings(max_examples=8, stateful_step_count=25, **_ANY))  # type: ignore[arg-type]  # a mapping of two kinds


@pytest.mark.long
def test_any_acts_at_length() -> None:
    run_state_machine_as_test(Bookings, settings=settings(max_examples=60, stateful_step_count=60, **_ANY))  # type: ignore[arg-type]  # same
