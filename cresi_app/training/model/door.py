"""Presence noted at the door: which half-day is on, and what a scanned badge gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from cresi_app.core.changes import Changes
from cresi_app.training.model.places import AttendanceStatus
from cresi_app.training.model.planning import Slot, local_start

EARLY: Final = timedelta(minutes=75)
"""How long before a half-day people may come in."""
GRACE: Final = timedelta(minutes=15)
"""How long after its beginning nobody is late yet."""


@dataclass(frozen=True, slots=True)
class DoorMark:
    """What a scan gave, to be said big: who, from where, which half-day; `is_repeated` when it was noted before."""

    place_id: int
    session_id: int
    name: str
    organisation: str
    session: str
    slot: Slot
    status: AttendanceStatus
    is_repeated: bool
    changes: Changes


@dataclass(frozen=True, slots=True)
class Presence:
    """How long one registered person was really there: half-days marked present or late, never the planned total."""

    place_id: int
    person_id: int | None
    family_name: str
    given_name: str
    organisation: str
    minutes: int
    attended: int
    slots: int
    """Half-days of the session."""

    @property
    def is_whole(self) -> bool:
        """Whether the person was there from beginning to end."""
        return self.attended == self.slots > 0


def slot_at(slots: Sequence[Slot], now: datetime, zone: str) -> Slot | None:
    """Return the half-day that people come in for: the one that is on or begins soon, the next of the day otherwise."""
    local = now.astimezone(ZoneInfo(zone))
    todays = [slot for slot in slots if slot.day == local.date()]
    for slot in todays:
        start = local_start(slot.day, slot.starts, zone)
        end = local_start(slot.day, slot.ends, zone)
        if start - EARLY <= now < end:
            return slot
    coming = [slot for slot in todays if local_start(slot.day, slot.starts, zone) > now]
    return coming[0] if coming else None


def status_at(slot: Slot, now: datetime, zone: str) -> AttendanceStatus:
    """Return whether somebody who comes in now is late."""
    late = now > local_start(slot.day, slot.starts, zone) + GRACE
    return AttendanceStatus.LATE if late else AttendanceStatus.PRESENT
