"""What an authority votes by year and axis: nothing is committed beyond it unseen, no draft counts, a closed year is closed."""

from datetime import date

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.store.errors import Refused
from tests.funding.desk import WHO, Desk, euros


def code_of(caught: pytest.ExceptionInfo[DomainError]) -> str:
    assert caught.value.sentence
    return caught.value.code


def test_a_year_says_what_is_voted_set_aside_and_free(desk: Desk) -> None:
    figures = desk.funding.figures(2026)
    assert (figures.budget, figures.voted, figures.reserved, figures.free) == tuple(
        map(euros, (150_000, 120_000, 10_000, 20_000))
    )
    assert figures.authority == "Conseil départemental de l'Essonne"
    assert not desk.funding.figures(2027).is_voted


def test_a_request_counts_nowhere_until_it_is_voted(desk: Desk) -> None:
    grant_id = desk.draft(amount=30_000)
    desk.funding.bring_to_committee(WHO, grant_id, None, euros(25_000))
    assert desk.axis_figures(desk.calls) == (100_000, 0, 0, 100_000)
    assert desk.funding.figures(2026).proposed == euros(25_000)
    desk.vote(grant_id, 24_000)
    assert desk.axis_figures(desk.calls) == (100_000, 24_000, 0, 76_000)
    assert desk.funding.figures(2026).proposed == 0


def test_a_vote_beyond_the_credit_is_refused_and_says_what_is_missing(desk: Desk) -> None:
    desk.voted(18_000, desk.emergency)
    grant_id = desk.draft(amount=8_000, axis=desk.emergency)
    with pytest.raises(DomainError) as caught:
        desk.vote(grant_id, 8_000)
    assert code_of(caught) == "overspent"
    assert caught.value.field == "excess_reason"
    assert caught.value.data["missing_minor"] == euros(6_000)
    assert desk.axis_figures(desk.emergency) == (20_000, 18_000, 0, 2_000)


def test_a_reasoned_exception_passes_and_stays_red(desk: Desk) -> None:
    desk.voted(18_000, desk.emergency)
    grant_id = desk.voted(8_000, desk.emergency, excess_reason="Séisme du 14 août : l'aide ne peut pas attendre")
    assert desk.axis_figures(desk.emergency) == (20_000, 26_000, 0, -6_000)
    (over,) = desk.funding.figures(2026).overspent
    assert (over.over, over.allowed) == (euros(6_000), euros(6_000))
    (excess,) = desk.funding.excesses(desk.year, desk.emergency)
    assert (excess.grant_id, excess.amount_minor) == (grant_id, euros(6_000))
    assert "Séisme" in excess.reason
    with pytest.raises(DomainError) as caught:
        desk.voted(1, desk.emergency)
    assert code_of(caught) == "overspent"


def test_the_schema_itself_refuses_what_goes_around_the_service(desk: Desk) -> None:
    grant_id = desk.voted(1_000)
    with pytest.raises(Refused, match="overcommitted"), desk.library.revise("x", WHO) as revision:
        revision.execute(
            "UPDATE commitment SET amount_minor = 20000000, version = version + 1 WHERE grant_id = ?", (grant_id,)
        )
    with pytest.raises(Refused, match="overspent"), desk.library.revise("x", WHO) as revision:
        revision.execute("UPDATE credit SET amount_minor = 100, version = version + 1 WHERE axis_id = ?", (desk.calls,))


def test_a_vote_is_not_lowered_under_what_it_bears(desk: Desk) -> None:
    desk.voted(60_000)
    with pytest.raises(DomainError) as caught:
        desk.funding.set_vote(WHO, desk.year, desk.calls, euros(59_999))
    assert code_of(caught) == "overspent"
    desk.funding.set_vote(WHO, desk.year, desk.calls, euros(60_000))
    assert desk.axis_figures(desk.calls) == (60_000, 60_000, 0, 0)


def test_a_proposed_transfer_counts_only_once_it_is_decided(desk: Desk) -> None:
    desk.voted(18_000, desk.emergency)
    desk.voted(8_000, desk.emergency, excess_reason="urgence")
    transfer = desk.funding.propose_transfer(WHO, desk.year, (desk.calls, desk.emergency), euros(6_000), "Séisme").id
    assert desk.axis_figures(desk.emergency)[3] == -6_000
    desk.funding.decide_transfer(WHO, transfer, None, date(2026, 9, 28), "2026-CP-112")
    assert desk.axis_figures(desk.emergency) == (26_000, 26_000, 0, 0)
    assert desk.axis_figures(desk.calls) == (94_000, 0, 0, 94_000)
    assert desk.funding.figures(2026).overspent == ()
    assert desk.funding.figures(2026).voted == euros(120_000)


def test_a_transfer_never_takes_what_is_committed(desk: Desk) -> None:
    desk.voted(98_000)
    transfer = desk.funding.propose_transfer(WHO, desk.year, (desk.calls, desk.emergency), euros(3_000)).id
    with pytest.raises(DomainError) as caught:
        desk.funding.decide_transfer(WHO, transfer, None)
    assert code_of(caught) == "overspent"
    with pytest.raises(DomainError) as caught:
        desk.funding.propose_transfer(WHO, desk.year, (desk.calls, desk.calls), euros(1))
    assert code_of(caught) == "same_axis"


