"""Presence half-day by half-day, and the data of the attendance sheet."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.store.errors import Refused
from cresi_app.training.model import AttendanceStatus, Guest, Mode, SessionStatus, split_name
from tests.training.centre import CLAIRE, OCTOBER, Centre, afternoon, morning

THAT_DAY = datetime(2026, 10, 8, 16, 0, tzinfo=UTC)
PRESENT, LATE, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.ABSENT


def held(centre: Centre) -> tuple[int, list[int], list[int]]:
    session = centre.session(capacity_target=2, capacity_max=2)
    booked = centre.training.book(
        CLAIRE, session, centre.organisation("Teranga 94"), ["Awa Sow", "Ibrahima Ba", "Paul Roy"]
    )
    return session, [place.place_id for place in booked.places], [line.slot.id for line in centre.sheet(session).slots]


def test_presence_is_noted_changed_effaced_and_undone(centre: Centre) -> None:
    session, (awa, ibrahima, _), (am, pm) = held(centre)
    with clock.frozen(THAT_DAY):
        centre.training.mark_attendance(CLAIRE, session, {(awa, am): PRESENT, (ibrahima, am): LATE, (awa, pm): ABSENT})
        centre.training.mark_attendance(CLAIRE, session, {(awa, am): None, (awa, pm): PRESENT, (ibrahima, pm): None})
        assert centre.sheet(session).attendance == {(ibrahima, am): LATE, (awa, pm): PRESENT}
        sheet = centre.training.attendance_sheet_data(session)
        assert [sheet.present(index) for index in (0, 1)] == [1, 1]
        centre.library.undo(CLAIRE)
        assert centre.sheet(session).attendance == {(awa, am): PRESENT, (ibrahima, am): LATE, (awa, pm): ABSENT}


def test_presence_is_noted_of_registered_people_from_the_day_on(centre: Centre) -> None:
    session, (awa, _, waiting), (am, pm) = held(centre)
    with pytest.raises(DomainError, match="le jour même"):
        centre.training.mark_attendance(CLAIRE, session, {(awa, am): PRESENT})
    with clock.frozen(THAT_DAY):
        for mark in ((waiting, am), (awa, 7), (7, am)):
            with pytest.raises(DomainError, match="personne inscrite"):
                centre.training.mark_attendance(CLAIRE, session, {mark: PRESENT})
        centre.training.mark_attendance(CLAIRE, session, {(awa, am): PRESENT})
        with pytest.raises(DomainError, match="effacez-les"):
            centre.training.cancel_place(CLAIRE, awa)
        with pytest.raises(DomainError, match="effacez-les"):
            centre.training.move_session(CLAIRE, session, date(2026, 11, 5))
        version = centre.training.session(session).version
        centre.training.set_status(CLAIRE, session, version, SessionStatus.DONE)
        centre.training.mark_attendance(CLAIRE, session, {(awa, pm): PRESENT})
        centre.training.set_status(CLAIRE, session, version + 1, SessionStatus.CLOSED)
        with pytest.raises(DomainError, match="close"):
            centre.training.mark_attendance(CLAIRE, session, {(awa, pm): ABSENT})


def test_the_schema_refuses_presence_in_another_session(centre: Centre) -> None:
    _, (awa, *_), _ = held(centre)
    elsewhere = centre.sheet(centre.session(morning(date(2026, 11, 5)))).slots[0].slot.id
    with pytest.raises(Refused, match="mismatch"), centre.library.revise("test", CLAIRE) as revision:
        revision.insert("attendance", {"place_id": awa, "slot_id": elsewhere, "status": "present"})


def test_the_sheet_carries_all_its_fields_and_nobody_who_should_not_be_on_it(centre: Centre) -> None:
    room = centre.training.add_room(CLAIRE, "Salle Senghor", "Maison des solidarités\n8, allée des Tilleuls").id
    aissatou = centre.person("Aïssatou Nom-Delacroix")
    session = centre.session(
        afternoon(OCTOBER, room, aissatou), morning(OCTOBER, room, aissatou), capacity_target=5, capacity_max=5,
        contact="Claire Martin · 01 99 00 12 34",
    )  # fmt: skip
    teranga = centre.organisation("Teranga 94")
    names: list[Guest | str] = [
        centre.guest("Zoé Écolier"),
        "Ibrahima BA",
        "",
        "Marie Antoinette DE LA ROCHE",
        "Éva Aaron",
        "Attend Rien",
    ]
    booked = centre.training.book(CLAIRE, session, teranga, names)
    centre.training.cancel_place(CLAIRE, booked.places[4].place_id)
    sheet = centre.training.attendance_sheet_data(session)
    assert (sheet.code, sheet.title, sheet.zone, sheet.mode) == (
        "F2026-01",
        "Monter son budget",
        "Europe/Paris",
        Mode.ONSITE,
    )
    assert sheet.place == "Salle Senghor, Maison des solidarités 8, allée des Tilleuls"
    assert [slot.part for slot in sheet.slots] == ["am", "pm"]
    assert (sheet.minutes, sheet.days, sheet.duration) == (360, (OCTOBER,), "2 demi-journées")
    assert sheet.trainers == sheet.slots[0].trainers == ("Aïssatou Nom-Delacroix",)
    assert sheet.contact.startswith("Claire Martin")
    assert [person.family_name for person in sheet.people] == ["BA", "DE LA ROCHE", "Écolier", "Rien", ""]
    assert {person.organisation for person in sheet.people} == {"Teranga 94"}
    assert sheet.people[0].marks == (None, None)
    assert (sheet.registered, sheet.capacity_max) == (5, 5)
    assert sheet.issued_at == clock.now()


def test_a_remote_sheet_names_the_link_and_the_zone(centre: Centre) -> None:
    session = centre.session(replace(morning(), video_link="https://visio.example/budget"), mode=Mode.REMOTE)
    assert centre.training.attendance_sheet_data(session).place == "https://visio.example/budget"


@pytest.mark.parametrize(
    ("typed", "family", "given"),
    [
        ("Awa Sow", "Sow", "Awa"),
        ("SOW Awa", "SOW", "Awa"),
        ("Marie Antoinette DE LA ROCHE", "DE LA ROCHE", "Marie Antoinette"),
        ("Sow, Awa", "Sow", "Awa"),
        ("AWA SOW", "SOW", "AWA"),
        ("Awa", "Awa", ""),
        ("", "", ""),
    ],
)
def test_typed_names_are_split(typed: str, family: str, given: str) -> None:
    assert split_name(typed) == (family, given)
