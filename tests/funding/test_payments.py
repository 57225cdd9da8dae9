"""Schedules and payments: never more than voted, planned or justified; nothing edited; every refusal a sentence, the rest kept."""

from datetime import date

import pytest

from cresi_app.core.errors import DomainError
from cresi_app.funding.model.acts import PaymentEntry, PlannedInstalment, Vote
from cresi_app.funding.model.views import GrantFilter, InstalmentState, Standing
from cresi_app.store.errors import Refused
from tests.funding.desk import TODAY, WHO, Desk, euros


def refused(desk: Desk, instalment: int, entry: PaymentEntry) -> DomainError:
    with pytest.raises(DomainError) as caught:
        desk.funding.pay(WHO, instalment, entry)
    assert caught.value.sentence
    return caught.value


def final_report(desk: Desk, grant_id: int) -> int:
    return next(v.paper.id for v in desk.funding.grant_sheet(grant_id).papers if v.paper.kind_code == "final_report")


def test_what_is_asked_voted_paid_and_justified_stands_side_by_side(desk: Desk) -> None:
    grant_id = desk.draft(amount=20_000)
    desk.funding.bring_to_committee(WHO, grant_id, None, euros(18_500))
    desk.vote(grant_id, 18_000)
    first, _, last = desk.plan(grant_id, 9_000, 3_600, 5_400, balance=True)
    desk.pay(first, number="2026-1184", on=date(2026, 4, 2))
    desk.funding.check_report(WHO, final_report(desk, grant_id), None, (euros(19_000), euros(18_000)))
    sheet = desk.funding.grant_sheet(grant_id)
    told = (
        sheet.grant.requested_minor,
        sheet.grant.proposed_minor,
        sheet.grant.voted_minor,
        sheet.paid_minor,
        sheet.justified_minor,
    )
    assert told == tuple(map(euros, (20_000, 18_500, 18_000, 9_000, 18_000)))
    assert [view.state for view in sheet.instalments] == [
        InstalmentState.PAID,
        InstalmentState.NEXT,
        InstalmentState.LATER,
    ]
    assert sheet.instalments[0].order_number == "2026-1184"
    assert sheet.left_minor == euros(9_000)
    assert last


def test_instalments_never_add_up_to_more_than_the_vote(desk: Desk) -> None:
    grant_id = desk.voted(10_000)
    with pytest.raises(DomainError) as caught:
        desk.plan(grant_id, 6_000, 4_001)
    assert caught.value.code == "overscheduled"
    desk.plan(grant_id, 6_000, 4_000)
    with pytest.raises(DomainError):
        desk.funding.add_instalment(WHO, grant_id, PlannedInstalment("Acompte 3", 1))


def test_a_payment_above_the_instalment_is_a_sentence_with_the_gap(desk: Desk) -> None:
    grant_id = desk.voted(10_000)
    first, _ = desk.plan(grant_id, 6_000, 4_000)
    error = refused(desk, first, PaymentEntry(euros(6_000) + 1, TODAY))
    assert error.code == "overpaid"
    assert "0,01" in error.sentence
    desk.pay(first)
    assert refused(desk, first, PaymentEntry(1, TODAY)).code == "overpaid"
    assert desk.funding.grant_sheet(grant_id).paid_minor == euros(6_000)


def test_papers_that_an_instalment_waits_for_block_it_with_the_reason(desk: Desk) -> None:
    grant_id = desk.voted(10_000)
    first, second = desk.plan(grant_id, 6_000, 4_000)
    desk.pay(first)
    desk.funding.add_paper(WHO, grant_id, "quotes", instalment_id=second)
    desk.funding.add_paper(WHO, grant_id, None, "Lettre du maire de Zinder", instalment_id=second)
    view = desk.funding.grant_sheet(grant_id).instalments[1]
    assert view.obstacle == "Bloqué\u00a0: 2\u00a0pièces manquent." or "2" in view.obstacle
    assert refused(desk, second, PaymentEntry(None, TODAY)).code == "blocked"
    papers = [v.paper for v in desk.funding.grant_sheet(grant_id).papers if v.paper.instalment_id == second]
    desk.funding.receive_paper(WHO, papers[0].id, None)
    desk.funding.waive_paper(WHO, papers[1].id, None, "Le maire l'a dit de vive voix au comité")
    desk.pay(second)
    assert desk.funding.grant_sheet(grant_id).standing is Standing.TO_CLOSE


