"""The sentence in passing at the bottom of the window, with one act: mostly « Annuler »."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFontMetrics, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from cresi_app.widgets.announce import announce
from cresi_app.widgets.card import Pane
from cresi_app.widgets.labels import IconLabel, Label
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.motion import slide_in
from cresi_app.widgets.paint import CENTRE, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

STAYS_MS = 10_000
_LOW = 60
"""Above the bottom of the window, in pixels of the look."""
_CLEAR = 10
"""Above the foot of a list, a form or a preview that it would cover."""
_RISES = 12


class _ToastButton(QPushButton):
    """The act of a toast, in the toast's own colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the word in its own type."""
        metrics = QFontMetrics(theme().font("button", weight=600))
        return QSize(metrics.horizontalAdvance(self.text()) + theme().px(20), theme().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the word, underlined by the focus."""
        look = theme()
        painter = smooth(QPainter(self))
        if self.hasFocus() or self.underMouse():
            rounded(painter, QRectF(self.rect()), look.px(6), None, look.color("toast_action"), 1.5)
        put_text(painter, self.rect(), self.text(), look.font("button", weight=600), look.color("toast_action"), CENTRE)
        painter.end()


class Toast(QWidget):
    """Bottom centre, dark in both themes, ten seconds; paused while the pointer or the keyboard is on it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self._act: Act | None = None
        self._label = Label("", "body", "toast_text")
        self._icon = IconLabel("circle-check", "toast_action", 18)
        self._button = _ToastButton()
        self._button.clicked.connect(self._do)
        self._button.installEventFilter(self)
        Row(self._icon, self._label, 12, self._button, spacing=10, margins=(16, 8, 10, 8), parent=self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        theme().changed.connect(self.place)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]  # a toast has a window, hence an application
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown last."""
        return self._label.text()

    def say(self, text: str, act: Act | None = None) -> None:
        """Say `text`; a former sentence makes room."""
        self._act = act
        self._label.setText(text)
        self._button.setText(act.label if act else "")
        self._button.setAccessibleName(act.label if act else "")
        self._button.setVisible(act is not None)
        self.setAccessibleName(text)
        self.place()
        shown = self.isVisible()
        self.show()
        self.raise_()
        if not shown:
            slide_in(self, across=0, down=_RISES)
        self._timer.start()
        announce(self, text)

    def place(self) -> None:
        """Lie at the bottom centre of the window, above the foot of what stands there."""
        look = theme()
        self._button.setFixedSize(self._button.minimumSizeHint())
        self.setFixedHeight(look.px(44))
        self.adjustSize()
        width = min(self.sizeHint().width(), self._over.width() - look.px(48))
        self.setFixedWidth(max(width, look.px(200)))
        left = (self._over.width() - self.width()) // 2
        top = self._over.height() - self.height() - look.px(_LOW)
        self.move(QPoint(left, self._above_feet(QRect(left, top, self.width(), self.height()))))

    def _above_feet(self, place: QRect) -> int:
        """Return the top that leaves the feet of lists, forms and previews free: panes with a line above their buttons."""
        feet = (pane for pane in self._over.findChildren(Pane) if "t" in pane.edges and pane.isVisible())
        for foot in feet:
            room = QRect(foot.mapTo(self._over, QPoint(0, 0)), foot.size())
            if room.height() < self._over.height() // 3 and room.intersects(place):
                place.moveBottom(room.top() - theme().px(_CLEAR))
        return place.top()

    def _follow(self) -> None:
        """Give way to the foot of another page."""
        if shiboken6.isValid(self._over) and self.isVisible():  # the last focus is lost while the window goes
            self.place()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Stop the clock."""
        self._timer.stop()
        super().hideEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Wait while it is being read."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Count again."""
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the window's size; wait while the act has the keyboard."""
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        elif watched is self._button and event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif watched is self._button and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._timer.start()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        look = theme()
        painter = smooth(QPainter(self))
        line = look.color("border_strong" if look.dark else "side_border")
        rounded(painter, QRectF(self.rect()), look.px(10), look.color("toast"), line)
        painter.end()

    def _do(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act.run()
