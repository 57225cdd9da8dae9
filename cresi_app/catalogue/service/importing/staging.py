"""Turns settled notices into staged rows: authorities once, children under their document, in the file's order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cresi_app.catalogue.model import authority_rows
from cresi_app.catalogue.model.notice import Notice, fingerprint, match_name, match_term
from cresi_app.catalogue.model.rules import call_number_sort, normalised
from cresi_app.catalogue.queries import authorities, matching
from cresi_app.core.ids import new_ids
from cresi_app.store.library import Library

FLUSH = 4_000
"""Rows kept in memory before they are staged."""
_IDS_AT_ONCE = 10_000

Row = dict[str, object]
KeyOf = Callable[[Notice], Iterable[tuple[str, str]]]


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

    def document(self, notice: Notice) -> int:
        """Stage a new document with everything that hangs on it, and return its id."""
        document_id = self.new_id()
        publisher = notice.publishers[0] if notice.publishers else None
        self.put(
            "document",
            {
                "id": document_id,
                "kind": notice.kind,
                "title": notice.title,
                "title_sort": notice.title_sort,
                "subtitle": notice.subtitle,
                "other_titles": notice.other_titles,
                "part_number": notice.part_number,
                "part_title": notice.part_title,
                "responsibility": notice.responsibility,
                "edition": notice.edition,
                "publisher_id": self.publisher(publisher.name, publisher.place) if publisher else None,
                "place": publisher.place if publisher else "",
                "date_text": notice.date_text,
                "year": notice.year,
                "publication_country_code": notice.publication_country or None,
                "extent": notice.extent,
                "series_id": self.series(notice.series, notice.series_issn),
                "series_number": notice.series_number,
                "call_number": notice.call_number,
                "call_number_sort": call_number_sort(notice.call_number),
                "audience": notice.audience,
                "rights": notice.rights,
                "image_credit": notice.image_credit,
                "frequency": notice.frequency,
                "price": notice.price,
                "url": notice.url,
                "published_on": notice.published_on or None,
                "revised_on": notice.revised_on or None,
                "abstract": notice.abstract,
                "contents": notice.contents,
                "notes": notice.notes,
            },
        )
        self.children(document_id, notice, 0)
        self.source(document_id, notice)
        return document_id

    def children(self, document_id: int, notice: Notice, first: int) -> None:
        """Stage everything of `notice` that is rows beside its document, counted from `first`."""
        for position, extra in enumerate(notice.publishers[1:], first):
            publisher_id = self.publisher(extra.name, extra.place)
            if publisher_id is not None:
                row = {"publisher_id": publisher_id, "place": extra.place, "position": position}
                self.put("co_publication", {"id": self.new_id(), "document_id": document_id, **row})
        self._put_rows("contribution", document_id, first, self._contributions(notice))
        self._put_rows("document_subject", document_id, first, self._subjects(notice))
        languages: list[Row] = [{"language_code": one.code, "use": one.use} for one in notice.languages]
        self._put_rows("document_language", document_id, first, languages)
        self._put_rows("document_country", document_id, first, [{"country_code": code} for code in notice.countries])
        self._put_rows("document_identifier", document_id, first, self._identifiers(notice))
        links: list[Row] = [one._asdict() for one in notice.links]
        self._put_rows("document_link", document_id, first, links)
        for copy in notice.copies:
            self._copy(document_id, copy._asdict())

    def _put_rows(self, table: str, document_id: int, first: int, rows: list[Row]) -> None:
        for position, row in enumerate(rows, first):
            self.put(table, {"id": self.new_id(), "document_id": document_id, "position": position, **row})

    def _contributions(self, notice: Notice) -> list[Row]:
        rows: list[Row] = []
        for one in notice.contributions:
            row: Row = {
                "contributor_id": self._contributor(one.family, one.given, one.kind, one.dates),
                "role": one.role,
            }
            if row not in rows:
                rows.append(row)
        return rows

    def _subjects(self, notice: Notice) -> list[Row]:
        found = dict.fromkeys(self._subject(one.term, one.kind, one.scheme) for one in notice.subjects)
        return [{"subject_id": subject_id} for subject_id in found]

    def _identifiers(self, notice: Notice) -> list[Row]:
        return [
            {
                "scheme": one.scheme,
                "value": one.value,
                "normalised": normalised(one.scheme, one.value),
                "note": one.note,
            }
            for one in notice.identifiers
            if one.value
        ]

    def _copy(self, document_id: int, copy: Row) -> None:
        place = str(copy["location"]) or self.location
        row: Row = {
            "id": self.new_id(),
            "document_id": document_id,
            "barcode": copy["barcode"],
            "call_number": copy["call_number"],
            "location_id": self._location(place) if place else None,
            "status": copy["status"] or "available",
            "volume": copy["volume"],
            "note": copy["note"],
        }
        if copy["accession_number"]:
            self.put("copy", {**row, "accession_number": copy["accession_number"]})
        else:
            self.put(matching.NUMBERED_COPY, row)

    def source(self, document_id: int, notice: Notice) -> None:
        """Stage where a document comes from."""
        self.put(
            "document_source",
            {
                "id": self.new_id(),
                "document_id": document_id,
                "format": notice.format,
                "source_key": notice.source_key,
                "fingerprint": fingerprint(notice),
                "leftovers": notice.leftovers,
            },
        )

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
