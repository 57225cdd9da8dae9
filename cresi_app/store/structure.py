"""The shape of the tables, read from the library itself through sqlite-utils."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sqlite_utils import Database

BOOKKEEPING: Final = frozenset({"version", "created_at", "updated_at", "stamp"})
"""Columns that only grow or tell when: never compared, never undone."""


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key from `table.column` to `other`."""

    table: str
    column: str
    other: str
    on_delete: str


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table's columns in order (without generated ones) and where its foreign keys point."""

    name: str
    columns: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def recorded(self) -> bool:
        """Say whether the table carries history: it has a `version` column."""
        return "version" in self.columns

    @property
    def content(self) -> tuple[str, ...]:
        """The columns that say something: neither the id nor bookkeeping."""
        return tuple(name for name in self.columns if name != "id" and name not in BOOKKEEPING)


@dataclass(frozen=True)
class Structure:
    """Every ordinary table of a library."""

    tables: Mapping[str, TableShape]

    def __getitem__(self, name: str) -> TableShape:
        return self.tables[name]

    @cached_property
    def recorded(self) -> tuple[TableShape, ...]:
        """The recorded tables, every table after those it refers to (as far as there are no circles)."""
        return tuple(_parents_first([shape for shape in self.tables.values() if shape.recorded]))

    def links_to(self, name: str) -> list[Link]:
        """Return the foreign keys of recorded tables that point to the table `name`."""
        return [link for shape in self.recorded for link in shape.links if link.other == name]


def _parents_first(shapes: list[TableShape]) -> list[TableShape]:
    waiting = {shape.name: shape for shape in sorted(shapes, key=lambda shape: shape.name)}
    ordered: list[TableShape] = []
    while waiting:
        free = [s for s in waiting.values() if not any(k.other in waiting and k.other != s.name for k in s.links)]
        # A circle has no order: its alphabetically first table opens it; undo then goes step by step.
        chosen = free or [next(iter(waiting.values()))]
        ordered += chosen
        for shape in chosen:
            del waiting[shape.name]
    return ordered


def read_structure(database: Database) -> Structure:
    """Read the shapes of all ordinary tables (virtual tables and their shadows left out)."""
    names = [
        row[0]
        for row in database.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        )
    ]
    return Structure({name: _shape(database, name) for name in names})


def _shape(database: Database, name: str) -> TableShape:
    table = database.table(name)
    links = tuple(
        Link(name, key.columns[0], key.other_table, key.on_delete) for key in table.foreign_keys if not key.is_compound
    )
    return TableShape(name, tuple(column.name for column in table.columns), links)
