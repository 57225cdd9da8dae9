"""A short list is seen whole: it asks for the height of its lines, and has no scroll bar of its own in a view that scrolls."""

from typing import Any

from PySide6.QtCore import QEvent, QObject

from cresi_app.widgets.columns import TwoColumns
from cresi_app.widgets.listview import ListView
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole


class WholeRows(QObject):
    """Lets a list or a table show all its lines from `least` up to `most`, and ask for no more than them.

    Beside the other of two `columns` it fills the view instead, and asks for `least` lines only.
    """

    def __init__(
        self,
        view: ListView | TableView,
        model: TableModel[Any],
        *,
        least: int = 3,
        most: int = 12,
        columns: TwoColumns | None = None,
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._least, self._most, self._columns = view, model, least, most, columns
        view.asks_least = True
        view.installEventFilter(self)
        model.count_changed.connect(self._fit)
        model.filled.connect(self._fit)
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        view, lines = self._view, self._least
        if self._columns is None or self._columns.stacked or scrolls_whole(view):
            lines = max(min(self._model.rowCount(), self._most), self._least)
        header = view.horizontalHeader() if isinstance(view, TableView) else None
        above = header.height() if header is not None and not header.isHidden() else 0
        view.setMinimumHeight(lines * theme().px(view.tall) + above + 2 * view.frameWidth())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ask anew when the columns went under each other."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)
