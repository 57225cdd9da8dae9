"""Codes of associations, and what they let do at the counter: nothing of anybody else."""

import json
from datetime import date

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.core.papercode import paper_code
from cresi_app.training.model import PlaceStatus
from cresi_app.training.model.intake import AskedPerson
from cresi_app.training.service.counter import COUNTER
from tests.training.centre import CLAIRE, Centre


def test_a_code_is_shown_once_and_kept_as_a_hash(centre: Centre) -> None:
    organisation = centre.organisation("Un")
    made = centre.training.make_code(CLAIRE, organisation)
    secret = made.code.partition("-")[2]
    dump = json.dumps([[*row] for row in centre.library.query("SELECT * FROM change")]) + json.dumps(
        [[*row] for row in centre.library.query("SELECT * FROM counter_code")]
    )
    assert secret not in dump
    assert "$argon2id$" in dump
    (line,) = centre.training.codes(organisation)
    assert (line.handle, line.revoked_on) == (made.code.partition("-")[0], None)
    assert not hasattr(line, "hash")


def test_only_the_right_code_says_who_is_there(centre: Centre) -> None:
    organisation = centre.organisation("Un")
    code = centre.training.make_code(CLAIRE, organisation).code
    handle, _, secret = code.partition("-")
    for typed in (code, f"{handle} {secret}", f"{handle}{secret}", paper_code("counter_code", code)):
        visitor = centre.training.visitor(typed)
        assert visitor is not None
        assert (visitor.organisation_id, visitor.name) == (organisation, "Un")
    wrong = f"{(int(secret) + 1) % 1_000_000:06d}"
    for typed in (
        "",
        "abc",
        handle,
        f"{handle}-{wrong}",
        f"99999-{secret}" if handle != "99999" else f"11111-{secret}",
        "Un",
    ):
        assert centre.training.visitor(typed) is None
    (line,) = centre.training.codes(organisation)
    centre.training.revoke_code(CLAIRE, line.id, line.version)
    assert centre.training.visitor(code) is None
    assert centre.training.codes(organisation)[0].revoked_on == date(2026, 9, 1)


def test_an_association_sees_its_own_places_only_and_books_without_exceptions(centre: Centre) -> None:
    session = centre.session(capacity_target=2, capacity_max=2)
    centre.training.book(CLAIRE, session, centre.organisation("Autre"), ["Nom Secret"])
    mine = centre.organisation("Un")
    visitor = centre.training.visitor(centre.training.make_code(CLAIRE, mine).code)
    assert visitor is not None
    (shown,) = centre.training.counter_sessions()
    assert (shown.id, shown.free) == (session, 1)
    assert "Secret" not in repr(shown)
    taken = centre.training.book_at_counter(
        visitor, session, [AskedPerson("Awa Sow", needs="sans gluten"), AskedPerson("Paul Roy")]
    )
    assert (taken.seated, taken.waiting) == (1, 1)
    own = centre.training.own_places(visitor)
    assert [(place.name, place.status) for place in own] == [
        ("Awa Sow", PlaceStatus.REGISTERED),
        ("Paul Roy", PlaceStatus.WAITING),
    ]
    assert "gluten" not in repr(own)
    assert centre.library.revisions(1)[0].who == COUNTER.key
    with pytest.raises(DomainError, match="Adressez-vous"):
        centre.training.book_at_counter(visitor, session, [AskedPerson("Awa Sow")])
    version = centre.training.session(session).version
    centre.training.update_session(CLAIRE, session, version, booking_closes_on=date(2026, 8, 1))
    assert centre.training.counter_sessions() == []
    with pytest.raises(DomainError, match="Adressez-vous"):
        centre.training.book_at_counter(visitor, session, [AskedPerson("Zoé Lê")])


def test_a_day_is_asked_for(centre: Centre) -> None:
    visitor = centre.training.visitor(centre.training.make_code(CLAIRE, centre.organisation("Un")).code)
    assert visitor is not None
    centre.training.ask_day_at_counter(visitor, "Prise de parole", 12, "Un samedi")
    (line,) = centre.training.requests(2026)
    assert line.request.theme == "Prise de parole"
