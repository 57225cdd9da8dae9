"""What the home page shows: the year's figures, what waits, what comes, what came in."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from cresi_app.app import abroad, following, money
from cresi_app.core.clock import today
from cresi_app.core.dates import format_date, format_time
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.funding.model.envelopes import YearFigures
from cresi_app.projects.model.listing import ProjectFilter, ProjectRow
from cresi_app.projects.model.papers import PaperState
from cresi_app.services import Services
from cresi_app.shell.board import Arrival, BarLine, Bars, Board, Event, Figure, Pill, Todo
from cresi_app.training.model.planning import SessionStatus
from cresi_app.training.model.year import Gauge, SessionSummary
from cresi_app.widgets.gauges import Days

SHOWN_EVENTS: Final = 4
SHOWN_ARRIVALS: Final = 4
SOON: Final = timedelta(days=21)
"""How long before a session its minimum is worth a word."""
_STAGE_TOKENS: Final = {
    "neutral": "border_strong",
    "info": "info_fill",
    "warning": "warning_fill",
    "success": "success_fill",
    "danger": "danger_fill",
}
_HELD: Final = {SessionStatus.DONE, SessionStatus.CLOSED}


class HomeBoard:
    """Reads the board of a year from every desk, in one state of the library."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def __call__(self, year: int) -> Board:
        """Return the board; called on a reader thread."""
        with self._services.library.snapshot():
            rows = self._services.projects.projects(ProjectFilter(year=year))
            sessions = list(self._services.training.year_plan(year).sessions)
            funds = self._services.funding.figures(year)
            todo = self.todo(funds, rows, sessions)
            newest = self._services.catalogue.newest(SHOWN_ARRIVALS)
            return Board(
                figures=[*([money.figure(funds)] if funds.is_voted else []), *self._figures(year, rows)],
                todo=todo,
                events=sorted(
                    [
                        *(_event(one) for one in self._services.training.upcoming(SHOWN_EVENTS)),
                        *abroad.events(self._services),
                        *money.events(self._services),
                        *following.appointments(self._services),
                    ],
                    key=lambda event: event.day,
                )[:SHOWN_EVENTS],
                arrivals=[
                    Arrival(
                        row.title,
                        " · ".join(part for part in (row.authors, str(row.year or "")) if part),
                        row.authors,
                        ("document", row.id),
                    )
                    for row in newest
                ],
                bars=money.bars(funds) if funds.is_voted else self._bars(year, rows),
            )

    def todo(self, funds: YearFigures, rows: Sequence[ProjectRow], sessions: Sequence[SessionSummary]) -> list[Todo]:  # fmt: skip
        """Return what waits, from every desk."""
        found = [*money.todo(self._services, funds), *self._training_todo(sessions), *abroad.todo(self._services)]
        return [*found, *following.todo(self._services, rows), *self._project_todo(rows)]

    # --- figures ---

    def _figures(self, year: int, rows: Sequence[ProjectRow]) -> list[Figure]:
        documents = self._services.catalogue.counts()
        growth = self._services.catalogue.growth(documents["document"])
        gauge = self._services.training.quota(year)
        return [
            Figure(
                "library",
                "success",
                tr("Fonds documentaire"),
                format_number(documents["document"]),
                " · ".join(part for part in (_copies(documents["copy"]), _grown(growth)) if part),
                [(1.0, "success_fill")] if documents["document"] else [],
                page="catalogue",
                trend=growth,
                trend_words=_grown(growth),
            ),
            Figure(
                "graduation-cap",
                "info",
                tr("Formations"),
                trn("{n} jour", "{n} jours", gauge.days),
                _days(gauge).sentence(),
                days=_days(gauge),
                page="training",
            ),
            Figure(
                "folder-kanban",
                "primary",
                tr("Dossiers"),
                format_number(len(rows)),
                " · ".join(part for part in (_decided(rows), following.advice_words(self._services, year)) if part),
                _shares(rows),
                page="projects",
            ),
            abroad.figure(self._services, year),
        ]

    # --- what waits ---

    def _training_todo(self, sessions: Sequence[SessionSummary]) -> Iterator[Todo]:
        now = today()
        for one in sessions:
            day = format_date(one.first_day, "day_month")
            if one.days[-1] < now and one.status not in _HELD:
                yield _session_todo(
                    one, tr("Présences à noter : {title}", title=one.title), day, (tr("Passée"), "info")
                )
            elif one.first_day >= now and one.waiting:
                waiting = trn("{n} personne en attente", "{n} personnes en attente", one.waiting)
                yield _session_todo(
                    one,
                    tr("Liste d'attente : {title}", title=one.title),
                    f"{day} · {waiting}",
                    (tr("Complet"), "warning"),
                )
            elif now <= one.first_day <= now + SOON and one.taken < one.capacity_min and not one.kept:
                seats = trn(
                    "{n} inscrit, minimum {least}", "{n} inscrits, minimum {least}", one.taken, least=one.capacity_min
                )
                yield _session_todo(
                    one,
                    tr("Sous le minimum : {title}", title=one.title),
                    f"{day} · {seats}",
                    (tr("À décider"), "danger"),
                )

    def _project_todo(self, rows: Sequence[ProjectRow]) -> Iterator[Todo]:
        for row in rows:
            if row.stage.is_decision:
                continue
            if row.balanced is False:
                yield _project_todo(
                    row, tr("Dossier {number} : budget en déséquilibre", number=row.number), (tr("Écart"), "danger")
                )
            missing = sum(paper.state is not PaperState.RECEIVED for paper in self._services.projects.papers(row.id))
            if missing and not row.stage.is_initial:
                title = trn(
                    "Dossier {number} : {n} pièce manque",
                    "Dossier {number} : {n} pièces manquent",
                    missing,
                    number=row.number,
                )
                yield _project_todo(row, title, (tr("À compléter"), "warning"))

    # --- bars ---

    def _bars(self, year: int, rows: Sequence[ProjectRow]) -> Bars:
        counted: dict[str, list[ProjectRow]] = {}
        for row in rows:
            counted.setdefault(row.stage.code, []).append(row)
        most = max((len(found) for found in counted.values()), default=1)
        lines = [
            BarLine(
                found[0].stage.name,
                [(len(found) / most, _STAGE_TOKENS.get(found[0].stage.tone, "primary"))],
                format_number(len(found)),
            )
            for found in sorted(counted.values(), key=lambda found: found[0].stage.position)
        ]
        return Bars(
            tr("Dossiers {year} par étape", year=year), lines, total=tr("Total"), value=format_number(len(rows))
        )


