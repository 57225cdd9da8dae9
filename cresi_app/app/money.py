"""What the other pages show of the money desk: the year's figure and bars, what waits, deadlines, lines of sheets, a dossier's grant."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from cresi_app.core.dates import format_date, format_time, parse_time
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.directory.model.views import Event as SheetEvent
from cresi_app.funding.model.envelopes import YearFigures
from cresi_app.funding.model.europe import ApplicationFilter
from cresi_app.funding.model.grant import Direction
from cresi_app.funding.model.nextact import WORDS, next_act
from cresi_app.funding.model.views import GrantFilter, GrantRow, GrantSheet, Standing
from cresi_app.funding.service import FundingService
from cresi_app.projects.model import DossierData, Following, FollowStep, StepState
from cresi_app.services import Services
from cresi_app.shell.board import BarLine, Bars, Event, Figure, Todo

SOON: Final = timedelta(days=60)
"""How long before its deadline a call is told."""


def _euros(minor: int) -> str:
    return format_money(Money(minor))


def figure(found: YearFigures) -> Figure:
    """Return the home page's figure of a year: the page's own."""
    whole = found.budget or 1
    caption = " · ".join((
        tr("{amount} aux axes", amount=_euros(found.voted)),
        tr("{amount} engagés", amount=_euros(found.committed)),
        tr("{amount} versés", amount=_euros(found.paid)),
    ))  # fmt: skip
    parts = [(found.voted / whole, "primary"), (found.reserved / whole, "accent_fill")]
    return Figure(
        "landmark", "primary", tr("Budget de l'exercice"), _euros(found.budget), caption, parts, page="funding"
    )


def bars(found: YearFigures) -> Bars:
    """Return « Engagements par axe »: paid and committed beside each vote, scaled to the largest."""
    most = max((max(one.voted, one.committed) for one in found.axes), default=0) or 1
    lines = [
        BarLine(
            one.axis.name,
            [
                (one.paid / most, f"category:{one.axis.colour}"),
                (max(0, one.committed - one.paid) / most, f"category:{one.axis.colour}:soft"),
            ],
            _euros(one.voted),
        )
        for one in found.axes
    ]
    return Bars(
        tr("Engagements {year} par axe", year=found.year),
        lines,
        legend=[(tr("Versé"), "category:0"), (tr("Engagé"), "category:0:soft")],
        total=tr("Total de l'exercice"),
        note=tr("dont {paid} versés", paid=_euros(found.paid)),
        value=_euros(found.voted),
    )


def todo(services: Services, found: YearFigures) -> Iterator[Todo]:
    """Give what waits: axes beyond their vote, what can be paid today, agreements to sign, papers whose day has come, calls that end."""
    funding = services.funding
    if found.exercise is not None:
        for one in found.overspent:
            title = tr("{axis} : {over} engagés de plus que voté", axis=one.axis.name, over=_euros(one.over))
            yield Todo("triangle-alert", "danger", title, tr("Proposer un virement"), (tr("Dépassement"), "danger"), tr("Ouvrir"), ("exercise", found.exercise.id))  # fmt: skip
    rows = funding.grants(
        GrantFilter(direction=Direction.GIVEN, year=found.year, authority_id=found.authority_id or None)
    )
    payable = [row for row in rows if row.standing is Standing.PAYABLE]
    if payable:
        title = trn("{n} versement à ordonnancer", "{n} versements à ordonnancer", len(payable))
        names = ", ".join(row.holder for row in payable[:3])
        yield Todo(
            "hand-coins", "info", title, names, (tr("À ordonnancer"), "info"), tr("Ouvrir"), ("grant", payable[0].id)
        )
    for row in rows:
        if row.standing is Standing.TO_SIGN:
            title = tr("Convention {number} à signer", number=row.number)
            yield Todo("pencil", "accent", title, f"{row.holder} — {row.title}", (tr("À signer"), "accent"), tr("Ouvrir"), ("grant", row.id))  # fmt: skip
    for late in funding.late_papers(authority_id=found.authority_id or None):
        title = tr("{paper} : {holder}", paper=late.name, holder=late.holder)
        words = tr("Subvention {number}, demandée le {day}", number=late.number, day=format_date(late.asked_on)) if late.asked_on else tr("Subvention {number}", number=late.number)  # fmt: skip
        yield Todo(
            "file-text", "warning", title, words, (tr("À relancer"), "warning"), tr("Ouvrir"), ("grant", late.grant_id)
        )
    for call in funding.deadlines(SOON.days):
        days = trn("Dans {n} jour", "Dans {n} jours", call.days or 0)
        title = tr("Appel {programme} : {title}", programme=call.programme.short, title=call.call.title)
        yield Todo("globe", "info", title, tr("Date limite de dépôt"), (days, "warning" if (call.days or 0) <= 30 else "info"), tr("Ouvrir"), ("funding_call", call.call.id))  # fmt: skip


def events(services: Services) -> list[Event]:
    """Return the deadlines of calls that come, with who prepares an application."""
    found = []
    for row in services.funding.deadlines(SOON.days):
        call = row.call
        applications = services.funding.applications(ApplicationFilter(call_id=call.id, is_open=True))
        hour = format_time(parse_time(call.deadline_time)) if call.deadline_time else ""
        who = ", ".join(one.title for one in applications)
        day = call.deadline_on
        assert day is not None
        detail = " · ".join(part for part in (hour, row.programme.short, who) if part)
        found.append(Event(day, tr("Date limite : {title}", title=call.title), detail, None, ("funding_call", call.id)))
    return found


def of_organisation(services: Services, organisation_id: int) -> Sequence[SheetEvent]:
    """Return the grants that an organisation received, or gave, with what was paid."""
    rows = services.funding.grants(GrantFilter(organisation_id=organisation_id))
    return [_event(services.funding, row) for row in rows]


def _event(funding: FundingService, row: GrantRow) -> SheetEvent:
    one = funding.grant(row.id)
    day = one.voted_on or one.committee_on or one.requested_on or date(one.year, 1, 1)
    amount = row.granted_minor or row.requested_minor or 0
    paid = tr("{paid} versés sur {amount}", paid=format_money(Money(row.paid_minor, row.currency)), amount=format_money(Money(amount, row.currency)))  # fmt: skip
    detail = " · ".join(part for part in (row.number, paid, row.axis) if part)
    title = tr("Subvention : {title}", title=row.title) if row.direction is Direction.GIVEN else tr("Recette : {title}", title=row.title)  # fmt: skip
    return SheetEvent(
        day, title, detail, "grant", row.id, "hand-coins", "accent", row.standing.words, row.standing.tone, "funding"
    )


# --- a dossier after its decision ---


def following(services: Services, data: DossierData) -> Following | None:
    """Return what the latest grant of a dossier tells: agreement, payments, report, end; None when there is none."""
    rows = [row for row in services.funding.grants_of_project(data.project.id) if row.status.is_voted]
    if not rows:
        return None
    sheet = services.funding.grant_sheet(rows[0].id)
    report = next((view.paper for view in sheet.papers if view.is_report and view.paper.checked_on is None), None)
    coming = sheet.next_instalment
    return Following(
        steps=tuple(_steps(sheet)),
        currency=sheet.grant.currency,
        voted_minor=sheet.granted_minor,
        paid_minor=sheet.paid_minor,
        next_act=tr(WORDS[next_act(sheet)][0]) if sheet.status.is_open else "",
        due_on=coming.instalment.due_on if coming else None,
        report_due_on=report.due_on if report else None,
        grant_id=sheet.grant.id,
    )


def _steps(sheet: GrantSheet) -> Iterator[FollowStep]:
    one = sheet.grant
    paid_on = next((view.payment.paid_on for view in reversed(sheet.payments) if view.account == "paid"), None)
    reports = [view.paper for view in sheet.papers if view.is_report]
    checked = bool(reports) and all(paper.checked_on for paper in reports)
    closed_on = next((step.done_on for step in reversed(sheet.journal) if step.status_code == "closed"), None)
    is_closed = one.status_code == "closed"
    done = [
        (
            "agreement",
            tr("Convention"),
            one.signed_on is not None or not one.needs_agreement,
            one.signed_on or one.voted_on,
        ),
        ("paid", tr("Versement"), sheet.left_minor == 0 and sheet.paid_minor > 0, paid_on),
        ("report", tr("Compte rendu"), checked, reports[0].checked_on or reports[0].due_on if reports else None),
        ("closed", tr("Solde"), is_closed, closed_on),
    ]
    current = True
    for code, name, is_done, on in done:
        if is_done:
            yield FollowStep(code, name, StepState.DONE, on)
        else:
            yield FollowStep(code, name, StepState.CURRENT if current else StepState.NEXT, on)
            current = False
