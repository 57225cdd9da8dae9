"""What happens to a library while no window is over it, and may last: shown on a card, beside Qt's loop, and stopped if asked."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QEventLoop, QMetaObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.services import Services
from cresi_app.store import backup as backups
from cresi_app.store import moving
from cresi_app.store.migrations import Model
from cresi_app.store.opened import may_last
from cresi_app.store.watching import Stage
from cresi_app.widgets.dialogsize import Dialog
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.notices import TaskCard
from cresi_app.widgets.tasks import Cancelled, Progress
from cresi_app.widgets.theme import theme

T = TypeVar("T")
Watch = Callable[[str, int, int], None]
"""Called by the work with (part, done, total); raises `Cancelled` once somebody asked to stop."""

SHOWN_AFTER_MS: Final = 1000
"""What takes less is shown by nothing."""

WORDS: Final[Mapping[str, str]] = {
    Stage.CHECK: N_("Relecture du fichier de la bibliothèque"),
    Stage.COPY: N_("Copie de la bibliothèque avant sa mise à jour"),
    Stage.MIGRATE: N_("Mise à jour de la bibliothèque"),
    Stage.INDEX: N_("Fiches rendues à la recherche"),
    Stage.WIPE: N_("Effacement de ce qui ne doit plus se lire"),
}
"""What each part of an opening is called."""
_STOPPED: Final = N_(
    "L'ouverture est arrêtée et rien n'est perdu : ce qui était fait est gardé, la prochaine ouverture reprendra là où celle-ci en était."
)


@dataclass(slots=True)
class _Answer(Generic[T]):
    found: list[T] = field(default_factory=list)
    error: BaseException | None = None


class WaitingDialog(Dialog):
    """Says what is being done to a library and how far it is; « Annuler », Escape and the cross stop it."""

    def __init__(self, title: str, sentence: str, first: Progress) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.progress = first
        self._card: TaskCard | None = None
        words = Label(sentence, "secondary", "text2", wrap=True)
        self._lines = Column(words, spacing=12, margins=(20, 18, 20, 18), parent=self)
        self.setMinimumWidth(theme().px(460))
        self.hear(first)

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
        if self.isModal():
            event.ignore()
            self.reject()
        else:  # over no work: a picture of it
            self.end()
            super().closeEvent(event)

    def end(self) -> None:
        """Go away."""
        if self._card is not None:
            self._card.stop()
        self.hide()
        self.deleteLater()


class Beside(Generic[T]):
    """Runs one work beside Qt's loop. `words` names its parts, the first one first; those of `whole` cannot be stopped."""

    def __init__(
        self, title: str, sentence: str, words: Mapping[str, str], whole: frozenset[str] = frozenset()
    ) -> None:
        self._parts = {part: Progress(tr(said), may_stop=part not in whole) for part, said in words.items()}
        self._now = next(iter(self._parts.values()))
        self._dialog = WaitingDialog(title, sentence, self._now)
        self._dialog.setModal(True)
        self._loop = QEventLoop()
        self._answer = _Answer[T]()

    def run(self, work: Callable[[Watch], T]) -> T:
        """Return `work(watch)`, or raise what it raises; `Cancelled` when it was stopped."""
        thread = threading.Thread(target=lambda: self._perform(work), name="cresi-beside")
        shown, looking = QTimer(), QTimer()
        shown.setSingleShot(True)
        shown.timeout.connect(self._dialog.show)
        looking.timeout.connect(self._look)
        shown.start(SHOWN_AFTER_MS)
        looking.start(100)
        thread.start()
        self._loop.exec()
        thread.join()
        shown.stop()
        looking.stop()
        self._dialog.end()
        if self._answer.error is not None:
            raise self._answer.error
        return self._answer.found[0]

    def _perform(self, work: Callable[[Watch], T]) -> None:
        try:
            self._answer.found.append(work(self._watch))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised where the work was asked for
            self._answer.error = error
        finally:
            QMetaObject.invokeMethod(self._loop, "quit", Qt.ConnectionType.QueuedConnection)

    def _watch(self, part: str, done: int, total: int) -> None:
        if any(one.cancelled for one in self._parts.values()):
            raise Cancelled
        progress = self._parts[part]
        if self._now is not progress:
            progress.begin()
            self._now = progress
        progress.step(done, total)

    def _look(self) -> None:
        if self._dialog.progress is not self._now:
            self._dialog.hear(self._now)


def waiting_for_the_index(folder: Path, done: int, total: int) -> WaitingDialog:
    """Return what an opening shows that indexes everything again, `done` of `total` records."""
    progress = Progress(tr(WORDS[Stage.INDEX]))
    progress.step(done, total)
    return WaitingDialog(_title(folder), _sentence(), progress)


def _title(folder: Path) -> str:
    return tr("Ouverture de « {name} »", name=folder.name)


def _sentence() -> str:
    return tr("La bibliothèque se prépare : elle s'ouvrira d'elle-même.")


def open_watched(folder: Path) -> Services:
    """Open the library of `folder`; what lasts is shown and may be stopped. DomainError ``opening_stopped``, else as `Services.open`."""
    if not may_last(folder):
        return Services.open(folder)
    try:
        return Beside[Services](_title(folder), _sentence(), WORDS, frozenset({Stage.MIGRATE, Stage.WIPE})).run(
            lambda watch: Services.open(folder, watched=watch)
        )
    except Cancelled:
        raise DomainError("opening_stopped", _STOPPED) from None


def restore_watched(folder: Path, file: Path) -> backups.Restored:
    """Put a copy in the library's place, shown while it lasts. DomainError ``restoring_stopped``, else as `backup.restore`."""
    title = tr("Retour à la copie « {name} »", name=file.name)
    sentence = tr("La copie est relue, puis prend la place de la bibliothèque ; ce qu'elle remplace est gardé à part.")
    try:
        return Beside[backups.Restored](title, sentence, {"restore": N_("Retour à la copie")}).run(
            lambda watch: backups.restore(
                folder, file, newest=Model().newest, progress=lambda *_: watch("restore", 0, 0)
            )
        )
    except Cancelled:
        stopped = N_("Le retour à cette copie est arrêté : la bibliothèque est restée comme elle était.")
        raise DomainError("restoring_stopped", stopped) from None


def move_watched(folder: Path, target: Path) -> None:
    """Finish the move of a library that is closed, shown while it lasts. DomainError ``moving_stopped``, else as `moving.finish`."""
    title = tr("Déplacement de « {name} »", name=folder.name)
    sentence = tr("Les derniers fichiers sont copiés et relus ; l'ancien dossier reste tel quel.")
    try:
        Beside[None](title, sentence, {"move": N_("Copie vers le nouveau dossier")}).run(
            lambda watch: moving.finish(folder, target, lambda done, total: watch("move", done, total))
        )
    except Cancelled:
        stopped = N_("Le déplacement est arrêté : la bibliothèque reste où elle est, et la copie a été retirée.")
        raise DomainError("moving_stopped", stopped) from None
