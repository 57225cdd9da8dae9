"""What a person can do to the half-days of a session, and what stands in their way."""

from collections.abc import Iterable, Sequence
from datetime import date

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.store.revision import Revision
from cresi_app.training.model import (
    ENDED,
    SEATED,
    Board,
    Mode,
    Session,
    SessionPlan,
    SessionStatus,
    Slot,
    SlotPlan,
    check_slots,
)
from cresi_app.training.queries import places, sessions
from cresi_app.training.service.courses import CoursesDesk, one_line
from cresi_app.training.service.desk import refuse_clashes
from cresi_app.training.service.obstacles import COUNTED, quota_use, refuse_busy


def plan_of(slot: Slot, trainer_ids: Iterable[int]) -> SlotPlan:
    """Return a half-day as a plan, to be changed."""
    return SlotPlan(
        slot.day,
        slot.part,
        slot.starts,
        slot.ends,
        slot.room_id,
        slot.video_link,
        slot.topic,
        tuple(trainer_ids),
        slot.busy_reason,
    )


def counted_days(session: Session | SessionPlan, slots: Iterable[Slot | SlotPlan]) -> list[date]:
    """Return the days that half-days of a session take of the quota: none while it is a draft."""
    return [slot.day for slot in slots] if session.status in COUNTED else []


def _slot_columns(plan: SlotPlan) -> dict[str, object]:
    return {
        "day": plan.day,
        "part": plan.part,
        "starts": plan.starts,
        "ends": plan.ends,
        "room_id": plan.room_id,
        "video_link": one_line(plan.video_link),
        "topic": one_line(plan.topic),
        "busy_reason": one_line(plan.busy_reason),
    }


