"""Reads of contributors, publishers and series as records: lists with counts, whole sheets, their documents, what may be merged."""

from collections.abc import Iterable, Sequence
from typing import Final

from cresi_app.catalogue.model.authorities import (
    AuthorityKind,
    AuthorityNumber,
    AuthorityRow,
    AuthoritySheet,
    NumberScheme,
    Variant,
    VariantKind,
)
from cresi_app.core.text import words
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.values import listed

_IDS: Final = "(SELECT value FROM json_each(?))"
_KINDS: Final = Table("variant_kind", VariantKind)
_SCHEMES: Final = Table("authority_scheme", NumberScheme)
_VARIANTS: Final = Table("authority_variant", Variant)
_NUMBERS: Final = Table("authority_number", AuthorityNumber)

_NAME: Final = {
    AuthorityKind.CONTRIBUTOR: "CASE a.given WHEN '' THEN a.family ELSE a.family || ', ' || a.given END",
    AuthorityKind.PUBLISHER: "a.name",
    AuthorityKind.SERIES: "a.title",
}
_DETAIL: Final = {
    AuthorityKind.CONTRIBUTOR: "a.dates",
    AuthorityKind.PUBLISHER: "a.place",
    AuthorityKind.SERIES: "a.issn",
}
SORT: Final = {
    AuthorityKind.CONTRIBUTOR: "name_sort",
    AuthorityKind.PUBLISHER: "name_sort",
    AuthorityKind.SERIES: "title_sort",
}
_USED_BY: Final = {
    AuthorityKind.CONTRIBUTOR: "SELECT document_id FROM contribution WHERE contributor_id = {id}",
    AuthorityKind.PUBLISHER: "SELECT id FROM document WHERE publisher_id = {id} "
    "UNION SELECT document_id FROM co_publication WHERE publisher_id = {id}",
    AuthorityKind.SERIES: "SELECT id FROM document WHERE series_id = {id}",
}
_USES: Final = {
    AuthorityKind.CONTRIBUTOR: "(SELECT count(DISTINCT document_id) FROM contribution WHERE contributor_id = a.id)",
    AuthorityKind.PUBLISHER: f"(SELECT count(*) FROM ({_USED_BY[AuthorityKind.PUBLISHER].format(id='a.id')}))",
    AuthorityKind.SERIES: "(SELECT count(*) FROM document WHERE series_id = a.id)",
}
_MOST_USED: Final = {
    AuthorityKind.CONTRIBUTOR: "SELECT contributor_id AS id, count(*) AS n FROM contribution GROUP BY contributor_id",
    AuthorityKind.PUBLISHER: "SELECT publisher_id AS id, count(*) AS n FROM document WHERE publisher_id IS NOT NULL GROUP BY publisher_id",
    AuthorityKind.SERIES: "SELECT series_id AS id, count(*) AS n FROM document WHERE series_id IS NOT NULL GROUP BY series_id",
}


def variant_kinds(library: Library) -> dict[str, VariantKind]:
    """Return what other forms can be, by code."""
    rows = library.query(f"SELECT {_KINDS.select()} FROM variant_kind ORDER BY position")
    return {one.code: one for one in _KINDS.loads(rows)}


def schemes(library: Library) -> dict[str, NumberScheme]:
    """Return the families of authority numbers, by code."""
    rows = library.query(f"SELECT {_SCHEMES.select()} FROM authority_scheme ORDER BY position")
    return {one.code: one for one in _SCHEMES.loads(rows)}


def ids(library: Library, table: AuthorityKind, text: str, order: str, kind: str, limit: int | None) -> list[int]:
    """Return the ids of a list: those that hold every word of `text` in one of their forms, by ``name`` or ``uses``."""
    where, params = ["a.archived_on IS NULL"], list[object]()
    if kind and table is AuthorityKind.CONTRIBUTOR:
        where.append("a.kind = ?")
        params.append(kind)
    for word in words(text):
        like = f"%{word}%"
        where.append(
            f"(a.{SORT[table]} LIKE ? OR a.id IN (SELECT {table.column} FROM authority_variant WHERE form_sort LIKE ? "
            f"AND {table.column} IS NOT NULL) OR a.id IN (SELECT {table.column} FROM authority_number WHERE value = ? "
            f"AND {table.column} IS NOT NULL))"
        )
        params += [like, like, word.upper()]
    joined, by = "", f"a.{SORT[table]}, a.id"
    if order == "uses":
        joined, by = f"LEFT JOIN ({_MOST_USED[table]}) u ON u.id = a.id", f"coalesce(u.n, 0) DESC, {by}"
    rows = library.query(
        f"SELECT a.id FROM {table.value} a {joined} WHERE {' AND '.join(where)} ORDER BY {by} LIMIT ?",
        (*params, -1 if limit is None else limit),
    )
    return [row[0] for row in rows]


