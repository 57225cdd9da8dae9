"""The rules that need no library: shares, rates, months, years without a promise."""

from datetime import date

import pytest

from cresi_app.cooperation.model.amounts import (
    check_shares,
    to_euro_minor,
    years_of,
)
from cresi_app.cooperation.model.records import Commitment
from cresi_app.cooperation.model.steps import add_months
from cresi_app.core.errors import DomainError
from cresi_app.core.money import Money


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ([], ""), ([None, None], ""), ([10_000], ""), ([3334, 3333, 3333], ""), ([9990], "shares_sum"),
        ([5000, 5001], "shares_sum"), ([5000, None], "shares_open"),
    ],
)  # fmt: skip
def test_shares_give_exactly_a_hundred(shares: list[int | None], code: str) -> None:
    if code:
        with pytest.raises(DomainError, match=code):
            check_shares(shares)
    else:
        check_shares(shares)


def test_currencies_become_euros_at_a_told_rate_only() -> None:
    assert to_euro_minor(Money(12_34), None) == 12_34
    assert to_euro_minor(Money(655_957, "XOF"), 655_957_000) == 1_000_00
    assert to_euro_minor(Money(1, "XOF"), 655_957_000) == 0
    assert to_euro_minor(Money(655_957, "XOF"), None) is None


def test_a_year_without_promise_keeps_its_place() -> None:
    promised = [Commitment(n, 1, 1, year, "EUR", 1_000_00, 200_00, "") for n, year in enumerate((2022, 2025))]
    years = years_of(promised, {2026: 500_00}, lambda _currency, _year: None)
    assert [(one.year, one.committed, one.paid) for one in years] == [
        (2022, 1_000_00, 0), (2023, None, 0), (2024, None, 0), (2025, 1_000_00, 0), (2026, None, 500_00),
    ]  # fmt: skip
    assert years[0].in_kind == 200_00
    assert years[1].is_empty


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)), (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 22), -6, date(2026, 5, 22)), (date(2026, 12, 31), -3, date(2026, 9, 30)),
    ],
)  # fmt: skip
def test_months_are_counted_as_people_do(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected
