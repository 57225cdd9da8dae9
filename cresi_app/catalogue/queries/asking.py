"""Turns what was asked in one line into SQL: each part a condition on the document, every value a parameter."""

from typing import Final

from cresi_app.catalogue.model.asking import All, Any, Code, Has, Node, Not, Range, Term, Words
from cresi_app.core.text import words
from cresi_app.store.search import match
from cresi_app.store.values import listed

Compiled = tuple[str, list[object]]

_NOTHING: Final[Compiled] = ("0", [])
_COLUMNS: Final = {
    "year": "{d}.year",
    "added": "{d}.created_at",
    "changed": "{d}.updated_at",
    "published": "{d}.published_on",
}
_CODES: Final = {
    "kind": "{d}.kind IN (SELECT value FROM json_each(?))",
    "language": "{d}.id IN (SELECT document_id FROM document_language WHERE language_code IN (SELECT value FROM json_each(?)))",
    "country": "{d}.id IN (SELECT document_id FROM document_country WHERE country_code IN (SELECT value FROM json_each(?)))",
    "status": "{d}.id IN (SELECT document_id FROM copy WHERE withdrawn_on IS NULL AND status IN (SELECT value FROM json_each(?)))",
}
_EXISTS: Final = {
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
}


def condition(node: Node, alias: str = "d") -> Compiled:
    """Return the SQL that says whether the document `alias` is what `node` asks, and its parameters."""
    match node:
        case Words():
            return _words(node, alias)
        case Term():
            return _term(node, alias)
        case Range():
            return _range(node, alias)
        case Code():
            return _code(node, alias)
        case Has():
            return _EXISTS[node.what].format(d=alias), []
        case Not():
            sql, params = condition(node.part, alias)
            return f"NOT coalesce(({sql}), 0)", params
        case All():
            return _joined(node.parts, " AND ", alias)
        case Any():
            return _joined(node.parts, " OR ", alias)


def _joined(parts: tuple[Node, ...], sign: str, alias: str) -> Compiled:
    compiled = [condition(part, alias) for part in parts]
    return "(" + sign.join(sql for sql, _ in compiled) + ")", [value for _, values in compiled for value in values]


def _words(node: Words, alias: str) -> Compiled:
    found = words(node.text)
    if not found:
        return _NOTHING
    expression = '"' + " ".join(found) + '"' if node.phrase else str(match_words(node.text))
    if node.where is not None:
        expression = f"{{{node.where}}} : ({expression})"
    return f"{alias}.id IN (SELECT rowid FROM document_fts WHERE document_fts MATCH ?)", [expression]


def match_words(text: str) -> str | None:
    """Return the full-text expression of words, as the store makes it: one gate, so that nothing typed can raise."""
    return match(text)


def _term(node: Term, alias: str) -> Compiled:
    """Find the term by any of its names that begins so; a word in no thesaurus by its own."""
    key = " ".join(words(node.name))
    if not key:
        return _NOTHING
    known = (
        "SELECT id FROM subject WHERE term_sort = ? OR term_sort LIKE ? ESCAPE '\\' "
        "UNION SELECT subject_id FROM subject_label WHERE label_sort = ? OR label_sort LIKE ? ESCAPE '\\'"
    )
    begins = key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    values: list[object] = [key, begins, key, begins]
    if node.below:
        known = f"{known} UNION SELECT subject_id FROM subject_above WHERE above_id IN ({known})"
        values = [*values, *values]
    return f"{alias}.id IN (SELECT document_id FROM document_subject WHERE subject_id IN ({known}))", values


def _range(node: Range, alias: str) -> Compiled:
    column = _COLUMNS[node.field].format(d=alias)
    parts: list[str] = []
    values: list[object] = []
    for sign, bound in ((">=", node.first), ("<=", node.last)):
        if bound:
            parts.append(f"{column} {sign} ?")
            # Instants are texts that begin with their day: the last day ends after its last instant.
            values.append(
                int(bound)
                if node.field == "year"
                else f"{bound}~"
                if sign == "<=" and not bound.endswith("~")
                else bound
            )
    return "(" + " AND ".join(parts) + ")" if parts else "1", values


def _code(node: Code, alias: str) -> Compiled:
    return _CODES[node.field].format(d=alias), [listed(node.codes)]
