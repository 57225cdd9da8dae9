"""Courses, sessions and half-days through a real library: codes, overlaps, moves, statuses."""

from datetime import date, time

import pytest

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.store.errors import Refused
from cresi_app.training.model import (
    DayPart,
    Mode,
    PlaceStatus,
    SessionFilter,
    SessionPlan,
    SessionStatus,
    SlotPlan,
)
from tests.training.centre import CLAIRE, OCTOBER, Centre, afternoon, morning


def test_a_session_takes_what_it_lacks_from_its_course_and_a_code_of_its_year(centre: Centre) -> None:
    first = centre.training.session(centre.session())
    second = centre.training.session(centre.session(morning(date(2027, 1, 5))))
    third = centre.training.session(centre.session(morning(date(2026, 12, 1)), title="Budget, la suite"))
    assert (first.code, second.code, third.code) == ("F2026-01", "F2027-01", "F2026-02")
    assert (first.title, first.capacity_max, first.status) == ("Monter son budget", 16, SessionStatus.OPEN)
    assert third.title == "Budget, la suite"
    assert first.zone == "Europe/Paris"
    assert centre.training.by_ref("f2026-02") == third.id
    assert centre.training.by_ref(str(third.id)) == third.id
    assert centre.training.by_ref("F2099-01") is None


def test_a_room_is_not_taken_twice_but_back_to_back_is_no_overlap(centre: Centre) -> None:
    room = centre.training.add_room(CLAIRE, "Salle Senghor").id
    centre.session(SlotPlan(OCTOBER, DayPart.AM, time(9), time(12), room))
    centre.session(SlotPlan(OCTOBER, DayPart.PM, time(12), time(14), room))
    with pytest.raises(DomainError) as refused:
        centre.session(SlotPlan(OCTOBER, DayPart.AM, time(11, 59), time(12, 30), room))
    assert refused.value.code == "overlap"
    assert "Salle Senghor" in refused.value.sentence
    assert "F2026-01" in refused.value.sentence
    assert len(centre.training.sessions(2026)) == 2


def test_a_remote_session_and_a_draft_hold_no_room(centre: Centre) -> None:
    room = centre.training.add_room(CLAIRE, "Salle Senghor").id
    centre.session(morning(OCTOBER, room))
    centre.session(morning(OCTOBER, room), mode=Mode.REMOTE)
    draft = centre.session(morning(OCTOBER, room), status=SessionStatus.DRAFT)
    version = centre.training.session(draft).version
    with pytest.raises(DomainError, match="overlap"):
        centre.training.set_status(CLAIRE, draft, version, SessionStatus.OPEN)
    assert centre.training.session(draft).status is SessionStatus.DRAFT


def test_a_remote_session_brought_into_a_taken_room_is_refused(centre: Centre) -> None:
    room = centre.training.add_room(CLAIRE, "Salle Senghor").id
    centre.session(morning(OCTOBER, room))
    remote = centre.session(morning(OCTOBER, room), mode=Mode.REMOTE)
    with pytest.raises(DomainError, match="overlap"):
        centre.training.update_session(CLAIRE, remote, 1, mode=Mode.ONSITE)


def test_a_trainer_gives_one_session_at_a_time(centre: Centre) -> None:
    aissatou = centre.person("Aïssatou Nom")
    centre.session(morning(OCTOBER, None, aissatou))
    other = centre.session(morning(), afternoon(OCTOBER, None, aissatou))
    slot = centre.sheet(other).slots[0].slot
    with pytest.raises(DomainError, match="Aïssatou Nom"):
        centre.training.set_trainers(CLAIRE, slot.id, slot.version, [aissatou])
    assert centre.sheet(other).slots[0].trainers == ()


def test_the_schema_alone_refuses_overlaps(centre: Centre) -> None:
    """The wall behind the checks: what another desk slipped in a moment before."""
    room = centre.training.add_room(CLAIRE, "Salle Senghor").id
    awa = centre.person("Awa Sow")
    first = centre.session(morning(OCTOBER, room, awa))
    second = centre.session(afternoon(OCTOBER, room))
    slot = centre.sheet(second).slots[0].slot
    for values in ({"starts": time(12)}, {"day": OCTOBER}):
        with pytest.raises(Refused, match="overlap"), centre.library.revise("test", CLAIRE) as revision:
            revision.update("slot", slot.id, slot.version, {"starts": time(11), "ends": time(13), **values})
    with pytest.raises(Refused, match="overlap"), centre.library.revise("test", CLAIRE) as revision:
        revision.insert(
            "slot",
            {"session_id": second, "day": OCTOBER, "part": "am", "starts": "10:00", "ends": "11:00", "room_id": room},
        )
    with centre.library.revise("test", CLAIRE) as revision:
        ten = revision.insert(
            "slot", {"session_id": second, "day": OCTOBER, "part": "am", "starts": "10:00", "ends": "11:00"}
        )
    with pytest.raises(Refused, match="overlap"), centre.library.revise("test", CLAIRE) as revision:
        revision.insert("slot_trainer", {"slot_id": ten, "person_id": awa})
    assert (len(centre.sheet(first).slots), len(centre.sheet(second).slots)) == (1, 2)