def what_waits(services: Services, year: int) -> list[Todo]:
    """Return what waits in a year, from every desk: the home page's first block, the bell, the badges."""
    with services.library.snapshot():
        board = HomeBoard(services)
        rows = services.projects.projects(ProjectFilter(year=year))
        return board.todo(services.funding.figures(year), rows, list(services.training.year_plan(year).sessions))


def _copies(count: int) -> str:
    return trn("{n} exemplaire", "{n} exemplaires", count, n=format_number(count))


def _grown(growth: Sequence[int]) -> str:
    """Say what a year brought."""
    if not growth:
        return ""
    more = growth[-1] - growth[0]
    return trn("{n} notice de plus en un an", "{n} notices de plus en un an", more, n=format_number(more))


def _days(gauge: Gauge) -> Days:
    """Return the gauge in whole days, the half ones rounded up to the state that holds them."""
    done, confirmed = (gauge.done + 1) // 2, (gauge.confirmed + 1) // 2
    return Days(done, confirmed, (gauge.option + 1) // 2, gauge.days)


def _decided(rows: Sequence[ProjectRow]) -> str:
    accepted = sum(row.stage.is_grant for row in rows)
    open_ = sum(not row.stage.is_decision for row in rows)
    return trn("{open} en cours · {n} accepté", "{open} en cours · {n} acceptés", accepted, open=open_)


def _shares(rows: Sequence[ProjectRow]) -> list[tuple[float, str]]:
    if not rows:
        return []
    accepted = sum(row.stage.is_grant for row in rows) / len(rows)
    open_ = sum(not row.stage.is_decision for row in rows) / len(rows)
    return [(accepted, "primary"), (open_, "accent_fill")]


def _session_todo(one: SessionSummary, title: str, detail: str, pill: Pill) -> Todo:
    return Todo("graduation-cap", "info", title, detail, pill, tr("Ouvrir"), ("session", one.id))


def _project_todo(row: ProjectRow, title: str, pill: Pill) -> Todo:
    return Todo(
        "folder-kanban", "warning", title, f"{row.title} — {row.holder}", pill, tr("Ouvrir"), ("project", row.id)
    )


def _event(one: SessionSummary) -> Event:
    seats = trn("{n} inscrit sur {places}", "{n} inscrits sur {places}", one.taken, places=one.capacity_max)
    detail = " · ".join((format_time(one.starts), one.where, seats) if one.where else (format_time(one.starts), seats))
    full = (tr("Complet"), "warning") if not one.free else (trn("{n} place", "{n} places", one.free), "success")
    return Event(one.first_day, tr("Journée « {title} »", title=one.title), detail, full, ("session", one.id))
