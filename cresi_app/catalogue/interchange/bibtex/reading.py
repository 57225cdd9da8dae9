"""Reads BibTeX: entries, what they inherit by crossref, and what its own reader puts aside as double or broken."""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares.enclosing import REMOVED_ENCLOSING_KEY
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

from cresi_app.catalogue.interchange.bibtex.mapping import notice_of
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.core.i18n import N_

_ENTRY: Final = re.compile(rb"(?m)^[^\S\n]*@[A-Za-z]+\s*[{(]")
_ENTRIES: Final = re.compile(rb"(?m)^[^\S\n]*@([A-Za-z]+)\s*[{(]")
_NO_ENTRIES: Final = frozenset({b"comment", b"preamble", b"string", b"xdata"})
_PARTS: Final = re.compile(r'"[^"]*"|\{[^{}]*\}|[\w:.+-]+')
_BESIDE: Final = ("comment", "preamble", "string")
_SWALLOWED: Final = re.compile(r"[}\"][^\S\n]*\n\s*([A-Za-z][\w-]*)[ \t]*=[ \t]*[{\"]")
"""Where a value goes on with the next field: behind its end, at the beginning of a line."""
_LENDS: Final = "xdata"
"""The entries that are none: they only lend their fields to those that name them."""
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what it finds broken is told by us
_NOT_INHERITED: Final = frozenset(
    {"crossref", "xref", "xdata", "ids", "keywords", "abstract", "note", "pages", "label"}
)


def looks_like(head: bytes) -> bool:
    """Say whether a file beginning with `head` may be BibTeX."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    return bool(_ENTRY.search(start)) and b"<" not in start.lstrip()[:1]


def count(data: bytes) -> int:
    """Return how many entries a file seems to hold."""
    return sum(found[1].lower() not in _NO_ENTRIES for found in _ENTRIES.finditer(data))


@dataclass(frozen=True, slots=True)
class _Found:
    """One entry with its fields by lower-case name, where it began, and what was doubtful."""

    kind: str
    key: str
    fields: dict[str, str]
    line: int
    raw: str
    doubts: tuple[str, ...] = ()


def read(text: str) -> Iterator[Incoming | Reject]:
    """Yield every entry of `text`, in the file's order. Never raises: what is broken is told with its lines."""
    library = parse_string(text)
    everything = sorted(_everything(library), key=lambda one: one.line if isinstance(one, _Found) else one[1])
    # An entry without a key can be nobody's parent.
    parents = {one.key.casefold(): one for one in reversed(everything) if isinstance(one, _Found) and one.key.strip()}
    found = [one for one in everything if not (isinstance(one, _Found) and one.kind == _LENDS)]
    for position, one in enumerate(found, 1):
        if not isinstance(one, _Found):
            block, line = one
            told = Told(
                position,
                N_("L'entrée de la ligne {line} est abîmée : elle n'est pas refermée, ou mal écrite."),
                {"line": line + 1},
            )
            yield Reject(position, line, told, (block.raw or "").encode(), (block.raw or "").strip()[:80])
            continue
        fields = _inherited(one, parents)
        doubts = tuple(Told(position, doubt) for doubt in one.doubts)
        yield Incoming(position, one.line, notice_of(one.kind, one.key, fields), one.raw.encode(), doubts)


def _everything(library: Library) -> Iterator["_Found | tuple[Block, int]"]:
    strings = {one.key.lower(): str(one.value) for one in library.strings}
    for entry in library.entries:
        yield _found(entry, strings)
    for block in library.failed_blocks:
        inner = block.ignore_error_block
        if isinstance(block, DuplicateBlockKeyBlock) and isinstance(inner, Entry):
            doubt = (
                N_("Une autre entrée du fichier porte la même clé.") if inner.key else N_("L'entrée n'a pas de clé.")
            )
            yield _found(inner, strings, doubt)
        elif isinstance(block, DuplicateFieldKeyBlock) and isinstance(inner, Entry):
            yield _found(inner, strings, N_("Un champ est écrit deux fois : le second est gardé à part."))
        elif isinstance(block, ParsingFailedBlock) and not (block.raw or "").lstrip("@ ").lower().startswith(_BESIDE):
            yield block, block.start_line or 0


