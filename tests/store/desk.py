"""One desk among several, run as a process of its own by the tests of races and of kills: ``desk.py WORK LIBRARY MODEL …``."""

import os
import random
import signal
import sys
from pathlib import Path
from unittest.mock import patch

from sqlite_utils import Database

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.ids import new_ids
from cresi_app.store import engine
from cresi_app.store.batch import Batch, apply
from cresi_app.store.errors import Full, Refused
from cresi_app.store.library import Library
from cresi_app.store.migrations import Model
from tests.store.conftest import CLUBS

CAPACITY = 5


def race(library: Library, who: Actor, acts: int) -> None:
    """Join, leave, move and number, as fast as possible, deciding on what was read."""
    chance = random.Random(who.key)
    for _ in range(acts):
        choice = chance.choice(["join", "join", "leave", "open", "undo"])
        if choice == "undo":
            try:
                library.undo(who)
            except DomainError as refusal:
                if refusal.code not in {"moved_on", "nothing_to_undo", "already_undone"}:
                    raise
        else:
            library.retry(lambda choice=choice: one_act(library, who, choice), attempts=200)  # type: ignore[misc]  # a default argument in a lambda has no type


def one_act(library: Library, who: Actor, choice: str) -> None:
    with library.snapshot():
        club = library.query("SELECT id, stamp, capacity FROM club WHERE code = 'one'")[0]
        members = library.query("SELECT id, version FROM member WHERE club_id = ?", (club["id"],))
    with library.revise(f"test.{choice}", who) as revision:
        if choice == "open":
            revision.insert("club", {"code": revision.number("club", "N-%03d"), "name": who.key})
            return
        revision.expect("SELECT stamp = ? FROM club WHERE id = ?", (club["stamp"], club["id"]))
        if choice == "join" and len(members) < club["capacity"]:
            revision.insert("member", {"club_id": club["id"], "name": who.key})
        if choice == "leave" and members:
            revision.delete("member", members[0]["id"], members[0]["version"])


def rush(library: Library, who: Actor, acts: int) -> None:
    """Join without looking: only the wall in the schema holds."""
    club_id = library.value("SELECT id FROM club WHERE code = 'one'")
    for _ in range(acts):
        try:
            with library.revise("test.join", who) as revision:
                revision.insert("member", {"club_id": club_id, "name": who.key})
        except Full:
            pass
        except Refused as refusal:
            raise AssertionError(refusal) from refusal


class Steps:
    """Counts the steps SQLite takes inside batches, and kills the process at the one it was told."""

    def __init__(self) -> None:
        self.taken = 0
        self.last = 0

    def __call__(self) -> int:
        self.taken += 1
        if self.taken == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


def fall(library: Library, who: Actor, permille: int) -> None:
    """Import twice, and be killed the second time after that part of the batch (above 1000: written but not yet told)."""
    steps = Steps()

    def counted(database: Database, batch: Batch) -> int | None:
        database.conn.set_progress_handler(steps, 50)
        try:
            return apply(database, batch)
        finally:
            database.conn.set_progress_handler(None, 0)
            if steps.last:
                os.kill(os.getpid(), signal.SIGKILL)

    with patch.object(engine, "apply", counted):
        bring(library, who)
        say("kept")
        steps.last, steps.taken = max(1, steps.taken * permille // 1000), 0
        bring(library, who)


def bring(library: Library, who: Actor) -> None:
    """Import clubs with a member each as one revision."""
    clubs, members = new_ids(int(who.key)), new_ids(int(who.key))
    library.stage(clubs[0], "club", ({"id": one, "name": f"numéro {one}"} for one in clubs))
    library.stage(clubs[0], "member", ({"id": one, "club_id": club} for one, club in zip(members, clubs, strict=True)))
    with library.revise("test.import", who) as revision:
        revision.insert_staged("club", ["id", "name"], clubs[0])
        revision.insert_staged("member", ["id", "club_id"], clubs[0])
    library.unstage(clubs[0])


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    work, folder, model, key, amount = sys.argv[1:]
    where = Model(Path(model) / "migrations", Path(model) / "reference")
    opened = Library.open if work == "fall" else Library.open_unlocked
    with opened(Path(folder), sources=[CLUBS], model=where) as library:
        library.desk = f"poste-{key}"
        say("ready")
        sys.stdin.readline()
        {"race": race, "rush": rush, "fall": fall}[work](library, Actor(key, f"Poste {key}"), int(amount))


if __name__ == "__main__":
    main()
