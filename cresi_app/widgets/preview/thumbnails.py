"""The column of small pages at the left of the preview."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cresi_app.core.i18n import tr
from cresi_app.widgets.paint import put_text, smooth
from cresi_app.widgets.preview.pictures import PictureDesk
from cresi_app.widgets.theme import theme

WIDE: Final = 92
"""Width of an upright A4 page; lying pages are as wide, and lower."""
_TALLEST: Final = 130

Index = QModelIndex | QPersistentModelIndex


class PagesModel(QAbstractListModel):
    """Pages with what begins on them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sizes: list[tuple[float, float]] = []
        self.names: Mapping[int, str] = {}

    def show(self, sizes: Sequence[tuple[float, float]], names: Mapping[int, str]) -> None:
        """Show other pages; the number of rows alone decides whether the view starts anew."""
        if len(sizes) != len(self.sizes):
            self.beginResetModel()
            self.sizes, self.names = list(sizes), names
            self.endResetModel()
            return
        self.sizes, self.names = list(sizes), names
        if sizes:
            self.dataChanged.emit(self.index(0), self.index(len(sizes) - 1))

    def touch(self, page: object) -> None:
        """Draw a page again: its picture has come."""
        if isinstance(page, int) and page < len(self.sizes):
            self.dataChanged.emit(self.index(page), self.index(page))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and Qt's way
        """Return the number of pages."""
        return 0 if parent.isValid() else len(self.sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return « 3 Budget »; for screen readers « page 3, Budget »."""
        name = self.names.get(index.row() + 1, "")
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{index.row() + 1}  {name}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            page = tr("page {number}", number=index.row() + 1)
            return f"{page}, {name}" if name else page
        return None


class _Painter(QStyledItemDelegate):
    """Draws a page in its frame, its number and name under it."""

    def __init__(self, model: PagesModel, pictures: PictureDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._pictures, self._view = model, pictures, parent

    def _page(self, row: int) -> QSize:
        look = theme()
        wide, high = self._model.sizes[row]
        width = look.px(WIDE)
        height = round(width * high / wide) if wide else width
        if height > look.px(_TALLEST):
            width, height = max(1, round(width * look.px(_TALLEST) / height)), look.px(_TALLEST)
        return QSize(width, max(1, height))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of a page and its line."""
        look = theme()
        return QSize(look.px(140), self._page(index.row()).height() + look.px(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the page, white in both themes."""
        look = theme()
        smooth(painter)
        rect, state = option.rect, option.state
        size = self._page(index.row())
        frame = QRect(rect.center().x() - size.width() // 2, rect.top() + look.px(6), size.width(), size.height())
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(frame, Qt.GlobalColor.white)
        dense = self._view.devicePixelRatioF()
        picture = self._pictures.small(index.row(), round(size.width() * dense))
        if picture is not None:
            painter.drawPixmap(frame, picture)
        pen = QPen(look.color("primary" if chosen else "border_strong"), look.px(2) if chosen else 1)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        out = look.px(4) if chosen else 0
        painter.drawRoundedRect(
            QRectF(frame).adjusted(-out - 0.5, -out - 0.5, out + 0.5, out + 0.5), look.px(3), look.px(3)
        )
        words = QRect(
            rect.left() + look.px(4), frame.bottom() + look.px(7), rect.width() - look.px(8), look.line("caption")
        )
        font = look.font("caption_strong" if chosen else "caption")
        ink = look.color("primary" if chosen else "text2")
        put_text(painter, words, str(index.data()), font, ink, Qt.AlignmentFlag.AlignHCenter)


class Thumbnails(QListView):
    """Small pages; `chosen` tells the page (from 0) that is to be in front."""

    chosen = Signal(object)

    def __init__(self, pictures: PictureDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = PagesModel(self)
        self.setModel(self.pages)
        self.setItemDelegate(_Painter(self.pages, pictures, self))
        self.setAccessibleName(tr("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        pictures.arrived.connect(self.pages.touch)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedWidth(theme().px(160))
        self.setViewportMargins(0, theme().px(10), 0, 0)
        palette = self.palette()
        palette.setColor(self.viewport().backgroundRole(), theme().color("surface2"))
        self.setPalette(palette)
        self.setStyleSheet(f"QListView {{ background: {theme().tokens['surface2']}; }}")
        self.scheduleDelayedItemsLayout()

    def bring(self, page: int) -> None:
        """Mark a page without telling anybody."""
        index = self.pages.index(page)
        blocked = self.blockSignals(True)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.blockSignals(blocked)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell which page is wanted."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.row())
