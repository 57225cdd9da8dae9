"""Papers to take away: the blank forms, printed on the counter's own printer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinterInfo

from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.shell.counter.doors import CounterDoors
from cresi_app.shell.counter.parts import CounterPage, press
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.tasks import Progress

Print = Callable[[Path, Progress], None]
"""Sends a PDF to the counter's printer, on a worker thread; raises `CresiError`."""


def has_printer() -> bool:
    """Say whether this machine has a printer of its own."""
    return not QPrinterInfo.defaultPrinter().isNull()


class TakeawayPage(CounterPage):
    """One button a form."""

    def __init__(self, desk: Desk, doors: CounterDoors, send: Print | None) -> None:
        super().__init__(
            tr("Préparer un projet"),
            tr("Emportez un formulaire vierge, remplissez-le chez vous, puis renvoyez-le ou déposez-le ici."),
        )
        self._desk, self._send = desk, send
        self.buttons = []
        for title, make in doors.forms:
            button = press(tr("Imprimer : {paper}", paper=tr(title)), self._printing(make), "secondary", "printer")
            button.setEnabled(send is not None)
            self.buttons.append(button)
            self.body.addWidget(button)
        if not doors.forms:
            self.body.addWidget(
                Label(tr("Aucun formulaire n'est proposé ici : demandez-le à l'équipe."), "kiosk_body", wrap=True)
            )
        elif send is None:
            self.body.addWidget(
                Label(
                    tr(
                        "Ce poste n'a pas d'imprimante : demandez le formulaire à l'équipe, elle vous le donnera ou vous l'enverra."
                    ),
                    "kiosk_body",
                    wrap=True,
                )
            )
        self.body.addStretch(1)

    def _printing(self, make: Callable[[], Path]) -> Callable[[], None]:
        send = self._send

        def work(progress: Progress) -> None:
            if send is not None:
                send(make(), progress)

        def run() -> None:
            self._desk.long(
                tr("Impression"), work, lambda _none: self.say(tr("Le formulaire s'imprime."), "success"), self._refused
            )

        return run

    def _refused(self, error: object) -> None:
        self.say(error.sentence if isinstance(error, CresiError) else tr("Le formulaire n'a pas pu être fait."))