def test_the_schema_blocks_too(desk: Desk) -> None:
    grant_id = desk.voted(10_000)
    first, _ = desk.plan(grant_id, 6_000, 4_000)
    desk.funding.add_paper(WHO, grant_id, "quotes", instalment_id=first)
    commitment = desk.funding.grant_sheet(grant_id).commitments[0].commitment.id
    row = {
        "grant_id": grant_id, "commitment_id": commitment, "instalment_id": first, "kind_code": "payment",
        "paid_on": "2026-10-05", "amount_minor": 100, "currency": "EUR", "euro_minor": 100,
    }  # fmt: skip
    with pytest.raises(Refused, match="papers_missing"), desk.library.revise("x", WHO) as revision:
        revision.insert("payment", row)


def test_the_balance_never_exceeds_what_is_justified(desk: Desk) -> None:
    grant_id = desk.voted(10_000)
    first, last = desk.plan(grant_id, 7_000, 3_000, balance=True)
    desk.pay(first)
    assert refused(desk, last, PaymentEntry(None, TODAY)).code == "blocked"
    report = final_report(desk, grant_id)
    desk.funding.check_report(WHO, report, None, (euros(9_500), euros(9_200)))
    error = refused(desk, last, PaymentEntry(euros(3_000), TODAY))
    assert error.code == "unjustified"
    desk.pay(last, 2_200)
    with pytest.raises(DomainError) as caught:
        desk.funding.check_report(WHO, report, None, (euros(9_500), euros(9_199)))
    assert caught.value.code == "unjustified"
    with pytest.raises(DomainError):
        desk.funding.remove_paper(WHO, report, None)
    assert desk.funding.grant_sheet(grant_id).justified_minor == euros(9_200)


def test_nothing_is_paid_before_the_agreement_is_signed_where_the_law_asks_one(desk: Desk) -> None:
    grant_id = desk.voted(23_001)
    assert desk.grant(grant_id).needs_agreement
    (only,) = desk.plan(grant_id, 23_001)
    assert desk.funding.grant_sheet(grant_id).standing is Standing.TO_SIGN
    assert refused(desk, only, PaymentEntry(None, TODAY)).code == "blocked"
    desk.funding.sign(WHO, grant_id, None, date(2026, 3, 20), "2026-C-17")
    desk.pay(only)


def test_two_grants_of_one_year_reach_the_threshold_together(desk: Desk) -> None:
    assert not desk.grant(desk.voted(15_000)).needs_agreement
    second = desk.voted(9_000)
    assert desk.grant(second).needs_agreement
    assert "agreement" in {hint.code for hint in desk.funding.grant_sheet(second).hints}


def test_a_payment_is_never_edited_only_reversed(desk: Desk) -> None:
    grant_id = desk.voted(10_000)
    first, _ = desk.plan(grant_id, 6_000, 4_000)
    payment = desk.pay(first, number="2026-1184")
    for sql in (
        "UPDATE payment SET amount_minor = 1, version = version + 1 WHERE id = ?",
        "DELETE FROM payment WHERE id = ?",
    ):
        with pytest.raises(Refused, match="paid"), desk.library.revise("x", WHO) as revision:
            revision.execute(sql, (payment,))
    desk.funding.reverse(WHO, payment, "Mauvais compte bancaire", order_number="2026-A-12")
    sheet = desk.funding.grant_sheet(grant_id)
    assert [view.payment.amount_minor for view in sheet.payments] == [euros(6_000), euros(-6_000)]
    assert sheet.payments[0].is_reversed
    assert sheet.paid_minor == 0
    with pytest.raises(DomainError) as caught:
        desk.funding.reverse(WHO, payment, "encore")
    assert caught.value.code == "reversed"
    desk.pay(first, number="2026-1185")
    assert desk.axis_figures(desk.calls) == (100_000, 10_000, 6_000, 90_000)


def test_an_order_number_is_given_once_a_year(desk: Desk) -> None:
    one, other = desk.voted(1_000), desk.voted(1_000)
    desk.pay(desk.plan(one, 1_000)[0], number="2026-1184")
    (only,) = desk.plan(other, 1_000)
    assert refused(desk, only, PaymentEntry(None, TODAY, "2026-1184")).code == "order_taken"


