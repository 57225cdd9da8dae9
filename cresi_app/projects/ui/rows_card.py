"""A card of parts told by what it is given: how rows are read from the dossier, shown, and which acts of the service they know."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money
from cresi_app.projects.model import DossierData
from cresi_app.projects.ui.panes import DossierPane, PartsCard, Work, saving
from cresi_app.projects.ui.part_list import Part
from cresi_app.widgets.fields import CheckField, Field, MoneyField
from cresi_app.widgets.rows import Line


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of part: its table, the noun of the service's acts (``add_<noun>`` …), its rows, how one is shown.

    `rows` gives (record, what `line` shows of it); `value` a field's value where the record's own is not what the field takes;
    `first` how many of the first fields take a line of their own, `wide` how many of the last ones.
    """

    table: str
    noun: str
    rows: Callable[[DossierData], Sequence[tuple[Any, Any]]]
    line: Callable[[Any], Line]
    value: Callable[[Any, str], Any] = getattr
    first: int = 0
    wide: int = 0
    moves: bool = True


class RowsCard(PartsCard):
    """The parts of one kind. `add` makes a new one and puts the keyboard into its first field."""

    def __init__(
        self, pane: DossierPane, title: str, kind: RowKind, fields: Sequence[Field], *, aside: Sequence[QWidget] = ()
    ) -> None:
        self.kind = kind
        super().__init__(pane, title, fields, aside=aside)

    def lay_fields(self, fields: Sequence[Field]) -> None:
        """Lay the short fields three a row, each wide one on its own."""
        first, last = self.kind.first, len(fields) - self.kind.wide
        lines = [[field] for field in fields[:first]]
        lines += [list(fields[at : min(at + 3, last)]) for at in range(first, last, 3)]
        lines += [[field] for field in fields[last:]]
        for row, line in enumerate(lines):
            alone = first > row or row >= len(lines) - self.kind.wide
            for column, field in enumerate(line):
                self.grid.addWidget(field, row, column, 1, 3 if alone else 1)
                if (
                    isinstance(field, CheckField) and len(line) > 1
                ):  # its box stands beside the inputs, not beside their names
                    self.grid.setAlignment(field, Qt.AlignmentFlag.AlignBottom)

    def lines(self, data: DossierData) -> Sequence[Part]:
        """Return the parts as rows."""
        return [(record.id, self.kind.line(shown)) for record, shown in self.kind.rows(data)]

    def values(self, data: DossierData, part_id: int) -> Mapping[str, Any]:
        """Return what the form shows of a part; amounts in the currency of the record."""
        record = next(record for record, _ in self.kind.rows(data) if record.id == part_id)
        values = {}
        for field in self.form.fields():
            value = self.kind.value(record, field.name)
            if isinstance(field, MoneyField):
                value = Money(value, field.currency) if isinstance(value, int) else value
            values[field.name] = value
        return values

    def currency(self, data: DossierData, part_id: int) -> str:
        """Return the currency of a part's amounts."""
        record = next(record for record, _ in self.kind.rows(data) if record.id == part_id)
        return str(getattr(record, "currency", data.budget.currency))

    def save(self, part_id: int, name: str, value: object) -> tuple[str, Work]:
        """Save a field of a part."""
        actor = self.pane.bench.desk.actor
        return self.kind.table, saving(self._act("update"), actor, part_id, {name: value})

    def take_off(self, part_id: int) -> Changes:
        """Take a part off."""
        changes: Changes = self._act("remove")(self.pane.bench.desk.actor, part_id)
        return changes

    def place(self, part_id: int, before_id: int | None) -> Changes:
        """Put a part before another one."""
        changes: Changes = self._act("move")(self.pane.bench.desk.actor, part_id, before_id)
        return changes

    def add(self, *arguments: object, **fields: object) -> None:
        """Make a part with the service's own arguments, and stand on it."""
        bench, project_id, make = self.pane.bench, self.pane.project_id, self._act("add")
        self.parts.select_next()

        def work() -> Changes:
            changes: Changes = make(bench.desk.actor, project_id, *arguments, **fields)
            return changes

        bench.saver.act(f"projects.add_{self.kind.noun}", work, lambda _changes: self.form.fields()[0].focus())

    def _move(self, part_id: int, step: int) -> None:
        if self.kind.moves:
            super()._move(part_id, step)

    def _act(self, verb: str) -> Callable[..., Any]:
        act: Callable[..., Any] = getattr(self.pane.bench.service, f"{verb}_{self.kind.noun}")
        return act


def adding(card: RowsCard, *arguments: object, **fields: object) -> Callable[[], None]:
    """Return what a button does to add a part."""
    return partial(card.add, *arguments, **fields)


def yes_no(*, unsaid: bool = True) -> list[tuple[bool | None, str]]:
    """Return the options of a yes-or-no question that may be left open."""
    return [*([(None, tr("Non précisé"))] if unsaid else []), (True, tr("Oui")), (False, tr("Non"))]
