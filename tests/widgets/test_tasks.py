"""Work off the main thread: order, late answers, cancelling, errors, and nothing emitted from a worker."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal
from pytestqt.qtbot import QtBot

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.widgets.desk import Desk, DeskDoors
from cresi_app.widgets.tasks import Cancelled, Job, Progress
from tests.widgets.recording import RecordingMessages


class Gate:
    """A work that waits until it is let through, or interrupted as a query would be."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.entered = threading.Event()
        self.threads: list[int] = []

    def work(self) -> str:
        self.threads.append(threading.get_ident())
        self.entered.set()
        assert self.open.wait(20)
        return "through"

    def interrupt(self, thread: int) -> None:
        if thread in self.threads:
            self.open.set()


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.open.set()


@pytest.fixture
def desk_interrupt(gate: Gate) -> Callable[[int], None]:
    return gate.interrupt


def changes(seq: int | None = 1) -> Changes:
    return Changes(seq, "test", {"thing": frozenset({1})}, ("thing", 1))


def test_reads_run_elsewhere_and_answer_here(desk: Desk) -> None:
    here = threading.get_ident()
    answered: list[tuple[int, int]] = []
    desk.read("a", threading.get_ident, lambda ran: answered.append((ran, threading.get_ident())))
    desk.wait_idle()
    [(ran, told)] = answered
    assert ran != here
    assert told == here


def test_a_later_read_drops_and_interrupts_the_earlier(desk: Desk, gate: Gate) -> None:
    answers: list[str] = []
    desk.read("list", gate.work, answers.append)
    assert gate.entered.wait(20)
    desk.read("list", lambda: "later", answers.append)
    desk.wait_idle()
    assert answers == ["later"]
    assert gate.open.is_set()


def test_reads_of_other_keys_are_left_alone(desk: Desk, gate: Gate) -> None:
    answers: list[str] = []
    desk.read("one", gate.work, answers.append)
    assert gate.entered.wait(20)
    desk.read("two", lambda: "two", answers.append)
    while "two" not in answers:
        desk.wait_idle() if gate.open.is_set() else _turn()
    assert not gate.open.is_set()
    gate.open.set()
    desk.wait_idle()
    assert answers == ["two", "through"]


def _turn() -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def test_writes_are_serial_and_tell_after_then(desk: Desk) -> None:
    order: list[str] = []
    desk.changed.connect(lambda told: order.append(f"changed {told.seq}"))
    for number in range(1, 4):
        desk.write("w", partial(changes, number), lambda done: order.append(f"then {done.seq}"))
    desk.wait_idle()
    assert order == ["then 1", "changed 1", "then 2", "changed 2", "then 3", "changed 3"]


def test_nothing_written_is_not_told(desk: Desk) -> None:
    told: list[Changes] = []
    desk.changed.connect(told.append)
    desk.write("w", lambda: changes(None))
    desk.wait_idle()
    assert told == []


def test_refusals_go_to_the_form_or_above_the_page(desk: Desk, messages: RecordingMessages) -> None:
    def refused() -> Changes:
        raise DomainError("full", "La séance est complète.", field="capacity")

    fields: list[str] = []
    desk.write("w", refused, failed=lambda error: fields.append(error.field))
    desk.write("w", refused)
    desk.wait_idle()
    assert fields == ["capacity"]
    assert [str(error) for error in messages.errors] == ["full: La séance est complète."]


