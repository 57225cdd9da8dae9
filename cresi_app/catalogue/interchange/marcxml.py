"""Reads MARCXML, and PMB's own writing of it: the same records as ISO 2709, in XML.

Entities of a file's own making are refused, so that no file can blow up.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from cresi_app.catalogue.interchange.record import Field, Record, of_fields

_MARK: Final = "\x1f"
_RECORDS: Final = re.compile(rb"</(?:[\w-]+:)?(?:record|notice)\s*>")
_ENVELOPES: Final = re.compile(rb"</(?:[\w-]+:)?recordData\s*>")
"""What an answer of a server puts round a record: an element that is called « record » too."""
_LEADER_OF_PMB: Final = {"rs": 5, "dt": 6, "bl": 7, "hl": 8, "el": 17, "ru": 18}
"""Where PMB's elements stand in the leader: status, type, level, hierarchy, encoding level, cataloguing form."""
_DECLARED: Final = re.compile(rb"\A(<\?xml[^>]*?\bencoding\s*=\s*[\"'])([\w.-]{1,40})")
_OF_SEVERAL_BYTES: Final = frozenset(
    {
        "gbk",
        "gb2312",
        "gb18030",
        "big5",
        "big5hkscs",
        "euc_jp",
        "shift_jis",
        "cp932",
        "euc_kr",
        "cp949",
        "iso2022_jp",
        "utf-7",
        "utf-32",
    }
)
_LONGEST_ENTITY: Final = 200
_ELEMENTS: Final = {"notice": "record", "f": "field", "s": "subfield"}


class Broken(ValueError):
    """XML that stops making sense; `line` is where."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def looks_like(head: bytes) -> bool:
    """Say whether a file beginning with `head` may be MARCXML."""
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    return (
        start.startswith(b"<")
        and b"<html" not in head
        and (b"leader" in head or b"datafield" in head or (b"<notice>" in head and b'<f c="' in head))
    )


def count(data: bytes) -> int:
    """Return how many records a file seems to hold."""
    ends = len(_RECORDS.findall(data))
    return ends - min(len(_ENVELOPES.findall(data)), ends // 2)


@dataclass(slots=True)
class _Reader:
    """What the parser has read so far."""

    data: bytes
    parser: expat.XMLParserType
    done: list[tuple[Record, bytes]] = field(default_factory=list)
    leader: str = ""
    fields: list[Field] = field(default_factory=list)
    tag: str = ""
    text: str = ""
    subfields: str = ""
    inside: str = ""
    offset: int = 0
    count: int = 0
    around: tuple[str, ...] = ()
    """The elements that stand around the first record."""
    _open: list[str] = field(default_factory=list)
    _holding: list[bool] = field(default_factory=list)
    """Of every record that is open, whether it holds another one: then it is none itself, but the envelope of a server."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.inside = _ELEMENTS.get(local, local)
        self.text = ""
        self._open.append(name)
        match self.inside:
            case "record":
                self._holding = [*(True for _ in self._holding), False]
                self.leader, self.fields, self.offset = "", [], max(self.parser.CurrentByteIndex, 0)
            case "controlfield":
                self.tag = attributes.get("tag", "")
            case "datafield":
                self.tag = attributes.get("tag", "")
                indicators = (attributes.get("ind1") or " ")[:1] + (attributes.get("ind2") or " ")[:1]
                self.subfields = indicators.replace("#", " ")
            case "field":
                self.tag = attributes.get("c", "")
                self.subfields = (attributes.get("ind") or "").ljust(2)[:2]
            case "subfield":
                self.subfields += _MARK + (attributes.get("code") or attributes.get("c") or " ")[:1]

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        self._open.pop()
        match _ELEMENTS.get(local, local):
            case "leader":
                self.leader = self.text
            case "controlfield":
                self.fields.append(Field(self.tag, self.text.strip()))
            case "subfield":
                self.subfields += self.text.replace(_MARK, "")
            case "datafield":
                self.fields.append(Field(self.tag, self.subfields))
            case "field":
                self.fields.append(Field(self.tag, self.subfields if _MARK in self.subfields else self.text.strip()))
            case "record":
                if self._holding.pop():
                    return
                self.around = self.around if self.count else tuple(self._open)
                self.count += 1
                raw = self.data[self.offset : _behind(self.data, self.parser.CurrentByteIndex)]
                self.done.append((of_fields(self.count, self.offset, _leader(self.leader), self.fields), raw))
            case local if local in _LEADER_OF_PMB:
                at = _LEADER_OF_PMB[local]
                self.leader = self.leader.ljust(24)[:at] + (self.text or " ")[0] + self.leader.ljust(24)[at + 1 :]
        self.text = ""

    def characters(self, text: str) -> None:
        self.text += text


