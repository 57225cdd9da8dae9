"""Activities of other publishers taken in as proposals: dossiers at their very first stage, payments as grants of the past."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cresi_app.core import clock
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.core.text import sort_key
from cresi_app.directory.model.entries import OrganisationEntry
from cresi_app.funding.model.activity import Movement
from cresi_app.funding.model.findings import Finding, Level
from cresi_app.funding.model.incoming import (
    ActivityReject,
    ActivityReport,
    IncomingActivity,
    IncomingParty,
    IncomingPayment,
)
from cresi_app.funding.model.pastgrant import GrantLine, Part, PastNature, Payee, fingerprint
from cresi_app.funding.queries import activities as queries
from cresi_app.funding.queries import importing as past
from cresi_app.funding.service.activities import ActivityDesk
from cresi_app.funding.service.importing import COLUMNS, Directory, Row, refusals

STAGE: Final = "idea"
"""Where a proposal stands: before any draft, for somebody to look at."""

PROJECT: Final = (
    "id", "year", "title", "title_sort", "summary", "general_objective", "organisation_id", "stage_code", "template_code", "country_code",
    "place", "latitude_e6", "longitude_e6", "starts_on", "ends_on", "call_name",
)  # fmt: skip
_TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "project_sector": ("id", "project_id", "position", "sector_code", "percent"),
    "project_goal": ("id", "project_id", "position", "sdg_number"),
    "project_partner": ("id", "project_id", "position", "organisation_id", "role_code", "side"),
    "activity_identity": ("id", "entity", "entity_id", "identifier", "is_ours"),
    "past_grant": COLUMNS,
}
_KINDS: Final[Mapping[str, str]] = {
    "10": "government", "11": "partner_authority", "15": "public_body", "21": "international_ngo", "22": "association", "23": "network",
    "24": "partner_association", "30": "company_cluster", "40": "multilateral", "60": "foundation", "70": "company", "71": "company",
    "72": "company", "73": "company", "80": "school", "90": "other",
}  # fmt: skip
_EMPTY: Final = ("summary", "general_objective", "country_code", "place", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class _Known:
    """What an import knows beforehand."""

    directory: Directory
    identities: Mapping[str, tuple[str, int]]


class ActivityImportDesk(ActivityDesk):
    """Imports of activities."""

    def import_activities(
        self, who: Actor, activities: Iterable[IncomingActivity | ActivityReject], *, dry_run: bool = False
    ) -> tuple[ActivityReport, Changes]:
        """Take activities in as one revision; with `dry_run` nothing is written and the report says what would be.

        One that is known under its identifier completes its dossier where nothing stood (``updated``) or changes nothing (``merged``).
        Errors and warnings keep nothing out: they are told; what is critical is rejected.
        """
        run = _Run(self)
        for one in activities:
            run.take(one)
        run.decide()
        if dry_run or not run.writes:
            return run.report, NOTHING
        changes = run.write(who)
        run.report.revision = changes.seq
        return run.report, changes


class _Run:
    """One import of activities on its way."""

    def __init__(self, desk: ActivityImportDesk) -> None:
        self.desk = desk
        self.report = ActivityReport()
        self.staged: dict[str, list[Row]] = {}
        self.projects: dict[int, list[Row]] = {}
        self.filled: dict[int, tuple[int, Row]] = {}
        self._taken: list[IncomingActivity] = []
        self._parties: dict[str, int] = {}

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.projects or self.filled or self.staged.get("past_grant"))

    def take(self, one: IncomingActivity | ActivityReject) -> None:
        """Keep one for `decide`."""
        self.report.findings += one.findings
        if isinstance(one, ActivityReject):
            self.report.rejects.append(one)
        else:
            self._taken.append(one)

    def decide(self) -> None:
        """Decide about all: known by identifier, or new."""
        library = self.desk.library
        known = _Known(Directory(library), queries.by_identifier(library, [one.identifier for one in self._taken]))
        for one in self._taken:
            held = known.identities.get(one.identifier)
            if held is None:
                self._create(one, known)
                self._count("created", one)
            elif held[0] == "project" and self._complete(one, held[1]):
                self._count("updated", one)
            else:
                self._count("merged", one)
        self._payments(known)

    def _count(self, outcome: str, one: IncomingActivity) -> None:
        setattr(self.report, outcome, getattr(self.report, outcome) + 1)
        self.report.titles.append((one.record, one.title, outcome))

    # --- parties ---

    def _organisation(self, party: IncomingParty, known: _Known) -> int:
        payee = Payee(name=party.name or party.ref, siren=party.siren)
        key = party.ref or payee.key
        if key in self._parties:
            return self._parties[key]
        found = known.directory.by_number.get(("iati", party.ref)) if party.ref else None
        # An identifier names the legal unit, not an establishment: its SIREN is enough.
        found = found or (known.directory.by_number.get(("siren", party.siren)) if party.siren else None)
        found = found or known.directory.find(payee) or self._make(party, payee)
        self._parties[key] = self._parties[payee.key] = found
        return found

    def _make(self, party: IncomingParty, payee: Payee) -> int:
        numbers = {"iati": party.ref, "siren": party.siren}
        entry = OrganisationEntry(
            name=payee.name,
            kind=_KINDS.get(party.kind, "other"),
            fields={"country_code": "FR" if party.ref.startswith("FR-") else None},
            numbers={scheme: value for scheme, value in numbers.items() if value},
        )
        rows = self.desk.directory.new_rows(entry)
        for table, some in rows.items():
            self.staged.setdefault(table, []).extend(some)
        organisation_id = rows["organisation"][0]["id"]
        assert isinstance(organisation_id, int)
        self.report.payees_created += 1
        return organisation_id

    # --- dossiers ---

    def _values(self, one: IncomingActivity) -> Row:
        countries = [code for code in one.countries if code in self.desk.directory.country_by_code]
        return {
            "summary": one.description,
            "general_objective": one.objectives,
            "country_code": countries[0] if countries else None,
            "place": one.place,
            "starts_on": one.starts_on,
            "ends_on": one.ends_on,
        }

    def _create(self, one: IncomingActivity, known: _Known) -> None:
        project_id, today = new_id(), clock.today()
        year = one.starts_on.year if one.starts_on and 1990 <= one.starts_on.year <= today.year + 5 else today.year
        holder = self._organisation(one.holder, known)
        row: Row = {
            **self._values(one),
            "id": project_id,
            "year": year,
            "title": one.title,
            "title_sort": sort_key(one.title),
            "organisation_id": holder,
            "stage_code": STAGE,
            "template_code": self.desk.projects.current_template,
            "latitude_e6": one.latitude_e6,
            "longitude_e6": one.longitude_e6,
            "call_name": f"IATI {one.identifier}"[:120],
        }
        self.projects.setdefault(year, []).append(row)
        self._parts(one, project_id, holder, known)
        identity: Row = {
            "id": new_id(),
            "entity": "project",
            "entity_id": project_id,
            "identifier": one.identifier,
            "is_ours": 0,
        }
        self.staged.setdefault("activity_identity", []).append(identity)

    def _parts(self, one: IncomingActivity, project_id: int, holder: int, known: _Known) -> None:
        sectors = [(code, percent) for code, percent in one.sectors if code in self.desk.directory.sector_by_code]
        for position, (code, percent) in enumerate(sectors, start=1):
            self._part("project_sector", project_id, position, sector_code=code, percent=percent)
        for position, number in enumerate(one.goals, start=1):
            self._part("project_goal", project_id, position, sdg_number=number)
        others = dict.fromkeys(self._organisation(party, known) for party in one.parties if party.name)
        for position, organisation_id in enumerate((key for key in others if key != holder), start=1):
            self._part(
                "project_partner",
                project_id,
                position,
                organisation_id=organisation_id,
                role_code="other",
                side="there",
            )

    def _part(self, table: str, project_id: int, position: int, **values: object) -> None:
        self.staged.setdefault(table, []).append(
            {"id": new_id(), "project_id": project_id, "position": position, **values}
        )

    def _complete(self, one: IncomingActivity, project_id: int) -> bool:
        held = self.desk.projects.project(project_id)
        values = self._values(one)
        empty = {
            name: values[name]
            for name in _EMPTY
            if values[name] not in {None, ""} and getattr(held, name) in {None, ""}
        }
        starts, ends = empty.get("starts_on", held.starts_on), empty.get("ends_on", held.ends_on)
        if starts and ends and str(starts) > str(ends):
            empty.pop("ends_on", None)
        if empty:
            self.filled[project_id] = (held.version, empty)
        return bool(empty)

    # --- payments ---

    def _payments(self, known: _Known) -> None:
        lines = [
            (one, payment, line)
            for one in self._taken
            for payment in one.payments
            if payment.movement in {Movement.DISBURSEMENT, Movement.EXPENDITURE} and (line := self._line(one, payment))
        ]
        prints = {id(line): fingerprint(line, line.parts[0]) for _one, _payment, line in lines}
        seen = set(past.by_fingerprint(self.desk.library, list(prints.values())))
        for one, payment, line in lines:
            key = prints[id(line)]
            if key not in seen:
                seen.add(key)
                self._stage(one, payment, line, key, known)

    def _line(self, one: IncomingActivity, payment: IncomingPayment) -> GrantLine | None:
        """Return a payment as a grant of the past; those that are none (other currencies, taken back) are told."""
        if payment.currency != "EUR" or payment.amount_minor <= 0:
            sentence = N_(
                "Le versement du {day} n'est pas repris : il n'est pas un montant positif en euros ({currency})."
            )
            data = {"day": payment.day.isoformat(), "currency": payment.currency or "?"}
            self.report.findings.append(Finding(Level.WARNING, "payment", sentence, data, one.line))
            return None
        provider, receiver = payment.provider or one.reporter, payment.receiver or one.holder
        payee = Payee(name=receiver.name or receiver.ref or one.holder.name, siren=receiver.siren)
        words = payment.words or one.title
        part = Part(PastNature.CASH, payment.amount_minor, words)
        return GrantLine(
            one.record, payee, (part,), payment.day.year, payment.day, provider.name, "", words, one.identifier, pays_from=payment.day,
            pays_until=payment.day,
        )  # fmt: skip

    def _stage(self, one: IncomingActivity, payment: IncomingPayment, line: GrantLine, key: str, known: _Known) -> None:
        receiver = (
            payment.receiver if payment.receiver and (payment.receiver.name or payment.receiver.ref) else one.holder
        )
        countries = [code for code in one.countries if code in self.desk.directory.country_by_code]
        row: Row = dict.fromkeys(COLUMNS)
        row |= {
            "id": new_id(), "year": line.year, "agreed_on": line.agreed_on, "authority_name": line.authority_name, "authority_siret": "",
            "organisation_id": self._organisation(receiver, known), "object": line.object, "object_sort": sort_key(line.object),
            "amount_minor": payment.amount_minor, "nature": "cash", "decision": one.identifier, "terms": "", "pays_from": line.pays_from,
            "pays_until": line.pays_until, "pays_note": "", "rae": "", "scheme": "IATI",
            "country_code": countries[0] if len(countries) == 1 else None, "source": f"IATI {one.identifier}", "fingerprint": key, "note": "",
        }  # fmt: skip
        self.staged.setdefault("past_grant", []).append(row)
        self.report.payments += 1

    # --- writing ---

    def write(self, who: Actor) -> Changes:
        """Write what was decided, as one revision."""
        library, import_id = self.desk.library, new_id()
        tables = {**self.desk.directory.import_columns, **_TABLES}
        try:
            for table, rows in self.staged.items():
                library.stage(import_id, table, rows)
            for year, rows in self.projects.items():
                library.stage(import_id, f"project {year}", rows)
            with refusals(), library.revise("funding.import_activities", who) as revision:
                for table, columns in self.desk.directory.import_columns.items():
                    if self.staged.get(table):
                        revision.insert_staged(table, columns, import_id)
                for year, rows in sorted(self.projects.items()):
                    number = revision.number_rows(f"project:{year}", len(rows), f"{year}-%03d")
                    revision.insert_staged("project", PROJECT, import_id, f"project {year}", number=number)
                for table in _TABLES:
                    if self.staged.get(table):
                        revision.insert_staged(table, tables[table], import_id)
                for project_id, (version, values) in self.filled.items():
                    revision.update("project", project_id, version, values)
        finally:
            library.unstage(import_id)
        return revision.changes
