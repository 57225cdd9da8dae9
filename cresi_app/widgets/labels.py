"""Text on screen: by role and colour, cut with an ellipsis and told in full, overlines, hints."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cresi_app.widgets.paint import LEFT, broken, put_text
from cresi_app.widgets.theme import theme

_APART: Final = 5 * " "


class Label(QLabel):
    """A text in a role of the look and the colour of a token; `serif` roles fall back to the sans by themselves."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        ink: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role, self._ink = role, ink
        self._tabular = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        upright = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, upright)
        self.restyle()
        theme().changed.connect(self.restyle)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text."""
        super().setText(text)
        self.restyle()

    def set_ink(self, ink: str) -> None:
        """Show it in the colour of another token."""
        self._ink = ink
        self.restyle()

    def set_tabular(self) -> "Label":
        """Give digits one width and stand to the right."""
        self._tabular = True
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.restyle()
        return self

    def restyle(self) -> None:
        """Take the look in force."""
        look = theme()
        serif = self._role in {"figure", "h1", "detail", "welcome", "kiosk"}
        font = look.title_font(self._role, self.text()) if serif else look.font(self._role, tabular=self._tabular)
        if not self.wordWrap():
            # capitals with accents of the serif reach over its line: they are not shaved. Before the font, whose
            # change makes Qt forget the hint it keeps, in which the former least height stands
            self.setMinimumHeight(max(look.line(self._role), QFontMetrics(font).height()))
        self.setFont(font)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, look.color(self._ink))
        self.setPalette(palette)
        self.setIndent(self.indent())  # Qt keeps the hint of the former text size otherwise, also over another font


class ElidedLabel(Label):
    """A one-line text that gives way: cut with « … », and told in full by its tooltip and its accessible name."""

    def __init__(self, text: str = "", role: str = "body", ink: str = "text", *, parent: QWidget | None = None) -> None:
        super().__init__(text, role, ink, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a few characters only."""
        return QSize(theme().px(24), self.sizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole text."""
        metrics = QFontMetrics(self.font())
        # the line that is its least height: a pixel more, and the rows below would miss it where heights follow the width
        return QSize(metrics.horizontalAdvance(self.text()) + 2, max(self.minimumHeight(), metrics.height()))

    @property
    def cut(self) -> bool:
        """Whether the text does not fit."""
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) > self.contentsRect().width()

    def restyle(self) -> None:
        """Take the look in force; another text, or a larger one, is told in full when it is cut."""
        super().restyle()
        self.setToolTip(self.text() if self.cut else "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Offer the whole text in a tooltip when it is cut."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the text, cut where it must be."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.setFont(self.font())
        shown = self._fitting(QFontMetrics(self.font()), self.contentsRect().width())
        painter.drawText(self.contentsRect(), int(self.alignment()), shown)
        painter.end()

    def _fitting(self, metrics: QFontMetrics, width: int) -> str:
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width)


class TwoLineLabel(ElidedLabel):
    """A text on one line, or on two where it is longer; only the second is cut."""

    def __init__(self, text: str = "", role: str = "body", ink: str = "text", *, parent: QWidget | None = None) -> None:
        super().__init__(text, role, ink, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of one line or of two."""
        line = self.sizeHint().height()
        return line if len(self._lines(width)) == 1 else line + QFontMetrics(self.font()).height()

    @property
    def cut(self) -> bool:
        """Whether the text does not fit on the lines there is room for."""
        width = self.contentsRect().width()
        lines = self._lines(width)
        return (len(lines) == 2 and self.height() < self.heightForWidth(width)) or QFontMetrics(
            self.font()
        ).horizontalAdvance(lines[-1]) > width

    def cut_at(self, width: int) -> bool:
        """Say whether even two lines of this width would not hold the text."""
        return QFontMetrics(self.font()).horizontalAdvance(self._lines(width)[-1]) > width

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the text on its lines."""
        painter, room = QPainter(self), self.contentsRect()
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        lines, tall = self._lines(room.width()), QFontMetrics(self.font()).height()
        if len(lines) == 2 and 2 * tall > room.height():
            lines = [self.text()]
        top = room.center().y() - tall * len(lines) // 2 + 1
        for number, line in enumerate(lines):
            place = QRect(room.x(), top + number * tall, room.width(), tall)
            put_text(painter, place, line, self.font(), ink, LEFT)
        painter.end()

    def _lines(self, width: int) -> list[str]:
        """Break between two facts rather than within one, where the first line keeps a fair length."""
        metrics = QFontMetrics(self.font())
        lines = broken(self.text(), metrics, width)
        if len(lines) == 2 and lines[0].endswith(" ·"):  # it breaks there by itself
            return [lines[0].removesuffix(" ·"), lines[1]]
        head, point, tail = lines[0].rpartition(" · ")
        if len(lines) == 2 and point and 2 * metrics.horizontalAdvance(head) >= width:
            return [head, f"{tail} {lines[1]}"]
        return lines


class KeyHints(ElidedLabel):
    """Keys and what they do, five spaces apart: where not all have room, the last ones are left out whole."""

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, "caption", "text3", parent=parent)

    def _fitting(self, metrics: QFontMetrics, width: int) -> str:
        hints = self.text().split(_APART)
        while len(hints) > 1 and metrics.horizontalAdvance(_APART.join(hints)) > width:
            hints.pop()
        return metrics.elidedText(_APART.join(hints), Qt.TextElideMode.ElideRight, width)


class Overline(Label):
    """A section's name in small capitals; its text stays in normal case for assistive tools."""

    def __init__(self, text: str = "", ink: str = "text3", *, parent: QWidget | None = None) -> None:
        super().__init__(text, "overline", ink, parent=parent)


class IconLabel(QLabel):
    """A drawing without a meaning of its own: the word beside it says it."""

    def __init__(self, name: str, ink: str = "text2", size: float = 18, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._ink, self._size = name, ink, size
        self.restyle()
        theme().changed.connect(self.restyle)

    def set_icon(self, name: str, ink: str | None = None) -> None:
        """Show another drawing."""
        self._name, self._ink = name, ink or self._ink
        self.restyle()

    def restyle(self) -> None:
        """Take the look in force."""
        look = theme()
        self.setPixmap(look.pixmap(self._name, self._ink, self._size))
        self.setFixedSize(look.px(self._size), look.px(self._size))
