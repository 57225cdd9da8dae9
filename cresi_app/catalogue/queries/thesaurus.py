"""Reads of the thesauri: their trees, one term with everything around it, and the term that a typed word means."""

from collections.abc import Iterable, Sequence
from typing import Final

from cresi_app.catalogue.model.thesaurus import LANGUAGES, Label, Proposal, TermNote, TermRef, TermSheet, Thesaurus
from cresi_app.core.text import fold
from cresi_app.store.library import Library
from cresi_app.store.records import Row, Table
from cresi_app.store.values import listed

_THESAURI: Final = Table("thesaurus", Thesaurus)
_LABELS: Final = Table("subject_label", Label)
_NOTES: Final = Table("subject_note", TermNote)

_REF: Final = """
SELECT s.id, s.term, s.status,
    (SELECT count(*) FROM document_subject x JOIN document d ON d.id = x.document_id
        WHERE x.subject_id = s.id AND d.archived_on IS NULL) AS uses,
    (SELECT count(DISTINCT x.document_id) FROM document_subject x JOIN document d ON d.id = x.document_id
        WHERE d.archived_on IS NULL AND (x.subject_id = s.id
            OR x.subject_id IN (SELECT a.subject_id FROM subject_above a WHERE a.above_id = s.id))) AS uses_below,
    (SELECT count(*) FROM subject_broader b WHERE b.broader_id = s.id) AS narrower
FROM subject s
"""


def thesauri(library: Library) -> list[Thesaurus]:
    """Return the thesauri that are not archived, by name, each with how many terms it has."""
    rows = library.query(
        "SELECT t.*, (SELECT count(*) FROM subject s WHERE s.thesaurus_id = t.id AND s.archived_on IS NULL) AS terms "
        "FROM thesaurus t WHERE t.archived_on IS NULL ORDER BY t.is_geographic, t.name, t.id"
    )
    return _THESAURI.loads(rows)


def thesaurus(library: Library, thesaurus_id: int) -> Thesaurus | None:
    """Return one thesaurus."""
    rows = library.query(
        "SELECT t.*, (SELECT count(*) FROM subject s WHERE s.thesaurus_id = t.id AND s.archived_on IS NULL) AS terms "
        "FROM thesaurus t WHERE t.id = ?",
        (thesaurus_id,),
    )
    return _THESAURI.load(rows[0]) if rows else None


def by_uri(library: Library, uri: str, name: str) -> Thesaurus | None:
    """Return the thesaurus of an address, else (without an address) the one of that name."""
    rows = library.query(
        "SELECT * FROM thesaurus WHERE (uri <> '' AND uri = ?) OR (? = '' AND name = ?)", (uri, uri, name)
    )
    return _THESAURI.load(rows[0]) if rows else None


def _refs(library: Library, where: str, params: Sequence[object]) -> list[TermRef]:
    return [
        TermRef(row["id"], row["term"], row["uses"], row["uses_below"], row["narrower"], row["status"])
        for row in library.query(f"{_REF} WHERE {where} ORDER BY s.term_sort, s.id", tuple(params))
    ]


def top_terms(library: Library, thesaurus_id: int) -> list[TermRef]:
    """Return the terms of a thesaurus with nothing above them."""
    return _refs(
        library,
        "s.thesaurus_id = ? AND s.archived_on IS NULL AND NOT EXISTS (SELECT 1 FROM subject_broader b WHERE b.subject_id = s.id)",
        (thesaurus_id,),
    )


def narrower(library: Library, subject_id: int) -> list[TermRef]:
    """Return the terms right below one."""
    return _refs(library, "s.id IN (SELECT subject_id FROM subject_broader WHERE broader_id = ?)", (subject_id,))


def broader(library: Library, subject_id: int) -> list[TermRef]:
    """Return the terms right above one."""
    return _refs(library, "s.id IN (SELECT broader_id FROM subject_broader WHERE subject_id = ?)", (subject_id,))


def related(library: Library, subject_id: int) -> list[TermRef]:
    """Return the terms beside one."""
    return _refs(
        library,
        "s.id IN (SELECT related_id FROM subject_related WHERE subject_id = ? UNION SELECT subject_id FROM subject_related WHERE related_id = ?)",
        (subject_id, subject_id),
    )


