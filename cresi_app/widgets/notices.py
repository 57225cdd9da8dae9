"""What the program says in the layout: the inline message, the empty page, the line of a long work."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card
from cresi_app.widgets.cover import paint_cover
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Act, Tone
from cresi_app.widgets.paint import rounded, smooth
from cresi_app.widgets.tasks import Progress
from cresi_app.widgets.theme import theme

ICON_OF = {"info": "info", "success": "circle-check", "warning": "triangle-alert", "danger": "triangle-alert"}


class InlineMessage(QWidget):
    """A sentence in the layout: soft ground, icon, at most one act, a cross. Never over content."""

    closed = Signal()

    def __init__(
        self, text: str = "", tone: Tone = "info", act: Act | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self._act = act
        self._icon = IconLabel(ICON_OF[tone], tone, 18)
        self._label = Label(text, "body", wrap=True)
        self._button = Button("", "link")
        self._button.clicked.connect(self._do)
        self._cross = IconButton(tr("Fermer ce message"), "x")
        self._cross.clicked.connect(self.dismiss)
        Row(
            self._icon, self._label, self._button, self._cross, spacing=10, margins=(14, 6, 8, 6), parent=self
        ).setStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self.update)
        self.say(text, tone, act)

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._label.text()

    @property
    def is_passing(self) -> bool:
        """Whether it only informs: nothing is to be dealt with, nothing is offered."""
        return self._tone in {"info", "success"} and self._act is None

    def say(self, text: str, tone: Tone = "info", act: Act | None = None) -> None:
        """Say another sentence."""
        self._tone, self._act = tone, act
        self._icon.set_icon(ICON_OF[tone], tone)
        self._label.setText(text)
        self._button.setVisible(act is not None)
        self._button.setText(act.label if act else "")
        self.setAccessibleName(text)
        self.update()

    def dismiss(self) -> None:
        """Take the message away."""
        self.hide()
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        look = theme()
        painter = smooth(QPainter(self))
        line = look.color(self._tone, 0.45)
        rounded(painter, QRectF(self.rect()), look.px(10), look.color(f"{self._tone}_soft"), line)
        painter.end()

    def _do(self) -> None:
        if self._act is not None:
            self._act.run()


class _Fan(QWidget):
    """Three covers spread like cards."""

    def __init__(self, titles: tuple[str, str, str]) -> None:
        super().__init__()
        self._titles = titles
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of the fan."""
        return QSize(theme().px(170), theme().px(112))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the two behind, then the one in front."""
        look = theme()
        painter = smooth(QPainter(self))
        width, height = look.px(66), look.px(92)
        for title, dx, turn in ((self._titles[0], -44, -8), (self._titles[2], 44, 8), (self._titles[1], 0, 0)):
            painter.save()
            painter.translate(self.width() / 2 + look.px(dx), self.height() / 2 + look.px(4 if turn else -4))
            painter.rotate(turn)
            paint_cover(painter, QRectF(-width / 2, -height / 2, width, height), title)
            painter.restore()
        painter.end()


class EmptyState(QWidget):
    """A page with nothing to show: covers, a title in serif, one sentence, one primary act and one other."""

    least: ClassVar[float] = 320
    """Least width in pixels of the look where it is a page of its own: its sentence goes on more lines."""

    def __init__(
        self,
        title: str,
        text: str,
        primary: Act | None = None,
        secondary: Act | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title_label = Label(title, "detail")
        self.text_label = Label(text, "secondary", "text2", wrap=True)
        buttons = Row(None, spacing=8)
        for act, kind in ((primary, "primary"), (secondary, "secondary")):
            if act is not None:
                button = Button(act.label, "primary" if kind == "primary" else "secondary")
                button.clicked.connect(_runner(act.run))
                buttons.addWidget(button)
        buttons.addStretch(1)
        self.title_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        fan = Row(None, _Fan(("Sahel", "Eau", "Haïti")), None)
        Column(
            None,
            fan,
            10,
            self.title_label,
            self.text_label,
            8,
            buttons,
            None,
            spacing=6,
            margins=(24, 24, 24, 24),
            parent=self,
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never cut the sentence, on as many lines as it takes at the present width."""
        asked, layout = super().minimumSizeHint(), self.layout()
        lines = layout.minimumHeightForWidth(self.width()) if layout is not None and self.width() > 1 else 0
        return QSize(asked.width(), max(asked.height(), lines))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the lines that the new width takes."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def say(self, title: str, text: str) -> None:
        """Say something else."""
        self.title_label.setText(title)
        self.text_label.setText(text)


def _runner(run: Callable[[], object]) -> Callable[[], None]:
    def clicked() -> None:
        run()

    return clicked


class TaskCard(Card):
    """One long work: what, how far, how long still, « Annuler ». It reads the progress; the worker tells it nothing."""

    def __init__(
        self, progress: Progress, cancel: Callable[[Progress], None], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(padding=(16, 12), parent=parent)
        self.progress = progress
        self._words = Label("", "caption", "text2")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(progress.label)
        self._button = Button(tr("Annuler"), "ghost")
        self._button.clicked.connect(lambda: cancel(progress))
        head = Row(ElidedLabel(progress.label, "strong"), self._button)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._words)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(200)
        self.look()

    def look(self) -> None:
        """Show how far the work is now."""
        at = self.progress
        self._bar.setRange(0, at.total)
        self._bar.setValue(at.done)
        self._words.setText(progress_sentence(at))
        self._button.setVisible(at.may_stop)
        self._button.setEnabled(not at.cancelled)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()


def progress_sentence(progress: Progress) -> str:
    """Say how far a work is: « 1 200 sur 50 000 · encore 12 s »."""
    if progress.cancelled:
        return tr("Arrêt en cours…")
    if not progress.total:
        return tr("En cours…")
    counted = tr("{done} sur {total}", done=format_number(progress.done), total=format_number(progress.total))
    left = progress.remaining
    if left is None or round(left) < 1:
        return counted  # « encore 0 s » says nothing
    time = (
        trn("encore {n} s", "encore {n} s", round(left))
        if left < 90
        else trn("encore {n} min", "encore {n} min", round(left / 60))
    )
    return f"{counted} · {time}"
