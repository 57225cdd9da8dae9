"""The history of the open library, in words: lines, what one changed, and the way to take it back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from cresi_app.core import clock
from cresi_app.core.changes import PROGRAM, Actor, Changes, RecordRef
from cresi_app.core.dates import read_instant
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, language, tr
from cresi_app.deeds import did
from cresi_app.finding import KINDS
from cresi_app.operations import named
from cresi_app.recordwords import (
    FIELDS,
    FINAL,
    ICONS,
    SENT,
    field_name,
    theme_of,
    worded,
)
from cresi_app.services import Services
from cresi_app.shell.history.doors import (
    FIRST,
    ActLine,
    Asked,
    BeforeAfter,
    Reach,
    State,
    Told,
)
from cresi_app.store.batch import Heading
from cresi_app.store.chronicle import Chronicle, RowChange, Sought, row_name
from cresi_app.store.history import RevisionEntry, Values
from cresi_app.store.revision import Revision
from cresi_app.store.undo import UNDO
from cresi_app.training.service.counter import COUNTER

_TOLD: Final = 3
"""Values told in a line; the pane tells them all."""
_LEAST, _MOST, _EVERY = 60, 240, 1_000_000
"""Lines read at a time: whole months until there are so many, and no more than that of one month."""


class LibraryHistory:
    """Tells the history of one library."""

    def __init__(self, services: Services) -> None:
        self._services, self._library = services, services.library
        self._chronicle = Chronicle(self._library.query, self._library.structure)

    def tell(self, asked: Asked, reach: Reach = FIRST) -> Told:
        """Return the lines asked for, by whole months, with exact counts; called on a reader thread."""
        with self._library.snapshot():
            names = self._services.directory.staff_names()
            base = self._sought(asked)
            tallies = self._chronicle.tallies(base)
            counts = Counter[str]()
            for tally in tallies:
                if not asked.who or tally.who == asked.who:
                    counts[theme_of(tally.operation)] += tally.lines
            operations = None
            if asked.theme:
                operations = [tally.operation for tally in tallies if theme_of(tally.operation) == asked.theme]
            sought = Sought(base.records, asked.who or None, base.since, base.until, operations)
            entries, more = self._reached(sought, reach)
            people = {tally.who: self._person(tally.who, names) for tally in tallies}
            first = min((tally.first for tally in tallies), default="")
            return Told(
                [self._line(entry, names, asked.record) for entry in entries],
                counts,
                sorted(people.items(), key=lambda pair: pair[1].casefold()),
                _local(first).date() if first else None,
                self._name(asked.record) if asked.record else "",
                more=more,
            )

    def _reached(self, sought: Sought, reach: Reach) -> tuple[list[RevisionEntry], bool]:
        """Return the lines of a reach, and whether there are older ones."""
        if reach.whole:
            return self._chronicle.lines(sought, _EVERY), False
        if reach.down_to:
            older = self._chronicle.lines(sought, 1, reach.down_to)
            return self._chronicle.lines(sought, _EVERY, down_to=reach.down_to), bool(older)
        found = self._chronicle.lines(sought, _MOST + 1, reach.before or None)
        kept: list[RevisionEntry] = []
        for _month, entries in groupby(found, lambda entry: _local(entry.at).strftime("%Y-%m")):
            if len(kept) >= _LEAST:
                break
            kept += entries
        return kept[:_MOST], len(found) > len(kept[:_MOST])

    def take_back(self, who: Actor, seq: int) -> Changes:
        """Take one change back, without touching the others: where the rows were changed since, its own values alone."""
        try:
            return self._library.undo(who, seq)
        except DomainError as error:
            entry = self._chronicle.line(seq)
            if error.code != "moved_on" or entry is None or entry.undoes is not None:
                raise
            changes = self._chronicle.changes(seq)
            if not changes or any(_moved(change) for change in changes):
                raise
            heading = Heading(who.key, self._library.desk, UNDO, _named(entry.subject), undoes=seq)
            return self._library.write(heading, self._old_values(changes, entry.subject).statements, entry.subject)

    def _old_values(self, changes: Iterable[RowChange], subject: RecordRef | None) -> Revision:
        revision = Revision(self._library.structure, subject)
        for change in changes:
            assert change.now is not None
            old = {name: before for name, (before, _after) in change.changed.items()}
            revision.update(change.entity, change.entity_id, int(change.now["version"] or 1), old)
        return revision

    def put_back(self, who: Actor, seq: int) -> Changes:
        """Write the values from before an act, although they were changed since; what is gone stays gone."""
        entry = self._chronicle.line(seq)
        changes = [change for change in self._chronicle.changes(seq) if change.before and change.after and change.now]
        if entry is None or not changes:
            raise DomainError("moved_on", N_("Ce changement a créé ou supprimé une fiche : ses valeurs ne se remettent pas une à une. Rien n'a été touché."))  # fmt: skip
        self._services.directory.require_to_correct(who, seq)
        heading = Heading(who.key, self._library.desk, "history.put_back", _named(entry.subject))
        return self._library.write(heading, self._old_values(changes, entry.subject).statements, entry.subject)

    # --- lines ---

    def lines(self, entries: Iterable[RevisionEntry], of: RecordRef | None = None) -> list[ActLine]:
        """Return revisions as lines; those about the record `of` need not name it."""
        names = self._services.directory.staff_names()
        return [self._line(entry, names, of) for entry in entries]

    def values(self, changes: Iterable[RowChange]) -> list[BeforeAfter]:
        """Return what rows said before and after, in words, as far as it may be seen."""
        return [value for change in changes for value in self._values(change)]

    @staticmethod
    def local(at: str) -> datetime:
        """Return an instant in the centre's own time."""
        return _local(at)

    @staticmethod
    def table(record: RecordRef) -> RecordRef:
        """Return a record by its table."""
        return _table(record)

    def _sought(self, asked: Asked) -> Sought:
        records: list[RecordRef] = []
        if asked.record is not None:
            records = self._chronicle.family(_table(asked.record), frozenset(KINDS))
        return Sought(records, None, _instant(asked.since), _instant(asked.until, after=True))

    def _line(self, entry: RevisionEntry, names: Mapping[str, str], of: RecordRef | None = None) -> ActLine:
        state = _state(entry)
        icon, tone = ICONS[theme_of(entry.operation)]
        if state in {"undo", "program"}:
            icon, tone = ("undo-2", "warning") if state == "undo" else ("settings", "neutral")
        told = entry.seq if entry.undoes is None else entry.undoes
        changes = self._chronicle.changes(told, _TOLD + 1)
        about = self._name(entry.subject) if entry.subject and entry.subject != of else ""
        return ActLine(
            entry.seq,
            _local(entry.at),
            self._person(entry.who, names),
            self._words(entry),
            about,
            self._detail_words(changes, about),
            icon,
            tone,
            state,
            entry.subject if entry.subject is not None and entry.subject[0] in KINDS else None,
            self._deed(entry),
        )

    def _deed(self, entry: RevisionEntry) -> str:
        """Return what the person did, to follow their name."""
        if entry.undoes is None:
            return did(entry.operation)
        original = self._chronicle.line(entry.undoes)
        if original is None:
            return did(entry.operation)
        if original.undoes is None:
            return tr("a annulé : {act}", act=named(original.operation))
        first = self._chronicle.line(original.undoes)
        return tr("a rétabli : {act}", act=named(first.operation if first else original.operation))

    def _words(self, entry: RevisionEntry) -> str:
        if entry.undoes is None:
            return named(entry.operation)
        original = self._chronicle.line(entry.undoes)
        if original is None:
            return named(entry.operation)
        if original.undoes is not None:  # what it took back was itself a taking back
            first = self._chronicle.line(original.undoes)
            return tr("rétabli : {act}", act=named(first.operation if first else original.operation))
        return tr("annulé : {act}", act=named(original.operation))

    def _detail_words(self, changes: Iterable[RowChange], about: str) -> str:
        """Return the first values in words; a new record's own name stands in front of them already."""
        values = [value for change in changes for value in self._values(change, about)]
        told = [_sentence(value) for value in values if value.before or value.after != about]
        return " · ".join(told[:_TOLD]) + (" …" if len(told) > _TOLD else "")

    def _values(self, change: RowChange, about: str = "") -> list[BeforeAfter]:
        """Return the values of a row in words; `about` is what the line they stand in names already."""
        if change.entity in _PRIVATE and not self._services.directory.sees_private():
            return []
        found = []
        row = change.after or change.before or {}
        currency = str(row.get("currency") or "EUR")
        for column, (before, after) in change.changed.items():
            if column not in FIELDS or (change.before is None and self._leads_up(change.entity, column, row)):
                continue
            old, new = (worded(self._chronicle, change.entity, column, value, currency) for value in (before, after))
            if old == new:
                continue
            now = None
            if change.before is not None and change.after is not None and change.now is not None:
                standing = change.now.get(column)
                now = worded(self._chronicle, change.entity, column, standing, currency) if standing != after else None
            found.append(BeforeAfter(self._field_words(change, column, about), old, new, now))
        if not found and (change.before is None or change.after is None):
            name = row_name(row, language())
            found = [BeforeAfter(tr("Ligne"), name if change.after is None else "", name if change.before is None else "")] if name else []  # fmt: skip
        return found

    @staticmethod
    def _field_words(change: RowChange, column: str, about: str) -> str:
        """Name a value: « Prévu »; of a part of a record that changed with the part's own name: « Missions, prévu »."""
        field = field_name(change.entity, column)
        part = row_name(change.after, language()) if change.before and change.after else ""
        if part in {"", about} or change.entity in KINDS or part in (change.changed[column]):
            return field
        return tr("{part}, {field}", part=part, field=field[:1].lower() + field[1:])

    def _leads_up(self, table: str, column: str, row: Values) -> bool:
        """Whether a column only says to which record a new row belongs: the line is about that record already."""
        other = self._chronicle.linked(table, column)
        return other is not None and other in KINDS and column == f"{other}_id" and table not in KINDS and len(row) > 3

    def _name(self, record: RecordRef) -> str:
        return self._chronicle.name(*_table(record), language())

    @staticmethod
    def _person(key: str, names: Mapping[str, str]) -> str:
        if key in names:
            return names[key]
        if key == PROGRAM.key:
            return tr("Rappel automatique")
        if key == COUNTER.key:
            return tr(COUNTER.name)
        if key.startswith("cli:"):
            return key.removeprefix("cli:")
        return tr("Personne effacée") if key else tr("Sans nom")


