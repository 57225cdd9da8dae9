"""What a person can do to sessions and their half-days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.clock import now
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.core.text import sort_key
from cresi_app.store.revision import Revision
from cresi_app.training.model import (
    ENDED,
    HELD,
    Board,
    BookingStatus,
    Course,
    Mode,
    Move,
    PlaceStatus,
    Session,
    SessionPlan,
    SessionStatus,
    SlotPlan,
    check_capacities,
    check_slots,
    check_status_move,
    decide,
)
from cresi_app.training.queries import places, sessions
from cresi_app.training.service.courses import lines, one_line, whole_number
from cresi_app.training.service.desk import ending, write_moves
from cresi_app.training.service.obstacles import quota_use
from cresi_app.training.service.slots import SlotsDesk, counted_days, plan_of

_EDITABLE: Final = frozenset({
    "title", "mode", "place", "zone", "capacity_min", "capacity_target", "capacity_max", "organisation_limit",
    "booking_closes_on", "cancellation_closes_on", "offer_days", "contact", "note", "bring", "meals", "day_contact",
})  # fmt: skip
_TEXTS: Final = {
    "title": one_line, "place": one_line, "contact": one_line, "note": lines, "bring": lines, "meals": lines,
    "day_contact": one_line,
}  # fmt: skip


def _check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise DomainError("zone", N_("« {zone} » n'est pas un fuseau horaire connu."), field="zone", zone=zone)


class PlanningDesk(SlotsDesk):
    """Sessions: made from a course, moved, given a status, cancelled."""

    # --- sessions ---

    def add_session(self, who: Actor, plan: SessionPlan) -> Changes:
        """Make a session with its half-days; what the plan leaves open comes from the course.

        Refuses overlaps of room, trainer, and half-days among themselves (``overlap``).
        """
        return self._make_session(who, plan, "training.add_session", lambda _revision, _session_id: None)

    def _make_session(
        self, who: Actor, plan: SessionPlan, operation: str, also: Callable[[Revision, int], None]
    ) -> Changes:
        """Make a session and whatever `also` writes in the same revision."""
        course = self.course(plan.course_id)
        values = self._session_columns(course, plan)
        session_id = new_id()

        def act() -> Changes:
            with self.library.snapshot():
                self._check_plans(plan, plan.slots)
                use = quota_use(self.library, counted_days(plan, plan.slots), reason=plan.quota_reason)
            year = min(slot.day for slot in plan.slots).year
            with self.library.revise(operation, who, ("session", session_id)) as revision:
                code = revision.number(f"session:{year}", f"F{year}-%02d")
                revision.insert("session", {"id": session_id, "code": code, **values})
                use.write(self.library, revision, session_id)
                for slot in plan.slots:
                    self._insert_slot(revision, session_id, slot)
                also(revision, session_id)
            return revision.changes

        return self._settle(act)

    def _session_columns(self, course: Course, plan: SessionPlan) -> dict[str, object]:
        if not plan.slots:
            raise DomainError("slots", N_("Choisissez au moins une demi-journée."), field="day")
        if plan.status in ENDED:
            raise DomainError("status", N_("Une journée ne se crée pas annulée."), field="status")
        check_slots(plan.slots)
        _check_zone(plan.zone)

        def given(name: str) -> int:
            wanted = getattr(plan, name)
            return int(getattr(course, name) if wanted is None else wanted)

        limit = course.organisation_limit if plan.organisation_limit is None else plan.organisation_limit or None
        maximum = given("capacity_max")
        target = min(given("capacity_target"), maximum) if plan.capacity_target is None else given("capacity_target")
        minimum = min(given("capacity_min"), target) if plan.capacity_min is None else given("capacity_min")
        check_capacities(minimum, target, maximum, limit)
        title = one_line(plan.title) or course.title
        return {
            "course_id": course.id,
            "title": title,
            "title_sort": sort_key(title),
            "status": plan.status,
            "mode": plan.mode,
            "place": one_line(plan.place),
            "zone": plan.zone,
            "capacity_min": minimum,
            "capacity_target": target,
            "capacity_max": maximum,
            "organisation_limit": limit,
            "booking_closes_on": plan.booking_closes_on,
            "cancellation_closes_on": plan.cancellation_closes_on,
            "offer_days": plan.offer_days,
            "contact": one_line(plan.contact),
            "note": lines(plan.note),
            "bring": lines(course.bring if plan.bring is None else plan.bring),
            "meals": lines(plan.meals),
            "day_contact": one_line(plan.day_contact),
        }

    def update_session(
        self, who: Actor, session_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Change fields of a session (not its status, days or code). Room made by it goes to the waiting list at once.

        Lowering the capacity under what is taken is allowed: nobody loses a place, the sheet warns.
        """
        assert fields.keys() <= _EDITABLE, f"no such fields: {sorted(fields.keys() - _EDITABLE)}"
        values = {name: _TEXTS[name](value) if name in _TEXTS else value for name, value in fields.items()}
        before = self.session(session_id)
        self._check_session(before, values)
        if "title" in values:
            values["title_sort"] = sort_key(str(values["title"]))

        def act() -> Changes:
            with self.library.snapshot():
                board = self.board(session_id)
                if "mode" in values and values["mode"] is not Mode.REMOTE and before.mode is Mode.REMOTE:
                    self._check_own_plans(before, mode=Mode(str(values["mode"])))
            after = _board_after(board, values)
            with self.library.revise("training.update_session", who, ("session", session_id), edit_group) as revision:
                revision.update("session", session_id, version, values)
                moves = decide(after, now())
                if moves:
                    # Only the places rest on the stamp: the sheet itself is guarded by its version.
                    revision.expect("SELECT stamp = ? FROM session WHERE id = ?", (board.stamp, session_id))
                    write_moves(revision, moves)
            return revision.changes

        return self._settle(act)

    @staticmethod
    def _check_session(before: Session, values: dict[str, object]) -> None:
        if values.get("title", before.title) == "":
            raise DomainError("title", N_("Donnez un titre."), field="title")
        if "zone" in values:
            _check_zone(str(values["zone"]))
        offer_days = values.get("offer_days", before.offer_days)
        if not isinstance(offer_days, int) or not 0 <= offer_days <= 60:
            raise DomainError(
                "offer_days",
                N_("Une proposition vaut de 1 à 60 jours, ou 0 pour inscrire aussitôt."),
                field="offer_days",
            )
        limit = values.get("organisation_limit", before.organisation_limit)
        check_capacities(
            whole_number(values.get("capacity_min", before.capacity_min), "capacity_min"),
            whole_number(values.get("capacity_target", before.capacity_target), "capacity_target"),
            whole_number(values.get("capacity_max", before.capacity_max), "capacity_max"),
            None if limit is None else whole_number(limit, "organisation_limit"),
        )

    def set_status(
        self, who: Actor, session_id: int, version: int, status: SessionStatus, quota_reason: str = ""
    ) -> Changes:
        """Give a session a status; opening it serves its waiting list. Refuses impossible moves (``status``).

        A draft that begins to count beyond the year's quota asks for a reason (``quota_year``).
        """

        def act() -> Changes:
            with self.library.snapshot():
                session, board = self.session(session_id), self.board(session_id)
                check_status_move(session, status)
                if session.status is SessionStatus.DRAFT:
                    self._check_own_plans(session, mode=session.mode)
                slots = sessions.slots(self.library, session_id)
                days, before = counted_days(replace(session, status=status), slots), counted_days(session, slots)
                use = quota_use(self.library, days, before, quota_reason)
            with self.library.revise("training.set_status", who, ("session", session_id)) as revision:
                use.write(self.library, revision, session_id)
                revision.update("session", session_id, version, {"status": status})
                moves = decide(replace(board, status=status), now())
                if moves:
                    revision.expect("SELECT stamp = ? FROM session WHERE id = ?", (board.stamp, session_id))
                    write_moves(revision, moves)
            return revision.changes

        return self._settle(act)

    def cancel_session(
        self, who: Actor, session_id: int, version: int, reason: str, *, postponed: bool = False
    ) -> Changes:
        """Cancel or postpone a session: every place that stands is cancelled by the centre, with the reason kept."""
        reason = one_line(reason)
        if not reason:
            raise DomainError(
                "reason", N_("Dites pourquoi la journée n'a pas lieu : les inscrits le demanderont."), field="reason"
            )
        status = SessionStatus.POSTPONED if postponed else SessionStatus.CANCELLED

        def act() -> Changes:
            session, board = self.session(session_id), self.board(session_id)
            if session.status in ENDED | HELD:
                raise DomainError(
                    "status",
                    N_("La journée {session} a déjà eu lieu ou a déjà été annulée."),
                    field="status",
                    session=session.code,
                )
            ended = ending(who.name, reason)
            moves = [Move(seat.id, PlaceStatus.CANCELLED) for seat in board.seats]
            files = sorted({seat.booking_id for seat in board.seats})
            operation = "training.postpone_session" if postponed else "training.cancel_session"
            with self.library.revise(operation, who, ("session", session_id)) as revision:
                places.expect_board(revision, board)
                revision.update("session", session_id, version, {"status": status, **ended})
                write_moves(revision, moves, ended)
                for booking_id in files:
                    revision.update("booking", booking_id, None, {"status": BookingStatus.CANCELLED, **ended})
            return revision.changes

        return self._settle(act)

    def move_session(
        self, who: Actor, session_id: int, first_day: date, *, quota_reason: str = "", busy_reason: str = ""
    ) -> Changes:
        """Move a whole session so that it starts on `first_day`; its deadlines move with it.

        The reasons say why it may exceed the quota of another year, and why it takes place in busy time.
        """

        def act() -> Changes:
            with self.library.snapshot():
                session, board = self._changeable(session_id)
                slots = sessions.slots(self.library, session_id)
                shift = first_day - slots[0].day
                if not shift:
                    return NOTHING
                plans: list[SlotPlan] = []
                for slot in slots:
                    self._check_not_attended(slot.id)
                    trainers = [person for _, person in sessions.trainer_rows(self.library, slot.id)]
                    plans.append(replace(plan_of(slot, trainers), day=slot.day + shift, busy_reason=busy_reason))
                self._check_plans(session, plans)
                use = quota_use(self.library, counted_days(session, plans), counted_days(session, slots), quota_reason)
            with self.library.revise("training.move_session", who, ("session", session_id)) as revision:
                places.expect_board(revision, board)
                use.write(self.library, revision, session_id)
                for slot, plan in zip(slots, plans, strict=True):
                    revision.update(
                        "slot", slot.id, slot.version, {"day": plan.day, "busy_reason": one_line(plan.busy_reason)}
                    )
                deadlines = _shifted(session, shift)
                if deadlines:
                    revision.update("session", session_id, session.version, deadlines)
            return revision.changes

        return self._settle(act)

    # --- reading ---

    def session_by_code(self, code: str) -> int | None:
        """Return the id of the session with this code, None when there is none."""
        return sessions.session_id_of(self.library, " ".join(code.split()).upper())


def _board_after(board: Board, values: dict[str, object]) -> Board:
    """Return the board as it will be once `values` are written."""
    names = {
        "capacity_max": "capacity",
        "organisation_limit": "limit",
        "booking_closes_on": "closes_on",
        "cancellation_closes_on": "cancels_until",
        "offer_days": "offer_days",
        "zone": "zone",
    }
    changed = {names[name]: value for name, value in values.items() if name in names}
    if "zone" in changed and board.starts_at is not None:
        changed["starts_at"] = board.starts_at.replace(tzinfo=ZoneInfo(str(changed["zone"])))
    return replace(board, **changed)  # type: ignore[arg-type]  # the values were checked one by one above


def _shifted(session: Session, shift: timedelta) -> dict[str, object]:
    moved: dict[str, object] = {}
    for name in ("booking_closes_on", "cancellation_closes_on"):
        day = getattr(session, name)
        if day is not None:
            moved[name] = day + shift
    return moved
