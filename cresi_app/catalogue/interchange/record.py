"""One MARC record as text, whatever file it came in, and the small questions a mapping asks it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cresi_app.catalogue.interchange import charset, iso2709

_SUBFIELD: Final = "\x1f"


class Field:
    """One field: its tag, two indicators, and its subfields in order; a control field has `data` alone."""

    __slots__ = ("data", "indicators", "subfields", "tag")

    def __init__(self, tag: str, text: str) -> None:
        self.tag = tag
        parts = text.split(_SUBFIELD)
        self.subfields: list[tuple[str, str]] = []
        if len(parts) == 1:
            self.data, self.indicators = text, ""
        else:
            self.data, self.indicators = "", parts[0]
            self.subfields = [(part[0], part[1:].strip()) for part in parts[1:] if part]

    def first(self, code: str) -> str:
        """Return the first subfield `code`, or ""."""
        for found, value in self.subfields:
            if found == code:
                return value
        return ""

    def every(self, codes: str) -> list[str]:
        """Return the non-empty subfields whose code is in `codes`, in order."""
        return [value for code, value in self.subfields if code in codes and value]

    def embedded(self) -> list["Field"]:
        """Return the fields carried in ``$1`` subfields (``$1200 1$aTitle``), as some libraries write links."""
        inner: list[Field] = []
        text = ""
        for code, value in self.subfields:
            if code == "1":
                if text:
                    inner.append(_inner_field(text))
                text = value
            elif text:
                text += f"{_SUBFIELD}{code}{value}"
        if text:
            inner.append(_inner_field(text))
        return inner

    def as_line(self) -> str:
        """Return the field word for word on one line, ``606 ##‡aEau‡2rameau``, blanks of the indicators as #."""
        if not self.subfields:
            return f"{self.tag} {self.data or self.indicators}"
        return f"{self.tag} {self.indicators.replace(' ', '#')}" + "".join(f"‡{c}{v}" for c, v in self.subfields)


def _inner_field(text: str) -> Field:
    tag, rest = text[:3], text[3:]
    if _SUBFIELD in rest:
        return Field(tag, rest)
    return Field(tag, rest)


@dataclass(slots=True)
class Record:
    """One record as text: its place in the file, leader, fields by tag in the file's order."""

    position: int
    offset: int
    leader: str
    fields: list[Field]
    by_tag: dict[str, list[Field]]

    def every(self, *tags: str) -> Iterable[Field]:
        """Return the fields of these tags, tag by tag."""
        by_tag = self.by_tag
        if len(tags) == 1:
            return by_tag.get(tags[0], ())
        return [item for tag in tags if tag in by_tag for item in by_tag[tag]]

    def first(self, tag: str) -> Field | None:
        """Return the first field `tag`."""
        found = self.by_tag.get(tag)
        return found[0] if found else None

    def value(self, tag: str, code: str = "") -> str:
        """Return the first field's subfield `code` (or its data), or ""."""
        found = self.first(tag)
        if found is None:
            return ""
        return found.first(code) if code else found.data.strip()


def of_fields(position: int, offset: int, leader: str, fields: list[Field]) -> Record:
    """Return the record made of `fields`."""
    by_tag: dict[str, list[Field]] = {}
    for item in fields:
        if item.tag in by_tag:
            by_tag[item.tag].append(item)
        else:
            by_tag[item.tag] = [item]
    return Record(position, offset, leader, fields, by_tag)


def decoded(raw: iso2709.RawRecord, alphabet: charset.Charset) -> Record:
    """Return `raw` as text. Raises `charset.Undecodable` where a byte is not of `alphabet`."""
    # One decoding for the whole record: its separators are ASCII in every alphabet that is read.
    texts = charset.decode(iso2709.FIELD_END.join([part.data for part in raw.fields]), alphabet).split("\x1e")
    fields = [Field(part.tag, text) for part, text in zip(raw.fields, texts, strict=True)]
    return of_fields(raw.position, raw.offset, raw.leader.decode("latin-1"), fields)


def declared_charset(raw: iso2709.RawRecord) -> str:
    """Return what field 100 says of the alphabet (``50``, ``03``…), "" when it says nothing."""
    for part in raw.fields:
        if part.tag == "100":
            at = part.data.find(b"\x1fa")
            if at < 0:
                return ""
            coded = part.data[at + 2 :]
            # « 0103 » declares ASCII as G0 and ISO 5426 as G1: the second is the one that carries the accents.
            pair = coded[28:30] if coded[26:28] == b"01" and coded[28:30].isdigit() else coded[26:28]
            text = pair.decode("latin-1").strip().replace("O", "0")
            return text if text.isdigit() else ""
    return ""


def flavour(record: Record) -> str:
    """Return ``unimarc`` (200 without 245), ``marc21`` (245 without 200) or "" when neither shows."""
    has_200, has_245 = "200" in record.by_tag, "245" in record.by_tag
    if has_200 != has_245:
        return "unimarc" if has_200 else "marc21"
    return ""
