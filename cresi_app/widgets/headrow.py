"""The row at the head of a page: its title at the left, its buttons at the right, or under it where the title would be cut."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.theme import theme

GAP = 8


class HeadRow(QWidget):
    """`words` at the left, of which the `kept` widgets stand on one line and are not to be cut; `line` is that row."""

    def __init__(
        self, words: QLayout, kept: Sequence[QWidget], buttons: Sequence[QWidget], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kept = list(kept)
        self._buttons = QWidget()
        Row(*buttons, spacing=GAP, parent=self._buttons)
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
        under = buttons > 0 and title + gap + buttons > self.width()
        if under == self._under:
            return
        self._under = under
        if under:  # it leaves the one layout for the other, and keeps its parent
            self._below.insertWidget(0, self._buttons)
        else:
            self.line.addWidget(self._buttons)
        self._below.set_margins((0, GAP if under else 0, 0, 0))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take one line, or two."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Follow a title or a button that grew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)
