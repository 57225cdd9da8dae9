"""A dossier taken up again for another year: what stays true is copied, what must be said anew is left open."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.model import (
    Indicator,
    PaperState,
    Project,
    ProjectActivity,
    RequestFrequency,
    add_months,
    month_index,
    month_text,
    view_paper,
)
from cresi_app.projects.queries import depth, dossiers
from cresi_app.projects.service.dossiers import EDITABLE, DossiersDesk
from cresi_app.projects.service.reading import refusals
from cresi_app.store.records import Table
from cresi_app.store.revision import Revision

_ANEW: Final = frozenset({
    "decided_on", "decision_number", "granted_minor", "call_name", "internal_note", "deadline_on",
})  # fmt: skip
_COPIED: Final[tuple[Table[Any], ...]] = (
    dossiers.PARTNERS, dossiers.SECTORS, dossiers.GOALS, dossiers.BENEFICIARIES, depth.MEANS, depth.PLACES,
)  # fmt: skip
_OF_THE_ROW: Final = frozenset({"id", "version", "project_id"})


def later_month(month: str, years: int) -> str:
    """Return ``YYYY-MM`` so many years later; '' stays ''."""
    index = month_index(month)
    return "" if index is None else month_text(index + 12 * years)


class RenewingDesk(DossiersDesk):
    """Renewal of dossiers."""

    def renew_from(self, who: Actor, project_id: int, year: int) -> Changes:
        """Open a dossier for `year` from an earlier one: texts, framework, partners, activities, means and budget copied, dates moved.

        Statuses of co-funding, revised and actual amounts, what indicators reached, decision, opinions and stage start anew; papers
        that are still good are kept with their files.
        """
        source = self.project(project_id)
        if year <= source.year:
            raise DomainError(
                "year_not_later",
                N_("Un dossier se reprend pour un exercice suivant : choisissez une année après {year}."),
                field="year",
                year=source.year,
            )
        span = year - source.year
        with refusals(), self.library.revise("projects.renew_project", who) as revision:
            renewed = self._insert(revision, who, self._renewed_values(source, year, span))
            for table in _COPIED:
                self._copy(revision, table, source.id, renewed)
            for rate in depth.rates(self.library, source.id):
                values = {k: v for k, v in depth.RATES.values(rate).items() if k not in _OF_THE_ROW}
                revision.insert("project_rate", {**values, "project_id": renewed})
            results = self._copy_frame(revision, source.id, renewed, span)
            self._copy_activities(revision, (source.id, renewed, span), results)
            self._copy_budget(revision, source.id, renewed, span)
            self._copy_papers(revision, source.id, renewed)
        return revision.changes

    def _renewed_values(self, source: Project, year: int, span: int) -> Mapping[str, object]:
        kept = {name: getattr(source, name) for name in EDITABLE - _ANEW}
        moved = {name: _later(kept[name], span) for name in ("starts_on", "ends_on")}
        return {
            **kept,
            **moved,
            "year": year,
            "request_frequency": RequestFrequency.RENEWAL,
            "renewed_from_id": source.id,
            "currency": source.currency,
            "template_code": source.template_code,
        }

    def _rows(self, table: Table[Any], source: int) -> Iterable[tuple[Any, dict[str, object]]]:
        for record in dossiers.parts(self.library, table, source):
            yield record, {k: v for k, v in table.values(record).items() if k not in _OF_THE_ROW}

    def _copy(self, revision: Revision, table: Table[Any], source: int, renewed: int) -> None:
        for _, values in self._rows(table, source):
            revision.insert(table.name, {**values, "project_id": renewed})

    def _copy_frame(self, revision: Revision, source: int, renewed: int, span: int) -> Mapping[int, int]:
        """Copy the framework; return the new id of each of its rows."""
        ids = {
            record.id: revision.insert("project_logframe", {**values, "project_id": renewed})
            for record, values in self._rows(depth.LOG_ROWS, source)
        }
        for record, values in self._rows(depth.INDICATORS, source):
            assert isinstance(record, Indicator)
            years = {
                name: year + span
                for name in ("baseline_year", "target_year")
                if (year := getattr(record, name)) is not None
            }
            anew = {"actual_milli": None, "actual_text": "", "actual_on": None}
            tied = {"logframe_id": ids.get(record.logframe_id or 0), "project_id": renewed}
            revision.insert("project_indicator", {**values, **anew, **years, **tied})
        return ids

    def _copy_activities(self, revision: Revision, way: tuple[int, int, int], results: Mapping[int, int]) -> None:
        source, renewed, span = way
        for record, values in self._rows(dossiers.ACTIVITIES, source):
            assert isinstance(record, ProjectActivity)
            months = {name: later_month(getattr(record, name), span) for name in ("starts_month", "ends_month")}
            tied = {"result_id": results.get(record.result_id or 0), "project_id": renewed}
            revision.insert("project_activity", {**values, **months, **tied})

    def _copy_budget(self, revision: Revision, source: int, renewed: int, span: int) -> None:
        anew = {"actual_minor": None, "revised_minor": None, "status_on": None, "proof": "", "proof_paper_id": None}
        ids: dict[int, int] = {}
        for record, values in self._rows(dossiers.BUDGET_LINES, source):
            status = "asked" if record.is_requested else None
            own = {**values, **anew, "status_code": status, "project_id": renewed}
            ids[record.id] = revision.insert("budget_line", own)
        for one in depth.years(self.library, [source]):
            amount = {"line_id": ids[one.line_id], "year": one.year + span, "amount_minor": one.amount_minor}
            revision.insert("budget_year", amount)
        for place in depth.placed(self.library, [source]):
            where = {"template_code": place.template_code, "line_code": place.line_code}
            revision.insert("budget_place", {"line_id": ids[place.line_id], **where})

    def _copy_papers(self, revision: Revision, source: int, renewed: int) -> None:
        for record, values in self._rows(dossiers.PAPERS, source):
            view = view_paper(record, self.paper_kinds, clock.today())
            yearly = view.kind is not None and view.kind.is_yearly
            if view.state is PaperState.RECEIVED and not yearly:
                revision.insert("project_paper", {**values, "project_id": renewed})
            else:
                blank = {"kind_code": record.kind_code, "label": record.label, "is_annexed": record.is_annexed}
                revision.insert("project_paper", {**blank, "position": record.position, "project_id": renewed})


def _later(day: object, years: int) -> date | None:
    return add_months(day, 12 * years) if isinstance(day, date) else None
