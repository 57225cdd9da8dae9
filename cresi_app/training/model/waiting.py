"""Who gets a seat and who waits: pure decisions over a snapshot of one session, and « pourquoi pas encore »."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from cresi_app.core.clock import HOME_ZONE
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.training.model.places import SEATED, GroupRule, PlaceStatus
from cresi_app.training.model.planning import BOOKABLE, ENDED, HELD, SessionStatus


@dataclass(frozen=True, slots=True)
class Seat:
    """An active place as a decision sees it. `order`: class of the request, revision, rank, id: the order of arrival."""

    id: int
    booking_id: int
    organisation_id: int
    status: PlaceStatus
    order: tuple[int, int, int, int]
    rule: GroupRule = GroupRule.SPLIT
    person_id: int | None = None
    name: str = ""
    offer_ends_at: datetime | None = None
    """The instant at which an offer runs out."""
    is_busy: bool = False
    """Has a seat in another session at the same hours."""
    is_new: bool = False
    """Asks in the very act being decided."""


@dataclass(frozen=True)
class Board:
    """A session as a decision sees it: one consistent snapshot, with what it rests on (`version`, `stamp`)."""

    session_id: int
    version: int
    stamp: int
    code: str
    title: str
    status: SessionStatus
    capacity: int
    limit: int | None
    closes_on: date | None
    """Last day of booking, included."""
    cancels_until: date | None
    """Last day on which an association may withdraw without a reason, included."""
    offer_days: int
    starts_at: datetime | None
    exempt: frozenset[int]
    """Associations for which the limit was lifted, with a reason."""
    seats: tuple[Seat, ...]
    zone: str = HOME_ZONE

    @cached_property
    def taken(self) -> int:
        """Seats taken: registered and offered."""
        return sum(seat.status in SEATED for seat in self.seats)

    @property
    def free(self) -> int:
        """Seats left; 0 when the capacity was lowered under what is taken."""
        return max(0, self.capacity - self.taken)

    def taken_by(self, organisation_id: int) -> int:
        """Seats taken by one association."""
        return sum(seat.status in SEATED and seat.organisation_id == organisation_id for seat in self.seats)

    @cached_property
    def waiting(self) -> list[Seat]:
        """Who waits, in order of arrival."""
        return sorted((seat for seat in self.seats if seat.status is PlaceStatus.WAITING), key=lambda seat: seat.order)

    def today(self, now: datetime) -> date:
        """Return the local day of `now` where the session takes place."""
        return now.astimezone(ZoneInfo(self.zone)).date()


class Obstacle(StrEnum):
    """Why somebody who waits has no seat yet."""

    CANCELLED = "cancelled"
    HELD = "held"
    NOT_OPEN = "not_open"
    STARTED = "started"
    DEADLINE = "deadline"
    FULL = "full"
    LIMIT = "limit"
    GROUP = "group"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of one waiting place. `obstacle` None: it may have a seat now."""

    place_id: int
    position: int
    """Rank in the waiting list, from 1."""
    obstacle: Obstacle | None
    needed: int = 1
    free: int = 0
    limit: int = 0
    on: date | None = None

    @property
    def sentence(self) -> str:
        """« Pourquoi pas encore », for a person."""
        match self.obstacle:
            case None:
                return tr("Une place est libre pour cette personne : faites avancer la liste.")
            case Obstacle.CANCELLED:
                return tr("La journée n'aura pas lieu.")
            case Obstacle.HELD:
                return tr("La journée a eu lieu.")
            case Obstacle.NOT_OPEN:
                return tr("Les inscriptions ne sont pas ouvertes.")
            case Obstacle.STARTED:
                return tr("La journée a commencé.")
            case Obstacle.DEADLINE:
                day = format_date(self.on, "weekday") if self.on else ""
                return tr("Les inscriptions sont closes depuis le {day}.", day=day)
            case Obstacle.FULL:
                return self._full()
            case Obstacle.LIMIT:
                return trn(
                    "L'association a déjà la place à laquelle elle a droit.",
                    "L'association a déjà les {n} places auxquelles elle a droit.",
                    self.limit,
                )
            case Obstacle.GROUP:
                return trn(
                    "Le groupe de {needed} personnes vient ensemble ou pas du tout : {n} place libre.",
                    "Le groupe de {needed} personnes vient ensemble ou pas du tout : {n} places libres.",
                    self.free,
                    needed=self.needed,
                )
            case Obstacle.BUSY:
                return tr("Cette personne est déjà inscrite à une autre journée aux mêmes heures.")

    def _full(self) -> str:
        if self.position == 1:
            return tr("La journée est complète ; la prochaine place libérée lui revient.")
        return trn(
            "La journée est complète ; {n} personne attend avant elle.",
            "La journée est complète ; {n} personnes attendent avant elle.",
            self.position - 1,
        )


@dataclass(frozen=True, slots=True)
class Move:
    """A place changes status. `offer_ends_at` is the instant at which an offer runs out."""

    place_id: int
    status: PlaceStatus
    offer_ends_at: datetime | None = None


