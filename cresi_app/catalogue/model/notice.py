"""A notice between two worlds: what a record of any format says, before it becomes (or completes) a document here."""

from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, NamedTuple
from zlib import crc32

from cresi_app.core.text import fold, sort_key, words

PERSON = "person"
BODY = "body"
MEETING = "meeting"
UNNAMED = "as-read:"
"""What begins the source key of a record that its source gives no name: its content stands for one, to know it again."""


class NoticeContribution(NamedTuple):
    """One name of a notice. `family` is the whole name of a body; `role` is a MARC relator code (``aut``)."""

    family: str
    given: str = ""
    dates: str = ""
    kind: str = PERSON
    role: str = "aut"


class NoticeSubject(NamedTuple):
    """One subject heading, its parts joined by `` -- ``. `kind` is a code of ``subject_kind``, `scheme` as ``rameau``."""

    term: str
    kind: str = "topic"
    scheme: str = ""


class NoticeIdentifier(NamedTuple):
    """One number of a notice: `scheme` (``isbn``…), `value` as written, what was said about it (« br. »)."""

    scheme: str
    value: str
    note: str = ""


class NoticeLanguage(NamedTuple):
    """One language (ISO 639-2/B) and what is in it: text, original, abstract or subtitles."""

    code: str
    use: str = "text"


class NoticePublisher(NamedTuple):
    """A publisher and its place, either may be empty."""

    name: str
    place: str = ""


class NoticeLink(NamedTuple):
    """Another publication this one belongs to or comes from; `relation` is a code of ``link_relation``."""

    relation: str
    title: str
    number: str = ""
    issn: str = ""
    date_text: str = ""
    pages: str = ""


class NoticeCopy(NamedTuple):
    """One copy as told by its holder. `status` is a code of ``copy_status`` ("" when the notice does not say)."""

    barcode: str = ""
    call_number: str = ""
    location: str = ""
    status: str = ""
    volume: str = ""
    accession_number: str = ""
    note: str = ""


class NoticeAcquisition(NamedTuple):
    """How a copy came: on which ISO day, how (a code of ``copy_provenance``), from whom, for how many minor units of `currency`."""

    acquired_on: str = ""
    provenance: str = ""
    supplier: str = ""
    price_minor: int | None = None
    currency: str = "EUR"


CopyKey = tuple[str, ...]


def copy_key(copy: NoticeCopy) -> CopyKey:
    """Return what tells the copies of one notice apart: the barcode, else where it stands and what it is."""
    if copy.barcode:
        return (copy.barcode,)
    return copy.call_number, copy.location, copy.volume, copy.accession_number


class NoticeAuthority(NamedTuple):
    """What a source says of a name of its notice: a number (`scheme` of ``authority_scheme``), or another form of it.

    `table` and `key` say which name (`match_name`, `match_term`); `scheme` begins with ``form:`` for another form of the
    kind that follows (``form:pseudonym``).
    """

    table: str
    key: str
    scheme: str
    value: str


class NoticeFile(NamedTuple):
    """A file of a notice whose content the library keeps already, under its SHA-256."""

    sha256: str
    name: str
    media_type: str
    size: int


class NoticeUse(NamedTuple):
    """How often a document, or its copy of that `barcode`, was used: `what` is loan, consultation or view, `day` ISO or "" unknown.

    Without a day it is a total: as often at least, whatever is counted already. Views are of a month (``2026-11``) or of its last look.
    """

    what: str
    times: int
    barcode: str = ""
    day: str = ""


LOAN: Final = "loan"
CONSULTATION: Final = "consultation"
VIEW: Final = "view"


@dataclass(frozen=True, slots=True)
class SaidAuthority:
    """One authority as a source describes it, whether a notice names it or not. `table` is contributor, publisher or series.

    `name` says a publisher's name or a series' title as its family; `publisher` is whose series it is.
    """

    table: str
    name: NoticeContribution
    note: str = ""
    url: str = ""
    said: tuple[NoticeAuthority, ...] = ()
    place: str = ""
    issn: str = ""
    publisher: str = ""


