"""What the cooperation desk reads of agreements: one whole, lists of them, what comes and must not be forgotten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from cresi_app.cooperation.model.amounts import YearAmounts, to_euro_minor, unconverted_sentence, years_of
from cresi_app.cooperation.model.listing import (
    ActView,
    AgreementFilter,
    AgreementRow,
    AgreementSheet,
    Counts,
    Event,
    GrantView,
    ProjectView,
    Reminder,
    SectorView,
)
from cresi_app.cooperation.model.records import Agreement, Commitment, LinkedGrant, Renewal, in_language
from cresi_app.cooperation.model.sorting import keeps, ordered
from cresi_app.cooperation.model.steps import (
    SOON_MONTHS,
    State,
    act_state,
    add_months,
    current_end,
    effective_on,
    next_act,
    notice_on,
    standing,
    state_word,
    steps,
)
from cresi_app.cooperation.queries import agreements, tables, world
from cresi_app.cooperation.service.outposts import OutpostsDesk
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.ids import read_id
from cresi_app.core.text import words
from cresi_app.funding.model.grant import Direction
from cresi_app.funding.model.views import GrantFilter, GrantRow
from cresi_app.store.records import Row

SUBJECT_TABLES: Final = (
    "agreement", "agreement_sector", "agreement_commitment", "agreement_roadmap", "agreement_meeting", "agreement_project",
    "agreement_grant", "cooperation_file", "payment", "grant", "organisation",
)  # fmt: skip
"""The tables whose change may change an agreement's sheet."""