def closed_because(board: Board, now: datetime) -> Obstacle | None:
    """Say why the session takes nobody more today; None when it does."""
    if board.status in ENDED:
        return Obstacle.CANCELLED
    if board.status in HELD:
        return Obstacle.HELD
    if board.status not in BOOKABLE:
        return Obstacle.NOT_OPEN
    if board.starts_at is not None and now >= board.starts_at:
        return Obstacle.STARTED
    if board.closes_on is not None and board.today(now) > board.closes_on:
        return Obstacle.DEADLINE
    return None


def verdicts(board: Board, now: datetime, *, lifted: bool = False) -> Iterator[Verdict]:
    """Walk the waiting list in order of arrival and say of each place whether it may have a seat, and if not why.

    A seat never stays empty for somebody who cannot take it: a group that does not fit whole, or an association at its
    limit, is passed over and keeps its rank. `lifted` makes an exception to the deadline and to the start.
    """
    closed = closed_because(board, now)
    if lifted and closed in {Obstacle.DEADLINE, Obstacle.STARTED}:
        closed = None
    free = board.free
    taken: dict[int, int] = {}
    decided: dict[int, Obstacle | None] = {}
    for position, seat in enumerate(board.waiting, start=1):
        group = [other for other in board.waiting if other.booking_id == seat.booking_id]
        whole = seat.rule is GroupRule.WHOLE
        needed = len(group) if whole else 1
        own = taken.setdefault(seat.organisation_id, board.taken_by(seat.organisation_id))
        if whole and seat.booking_id in decided:
            obstacle = decided[seat.booking_id]
        else:
            limited = board.limit if seat.organisation_id not in board.exempt else None
            obstacle = closed or _obstacle(group if whole else [seat], free, own, limited)
            if obstacle is None:
                free -= needed
                taken[seat.organisation_id] += needed
            if whole:
                decided[seat.booking_id] = obstacle
        yield Verdict(seat.id, position, obstacle, needed, free, board.limit or 0, board.closes_on)


def _obstacle(wanting: list[Seat], free: int, own: int, limit: int | None) -> Obstacle | None:
    if any(seat.is_busy for seat in wanting):
        return Obstacle.BUSY
    if limit is not None and own + len(wanting) > limit:
        return Obstacle.LIMIT
    if free >= len(wanting):
        return None
    return Obstacle.FULL if free == 0 or len(wanting) == 1 else Obstacle.GROUP


def decide(
    board: Board, now: datetime, ends: Mapping[int, PlaceStatus] | None = None, *, lifted: bool = False
) -> list[Move]:
    """Return every change of status that follows from ending the places `ends`: those, offers that expired, promotions.

    A new request (`Seat.is_new`) may be an exception to the deadline (`lifted`); those who already wait never are
    promoted by it, and nobody new passes before somebody who could have taken the seat.
    """
    moves = [Move(place_id, status) for place_id, status in (ends or {}).items()]
    moves += [Move(seat.id, PlaceStatus.EXPIRED) for seat in run_out(board, now) if seat.id not in (ends or {})]
    gone = {move.place_id for move in moves}
    left = replace(board, seats=tuple(seat for seat in board.seats if seat.id not in gone))
    by_exception = lifted and closed_because(board, now) in {Obstacle.DEADLINE, Obstacle.STARTED}
    seats = {seat.id: seat for seat in left.seats}
    for verdict in verdicts(left, now, lifted=lifted):
        seat = seats[verdict.place_id]
        if verdict.obstacle is None and (seat.is_new or not by_exception):
            moves.append(_seated(left, seat, now))
    return moves


def run_out(board: Board, now: datetime) -> list[Seat]:
    """Return the offers whose hour has come."""
    return [
        seat
        for seat in board.seats
        if seat.status is PlaceStatus.OFFERED and seat.offer_ends_at is not None and seat.offer_ends_at <= now
    ]


def end_of_day(day: date, zone: str) -> datetime:
    """Return the instant at which a local day is over."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def _seated(board: Board, seat: Seat, now: datetime) -> Move:
    """Return a seat for somebody who waited: at once, or as an offer that holds until an hour.

    A full hour is what people remember; booking's last day and the session's beginning end an offer earlier.
    """
    if seat.is_new or not board.offer_days:
        return Move(seat.id, PlaceStatus.REGISTERED)
    local = now.astimezone(ZoneInfo(board.zone)) + timedelta(days=board.offer_days)
    hour = local.replace(minute=0, second=0, microsecond=0)
    ends = [(hour if hour == local else hour + timedelta(hours=1)).astimezone(UTC)]
    if board.closes_on is not None:
        ends.append(end_of_day(board.closes_on, board.zone))
    if board.starts_at is not None:
        ends.append(board.starts_at.astimezone(UTC))
    return Move(seat.id, PlaceStatus.OFFERED, min(ends))


def promote_by_exception(board: Board, now: datetime) -> list[Move]:
    """Return the promotions that the deadline forbids and that somebody decided to make all the same."""
    seats = {seat.id: seat for seat in board.seats}
    return [
        _seated(replace(board, offer_days=0), seats[verdict.place_id], now)
        for verdict in verdicts(board, now, lifted=True)
        if verdict.obstacle is None
    ]
