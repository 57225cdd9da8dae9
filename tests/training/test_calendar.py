"""The .ics file: local time with its zone, right on both sides of the change of hour."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from cresi_app.training.interchange import session_calendar, year_calendar
from cresi_app.training.model import DayPart, Mode, SessionStatus, SlotPlan
from tests.training.centre import CLAIRE, Centre, morning


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_half_days_keep_their_local_hour_across_the_change_of_hour(centre: Centre) -> None:
    nine = (time(9), time(12))
    session = centre.session(*(SlotPlan(date(2026, 10, day), DayPart.AM, *nine) for day in (23, 26)))
    data = session_calendar(centre.training, session)
    assert b"TZID:Europe/Paris" in data
    assert data.count(b"BEGIN:VTIMEZONE") == 1
    assert b"DTSTART;TZID=Europe/Paris:20261023T090000" in data
    starts = [event["DTSTART"].dt.astimezone(UTC) for event in events(data)]
    assert starts == [datetime(2026, 10, 23, 7, tzinfo=UTC), datetime(2026, 10, 26, 8, tzinfo=UTC)]


def test_the_zone_written_by_hand_is_the_real_one(centre: Centre) -> None:
    zones: list[Any] = list(Calendar.from_ical(session_calendar(centre.training, centre.session())).walk("VTIMEZONE"))
    written, real = zones[0].to_tz(), ZoneInfo("Europe/Paris")
    for month in range(1, 13):
        for day in (1, 15, 28):
            moment = datetime(2026, month, day, 12)  # noqa: DTZ001 - a wall clock, whose offset is asked
            assert written.utcoffset(moment) == real.utcoffset(moment), moment


def test_a_change_raises_the_sequence_and_keeps_the_uid(centre: Centre) -> None:
    session = centre.session(morning(), contact="Claire Martin")
    (before,) = events(session_calendar(centre.training, session))
    centre.training.move_session(CLAIRE, session, date(2026, 10, 20))
    (after,) = events(session_calendar(centre.training, session))
    assert before["UID"] == after["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    centre.training.cancel_session(CLAIRE, session, centre.training.session(session).version, "Personne")
    (gone,) = events(year_calendar(centre.training, 2026))
    assert (gone["STATUS"], gone["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_a_year_leaves_drafts_out_and_says_what_is_an_option(centre: Centre) -> None:
    room = centre.training.add_room(CLAIRE, "Salle Senghor", "8, allée des Tilleuls").id
    centre.session(morning(date(2026, 3, 3), room, centre.person("Aïssatou Nom")))
    centre.session(morning(date(2026, 4, 3)), status=SessionStatus.DRAFT)
    centre.session(
        replace(morning(date(2026, 5, 4)), video_link="https://visio.example/x"),
        mode=Mode.REMOTE,
        status=SessionStatus.OPTION,
    )
    first, second = events(year_calendar(centre.training, 2026))
    assert first["LOCATION"] == "Salle Senghor, 8, allée des Tilleuls"
    assert first["SUMMARY"] == "Monter son budget (matin)"
    assert "Avec Aïssatou Nom" in first["DESCRIPTION"]
    assert (second["STATUS"], second["URL"]) == ("TENTATIVE", "https://visio.example/x")
    assert events(year_calendar(centre.training, 2031)) == []
