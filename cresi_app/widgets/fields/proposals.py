"""The list of proposals under an input: what it shows, how it is walked through, and where it lies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
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
from cresi_app.widgets.announce import announce
from cresi_app.widgets.highlight import Span, highlights, paint_marked
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.paint import LEFT, RIGHT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

_PROPOSAL: Final = int(Qt.ItemDataRole.UserRole) + 1
_SPANS: Final = _PROPOSAL + 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """One answer to what is typed: `value` (a record's id, mostly), its name, where it stands, and a note at the right."""

    value: object
    title: str
    detail: str = ""
    aside: str = ""
    icon: str = ""


Create = Callable[[str, Callable[[Proposal], None]], None]
"""``create(text, then)``: make the record that was typed, then call ``then(proposal)``."""


class _RowDelegate(QStyledItemDelegate):
    """Draws a proposal: icon, name with the typed part marked, where it stands, note at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().px(200), theme().px(30))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme()
        painter.save()
        smooth(painter)
        area: QRect = option.rect
        state = option.state
        rect = area.adjusted(look.px(4), 1, -look.px(4), -1)
        if state & QStyle.StateFlag.State_Selected:
            line = look.color("primary") if look.contrast else None
            rounded(painter, QRectF(rect), look.px(7), look.color("primary_soft"), line)
        proposal: Proposal = index.data(_PROPOSAL)
        spans: list[Span] = index.data(_SPANS)
        creating = proposal.value is None
        ink = look.color("primary" if creating else "text")
        put_pixmap(
            painter,
            look.pixmap(proposal.icon or "tag", "primary" if creating else "text2", 16),
            QPointF(rect.x() + look.px(16), rect.center().y() + 0.5),
        )
        x = rect.x() + look.px(32)
        aside = QFontMetrics(look.font("caption", tabular=True)).horizontalAdvance(proposal.aside) + look.px(14)
        if proposal.aside:
            place = QRect(rect.right() - aside, rect.y(), aside - look.px(8), rect.height())
            put_text(painter, place, proposal.aside, look.font("caption", tabular=True), look.color("text2"), RIGHT)
        room = QRect(x, rect.y(), rect.right() - x - (aside if proposal.aside else look.px(8)), rect.height())
        used = paint_marked(painter, room, proposal.title, spans, look.font("button"), ink)
        if proposal.detail:
            room.setLeft(room.left() + used + look.px(10))
            put_text(painter, room, proposal.detail, look.font("caption"), look.color("text2"), LEFT)
        painter.restore()


class ProposalList(QFrame):
    """Lies directly under its input, over the page, never over the input; the input keeps the keyboard."""

    chosen = Signal(object)
    """The `Proposal` that was taken; one whose value is None means « make what was typed »."""

    MOST: Final = 8

    def __init__(self, anchor: QWidget) -> None:
        """`anchor` is the widget under which it lies."""
        super().__init__(anchor.window())
        self._anchor = anchor
        self._view = QListView()
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setMouseTracking(True)
        self._view.setAccessibleName(tr("Propositions"))
        self._model = QStandardItemModel(self._view)
        self._view.setModel(self._model)
        self._view.setItemDelegate(_RowDelegate(self._view))
        self._view.clicked.connect(self._clicked)
        self._view.entered.connect(self._view.setCurrentIndex)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        Column(self._view, margins=(3, 5, 3, 5), parent=self)
        self.hide()

    def offer(self, proposals: Sequence[Proposal], typed: str, create: str = "") -> None:
        """Show the proposals, with a last row `create` (a sentence) when it is not empty; hide when there is none."""
        self._model.clear()
        rows = list(proposals) + ([Proposal(None, create, icon="plus")] if create else [])
        for proposal in rows:
            item = QStandardItem(proposal.title)
            item.setData(proposal, _PROPOSAL)
            item.setData(highlights(proposal.title, typed) if proposal.value is not None else [], _SPANS)
            item.setAccessibleText(" ".join(part for part in (proposal.title, proposal.detail, proposal.aside) if part))
            self._model.appendRow(item)
        if not rows:
            self.hide()
            return
        self._view.setCurrentIndex(self._model.index(0, 0))
        self._lie()
        self.show()
        self.raise_()

    def step(self, rows: int) -> None:
        """Move the choice, and say it to assistive tools."""
        if self._model.rowCount():
            row = (self._view.currentIndex().row() + rows) % self._model.rowCount()
            self._view.setCurrentIndex(self._model.index(row, 0))
            announce(self._anchor, self._model.item(row).accessibleText())

    def take(self) -> bool:
        """Choose the current row; False when the list is not open."""
        index = self._view.currentIndex()
        if not self.isVisible() or not index.isValid():
            return False
        self._clicked(index)
        return True

    def current(self) -> Proposal | None:
        """Return the row that Enter would take."""
        found = self._view.currentIndex().data(_PROPOSAL)
        return found if isinstance(found, Proposal) else None

    def count(self) -> int:
        """Return the number of rows."""
        return self._model.rowCount()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        look = theme()
        painter = smooth(QPainter(self))
        rounded(painter, QRectF(self.rect()), look.px(10), look.color("surface"), look.color("border_strong", 0.6))
        painter.end()

    def _lie(self) -> None:
        look = theme()
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        height = min(self._model.rowCount(), self.MOST) * look.px(30) + look.px(12)
        below = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + look.px(4)))
        if below.y() + height > window.height():
            above = self._anchor.mapTo(window, QPoint(0, -look.px(4)))
            below.setY(max(0, above.y() - height))
        self.setGeometry(QRect(below, QSize(max(self._anchor.width(), look.px(260)), height)))

    def _clicked(self, index: QModelIndex) -> None:
        proposal = index.data(_PROPOSAL)
        self.hide()
        self.chosen.emit(proposal)
