"""Reads MARCXML: the same records as ISO 2709, in XML. Entities of its own making are refused, so that no file can blow up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from cresi_app.catalogue.interchange.record import Field, Record, of_fields

_MARK = "\x1f"


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
        and b"<" in start
        and (b"leader" in head or b"datafield" in head)
        and b"<html" not in head
    )


@dataclass(slots=True)
class _Reader:
    """What the parser has read so far."""

    done: list[Record] = field(default_factory=list)
    leader: str = ""
    fields: list[Field] = field(default_factory=list)
    tag: str = ""
    text: str = ""
    subfields: str = ""
    inside: str = ""
    offset: int = 0
    count: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.inside = name.rpartition(":")[2]
        self.text = ""
        match self.inside:
            case "record":
                self.leader, self.fields = "", []
            case "controlfield":
                self.tag = attributes.get("tag", "")
            case "datafield":
                self.tag = attributes.get("tag", "")
                indicators = (attributes.get("ind1") or " ")[:1] + (attributes.get("ind2") or " ")[:1]
                self.subfields = indicators.replace("#", " ")
            case "subfield":
                self.subfields += _MARK + (attributes.get("code") or " ")[:1]

    def end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "leader":
                self.leader = self.text
            case "controlfield":
                self.fields.append(Field(self.tag, self.text.strip()))
            case "subfield":
                self.subfields += self.text.replace(_MARK, "")
            case "datafield":
                self.fields.append(Field(self.tag, self.subfields))
            case "record":
                self.count += 1
                self.done.append(of_fields(self.count, self.offset, _leader(self.leader), self.fields))
        self.text = ""

    def characters(self, text: str) -> None:
        self.text += text


def _leader(text: str) -> str:
    """Return a leader of 24 characters: pretty-printed files often lose blanks at either end."""
    bare = text.strip("\r\n\t")
    if len(bare) == 24:
        return bare
    stripped = bare.strip()
    return f"     {stripped}".ljust(24) if not stripped[:5].isdigit() else stripped.ljust(24)


def read(data: bytes) -> Iterator[Record]:
    """Yield every record. Raises `Broken` where the XML ends to make sense; the records before it were yielded."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.EntityDeclHandler = _refuse_entity
    step = 1 << 16
    try:
        for at in range(0, len(data), step):
            reader.offset = parser.CurrentByteIndex
            parser.Parse(data[at : at + step], at + step >= len(data))
            yield from reader.done
            reader.done.clear()
    except expat.ExpatError as error:
        yield from reader.done
        raise Broken(error.lineno, expat.errors.messages.get(error.code, "")) from None
    except LookupError as error:  # an alphabet that Python has never heard of
        raise Broken(1, str(error)) from None


def _refuse_entity(*_: object) -> None:
    raise Broken(0, "entity")
