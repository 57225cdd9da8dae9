"""Emergency aid on the funding desk's money, institutional support, outposts, exchanges: told once, kept for years."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cresi_app.cooperation.model.listing import AgreementFilter
from cresi_app.cooperation.service import Aid, Attachment, CooperationService
from cresi_app.cooperation.ui.lines import money_title
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.money import Money
from cresi_app.funding.model.acts import PaymentEntry
from cresi_app.services import Services


@pytest.fixture
def fund(services: Services, who: Actor, home: int) -> int:
    """The intervention fund, with 100 000 € voted for 2026."""
    axis = services.funding.add_axis(who, home, "Fonds d’urgence", is_emergency=True).id
    year = services.funding.set_exercise(who, home, 2026, budget_minor=200_000_00, voted_on=date(2026, 1, 20)).id
    services.funding.add_credit(who, year, axis, 100_000_00)
    return axis


@pytest.fixture
def operator(services: Services, who: Actor) -> int:
    return services.directory.add_organisation(who, "Secours d’ici et là-bas").id


@pytest.fixture
def irma(service: CooperationService, who: Actor, home: int, fund: int) -> int:
    crisis = service.add_crisis(who, "Ouragan Irma", "cyclone", home, date(2026, 9, 6), axis_id=fund).id
    places = [{"country_code": "BL", "place": "Gustavia"}, {"country_code": "MF"}]
    service.set_crisis_places(who, crisis, places)
    return crisis


def test_an_aid_is_decided_paid_and_told(
    service: CooperationService, services: Services, who: Actor, irma: int, operator: int
) -> None:
    service.decide_aid(who, irma, operator, Aid(40_000_00, date(2026, 9, 14), "CP-2026-117", "Eau et abris"))
    [decision] = service.crisis_sheet(irma).decisions
    assert (decision.voted, decision.paid, decision.row.deliberation_number) == (40_000_00, 0, "CP-2026-117")
    grant = services.funding.grant(decision.row.grant_id or 0)
    assert (grant.country_code, grant.organisation_id) == ("BL", operator)
    services.funding.sign(who, grant.id, None, date(2026, 9, 15))
    [instalment] = services.funding.grant_sheet(grant.id).instalments
    services.funding.pay(who, instalment.instalment.id, PaymentEntry(None, date(2026, 9, 18), "M-12"))
    sheet = service.crisis_sheet(irma)
    assert (sheet.paid, sheet.voted) == (40_000_00, 40_000_00)
    assert [(one.paid_on, one.order_number, one.amount) for one in sheet.decisions[0].payments] == [
        (date(2026, 9, 18), "M-12", 40_000_00)
    ]
    assert [(one.year, one.voted, one.paid) for one in sheet.fund_years] == [(2026, 100_000_00, 40_000_00)]
    [row] = service.crisis_rows([irma])
    assert (row.places, row.paid) == (("Gustavia, Saint-Barthélemy", "Saint-Martin"), 40_000_00)
    lines = {line.code: line for line in service.world().lines}
    assert (lines["BL"].aid, lines["BL"].crises, lines["MF"].crises, lines["BL"].is_oda) == (40_000_00, 1, 1, False)


def test_a_year_that_is_over_tells_what_was_paid_and_no_more_what_was_promised(
    service: CooperationService, services: Services, who: Actor, irma: int, operator: int, beirut: int
) -> None:
    service.set_commitment(who, beirut, 2026, Money(50_000_00))
    service.decide_aid(who, irma, operator, Aid(40_000_00, date(2026, 9, 14), "CP-2026-117", "Eau et abris"))
    grant = service.crisis_sheet(irma).decisions[0].row.grant_id or 0
    service.link_grant(who, beirut, grant)
    services.funding.sign(who, grant, None, date(2026, 9, 15))
    [instalment] = services.funding.grant_sheet(grant).instalments
    services.funding.pay(who, instalment.instalment.id, PaymentEntry(None, date(2026, 9, 18), "M-12"))

    def told(day: date) -> tuple[int | None, int | None, str]:
        with clock.frozen(datetime(day.year, day.month, day.day, 9, tzinfo=UTC)):
            [row] = service.agreement_rows(AgreementFilter(year=2026))
            return row.amount, service.counts(2026).paid, money_title(2026)

    assert told(date(2026, 11, 24)) == (50_000_00, None, "Engagé 2026")
    assert told(date(2027, 3, 1)) == (40_000_00, 40_000_00, "Versé 2026")


def test_an_aid_beyond_the_fund_leaves_nothing_behind(
    service: CooperationService, services: Services, who: Actor, irma: int, operator: int
) -> None:
    with pytest.raises(DomainError) as refused:
        service.decide_aid(who, irma, operator, Aid(150_000_00, date(2026, 9, 14)))
    assert refused.value.code == "overspent"
    assert service.crisis_sheet(irma).decisions == ()
    assert services.funding.grants() == []
    knowingly = Aid(150_000_00, date(2026, 9, 14), excess_reason="Décision du 14 septembre")
    service.decide_aid(who, irma, operator, knowingly)
    assert service.crisis_sheet(irma).voted == 150_000_00


def test_an_aid_without_fund_says_what_to_do(service: CooperationService, who: Actor, home: int, operator: int) -> None:
    crisis = service.add_crisis(who, "Séisme", "earthquake", home, date(2026, 1, 12)).id
    with pytest.raises(DomainError, match="fund_missing"):
        service.decide_aid(who, crisis, operator, Aid(1_00, date(2026, 1, 13)))


def test_a_crisis_ends_after_it_begins_and_is_found_for_years(
    service: CooperationService, services: Services, who: Actor, home: int, tmp_path: Path
) -> None:
    old = service.add_crisis(who, "Tsunami", "tsunami", home, date(2004, 12, 26)).id
    service.set_crisis_places(who, old, [{"country_code": "TH", "place": "Côte d’Andaman"}])
    with pytest.raises(DomainError, match="ends_before_start"):
        service.update_crisis(who, old, None, ended_on=date(2004, 12, 25))
    service.update_crisis(who, old, None, achieved="Deux villages relogés")
    for typed in ("tsunami", "andaman", "THAILANDE", "reloges", "U-2004-01"):
        assert service.crisis_ids(typed) == [old], typed
    assert service.crisis_by_ref("u-2004-01") == old
    paper = tmp_path / "bilan.pdf"
    paper.write_bytes(b"%PDF-1.7")
    service.attach_file(who, ("crisis", old), Attachment(paper, "report"))
    assert services.library.tidy() == []
    service.archive_crisis(who, old, None)
    assert (service.crisis_ids(), service.crisis_ids(archived=True)) == ([], [old])


def test_a_support_has_people_equipment_costs_and_results(
    service: CooperationService, services: Services, who: Actor, partner: int, beirut: int
) -> None:
    support = service.add_support(
        who, "Accueil de deux agents", "trainee", partner, date(2026, 6, 1), ends_on=date(2026, 6, 12), agreement_id=beirut,
        cost_minor=6_559_570, currency="XOF",
    ).id  # fmt: skip
    person = services.directory.add_person(who, "Rima", "Khoury").id
    service.set_support_people(who, support, [{"person_id": person, "role": "stagiaire"}, {"name": "Nabil Haddad"}])
    service.set_support_items(who, support, [{"label": "Scanner", "quantity": 2, "value_minor": 90_000}])
    sheet = service.support_sheet(support)
    assert [view.name for view in sheet.people] == ["Rima Khoury", "Nabil Haddad"]
    assert (sheet.cost_euro, sheet.support.number, sheet.country) == (None, "A-2026-01", "Liban")
    service.note_rate(who, "XOF", 2026, 655_957_000)
    assert service.support_sheet(support).cost_euro == 10_000_00
    assert [event.title for event in service.events_of_person(person)] == ["Accueil de deux agents"]
    assert [event.kind for event in service.events_of_organisation(partner)] == ["support"]
    assert any(event.record == ("support", support) for event in service.story(beirut))
    service.set_support_people(who, support, [{"name": "Nabil Haddad"}])
    assert [view.name for view in service.support_sheet(support).people] == ["Nabil Haddad"]
    with pytest.raises(DomainError, match="person_missing"):
        service.set_support_people(who, support, [{"name": " "}])
    with pytest.raises(DomainError, match="quantity_outside"):
        service.set_support_items(who, support, [{"label": "Rien", "quantity": 0}])
    with pytest.raises(DomainError, match="ends_before_start"):
        service.update_support(who, support, None, ends_on=date(2026, 5, 1))
    assert service.support_ids("khoury") == []
    assert service.support_ids("scanner") == [support]


def test_an_outpost_has_its_clusters_companies_and_actions(
    service: CooperationService, services: Services, who: Actor, home: int
) -> None:
    clusters = [
        services.directory.add_organisation(who, f"Pôle {name}", kind="company_cluster").id
        for name in ("un", "deux", "trois")
    ]
    outpost = service.add_outpost(who, "Antenne de Wuhan", home, "CN", place="Wuhan", region="Hubei").id
    service.set_outpost_clusters(who, outpost, [(key, "optique") for key in clusters])
    service.add_outpost_meeting(who, outpost, date(2026, 5, 27), company="Fonderies du Hubei", subject="Drones")
    service.add_outpost_action(
        who, outpost, "Mission", date(2026, 10, 12), ends_on=date(2026, 10, 16), result="Lettres"
    )
    sheet = service.outpost_sheet(outpost)
    assert [one.name for one in sheet.clusters] == ["Pôle un", "Pôle deux", "Pôle trois"]
    assert ([one.name for one in sheet.meetings], len(sheet.actions)) == (["Fonderies du Hubei"], 1)
    service.set_outpost_clusters(who, outpost, [(clusters[2], "optique"), (clusters[0], "santé")])
    assert [one.name for one in service.outpost_sheet(outpost).clusters] == ["Pôle trois", "Pôle un"]
    with pytest.raises(DomainError, match="company_missing"):
        service.add_outpost_meeting(who, outpost, date(2026, 5, 27))
    with pytest.raises(DomainError, match="ends_before_start"):
        service.update_outpost(who, outpost, None, opened_on=date(2020, 1, 1), closed_on=date(2019, 1, 1))
    assert service.outpost_ids("fonderies") == [outpost]
    assert service.outpost_by_ref("antenne de wuhan") == outpost


def test_exchanges_with_a_country_or_a_part_of_the_world(service: CooperationService, who: Actor, home: int) -> None:
    service.set_partner_country(who, home, "GF", partner_kind_code="solidarity", themes="échanges")
    service.set_partner_country(who, home, "Europe", partner_kind_code="economic")
    service.set_partner_country(who, home, "GF", since_year=2010)
    assert [(one.name, one.country_code, one.since_year) for one in service.exchanges()] == [
        ("Europe", "", None), ("Guyane", "GF", 2010),
    ]  # fmt: skip
    sheet = service.country_sheet("GF")
    assert (sheet.parent, sheet.is_oda, [one.themes for one in sheet.exchanges]) == ("France", False, ["échanges"])
    service.remove_partner_country(who, service.exchanges()[0].id)
    assert len(service.exchanges()) == 1
