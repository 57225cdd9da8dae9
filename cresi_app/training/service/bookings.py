"""What a person can do to bookings and places: book, withdraw, replace, promote, offer; decided under race."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.clock import now, today
from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.core.text import fold
from cresi_app.store.revision import Revision
from cresi_app.training.model import (
    ACTIVE,
    Board,
    Booked,
    BookedPlace,
    Booking,
    GroupRule,
    Guest,
    Move,
    Obstacle,
    PlaceStatus,
    Seat,
    Terms,
    closed_because,
    decide,
    verdicts,
)
from cresi_app.training.queries import places, sessions
from cresi_app.training.service.courses import lines, one_line
from cresi_app.training.service.desk import missing, offer_columns, refuse_clashes, write_moves
from cresi_app.training.service.offers import OffersDesk

_LAST: Final = 2**62
"""Stands for the seq of the revision being decided: after every one that was written."""

_AT_ONCE: Final = 200
"""People in one booking, at most."""

_CLOSED: Final = {
    Obstacle.CANCELLED: N_("La journée {session} n'aura pas lieu : on ne peut plus y inscrire personne."),
    Obstacle.HELD: N_("La journée {session} a eu lieu : on ne peut plus y inscrire personne."),
    Obstacle.NOT_OPEN: N_(
        "Les inscriptions à la journée {session} ne sont pas ouvertes. Ouvrez-les, puis recommencez."
    ),
    Obstacle.STARTED: N_("La journée {session} a commencé. Pour inscrire quand même, indiquez pourquoi."),
    Obstacle.DEADLINE: N_(
        "Les inscriptions à la journée {session} sont closes depuis le {day}. Pour inscrire quand même, indiquez pourquoi."
    ),
}
BY_EXCEPTION: Final = frozenset({Obstacle.STARTED, Obstacle.DEADLINE})


@dataclass(frozen=True, slots=True)
class Planned:
    """A booking decided and not yet written."""

    booking_id: int
    organisation_id: int
    terms: Terms
    seats: tuple[Seat, ...]
    moves: Mapping[int, Move]
    """Every change of status that follows, by place: of its own places, and of those that were there."""
    board: Board
    """The session afterwards."""
    first_rank: int = 0

    @property
    def others(self) -> list[Move]:
        """The moves of places that were there before."""
        own = {seat.id for seat in self.seats}
        return [move for move in self.moves.values() if move.place_id not in own]


class BookingsDesk(OffersDesk):
    """Bookings of associations and the places in them."""

    # --- booking ---

    def book(
        self,
        who: Actor,
        session_id: int,
        organisation_id: int,
        guests: Iterable[Guest | str],
        terms: Terms = Terms(),  # noqa: B008 - frozen, so that sharing it is harmless
    ) -> Booked:
        """Book people of one association (names as typed, or persons of the directory) onto a session.

        Each gets a seat or waits, by the rules of `model.waiting`. Refuses ``closed`` (give `terms.late_reason` to book
        all the same), ``already``, ``overlap``, ``quota`` (a group that could never come whole; `terms.limit_reason`).
        """
        people = tuple(as_guest(one) for one in guests)
        if not 1 <= len(people) <= _AT_ONCE:
            raise DomainError("guests", N_("Inscrivez de 1 à {n} personnes à la fois."), field="guests", n=_AT_ONCE)
        terms = replace(terms, late_reason=one_line(terms.late_reason), limit_reason=one_line(terms.limit_reason))
        self.lapse(session_id)
        return self._settle(lambda: self._book(who, (session_id, organisation_id), people, terms))

    def _book(self, who: Actor, where: tuple[int, int], people: tuple[Guest, ...], terms: Terms) -> Booked:
        with self.library.snapshot():
            board = self.board(where[0])
            planned = self.plan_booking(board, where[1], people, terms)
        with self.library.revise("training.book", who, ("booking", planned.booking_id)) as revision:
            places.expect_board(revision, board)
            self.write_booking(revision, planned, planned.moves)
            write_moves(revision, planned.others)
        return self._booked(revision.changes, planned.booking_id, planned.seats)

    def plan_booking(
        self, board: Board, organisation_id: int, people: Sequence[Guest], terms: Terms, *, first_rank: int = 0
    ) -> Planned:
        """Decide what a booking would come to on a session as `board` shows it; refuses as `book` does. Writes nothing.

        `first_rank` is that of its first place among those asked in the same act.
        """
        lifted = self._check_open(board, terms.late_reason)
        self._check_organisation(organisation_id)
        self._check_people(board, organisation_id, people)
        booking_id = new_id()
        seats = tuple(
            _new_seat(new_id(), rank, (booking_id, organisation_id), guest, terms)
            for rank, guest in enumerate(people, start=first_rank)
        )
        exempt = board.exempt | ({organisation_id} if terms.limit_reason else set())
        _check_group(board, exempt, seats)
        asked = replace(board, seats=(*board.seats, *seats), exempt=exempt)
        moves = {move.place_id: move for move in decide(asked, now(), lifted=lifted)}
        return Planned(booking_id, organisation_id, terms, seats, moves, _moved(asked, moves), first_rank)

    def write_booking(self, revision: Revision, planned: Planned, moves: Mapping[int, Move]) -> None:
        """Write a planned booking and its places, each as `moves` leaves it."""
        where = (planned.board.session_id, planned.organisation_id)
        self._insert_booking(revision, planned.booking_id, where, planned.terms)
        for rank, seat in enumerate(planned.seats, start=planned.first_rank):
            move = moves.get(seat.id, Move(seat.id, PlaceStatus.WAITING))
            _insert_place(revision, seat, where[0], rank, move)

    def _insert_booking(self, revision: Revision, booking_id: int, where: tuple[int, int], terms: Terms) -> None:
        year = today().year
        revision.insert(
            "booking",
            {
                "id": booking_id,
                "number": revision.number(f"booking:{year}", f"I{year}-%03d"),
                "session_id": where[0],
                "organisation_id": where[1],
                "contact_id": terms.contact_id,
                "group_rule": terms.group_rule,
                "priority": terms.priority,
                "late_reason": terms.late_reason,
                "limit_reason": terms.limit_reason,
                "note": lines(terms.note),
                "origin": terms.origin,
            },
        )

    def _booked(self, changes: Changes, booking_id: int, seats: Sequence[Seat]) -> Booked:
        with self.library.snapshot():
            booking = self.booking(booking_id)
            board = self.board(booking.session_id)
        status = {seat.id: seat.status for seat in board.seats}
        ranks = {seat.id: rank for rank, seat in enumerate(board.waiting, start=1)}
        own = {seat.id for seat in seats}
        kept = (one for one in verdicts(board, now()) if one.place_id in own and one.obstacle is not Obstacle.FULL)
        return Booked(
            changes,
            booking_id,
            booking.number,
            tuple(
                BookedPlace(seat.id, seat.name, status.get(seat.id, PlaceStatus.WAITING), ranks.get(seat.id, 0))
                for seat in seats
            ),
            next((one.sentence for one in kept if one.obstacle is not None), ""),
        )

    # --- reading ---

    def booking(self, booking_id: int) -> Booking:
        """Return a booking. DomainError ``unknown``."""
        found = places.booking(self.library, booking_id)
        if found is None:
            raise missing(N_("Cette inscription n'existe plus. Rouvrez la journée."))
        return found

    def booking_by_number(self, number: str) -> int | None:
        """Return the id of the booking with this number, None when there is none."""
        return places.booking_id_of(self.library, " ".join(number.split()).upper())

    # --- checks ---

    def _check_open(self, board: Board, late_reason: str) -> bool:
        """Refuse a session that takes nobody; say whether an exception lets people in."""
        closed = closed_because(board, now())
        if closed is None:
            return False
        if closed in BY_EXCEPTION and late_reason:
            return True
        raise DomainError(
            "closed",
            _CLOSED[closed],
            field="late_reason" if closed in BY_EXCEPTION else "",
            session=board.code,
            day=day_text(board.closes_on),
        )

    def _check_organisation(self, organisation_id: int) -> None:
        state = places.organisation_state(self.library, organisation_id)
        if state is None:
            raise DomainError("unknown", N_("Choisissez l'association dans l'annuaire."), field="organisation")
        name, archived = state
        if archived:
            raise DomainError(
                "archived",
                N_("« {name} » est archivée : rouvrez sa fiche dans l'annuaire avant d'inscrire."),
                field="organisation",
                name=name,
            )

    def _check_people(
        self, board: Board, organisation_id: int, people: Sequence[Guest], *, seated: bool = True
    ) -> None:
        ids = [guest.person_id for guest in people if guest.person_id is not None]
        known = {seat.person_id for seat in board.seats if seat.person_id is not None}
        for person_id in ids:
            name = places.person_name(self.library, person_id)
            if name is None:
                raise DomainError("unknown", N_("Cette personne n'est plus dans l'annuaire."), field="guests")
            if person_id in known or ids.count(person_id) > 1:
                raise _already(name, board)
        typed = [fold(guest.name) for guest in people if guest.name and guest.person_id is None]
        own = {
            fold(seat.name)
            for seat in board.seats
            if seat.organisation_id == organisation_id and seat.person_id is None
        }
        for guest in people:
            key = fold(guest.name)
            if guest.person_id is None and key and (key in own or typed.count(key) > 1):
                raise _already(guest.name, board)
        if seated:
            refuse_clashes(sessions.busy_people(self.library, board.session_id, ids), "guests")


def as_guest(guest: Guest | str) -> Guest:
    """Return somebody to be booked; a text is a name as typed."""
    given = Guest(guest) if isinstance(guest, str) else guest
    return replace(given, name=one_line(given.name))


def _moved(board: Board, moves: Mapping[int, Move]) -> Board:
    """Return the board once the moves are made; whoever has no place any more is no longer on it."""
    seats = [
        replace(seat, status=moves[seat.id].status, offer_ends_at=moves[seat.id].offer_ends_at)
        if seat.id in moves
        else seat
        for seat in board.seats
    ]
    return replace(board, seats=tuple(seat for seat in seats if seat.status in ACTIVE))


def _new_seat(place_id: int, rank: int, booking: tuple[int, int], guest: Guest, terms: Terms) -> Seat:
    return Seat(
        id=place_id,
        booking_id=booking[0],
        organisation_id=booking[1],
        status=PlaceStatus.WAITING,
        order=(terms.priority, _LAST, rank, place_id),
        rule=terms.group_rule,
        person_id=guest.person_id,
        name=guest.name,
        is_new=True,
    )


def _insert_place(revision: Revision, seat: Seat, session_id: int, rank: int, move: Move) -> None:
    revision.insert(
        "place",
        {
            "id": seat.id,
            "booking_id": seat.booking_id,
            "session_id": session_id,
            "person_id": seat.person_id,
            "name": seat.name,
            "status": move.status,
            "asked_seq": places.THIS_REVISION,
            "asked_rank": rank,
            **offer_columns(move),
        },
    )


def _check_group(board: Board, exempt: frozenset[int], seats: Sequence[Seat]) -> None:
    """Refuse a group that comes whole or not at all and that no freed seat could ever let in."""
    first = seats[0]
    if first.rule is not GroupRule.WHOLE:
        return
    if len(seats) > board.capacity:
        raise DomainError(
            "full", N_("Ce groupe est plus grand que la journée {session} (places : {n}) : il ne peut pas venir ensemble."),
            field="group_rule", session=board.code, n=board.capacity,
        )  # fmt: skip
    if board.limit is not None and first.organisation_id not in exempt and len(seats) > board.limit:
        raise DomainError(
            "quota",
            N_("Une association a trop de places dans la journée {session} (au plus : {n}). Pour en donner plus, indiquez pourquoi."),
            field="limit_reason", session=board.code, n=board.limit,
        )  # fmt: skip


def _already(name: str, board: Board) -> DomainError:
    return DomainError(
        "already",
        N_("{name} a déjà une place ou attend déjà dans la journée {session}."),
        field="guests",
        name=name,
        session=board.code,
    )


def day_text(day: date | None) -> str:
    """Return « lundi 6 octobre », or ""."""
    return format_date(day, "weekday") if day else ""