def test_closing_carries_what_is_not_paid_and_mixes_no_years(desk: Desk) -> None:
    grant_id = desk.voted(24_000, desk.emergency, excess_reason="cyclone")
    desk.funding.sign(WHO, grant_id, None, date(2026, 3, 20), "2026-C-17")
    first, _ = desk.plan(grant_id, 12_000, 12_000)
    desk.pay(first, number="2026-1184")
    desk.funding.close_exercise(WHO, desk.year, None)
    old, new = desk.funding.figures(2026), desk.funding.figures(2027)
    assert old.is_closed
    assert (old.committed, old.paid, old.handed_on) == tuple(map(euros, (12_000, 12_000, 12_000)))
    assert old.axes[1].left == euros(-4_000)
    assert (new.voted, new.committed, new.carried, new.carried_paid) == (0, 0, euros(12_000), 0)
    assert not new.overspent


def test_nothing_is_written_in_a_closed_year(desk: Desk) -> None:
    grant_id = desk.voted(10_000)
    first, second = desk.plan(grant_id, 4_000, 6_000)
    payment = desk.pay(first)
    desk.funding.close_exercise(WHO, desk.year, None)
    another = desk.draft(amount=500)
    acts = (
        lambda: desk.vote(another, 500),
        lambda: desk.funding.add_credit(WHO, desk.year, desk.calls, euros(5)),
        lambda: desk.funding.set_exercise(WHO, desk.authority, 2026, budget_minor=1),
        lambda: desk.funding.propose_transfer(WHO, desk.year, (desk.calls, desk.emergency), euros(1)),
        lambda: desk.funding.reverse(WHO, payment, "erreur"),
        lambda: desk.funding.close_exercise(WHO, desk.year, None),
    )
    before = desk.funding.figures(2026)
    for act in acts:
        with pytest.raises(DomainError) as caught:
            act()
        assert code_of(caught) == "closed_year"
    assert desk.funding.figures(2026) == before
    desk.pay(second)
    assert desk.funding.figures(2027).carried_paid == euros(6_000)
    assert desk.funding.figures(2026) == before


def test_closing_is_undone_and_done_again_in_one_click(desk: Desk) -> None:
    grant_id = desk.voted(10_000)
    first, _ = desk.plan(grant_id, 4_000, 6_000)
    desk.pay(first)
    before = desk.funding.figures(2026)
    desk.funding.close_exercise(WHO, desk.year, None)
    closed = desk.funding.figures(2026), desk.funding.figures(2027)
    desk.library.undo(WHO)
    assert _same(desk.funding.figures(2026), before)
    assert desk.funding.figures(2027).exercise is None
    desk.library.redo(WHO)
    assert _same(desk.funding.figures(2026), closed[0])
    assert _same(desk.funding.figures(2027), closed[1])


def _same(one: object, other: object) -> bool:
    import re  # noqa: PLC0415 - one test alone compares without versions

    plain = [re.sub(r"(version|stamp)=\d+", "", repr(figures)) for figures in (one, other)]
    return plain[0] == plain[1]


def test_a_year_is_opened_again_with_a_reason(desk: Desk) -> None:
    desk.funding.close_exercise(WHO, desk.year, None)
    with pytest.raises(DomainError) as caught:
        desk.funding.reopen_exercise(WHO, desk.year, None, " ")
    assert code_of(caught) == "reason_missing"
    desk.funding.reopen_exercise(WHO, desk.year, None, "Rejet du comptable")
    assert "Rejet" in desk.funding.exercise(desk.year).note
    desk.voted(500)


def test_credit_that_is_left_goes_to_the_next_year_once(desk: Desk) -> None:
    desk.voted(70_000)
    desk.funding.carry_credit(WHO, desk.year, desk.calls, euros(30_000))
    assert desk.axis_figures(desk.calls) == (100_000, 70_000, 0, 0)
    assert desk.axis_figures(desk.calls, 2027) == (30_000, 0, 0, 30_000)
    with pytest.raises(DomainError) as caught:
        desk.funding.carry_credit(WHO, desk.year, desk.calls, 1)
    assert code_of(caught) == "overspent"


def test_two_authorities_never_share_their_money(desk: Desk) -> None:
    region = desk.directory.add_organisation(WHO, "Région Île-de-France", kind="local_authority").id
    fund = desk.funding.add_axis(WHO, region, "Fonds d'urgence").id
    year = desk.funding.set_exercise(WHO, region, 2026, budget_minor=euros(40_000)).id
    desk.funding.add_credit(WHO, year, fund, euros(40_000))
    before = desk.funding.figures(2026, desk.authority)
    desk.voted(30_000, fund)
    assert desk.funding.figures(2026, desk.authority) == before
    assert desk.funding.figures(2026, region).committed == euros(30_000)
    assert desk.grant(desk.voted(1, fund)).authority_id == region
    assert [one for one, _ in desk.funding.authorities()] == [desk.authority, region]
