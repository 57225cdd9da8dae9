"""Opens a file of notices: what format it is, what alphabet, and its records one by one, good and bad."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final

from cresi_app.catalogue.interchange import (
    bibtex,
    charset,
    dublincore,
    formats,
    iso2709,
    marc21,
    marcxml,
    own_json,
    plaintext,
    pmb,
    ris,
    tabular,
    unimarc,
    wrapping,
)
from cresi_app.catalogue.interchange.charset import Charset, Verdict
from cresi_app.catalogue.interchange.fieldnames import name_of
from cresi_app.catalogue.interchange.formats import Format
from cresi_app.catalogue.interchange.placing import Places, place
from cresi_app.catalogue.interchange.record import Record, declared_charset, decoded, flavour
from cresi_app.catalogue.interchange.tabular import Target
from cresi_app.catalogue.interchange.tabular.columns import TITLES as COLUMN_TITLES
from cresi_app.catalogue.interchange.unimarc.used import KEPT
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.catalogue.model.notice import UNNAMED, SaidAuthority
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.tablefile import Table, is_workbook

_MARC: Final = frozenset({*formats.MARC, Format.MARCXML})
_JUDGED_RECORDS: Final = 2_000


@dataclass(frozen=True, slots=True)
class FieldCount:
    """How often a field stands in a file: in how many records, with an example, and which subfields."""

    tag: str
    records: int
    codes: str
    example: str
    becomes: str = KEPT
    """What becomes of it, as a French sentence."""
    name: str = ""
    """What MARC calls it, as a French sentence; "" where the tag says it."""


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
    targets: tuple[Target, ...] = ()
    """What somebody chose for the columns of a list; empty: what their headings say."""
    places: Places = ()
    """What somebody chose for fields of MARC records that have no place here."""
    path: Path | None = None
    """Where it lies, when it is a file of the disk: its attachments may lie beside it."""
    only: frozenset[int] = frozenset()
    """The records wanted, by their number; empty: all."""

    @property
    def title(self) -> str:
        """The format in words."""
        return formats.title(self.format)

    @property
    def encoding(self) -> str:
        """The alphabet's name as the command line gives it, "" when it is not known."""
        return self.charset.value if self.charset else ""

    @property
    def sha256(self) -> str:
        """The digest of the file's content, by which it is known again."""
        return hashlib.sha256(self.data).hexdigest()

    def read_as(self, alphabet: Charset) -> "NoticeFile":
        """Return the same file read with another alphabet."""
        return replace(self, charset=alphabet, overridden=True)

    @property
    def columns(self) -> tuple[Target, ...]:
        """What each column of a list becomes; none in a file that is no list."""
        return self.targets or tuple(one.target for one in self.headings)

    @property
    def headings(self) -> list[tabular.Heading]:
        """The columns of a list with their headings; none in a file that is no list."""
        return tabular.headings(self._table()) if self.format in formats.TABLES else []

    @property
    def delimiter(self) -> str:
        """What parts the cells of a list; a semicolon in the raw lines of a workbook."""
        return (self._table().delimiter if self.format in formats.TABLES else "") or ";"

    @property
    def headings_key(self) -> str:
        """A name for files of the same source (headings of a list, agency of MARC records), under which its mapping is remembered."""
        if self.format in _MARC:
            first = next(self._as_records(1), None)
            agency = (first.value("801", "b") or first.value("003") or first.value("040", "a")) if first else ""
            return f"marc:{flavour(first) if first else ''}:{agency[:40]}"
        if self.format not in formats.TABLES:
            return ""
        names = "\x1f".join(one.name for one in self.headings)
        return hashlib.sha256(names.encode()).hexdigest()[:16]

    def with_columns(self, targets: tuple[Target, ...]) -> "NoticeFile":
        """Return the same list, its columns meaning this; an offer that does not fit its columns is passed over."""
        return replace(self, targets=targets) if len(targets) == len(self.columns) else self

    def with_places(self, places: Places) -> "NoticeFile":
        """Return the same file, the local fields of its records going there."""
        return replace(self, places=tuple((tag, target) for tag, target in places if target is not Target.KEEP))

    def only_these(self, records: Collection[int]) -> "NoticeFile":
        """Return the same file with these records alone."""
        return replace(self, only=frozenset(records), total=len(records))

    def records(self) -> Iterator[Incoming | Reject]:
        """Yield every record of the file: what it says, or why it cannot go in. Never raises."""
        for item in self._items():
            if self.only and item.record not in self.only:
                continue
            if isinstance(item, Incoming) and not item.notice.source_key:
                content = hashlib.sha256(item.raw or repr(item.notice).encode()).hexdigest()[:24]
                item.notice.source_key = f"{UNNAMED}{content}"
            yield item

    def base(self) -> pmb.Base | None:
        """Return the tables of a PMB database, which holds lists beside its notices; None of any other file."""
        return pmb.base_of(self._text()) if self.format is Format.PMB else None

    def only_with(self, records: Collection[int]) -> bytes:
        """Return a PMB base of these records alone, in UTF-8."""
        return pmb.extract(self._text(), records).encode() if records else b""

    def names(self) -> list[SaidAuthority]:
        """Return the names of which our own JSON says more than their name; none of any other file."""
        return list(own_json.authorities(self.data)) if self.format is Format.JSON else []

    def _items(self) -> Iterator[Incoming | Reject]:
        match self.format:
            case Format.UNIMARC | Format.MARC21:
                yield from self._iso2709()
            case Format.MARCXML:
                yield from self._marcxml()
            case Format.DC | Format.OAI | Format.SRU:
                yield from dublincore.read(self.data)
            case Format.CSV | Format.XLSX | Format.ODS:
                yield from tabular.read(self._table(), self.targets)
            case Format.RIS:
                yield from ris.read(self._text())
            case Format.BIBTEX:
                yield from bibtex.read(self._text())
            case Format.PMB:
                yield from pmb.read(self._text())
            case Format.JSON:
                yield from own_json.read(self.data)

    def _text(self) -> str:
        return plaintext.text_of(self.data, self.charset or Charset.UTF8)

    def _table(self) -> Table:
        # Workbooks say their alphabet themselves; a text was read once already to recognise it.
        return tabular.chosen(self.data, self.name, "" if is_workbook(self.data) else charset.python_name(self.charset))

    def _iso2709(self) -> Iterator[Incoming | Reject]:
        for raw in iso2709.read(self.data):
            if isinstance(raw, iso2709.BadRecord):
                yield Reject(raw.position, raw.offset, Told(raw.position, raw.reason, raw.data), raw.raw)
                continue
            record = self._decoded(raw)
            if isinstance(record, Reject):
                yield record
                continue
            doubts = tuple(Told(raw.position, doubt) for doubt in raw.doubts)
            yield _understood(record, raw.raw, doubts, self.places)

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
            for record, raw in marcxml.read(self.data):
                position = record.position
                yield _understood(record, raw, (), self.places)
        except marcxml.Broken as broken:
            told = Told(position + 1, N_("Le fichier XML s'interrompt à la ligne {line}."), {"line": broken.line})
            yield Reject(position + 1, 0, told)

    def fields(self, limit: int = 5_000) -> list[FieldCount]:
        """Return the fields of the first `limit` records, by tag, to show what becomes of each; none for formats of fixed fields."""
        if self.format in formats.TABLES:
            meant = self.targets
            return [
                FieldCount(
                    one.name, one.lines, "", one.example[:200], COLUMN_TITLES[meant[at] if meant else one.target]
                )
                for at, one in enumerate(tabular.headings(self._table()))
            ]
        becomes = marc21.becomes if self.format is Format.MARC21 else unimarc.becomes
        placed = {tag: COLUMN_TITLES[target] for tag, target in self.places}
        records: Counter[str] = Counter()
        codes: dict[str, dict[str, None]] = {}
        examples: dict[str, str] = {}
        for record in self._as_records(limit):
            records.update(record.by_tag.keys())
            for item in record.fields:
                codes.setdefault(item.tag, {}).update((code, None) for code, _ in item.subfields)
                examples.setdefault(item.tag, item.data or " ".join(value for _, value in item.subfields))
        return [
            FieldCount(
                tag,
                records[tag],
                "".join(codes.get(tag, ())),
                examples.get(tag, "")[:200],
                placed.get(tag) or becomes(tag),
                name_of(tag, marc21=self.format is Format.MARC21),
            )
            for tag in sorted(records)
        ]

    def _as_records(self, limit: int) -> Iterator[Record]:
        if self.format is Format.MARCXML:
            yield from (record for record, _ in islice(marcxml.read_quietly(self.data), limit))
        elif self.format in formats.MARC:
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