class SlotsDesk(CoursesDesk):
    """Half-days: added, changed, taken out; trainers."""

    def add_slot(self, who: Actor, session_id: int, plan: SlotPlan, quota_reason: str = "") -> Changes:
        """Add a half-day to a session; beyond the year's quota only with a reason (``quota_year``)."""

        def act() -> Changes:
            with self.library.snapshot():
                session, board = self._changeable(session_id)
                check_slots([*sessions.slots(self.library, session_id), plan])
                self._check_plans(session, [plan])
                use = quota_use(self.library, counted_days(session, [plan]), reason=quota_reason)
            with self.library.revise("training.add_slot", who, ("session", session_id)) as revision:
                places.expect_board(revision, board)
                use.write(self.library, revision, session_id)
                self._insert_slot(revision, session_id, plan)
            return revision.changes

        return self._settle(act)

    def update_slot(self, who: Actor, slot_id: int, version: int, plan: SlotPlan, quota_reason: str = "") -> Changes:
        """Give a half-day another day, hours, room, trainers or link. Where attendance was noted, day and hours stay."""

        def act() -> Changes:
            with self.library.snapshot():
                slot = self.slot(slot_id)
                session, board = self._changeable(slot.session_id)
                if (slot.day, slot.starts, slot.ends) != (plan.day, plan.starts, plan.ends):
                    self._check_not_attended(slot_id)
                others = [other for other in sessions.slots(self.library, slot.session_id) if other.id != slot_id]
                check_slots([*others, plan])
                self._check_plans(session, [plan])
                use = quota_use(
                    self.library, counted_days(session, [plan]), counted_days(session, [slot]), quota_reason
                )
                trainers = sessions.trainer_rows(self.library, slot_id)
            with self.library.revise("training.update_slot", who, ("session", session.id)) as revision:
                places.expect_board(revision, board)
                use.write(self.library, revision, session.id)
                # Who no longer comes leaves first: the new hours may suit only the others.
                for row_id, person_id in trainers:
                    if person_id not in plan.trainer_ids:
                        revision.delete("slot_trainer", row_id)
                revision.update("slot", slot_id, version, _slot_columns(plan))
                for person_id in plan.trainer_ids:
                    if person_id not in {known for _, known in trainers}:
                        revision.insert("slot_trainer", {"slot_id": slot_id, "person_id": person_id})
            return revision.changes

        return self._settle(act)

    def remove_slot(self, who: Actor, slot_id: int, version: int) -> Changes:
        """Take a half-day out of its session; the last one stays, and those where attendance was noted."""

        def act() -> Changes:
            with self.library.snapshot():
                slot = self.slot(slot_id)
                _, board = self._changeable(slot.session_id)
                self._check_not_attended(slot_id)
                if len(sessions.slots(self.library, slot.session_id)) == 1:
                    raise DomainError(
                        "slots", N_("Une journée garde au moins une demi-journée : annulez plutôt la journée.")
                    )
                trainers = sessions.trainer_rows(self.library, slot_id)
            with self.library.revise("training.remove_slot", who, ("session", slot.session_id)) as revision:
                places.expect_board(revision, board)
                for row_id, _ in trainers:
                    revision.delete("slot_trainer", row_id)
                revision.delete("slot", slot_id, version)
            return revision.changes

        return self._settle(act)

    def set_trainers(self, who: Actor, slot_id: int, version: int, trainer_ids: Sequence[int]) -> Changes:
        """Say who gives a half-day."""
        slot = self.slot(slot_id)
        return self.update_slot(who, slot_id, version, plan_of(slot, trainer_ids))

    # --- checks ---

    def _changeable(self, session_id: int) -> tuple[Session, Board]:
        session = self.session(session_id)
        if session.status in ENDED or session.status is SessionStatus.CLOSED:
            raise DomainError(
                "status",
                N_("La journée {session} est close ou annulée : ses dates ne changent plus."),
                session=session.code,
            )
        return session, self.board(session_id)

    def _check_not_attended(self, slot_id: int) -> None:
        if sessions.attended_slot(self.library, slot_id):
            raise DomainError(
                "attended", N_("Des présences sont notées pour cette demi-journée : effacez-les avant de la déplacer.")
            )

    def _check_plans(self, session: Session | SessionPlan, plans: Sequence[SlotPlan], mode: Mode | None = None) -> None:
        """Refuse half-days that clash, of a session or of one that is only planned; a draft clashes with nothing."""
        if session.status is SessionStatus.DRAFT:
            return
        self._check_occupying(session, plans, mode or session.mode)

    def _check_occupying(self, session: Session | SessionPlan, plans: Sequence[SlotPlan], mode: Mode) -> None:
        session_id = session.id if isinstance(session, Session) else 0
        board = places.board(self.library, session_id) if session_id else None
        people = [seat.person_id for seat in board.seats if seat.status in SEATED] if board else []
        seated = [person_id for person_id in people if person_id is not None]
        for plan in plans:
            if mode is not Mode.REMOTE and plan.room_id is not None:
                refuse_clashes(sessions.room_clashes(self.library, plan, session_id), "room_id")
            refuse_clashes(sessions.trainer_clashes(self.library, plan, session_id), "trainers")
            refuse_clashes(sessions.person_clashes(self.library, plan, session_id, seated), "day")
        refuse_busy(self.library, plans, session.zone, mode)

    def _check_own_plans(self, session: Session, *, mode: Mode) -> None:
        plans = [
            plan_of(slot, [person for _, person in sessions.trainer_rows(self.library, slot.id)])
            for slot in sessions.slots(self.library, session.id)
        ]
        self._check_occupying(session, plans, mode)

    @staticmethod
    def _insert_slot(revision: Revision, session_id: int, plan: SlotPlan) -> None:
        slot_id = new_id()
        revision.insert("slot", {"id": slot_id, "session_id": session_id, **_slot_columns(plan)})
        for person_id in dict.fromkeys(plan.trainer_ids):
            revision.insert("slot_trainer", {"slot_id": slot_id, "person_id": person_id})
