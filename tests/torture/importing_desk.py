"""A desk that imports generated notices and dies at a given step of SQLite's work; a program of its own.

Arguments: the library's folder, how many notices, the step to die at (-1: live). A step is so many thousand instructions of the
writer's connection. One that lives tells in JSON how many steps there were, and between which the import's revision was written.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from benchmarks.libraries import take_in
from benchmarks.notices import file_of
from cresi_app.services import Services
from cresi_app.store import connection, engine
from cresi_app.store.batch import Batch

PROGRAM = Path(__file__).resolve()
INSTRUCTIONS = 5_000


class Steps:
    """Counts the writer's steps and dies at one of them."""

    def __init__(self, dies_at: int) -> None:
        self.dies_at = dies_at
        self.done = 0
        self.batch: list[int] = []
        self._connect = connection.connect_writer
        self._apply: Callable[[Database, Batch], int | None] = vars(engine)["apply"]

    def connect(self, path: Path) -> Database:
        """Connect as the store does, and count."""
        database = self._connect(path)
        database.conn.set_progress_handler(self.step, INSTRUCTIONS)
        return database

    def step(self) -> int:
        """Count one step; the last one, for some."""
        self.done += 1
        if self.done == self.dies_at:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        return 0

    def apply(self, database: Database, batch: Batch) -> int | None:
        """Write the revision, noting when it began and ended."""
        self.batch.append(self.done)
        seq = self._apply(database, batch)
        self.batch.append(self.done)
        return seq


def main() -> None:
    """Import, and perhaps die."""
    folder, count, dies_at = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    data = file_of(count)
    steps = Steps(dies_at)
    connection.connect_writer = steps.connect
    vars(engine)["apply"] = steps.apply
    with Services.open(folder) as services:
        report = take_in(services, data)
        assert report.created == count
    print(json.dumps({"steps": steps.done, "batch": steps.batch}))  # noqa: T201 - a program that talks through its output


if __name__ == "__main__":
    main()