@dataclass(slots=True)
class Notice:
    """Everything one record says, in this program's words. Empty means « not said ».

    `source_key` names the record at its source (``FR-751131015:FRBNF45252898``); `leftovers` are the fields that have
    no place here, word for word, one a line.
    """

    kind: str = "book"
    title: str = ""
    title_sort: str = ""
    subtitle: str = ""
    other_titles: str = ""
    part_number: str = ""
    part_title: str = ""
    responsibility: str = ""
    edition: str = ""
    date_text: str = ""
    year: int | None = None
    publication_country: str = ""
    extent: str = ""
    series: str = ""
    series_number: str = ""
    series_issn: str = ""
    call_number: str = ""
    abstract: str = ""
    contents: str = ""
    notes: str = ""
    audience: str = ""
    rights: str = ""
    image_credit: str = ""
    frequency: str = ""
    price: str = ""
    url: str = ""
    published_on: str = ""
    revised_on: str = ""
    format: str = ""
    source_key: str = ""
    leftovers: str = ""
    publishers: list[NoticePublisher] = field(default_factory=list)
    contributions: list[NoticeContribution] = field(default_factory=list)
    subjects: list[NoticeSubject] = field(default_factory=list)
    languages: list[NoticeLanguage] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    identifiers: list[NoticeIdentifier] = field(default_factory=list)
    links: list[NoticeLink] = field(default_factory=list)
    copies: list[NoticeCopy] = field(default_factory=list)
    files: list[NoticeFile] = field(default_factory=list)
    """Joined to the document; no part of what a re-import compares."""
    authorities: list[NoticeAuthority] = field(default_factory=list)
    """What is said of the names above; no part of what a re-import compares."""
    uses: list[NoticeUse] = field(default_factory=list)
    """What was counted of it; no part of what a re-import compares."""
    acquired: dict[CopyKey, NoticeAcquisition] = field(default_factory=dict)
    """How its copies came; no part of what a re-import compares."""
    more: str = ""
    """Everything else our own JSON says of the document, as JSON; no part of what a re-import compares."""


SCALARS = (
    "kind", "title", "subtitle", "other_titles", "part_number", "part_title", "responsibility", "edition", "date_text",
    "year", "publication_country", "extent", "series_number", "call_number", "abstract", "contents", "notes", "audience",
    "rights", "image_credit", "frequency", "price", "url", "published_on", "revised_on",
)  # fmt: skip
"""The fields of a notice that are one value of a document."""

GROUPS = (
    "publishers", "series", "contributions", "subjects", "languages", "countries", "identifiers", "links", "copies",
)  # fmt: skip
"""The fields of a notice that are rows or authorities beside a document."""

_ALL: Final = attrgetter(*SCALARS, *GROUPS)
_DIGESTS: Final = "%08x" * (len(SCALARS) + len(GROUPS))


def _crc(value: Any) -> int:
    if not value:
        return 0
    if isinstance(value, list):
        # Every item of a group is a text or a tuple of texts.
        value = "\x1f".join(value if isinstance(value[0], str) else map("\x1e".join, value))
    return crc32(str(value).encode("utf-8", "backslashreplace"))


def digest(value: object) -> str:
    """Return eight characters that stand for `value`, to see later whether somebody changed it; zeros for nothing said."""
    return f"{_crc(value):08x}"


def fingerprint(notice: Notice) -> str:
    """Return one digest a field of `notice` (scalars, then groups), joined: what its source said, in 272 characters."""
    return _DIGESTS % tuple([_crc(value) if value else 0 for value in _ALL(notice)])


def split_fingerprint(text: str) -> dict[str, str]:
    """Return the digests of `fingerprint` by field name; an unreadable text gives none, which protects every field."""
    names = (*SCALARS, *GROUPS)
    if len(text) < 8 * len(names):
        return {}
    return {name: text[8 * i : 8 * i + 8] for i, name in enumerate(names)}


def split_extras(text: str) -> dict[str, str]:
    """Return the digests that follow those of `fingerprint`, of what a source said beyond a notice, by the digest of their name."""
    rest = text[8 * (len(SCALARS) + len(GROUPS)) :]
    return {rest[at : at + 8]: rest[at + 8 : at + 16] for at in range(0, len(rest) - 15, 16)}


@lru_cache(maxsize=65_536)
def match_name(family: str, given: str, kind: str, dates: str = "") -> str:
    """Return the key under which a contributor is found again: folded, punctuation apart, years of life kept."""
    years = "".join(c for c in dates if c.isdigit())
    return f"{kind[0]}|{' '.join(words(family))}|{' '.join(words(given))}|{years}"


@lru_cache(maxsize=65_536)
def match_term(term: str) -> str:
    """Return the key under which a publisher, series or subject is found again."""
    return " ".join(words(term)) or fold(term).strip()


def title_key(title: str, part_number: str = "", part_title: str = "") -> str:
    """Return the folded title, part included, that two notices of one publication share."""
    base = " ".join(words(sort_key(title)))
    part = " ".join(words(f"{part_number} {part_title}"))
    return f"{base}|{part}" if part else base
