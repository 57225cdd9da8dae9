"""What a person can do with requests to place, and to a session as a whole: again on other days, kept below its minimum."""

from dataclasses import replace
from datetime import date, timedelta

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.clock import today
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.store.revision import Revision
from cresi_app.training.model import SessionPlan, SessionStatus
from cresi_app.training.model.planning import BOOKABLE
from cresi_app.training.model.requests import QuotaException, RequestLine, RequestStatus, TrainingRequest
from cresi_app.training.queries import requests, sessions
from cresi_app.training.service.courses import lines, one_line
from cresi_app.training.service.desk import missing, refusals
from cresi_app.training.service.slots import plan_of
from cresi_app.training.service.teaching import TeachingDesk

_REQUEST = frozenset({"course_id", "theme", "people", "half_days", "year", "wishes", "contact_id"})


def _cleaned(fields: dict[str, object]) -> dict[str, object]:
    assert fields.keys() <= _REQUEST, f"no such fields: {sorted(fields.keys() - _REQUEST)}"
    values = dict(fields)
    if "theme" in values:
        values["theme"] = one_line(values["theme"])
        if not values["theme"]:
            raise DomainError("theme", N_("Écrivez sur quoi l'association demande une journée."), field="theme")
    if "wishes" in values:
        values["wishes"] = lines(values["wishes"])
    for name, least, most in (("people", 1, 100_000), ("half_days", 1, 60), ("year", 1900, 2200)):
        number = values.get(name, least)
        if name == "people" and number is None:
            continue
        if not isinstance(number, int) or not least <= number <= most:
            raise DomainError(
                "number", N_("Écrivez un nombre de {least} à {most}."), field=name, least=least, most=most
            )
    return values


