"""The year planned: requests placed in one act, the quota exceeded only with a reason, sessions made again, kept, moved."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.training.model import SessionPlan, SessionStatus
from cresi_app.training.model.requests import RequestStatus
from cresi_app.training.ui.requests import too_many
from tests.training.centre import CLAIRE, Centre, afternoon, morning

NOVEMBER = date(2026, 11, 12)


def plan(centre: Centre, day: date = NOVEMBER, **fields: object) -> SessionPlan:
    return SessionPlan(centre.course_id, (morning(day), afternoon(day)), **fields)  # type: ignore[arg-type]  # test shorthand


def ask(centre: Centre, theme: str = "Prise de parole en public") -> int:
    return centre.training.add_request(CLAIRE, centre.organisation("Collectif Haïti"), theme, people=12).id


def test_a_request_becomes_a_session_in_one_act_and_waits_again_when_it_is_taken_back(centre: Centre) -> None:
    training, request = centre.training, ask(centre)
    (line,) = training.requests(2026)
    assert line.detail.replace("\u00a0", " ") == "Collectif Haïti · 12 personnes"
    session = training.place_request(CLAIRE, request, 1, plan(centre)).id
    assert training.requests(2026) == []
    assert [one.session for one in training.requests_of_session(session)] == ["F2026-01"]
    centre.library.undo(CLAIRE)
    assert [one.request.id for one in training.requests(2026)] == [request]
    assert training.by_ref("F2026-01") is None


def test_an_answered_request_is_not_placed_twice_and_a_refusal_says_why(centre: Centre) -> None:
    training, request = centre.training, ask(centre)
    with pytest.raises(DomainError, match="Dites pourquoi"):
        training.decline_request(CLAIRE, request, 1, "  ")
    training.decline_request(CLAIRE, request, 1, "Hors de nos compétences")
    with pytest.raises(DomainError, match="déjà reçu sa réponse"):
        training.place_request(CLAIRE, request, 2, plan(centre))
    training.reopen_request(CLAIRE, request, 2)
    assert training.request(request).status is RequestStatus.OPEN


@pytest.mark.parametrize(
    ("fields", "field"), [({"theme": " "}, "theme"), ({"people": 0}, "people"), ({"year": 12}, "year")]
)
def test_a_request_without_sense_is_refused_at_its_field(centre: Centre, fields: dict[str, object], field: str) -> None:
    values = {"theme": "Eau", **fields}
    with pytest.raises(DomainError) as refused:
        centre.training.add_request(CLAIRE, centre.organisation("Teranga 94"), **values)  # type: ignore[arg-type]  # bad on purpose
    assert refused.value.field == field


def test_the_card_tells_when_placing_everything_would_exceed_the_quota(centre: Centre) -> None:
    centre.training.set_quota(CLAIRE, 2026, 1)
    for theme in ("Eau", "Droit d'asile"):
        ask(centre, theme)
    lines = centre.training.requests(2026)
    assert "2 jours" in too_many(lines, centre.training.quota(2026)).replace("\u00a0", " ")
    assert not too_many(lines[:1], centre.training.quota(2026))


def test_the_quota_is_exceeded_only_with_a_reason_that_is_kept(centre: Centre) -> None:
    training = centre.training
    training.set_quota(CLAIRE, 2026, 1)
    centre.session(morning(), afternoon())
    with pytest.raises(DomainError, match="quota de 1") as refused:
        training.add_session(CLAIRE, plan(centre))
    assert refused.value.field == "quota_reason"
    session = training.add_session(CLAIRE, plan(centre, quota_reason="Voté par le conseil")).id
    assert [(one.year, one.reason) for one in training.quota_exceptions(session)] == [(2026, "Voté par le conseil")]
    assert training.quota(2026).over == 2


def test_a_draft_a_half_day_and_another_year_ask_for_the_reason_when_they_begin_to_count(centre: Centre) -> None:
    training = centre.training
    training.set_quota(CLAIRE, 2026, 1)
    training.set_quota(CLAIRE, 2027, 0)
    first = centre.session(morning(), afternoon())
    draft = centre.session(morning(NOVEMBER), status=SessionStatus.DRAFT)
    acts: list[Callable[[], object]] = [
        lambda: training.set_status(CLAIRE, draft, 1, SessionStatus.OPEN),
        lambda: training.add_slot(CLAIRE, first, morning(NOVEMBER)),
        lambda: training.move_session(CLAIRE, first, date(2027, 1, 14)),
        lambda: training.duplicate_session(CLAIRE, first, NOVEMBER),
    ]
    for act in acts:
        with pytest.raises(DomainError) as refused:
            act()
        assert refused.value.code == "quota_year"
    training.move_session(CLAIRE, first, date(2027, 1, 14), quota_reason="Report")
    assert training.set_status(CLAIRE, draft, 1, SessionStatus.OPEN).seq is not None


def test_two_desks_cannot_both_take_the_last_day_of_the_quota(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    training = centre.training
    training.set_quota(CLAIRE, 2026, 1)
    seen = training.library.retry
    other = Centre.over(centre.library)
    other.course_id = centre.course_id
    done: list[int] = []

    def beaten(work: object, attempts: int = 20) -> object:
        if not done:
            done.append(1)
            original = training._check_plans

            def between(*args: object, **kwargs: object) -> None:
                monkeypatch.setattr(training, "_check_plans", original)
                original(*args, **kwargs)  # type: ignore[arg-type]  # handed on as it came
                other.training.add_session(CLAIRE, plan(other, date(2026, 11, 19)))

            monkeypatch.setattr(training, "_check_plans", between)
        return seen(work, attempts)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(training.library, "retry", beaten)
    with pytest.raises(DomainError, match="quota"):
        training.add_session(CLAIRE, plan(centre))
    assert training.quota(2026).over == 0


def test_a_session_is_made_again_with_its_gaps_rooms_and_deadlines(centre: Centre) -> None:
    training = centre.training
    room, trainer = training.add_room(CLAIRE, "Salle Senghor").id, centre.person("Aïssatou Nom")
    first = centre.session(
        morning(date(2026, 10, 8), room, trainer), morning(date(2026, 10, 15), room, trainer),
        booking_closes_on=date(2026, 10, 3), capacity_max=9, capacity_target=9, bring="Un ordinateur",
    )  # fmt: skip
    again = centre.sheet(training.duplicate_session(CLAIRE, first, NOVEMBER).id)
    assert [line.slot.day for line in again.slots] == [NOVEMBER, date(2026, 11, 19)]
    assert {line.room for line in again.slots} == {"Salle Senghor"}
    assert again.trainers[0].person_id == trainer
    assert again.session.booking_closes_on == date(2026, 11, 7)
    assert (again.session.capacity_max, again.session.bring, again.bookings) == (9, "Un ordinateur", ())


def test_below_the_minimum_a_decision_is_due_and_once_taken_no_more(centre: Centre) -> None:
    training = centre.training
    session = centre.session(morning(), capacity_min=3, capacity_target=6, capacity_max=8)
    training.book(CLAIRE, session, centre.organisation("Teranga 94"), ["Awa Sow"])
    assert not centre.sheet(session).is_below_minimum
    with clock.frozen(datetime(2026, 10, 1, 10, tzinfo=UTC)):
        assert centre.sheet(session).is_below_minimum
        training.set_setting(CLAIRE, minimum_days=5)
        assert not centre.sheet(session).is_below_minimum
        training.set_setting(CLAIRE, minimum_days=21)
        with pytest.raises(DomainError, match="pourquoi"):
            training.keep_session(CLAIRE, session, training.session(session).version, "")
        training.keep_session(CLAIRE, session, training.session(session).version, "Deux associations arrivent")
        kept = centre.sheet(session)
    assert not kept.is_below_minimum
    assert kept.session.kept_reason == "Deux associations arrivent"
    assert not any("minimum" in warning for warning in kept.warnings)


def test_a_capacity_lowered_under_the_booked_keeps_everybody_and_says_so(centre: Centre) -> None:
    session = centre.session(capacity_target=3, capacity_max=3)
    centre.training.book(CLAIRE, session, centre.organisation("Teranga 94"), ["Awa Sow", "Paul Roy", "Lê Minh"])
    version = centre.training.session(session).version
    centre.training.update_session(CLAIRE, session, version, capacity_target=1, capacity_max=1)
    sheet = centre.sheet(session)
    assert sheet.taken == 3
    assert "personne n’a été désinscrit" in sheet.warnings[0]


def test_a_session_is_not_moved_onto_its_trainers_other_one(centre: Centre) -> None:
    trainer = centre.person("Aïssatou Nom")
    centre.session(morning(date(2026, 10, 8), None, trainer))
    second = centre.session(morning(NOVEMBER, None, trainer))
    with pytest.raises(DomainError, match="Aïssatou Nom anime déjà"):
        centre.training.move_session(CLAIRE, second, date(2026, 10, 8))
    assert centre.sheet(second).slots[0].slot.day == NOVEMBER