def test_our_own_mistakes_go_to_the_crash_gate(desk: Desk, messages: RecordingMessages) -> None:
    desk.read("r", lambda: 1 // 0, lambda _never: None)
    desk.wait_idle()
    assert [type(error) for error in messages.crashes] == [ZeroDivisionError]
    messages.crashes.clear()


def test_long_work_reports_and_is_cancelled_inside(desk: Desk, gate: Gate) -> None:
    outcomes: list[object] = []

    def work(progress: Progress) -> str:
        progress.step(1, 10)
        gate.work()
        progress.step(2, 10)
        return "never"

    progress = desk.long("Import", work, outcomes.append, outcomes.append)
    assert gate.entered.wait(20)
    assert desk.tasks.long_works() == [progress]
    assert (progress.done, progress.total) == (1, 10)
    desk.tasks.cancel(progress)
    desk.wait_idle()
    assert [type(outcome) for outcome in outcomes] == [Cancelled]
    assert desk.tasks.long_works() == []


def test_a_write_that_lasts_is_shown_and_cannot_be_left_half_way(desk: Desk, gate: Gate) -> None:
    done: list[object] = []

    def take_back() -> Changes:
        gate.work()
        return changes()

    desk.write("undo", take_back, lambda told: done.append(told.seq), words="Annulation de l'import")
    assert gate.entered.wait(20)
    [shown] = desk.tasks.long_works()
    assert (shown.label, shown.may_stop) == ("Annulation de l'import", False)
    desk.tasks.cancel(shown)
    gate.open.set()
    desk.wait_idle()
    assert done == [1]
    assert desk.tasks.long_works() == []


def test_other_work_goes_on_beside_a_long_one(desk: Desk, gate: Gate) -> None:
    done: list[object] = []
    desk.long("Import", lambda _progress: gate.work(), done.append)
    desk.write("w", changes, lambda told: done.append(told.seq))
    desk.wait_written()
    assert done == [1]
    gate.open.set()
    desk.wait_idle()
    assert done == [1, "through"]


def test_a_flood_of_answers_all_arrive(desk: Desk) -> None:
    answers: list[int] = []
    for number in range(2000):
        desk.read(("flood", number), partial(abs, number), answers.append)
    desk.wait_idle()
    assert sorted(answers) == list(range(2000))


def test_a_mistake_while_an_answer_is_shown_keeps_no_other_from_arriving(desk: Desk, qtbot: QtBot) -> None:
    answers: list[str] = []

    def mistaken(_answer: object) -> None:
        raise RuntimeError("ours")

    done = threading.Event()
    desk.tasks.write(Job(lambda: "first", mistaken, mistaken))
    desk.tasks.write(Job(lambda: "second", answers.append, mistaken))
    desk.tasks.write(Job(done.set, None, mistaken))
    assert done.wait(20)  # both wait for delivery, which only the main thread can make
    with qtbot.capture_exceptions() as mistakes:
        desk.wait_idle()
    assert [kind for kind, *_ in mistakes] == [RuntimeError]
    assert answers == ["second"]


def test_close_finishes_the_writes(qapp: object) -> None:
    written: list[int] = []
    desk = Desk(DeskDoors(lambda _thread: None, lambda _kind, _id: None), RecordingMessages(), Actor("t", "T"))

    def write(number: int) -> Changes:
        written.append(number)
        return changes()

    for number in range(20):
        desk.write("w", partial(write, number))
    desk.close()
    assert written == list(range(20))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("cresi-")]


def test_remaining_time_follows_the_pace() -> None:
    progress = Progress("x")
    progress.started = time.monotonic() - 10
    assert progress.remaining is None
    progress.step(50, 100)
    assert progress.remaining == pytest.approx(10, abs=1)


class Emitter(QObject):
    """Emits a flag, as views do all day."""

    flagged = Signal(bool)
    carried = Signal(object)


def test_emitting_gives_no_reference_away(qtbot: QtBot) -> None:
    """PySide6 6.12.0 took one reference to True and None at each emission; below Python 3.12 the interpreter then aborted."""
    emitter = Emitter()
    emitter.flagged.connect(lambda _on: None)
    emitter.carried.connect(lambda _thing: None)
    for thing in (True, None):
        before = sys.getrefcount(thing)
        for _ in range(300):
            emitter.flagged.emit(True)
            emitter.carried.emit(thing)
        assert sys.getrefcount(thing) > before - 100


def test_ids_of_63_bits_survive_signals(qtbot: QtBot) -> None:
    emitter = Emitter()
    carried: list[object] = []
    emitter.carried.connect(carried.append)
    emitter.carried.emit((1 << 62) + 12345)
    assert carried == [(1 << 62) + 12345]
