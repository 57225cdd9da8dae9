"""The head of the year: its two envelopes, what is overspent, its axes; beside each other where the window is wide."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget

from cresi_app.widgets.layouts import Column, Grid, Row
from cresi_app.widgets.sidepane import NO_LIMIT
from cresi_app.widgets.theme import theme

WIDE: Final = 1040
"""From this width on (in the look's pixels) the envelopes stand at the right of the axes, and the list below has more lines."""
_ASIDE: Final = 380
_ABREAST: Final = 646
"""From this width on the two envelopes have room beside each other."""


class YearHead(QWidget):
    """Lays out the parts it is given. `fit` says for which width; the messages stand above what they are about."""

    def __init__(self, envelopes: Sequence[QWidget], messages: Sequence[QWidget], axes: QWidget) -> None:
        super().__init__()
        self._messages, self._axes = list(messages), axes
        self._pair = QWidget()
        self._cards = Row(*envelopes, spacing=14, parent=self._pair)
        for number in range(len(envelopes)):
            self._cards.setStretch(number, 1)
        self._grid = Grid(across=14, down=10)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        Column(self._grid, parent=self).setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.wide: bool | None = None
        self._room = 0
        self.fit(0)

    def show_figures(self, shown: bool) -> None:
        """Show the envelopes and the axes, or neither: nothing was voted."""
        self._pair.setVisible(shown)
        self._axes.setVisible(shown)

    def fit(self, width: float) -> None:
        """Take the layout for a width in pixels of the screen."""
        look = theme()
        self._room = round(width)
        wide = width >= look.px(WIDE)
        directions = QBoxLayout.Direction
        abreast = not wide and width >= look.px(_ABREAST)
        self._cards.setDirection(directions.LeftToRight if abreast else directions.TopToBottom)
        self._cards.setSpacing(look.px(14 if abreast else 10))
        self._pair.setMinimumWidth(look.px(_ASIDE) if wide else 0)
        self._pair.setMaximumWidth(look.px(_ASIDE) if wide else NO_LIMIT)
        if wide == self.wide:
            return
        self.wide = wide
        parts: list[QWidget] = [*self._messages, self._axes] if wide else [self._pair, *self._messages, self._axes]
        for row, part in enumerate(parts):
            self._grid.addWidget(part, row, 0, 1, 2 if wide and part in self._messages else 1)
        if wide:
            self._grid.addWidget(self._pair, len(self._messages), 1)
        self._grid.setHorizontalSpacing(look.px(14) if wide else 0)
        self._grid.setColumnStretch(0, 1)
        self.updateGeometry()

    def height_for(self, width: int) -> int:
        """Return how high the parts stand at this width."""
        return self._grid.heightForWidth(width)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the height at the present width."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the width of one column only: narrower than both is no squeeze, they go under each other."""
        widest = max(part.minimumSizeHint().width() for part in (self._pair, self._axes, *self._messages))
        # for the width without a bar beside it: a pixel more with it, and the bar would stay
        return QSize(widest, self._grid.heightForWidth(max(self._room, widest)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for another height when words break otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
