"""Two sides of a view that need room: beside each other, and in a narrow window one in the other's place or under it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import BackButton
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.listview import ListView
from cresi_app.widgets.table import TableView
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import SteppedPart, scrolls_whole

NO_LIMIT = 16_777_215


class Turns(SteppedPart):
    """A list and the sheet of what is chosen in it; one of them in a page that scrolls as a whole.

    There a click or Enter in the list brings the sheet, « Retour » the list.
    """

    def __init__(
        self, left: QWidget, right: QWidget, *, shares: tuple[int, int] = (0, 1), gap: float = 14,
        lists: Sequence[QAbstractItemView] = (),
    ) -> None:  # fmt: skip
        """`shares` of the width; `lists`: whose clicks bring the sheet."""
        super().__init__()
        self._left, self._right, self._lists = left, QWidget(), list(lists)
        self._sheet, self._offered = False, True
        self.back = BackButton()
        self.back.setAccessibleName(tr("Retour à la liste"))
        self.back.clicked.connect(lambda _checked=False: self.show_list())
        self.back.hide()
        self._column = Column(Row(self.back, None), right, parent=self._right)
        self._column.setStretch(1, 1)
        row = Row(left, self._right, spacing=gap, parent=self)
        for place, share in enumerate(shares):
            row.setStretch(place, share)
        for one in lists:
            one.clicked.connect(lambda _index: self.show_sheet())
            entered = one.opened if isinstance(one, ListView | TableView) else one.activated
            entered.connect(lambda _row: self.show_sheet())

    @property
    def one_at_a_time(self) -> bool:
        """Whether the list and the sheet stand in each other's place."""
        return scrolls_whole(self)

    def show_sheet(self) -> None:
        """Bring the sheet to the front, where only one of the two is seen."""
        self._turn(sheet=True)

    def show_list(self) -> None:
        """Come back to the list."""
        self._turn(sheet=False)
        for one in self._lists:
            if one.isVisible():
                one.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_sheet(self, offered: bool) -> None:
        """Say whether there is a sheet at all: the list has the whole width while nothing can be chosen."""
        if offered != self._offered:
            self._offered = offered
            self.fit()

    def _turn(self, *, sheet: bool) -> None:
        if sheet != self._sheet:
            self._sheet = sheet
            self.fit()

    def fit(self) -> None:
        """Show one of them, or both."""
        alone = self.one_at_a_time
        had_keyboard = self._left.isAncestorOf(focused) if (focused := self.window().focusWidget()) else False
        self.back.setVisible(alone)
        self._column.set_gap(6 if alone else 0)
        sheet = self._sheet and self._offered
        self._right.setVisible(sheet or (self._offered and not alone))
        self._left.setVisible(not alone or not sheet)
        if had_keyboard and alone and sheet:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room out."""
        super().showEvent(event)
        self.fit()


class SideOrUnder(SteppedPart):
    """The main part and its side column of a given width; in a page that scrolls as a whole the column goes under it."""

    def __init__(self, main: QWidget, side: QWidget, width: float, *, gap: float = 14) -> None:
        super().__init__()
        self._side, self._width = side, width
        self._row = Row(main, side, spacing=gap, parent=self)
        self._row.setStretch(0, 1)
        theme().changed.connect(self.fit)

    @property
    def under(self) -> bool:
        """Whether the column stands under the main part."""
        return scrolls_whole(self)

    def set_side_width(self, width: float) -> None:
        """Give the column another width beside the main part, in pixels of the look."""
        self._width = width
        self.fit()

    def fit(self) -> None:
        """Put the column beside the main part, or under it."""
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if self.under else ways.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
        if self.under:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(NO_LIMIT)
        else:
            self._side.setFixedWidth(theme().px(self._width))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room out."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room out again."""
        super().resizeEvent(event)
        self.fit()
