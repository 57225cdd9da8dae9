"""The checks, those that found something first, the others by theme: one tab stop, arrows go through them."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cresi_app.catalogue.model.checks import CHECKS, GROUPS
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.paint import LEFT, RIGHT, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

_CODE = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class _CheckDelegate(QStyledItemDelegate):
    """Draws a theme as an overline, a check with its count."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(200), theme().px(32 if index.data(_CODE) else 34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        smooth(painter)
        look = theme()
        room = option.rect.adjusted(look.px(8), 0, -look.px(10), 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        if not index.data(_CODE):
            room.setTop(room.top() + look.px(10))
            put_text(painter, room, text, look.font("overline"), look.color("text3"), LEFT)
            painter.restore()
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            rounded(painter, QRectF(option.rect), look.px(8), look.color("primary_soft"))
        count = int(index.data(_COUNT) or 0)
        if count:
            put_text(
                painter,
                room,
                format_number(count),
                look.font("caption", tabular=True),
                look.color("text" if selected else "text2"),
                RIGHT,
            )
            room.setRight(room.right() - look.px(46))
        ink = "primary" if selected else "text" if count else "text3"
        put_text(painter, room, text, look.font("body", weight=600 if selected else None), look.color(ink), LEFT)
        painter.restore()


class ChecksList(QListWidget):
    """The list of checks. `chosen(code)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Contrôles"))
        self.setItemDelegate(_CheckDelegate(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._items: dict[str, QListWidgetItem] = {}
        self._waiting: frozenset[str] = frozenset()
        self._fill()
        self.currentItemChanged.connect(self._moved)
        theme().changed.connect(self.viewport().update)

    def _fill(self) -> None:
        """List what waits for somebody under « À voir », then the checks that found nothing under their themes."""
        self.clear()
        self._items = {}
        waiting = [check for check in CHECKS if check.code in self._waiting]
        quiet = [check for check in CHECKS if check.code not in self._waiting]
        group = ""
        for check in [*waiting, *quiet]:
            title = tr("À voir") if check.code in self._waiting else tr(GROUPS[check.group])
            if title != group:
                group = title
                head = QListWidgetItem(title)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(head)
            item = QListWidgetItem(check.title)
            item.setData(_CODE, check.code)
            item.setData(_COUNT, 0)
            self.addItem(item)
            self._items[check.code] = item

    @property
    def current(self) -> str:
        """The code of the check chosen, "" when none is."""
        item = self.currentItem()
        return str(item.data(_CODE) or "") if item is not None else ""

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many each check found; the one chosen stays chosen wherever it goes."""
        waiting = frozenset(code for code, count in counts.items() if count)
        if waiting != self._waiting:
            current, self._waiting = self.current, waiting
            blocked = self.blockSignals(True)
            self._fill()
            self.blockSignals(blocked)
            self.select(current)
        for code, item in self._items.items():
            count = counts.get(code, 0)
            item.setData(_COUNT, count)
            said = trn(
                "{check} : {count} fiche",
                "{check} : {count} fiches",
                count,
                check=item.text(),
                count=format_number(count),
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(said)
        self.viewport().update()

    def select(self, code: str) -> None:
        """Stand on a check, without telling."""
        blocked = self.blockSignals(True)
        item = self._items.get(code)
        if item is not None:
            self.setCurrentItem(item)
        self.blockSignals(blocked)
        self.viewport().update()

    def _moved(self, current: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if current is not None and current.data(_CODE):
            self.chosen.emit(str(current.data(_CODE)))
