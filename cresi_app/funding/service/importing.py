"""Grants of earlier years taken in: beneficiaries matched or made, lines compared with what is here, one revision for all."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.core.text import sort_key
from cresi_app.directory.model.entries import OrganisationEntry
from cresi_app.directory.service import DirectoryService
from cresi_app.funding.model.findings import Finding, Level
from cresi_app.funding.model.pastgrant import (
    Decided,
    GrantLine,
    GrantReport,
    Meaning,
    Outcome,
    Part,
    PastGrant,
    PastNature,
    PastRow,
    Payee,
    Proposal,
    Rejected,
    fingerprint,
    kind_of,
    name_key,
)
from cresi_app.funding.queries import importing as queries
from cresi_app.store.errors import Refused, unforeseen
from cresi_app.store.library import Library

Row = dict[str, object]
LIKE: Final = 90
"""Likeness of two folded names (0 to 100) from which on somebody is asked whether they are one."""

COLUMNS: Final = (
    "id", "year", "agreed_on", "authority_name", "authority_siret", "authority_id", "organisation_id", "object", "object_sort", "amount_minor",
    "nature", "decision", "terms", "pays_from", "pays_until", "pays_note", "rae", "is_notified", "share_milli", "scheme", "country_code",
    "source", "fingerprint", "note",
)  # fmt: skip
_FILLED: Final = (
    "terms",
    "pays_from",
    "pays_until",
    "pays_note",
    "rae",
    "is_notified",
    "share_milli",
    "agreed_on",
    "authority_id",
)
"""What a second reading of the same grant may complete: only where nothing stood."""


@dataclass(frozen=True, slots=True)
class GrantOptions:
    """How lines are taken in. `choices`: payee key → organisation it is, or None for « another one »; `source`: the file's name."""

    dry_run: bool = False
    source: str = ""
    format: str = "grants"
    encoding: str = ""
    choices: Mapping[str, int | None] = field(default_factory=dict)
    on_line: Callable[[int], None] = lambda _done: None


