"""One of several desks that book, cancel, replace, accept and promote on the same training session at the same time; a program of its own.

Arguments: the library's folder, the session, a seed, how many acts. It says ``ready``, waits for a line, and then writes
one JSON line an act: what was tried and what came of it.
"""

import json
import random
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.directory.queries import ORGANISATION_SEARCH, PERSON_SEARCH
from cresi_app.directory.service import DirectoryService
from cresi_app.store.library import Library
from cresi_app.training.model import GroupRule, Terms
from cresi_app.training.service import SOURCES as TRAINING_SOURCES
from cresi_app.training.service import TrainingService

SOURCES = (ORGANISATION_SEARCH, PERSON_SEARCH, *TRAINING_SOURCES)
PROGRAM = Path(__file__).resolve()


class RacingDesk:
    """A desk with its own writer, opened past the lock on purpose."""

    def __init__(self, library: Library, session_id: int, seed: int) -> None:
        self.library = library
        self.session_id = session_id
        self.service = TrainingService(library, DirectoryService(library))
        self.who = Actor(f"desk:{seed}", f"Poste {seed}")
        self.chance = random.Random(seed)
        self.seed = seed
        self.count = 0
        self.began = clock.now()
        self.associations = [row["id"] for row in library.query("SELECT id FROM organisation ORDER BY id")]

    def act(self) -> dict[str, object]:
        """Do one thing a person could do, whatever the others are doing; tell what came of it."""
        acts: list[Callable[[], Changes | None]] = [
            self.book, self.cancel_place, self.cancel_booking, self.promote, self.replace, self.accept,
        ]  # fmt: skip
        self.count += 1
        tried = self.chance.choices(acts, (46, 26, 7, 8, 6, 7))[0]
        try:
            # Six hours an act: offers of a day run out while the others are still at it, each desk by its own clock.
            with clock.frozen(self.began + timedelta(hours=6 * self.count)):
                changes = tried()
        except DomainError as refused:
            return {"tried": tried.__name__, "refused": refused.code}
        # What ran out on the way is the program's act, not the desk's.
        own = changes is not None and changes.operation != "training.expire_offers"
        return {"tried": tried.__name__, "seq": changes.seq if changes is not None and own else None}

    def book(self) -> Changes:
        """Book one to three people of some association."""
        names = [f"Personne {self.seed}-{self.count}-{rank}" for rank in range(self.chance.choice((1, 1, 2, 3)))]
        rule = self.chance.choice((GroupRule.SPLIT, GroupRule.SPLIT, GroupRule.WHOLE))
        terms = Terms(group_rule=rule, priority=self.chance.choice((0, 1, 1, 1)))
        return self.service.book(self.who, self.session_id, self.chance.choice(self.associations), names, terms).changes

    def _standing(self, column: str) -> int | None:
        rows = self.library.query(
            f"SELECT DISTINCT {column} AS one FROM place WHERE session_id = ? "
            f"AND status IN ('registered', 'offered', 'waiting') ORDER BY {column}",
            (self.session_id,),
        )
        return self.chance.choice(rows)["one"] if rows else None

    def cancel_place(self) -> Changes | None:
        """End some place that stood a moment ago."""
        place = self._standing("id")
        return None if place is None else self.service.cancel_place(self.who, place)

    def cancel_booking(self) -> Changes | None:
        """End a whole booking that stood a moment ago."""
        booking = self._standing("booking_id")
        return None if booking is None else self.service.cancel_booking(self.who, booking)

    def replace(self) -> Changes | None:
        """Hand some place that stood a moment ago to a colleague."""
        place = self._standing("id")
        name = f"Collègue {self.seed}-{self.count}"
        return None if place is None else self.service.replace_person(self.who, place, name)

    def accept(self) -> Changes | None:
        """Accept some offer that stood a moment ago."""
        rows = self.library.query(
            "SELECT id FROM place WHERE session_id = ? AND status = 'offered' ORDER BY id", (self.session_id,)
        )
        return self.service.accept_offer(self.who, self.chance.choice(rows)["id"]) if rows else None

    def promote(self) -> Changes:
        """Serve the waiting list."""
        return self.service.promote(self.who, self.session_id)


def main() -> None:
    """Race."""
    folder, session_id, seed, acts = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    with Library.open_unlocked(folder, sources=SOURCES) as library:
        desk = RacingDesk(library, session_id, seed)
        print("ready", flush=True)  # noqa: T201 - a program that talks through its output
        sys.stdin.readline()
        for _ in range(acts):
            print(json.dumps(desk.act()), flush=True)  # noqa: T201 - the same


if __name__ == "__main__":
    main()
