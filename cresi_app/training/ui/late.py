"""The form that serves the waiting list after the deadline, with the reason of the exception."""

from collections.abc import Callable

from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.forms import ActForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import TextField


class LatePromotionForm(ActForm):
    """Lets whoever waits in although booking is closed."""

    def __init__(self, desk: Desk, service: TrainingService, session_id: int) -> None:
        self._service, self._session_id = service, session_id
        reason = TextField(tr("Pourquoi faire entrer quelqu'un après la clôture"), name="late_reason")
        title = tr("Faire avancer la liste")
        super().__init__(
            desk, title, (tr("Faire avancer"), "primary", "refresh-cw"), [reason], cancel=tr("Laisser la liste")
        )

    def work(self) -> Callable[[], Changes]:
        """Promote."""
        reason = self.value("late_reason")
        if not reason:
            raise DomainError("late_reason", N_("Indiquez pourquoi."), field="late_reason")
        actor, service, session_id = self.desk.actor, self._service, self._session_id
        return lambda: service.promote(actor, session_id, reason)
