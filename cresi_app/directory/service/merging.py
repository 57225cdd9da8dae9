"""Suspected duplicates, and the merge of two records with everything any desk has tied to them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.text import fold
from cresi_app.directory.model import Consent, Membership, Organisation, Person, Suspect
from cresi_app.directory.model.rules import alike, clean
from cresi_app.directory.queries import merging
from cresi_app.directory.queries import organisations as organisations_
from cresi_app.directory.queries import people as people_
from cresi_app.directory.queries.lists import unique_schemes
from cresi_app.directory.queries.merging import Reference
from cresi_app.directory.service.desk import refusals
from cresi_app.directory.service.people import PeopleDesk
from cresi_app.store.revision import Revision

OWN: Final = frozenset(
    {"organisation_identifier", "organisation_country", "organisation_sector", "membership", "consent"}
)
"""Tables where a row both records have is simply kept once."""

_FILLED: Final[Mapping[str, tuple[str, ...]]] = {
    "organisation": (
        "acronym", "legal_form", "founded_on", "known_since", "purpose", "email", "phone", "website", "reviewed_on",
    ),
    "person": ("honorific", "language_code"),
}  # fmt: skip
_ADDRESS: Final = ("address", "postal_code", "town", "region", "country_code")


class MergingDesk(PeopleDesk):
    """Duplicates: found, compared, merged; one undo brings both back."""

    # --- suspicion ---

    def suspects(
        self, name: str, town: str = "", numbers: Mapping[str, str] | None = None, beside: int = 0
    ) -> list[Suspect]:
        """Return organisations that may be the same as one so named; `beside` is its own id when it has one.

        A shared unique number (RNA, SIRET…) says so for certain (`score` 100); a like name in another town counts less.
        """
        rows = {row["id"]: row for row in organisations_.all_names(self.library) if row["id"] != beside}
        found: dict[int, Suspect] = {}
        for scheme in unique_schemes(self.library) & (numbers or {}).keys():
            value = self.check_identifier(scheme, (numbers or {})[scheme]).value
            for key in organisations_.by_identifier(self.library, value) if value else ():
                if key in rows:
                    reason = tr("Même numéro {scheme} : {value}", scheme=self.schemes[scheme].name, value=value)
                    found[key] = Suspect(key, rows[key]["name"], rows[key]["town"], 100, reason)
        for key, score in alike(name, {key: row["name"] for key, row in rows.items()}):
            here = rows[key]["town"]
            elsewhere = bool(town and here and fold(town) != fold(here))
            if key not in found and (not elsewhere or score >= 96):
                found[key] = Suspect(key, rows[key]["name"], here, min(score, 99), self._alike(rows[key]["name"], here))
        return sorted(found.values(), key=lambda suspect: -suspect.score)

    @staticmethod
    def _alike(name: str, town: str) -> str:
        return tr("Ressemble à {name} ({town})", name=name, town=town) if town else tr("Ressemble à {name}", name=name)

    def suspects_of_organisation(self, organisation_id: int) -> list[Suspect]:
        """Return the organisations that may be the same as this one, most likely first."""
        one = self.organisation(organisation_id)
        numbers = {i.scheme: i.value for i in organisations_.identifiers(self.library, [one.id])}
        return self.suspects(one.name, one.town, numbers, one.id)

    def suspects_of_person(self, person_id: int) -> list[Suspect]:
        """Return the people who may be the same as this one: like names, or a shared e-mail address or number."""
        one = self.person(person_id)
        rows = {row["id"]: row for row in people_.all_people(self.library) if row["id"] != one.id}
        values = [contact.value for contact in self._reached([one.id])]
        found: dict[int, Suspect] = {}
        for key, value in self.people_reached_by(values).items():
            if key in rows:
                other = rows[key]
                name = f"{other['given_name']} {other['family_name']}".strip()
                found[key] = Suspect(key, name, other["town"], 100, tr("Même coordonnée : {value}", value=value))
        names = {key: f"{row['given_name']} {row['family_name']}".strip() for key, row in rows.items()}
        for key, score in alike(one.name, names):
            reason = self._alike(names[key], rows[key]["town"])
            found.setdefault(key, Suspect(key, names[key], rows[key]["town"], min(score, 99), reason))
        return sorted(found.values(), key=lambda suspect: -suspect.score)

    # --- merge ---

    def merge_organisations(self, who: Actor, keep: int, gone: int) -> Changes:
        """Make one of two organisations: all that any desk tied to `gone` goes to `keep`; `gone` leads there from now on.

        Empty fields of `keep` are filled from `gone`, notes are joined. Refused when both stand where only one may.
        """
        return self._merge(who, "organisation", keep, gone)

    def merge_people(self, who: Actor, keep: int, gone: int) -> Changes:
        """Make one of two people, as `merge_organisations` does."""
        return self._merge(who, "person", keep, gone)

    def _merge(self, who: Actor, entity: str, keep: int, gone: int) -> Changes:
        def attempt() -> Changes:
            with (
                self.library.revise(f"directory.merge_{entity}", who, (entity, keep)) as revision,
                self.library.snapshot(),
            ):
                kept, left = self._pair(entity, keep, gone)
                self._move_references(revision, entity, kept.id, left.id)
                revision.update(entity, kept.id, kept.version, _filled(entity, kept, left))
                redirection = {"merged_into_id": kept.id, "archived_on": clock.today()}
                revision.update(entity, left.id, left.version, redirection)
            return revision.changes

        with refusals():
            return self.library.retry(attempt)

    def _pair(self, entity: str, keep: int, gone: int) -> tuple[Organisation, Organisation] | tuple[Person, Person]:
        if keep == gone:
            raise DomainError("same", N_("C'est la même fiche : rien n'a changé."))
        if entity == "organisation":
            one, other = (
                organisations_.organisation(self.library, keep),
                organisations_.organisation(self.library, gone),
            )
            if one is not None and other is not None and not one.is_archived and other.merged_into_id is None:
                return one, other
        else:
            him, her = people_.person(self.library, keep), people_.person(self.library, gone)
            if him is not None and her is not None and not him.is_archived and her.merged_into_id is None:
                return him, her
        raise DomainError("gone", N_("L'une des deux fiches n'est plus dans l'annuaire : rien n'a changé."))

    def _move_references(self, revision: Revision, entity: str, keep: int, gone: int) -> None:
        moved: dict[tuple[str, int], dict[str, object]] = defaultdict(dict)
        dropped: set[tuple[str, int]] = set()
        for reference in merging.references(self.library, entity):
            if not reference.is_recorded:
                revision.execute(*merging.redirected(reference, keep, gone))
                continue
            rows = merging.referring(self.library, reference, gone)
            revision.expect(*merging.still_so_many(reference, gone, len(rows)))
            dropped |= {(reference.table, row_id) for row_id in self._clashing(reference, keep, gone)}
            for row in rows:
                moved[reference.table, row["id"]][reference.column] = keep
        dropped |= self._repeated(entity, keep, gone)
        self._keep_answers(revision, entity, keep, gone)
        for table, row_id in dropped:
            revision.delete(table, row_id)
        for (table, row_id), values in moved.items():
            if (table, row_id) not in dropped:
                revision.update(table, row_id, None, values)

    def _clashing(self, reference: Reference, keep: int, gone: int) -> set[int]:
        found: set[int] = set()
        for key in merging.unique_keys(self.library, reference):
            found |= set(merging.clashes(self.library, key, reference.column, keep, gone))
        if found and reference.table not in OWN:
            raise DomainError(
                "clash",
                N_(
                    "Les deux fiches figurent ensemble là où une seule peut être (une même séance, un même dossier) : "
                    "rien n'a été fusionné. Retirez l'une des deux de cet endroit, puis recommencez."
                ),
                table=reference.table,
            )
        return found

    def _repeated(self, entity: str, keep: int, gone: int) -> set[tuple[str, int]]:
        """Return the rows of `gone` that say again what `keep` says already: same contact, same tie that still holds."""
        if entity == "organisation":
            ties = {
                (a.person_id, a.role)
                for a in organisations_.affiliations_of_organisation(self.library, keep)
                if a.until is None
            }
            theirs = organisations_.affiliations_of_organisation(self.library, gone)
            return {("affiliation", a.id) for a in theirs if a.until is None and (a.person_id, a.role) in ties}
        own = {(c.channel, c.value.casefold()) for c in people_.contacts(self.library, [keep])}
        again = {
            ("contact", c.id) for c in people_.contacts(self.library, [gone]) if (c.channel, c.value.casefold()) in own
        }
        held = {
            (a.organisation_id, a.role) for a in people_.affiliations_of_person(self.library, keep) if a.until is None
        }
        others = people_.affiliations_of_person(self.library, gone)
        return again | {
            ("affiliation", a.id) for a in others if a.until is None and (a.organisation_id, a.role) in held
        }

    def _keep_answers(self, revision: Revision, entity: str, keep: int, gone: int) -> None:
        """Let a refusal survive an agreement, and a paid membership an unpaid one."""
        own: dict[str, Consent] = {c.subject: c for c in self._consents(entity, keep)}
        for answer in self._consents(entity, gone):
            held = own.get(answer.subject)
            if held is not None and held.is_given and not answer.is_given:
                values = {"is_given": False, "given_on": answer.given_on, "how": answer.how}
                revision.update("consent", held.id, held.version, values)
        if entity == "organisation":
            years: dict[int, Membership] = {m.year: m for m in organisations_.memberships(self.library, [keep])}
            for other in organisations_.memberships(self.library, [gone]):
                same = years.get(other.year)
                if same is not None and same.paid_on is None and other.paid_on is not None:
                    paid = {"paid_on": other.paid_on, "fee_minor": other.fee_minor, "currency": other.currency}
                    revision.update("membership", same.id, same.version, paid)


def _filled(entity: str, kept: Organisation | Person, left: Organisation | Person) -> dict[str, object]:
    values: dict[str, object] = {
        name: getattr(left, name) for name in _FILLED[entity] if not getattr(kept, name) and getattr(left, name)
    }
    if not (kept.address or kept.town):
        values |= {name: getattr(left, name) for name in _ADDRESS if hasattr(left, name) and getattr(left, name)}
    if left.note and clean(left.note) not in clean(kept.note):
        values["note"] = f"{kept.note}\n\n{left.note}".strip()
    return values