def _leader(text: str) -> str:
    """Return a leader of 24 characters: pretty-printed files often lose blanks at either end."""
    bare = re.sub(r"\s*[\r\n]\s*", " ", text.strip("\r\n\t")) if "\n" in text.strip() else text.strip("\r\n\t")
    if len(bare) == 24:
        return bare
    stripped = bare.strip()
    return f"     {stripped}".ljust(24) if not stripped[:5].isdigit() else stripped.ljust(24)


def _behind(data: bytes, at: int) -> int:
    """Return where the tag that begins at `at` ends; in UTF-16 a sign is two bytes."""
    end = data.find(b">", max(at, 0)) + 1
    return end + data.startswith(codecs.BOM_UTF16_LE) if end else len(data)


def read(data: bytes) -> Iterator[tuple[Record, bytes]]:
    """Yield every record with its bytes. Raises `Broken` where the XML ends to make sense; the records before it were yielded."""
    parser, reader = _parser(data)
    step = 1 << 16
    try:
        for at in range(0, len(data), step):
            parser.Parse(data[at : at + step], at + step >= len(data))
            yield from reader.done
            reader.done.clear()
    except expat.ExpatError as error:
        yield from reader.done
        raise Broken(error.lineno, expat.errors.messages.get(error.code, "")) from None
    except (
        LookupError,
        ValueError,
    ) as error:  # an alphabet that Python has never heard of, or that this parser does not know
        raise Broken(1, str(error)) from None


def in_utf8(data: bytes) -> bytes:
    """Return a file in UTF-8 when it says an alphabet of several bytes that its parser does not know (GBK, Shift JIS), else as it is."""
    said = _DECLARED.match(data)
    if said is None:
        return data
    try:
        codec = codecs.lookup(said[2].decode("ascii")).name
        return _DECLARED.sub(rb"\1utf-8", data.decode(codec).encode()) if codec in _OF_SEVERAL_BYTES else data
    except (LookupError, ValueError):
        return data  # its parser says that it makes no sense


def _parser(data: bytes) -> tuple[expat.XMLParserType, _Reader]:
    parser = expat.ParserCreate()
    reader = _Reader(data, parser)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = _refuse_entity
    return parser, reader


def wrapped(data: bytes, records: Iterable[bytes]) -> bytes:
    """Return a file like `data` that holds these of its records alone: what stood around them stays."""
    parser, reader = _parser(data)
    with suppress(expat.ExpatError, LookupError, ValueError, Broken):
        parser.Parse(data, True)
    head = data[: reader.done[0][0].offset] if reader.done else b""
    tail = "".join(f"\n</{name}>" for name in reversed(reader.around)) + "\n"
    alphabet = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(data[:2], "ascii")
    return head + b"".join(records) + tail.encode(alphabet, "replace")


def read_quietly(data: bytes) -> Iterator[tuple[Record, bytes]]:
    """Yield every record as far as the XML makes sense."""
    with suppress(Broken):
        yield from read(data)


def _refuse_entity(_name: str, is_parameter: bool, value: str | None, *_: object) -> None:
    """Let plain signs be (« &eacute; »); an entity of entities, or of another file, is a trap."""
    if is_parameter or value is None or len(value) > _LONGEST_ENTITY or "&" in value or "<" in value:
        raise Broken(0, "entity")