def _found(entry: Entry, strings: Mapping[str, str], doubt: str = "") -> _Found:
    fields: dict[str, str] = {}
    removed = entry.parser_metadata.get(REMOVED_ENCLOSING_KEY, {})
    for one in entry.fields:
        name = one.key.lower()
        while name in fields:
            name += "+"
        mark = removed.get(one.key)
        # What stood in braces or quotes is what it is; what stood bare, or was put aside whole, is still to be opened.
        fields[name] = str(one.value) if mark in {"{", '"'} else _joined(str(one.value), strings)
    for name in [*fields]:
        _part_forgotten(fields, name)
    return _Found(
        entry.entry_type.lower(), entry.key, fields, entry.start_line or 0, entry.raw or "", (doubt,) if doubt else ()
    )


def _part_forgotten(fields: dict[str, str], name: str) -> None:
    """Part a value that swallowed the next field, because the comma between them was forgotten: its braces do not match."""
    while (found := _SWALLOWED.search(fields[name])) is not None:
        value = fields[name]
        before, behind = value[: found.start()].removeprefix("{").removeprefix('"'), value[found.end() :]
        if before.count("{") != before.count("}"):
            return
        fields[name] = before
        other = found[1].lower()
        while other in fields:
            other += "+"
        fields[other] = behind[:-1] if behind.endswith(("}", '"')) and not _SWALLOWED.search(behind) else behind
        name = other


def _joined(value: str, strings: Mapping[str, str]) -> str:
    """Return a value whose parts are joined by # (``"10 " # jan``), each string by its text; the others as they are."""
    parts = _PARTS.findall(value) if "#" in value else []
    if len(parts) < 2 or " # ".join(parts) != " # ".join(part.strip() for part in value.split("#")):
        return _bare(value)
    return "".join(_bare(part) if part[0] in '{"' else strings.get(part.lower(), part) for part in parts)


def _bare(value: str) -> str:
    """Return a value without its enclosing braces or quotes: blocks put aside by the reader still have theirs."""
    text = value.strip()
    if len(text) > 1 and (text[0], text[-1]) in {("{", "}"), ('"', '"')} and _encloses(text):
        return text[1:-1]
    return text


def _encloses(text: str) -> bool:
    if text[0] == '"':
        return True
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and at < len(text) - 1:
            return False
    return True


def _inherited(one: _Found, parents: dict[str, _Found]) -> dict[str, str]:
    """Return the entry's fields with those lent to it, then those of the entry it refers to; that one's title becomes its book's."""
    fields = _with_lent(one, parents)
    parent = parents.get(fields.get("crossref", "").strip().casefold())
    if parent is None or parent is one:
        return fields
    given = {name: value for name, value in _with_lent(parent, parents).items() if name not in _NOT_INHERITED}
    title, subtitle = given.pop("title", ""), given.pop("subtitle", "")
    if title:
        given.setdefault("booktitle", f"{title}: {subtitle}" if subtitle else title)
    return given | fields


def _with_lent(one: _Found, parents: dict[str, _Found]) -> dict[str, str]:
    """Return the entry's fields with those of the ``xdata`` entries it names, which may name others."""
    fields = dict(one.fields)
    wanted, seen = _keys(fields.get(_LENDS, "")), {one.key.casefold()}
    while wanted:
        key = wanted.pop(0)
        lender = parents.get(key)
        if key in seen or lender is None or lender.kind != _LENDS:
            continue
        seen.add(key)
        wanted += _keys(lender.fields.get(_LENDS, ""))
        fields = {**{name: value for name, value in lender.fields.items() if name != _LENDS}, **fields}
    return fields


def _keys(text: str) -> list[str]:
    return [key for part in text.split(",") if (key := part.strip().casefold())]
