"""Reads and writes ISO 2709, the exchange file of libraries, as real software writes it: a record at a time, forgivingly.

Nothing here knows UNIMARC or alphabets: records are bytes. The directory is believed where it agrees with the separators;
where it does not, its tags are paired in order with the fields found, and the record says so. A record that cannot be
read is told with its place and the reason, and the next ones are read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import Final, NamedTuple

from cresi_app.core.i18n import N_

RECORD_END: Final = b"\x1d"
FIELD_END: Final = b"\x1e"
LEADER_LENGTH: Final = 24
MAX_RECORD: Final = 99_999
MAX_FIELD: Final = 9_999
_BOM: Final = b"\xef\xbb\xbf"
_BLANKS: Final = b"\r\n\t \x00\x1a"
_LEADER: Final = re.compile(rb"\d{5}[a-z0-9 ][a-z0-9 ]{2}.{5}\d{5}.{3}4[\d ]{3}", re.DOTALL)
_NEXT_LEADER: Final = re.compile(rb"\d{5}[acdnop][a-z][a-z ].{2}22\d{5}.{3}45[\d ]{2}(?=\d{3})", re.DOTALL)
_TAG: Final = re.compile(rb"[0-9A-Za-z]{3}")
_ENTRY: Final = 12


class RawField(NamedTuple):
    """One field as bytes: without its separator, with its indicators and subfield marks."""

    tag: str
    data: bytes


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One readable record: its `position` in the file (from 1), byte `offset`, leader and fields.

    `doubts` are French sentences about what had to be mended to read it.
    """

    position: int
    offset: int
    leader: bytes
    fields: tuple[RawField, ...]
    raw: bytes
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRecord:
    """One record that could not be read, with the reason as a French sentence and its bytes, to be corrected and read again."""

    position: int
    offset: int
    reason: str
    raw: bytes
    data: dict[str, object] = field(default_factory=dict)


def looks_like(head: bytes) -> bool:
    """Say whether a file beginning with `head` (a few thousand bytes) may be ISO 2709."""
    start = head.removeprefix(_BOM).lstrip(_BLANKS)
    return bool(_LEADER.match(start[:LEADER_LENGTH])) or (
        start[:5].isdigit() and (FIELD_END in head or RECORD_END in head)
    )


def read(data: bytes) -> Iterator[RawRecord | BadRecord]:
    """Read every record of a file. Whatever `data` holds, this answers and never raises."""
    position = 0
    for offset, chunk, ended in _chunks(data):
        for start, piece, complete in _split_fused(chunk, ended=ended):
            position += 1
            yield _record(position, offset + start, piece, complete=complete)


