"""The example's bookings show every case: a full day with people waiting, an offer, somebody replaced, needs, opinions."""

from cresi_app.services import Services
from cresi_app.training.model import PlaceStatus


def test_a_seat_is_offered_while_somebody_else_waits_and_somebody_was_replaced(example: Services) -> None:
    (row,) = example.library.query("SELECT session_id FROM place WHERE status = 'offered'")
    sheet = example.training.session_sheet(row["session_id"])
    (offered,) = [line for _, line in sheet.places(PlaceStatus.OFFERED)]
    assert offered.place.offer_ends_at is not None
    assert sheet.free == 0
    (waiting,) = [line for _, line in sheet.waiting]
    assert waiting.verdict is not None
    assert waiting.verdict.obstacle is not None
    (replaced,) = [line for _, line in sheet.places(PlaceStatus.REPLACED)]
    assert replaced.place.cancel_reason == "Empêchement"
    assert any(line.has_needs for booking in sheet.bookings for line in booking.places)


def test_past_days_have_opinions(example: Services) -> None:
    ids = [row["id"] for row in example.library.query("SELECT id FROM session")]
    results = example.training.satisfaction(ids)
    assert len(results) >= 5
    assert all(result.n >= 50 and result.share("3", "4") > 60 for result in results)
