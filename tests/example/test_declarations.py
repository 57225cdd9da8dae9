"""The example's declarations: activities that both judges accept, an aid of the year that reconciles, essential data that conform."""

from pathlib import Path

import pytest

from cresi_app.core import clock
from cresi_app.funding.interchange import aid, essential, publishing
from cresi_app.funding.interchange.iati.checking import check_file
from cresi_app.funding.interchange.iati.mapping import open_activities, read
from cresi_app.funding.model.declaration import Duty, DutyState
from cresi_app.funding.model.findings import grave
from cresi_app.funding.model.incoming import IncomingActivity
from cresi_app.services import Services
from tests.funding import judges


def published(example: Services, file: Path, authority: int | None = None) -> int:
    found = example.declarations.publication(authority, everything=True)
    assert [one.reason for one in found.left_out] == []
    told = publishing.export(example.declarations, found.activities, file)
    assert grave(told) == []
    return len(found.activities)


def test_every_dossier_grant_and_agreement_is_published(example: Services, tmp_path: Path) -> None:
    file = tmp_path / "iati.xml"
    count = published(example, file)
    dossiers = example.library.value("SELECT count(*) FROM project WHERE archived_on IS NULL")
    numbers = [one.own_number for one in example.declarations.publication(everything=True).activities]
    assert len(set(numbers)) == count
    assert sum(number[:1].isdigit() for number in numbers) == dossiers
    assert any(number.startswith("C") for number in numbers)
    assert grave(check_file(file, example.declarations.code_lists())) == []


def test_both_judges_accept_the_example(example: Services, tmp_path: Path) -> None:
    judges.example()  # skipped without the published rules
    for authority, _name in example.declarations.authorities():
        numbers = example.directory.organisation_sheet(authority)
        if not numbers.identifier("siren") and not numbers.identifier("siret"):
            continue
        file = tmp_path / f"{authority}.xml"
        published(example, file, authority)
        content = file.read_bytes()
        assert judges.schema_allows(content)
        agencies = example.declarations.code_lists()["OrganisationRegistrationAgency"]
        assert judges.broken_rules(content, clock.now(), agencies) == set()


def test_budgets_by_year_sum_to_what_is_committed(example: Services) -> None:
    """A grant that a closed year handed on shows what each year bears: together they are what was voted."""
    told = {one.own_number: one for one in example.declarations.publication(everything=True).activities}
    carried = example.library.query(
        'SELECT g.number, g.id FROM "grant" g JOIN commitment c ON c.grant_id = g.id WHERE c.carried_from_id IS NOT NULL AND g.project_id IS NULL'
    )
    assert carried
    for row in carried:
        sheet = example.funding.grant_sheet(row["id"])
        assert sum(one.amount.minor for one in told[row["number"]].budgets) == sheet.granted_minor


def test_what_is_published_is_read_back(example: Services, tmp_path: Path) -> None:
    file = tmp_path / "iati.xml"
    count = published(example, file)
    found = list(read(open_activities(file), example.declarations.code_lists()))
    assert len(found) == count
    assert all(isinstance(one, IncomingActivity) and not one.findings for one in found)


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_aid_of_the_year_reconciles(example: Services, year: int) -> None:
    found = example.declarations.aid_declaration(year)
    assert found.paid_minor > 0
    assert found.reconciles
    home = example.directory.home().authority_id
    assert home is not None
    grants = example.funding.figures(year, home)
    assert grants is not None
    paid = example.library.value(
        'SELECT sum(p.euro_minor) FROM payment p JOIN payment_kind k ON k.code = p.kind_code JOIN "grant" g ON g.id = p.grant_id '
        "WHERE k.account = 'paid' AND g.direction = 'given' AND g.authority_id = ? AND p.paid_on BETWEEN ? AND ?",
        (home, f"{year}-01-01", f"{year}-12-31"),
    )
    assert found.declared_minor + found.incomplete_minor + found.out_minor - found.expenses_minor == paid


def test_the_csv_says_what_the_declaration_says(example: Services) -> None:
    found = example.declarations.aid_declaration(2026)
    text = aid.to_csv(found, example.declarations.aid_names()).decode("utf-8-sig")
    lines = text.strip().split("\r\n")
    assert tuple(lines[0].split(";")) == aid.HEADINGS
    assert len(lines) == 1 + len(found.groups)


def test_essential_data_conform(example: Services, tmp_path: Path) -> None:
    file = tmp_path / "scdl.csv"
    done = essential.export(example.declarations.essential_lines(2026), file)
    assert done.written
    assert essential.check_content(file.read_bytes()) == []
    assert all(line.amount_minor >= 2_300_000 for line in done.written)
    everything = example.declarations.essential_lines(2026, everything=True)
    assert len(everything) > len(done.written) + len(done.skipped)


def test_last_years_duty_was_done_and_this_years_is_under_way(example: Services) -> None:
    done = {one.duty: one for one in example.declarations.duties(2025)}[Duty.AID]
    assert (done.state, done.to_complete, done.is_stale) == (DutyState.MADE, 0, False)
    assert done.made is not None
    assert done.made.file_name == "e-apd-2025.csv"
    now = example.declarations.aid_declaration(2026)
    assert 0 < now.to_complete < len(now.lines)
    assert now.declared_minor > 0


def test_grants_of_an_earlier_year_are_of_the_associations_that_are_here(example: Services) -> None:
    rows = example.declarations.past_grants(2021)
    assert sum(row.amount_minor or 0 for row in rows) == 3_545_050
    assert example.library.value("SELECT count(*) FROM organisation WHERE created_at LIKE '2024-10-14%'") == 0