def candidates(library: Library) -> list[TermRef]:
    """Return the terms that were proposed to a thesaurus and wait for a decision."""
    return _refs(library, "s.status = 'candidate' AND s.thesaurus_id IS NOT NULL AND s.archived_on IS NULL", ())


def term_ref(library: Library, subject_id: int) -> TermRef | None:
    """Return one term as others show it."""
    found = _refs(library, "s.id = ?", (subject_id,))
    return found[0] if found else None


def below(library: Library, ids: Iterable[int]) -> frozenset[int]:
    """Return these terms and everything below them."""
    rows = library.query(
        "SELECT value AS id FROM json_each(?) UNION SELECT subject_id FROM subject_above WHERE above_id IN (SELECT value FROM json_each(?))",
        (listed(ids := list(ids)), listed(ids)),
    )
    return frozenset(row["id"] for row in rows)


def ways_up(library: Library, subject_id: int) -> list[TermRef]:
    """Return one way from the top to a term, itself last: the way to open a tree at it."""
    way: list[TermRef] = []
    current: int | None = subject_id
    while current is not None:
        found = term_ref(library, current)
        if found is None:
            break
        way.insert(0, found)
        rows = library.query(
            "SELECT b.broader_id FROM subject_broader b JOIN subject s ON s.id = b.broader_id WHERE b.subject_id = ? ORDER BY s.term_sort, s.id LIMIT 1",
            (current,),
        )
        current = rows[0][0] if rows else None
    return way


def sheet(library: Library, subject_id: int) -> TermSheet | None:
    """Return everything of one term."""
    rows = library.query("SELECT * FROM subject WHERE id = ?", (subject_id,))
    if not rows:
        return None
    row = rows[0]
    ref = term_ref(library, subject_id)
    assert ref is not None
    return TermSheet(
        row["id"], row["version"], row["term"], row["kind"], row["uri"], row["notation"], row["status"],
        row["country_code"] or "", row["sector_code"] or "",
        thesaurus(library, row["thesaurus_id"]) if row["thesaurus_id"] is not None else None,
        _LABELS.loads(library.query("SELECT * FROM subject_label WHERE subject_id = ? ORDER BY label_sort, id", (subject_id,))),
        _NOTES.loads(library.query("SELECT * FROM subject_note WHERE subject_id = ? ORDER BY kind, language, id", (subject_id,))),
        broader(library, subject_id), narrower(library, subject_id), related(library, subject_id),
        [one["name"] for one in library.query(
            "SELECT g.name FROM subject_group g JOIN subject_membership m ON m.group_id = g.id WHERE m.subject_id = ? ORDER BY g.name_sort", (subject_id,))],
        [(one["kind"], one["uri"]) for one in library.query("SELECT kind, uri FROM subject_mapping WHERE subject_id = ? ORDER BY kind, uri", (subject_id,))],
        ref.uses, ref.uses_below,
    )  # fmt: skip


def _by_term(library: Library, thesaurus_id: int, columns: str, table: str, order: str = "") -> dict[int, list[Row]]:
    """Return the rows that hang on the terms of a thesaurus, by term: one read for all of them."""
    found: dict[int, list[Row]] = {}
    inside = "(SELECT id FROM subject WHERE thesaurus_id = ? AND archived_on IS NULL)"
    for row in library.query(f"SELECT {columns} FROM {table} WHERE subject_id IN {inside} {order}", (thesaurus_id,)):
        found.setdefault(row["subject_id"], []).append(row)
    return found


def _links(library: Library, thesaurus_id: int) -> tuple[dict[int, list[TermRef]], ...]:
    """Return what stands above, below and beside each term of a thesaurus."""
    rows = library.query("SELECT id, term FROM subject WHERE thesaurus_id = ?", (thesaurus_id,))
    names = {row["id"]: TermRef(row["id"], row["term"]) for row in rows}
    above: dict[int, list[TermRef]] = {}
    under: dict[int, list[TermRef]] = {}
    beside: dict[int, list[TermRef]] = {}
    for tables, ends in (((above, under), "broader"), ((beside, beside), "related")):
        links = _by_term(library, thesaurus_id, f"subject_id, {ends}_id AS other_id", f"subject_{ends}")
        for row in (row for rows in links.values() for row in rows):
            for table, own, other in zip(tables, (row[0], row[1]), (row[1], row[0]), strict=True):
                table.setdefault(own, []).append(names.get(other, TermRef(other, "")))
    return above, under, beside


