"""The views beside a session: requests that arrive, the door, evaluations; and what the window's drops and scans mean here."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.door import DoorView
from cresi_app.training.ui.evaluating import EvaluationView
from cresi_app.training.ui.intake import IntakeView
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.tasks import Progress

_PEEKED = 40
"""Files looked into at once to know whether they are ours; more of them are taken as they are."""


class Arrivals(QObject):
    """Makes the views and puts them into the page's stack; `open_session` and `back` lead away from them."""

    def __init__(
        self,
        desk: Desk,
        service: TrainingService,
        stack: QStackedWidget,
        open_session: Callable[[int], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(stack)
        self._desk, self._service, self._stack = desk, service, stack
        self.intake = IntakeView(desk, service)
        self.door = DoorView(desk, service)
        self.evaluations = EvaluationView(desk, service)
        for view in (self.intake, self.door, self.evaluations):
            stack.addWidget(view)
        self.intake.left.connect(back)
        self.intake.booked.connect(open_session)

        def leave(session_id: int | None) -> None:
            if session_id is None:
                back()
            else:
                open_session(session_id)

        self.door.left.connect(lambda: leave(self.door.session_id))
        self.evaluations.left.connect(lambda: leave(self.evaluations.session_id))

    def refresh(self, changes: Changes | None) -> None:
        """Read the view in front again."""
        shown = self._stack.currentWidget()
        if isinstance(shown, IntakeView | DoorView | EvaluationView):
            shown.refresh(changes)

    def show(self, name: str, session_id: int) -> None:
        """Show « door », « evaluations » or « intake »; « form » makes the session's booking form."""
        if name == "form":
            self.make_form(session_id)
            return
        views: dict[str, QWidget] = {"door": self.door, "evaluations": self.evaluations, "intake": self.intake}
        self._stack.setCurrentWidget(views[name])
        if name == "door":
            self.door.open(session_id)
        elif name == "evaluations":
            self.evaluations.open(session_id)

    def take_files(self, files: Sequence[Path]) -> bool:
        """Take booking forms, evaluation forms and tables; False when none of these files is ours."""
        tables = [file for file in files if file.suffix.lower() in {".csv", ".txt"}]
        papers = [file for file in files if file.suffix.lower() == ".pdf"]
        kinds = _kinds_of(papers[:_PEEKED])
        evaluations = [file for file in papers if kinds.get(file) in {"H", "C"}]
        # What comes with a form of ours and is none is read too, so that its refusal is said.
        bookings = [file for file in papers if file not in evaluations]
        if evaluations:
            self._stack.setCurrentWidget(self.evaluations)
            self.evaluations.read_files(evaluations)
        known = any(kinds.get(file) == "B" for file in papers)
        if known or (tables and self._stack.isVisible() and len(tables) + len(bookings) == len(files)):
            self._stack.setCurrentWidget(self.intake)
            self.intake.read_files([*bookings, *tables])
            return True
        return bool(evaluations)

    def make_form(self, session_id: int | None) -> None:
        """Make the fillable booking form of a session, or of the year's programme, and open it in the system's reader."""
        service, year = self._service, self._desk.year

        def work(_progress: Progress) -> Path:
            from cresi_app.training.reports.bookingform import booking_form  # noqa: PLC0415 - reportlab is loaded when something is printed

            form = service.programme_form(year) if session_id is None else service.booking_form(session_id)
            out = service.library.paper_place(f"bulletin-{form.code.ref.replace('/', '-')}.pdf")
            booking_form(form, service.directory.identity(), out)
            return out

        self._desk.long(tr("Mise en page du bulletin"), work, self._desk.messages.show_file)


def arrival_actions(arrivals: Callable[[], Arrivals]) -> list[Action]:
    """Return what the year's menu offers of this; `arrivals` is asked when one of them is done."""

    def read() -> None:
        arrivals().show("intake", 0)

    def form() -> None:
        arrivals().make_form(None)

    return [
        Action("training.intake", tr("Lire des bulletins d'inscription…"), read, icon="file-input"),
        Action("training.form", tr("Bulletin d'inscription à remplir (PDF)"), form, icon="file-down"),
    ]


def _kinds_of(files: Sequence[Path]) -> dict[Path, str]:
    """Return which form of ours each file is; "" for any other."""
    from cresi_app.core.errors import DomainError  # noqa: PLC0415 - with its only use
    from cresi_app.core.pdfform import read_form  # noqa: PLC0415 - pikepdf costs start-up time

    found = {}
    for file in files:
        try:
            found[file] = read_form(file).code.kind
        except DomainError as refusal:
            found[file] = "B" if refusal.code == "form_flat" else ""
    return found
