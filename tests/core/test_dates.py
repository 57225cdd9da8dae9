"""Days and hours: written as French and English readers expect, read as they are typed."""

from contextlib import suppress
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core import clock
from cresi_app.core.dates import (
    format_date,
    format_instant,
    format_time,
    month_name,
    parse_date,
    parse_month,
    parse_time,
    weekday_name,
)
from cresi_app.core.errors import DomainError

NB = "\u00a0"
DAY = date(2026, 10, 6)


@pytest.mark.parametrize(
    "text",
    [
        "6/10/2026",
        "06/10/26",
        "6-10-2026",
        "6.10.2026",
        "06102026",
        "2026-10-06",
        "6 octobre 2026",
        "mardi 6 octobre 2026",
        "6 oct. 2026",
        *[
            "6 Oct 2026",
            "Oct 6, 2026",
            "october 6",
            "6 october 2026",
            "6/10",
            "6 oct",
            "aujourd'hui",
            "Aujourd’hui",
            " 6  octobre ",
        ],
    ],
)
def test_reads_typed_days(text: str) -> None:
    with clock.frozen(datetime(2026, 10, 6, 9, tzinfo=UTC)):
        assert parse_date(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "31/02/2026", "bientôt", "6/13/2026", "6/10/0026", "0026-10-06", "12", "6 ju 2026"]
)
def test_refuses_other_texts_with_a_sentence(text: str) -> None:
    with pytest.raises(DomainError, match="date_unreadable"):
        parse_date(text)


def test_first_of_the_month() -> None:
    assert parse_date("1er novembre 2026") == date(2026, 11, 1)
    assert format_date(date(2026, 11, 1)).startswith(f"1er{NB}novembre")
    assert format_date(date(2026, 11, 1), "full").startswith("dimanche 1er")


def test_writes_days() -> None:
    assert format_date(DAY, "full") == f"mardi 6{NB}octobre 2026"
    assert format_date(DAY, "day_month") == f"6{NB}oct."
    assert format_date(DAY, "short") == "06/10/2026"
    assert month_name(2) == "février"
    assert weekday_name(0) == "lundi"


@given(
    st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)),
    st.sampled_from(["full", "long", "medium", "short"]),
)
def test_what_is_written_reads_back(day: date, style: str) -> None:
    assert parse_date(format_date(day, style)) == day  # type: ignore[arg-type]  # hypothesis draws the literal as text


@pytest.mark.parametrize("text", ["9h30", "9 h 30", "9:30", "0930", "9.30", f"9{NB}h{NB}30", "09:30", "930", "9:30 am"])
def test_reads_typed_hours(text: str) -> None:
    assert parse_time(text) == time(9, 30)


def test_minutes_alone_are_no_hour() -> None:
    assert parse_time("9 h 30 min") == time(9, 30)
    with pytest.raises(DomainError, match="time_unreadable"):
        parse_time("12 min")


def test_noon_and_the_halves_of_the_day() -> None:
    assert [parse_time(text).hour for text in ("midi", "minuit", "2 pm", "12 am", "12pm")] == [12, 0, 14, 0, 12]
    with pytest.raises(DomainError, match="time_unreadable"):
        parse_time("14 pm")


def test_days_counted_from_today_and_days_of_the_week() -> None:
    with clock.frozen(datetime(2026, 10, 6, 9, tzinfo=UTC)):
        assert parse_date("après-demain") == date(2026, 10, 8)
        assert parse_date("avant hier") == date(2026, 10, 4)
        with pytest.raises(DomainError, match="date_ambiguous") as monday:
            parse_date("lundi")
        with pytest.raises(DomainError, match="date_ambiguous") as tuesday:
            parse_date("Mardi")
    assert monday.value.data["readings"] == (date(2026, 10, 5), date(2026, 10, 12))
    assert tuesday.value.data["readings"] == (date(2026, 9, 29), DAY, date(2026, 10, 13))


@pytest.mark.parametrize(
    "text", ["03/2027", "3/27", "3.27", "2027-03", "2027-3", "mars 2027", "Mars 27", "march 2027", "mar. 2027"]
)
def test_reads_typed_months(text: str) -> None:
    assert parse_month(text) == "2027-03"


def test_a_month_alone_is_of_this_year_and_others_are_refused() -> None:
    with clock.frozen(datetime(2026, 10, 6, 9, tzinfo=UTC)):
        assert [parse_month(text) for text in ("février", "", " ")] == ["2026-02", "", ""]
    for wrong in ("13/2027", "bientôt", "2027", "3/0027", "0/2027"):
        with pytest.raises(DomainError, match="month_unreadable"):
            parse_month(wrong)


@given(st.text(max_size=20))
def test_typed_text_gives_a_day_and_hour_or_a_sentence(text: str) -> None:
    for read in (parse_date, parse_time):
        with suppress(DomainError):
            assert isinstance(read(text), date | time)
    with suppress(DomainError):
        assert len(parse_month(text)) in {0, 7}


def test_writes_hours() -> None:
    assert format_time(time(9, 30)) == f"9{NB}h{NB}30"
    assert format_time(time(17)) == f"17{NB}h"
    assert format_instant(datetime(2026, 10, 6, 8, 42, tzinfo=UTC)).endswith("10:42")


def test_a_day_that_its_month_does_not_have_is_told_so() -> None:
    for text, words in (("31/02/2026", "février 2026 finit le 28"), ("31 avril 2027", "avril 2027 finit le 30")):
        with pytest.raises(DomainError) as refused:
            parse_date(text)
        assert words in refused.value.sentence
