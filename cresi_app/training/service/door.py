"""What a person can do at the door of a session: note who comes in by their badge, and let in who did not book."""

from dataclasses import replace
from typing import Final

from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.clock import now
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.ids import read_id
from cresi_app.core.papercode import read_paper_code
from cresi_app.training.model import AttendanceStatus, Guest, Origin, Place, PlaceStatus, Slot, Terms, name_order
from cresi_app.training.model.door import DoorMark, Presence, slot_at, status_at
from cresi_app.training.queries import places, sessions
from cresi_app.training.service.bookings import as_guest
from cresi_app.training.service.evaluations import EvaluationsDesk

_NO_PLACE: Final = N_("« {text} » n'est pas le code d'un badge ni d'une convocation : rien n'a été noté.")
_NOT_IN: Final = {
    PlaceStatus.OFFERED: N_("{name} a une place proposée, pas encore acceptée : acceptez-la, puis recommencez."),
    PlaceStatus.WAITING: N_("{name} attend une place dans « {title} » : rien n'a été noté."),
    PlaceStatus.REPLACED: N_("{name} s'est fait remplacer dans « {title} » : rien n'a été noté."),
}


class DoorDesk(EvaluationsDesk):
    """Presence by scans, and people who come without having booked."""

    def presences(self, session_id: int) -> list[Presence]:
        """Return how long each registered person was there, by name; what a certificate may say."""
        sheet = self.session_sheet(session_id)
        there = {AttendanceStatus.PRESENT, AttendanceStatus.LATE}
        found = []
        for booking, line in sheet.places(PlaceStatus.REGISTERED):
            attended = [
                slot.slot for slot in sheet.slots if sheet.attendance.get((line.place.id, slot.slot.id)) in there
            ]
            minutes = sum(
                (slot.ends.hour - slot.starts.hour) * 60 + slot.ends.minute - slot.starts.minute for slot in attended
            )
            found.append(
                Presence(
                    line.place.id, line.place.person_id, line.family_name, line.given_name, booking.organisation, minutes,
                    len(attended), len(sheet.slots),
                )
            )  # fmt: skip
        return sorted(found, key=lambda one: name_order(one.family_name, one.given_name))

    def slot_now(self, session_id: int) -> Slot | None:
        """Return the half-day that people come in for now, None when there is none today."""
        return slot_at(sessions.slots(self.library, session_id), now(), self.session(session_id).zone)

    def place_scanned(self, text: str) -> Place:
        """Return the place that a badge's code names. Refuses ``no_place``."""
        code = read_paper_code(text)
        key = read_id(code.ref) if code is not None and code.kind == "place" else None
        found = places.place(self.library, key) if key else None
        if found is None:
            raise DomainError("no_place", _NO_PLACE, text=text.strip()[:60])
        return found

    def scan_in(self, who: Actor, text: str, session_id: int | None = None) -> DoorMark:
        """Note that the person of a badge has come, present or late by the clock; a second scan changes nothing.

        Refuses ``no_place``, ``other_session`` (when `session_id` is another one), ``not_in``, ``not_today``.
        """
        place = self.place_scanned(text)
        session = self.session(place.session_id)
        name, organisation = places.name_and_organisation(self.library, place.id)
        shown = name or tr("Place à nommer")
        if session_id is not None and place.session_id != session_id:
            raise DomainError(
                "other_session",
                N_("{name} est inscrit à « {title} » ({session}), pas à cette journée : rien n'a été noté."),
                name=shown, title=session.title, session=session.code,
            )  # fmt: skip
        if place.status is not PlaceStatus.REGISTERED:
            sentence = _NOT_IN.get(
                place.status, N_("La place de {name} dans « {title} » est annulée : rien n'a été noté.")
            )
            raise DomainError("not_in", sentence, name=shown, title=session.title)
        slot = self._slot_or_refuse(place.session_id)
        known = places.attendance(self.library, place.session_id).get((place.id, slot.id))
        there = known is not None and known.status is not AttendanceStatus.ABSENT
        status = known.status if known is not None and there else status_at(slot, now(), session.zone)
        changes = NOTHING if there else self.mark_attendance(who, place.session_id, {(place.id, slot.id): status})
        return DoorMark(place.id, session.id, shown, organisation, session.title, slot, status, there, changes)

    def _slot_or_refuse(self, session_id: int) -> Slot:
        slot = self.slot_now(session_id)
        if slot is None:
            session = self.session(session_id)
            raise DomainError(
                "not_today",
                N_("« {title} » ({session}) n'a pas de demi-journée à pointer maintenant : rien n'a été noté."),
                title=session.title, session=session.code,
            )  # fmt: skip
        return slot

    def walk_in(self, who: Actor, session_id: int, organisation_id: int, guest: Guest | str) -> Changes:
        """Let in somebody who did not book: a place, and their presence in the half-day that is on, in one act.

        Refuses ``full`` when no seat is free: the seat of somebody absent must be freed first, so that nobody is counted twice.
        """
        newcomer = as_guest(guest)
        if not newcomer.name and newcomer.person_id is None:
            raise DomainError("name", N_("Écrivez le nom de la personne venue sans inscription."), field="name")
        reason = tr("Venue sans inscription")
        terms = Terms(late_reason=reason, limit_reason=reason, origin=Origin.DOOR)

        def act() -> Changes:
            slot = self._slot_or_refuse(session_id)
            with self.library.snapshot():
                board = self.board(session_id)
                planned = self.plan_booking(board, organisation_id, (newcomer,), terms)
            seat = planned.seats[0]
            move = planned.moves.get(seat.id)
            if move is None or move.status is not PlaceStatus.REGISTERED:
                raise DomainError(
                    "full",
                    N_(
                        "La journée {session} est complète : libérez la place de quelqu'un qui n'est pas venu, puis recommencez."
                    ),
                    session=board.code,
                )
            status = status_at(slot, now(), board.zone)
            with self.library.revise("training.walk_in", who, ("booking", planned.booking_id)) as revision:
                places.expect_board(revision, board)
                self.write_booking(revision, replace(planned, moves={seat.id: move}), {seat.id: move})
                revision.insert("attendance", {"place_id": seat.id, "slot_id": slot.id, "status": status})
            return revision.changes

        return self._settle(act)
