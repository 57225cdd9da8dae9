"""The field a reader types into: large, holding the keyboard, empty again at once, never losing a code."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from cresi_app.widgets.paint import put_pixmap, rounded, smooth
from cresi_app.widgets.theme import theme


class ReadingField(QWidget):
    """`read` carries each code ended with Enter or Tab; Enter on nothing says nothing."""

    read = Signal(object)

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.input = _Line(self)
        self.input.setAccessibleName(name)
        self.input.setPlaceholderText(placeholder)
        self.input.setProperty("takes_codes", True)
        self.input.setProperty("focus_ring", "none")
        self.input.setMaxLength(80)
        self.input.setFrame(False)
        self.input.ended.connect(self._ended)
        self.setFocusProxy(self.input)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.input.focused.connect(self.update)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        look = theme()
        self.input.setFont(look.font("kiosk_body"))
        self.input.setStyleSheet(
            f"QLineEdit {{ background: transparent; border: none; padding: 0; min-height: 0; color: {look.color('text').name()}; }}"
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 60 pixels of height."""
        return QSize(theme().px(360), theme().px(60))

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay the input over the drawing."""
        look = theme()
        tall = max(QFontMetrics(self.input.font()).height() + 6, look.px(30))
        self.input.setGeometry(look.px(58), (self.height() - tall) // 2, self.width() - look.px(74), tall)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the frame, thicker with the keyboard, and the drawing of a bar code."""
        look = theme()
        painter = smooth(QPainter(self))
        focused = self.input.hasFocus()
        frame = look.color("primary" if focused else "border_strong")
        rounded(
            painter,
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5),
            look.px(10),
            look.color("surface"),
            frame,
            2.2 if focused else 1.0,
        )
        picture = look.pixmap("barcode", "primary" if focused else "text2", 26)
        put_pixmap(painter, picture, QPointF(look.px(30), self.height() / 2))
        painter.end()

    def _ended(self) -> None:
        typed = self.input.text().strip()
        self.input.clear()
        if typed:
            self.read.emit(typed)


class _Line(QLineEdit):
    """An input whose Enter and Tab end a code."""

    ended = Signal()
    focused = Signal()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.text().strip()
        ):
            self.ended.emit()  # some readers end a code so; an empty field lets Tab go on
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.ended.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.focused.emit()
