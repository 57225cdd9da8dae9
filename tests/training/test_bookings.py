"""Bookings and places through a real library: seats, waiting list, ends, replacement, offers, undo."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.store.errors import Refused
from cresi_app.store.library import Library
from cresi_app.training.model import (
    BookingStatus,
    CancelledBy,
    GroupRule,
    Guest,
    Obstacle,
    PlaceStatus,
    SessionStatus,
    Terms,
)
from cresi_app.training.queries import places
from tests.training.centre import CLAIRE, OCTOBER, Centre, morning

REGISTERED, WAITING, OFFERED = PlaceStatus.REGISTERED, PlaceStatus.WAITING, PlaceStatus.OFFERED
WHOLE = Terms(group_rule=GroupRule.WHOLE)


def small(centre: Centre, seats: int, **fields: object) -> int:
    return centre.session(capacity_target=seats, capacity_max=seats, **fields)


def place_of(centre: Centre, session: int, name: str) -> int:
    return next(line.place.id for b in centre.sheet(session).bookings for line in b.places if line.name == name)


def test_a_booking_seats_whom_it_can_and_numbers_without_gaps(centre: Centre) -> None:
    session, teranga = small(centre, 2), centre.organisation("Teranga 94")
    first = centre.training.book(CLAIRE, session, teranga, [centre.guest("Awa Sow"), "Ibrahima Ba", ""])
    assert first.number == "I2026-001"
    assert [(place.status, place.position) for place in first.places] == [
        (REGISTERED, 0),
        (REGISTERED, 0),
        (WAITING, 1),
    ]
    assert first.sentence == "2 personnes inscrites, 1 en attente."
    with pytest.raises(DomainError):
        centre.training.book(CLAIRE, session, teranga, ["Ibrahima  BA"])
    second = centre.training.book(CLAIRE, session, centre.organisation("Collectif Haïti"), ["Paul Roy"])
    assert second.number == "I2026-002"
    assert second.places[0].position == 2
    assert centre.training.booking_by_number("i2026-002") == second.booking_id


def test_the_same_person_is_not_entered_twice(centre: Centre) -> None:
    session, teranga = small(centre, 2), centre.organisation("Teranga 94")
    centre.training.book(CLAIRE, session, teranga, [centre.guest("Awa Sow")])
    for guests in ([centre.guest("Awa Sow")], [centre.guest("Paul Roy"), centre.guest("Paul Roy")], ["Zoé A", "zoe a"]):
        with pytest.raises(DomainError) as refused:
            centre.training.book(CLAIRE, session, centre.organisation("Teranga 94"), guests)
        assert refused.value.code == "already"
    booking = centre.sheet(session).bookings[0].booking
    with pytest.raises(Refused, match="unique"), centre.library.revise("test", CLAIRE) as revision:
        revision.insert("place", {
            "booking_id": booking.id, "session_id": session, "person_id": centre.person("Awa Sow"), "status": "waiting", "asked_seq": 1,
        })  # fmt: skip


def test_a_person_has_no_seat_in_two_overlapping_sessions(centre: Centre) -> None:
    here, there = centre.session(), centre.session(morning())
    teranga = centre.organisation("Teranga 94")
    centre.training.book(CLAIRE, here, teranga, [centre.guest("Awa Sow")])
    with pytest.raises(DomainError, match="Awa Sow"):
        centre.training.book(CLAIRE, there, teranga, [centre.guest("Awa Sow")])
    booking = centre.training.book(CLAIRE, there, teranga, ["Paul Roy"])
    with pytest.raises(DomainError, match="Awa Sow"):
        centre.training.replace_person(CLAIRE, booking.places[0].place_id, centre.guest("Awa Sow"))
    with pytest.raises(Refused, match="overlap"), centre.library.revise("test", CLAIRE) as revision:
        revision.update("place", booking.places[0].place_id, None, {"person_id": centre.person("Awa Sow")})


def test_somebody_who_waits_and_got_a_seat_elsewhere_is_passed_over_and_told_why(centre: Centre) -> None:
    here, there = small(centre, 1), centre.session(morning())
    teranga = centre.organisation("Teranga 94")
    centre.training.book(CLAIRE, here, teranga, ["Paul Roy", centre.guest("Awa Sow"), "Lucie Nguyen"])
    centre.training.book(CLAIRE, there, teranga, [centre.guest("Awa Sow")])
    first, second = centre.training.waiting_explanations(here)
    assert (first.obstacle, second.obstacle) == (Obstacle.BUSY, Obstacle.FULL)
    centre.training.cancel_place(CLAIRE, place_of(centre, here, "Paul Roy"))
    assert centre.statuses(here)["Lucie Nguyen"] is REGISTERED
    assert centre.statuses(here)["Awa Sow"] is WAITING


def test_a_cancellation_promotes_the_next_one_in_the_same_act_and_undo_takes_back_both(centre: Centre) -> None:
    session, teranga = small(centre, 1), centre.organisation("Teranga 94")
    centre.training.book(CLAIRE, session, teranga, ["Awa Sow", "Ibrahima Ba"])
    before = centre.statuses(session)
    changes = centre.training.cancel_place(CLAIRE, place_of(centre, session, "Awa Sow"), reason="Malade")
    assert centre.statuses(session) == {"Awa Sow": PlaceStatus.WITHDRAWN, "Ibrahima Ba": REGISTERED}
    ended = centre.training.place(place_of(centre, session, "Awa Sow"))
    assert (ended.cancelled_by, ended.cancel_reason, ended.cancelled_at) == ("Claire Martin", "Malade", clock.now())
    assert len(changes.touched["place"]) == 2
    centre.library.undo(CLAIRE)  # the cancellation with its promotion, at full capacity
    assert centre.statuses(session) == before
    centre.library.redo(CLAIRE)
    assert centre.statuses(session) == {"Awa Sow": PlaceStatus.WITHDRAWN, "Ibrahima Ba": REGISTERED}
    centre.library.undo(CLAIRE)
    centre.library.undo(CLAIRE)  # the booking itself
    assert centre.statuses(session) == {}


def test_an_undo_that_would_overbook_is_refused_politely(centre: Centre) -> None:
    session, teranga = small(centre, 1), centre.organisation("Teranga 94")
    booked = centre.training.book(CLAIRE, session, teranga, ["Awa Sow"])
    seq = centre.training.cancel_place(CLAIRE, booked.places[0].place_id).seq
    centre.training.book(CLAIRE, session, teranga, ["Ibrahima Ba"])
    with pytest.raises(DomainError):
        centre.library.undo(CLAIRE, seq)
    assert centre.statuses(session) == {"Awa Sow": PlaceStatus.WITHDRAWN, "Ibrahima Ba": REGISTERED}


def test_somebody_who_cancelled_is_not_put_back(centre: Centre) -> None:
    session, teranga = small(centre, 1), centre.organisation("Teranga 94")
    centre.training.book(CLAIRE, session, teranga, ["Awa Sow", "Ibrahima Ba"])
    centre.training.cancel_place(CLAIRE, place_of(centre, session, "Ibrahima Ba"))
    centre.training.cancel_place(CLAIRE, place_of(centre, session, "Awa Sow"))
    assert set(centre.statuses(session).values()) == {PlaceStatus.WITHDRAWN}
    with pytest.raises(DomainError, match="déjà annulée"):
        centre.training.cancel_place(CLAIRE, place_of(centre, session, "Awa Sow"))
    assert centre.sheet(session).bookings[0].booking.status is BookingStatus.WITHDRAWN


def test_the_schema_alone_refuses_a_seat_too_many(centre: Centre) -> None:
    session, teranga = small(centre, 1, organisation_limit=1), centre.organisation("Teranga 94")
    booked = centre.training.book(CLAIRE, session, teranga, ["Awa Sow", "Ibrahima Ba"])
    with pytest.raises(Refused, match="full"), centre.library.revise("test", CLAIRE) as revision:
        revision.update("place", booked.places[1].place_id, None, {"status": "registered"})
    centre.training.update_session(CLAIRE, session, 1, capacity_max=5)
    with pytest.raises(Refused, match="quota"), centre.library.revise("test", CLAIRE) as revision:
        revision.update("place", booked.places[1].place_id, None, {"status": "offered"})


def test_one_association_has_its_limit_and_an_exception_needs_a_reason(centre: Centre) -> None:
    session = small(centre, 10, organisation_limit=2)
    teranga, haiti = centre.organisation("Teranga 94"), centre.organisation("Collectif Haïti")
    booked = centre.training.book(CLAIRE, session, teranga, ["Awa Sow", "Ibrahima Ba", "Paul Roy"])
    assert [place.status for place in booked.places] == [REGISTERED, REGISTERED, WAITING]
    (verdict,) = centre.training.waiting_explanations(session)
    assert verdict.obstacle is Obstacle.LIMIT
    assert booked.why == verdict.sentence  # eight seats are free: it is told why one waits
    assert "2 places" in verdict.sentence.replace("\u00a0", " ")
    with pytest.raises(DomainError) as refused:
        centre.training.book(CLAIRE, session, haiti, ["A B", "C D", "E F"], WHOLE)
    assert (refused.value.code, refused.value.field) == ("quota", "limit_reason")
    excepted = Terms(group_rule=GroupRule.WHOLE, limit_reason="Porte le projet commun")
    exceptional = centre.training.book(CLAIRE, session, haiti, ["A B", "C D", "E F"], excepted)
    assert {place.status for place in exceptional.places} == {REGISTERED}
    # A colleague leaves: the one who waited takes the place that the limit gives back.
    centre.training.cancel_place(CLAIRE, booked.places[0].place_id)
    assert centre.statuses(session)["Paul Roy"] is REGISTERED


def test_a_whole_group_waits_together_and_lets_smaller_ones_pass(centre: Centre) -> None:
    session = small(centre, 3)
    one, group, single = (centre.organisation(name) for name in ("Un", "Groupe", "Seule"))
    centre.training.book(CLAIRE, session, one, ["A A", "B B"])
    booked = centre.training.book(CLAIRE, session, group, ["C C", "D D"], WHOLE)
    assert {place.status for place in booked.places} == {WAITING}
    (verdict, _) = centre.training.waiting_explanations(session)
    assert (verdict.obstacle, verdict.needed, verdict.free) == (Obstacle.GROUP, 2, 1)
    assert "1 place libre" in verdict.sentence.replace("\u00a0", " ")
    assert centre.training.book(CLAIRE, session, single, ["E E"]).places[0].status is REGISTERED
    centre.training.cancel_place(CLAIRE, place_of(centre, session, "A A"))
    assert centre.statuses(session)["C C"] is WAITING
    centre.training.cancel_place(CLAIRE, place_of(centre, session, "B B"))
    assert centre.statuses(session)["C C"] is centre.statuses(session)["D D"] is REGISTERED
    with pytest.raises(DomainError, match="ne peut pas venir ensemble"):
        centre.training.book(CLAIRE, session, one, ["1 1", "2 2", "3 3", "4 4"], WHOLE)


def test_a_class_of_request_goes_before_the_order_of_arrival(centre: Centre) -> None:
    session = small(centre, 1)
    centre.training.book(CLAIRE, session, centre.organisation("Un"), ["A A", "B B"])
    first = centre.training.book(CLAIRE, session, centre.organisation("Deux"), ["C C"], Terms(priority=0))
    assert first.places[0].position == 1
    centre.training.cancel_place(CLAIRE, place_of(centre, session, "A A"))
    assert centre.statuses(session)["C C"] is REGISTERED
    assert centre.statuses(session)["B B"] is WAITING


def test_after_the_deadline_booking_needs_a_reason_and_nobody_is_promoted(centre: Centre) -> None:
    session = small(centre, 1, booking_closes_on=date(2026, 9, 30))
    teranga = centre.organisation("Teranga 94")
    centre.training.book(CLAIRE, session, teranga, ["A A", "B B"])
    with clock.frozen(datetime(2026, 9, 30, 21, 0, tzinfo=UTC)):  # still the 30th in Paris
        centre.training.book(CLAIRE, session, teranga, ["C C"])
    with clock.frozen(datetime(2026, 9, 30, 22, 30, tzinfo=UTC)):  # the 1st of October in Paris
        with pytest.raises(DomainError) as refused:
            centre.training.book(CLAIRE, session, teranga, ["D D"])
        assert (refused.value.code, refused.value.field) == ("closed", "late_reason")
        assert "30\u00a0septembre" in refused.value.sentence
        centre.training.cancel_place(CLAIRE, place_of(centre, session, "A A"))
        assert centre.statuses(session)["B B"] is WAITING
        assert centre.training.waiting_explanations(session)[0].obstacle is Obstacle.DEADLINE
        late = centre.training.book(CLAIRE, session, teranga, ["D D"], Terms(late_reason="Courrier en retard"))
        assert late.places[0].status is WAITING, "two people were there before"
        centre.training.promote(CLAIRE, session)
        assert centre.statuses(session)["B B"] is WAITING
        centre.training.promote(CLAIRE, session, "B. B. a confirmé par téléphone")
        assert centre.statuses(session)["B B"] is REGISTERED
        assert centre.training.booking(centre.sheet(session).bookings[0].booking.id).late_reason.startswith("B. B.")


def test_a_late_booking_with_a_reason_takes_a_free_seat(centre: Centre) -> None:
    session = small(centre, 2, booking_closes_on=date(2026, 8, 1))
    booked = centre.training.book(
        CLAIRE, session, centre.organisation("Un"), ["A A"], Terms(late_reason="Venue au comptoir")
    )
    assert booked.places[0].status is REGISTERED
    with clock.frozen(datetime(2026, 10, 8, 8, 0, tzinfo=UTC)):  # the session has begun at 9:30 in Paris
        with pytest.raises(DomainError, match="a commencé"):
            centre.training.book(CLAIRE, session, centre.organisation("Un"), ["B B"])
        centre.training.book(CLAIRE, session, centre.organisation("Un"), ["B B"], Terms(late_reason="Sans inscription"))
    assert centre.statuses(session)["B B"] is REGISTERED


def test_a_late_withdrawal_needs_a_reason_but_a_replacement_does_not(centre: Centre) -> None:
    session = small(centre, 1, cancellation_closes_on=date(2026, 8, 31))
    booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["Awa Sow"])
    place = booked.places[0].place_id
    with pytest.raises(DomainError) as refused:
        centre.training.cancel_place(CLAIRE, place)
    assert (refused.value.code, refused.value.field) == ("late", "reason")
    centre.training.replace_person(CLAIRE, place, "Ibrahima Ba")
    assert centre.statuses(session) == {"Awa Sow": PlaceStatus.REPLACED, "Ibrahima Ba": REGISTERED}
    newcomer = place_of(centre, session, "Ibrahima Ba")
    centre.training.cancel_place(CLAIRE, newcomer, CancelledBy.CENTRE)
    assert centre.statuses(session)["Ibrahima Ba"] is PlaceStatus.CANCELLED


def test_a_replacement_keeps_the_place_and_the_rank(centre: Centre) -> None:
    session = small(centre, 1)
    booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["A A", "B B", "C C"])
    second = booked.places[1].place_id
    centre.training.replace_person(CLAIRE, second, centre.guest("Awa Sow"), "Malade")
    waiting = [line.name for _, line in centre.sheet(session).waiting]
    assert waiting == ["Awa Sow", "C C"]
    newcomer = centre.training.place(place_of(centre, session, "Awa Sow"))
    assert newcomer.replaces_id == second
    assert centre.training.place(second).cancel_reason == "Malade"
    centre.library.undo(CLAIRE)
    assert [line.name for _, line in centre.sheet(session).waiting] == ["B B", "C C"]


def test_a_place_without_a_name_is_named_in_place_and_a_typed_name_is_recognised(centre: Centre) -> None:
    session = small(centre, 2)
    booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["", "Awa Sow"])
    unnamed, typed = (place.place_id for place in booked.places)
    centre.training.replace_person(CLAIRE, unnamed, "Paul Roy")
    assert centre.training.place(unnamed).name == "Paul Roy"
    assert centre.training.place(unnamed).status is REGISTERED
    centre.training.identify(CLAIRE, typed, centre.person("Awa Sow"))
    assert centre.training.place(typed).person_id == centre.person("Awa Sow")
    with pytest.raises(DomainError, match="déjà"):
        centre.training.identify(CLAIRE, unnamed, centre.person("Awa Sow"))
    with pytest.raises(DomainError) as refused:
        centre.training.replace_person(CLAIRE, unnamed, "  ")
    assert refused.value.field == "name"


def test_an_offer_is_accepted_or_runs_out_and_goes_to_the_next(centre: Centre) -> None:
    session = small(centre, 1, offer_days=3)
    booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["A A", "B B", "C C"])
    centre.training.cancel_place(CLAIRE, booked.places[0].place_id)
    offered = centre.training.place(booked.places[1].place_id)
    assert (offered.status, offered.offer_ends_on) == (OFFERED, date(2026, 9, 4))
    assert centre.sheet(session).free == 0
    with pytest.raises(DomainError, match="Aucune place"):
        centre.training.accept_offer(CLAIRE, booked.places[2].place_id)
    with clock.frozen(clock.now() + timedelta(days=4)):
        with pytest.raises(DomainError, match="expiré"):
            centre.training.accept_offer(CLAIRE, offered.id)
        centre.training.promote(CLAIRE, session)
        assert centre.statuses(session) == {
            "A A": PlaceStatus.WITHDRAWN, "B B": PlaceStatus.EXPIRED, "C C": OFFERED,
        }  # fmt: skip
        assert centre.training.place(booked.places[2].place_id).offer_ends_on == date(2026, 9, 8)
        centre.training.accept_offer(CLAIRE, booked.places[2].place_id)
        assert centre.statuses(session)["C C"] is REGISTERED
        assert not centre.training.promote(CLAIRE, session).touched


def test_nobody_books_what_is_not_open(centre: Centre) -> None:
    for status, words in (
        (SessionStatus.OPTION, "ne sont pas ouvertes"),
        (SessionStatus.DRAFT, "ne sont pas ouvertes"),
    ):
        session = centre.session(status=status)
        with pytest.raises(DomainError, match=words):
            centre.training.book(CLAIRE, session, centre.organisation("Un"), ["A A"])
    option = centre.session(morning(date(2026, 12, 1)))
    centre.training.set_status(CLAIRE, option, 1, SessionStatus.CONFIRMED)
    centre.training.set_status(CLAIRE, option, 2, SessionStatus.DONE)
    with pytest.raises(DomainError, match="a eu lieu"):
        centre.training.book(CLAIRE, option, centre.organisation("Un"), ["A A"])
    for guests in ([], ["x y"] * 201):
        with pytest.raises(DomainError, match="de 1 à"):
            centre.training.book(CLAIRE, option, centre.organisation("Un"), guests)
    with pytest.raises(DomainError, match="annuaire"):
        centre.training.book(CLAIRE, centre.session(), 12345, ["A A"])
    with pytest.raises(DomainError, match="annuaire"):
        centre.training.book(CLAIRE, centre.session(), centre.organisation("Un"), [Guest(person_id=99)])
    with pytest.raises(DomainError, match=r"n.existe plus"):
        centre.training.book(CLAIRE, 5, centre.organisation("Un"), ["A A"])


def test_a_whole_booking_is_withdrawn_at_once(centre: Centre) -> None:
    session = small(centre, 2)
    booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["A A", "B B"])
    centre.training.book(CLAIRE, session, centre.organisation("Deux"), ["C C", "D D", "E E"])
    centre.training.cancel_booking(
        CLAIRE, booked.booking_id, CancelledBy.ORGANISATION, "Assemblée générale le même jour"
    )
    assert centre.statuses(session)["C C"] is centre.statuses(session)["D D"] is REGISTERED
    booking = centre.training.booking(booked.booking_id)
    assert (booking.status, booking.cancel_reason) == (BookingStatus.WITHDRAWN, "Assemblée générale le même jour")
    with pytest.raises(DomainError):
        centre.training.cancel_booking(CLAIRE, booked.booking_id)


def test_needs_are_kept_apart(centre: Centre) -> None:
    session = small(centre, 2)
    place = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["A A"]).places[0].place_id
    centre.training.set_needs(CLAIRE, place, "Vient en fauteuil")
    assert centre.training.needs(place) == "Vient en fauteuil"
    assert centre.sheet(session).bookings[0].places[0].has_needs
    assert "fauteuil" not in repr(centre.sheet(session))
    assert "fauteuil" not in repr(centre.training.attendance_sheet_data(session))
    centre.training.set_needs(CLAIRE, place, "")
    assert centre.training.needs(place) == ""


def test_needs_noted_at_two_desks_at_once_end_as_one(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    session = small(centre, 2)
    place = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["A A"]).places[0].place_id
    read, quicker = places.needs, ["Sans gluten"]

    def read_just_before_another_desk_writes(library: Library, place_id: int) -> tuple[int, str] | None:
        found = read(library, place_id)
        if quicker:
            centre.training.set_needs(CLAIRE, place, quicker.pop())
        return found

    monkeypatch.setattr(places, "needs", read_just_before_another_desk_writes)
    centre.training.set_needs(CLAIRE, place, "Vient en fauteuil")
    assert centre.training.needs(place) == "Vient en fauteuil"


def test_people_and_associations_merged_in_the_directory_keep_their_places(centre: Centre) -> None:
    session = small(centre, 2)
    double = centre.organisation("Teranga")
    booked = centre.training.book(CLAIRE, session, double, [centre.guest("Awa Sow")])
    centre.directory.merge_organisations(CLAIRE, centre.organisation("Teranga 94"), double)
    centre.directory.merge_people(CLAIRE, centre.person("Awa S."), centre.person("Awa Sow"))
    (line,) = centre.sheet(session).bookings
    assert (line.booking.id, line.organisation) == (booked.booking_id, "Teranga 94")
    assert line.places[0].name == "Awa S."


def test_a_person_remembers_their_sessions(centre: Centre) -> None:
    assert clock.today() < OCTOBER
    session = small(centre, 2)
    centre.training.book(CLAIRE, session, centre.organisation("Un"), [centre.guest("Awa Sow")])
    (event,) = centre.training.history_of_person(centre.person("Awa Sow"))
    assert (event.session_id, event.status) == (session, REGISTERED)


def test_a_replacement_is_taken_back_even_when_the_capacity_was_lowered_under_it(centre: Centre) -> None:
    session = small(centre, 2)
    booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["A A", "B B"])
    centre.training.update_session(CLAIRE, session, 1, capacity_target=1, capacity_max=1)
    centre.training.replace_person(CLAIRE, booked.places[0].place_id, "C C")
    centre.library.undo(CLAIRE)
    assert centre.statuses(session) == {"A A": REGISTERED, "B B": REGISTERED}
