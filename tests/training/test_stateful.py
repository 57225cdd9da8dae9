"""Any acts on one session, compared with a plain model, then taken back one by one."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
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
    """One person as the plain model knows them."""

    name: str
    organisation: str
    booking: int
    whole: bool
    status: str


State = tuple[list[Line], int]


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="cresi-bookings-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


class Bookings(RuleBasedStateMachine):
    """Books, withdraws, replaces, changes the capacity, undoes and redoes."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(clock.frozen(MOMENT))
        self.lines: list[Line] = []
        self.before: list[State] = []
        self.after: list[State] = []
        self.names = 0

    @initialize(capacity=st.integers(1, 5), limit=st.none() | st.integers(1, 4))
    def open(self, capacity: int, limit: int | None) -> None:
        self.centre = self.stack.enter_context(Centre.create(self.stack.enter_context(_folder()) / "library"))
        for name in ASSOCIATIONS:
            self.centre.organisation(name)
        self.capacity, self.limit = capacity, limit
        self.session = self.centre.session(capacity_target=1, capacity_max=capacity, organisation_limit=limit)

    def teardown(self) -> None:
        self.stack.close()

    # --- the plain model ---

    def seated(self, organisation: str | None = None) -> int:
        return sum(one.status == "registered" and organisation in {None, one.organisation} for one in self.lines)

    def serve(self) -> None:
        """Give free seats to whoever is next: written as one would explain it, not as the program does it."""
        passed: set[int] = set()
        for line in self.lines:
            if line.status != "waiting" or line.booking in passed:
                continue
            group = (
                [one for one in self.lines if one.booking == line.booking and one.status == "waiting"]
                if line.whole
                else [line]
            )
            fits = self.seated() + len(group) <= self.capacity
            allowed = self.limit is None or self.seated(line.organisation) + len(group) <= self.limit
            if fits and allowed:
                for one in group:
                    one.status = "registered"
            elif line.whole:
                passed.add(line.booking)

    def state(self) -> State:
        return [Line(**vars(line)) for line in self.lines], self.capacity

    def remember(self) -> None:
        self.before.append(self.state())
        self.after.clear()

    # --- acts ---

    @rule(organisation=st.sampled_from(ASSOCIATIONS), count=st.integers(1, 3), whole=st.booleans())
    def book(self, organisation: str, count: int, whole: bool) -> None:
        names = [f"Personne {self.names + n}" for n in range(count)]
        self.names += count
        terms = Terms(group_rule=GroupRule.WHOLE if whole else GroupRule.SPLIT)
        organisation_id = self.centre.organisation(organisation)
        if whole and (count > self.capacity or (self.limit is not None and count > self.limit)):
            with pytest.raises(DomainError):
                self.centre.training.book(CLAIRE, self.session, organisation_id, names, terms)
            return
        self.remember()
        booked = self.centre.training.book(CLAIRE, self.session, organisation_id, names, terms)
        self.lines += [Line(name, organisation, booked.booking_id, whole, "waiting") for name in names]
        self.serve()

    def standing(self) -> list[Line]:
        return [line for line in self.lines if line.status in {"registered", "waiting"}]

    def place_id(self, name: str) -> int:
        return next(
            line.place.id for b in self.centre.sheet(self.session).bookings for line in b.places if line.name == name
        )

    @precondition(lambda self: self.standing())
    @rule(data=st.data(), by=st.sampled_from(CancelledBy))
    def cancel(self, data: st.DataObject, by: CancelledBy) -> None:
        line = data.draw(st.sampled_from(self.standing()))
        self.remember()
        self.centre.training.cancel_place(CLAIRE, self.place_id(line.name), by)
        next(one for one in self.lines if one.name == line.name).status = (
            "withdrawn" if by is CancelledBy.ORGANISATION else "cancelled"
        )
        self.serve()

    @precondition(lambda self: self.standing())
    @rule(data=st.data())
    def replace(self, data: st.DataObject) -> None:
        line = data.draw(st.sampled_from(self.standing()))
        self.remember()
        self.names += 1
        name = f"Collègue {self.names}"
        self.centre.training.replace_person(CLAIRE, self.place_id(line.name), name)
        index = next(i for i, one in enumerate(self.lines) if one.name == line.name)
        newcomer = Line(name, line.organisation, line.booking, line.whole, self.lines[index].status)
        self.lines[index].status = "replaced"
        self.lines.insert(index + 1, newcomer)

    @rule(capacity=st.integers(1, 6))
    def resize(self, capacity: int) -> None:
        if capacity == self.capacity:
            return
        self.remember()
        version = self.centre.training.session(self.session).version
        self.centre.training.update_session(CLAIRE, self.session, version, capacity_max=capacity)
        self.capacity = capacity
        self.serve()

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
        seated = sum(line.status == "registered" for line in lines)
        now = sum(line.status == "registered" for line in self.lines)
        return seated > max(capacity, now)

    def refused(self, act: Callable[[Actor], object]) -> None:
        with pytest.raises(DomainError, match="moved_on"):
            act(CLAIRE)

    # --- what must hold ---

    @invariant()
    def the_library_agrees_with_the_model(self) -> None:
        if not hasattr(self, "centre"):
            return
        sheet = self.centre.sheet(self.session)
        found = {line.name: str(line.place.status) for booking in sheet.bookings for line in booking.places}
        assert found == {line.name: line.status for line in self.lines}
        waiting = [line.name for _, line in sheet.waiting]
        assert waiting == [line.name for line in self.lines if line.status == PlaceStatus.WAITING]
        assert all(line.verdict is not None and line.verdict.obstacle is not None for _, line in sheet.waiting)


_ANY = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def test_any_acts_leave_what_the_model_says() -> None:
    run_state_machine_as_test(Bookings, settings=settings(max_examples=8, stateful_step_count=25, **_ANY))  # type: ignore[arg-type]  # a mapping of two kinds


@pytest.mark.long
def test_any_acts_at_length() -> None:
    run_state_machine_as_test(Bookings, settings=settings(max_examples=60, stateful_step_count=60, **_ANY))  # type: ignore[arg-type]  # same
