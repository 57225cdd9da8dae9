"""Forms about a whole session: again on other days, kept below its minimum, postponed, moved; with the reasons of exceptions."""

from collections.abc import Callable
from datetime import date, timedelta

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.training.model import Session
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.forms import ActForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import DateField, Field, NumberField, TextField


def reason_fields() -> list[Field]:
    """Return the fields of exceptions, hidden until the quota or a calendar stands in the way."""
    quota = TextField(tr("Pourquoi dépasser le quota"), name="quota_reason")
    busy = TextField(tr("Pourquoi malgré le calendrier importé"), name="busy_reason")
    quota.hide()
    busy.hide()
    return [quota, busy]


def refuse_day(day: date | None) -> date:
    """Return the day, or refuse a field left empty."""
    if day is None:
        raise DomainError("day", N_("Choisissez un jour."), field="day")
    return day


class MoveForm(ActForm):
    """Moves a whole session to another first day."""

    def __init__(self, desk: Desk, service: TrainingService, session: Session, first_day: date) -> None:
        self._service, self._session = service, session
        day = DateField(tr("Premier jour"), name="day")
        day.set_value(first_day)
        title = tr("Déplacer {session}", session=session.code)
        super().__init__(
            desk,
            title,
            (tr("Déplacer"), "primary", "calendar-range"),
            [day, *reason_fields()],
            cancel=tr("Garder la date"),
        )

    def work(self) -> Callable[[], Changes]:
        """Move it."""
        day = refuse_day(self.value("day"))
        quota, busy = self.value("quota_reason"), self.value("busy_reason")
        actor, session_id = self.desk.actor, self._session.id
        return lambda: self._service.move_session(actor, session_id, day, quota_reason=quota, busy_reason=busy)


class RefusedMoveForm(MoveForm):
    """A move that was dropped somewhere an exception is needed: it opens with the refusal, and asks why."""

    def __init__(self, desk: Desk, service: TrainingService, session: Session, day: date, refusal: CresiError) -> None:
        super().__init__(desk, service, session, day)
        self.refused(refusal)


class DuplicateForm(ActForm):
    """Makes the same session again from another day on."""

    def __init__(self, desk: Desk, service: TrainingService, session: Session, first_day: date) -> None:
        self._service, self._session = service, session
        day = DateField(tr("Premier jour"), name="day")
        day.set_value(first_day + timedelta(days=364))
        super().__init__(
            desk, tr("Reprendre {session} à une autre date", session=session.code),
            (tr("Créer la journée"), "primary", "copy"), [day, *reason_fields()], cancel=tr("Ne rien créer"),
        )  # fmt: skip

    def work(self) -> Callable[[], Changes]:
        """Make it."""
        day = refuse_day(self.value("day"))
        quota, busy = self.value("quota_reason"), self.value("busy_reason")
        actor, session_id = self.desk.actor, self._session.id
        return lambda: self._service.duplicate_session(actor, session_id, day, quota_reason=quota, busy_reason=busy)


class KeepForm(ActForm):
    """Keeps a session although fewer than its minimum are booked."""

    def __init__(self, desk: Desk, service: TrainingService, session: Session) -> None:
        self._service, self._session = service, session
        reason = TextField(tr("Pourquoi"), name="reason", hint=tr("Par exemple : deux associations arrivent encore."))
        super().__init__(
            desk, tr("Maintenir {session}", session=session.code), (tr("Maintenir"), "primary", "check"), [reason],
            cancel=tr("Décider plus tard"),
        )  # fmt: skip

    def work(self) -> Callable[[], Changes]:
        """Keep it."""
        reason, actor, session = self.value("reason"), self.desk.actor, self._session
        return lambda: self._service.keep_session(actor, session.id, session.version, reason)


class PostponeForm(ActForm):
    """Postpones a session: to a day that is known, places kept, or to one to come."""

    def __init__(self, desk: Desk, service: TrainingService, session: Session) -> None:
        self._service, self._session = service, session
        fields: list[Field] = [
            DateField(tr("Nouveau premier jour"), name="day"),
            TextField(tr("Motif"), name="reason", hint=tr("Sans nouveau jour, le motif est demandé et les places sont rendues.")),
            *reason_fields(),
        ]  # fmt: skip
        super().__init__(
            desk, tr("Reporter {session}", session=session.code), (tr("Reporter"), "danger", "calendar-range"), fields,
            cancel=tr("Maintenir la date"),
        )  # fmt: skip
        self.has_day = False

    def work(self) -> Callable[[], Changes]:
        """Move it, or postpone it without a day."""
        day, reason, actor, session = self.value("day"), self.value("reason"), self.desk.actor, self._session
        quota, busy = self.value("quota_reason"), self.value("busy_reason")
        self.has_day = day is not None
        if day is not None:
            known: date = day
            return lambda: self._service.move_session(actor, session.id, known, quota_reason=quota, busy_reason=busy)
        return lambda: self._service.cancel_session(actor, session.id, session.version, reason, postponed=True)


class QuotaForm(ActForm):
    """Sets the quota of days of a year."""

    def __init__(self, desk: Desk, service: TrainingService, year: int, days: int) -> None:
        self._service, self._year = service, year
        field = NumberField(
            tr("Jours de formation"),
            name="days",
            least=0,
            most=366,
            hint=tr("Les années suivantes le gardent, jusqu'au leur."),
        )
        field.set_value(days)
        super().__init__(
            desk, tr("Le quota de {year}", year=year), (tr("Fixer le quota"), "primary", "check"), [field],
            cancel=tr("Ne rien changer"),
        )  # fmt: skip

    def work(self) -> Callable[[], Changes]:
        """Set it."""
        days, actor, year = self.value("days"), self.desk.actor, self._year
        if days is None:
            raise DomainError("days", N_("Écrivez un nombre de jours."), field="days")
        number = int(days)
        return lambda: self._service.set_quota(actor, year, number)
