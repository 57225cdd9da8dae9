"""Opens a file of notices: what format it is, what alphabet, and its records one by one, good and bad."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from cresi_app.catalogue.interchange import charset, iso2709, marcxml, own_json
from cresi_app.catalogue.interchange.charset import Charset, Verdict
from cresi_app.catalogue.interchange.record import Record, declared_charset, decoded, flavour
from cresi_app.catalogue.interchange.unimarc import notice_of
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr

_HEAD: Final = 65_536
_JUDGED_RECORDS: Final = 2_000
SNIFFED_UNKNOWN: Final = N_(
    "« {name} » n'est pas un fichier de notices que ce programme sait lire (UNIMARC ISO 2709, MARCXML ou JSON de cresi). "
    "Rien n'a été importé."
)


class Format(StrEnum):
    """The formats that are read; the value is the command line's word."""

    UNIMARC = "unimarc"
    MARCXML = "marcxml"
    JSON = "json"


TITLES: Final = {
    Format.UNIMARC: N_("UNIMARC, ISO 2709"),
    Format.MARCXML: N_("UNIMARC, MARCXML"),
    Format.JSON: N_("JSON de cresi"),
}


@dataclass(frozen=True, slots=True)
class FieldCount:
    """How often a field stands in a file: in how many records, with an example, and which subfields."""

    tag: str
    records: int
    codes: str
    example: str


@dataclass(frozen=True)
class NoticeFile:
    """A file of notices that can be read as often as needed. `charset` None: each record with accents is refused, ask."""

    name: str
    data: bytes
    format: Format
    charset: Charset | None
    verdict: Verdict
    total: int = 0
    overridden: bool = field(default=False)

    @property
    def title(self) -> str:
        """The format in words."""
        return tr(TITLES[self.format])

    @property
    def encoding(self) -> str:
        """The alphabet's name as the command line gives it, "" when it is not known."""
        return self.charset.value if self.charset else ""

    def read_as(self, alphabet: Charset) -> "NoticeFile":
        """Return the same file read with another alphabet."""
        return replace(self, charset=alphabet, overridden=True)

    def records(self) -> Iterator[Incoming | Reject]:
        """Yield every record of the file: what it says, or why it cannot go in. Never raises."""
        match self.format:
            case Format.UNIMARC:
                yield from self._iso2709()
            case Format.MARCXML:
                yield from self._marcxml()
            case Format.JSON:
                yield from own_json.read(self.data)

    def _iso2709(self) -> Iterator[Incoming | Reject]:
        for raw in iso2709.read(self.data):
            if isinstance(raw, iso2709.BadRecord):
                yield Reject(raw.position, raw.offset, Told(raw.position, raw.reason, raw.data), raw.raw)
                continue
            record = self._decoded(raw)
            if isinstance(record, Reject):
                yield record
                continue
            yield _understood(record, raw.raw, tuple(Told(raw.position, doubt) for doubt in raw.doubts))

    def _decoded(self, raw: iso2709.RawRecord) -> Record | Reject:
        alphabet = self.charset
        if alphabet is None:
            if not all(part.data.isascii() for part in raw.fields):
                told = Told(raw.position, self.verdict.reason)
                return Reject(raw.position, raw.offset, told, raw.raw)
            alphabet = Charset.UTF8
        try:
            return decoded(raw, alphabet)
        except charset.Undecodable as error:
            told = Told(
                raw.position,
                N_("Des octets ne sont pas en {encoding} (vers « {near} »)."),
                {"encoding": tr(charset.TITLES[alphabet]), "near": _near(raw, alphabet, error.at)},
            )
            return Reject(raw.position, raw.offset, told, raw.raw)

    def _marcxml(self) -> Iterator[Incoming | Reject]:
        position = 0
        try:
            for record in marcxml.read(self.data):
                position = record.position
                yield _understood(record, b"", ())
        except marcxml.Broken as broken:
            told = Told(position + 1, N_("Le fichier XML s'interrompt à la ligne {line}."), {"line": broken.line})
            yield Reject(position + 1, 0, told)

    def fields(self, limit: int = 5_000) -> list[FieldCount]:
        """Return the fields of the first `limit` records, by tag, to show what becomes of each."""
        records: Counter[str] = Counter()
        codes: dict[str, dict[str, None]] = {}
        examples: dict[str, str] = {}
        for record in self._as_records(limit):
            records.update(record.by_tag.keys())
            for item in record.fields:
                codes.setdefault(item.tag, {}).update((code, None) for code, _ in item.subfields)
                examples.setdefault(item.tag, item.data or " ".join(value for _, value in item.subfields))
        return [
            FieldCount(tag, records[tag], "".join(codes.get(tag, ())), examples.get(tag, "")[:200])
            for tag in sorted(records)
        ]

    def _as_records(self, limit: int) -> Iterator[Record]:
        if self.format is Format.MARCXML:
            try:
                for record in marcxml.read(self.data):
                    if record.position > limit:
                        return
                    yield record
            except marcxml.Broken:
                return
        elif self.format is Format.UNIMARC:
            for raw in iso2709.read(self.data):
                if raw.position > limit:
                    return
                if isinstance(raw, iso2709.RawRecord):
                    found = self._decoded(raw)
                    if isinstance(found, Record):
                        yield found