class RequestsDesk(TeachingDesk):
    """Requests, and the acts on whole sessions that come with planning a year."""

    # --- requests ---

    def requests(self, of_year: int, *, everything: bool = False) -> list[RequestLine]:
        """Return the requests to place for a year, older open ones included; with `everything` those answered too."""
        return requests.lines(self.library, of_year, everything=everything)

    def requests_of_session(self, session_id: int) -> list[RequestLine]:
        """Return the requests that became a session."""
        return requests.of_session(self.library, session_id)

    def requests_of_organisation(self, organisation_id: int) -> list[RequestLine]:
        """Return what an association asked for, newest first."""
        return requests.of_organisation(self.library, organisation_id)

    def request(self, request_id: int) -> TrainingRequest:
        """Return a request. DomainError ``unknown``."""
        found = requests.request(self.library, request_id)
        if found is None:
            raise missing(N_("Cette demande n'existe plus. Rouvrez la page."))
        return found

    def add_request(self, who: Actor, organisation_id: int, theme: str, **fields: object) -> Changes:
        """Note that an association asks for a day; `fields`: course_id, people, half_days, year, wishes, contact_id."""
        values = _cleaned({"theme": theme, "year": today().year, **fields})
        self.directory.organisation(organisation_id)
        request_id = new_id()
        with (
            refusals(),
            self.library.revise("training.add_request", who, ("training_request", request_id)) as revision,
        ):
            revision.insert(
                "training_request",
                {"id": request_id, "organisation_id": organisation_id, "asked_on": today(), **values},
            )
        return revision.changes

    def update_request(self, who: Actor, request_id: int, version: int, **fields: object) -> Changes:
        """Change what was asked."""
        values = _cleaned(fields)
        with (
            refusals(),
            self.library.revise("training.update_request", who, ("training_request", request_id)) as revision,
        ):
            revision.update("training_request", request_id, version, values)
        return revision.changes

    def decline_request(self, who: Actor, request_id: int, version: int, answer: str) -> Changes:
        """Say no to a request, with the reason that the association will be given."""
        reason = one_line(answer)
        if not reason:
            raise DomainError("answer", N_("Dites pourquoi : l'association le demandera."), field="answer")
        return self._answer(who, request_id, version, "training.decline_request", RequestStatus.DECLINED, reason)

    def reopen_request(self, who: Actor, request_id: int, version: int) -> Changes:
        """Put a declined request, or one whose day was cancelled, back among those to place."""
        return self._answer(who, request_id, version, "training.reopen_request", RequestStatus.OPEN, "")

    def _answer(
        self, who: Actor, request_id: int, version: int, operation: str, status: RequestStatus, answer: str
    ) -> Changes:
        with refusals(), self.library.revise(operation, who, ("training_request", request_id)) as revision:
            revision.update(
                "training_request", request_id, version, {"status": status, "session_id": None, "answer": answer}
            )
        return revision.changes

    def place_request(self, who: Actor, request_id: int, version: int, plan: SessionPlan) -> Changes:
        """Make the session that a request asks for, and tie the two, in one act; `Changes.id` is the session's."""
        wanted = self.request(request_id)
        if wanted.status is not RequestStatus.OPEN:
            raise DomainError("status", N_("Cette demande a déjà reçu sa réponse. Rouvrez la page."))

        def tie(revision: Revision, session_id: int) -> None:
            values = {"status": RequestStatus.PLACED, "session_id": session_id}
            revision.update("training_request", request_id, version, values)

        return self._make_session(who, plan, "training.place_request", tie)

    # --- whole sessions ---

    def plan_again(self, session_id: int, first_day: date, status: SessionStatus = SessionStatus.OPEN) -> SessionPlan:
        """Return a session as a plan that starts on `first_day`: same half-days apart, same rooms, trainers, deadlines."""
        session = self.session(session_id)
        slots = sessions.slots(self.library, session_id)
        shift = first_day - slots[0].day
        plans = tuple(
            replace(
                plan_of(slot, [person for _, person in sessions.trainer_rows(self.library, slot.id)]),
                day=slot.day + shift,
                busy_reason="",
            )
            for slot in slots
        )

        def later(day: date | None, by: timedelta = shift) -> date | None:
            return None if day is None else day + by

        return SessionPlan(
            session.course_id,
            plans,
            title=session.title,
            status=status,
            mode=session.mode,
            place=session.place,
            zone=session.zone,
            capacity_min=session.capacity_min,
            capacity_target=session.capacity_target,
            capacity_max=session.capacity_max,
            organisation_limit=session.organisation_limit or 0,
            booking_closes_on=later(session.booking_closes_on),
            cancellation_closes_on=later(session.cancellation_closes_on),
            offer_days=session.offer_days,
            contact=session.contact,
            bring=session.bring,
            meals=session.meals,
            day_contact=session.day_contact,
        )

    def duplicate_session(
        self, who: Actor, session_id: int, first_day: date, *, quota_reason: str = "", busy_reason: str = ""
    ) -> Changes:
        """Make the same session again from `first_day` on, without its bookings."""
        plan = self.plan_again(session_id, first_day)
        slots = tuple(replace(slot, busy_reason=busy_reason) for slot in plan.slots)
        plan = replace(plan, slots=slots, quota_reason=quota_reason)
        return self._make_session(who, plan, "training.duplicate_session", _nothing_more)

    def keep_session(self, who: Actor, session_id: int, version: int, reason: str) -> Changes:
        """Decide that a session takes place although fewer than its minimum are booked, with the reason."""
        words = one_line(reason)
        if not words:
            raise DomainError("reason", N_("Dites pourquoi la journée est maintenue."), field="reason")
        session = self.session(session_id)
        if session.status not in BOOKABLE:
            raise DomainError(
                "status",
                N_("La journée {session} n'est plus à maintenir : elle a eu lieu, ou n'aura pas lieu."),
                session=session.code,
            )
        with refusals(), self.library.revise("training.keep_session", who, ("session", session_id)) as revision:
            revision.update("session", session_id, version, {"kept_on": today(session.zone), "kept_reason": words})
        return revision.changes

    def quota_exceptions(self, session_id: int) -> list[QuotaException]:
        """Return why a session may exceed the quota, by year."""
        return requests.exceptions(self.library, session_id)


def _nothing_more(_revision: Revision, _session_id: int) -> None:
    """Write nothing besides the session."""
