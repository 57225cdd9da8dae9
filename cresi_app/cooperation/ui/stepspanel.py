"""The five steps of an agreement: date, words and state of each, drawn one under the other."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.cooperation.model.steps import StepState, StepView
from cresi_app.core.i18n import tr
from cresi_app.widgets.paint import LEFT, RIGHT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

ROW = 45


class StepsPanel(QWidget):
    """Done is filled with a check, to do now is an amber ring and the words « à faire », later is grey."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[StepView] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_steps(self, steps: Sequence[StepView]) -> None:
        """Show these steps."""
        self._steps = list(steps)
        self.setAccessibleName(tr("Étapes de l'accord"))
        self.setAccessibleDescription(" ; ".join(f"{one.name}, {one.when}, {one.detail}" for one in self._steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of all steps."""
        return QSize(theme().px(300), theme().px(ROW) * len(self._steps))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Keep the height."""
        return QSize(theme().px(200), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the thread, then each step."""
        look = theme()
        painter = smooth(QPainter(self))
        row, disc = look.px(ROW), look.px(20)
        x = disc / 2 + 1
        for place, step in enumerate(self._steps):
            top = place * row
            middle = top + look.px(15)
            if place < len(self._steps) - 1:
                done = step.state is StepState.DONE and self._steps[place + 1].state is not StepState.LATER
                style = Qt.PenStyle.SolidLine if step.state is StepState.DONE else Qt.PenStyle.DashLine
                painter.setPen(
                    QPen(look.color("primary" if done else "border_strong"), look.px(2) if done else 1.4, style)
                )
                painter.drawLine(QPointF(x, middle + disc / 2 + 2), QPointF(x, middle + row - disc / 2 - 2))
            self._disc(painter, QPointF(x, middle), step)
            self._words(painter, top, step)
        painter.end()

    @staticmethod
    def _disc(painter: QPainter, centre: QPointF, step: StepView) -> None:
        look = theme()
        disc = look.px(20)
        rect = QRectF(centre.x() - disc / 2, centre.y() - disc / 2, disc, disc)
        match step.state:
            case StepState.DONE:
                rounded(painter, rect, disc / 2, look.color("primary"))
                put_pixmap(painter, look.pixmap("check", "on_primary", 12, 3), centre)
            case StepState.NOW:
                rounded(painter, rect, disc / 2, look.color("warning_soft"), look.color("warning"), look.px(2))
                inner = look.px(7)
                dot = QRectF(centre.x() - inner / 2, centre.y() - inner / 2, inner, inner)
                rounded(painter, dot, inner / 2, look.color("warning"))
            case StepState.LATER:
                rounded(painter, rect, disc / 2, look.color("surface"), look.color("border_strong"), 1.4)

    def _words(self, painter: QPainter, top: int, step: StepView) -> None:
        look = theme()
        left, now = look.px(34), step.state is StepState.NOW
        shown = look.font("secondary", weight=500 if step.state is StepState.LATER else 400, tabular=True)
        ink = "warning" if now else "text" if step.state is StepState.DONE else "text2"
        right = QRect(left, top + look.px(4), self.width() - left - 1, look.px(20))
        used = put_text(painter, right, step.when, shown, look.color(ink), RIGHT)
        title = QRect(left, top + look.px(4), self.width() - left - used - look.px(10), look.px(20))
        weight = 400 if step.state is StepState.LATER else 600
        put_text(
            painter,
            title,
            step.name,
            look.font("body", weight=weight),
            look.color("text2" if weight == 400 else "text"),
            LEFT,
        )
        detail = QRect(left, top + look.px(23), self.width() - left, look.px(18))
        put_text(painter, detail, step.detail, look.font("caption"), look.color("warning" if now else "text2"), LEFT)