def test_money_given_back_stands_apart_and_frees_no_credit(desk: Desk) -> None:
    grant_id = desk.voted(10_000)
    desk.pay(desk.plan(grant_id, 10_000)[0])
    desk.funding.repay(WHO, grant_id, euros(1_500), "Dépenses non justifiées", order_number="T-2026-8")
    sheet = desk.funding.grant_sheet(grant_id)
    assert (sheet.paid_minor, sheet.repaid_minor) == (euros(10_000), euros(1_500))
    assert desk.axis_figures(desk.calls) == (100_000, 10_000, 10_000, 90_000)
    assert desk.funding.figures(2026).repaid == euros(1_500)
    with pytest.raises(DomainError) as caught:
        desk.funding.repay(WHO, grant_id, euros(8_501), "trop")
    assert caught.value.code == "overrepaid"


def test_closing_a_grant_gives_back_what_is_not_paid(desk: Desk) -> None:
    grant_id = desk.voted(10_000)
    first, _ = desk.plan(grant_id, 6_000, 4_000)
    desk.pay(first, 5_000)
    desk.funding.close_grant(WHO, grant_id, None, note="Projet réduit")
    sheet = desk.funding.grant_sheet(grant_id)
    assert sheet.standing is Standing.CLOSED
    assert (sheet.granted_minor, sheet.left_minor, sheet.scheduled_minor) == (euros(5_000), 0, euros(5_000))
    assert desk.axis_figures(desk.calls) == (100_000, 5_000, 5_000, 95_000)
    desk.library.undo(WHO)
    assert desk.axis_figures(desk.calls) == (100_000, 10_000, 5_000, 90_000)
    desk.library.redo(WHO)
    assert desk.axis_figures(desk.calls) == (100_000, 5_000, 5_000, 95_000)


def test_several_years_bear_a_grant_and_add_up_to_the_cent(desk: Desk) -> None:
    later = desk.funding.set_exercise(WHO, desk.authority, 2027).id
    desk.funding.add_credit(WHO, later, desk.calls, euros(50_000))
    grant_id = desk.draft(amount=30_000)
    with pytest.raises(DomainError) as caught:
        desk.vote(grant_id, 30_000, years={2026: euros(20_000), 2027: euros(10_000) - 1})
    assert caught.value.code == "years_differ"
    assert "0,01" in caught.value.sentence
    desk.vote(grant_id, 30_000, years={2026: euros(20_000), 2027: euros(10_000)})
    assert desk.axis_figures(desk.calls, 2027) == (50_000, 10_000, 0, 40_000)
    desk.funding.sign(WHO, grant_id, None, date(2026, 4, 1))
    first, second = desk.plan(grant_id, 20_000, 10_000)
    desk.pay(first)
    assert refused(desk, second, PaymentEntry(None, TODAY, year=2026)).code == "uncommitted"
    desk.pay(second)
    assert desk.axis_figures(desk.calls, 2027)[2] == 10_000


def test_another_currency_needs_a_dated_rate_and_keeps_it(desk: Desk) -> None:
    grant_id = desk.draft(amount=None, currency="XOF", requested_minor=6_559_570)
    with pytest.raises(DomainError) as caught:
        desk.funding.vote(WHO, grant_id, None, Vote(6_559_570, date(2026, 3, 12)))
    assert caught.value.code == "rate_missing"
    desk.funding.add_rate(WHO, "xof", date(2026, 1, 1), 655_957_000, "Parité fixe")
    desk.funding.vote(WHO, grant_id, None, Vote(6_559_570, date(2026, 3, 12)))
    assert desk.axis_figures(desk.calls)[1] == 10_000
    desk.funding.plan(WHO, grant_id, [PlannedInstalment("Acompte", 3_279_785), PlannedInstalment("Solde", 3_279_785)])
    first = desk.funding.grant_sheet(grant_id).instalments[0].instalment.id
    desk.pay(first)
    (payment,) = desk.funding.grant_sheet(grant_id).payments
    assert (payment.payment.amount_minor, payment.payment.euro_minor) == (3_279_785, 500_000)
    assert payment.rate is not None
    with pytest.raises(DomainError) as caught:
        desk.funding.add_rate(WHO, "XOF", date(2026, 1, 1), 1)
    assert caught.value.code == "paid"
    with pytest.raises(DomainError) as caught:
        desk.funding.add_rate(WHO, "BLA", date(2026, 1, 1), 1)
    assert caught.value.code == "currency_unknown"


