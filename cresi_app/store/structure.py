"""The shape of the tables, read from the library itself."""

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


_TABLES: Final = """
    SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
"""

_COLUMNS: Final = f"""
    SELECT t.name, c.name FROM ({_TABLES}) t JOIN pragma_table_info(t.name) c ORDER BY t.name, c.cid
"""

_LINKS: Final = f"""
    SELECT t.name, k."from", k."table", k.on_delete FROM ({_TABLES}) t JOIN pragma_foreign_key_list(t.name) k
    GROUP BY t.name, k.id HAVING count(*) = 1 ORDER BY t.name, k.id
"""


def read_structure(database: Database) -> Structure:
    """Read the shapes of all ordinary tables (virtual tables and their shadows, generated columns, compound keys left out).

    Two statements for the whole library: asking table by table took ten times as long, at every opening.
    """
    columns: dict[str, list[str]] = {}
    for table, column in database.execute(_COLUMNS):
        columns.setdefault(table, []).append(column)
    links: dict[str, list[Link]] = {}
    for table, *link in database.execute(_LINKS):
        links.setdefault(table, []).append(Link(table, *link))
    return Structure(
        {name: TableShape(name, tuple(names), tuple(links.get(name, ()))) for name, names in columns.items()}
    )
