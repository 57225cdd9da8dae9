"""The model behind every long list: ordered ids now, rows when painted, stale marks after a change, no late answers."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter

from cresi_app.core.changes import Changes
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.theme import theme

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

ROW: Final = int(Qt.ItemDataRole.UserRole) + 1
"""Role under which an index gives its row object (None while it is being read)."""
ID: Final = ROW + 1
"""Role under which an index gives its record's id."""

FIRST: Final = 64
BLOCK: Final = 64
WAITING: Final = 4  # blocks remembered while one is being read: what was scrolled past long ago is not read


@dataclass(frozen=True)
class Source(Generic[R]):
    """Where a list comes from, both called on reader threads.

    `ids(limit)` gives the ordered ids, at most `limit` (None: all); `rows(ids)` gives the rows that still exist, by id.
    """

    ids: Callable[[int | None], Sequence[int]]
    rows: Callable[[Sequence[int]], Mapping[int, R]]


@dataclass(frozen=True)
class TableColumn(Generic[R]):
    """One column of a table: `text` gives the words of a row.

    `sort` is the key handed to whoever sorts ("" when the column does not sort), `ink` the token of its colour, `pill` gives
    (word, tone) instead of words, `paint` draws the cell itself (painter, room, row, selected), `stretch` takes the room left,
    `twofold` lets words that are too long stand on two lines (rows of 36 and more).
    """

    key: str
    title: str
    text: Callable[[R], str]
    align: Literal["left", "right"] = "left"
    width: int = 120
    stretch: bool = False
    sort: str = ""
    ink: str = "text"
    bold: bool = False
    pill: Callable[[R], tuple[str, str] | None] | None = None
    paint: Callable[[QPainter, QRect, R, bool], None] | None = None
    twofold: bool = False


@dataclass(slots=True)
class _Page(Generic[R]):
    token: int
    ids: "array[int]"
    rows: Mapping[int, R]
    complete: bool


