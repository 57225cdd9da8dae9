"""The row at the head of a page: its title at the left, its buttons at the right, or under it where the title would be cut."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from cresi_app.widgets.labels import TwoLineLabel
from cresi_app.widgets.layouts import Column, Flow, Row
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole

GAP: Final = 8
BESIDE: Final = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
UNDER: Final = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
UNDER.setHeightForWidth(True)


class HeadRow(QWidget):
    """`words` at the left, of which the `kept` widgets stand on one line and are not to be cut; `line` is that row."""

    def __init__(
        self, words: QLayout, kept: Sequence[QWidget], buttons: Sequence[QWidget], *, low: bool = False,
        breaking: Sequence[TwoLineLabel] = (),
    ) -> None:  # fmt: skip
        """`low`: what follows needs the height; the buttons go under the title only where the page scrolls as a whole.

        `breaking`: of the words, what may take two lines beside the buttons, and is not to be cut there either.
        """
        super().__init__()
        self._low = low
        self._kept, self._breaking = list(kept), list(breaking)
        self._buttons = QWidget()
        Flow(*buttons, gap=GAP, parent=self._buttons)  # under the title they may take several lines
        self._buttons.setSizePolicy(BESIDE)
        self.line = Row(words, None, self._buttons, spacing=GAP)
        self._below = Row(None, spacing=0)
        Column(self.line, self._below, parent=self)
        self._under = False
        theme().changed.connect(self.fit)

    def keep(self, widget: QWidget) -> None:
        """Let another widget stand beside the title."""
        self.line.insertWidget(1, widget)
        self._kept.append(widget)

    def fit(self) -> None:
        """Take one line, or two."""
        gap, buttons = theme().px(GAP), self._buttons.sizeHint().width()
        title = sum(one.sizeHint().width() + gap for one in self._kept if not one.isHidden())
        beside = self.width() - gap - buttons
        cut = any(not one.isHidden() and one.cut_at(beside) for one in self._breaking)
        under = buttons > 0 and (title > beside or cut) and self._may_yield
        if under == self._under:
            return
        self._under = under
        self._buttons.setSizePolicy(UNDER if under else BESIDE)
        if under:  # it leaves the one layout for the other, and keeps its parent
            self._below.insertWidget(0, self._buttons)
        else:
            self.line.addWidget(self._buttons)
        self._below.set_margins((0, GAP if under else 0, 0, 0))
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no more width than title or buttons: they may stand under each other."""
        hint = super().minimumSizeHint()
        if not self._may_yield:
            return hint
        words = self.line.itemAt(0)
        apart = max(words.minimumSize().width() if words is not None else 0, self._widest())
        return QSize(min(hint.width(), apart), hint.height())

    @property
    def _may_yield(self) -> bool:
        return not self._low or scrolls_whole(self)

    def _widest(self) -> int:
        layout = self._buttons.layout()
        return layout.minimumSize().width() if layout is not None else 0

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take one line, or two."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Follow a title or a button that grew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)
