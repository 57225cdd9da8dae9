"""Other people's calendars as busy time: read with a sentence for everything refused, told where they stand in the way."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.training.interchange.busy import parse_busy, read_busy
from cresi_app.training.model import Mode
from cresi_app.training.model.busy import BusyTime
from tests.corpus import corpus_dir
from tests.training.centre import CLAIRE, OCTOBER, Centre, afternoon, morning

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\n"
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nBEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nTZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n"
    "DTSTART:19960331T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "END:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
)


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\nUID:e{n}\r\n{event}\r\nEND:VEVENT\r\n" for n, event in enumerate(events))
    return f"{HEAD}{ZONE}{body}END:VCALENDAR\r\n".encode()


def stretches(*events: str) -> list[tuple[str, str, str]]:
    return [(f"{one.day:%m-%d}", one.starts, one.ends) for one in parse_busy(calendar(*events), "salle.ics").stretches]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART:20261008T070000Z\r\nDTEND:20261008T090000Z", [("10-08", "09:00", "11:00")]),
        ("DTSTART;TZID=Europe/Paris:20261008T090000\r\nDURATION:PT2H", [("10-08", "09:00", "11:00")]),
        ("DTSTART:20261008T090000\r\nDTEND:20261008T110000", [("10-08", "09:00", "11:00")]),
        ("DTSTART;VALUE=DATE:20261008\r\nDTEND;VALUE=DATE:20261010", [("10-08", "00:00", "24:00"), ("10-09", "00:00", "24:00")]),
        ("DTSTART;VALUE=DATE:20261008", [("10-08", "00:00", "24:00")]),
        ("DTSTART;TZID=Europe/Paris:20261008T220000\r\nDTEND;TZID=Europe/Paris:20261009T020000",
         [("10-08", "22:00", "24:00"), ("10-09", "00:00", "02:00")]),
        ("DTSTART:20261025T003000Z\r\nDTEND:20261025T013000Z", [("10-25", "02:30", "03:30")]),
        ("DTSTART;TZID=Europe/Paris:20261022T180000\r\nDTEND;TZID=Europe/Paris:20261022T190000\r\nRRULE:FREQ=WEEKLY;COUNT=2",
         [("10-22", "18:00", "19:00"), ("10-29", "18:00", "19:00")]),
        (("DTSTART;TZID=Europe/Paris:20261022T180000\r\nDTEND;TZID=Europe/Paris:20261022T190000\r\nRRULE:FREQ=WEEKLY;UNTIL=20261030T000000Z\r\n"
         "EXDATE;TZID=Europe/Paris:20261022T180000"), [("10-29", "18:00", "19:00")]),
        ("DTSTART:20261008T070000Z\r\nDTEND:20261008T090000Z\r\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20261008T070000Z\r\nDTEND:20261008T090000Z\r\nSTATUS:CANCELLED", []),
    ],
)  # fmt: skip
def test_an_event_takes_these_hours_of_the_centre(event: str, expected: list[tuple[str, str, str]]) -> None:
    assert stretches(event) == expected


def test_an_occasion_that_was_moved_is_taken_where_it_stands() -> None:
    data = calendar("DTSTART:20261008T070000Z\r\nDTEND:20261008T080000Z\r\nRRULE:FREQ=DAILY;COUNT=2").replace(
        b"END:VCALENDAR",
        b"BEGIN:VEVENT\r\nUID:e0\r\nRECURRENCE-ID:20261009T070000Z\r\nDTSTART:20261010T120000Z\r\n"
        b"DTEND:20261010T130000Z\r\nEND:VEVENT\r\nEND:VCALENDAR",
    )
    found = parse_busy(data, "salle.ics")
    assert [(f"{one.day:%d}", one.starts) for one in found.stretches] == [("08", "09:00"), ("10", "14:00")]


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("SUMMARY:Sans date", "pas de date de début"),
        ("DTSTART:20261008T090000Z\r\nDTEND:20261008T080000Z", "avant d’avoir commencé"),
        ("DTSTART:20261008T090000Z\r\nDTEND:2026", "ne se lisent pas"),
        ("DTSTART:20261008T090000Z\r\nRRULE:FREQ=SECONDLY", "pas celle d’une réunion"),
        ("DTSTART;VALUE=DATE:20261008\r\nDTEND:20261008T080000Z", "par un jour et finit par une heure"),
    ],
)
def test_an_event_that_says_nothing_is_refused_with_its_reason_and_the_others_stay(event: str, reason: str) -> None:
    found = parse_busy(calendar(event, "DTSTART:20261008T070000Z\r\nDTEND:20261008T090000Z"), "salle.ics")
    assert (found.read, found.kept, found.free, len(found.rejected)) == (2, 1, 0, 1)
    assert reason in found.rejected[0].reason


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"BEGIN:VCARD\r\nEND:VCARD\r\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
             b"BEGIN:VCALENDAR\r\n" * 5000, b"BEGIN:VCALENDAR\r\n\xff\xfe;;:=\r\nEND:VCALENDAR"],
)  # fmt: skip
def test_what_is_no_calendar_is_told_and_nothing_else(data: bytes) -> None:
    assert said_of(data, "abîmé.ics") in {"", "not_calendar"}


def said_of(data: bytes, name: str) -> str:
    """Read a file: "" when it holds no event, else the code of its refusal, whose sentence names it."""
    try:
        found = parse_busy(data, name)
    except DomainError as refusal:
        return refusal.code if name in refusal.sentence else refusal.sentence
    return "" if not found.kept else "kept"


def test_every_real_file_is_read_or_refused_with_a_sentence(centre: Centre) -> None:
    room = centre.training.add_room(CLAIRE, "Salle Senghor").id
    told: dict[str, int] = {}
    for file in sorted(corpus_dir("ics").iterdir()):
        refused = said_of(file.read_bytes(), file.name)
        if refused == "not_calendar":
            told[refused] = told.get(refused, 0) + 1
            continue
        found = read_busy(file)
        assert found.read == found.kept + found.free + len(found.rejected), file.name
        assert all(one.reason for one in found.rejected), file.name
        assert all(one.starts < one.ends for one in found.stretches), file.name
        told["read"] = told.get("read", 0) + 1
        centre.training.preview_busy(found, room_id=room)
    assert told["read"] > 80
    assert set(told) == {"read", "not_calendar"}


def take(centre: Centre, *events: str, **whose: Any) -> BusyTime | None:
    file = parse_busy(calendar(*events), "salle.ics")
    centre.training.import_busy(CLAIRE, file, **whose)
    return file.stretches[0] if file.stretches else None


COUNCIL = "SUMMARY:Conseil\r\nDTSTART;TZID=Europe/Paris:20261008T110000\r\nDTEND;TZID=Europe/Paris:20261008T150000"


def test_busy_time_stands_in_the_way_until_somebody_says_why_not(centre: Centre) -> None:
    training = centre.training
    room = training.add_room(CLAIRE, "Salle Senghor").id
    take(centre, COUNCIL, room_id=room)
    with pytest.raises(DomainError) as refused:
        centre.session(morning(OCTOBER, room))
    assert refused.value.field == "busy_reason"
    assert "Salle Senghor" in refused.value.sentence
    assert "Conseil" in refused.value.sentence
    free = centre.session(morning(date(2026, 10, 9), room))
    with pytest.raises(DomainError):
        training.move_session(CLAIRE, free, OCTOBER)
    training.move_session(CLAIRE, free, OCTOBER, busy_reason="Le conseil siège ailleurs")
    assert centre.sheet(free).slots[0].slot.busy_reason == "Le conseil siège ailleurs"
    assert [one.summary for one in training.busy_of_session(free)] == ["Conseil"]


def test_half_open_hours_touch_without_a_clash_and_a_remote_session_takes_no_room(centre: Centre) -> None:
    training = centre.training
    room, trainer = training.add_room(CLAIRE, "Salle Senghor").id, centre.person("Aïssatou Nom")
    take(centre, "DTSTART;TZID=Europe/Paris:20261008T123000\r\nDTEND;TZID=Europe/Paris:20261008T140000", room_id=room)
    centre.session(morning(OCTOBER, room), afternoon(OCTOBER, room))
    take(centre, COUNCIL, person_id=trainer)
    with pytest.raises(DomainError, match="Aïssatou Nom n’est pas libre"):
        centre.session(afternoon(OCTOBER, None, trainer))
    take(centre, COUNCIL, room_id=training.add_room(CLAIRE, "Salle Monod").id)
    remote = training.rooms()[0].id
    centre.session(morning(date(2026, 10, 8), remote), mode=Mode.REMOTE)


def test_a_calendar_read_again_is_brought_up_to_date_and_its_sums_agree(centre: Centre) -> None:
    training = centre.training
    room = training.add_room(CLAIRE, "Salle Senghor").id
    centre.session(morning(OCTOBER, room))
    other = "DTSTART:20261020T070000Z\r\nDTEND:20261020T080000Z"
    first = parse_busy(calendar(COUNCIL, other), "salle.ics")
    preview = training.preview_busy(first, room_id=room)
    assert (preview.created, preview.same, preview.removed) == (2, 0, 0)
    assert [one.calendar for one in preview.clashes] == ["F2026-01"]
    training.import_busy(CLAIRE, first, room_id=room)
    again = parse_busy(calendar(COUNCIL), "salle.ics")
    preview = training.preview_busy(again, room_id=room)
    assert (preview.created, preview.same, preview.removed) == (0, 1, 1)
    training.import_busy(CLAIRE, again, room_id=room)
    assert [line.stretches for line in training.busy_calendars()] == [1]
    assert training.import_busy(CLAIRE, again, room_id=room).seq is None
    centre.library.undo(CLAIRE)
    assert [line.stretches for line in training.busy_calendars()] == [2]


def test_a_file_in_which_nothing_reads_takes_nothing_away(centre: Centre, tmp_path: Path) -> None:
    room = centre.training.add_room(CLAIRE, "Salle Senghor").id
    take(centre, COUNCIL, room_id=room)
    broken = parse_busy(calendar("SUMMARY:Sans date"), "salle.ics")
    with pytest.raises(DomainError, match="garde ce qu’il avait"):
        centre.training.import_busy(CLAIRE, broken, room_id=room)
    with pytest.raises(DomainError, match="quelle salle"):
        centre.training.import_busy(CLAIRE, broken)
    with pytest.raises(DomainError, match="ne peut pas être ouvert"):
        read_busy(tmp_path / "nulle.ics")
    assert [line.stretches for line in centre.training.busy_calendars()] == [1]
