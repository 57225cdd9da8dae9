"""Parts beside each other as far as there is room, under each other below that."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget

from cresi_app.widgets.layouts import Grid, Row
from cresi_app.widgets.theme import theme


class TwoColumns(QWidget):
    """Lays `left` and `right` beside each other by `shares`, under each other below `least` pixels of the look."""

    def __init__(
        self, left: QLayout, right: QLayout, *, shares: tuple[int, int] = (1, 1), least: float = 760, gap: float = 14
    ) -> None:
        super().__init__()
        self._least = least
        self._shares = shares
        self._columns = (QWidget(), QWidget())
        for column, layout in zip(self._columns, (left, right), strict=True):
            column.setLayout(layout)
            column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._row = Row(*self._columns, spacing=gap, parent=self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for number, share in enumerate(shares):
            self._row.setStretch(number, share)
        theme().changed.connect(self._arrange)

    @property
    def stacked(self) -> bool:
        """Whether the columns stand under each other."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the wider column's width only: narrower than both is no squeeze, they go under each other."""
        widest = max(column.minimumSizeHint().width() for column in self._columns)
        return QSize(widest, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Go beside or under each other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        both = sum(column.minimumSizeHint().width() for column in self._columns) + self._row.spacing()
        narrow = self.width() < max(theme().px(self._least), both)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            for number, share in enumerate((0, 1) if narrow else self._shares):
                self._row.setStretch(number, share)  # under each other, the second takes the height left
            self.updateGeometry()


class EqualCells(QWidget):
    """Parts of one width on as few lines as there is room for, none narrower than `least` pixels of the look.

    Where the last line has fewer parts, they share its whole width if `spread`, else a place stays free.
    """

    def __init__(self, least: float, gap: float = 14, *, spread: bool = False) -> None:
        super().__init__()
        self._least, self._cells, self._across = least, list[QWidget](), 0
        self._gap = gap
        self._spread = spread
        self._shared: Row | None = None
        self._grid = Grid(across=gap, down=gap, parent=self)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self._arrange)

    def show_cells(self, cells: Sequence[QWidget]) -> None:
        """Show other parts."""
        for old in self._cells:
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._cells, self._across = list(cells), 0
        self._arrange()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one part's width: narrower than all is no squeeze, they take more lines."""
        widest = max((cell.minimumSizeHint().width() for cell in self._cells), default=0)
        return QSize(widest, self._grid.minimumSize().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the lines there are at the present width."""
        return QSize(super().sizeHint().width(), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take more lines, or fewer."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        count = len(self._cells)
        gap, least = self._grid.horizontalSpacing(), theme().px(self._least)
        fit = max(1, (self.width() + gap) // (least + gap))
        lines = -(-count // fit)
        across = -(-count // lines) if lines else 0  # five on two lines are three and two
        if across == self._across:
            return
        for column in range(max(self._across, across)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        self._across = across
        short = count % across if self._spread and across else 0
        for number, cell in enumerate(self._cells[: count - short]):
            self._grid.addWidget(cell, number // across, number % across)
        self._share_line(self._cells[count - short :], lines - 1, across)
        self.updateGeometry()

    def _share_line(self, cells: Sequence[QWidget], line: int, across: int) -> None:
        """Let the parts of a line that is not full share its whole width."""
        if self._shared is not None:
            self._grid.removeItem(self._shared)
            self._shared.deleteLater()
            self._shared = None
        if cells:
            shared = self._shared = Row(*cells, spacing=self._gap)
            for place in range(len(cells)):
                shared.setStretch(place, 1)
            self._grid.addLayout(shared, line, 0, 1, across)
