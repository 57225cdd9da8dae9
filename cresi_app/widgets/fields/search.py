"""The search input: magnifier, what was typed, the keycap of its shortcut, a cross to empty it."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import IconButton
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.paint import CENTRE, LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme


class SearchField(QWidget):
    """Words to search for: `typed` follows each keystroke, `accepted` Enter, `stepped` ↑ (−1) and ↓ (+1)."""

    typed = Signal(object)
    accepted = Signal(object)
    stepped = Signal(object)

    def __init__(
        self, name: str, placeholder: str, *, keys: str = "", height: float = 34, parent: QWidget | None = None
    ) -> None:
        """`keys` is drawn as a keycap at the right; a height of 38 is the top bar's."""
        super().__init__(parent)
        self._placeholder, self._keys, self._height = placeholder, keys, height
        self.input = LineInput("bare", parent=self)
        self.input.installEventFilter(self)
        self.input.textChanged.connect(self._changed)
        self.input.returnPressed.connect(lambda: self.accepted.emit(self.text()))
        self._clear = IconButton("", "x", parent=self)
        self.set_name(name)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.empty)
        self._clear.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.input)
        theme().changed.connect(self.restyle)

    def text(self) -> str:
        """Return the words typed."""
        return self.input.text()

    def set_text(self, text: str) -> None:
        """Put words in, without telling."""
        blocked = self.input.blockSignals(True)
        self.input.setText(text)
        self.input.blockSignals(blocked)
        self._clear.setVisible(bool(text))
        self.update()

    def set_name(self, name: str) -> None:
        """Take a name, and the words of the language in force for what clears it."""
        self.input.setAccessibleName(name)
        self._clear.set_name(tr("Effacer la recherche"))

    def set_placeholder(self, text: str) -> None:
        """Show another invitation."""
        self._placeholder = text
        self.update()

    def empty(self) -> None:
        """Take the words away, and tell."""
        self.input.clear()
        self.input.setFocus()

    def restyle(self) -> None:
        """Take the look in force."""
        self.updateGeometry()
        self._place()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its height and a usual width."""
        return QSize(theme().px(300), theme().px(self._height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Leave room for a word."""
        return QSize(theme().px(140), theme().px(self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Place the input between its marks."""
        super().resizeEvent(event)
        self._place()

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the keyboard wherever the field is pressed."""
        self.input.setFocus(Qt.FocusReason.MouseFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Hand ↑ and ↓ on, empty with Escape, repaint the outline with the focus."""
        if watched is self.input and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        if watched is self.input and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                self.stepped.emit(step)
                return True
            if event.key() == Qt.Key.Key_Escape and self.text():
                self.empty()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground, magnifier, invitation and keycap."""
        look = theme()
        painter = smooth(QPainter(self))
        focused = self.input.hasFocus()
        quiet = self._height > 34
        line = (
            look.color("primary")
            if focused
            else look.color("border" if quiet and not look.contrast else "border_strong")
        )
        ground = look.color("canvas" if quiet and not focused else "surface")
        rounded(painter, QRectF(self.rect()), look.px(10 if quiet else 8), ground, line, 2 if focused else 1)
        put_pixmap(painter, look.pixmap("search", "text2", 18), QPointF(look.px(22), self.height() / 2))
        if not self.text():
            rect = self.input.geometry()
            put_text(painter, rect, self._placeholder, self.input.font(), look.color("text3"), LEFT)
            self._paint_keycap(painter)
        painter.end()

    def _paint_keycap(self, painter: QPainter) -> None:
        if not self._keys:
            return
        look = theme()
        width = self._keycap_width()
        rect = QRectF(self.width() - width - look.px(9), (self.height() - look.px(20)) / 2, width, look.px(20))
        rounded(painter, rect, look.px(5), look.color("surface"), look.color("border"))
        put_text(painter, rect.toRect(), self._keys, look.font("caption"), look.color("text2"), CENTRE)

    def _keycap_width(self) -> int:
        look = theme()
        return QFontMetrics(look.font("caption")).horizontalAdvance(self._keys) + look.px(18) if self._keys else 0

    def _place(self) -> None:
        look = theme()
        left, right = look.px(40), max(self._keycap_width() + look.px(16), look.px(36))
        self.input.setGeometry(QRect(left, 0, max(10, self.width() - left - right), self.height()))
        self._clear.move(self.width() - self._clear.width() - look.px(3), (self.height() - self._clear.height()) // 2)

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.update()
        self.typed.emit(text)
