"""The ring that shows where the keyboard is: one overlay for the whole window."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from cresi_app.widgets.paint import rounded, smooth
from cresi_app.widgets.theme import theme

RING: str = "focus_ring"
"""Dynamic property of widgets: ``side`` draws in the sidebar's colour, ``none`` where the widget shows its focus itself."""


def bring_into_view(target: QWidget) -> None:
    """Scroll whatever a widget stands in so that it is seen, as far as it fits."""
    for area in _areas_above(target):
        area.ensureWidgetVisible(target, theme().px(12), theme().px(12))


def _areas_above(target: QWidget | None) -> list[QScrollArea]:
    """Return the areas that a widget is scrolled by, the nearest first."""
    found = []
    above = target.parentWidget() if target is not None else None
    while above is not None:
        content = above.widget() if isinstance(above, QScrollArea) else None
        if (
            isinstance(above, QScrollArea)
            and content is not None
            and target is not None
            and content.isAncestorOf(target)
        ):
            found.append(above)
        above = above.parentWidget()
    return found


class FocusRing(QWidget):
    """Follows the focus after the keyboard was used, and hides after a click."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._over = window
        self._target: QWidget | None = None
        self._above: list[QWidget] = []
        self._scrolled: list[QWidget | None] = []
        """What moves under the target when somebody scrolls."""
        self._keyboard = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        window.installEventFilter(self)
        theme().changed.connect(self._follow)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """The widget that the ring is around, None when it is hidden."""
        return self._target if self.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Learn at the native window whether keyboard or mouse is used; follow the target when it moves."""
        kind = event.type()
        if watched is self._over and kind == QEvent.Type.Show:
            handle = self._over.windowHandle()
            if handle is not None:
                handle.installEventFilter(self)  # input reaches it before any widget
        elif isinstance(watched, QWindow):
            if kind == QEvent.Type.KeyPress:
                self._keyboard = True
            elif kind == QEvent.Type.MouseButtonPress:
                self._keyboard = False
                self.hide()
        elif kind in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show}:
            if kind == QEvent.Type.Move and self.isVisible() and watched not in self._scrolled:
                self._keep_in_view()
            self._follow()
        return False

    def _keep_in_view(self) -> None:
        """Bring the target back where what stands around it pushed it away: it was not scrolled by anybody."""
        if self._target is not None and shiboken6.isValid(self._target):
            bring_into_view(self._target)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ring."""
        look = theme()
        painter = smooth(QPainter(self))
        side = self._target is not None and self._property(self._target) == "side"
        width = 3.0 if look.contrast else 2.2
        rounded(painter, QRectF(self.rect()), look.px(9), None, look.color("side_accent" if side else "focus"), width)
        painter.end()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._target is not None and shiboken6.isValid(self._target) and self._target is not self._over:
            self._target.removeEventFilter(self)
        self._target = new if new is not None and new.window() is self._over else None
        if self._target is not None and self._target is not self._over:
            self._target.installEventFilter(self)
            if self._keyboard:
                bring_into_view(self._target)
        self._watch_above()
        self._follow()

    def _watch_above(self) -> None:
        """Follow what the target stands in: scrolled or laid out anew with it, it does not move itself."""
        for one in self._above:
            if shiboken6.isValid(one):
                one.removeEventFilter(self)
        self._above = []
        self._scrolled = [area.widget() for area in _areas_above(self._target)]
        above = self._target.parentWidget() if self._target is not None else None
        while above is not None and above is not self._over:
            self._above.append(above)
            above.installEventFilter(self)
            above = above.parentWidget()

    def _follow(self) -> None:
        target = self._target
        if target is None or not shiboken6.isValid(target):
            self.hide()
            return
        if not self._keyboard or not target.isVisible() or not self._wants_ring(target):
            self.hide()
            return
        rect = QRect(target.mapTo(self._over, QPoint(0, 0)), target.size()).adjusted(-4, -4, 4, 4)
        for area in _areas_above(target):
            port = area.viewport()
            rect &= QRect(port.mapTo(self._over, QPoint(0, 0)), port.size()).adjusted(-4, -4, 4, 4)
        rect &= self._over.rect()
        if min(rect.width(), rect.height()) <= 8:  # scrolled out of sight
            self.hide()
            return
        self.setGeometry(rect)
        self.show()
        self.raise_()

    def _wants_ring(self, target: QWidget) -> bool:
        if self._property(target) == "none":
            return False
        if isinstance(target, QLineEdit | QPlainTextEdit | QTextEdit):
            return not target.property("look")  # an input of the look shows its own line
        return not isinstance(target, QComboBox | QMenuBar)

    @staticmethod
    def _property(target: QWidget) -> str:
        widget: QWidget | None = target
        while widget is not None:
            found = widget.property(RING)
            if found:
                return str(found)
            widget = widget.parentWidget()
        return ""