class Directory:
    """The directory as an import needs it: by number, by name and town, by likeness."""

    def __init__(self, library: Library) -> None:
        self.by_number: dict[tuple[str, str], int] = {}
        self.by_name: dict[str, list[tuple[int, str]]] = {}
        self.names: dict[int, str] = {}
        for row in queries.organisations(library):
            self.add(row["id"], row["name"], row["town"])
        for row in queries.numbers(library):
            self.by_number.setdefault((row["scheme"], row["value"]), row["organisation_id"])
            if row["scheme"] == "siret":
                self.by_number.setdefault(("siren", row["value"][:9]), row["organisation_id"])

    def add(self, organisation_id: int, name: str, town: str) -> None:
        """Know an organisation by its name."""
        self.names[organisation_id] = name
        self.by_name.setdefault(name_key(name), []).append((organisation_id, sort_key(town)))

    def find(self, payee: Payee) -> int | None:
        """Return the organisation that is surely meant: its number, or its name and town; None when it is not sure."""
        for scheme, value in (("siret", payee.siret), ("rna", payee.rna)):
            if value and (scheme, value) in self.by_number:
                return self.by_number[scheme, value]
        key, town = name_key(payee.name), sort_key(payee.town)
        held = self.by_number.get(("siren", payee.siren)) if payee.siren else None
        if held is not None and name_key(self.names.get(held, "")) == key:
            return held
        same = [one for one, place in self.by_name.get(key, []) if not town or not place or place == town]
        return same[0] if len(same) == 1 else None

    def near(self, payee: Payee) -> tuple[int, int] | None:
        """Return an organisation that may be meant and the likeness of names, or None."""
        held = self.by_number.get(("siren", payee.siren)) if payee.siren else None
        if held is not None:
            return held, 100
        key = name_key(payee.name)
        exact = self.by_name.get(key)
        if exact:
            return exact[0][0], 100
        found = process.extractOne(key, self.by_name.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LIKE)
        return (self.by_name[found[0]][0][0], round(found[1])) if found else None


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the schema refuses into a sentence."""
    try:
        yield
    except Refused as refusal:
        raise unforeseen(refusal) from refusal


class PastGrants:
    """What is known of grants of earlier years. `PastGrants(library, directory)`."""

    def __init__(self, library: Library, directory: DirectoryService) -> None:
        self.library: Final = library
        self.directory: Final = directory

    def import_grants(
        self, who: Actor, lines: Iterable[GrantLine | Rejected], options: GrantOptions | None = None
    ) -> tuple[GrantReport, Changes]:
        """Take the lines in as one revision; with `dry_run` nothing is written and the report says what would be.

        A line whose grants are all here is ``merged``, or ``updated`` when it completes them. Organisations that only look alike are
        `proposals`: they are made anew unless `choices` says otherwise.
        """
        run = _Run(self, options or GrantOptions())
        for line in lines:
            run.take(line)
        run.finish()
        if run.options.dry_run or not run.writes:
            return run.report, NOTHING
        changes = run.write(who)
        run.report.revision = changes.seq
        return run.report, changes

    def past_grants(self, year: int | None = None, organisation_id: int | None = None) -> list[PastRow]:
        """Return grants of the past, latest year first: all, those of a year, those of an organisation."""
        ids = queries.past_ids(self.library, year, organisation_id)
        rows = {row["id"]: row for row in queries.past_lines(self.library, ids)}
        return [
            PastRow(
                id=row["id"],
                organisation_id=row["organisation_id"],
                year=row["year"],
                beneficiary=row["beneficiary"],
                authority=row["authority_name"],
                object=row["object"],
                nature=PastNature(row["nature"]),
                amount_minor=row["amount_minor"],
                source=row["source"],
            )
            for row in (rows[one] for one in ids)
        ]

    # --- columns ---

    def remembered_columns(self) -> dict[str, tuple[Meaning, ...]]:
        """Return what people said about the columns of lists, by fingerprint of their headings; unknown words are left out."""
        known = {one.value for one in Meaning}
        return {
            row["headings"]: tuple(Meaning(one if one in known else "") for one in json.loads(row["columns"]))
            for row in queries.heading_maps(self.library)
        }

    def remember_columns(self, who: Actor, headings: str, columns: tuple[Meaning, ...]) -> Changes:
        """Keep what the columns of a list with these headings are."""
        held = {row["headings"]: row for row in queries.heading_maps(self.library)}
        values = {"columns": json.dumps([one.value for one in columns])}
        with refusals(), self.library.revise("funding.remember_columns", who) as revision:
            if headings in held:
                revision.update("heading_map", held[headings]["id"], held[headings]["version"], values)
            else:
                revision.insert("heading_map", {"headings": headings, **values})
        return revision.changes


class _Run:
    """One import on its way."""

    def __init__(self, desk: PastGrants, options: GrantOptions) -> None:
        self.desk, self.options = desk, options
        self.report = GrantReport(format=options.format, encoding=options.encoding)
        self.staged: dict[str, list[Row]] = {}
        self.filled: dict[int, tuple[int, Row]] = {}
        self._lines: list[GrantLine] = []
        self._payees: dict[str, int] = {}
        self._new: set[int] = set()
        self._seen: dict[str, int] = {}
        self._proposed: dict[str, Proposal] = {}

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self.desk.library)

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.staged.get("past_grant") or self.filled)

    def take(self, line: GrantLine | Rejected) -> None:
        """Look at one line; the library is asked for many at once, in `finish`."""
        if isinstance(line, Rejected):
            self.report.rejects.append(line)
        else:
            self._lines.append(line)
        self.options.on_line(self.report.rejected + len(self._lines))

    def finish(self) -> None:
        """Decide about all lines."""
        prints = [fingerprint(line, part) for line in self._lines for part in line.parts]
        held = queries.by_fingerprint(self.desk.library, prints)
        for line in self._lines:
            try:
                self._decide(line, held)
            except DomainError as refusal:
                finding = Finding(Level.CRITICAL, refusal.code, refusal.template, refusal.data, line.record)
                self.report.rejects.append(Rejected(line.record, finding, line.payee.name, line.sheet))
        self.report.proposals = list(self._proposed.values())
        self.report.rejects.sort(key=lambda one: (one.sheet, one.record))

    def _decide(self, line: GrantLine, held: Mapping[str, PastGrant]) -> None:
        new, completed, why = 0, 0, ""
        organisation_id = None
        for part in line.parts:
            key = fingerprint(line, part)
            if key in self._seen:
                why = self._same_line(line, self._seen[key])
                continue
            self._seen[key] = line.record
            if key in held:
                completed += self._complete(held[key], line)
            else:
                organisation_id = organisation_id or self._payee(line)
                self._stage(line, part, organisation_id, key)
                new += 1
        outcome = Outcome.CREATED if new else Outcome.UPDATED if completed else Outcome.MERGED
        self._count(line, outcome, why)

    def _same_line(self, line: GrantLine, record: int) -> str:
        sentence = N_("La ligne {line} est la même que la ligne {other} : elle n'est comptée qu'une fois.")
        data = {"line": line.record, "other": record}
        self.report.findings.append(Finding(Level.WARNING, "twice", sentence, data, line.record))
        return N_("Même ligne plus haut dans le fichier")

    def _count(self, line: GrantLine, outcome: Outcome, why: str) -> None:
        report = self.report
        setattr(report, outcome.value, getattr(report, outcome.value) + 1)
        report.grants += len(line.parts)
        report.total_minor += line.total_minor
        report.findings += line.told
        key = line.payee.key
        report.decisions.append(
            Decided(
                record=line.record,
                outcome=outcome,
                name=line.payee.name,
                amount_minor=line.total_minor,
                year=line.year,
                object=line.parts[0].object or line.object,
                why=why,
                is_new_payee=self._payees.get(key) in self._new,
            )
        )

    # --- beneficiaries ---

    def _payee(self, line: GrantLine) -> int:
        payee = line.payee
        if payee.key in self._payees:
            return self._payees[payee.key]
        chosen = self.options.choices.get(payee.key, 0)
        found = chosen or (self._directory.find(payee) if chosen == 0 else None)
        if found is None:
            if chosen == 0:
                self._propose(line)
            found = self._make(payee)
        else:
            self.report.payees_found += 1
        self._payees[payee.key] = found
        return found

    def _propose(self, line: GrantLine) -> None:
        near = self._directory.near(line.payee)
        if near is not None and near[0] not in self._new:
            name = self._directory.names[near[0]]
            self._proposed[line.payee.key] = Proposal(
                line.payee.key, line.payee.name, near[0], name, near[1], line.record
            )

    def _make(self, payee: Payee) -> int:
        numbers = {"siret": payee.siret, "rna": payee.rna, "siren": "" if payee.siret else payee.siren}
        entry = OrganisationEntry(
            name=payee.name,
            kind=kind_of(payee.name),
            fields={"postal_code": payee.postal_code, "town": payee.town},
            numbers={scheme: value for scheme, value in numbers.items() if value},
        )
        rows = self.desk.directory.new_rows(entry)
        for table, some in rows.items():
            self.staged.setdefault(table, []).extend(some)
        organisation_id = rows["organisation"][0]["id"]
        assert isinstance(organisation_id, int)
        self._new.add(organisation_id)
        self.report.payees_created += 1
        return organisation_id

    @cached_property
    def _authorities(self) -> dict[str, int]:
        return {value: key for (scheme, value), key in self._directory.by_number.items() if scheme == "siret"}

    # --- rows ---

    def _values(self, line: GrantLine) -> Row:
        return {
            "terms": line.terms,
            "pays_from": line.pays_from,
            "pays_until": line.pays_until,
            "pays_note": line.pays_note,
            "rae": line.rae,
            "is_notified": line.is_notified,
            "share_milli": line.share_milli,
            "agreed_on": line.agreed_on,
            "authority_id": self._authorities.get(line.authority_siret) if line.authority_siret else None,
        }

    def _stage(self, line: GrantLine, part: Part, organisation_id: int, key: str) -> None:
        words = part.object or line.object
        place = f"{self.options.source}, {line.sheet}" if line.sheet else self.options.source
        row: Row = {
            **self._values(line),
            "id": new_id(),
            "year": line.year,
            "authority_name": line.authority_name,
            "authority_siret": line.authority_siret,
            "organisation_id": organisation_id,
            "object": words,
            "object_sort": sort_key(words),
            "amount_minor": part.amount_minor,
            "nature": part.nature.value if part.amount_minor is not None else PastNature.IN_KIND.value,
            "decision": line.decision,
            "scheme": line.scheme,
            "country_code": None,
            "source": f"{place}, {line.record}" if place else str(line.record),
            "fingerprint": key,
            "note": line.payee.odd,
        }
        self.staged.setdefault("past_grant", []).append(row)

    def _complete(self, held: PastGrant, line: GrantLine) -> int:
        values = self._values(line)
        empty = {
            name: values[name]
            for name in _FILLED
            if values[name] not in {None, ""} and getattr(held, name) in {None, ""}
        }
        if empty:
            self.filled[held.id] = (held.version, empty)
        return len(empty)

    def write(self, who: Actor) -> Changes:
        """Write what was decided, as one revision."""
        library, import_id = self.desk.library, new_id()
        tables = self.desk.directory.import_columns | {"past_grant": COLUMNS}
        try:
            for table, rows in self.staged.items():
                library.stage(import_id, table, rows)
            with refusals(), library.revise("funding.import_grants", who) as revision:
                for table, columns in tables.items():
                    if self.staged.get(table):
                        revision.insert_staged(table, columns, import_id)
                for past_id, (version, values) in self.filled.items():
                    revision.update("past_grant", past_id, version, values)
        finally:
            library.unstage(import_id)
        return revision.changes