class TableModel(QAbstractTableModel, Generic[R]):
    """Rows of one source. It shows the first page at once, the whole list as soon as all ids are there."""

    count_changed = Signal(object)
    """The number of rows is known (again): carries it."""
    filled = Signal()
    """A page or the whole list of ids has just come."""

    def __init__(
        self, desk: Desk, key: Hashable, columns: Sequence[TableColumn[R]], parent: QObject | None = None
    ) -> None:
        """`key` tells this list's reads from those of others (« catalogue »)."""
        super().__init__(parent or desk)
        self._desk, self._key, self._columns = desk, key, list(columns)
        self._source: Source[R] | None = None
        # Eight bytes an id: a list of a hundred thousand with the place of each takes ten megabytes.
        self._ids = array("q")
        self._rows: dict[int, R] = {}
        self._stale: set[int] = set()
        self._gone: set[int] = set()
        self._token = 0
        self._complete = False
        self._waiting: list[int] = []
        self._reading = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._read_rows)

    @property
    def desk(self) -> Desk:
        """The desk it reads through."""
        return self._desk

    # showing
    def show(self, source: Source[R]) -> None:
        """Show another list: other words, filters or order. What stands there stays until the answer comes."""
        self._source = source
        self._rows.clear()
        self._stale.clear()
        self._ask()

    def reload(self) -> None:
        """Ask for the same list again; rows already read are kept."""
        if self._source is not None:
            self._ask()

    def heed(self, changes: Changes | None, entity: str, others: Sequence[str] = ()) -> None:
        """Follow an act: rows of `entity` that it touched are read again, and the order with them.

        When one of the `others` (tables that a row shows something of) was touched, every row is read again when painted.
        None: everything.
        """
        if changes is None:
            self._stale.update(self._rows)
            self.reload()
            return
        touched = changes.touched.get(entity, frozenset())
        if changes.touches_any(others):
            self._stale.update(self._rows)
        elif touched:
            self._stale.update(touched & self._rows.keys())
        else:
            return
        self.reload()

    @property
    def complete(self) -> bool:
        """Whether all ids are there, and `rowCount` is the whole count."""
        return self._complete

    def id_at(self, row: int) -> int | None:
        """Return the id of a row; None past the end."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record_id: int) -> int | None:
        """Return where a record stands; None when it is not in the list (yet)."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

    def rows_of(self, record_ids: Iterable[int]) -> list[int]:
        """Return where records stand, from top to bottom; those that are not in the list are left out."""
        wanted = set(record_ids)
        return [row for row, record_id in enumerate(self._ids) if record_id in wanted]

    def row_data(self, row: int) -> R | None:
        """Return the row object if it has been read; asks for it if not."""
        record_id = self.id_at(row)
        if record_id is None:
            return None
        found = self._rows.get(record_id)
        if (found is None and record_id not in self._gone) or record_id in self._stale:
            self._want(row)
        return found

    def ids(self) -> list[int]:
        """Return all ids that are there, in order."""
        return list(self._ids)

    # what Qt asks
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and signature
        """Return how many ids are there."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, alignment, or the row itself (`ROW`, `ID`)."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID:
            return self._ids[index.row()]
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in {
            ROW,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        row = self.row_data(index.row())
        if role == ROW or row is None:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return " · ".join(filter(None, (column.text(row) for column in self._columns)))
        return column.text(row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802 - Qt's name
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.FontRole:  # a header's own font loses to the style sheet's
            return theme().font("caption")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight if self._columns[section].align == "right" else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def columns(self) -> list[TableColumn[R]]:
        """Return the columns."""
        return self._columns

    def retitle(self, key: str, title: str) -> None:
        """Give a column another title: the year it is about has changed."""
        for number, column in enumerate(self._columns):
            if column.key == key and column.title != title:
                self._columns[number] = replace(column, title=title)
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, number, number)

    # asking
    def _ask(self) -> None:
        self._token += 1
        self._gone.clear()
        token, source = self._token, self._source
        assert source is not None
        known = dict.fromkeys(self._rows.keys() - self._stale)

        def first_page() -> _Page[R]:
            ids = array("q", source.ids(FIRST))
            rows = source.rows([i for i in ids if i not in known])
            return _Page(token, ids, rows, complete=len(ids) < FIRST)

        def all_ids() -> _Page[R]:
            return _Page(token, array("q", source.ids(None)), {}, complete=True)

        if self._ids and len(self._ids) > FIRST and self._rows:
            # the same list again: replacing it by its first page would make the view jump
            self._desk.read((self._key, "ids"), all_ids, self._took)
            return
        self._desk.read((self._key, "ids"), first_page, lambda page: self._took(page, all_ids))

    def _took(self, page: _Page[R], then_all: Callable[[], _Page[R]] | None = None) -> None:
        if page.token != self._token:
            return
        self._rows.update(page.rows)
        self._stale.difference_update(page.rows)
        self._complete = page.complete
        self._put(page.ids, page.rows)
        if page.complete:
            self.count_changed.emit(len(self._ids))
        elif then_all is not None:
            self._desk.read((self._key, "ids"), then_all, self._took)
        self.filled.emit()

    def _put(self, ids: "array[int]", fresh: Mapping[int, R]) -> None:
        before = len(self._ids)
        if ids[:before] == self._ids and before:
            if len(ids) > before:
                self.beginInsertRows(QModelIndex(), before, len(ids) - 1)
                self._ids = ids
                self.endInsertRows()
            if fresh:
                self._repaint(0, FIRST)
            if self._stale:  # what is on screen is asked again by being painted again
                self.dataChanged.emit(self.index(0, 0), self.index(before - 1, max(0, len(self._columns) - 1)))
            return
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()

    def _want(self, row: int) -> None:
        block = row // BLOCK
        if block in self._waiting:
            self._waiting.remove(block)
        self._waiting.append(block)
        del self._waiting[:-WAITING]
        if not self._reading and not self._soon.isActive():
            self._soon.start()

    def _read_rows(self) -> None:
        source, token = self._source, self._token
        missing: list[int] = []
        start = 0
        while self._waiting and not missing and source is not None:
            start = self._waiting.pop() * BLOCK
            block = self._ids[start : start + BLOCK]
            missing = [i for i in block if (i not in self._rows and i not in self._gone) or i in self._stale]
        if not missing or source is None:
            return
        self._reading = True
        rows_of = source.rows
        self._desk.read(
            (self._key, "rows"), lambda: rows_of(missing), lambda rows: self._took_rows(token, (start, missing), rows)
        )

    def _took_rows(self, token: int, asked: tuple[int, list[int]], rows: Mapping[int, R]) -> None:
        self._reading = False
        if token == self._token:
            self._rows.update(rows)
            start, missing = asked
            self._stale.difference_update(missing)
            self._gone.update(set(missing) - rows.keys())
            self._repaint(start, start + BLOCK)
        if self._waiting:
            self._soon.start()

    def _repaint(self, first: int, end: int) -> None:
        """Have these rows painted again, as far as there are so many."""
        last = min(end, len(self._ids)) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, max(0, len(self._columns) - 1)))
