"""The quota of training days, its gauge, and the year at a glance."""

from datetime import date

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.training.model import Gauge, SessionStatus, format_half_days, plan_half_days, public_holidays
from tests.training.centre import CLAIRE, Centre, afternoon, morning


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def test_the_gauge_says_what_it_shows() -> None:
    gauge = Gauge(2026, 14, done=18, confirmed=6, option=2)
    assert (gauge.committed, gauge.free, gauge.over) == (24, 2, 0)
    assert gauge.sentence == "9 réalisés · 3 confirmés · 1 en option · 1 encore libre"
    assert gauge.headline == "jours sur 14 engagés"
    assert [gauge.halves.count(share) for share in ("done", "confirmed", "option", "free", "over")] == [18, 6, 2, 2, 0]
    assert gauge.warning == ""


def test_half_days_are_halves_and_what_exceeds_is_told() -> None:
    gauge = Gauge(2026, 14, done=18, confirmed=6, option=2).after(3)
    assert plain(gauge.warning) == "Le quota de 14 jours pour 2026 est dépassé de 0,5 jour."
    assert gauge.sentence == "9 réalisés · 4,5 confirmés · 1 en option · 0,5 de trop"
    assert len(gauge.halves) == 29
    assert (format_half_days(1), format_half_days(24)) == ("0,5", "12")


def test_half_days_count_by_the_year_of_their_day_and_the_status_of_their_session(centre: Centre) -> None:
    centre.session(morning(date(2026, 12, 31)), morning(date(2027, 1, 4)))
    for status in SessionStatus:
        if status not in {SessionStatus.CANCELLED, SessionStatus.POSTPONED}:
            centre.session(morning(date(2026, 11, 3)), status=status)
    gauge = centre.training.quota(2026)
    assert (gauge.done, gauge.confirmed, gauge.option) == (2, 3, 1)
    assert centre.training.quota(2027).confirmed == 1
    gone = centre.session(morning(date(2026, 6, 1)), afternoon(date(2026, 6, 1)))
    centre.training.cancel_session(CLAIRE, gone, 1, "Personne")
    assert centre.training.quota(2026) == gauge


def test_the_quota_of_a_year_holds_until_another_is_set(centre: Centre) -> None:
    assert centre.training.quota(2026).days == 14
    centre.training.set_quota(CLAIRE, 2026, 12)
    centre.training.set_quota(CLAIRE, 2028, 16)
    centre.training.set_quota(CLAIRE, 2028, 20)
    assert [centre.training.quota(year).days for year in (2025, 2026, 2027, 2028)] == [14, 12, 12, 20]
    centre.library.undo(CLAIRE)
    assert centre.training.quota(2028).days == 16
    with pytest.raises(DomainError, match="366"):
        centre.training.set_quota(CLAIRE, 2026, 400)


def test_the_year_plan_knows_days_taken_and_holidays(centre: Centre) -> None:
    session = centre.session(morning(), afternoon(), morning(date(2026, 10, 9)))
    centre.session(morning(date(2026, 3, 3)), status=SessionStatus.DRAFT)
    plan = centre.training.year_plan(2026)
    assert [one.id for one in plan.sessions] == [session]
    assert set(plan.by_day) == {date(2026, 10, 8), date(2026, 10, 9)}
    assert plan.public_holidays[date(2026, 7, 14)] == "Fête nationale"
    assert plan.public_holidays == public_holidays(2026)
    assert plan.school_holiday(date(2026, 2, 20)) == ""
    assert plan.school_holiday(date(2026, 2, 21)) == "Vacances d'hiver"
    assert plan.school_holiday(date(2026, 3, 8)) == "Vacances d'hiver"
    assert plan.school_holiday(date(2026, 1, 2)) == "Vacances de Noël"
    assert plan.school_holiday(date(2026, 10, 8)) == ""
    assert plan.school_known_until == date(2027, 8, 31)
    assert date(2026, 10, 8) in centre.training.closed_days(2026)
    assert date(2026, 12, 25) in centre.training.closed_days(2026)


def test_a_year_without_anything_is_a_year_all_the_same(centre: Centre) -> None:
    plan = centre.training.year_plan(2031)
    assert (plan.sessions, plan.school_holidays) == ((), ())
    assert plan.gauge.free == 28


def test_half_days_are_proposed_on_working_days() -> None:
    friday = date(2026, 10, 9)
    days = [plan.day for plan in plan_half_days(friday, 5, closed=[date(2026, 10, 12)])]
    assert days == [friday, friday, date(2026, 10, 13), date(2026, 10, 13), date(2026, 10, 14)]
