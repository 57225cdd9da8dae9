"""Reads the INSERT statements of a MySQL dump into rows by table; nothing in the file is ever executed."""

import re
from collections.abc import Iterator
from typing import Final

_INSERT: Final = re.compile(
    r"\b(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s+`?(\w+)`?\s*(?:\(([^()]*)\))?\s*VALUES\s*", re.IGNORECASE
)
_CREATE: Final = re.compile(
    r"\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?`?(\w+)`?\s*\((.*?)\n\)", re.IGNORECASE | re.DOTALL
)
_COLUMN: Final = re.compile(
    r"^[^\S\n]*(?!(?:PRIMARY|UNIQUE|KEY|INDEX|FULLTEXT|SPATIAL|CONSTRAINT|FOREIGN|CHECK)\b)`?(\w+)`?[^\S\n]+\w",
    re.MULTILINE | re.IGNORECASE,
)
"""A column of a table; `mysqldump --skip-quote-names` leaves the marks around its name out."""
_VALUE: Final = re.compile(
    r"\s*(?:_\w+\s*)?(?:'((?:[^'\\]++|\\.|'')*+)'|\"((?:[^\"\\]++|\\.|\"\")*+)\"|([^,()'\"\s]+))\s*([,)])", re.DOTALL
)
_SHAPE: Final = re.compile(rb"create table (?:if not exists )?`?(?:notices|authors)`?\s*\(.*?\n\)", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)|''|\"\"", re.DOTALL)
_SIGNS: Final = {"n": "\n", "r": "\r", "t": "\t", "0": "", "Z": "", "b": ""}

Row = dict[str, str]


def looks_like(head: bytes) -> bool:
    """Say whether a file beginning with `head` may be the copy of a PMB database."""
    told = head.lower()
    if b"insert into" not in told and b"replace into" not in told:
        return False
    if any(name in told for name in (b"pmb", b"`noeuds`", b"`exemplaires`", b"`responsability`")):
        return True
    # Other programs have tables of these names too: theirs have other columns.
    shape = _SHAPE.search(told)
    named = any(name in told for name in (b"`notices`", b"into notices", b"`authors`"))
    return named and (shape is None or b"tit1" in shape[0] or b"author_name" in shape[0])


def rows(text: str) -> Iterator[tuple[str, Row]]:
    """Yield (table, row) of every INSERT, several rows in one statement included; a NULL is an empty text.

    Without a list of columns in the INSERT, those of the table's CREATE are taken; without it, the row is passed over.
    """
    shapes = {found[1]: _COLUMN.findall(found[2]) for found in _CREATE.finditer(text)}
    for found in _INSERT.finditer(text):
        table = found[1]
        columns = [name.strip(" `\n") for name in found[2].split(",")] if found[2] else shapes.get(table, [])
        for values in _tuples(text, found.end()):
            if columns:
                yield table, dict(zip(columns, values, strict=False))


def _tuples(text: str, at: int) -> Iterator[list[str]]:
    while at < len(text) and text[at] == "(":
        at += 1
        values: list[str] = []
        while True:
            found = _VALUE.match(text, at)
            if found is None:
                return  # cut in the middle of a row: what came before stands
            values.append(_value(found))
            at = found.end()
            if found[4] == ")":
                break
        yield values
        while at < len(text) and text[at] in ", \r\n\t":
            at += 1


def _value(found: re.Match[str]) -> str:
    quoted = found[1] if found[1] is not None else found[2]
    if quoted is not None:
        return _ESCAPED.sub(lambda one: one[0][0] if one[1] is None else _SIGNS.get(one[1], one[1]), quoted)
    return "" if found[3].upper() == "NULL" else found[3]
