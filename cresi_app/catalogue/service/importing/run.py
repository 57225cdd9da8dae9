"""One import from its first record to its one revision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from cresi_app.catalogue.model.importing import (
    NEAR,
    Decision,
    ImportOptions,
    ImportReport,
    Incoming,
    Outcome,
    Progress,
    Reject,
    Told,
)
from cresi_app.catalogue.model.notice import GROUPS, SCALARS, Notice, NoticeFile, digest, fingerprint, split_fingerprint
from cresi_app.catalogue.model.reading_back import notice_of
from cresi_app.catalogue.model.rules import call_number_sort
from cresi_app.catalogue.queries import documents, issues, matching, moving, pages
from cresi_app.catalogue.service.desk import ListsDesk
from cresi_app.catalogue.service.importing.completing import NAMED, complete, leave_named, marks, unseen
from cresi_app.catalogue.service.importing.counting import Uses
from cresi_app.catalogue.service.importing.extras import Extras
from cresi_app.catalogue.service.importing.likely import Twin, Twins, likely
from cresi_app.catalogue.service.importing.matching import Keys, Match, Matcher
from cresi_app.catalogue.service.importing.settling import Codes, settle, without_new_subjects
from cresi_app.catalogue.service.importing.staging import Stager
from cresi_app.catalogue.service.importing.tying import Arrivals
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.store.revision import Revision

CHUNK = 500
"""Records matched by one round of questions."""
STAGED_AT_ONCE = 2_000
KEPT_WARNINGS = 1_000
FIRST_IDS = 200
_AFTER = 100
"""Where rows that join a document are counted from: behind its own."""

_BLANK = digest("")
_TELLING = ("title", "abstract", "notes", "edition")
"""Fields of a repeated record that are worth a word when they say otherwise."""

_BY = {
    "source": N_("même numéro à la source"),
    "isbn": N_("même ISBN"),
    "title": N_("titre, auteur et année identiques"),
    "file": N_("déjà dans ce fichier"),
    NEAR: N_("titre presque identique"),
    "twin": N_("titre presque identique dans ce fichier"),
}
_FIELD_NAMES = {
    "title": N_("titre"),
    "subtitle": N_("sous-titre"),
    "abstract": N_("résumé"),
    "year": N_("année"),
    "call_number": N_("cote"),
    "date_text": N_("date"),
    "extent": N_("description"),
    "notes": N_("notes"),
}


@dataclass(slots=True)
class Update:
    """What is to be written on a document already here."""

    document_id: int
    version: int
    values: dict[str, object]


@dataclass(slots=True)
class Run:
    """The state of one import."""

    desk: ListsDesk
    options: ImportOptions
    report: ImportReport = field(default_factory=ImportReport)
    import_id: int = field(default_factory=new_id)
    updates: list[Update] = field(default_factory=list)
    sources: dict[int, tuple[int, dict[str, object]]] = field(default_factory=dict)
    codes: Codes = field(init=False)
    matcher: Matcher = field(init=False)
    stager: Stager = field(init=False)
    extras: Extras = field(init=False)
    uses: Uses = field(init=False)
    arrivals: Arrivals = field(default_factory=Arrivals)
    _barcodes: dict[str, int] = field(default_factory=dict)
    _seen: dict[int, tuple[str, frozenset[int]]] = field(default_factory=dict)
    _touched: dict[int, Notice] = field(default_factory=dict)
    _versions: dict[int, int] = field(default_factory=dict)
    _near: dict[int, int] = field(default_factory=dict)
    _twins: Twins = field(default_factory=Twins)

    def __post_init__(self) -> None:
        library = self.desk.library
        self.codes = Codes.of(self.desk)
        self.matcher = Matcher(library)
        self.stager = Stager(library, self.import_id, self.options.location, dry=self.options.dry_run)
        self.extras = Extras(self.stager.whole)
        self.uses = Uses(self.stager)

    def take(self, records: Iterable[Incoming | Reject], total: int, progress: Progress) -> None:
        """Decide every record and stage what it brings."""
        self._take(records, total, progress)
        self.stager.flush()
        self.report.rejects.sort(key=lambda one: (one.record, one.offset))

    def _take(self, records: Iterable[Incoming | Reject], total: int, progress: Progress) -> None:
        done = 0
        for chunk in _chunks(records):
            progress.check()
            incoming = [one for one in chunk if isinstance(one, Incoming) and self._is_whole(one)]
            self.report.rejects += [one for one in chunk if isinstance(one, Reject)]
            for one in incoming:
                settle(one.notice, self.codes)
            self._know_barcodes(incoming)
            self.stager.learn(one.notice for one in incoming)
            if not self.options.create_subjects:
                for one in incoming:
                    self.report.subjects_left |= without_new_subjects(one.notice, self.stager.known)
            found = self.matcher.look_up(incoming)
            self._look_for_near(incoming, found)
            for one, (keys, match) in zip(incoming, found, strict=True):
                self._decide(one, keys, match)
            done += len(chunk)
            if done % STAGED_AT_ONCE < CHUNK:
                self.stager.flush()
            progress.step(done, total)

    def _look_for_near(self, incoming: list[Incoming], found: list[tuple[Keys, Match | None]]) -> None:
        """Note the documents that new notices may repeat, but for those that somebody told apart."""
        new = [
            (one.record, keys)
            for one, (keys, match) in zip(incoming, found, strict=True)
            if match is None and one.record not in self.options.apart
        ]
        near = likely(self.desk.library, [keys for _, keys in new]) if new else {}
        self._near = {new[at][0]: document_id for at, document_id in near.items()}

    def _is_whole(self, one: Incoming) -> bool:
        self.report.warnings += one.doubts[: max(0, KEPT_WARNINGS - len(self.report.warnings))]
        if one.notice.title:
            return True
        self._reject(
            one,
            Told(
                one.record,
                N_("Sans titre : donnez-lui en un dans le fichier (200 $a, 245 $a, TI, title…), puis relisez-le."),
            ),
        )
        return False

    def _reject(self, one: Incoming, told: Told) -> None:
        self.report.rejects.append(Reject(one.record, one.offset, told, one.raw, one.notice.title))

    def _know_barcodes(self, incoming: list[Incoming]) -> None:
        wanted = {copy.barcode for one in incoming for copy in one.notice.copies if copy.barcode}
        fresh = wanted - self._barcodes.keys()
        if fresh:
            self._barcodes |= matching.barcodes(self.desk.library, fresh)

    def _decide(self, one: Incoming, keys: Keys, match: Match | None) -> None:
        twin: Twin | None = None
        if one.record in self.options.apart and (match is None or match.source is None):
            match, pending = None, None
        else:
            if match is None and one.record in self.options.joined and one.record in self._near:
                match = Match(self._near[one.record], NEAR)
            pending = None if match else self.matcher.pending(keys)
            if match is None and pending is None and one.record not in self._near:
                twin = self._twins.like(keys.document)
            if twin is not None and one.record in self.options.joined:
                pending = twin.document_id
        owner = match.document_id if match else pending
        clash = self._barcode_clash(one.notice, owner)
        if clash:
            self._reject(one, Told(one.record, N_("Le code-barres {barcode} est déjà utilisé."), {"barcode": clash}))
            return
        if match is not None:
            self._complete(one, match)
        elif pending is not None:
            self._repeat(one, pending, twin)
        else:
            self._create(one, keys, twin)

    def _barcode_clash(self, notice: Notice, owner: int | None) -> str:
        """Return a barcode of `notice` that another document carries, or "": one barcode, one copy."""
        own: set[str] = set()
        for copy in notice.copies:
            if not copy.barcode:
                continue
            if copy.barcode in own or self._barcodes.get(copy.barcode, owner) != owner:
                return copy.barcode
            own.add(copy.barcode)
        return ""

    def _create(self, one: Incoming, keys: Keys, twin: Twin | None) -> None:
        said = self.stager.whole.before(one.notice)
        told = fingerprint(one.notice) + self.extras.marks(said)
        document_id = self.stager.document(one.notice, told, said)
        self.uses.create(document_id, one.notice.uses, self.stager.copies)
        self.matcher.remember(keys, document_id)
        self._twins.note(keys.document, Twin(document_id, one.record))
        self.arrivals.note(one.notice, document_id)
        self._seen[document_id] = (told, marks(one.notice))
        self._own_barcodes(one.notice, document_id)
        if len(self.report.first_ids) < FIRST_IDS:
            self.report.first_ids.append(document_id)
        self.report.copies += len(one.notice.copies)
        self.report.files += len(one.notice.files)
        near = self._near.get(one.record)
        why = (near, _BY[NEAR], NEAR) if near is not None else (None, _BY["twin"], NEAR, twin.record) if twin else ()
        self.report.count(Decision(one.record, Outcome.CREATED, one.notice.title, *why))

    def _own_barcodes(self, notice: Notice, document_id: int) -> None:
        for copy in notice.copies:
            if copy.barcode:
                self._barcodes[copy.barcode] = document_id

    def _repeat(self, one: Incoming, document_id: int, twin: Twin | None) -> None:
        """Merge a record that this file already brought: it fills blanks, and what it adds (a second copy…) joins the first one."""
        first, known = self._seen[document_id]
        extra = unseen(one.notice, known)
        said, own = split_fingerprint(first), split_fingerprint(fingerprint(one.notice))
        if any(own[name] != said[name] and _BLANK not in {own[name], said[name]} for name in _TELLING):
            self._warn(
                one.record,
                N_("Cette notice en répète une autre du fichier : seuls ses exemplaires et sujets sont repris."),
            )
        self._fill(document_id, one.notice, extra, {name for name, told in said.items() if told == _BLANK})
        merged = "".join(own[name] if told == _BLANK else told for name, told in said.items()) + first[8 * len(said) :]
        self._seen[document_id] = (merged, known | marks(extra))
        extra.files = one.notice.files
        self.stager.more(document_id, extra, _AFTER)
        self.uses.complete(document_id, one.notice.uses, dict(self.stager.copies), beside=bool(extra.copies))
        self._own_barcodes(extra, document_id)
        self.report.copies += len(extra.copies)
        why = (_BY["twin"], NEAR, twin.record) if twin is not None else (_BY["file"], "file")
        self.report.count(Decision(one.record, Outcome.MERGED, one.notice.title, None, *why))

    def _fill(self, document_id: int, notice: Notice, extra: Notice, blanks: set[str]) -> None:
        """Fill what a document that is about to be created lacks: else the same file would change it the next time."""
        scalars = {name: getattr(notice, name) for name in SCALARS if name in blanks and getattr(notice, name)}
        values: dict[str, object] = {_COLUMNS.get(name, name): value for name, value in scalars.items()}
        if "call_number" in scalars:
            values["call_number_sort"] = call_number_sort(notice.call_number)
        if "series" in blanks and notice.series:
            values["series_id"] = self.stager.series(notice.series, notice.series_issn)
        if "publishers" in blanks and extra.publishers:
            first, *extra.publishers = extra.publishers
            values |= {"publisher_id": self.stager.publisher(first.name, first.place), "place": first.place}
        if values:
            version = self._versions.get(document_id, 1)
            self.updates.append(Update(document_id, version, values))
            self._versions[document_id] = version + 1

    def _complete(self, one: Incoming, match: Match) -> None:
        source = match.source
        said = self.stager.whole.before(one.notice)
        now = fingerprint(one.notice) + self.extras.marks(said)
        if source is not None and source.fingerprint == now and self.options.keep_corrections:
            used = self.uses.complete(match.document_id, one.notice.uses, {})
            self.report.count(_decided(one, Outcome.UPDATED if used else Outcome.MERGED, match))
            return
        current = self._current(match.document_id)
        told = split_fingerprint(source.fingerprint) if source else {}
        completion = complete(current, one.notice, told, keep_corrections=self.options.keep_corrections)
        if any(getattr(completion.children, name) for name in NAMED):
            self.stager.learn([current])
            leave_named(completion.children, current, self.stager.known)
        completion.children.authorities = one.notice.authorities
        more, kept = self._complete_extras(match, said)
        completion.kept += kept
        if completion.kept:
            names = ", ".join(_FIELD_NAMES.get(name, name) for name in completion.kept)
            self._warn(
                one.record, N_("Vos corrections sont gardées ({fields}) : le fichier dit autre chose."), fields=names
            )
        completion.children.files = self._new_files(one.notice, match.document_id)
        is_empty = completion.is_empty and not more
        came: dict[str, int] = {}
        if not is_empty:
            self._write(match, current, (one.notice, now), completion.scalars, completion.children)
            came = dict(self.stager.copies)
        beside = source is None and bool(completion.children.copies)
        used = self.uses.complete(match.document_id, one.notice.uses, came, beside=beside)
        self.report.count(_decided(one, Outcome.MERGED if is_empty and not used else Outcome.UPDATED, match))

    def _complete_extras(self, match: Match, said: Mapping[str, Any]) -> tuple[bool, Sequence[str]]:
        """Take what a record says beyond its notice: whether anything is new, and the corrections that are kept."""
        if not said:
            return False, ()
        told = match.source.fingerprint if match.source else ""
        return self.extras.complete(match.document_id, said, told, keep=self.options.keep_corrections)

    def _new_files(self, notice: Notice, document_id: int) -> list[NoticeFile]:
        """Return the files of a notice that its document does not have."""
        held = pages.holders(self.desk.library, [file.sha256 for file in notice.files]) if notice.files else {}
        return [file for file in notice.files if document_id not in held.get(file.sha256, ())]

    def _write(
        self, match: Match, current: Notice, told: tuple[Notice, str], scalars: dict[str, object], children: Notice
    ) -> None:
        """Stage what completes a document; `told`: what its source says now, and the digests of it."""
        document_id, (incoming, now) = match.document_id, told
        values = {_COLUMNS.get(name, name): value for name, value in scalars.items()}
        if children.publishers and not any(one.name for one in current.publishers):
            first, *others = children.publishers
            values["publisher_id"] = self.stager.publisher(first.name, first.place)
            values["place"] = first.place or (current.publishers[0].place if current.publishers else "")
            children.publishers = others
        if children.series:
            values["series_id"] = self.stager.series(children.series, incoming.series_issn)
        self.report.copies += len(children.copies)
        self._own_barcodes(children, document_id)
        added = {name: list(getattr(children, name)) for name in GROUPS if name != "series"}
        if match.source is None:
            self._join(document_id, children, incoming, now)
        else:
            self.stager.more(document_id, children, _AFTER)
        self.updates.append(Update(document_id, self._versions[document_id], values))
        self._versions[document_id] += 1 if values else 0
        for name in SCALARS:
            if name in scalars:
                setattr(current, name, scalars[name])
        for name, items in added.items():
            getattr(current, name).extend(items)
        if match.source is not None:
            again: dict[str, object] = {"fingerprint": now, "leftovers": incoming.leftovers}
            self.sources[match.source.source_id] = (match.source.version, again)

    def _join(self, document_id: int, children: Notice, incoming: Notice, now: str) -> None:
        """Stage what is new on a document that was not imported before, and that it now has a source."""
        children.format, children.source_key, children.leftovers = (
            incoming.format,
            incoming.source_key,
            incoming.leftovers,
        )
        self.stager.more(document_id, children, _AFTER, now)

    def _current(self, document_id: int) -> Notice:
        if document_id not in self._touched:
            [sheet] = documents.sheets(self.desk.library, [document_id], self.desk.kinds())
            self._touched[document_id] = notice_of(sheet)
            self.extras.learn(sheet)
            self._versions[document_id] = sheet.document.version
        return self._touched[document_id]

    def _warn(self, record: int, sentence: str, **data: object) -> None:
        if len(self.report.warnings) < KEPT_WARNINGS:
            self.report.warnings.append(Told(record, sentence, data))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be written."""
        return not self.stager.staged and not self.updates

    def write(self, revision: Revision) -> None:
        """Put the whole import into its revision: staged rows first, then what changes on documents already here."""
        ties = self.arrivals.ties(self.desk.library)
        if self.stager.whole.reached:
            moving.reach(revision, self.stager.whole.reached)
        moving.move_in(revision, self.import_id, self.stager.staged)
        for update in self.updates:
            revision.update("document", update.document_id, update.version, update.values)
        for source_id, (version, values) in self.sources.items():
            revision.update("document_source", source_id, version, values)
        for value_id, version, values in self.extras.changes:
            revision.update("custom_value", value_id, version, values)
        whole = self.stager.whole
        for document_id, dated in whole.dated:
            revision.update("document", document_id, self._versions.get(document_id, 1), dated)
        for one in whole.pointed() if whole.pointing else ():
            moving.point(revision, *one)
        for title, issn, document_id in ties:
            moving.tie(revision, title, issn, document_id)
        if self.arrivals.issues:
            issues.tie_issues(revision, self.arrivals.issues)


def _decided(one: Incoming, outcome: Outcome, match: Match) -> Decision:
    return Decision(one.record, outcome, one.notice.title, match.document_id, _BY[match.by], match.by)


_COLUMNS = {"publication_country": "publication_country_code"}


def _chunks(records: Iterable[Incoming | Reject]) -> Iterator[list[Incoming | Reject]]:
    iterator = iter(records)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
