"""Opens a library beside the window's loop when that may last: the file is looked over, copied, brought up to date, indexed again."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QMetaObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.services import Services
from cresi_app.store.opened import may_last
from cresi_app.store.watching import Stage
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.notices import TaskCard
from cresi_app.widgets.tasks import Cancelled, Progress

SHOWN_AFTER_MS: Final = 1000
"""What takes less is shown by nothing."""

WORDS: Final = {
    Stage.CHECK: N_("Relecture du fichier de la bibliothèque"),
    Stage.COPY: N_("Copie de la bibliothèque avant sa mise à jour"),
    Stage.MIGRATE: N_("Mise à jour de la bibliothèque"),
    Stage.INDEX: N_("Fiches rendues à la recherche"),
}
"""What each part of an opening is called."""
_STOPPED: Final = N_(
    "L'ouverture est arrêtée et rien n'est perdu : ce qui était fait est gardé, la prochaine ouverture reprendra là où celle-ci en était."
)


@dataclass(slots=True)
class _Answer:
    services: Services | None = None
    error: BaseException | None = None


class OpeningDialog(QDialog):
    """Says what a long opening is doing and how far it is; « Annuler », Escape and the cross stop it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setWindowTitle(tr("Ouverture de « {name} »", name=folder.name))
        self.setModal(True)
        self.progress = Progress(tr(WORDS[Stage.CHECK]))
        self._card: TaskCard | None = None
        self._lines = Column(
            Label(tr("La bibliothèque se prépare : elle s'ouvrira d'elle-même."), "secondary", "text2", wrap=True),
            spacing=12,
            margins=(20, 18, 20, 18),
            parent=self,
        )
        self.setMinimumWidth(460)
        self.hear(self.progress)

    def hear(self, progress: Progress) -> None:
        """Show another part of the work."""
        before, self.progress = self._card, progress
        self._card = TaskCard(progress, lambda one: one.cancel())
        self._lines.addWidget(self._card)
        if before is not None:
            before.stop()
            self._lines.removeWidget(before)
            before.hide()
            before.deleteLater()

    def reject(self) -> None:
        """Stop, at the next point where nothing is half done."""
        self.progress.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop as well; the window goes when the work has stopped."""
        event.ignore()
        self.reject()

    def end(self) -> None:
        """Go away."""
        if self._card is not None:
            self._card.stop()
        self.hide()
        self.deleteLater()


def open_watched(folder: Path) -> Services:
    """Open the library of `folder`; what lasts is shown and may be stopped. DomainError ``opening_stopped``, else as `Services.open`."""
    if not may_last(folder):
        return Services.open(folder)
    dialog, loop, answer = OpeningDialog(folder), QEventLoop(), _Answer()
    stages = {stage: Progress(tr(words), may_stop=stage is not Stage.MIGRATE) for stage, words in WORDS.items()}
    now: list[Progress] = [dialog.progress]

    def watched(stage: Stage, done: int, total: int) -> None:
        if any(one.cancelled for one in stages.values()) or dialog.progress.cancelled:
            raise Cancelled
        progress = stages[stage]
        if now[-1] is not progress:
            now.append(progress)
            progress.begin()
        progress.step(done, total)

    thread = threading.Thread(target=lambda: _work(folder, watched, answer, loop), name="cresi-opening")
    _loop_while(thread, dialog, loop, now)
    if isinstance(answer.error, Cancelled):
        raise DomainError("opening_stopped", _STOPPED)
    if answer.error is not None:
        raise answer.error
    assert answer.services is not None
    return answer.services


def _work(folder: Path, watched: Callable[[Stage, int, int], None], answer: _Answer, loop: QEventLoop) -> None:
    try:
        answer.services = Services.open(folder, watched=watched)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised where the library was asked for
        answer.error = error
    finally:
        QMetaObject.invokeMethod(loop, "quit", Qt.ConnectionType.QueuedConnection)


def _loop_while(thread: threading.Thread, dialog: OpeningDialog, loop: QEventLoop, now: list[Progress]) -> None:
    shown, looking = QTimer(), QTimer()
    shown.setSingleShot(True)
    shown.timeout.connect(dialog.show)
    looking.timeout.connect(lambda: dialog.hear(now[-1]) if dialog.progress is not now[-1] else None)
    shown.start(SHOWN_AFTER_MS)
    looking.start(100)
    thread.start()
    loop.exec()
    thread.join()
    shown.stop()
    looking.stop()
    dialog.end()
