"""What a person can do to places that were given: withdraw, replace, name, promote, offer, note needs; decided under race."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.clock import now
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.revision import Revision
from cresi_app.training.model import (
    ENDED,
    HELD,
    SEATED,
    Board,
    BookingStatus,
    CancelledBy,
    Guest,
    Place,
    PlaceStatus,
    Seat,
    Verdict,
    closed_because,
    decide,
    promote_by_exception,
    run_out,
    verdicts,
)
from cresi_app.training.queries import places
from cresi_app.training.service.bookings import BY_EXCEPTION, BookingsDesk, as_guest, day_text
from cresi_app.training.service.courses import lines, one_line
from cresi_app.training.service.desk import ending, passed, write_moves
from cresi_app.training.service.offers import offer_text

_END: Final = {CancelledBy.ORGANISATION: PlaceStatus.WITHDRAWN, CancelledBy.CENTRE: PlaceStatus.CANCELLED}
_END_FILE: Final = {CancelledBy.ORGANISATION: BookingStatus.WITHDRAWN, CancelledBy.CENTRE: BookingStatus.CANCELLED}


class PlacesDesk(BookingsDesk):
    """Places that were given or wait."""

    # --- ending places ---

    def cancel_place(
        self, who: Actor, place_id: int, by: CancelledBy = CancelledBy.ORGANISATION, reason: str = ""
    ) -> Changes:
        """End one place and, in the same act, give its seat to whoever is next.

        Refuses ``ended``, ``held``, ``attended``, and ``late`` when an association withdraws after the deadline without a reason.
        """
        session_id = self.place(place_id).session_id
        self.lapse(session_id)
        return self._settle(lambda: self._end(who, session_id, lambda seat: seat.id == place_id, (by, reason)))

    def cancel_booking(
        self, who: Actor, booking_id: int, by: CancelledBy = CancelledBy.ORGANISATION, reason: str = ""
    ) -> Changes:
        """End every place of a booking that still stands."""
        session_id = self.booking(booking_id).session_id
        self.lapse(session_id)

        def act() -> Changes:
            return self._end(who, session_id, lambda seat: seat.booking_id == booking_id, (by, reason))

        return self._settle(act)

    def _end(
        self, who: Actor, session_id: int, is_leaving: Callable[[Seat], bool], why: tuple[CancelledBy, str]
    ) -> Changes:
        """End the places that still stand and `is_leaving` names."""
        with self.library.snapshot():
            board = self.board(session_id)
            leaving = [seat for seat in board.seats if is_leaving(seat)]
            self._check_endable(board, leaving)
        by, reason = why[0], one_line(why[1])
        _check_term(board, leaving, by, reason)
        moves = decide(board, now(), {seat.id: _END[by] for seat in leaving})
        ended = ending(who.name, reason)
        emptied = {seat.booking_id for seat in leaving} - {
            seat.booking_id for seat in board.seats if seat not in leaving
        }
        subject = ("place", leaving[0].id) if len(leaving) == 1 else ("booking", leaving[0].booking_id)
        operation = "training.cancel_place" if len(leaving) == 1 else "training.cancel_booking"
        with self.library.revise(operation, who, subject) as revision:
            places.expect_board(revision, board)
            write_moves(revision, moves, ended)
            for booking_id in sorted(emptied):
                revision.update("booking", booking_id, None, {"status": _END_FILE[by], **ended})
        return revision.changes

    def _check_endable(self, board: Board, leaving: Sequence[Seat]) -> None:
        if not leaving:
            raise DomainError("ended", N_("Cette place est déjà annulée ou remplacée."))
        if board.status in HELD:
            raise DomainError("held", N_("La journée a eu lieu : notez plutôt une absence."))
        if any(places.marks_of(self.library, seat.id) for seat in leaving):
            raise DomainError("attended", N_("Des présences sont notées pour cette personne : effacez-les d'abord."))

    # --- replacing and naming ---

    def replace_person(self, who: Actor, place_id: int, guest: Guest | str, reason: str = "") -> Changes:
        """Give a place to a colleague: same booking, same status, same rank. Allowed until the session has taken place.

        A place without a name yet is simply named.
        """
        newcomer = as_guest(guest)
        if not newcomer.name and newcomer.person_id is None:
            raise DomainError("name", N_("Écrivez le nom de la personne qui vient à sa place."), field="name")

        def act() -> Changes:
            with self.library.snapshot():
                place = self.place(place_id)
                board = self.board(place.session_id)
                seat = self._standing(board, place)
                self._check_endable(board, [seat])
                others = replace(board, seats=tuple(other for other in board.seats if other.id != place_id))
                self._check_people(others, seat.organisation_id, (newcomer,), seated=seat.status in SEATED)
            with self.library.revise("training.replace_person", who, ("place", place_id)) as revision:
                places.expect_board(revision, board)
                if not place.name and place.person_id is None:
                    revision.update(
                        "place", place_id, place.version, {"name": newcomer.name, "person_id": newcomer.person_id}
                    )
                else:
                    self._hand_over(revision, who, place, newcomer, one_line(reason))
            return revision.changes

        return self._settle(act)

    @staticmethod
    def _hand_over(revision: Revision, who: Actor, place: Place, newcomer: Guest, reason: str) -> None:
        replaced = {
            "status": PlaceStatus.REPLACED,
            "offer_ends_on": None,
            "offer_ends_at": None,
            **ending(who.name, reason),
        }
        revision.update("place", place.id, place.version, replaced)
        revision.insert(
            "place",
            {
                "booking_id": place.booking_id,
                "session_id": place.session_id,
                "person_id": newcomer.person_id,
                "name": newcomer.name,
                "status": place.status,
                "asked_seq": place.asked_seq,
                "asked_rank": place.asked_rank,
                "offer_ends_on": place.offer_ends_on,
                "offer_ends_at": place.offer_ends_at,
                "replaces_id": place.id,
            },
        )

    def identify(self, who: Actor, place_id: int, person_id: int) -> Changes:
        """Say which person of the directory a name as typed belongs to."""

        def act() -> Changes:
            with self.library.snapshot():
                place = self.place(place_id)
                board = self.board(place.session_id)
                seat = self._standing(board, place)
                others = replace(board, seats=tuple(other for other in board.seats if other.id != place_id))
                guest = Guest(place.name, person_id)
                self._check_people(others, seat.organisation_id, (guest,), seated=seat.status in SEATED)
            with self.library.revise("training.identify", who, ("place", place_id)) as revision:
                places.expect_board(revision, board)
                revision.update("place", place_id, place.version, {"person_id": person_id})
            return revision.changes

        return self._settle(act)

    @staticmethod
    def _standing(board: Board, place: Place) -> Seat:
        for seat in board.seats:
            if seat.id == place.id:
                return seat
        raise DomainError("ended", N_("Cette place est déjà annulée ou remplacée."))

    # --- the waiting list ---

    def promote(self, who: Actor, session_id: int, late_reason: str = "") -> Changes:
        """Serve the waiting list: offers that ran out end, free seats go to whoever is next.

        After the deadline only with a reason, kept on the bookings it serves. When nobody (else) can be served, what
        the offers that ran out changed, or `NOTHING`.
        """
        reason = one_line(late_reason)
        lapsed = self.lapse(session_id)

        def act() -> Changes:
            board = self.board(session_id)
            moment = now()
            by_exception = bool(reason) and closed_because(board, moment) in BY_EXCEPTION
            moves = decide(board, moment)
            if by_exception:
                gone = {move.place_id for move in moves}
                left = replace(board, seats=tuple(seat for seat in board.seats if seat.id not in gone))
                moves += promote_by_exception(left, moment)
            if not moves:
                return lapsed
            files = {seat.id: seat.booking_id for seat in board.seats}
            with self.library.revise("training.promote", who, ("session", session_id)) as revision:
                places.expect_board(revision, board)
                write_moves(revision, moves)
                if by_exception:
                    for booking_id in sorted({files[move.place_id] for move in moves if move.status in SEATED}):
                        revision.update("booking", booking_id, None, {"late_reason": reason})
            return revision.changes

        return self._settle(act)

    def accept_offer(self, who: Actor, place_id: int) -> Changes:
        """Register somebody who was offered a seat. Refuses ``not_offered`` and ``expired``."""

        def act() -> Changes:
            place = self.place(place_id)
            board = self.board(place.session_id)
            if place.status is not PlaceStatus.OFFERED:
                raise DomainError("not_offered", N_("Aucune place n'est proposée à cette personne."))
            if place_id in {seat.id for seat in run_out(board, now())}:
                raise DomainError(
                    "expired",
                    N_("La proposition valait jusqu'au {day} : elle a expiré."),
                    day=offer_text(place),
                )
            with self.library.revise("training.accept_offer", who, ("place", place_id)) as revision:
                places.expect_board(revision, board)
                revision.update(
                    "place",
                    place_id,
                    place.version,
                    {"status": PlaceStatus.REGISTERED, "offer_ends_on": None, "offer_ends_at": None},
                )
            return revision.changes

        return self._settle(act)

    def waiting_explanations(self, session_id: int) -> list[Verdict]:
        """Return « pourquoi pas encore » for each waiting place, in order."""
        return list(verdicts(self.board(session_id), now()))

    # --- what a person needs ---

    def needs(self, place_id: int) -> str:
        """Return what somebody needs in order to come; "" when nothing was noted. Never for a list or a shared paper."""
        found = places.needs(self.library, place_id)
        return found[1] if found else ""

    def set_needs(self, who: Actor, place_id: int, needs: str) -> Changes:
        """Note what somebody needs in order to come, or forget it with ""."""
        text = lines(needs)

        def act() -> Changes:
            self.place(place_id)
            found = places.needs(self.library, place_id)
            with self.library.revise("training.set_needs", who, ("place", place_id)) as revision:
                if found and not text:
                    revision.delete("place_need", found[0])
                elif found:
                    revision.update("place_need", found[0], None, {"needs": text})
                elif text:
                    revision.insert("place_need", {"place_id": place_id, "needs": text})
            return revision.changes

        return self._settle(act)


def _check_term(board: Board, leaving: Sequence[Seat], by: CancelledBy, reason: str) -> None:
    late = passed(board.cancels_until, board.today(now())) and any(seat.status in SEATED for seat in leaving)
    if by is CancelledBy.ORGANISATION and late and not reason and board.status not in ENDED:
        raise DomainError(
            "late",
            N_("On pouvait se désister jusqu'au {day}. Indiquez le motif, ou faites venir un collègue à la place."),
            field="reason",
            day=day_text(board.cancels_until),
        )
