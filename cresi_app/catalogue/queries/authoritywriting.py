"""Statements of acts on authorities: what is noted once, and what follows a merge."""

from collections.abc import Iterator, Sequence
from typing import Final

from cresi_app.catalogue.model.authorities import SOURCE, AuthorityKind, AuthoritySheet
from cresi_app.catalogue.queries import references
from cresi_app.core.ids import new_id
from cresi_app.store.library import Library
from cresi_app.store.revision import Revision

_SAME: Final = {
    "contribution": ("document_id", "role"),
    "co_publication": ("document_id",),
    "authority_variant": ("form",),
    "authority_number": ("scheme", "value"),
}

Statement = tuple[str, tuple[object, ...]]


def remember(table: AuthorityKind, authority_id: int, value: str) -> Statement:
    """Return what notes a number of `SOURCE` on an authority, once."""
    return _once(table, "authority_number", {table.column: authority_id, "scheme": SOURCE, "value": value}, "value")


def another_form(table: AuthorityKind, row: dict[str, object]) -> Statement:
    """Return what writes another form of a name unless it stands there already."""
    return _once(table, "authority_variant", row, "form")


def _once(table: AuthorityKind, name: str, row: dict[str, object], column: str) -> Statement:
    columns = ("id", "version", *row)
    sql = (
        f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join('?' for _ in columns)} WHERE NOT EXISTS "
        f"(SELECT 1 FROM {name} WHERE {table.column} = ? AND {column} = ?)"
    )
    return sql, (new_id(), 1, *row.values(), row[table.column], row[column])


def follow(revision: Revision, library: Library, kept: AuthoritySheet, others: Sequence[int]) -> None:
    """Make every notice, form and number of `others` the kept authority's."""
    table = kept.table
    references.move(revision, library, table.value, kept.id, others, _SAME)
    revision.execute(f"DELETE FROM authority_variant WHERE {table.column} = ? AND form = ?", (kept.id, kept.name))
    if table is AuthorityKind.PUBLISHER:  # the document's own publisher stands before its others already
        revision.execute(
            "DELETE FROM co_publication WHERE publisher_id = ? AND EXISTS (SELECT 1 FROM document d "
            "WHERE d.id = co_publication.document_id AND d.publisher_id = ?)",
            (kept.id, kept.id),
        )


def parted(entity: str, one: int, other: int) -> Statement:
    """Return what remembers, once, that two records are not the same."""
    pair = (min(one, other), max(one, other))
    sql = (
        "INSERT INTO kept_apart (id, version, entity, one_id, other_id) SELECT ?, 1, ?, ?, ? "
        "WHERE NOT EXISTS (SELECT 1 FROM kept_apart WHERE entity = ? AND one_id = ? AND other_id = ?)"
    )
    return sql, (new_id(), entity, *pair, entity, *pair)


def apart_still(entity: str, kept: int, others: Sequence[int], pairs: Sequence[tuple[int, int]]) -> Iterator[Statement]:
    """Yield what lets records that were said to differ from one of `others` differ from the kept one."""
    together = {kept, *others}
    for pair in pairs:
        for stranger in set(pair) - together:
            yield parted(entity, kept, stranger)
