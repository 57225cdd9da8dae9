"""Dossiers and grants as activities for everybody: what is published, under which identifier, and what keeps a record out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import Money
from cresi_app.directory.service import DirectoryService
from cresi_app.funding.model.activity import (
    Activity,
    ActivityBudget,
    Document,
    Goal,
    Movement,
    Party,
    Role,
    Share,
    Status,
    Transaction,
    organisation_ref,
    shared_out,
    years_between,
)
from cresi_app.funding.model.aid import UNSPECIFIED, AidKind, GrantAid, proposed_channel, proposed_kind
from cresi_app.funding.model.publication import Offered, Publication, Unpublished
from cresi_app.funding.queries import activities as queries
from cresi_app.funding.queries import declarations as facts
from cresi_app.funding.service.activity_parts import CLOSED, marker_scores, places_of, sector_shares, status_of
from cresi_app.funding.service.declarations import DeclarationDesk
from cresi_app.funding.service.importing import refusals
from cresi_app.projects.model import DossierData
from cresi_app.projects.service import ProjectService
from cresi_app.store.library import Library
from cresi_app.store.records import Row

_ROLES: Final[Mapping[str, Role]] = {"financial": Role.FUNDING}


Offer = Callable[["ActivityDesk", int, Party], Iterable[Offered | Unpublished]]
"""Given this desk, the authority and the publisher, what an upper desk has to publish."""


class ActivityDesk(DeclarationDesk):
    """Activities for publication. `ActivityDesk(library, directory, projects)`."""

    def __init__(self, library: Library, directory: DirectoryService, projects: ProjectService) -> None:
        super().__init__(library, directory)
        self.projects: Final = projects
        self.offers: Final[list[Offer]] = []
        """What upper desks have to publish; they add themselves."""

    def publication(self, authority_id: int | None = None, *, everything: bool = False) -> Publication:
        """Return the activities of dossiers (granted ones, or all), of grants without a dossier, and of what upper desks offer.

        DomainError ``no_authority``; ``no_org_id`` when the authority has no SIREN: nobody can publish without one.
        """
        authority, _name = self._authority(authority_id)
        reporter = self.reporter(authority)
        identities = queries.identities(self.library)
        made: list[tuple[Activity, tuple[str, int]]] = []
        out: list[Unpublished] = []
        for row in queries.projects(self.library, authority, everything=everything):
            self._one(
                made,
                out,
                ("project", row["id"], row["number"]),
                lambda row=row: self._project(row["id"], authority, reporter),
            )
        for row in queries.grants(self.library, authority):
            self._one(made, out, ("grant", row["id"], row["number"]), lambda row=row: self._grant(row, reporter))
        for offer in self.offers:
            for one in offer(self, authority, reporter):
                if isinstance(one, Unpublished):
                    out.append(one)
                else:
                    made.append((one.activity, one.record))
        named = [replace(one, identifier=identities.get(record, one.identifier)) for one, record in made]
        return Publication(tuple(named), tuple(record for _one, record in made), tuple(out))

    @staticmethod
    def _one(
        made: list[tuple[Activity, tuple[str, int]]], out: list[Unpublished], record: tuple[str, int, str], make: object
    ) -> None:
        assert callable(make)
        try:
            made.append((make(), record[:2]))
        except DomainError as refusal:
            out.append(Unpublished(*record, refusal))

    def reporter(self, authority_id: int | None = None) -> Party:
        """Return the authority as publisher. DomainError ``no_org_id`` without a SIREN or SIRET."""
        authority, name = self._authority(authority_id)
        party = self._party(authority, name)
        ref = party.ref or organisation_ref(siret=self.directory.home().siret)
        if not ref:
            raise DomainError(
                "no_org_id",
                N_(
                    "« {name} » n'a ni SIREN ni SIRET dans l'annuaire : sans numéro du registre des entreprises, aucun identifiant d'organisation n'est valable et rien ne peut être publié."
                ),
                name=name,
            )
        return replace(party, ref=ref)

    def party(self, organisation_id: int, role: Role = Role.IMPLEMENTING) -> Party:
        """Return an organisation as it takes part, with its identifier when it has a valid one."""
        return self._party(organisation_id, role=role)

    def _party(self, organisation_id: int, name: str = "", role: Role = Role.IMPLEMENTING) -> Party:
        one = self.directory.organisation(organisation_id)
        numbers = facts.numbers_of(self.library, [one.id])
        ref = numbers.get((one.id, "iati"), "") or organisation_ref(
            numbers.get((one.id, "siren"), ""), numbers.get((one.id, "siret"), "")
        )
        kinds = queries.organisation_types(self.library)
        channel = proposed_channel(one.kind, one.country_code or "")
        return Party(name or one.name, ref, kinds.get(one.kind, ""), role, channel)

    # --- dossiers ---

    def _project(self, project_id: int, authority: int, reporter: Party) -> Activity:
        data = self.projects.dossier_data(project_id)
        grants = queries.grants(self.library, authority, project_id)
        said = facts.grant_aids(self.library, [row["id"] for row in grants])
        one = data.project
        if one.starts_on is None:
            raise DomainError(
                "no_start", N_("Dossier {number} : donnez la date de début du projet."), number=one.number
            )
        countries, regions = self._where(one.country_code, grants, said, one.number)
        transactions = self._transactions(grants, reporter)
        started = one.starts_on if one.starts_on <= clock.today() and data.stage.is_grant else None
        ended = one.ends_on if started and one.ends_on and one.ends_on <= clock.today() else None
        return Activity(
            identifier=f"{reporter.ref}-{one.number}",
            title={"fr": one.title},
            description={"fr": one.summary or one.context or one.title},
            objectives={"fr": "\n".join(part for part in (one.general_objective, one.specific_objective) if part)},
            target_groups={"fr": one.beneficiaries_note},
            status=status_of(data, grants),
            starts_on=one.starts_on,
            started_on=started,
            ends_on=one.ends_on if one.ends_on and one.ends_on >= one.starts_on else None,
            ended_on=ended,
            reporter=reporter,
            parties=self._parties(data, reporter),
            countries=countries,
            regions=regions,
            sectors=sector_shares([(sector.code, sector.percent) for sector in data.sectors], one.number),
            own_number=one.number,
            places=places_of(data),
            goals=tuple(Goal(goal.sdg.number, {"fr": goal.sdg.name_fr, "en": goal.sdg.name_en}) for goal in data.goals),
            markers=marker_scores(said.values()),
            is_humanitarian=any(row["is_emergency"] or row["purpose_code"] == "emergency" for row in grants),
            aid_type=self._aid_type(grants, said, "C01"),
            flow="10" if self._is_oda(countries, regions, one.year) else "50",
            budgets=self._budgets(data, grants),
            transactions=transactions,
            documents=self._documents("project", one.id),
            updated_at=one.updated_at,
            currency=one.currency,
        )

    def _where(
        self, country: str | None, grants: Sequence[Row], said: Mapping[int, GrantAid], number: str
    ) -> tuple[tuple[Share, ...], tuple[Share, ...]]:
        """Return where it takes place: its country, or « developing countries » for what is done here for them."""
        found = country or next((aid.country_code for aid in said.values() if aid.country_code), None)
        found = found or next((row["country_code"] for row in grants if row["country_code"]), None)
        if found:
            return (Share(found),), ()
        if grants and all(self._kind_of(row, said.get(row["id"])).is_in_donor for row in grants):
            return (), (Share(UNSPECIFIED),)
        raise DomainError("no_country", N_("{number} : dites dans quel pays ou territoire."), number=number)

    def _kind_of(self, row: Row, aid: GrantAid | None) -> AidKind:
        code = aid.kind_code if aid and aid.kind_code else proposed_kind(row["purpose_code"], row["payee_kind"])
        return self.aid_kinds[code]

    def _aid_type(self, grants: Sequence[Row], said: Mapping[int, GrantAid], otherwise: str) -> str:
        types = [
            (said[row["id"]].aid_type_code if row["id"] in said else "")
            or self._kind_of(row, said.get(row["id"])).aid_type_code
            for row in grants
        ]
        return types[0] if types else otherwise

    def _is_oda(self, countries: Sequence[Share], regions: Sequence[Share], year: int) -> bool:
        listed = facts.oda(self.library, year)
        return bool(regions) or any(listed.get(one.code, False) for one in countries)

    def _parties(self, data: DossierData, reporter: Party) -> tuple[Party, ...]:
        found = [replace(reporter, role=Role.FUNDING), self._party(data.project.organisation_id)]
        found += [
            self._party(view.partner.organisation_id, role=_ROLES.get(view.partner.role_code, Role.IMPLEMENTING))
            for view in data.partners
            if view.partner.organisation_id != data.project.organisation_id
        ]
        return tuple(found)

    def _budgets(self, data: DossierData, grants: Sequence[Row]) -> tuple[ActivityBudget, ...]:
        """Return what is committed by year; before any vote the dossier's own budget, shared over its years by their days."""
        committed = self._committed(grants)
        if committed:
            return committed
        one, total = data.project, data.budget.charges.total.forecast
        if one.starts_on is None or not total:
            return ()
        ends = one.ends_on if one.ends_on and one.ends_on >= one.starts_on else date(one.starts_on.year, 12, 31)
        spans = years_between(one.starts_on, ends)
        amounts = shared_out(total, spans)
        return tuple(
            ActivityBudget(start, end, Money(part, one.currency), is_committed=False)
            for (start, end), part in zip(spans, amounts, strict=True)
            if part
        )

    def _committed(self, grants: Sequence[Row]) -> tuple[ActivityBudget, ...]:
        by_year: dict[int, int] = {}
        for row in queries.commitments(self.library, [grant["id"] for grant in grants]):
            by_year[row["year"]] = by_year.get(row["year"], 0) + row["amount_minor"]
        return tuple(
            ActivityBudget(date(year, 1, 1), date(year, 12, 31), Money(amount))
            for year, amount in sorted(by_year.items())
            if amount
        )

    def _transactions(self, grants: Sequence[Row], reporter: Party) -> tuple[Transaction, ...]:
        today, found = clock.today(), []
        payees = {row["id"]: self._party(row["organisation_id"]) for row in grants}
        for row in grants:
            voted = date.fromisoformat(row["voted_on"]) if row["voted_on"] else None
            if voted is not None and voted <= today and row["granted_minor"] > 0:
                words = {"fr": f"Subvention {row['number']} votée", "en": f"Grant {row['number']} voted"}
                amount = Money(row["granted_minor"], row["currency"])
                found.append(
                    Transaction(Movement.COMMITMENT, voted, amount, words, row["number"], reporter, payees[row["id"]])
                )
        for row in queries.payments(self.library, list(payees)):
            paid = date.fromisoformat(row["paid_on"])
            if paid <= today:
                words = {"fr": f"Versement : {row['label']}" if row["label"] else "Versement", "en": "Payment"}
                amount = Money(row["amount_minor"], row["currency"])
                found.append(
                    Transaction(
                        Movement.DISBURSEMENT,
                        paid,
                        amount,
                        words,
                        row["order_number"],
                        reporter,
                        payees[row["grant_id"]],
                    )
                )
        return tuple(found)

    def _documents(self, entity: str, entity_id: int) -> tuple[Document, ...]:
        return tuple(
            Document(
                url=row["url"],
                format=row["media_type"],
                title={"fr": row["title"], "en": row["title_en"]},
                category=row["category"],
                language=row["language"],
                dated_on=date.fromisoformat(row["dated_on"]) if row["dated_on"] else None,
            )
            for row in queries.documents(self.library, entity, entity_id)
        )

    # --- grants without a dossier ---

    def _grant(self, row: Row, reporter: Party) -> Activity:
        said = facts.grant_aids(self.library, [row["id"]])
        countries, regions = self._where(None, [row], said, row["number"])
        aid = said.get(row["id"])
        kind = self._kind_of(row, aid)
        starts = date.fromisoformat(row["starts_on"] or row["signed_on"] or row["voted_on"])
        ends = date.fromisoformat(row["ends_on"]) if row["ends_on"] else None
        sector = (
            (aid.sector_code if aid else None)
            or row["sector_code"]
            or {"awareness": "99820", "emergency": "72010"}.get(kind.code)
        )
        today = clock.today()
        return Activity(
            identifier=f"{reporter.ref}-{row['number']}",
            title={"fr": row["title"]},
            description={"fr": row["object"] or row["title"]},
            status=Status.CLOSED if row["status_code"] in CLOSED else Status.IMPLEMENTATION,
            starts_on=starts,
            started_on=starts if starts <= today else None,
            ends_on=ends if ends and ends >= starts else None,
            reporter=reporter,
            parties=(replace(reporter, role=Role.FUNDING), self._party(row["organisation_id"])),
            countries=countries,
            regions=regions,
            sectors=sector_shares([(sector, None)] if sector else [], row["number"]),
            own_number=row["number"],
            markers=marker_scores(said.values()),
            is_humanitarian=bool(row["is_emergency"]) or kind.code == "emergency",
            aid_type=(aid.aid_type_code if aid else "") or kind.aid_type_code,
            collaboration="2" if kind.is_multilateral else "1",
            flow="10" if self._is_oda(countries, regions, row["year"]) else "50",
            budgets=self._committed([row]),
            transactions=self._transactions([row], reporter),
            documents=self._documents("grant", row["id"]),
            currency=row["currency"],
        )

    # --- identifiers and documents ---

    def name_activities(self, who: Actor, published: Publication) -> Changes:
        """Keep the identifiers under which records were published: from now on they never change."""
        known = queries.identities(self.library)
        fresh = [
            (record, one.identifier)
            for record, one in zip(published.records, published.activities, strict=False)
            if record not in known
        ]
        if not fresh:
            return NOTHING
        with refusals(), self.library.revise("funding.name_activities", who) as revision:
            for (entity, entity_id), identifier in fresh:
                revision.insert(
                    "activity_identity", {"entity": entity, "entity_id": entity_id, "identifier": identifier}
                )
        return revision.changes

    def add_activity_document(
        self, who: Actor, entity: str, entity_id: int, url: str, title: str, **fields: object
    ) -> Changes:
        """Publish a document with an activity; `url` must be one that everybody can open. DomainError ``url``, ``title``."""
        address = url.strip()
        if not address.startswith(("http://", "https://")) or any(one.isspace() for one in address):
            raise DomainError("url", N_("Donnez l'adresse complète du document (https://…), sans espace."), field="url")
        if not title.strip():
            raise DomainError("title", N_("Donnez un titre au document."), field="title")
        values = {"entity": entity, "entity_id": entity_id, "url": address, "title": title.strip(), **fields}
        with refusals(), self.library.revise("funding.add_activity_document", who, (entity, entity_id)) as revision:
            revision.insert("activity_document", values)
        return revision.changes

    def activity_documents(self, entity: str, entity_id: int) -> list[tuple[int, Document]]:
        """Return the public documents of a record: id and document."""
        rows = queries.documents(self.library, entity, entity_id)
        return [(row["id"], one) for row, one in zip(rows, self._documents(entity, entity_id), strict=True)]

    def remove_activity_document(self, who: Actor, document_id: int, version: int | None = None) -> Changes:
        """Take a public document away from its activity."""
        with refusals(), self.library.revise("funding.remove_activity_document", who) as revision:
            revision.delete("activity_document", document_id, version)
        return revision.changes

    def code_lists(self) -> dict[str, frozenset[str]]:
        """Return every code list of the standard that is kept, for checks; currencies are those of ISO 4217."""
        found: dict[str, set[str]] = {}
        for row in facts.all_codes(self.library):
            found.setdefault(row["list"], set()).add(row["code"])
        return {name: frozenset(some) for name, some in found.items()}
