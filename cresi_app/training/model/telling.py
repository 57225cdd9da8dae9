"""What participants' own calendars and mailboxes are told: invitations, their changes, what no longer takes place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.training.model.places import PlaceStatus
from cresi_app.training.model.planning import Session, SessionStatus, Slot
from cresi_app.training.model.sheet import SessionSheet, SlotLine


class Occasion(StrEnum):
    """Why people are written to."""

    CONVOKE = "convoke"
    KEPT = "kept"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RELEASED = "released"
    CERTIFICATE = "certificate"


OCCASION_LABELS: Final = {
    Occasion.CONVOKE: N_("Convocation"),
    Occasion.KEPT: N_("La journée est maintenue"),
    Occasion.CHANGED: N_("La journée change"),
    Occasion.CANCELLED: N_("La journée est annulée"),
    Occasion.POSTPONED: N_("La journée est reportée"),
    Occasion.RELEASED: N_("Place libérée"),
    Occasion.CERTIFICATE: N_("Attestation"),
}

CALLED_OFF: Final = frozenset({Occasion.CANCELLED, Occasion.POSTPONED})


@dataclass(frozen=True, slots=True)
class Invitation:
    """A half-day as a participant's calendar last heard of it. `method`: ``request`` or ``cancel``."""

    id: int
    version: int
    place_id: int
    slot_uid: str
    sequence: int
    method: str
    day: date
    starts: time
    ends: time
    title: str
    location: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What one calendar entry is told now."""

    slot_uid: str
    sequence: int
    method: str
    day: date
    starts: time
    ends: time
    title: str
    location: str

    def says(self, told: Invitation) -> bool:
        """Say whether `told` says the same already."""
        return (
            told.method == self.method
            and (told.day, told.starts, told.ends) == (self.day, self.starts, self.ends)
            and (told.title, told.location) == (self.title, self.location)
        )


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to write to about a place. `email` "" when there is none that may be written to: `obstacle` says why."""

    place_id: int
    person_id: int | None
    name: str
    honorific: str
    organisation: str
    address: tuple[str, ...]
    email: str
    obstacle: str
    status: PlaceStatus
    is_of_organisation: bool = False
    """The address is the association's own, not the person's."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft for one person: what is said, and what the calendar is told. Nothing is ever sent by the program."""

    addressee: Addressee
    occasion: Occasion
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Mailing:
    """Drafts to everybody concerned by a session; `without` have no address that may be written to."""

    sheet: SessionSheet
    occasion: Occasion
    letters: tuple[Letter, ...]
    without: tuple[Addressee, ...]


def slot_uid(session: Session, slot: Slot) -> str:
    """Return the stable name of a half-day in calendars."""
    return f"{session.code}-{slot.id}@cresi"


def sequence_of(session: Session, slot: Slot) -> int:
    """Return a number that rises with every change of the session or of the half-day: versions never fall, even by undo."""
    return session.version + slot.version


def location_of(sheet: SessionSheet, line: SlotLine) -> str:
    """Return where a half-day is, in one line."""
    if sheet.session.mode == "remote":
        return line.slot.video_link
    return ", ".join(part for part in (line.room, " ".join(line.room_address.split()), sheet.session.place) if part)


def notices_for(
    sheet: SessionSheet, told: Mapping[str, Invitation], *, comes: bool, everything: bool = True
) -> tuple[Notice, ...]:
    """Return what a participant's calendar must be told: `told` is what it heard, by half-day.

    Who `comes` is invited to each half-day (`everything`) or to those that changed; half-days that are gone, and all of
    them for whoever no longer comes, are cancelled where they had been told.
    """
    session = sheet.session
    holds = comes and session.status not in {SessionStatus.CANCELLED, SessionStatus.POSTPONED, SessionStatus.DRAFT}
    found: list[Notice] = []
    current = {slot_uid(session, line.slot): line for line in sheet.slots}
    for uid, line in current.items():
        slot, known = line.slot, told.get(uid)
        sequence = max(sequence_of(session, slot), known.sequence if known else 0)
        if holds:
            notice = Notice(
                uid, sequence, "request", slot.day, slot.starts, slot.ends, session.title, location_of(sheet, line)
            )
            if known is None or not notice.says(known):
                found.append(_above(notice, known))
            elif everything:
                found.append(notice)
        elif known is not None and known.method == "request":
            found.append(_cancelling(known, sequence))
    found += [
        _cancelling(known, known.sequence)
        for uid, known in told.items()
        if uid not in current and known.method == "request"
    ]
    return tuple(found)


def _above(notice: Notice, known: Invitation | None) -> Notice:
    """Return the notice with a sequence above what was told before."""
    if known is None or notice.sequence > known.sequence:
        return notice
    return Notice(
        notice.slot_uid,
        known.sequence + 1,
        notice.method,
        notice.day,
        notice.starts,
        notice.ends,
        notice.title,
        notice.location,
    )


def _cancelling(known: Invitation, sequence: int) -> Notice:
    return Notice(
        known.slot_uid,
        max(sequence, known.sequence + 1),
        "cancel",
        known.day,
        known.starts,
        known.ends,
        known.title,
        known.location,
    )


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that was issued; `minutes` as it said."""

    id: int
    version: int
    number: str
    place_id: int
    issued_on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class CertifiedSlot:
    """A half-day on a certificate: presence as noted, and the minutes that count."""

    slot: Slot
    status: str
    """« present », « late », « absent » or "" when nothing was noted."""
    minutes: int


@dataclass(frozen=True, slots=True)
class CertificateData:
    """Everything a certificate says. `attended` minutes are those of the half-days really attended."""

    number: str
    issued_on: date
    session: Session
    name: str
    family_name: str
    given_name: str
    organisation: str
    objectives: str
    place: str
    trainers: tuple[str, ...]
    slots: tuple[CertifiedSlot, ...]
    is_declared: bool = False

    @property
    def attended(self) -> int:
        """Minutes really attended."""
        return sum(slot.minutes for slot in self.slots)

    @property
    def planned(self) -> int:
        """Minutes that were planned."""
        return sum(slot.slot.minutes for slot in self.slots)


@dataclass(frozen=True, slots=True)
class ConvocationData:
    """Everything a convocation says to one person."""

    sheet: SessionSheet
    addressee: Addressee
    access: tuple[str, ...]
    """How to come, room by room."""
    needs_contact: str
    meals: str
    house_rules: str
    prerequisites: str
    programme: str
    day: date


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge: `role` "" for a participant, else the word to print."""

    place_id: int
    code: str
    family_name: str
    given_name: str
    organisation: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class BadgeSheet:
    """The badges of a session."""

    session: Session
    days: tuple[date, ...]
    badges: Sequence[Badge]
