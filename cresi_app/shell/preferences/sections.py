"""The sections of the settings: what each is, and their list, one stop of Tab that the arrows walk through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cresi_app.core.text import fold, words
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

Cards = Callable[[], tuple[Sequence[QWidget], Sequence[QWidget]]]


@dataclass(frozen=True, slots=True)
class Section:
    """One section: `words` it is found by, `cards` its content in two columns, `resets` its settings put back by one press."""

    key: str
    title: str
    icon: str
    note: str
    words: str
    cards: Cards
    resets: tuple[str, ...] = ()
    """Fields of `Settings`, and ``memory:<page>:<name>`` of what pages remember."""

    def fits(self, sought: Sequence[str]) -> bool:
        """Say whether all the words typed begin words of this section."""
        known = words(fold(f"{self.title} {self.words}"))
        return all(any(one.startswith(word) for one in known) for word in sought)


class SectionButton(QPushButton):
    """One line of the sections: 38 high. ↑ ↓ go to the neighbours."""

    moved = Signal(object)

    def __init__(self, section: Section) -> None:
        super().__init__(section.title)
        self.section = section
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 38 pixels of height."""
        return QSize(theme().px(200), theme().px(38))

    def mark(self, on: bool) -> None:
        """Be the section in front, or not; the one in front is where Tab stops."""
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the section above or below, the first or the last."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -1000, Qt.Key.Key_End: 1000}.get(
            Qt.Key(event.key())
        )
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        look = theme()
        painter = smooth(QPainter(self))
        on = self.isChecked()
        if on or self.underMouse():
            line = look.color("primary") if on and look.contrast else None  # there the soft ground is the surface's own
            ground = look.color("primary_soft" if on else "surface3")
            rounded(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), ground, line)
        drawing = look.pixmap(self.section.icon, "primary" if on else "text2", 18)
        put_pixmap(painter, drawing, QPointF(look.px(21), self.height() / 2))
        room = self.rect().adjusted(look.px(42), 0, -look.px(4), 0)
        font = look.font("body", weight=600 if on else 500)
        put_text(painter, room, self.text(), font, look.color("primary" if on else "text"), LEFT)
        painter.end()


class SectionList(QWidget):
    """The sections under each other; `chosen` carries the key of one that was pressed or walked to."""

    chosen = Signal(object)

    def __init__(self, name: str, sections: Sequence[Section]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons = [SectionButton(section) for section in sections]
        column: QVBoxLayout = Column(*self.buttons, None, spacing=2, parent=self)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._key = ""
        for button in self.buttons:
            button.toggled.connect(partial(self._toggled, button.section.key))
            button.moved.connect(partial(self._walk, button))

    def set_current(self, key: str) -> None:
        """Mark the section in front."""
        self._key = key
        for button in self.buttons:
            button.mark(button.section.key == key)

    def current(self) -> SectionButton:
        """Return the line of the section in front."""
        return next((button for button in self.buttons if button.isChecked()), self.buttons[0])

    def narrow(self, sought: Sequence[str]) -> list[SectionButton]:
        """Show the sections that fit the words typed; return them."""
        for button in self.buttons:
            button.setVisible(button.section.fits(sought))
        return [button for button in self.buttons if not button.isHidden()]

    def _toggled(self, key: str, on: bool) -> None:
        """Tell what was pressed, also by a screen reader, which only toggles it; the open one stays marked."""
        if on != (key == self._key):
            self.chosen.emit(key)

    def _walk(self, at: SectionButton, step: int) -> None:
        shown = [button for button in self.buttons if not button.isHidden()]
        to = shown[max(0, min(len(shown) - 1, shown.index(at) + step))]
        self.chosen.emit(to.section.key)
        to.setFocus(Qt.FocusReason.TabFocusReason)
