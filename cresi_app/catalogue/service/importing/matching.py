"""Decides whether an incoming notice is one the library, or this very file, already holds. Never on the title alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from cresi_app.catalogue.model.importing import Incoming
from cresi_app.catalogue.model.notice import UNNAMED, Notice, match_name
from cresi_app.catalogue.model.rules import normalised
from cresi_app.catalogue.queries import matching
from cresi_app.catalogue.queries.matching import KnownDocument, KnownSource
from cresi_app.core.text import words
from cresi_app.store.library import Library

OWN_AGENCY = "cresi"
"""What our exports call their source; the number behind it is the document's id."""

ALIKE = 90
"""Likeness in percent from which two titles under one ISBN are taken for one title written twice."""


@dataclass(frozen=True, slots=True)
class Match:
    """The document a notice is: `source` when the record itself was imported before, `by` says what told."""

    document_id: int
    by: str
    source: KnownSource | None = None


@dataclass(slots=True)
class Keys:
    """What one notice can be found by."""

    source: str
    document: KnownDocument

    @property
    def is_named(self) -> bool:
        """Say whether the source itself names its record, so that another name is another record."""
        return bool(self.source) and not self.source.startswith(UNNAMED)

    @property
    def isbns(self) -> frozenset[str]:
        """Its valid ISBN, as 13 digits."""
        return self.document.isbns

    @classmethod
    def of(cls, notice: Notice, document_id: int = 0) -> "Keys":
        """Take the keys of `notice`."""
        numbers = (normalised("isbn", one.value) for one in notice.identifiers if one.scheme == "isbn")
        names = frozenset(short_name(match_name(one.family, one.given, one.kind)) for one in notice.contributions)
        return cls(
            notice.source_key,
            KnownDocument(
                document_id,
                notice.title_sort,
                notice.subtitle,
                notice.part_number,
                notice.kind,
                notice.year,
                names,
                frozenset(number for number in numbers if len(number) == 13),
            ),
        )


def short_name(key: str) -> str:
    """Return a match key cut to kind, family and first initial: « J. K. Rowling » is « Joanne Kathleen Rowling »."""
    kind, family, given, *_ = f"{key}||".split("|")
    return f"{kind}|{family}|{given[:1]}"


def same_volume(one: KnownDocument, other: KnownDocument) -> bool:
    """Say whether two notices under one ISBN are one publication: titles alike, volumes not told apart."""
    if one.part_number and other.part_number and words(one.part_number) != words(other.part_number):
        return False
    a, b = one.title_sort, other.title_sort
    return a == b or a.startswith(b) or b.startswith(a) or fuzz.ratio(a, b) >= ALIKE


def same_work(one: KnownDocument, other: KnownDocument) -> bool:
    """Say whether two notices are one publication by title, contributor and year together."""
    if one.year is None or one.year != other.year or one.kind != other.kind or one.title_sort != other.title_sort:
        return False
    if words(one.part_number) != words(other.part_number):
        return False
    if one.isbns and other.isbns:
        return False  # each has its own, and they were compared already: two editions
    if one.subtitle and other.subtitle and words(one.subtitle) != words(other.subtitle):
        return False
    ours, theirs = set(map(short_name, one.names)), set(map(short_name, other.names))
    return bool(ours & theirs)


@dataclass(slots=True)
class Matcher:
    """Matches notices against the library, and against those of the same file that are about to be created."""

    library: Library
    _sources: dict[str, int] = field(default_factory=dict)
    _named: set[int] = field(default_factory=set)
    _isbns: dict[str, list[KnownDocument]] = field(default_factory=dict)
    _titles: dict[tuple[str, int], list[KnownDocument]] = field(default_factory=dict)

    def look_up(self, chunk: Sequence[Incoming]) -> list[tuple[Keys, Match | None]]:
        """Return the keys of each notice and the document of the library it matches."""
        keys = [Keys.of(one.notice) for one in chunk]
        sources = matching.sources(self.library, {one.source for one in keys if one.source})
        isbns = matching.by_isbn(self.library, {number for one in keys for number in one.isbns})
        datable = [one.document for one in keys if one.document.year is not None and one.document.names]
        years = {one.year for one in datable if one.year is not None}
        titles = matching.by_title(self.library, {one.title_sort for one in datable}, years)
        own = matching.existing(self.library, {one for one in map(_own_id, keys) if one})
        return [(one, _exported_here(one, own) or _in_library(one, sources, isbns, titles)) for one in keys]

    def pending(self, keys: Keys) -> int | None:
        """Return the document this file is about to create that a notice with `keys` repeats."""
        if keys.source and keys.source in self._sources:
            return self._sources[keys.source]
        document = keys.document
        for number in keys.isbns:
            for other in self._isbns.get(number, ()):
                if same_volume(document, other):
                    return other.id
        if document.year is not None and document.names:
            for other in self._titles.get((document.title_sort, document.year), ()):
                # Two records that their one source names differently are two, however alike they look.
                if same_work(document, other) and not (keys.is_named and other.id in self._named):
                    return other.id
        return None

    def remember(self, keys: Keys, document_id: int) -> None:
        """Note a document that is about to be created."""
        known = replace(keys.document, id=document_id)
        if keys.source:
            self._sources[keys.source] = document_id
        if keys.is_named:
            self._named.add(document_id)
        for number in keys.isbns:
            self._isbns.setdefault(number, []).append(known)
        if known.year is not None and known.names:
            self._titles.setdefault((known.title_sort, known.year), []).append(known)


def _own_id(keys: Keys) -> int:
    """Return the id a record exported by this program carries, 0 when it is none."""
    agency, _, number = keys.source.partition(":")
    return int(number) if agency == OWN_AGENCY and number.isdecimal() and len(number) < 19 else 0


def _exported_here(keys: Keys, own: frozenset[int]) -> Match | None:
    document_id = _own_id(keys)
    return Match(document_id, "source") if document_id in own else None


def _in_library(
    keys: Keys,
    sources: dict[str, KnownSource],
    isbns: dict[str, list[KnownDocument]],
    titles: dict[str, list[KnownDocument]],
) -> Match | None:
    if keys.source in sources:
        source = sources[keys.source]
        return Match(source.document_id, "source", source)
    for number in keys.isbns:
        alike = [other for other in isbns.get(number, ()) if same_volume(keys.document, other)]
        if alike:
            exact = [other for other in alike if other.title_sort == keys.document.title_sort]
            return Match((exact or alike)[0].id, "isbn")
    for other in titles.get(keys.document.title_sort, ()):
        if same_work(keys.document, other):
            return Match(other.id, "title")
    return None