class ReadingDesk(OutpostsDesk):
    """Reads of agreements."""

    # --- one agreement ---

    def by_ref(self, ref: str) -> int:
        """Return the id meant by a number (C-2026-03) or an id. DomainError ``unknown``."""
        text = ref.strip()
        found = agreements.by_number(self.library, text)
        if found is None and (key := read_id(text)) and tables.record(self.library, tables.AGREEMENTS, key):
            found = key
        if found is None:
            raise DomainError("unknown", N_("Aucun accord ne porte le numéro « {ref} »."), ref=text)
        return found

    def sheet(self, agreement_id: int) -> AgreementSheet:
        """Return a cooperation whole, whichever of its acts is meant. DomainError ``unknown``."""
        with self.library.snapshot():
            acts = self.acts(agreement_id)
            root, today = acts[0], clock.today()
            where = standing(acts, self.agreement_kinds, today)
            ids = [act.id for act in acts]
            line = agreements.lines(self.library, [root.id])[0]
            commitments = tables.parts(self.library, tables.COMMITMENTS, "agreement_id", ids)
            links = tables.parts(self.library, tables.GRANTS, "agreement_id", ids)
            years = self._years(commitments, links)
            shown = where.act
            return AgreementSheet(
                agreement=root,
                number=root.number,
                kind=self.agreement_kinds[root.kind_code],
                partner_kind=self.partner_kinds[root.partner_kind_code],
                authority=line["authority"],
                partner=line["partner"],
                country=in_language(line["country_fr"], line["country_en"]),
                is_oda=bool(line["is_oda"]),
                standing=where,
                next_act=next_act(where, self.agreement_kinds),
                steps=tuple(steps(shown, self.agreement_kinds[shown.kind_code], today)),
                acts=tuple(self._act_views(acts, today)),
                sectors=tuple(self._sectors(where.act.id, root.id)),
                years=tuple(years),
                commitments=tuple(commitments),
                roadmaps=tuple(tables.parts(self.library, tables.ROADMAPS, "agreement_id", ids)),
                meetings=tuple(sorted(
                    tables.parts(self.library, tables.MEETINGS, "agreement_id", ids), key=lambda one: one.day, reverse=True
                )),
                projects=tuple(self._projects(ids)),
                grants=tuple(self._grants(links)),
                files=tuple(tables.parts(self.library, tables.FILES, "agreement_id", ids)),
                checks=tuple(self._checks(acts, years)),
            )  # fmt: skip

    def _act_views(self, acts: Sequence[Agreement], today: date) -> Iterable[ActView]:
        counted: dict[str, int] = {}
        for act in acts:
            kind = self.agreement_kinds[act.kind_code]
            title = kind.name
            if act.parent_id is not None and kind.is_amendment:
                counted[kind.code] = counted.get(kind.code, 0) + 1
                title = tr("{kind} {n}", kind=kind.name, n=counted[kind.code])
            elif act.is_relaunch:
                title = tr("{kind} (relance)", kind=kind.name)
            state, end = act_state(act, kind, today), current_end(act, today)
            yield ActView(act, kind, title, effective_on(act, kind), end, state_word(state, end))

    def _sectors(self, act_id: int, root_id: int) -> list[SectorView]:
        """Return the fields of the act shown, else those of the first act."""
        for key in dict.fromkeys((act_id, root_id)):
            rows = tables.parts(self.library, tables.SECTORS, "agreement_id", [key])
            if rows:
                known = self.directory.sector_by_code
                return [
                    SectorView(row, row.label or known[row.sector_code].name, known[row.sector_code].name)
                    for row in rows
                ]
        return []

    def _years(self, commitments: Sequence[Commitment], links: Sequence[LinkedGrant]) -> list[YearAmounts]:
        paid = self.funding.payments_by_year(sorted({link.grant_id for link in links})) if links else {}
        return years_of(commitments, paid, self.rates())

    def _projects(self, ids: Sequence[int]) -> list[ProjectView]:
        links = {one.project_id: one for one in tables.parts(self.library, tables.PROJECTS, "agreement_id", ids)}
        rows = self.projects.project_rows(list(links))
        return [
            ProjectView(links[row.id].id, row.id, row.number, row.title, row.holder, row.stage.name, row.stage.tone)
            for row in sorted(rows, key=lambda row: row.number, reverse=True)
        ]

    def _grants(self, links: Sequence[LinkedGrant]) -> list[GrantView]:
        by_grant = {one.grant_id: one.id for one in links}
        return [
            GrantView(by_grant[row.id], row.id, row.number, row.title, row.holder, self._voted(row), self._paid(row))
            for row in self.funding.grant_rows(sorted(by_grant))
        ]

    def _voted(self, row: GrantRow) -> int:
        if row.currency == "EUR":
            return row.granted_minor
        return to_euro_minor(row.granted, self.rates()(row.currency, row.year)) or 0

    def _paid(self, row: GrantRow) -> int:
        return row.paid_minor if row.currency == "EUR" else sum(self.funding.payments_by_year([row.id]).values())

    def _checks(self, acts: Sequence[Agreement], years: Sequence[YearAmounts]) -> Iterable[str]:
        """Hints, never walls: what the law expects and the sheet does not show."""
        for act in acts:
            transmitted = self.agreement_kinds[act.kind_code].is_transmitted
            if act.signed_on is not None and act.deliberated_on is None and transmitted:
                yield tr(
                    "{number} : la délibération qui autorise la signature n'est pas renseignée.", number=act.number
                )
            elif act.signed_on is not None and act.deliberated_on is not None and act.deliberated_on > act.signed_on:
                yield tr("{number} : la délibération porte une date plus tardive que la signature.", number=act.number)
        if not acts[0].object:
            yield tr("L'objet des actions n'est pas écrit : la convention doit le dire.")
        if not any(one.committed is not None or one.unconverted for one in years):
            yield tr("Aucun montant prévisionnel : la convention doit dire les engagements financiers.")
        if sentence := unconverted_sentence(years):
            yield sentence

    # --- lists ---

    def agreement_rows(self, wanted: AgreementFilter | None = None) -> list[AgreementRow]:
        """Return the cooperations a filter keeps, in its order: all at once, they are counted in hundreds."""
        asked = wanted or AgreementFilter()
        with self.library.snapshot():
            roots = agreements.root_ids(self.library, archived=asked.archived, text=asked.text)
            if asked.organisation_id is not None:
                signed = set(agreements.ids_with_organisation(self.library, asked.organisation_id))
                roots = [key for key in roots if key in signed]
            rows = self._rows(roots, asked.year or clock.today().year)
        return ordered([row for row in rows if keeps(row, asked)], asked)

    def _rows(self, roots: Sequence[int], year: int) -> list[AgreementRow]:
        acts: dict[int, list[Agreement]] = {}
        for act in agreements.acts_of(self.library, roots):
            acts.setdefault(act.root_id, []).append(act)
        every = [act.id for found in acts.values() for act in found]
        owner = {act.id: act.root_id for found in acts.values() for act in found}
        promised: dict[int, list[Commitment]] = {}
        for one in tables.parts(self.library, tables.COMMITMENTS, "agreement_id", every):
            promised.setdefault(owner[one.agreement_id], []).append(one)
        sectors: dict[int, list[Row]] = {}
        for row in agreements.sectors_of(self.library, every):
            sectors.setdefault(owner[row["agreement_id"]], []).append(row)
        lines = {row["id"]: row for row in agreements.lines(self.library, roots)}
        rate_of, today = self.rates(), clock.today()
        paid = self._paid_in(owner, year) if year < today.year else {}
        made = []
        for key in roots:
            amounts = years_of(promised.get(key, ()), {}, rate_of, (year, year))
            committed = amounts[0].committed if amounts else None
            line = self._row(acts[key], lines[key], sectors.get(key, []), (committed, today))
            made.append(replace(line, paid=paid.get(key, 0)) if year < today.year else line)
        return made

    def _paid_in(self, owner: Mapping[int, int], year: int) -> dict[int, int]:
        """Return, by first act, what the grants of a cooperation were paid in a year; `owner` is the first act of each."""
        grants: dict[int, set[int]] = {}
        for link in tables.parts(self.library, tables.GRANTS, "agreement_id", list(owner)):
            grants.setdefault(owner[link.agreement_id], set()).add(link.grant_id)
        return {key: self.funding.payments_by_year(sorted(ids)).get(year, 0) for key, ids in grants.items()}

    def _row(
        self, acts: Sequence[Agreement], line: Row, sectors: Sequence[Row], figures: tuple[int | None, date]
    ) -> AgreementRow:
        committed, today = figures
        root, where = acts[0], standing(acts, self.agreement_kinds, today)
        country = in_language(line["country_fr"], line["country_en"])
        act = where.act
        first = act.starts_on or act.signed_on or act.deliberated_on or root.signed_on
        end = current_end(act, today)
        themes = tuple(dict.fromkeys(row["label"] or in_language(row["name_fr"], row["name_en"]) for row in sectors))
        return AgreementRow(
            id=root.id,
            number=root.number,
            name=root.name,
            group_name=root.group_name,
            country_code=root.country_code,
            country=country,
            partner=line["partner"],
            authority=line["authority"],
            detail=" · ".join(
                part for part in (country if country != root.name else "", _detail(acts, len(themes))) if part
            ),
            partner_kind=self.partner_kinds[root.partner_kind_code],
            themes=themes,
            categories=frozenset(row["category"] for row in sectors),
            first_year=first.year if first is not None else None,
            last_year=end.year if end is not None else None,
            committed=committed,
            standing=where,
            latitude_e6=root.latitude_e6,
            longitude_e6=root.longitude_e6,
        )

    def counts(self, year: int | None = None, authority_id: int | None = None) -> Counts:
        """Return the figures of the page's head and of its filter bar, those of no filter."""
        rows = self.agreement_rows(AgreementFilter(year=year, authority_id=authority_id))
        years = [value for row in rows for value in (row.first_year, row.last_year) if value is not None]
        kinds = {code: sum(row.partner_kind.code == code for row in rows) for code in self.partner_kinds}
        with self.library.snapshot():
            themes = [(row["code"], in_language(row["name_fr"], row["name_en"])) for row in world.themes(self.library)]
        in_use = {code for row in rows for code in row.categories}
        alive = {State.IN_FORCE, State.ENDS_SOON}
        return Counts(
            agreements=len(rows),
            territories=len({row.country_code for row in rows}),
            in_force=sum(
                row.state in alive or (row.standing.in_force is not None and row.state is not State.SUSPENDED)
                for row in rows
            ),
            committed=sum(row.committed or 0 for row in rows),
            paid=sum(row.paid or 0 for row in rows) if any(row.paid is not None for row in rows) else None,
            by_kind=tuple((kind, kinds[code]) for code, kind in self.partner_kinds.items() if kinds[code]),
            themes=tuple((code, name) for code, name in themes if code in in_use),
            years=(min(years), max(years)) if years else None,
        )

    def search(self, text: str, limit: int = 20) -> list[AgreementRow]:
        """Return the cooperations that typed text finds, best first; nothing typed can raise."""
        if not words(text):
            return []
        with self.library.snapshot():
            return self._rows(agreements.root_ids(self.library, text=text)[:limit], clock.today().year)

    def agreements_of_project(self, project_id: int) -> list[AgreementRow]:
        """Return the cooperations a dossier is carried out under."""
        with self.library.snapshot():
            acts = [self.agreement(key) for key in agreements.ids_of_project(self.library, project_id)]
            return self._rows(list(dict.fromkeys(act.root_id for act in acts)), clock.today().year)

    def suggest_grants(self, text: str, limit: int = 12) -> list[tuple[int, str, str]]:
        """Return the given grants a picker offers: id, title, number and beneficiary."""
        wanted = GrantFilter(text=text, direction=Direction.GIVEN)
        return [(row.id, row.title, f"{row.number} · {row.holder}") for row in self.funding.grants(wanted, limit)]

    # --- what must not be forgotten ---

    def reminders(self, within_months: int = SOON_MONTHS) -> list[Reminder]:
        """Return what comes, nearest first: transmissions to make, notices to give, ends, committees to come."""
        today = clock.today()
        horizon = add_months(today, within_months)
        with self.library.snapshot():
            roots = agreements.root_ids(self.library)
            acts: dict[int, list[Agreement]] = {}
            for act in agreements.acts_of(self.library, roots):
                acts.setdefault(act.root_id, []).append(act)
            owner = {act.id: act.root_id for found in acts.values() for act in found}
            meetings = tables.parts(self.library, tables.MEETINGS, "agreement_id", list(owner))
        found = [one for key in roots for one in self._of_cooperation(acts[key], (today, horizon))]
        for meeting in meetings:
            if today <= meeting.day <= horizon:
                root = acts[owner[meeting.agreement_id]][0]
                sentence = tr("Comité de suivi le {day}", day=format_date(meeting.day))
                found.append(Reminder("meeting", meeting.day, root.id, root.name, sentence, "info"))
        return sorted(found, key=lambda one: (one.day, one.title))

    def _of_cooperation(self, acts: Sequence[Agreement], span: tuple[date, date]) -> Iterable[Reminder]:
        today, horizon = span
        root, where = acts[0], standing(acts, self.agreement_kinds, today)
        pending = where.pending
        if pending is not None and pending.signed_on is not None:
            days = (today - pending.signed_on).days
            sentence = trn(
                "Signé il y a {n} jour : à transmettre au préfet",
                "Signé il y a {n} jours : à transmettre au préfet",
                days,
            )
            yield Reminder("transmit", pending.signed_on, root.id, root.name, sentence, "warning")
        act = where.in_force
        if act is None or where.state is State.SUSPENDED:
            return
        notice, end = notice_on(act, today), where.ends_on
        if notice is not None and today <= notice <= horizon:
            sentence = tr("Préavis à donner avant le {day}", day=format_date(notice))
            yield Reminder("notice", notice, root.id, root.name, sentence, "warning")
        if end is not None and today <= end <= horizon and act.renewal is not Renewal.TACIT:
            yield Reminder("end", end, root.id, root.name, tr("Échéance le {day}", day=format_date(end)), "accent")

    # --- the story of a cooperation ---

    def story(self, agreement_id: int) -> list[Event]:
        """Return what happened in a cooperation, newest first: acts, meetings, payments, supports."""
        sheet = self.sheet(agreement_id)
        found = [event for view in sheet.acts for event in _act_events(view)]
        found += [
            Event(
                one.day,
                one.title or tr("Comité de suivi"),
                " · ".join(filter(None, (one.place, one.decisions.split("\n")[0]))),
                "users",
            )
            for one in sheet.meetings
        ]
        found += [
            Event(one.starts_on, one.title, one.kind.name, one.kind.icon, ("support", one.id))
            for one in self.supports_of_agreements([view.act.id for view in sheet.acts])
        ]
        return sorted(found, key=lambda event: event.day, reverse=True)


def _act_events(view: ActView) -> Iterable[Event]:
    act = view.act
    for day, title, detail, icon in (
        (act.deliberated_on, tr("{act} : délibération", act=view.title), act.deliberation_number, "landmark"),
        (act.signed_on, tr("{act} : signature", act=view.title), act.signed_place, "pencil"),
        (act.transmitted_on, tr("{act} : transmission au préfet", act=view.title), act.transmission_number, "send"),
        (act.suspended_on, tr("{act} : suspension", act=view.title), act.suspension_reason, "circle-x"),
        (act.terminated_on, tr("{act} : dénonciation", act=view.title), act.termination_reason, "circle-x"),
    ):
        if day is not None:
            yield Event(day, title, detail, icon)


def _detail(acts: Sequence[Agreement], sectors: int) -> str:
    """Say what sets a cooperation apart in the list: relaunched, its number of sectors."""
    if any(act.is_relaunch for act in acts):
        return tr("relancée")
    return trn("{n} secteur", "{n} secteurs", sectors) if sectors >= 3 else ""
