"""What the home page and the directory's sheets show of the life of dossiers: deadlines, what is to be reviewed, advice."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cresi_app.core.clock import today
from cresi_app.core.dates import format_date, format_time
from cresi_app.core.i18n import tr, trn
from cresi_app.directory.model.views import Event as SheetEvent
from cresi_app.projects.model.advice import ADVICE_STATES, AdviceFilter, AdviceState, AdviceView
from cresi_app.projects.model.deadlines import Deadline, DeadlineKind
from cresi_app.projects.model.listing import ProjectRow
from cresi_app.services import Services
from cresi_app.shell.board import Event, Pill, Todo
from cresi_app.widgets.fields import Proposal

SOON: Final = 21
"""How many days ahead a deadline is told."""
MOST: Final = 8
"""Deadlines told at once: the nearest ones; the others wait for their turn."""
_ICONS: Final = {
    DeadlineKind.TASK: "list-checks",
    DeadlineKind.CALL: "calendar",
    DeadlineKind.PAPER: "file-text",
    DeadlineKind.OPINION: "message-square",
}


def todo(services: Services, rows: Sequence[ProjectRow]) -> Iterator[Todo]:
    """Return what falls due, then the dossiers that wait for their review."""
    now = today()
    for one in services.projects.deadlines(now, SOON)[:MOST]:
        yield Todo(
            _ICONS[one.kind], "warning", _words(one), f"{one.number} · {one.title} — {one.holder}", _pill(one, now),
            tr("Ouvrir"), ("project", one.project_id),
        )  # fmt: skip
    for row in rows:
        if not row.stage.is_decision and (row.stage.is_submission or row.stage.code == "admissible"):
            yield Todo(
                "folder-kanban", "info", tr("À instruire : {title}", title=row.title), f"{row.number} · {row.holder}",
                (row.stage.name, row.stage.tone), tr("Ouvrir"), ("project", row.id),
            )  # fmt: skip


def _words(one: Deadline) -> str:
    templates = {
        DeadlineKind.TASK: tr("À faire : {what}", what=one.what),
        DeadlineKind.CALL: tr("Fin de l'appel : dossier {number}", number=one.number),
        DeadlineKind.PAPER: tr("Pièce à renouveler : {what}", what=one.what),
        DeadlineKind.OPINION: tr("Avis attendu de {what}", what=one.what),
    }
    return templates[one.kind]


def _pill(one: Deadline, now: date) -> Pill:
    day = format_date(one.on, "day_month")
    if one.kind is DeadlineKind.OPINION:
        return tr("Depuis le {day}", day=day), "neutral"
    return day, "danger" if one.on < now else "warning"


# --- advice ---


def advice_words(services: Services, year: int) -> str:
    """Return « 14 conseils donnés » of a year, '' when there is none."""
    given = services.projects.advice_figures(year).given
    return trn("{n} conseil", "{n} conseils", given) if given else ""


def appointments(services: Services) -> list[Event]:
    """Return the appointments to come, soonest first."""
    planned = services.projects.advice_list(AdviceFilter(state=AdviceState.PLANNED), 12)
    return [_appointment(view) for view in planned if view.advice.advised_on >= today()]


def _appointment(view: AdviceView) -> Event:
    one = view.advice
    at = format_time(one.starts_at) if one.starts_at is not None else ""
    detail = " · ".join(part for part in (at, one.subject, view.staff) if part)
    return Event(
        one.advised_on, tr("Rendez-vous : {whom}", whom=view.whom), detail, (view.mode, "info"), ("advice", one.id)
    )


def of_organisation(services: Services, organisation_id: int) -> list[SheetEvent]:
    """Return the advice given to an organisation, for its sheet."""
    views = services.projects.advice_list(AdviceFilter(organisation_id=organisation_id))
    return [_sheet_event(view) for view in views]


def _sheet_event(view: AdviceView) -> SheetEvent:
    one = view.advice
    word, tone = ADVICE_STATES[one.state]
    minutes = trn("{n} minute", "{n} minutes", one.minutes) if one.minutes else ""
    handed = trn("{n} document remis", "{n} documents remis", len(view.documents)) if view.documents else ""
    detail = " · ".join(part for part in (view.mode, minutes, view.staff, handed) if part)
    return SheetEvent(
        one.advised_on, tr("Conseil : {subject}", subject=one.subject), detail, "advice", one.id,
        "message-square", "accent", tr(word), tone, "projects",
    )  # fmt: skip


def documents(services: Services, text: str) -> list[Proposal]:
    """Return the documents of the catalogue that typed words find, to be handed out."""
    found = services.catalogue.search(text, limit=12)
    return [Proposal(row.id, row.title, row.authors, str(row.year or ""), "book-open") for row in found.rows]
