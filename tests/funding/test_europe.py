"""The Europe desk: calls and their sheets, applications with partners and budgets, their results and what they bring."""

from datetime import date

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.funding.model.acts import PlannedInstalment
from cresi_app.funding.model.europe import ApplicationFilter
from tests.funding.desk import WHO, Desk, euros


@pytest.fixture
def call(desk: Desk) -> int:
    commission = desk.directory.add_organisation(WHO, "Commission européenne", kind="multilateral").id
    programme = desk.funding.add_programme(
        WHO, "Interreg Europe", funder_id=commission, starts_year=2021, ends_year=2027
    ).id
    said = {"opens_on": date(2026, 3, 3), "deadline_on": date(2026, 10, 30), "deadline_time": "12h", "rate_percent": 80}
    return desk.funding.add_call(WHO, programme, "Politiques locales du climat", **said).id


def application(desk: Desk, call: int) -> int:
    return desk.funding.add_application(
        WHO, "Les départements face au climat", desk.holder, 2026, acronym="Climate", call_id=call,
        total_minor=euros(780_000), requested_minor=euros(624_000),
    ).id  # fmt: skip


def test_a_call_says_when_and_in_which_zone(desk: Desk, call: int) -> None:
    one = desk.funding.call(call)
    assert (one.deadline_time, one.zone) == ("12:00", "Europe/Brussels")
    (row,) = desk.funding.deadlines(60)
    assert (row.days, row.programme.short) == (25, "Interreg Europe")
    assert desk.funding.deadlines(24) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"deadline_on": date(2026, 1, 1), "opens_on": date(2026, 2, 1)}, "dates_reversed"),
        ({"deadline_time": "25h"}, "time_unreadable"),
        ({"rate_percent": 101}, "percent_outside"),
        ({"currency": "euros"}, "currency_unknown"),
        ({"least_minor": -1}, "amount_outside"),
        ({"title": "  "}, "text_missing"),
    ],
)
def test_what_a_call_cannot_be_is_a_sentence(desk: Desk, call: int, fields: dict[str, object], code: str) -> None:
    before = desk.funding.call(call)
    with pytest.raises(DomainError) as caught:
        desk.funding.update_call(WHO, call, None, None, **fields)
    assert caught.value.code == code
    assert caught.value.sentence
    assert desk.funding.call(call) == before


def test_partners_and_lines_add_up_and_gaps_are_told(desk: Desk, call: int) -> None:
    funding = desk.funding
    key = application(desk, call)
    partner = desk.directory.add_organisation(WHO, "Université du Plateau").id
    funding.add_partner(WHO, key, partner, "expertise")
    with pytest.raises(DomainError) as caught:
        funding.add_partner(WHO, key, partner)
    assert caught.value.code == "partner_twice"
    funding.add_line(WHO, key, "Coordination", euros(480_000), asked_minor=euros(384_000), organisation_id=desk.holder)
    funding.add_line(WHO, key, "Études", euros(299_999), asked_minor=euros(240_000), organisation_id=partner)
    sheet = funding.application_sheet(key)
    assert (sheet.row.lines_minor, sheet.total_gap, sheet.asked_gap) == (euros(779_999), euros(1), 0)
    assert [view.amount_minor for view in sheet.partners] == [euros(480_000), euros(299_999)]
    with pytest.raises(DomainError) as caught:
        funding.add_line(WHO, key, "Trop", 100, asked_minor=101)
    assert caught.value.code == "asked_beyond"
    lead = sheet.partners[0].partner.id
    with pytest.raises(DomainError) as caught:
        funding.remove_europe_part(WHO, "application_partner", lead, None)
    assert caught.value.code == "lead_stays"


def test_an_application_stands_before_every_criterion(desk: Desk, call: int) -> None:
    funding = desk.funding
    for label, required in (("Trois pays", True), ("Lettre", True), ("Durée", False)):
        funding.add_criterion(WHO, call, label, is_required=required)
    key = application(desk, call)
    first, second, _ = (one.id for one in funding.criteria(call))
    funding.answer(WHO, key, first, is_met=True)
    funding.answer(WHO, key, second, is_met=False)
    assert [view.criterion.label for view in funding.application_sheet(key).unmet] == ["Lettre"]
    funding.remove_europe_part(WHO, "call_criterion", second, None)
    assert funding.application_sheet(key).unmet == ()
    desk.library.undo(WHO)
    assert [view.is_met for view in funding.application_sheet(key).answers] == [True, False, None]


def test_a_result_brings_money_by_instalments(desk: Desk, call: int) -> None:
    funding = desk.funding
    key = application(desk, call)
    with pytest.raises(DomainError) as caught:
        funding.grant_from_application(WHO, key)
    assert caught.value.code == "not_won"
    funding.set_application_stage(WHO, key, None, "submitted", date(2026, 5, 1))
    with pytest.raises(DomainError) as caught:
        funding.set_application_stage(WHO, key, None, "won", date(2026, 4, 1))
    assert caught.value.code == "dates_reversed"
    funding.set_application_stage(WHO, key, None, "won", date(2026, 9, 1), obtained_minor=euros(600_000))
    grant_id = funding.grant_from_application(WHO, key).id
    desk.vote(grant_id, 600_000, on=date(2026, 9, 1))
    funding.plan(
        WHO, grant_id, [PlannedInstalment("Avance", euros(180_000)), PlannedInstalment("Solde", euros(420_000))]
    )
    desk.pay(funding.grant_sheet(grant_id).instalments[0].instalment.id)
    (row,) = funding.applications(ApplicationFilter(text="climate"))
    assert (row.granted_minor, row.received_minor) == (euros(600_000), euros(180_000))
    assert funding.figures(2026).committed == 0


def test_applications_are_found_by_partner_call_and_number(desk: Desk, call: int) -> None:
    key = application(desk, call)
    partner = desk.directory.add_organisation(WHO, "Radio Grand Large").id
    desk.funding.add_partner(WHO, key, partner)
    for words in ("climate", "départements", "grand large", "interreg", "E2026-01"):
        assert [row.application.id for row in desk.funding.applications(ApplicationFilter(text=words))] == [key], words
    assert desk.funding.application_by_ref("e2026-01") == key
    assert desk.funding.applications(ApplicationFilter(organisation_id=partner))
