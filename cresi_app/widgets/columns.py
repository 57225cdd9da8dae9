"""Two columns that become one when there is no room for both."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget

from cresi_app.widgets.layouts import Row
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