def test_half_days_of_one_session_do_not_overlap(centre: Centre) -> None:
    with pytest.raises(DomainError, match="se chevauchent"):
        centre.session(morning(), SlotPlan(OCTOBER, DayPart.PM, time(12), time(13)))
    with pytest.raises(DomainError) as refused:
        centre.session(SlotPlan(OCTOBER, DayPart.PM, time(17), time(14)))
    assert refused.value.field == "ends"


def test_moving_a_session_moves_its_deadlines_and_undo_brings_everything_back(centre: Centre) -> None:
    session = centre.session(
        morning(), afternoon(date(2026, 10, 9)),
        booking_closes_on=date(2026, 10, 1), cancellation_closes_on=date(2026, 10, 5),
    )  # fmt: skip
    centre.training.move_session(CLAIRE, session, date(2026, 10, 9))
    sheet = centre.sheet(session)
    assert [line.slot.day for line in sheet.slots] == [date(2026, 10, 9), date(2026, 10, 10)]
    assert sheet.session.booking_closes_on == date(2026, 10, 2)
    centre.library.undo(CLAIRE)
    sheet = centre.sheet(session)
    assert [line.slot.day for line in sheet.slots] == [OCTOBER, date(2026, 10, 9)]
    assert sheet.session.cancellation_closes_on == date(2026, 10, 5)


def test_a_session_does_not_move_onto_another_one_of_its_participants(centre: Centre) -> None:
    teranga = centre.organisation("Teranga 94")
    here, there = centre.session(), centre.session(morning(date(2026, 10, 9)))
    for session in (here, there):
        centre.training.book(CLAIRE, session, teranga, [centre.guest("Awa Sow")])
    with pytest.raises(DomainError, match="Awa Sow"):
        centre.training.move_session(CLAIRE, there, OCTOBER)
    slot = centre.sheet(there).slots[0].slot
    with pytest.raises(Refused, match="overlap"), centre.library.revise("test", CLAIRE) as revision:
        revision.update("slot", slot.id, slot.version, {"day": OCTOBER})


def test_cancelling_a_session_ends_its_places_with_the_reason_and_undo_gives_them_back(centre: Centre) -> None:
    session = centre.session(capacity_max=1, capacity_target=1)
    centre.training.book(CLAIRE, session, centre.organisation("Teranga 94"), ["Awa Sow", "Ibrahima Ba"])
    with pytest.raises(DomainError) as refused:
        centre.training.cancel_session(CLAIRE, session, 1, " ")
    assert refused.value.field == "reason"
    centre.training.cancel_session(CLAIRE, session, 1, "Formatrice malade")
    sheet = centre.sheet(session)
    assert sheet.session.status is SessionStatus.CANCELLED
    assert centre.statuses(session) == {"Awa Sow": PlaceStatus.CANCELLED, "Ibrahima Ba": PlaceStatus.CANCELLED}
    place = sheet.bookings[0].places[0].place
    assert (place.cancelled_by, place.cancel_reason) == ("Claire Martin", "Formatrice malade")
    assert place.cancelled_at == clock.now()
    with pytest.raises(DomainError, match="aura pas lieu"):
        centre.training.book(CLAIRE, session, centre.organisation("Teranga 94"), ["Lucie Nguyen"])
    with pytest.raises(DomainError, match="annulée"):
        centre.training.set_status(CLAIRE, session, sheet.session.version, SessionStatus.OPEN)
    centre.library.undo(CLAIRE)
    assert centre.statuses(session) == {"Awa Sow": PlaceStatus.REGISTERED, "Ibrahima Ba": PlaceStatus.WAITING}


def test_a_cancelled_session_frees_its_room_and_comes_back_only_if_it_is_still_free(centre: Centre) -> None:
    room = centre.training.add_room(CLAIRE, "Salle Senghor").id
    first = centre.session(morning(OCTOBER, room))
    seq = centre.training.cancel_session(CLAIRE, first, 1, "Reportée", postponed=True).seq
    assert centre.training.session(first).status is SessionStatus.POSTPONED
    centre.session(morning(OCTOBER, room))
    with pytest.raises(DomainError):
        centre.library.undo(CLAIRE, seq)
    assert centre.training.session(first).status is SessionStatus.POSTPONED


