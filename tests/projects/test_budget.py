from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.errors import DomainError
from cresi_app.projects.model import (
    Block,
    BudgetLine,
    Level,
    Side,
    balance_of,
    budget_checks,
    compute_budget,
    read_amount,
    with_entry,
)
from tests.projects.vectors import FORM, entry, nomenclature, vector

FORM_LINES = nomenclature()
CODES = [line.code for line in FORM_LINES.lines]


def codes_of(lines: Sequence[BudgetLine]) -> set[str]:
    return {check.code for check in budget_checks(compute_budget(FORM_LINES, lines))}


def test_the_real_budget_gives_the_same_total_on_both_sides() -> None:
    budget = compute_budget(FORM_LINES, vector())
    assert budget.charges.total.forecast == budget.products.total.forecast == 257_112_00
    assert budget.charges.subtotal.forecast == budget.products.subtotal.forecast == 141_112_00
    assert budget.charges.volunteer.forecast == budget.products.volunteer.forecast == 116_000_00
    sections = {row.line.code: row.figures.forecast // 100 for row in (*budget.charges.rows, *budget.products.rows)}
    assert sections["60"] == 9174
    assert sections["61"] == 7010
    assert sections["62"] == 15714
    assert sections["64"] == 105_444
    assert sections["74"] == 118_425
    assert sections["own"] == 22687
    assert budget.is_balanced
    assert balance_of(budget).sentence == "Équilibré\u00a0: 257\u202f112\u00a0€"
    assert {check.code for check in budget_checks(budget)} == {"balanced"}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("604", "Écart\u00a0: il manque 1\u00a0€ de produits"),
        ("own", "Écart\u00a0: 1\u00a0€ de produits en trop"),
    ],
)
def test_one_euro_more_on_one_line_shows_the_imbalance(code: str, sentence: str) -> None:
    lines = [with_entry(x, amount_minor=x.amount_minor + 100) if x.line_code == code else x for x in vector()]
    budget = compute_budget(FORM_LINES, lines)
    assert not budget.is_balanced
    assert balance_of(budget).sentence == sentence
    assert balance_of(budget).level is Level.WARNING


def test_one_euro_moved_between_86_and_own_money_still_tells_that_86_is_not_87() -> None:
    moved = {"864": -100, "604": 100}
    lines = [replace(x, amount_minor=x.amount_minor + moved.get(x.line_code, 0)) for x in vector()]
    budget = compute_budget(FORM_LINES, lines)
    assert budget.gap == 0
    assert budget.volunteer_gap == -100
    assert not budget.is_balanced
    assert balance_of(budget).sentence == "Comptes 86 et 87\u00a0: 1\u00a0€ d’écart"


def test_the_share_asked_is_told_with_and_without_volunteers() -> None:
    budget = compute_budget(FORM_LINES, vector())
    assert budget.requested == 9000_00
    assert budget.share_with_volunteer == Fraction(9000, 257_112)
    assert budget.share_without_volunteer == Fraction(9000, 141_112)
    assert compute_budget(FORM_LINES, []).share_with_volunteer is None


def test_the_request_stands_once_and_under_74() -> None:
    lines = vector()
    assert "request_missing" in codes_of([replace(x, is_requested=False) for x in lines])
    assert "request_twice" in codes_of([replace(x, is_requested=x.line_code.startswith("74-s")) for x in lines])
    assert "request_misplaced" in codes_of([replace(x, is_requested=x.line_code == "own") for x in lines])
    assert "request_not_asked" in codes_of([replace(x, status_code="obtained") if x.is_requested else x for x in lines])


def test_refused_money_stays_in_sight_and_leaves_the_total() -> None:
    lines = [replace(x, status_code="refused") if x.line_code == "74-region" else x for x in vector()]
    budget = compute_budget(FORM_LINES, lines)
    assert budget.products.section("74").figures.forecast == (118_425 - 23_000) * 100
    assert budget.gap == 23_000_00
    assert [e.amount_minor for e in budget.products.section("74").all_entries() if e.line_code == "74-region"] == [
        23_000_00
    ]
    assert "refused" in {check.code for check in budget_checks(budget)}


def test_cents_are_kept_and_told() -> None:
    lines = [replace(x, amount_minor=x.amount_minor + 50) if x.line_code in {"604", "own"} else x for x in vector()]
    budget = compute_budget(FORM_LINES, lines)
    assert budget.charges.total.forecast == 257_112_50
    told = next(check for check in budget_checks(budget) if check.code == "cents")
    assert told.data["n"] == 2


