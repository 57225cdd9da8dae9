"""Turns settled notices into staged rows: authorities once, children under their document, in the file's order."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from cresi_app.catalogue.model import authority_rows
from cresi_app.catalogue.model.notice import (
    CopyKey,
    Notice,
    NoticeAcquisition,
    NoticeContribution,
    NoticeCopy,
    NoticePublisher,
    copy_key,
    match_name,
    match_term,
)
from cresi_app.catalogue.model.rules import call_number_sort, normalised, title_sort
from cresi_app.catalogue.queries import authorities, moving
from cresi_app.catalogue.service.importing.naming import SaidOf
from cresi_app.catalogue.service.importing.whole import Whole
from cresi_app.core.ids import new_ids
from cresi_app.store.library import Library

_ROWS, _ROWS_OF_TEXT = 2_000, 200
"""Rows encoded together: as many as mostly make one block."""
_WORDY = {moving.DOCUMENT, moving.NUMBERED, "document_source"}
_BLOCK = 400_000
"""Characters of JSON in one staged block: below the megabyte a cluster takes, whatever the alphabet."""
_IDS_AT_ONCE = 10_000

_NAMED = attrgetter(*moving.NAMED)
_UNKNOWN = NoticeAcquisition()
_NO_PUBLISHER = NoticePublisher("")
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Row = dict[str, object]
Values = tuple[object, ...]


def authority_keys(notice: Notice, location: str) -> Iterable[tuple[str, str]]:
    """Yield (table, match key) of every authority a notice names."""
    for one in notice.contributions:
        yield "contributor", match_name(one.family, one.given, one.kind, one.dates)
    for publisher in notice.publishers:
        if publisher.name:
            yield "publisher", match_term(publisher.name)
    if notice.series:
        yield "series", match_term(notice.series)
    for subject in notice.subjects:
        yield "subject", authority_rows.subject_key(subject.term, subject.kind)
    for copy in notice.copies:
        if copy.location or location:
            yield "location", match_term(copy.location or location)


def _blocks(rows: list[Values]) -> Iterator[str]:
    """Yield `rows` as JSON lists of bearable length; one enormous row goes alone."""
    text = _json(rows)
    if len(text) <= _BLOCK or len(rows) == 1:
        yield text
        return
    middle = len(rows) // 2
    yield from _blocks(rows[:middle])
    yield from _blocks(rows[middle:])


@dataclass(slots=True)
class Stager:
    """Gathers rows and puts them aside. `location` is where copies stand that do not say; `dry`: nothing is put anywhere."""

    library: Library
    import_id: int
    location: str = ""
    dry: bool = False
    staged: dict[str, int] = field(default_factory=dict)
    _waiting: dict[str, list[Values]] = field(default_factory=dict)
    known: dict[tuple[str, str], int] = field(default_factory=dict)
    """The authority of each (table, match key) met so far."""
    _said: SaidOf = field(default_factory=SaidOf)
    _ids: list[int] = field(default_factory=list)
    copies: list[tuple[str, int]] = field(default_factory=list)
    """Barcode and id of the copies that the notice staged last brought."""
    whole: Whole = field(init=False)
    """What our own JSON says beyond its notices."""

    def __post_init__(self) -> None:
        self.whole = Whole(self.library, self)

    def learn(self, notices: Iterable[Notice]) -> None:
        """Look up which authorities of these notices the library has, many at once."""
        wanted: dict[str, set[str]] = {}
        lot = list(notices)
        for notice in lot:
            for table, key in authority_keys(notice, self.location):
                if (table, key) not in self.known:
                    wanted.setdefault(table, set()).add(key)
        for table, keys in wanted.items():
            for key, entity_id in authorities.ids_by_key(self.library, table, keys).items():
                self.known[table, key] = entity_id
        self._said.learn(self.library, lot, self.known)

    def new_id(self) -> int:
        """Return a fresh id; ids of one import lie together and rise in the file's order."""
        if not self._ids:
            self._ids = list(reversed(new_ids(_IDS_AT_ONCE)))
        return self._ids.pop()

    def put(self, entity: str, values: Values) -> None:
        """Add one row: its values in the order of `moving.COLUMNS`."""
        self.staged[entity] = self.staged.get(entity, 0) + 1
        if not self.dry:
            self._waiting.setdefault(entity, []).append(values)

    def flush(self) -> None:
        """Stage everything that waits, in blocks below what a cluster takes at once."""
        for entity, rows in self._waiting.items():
            size = _ROWS_OF_TEXT if entity in _WORDY else _ROWS
            slices = (rows[at : at + size] for at in range(0, len(rows), size))
            self.library.stage_texts(self.import_id, entity, (block for part in slices for block in _blocks(part)))
        self._waiting = {}

    # --- a whole document ---

    def document(self, notice: Notice, told: str, more: Mapping[str, Any]) -> int:
        """Stage a new document with everything that hangs on it, and return its id. `told`: the notice's fingerprint, `more`: what is said beyond it."""
        document_id = self.new_id()
        number = self.whole.number(more) if more else ""
        self._said.listen(notice)
        publishers = notice.publishers
        first = publishers[0] if publishers else _NO_PUBLISHER
        self.put(
            moving.NUMBERED if number else moving.DOCUMENT,
            (
                document_id,
                self.publisher(first.name, first.place),
                first.place,
                notice.publication_country or None,
                self.series(notice.series, notice.series_issn),
                call_number_sort(notice.call_number),
                notice.published_on or None,
                notice.revised_on or None,
                *_NAMED(notice),
                *([number] if number else ()),
            ),
        )
        self._hang(document_id, notice, publishers[1:], 0)
        self.copies = []
        for copy in () if more.get("copy") else notice.copies:
            self._copy(document_id, copy, notice.acquired)
        self._source(document_id, notice, told)
        if more:
            self.whole.document(document_id, more)
        return document_id

    def more(self, document_id: int, notice: Notice, first: int, told: str = "") -> None:
        """Stage what joins a document that stands already, counted from `first`; with `told`, also where it comes from."""
        self._said.listen(notice)
        self._hang(document_id, notice, notice.publishers, first)
        self.copies = []
        for copy in notice.copies:
            self._copy(document_id, copy, notice.acquired)
        if told:
            self._source(document_id, notice, told)

    def _hang(self, document_id: int, notice: Notice, publishers: list[NoticePublisher], first: int) -> None:
        """Stage everything of `notice` that is rows beside its document."""
        named = [(self.publisher(one.name, one.place), one.place) for one in publishers if one.name]
        self._put_rows("co_publication", document_id, named, first)
        people = dict.fromkeys(
            (self._contributor(one.family, one.given, one.kind, one.dates), one.role) for one in notice.contributions
        )
        self._put_rows("contribution", document_id, people, first)
        self._put_rows(
            "document_subject", document_id, dict.fromkeys((self._subject(*one),) for one in notice.subjects), first
        )
        self._put_rows("document_language", document_id, notice.languages, first)
        self._put_rows("document_country", document_id, [(code,) for code in notice.countries], first)
        numbers = [(one.scheme, one.value, normalised(one.scheme, one.value), one.note) for one in notice.identifiers]
        self._put_rows("document_identifier", document_id, numbers, first)
        links = [
            (*one, normalised("issn", one.issn) if one.issn else "", title_sort(one.title)) for one in notice.links
        ]
        self._put_rows("document_link", document_id, links, first)
        self._put_rows("document_file", document_id, notice.files, first)

    def _put_rows(self, entity: str, document_id: int, items: Iterable[Values], first: int) -> None:
        for position, item in enumerate(items, first):
            self.put(entity, (self.new_id(), document_id, position, *item))

    def _copy(self, document_id: int, copy: NoticeCopy, acquired: Mapping[CopyKey, NoticeAcquisition]) -> None:
        place = copy.location or self.location
        came = acquired.get(copy_key(copy), _UNKNOWN) if acquired else _UNKNOWN
        copy_id = self.new_id()
        self.copies.append((copy.barcode, copy_id))
        values = (
            copy_id,
            document_id,
            copy.barcode,
            copy.call_number,
            self.location_named(place) if place else None,
            copy.status or "available",
            copy.volume,
            copy.note,
            came.acquired_on or None,
            came.provenance or None,
            came.supplier,
            came.price_minor,
            came.currency,
        )
        if copy.accession_number:
            self.put(moving.COPY, (*values, copy.accession_number))
        else:
            self.put(moving.UNNUMBERED, values)

    def _source(self, document_id: int, notice: Notice, told: str) -> None:
        self.put(
            "document_source", (self.new_id(), document_id, notice.format, notice.source_key, told, notice.leftovers)
        )

    # --- authorities ---

    def hear(self, notice: Notice) -> None:
        """Take what `notice` says of its names: they are asked for next."""
        self._said.listen(notice)

    def contributor(self, one: NoticeContribution) -> int:
        """Return the contributor of a name, staged when it is new."""
        return self._contributor(one.family, one.given, one.kind, one.dates)

    def publisher(self, name: str, place: str) -> int | None:
        """Return the publisher of this name, staged when it is new; None for an empty name."""
        if not name:
            return None
        return self._authority(
            "publisher", match_term(name), lambda entity_id: authority_rows.publisher(entity_id, name, place)
        )

    def series(self, title: str, issn: str) -> int | None:
        """Return the series of this title, staged when it is new; None for an empty title."""
        if not title:
            return None
        return self._authority(
            "series", match_term(title), lambda entity_id: authority_rows.series(entity_id, title, issn)
        )

    def _contributor(self, family: str, given: str, kind: str, dates: str) -> int:
        key = match_name(family, given, kind, dates)
        return self._authority(
            "contributor", key, lambda entity_id: authority_rows.contributor(entity_id, family, given, kind, dates)
        )

    def _subject(self, term: str, kind: str, scheme: str) -> int:
        key = authority_rows.subject_key(term, kind)
        return self._authority("subject", key, lambda entity_id: authority_rows.subject(entity_id, term, kind, scheme))

    def location_named(self, name: str) -> int:
        """Return the place of this name, staged when it is new."""
        return self._authority("location", match_term(name), lambda entity_id: authority_rows.location(entity_id, name))

    def _authority(self, table: str, key: str, make: Callable[[int], Row]) -> int:
        found = self.known.get((table, key))
        if found is not None and not self._said.is_asked:
            return found
        said = self._said.of(table, key)
        found = self._said.authority(table, found, said)
        if found is None:
            found = self.new_id()
            self.known.setdefault((table, key), found)
            made = make(found)
            self.put(table, tuple(made[name] for name in moving.COLUMNS[table]))
        for entity, values in self._said.news(table, found, said):
            self.put(entity, (self.new_id(), *values))
        return found
