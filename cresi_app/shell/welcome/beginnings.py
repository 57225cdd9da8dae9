"""The three ways to begin, each as one card: its picture, what it gives, its verb."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.widgets.buttons import Button, Kind
from cresi_app.widgets.cover import paint_cover
from cresi_app.widgets.labels import IconLabel, Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.paint import CENTRE, card_ground, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme


@dataclass(frozen=True, slots=True)
class Beginning:
    """One of the three ways: what it is and what it gives."""

    key: str
    tone: str
    title: str
    text: str
    facts: Sequence[str]
    act: str
    icon: str
    kind: Kind = "secondary"


class _Picture(QWidget):
    """The drawing above a way: covers in a fan, files becoming a notice, an empty frame."""

    def __init__(self, key: str, tone: str) -> None:
        super().__init__()
        self._key, self._tone = key, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 128 pixels of height."""
        return QSize(theme().px(260), theme().px(128))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        look = theme()
        painter = smooth(QPainter(self))
        ground = "primary_soft2" if self._tone == "primary" else f"{self._tone}_soft"
        rounded(
            painter,
            QRectF(self.rect()),
            look.px(10),
            look.color(ground),
            look.color("border") if look.contrast else None,
        )
        painter.translate(self.width() / 2, self.height() / 2)
        {"example": self._fan, "import": self._files, "new": self._frame}[self._key](painter)
        painter.end()

    def _fan(self, painter: QPainter) -> None:
        look = theme()
        width, height = look.px(58), look.px(82)
        places = (
            ("Sahel", -74, 6, -12),
            ("Graines", -38, -1, -6),
            ("Haïti", 74, 6, 12),
            ("Wuhan", 38, -1, 6),
            ("Eau", 0, -4, 0),
        )
        for title, dx, dy, turn in places:
            painter.save()
            painter.translate(look.px(dx), look.px(dy))
            painter.rotate(turn)
            paint_cover(painter, QRectF(-width / 2, -height / 2, width, height), title)
            painter.restore()

    def _files(self, painter: QPainter) -> None:
        look = theme()
        for number, name in enumerate(("MARC", "CSV", "BibTeX")):
            page = QRectF(look.px(-136 + 42 * number), look.px(-38 + 7 * number), look.px(56), look.px(70))
            rounded(painter, page, look.px(5), look.color("surface"), look.color("border"))
            for line in range(4):
                painter.fillRect(
                    QRectF(
                        page.x() + look.px(8),
                        page.y() + look.px(11 + 8 * line),
                        look.px(34 if line < 3 else 20),
                        look.px(3),
                    ),
                    look.color("border_strong", 0.5),
                )
            words = QRectF(page.x(), page.bottom() - look.px(21), page.width(), look.px(16)).toRect()
            put_text(painter, words, name, look.font("caption", weight=600), look.color("info"), CENTRE)
        put_pixmap(painter, look.pixmap("arrow-right", "info", 36), QPointF(look.px(56), 0))
        paint_cover(painter, QRectF(look.px(84), -look.px(38), look.px(54), look.px(76)), "Œuvre")

    def _frame(self, painter: QPainter) -> None:
        look = theme()
        painter.setBrush(look.color("surface", 0.75))
        painter.setPen(QPen(look.color("accent"), 1.6, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(-look.px(92), -look.px(40), look.px(184), look.px(80)), look.px(10), look.px(10))
        put_pixmap(painter, look.pixmap("plus", "accent", 36), QPointF(0, 0))


class BeginningCard(QWidget):
    """One way, as one stop of the keyboard: Enter chooses it."""

    chosen = Signal(object)

    def __init__(self, beginning: Beginning) -> None:
        super().__init__()
        self.beginning = beginning
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{beginning.title}. {beginning.text}")
        button = Button(beginning.act, beginning.kind, beginning.icon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._choose)
        column = Column(
            _Picture(beginning.key, beginning.tone), 12, Label(beginning.title, "detail", wrap=True),
            Label(beginning.text, "secondary", "text2", wrap=True), 2, spacing=6, margins=(16, 16, 16, 19), parent=self,
        )  # fmt: skip
        for fact in beginning.facts:
            line = Row(IconLabel("check", "success", 16), Label(fact, "secondary", "text2", wrap=True), spacing=9)
            line.setStretch(1, 1)
            column.addLayout(line)
        column.addStretch(1)
        column.add_space(10)
        column.addWidget(button)
        hold(self, least_height=386)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose with Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose with a press anywhere on the card."""
        if self.rect().contains(event.position().toPoint()):
            self._choose()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        look = theme()
        painter = smooth(QPainter(self))
        card_ground(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -look.px(2) - 0.5), look.px(14))
        painter.end()

    def _choose(self) -> None:
        self.chosen.emit(self.beginning.key)
