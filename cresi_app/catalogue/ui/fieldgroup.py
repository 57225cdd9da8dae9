"""A titled group of fields in twelve columns that lays out only those the kind of document has."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QWidget

from cresi_app.widgets.card import Divider
from cresi_app.widgets.fields import Field
from cresi_app.widgets.labels import Overline
from cresi_app.widgets.layouts import Column, Grid, Item, Row

GRID = 12
"""Columns of a group's grid; each field takes some of them."""
Placed = tuple[Field, int]


class FieldGroup(QWidget):
    """Rows of fields under a title. `aside` stands at the right of the title."""

    def __init__(
        self, title: str, rows: Sequence[Sequence[Placed]], *, line: bool = True, aside: QWidget | None = None
    ) -> None:
        super().__init__()
        self._rows = [list(row) for row in rows]
        self._grid = Grid(across=12, down=10)
        for column in range(GRID):
            self._grid.setColumnStretch(column, 1)
        self.overline = Overline(title)
        head: list[Item] = [Row(self.overline, None, aside) if aside is not None else self.overline, 6] if title else []
        foot: list[Item] = [12, Divider()] if line else []
        Column(*head, self._grid, *foot, margins=(0, 0, 0, 4 if line else 0), parent=self)
        self.arrange(())

    @property
    def fields(self) -> list[Field]:
        """Every field of the group, laid out or not."""
        return [field for row in self._rows for field, _ in row]

    def arrange(self, hidden: Collection[str]) -> None:
        """Lay out all fields but these; the last one of a line takes what is left of it."""
        for field in self.fields:  # not `takeAt`, whose place lives on, and is told the field's new heights instead
            self._grid.removeWidget(field)
        at = 0
        for row in self._rows:
            shown = [(field, span) for field, span in row if field.name not in hidden]
            start = 0
            for index, (field, span) in enumerate(shown):
                wide = GRID - start if index == len(shown) - 1 else span
                self._grid.addWidget(field, at, start, 1, wide)
                field.show()
                start += span
            for field, _ in row:
                if field.name in hidden:
                    field.setParent(self)
                    field.hide()
            at += bool(shown)
        # Shown before it has its place it would be a window of its own.
        if self.parentWidget() is not None or not at:
            self.setVisible(at > 0)