def test_actual_amounts_have_their_own_totals_and_execution() -> None:
    budget = compute_budget(
        FORM_LINES, [replace(entry(1, "604", 1000), actual_minor=1_090_00), entry(2, "601", 500), entry(3, "own", 0)]
    )
    section = budget.charges.section("60")
    assert (section.figures.forecast, section.figures.actual) == (1500_00, 1090_00)
    assert section.rows[0].figures.execution == Fraction(109, 100)
    assert budget.products.total.execution is None


def test_a_line_of_another_edition_is_refused_and_never_lost_in_a_total() -> None:
    with pytest.raises(DomainError) as refusal:
        compute_budget(FORM_LINES, [entry(1, "999", 5)])
    assert refusal.value.code == "line_unknown"
    assert FORM in refusal.value.sentence.replace("CERFA n°\u00a012156*06", FORM)


def test_the_form_keeps_the_old_numbers_of_87() -> None:
    names = {line.printed_code: (line.name_fr, line.account) for line in FORM_LINES.lines if line.parent_code == "87"}
    assert names["870"] == ("Bénévolat", "875")
    assert names["875"] == ("Dons en nature", "870")


def test_every_line_of_the_form_has_its_place() -> None:
    charges = [row.line.printed_code for row in compute_budget(FORM_LINES, []).charges.rows]
    products = [row.line.printed_code for row in compute_budget(FORM_LINES, []).products.rows]
    assert charges == ["60", "61", "62", "63", "64", "65", "66", "67", "68", "69", "", "86"]
    assert products == ["70", "73", "74", "75", "76", "77", "78", "79", "", "87"]
    assert {line.block for line in FORM_LINES.sections(Side.PRODUCT)} == {Block.DIRECT, Block.OWN, Block.VOLUNTEER}


AMOUNTS = st.integers(0, 10**11)
ENTRIES = st.lists(
    st.tuples(st.sampled_from(CODES), AMOUNTS, AMOUNTS, st.sampled_from([None, "asked", "refused"])), max_size=40
)


@given(ENTRIES)
def test_every_total_is_the_sum_of_the_lines_in_sight(entered: list[tuple[str, int, int, str | None]]) -> None:
    lines = [
        replace(entry(n, code, 0), amount_minor=amount, actual_minor=actual, status_code=status)
        for n, (code, amount, actual, status) in enumerate(entered, 1)
    ]
    budget = compute_budget(FORM_LINES, lines)
    seen = [e for side in (budget.charges, budget.products) for row in side.rows for e in row.all_entries()]
    assert sorted(e.id for e in seen) == [line.id for line in lines]
    counted = [e for e in seen if e.is_counted]
    assert budget.charges.total.forecast + budget.products.total.forecast == sum(e.amount_minor for e in counted)
    assert budget.charges.total.actual + budget.products.total.actual == sum(e.actual_minor or 0 for e in counted)
    for check in budget_checks(budget):
        assert check.sentence


@given(ENTRIES, st.data())
def test_a_removed_line_is_in_no_total(entered: list[tuple[str, int, int, str | None]], data: st.DataObject) -> None:
    lines = [replace(entry(n, code, 0), amount_minor=amount) for n, (code, amount, _, _) in enumerate(entered, 1)]
    if not lines:
        return
    gone = data.draw(st.sampled_from(lines))
    before = compute_budget(FORM_LINES, lines)
    after = compute_budget(FORM_LINES, [line for line in lines if line is not gone])
    both = [b.charges.total.forecast + b.products.total.forecast for b in (before, after)]
    assert both[0] - both[1] == gone.amount_minor


def test_amounts_are_read_as_people_type_them() -> None:
    assert read_amount("8 974", "EUR") == 8974_00
    assert read_amount("1\u202f234,56 €", "EUR") == 1234_56
    assert read_amount("", "EUR") == 0
    for wrong, code in (("-5", "amount_negative"), ("12 F CFA", "currency_differs"), ("1,2,3", "amount_ambiguous")):
        with pytest.raises(DomainError) as refusal:
            read_amount(wrong, "EUR")
        assert refusal.value.code == code
        assert refusal.value.sentence


@given(st.text(max_size=30))
def test_nothing_typed_as_an_amount_breaks(text: str) -> None:
    with suppress(DomainError):
        assert read_amount(text, "EUR") >= 0


def test_the_amount_follows_quantity_and_price_until_typed_by_hand() -> None:
    line = entry(1, "604", 0)
    line = with_entry(line, quantity_milli=2500)
    assert line.amount_minor == 0
    line = with_entry(line, unit_price_minor=33_33)
    assert line.amount_minor == 83_33
    assert with_entry(line, label="Forage").unit_price_minor == 33_33
    freed = with_entry(line, amount_minor=84_00)
    assert (freed.amount_minor, freed.unit_price_minor, freed.quantity_milli) == (84_00, None, 2500)
