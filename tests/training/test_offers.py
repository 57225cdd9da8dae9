"""Offers hold until their hour, then pass to the next person: an act of the program, which nobody's undo takes back."""

from datetime import UTC, datetime, timedelta

import pytest

from cresi_app.core import clock
from cresi_app.core.changes import PROGRAM
from cresi_app.core.errors import DomainError
from cresi_app.training.model import PlaceStatus
from cresi_app.training.service.offers import offer_text
from tests.training.centre import CLAIRE, Centre


def offered(centre: Centre) -> tuple[int, list[int]]:
    """A session of one seat: A withdrew, B was offered it, C and D wait."""
    session = centre.session(capacity_target=1, capacity_max=1, offer_days=3)
    booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["A A", "B B", "C C", "D D"])
    centre.training.cancel_place(CLAIRE, booked.places[0].place_id)
    return session, [place.place_id for place in booked.places]


def test_an_offer_holds_until_its_full_hour(centre: Centre) -> None:
    with clock.frozen(datetime(2026, 9, 1, 10, 20, tzinfo=UTC)):
        session, places = offered(centre)
    place = centre.training.place(places[1])
    assert place.offer_ends_at == datetime(2026, 9, 4, 11, 0, tzinfo=UTC)
    assert "13:00" in offer_text(place)
    assert place.offer_ends_at is not None
    with clock.frozen(place.offer_ends_at - timedelta(seconds=1)):
        assert centre.training.lapse_all() == []
        assert centre.statuses(session)["B B"] is PlaceStatus.OFFERED
    with clock.frozen(place.offer_ends_at):
        assert [one.operation for one in centre.training.lapse_all()] == ["training.expire_offers"]
        assert centre.statuses(session) == {
            "A A": PlaceStatus.WITHDRAWN, "B B": PlaceStatus.EXPIRED, "C C": PlaceStatus.OFFERED, "D D": PlaceStatus.WAITING,
        }  # fmt: skip
        assert centre.training.lapse_all() == []


def test_what_the_program_did_is_no_desks_to_undo(centre: Centre) -> None:
    _, places = offered(centre)
    with clock.frozen(clock.now() + timedelta(days=5)):
        centre.training.replace_person(CLAIRE, places[3], "Dédé")
        before = centre.library.undoable()
        centre.training.lapse_all()
        latest = centre.library.revisions(1)[0]
        assert (latest.who, latest.desk, latest.operation) == (PROGRAM.key, "", "training.expire_offers")
        assert centre.library.undoable() == before
        assert before is not None
        assert before.operation == "training.replace_person"


def test_an_act_on_a_session_first_lets_its_offers_run_out_apart(centre: Centre) -> None:
    session, places = offered(centre)
    with clock.frozen(clock.now() + timedelta(days=5)):
        centre.training.cancel_place(CLAIRE, places[3])
        assert [one.operation for one in centre.library.revisions(2)] == [
            "training.cancel_place",
            "training.expire_offers",
        ]
        assert centre.statuses(session)["C C"] is PlaceStatus.OFFERED


def test_an_offer_ends_with_booking_and_before_the_session_begins(centre: Centre) -> None:
    session = centre.session(capacity_target=1, capacity_max=1, offer_days=30)
    version = centre.training.session(session).version
    centre.training.update_session(CLAIRE, session, version, booking_closes_on=datetime(2026, 9, 10, tzinfo=UTC).date())
    booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), ["A A", "B B"])
    centre.training.cancel_place(CLAIRE, booked.places[0].place_id)
    place = centre.training.place(booked.places[1].place_id)
    assert place.offer_ends_at == datetime(2026, 9, 10, 22, 0, tzinfo=UTC)
    assert "24:00" in offer_text(place)
    with clock.frozen(datetime(2026, 9, 10, 22, 0, tzinfo=UTC)), pytest.raises(DomainError, match="expir"):
        centre.training.accept_offer(CLAIRE, place.id)
