"""Work off the main thread: closures in queues, one wake-up, results delivered on the main thread.

Worker threads never emit a Qt signal and never hold the last reference to a widget: a job stays in the main thread's
register until its result has been delivered there. Progress is plain shared state, read by whoever paints it.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMetaObject, QObject, Qt, QTimer, Signal, Slot


class Cancelled(Exception):
    """Raised inside a long work by `Progress.check` once somebody asked to stop."""


class Progress:
    """How far a long work is. The worker writes it, a timer of the main thread reads it; no locks: single values."""

    def __init__(self, label: str, *, may_stop: bool = True) -> None:
        """`may_stop` False: a write that is whole or nothing and cannot be left half-way; it is only shown."""
        self.label, self.may_stop = label, may_stop
        self.done = 0
        self.total = 0
        self.started = time.monotonic()
        self._stop = threading.Event()

    def begin(self) -> None:
        """Count the time from now on: the work has waited for another one."""
        self.started = time.monotonic()

    def step(self, done: int, total: int = 0) -> None:
        """Say that `done` of `total` units are done (total 0: unknown), and stop here if asked to."""
        self.check()
        self.done, self.total = done, total

    def check(self) -> None:
        """Raise `Cancelled` if somebody asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next check, if it is one that can."""
        if self.may_stop:
            self._stop.set()

    @property
    def remaining(self) -> float | None:
        """Seconds left at the present pace; None when it cannot be told."""
        if not self.total or not self.done:
            return None
        return (time.monotonic() - self.started) / self.done * max(0, self.total - self.done)


@dataclass(slots=True, eq=False)
class Job:
    """One closure to run, and what to do on the main thread with what it gives or raises."""

    work: Callable[[], Any]
    then: Callable[[Any], None] | None
    failed: Callable[[BaseException], None]
    key: Hashable = None
    label: str = ""
    progress: Progress | None = None
    writes: bool = False
    dropped: bool = field(default=False, init=False)
    thread: int = field(default=0, init=False)


@dataclass(slots=True)
class _Outcome:
    token: int
    value: Any = None
    error: BaseException | None = None


class _Lane:
    """One queue and its threads; `count` 1 makes it serial."""

    def __init__(self, tasks: "Tasks", name: str, count: int) -> None:
        self._tasks, self._name, self._count = tasks, name, count
        self._queue: SimpleQueue[int | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def put(self, token: int) -> None:
        while len(self._threads) < self._count:
            thread = threading.Thread(target=self._run, name=f"cresi-{self._name}-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._queue.put(token)

    def close(self) -> None:
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _run(self) -> None:
        while (token := self._queue.get()) is not None:
            self._tasks.perform(token)


class Tasks(QObject):
    """The writer (serial), the readers and the long works of one window."""

    long_changed = Signal()
    """A long work began or ended; see `long_works`."""
    written = Signal()
    """Every write asked for so far has been delivered."""

    def __init__(self, interrupt: Callable[[int], None], parent: QObject | None = None) -> None:
        """`interrupt(thread_id)` must end the query which that thread is running, if any, from any thread."""
        super().__init__(parent)
        self._interrupt = interrupt
        self._jobs: dict[int, Job] = {}
        self._keys: dict[Hashable, int] = {}
        self._last = 0
        self._lock = threading.Lock()  # guards Job.thread and Job.dropped, and the pending wake-up
        self._outcomes: deque[_Outcome] = deque()
        self._awake = False
        self._closed = False
        self.refused = 0
        """How many writes were refused, or failed, since the window opened."""
        self._writer = _Lane(self, "writer", 1)
        self._readers = _Lane(self, "reader", 2)
        self._long = _Lane(self, "long", 1)

    # from the main thread
    def read(self, job: Job) -> None:
        """Queue a read; an earlier one with the same key is dropped, and interrupted if it is running."""
        if job.key is not None:
            self.drop(job.key)
        token = self._register(job)
        if job.key is not None:
            self._keys[job.key] = token
        self._readers.put(token)

    def write(self, job: Job) -> None:
        """Queue a write behind the earlier ones."""
        job.writes = True
        self._writer.put(self._register(job))
        if job.progress is not None:
            self.long_changed.emit()

    def long(self, job: Job) -> None:
        """Queue a long work, which has a progress and can be cancelled."""
        assert job.progress is not None
        self._long.put(self._register(job))
        self.long_changed.emit()

    def drop(self, key: Hashable) -> None:
        """Forget the read with this key: its answer will not come."""
        token = self._keys.pop(key, None)
        if token is not None and (job := self._jobs.get(token)) is not None:
            self._stop(job)

    def cancel(self, progress: Progress) -> None:
        """Ask the long work that shows this progress to stop; its query is interrupted."""
        progress.cancel()
        if not progress.may_stop:
            return
        for job in self._jobs.values():
            if job.progress is progress:
                self._stop(job, forget=False)

    def long_works(self) -> list[Progress]:
        """Return the progress of every long work queued or running."""
        return [job.progress for job in self._jobs.values() if job.progress is not None]

    @property
    def idle(self) -> bool:
        """Whether nothing is queued, running or undelivered."""
        return not self._jobs

    @property
    def writing(self) -> bool:
        """Whether a write is queued, running or undelivered."""
        return any(job.writes for job in self._jobs.values())

    def wait_idle(self, timeout_ms: int = 20_000) -> None:
        """Run the event loop until everything asked for has been delivered; for tests.

        Raises TimeoutError when that takes longer than `timeout_ms`.
        """
        while True:
            self._wait_until(lambda: self.idle, timeout_ms)
            QCoreApplication.processEvents()  # what was delivered may ask for more as soon as it is painted
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if self.idle:
                return

    def wait_written(self, timeout_ms: int = 60_000) -> None:
        """Run the event loop until every write asked for has been delivered; for closing."""
        self._wait_until(lambda: not self.writing, timeout_ms)

    def _wait_until(self, done: Callable[[], bool], timeout_ms: int) -> None:
        overdue: list[bool] = []
        guard = QTimer()
        guard.setSingleShot(True)
        guard.timeout.connect(lambda: overdue.append(True))
        guard.start(timeout_ms)
        while not done():
            if overdue:
                raise TimeoutError([job.key or job.label for job in self._jobs.values()])
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        guard.stop()

    def close(self) -> None:
        """Let the queued writes finish, stop everything else, end the threads. Results are no longer delivered."""
        if self._closed:
            return
        self._closed = True
        for job in self._jobs.values():
            if job.progress is not None:
                job.progress.cancel()
            if not job.writes:
                self._stop(job)
        for lane in (self._readers, self._long, self._writer):
            lane.close()
        self._jobs.clear()
        self._keys.clear()
        self._outcomes.clear()

    # from worker threads
    def perform(self, token: int) -> None:
        """Run one job; called by the lanes' threads."""
        self._outcomes.append(self._outcome(token))
        self._wake()

    def _outcome(self, token: int) -> _Outcome:
        job = self._jobs[token]
        with self._lock:
            if job.dropped:
                return _Outcome(token)
            job.thread = threading.get_ident()
        try:
            if job.progress is not None:
                job.progress.check()
            return _Outcome(token, value=job.work())
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is judged on the main thread
            return _Outcome(token, error=error)
        finally:
            with self._lock:
                job.thread = 0

    # within
    def _wake(self) -> None:
        with self._lock:
            wake, self._awake = not self._awake, True
        if wake and not self._closed:
            QMetaObject.invokeMethod(self, "_deliver", Qt.ConnectionType.QueuedConnection)

    def _register(self, job: Job) -> int:
        assert not self._closed, "the window's work has ended"
        self._last += 1
        self._jobs[self._last] = job
        return self._last

    def _stop(self, job: Job, *, forget: bool = True) -> None:
        with self._lock:
            job.dropped = job.dropped or forget
            if job.thread:
                self._interrupt(job.thread)

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            self._awake = False
        try:
            while self._outcomes:
                self._take(self._outcomes.popleft())
        finally:
            if self._outcomes:
                self._wake()  # one mistake while an answer is shown does not keep the others from theirs

    def _take(self, outcome: _Outcome) -> None:
        job = self._jobs.pop(outcome.token, None)
        if job is None:
            return
        if job.key is not None and self._keys.get(job.key) == outcome.token:
            del self._keys[job.key]
        self.refused += job.writes and outcome.error is not None
        try:
            self._hand_over(job, outcome)
        finally:
            if job.writes and not self.writing:
                self.written.emit()

    def _hand_over(self, job: Job, outcome: _Outcome) -> None:
        if job.progress is not None:
            self.long_changed.emit()
        if job.dropped:
            return
        if outcome.error is not None:
            stopped = job.progress is not None and job.progress.cancelled
            job.failed(Cancelled() if stopped else outcome.error)
        elif job.then is not None:
            job.then(outcome.value)
