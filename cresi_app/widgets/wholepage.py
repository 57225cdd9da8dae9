"""The step below which a page scrolls as a whole, and what that changes for the parts it holds."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QWidget

from cresi_app.widgets.theme import theme

STEP: Final = 960
"""Effective width of the window (its pixels divided by the text size) below which pages scroll as a whole."""
LEAST_SEEN: Final = 200
"""Pixels of the look that a pane or a list with a scroll bar of its own shows of itself at least."""
ROWS_SEEN: Final = 5
"""Lines that are enough for a list whose lines are low."""


class SteppedPart(QWidget):
    """A part that stands otherwise in a page that scrolls as a whole. Begin with `fit()` what depends on `scrolls_whole`."""

    def fit(self) -> None:
        """Share the room out: the window went over the step, or the part is shown for the first time."""
        raise NotImplementedError


class WholeGround(QWidget):
    """What a page stands on: its parts learn from it whether the page scrolls as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = False

    def set_whole(self, whole: bool) -> None:
        """Say whether the page scrolls as a whole, and let every part ask for its room anew."""
        if whole == self.whole:
            return
        self.whole = whole
        for part in self.findChildren(QWidget):
            if isinstance(part, SteppedPart):
                part.fit()
            part.updateGeometry()


def below_step(widget: QWidget) -> bool:
    """Say whether the window of a widget is narrower than the step."""
    return widget.window().width() < theme().px(STEP)


def scrolls_whole(widget: QWidget) -> bool:
    """Say whether a widget stands in a page that scrolls as a whole: a pane then has no scroll bar of its own."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, WholeGround):
            return above.whole
        above = above.parentWidget()
    return False


def scrolled_around(widget: QWidget) -> bool:
    """Say whether something may scroll around a list: a pane, or the page that is too high for a low window."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea | WholeGround):
        above = above.parentWidget()
    return above is not None


def least_list(view: QAbstractItemView, row: float, header: int = 0) -> QSize:
    """Return the least size of a list whose lines are `row` pixels of the look high, where something scrolls around it."""
    edge = 2 * view.frameWidth()
    return QSize(theme().px(80), theme().px(min(ROWS_SEEN * row, LEAST_SEEN)) + header + edge)
