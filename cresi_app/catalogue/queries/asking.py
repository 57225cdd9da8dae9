"""Turns what was asked in one line into SQL: each part a condition on the document, every value a parameter."""

from decimal import Decimal
from typing import Final

from cresi_app.catalogue.model.askfields import Takes
from cresi_app.catalogue.model.asking import (
    All,
    Any,
    Code,
    Has,
    HasOwn,
    Node,
    Not,
    Own,
    Pages,
    Range,
    Term,
    Words,
)
from cresi_app.catalogue.queries import spread
from cresi_app.core.text import words
from cresi_app.store.library import Library
from cresi_app.store.search import match
from cresi_app.store.values import listed

Compiled = tuple[str, list[object]]

_NOTHING: Final[Compiled] = ("0", [])
_COLUMNS: Final = {
    "year": "{d}.year",
    "added": "{d}.created_at",
    "changed": "{d}.updated_at",
    "published": "{d}.published_on",
    "views": "coalesce((SELECT w.views FROM document_view w WHERE w.document_id = {d}.id), 0)",
}
_CODES: Final = {
    "kind": "{d}.kind IN (SELECT value FROM json_each(?))",
    "language": "{d}.id IN (SELECT document_id FROM document_language WHERE language_code IN (SELECT value FROM json_each(?)))",
    "country": "{d}.id IN (SELECT document_id FROM document_country WHERE country_code IN (SELECT value FROM json_each(?)))",
    "status": "{d}.id IN (SELECT document_id FROM copy WHERE withdrawn_on IS NULL AND status IN (SELECT value FROM json_each(?)))",
    "location": "{d}.id IN (SELECT document_id FROM copy WHERE withdrawn_on IS NULL AND location_id IN (SELECT value FROM json_each(?)))",
    "provenance": "{d}.id IN (SELECT document_id FROM copy WHERE withdrawn_on IS NULL AND provenance IN (SELECT value FROM json_each(?)))",
    "basket": "{d}.id IN (SELECT document_id FROM basket_item WHERE basket_id IN (SELECT value FROM json_each(?)))",
    "level": "{d}.id IN (SELECT document_id FROM document_use WHERE level IN (SELECT value FROM json_each(?)))",
}
_SPANS: Final = {
    "age": ("age_least", "age_most"), "minutes": ("minutes_least", "minutes_most"), "group": ("group_least", "group_most"),
}  # fmt: skip
"""What a document is for goes from one number to another: it answers where that overlaps what is asked."""
_COUNTED: Final = {"consultations": "consultation", "loans": "loan_count"}
"""Uses that are counted one by one, in which table: what was never used has no row there."""
_EXISTS: Final = {
    "draft": "EXISTS (SELECT 1 FROM document_pending q WHERE q.document_id = {d}.id)",
    "isbn": "EXISTS (SELECT 1 FROM document_identifier i WHERE i.document_id = {d}.id AND i.scheme = 'isbn')",
    "issn": "EXISTS (SELECT 1 FROM document_identifier i WHERE i.document_id = {d}.id AND i.scheme = 'issn')",
    "subject": "EXISTS (SELECT 1 FROM document_subject x WHERE x.document_id = {d}.id)",
    "contributor": "EXISTS (SELECT 1 FROM contribution b WHERE b.document_id = {d}.id)",
    "copy": "EXISTS (SELECT 1 FROM copy y WHERE y.document_id = {d}.id AND y.withdrawn_on IS NULL)",
    "abstract": "{d}.abstract <> ''",
    "cover": "EXISTS (SELECT 1 FROM document_file f WHERE f.document_id = {d}.id AND f.is_cover = 1)",
    "file": "EXISTS (SELECT 1 FROM document_file f WHERE f.document_id = {d}.id AND f.is_cover = 0)",
    "call_number": "({d}.call_number <> '' OR EXISTS (SELECT 1 FROM copy y WHERE y.document_id = {d}.id AND y.call_number <> ''))",
    "year": "{d}.year IS NOT NULL",
    "publisher": "{d}.publisher_id IS NOT NULL",
    "language": "EXISTS (SELECT 1 FROM document_language x WHERE x.document_id = {d}.id)",
    "country": "EXISTS (SELECT 1 FROM document_country x WHERE x.document_id = {d}.id)",
    "url": "{d}.url <> ''",
    "notes": "{d}.notes <> ''",
    "series": "{d}.series_id IS NOT NULL",
    "barcode": "EXISTS (SELECT 1 FROM copy y WHERE y.document_id = {d}.id AND y.withdrawn_on IS NULL AND y.barcode <> '')",
    "basket": "EXISTS (SELECT 1 FROM basket_item i WHERE i.document_id = {d}.id)",
    "loan": "{d}.id IN (SELECT document_id FROM loan_count)",
}


