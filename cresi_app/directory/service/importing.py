"""Many organisations at once, with their people: matched, staged, written as one revision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from cresi_app.core import identifiers
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.directory.model.entries import EntryReport, OrganisationEntry, PersonEntry, Told
from cresi_app.directory.model.rules import clean, known_code, person_names, person_sort
from cresi_app.directory.queries import organisations as organisations_
from cresi_app.directory.queries.lists import unique_schemes
from cresi_app.directory.service.desk import cleaned, refusals
from cresi_app.directory.service.forgetting import ForgettingDesk

Row = dict[str, object]

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "organisation": (
        "id", "name", "name_sort", "acronym", "kind", "legal_form", "founded_on", "known_since", "purpose", "address",
        "postal_code", "town", "region", "country_code", "email", "phone", "website", "note", "reviewed_on",
    ),
    "person": (
        "id", "given_name", "family_name", "name_sort", "honorific", "address", "postal_code", "town", "country_code",
        "language_code", "note",
    ),
    "organisation_identifier": ("id", "organisation_id", "scheme", "value"),
    "organisation_country": ("id", "organisation_id", "country_code"),
    "organisation_sector": ("id", "organisation_id", "sector_code"),
    "membership": ("id", "organisation_id", "year", "fee_minor", "paid_on"),
    "consent": ("id", "organisation_id", "subject", "is_given", "given_on", "how", "review_on"),
    "affiliation": ("id", "person_id", "organisation_id", "role", "title", "since", "position"),
    "contact": ("id", "person_id", "channel", "value", "permission", "is_private", "position"),
}  # fmt: skip
"""The tables an import writes, what others refer to first, and their columns."""

_TEXTS: Final = frozenset({
    "acronym", "legal_form", "purpose", "address", "postal_code", "town", "region", "email", "phone", "website", "note",
    "given_name", "family_name", "honorific", "title",
})  # fmt: skip


@dataclass(slots=True)
class Completed:
    """What an import writes into the blanks of an organisation, as it stood when they were seen."""

    version: int
    values: Row = field(default_factory=dict)


class ImportingDesk(ForgettingDesk):
    """Imports of organisations and their people."""

    def import_organisations(
        self, who: Actor, entries: Iterable[OrganisationEntry], *, dry_run: bool = False
    ) -> tuple[EntryReport, Changes]:
        """Take organisations in as one revision.

        One that carries a unique number (RNA, SIRET…) of a record here completes that record: only what was empty is filled
        (``updated``), or nothing was (``merged``). With `dry_run` nothing is written and the report says what would be.
        """
        report = EntryReport()
        staged: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        filled: dict[int, Completed] = {}
        known: dict[tuple[str, str], int] = {}
        for entry in entries:
            try:
                self._take(entry, report, staged, filled, known)
            except DomainError as refusal:
                report.rejects.append(Told(entry.record, refusal.template, refusal.data))
        if dry_run or not (staged["organisation"] or filled):
            return report, NOTHING
        changes = self._write(who, staged, filled)
        report.revision = changes.seq
        return report, changes

    def _write(self, who: Actor, staged: Mapping[str, list[Row]], filled: Mapping[int, Completed]) -> Changes:
        import_id = new_id()
        try:
            for table, rows in staged.items():
                self.library.stage(import_id, table, rows)
            with refusals(), self.library.revise("directory.import", who) as revision:
                for table, columns in COLUMNS.items():
                    if staged[table]:
                        revision.insert_staged(table, columns, import_id)
                for organisation_id, one in filled.items():
                    # As it was read: what somebody wrote into a blank meanwhile is not written over.
                    revision.update("organisation", organisation_id, one.version, one.values)
        finally:
            self.library.unstage(import_id)
        return revision.changes

    def _take(
        self,
        entry: OrganisationEntry,
        report: EntryReport,
        staged: dict[str, list[Row]],
        filled: dict[int, Completed],
        known: dict[tuple[str, str], int],
    ) -> None:
        """Decide about one organisation: new, completed, or the same as one that is here or came before."""
        numbers = self._numbers(entry, report)
        unique = [(scheme, value) for scheme, value in numbers if scheme in unique_schemes(self.library)]
        same = next((known[pair] for pair in unique if pair in known), None) or self._held(unique)
        if same is None and not entry.name.strip():
            raise DomainError(
                "no_name",
                N_("Ligne sans nom, et son numéro n'est à personne dans l'annuaire : il n'y a rien à compléter."),
            )
        named = {"name": entry.name} if entry.name.strip() or same is None else {}
        values = self._organisation_values({"country_code": "FR", **entry.fields, **named, "kind": entry.kind})
        if same is not None:
            report.ids.append(same)
            self._complete(same, values, report, filled)
            return
        rows = self._rows(entry, values, numbers)
        organisation_id = rows["organisation"][0]["id"]
        assert isinstance(organisation_id, int)
        known.update(dict.fromkeys(unique, organisation_id))
        for table, some in rows.items():
            staged[table] += some
        report.ids.append(organisation_id)
        report.created += 1

    @property
    def import_columns(self) -> dict[str, tuple[str, ...]]:
        """The tables that `new_rows` fills, what others refer to first, with their columns."""
        return dict(COLUMNS)

    def new_rows(self, entry: OrganisationEntry) -> dict[str, list[Row]]:
        """Return the rows of a new organisation by table, ids given, for an upper desk's import that writes them in its own revision.

        The tables are those of `COLUMNS`, in its order. DomainError like `import_organisations`.
        """
        values = self._organisation_values(
            {"country_code": "FR", **entry.fields, "name": entry.name, "kind": entry.kind}
        )
        return self._rows(entry, values, self._numbers(entry, EntryReport()))

    def _held(self, unique: Iterable[tuple[str, str]]) -> int | None:
        for _scheme, value in unique:
            found = organisations_.by_identifier(self.library, value)
            if found:
                return found[0]
        return None

    def _complete(self, organisation_id: int, values: Row, report: EntryReport, filled: dict[int, Completed]) -> None:
        held = organisations_.organisation(self.library, organisation_id)
        empty = {
            name: value
            for name, value in values.items()
            if held is not None and name in COLUMNS["organisation"] and value and not getattr(held, name)
        }
        if held is not None and empty:
            filled.setdefault(organisation_id, Completed(held.version)).values.update(empty)
            report.updated += 1
        else:
            report.merged += 1

    def _numbers(self, entry: OrganisationEntry, report: EntryReport) -> list[tuple[str, str]]:
        found = []
        for scheme, text in entry.numbers.items():
            checked = identifiers.check(known_code(scheme, self.schemes, "scheme"), text)
            if checked.value:
                found.append((scheme, checked.value))
            if checked.value and checked.hint:
                report.warnings.append(Told(entry.record, checked.hint))
        return found

    def _rows(self, entry: OrganisationEntry, values: Row, numbers: list[tuple[str, str]]) -> dict[str, list[Row]]:
        organisation_id = new_id()
        own = {"organisation_id": organisation_id}
        rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        rows["organisation"] = [_whole("organisation", {"id": organisation_id, **values})]
        rows["organisation_identifier"] = [{**own, "scheme": s, "value": v} for s, v in dict.fromkeys(numbers)]
        rows["organisation_country"] = [{**own, "country_code": code} for code in self._countries(entry.countries)]
        rows["organisation_sector"] = [{**own, "sector_code": code} for code in self._sectors(entry.sectors)]
        rows["membership"] = [
            {**own, "year": m.year, "fee_minor": m.fee_minor, "paid_on": m.paid_on} for m in entry.memberships
        ]
        rows["consent"] = [
            {**own, "subject": known_code(c.subject, self.consent_subjects, "subject"), "is_given": c.is_given,
             "given_on": c.given_on, "how": clean(c.how), "review_on": c.review_on}
            for c in entry.consents
        ]  # fmt: skip
        for position, person in enumerate(entry.people):
            self._person(rows, organisation_id, position, person)
        for table, some in rows.items():
            rows[table] = (
                [{"id": row.get("id") or new_id(), **row} for row in some] if table != "organisation" else some
            )
        return rows

    def _person(self, rows: dict[str, list[Row]], organisation_id: int, position: int, person: PersonEntry) -> None:
        given, family = person_names(person.given_name, person.family_name)
        person_id = new_id()
        values = cleaned(person.fields, self._person_cleaners)
        values |= {"given_name": given, "family_name": family, "name_sort": person_sort(given, family)}
        rows["person"].append(_whole("person", {"id": person_id, **values}))
        role = known_code(person.role, self.roles, "role")
        tie = {"person_id": person_id, "organisation_id": organisation_id, "role": role, "title": clean(person.title)}
        rows["affiliation"].append({**tie, "since": None, "position": position})
        for place, contact in enumerate(person.contacts):
            rows["contact"].append({
                "person_id": person_id, "channel": contact.channel, "value": clean(contact.value),
                "permission": contact.permission, "is_private": contact.is_private, "position": place,
            })  # fmt: skip


def _whole(table: str, values: Row) -> Row:
    """Return a row with every column of its table: "" for texts that are not told, NULL for the rest."""
    return {name: values.get(name, "" if name in _TEXTS else None) for name in COLUMNS[table]}