def _chunks(data: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """Cut at the record separators: (offset, bytes without padding, whether a separator ended it)."""
    start = len(_BOM) if data.startswith(_BOM) else 0
    while start < len(data):
        end = data.find(RECORD_END, start)
        ended = end >= 0
        stop = end if ended else len(data)
        chunk = data[start:stop]
        bare = chunk.lstrip(_BLANKS)
        if bare.strip(_BLANKS):
            yield start + len(chunk) - len(bare), bare, ended
        start = stop + 1


def _split_fused(chunk: bytes, *, ended: bool) -> Iterator[tuple[int, bytes, bool]]:
    """Part records that lost the separator between them: a cut record must not swallow the next one."""
    starts = [0]
    starts += [found.start() for found in _NEXT_LEADER.finditer(chunk, LEADER_LENGTH)] if _may_be_fused(chunk) else []
    for index, start in enumerate(starts):
        last = index + 1 == len(starts)
        yield start, chunk[start:] if last else chunk[start : starts[index + 1]], ended if last else False


def _may_be_fused(chunk: bytes) -> bool:
    declared = chunk[:5]
    return not declared.isdigit() or int(declared) != len(chunk) + 1


def _record(position: int, offset: int, piece: bytes, *, complete: bool) -> RawRecord | BadRecord:
    def bad(reason: str, **data: object) -> BadRecord:
        return BadRecord(position, offset, reason, piece, dict(data))

    if len(piece) < LEADER_LENGTH + _ENTRY:
        return bad(N_("Trop court pour être une notice (octets : {length})."), length=len(piece))
    leader = piece[:LEADER_LENGTH]
    whole = () if complete else (N_("La notice n'a pas de marque de fin."),)
    sound = _sound(piece, leader)
    if sound is not None:
        return RawRecord(position, offset, leader, sound, piece, whole)
    entries, parts = _entries_and_parts(piece)
    if not entries:
        return bad(N_("Le répertoire de la notice est illisible."))
    strict = _by_directory(piece, leader, entries)
    if strict is not None:
        return RawRecord(position, offset, leader, strict, piece, whole)
    if len(parts) < len(entries):
        if not complete:
            return bad(
                N_("Notice tronquée (champs : {found} sur {expected})."), found=len(parts), expected=len(entries)
            )
        return bad(
            N_("La notice ne contient pas ce que son répertoire annonce (champs : {found} pour {expected})."),
            found=len(parts),
            expected=len(entries),
        )
    if len(parts) > len(entries):
        return bad(
            N_("La notice ne contient pas ce que son répertoire annonce (champs : {found} pour {expected})."),
            found=len(parts),
            expected=len(entries),
        )
    if not complete and not piece.endswith(FIELD_END):
        return bad(N_("Notice tronquée au milieu d'un champ."))
    fields = tuple(RawField(tag, part) for (tag, _, _), part in zip(entries, parts, strict=True))
    return RawRecord(
        position,
        offset,
        leader,
        fields,
        piece,
        (N_("Le répertoire était faux : les champs ont été lus dans l'ordre."),),
    )


def _sound(piece: bytes, leader: bytes) -> tuple[RawField, ...] | None:
    """Return the fields of a record without any fault: directory in order, every length and address true; else None.

    Nearly every record is so: this is the quick way through.
    """
    end = piece.find(FIELD_END, LEADER_LENGTH)
    directory = piece[LEADER_LENGTH:end]
    if end < 0 or not directory.isalnum() or not directory.isascii() or leader[12:17] != b"%05d" % (end + 1):
        return None
    parts = piece[end + 1 :].split(FIELD_END)
    if parts.pop() or len(parts) * _ENTRY != len(directory):
        return None
    entries = directory.decode("ascii")
    lengths = [len(data) + 1 for data in parts]
    places = chain.from_iterable(zip(lengths, accumulate(lengths, initial=0), strict=False))
    told = "".join([entries[at + 3 : at + _ENTRY] for at in range(0, len(entries), _ENTRY)])
    if told != "%04d%05d" * len(parts) % tuple(places):
        return None
    return tuple([RawField(entries[_ENTRY * at : _ENTRY * at + 3], data) for at, data in enumerate(parts)])


def _entries_and_parts(piece: bytes) -> tuple[list[tuple[str, int, int]], list[bytes]]:
    """Read the directory up to its separator, and the fields behind it."""
    directory_end = piece.find(FIELD_END, LEADER_LENGTH)
    if directory_end < 0:
        return [], []
    entries: list[tuple[str, int, int]] = []
    for at in range(LEADER_LENGTH, directory_end - _ENTRY + 1, _ENTRY):
        entry = piece[at : at + _ENTRY]
        if not _TAG.match(entry):
            return [], []
        length, start = entry[3:7], entry[7:12]
        entries.append(
            (
                entry[:3].decode("ascii"),
                int(length) if length.isdigit() else -1,
                int(start) if start.isdigit() else -1,
            )
        )
    body = piece[directory_end + 1 :]
    parts = body.split(FIELD_END)
    if parts and not parts[-1].strip(_BLANKS):
        parts.pop()
    return entries, parts


def _by_directory(piece: bytes, leader: bytes, entries: list[tuple[str, int, int]]) -> tuple[RawField, ...] | None:
    """Return the fields as the directory places them, or None when it and the separators disagree anywhere."""
    base_text = leader[12:17]
    if not base_text.isdigit():
        return None
    base = int(base_text)
    if base != LEADER_LENGTH + _ENTRY * len(entries) + 1:
        return None
    fields: list[RawField] = []
    reached = 0
    for tag, length, start in entries:
        begin, end = base + start, base + start + length
        if length < 1 or start < 0 or end > len(piece) or piece[end - 1 : end] != FIELD_END:
            return None
        data = piece[begin : end - 1]
        if FIELD_END in data:
            return None
        fields.append(RawField(tag, data))
        reached += length
    # Every byte must belong to a field: overlapping or forgotten ones mean that the directory lies.
    return tuple(fields) if base + reached == len(piece.rstrip(_BLANKS)) else None


class TooLong(ValueError):
    """A record or field that ISO 2709 cannot hold; `tag` names the field ("" for the whole record)."""

    def __init__(self, tag: str, length: int) -> None:
        super().__init__(tag, length)
        self.tag = tag
        self.length = length


def write(leader: str, fields: list[tuple[str, bytes]]) -> bytes:
    """Return one record: `leader` gives positions 5–9 and 17–19, lengths and addresses are counted here.

    Raises `TooLong` rather than write a record that no program could read again.
    """
    directory: list[bytes] = []
    body: list[bytes] = []
    at = 0
    for tag, data in fields:
        length = len(data) + 1
        if length > MAX_FIELD:
            raise TooLong(tag, length)
        directory.append(f"{tag}{length:04d}{at:05d}".encode("ascii"))
        body.append(data + FIELD_END)
        at += length
    base = LEADER_LENGTH + _ENTRY * len(fields) + 1
    total = base + at + 1
    if total > MAX_RECORD:
        raise TooLong("", total)
    head = f"{total:05d}{leader[5:10]:<5}22{base:05d}{leader[17:20]:<3}450 "
    return head.encode("ascii") + b"".join(directory) + FIELD_END + b"".join(body) + RECORD_END
