from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.money import Money
from cresi_app.projects.model import (
    UNPLACED,
    LineRole,
    Scope,
    YearAmount,
    converted,
    read_entry,
    read_rate,
    summed,
)
from cresi_app.projects.service import AmountEntry, ProjectService, YearEntry
from tests.projects.vectors import FORM

EU = "prag-annex3"


def test_another_nomenclature_shows_the_same_totals_and_loses_nothing(
    service: ProjectService, who: Actor, filled_id: int
) -> None:
    before = service.budget(filled_id)
    entered = {line.id: (line.line_code, line.amount_minor, line.label) for line in service.budget_lines(filled_id)}
    service.set_template(who, filled_id, EU)
    seen = service.budget(filled_id)
    assert seen.template.code == EU
    assert seen.charges.total == before.charges.total
    assert seen.products.total == before.products.total
    assert seen.requested == 9_000_00
    assert seen.requested_lines[0].line_code == "a.1"  # the request stands where the donor's contribution does
    service.set_template(who, filled_id, FORM)
    assert {
        line.id: (line.line_code, line.amount_minor, line.label) for line in service.budget_lines(filled_id)
    } == entered
    assert service.budget(filled_id).products.section("74").figures.forecast == 118_425_00


def test_every_line_of_each_form_has_its_place_in_the_other(service: ProjectService) -> None:
    forms = service.nomenclatures()
    for form in forms.values():
        for other in forms.values():
            if form is not other:
                for line in form.lines:
                    target = service.matches[(form.template.code, line.code, other.template.code)]
                    assert other.line(target).side == line.side, (line.code, target)
                    volunteer = {line.block == "volunteer", other.line(target).block == "volunteer"}
                    assert len(volunteer) == 1, (line.code, target)


def test_a_line_can_be_placed_elsewhere_in_one_nomenclature_alone(
    service: ProjectService, who: Actor, filled_id: int
) -> None:
    wages = next(line for line in service.budget_lines(filled_id) if line.line_code == "641")
    service.set_template(who, filled_id, EU)
    service.place_line(who, wages.id, "1.2")
    service.place_line(who, wages.id, "1.1.2")
    placed = next(line for line in service.lines_on(filled_id) if line.id == wages.id)
    assert placed.line_code == "1.1.2"
    assert next(line for line in service.lines_on(filled_id, FORM) if line.id == wages.id).line_code == "641"
    with pytest.raises(DomainError, match="side_differs"):
        service.place_line(who, wages.id, "d")
    service.remove_budget_line(who, wages.id)  # its place goes with it
    assert wages.id not in {line.id for line in service.lines_on(filled_id)}


def test_what_has_no_place_is_counted_and_named(service: ProjectService, who: Actor, filled_id: int) -> None:
    total = service.budget(filled_id).charges.total
    service.matches.pop((FORM, "613", EU))  # type: ignore[attr-defined]  # a form of tomorrow that knows no rents
    budget = service.budget(filled_id, EU)
    assert budget.charges.total == total
    assert budget.charges.section(f"{UNPLACED}-charge").figures.forecast == 4_550_00
    service.set_template(who, filled_id, EU)
    assert "unplaced" in {check.code for check in service.dossier_data(filled_id).checks}