def _understood(record: Record, raw: bytes, doubts: tuple[Told, ...], places: Places) -> Incoming:
    # Decided record by record: real files mix the two.
    notice = marc21.notice_of(record) if flavour(record) == "marc21" else unimarc.notice_of(record)
    if places:
        place(record, notice, places)
    return Incoming(record.position, record.offset, notice, raw, doubts)


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
    return replace(of_bytes(data, path.name, format_name=format_name, encoding=encoding), path=path)


def is_notice_file(path: Path) -> bool:
    """Say whether a file begins like one of notices; False also when it cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(formats.HEAD)
            content, _ = wrapping.unwrapped(head + file.read(), path.name) if wrapping.is_wrapped(head) else (head, "")
        formats.format_of(plaintext.without_utf16(content), "")
    except (OSError, DomainError):
        return False
    return True


def of_bytes(data: bytes, name: str, *, format_name: str = "", encoding: str = "") -> NoticeFile:
    """Open the content of a file, like `open_file`; a compressed one is opened first."""
    whole, name = wrapping.unwrapped(data, name)
    data = plaintext.without_utf16(whole)
    chosen = formats.format_of(data, name, format_name)
    match chosen:
        case Format.UNIMARC | Format.MARC21:
            return _iso2709_file(data, name, chosen, encoding)
        case Format.RIS | Format.BIBTEX | Format.PMB | Format.CSV if not is_workbook(data):
            return _text_file(plaintext.in_utf8(data), name, chosen, encoding)
        case Format.MARCXML:
            data = whole = marcxml.in_utf8(whole)
            total = marcxml.count(data)
        case Format.DC | Format.OAI | Format.SRU:
            total = data.count(b"</record>") or data.count(b":dc>") // 2
        case _:
            total = 0
    data = whole if chosen in formats.XML else data  # XML says itself that it is in UTF-16
    verdict = Verdict(Charset.UTF8, 1.0, N_("Ce format dit lui-même son encodage."))
    file = NoticeFile(name, data, chosen, Charset.UTF8, verdict, total)
    return replace(file, total=_lines(file)) if chosen in formats.TABLES else file


def _alphabet(encoding: str, judged: Charset | None) -> Charset | None:
    """Return the alphabet that was asked for by name, else the one that was judged."""
    if not encoding:
        return judged
    alphabet = charset.named(encoding)
    if alphabet is None:
        known = ", ".join(one.value for one in Charset)
        raise DomainError(
            "unknown_encoding",
            N_("« {name} » n'est pas un encodage connu. Choisissez parmi : {known}."),
            name=encoding,
            known=known,
        )
    return alphabet


def _iso2709_file(data: bytes, name: str, chosen: Format, encoding: str) -> NoticeFile:
    verdict, is_marc21 = _judged(data)
    total = max(data.count(iso2709.RECORD_END), 1)
    if is_marc21:
        chosen = Format.MARC21
    return NoticeFile(
        name, data, chosen, _alphabet(encoding, verdict.charset), verdict, total, overridden=bool(encoding)
    )


def _text_file(data: bytes, name: str, chosen: Format, encoding: str) -> NoticeFile:
    verdict = plaintext.judged(data)
    alphabet = _alphabet(encoding, verdict.charset)
    file = NoticeFile(name, data, chosen, alphabet, verdict, 0, overridden=bool(encoding))
    total = ris.count(data) if chosen is Format.RIS else bibtex.count(data)
    return replace(file, total=_lines(file) if chosen is Format.CSV else total)


def _lines(file: NoticeFile) -> int:
    return sum(1 for _ in file.records())


def _judged(data: bytes) -> tuple[Verdict, bool]:
    """Return the verdict on the alphabet of an ISO 2709 file, and whether most of its records are MARC 21."""
    contents: list[bytes] = []
    declared: list[str] = []
    marc21_records = 0
    for raw in iso2709.read(data):
        if isinstance(raw, iso2709.RawRecord):
            contents.append(b" ".join(part.data for part in raw.fields))
            tags = {part.tag for part in raw.fields}
            marc21_records += "245" in tags and "200" not in tags
            told = declared_charset(raw)
            if told:
                declared.append(told)
        if len(contents) >= _JUDGED_RECORDS:
            break
    is_marc21 = marc21_records * 2 > len(contents)
    return charset.judge(contents, declared, is_marc21=is_marc21), is_marc21
