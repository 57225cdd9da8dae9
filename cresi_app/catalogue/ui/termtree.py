"""The tree of a thesaurus: terms below terms, each with how many documents it finds, opened as far as one goes."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from cresi_app.catalogue.model.thesaurus import TermRef
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.paint import LEFT, RIGHT, put_pixmap, put_text, smooth
from cresi_app.widgets.rows import RowState, paint_ground
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import least_list, scrolled_around

_TERM = Qt.ItemDataRole.UserRole
_LOADED = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class _TermDelegate(QStyledItemDelegate):
    """Draws one term: its name, and at the right how many documents stand under it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(160), theme().px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ref = index.data(_TERM)
        if not isinstance(ref, TermRef):
            return
        painter.save()
        smooth(painter)
        look = theme()
        room = option.rect.adjusted(look.px(6), 0, -look.px(10), 0)
        count = format_number(ref.uses_below) if ref.uses_below else ""
        put_text(painter, room, count, look.font("caption", tabular=True), look.color("text2"), RIGHT)
        room.setRight(room.right() - (look.px(44) if count else 0))
        ink = "text3" if ref.status == "deprecated" else "text"
        put_text(
            painter, room, ref.term, look.font("body", weight=600 if ref.narrower else None), look.color(ink), LEFT
        )
        painter.restore()


def spoken(ref: TermRef) -> str:
    """Return what is said of a term to who does not see it."""
    said = [ref.term]
    if ref.narrower:
        said.append(trn("{n} terme dessous", "{n} termes dessous", ref.narrower))
    said.append(trn("{n} notice", "{n} notices", ref.uses_below))
    if ref.status == "deprecated":
        said.append(tr("déconseillé"))
    return ", ".join(said)


class TermTree(QTreeWidget):
    """Terms of one thesaurus; `chosen` with the id of the one stood on. What is below a term is read when it is opened."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self._way: list[int] = []
        self.setAccessibleName(tr("Termes du thésaurus"))
        self.setHeaderHidden(True)
        self.setProperty("look", "grounded")  # the row draws the ground of what is chosen, under its chevron too
        self.setItemDelegate(_TermDelegate(self))
        self.setUniformRowHeights(True)
        self._indent()
        theme().changed.connect(self._indent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.itemExpanded.connect(self._open)
        self.currentItemChanged.connect(lambda item, _before: self._stand(item))

    def _indent(self) -> None:
        self.setIndentation(theme().px(18))

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Draw the ground over the whole width, under the chevrons and the words."""
        row, edge = self.visualRect(index), theme().px(8)  # what `paint_ground` leaves free at both ends
        place = QRect(-edge, row.top(), self.viewport().width() + 2 * edge, row.height())
        selected = self.selectionModel().isSelected(index)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hover:
            painter.save()
            smooth(painter)
            paint_ground(painter, place, RowState(selected=selected, hover=hover, last=True), text_x=0)
            painter.restore()
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802 - Qt's name
        """Draw a chevron of the look where a term has others below it."""
        item = self.itemFromIndex(index)
        if item is None or item.childIndicatorPolicy() != QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator:
            return
        look = theme()
        drawing = look.pixmap("chevron-down" if item.isExpanded() else "chevron-right", "text2", 14)
        centre = rect.right() - self.indentation() / 2 + look.px(3)
        put_pixmap(painter, drawing, QPointF(centre, rect.center().y() + 0.5))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for enough lines to scroll in, where something scrolls around it."""
        return least_list(self, 32) if scrolled_around(self) else super().minimumSizeHint()

    def show_thesaurus(self, thesaurus_id: int, way: Sequence[int] = ()) -> None:
        """Show the top of a thesaurus, opened along `way` (ids from the top), the last one chosen."""
        self._way = list(way)
        service = self._service
        self._desk.read(("catalogue", "terms"), lambda: service.top_terms(thesaurus_id), self._fill)

    def _fill(self, refs: Sequence[TermRef]) -> None:
        self.clear()
        self.addTopLevelItems([self._item(ref) for ref in refs])
        self._follow(self.invisibleRootItem())

    def _item(self, ref: TermRef) -> QTreeWidgetItem:
        item = QTreeWidgetItem([ref.term])
        item.setData(0, _TERM, ref)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken(ref))
        if ref.narrower:
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        return item

    def _open(self, item: QTreeWidgetItem) -> None:
        if item.data(0, _LOADED):
            return
        item.setData(0, _LOADED, True)
        ref: TermRef = item.data(0, _TERM)
        service = self._service
        self._desk.read(
            ("catalogue", "terms", ref.id),
            lambda: service.narrower_terms(ref.id),
            lambda refs: self._fill_below(ref.id, refs),
        )

    def _fill_below(self, subject_id: int, refs: Sequence[TermRef]) -> None:
        for item in self._items(subject_id):
            if item.data(0, _LOADED) and not item.childCount():
                item.addChildren([self._item(ref) for ref in refs])
                self._follow(item)

    def _items(self, subject_id: int) -> list[QTreeWidgetItem]:
        """Return the places of a term: under several broader ones it stands several times."""
        found: list[QTreeWidgetItem] = []
        waiting = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        while waiting:
            item = waiting.pop()
            if item is None:
                continue
            if item.data(0, _TERM).id == subject_id:
                found.append(item)
            waiting += [item.child(at) for at in range(item.childCount())]
        return found

    def _follow(self, above: QTreeWidgetItem) -> None:
        """Go on along the way that was asked for."""
        if not self._way:
            return
        for at in range(above.childCount()):
            item = above.child(at)
            if item is not None and item.data(0, _TERM).id == self._way[0]:
                self._way.pop(0)
                if self._way:
                    item.setExpanded(True)
                else:
                    self.setCurrentItem(item)
                    self.scrollToItem(item)
                return

    def _stand(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, _TERM).id)
