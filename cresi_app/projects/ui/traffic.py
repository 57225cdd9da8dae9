"""What comes to the Projets page from outside and what leaves it for a committee: forms and packages read, blank forms, the booklet."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.core.i18n import tr
from cresi_app.projects.service import ProjectService
from cresi_app.projects.ui.printout import preview_booklet
from cresi_app.projects.ui.receiving import ReceivingPane, can_be_read, kinds
from cresi_app.projects.ui.sending import save_form
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.preview import PreviewCover


class Traffic(QObject):
    """Stands in the page's `stack` while something is read or printed. `changed` tells that other things can be done now."""

    def __init__(self, page: QWidget, stack: QStackedWidget, desk: Desk, service: ProjectService) -> None:
        super().__init__(page)
        self._page, self._stack, self.desk, self.service = page, stack, desk, service
        self.changed: Callable[[], object] = lambda: None
        self.opened: Callable[[int], object] = lambda _project_id: None
        self.back: Callable[[], object] = lambda: None
        self.cover: PreviewCover | None = None
        self.pane: ReceivingPane | None = None

    def actions(self, chosen: Callable[[], Sequence[int]]) -> list[Action]:
        """Return what can be done beside the list; `chosen` gives the dossiers marked in it."""
        if self.cover is not None:
            return [*self.cover.preview.actions_now()]
        return [
            Action("projects.booklet", tr("Livret de la commission"), lambda: self.print_booklet(chosen()), icon="printer", menu="file"),
            Action("projects.receive", tr("Lire un formulaire ou un dossier reçu…"), self.choose_files, icon="file-input", menu="file"),
            Action("projects.blank", tr("Formulaire de dossier vierge…"), self.save_blank, icon="file-down", menu="file"),
        ]  # fmt: skip

    def print_booklet(self, chosen: Sequence[int]) -> None:
        """Show the booklet of the dossiers chosen in the list; of those in committee when fewer than two are."""
        if self.cover is None:
            self.cover = preview_booklet(self._page, self.desk, self.service, chosen if len(chosen) > 1 else [])
            self.cover.closed.connect(self._printed)
            self.changed()

    def _printed(self) -> None:
        self.cover = None
        self.changed()

    def save_blank(self) -> None:
        """Write the blank form that an association fills."""
        save_form(self.desk, self.service, None)

    def choose_files(self) -> None:
        """Let files that came in be chosen, and show the first beside what is there."""
        files = self.desk.messages.open_files(tr("Lire un formulaire ou un dossier reçu"), kinds())
        if files:
            self.receive(files)

    def take_files(self, files: Sequence[Path]) -> bool:
        """Take packages and filled dossier forms dropped on the window; False when they are others."""
        if not files or not all(can_be_read(file) for file in files):
            return not files
        self.receive(files)
        return True

    def receive(self, files: Sequence[Path]) -> None:
        """Show what came in, in the place of the list."""
        if self.pane is None:
            self.pane = ReceivingPane(self.desk, self.service)
            self.pane.taken.connect(self._taken)
            self.pane.closed.connect(self._received)
            self._stack.addWidget(self.pane)
        self._stack.setCurrentWidget(self.pane)
        self.pane.read(files)

    def _taken(self, project_id: object) -> None:
        if isinstance(project_id, int):
            self.opened(project_id)

    def _received(self) -> None:
        if self.pane is not None:
            self.pane.leave()
        self.back()
