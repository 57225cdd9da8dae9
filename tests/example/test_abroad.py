"""Every fact of the founding texts about agreements, countries, emergency aid, the outpost and the Europe desk is told in its place."""

from datetime import date

import pytest

from cresi_app.cooperation.model.listing import AgreementFilter, AgreementRow, AgreementSheet
from cresi_app.cooperation.model.steps import State
from cresi_app.cooperation.model.stories import CrisisSheet, OutpostSheet
from cresi_app.services import Services


def rows(example: Services) -> dict[str, AgreementRow]:
    return {row.name: row for row in example.cooperation.agreement_rows()}


def sheet(example: Services, name: str) -> AgreementSheet:
    return example.cooperation.sheet(rows(example)[name].id)


def crisis(example: Services, typed: str) -> CrisisSheet:
    [found] = example.cooperation.crisis_ids(typed)
    return example.cooperation.crisis_sheet(found)


def outpost(example: Services) -> OutpostSheet:
    [found] = example.cooperation.outpost_ids()
    return example.cooperation.outpost_sheet(found)


def organisation(example: Services, name: str) -> int:
    return example.directory.organisation_by_ref(name)


@pytest.mark.parametrize(
    ("name", "partner", "country", "year", "kind"),
    [
        ("Gyeonggi", "Province de Gyeonggi", "KR", 2016, "economic"),
        ("Casablanca-Settat", "Région Casablanca-Settat", "MA", 2016, "origin"),
        ("Alger", "Wilaya d’Alger", "DZ", 2017, "origin"),
        ("Grand Tunis", "Gouvernorats du Grand Tunis", "TN", 2017, "origin"),
        ("Zhejiang", "Province du Zhejiang", "CN", 2018, "economic"),
        ("Abidjan", "District autonome d’Abidjan", "CI", 2018, "economic"),
        ("Erevan", "Ville d’Erevan", "AM", 2011, "origin"),
        ("Kurdistan d’Irak", "Gouvernement régional du Kurdistan d’Irak", "IQ", 2019, "origin"),
    ],
)  # fmt: skip
def test_the_region_has_its_agreements(
    example: Services, name: str, partner: str, country: str, year: int, kind: str
) -> None:
    found = sheet(example, name)
    assert (found.authority, found.partner) == ("Région Île-de-France", partner)
    first = found.agreement
    assert (first.country_code, first.partner_kind_code, first.signed_on and first.signed_on.year) == (
        country,
        kind,
        year,
    )
    assert "textes fondateurs" in first.note


def test_quebec_has_a_new_roadmap_decided_in_2017(example: Services) -> None:
    found = sheet(example, "Québec")
    [roadmap] = found.roadmaps
    assert (roadmap.starts_on, roadmap.ends_on) == (date(2018, 1, 1), date(2021, 12, 31))
    assert (found.agreement.signed_on and found.agreement.signed_on.year, found.standing.state) == (2017, State.ENDED)


def test_yerevan_has_three_sectors_since_2018(example: Services) -> None:
    found = sheet(example, "Erevan")
    assert [view.name for view in found.sectors] == [
        "innovation et nouvelles technologies", "culture, éducation et francophonie", "aménagement durable",
    ]  # fmt: skip
    assert sum(view.row.percent_hundredths or 0 for view in found.sectors) == 10_000
    assert [view.act.signed_on and view.act.signed_on.year for view in found.acts][:2] == [2011, 2018]


def test_beirut_was_relaunched_in_2018_with_an_action_plan(example: Services) -> None:
    found = sheet(example, "Beyrouth")
    assert found.relaunched_in == 2018
    assert [plan.starts_on and plan.starts_on.year for plan in found.roadmaps if plan.is_action_plan] == [2018]


def test_the_kurdistan_region_for_its_stability_and_development(example: Services) -> None:
    found = sheet(example, "Kurdistan d’Irak")
    assert "stabilité et son développement" in found.agreement.object
    assert {view.name for view in found.sectors} == {"stabilité", "développement"}


def test_the_region_knows_two_kinds_of_partner_country(example: Services) -> None:
    region = organisation(example, "Région Île-de-France")
    kinds = {row.partner_kind.code for row in example.cooperation.agreement_rows(AgreementFilter(authority_id=region))}
    assert kinds == {"origin", "economic"}


def test_several_authorities_of_mali_and_what_is_done_with_them(example: Services) -> None:
    mali = [row for row in rows(example).values() if row.group_name == "Mali"]
    assert len(mali) == 4
    assert {row.authority for row in mali} == {"Département de l’Essonne"}
    assert len({row.partner for row in mali}) == 4
    themes = {theme.lower() for row in mali for theme in row.themes}
    assert themes >= {"culture", "éducation", "environnement", "développement économique et social"}


