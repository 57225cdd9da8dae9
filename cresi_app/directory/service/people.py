"""What a person can do to people: write them, tie them to organisations, keep how they may be reached."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.directory.model import Channel, Consent, Contact, Permission
from cresi_app.directory.model.rules import (
    check_email,
    clean,
    clean_lines,
    known_code,
    person_names,
    person_sort,
    phone,
)
from cresi_app.directory.queries import organisations as organisations_
from cresi_app.directory.queries import people as people_
from cresi_app.directory.service.desk import Cleaner, cleaned, refusals
from cresi_app.directory.service.organisations import OrganisationsDesk


def _reach(channel: Channel, value: str) -> str:
    kept = check_email(value) if channel is Channel.EMAIL else phone(value)
    if not kept:
        raise DomainError("contact", N_("Une adresse ou un numéro est attendu : rien n'a changé."), field="value")
    return kept


def _ordered(since: date | None, until: date | None) -> None:
    if since is not None and until is not None and until < since:
        raise DomainError("dates", N_("La fin vient avant le début : rien n'a changé."), field="until")


class PeopleDesk(OrganisationsDesk):
    """Writes of people, affiliations, contacts and consents."""

    @cached_property
    def _person_cleaners(self) -> Mapping[str, Cleaner]:
        line = dict.fromkeys(("given_name", "family_name", "honorific", "postal_code", "town"), lambda v: clean(str(v)))
        lines = dict.fromkeys(("address", "note"), lambda value: clean_lines(str(value)))
        return {**line, **lines, "country_code": self.country_code, "language_code": self.language_code}

    # --- people ---

    def add_person(self, who: Actor, given_name: str, family_name: str, **fields: object) -> Changes:
        """Write a new person; `fields` are those of `Person`, and `email`, `phone`, `organisation_id`, `role`, `title`.

        With `organisation_id` the person belongs to it from now on, as `role` (``contact`` by default).
        """
        extras = {
            name: fields.pop(name)
            for name in ("email", "phone", "organisation_id", "role", "title", "since")
            if name in fields
        }
        given, family = person_names(given_name, family_name)
        values = cleaned(fields, self._person_cleaners)
        values |= {"given_name": given, "family_name": family, "name_sort": person_sort(given, family)}
        role = known_code(str(extras.get("role") or "contact"), self.roles, "role")
        with refusals(), self.library.revise("directory.add_person", who) as revision:
            person_id = revision.insert("person", values)
            revision.subject = ("person", person_id)
            for channel in Channel:
                if extras.get(channel.value):
                    reached = _reach(channel, str(extras[channel.value]))
                    revision.insert("contact", {"person_id": person_id, "channel": channel, "value": reached})
            if extras.get("organisation_id"):
                tie = {"person_id": person_id, "organisation_id": extras["organisation_id"], "role": role}
                title = clean(str(extras.get("title") or ""))
                revision.insert("affiliation", {**tie, "title": title, "since": extras.get("since")})
        return revision.changes

    def update_person(
        self, who: Actor, person_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a person. DomainError ``stale`` when they moved meanwhile."""
        values = cleaned(fields, self._person_cleaners)
        if values.keys() & {"given_name", "family_name"}:
            held = self.person(person_id)
            given, family = person_names(
                str(values.get("given_name", held.given_name)), str(values.get("family_name", held.family_name))
            )
            values |= {"given_name": given, "family_name": family, "name_sort": person_sort(given, family)}
        subject = ("person", person_id)
        with refusals(), self.library.revise("directory.update_person", who, subject, edit_group) as revision:
            revision.update("person", person_id, version, values)
        return revision.changes

    def archive_person(self, who: Actor, person_id: int, version: int) -> Changes:
        """Keep them only for what refers to them; they leave lists and pickers."""
        with refusals(), self.library.revise("directory.archive_person", who, ("person", person_id)) as revision:
            revision.update("person", person_id, version, {"archived_on": clock.today()})
        return revision.changes

    def restore_person(self, who: Actor, person_id: int, version: int) -> Changes:
        """Bring an archived person back into lists and pickers."""
        values = {"archived_on": None, "merged_into_id": None}
        with refusals(), self.library.revise("directory.restore_person", who, ("person", person_id)) as revision:
            revision.update("person", person_id, version, values)
        return revision.changes

    def export_person(self, person_id: int) -> dict[str, object]:
        """Return everything the directory holds about a person, in plain words, to be given to them.

        DomainError ``not_allowed`` when whoever is at the desk may not see all of it.
        """
        self._need_private()
        sheet = self.person_sheet(person_id)
        one = sheet.person
        return {
            "name": one.name,
            "address": one.address,
            "town": f"{one.postal_code} {one.town}".strip(),
            "country": sheet.country.name if sheet.country else "",
            "note": one.note,
            "contacts": [
                {"channel": c.channel.value, "value": c.value, "permission": c.permission.value} for c in sheet.contacts
            ],
            "organisations": [{"name": a.organisation_name, "role": a.title} for a in sheet.affiliations],
            "consents": [
                {
                    "subject": self.consent_subjects[c.subject].name,
                    "given": c.is_given,
                    "on": c.given_on.isoformat(),
                    "how": c.how,
                }
                for c in sheet.consents
            ],
        }

    # --- how they may be reached ---

    def add_contact(
        self, who: Actor, person_id: int, channel: Channel, value: str, *, is_private: bool = False
    ) -> Changes:
        """Give a person one more address or number."""
        values = {"person_id": person_id, "channel": channel, "value": _reach(channel, value), "is_private": is_private}
        with refusals(), self.library.revise("directory.add_contact", who, ("person", person_id)) as revision:
            revision.insert("contact", values)
        return revision.changes

    def update_contact(self, who: Actor, contact_id: int, version: int, value: str, *, is_private: bool) -> Changes:
        """Correct an address or number."""
        held = self._contact(contact_id)
        values = {"value": _reach(held.channel, value), "is_private": is_private}
        with refusals(), self.library.revise("directory.update_contact", who, ("person", held.person_id)) as revision:
            revision.update("contact", contact_id, version, values)
        return revision.changes

    def set_permission(
        self, who: Actor, contact_id: int, version: int, permission: Permission, how: str = ""
    ) -> Changes:
        """Note whether a person may be reached this way, and how they said so."""
        held = self._contact(contact_id)
        values = {"permission": permission, "permission_on": clock.today(), "permission_how": clean(how)}
        with refusals(), self.library.revise("directory.set_permission", who, ("person", held.person_id)) as revision:
            revision.update("contact", contact_id, version, values)
        return revision.changes

    def remove_contact(self, who: Actor, contact_id: int, version: int) -> Changes:
        """Take an address or number away."""
        held = self._contact(contact_id)
        with refusals(), self.library.revise("directory.remove_contact", who, ("person", held.person_id)) as revision:
            revision.delete("contact", contact_id, version)
        return revision.changes

    def _contact(self, contact_id: int) -> Contact:
        held = people_.contact(self.library, contact_id)
        if held is None:
            raise DomainError("unknown", N_("Cette coordonnée n'est plus dans l'annuaire."))
        return held

    # --- where they belong ---

    def add_affiliation(
        self, who: Actor, person_id: int, organisation_id: int, role: str = "contact", **fields: object
    ) -> Changes:
        """Tie a person to an organisation; `fields`: `title`, `since`, `until`, `position`."""
        values = self._affiliation_values({**fields, "role": role})
        _ordered(values.get("since"), values.get("until"))  # type: ignore[arg-type]  # dates or None, as cleaned
        tie = {"person_id": person_id, "organisation_id": organisation_id}
        with refusals(), self.library.revise("directory.add_affiliation", who, ("person", person_id)) as revision:
            revision.insert("affiliation", {**tie, **values})
        return revision.changes

    def update_affiliation(self, who: Actor, affiliation_id: int, version: int, **fields: object) -> Changes:
        """Change what a person is in an organisation, or since or until when."""
        held = people_.affiliation(self.library, affiliation_id)
        if held is None:
            raise DomainError("unknown", N_("Ce lien n'est plus dans l'annuaire."))
        values = self._affiliation_values(fields)
        _ordered(values.get("since", held.since), values.get("until", held.until))  # type: ignore[arg-type]  # as above
        subject = ("person", held.person_id)
        with refusals(), self.library.revise("directory.update_affiliation", who, subject) as revision:
            revision.update("affiliation", affiliation_id, version, values)
        return revision.changes

    def remove_affiliation(self, who: Actor, affiliation_id: int, version: int) -> Changes:
        """Take back a tie that was a mistake; one that ended is given its `until` instead."""
        with refusals(), self.library.revise("directory.remove_affiliation", who) as revision:
            revision.delete("affiliation", affiliation_id, version)
        return revision.changes

    def _affiliation_values(self, fields: Mapping[str, object]) -> dict[str, object]:
        cleaners: dict[str, Cleaner] = {
            "role": lambda value: known_code(str(value), self.roles, "role"),
            "title": lambda value: clean(str(value)),
            "since": lambda value: value,
            "until": lambda value: value,
            "position": lambda value: value,
        }
        return cleaned(fields, cleaners)

    # --- what they agreed to ---

    def set_consent(
        self, who: Actor, of: tuple[str, int], subject: str, *, is_given: bool, **fields: object
    ) -> Changes:
        """Write an answer; `of` is ``("person", id)`` or ``("organisation", id)``; `fields`: `given_on`, `how`, `review_on`."""
        entity, entity_id = of
        known_code(subject, self.consent_subjects, "subject")
        cleaners: dict[str, Cleaner] = {
            "given_on": lambda value: value,
            "how": lambda value: clean(str(value)),
            "review_on": lambda value: value,
        }
        values = {"given_on": clock.today(), **cleaned(fields, cleaners), "is_given": is_given}
        held = next((c for c in self._consents(entity, entity_id) if c.subject == subject), None)
        with refusals(), self.library.revise("directory.set_consent", who, of) as revision:
            if held is None:
                revision.insert("consent", {f"{entity}_id": entity_id, "subject": subject, **values})
            else:
                revision.update("consent", held.id, held.version, values)
        return revision.changes

    def remove_consent(self, who: Actor, of: tuple[str, int], subject: str) -> Changes:
        """Take an answer back: nothing was ever said on that subject."""
        with refusals(), self.library.revise("directory.remove_consent", who, of) as revision:
            for held in self._consents(*of):
                if held.subject == subject:
                    revision.delete("consent", held.id, held.version)
        return revision.changes

    def _consents(self, entity: str, entity_id: int) -> list[Consent]:
        if entity == "person":
            return people_.consents_of_person(self.library, entity_id)
        return organisations_.consents_of_organisation(self.library, entity_id)