def rows(library: Library, table: AuthorityKind, wanted: Iterable[int], text: str = "") -> dict[int, AuthorityRow]:
    """Return the lines of these authorities; `via` names the other form by which `text` found one."""
    kind = "a.kind" if table is AuthorityKind.CONTRIBUTOR else "''"
    found = library.query(
        f"SELECT a.id, {_NAME[table]} AS name, {_DETAIL[table]} AS detail, {kind} AS kind, a.{SORT[table]} AS sort, {_USES[table]} AS uses, "
        f"(SELECT count(*) FROM authority_variant v WHERE v.{table.column} = a.id) AS variants, "
        f"coalesce((SELECT group_concat(v.form, char(31)) FROM authority_variant v WHERE v.{table.column} = a.id), '') AS forms "
        f"FROM {table.value} a WHERE a.id IN {_IDS}",
        (listed(wanted),),
    )
    typed = words(text)
    return {
        row["id"]: AuthorityRow(
            row["id"], row["name"], row["detail"], row["kind"], row["uses"], row["variants"], _via(row, typed)
        )
        for row in found
    }


def _via(row: Row, typed: Sequence[str]) -> str:
    if not typed or not row["forms"] or all(word in row["sort"] for word in typed):
        return ""
    forms = [form for form in row["forms"].split("\x1f") if any(word in " ".join(words(form)) for word in typed)]
    return forms[0] if forms else ""


def sheet(library: Library, table: AuthorityKind, authority_id: int) -> AuthoritySheet | None:
    """Return everything of one authority."""
    found = library.query(
        f"SELECT a.*, {_NAME[table]} AS shown, {_USES[table]} AS uses FROM {table.value} a WHERE a.id = ?",
        (authority_id,),
    )
    if not found:
        return None
    row = found[0]
    has = row.keys()
    publisher = row["publisher_id"] if "publisher_id" in has else None
    named = rows(library, AuthorityKind.PUBLISHER, [publisher]) if publisher is not None else {}
    return AuthoritySheet(
        table, row["id"], row["version"], row["shown"],
        row["kind"] if "kind" in has else "", row["dates"] if "dates" in has else "", row["place"] if "place" in has else "",
        row["issn"] if "issn" in has else "", publisher, named[publisher].name if publisher in named else "",
        row["note"], row["source"], row["url"] if "url" in has else "",
        tuple(_VARIANTS.loads(_of(library, "authority_variant", table, authority_id, "form_sort, id"))),
        tuple(_NUMBERS.loads(_of(library, "authority_number", table, authority_id, "scheme, value"))),
        row["uses"],
    )  # fmt: skip


def _of(library: Library, name: str, table: AuthorityKind, authority_id: int, order: str) -> list[Row]:
    return library.query(f"SELECT * FROM {name} WHERE {table.column} = ? ORDER BY {order}", (authority_id,))


def heads(library: Library, table: AuthorityKind, wanted: Iterable[int]) -> dict[int, Row]:
    """Return the whole rows of these authorities."""
    return {
        row["id"]: row for row in library.query(f"SELECT * FROM {table.value} WHERE id IN {_IDS}", (listed(wanted),))
    }


def same_name(library: Library, table: AuthorityKind, authority_id: int) -> list[int]:
    """Return the authorities with the match key of this one, itself among them."""
    rows_ = library.query(
        f"SELECT id FROM {table.value} WHERE match_key = (SELECT match_key FROM {table.value} WHERE id = ?) AND archived_on IS NULL ORDER BY id",
        (authority_id,),
    )
    return [row[0] for row in rows_]


def documents(library: Library, table: AuthorityKind, authority_id: int, limit: int) -> list[int]:
    """Return the documents of an authority that are not archived, the latest year first."""
    found = library.query(
        f"SELECT d.id FROM document d WHERE d.id IN ({_USED_BY[table].format(id='?1')}) AND d.archived_on IS NULL "
        "ORDER BY d.year IS NULL, d.year DESC, d.title_sort, d.id LIMIT ?2",
        (authority_id, limit),
    )
    return [row[0] for row in found]


def counts(library: Library) -> dict[AuthorityKind, int]:
    """Return how many authorities each list has."""
    return {
        table: int(library.value(f"SELECT count(*) FROM {table.value} WHERE archived_on IS NULL", (), 0))
        for table in AuthorityKind
    }


def apart_from(library: Library, entity: str, wanted: Iterable[int]) -> list[tuple[int, int]]:
    """Return the pairs, with one of these records, that a person said are not the same."""
    ids_ = listed(wanted)
    found = library.query(
        "SELECT one_id, other_id FROM kept_apart WHERE entity = ?1 AND one_id IN (SELECT value FROM json_each(?2)) "
        "UNION SELECT one_id, other_id FROM kept_apart WHERE entity = ?1 AND other_id IN (SELECT value FROM json_each(?2))",
        (entity, ids_),
    )
    return [(row[0], row[1]) for row in found]


def apart(library: Library, entity: str) -> frozenset[tuple[int, int]]:
    """Return every pair of these records that a person said are not the same."""
    return frozenset(
        (row[0], row[1]) for row in library.query("SELECT one_id, other_id FROM kept_apart WHERE entity = ?", (entity,))
    )
