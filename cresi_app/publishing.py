"""Agreements as activities for everybody: handed to the money desk's publication, which knows nothing of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cresi_app.cooperation.model.listing import AgreementSheet
from cresi_app.cooperation.model.records import Commitment
from cresi_app.cooperation.model.steps import State
from cresi_app.cooperation.service import CooperationService
from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import Money
from cresi_app.funding.model.activity import Activity, ActivityBudget, Party, Place, Role, Share, Status
from cresi_app.funding.model.publication import Offered, Unpublished
from cresi_app.funding.service.activities import ActivityDesk
from cresi_app.funding.service.activity_parts import sector_shares

_STATUS = {
    State.DRAFT: Status.PIPELINE,
    State.TO_TRANSMIT: Status.PIPELINE,
    State.IN_FORCE: Status.IMPLEMENTATION,
    State.ENDS_SOON: Status.IMPLEMENTATION,
    State.SUSPENDED: Status.SUSPENDED,
    State.ENDED: Status.CLOSED,
}


def agreement_activities(
    service: CooperationService, desk: ActivityDesk, authority_id: int, reporter: Party
) -> Iterator[Offered | Unpublished]:
    """Give the cooperations of an authority as activities: a programme over dossiers and grants; drafts stay at home."""
    for row in service.agreement_rows():
        sheet = service.sheet(row.id)
        if sheet.agreement.authority_id != authority_id or sheet.standing.state is State.DRAFT:
            continue
        record = ("agreement", sheet.agreement.id)
        try:
            yield Offered(record, _activity(sheet, desk, reporter))
        except DomainError as refusal:
            yield Unpublished(*record, sheet.number, refusal)


def _activity(sheet: AgreementSheet, desk: ActivityDesk, reporter: Party) -> Activity:
    one, today = sheet.agreement, clock.today()
    starts = one.starts_on or one.signed_on or one.deliberated_on
    if starts is None:
        raise DomainError(
            "no_start", N_("Accord {number} : donnez au moins la date de signature."), number=sheet.number
        )
    ends = sheet.standing.ends_on
    partner = desk.party(one.partner_id, Role.IMPLEMENTING)
    is_over = sheet.standing.state is State.ENDED and ends is not None and ends <= today
    numbers = [*(view.number for view in sheet.projects), *(view.number for view in sheet.grants)]
    linked = [(f"{reporter.ref}-{number}", "2") for number in numbers]
    return Activity(
        identifier=f"{reporter.ref}-{sheet.number}",
        title={"fr": one.name if not sheet.partner else f"{one.name} – {sheet.partner}"},
        description={"fr": one.object or one.name},
        status=_STATUS[sheet.standing.state],
        starts_on=starts,
        started_on=starts if starts <= today else None,
        ends_on=ends if ends and ends >= starts else None,
        ended_on=ends if is_over and ends and ends >= starts else None,
        reporter=reporter,
        parties=(replace(reporter, role=Role.FUNDING), partner),
        countries=(Share(one.country_code),),
        sectors=sector_shares(_shares(sheet), sheet.number),
        own_number=sheet.number,
        places=_places(sheet),
        aid_type="C01",
        flow="10" if sheet.is_oda else "50",
        budgets=_budgets(sheet.commitments),
        documents=tuple(document for _key, document in desk.activity_documents("agreement", one.id)),
        related=tuple(linked),
        updated_at=one.updated_at,
    )


def _shares(sheet: AgreementSheet) -> list[tuple[str, int | Decimal | None]]:
    """Return the fields of cooperation; without shares each has the same, the first ones what does not divide."""
    rows = [view.row for view in sheet.sectors if view.row.sector_code]
    if any(row.percent_hundredths is not None for row in rows):
        return [
            (row.sector_code, None if row.percent_hundredths is None else Decimal(row.percent_hundredths).scaleb(-2))
            for row in rows
        ]
    codes = list(dict.fromkeys(row.sector_code for row in rows))
    if not codes:
        return []
    each, more = divmod(100, len(codes))
    return [(code, each + (at < more)) for at, code in enumerate(codes)]


def _places(sheet: AgreementSheet) -> tuple[Place, ...]:
    one = sheet.agreement
    if one.latitude_e6 is None or one.longitude_e6 is None:
        return (Place(one.place),) if one.place else ()
    return (Place(one.place or one.name, Decimal(one.latitude_e6).scaleb(-6), Decimal(one.longitude_e6).scaleb(-6)),)


def _budgets(commitments: Sequence[Commitment]) -> tuple[ActivityBudget, ...]:
    return tuple(
        ActivityBudget(date(one.year, 1, 1), date(one.year, 12, 31), Money(one.amount_minor, one.currency))
        for one in commitments
        if one.amount_minor > 0
    )