def test_the_essonne_exchanges_with_haiti_guyane_china_europe_and_mali(example: Services) -> None:
    essonne = organisation(example, "Département de l’Essonne")
    found = {one.name: one for one in example.cooperation.exchanges(essonne)}
    assert found.keys() == {"Haïti", "Guyane", "Chine", "Europe", "Mali"}
    assert found["Mali"].themes == "culture, développement économique et social, éducation, environnement"
    guyane = example.cooperation.country_sheet("GF")
    assert (guyane.parent, guyane.is_oda) == ("France", False)


@pytest.mark.parametrize(
    ("typed", "authority", "countries", "day"),
    [
        ("tsunami", "Département de l’Essonne", {"TH"}, date(2004, 12, 26)),
        ("seisme haiti", "Département de l’Essonne", {"HT"}, None),
        ("irma", "Région Île-de-France", {"BL", "MF"}, date(2017, 9, 6)),
        ("minorites chretiennes", "Région Île-de-France", {"IQ", "SY", "LB"}, None),
    ],
)
def test_emergency_aid_is_told_with_its_fund_and_payments(
    example: Services, typed: str, authority: str, countries: set[str], day: date | None
) -> None:
    found = crisis(example, typed)
    assert found.authority == authority
    assert {view.row.country_code for view in found.places} == countries
    assert day is None or found.crisis.happened_on == day
    assert found.fund
    assert found.decisions
    assert found.voted == found.paid == sum(payment.amount for view in found.decisions for payment in view.payments) > 0
    assert found.crisis.achieved


def test_irma_struck_two_french_territories(example: Services) -> None:
    found = crisis(example, "irma")
    assert {view.country for view in found.places} == {"Saint-Barthélemy", "Saint-Martin"}
    assert not any(view.is_oda for view in found.places)


def test_the_outpost_of_wuhan(example: Services) -> None:
    found = outpost(example)
    assert (found.outpost.place, found.outpost.region, found.outpost.country_code) == ("Wuhan", "Hubei", "CN")
    assert found.authority == "Département de l’Essonne"
    assert "recherche de l’Essonne et des trois pôles de compétitivité de son territoire" in found.outpost.reason
    assert found.outpost.sectors == "Hautes technologies"
    assert len(found.clusters) == 3
    home = {example.directory.organisation(one.record_id).country_code for one in found.clusters}
    assert home == {"FR"}
    assert found.host
    assert found.contacts
    assert found.meetings
    assert found.actions


def test_partner_authorities_are_supported(example: Services) -> None:
    found = example.cooperation.support_rows(example.cooperation.support_ids())
    assert {row.kind.code for row in found} == {"mission", "trainee", "expertise", "equipment"}
    assert all(row.has_results and row.cost_minor for row in found)


def test_the_money_of_the_texts(example: Services) -> None:
    essonne = organisation(example, "Département de l’Essonne")
    exercise = example.funding.exercise_of(essonne, 2026)
    assert exercise is not None
    assert exercise.budget_minor == 880_000_00
    credits_ = example.funding.credits_of(exercise.id)
    assert sum(one.amount_minor for one in credits_ if one.axis_id is not None) == 568_500_00


def test_the_europe_desk_seeks_money_for_climate_and_cinessonne(example: Services) -> None:
    named = " ".join(
        f"{one.application.acronym} {one.application.title}".lower() for one in example.funding.applications()
    )
    assert "clima" in named
    assert "cinessonne" in named
    assert any(row.call.advice for row in example.funding.calls()), "advice to local authorities and associations"


def test_what_a_closed_year_handed_on_still_counts_as_granted(example: Services) -> None:
    """The vote of a grant is the sum of its commitments, whatever year they were carried to."""
    for line in example.cooperation.world().lines:
        voted = sum(event.amount or 0 for event in example.cooperation.country_sheet(line.code).of("grant"))
        assert (line.code, line.granted) == (line.code, voted)
        assert line.paid <= line.granted


def test_the_head_of_the_page_has_its_figures(example: Services) -> None:
    counts = example.cooperation.counts(2026)
    assert (counts.agreements, counts.territories, counts.in_force) == (14, 11, 10)
    states = {row.state for row in example.cooperation.agreement_rows()}
    assert states >= {State.TO_TRANSMIT, State.ENDS_SOON, State.IN_FORCE, State.SUSPENDED, State.ENDED}
    kinds = {one.kind for one in example.cooperation.reminders()}
    assert kinds >= {"transmit", "end", "notice", "meeting"}


def test_every_agreement_of_the_example_is_found_by_its_name(example: Services) -> None:
    for name, row in rows(example).items():
        assert row.id in {found.id for found in example.cooperation.search(name)}, name
