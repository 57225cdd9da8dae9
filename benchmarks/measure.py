"""Clocks and ratios: what is measured, what it is measured against, and how it is told."""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Outcome:
    """One promise and what came of it. `value` and `aim` are in `unit`; `sense` says on which side of the aim is good."""

    promise: str
    value: float
    aim: float
    sense: Literal["≤", "≥"]
    unit: str = "×"
    detail: str = ""

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.value <= self.aim if self.sense == "≤" else self.value >= self.aim

    def row(self) -> str:
        """Return its line of a Markdown table."""
        return (
            f"| {self.promise} | {self.sense} {self.aim:g} {self.unit} | {self.value:.2f} {self.unit} | "
            f"{'yes' if self.kept else '**no**'} | {self.detail} |"
        )


def say(text: str) -> None:
    """Tell whoever waits what is being done."""
    print(text, file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True, order=True)
class Spent:
    """Seconds of processor (all threads) and by the clock. A busy neighbour lengthens the second, hardly the first."""

    processor: float
    clock: float


def spent(work: Callable[[], object]) -> Spent:
    """Return what `work` takes, the collector out of the way."""
    gc.collect()
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(time.process_time() - processor, time.perf_counter() - clock)


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes by the clock."""
    return spent(work).clock


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector out of what lasts milliseconds: run before each of them, it empties the processor's caches."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def clocked(work: Callable[[], object]) -> float:
    """Return how many seconds `work` takes by the clock, as the collector was left."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say what begins and how long it took."""
    say(f"{what}…")
    started = time.perf_counter()
    yield
    say(f"  {time.perf_counter() - started:.1f} s")


def side_by_side(ours: Callable[[], object], bare: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the shortest seconds of both, taken in turns so that a busy moment of the machine falls on both alike."""
    ours(), bare()  # whatever is done once only is not what is compared
    pairs = [(seconds(ours), seconds(bare)) for _ in range(times)]
    return min(a for a, _ in pairs), min(b for _, b in pairs)


def milliseconds(value: float) -> str:
    """Return seconds as « 3.2 ms »."""
    return f"{value * 1000:.2f} ms"
