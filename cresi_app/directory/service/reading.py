"""What the directory answers: lists, sheets, pickers and references."""

from collections.abc import Iterable, Sequence

from cresi_app.core import clock, identifiers
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, language
from cresi_app.core.ids import read_id
from cresi_app.core.text import sort_key
from cresi_app.directory.model import (
    Affiliation,
    Attached,
    Contact,
    DirectoryCounts,
    Organisation,
    OrganisationFilter,
    OrganisationRow,
    OrganisationSheet,
    Person,
    PersonFilter,
    PersonRow,
    PersonSheet,
)
from cresi_app.directory.model.rules import person_sort
from cresi_app.directory.queries import organisations as organisations_
from cresi_app.directory.queries import people as people_
from cresi_app.directory.service.privacy import PrivacyDesk
from cresi_app.store.records import Row

FEW = 12


def _name(row: Row, stem: str = "name") -> str:
    return str(row[f"{stem}_en"] if language() == "en" else row[f"{stem}_fr"])


def _gathered(rows: Iterable[Row]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row["organisation_id"], []).append(_name(row))
    return found


class ReadingDesk(PrivacyDesk):
    """The directory's reads; what is private about people comes through `PrivacyDesk` alone."""

    # --- one record ---

    def organisation(self, organisation_id: int) -> Organisation:
        """Return the organisation, following the redirection a merge left. DomainError ``unknown``."""
        found = organisations_.organisation(self.library, organisation_id)
        seen = {organisation_id}
        while found is not None and found.merged_into_id is not None and found.merged_into_id not in seen:
            seen.add(found.merged_into_id)
            found = organisations_.organisation(self.library, found.merged_into_id)
        if found is None:
            raise DomainError("unknown", N_("Cette organisation n'est plus dans l'annuaire."))
        return found

    def person(self, person_id: int) -> Person:
        """Return the person, following the redirection a merge left. DomainError ``unknown``."""
        found = people_.person(self.library, person_id)
        seen = {person_id}
        while found is not None and found.merged_into_id is not None and found.merged_into_id not in seen:
            seen.add(found.merged_into_id)
            found = people_.person(self.library, found.merged_into_id)
        if found is None:
            raise DomainError("unknown", N_("Cette personne n'est plus dans l'annuaire."))
        return self._known(found)

    def organisation_names(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the names of these organisations by id; those that do not exist are absent."""
        return {one.id: one.name for one in organisations_.organisations(self.library, list(ids))}

    def person_names(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the names of these people by id; those that do not exist are absent."""
        return {one.id: one.name for one in people_.people(self.library, list(ids))}

    # --- lists ---

    def organisation_ids(self, wanted: OrganisationFilter | None = None, limit: int | None = None) -> list[int]:
        """Return the ids of the organisations a filter keeps, in its order."""
        kept = wanted or OrganisationFilter()
        return organisations_.organisation_ids(self.library, kept, self.review_before(), limit)

    def organisation_rows(self, ids: Sequence[int]) -> list[OrganisationRow]:
        """Return the lines of these organisations, in the order of `ids`; those that are gone are left out."""
        with self.library.snapshot():
            found = {one.id: one for one in organisations_.organisations(self.library, ids)}
            countries = _gathered(organisations_.countries_of(self.library, ids))
            sectors = _gathered(organisations_.sectors_of(self.library, ids))
        return [self._row(found[key], countries.get(key, []), sectors.get(key, [])) for key in ids if key in found]

    def _row(self, one: Organisation, countries: list[str], sectors: list[str]) -> OrganisationRow:
        country = self.country_by_code.get(one.country_code or "")
        return OrganisationRow(
            id=one.id,
            name=one.name,
            acronym=one.acronym,
            kind=one.kind,
            kind_name=self.kinds[one.kind].name,
            postal_code=one.postal_code,
            town=one.town,
            country_code=one.country_code,
            country_name=country.name if country else "",
            countries=tuple(countries),
            sectors=tuple(dict.fromkeys(sectors)),
            is_archived=one.is_archived,
        )

    def organisations(
        self, wanted: OrganisationFilter | None = None, limit: int | None = None
    ) -> list[OrganisationRow]:
        """Return the lines a filter keeps, in its order."""
        with self.library.snapshot():
            return self.organisation_rows(self.organisation_ids(wanted, limit))

    def person_rows(self, ids: Sequence[int]) -> list[PersonRow]:
        """Return the lines of these people, in the order of `ids`; those that are gone are left out."""
        lines = people_.person_lines(self.library, ids, clock.today().isoformat(), private=self.sees_private())
        found = {
            row["id"]: PersonRow(
                id=row["id"],
                given_name=row["given_name"],
                family_name=row["family_name"],
                organisation_id=row["organisation_id"],
                organisation=row["organisation"],
                title=_name(row, "title"),
                town=row["town"],
                email=row["email"],
                is_archived=row["archived_on"] is not None,
            )
            for row in lines
        }
        return [found[key] for key in ids if key in found]

    def people(self, wanted: PersonFilter | None = None, limit: int | None = None) -> list[PersonRow]:
        """Return the lines a filter keeps, in its order."""
        with self.library.snapshot():
            return self.person_rows(self.person_ids(wanted, limit))

    # --- pickers ---

    def suggest_organisations(self, text: str, limit: int = FEW) -> list[OrganisationRow]:
        """Return what a picker offers while somebody types."""
        return self.organisations(OrganisationFilter(text=text, order="rank" if text.strip() else "recent"), limit)

    def suggest_people(self, text: str, organisation_id: int | None = None, limit: int = FEW) -> list[PersonRow]:
        """Return what a picker of people offers, those of one organisation only when it is given."""
        return self.people(PersonFilter(text=text, organisation_id=organisation_id), limit)

    def people_of(self, organisation_id: int) -> list[PersonRow]:
        """Return who belongs to an organisation now, by name."""
        return self.people(PersonFilter(organisation_id=organisation_id))

    # --- figures and choices ---

    def counts(self, year: int | None = None) -> DirectoryCounts:
        """Return the figures of the page's head; members are those of `year`, the present one by default."""
        row = organisations_.counts(self.library, year or clock.today().year, self.review_before())
        return DirectoryCounts(row["organisations"], row["people"], row["members"], row["to_review"])

    def kinds_in_use(self) -> list[tuple[str, str, int]]:
        """Return ``(code, name, count)`` of the kinds of organisation in use."""
        rows = organisations_.kinds_in_use(self.library)
        return [(row["code"], self.kinds[row["code"]].name, row["count"]) for row in rows]

    def countries_in_use(self) -> list[tuple[str, str, int]]:
        """Return ``(code, name, count)`` of the countries organisations work with, most frequent first."""
        rows = organisations_.countries_in_use(self.library)
        return [(row["code"], _name(row), row["count"]) for row in rows]

    # --- sheets ---

    def organisation_sheet(self, organisation_id: int) -> OrganisationSheet:
        """Return everything the directory holds about an organisation. DomainError ``unknown``."""
        with self.library.snapshot():
            one = self.organisation(organisation_id)
            attached = self._attached(organisations_.affiliations_of_organisation(self.library, one.id))
            day = clock.today()
            return OrganisationSheet(
                organisation=one,
                kind=self.kinds[one.kind],
                country=self.country_by_code.get(one.country_code or ""),
                identifiers=tuple(organisations_.identifiers(self.library, [one.id])),
                countries=tuple(
                    self.country_by_code[row["country_code"]]
                    for row in organisations_.countries_of(self.library, [one.id])
                ),
                sectors=tuple(
                    self.sector_by_code[row["sector_code"]] for row in organisations_.sectors_of(self.library, [one.id])
                ),
                people=tuple(a for a in attached if a.affiliation.is_current(day) and not a.person.is_archived),
                former=tuple(a for a in attached if not a.affiliation.is_current(day) and not a.person.is_archived),
                memberships=tuple(organisations_.memberships(self.library, [one.id])),
                consents=tuple(organisations_.consents_of_organisation(self.library, one.id)),
            )

    def person_sheet(self, person_id: int) -> PersonSheet:
        """Return everything the directory holds about a person. DomainError ``unknown``."""
        with self.library.snapshot():
            one = self.person(person_id)
            return PersonSheet(
                person=one,
                country=self.country_by_code.get(one.country_code or ""),
                contacts=tuple(self._reached([one.id])),
                affiliations=tuple(self._attached(people_.affiliations_of_person(self.library, one.id))),
                consents=tuple(people_.consents_of_person(self.library, one.id)),
            )

    def _attached(self, affiliations: Sequence[Affiliation]) -> list[Attached]:
        person_ids = sorted({a.person_id for a in affiliations})
        people = {one.id: self._known(one) for one in people_.people(self.library, person_ids)}
        names = self.organisation_names({a.organisation_id for a in affiliations})
        reached: dict[int, list[Contact]] = {}
        for contact in self._reached(person_ids):
            reached.setdefault(contact.person_id, []).append(contact)
        return [
            Attached(
                affiliation=a,
                person=people[a.person_id],
                organisation_name=names[a.organisation_id],
                role_name=self.roles[a.role].name,
                contacts=tuple(reached.get(a.person_id, ())),
            )
            for a in affiliations
        ]

    # --- references as people write them ---

    def organisation_by_ref(self, ref: str) -> int:
        """Return the id meant by what people write: an id, a number (RNA, SIRET…), a name. DomainError when none or several."""
        text = ref.strip()
        if (key := read_id(text)) and organisations_.organisation(self.library, key) is not None:
            return key
        bare = {text, *(identifiers.check(scheme, text).value for scheme in ("rna", "siret", "siren"))}
        found = {key for value in bare for key in organisations_.by_identifier(self.library, value)}
        found = found or set(organisations_.by_name(self.library, sort_key(text)))
        found = found or set(self.organisation_ids(OrganisationFilter(text=text), limit=2) if text else ())
        return self._only(found, text)

    def person_by_ref(self, ref: str) -> int:
        """Return the id meant by what people write: an id, an e-mail address, a name. DomainError when none or several."""
        text = ref.strip()
        if (own := read_id(text)) and people_.person(self.library, own) is not None:
            return own
        found = set(self.people_reached_by([text]))
        given, _, family = text.partition(" ")
        for key in (person_sort(given, family), sort_key(text)):
            found = found or set(people_.people_named(self.library, key))
        found = found or set(self.person_ids(PersonFilter(text=text), limit=2) if text else ())
        return self._only(found, text)

    @staticmethod
    def _only(found: set[int], text: str) -> int:
        if not found:
            raise DomainError("unknown", N_("« {ref} » n'est pas dans l'annuaire."), ref=text)
        if len(found) > 1:
            raise DomainError("ambiguous", N_("Plusieurs fiches répondent à « {ref} » : précisez."), ref=text)
        return found.pop()