def test_the_european_form_has_its_own_totals_and_shares(service: ProjectService, who: Actor, project_id: int) -> None:
    service.set_template(who, project_id, EU)
    for code, euros in {"1.1.1": 60_000, "2.1": 20_000, "5.4": 20_000, "8": 5_000, "10": 7_350}.items():
        service.add_budget_line(who, project_id, code, amount_minor=euros * 100)
    data = service.dossier_data(project_id)
    assert [s.figures.forecast // 100 for s in data.budget.charges.subtotals] == [100_000, 105_000, 112_350]
    assert not {c.code for c in data.checks} & {"share_contingency", "share_overhead"}
    for line in data.budget.lines:
        if line.line_code in {"8", "10"}:
            service.update_budget_line(who, line.id, None, amount_minor=line.amount_minor + 10_00)
    told = [c.sentence for c in service.dossier_data(project_id).checks if c.code.startswith("share_")]
    assert len(told) == 2
    assert "5\u00a0%" in told[0]
    assert "100\u202f000\u00a0€" in told[0]


def test_a_line_spread_over_years_is_the_sum_of_them(service: ProjectService, who: Actor, filled_id: int) -> None:
    service.update_project(who, filled_id, None, starts_on="2026-03-01", ends_on="2028-02-29")
    line = next(x for x in service.budget_lines(filled_id) if x.line_code == "604")
    service.enter_year_amounts(who, filled_id, 2027, [YearEntry(line.id, "amount_minor", 1_000_00)])
    assert [(y.year, y.amount_minor) for y in service.spread(filled_id)[line.id]] == [
        (2026, 8_974_00),
        (2027, 1_000_00),
    ]
    data = service.dossier_data(filled_id)
    assert data.years == (2026, 2027, 2028)
    assert next(x for x in data.budget.lines if x.id == line.id).amount_minor == 9_974_00
    by_year = {one.year: one.budget.charges.total.forecast for one in data.year_budgets}
    assert sum(by_year.values()) == data.budget.charges.total.forecast
    assert by_year[2027] == 1_000_00
    service.enter_year_amounts(who, filled_id, 2027, [YearEntry(line.id, "actual_minor", 900_00)])
    assert next(x for x in service.budget_lines(filled_id) if x.id == line.id).actual_minor == 900_00
    with pytest.raises(DomainError, match="spread_fixed"):
        service.update_budget_line(who, line.id, None, amount_minor=1)
    with pytest.raises(DomainError, match="spread_fixed"):
        service.enter_amounts(who, filled_id, [AmountEntry("604", line.id, "amount_minor", 1)])
    service.gather_line(who, line.id)
    assert service.budget(filled_id, year=2027).charges.total.forecast == 0
    service.library.undo(who)
    assert service.budget(filled_id, year=2027).charges.total.forecast == 1_000_00


def test_a_deleted_line_takes_its_years_along(service: ProjectService, who: Actor, filled_id: int) -> None:
    line = next(x for x in service.budget_lines(filled_id) if x.line_code == "604")
    service.enter_year_amounts(who, filled_id, 2027, [YearEntry(line.id, "amount_minor", 5_00)])
    service.remove_budget_line(who, line.id)
    data = service.dossier_data(filled_id)
    assert data.spread == {}
    assert data.budget.charges.total.forecast == (257_112 - 8_974) * 100
    service.library.undo(who)
    assert service.dossier_data(filled_id).budget.charges.total.forecast == 257_117_00


@given(st.lists(st.tuples(st.integers(0, 10**9), st.none() | st.integers(0, 10**9)), min_size=1, max_size=10))
def test_the_sum_of_years_says_nothing_that_no_year_says(amounts: list[tuple[int, int | None]]) -> None:
    years = [YearAmount(0, 0, 1, 2026 + n, forecast, None, actual) for n, (forecast, actual) in enumerate(amounts)]
    total = summed(years)
    assert total["amount_minor"] == sum(forecast for forecast, _ in amounts)
    said = [actual for _, actual in amounts if actual is not None]
    assert total["actual_minor"] == (sum(said) if said else None)
    assert total["revised_minor"] is None


def test_an_amount_in_another_currency_is_converted_and_remembered(
    service: ProjectService, who: Actor, project_id: int
) -> None:
    typed = read_entry("1 000 000 F CFA", "EUR", [])
    assert (typed.minor, typed.foreign) == (1_524_49, Money(1_000_000, "XOF"))
    service.enter_amounts(who, project_id, [AmountEntry("601", None, "amount_minor", None, typed=typed)])
    line = service.budget_lines(project_id)[0]
    assert (line.amount_minor, line.foreign_minor, line.foreign_currency, line.foreign_rate) == (
        1_524_49, 1_000_000, "XOF", "655.957",
    )  # fmt: skip
    with pytest.raises(DomainError, match="rate_missing"):
        read_entry("100 USD", "EUR", [])
    service.set_rate(who, project_id, "USD", "1,0875", source="BCE")
    rates = service.dossier_data(project_id).rates
    assert read_entry("100 USD", "EUR", rates).minor == 91_95
    service.update_budget_line(who, line.id, None, amount_minor=2_000_00)
    assert service.budget_lines(project_id)[0].foreign_minor is None


def test_a_budget_changes_currency_at_a_dated_rate(service: ProjectService, who: Actor, filled_id: int) -> None:
    service.set_currency(who, filled_id, "XOF")
    budget = service.budget(filled_id)
    assert budget.currency == "XOF"
    wages = next(x for x in budget.lines if x.line_code == "641")
    assert wages.amount_minor == converted(Money(64_202_00), "XOF", []).minor == 42_113_751
    service.library.undo(who)
    assert service.budget(filled_id).charges.total.forecast == 257_112_00
    with pytest.raises(DomainError, match="rate_missing"):
        service.set_currency(who, filled_id, "HTG")
    with pytest.raises(DomainError, match="rate_unreadable"):
        read_rate("1,2,3")


def test_the_holders_own_budget_stands_apart(service: ProjectService, who: Actor, filled_id: int) -> None:
    service.add_budget_line(who, filled_id, "641", Scope.HOLDER, amount_minor=80_000_00)
    data = service.dossier_data(filled_id)
    assert data.budget.charges.total.forecast == 257_112_00
    assert data.holder_budget is not None
    assert data.holder_budget.charges.total.forecast == 80_000_00
    assert service.project_rows([filled_id])[0].total == 257_112_00


def test_a_proof_is_a_paper_of_the_dossier(service: ProjectService, who: Actor, filled_id: int, tmp_path: Path) -> None:
    letter = tmp_path / "courrier.txt"
    letter.write_text("Votre demande est acceptée.", encoding="utf-8")
    line = next(x for x in service.budget_lines(filled_id) if x.line_code == "74-region")
    service.attach_proof(who, line.id, letter)
    data = service.dossier_data(filled_id)
    proof = next(x for x in data.budget.lines if x.id == line.id).proof_paper_id
    paper = next(view for view in data.papers if view.paper.id == proof)
    assert paper.paper.file_name == "courrier.txt"
    service.remove_paper(who, paper.paper.id)
    assert next(x for x in service.budget_lines(filled_id) if x.id == line.id).proof_paper_id is None


def test_the_roles_of_both_forms_hold_what_rules_look_for(service: ProjectService) -> None:
    for form in service.nomenclatures().values():
        for role in (LineRole.GRANT, LineRole.OWN, LineRole.HOURS, LineRole.HOURS_VALUE):
            assert form.by_role(role), (form.template.code, role)
