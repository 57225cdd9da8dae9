"""Offers end at their hour while the program is open, and the open pages hear of it."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from cresi_app.app.lapsing import Lapsing
from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.training.model import PlaceStatus
from cresi_app.widgets.desk import Desk
from tests.training.centre import CLAIRE, Centre
from tests.widgets.recording import RecordingMessages


def test_the_clock_ends_offers_and_tells_the_pages(desk: Desk, centre: Centre, messages: RecordingMessages) -> None:
    sessions = [centre.session(capacity_target=1, capacity_max=1, offer_days=1) for _ in range(2)]
    for number, session in enumerate(sessions):
        booked = centre.training.book(CLAIRE, session, centre.organisation("Un"), [f"A {number}", f"B {number}"])
        centre.training.cancel_place(CLAIRE, booked.places[0].place_id)
    heard: list[Changes] = []
    desk.changed.connect(heard.append)
    services: Any = SimpleNamespace(training=centre.training)
    lapsing = Lapsing(services, desk)
    lapsing.look()
    desk.wait_idle()
    assert heard == []
    with clock.frozen(datetime(2026, 10, 7, 9, 0, tzinfo=UTC)):
        lapsing.look()
        desk.wait_idle()
    assert [changes.operation for changes in heard] == ["training.expire_offers"] * 2
    for number, session in enumerate(sessions):
        assert centre.statuses(session)[f"B {number}"] is PlaceStatus.EXPIRED
    assert messages.errors == []
    lapsing.stop()
