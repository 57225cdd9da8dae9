"""The scroll area that every pane stands in: content keeps its size, only its own area scrolls, or the page around it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from cresi_app.widgets.layouts import Column, Item
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import LEAST_SEEN, SteppedPart, scrolls_whole

BAR_ROOM: Final = 10
"""Pixels of the look between what scrolls in its own pane and the right edge, where the bar stands."""


class ScrollArea(QScrollArea):
    """Scrolls `content` up and down; its width is the area's, never less than its own minimum.

    `ground` is the colour token seen behind the content ("" : transparent). In a page that scrolls as a whole (`wholepage`) it asks for
    the height of all its content; `framed`: it stands between a head and a foot that are always seen, and scrolls there too.
    """

    def __init__(
        self, content: QWidget | None = None, *, ground: str = "", framed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ground, self.framed = ground, framed
        self._whole = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.restyle()
        theme().changed.connect(self.restyle)
        if content is not None:
            self.set_content(content)

    def set_content(self, content: QWidget) -> None:
        """Scroll this widget from now on; the former one is deleted."""
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(bool(self._ground))
        content.installEventFilter(self)

    def restyle(self) -> None:
        """Take the look in force."""
        self.verticalScrollBar().setSingleStep(theme().px(24))
        palette = self.viewport().palette()
        if self._ground:
            palette.setColor(self.viewport().backgroundRole(), theme().color(self._ground))
        self.viewport().setPalette(palette)
        self.viewport().setAutoFillBackground(bool(self._ground))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the content's least width, so that nothing is cut at the right, and for enough of its height to scroll in."""
        content = self.widget()
        if content is None or not self.isVisible():  # what waits behind another tab makes no page higher
            return QSize(content.minimumSizeHint().width() if content is not None else 0, theme().px(80))
        high = self._content_height(content)
        if not self._open():
            high = min(high, theme().px(LEAST_SEEN))
        return QSize(content.minimumSizeHint().width(), high)

    def set_whole(self, whole: bool) -> None:
        """Ask for the height of all the content: it stands under another part that is scrolled with it."""
        if whole != self._whole:
            self._whole = whole
            self.updateGeometry()

    def _open(self) -> bool:
        return not self.framed and (self._whole or scrolls_whole(self))

    def _content_height(self, content: QWidget) -> int:
        """Return how high Qt makes the content at the present width: as it wishes, and more where words break on more lines."""
        # as if the bar stood there: a pixel less than with it, and it would stay
        broken = content.heightForWidth(self.width() - self.verticalScrollBar().sizeHint().width())
        return max(content.sizeHint().height(), content.minimumSizeHint().height(), broken, content.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for another height when words break otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._open():
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the room of the content."""
        super().showEvent(event)
        self.updateGeometry()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for nothing while another tab is in front."""
        super().hideEvent(event)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the content when its needs change."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class BesideBar(SteppedPart):
    """Parts under each other, to be scrolled: beside the bar of their own pane, at full width where the page scrolls as a whole."""

    def __init__(self, *items: Item, spacing: float = 0, foot: float = 0) -> None:
        """`spacing` between the parts, `foot` under them, in pixels of the look."""
        super().__init__()
        self._foot = foot
        self._column = Column(*items, spacing=spacing, margins=(0, 0, BAR_ROOM, foot), parent=self)

    def fit(self) -> None:
        """Leave room for the bar, or none."""
        self._column.set_margins((0, 0, 0 if scrolls_whole(self) else BAR_ROOM, self._foot))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room out."""
        super().showEvent(event)
        self.fit()
