"""What a person can do to organisations: write them, tag them, number them, archive them."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from cresi_app.core import clock, identifiers
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.identifiers import Checked
from cresi_app.core.text import sort_key
from cresi_app.directory.model.rules import (
    check_email,
    clean,
    clean_lines,
    known_code,
    organisation_name,
    phone,
)
from cresi_app.directory.queries import organisations as organisations_
from cresi_app.directory.service.desk import Cleaner, cleaned, refusals
from cresi_app.directory.service.reading import ReadingDesk
from cresi_app.store.revision import Revision

OWN_TABLES = ("organisation_identifier", "organisation_country", "organisation_sector", "membership", "consent")


def _same(value: object) -> object:
    return value


def _line(value: object) -> object:
    return clean(str(value))


def _lines(value: object) -> object:
    return clean_lines(str(value))


def _year(value: object) -> object:
    if value is not None and not (isinstance(value, int) and 1800 <= value <= 2999):
        raise DomainError(
            "year", N_("« {value} » n'est pas une année : l'ancienne est gardée."), field="known_since", value=value
        )
    return value


class OrganisationsDesk(ReadingDesk):
    """Writes of organisations."""

    @cached_property
    def _cleaners(self) -> Mapping[str, Cleaner]:
        lines = dict.fromkeys(("purpose", "address", "note"), _lines)
        line = dict.fromkeys(("acronym", "legal_form", "postal_code", "town", "region", "website"), _line)
        days = dict.fromkeys(("founded_on", "reviewed_on"), _same)
        return {
            **lines,
            **line,
            **days,
            "name": lambda value: organisation_name(str(value)),
            "kind": lambda value: known_code(str(value), self.kinds, "kind"),
            "known_since": _year,
            "country_code": self.country_code,
            "email": lambda value: check_email(str(value)),
            "phone": lambda value: phone(str(value)),
        }

    def _organisation_values(self, fields: Mapping[str, object]) -> dict[str, object]:
        values = cleaned(fields, self._cleaners)
        if "name" in values:
            values["name_sort"] = sort_key(str(values["name"]))
        return values

    def add_organisation(
        self,
        who: Actor,
        name: str,
        kind: str = "association",
        *,
        numbers: Mapping[str, str] | None = None,
        **fields: object,
    ) -> Changes:
        """Write a new organisation; `fields` are those of `Organisation`, `numbers` standard numbers by scheme.

        `countries` and `sectors` among the fields are codes it works with.
        """
        with refusals(), self.library.revise("directory.add_organisation", who) as revision:
            made = self.insert_organisation(revision, name, kind, numbers=numbers, **fields)
            revision.subject = ("organisation", made)
        return revision.changes

    def insert_organisation(
        self,
        revision: Revision,
        name: str,
        kind: str = "association",
        *,
        numbers: Mapping[str, str] | None = None,
        **fields: object,
    ) -> int:
        """Collect a new organisation into an act of another desk, as `add_organisation` writes one; return its id."""
        countries, sectors = fields.pop("countries", ()), fields.pop("sectors", ())
        values = self._organisation_values({"country_code": "FR", **fields, "name": name, "kind": kind})
        organisation_id = revision.insert("organisation", values)
        for scheme, number in (numbers or {}).items():
            self._insert_identifier(revision, organisation_id, scheme, number)
        for code in self._countries(countries):
            revision.insert("organisation_country", {"organisation_id": organisation_id, "country_code": code})
        for code in self._sectors(sectors):
            revision.insert("organisation_sector", {"organisation_id": organisation_id, "sector_code": code})
        return organisation_id

    def update_organisation(
        self, who: Actor, organisation_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of an organisation. DomainError ``stale`` when it moved meanwhile."""
        values = self._organisation_values(fields)
        subject = ("organisation", organisation_id)
        with refusals(), self.library.revise("directory.update_organisation", who, subject, edit_group) as revision:
            revision.update("organisation", organisation_id, version, values)
        return revision.changes

    def archive_organisation(self, who: Actor, organisation_id: int, version: int) -> Changes:
        """Keep it only for what refers to it; it leaves lists and pickers."""
        return self._set_archived(who, organisation_id, version, clock.today())

    def restore_organisation(self, who: Actor, organisation_id: int, version: int) -> Changes:
        """Bring an archived organisation back into lists and pickers."""
        if organisations_.organisation(self.library, organisation_id) is None:
            raise DomainError("unknown", N_("Cette organisation n'est plus dans l'annuaire."))
        return self._set_archived(who, organisation_id, version, None)

    def _set_archived(self, who: Actor, organisation_id: int, version: int, day: date | None) -> Changes:
        operation = "directory.archive_organisation" if day else "directory.restore_organisation"
        values: dict[str, object] = {"archived_on": day}
        if day is None:
            values["merged_into_id"] = None
        with refusals(), self.library.revise(operation, who, ("organisation", organisation_id)) as revision:
            revision.update("organisation", organisation_id, version, values)
        return revision.changes

    def delete_organisation(self, who: Actor, organisation_id: int, version: int) -> Changes:
        """Remove an organisation nothing refers to, with its own numbers and tags. DomainError ``in_use`` otherwise."""
        subject = ("organisation", organisation_id)
        with refusals(), self.library.revise("directory.delete_organisation", who, subject) as revision:
            for table in OWN_TABLES:
                for row_id in organisations_.ids_of(self.library, table, organisation_id):
                    revision.delete(table, row_id)
            revision.delete("organisation", organisation_id, version)
        return revision.changes

    def mark_reviewed(self, who: Actor, organisation_id: int, version: int) -> Changes:
        """Note that somebody read the sheet over today."""
        return self.update_organisation(who, organisation_id, version, reviewed_on=clock.today())

    # --- numbers ---

    @staticmethod
    def check_identifier(scheme: str, text: str) -> Checked:
        """Return a number as it will be kept and shown, with a hint when it is unusual; never a refusal."""
        return identifiers.check(scheme, text)

    def _insert_identifier(self, revision: Revision, organisation_id: int, scheme: str, text: str) -> None:
        value = identifiers.check(known_code(scheme, self.schemes, "scheme"), text).value
        if value:
            values = {"organisation_id": organisation_id, "scheme": scheme, "value": value}
            revision.insert("organisation_identifier", values)

    def set_identifier(self, who: Actor, organisation_id: int, scheme: str, text: str) -> Changes:
        """Give an organisation its number of a scheme: added, replaced, or removed when `text` is empty."""
        value = identifiers.check(known_code(scheme, self.schemes, "scheme"), text).value
        held = [i for i in organisations_.identifiers(self.library, [organisation_id]) if i.scheme == scheme]
        if [i.value for i in held] == ([value] if value else []):
            return NOTHING
        subject = ("organisation", organisation_id)
        with refusals(), self.library.revise("directory.set_identifier", who, subject) as revision:
            for old in held[1:] if value else held:
                revision.delete("organisation_identifier", old.id, old.version)
            if value and held:
                revision.update("organisation_identifier", held[0].id, held[0].version, {"value": value})
            elif value:
                self._insert_identifier(revision, organisation_id, scheme, value)
        return revision.changes

    # --- tags ---

    def _countries(self, codes: object) -> list[str]:
        assert isinstance(codes, Iterable)
        return list(dict.fromkeys(known_code(str(code), self.country_by_code, "countries") for code in codes))

    def _sectors(self, codes: object) -> list[str]:
        assert isinstance(codes, Iterable)
        return list(dict.fromkeys(known_code(str(code), self.sector_by_code, "sectors") for code in codes))

    def set_countries(self, who: Actor, organisation_id: int, codes: Iterable[str]) -> Changes:
        """Say which countries or territories an organisation works with."""
        held = {row["country_code"]: row["id"] for row in organisations_.countries_of(self.library, [organisation_id])}
        return self._set_tags(
            who, organisation_id, ("organisation_country", "country_code"), held, self._countries(codes)
        )

    def set_sectors(self, who: Actor, organisation_id: int, codes: Iterable[str]) -> Changes:
        """Say which sectors an organisation works in."""
        held = {row["sector_code"]: row["id"] for row in organisations_.sectors_of(self.library, [organisation_id])}
        return self._set_tags(who, organisation_id, ("organisation_sector", "sector_code"), held, self._sectors(codes))

    def _set_tags(
        self, who: Actor, organisation_id: int, place: tuple[str, str], held: Mapping[str, int], wanted: list[str]
    ) -> Changes:
        table, column = place
        subject = ("organisation", organisation_id)
        with refusals(), self.library.revise("directory.set_tags", who, subject) as revision:
            for code in held.keys() - set(wanted):
                revision.delete(table, held[code])
            for code in wanted:
                if code not in held:
                    revision.insert(table, {"organisation_id": organisation_id, column: code})
        return revision.changes

    # --- membership ---

    def set_membership(
        self, who: Actor, organisation_id: int, year: int, fee_minor: int = 0, paid_on: date | None = None
    ) -> Changes:
        """Write one year's membership; `fee_minor` in cents, `paid_on` None while it is due."""
        held = {m.year: m for m in organisations_.memberships(self.library, [organisation_id])}
        values = {"fee_minor": fee_minor, "paid_on": paid_on}
        subject = ("organisation", organisation_id)
        with refusals(), self.library.revise("directory.set_membership", who, subject) as revision:
            if year in held:
                revision.update("membership", held[year].id, held[year].version, values)
            else:
                revision.insert("membership", {"organisation_id": organisation_id, "year": year, **values})
        return revision.changes

    def remove_membership(self, who: Actor, organisation_id: int, year: int) -> Changes:
        """Take one year's membership away; nothing when there was none."""
        subject = ("organisation", organisation_id)
        with refusals(), self.library.revise("directory.remove_membership", who, subject) as revision:
            for held in organisations_.memberships(self.library, [organisation_id]):
                if held.year == year:
                    revision.delete("membership", held.id, held.version)
        return revision.changes
