"""The Europe desk: programmes, calls and their eligibility sheets, applications with partners and budgets, their results."""

from collections.abc import Sequence
from datetime import date
from typing import Final, TypeVar

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import read_id
from cresi_app.funding.model.europe import (
    AnswerView,
    Application,
    ApplicationFilter,
    ApplicationLine,
    ApplicationPartner,
    ApplicationRow,
    ApplicationSheet,
    Call,
    CallRow,
    Criterion,
    PartnerView,
    Programme,
)
from cresi_app.funding.queries import europe
from cresi_app.funding.service.closing import ClosingDesk
from cresi_app.store.records import Row, Table

RecordT = TypeVar("RecordT")
SOON: Final = 60
"""Deadlines within so many days are told on the home page."""


class EuropeReadingDesk(ClosingDesk):
    """Reads of programmes, calls and applications."""

    def programmes(self) -> list[Programme]:
        """Return the programmes by name."""
        return europe.programmes(self.library)

    def programme(self, programme_id: int) -> Programme:
        """Return a programme. DomainError ``unknown``."""
        return self._europe_record(europe.PROGRAMMES, programme_id)

    def call(self, call_id: int) -> Call:
        """Return a call. DomainError ``unknown``."""
        return self._europe_record(europe.CALLS, call_id)

    def application(self, application_id: int) -> Application:
        """Return an application. DomainError ``unknown``."""
        return self._europe_record(europe.APPLICATIONS, application_id)

    def _europe_record(self, table: Table[RecordT], record_id: int) -> RecordT:
        found = europe.record(self.library, table, record_id)
        if found is None:
            raise DomainError("unknown", N_("Cette fiche du guichet Europe n'est plus dans la bibliothèque."))
        return found

    def calls(self, *, coming: bool = False) -> list[CallRow]:
        """Return the calls with their programmes, the next deadline first; `coming` leaves out those that are past."""
        today = clock.today()
        with self.library.snapshot():
            known = {one.id: one for one in europe.programmes(self.library)}
            known |= {one.id: one for one in europe.programmes(self.library, archived=True)}
            found = europe.calls(self.library, since=today.isoformat() if coming else "")
            used = europe.applications_by_call(self.library)
        rows = [CallRow(one, known[one.programme_id], _days(one, today), used.get(one.id, 0)) for one in found]
        ahead = [row for row in rows if row.is_open]
        return ahead + sorted((row for row in rows if not row.is_open), key=lambda row: -(row.days or 0))

    def deadlines(self, within: int = SOON) -> list[CallRow]:
        """Return the calls whose deadline comes within so many days."""
        return [row for row in self.calls(coming=True) if row.days is not None and 0 <= row.days <= within]

    def criteria(self, call_id: int) -> list[Criterion]:
        """Return the eligibility sheet of a call, line by line."""
        return europe.parts(self.library, europe.CRITERIA, call_id)

    def application_by_ref(self, ref: str) -> int:
        """Return the id meant by a number (E2026-01) or an id. DomainError ``unknown``."""
        text = ref.strip()
        found = europe.id_by_number(self.library, text.upper())
        if found is None and (key := read_id(text)) and europe.record(self.library, europe.APPLICATIONS, key):
            found = key
        if found is None:
            raise DomainError("unknown", N_("Aucune candidature ne porte le numéro « {ref} »."), ref=text)
        return found

    def applications(self, wanted: ApplicationFilter | None = None, limit: int | None = None) -> list[ApplicationRow]:
        """Return the lines a filter keeps, those still open first."""
        with self.library.snapshot():
            ids = europe.application_ids(self.library, wanted or ApplicationFilter(), limit)
            rows = {row["id"]: row for row in europe.application_lines(self.library, ids)}
        return [self._application_row(rows[key]) for key in ids if key in rows]

    def _application_row(self, row: Row) -> ApplicationRow:
        one = europe.APPLICATIONS.load(row)
        return ApplicationRow(
            application=one,
            stage=self.application_stages[one.stage_code],
            lead=row["lead"],
            programme=row["programme"],
            call=row["call_title"] or "",
            deadline_on=date.fromisoformat(row["deadline_on"]) if row["deadline_on"] else None,
            partners=row["partners"],
            lines_minor=row["lines_minor"],
            asked_minor=row["asked_minor"],
            granted_minor=row["granted_minor"],
            received_minor=row["received_minor"],
        )

    def application_sheet(self, application_id: int) -> ApplicationSheet:
        """Return an application with all that hangs on it. DomainError ``unknown``."""
        with self.library.snapshot():
            one = self.application(application_id)
            row = self._application_row(europe.application_lines(self.library, [application_id])[0])
            partners = europe.parts(self.library, europe.PARTNERS, application_id)
            lines = europe.parts(self.library, europe.LINES, application_id)
            call = self.call(one.call_id) if one.call_id else None
            names = self._names(one, partners, lines)
            return ApplicationSheet(
                row=row,
                call=call,
                programme=self.programme(call.programme_id) if call else None,
                lead_name=names[one.lead_id],
                followed_by=self.directory.staff_names().get(str(one.staff_id), "") if one.staff_id else "",
                project_number=self.projects.project(one.project_id).number if one.project_id else "",
                partners=tuple(self._partner_view(partner, lines, names) for partner in partners),
                lines=tuple((line, names.get(line.organisation_id or 0, "")) for line in lines),
                answers=self._answers(one),
            )

    def _names(
        self, one: Application, partners: Sequence[ApplicationPartner], lines: Sequence[ApplicationLine]
    ) -> dict[int, str]:
        ids = {one.lead_id, *(partner.organisation_id for partner in partners)}
        ids |= {line.organisation_id for line in lines if line.organisation_id}
        return self.directory.organisation_names(ids)

    def _partner_view(
        self, partner: ApplicationPartner, lines: Sequence[ApplicationLine], names: dict[int, str]
    ) -> PartnerView:
        own = [line for line in lines if line.organisation_id == partner.organisation_id]
        code = self.directory.organisation(partner.organisation_id).country_code
        country = self.directory.country_by_code.get(code or "")
        return PartnerView(
            partner,
            names[partner.organisation_id],
            country.name if country else "",
            sum(line.amount_minor for line in own),
            sum(line.asked_minor for line in own),
        )

    def _answers(self, one: Application) -> tuple[AnswerView, ...]:
        if one.call_id is None:
            return ()
        given = {a.criterion_id: a for a in europe.parts(self.library, europe.ANSWERS, one.id)}
        asked = europe.parts(self.library, europe.CRITERIA, one.call_id)
        return tuple(AnswerView(criterion, given.get(criterion.id)) for criterion in asked)


def _days(call: Call, today: date) -> int | None:
    return None if call.deadline_on is None else (call.deadline_on - today).days
