"""The pill that says what kind of thing a record is: a drawing and a word, no state."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, smooth
from cresi_app.widgets.pills import Pill, paint_pill
from cresi_app.widgets.theme import theme

_BEFORE, _ICON, _GAP = 9, 14, 6


class KindPill(Pill):
    """A neutral pill with the kind's drawing in the place of the dot."""

    def __init__(self, text: str, icon: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, dot=False, parent=parent)
        self._icon = icon

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the drawing's room too."""
        return super().sizeHint() + QSize(theme().px(_ICON + _GAP), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground, drawing and word."""
        look = theme()
        painter = smooth(QPainter(self))
        room = QRectF(self.rect())
        paint_pill(painter, room, "", "neutral", dot=False)
        at = QPointF(look.px(_BEFORE + _ICON / 2), room.center().y())
        put_pixmap(painter, look.pixmap(self._icon, "text2", _ICON), at)
        x = look.px(_BEFORE + _ICON + _GAP)
        words = QRect(x, 0, self.width() - x - look.px(6), self.height())
        put_text(painter, words, self.text, look.font("caption_strong"), look.color("text2"), LEFT)
        painter.end()
