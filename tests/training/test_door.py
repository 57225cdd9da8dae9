"""Scans at the door, and people who come without having booked."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.papercode import paper_code
from cresi_app.training.model import AttendanceStatus, DayPart, Origin, PlaceStatus
from tests.training.centre import CLAIRE, Centre, afternoon, morning

DAY = date(2026, 10, 8)
MORNING = datetime(2026, 10, 8, 7, 0, tzinfo=UTC)


def badge(place: int) -> str:
    return paper_code("place", str(place))


@pytest.fixture
def session(centre: Centre) -> int:
    return centre.session(morning(DAY), afternoon(DAY), capacity_target=2, capacity_max=2)


@pytest.fixture
def places(centre: Centre, session: int) -> list[int]:
    booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["Awa Sow", "Paul Roy", "Trop Tard"])
    return [place.place_id for place in booked.places]


@pytest.fixture
def _at_nine(places: list[int]) -> Iterator[None]:
    with clock.frozen(MORNING):
        yield


@pytest.mark.usefixtures("_at_nine")
def test_a_scan_notes_presence_in_the_half_day_that_is_on(centre: Centre, session: int, places: list[int]) -> None:
    mark = centre.training.scan_in(CLAIRE, badge(places[0]))
    assert (mark.name, mark.organisation, mark.slot.part, mark.status) == (
        "Awa Sow",
        "Un",
        DayPart.AM,
        AttendanceStatus.PRESENT,
    )
    again = centre.training.scan_in(CLAIRE, badge(places[0]).lower())
    assert again.is_repeated
    assert not again.changes.touched
    with clock.frozen(datetime(2026, 10, 8, 11, 40, tzinfo=UTC)):
        assert centre.training.scan_in(CLAIRE, badge(places[0])).slot.part is DayPart.PM
    with clock.frozen(datetime(2026, 10, 8, 9, 30, tzinfo=UTC)):
        assert centre.training.scan_in(CLAIRE, badge(places[1])).status is AttendanceStatus.LATE
    centre.library.undo(CLAIRE)
    with clock.frozen(datetime(2026, 10, 8, 9, 30, tzinfo=UTC)):
        assert not centre.training.scan_in(CLAIRE, badge(places[1])).is_repeated


@pytest.mark.usefixtures("_at_nine")
@pytest.mark.parametrize("text", ["", "CRSI:P/12", "CRSI:D/2026-001", "n'importe quoi", "CRSI:P/abc"])
def test_what_is_no_badge_is_said(centre: Centre, text: str) -> None:
    with pytest.raises(DomainError) as caught:
        centre.training.scan_in(CLAIRE, text)
    assert caught.value.code == "no_place"


def test_who_may_not_come_in_is_said_with_the_reason(centre: Centre, session: int, places: list[int]) -> None:
    def refused(place: int, of: int | None = None) -> str:
        with pytest.raises(DomainError) as caught:
            centre.training.scan_in(CLAIRE, badge(place), of)
        return caught.value.code

    assert refused(places[0]) == "not_today"
    centre.training.replace_person(CLAIRE, places[1], "Jean Blé")
    with clock.frozen(MORNING):
        assert refused(places[1]) == "not_in"
        assert refused(places[2]) == "not_in"
        assert refused(places[0], session + 1) == "other_session"


def test_somebody_who_comes_unbooked_gets_a_free_seat_and_presence_in_one_act(centre: Centre, session: int) -> None:
    organisation = centre.organisation("Deux")
    centre.training.book(CLAIRE, session, organisation, ["Awa Sow"])
    with clock.frozen(MORNING):
        before = len(centre.library.revisions())
        centre.training.walk_in(CLAIRE, session, organisation, "Sans Billet")
        assert len(centre.library.revisions()) == before + 1
        sheet = centre.sheet(session)
        assert centre.statuses(session)["Sans Billet"] is PlaceStatus.REGISTERED
        assert list(sheet.attendance.values()) == [AttendanceStatus.PRESENT]
        assert sheet.bookings[-1].booking.origin == Origin.DOOR
        with pytest.raises(DomainError, match="complète"):
            centre.training.walk_in(CLAIRE, session, organisation, "De Trop")
        assert "De Trop" not in centre.statuses(session)
        with pytest.raises(DomainError) as caught:
            centre.training.walk_in(CLAIRE, session, organisation, " ")
        assert caught.value.field == "name"
        centre.library.undo(CLAIRE)
        assert centre.sheet(session).attendance == {}


def test_hours_come_from_presence_and_never_from_the_plan(centre: Centre, session: int, places: list[int]) -> None:
    slots = [line.slot.id for line in centre.sheet(session).slots]
    with clock.frozen(datetime(2026, 10, 8, 18, 0, tzinfo=UTC)):
        late, absent = AttendanceStatus.LATE, AttendanceStatus.ABSENT
        centre.training.mark_attendance(
            CLAIRE, session, {(places[0], slots[0]): late, (places[0], slots[1]): absent, (places[1], slots[0]): absent}
        )
    roy, sow = centre.training.presences(session)
    assert (roy.family_name, roy.minutes, roy.attended) == ("Roy", 0, 0)
    assert (sow.family_name, sow.minutes, sow.attended, sow.slots, sow.is_whole) == ("Sow", 180, 1, 2, False)