def _near(raw: iso2709.RawRecord, alphabet: Charset, at: int) -> str:
    for part in raw.fields:
        try:
            charset.decode(part.data, alphabet)
        except charset.Undecodable:
            shown = part.data.replace(b"\x1f", b"$")[max(0, at - 12) : at + 12].decode("ascii", "replace")
            return f"{part.tag} {shown}"
    return ""


def _understood(record: Record, raw: bytes, doubts: tuple[Told, ...]) -> Incoming | Reject:
    kind = flavour(record)
    if kind == "marc21":
        told = Told(record.position, N_("C'est une notice MARC 21 : seules les notices UNIMARC sont lues."))
        return Reject(record.position, record.offset, told, raw, record.value("245", "a"))
    return Incoming(record.position, record.offset, notice_of(record), raw, doubts)


def open_file(path: Path, *, format_name: str = "", encoding: str = "") -> NoticeFile:
    """Open a file of notices, its format and alphabet recognised unless they are given.

    DomainError: ``unreadable_file``, ``unknown_format`` (not a file of notices), ``unknown_encoding`` (no such name).
    """
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # the latter for a name that no system knows
        raise DomainError(
            "unreadable_file",
            N_("« {name} » n'a pas pu être lu ({reason}). Rien n'a été importé."),
            name=path.name,
            reason=getattr(error, "strerror", "") or str(error),
        ) from error
    return of_bytes(data, path.name, format_name=format_name, encoding=encoding)


def is_notice_file(path: Path) -> bool:
    """Say whether a file begins like one of notices; False also when it cannot be read."""
    try:
        with path.open("rb") as file:
            _format(file.read(_HEAD), path.name, "")
    except (OSError, DomainError):
        return False
    return True


def of_bytes(data: bytes, name: str, *, format_name: str = "", encoding: str = "") -> NoticeFile:
    """Open the content of a file, like `open_file`."""
    chosen = _format(data, name, format_name)
    if chosen is not Format.UNIMARC:
        verdict = Verdict(Charset.UTF8, 1.0, N_("Ce format dit lui-même son encodage."))
        total = data.count(b"</record>") + data.count(b":record>") // 2 if chosen is Format.MARCXML else 0
        return NoticeFile(name, data, chosen, Charset.UTF8, verdict, total)
    verdict = _judged(data)
    alphabet = verdict.charset
    if encoding:
        alphabet = charset.named(encoding)
        if alphabet is None:
            known = ", ".join(one.value for one in Charset)
            raise DomainError(
                "unknown_encoding",
                N_("« {name} » n'est pas un encodage connu. Choisissez parmi : {known}."),
                name=encoding,
                known=known,
            )
    total = max(data.count(iso2709.RECORD_END), 1)
    return NoticeFile(name, data, chosen, alphabet, verdict, total, overridden=bool(encoding))


def _format(data: bytes, name: str, asked: str) -> Format:
    if asked:
        try:
            return Format(asked)
        except ValueError:
            raise DomainError("unknown_format", SNIFFED_UNKNOWN, name=name) from None
    head = data[:_HEAD]
    if iso2709.looks_like(head):
        return Format.UNIMARC
    if marcxml.looks_like(head):
        return Format.MARCXML
    if own_json.looks_like(head):
        return Format.JSON
    raise DomainError("unknown_format", SNIFFED_UNKNOWN, name=name)


def _judged(data: bytes) -> Verdict:
    contents: list[bytes] = []
    declared: list[str] = []
    for raw in iso2709.read(data):
        if isinstance(raw, iso2709.RawRecord):
            contents.append(b" ".join(part.data for part in raw.fields))
            told = declared_charset(raw)
            if told:
                declared.append(told)
        if len(contents) >= _JUDGED_RECORDS:
            break
    return charset.judge(contents, declared)


def rejects_file(rejects: list[Reject]) -> bytes:
    """Return the rejected records in their original bytes, to be corrected and read again alone."""
    return b"".join(one.raw.rstrip(iso2709.RECORD_END) + iso2709.RECORD_END for one in rejects if one.raw)
