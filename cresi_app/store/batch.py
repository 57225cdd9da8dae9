"""The atomic batch: the one shape in which anything is written."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from typing import Any

from sqlite_utils import Database

from cresi_app.core.clock import stamp
from cresi_app.core.ids import new_id
from cresi_app.store.values import FromEnd, plain


@dataclass(frozen=True, slots=True)
class Statement:
    """One parametrised statement."""

    sql: str
    params: Sequence[object] | dict[str, object] = ()

    def bound(self) -> Any:
        """Return the parameters, those that waited for the revision's end resolved."""
        if isinstance(self.params, dict):
            return self.params
        return tuple(value.resolve() if isinstance(value, FromEnd) else value for value in self.params)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the `revision` row says, in the order of its columns."""

    who: str
    desk: str
    operation: str
    subject: str = ""
    edit_group: int | None = None
    undoes: int | None = None


@contextmanager
def transaction(database: Database) -> Iterator[sqlite3.Connection]:
    """Hold one `BEGIN IMMEDIATE` transaction: committed whole at the end, or not at all."""
    connection = database.conn
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # A full disk or a RAISE(ROLLBACK) has already ended the transaction by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def opening(heading: Heading, batch: int) -> list[Statement]:
    """Return the statements that begin a revision."""
    return [
        Statement(
            "INSERT INTO revision (batch, at, who, desk, operation, subject, edit_group, undoes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (batch, stamp(), *map(plain, astuple(heading))),
        ),
        Statement("INSERT INTO act (only, revision) SELECT 1, seq FROM revision WHERE batch = ?", (batch,)),
    ]


def closing(batch: int) -> list[Statement]:
    """Return the statements that end a revision; one that recorded nothing is not left behind, an undo always is."""
    return [
        Statement("DELETE FROM act"),
        Statement(
            "DELETE FROM revision WHERE batch = ? AND undoes IS NULL "
            "AND NOT EXISTS (SELECT 1 FROM change WHERE change.revision = revision.seq)",
            (batch,),
        ),
    ]


def lightly(insertion: Statement) -> list[Statement]:
    """Return an insertion of very many rows so that history keeps no copy of each."""
    return [Statement("UPDATE act SET light = 1"), insertion, Statement("UPDATE act SET light = 0")]


@dataclass(frozen=True, slots=True)
class Batch:
    """The statements of one revision and the id that keeps a retry from applying twice."""

    id: int
    statements: tuple[Statement, ...]

    @classmethod
    def of(cls, heading: Heading, statements: Sequence[Statement]) -> "Batch":
        """Return `statements` between what begins and what ends a revision."""
        batch = new_id()
        return cls(batch, (*opening(heading, batch), *statements, *closing(batch)))


def apply(database: Database, batch: Batch) -> int | None:
    """Write the batch whole and return its revision's seq; None when it recorded nothing.

    A batch whose id is already there was applied before an answer got lost: its seq is returned, nothing is written.
    """
    known = _seq(database, batch.id)
    if known is not None:
        return known
    with transaction(database) as connection:
        for statement in batch.statements:
            connection.execute(statement.sql, statement.bound())
    return _seq(database, batch.id)


def _seq(database: Database, batch: int) -> int | None:
    row = database.conn.execute("SELECT seq FROM revision WHERE batch = ?", (batch,)).fetchone()
    return None if row is None else int(row[0])