_PRIVATE: Final = frozenset({"person", "contact", "consent"})
"""Records whose values are told only to who may see them on their sheet."""


def _moved(change: RowChange) -> bool:
    """Whether the values of a row are no longer those that an act left, or the row came or went with it."""
    if change.before is None or change.after is None or change.now is None:
        return True
    return any(change.now.get(name) != after for name, (_before, after) in change.changed.items())


def _named(subject: RecordRef | None) -> str:
    return f"{subject[0]}:{subject[1]}" if subject is not None else ""


def _state(entry: RevisionEntry) -> State:
    if entry.operation in FINAL:
        return "final"
    if entry.operation in SENT:
        return "sent"
    if entry.undone_by is not None:
        return "undone"
    if entry.undoes is not None:
        return "undo"
    return "program" if entry.who == PROGRAM.key else "free"


def _sentence(value: BeforeAfter) -> str:
    if not value.before:
        return tr("{field} : {value}", field=value.name, value=value.after)
    return tr("{field} : {before} → {after}", field=value.name, before=value.before, after=value.after or tr("vide"))


def _table(record: RecordRef) -> RecordRef:
    kind, key = record
    return (KINDS[kind].table if kind in KINDS else kind, key)


def _local(at: str) -> datetime:
    return read_instant(at).astimezone(ZoneInfo(clock.HOME_ZONE))


def _instant(day: date | None, *, after: bool = False) -> str:
    if day is None:
        return ""
    local = datetime.combine(day + timedelta(days=1) if after else day, time(), ZoneInfo(clock.HOME_ZONE))
    return local.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