def condition(node: Node, alias: str = "d") -> Compiled:
    """Return the SQL that says whether the document `alias` is what `node` asks, and its parameters."""
    match node:
        case Not():
            sql, params = condition(node.part, alias)
            return f"NOT coalesce(({sql}), 0)", params
        case All():
            return _joined(node.parts, " AND ", alias)
        case Any():
            return _joined(node.parts, " OR ", alias)
        case _:
            return _one(node, alias)


def _one(node: Words | Range | Code | Term | Has | Pages | Own | HasOwn, alias: str) -> Compiled:
    match node:
        case Words():
            return _words(node, alias)
        case Term():
            return _term(node, alias)
        case Range():
            return _range(node, alias)
        case Code():
            return _CODES[node.field].format(d=alias), [listed(node.codes)]
        case Has():
            return _EXISTS[node.what].format(d=alias), []
        case Pages():
            return _pages(node, alias)
        case Own():
            return own_field(node, alias)
        case HasOwn():
            return f"{alias}.id IN (SELECT document_id FROM custom_value WHERE field_id = ?)", [node.field_id]


def _joined(parts: tuple[Node, ...], sign: str, alias: str) -> Compiled:
    compiled = [condition(part, alias) for part in parts]
    return "(" + sign.join(sql for sql, _ in compiled) + ")", [value for _, values in compiled for value in values]


def _words(node: Words, alias: str) -> Compiled:
    expression = _expression(node.text, phrase=node.phrase)
    if expression is None:
        return _NOTHING
    found = "SELECT rowid FROM document_fts WHERE document_fts MATCH ?"
    if node.where is None:  # words that stand anywhere stand on a page of a file too
        sql = f"{alias}.id IN ({found} UNION {spread.OF_PAGES})"
        apart = None if node.phrase else spread.condition(node.text, alias)
        if apart is None:
            return sql, [expression, expression]
        return f"({sql} OR {apart[0]})", [expression, expression, *apart[1]]
    return f"{alias}.id IN ({found})", [f"{{{node.where}}} : ({expression})"]


def _expression(text: str, *, phrase: bool) -> str | None:
    found = words(text)
    if not found:
        return None
    return '"' + " ".join(found) + '"' if phrase else match_words(text)


def _pages(node: Pages, alias: str) -> Compiled:
    expression = _expression(node.text, phrase=node.phrase)
    if expression is None:
        return _NOTHING
    return f"{alias}.id IN ({spread.OF_PAGES})", [expression]


def match_words(text: str) -> str | None:
    """Return the full-text expression of words, as the store makes it: one gate, so that nothing typed can raise."""
    return match(text)


_NAMED: Final = (
    "SELECT id FROM subject WHERE term_sort = ? OR term_sort LIKE ? ESCAPE '\\' "
    "UNION SELECT subject_id FROM subject_label WHERE label_sort = ? OR label_sort LIKE ? ESCAPE '\\'"
)


def has_term(library: Library, name: str) -> bool:
    """Say whether a term, a synonym or a subject begins so."""
    key = " ".join(words(name))
    begins = f"{_like(key)}%"
    return bool(key and library.query(f"{_NAMED} LIMIT 1", (key, begins, key, begins)))


def _term(node: Term, alias: str) -> Compiled:
    """Find the term by any of its names that begins so; a word in no thesaurus by its own."""
    key = " ".join(words(node.name))
    if not key:
        return _NOTHING
    known = _NAMED
    begins = f"{_like(key)}%"
    values: list[object] = [key, begins, key, begins]
    if node.below:
        known = f"{known} UNION SELECT subject_id FROM subject_above WHERE above_id IN ({known})"
        values = [*values, *values]
    return f"{alias}.id IN (SELECT document_id FROM document_subject WHERE subject_id IN ({known}))", values


def _range(node: Range, alias: str) -> Compiled:
    if node.field in _SPANS:
        return _overlap(node, alias)
    if node.field in _COUNTED:
        return _times(node, alias)
    column = _COLUMNS[node.field].format(d=alias)
    parts: list[str] = []
    values: list[object] = []
    for sign, bound in ((">=", node.first), ("<=", node.last)):
        if bound:
            parts.append(f"{column} {sign} ?")
            values.append(_bound(node.field, bound, last=sign == "<="))
    return "(" + " AND ".join(parts) + ")" if parts else "1", values


