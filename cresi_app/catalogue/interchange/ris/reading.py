"""Reads RIS: one notice from each TY to its ER, or to the next TY where ER was forgotten; nothing between is dropped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from cresi_app.catalogue.interchange.ris.mapping import notice_of
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.core.i18n import N_

_TAG: Final = re.compile(r"^(\s*)([A-Z][A-Z0-9])[ \t]{0,3}-(?:[ \t](.*)|)$")
_FIRST: Final = re.compile(rb"^(?:\xef\xbb\xbf)?[^\S\n]*TY[ \t]{0,3}-", re.MULTILINE)
_OF_LINES: Final = frozenset({"AB", "C8", "N2", "N1"})
_ONE_A_LINE: Final = frozenset({"KW", "UR", "SN", "L1"})
"""Tags that EndNote writes once, each further value on a line of its own."""
_UNCLOSED: Final = N_("La notice n'était pas fermée par « ER ».")
_HEADED: Final = N_("Ces lignes, au-dessus de la notice, n'en font pas partie : {lines}")


def looks_like(head: bytes) -> bool:
    """Say whether a file beginning with `head` may be RIS."""
    return bool(_FIRST.search(head[:65_536]))


@dataclass(slots=True)
class Tagged:
    """One record as written: its tags and values in order, its place, its lines."""

    position: int
    offset: int
    values: list[tuple[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    doubts: list[Told] = field(default_factory=list)

    @property
    def raw(self) -> bytes:
        """The record's own lines, to be corrected and read again."""
        return "\r\n".join(self.lines).encode()


def count(data: bytes) -> int:
    """Return how many records a file seems to hold."""
    return len(_FIRST.findall(data))


def records(text: str) -> Iterator[Tagged]:
    """Yield every record of `text`; lines that stand before any TY make a record without tags, unless they are no tags at all."""
    current: Tagged | None = None
    heading: list[str] = []
    number = offset = 0
    indent = ""
    for line in text.splitlines():
        found = _TAG.match(line)
        # A tag stands as far in as its TY, or one blank further; what is moved in more goes on with a value.
        near = found is not None and len(found[1]) <= len(indent) + 1
        known = near or (found is not None and current is None and found[2] == "TY")
        tag, value = (found[2], found[3] or "") if found is not None and known else ("", "")
        if tag == "TY" or (current is None and tag):
            if current is not None:
                current.doubts.append(Told(current.position, _UNCLOSED))
                yield current
            number += 1
            indent = found[1] if found is not None else ""
            current = Tagged(number, offset)
            if tag == "TY":
                _head(current, heading)
            else:  # lines without a notice: all of them are put aside together
                current.lines += heading
                heading.clear()
        if current is None:
            heading += [line] if line.strip() else []
        else:
            current.lines.append(line)
            if tag == "ER":
                yield current
                current = None
            else:
                _take(current, tag, value, line)
        offset += len(line) + 1
    if current is not None:
        current.doubts.append(Told(current.position, _UNCLOSED))
        yield current
    elif heading:
        yield Tagged(number + 1, offset, lines=heading)


def _head(record: Tagged, heading: list[str]) -> None:
    """Say with a record what stood above it that is no record (« Provider: … »), which nobody should miss."""
    if heading:
        record.doubts.append(Told(record.position, _HEADED, {"lines": " / ".join(heading)[:200]}))
        heading.clear()


def _take(record: Tagged, tag: str, value: str, line: str) -> None:
    if tag:
        record.values.append((tag, value.strip()))
    elif record.values and line.strip():  # a value that goes on below
        last, before = record.values[-1]
        mark = "\n" if last in _OF_LINES or (last in _ONE_A_LINE and not line[0].isspace()) else " "
        record.values[-1] = (last, f"{before}{mark}{line.strip()}".strip())


def read(text: str) -> Iterator[Incoming | Reject]:
    """Yield every notice of `text`. Never raises: what is no notice is told."""
    for record in records(text):
        if not record.values or record.values[0][0] != "TY":
            told = Told(record.position, N_("Ces lignes ne sont dans aucune notice (« TY » manque)."))
            yield Reject(record.position, record.offset, told, record.raw, record.lines[0][:80])
            continue
        notice = notice_of(record.values)
        yield Incoming(record.position, record.offset, notice, record.raw, tuple(record.doubts))
