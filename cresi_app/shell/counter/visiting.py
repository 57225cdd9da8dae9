"""Who is there: an association says so by its code or its card."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal

from cresi_app.core.i18n import tr, trn
from cresi_app.shell.counter.doors import CounterDoors
from cresi_app.shell.counter.lock import CounterLock
from cresi_app.shell.counter.parts import BigInput, CounterPage, labelled, press
from cresi_app.training.model.counter import Visitor
from cresi_app.widgets.desk import Desk

CODES = "code_"


class VisitorPage(CounterPage):
    """Asks for an association's code; a wrong one makes the next try wait."""

    known = Signal(object)
    """The `Visitor`."""

    def __init__(self, desk: Desk, doors: CounterDoors, lock: CounterLock) -> None:
        super().__init__(
            tr("Quelle association êtes-vous ?"),
            tr(
                "Tapez le code que le centre a donné à votre association, ou présentez sa carte au lecteur. Pas de code ? Demandez-le à l'équipe."
            ),
        )
        self._desk, self._doors, self._lock = desk, doors, lock
        self.code = BigInput(tr("Code de l'association"), secret=True)
        self.code.returnPressed.connect(self.try_code)
        self.go = press(tr("Continuer"), self.try_code, "primary", "arrow-right")
        self.body.addLayout(labelled(tr("Code de l'association"), self.code))
        self.body.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def begin(self) -> None:
        """Take the keyboard."""
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def try_code(self) -> None:
        """Ask whose code it is."""
        text = self.code.text()
        self.code.clear()
        if not text.strip() or not self.go.isEnabled():
            return
        if waiting(self, self._lock, CODES):
            return
        self.go.setEnabled(False)
        visitor = self._doors.visitor
        self._desk.read("counter.visitor", lambda: visitor(text), self._answered)

    def _answered(self, found: Visitor | None) -> None:
        self.go.setEnabled(True)
        if found is not None:
            self._lock.met(CODES)
            self.known.emit(found)
            return
        self._lock.missed(CODES)
        if not waiting(self, self._lock, CODES):
            self.say(tr("Ce code n'est pas connu. Vérifiez-le, ou demandez à l'équipe."))
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)


def waiting(page: CounterPage, lock: CounterLock, what: str) -> bool:
    """Say how long one has to wait before the next try; False when one may try."""
    seconds = int(lock.wait(what).total_seconds() + 0.999)
    if seconds <= 0:
        return False
    page.say(
        trn(
            "Trop d'essais : attendez {n} seconde, puis recommencez.",
            "Trop d'essais : attendez {n} secondes, puis recommencez.",
            seconds,
        )
    )
    return True


def later(page: CounterPage, act: Callable[[], object]) -> None:
    """Do `act` once the event under way is over, unless the page is gone."""
    QTimer.singleShot(0, page, act)
