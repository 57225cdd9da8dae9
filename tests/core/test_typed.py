"""What people type beside days and amounts: numbers, shares, rates, durations, months, coordinates, currencies, ways to reach somebody."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core import cleaning
from cresi_app.core.contacts import check_link, check_phone, parse_email
from cresi_app.core.coordinates import coordinates_text, parse_coordinates
from cresi_app.core.durations import duration_text, parse_duration
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import set_language
from cresi_app.core.money import Money, format_money, parse_amount, parse_currency
from cresi_app.core.numbers import (
    INDICATOR,
    QUANTITY,
    RATE,
    SHARE,
    WHOLE,
    decimal_text,
    number_text,
    parse_number,
    scaled,
)


@pytest.fixture(params=["fr", "en"])
def either_language(request: pytest.FixtureRequest) -> Iterator[None]:
    """Try in French, then in English."""
    set_language(request.param)
    yield
    set_language("fr")


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [
        ("2,5", 2500), ("2.5", 2500), ("1 234,5", 1_234_500), ("1\u202f234,5", 1_234_500), ("1\u00a0234.5", 1_234_500),
        ("1.234,5", 1_234_500), ("1,234.5", 1_234_500), ("1.234.567", 1_234_567_000), ("0,125", 125), (",5", 500), ("12,", 12_000),
        (" 1 200 ", 1_200_000), ("1,234", 1234), ("+3", 3000), ("1'200", 1_200_000),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(text: str, thousandths: int) -> None:
    assert scaled(text, 1000, QUANTITY) == thousandths


@pytest.mark.parametrize(
    "text", ["", "douze", "1e5", "nan", "٣", "2,5555", "-2", "1,2,3", "1.23.456", "9" * 50, "--2", "."]
)
def test_what_is_no_quantity_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(DomainError, match="quantity_unreadable") as refused:
        scaled(text, 1000, QUANTITY, field="quantity")
    assert refused.value.field == "quantity"


def test_a_point_before_three_digits_is_asked_about() -> None:
    with pytest.raises(DomainError, match="number_ambiguous") as refused:
        scaled("1.234", 1000, QUANTITY)
    assert refused.value.data["readings"] == (1_234_000, 1234)
    assert scaled("1.234", 1, WHOLE) == 1234
    assert scaled("655.957", 1_000_000, RATE) == 655_957_000
    assert parse_number("-2", INDICATOR) == -2


@pytest.mark.parametrize(
    "text", ["12 34", "1 2345", "1234 567", "1 23,5", "12 3 %", "1\u202f23", "1'23", "0,12 345", "1 000 00"]
)
def test_blanks_part_digits_by_threes_or_are_asked_about(text: str) -> None:
    rule = replace(RATE, units=("%",))
    with pytest.raises(DomainError, match="number_parted") as refused:
        parse_number(text, rule, field="rate")
    readings = refused.value.data["readings"]
    assert isinstance(readings, tuple)
    assert [parse_number(decimal_text(one), rule) for one in readings] == list(readings) != []
    assert refused.value.field == "rate"


def test_blanks_that_part_well_or_stand_beside_the_digits_are_read() -> None:
    for text, number in (("12 345", 12345), ("− 2", -2), (" 1 234 567 ", 1234567), ("1 234 , 5", Decimal("1234.5"))):
        assert parse_number(text, INDICATOR) == number
    assert parse_number("0,123 456", RATE) == Decimal("0.123456")
    assert parse_number("12 %", SHARE) == 12


def test_shares_go_to_a_hundred() -> None:
    assert [scaled(one, 100, SHARE) for one in ("33,3 %", "33.33", "100", "0")] == [3330, 3333, 10_000, 0]
    for wrong in ("100,01", "33,333", "-1"):
        with pytest.raises(DomainError, match="percent_outside"):
            scaled(wrong, 100, SHARE)


@given(st.integers(-999_999_999, 999_999_999), st.sampled_from([1, 100, 1000]))
@pytest.mark.usefixtures("either_language")
def test_a_number_reads_back_as_it_is_written_in_both_languages(value: int, scale: int) -> None:
    assert scaled(number_text(value, scale), scale, INDICATOR) == value


@given(st.integers(1, 10**14))
@pytest.mark.usefixtures("either_language")
def test_a_rate_reads_back_as_it_is_written(micro: int) -> None:
    assert parse_number(decimal_text(Decimal(micro) / 1_000_000), RATE) == Decimal(micro) / 1_000_000


@given(st.integers(-(10**12), 10**12), st.booleans())
@pytest.mark.usefixtures("either_language")
def test_an_amount_reads_back_as_a_field_shows_it_in_both_languages(minor: int, cents: bool) -> None:
    for currency in ("EUR", "XOF", "USD", "GBP", "CAD", "MAD", "CNY", "HTG", "JPY", "XPF"):
        written = format_money(Money(minor, currency), cents=cents or None)
        assert parse_amount(written, currency) == Money(minor, currency), written


def test_english_groups_are_only_believed_behind_their_currency() -> None:
    set_language("en")
    try:
        assert parse_amount("€1,234") == Money(123_400)
        with pytest.raises(DomainError, match="amount_ambiguous"):
            parse_amount("1,234")
    finally:
        set_language("fr")
    with pytest.raises(DomainError, match="amount_ambiguous"):
        parse_amount("€1,234")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("xof", "XOF"), ("F CFA", "XOF"), ("francs CFA", "XOF"), ("€", "EUR"), ("euros", "EUR"), ("$US", "USD"), ("US$", "USD"),
        ("dirham marocain", "MAD"), ("Dirhams marocains", "MAD"), ("Moroccan dirham", "MAD"), ("livre sterling", "GBP"),
    ],
)  # fmt: skip
def test_currencies_are_read_by_letters_signs_and_names(text: str, code: str) -> None:
    assert parse_currency(text) == code


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90), ("1h30", 90), ("1 h 30", 90), ("1:30", 90), ("1,5 h", 90), ("une heure et demie", 90), ("45 min", 45), ("2 jours", 2880),
        ("1 j 2 h", 1560), ("demi-heure", 30), ("1 heure et 15 minutes", 75), ("90'", 90),
        ("2 jours et demi", 3600), ("un jour et demi", 2160), ("2h et demie", 150),
    ],
)  # fmt: skip
def test_durations_are_read_as_people_say_them(text: str, minutes: int) -> None:
    assert parse_duration(text) == minutes


def test_half_of_what_was_not_said_is_no_duration() -> None:
    for text in ("30 min et demie", "et demie", "1h30 et demie"):
        with pytest.raises(DomainError, match="duration_unreadable"):
            parse_duration(text)


@given(st.integers(1, 365 * 24 * 60))
@pytest.mark.usefixtures("either_language")
def test_a_duration_reads_back_as_it_is_written(minutes: int) -> None:
    assert parse_duration(duration_text(minutes)) == minutes


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("0160919191", "01 60 91 91 91"), ("01.60.91.91.91", "01 60 91 91 91"), ("tél. : 01 60 91 91 91", "01 60 91 91 91"),
        ("+33160919191", "+33 1 60 91 91 91"), ("0033 (0)1 60 91 91 91", "+33 1 60 91 91 91"), ("+223 20 22 50 12", "+223 20 22 50 12"),
        ("01 60 91 91 91 poste 12", "01 60 91 91 91 poste 12"), ("", ""),
    ],
)  # fmt: skip
def test_telephones_are_put_in_order(text: str, kept: str) -> None:
    assert (check_phone(text).value, check_phone(text).hint) == (kept, "")


def test_what_is_no_telephone_and_no_address_is_kept_with_a_hint() -> None:
    assert check_phone("demander Fatou").value == "demander Fatou"
    assert check_phone("demander Fatou").hint
    assert check_link("au mur").value == "au mur"
    assert check_link("au mur").hint
    assert check_link("www.exemple.org/a?b=1").value == "https://www.exemple.org/a?b=1"
    assert check_link(" <https://exemple.org> ").value == "https://exemple.org"


def test_an_address_is_read_out_of_what_is_pasted() -> None:
    assert parse_email("Claire Martin <claire@exemple.org>") == "claire@exemple.org"
    assert parse_email("mailto:claire@exemple.org") == "claire@exemple.org"
    with pytest.raises(DomainError, match="email"):
        parse_email("claire@exemple")


@given(st.text(max_size=30))
def test_nothing_typed_raises_anything_but_a_refusal(text: str) -> None:
    for read in (parse_duration, parse_coordinates, parse_currency, parse_email, check_phone, check_link):
        with suppress(DomainError):
            read(text)
    for rule in (WHOLE, QUANTITY, SHARE, RATE):
        with suppress(DomainError):
            assert parse_number(text, rule).is_finite()


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("13.805, 8.988", (13_805_000, 8_988_000)),
        ("13,805 8,988", (13_805_000, 8_988_000)),
        ("13,805 ; -8,988", (13_805_000, -8_988_000)),
        ("13.05° N, 9.49° O", (13_050_000, -9_490_000)),
        ("9.49W 13.05N", (13_050_000, -9_490_000)),
        ("-33 18", (-33_000_000, 18_000_000)),
        ("2.35 E 48.85", (48_850_000, 2_350_000)),
        ("", None),
    ],
)
def test_coordinates_are_read_as_people_write_them(text: str, pair: tuple[int, int] | None) -> None:
    assert parse_coordinates(text) == pair
    if pair is not None:
        assert parse_coordinates(coordinates_text(*pair)) == pair


@pytest.mark.parametrize("text", ["48.85 N 2.35 N", "2.35 E 48.85 O", "-33 S 18 E"])
def test_letters_that_contradict_each_other_are_refused(text: str) -> None:
    with pytest.raises(DomainError, match="coordinates_unreadable"):
        parse_coordinates(text)


@given(st.text(max_size=30))
def test_nothing_typed_as_coordinates_breaks(text: str) -> None:
    with suppress(DomainError):
        pair = parse_coordinates(text)
        assert pair is None or (abs(pair[0]) <= 90_000_000 and abs(pair[1]) <= 180_000_000)


@given(st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000))
def test_every_point_on_earth_reads_back(latitude: int, longitude: int) -> None:
    assert parse_coordinates(coordinates_text(latitude, longitude)) == (latitude, longitude)


def test_typed_values_are_cleaned_in_one_place() -> None:
    assert cleaning.clean_line(" a\u00a0 \n b\x00 ") == "a b"
    assert cleaning.clean_text("a  \r\n b \n") == "a  \n b"
    rules = {
        "amount_minor": cleaning.amount,
        "year": cleaning.exercise(1990),
        "women": cleaning.count,
        "percent": cleaning.percent,
    }
    assert cleaning.by_rules({"amount_minor": 5, "title": " a  b ", "note": "a  b "}, rules, frozenset({"title"})) == {
        "amount_minor": 5, "title": "a b", "note": "a  b",
    }  # fmt: skip
    for wrong in (
        {"amount_minor": -1},
        {"amount_minor": True},
        {"year": None},
        {"year": 26},
        {"women": -1},
        {"percent": 101},
    ):
        with pytest.raises(DomainError) as refused:
            cleaning.by_rules(wrong, rules, frozenset())
        assert refused.value.field == next(iter(wrong))