def test_the_capacity_may_fall_under_what_is_taken_and_the_sheet_warns(centre: Centre) -> None:
    session = centre.session(capacity_target=2, capacity_max=3)
    teranga = centre.organisation("Teranga 94")
    centre.training.book(CLAIRE, session, teranga, ["Awa Sow", "Ibrahima Ba", "Lucie Nguyen", "Paul Roy"])
    centre.training.update_session(CLAIRE, session, 1, capacity_max=2)
    sheet = centre.sheet(session)
    assert sheet.count(PlaceStatus.REGISTERED) == 3
    assert any("3 personnes inscrites pour 2\u00a0places" in warning for warning in sheet.warnings)
    # One leaves: two are left for two seats, nobody moves up.
    centre.training.cancel_place(CLAIRE, sheet.bookings[0].places[0].place.id)
    assert centre.statuses(session)["Paul Roy"] is PlaceStatus.WAITING
    centre.training.update_session(CLAIRE, session, 2, capacity_max=3)
    assert centre.statuses(session)["Paul Roy"] is PlaceStatus.REGISTERED


def test_half_days_are_added_changed_and_taken_out_but_the_last_one_stays(centre: Centre) -> None:
    session = centre.session(morning())
    centre.training.add_slot(CLAIRE, session, afternoon())
    first, second = (line.slot for line in centre.sheet(session).slots)
    centre.training.update_slot(
        CLAIRE, second.id, second.version, SlotPlan(OCTOBER, DayPart.EVENING, time(18), time(20))
    )
    centre.training.remove_slot(CLAIRE, first.id, first.version)
    (left,) = (line.slot for line in centre.sheet(session).slots)
    assert (left.part, left.minutes) == (DayPart.EVENING, 120)
    with pytest.raises(DomainError, match="au moins une demi-journée"):
        centre.training.remove_slot(CLAIRE, left.id, left.version)


def test_a_stale_version_is_told_and_nothing_is_written(centre: Centre) -> None:
    session = centre.session()
    centre.training.update_session(CLAIRE, session, 1, note="Prévoir un vidéoprojecteur")
    with pytest.raises(DomainError) as refused:
        centre.training.update_session(CLAIRE, session, 1, note="Autre chose")
    assert refused.value.code == "stale"
    assert centre.training.session(session).note == "Prévoir un vidéoprojecteur"


def test_lists_of_a_year_are_filtered_and_counted(centre: Centre) -> None:
    teranga, awa = centre.organisation("Teranga 94"), centre.person("Awa Sow")
    october = centre.session(capacity_target=1, capacity_max=1)
    november = centre.session(morning(date(2026, 11, 12), None, awa), status=SessionStatus.OPTION)
    centre.training.book(CLAIRE, october, teranga, ["Ibrahima Ba", "Paul Roy"])
    both = centre.training.sessions(2026)
    assert [one.id for one in both] == [october, november]
    assert (both[0].registered, both[0].waiting, both[0].free, both[0].half_days) == (1, 1, 0, 2)
    assert both[1].trainers == ("Awa Sow",)

    def ids(wanted: SessionFilter) -> list[int]:
        return [one.id for one in centre.training.sessions(2026, wanted)]

    assert ids(SessionFilter(statuses=frozenset({SessionStatus.OPTION}))) == [november]
    assert ids(SessionFilter(organisation_id=teranga)) == [october]
    assert ids(SessionFilter(person_id=awa)) == [november]
    assert ids(SessionFilter(course_id=centre.course_id)) == [october, november]
    assert centre.training.sessions(2025) == []
    assert [one.id for one in centre.training.upcoming()] == [october, november]


def test_sessions_and_courses_are_found_by_what_people_type(centre: Centre) -> None:
    session = centre.session(
        morning(OCTOBER, centre.training.add_room(CLAIRE, "Salle Césaire").id, centre.person("Aïssatou Nom"))
    )
    for typed in ("budget", "BUDG", "F2026-01", "aissatou", "gestion", "cesaire"):
        assert [one.id for one in centre.training.search(typed)] == [session], typed
    for typed in ("", '"', "eau* AND (", "zzz"):
        assert centre.training.search(typed) == []
    assert [one.id for one in centre.training.search_courses("mont")] == [centre.course_id]
    centre.directory.update_person(CLAIRE, centre.person("Aïssatou Nom"), 1, family_name="Traoré")
    assert [one.id for one in centre.training.search("traore")] == [session]


def test_a_plan_without_half_days_or_with_capacities_out_of_order_is_refused(centre: Centre) -> None:
    with pytest.raises(DomainError, match="demi-journée"):
        centre.training.add_session(CLAIRE, SessionPlan(centre.course_id, ()))
    with pytest.raises(DomainError, match="se suivent"):
        centre.session(capacity_min=5, capacity_target=4, capacity_max=10)
    with pytest.raises(DomainError, match="fuseau"):
        centre.session(zone="Europe/Essonne")