@pytest.mark.parametrize("day", [date(2026, 10, 6), date(2026, 3, 11)], ids=["to come", "before the vote"])
def test_a_payment_is_dated_between_the_vote_and_today(desk: Desk, day: date) -> None:
    (only,) = desk.plan(desk.voted(1_000), 1_000)
    assert refused(desk, only, PaymentEntry(None, day)).code in {"future", "before_vote"}


def test_a_list_keeps_what_can_be_paid_today(desk: Desk) -> None:
    ready, waiting, later = desk.voted(1_000), desk.voted(1_000), desk.voted(1_000)
    desk.plan(ready, 1_000)
    (blocked,) = desk.plan(waiting, 1_000)
    desk.funding.add_paper(WHO, waiting, "bank_details", instalment_id=blocked)
    desk.funding.plan(WHO, later, [PlannedInstalment("Acompte 1", euros(1_000), date(2026, 12, 1))])
    desk.draft(amount=5)
    rows = desk.funding.grants(GrantFilter(payable=True))
    assert [row.id for row in rows] == [ready]
    standings = {row.id: row.standing for row in desk.funding.grants()}
    assert (standings[ready], standings[waiting], standings[later]) == (
        Standing.PAYABLE,
        Standing.PAPERS,
        Standing.RUNNING,
    )
    for key, known in standings.items():
        assert desk.funding.grant_sheet(key).standing is known


def test_a_report_is_owed_six_months_after_the_exercise_and_reminded(desk: Desk) -> None:
    grant_id = desk.voted(10_000)
    (view,) = desk.funding.grant_sheet(grant_id).papers
    assert view.paper.due_on == date(2027, 6, 30)
    assert desk.funding.late_papers(date(2027, 6, 29)) == []
    (late,) = desk.funding.late_papers(date(2027, 7, 1))
    assert (late.grant_id, late.number) == (grant_id, "S2026-001")
    desk.funding.ask_papers(WHO, grant_id, [view.paper.id], "email", date(2026, 10, 5))
    sheet = desk.funding.grant_sheet(grant_id)
    assert sheet.reminders[0].papers == view.name
    assert sheet.papers[0].paper.reminder_on == date(2026, 10, 26)
    assert [one.grant_id for one in desk.funding.late_papers(date(2026, 10, 26))] == [grant_id]


def test_money_received_touches_no_envelope(desk: Desk) -> None:
    before = desk.funding.figures(2026)
    funder = desk.directory.add_organisation(WHO, "Commission européenne", kind="multilateral").id
    grant_id = desk.funding.add_grant(
        WHO, "Climate", funder, 2026, direction="received", requested_minor=euros(300_000)
    ).id
    assert desk.grant(grant_id).number == "R2026-001"
    desk.vote(grant_id, 300_000)
    first, second = desk.plan(grant_id, 120_000, 180_000)
    desk.pay(first)
    after = desk.funding.figures(2026)
    assert (after.committed, after.paid, after.received) == (before.committed, before.paid, euros(120_000))
    assert second
    assert desk.funding.grants(GrantFilter(payable=True)) == []


def test_refusing_and_going_back_keep_their_motives(desk: Desk) -> None:
    grant_id = desk.voted(5_000)
    with pytest.raises(DomainError) as caught:
        desk.funding.refuse(WHO, grant_id, None, " ")
    assert caught.value.code == "motive_missing"
    desk.funding.refuse(WHO, grant_id, None, "Compte rendu 2025 jamais reçu")
    assert desk.axis_figures(desk.calls)[1] == 0
    assert desk.grant(grant_id).motive.startswith("Compte rendu")
    desk.library.undo(WHO)
    assert desk.axis_figures(desk.calls)[1] == 5_000
    desk.pay(desk.plan(grant_id, 5_000)[0])
    with pytest.raises(DomainError) as caught:
        desk.funding.refuse(WHO, grant_id, None, "trop tard")
    assert caught.value.code == "already_paid"
