"""Turns settled notices into staged rows: authorities once, children under their document, in the file's order."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from cresi_app.catalogue.model import authority_rows
from cresi_app.catalogue.model.notice import Notice, NoticePublisher, match_name, match_term
from cresi_app.catalogue.model.rules import call_number_sort, normalised
from cresi_app.catalogue.queries import authorities, matching
from cresi_app.core.ids import new_ids
from cresi_app.store.library import Library

FLUSH = 1_000
"""Rows kept in memory before they are staged."""
_IDS_AT_ONCE = 10_000

_SAME_NAMES = (
    "kind", "title", "title_sort", "subtitle", "other_titles", "part_number", "part_title", "responsibility", "edition",
    "date_text", "year", "extent", "series_number", "call_number", "audience", "rights", "image_credit", "frequency", "price",
    "url", "abstract", "contents", "notes",
)  # fmt: skip
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Row = dict[str, object]


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


@dataclass(slots=True)
class Stager:
    """Gathers rows and puts them aside. `location` is where copies stand that do not say; `dry`: nothing is put anywhere."""

    library: Library
    import_id: int
    location: str = ""
    dry: bool = False
    staged: dict[str, int] = field(default_factory=dict)
    _waiting: dict[str, list[Row]] = field(default_factory=dict)
    _known: dict[tuple[str, str], int] = field(default_factory=dict)
    _ids: list[int] = field(default_factory=list)
    _rows: int = 0

    def learn(self, notices: Iterable[Notice]) -> None:
        """Look up which authorities of these notices the library has, many at once."""
        wanted: dict[str, set[str]] = {}
        for notice in notices:
            for table, key in authority_keys(notice, self.location):
                if (table, key) not in self._known:
                    wanted.setdefault(table, set()).add(key)
        for table, keys in wanted.items():
            for key, entity_id in authorities.ids_by_key(self.library, table, keys).items():
                self._known[table, key] = entity_id

    def new_id(self) -> int:
        """Return a fresh id; ids of one import lie together and rise in the file's order."""
        if not self._ids:
            self._ids = list(reversed(new_ids(_IDS_AT_ONCE)))
        return self._ids.pop()

    def put(self, table: str, row: Row) -> None:
        """Add one row, staged once enough wait."""
        self.staged[table] = self.staged.get(table, 0) + 1
        if self.dry:
            return
        self._waiting.setdefault(table, []).append(row)
        self._rows += 1
        if self._rows >= FLUSH:
            self.flush()

    def flush(self) -> None:
        """Stage everything that waits."""
        for table, rows in self._waiting.items():
            if rows:
                self.library.stage(self.import_id, table, rows)
        self._waiting = {}
        self._rows = 0

    # --- a whole document ---

    def document(self, notice: Notice, told: str) -> int:
        """Stage a new document with everything that hangs on it, and return its id. `told`: the notice's fingerprint."""
        document_id = self.new_id()
        publisher = notice.publishers[0] if notice.publishers else None
        row: Row = {name: getattr(notice, name) for name in _SAME_NAMES}
        row["id"] = document_id
        row["publisher_id"] = self.publisher(publisher.name, publisher.place) if publisher else None
        row["place"] = publisher.place if publisher else ""
        row["publication_country_code"] = notice.publication_country or None
        row["series_id"] = self.series(notice.series, notice.series_issn)
        row["call_number_sort"] = call_number_sort(notice.call_number)
        row["published_on"] = notice.published_on or None
        row["revised_on"] = notice.revised_on or None
        self._hang(row, notice, notice.publishers[1:], 0)
        self._list(row, "document_source", [self._source(notice, told)])
        self.put(matching.NEW, row)
        return document_id

    def more(self, document_id: int, notice: Notice, first: int, told: str = "") -> None:
        """Stage what joins a document that stands already, counted from `first`; with `told`, also where it comes from."""
        row: Row = {"id": document_id}
        self._hang(row, notice, notice.publishers, first)
        if told:
            self._list(row, "document_source", [self._source(notice, told)])
        if len(row) > 1:
            self.put(matching.MORE, row)

    def _hang(self, row: Row, notice: Notice, publishers: list[NoticePublisher], first: int) -> None:
        """Put into a staged row everything of `notice` that is rows beside its document."""
        named = [(self.publisher(one.name, one.place), one.place) for one in publishers if one.name]
        self._list(row, "co_publication", named, first)
        people = dict.fromkeys(
            (self._contributor(*one[:2], one.kind, one.dates), one.role) for one in notice.contributions
        )
        self._list(row, "contribution", list(people), first)
        terms = dict.fromkeys((self._subject(*one),) for one in notice.subjects)
        self._list(row, "document_subject", list(terms), first)
        self._list(row, "document_language", notice.languages, first)
        self._list(row, "document_country", [(code,) for code in notice.countries], first)
        numbers = [(one.scheme, one.value, normalised(one.scheme, one.value), one.note) for one in notice.identifiers]
        self._list(row, "document_identifier", numbers, first)
        self._list(row, "document_link", notice.links, first)
        numbered: list[list[object]] = []
        unnumbered: list[list[object]] = []
        for copy in notice.copies:
            place = copy.location or self.location
            values = [self.new_id(), copy.barcode, copy.call_number, self._location(place) if place else None]
            values += [copy.status or "available", copy.volume, copy.note]
            if copy.accession_number:
                numbered.append([*values, copy.accession_number])
            else:
                unnumbered.append(values)
        self._keep(row, matching.NUMBERED, numbered)
        self._keep(row, matching.UNNUMBERED, unnumbered)

    def _list(self, row: Row, table: str, items: Sequence[Sequence[object]], first: int | None = None) -> None:
        """Put items into a staged row as the rows of `table`: an id, the position (unless `first` is None), the values."""
        if items:
            if first is None:
                rows = [[self.new_id(), *item] for item in items]
            else:
                rows = [[self.new_id(), position, *item] for position, item in enumerate(items, first)]
            self._keep(row, table, rows)

    def _keep(self, row: Row, table: str, rows: list[list[object]]) -> None:
        if rows:
            self.staged[table] = self.staged.get(table, 0) + len(rows)
            row[table] = _json(rows)

    def _source(self, notice: Notice, told: str) -> tuple[str, ...]:
        return notice.format, notice.source_key, told, notice.leftovers

    # --- authorities ---

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

    def _location(self, name: str) -> int:
        return self._authority("location", match_term(name), lambda entity_id: authority_rows.location(entity_id, name))

    def _authority(self, table: str, key: str, make: Callable[[int], Row]) -> int:
        known = self._known.get((table, key))
        if known is not None:
            return known
        entity_id = self.new_id()
        self._known[table, key] = entity_id
        self.put(table, make(entity_id))
        return entity_id