def sheets(library: Library, thesaurus_id: int) -> list[TermSheet]:
    """Return every term of a thesaurus with its names, notes and links, for a file or a paper; documents are not counted."""
    above, under, beside = _links(library, thesaurus_id)
    labels = _by_term(library, thesaurus_id, "*", "subject_label", "ORDER BY label_sort, id")
    notes = _by_term(library, thesaurus_id, "*", "subject_note", "ORDER BY kind, language, id")
    groups = _by_term(
        library, thesaurus_id, "m.subject_id, g.name", "subject_membership m JOIN subject_group g ON g.id = m.group_id"
    )
    mappings = _by_term(library, thesaurus_id, "subject_id, kind, uri", "subject_mapping")
    rows = library.query(
        "SELECT * FROM subject WHERE thesaurus_id = ? AND archived_on IS NULL ORDER BY term_sort, id", (thesaurus_id,)
    )
    own = thesaurus(library, thesaurus_id)
    return [
        TermSheet(
            row["id"], row["version"], row["term"], row["kind"], row["uri"], row["notation"], row["status"], row["country_code"] or "",
            row["sector_code"] or "", own, _LABELS.loads(labels.get(row["id"], ())), _NOTES.loads(notes.get(row["id"], ())),
            above.get(row["id"], ()), under.get(row["id"], ()), beside.get(row["id"], ()),
            [one["name"] for one in groups.get(row["id"], ())], [(one["kind"], one["uri"]) for one in mappings.get(row["id"], ())],
        )
        for row in rows
    ]  # fmt: skip


def proposals(library: Library, typed: str, limit: int) -> list[Proposal]:
    """Return the terms that a typed beginning may mean, by any of their names; a rejected form gives its term."""
    folded = " ".join(fold(typed).split())
    if not folded:
        return []
    escaped = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = library.query(
        "SELECT s.id, s.term, l.label, l.kind, l.language, "
        "(SELECT count(*) FROM document_subject x WHERE x.subject_id = s.id) AS uses, "
        "(SELECT group_concat(b.term, ' › ') FROM subject_broader h JOIN subject b ON b.id = h.broader_id WHERE h.subject_id = s.id) AS place "
        "FROM subject_label l JOIN subject s ON s.id = l.subject_id "
        "WHERE (l.label_sort LIKE ? ESCAPE '\\' OR l.label_sort LIKE ? ESCAPE '\\') AND s.archived_on IS NULL AND s.status <> 'deprecated' "
        "ORDER BY (l.label_sort LIKE ? ESCAPE '\\') DESC, (l.kind = 'pref') DESC, length(l.label_sort), s.term_sort, s.id LIMIT ?",
        (f"{escaped}%", f"% {escaped}%", f"{escaped}%", limit * 3),
    )
    found: dict[int, Proposal] = {}
    for row in rows:
        shown = row["kind"] == "pref" and row["language"].split("-")[0] in LANGUAGES
        via = "" if row["label"] == row["term"] or shown else row["label"]
        found.setdefault(row["id"], Proposal(row["id"], row["term"], via, row["place"] or "", row["uses"]))
    return list(found.values())[:limit]


def descriptors(library: Library, keys: Iterable[str]) -> dict[str, int]:
    """Return the term that each match key means as a synonym: a non-descriptor resolves to its descriptor, the oldest first."""
    rows = library.query(
        "SELECT l.match_key, min(s.id) AS id FROM subject_label l JOIN subject s ON s.id = l.subject_id "
        "WHERE l.match_key IN (SELECT value FROM json_each(?)) AND s.archived_on IS NULL GROUP BY l.match_key",
        (listed(keys),),
    )
    return {row["match_key"]: row["id"] for row in rows}
