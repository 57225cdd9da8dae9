"""A field of rows: pieces, versions, titles, links; each row a few small fields, the whole saved as one value."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Divider
from cresi_app.widgets.fields import Field
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout

Placed = tuple[Field, int]
"""A field and the columns it takes of the row's twelve."""
MakeRow = Callable[[], Sequence[Sequence[Placed]]]
GRID: Final = 12
Values = dict[str, Any]


class _Line(QWidget):
    """One row: its fields in a grid, the acts at its end; `record_id` is the row's own, None while it is new."""

    def __init__(self, placed: Sequence[Sequence[Placed]], number: int) -> None:
        super().__init__()
        self.record_id: int | None = None
        self.fields: dict[str, Field] = {}
        self._titles: dict[str, str] = {}
        grid = Grid(across=8, down=6)
        for column in range(GRID):
            grid.setColumnStretch(column, 1)
        for at, line in enumerate(placed):
            start = 0
            for field, span in line:
                grid.addWidget(field, at, start, 1, span)
                start += span
                self.fields[field.name] = field
                self._titles[field.name] = field.label.text()
        self.up = IconButton(tr("Monter cette ligne"), "chevron-up")
        self.cross = IconButton(tr("Retirer cette ligne"), "x")
        self._above = Label(" ", "button")  # as high as the labels above the fields
        acts = Column(self._above, Row(self.up, self.cross, spacing=0), None, spacing=4)
        Row(grid, acts, spacing=4, parent=self).setStretch(0, 1)
        self.number(number)

    def number(self, number: int) -> None:
        """Say in each name which row it is; labels stand above the first one only."""
        labelled = number == 1 or len(self.fields) > 4
        self._above.setVisible(labelled)
        for name, field in self.fields.items():
            title = self._titles[name]
            field.label.setVisible(labelled)
            field.editor.setAccessibleName(tr("{name}, ligne {number}", name=title, number=number))
        self.up.setEnabled(number > 1)
        self.up.set_name(tr("Monter la ligne {number}", number=number))
        self.cross.set_name(tr("Retirer la ligne {number}", number=number))

    def read(self) -> Values:
        """Return what the row says. Raises what a field refuses."""
        said = {name: field.read() for name, field in self.fields.items()}
        return {"id": self.record_id, **said}

    def show_values(self, values: Mapping[str, Any], *, keep_typing: bool) -> None:
        """Show a row of the record."""
        self.record_id = values.get("id")
        for name, field in self.fields.items():
            field.set_value(values.get(name), keep_typing=keep_typing)