def _bound(field: str, bound: str, *, last: bool) -> object:
    """Return what a column is compared with. Instants are texts that begin with their day: the last day ends after its last instant."""
    if field in {"year", "views"}:
        return int(bound)
    return f"{bound}~" if last and not bound.endswith("~") else bound


def _times(node: Range, alias: str) -> Compiled:
    """Find what was used so often; found in the table of uses, which is short beside that of documents."""
    least, most = int(node.first or 0), int(node.last) if node.last else None
    used = f"SELECT document_id FROM {_COUNTED[node.field]} GROUP BY document_id HAVING"
    parts: list[str] = []
    values: list[object] = []
    if least > 0:
        parts.append(f"{alias}.id IN ({used} sum(times) >= ?)")
        values.append(least)
    if most is not None:
        parts.append(f"{alias}.id NOT IN ({used} sum(times) > ?)")
        values.append(most)
    return "(" + (" AND ".join(parts) or "1") + ")", values


def _overlap(node: Range, alias: str) -> Compiled:
    least, most = _SPANS[node.field]
    said = [f"({least} IS NOT NULL OR {most} IS NOT NULL)"]
    values: list[object] = []
    if node.first:
        said.append(f"coalesce({most}, 999999999) >= ?")
        values.append(int(node.first))
    if node.last:
        said.append(f"coalesce({least}, 0) <= ?")
        values.append(int(node.last))
    return f"{alias}.id IN (SELECT document_id FROM document_use WHERE {' AND '.join(said)})", values


# --- the centre's own fields ---

_MILLION: Final = 1_000_000
_LETTERS: Final = {
    "a": "aàâäáãåAÀÂÄÁÃÅ", "c": "cçCÇ", "e": "eéèêëEÉÈÊË", "i": "iîïíìIÎÏÍÌ", "n": "nñNÑ", "o": "oôöóòõOÔÖÓÒÕ",
    "u": "uùûüúUÙÛÜÚ", "y": "yÿYŸ", "'": "'’",
}  # fmt: skip
"""What a folded letter may have been. GLOB compares with it: own fields hold short texts, and are asked one at a time."""
_NO_CLASS: Final = str.maketrans("", "", "]^")
_YES: Final = frozenset({"oui", "o", "yes", "y", "vrai", "true", "1"})


def _anyhow(folded: str) -> str:
    """Return the GLOB pattern of a text that holds `folded`, whatever its accents and capitals."""
    letters = (_LETTERS.get(one, one if not one.isalpha() else one + one.upper()) for one in folded)
    return "*" + "".join(f"[{one}]" for one in letters) + "*"


def own_field(node: Own, alias: str) -> Compiled:
    """Return the condition on a field of the centre's own."""
    sql, values = _own_value(node)
    return f"{alias}.id IN (SELECT v.document_id FROM custom_value v WHERE v.field_id = ? AND {sql})", [
        node.field_id,
        *values,
    ]


def _own_value(node: Own) -> Compiled:
    match node.takes:
        case Takes.YES_NO:
            return "v.flag = ?", [int(node.first in _YES)]
        case Takes.CODE:
            known = "SELECT c.id FROM custom_choice c WHERE c.field_id = v.field_id AND"
            # A whole word before its beginning: « non » is not « non précisé ».
            sql = (
                f"v.choice_id IN ({known} c.match_key = ? UNION {known} c.match_key LIKE ? ESCAPE '\\' "
                f"AND NOT EXISTS ({known} c.match_key = ?))"
            )
            return sql, [node.first, f"{_like(node.first)}%", node.first]
        case Takes.TEXT:
            return "v.text GLOB ?", [_anyhow(node.first.translate(_NO_CLASS))]
        case _:
            column = "v.day" if node.takes is Takes.DAY else "v.number"
            parts: list[str] = ["1"]
            values: list[object] = []
            for sign, bound in ((">=", node.first), ("<=", node.last)):
                if bound:
                    parts.append(f"{column} {sign} ?")
                    values.append(bound if node.takes is Takes.DAY else _millionths(bound))
            return " AND ".join(parts), values


def _millionths(said: str) -> int:
    return int(Decimal(said) * _MILLION)


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
