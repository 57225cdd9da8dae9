"""Amounts: exact, formatted as CLDR writes them, read without ever guessing."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import set_language
from cresi_app.core.money import Money, format_money, format_number, format_percent, parse_amount


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1 234,56", 123456),
        ("1\u00a0234,56", 123456),
        ("1\u202f234,56", 123456),
        ("1234.56", 123456),
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("12 500 €", 1250000),
        ("12500€", 1250000),
        ("€12500", 1250000),
        ("12 500 EUR", 1250000),
        ("−5,00", -500),
        ("-5", -500),
        ("0,5", 50),
        (",5", 50),
        ("1 234 567", 123456700),
        ("1.234.567", 123456700),
        ("0", 0),
        ("24 975,00", 2497500),
        ("5,50", 550),
        ("1’234,50", 123450),
        ("12€50", 1250),
        ("12 500.–", 1250000),
        ("12 500,- €", 1250000),
        ("12 500-", -1250000),
    ],
)
def test_reads_what_people_type_and_paste(text: str, minor: int) -> None:
    assert parse_amount(text) == Money(minor, "EUR")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.234", "amount_ambiguous"),
        ("1,234", "amount_ambiguous"),
        ("12,345,6", "amount_ambiguous"),
        ("1,2,3", "amount_ambiguous"),
        ("1,2345,678", "amount_unreadable"),
        ("1.234,567.8", "amount_unreadable"),
        ("douze", "amount_unreadable"),
        ("", "amount_unreadable"),
        ("5 zz", "amount_unreadable"),
        ("0,005", "amount_too_fine"),
        ("99999999999999999999", "amount_too_large"),
    ],
)
def test_refuses_with_a_sentence(text: str, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        parse_amount(text, field="amount")
    assert refused.value.code == code
    assert refused.value.field == "amount"
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("text", "code", "readings"),
    [
        ("12 34 €", "amount_ambiguous", (Money(123400), Money(1234))),
        ("1 234 56", "amount_ambiguous", (Money(12345600), Money(123456))),
        ("−12 34", "amount_ambiguous", (Money(-123400), Money(-1234))),
        ("12 5000", "amount_parted", (Money(12500000),)),
        ("12 34,5 €", "amount_parted", (Money(123450),)),
        ("12 34 F CFA", "amount_parted", (Money(1234, "XOF"),)),
    ],
)
def test_blanks_that_do_not_part_by_threes_are_asked_about(text: str, code: str, readings: tuple[Money, ...]) -> None:
    with pytest.raises(DomainError) as refused:
        parse_amount(text, field="amount")
    assert (refused.value.code, refused.value.data["readings"]) == (code, readings)


def test_an_ambiguous_amount_offers_both_readings() -> None:
    with pytest.raises(DomainError) as refused:
        parse_amount("1.234")
    assert refused.value.data["readings"] == (Money(123400), Money(123))


def test_francs_have_no_decimals_so_three_digits_are_thousands() -> None:
    assert parse_amount("1.234", "XOF") == Money(1234, "XOF")
    assert parse_amount("12 500 F CFA", "XOF") == Money(12500, "XOF")
    with pytest.raises(DomainError, match="amount_too_fine"):
        parse_amount("12,5", "XOF")


def test_french_writing() -> None:
    assert format_money(Money(56850050)) == "568\u202f500,50\u00a0€"
    assert format_money(Money(88000000)) == "880\u202f000\u00a0€"
    assert format_money(Money(88000000), cents=True) == "880\u202f000,00\u00a0€"
    assert format_money(Money(-600000)) == "\u22126\u202f000\u00a0€"
    assert format_number(4318) == "4\u202f318"
    assert format_percent(31, 100) == "31\u00a0%"
    assert format_percent(1, 0) == "—"


def test_english_writing() -> None:
    set_language("en")
    try:
        assert format_money(Money(56850050)) == "€568,500.50"
        assert format_percent(1, 2) == "50%"
    finally:
        set_language("fr")


def test_cents_are_never_hidden() -> None:
    assert format_money(Money(1), cents=False) == "0,01\u00a0€"


@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "XOF", "HTG", "CNY"]))
def test_what_is_written_reads_back(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert parse_amount(format_money(money, cents=True), currency) == money
    assert money.amount == Decimal(minor) / (1 if currency == "XOF" else 100)


@given(st.text(max_size=40))
def test_typed_text_gives_an_amount_or_a_sentence(text: str) -> None:
    with suppress(DomainError):
        assert isinstance(parse_amount(text), Money)


def test_different_currencies_have_no_sum() -> None:
    with pytest.raises(ValueError, match="rate"):
        Money(1, "EUR") + Money(1, "XOF")


def test_two_commas_are_refused_with_both_readings() -> None:
    with pytest.raises(DomainError) as refused:
        parse_amount("1,234,56")
    assert refused.value.code == "amount_ambiguous"
    assert refused.value.data["readings"] == (Money(123_456_00), Money(1_234_56))
    assert "123\u202f456\u00a0€" in refused.value.sentence
    assert "1\u202f234,56\u00a0€" in refused.value.sentence