class RowsField(Field):
    """Rows in their order; value: list of {"id", name: value…}. A new row counts once its `required` field says something."""

    def __init__(
        self, label: str, row: MakeRow, *, name: str, add: str, required: str, blank: Mapping[str, Any] | None = None
    ) -> None:
        """`row` makes the fields of one row, `add` is the button's verb, `blank` what a new row says at first."""
        holder = QWidget()
        super().__init__(label, holder, name=name)
        self._row, self._required, self._blank = row, required, dict(blank or {})
        self._names = _names(row)
        self._value: list[Values] = []
        self._lines: list[_Line] = []
        self._rows = Column(spacing=8)
        self.add_button = Button(add, "link", "plus")
        self.add_button.setAccessibleName(f"{label} : {add}")
        self.add_button.clicked.connect(lambda _checked=False: self.add_row())
        Column(self._rows, parent=holder)
        self.head.addWidget(self.add_button)
        holder.setFocusProxy(self.add_button)

    def reshape(self, label: str, row: MakeRow, add: str) -> None:
        """Show rows of other fields, as another kind of document has them; what they say is kept."""
        names = _names(row)
        self.set_label(label)
        self.add_button.setText(add)
        if names != self._names:
            self._row, self._names = row, names
            clear_layout(self._rows)
            self._lines = []

    @property
    def lines(self) -> list[_Line]:
        """The rows on screen, the unfinished ones too."""
        return list(self._lines)

    def read(self) -> Any:
        """Return the rows that say something. DomainError ``row_unnamed`` when a row lacks what it must say."""
        said: list[Values] = []
        for line in self._lines:
            values = line.read()
            if values[self._required]:
                said.append(values)
            elif line.record_id is not None or self._says_more(values):
                field = line.fields[self._required]
                raise DomainError(
                    "row_unnamed", N_("Une ligne est incomplète : remplissez « {title} », ou retirez-la."), field=self.name,
                    title=field.label.text(),
                )  # fmt: skip
        return said

    def _says_more(self, values: Values) -> bool:
        known = {"id": None, **self._blank}
        return any(value not in (None, "", known.get(name)) for name, value in values.items())

    def show_value(self, value: Any) -> None:
        """Show these rows; those on screen keep their place and the keyboard when they are the same ones."""
        rows: list[Values] = list(value or [])
        whole = self._named()
        if len(whole) == len(rows) and all(
            line.record_id in (None, row.get("id")) for line, row in zip(whole, rows, strict=True)
        ):
            for line, row in zip(whole, rows, strict=True):
                line.show_values(row, keep_typing=True)
            return
        clear_layout(self._rows)
        self._lines = []
        for row in rows:
            self._append(row)

    def set_value(self, value: Any, *, keep_typing: bool = False) -> None:
        """Show a value; rows saved since take the id they were given, whatever is being typed."""
        named = self._named()
        rows = [{key: row.get(key) for key in ("id", *self._names)} for row in value or []]
        super().set_value(rows, keep_typing=keep_typing)
        for line, row in zip(named, rows, strict=False):
            if line.record_id is None:
                line.record_id = row.get("id")

    def _named(self) -> list[_Line]:
        return [line for line in self._lines if line.record_id is not None or line.fields[self._required].value()]

    def add_row(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin another row, and type in it."""
        line = self._append(values or self._blank)
        line.fields[self._required].focus()

    def _append(self, values: Mapping[str, Any]) -> _Line:
        line = _Line(self._row(), len(self._lines) + 1)
        line.show_values(values, keep_typing=False)
        for field in line.fields.values():
            field.committed.connect(lambda _value: self._changed())
            field.edited.connect(self.edited)
        line.cross.clicked.connect(lambda _checked=False: self._remove(line))
        line.up.clicked.connect(lambda _checked=False: self._raise(line))
        if self._lines and len(line.fields) > 4:
            self._rows.addWidget(Divider())
        self._lines.append(line)
        self._rows.addWidget(line)
        return line

    def _remove(self, line: _Line) -> None:
        at = self._lines.index(line)
        self._lines.remove(line)  # still in the layout, which deletes it
        self._again()
        (self._lines[min(at, len(self._lines) - 1)].cross if self._lines else self.add_button).setFocus()
        self._changed()

    def _raise(self, line: _Line) -> None:
        at = self._lines.index(line)
        if at:
            self._lines.insert(at - 1, self._lines.pop(at))
            self._again()
            self._changed()
            (line.up if line.up.isEnabled() else line.cross).setFocus()

    def _again(self) -> None:
        """Lay the rows out in their order."""
        for line in self._lines:
            self._rows.removeWidget(line)
        clear_layout(self._rows)
        for number, line in enumerate(self._lines, 1):
            if number > 1 and len(line.fields) > 4:
                self._rows.addWidget(Divider())
            self._rows.addWidget(line)
            line.number(number)
            line.show()

    def _changed(self) -> None:
        """Save once everything reads; a row that is only begun waits."""
        try:
            self.read()
        except DomainError:
            return
        self.commit()

    def commit(self) -> bool:
        """Save the rows when they are others than before; False when one does not read."""
        for line in self._lines:
            if not all(field.error == "" for field in line.fields.values()):
                return False
        return super().commit()


def _names(row: MakeRow) -> tuple[str, ...]:
    """Return the names of a row's fields."""
    return tuple(field.name for line in row() for field, _ in line)
