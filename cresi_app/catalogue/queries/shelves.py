"""Reads and bulk writes of shelves, baskets and past searches."""

from collections.abc import Callable, Sequence
from typing import Final

from cresi_app.catalogue.model.shelves import Basket, PastSearch, Shelf
from cresi_app.store.library import Library
from cresi_app.store.records import Table
from cresi_app.store.revision import Revision
from cresi_app.store.values import listed

SHELVES: Final = Table("shelf", Shelf)
BASKETS: Final = Table("basket", Basket)
PAST: Final = Table("past_search", PastSearch)
PUT: Final = "basket_item"
"""What documents on their way into a basket are staged as: {id, document}."""

_COUNTED: Final = "SELECT b.*, (SELECT count(*) FROM basket_item i WHERE i.basket_id = b.id) AS count FROM basket b"


def shelves(library: Library) -> list[Shelf]:
    """Return every shelf in the order people gave them."""
    return SHELVES.loads(library.query("SELECT * FROM shelf ORDER BY position, match_key, id"))


def shelf(library: Library, shelf_id: int) -> Shelf | None:
    """Return one shelf."""
    rows = library.query("SELECT * FROM shelf WHERE id = ?", (shelf_id,))
    return SHELVES.load(rows[0]) if rows else None


def baskets(library: Library) -> list[Basket]:
    """Return every basket in the order people gave them, with what they hold counted."""
    return BASKETS.loads(library.query(f"{_COUNTED} ORDER BY b.position, b.match_key, b.id"))


def basket(library: Library, basket_id: int) -> Basket | None:
    """Return one basket."""
    rows = library.query(f"{_COUNTED} WHERE b.id = ?", (basket_id,))
    return BASKETS.load(rows[0]) if rows else None


def baskets_of(library: Library, document_id: int) -> list[Basket]:
    """Return the baskets a document lies in."""
    sql = (
        f"{_COUNTED} WHERE b.id IN (SELECT basket_id FROM basket_item WHERE document_id = ?) ORDER BY b.position, b.id"
    )
    return BASKETS.loads(library.query(sql, (document_id,)))


def id_of_name(library: Library, table: str, key: str) -> int | None:
    """Return the shelf or basket that is called so, by its folded name."""
    found = library.value(f"SELECT id FROM {table} WHERE match_key = ?", (key,))
    return int(found) if found is not None else None


def begun(library: Library, table: str, key: str) -> list[str]:
    """Return the names that begin so, to tell what was meant."""
    sql = f"SELECT name FROM {table} WHERE match_key >= ? AND match_key < ? ORDER BY match_key LIMIT 5"
    return [row[0] for row in library.query(sql, (key, f"{key}\U0010ffff"))]


def order(library: Library, table: str) -> list[tuple[int, int]]:
    """Return (id, version) of every shelf or basket, in order."""
    return [tuple(row) for row in library.query(f"SELECT id, version FROM {table} ORDER BY position, match_key, id")]


def names(library: Library, table: str) -> dict[str, str]:
    """Return folded name → id as text, for « panier:… » in a search."""
    return {row[0]: str(row[1]) for row in library.query(f"SELECT match_key, id FROM {table}")}


def last_position(library: Library, table: str) -> int:
    """Return the last place taken, -1 when there is none."""
    return int(library.value(f"SELECT coalesce(max(position), -1) FROM {table}"))


def documents_in(library: Library, basket_id: int) -> list[int]:
    """Return the documents of a basket, archived ones too, in its order."""
    sql = "SELECT document_id FROM basket_item WHERE basket_id = ? ORDER BY position, id"
    return [row[0] for row in library.query(sql, (basket_id,))]


def touched_by(library: Library, seq: int) -> list[int]:
    """Return the documents that a revision made or changed and that are still there, in the order of their numbers."""
    sql = (
        "SELECT id FROM document WHERE id IN (SELECT entity_id FROM change WHERE revision = ? AND entity = 'document') "
        "ORDER BY id"
    )
    return [row[0] for row in library.query(sql, (seq,))]


def put_in(revision: Revision, import_id: int, basket_id: int) -> None:
    """Put the staged documents at the end of a basket, those already in it left where they are."""
    revision.execute(
        "INSERT INTO basket_item (id, version, basket_id, document_id, position) "
        "SELECT s.row->>'id', 1, ?, d.id, "
        "(SELECT coalesce(max(position), -1) FROM basket_item WHERE basket_id = ?) + s.pos "
        "FROM staged s JOIN document d ON d.id = s.row->>'document' WHERE s.import = ? AND s.entity = ? "
        "AND NOT EXISTS (SELECT 1 FROM basket_item i WHERE i.basket_id = ? AND i.document_id = d.id) ORDER BY s.pos",
        (basket_id, basket_id, import_id, PUT, basket_id),
    )


def take_from(revision: Revision, basket_id: int, ids: Sequence[int]) -> None:
    """Take documents out of a basket."""
    revision.execute(
        "DELETE FROM basket_item WHERE basket_id = ? AND document_id IN (SELECT value FROM json_each(?))",
        (basket_id, listed(ids)),
    )


def empty(revision: Revision, basket_id: int) -> None:
    """Take everything out of a basket."""
    revision.execute("DELETE FROM basket_item WHERE basket_id = ?", (basket_id,))


def arrange(revision: Revision, basket_id: int, ids: Sequence[int]) -> None:
    """Give the documents of a basket this order; those that stand right are left untouched."""
    revision.execute(
        "UPDATE basket_item SET position = j.key, version = version + 1 FROM json_each(?) j "
        "WHERE basket_item.basket_id = ? AND basket_item.document_id = j.value AND basket_item.position <> j.key",
        (listed(ids), basket_id),
    )


# --- past searches ---


def past(library: Library, desk: str) -> list[PastSearch]:
    """Return what a desk looked for, the latest first."""
    return PAST.loads(library.query("SELECT * FROM past_search WHERE desk = ? ORDER BY at DESC, id DESC", (desk,)))


def note(library: Library, values: dict[str, object], replaced: Sequence[int]) -> None:
    """Note a search; those it replaces (the same one, one being typed) leave."""
    if replaced:
        library.derive("DELETE FROM past_search WHERE id IN (SELECT value FROM json_each(?))", (listed(replaced),))
    columns = ", ".join(values)
    places = ", ".join("?" for _ in values)
    library.derive(f"INSERT INTO past_search ({columns}) VALUES ({places})", list(values.values()))


def forget(library: Library, desk: str, past_id: int | None) -> None:
    """Forget one past search of a desk, or all of them."""
    if past_id is None:
        library.derive("DELETE FROM past_search WHERE desk = ?", (desk,))
    else:
        library.derive("DELETE FROM past_search WHERE desk = ? AND id = ?", (desk, past_id))


def forget_said(library: Library, said: Callable[[str], bool]) -> None:
    """Forget the past searches, whoever's they are, of whose words `said` holds."""
    rows = library.query("SELECT id, query || ' ' || filters FROM past_search")
    gone = [row[0] for row in rows if said(row[1])]
    if gone:
        library.derive("DELETE FROM past_search WHERE id IN (SELECT value FROM json_each(?))", (listed(gone),))
