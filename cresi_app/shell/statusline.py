"""The line at the foot of the window: a work that lasts more than a second, until it has its card."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.notices import progress_sentence
from cresi_app.widgets.tasks import Progress
from cresi_app.widgets.theme import theme

PATIENCE_MS: Final = 1000
"""A work that ends sooner shows nothing."""
CARD_MS: Final = 10_000
"""A work that lasts longer gets a card above the page."""
_LOOK_MS: Final = 200


class StatusLine(Pane):
    """Label, bar, words, « Annuler ». `due` is emitted when works have lasted long enough for cards."""

    due = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", edges="t")
        self._desk = desk
        self.progress: Progress | None = None
        self.setAccessibleName(tr("Travail en cours"))
        self._label = ElidedLabel("", "caption")
        self._bar = QProgressBar()
        self._bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = Label("", "caption", "text2")
        self.button = Button(tr("Annuler"), "link")
        self.button.clicked.connect(self._cancel)
        Row(self._label, self._bar, self._words, None, self.button, spacing=12, margins=(24, 2, 18, 2), parent=self)
        self._patience, self._card, self._looks = QTimer(self), QTimer(self), QTimer(self)
        for timer, after, act in ((self._patience, PATIENCE_MS, self.show_line), (self._card, CARD_MS, self.pass_on)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(act)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self._look)
        desk.tasks.long_changed.connect(self._changed)
        theme().changed.connect(self.restyle)
        self.restyle()
        self.hide()

    def show_line(self) -> None:
        """Show the work that has lasted a second."""
        works = self._desk.tasks.long_works()
        if not works:
            return
        self.progress = works[0]
        self._label.setText(works[0].label)
        self._bar.setAccessibleName(works[0].label)
        self._look()
        self._looks.start()
        self.show()

    def pass_on(self) -> None:
        """Leave the works to their cards."""
        self._rest()
        self.due.emit()

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        self.setAccessibleName(tr("Travail en cours"))
        self.button.setText(tr("Annuler"))

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedHeight(theme().px(34))
        self._bar.setFixedWidth(theme().px(220))

    def _changed(self) -> None:
        works = self._desk.tasks.long_works()
        if not works:
            self._patience.stop()
            self._card.stop()
            self._rest()
            return
        if self.progress is not None and self.progress not in works:
            self.show_line()
        if not self._card.isActive() and not self.isVisible():
            self._patience.start()
            self._card.start()

    def _rest(self) -> None:
        self._looks.stop()
        self.progress = None
        self.hide()

    def _look(self) -> None:
        at = self.progress
        if at is not None:
            self._bar.setRange(0, at.total)
            self._bar.setValue(at.done)
            self._words.setText(progress_sentence(at))
            self.button.setVisible(at.may_stop)
            self.button.setEnabled(not at.cancelled)

    def _cancel(self) -> None:
        if self.progress is not None:
            self._desk.tasks.cancel(self.progress)
