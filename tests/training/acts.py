"""Random acts of people at several desks on one session, and what must hold when the history is replayed.

Several processes may each open the library past its lock and call `one_random_act` again and again.
"""

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.store.library import Library
from cresi_app.training.model import CancelledBy, PlaceStatus, SessionPlan
from cresi_app.training.service import TrainingService
from tests.training.centre import CLAIRE, SOURCES, Centre, afternoon, morning

CAPACITY = 10
LIMIT = 3
ASSOCIATIONS = tuple(f"Association {letter}" for letter in "ABCDEFGH")
MOMENT = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
ORDINARY_REFUSALS = frozenset({"already", "ended", "overlap", "quota", "unknown", "moved", "full"})
"""What an act chosen at random may well be answered."""

_SEATED = {PlaceStatus.REGISTERED, PlaceStatus.OFFERED}


def prepare(folder: Path) -> int:
    """Make the library of the race in `folder` and return its session: 10 seats, 3 for each of 8 associations."""
    with clock.frozen(MOMENT), Centre.create(folder) as centre:
        for name in ASSOCIATIONS:
            centre.organisation(name)
        plan = SessionPlan(
            centre.course_id,
            (morning(), afternoon()),
            capacity_target=CAPACITY,
            capacity_max=CAPACITY,
            organisation_limit=LIMIT,
        )
        return centre.training.add_session(CLAIRE, plan).id


def one_random_act(service: TrainingService, session_id: int, chance: random.Random) -> str:
    """Do one thing that somebody at a desk may do to a session; return its name, or the code of the refusal.

    A refusal that is not among `ORDINARY_REFUSALS` is raised.
    """
    kind = chance.choices(("book", "cancel", "replace", "promote", "withdraw"), (10, 6, 2, 1, 1))[0]
    try:
        _ACTS[kind](service, session_id, chance)
    except DomainError as refusal:
        if refusal.code not in ORDINARY_REFUSALS:
            raise
        return refusal.code
    return kind


def _book(service: TrainingService, session_id: int, chance: random.Random) -> None:
    associations = service.library.query("SELECT id FROM organisation ORDER BY id")
    guests = [f"Personne {chance.getrandbits(60):x}" for _ in range(chance.choice((1, 1, 2, 3)))]
    service.book(CLAIRE, session_id, chance.choice(associations)["id"], guests)


def _standing(service: TrainingService, session_id: int) -> list[tuple[int, int]]:
    return [(seat.id, seat.booking_id) for seat in service.board(session_id).seats]


def _cancel(service: TrainingService, session_id: int, chance: random.Random) -> None:
    if standing := _standing(service, session_id):
        service.cancel_place(CLAIRE, chance.choice(standing)[0], chance.choice(list(CancelledBy)), "Empêchement")


def _withdraw(service: TrainingService, session_id: int, chance: random.Random) -> None:
    if standing := _standing(service, session_id):
        service.cancel_booking(CLAIRE, chance.choice(standing)[1], CancelledBy.ORGANISATION, "Toute l'équipe")


def _replace(service: TrainingService, session_id: int, chance: random.Random) -> None:
    if standing := _standing(service, session_id):
        service.replace_person(CLAIRE, chance.choice(standing)[0], f"Collègue {chance.getrandbits(60):x}")


def _promote(service: TrainingService, session_id: int, _chance: random.Random) -> None:
    service.promote(CLAIRE, session_id)


_ACTS = {"book": _book, "cancel": _cancel, "withdraw": _withdraw, "replace": _replace, "promote": _promote}


def race(folder: Path, session_id: int, seed: int, acts: int) -> list[str]:
    """Open one more writer past the lock and do `acts` random things; what one process of a race runs."""
    chance = random.Random(seed)
    library = Library.open_unlocked(folder, sources=SOURCES)
    with clock.frozen(MOMENT), library:
        service = Centre.over(library).training
        return [one_random_act(service, session_id, chance) for _ in range(acts)]


@dataclass
class Replay:
    """A session's places as the history tells them, revision after revision."""

    capacity: int
    limit: int
    owner: dict[int, int] = field(default_factory=dict)
    """Booking → association."""
    places: dict[int, dict[str, object]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def taken(self, organisation: int | None = None) -> int:
        return sum(
            place["status"] in _SEATED and organisation in {None, self.owner[int(str(place["booking_id"]))]}
            for place in self.places.values()
        )

    def step(self, seq: int, rows: Iterable[tuple[str, int, dict[str, object] | None]]) -> None:
        before = {place_id: place["status"] for place_id, place in self.places.items()}
        for entity, row_id, after in rows:
            if entity == "booking" and after is not None:
                self.owner[row_id] = int(str(after["organisation_id"]))
            elif entity == "place" and after is None:
                self.places.pop(row_id, None)
            elif entity == "place" and after is not None:
                self.places[row_id] = after
        self._check(seq, before)

    def _check(self, seq: int, before: dict[int, object]) -> None:
        if self.taken() > self.capacity:
            self.faults.append(f"{seq}: {self.taken()} seats taken of {self.capacity}")
        for organisation in set(self.owner.values()):
            if self.taken(organisation) > self.limit:
                self.faults.append(f"{seq}: {self.taken(organisation)} seats for one association")
        promoted = [one for one, was in before.items() if was == "waiting" and self._status(one) in _SEATED]
        for place in promoted:
            for other in self.places:
                if self._status(other) == "waiting" and self._order(other) < self._order(place) and self._may(other):
                    self.faults.append(f"{seq}: {place} was served before {other}")
        if self.taken() < self.capacity and any(
            self._status(one) == "waiting" and self._may(one) for one in self.places
        ):
            self.faults.append(f"{seq}: a seat stays empty although somebody may have it")

    def _status(self, place_id: int) -> object:
        return self.places[place_id]["status"] if place_id in self.places else None

    def _order(self, place_id: int) -> tuple[int, int, int]:
        place = self.places[place_id]
        return int(str(place["asked_seq"])), int(str(place["asked_rank"])), place_id

    def _may(self, place_id: int) -> bool:
        return self.taken(self.owner[int(str(self.places[place_id]["booking_id"]))]) < self.limit


def faults(library: Library, capacity: int = CAPACITY, limit: int = LIMIT) -> list[str]:
    """Replay the history of bookings and places and return every rule that was broken, with the revision that did it."""
    replay = Replay(capacity, limit)
    rows: dict[int, list[tuple[str, int, dict[str, object] | None]]] = {}
    for row in library.query(
        "SELECT revision, entity, entity_id, after FROM change WHERE entity IN ('booking', 'place') ORDER BY id"
    ):
        after = json.loads(row["after"]) if row["after"] is not None else None
        rows.setdefault(row["revision"], []).append((row["entity"], row["entity_id"], after))
    for seq, changes in sorted(rows.items()):
        replay.step(seq, changes)
    numbers = [row["number"] for row in library.query("SELECT number FROM booking ORDER BY number")]
    expected = [f"I2026-{n:03d}" for n in range(1, len(numbers) + 1)]
    if sorted(numbers) != sorted(expected):
        replay.faults.append(f"numbers with gaps: {numbers}")
    asked = library.query("SELECT place.asked_seq, change.revision FROM place JOIN change ON change.entity = 'place' "
        "AND change.entity_id = place.id AND change.before IS NULL WHERE place.replaces_id IS NULL")  # fmt: skip
    if any(row["asked_seq"] != row["revision"] for row in asked):
        replay.faults.append("an order of arrival that is not its revision's")
    return replay.faults
