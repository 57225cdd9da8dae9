"""Agreements: their steps, what is refused in words and by the schema, what follows them."""

from datetime import date
from pathlib import Path

import pytest

from cresi_app.cooperation.model.records import Renewal
from cresi_app.cooperation.model.steps import NextAct, State, StepState
from cresi_app.cooperation.service import Attachment, CooperationService, NewAgreement, Relaunch, Signature
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.money import Money
from cresi_app.services import Services
from cresi_app.store.errors import Refused


def version(service: CooperationService, agreement_id: int) -> int:
    return service.agreement(agreement_id).version


def signed(service: CooperationService, who: Actor, agreement_id: int, on: date, **more: object) -> None:
    service.deliberate(who, agreement_id, None, date(2026, 6, 18), "2026-06-114")
    service.sign(who, agreement_id, None, Signature(on, "Beyrouth", originals="deux exemplaires", **more))  # type: ignore[arg-type]  # a date and an int


def test_the_button_always_names_the_next_act(service: CooperationService, who: Actor, beirut: int) -> None:
    def due() -> NextAct:
        return service.sheet(beirut).next_act

    assert due() is NextAct.DELIBERATE
    service.deliberate(who, beirut, version(service, beirut), date(2026, 6, 18), "2026-06-114")
    assert due() is NextAct.SIGN
    service.sign(who, beirut, version(service, beirut), Signature(date(2026, 9, 22), "Beyrouth"))
    sheet = service.sheet(beirut)
    assert (sheet.next_act, sheet.standing.word) == (NextAct.TRANSMIT, "À transmettre")
    assert [step.state for step in sheet.steps] == [
        StepState.DONE, StepState.DONE, StepState.NOW, StepState.LATER, StepState.LATER,
    ]  # fmt: skip
    assert sheet.steps[2].detail.startswith("à faire")
    assert sheet.steps[3].when == "—"
    service.transmit(who, beirut, version(service, beirut), date(2026, 10, 2), "PREF-1")
    sheet = service.sheet(beirut)
    assert sheet.steps[3].when.replace("\u00a0", " ") == "2 oct. 2026"
    assert (sheet.next_act, sheet.standing.word) == (NextAct.MEET, "En vigueur")


def test_entry_into_force_follows_the_transmission_and_the_publication(
    service: CooperationService, who: Actor, beirut: int
) -> None:
    signed(service, who, beirut, date(2026, 9, 22))
    service.transmit(who, beirut, None, date(2026, 10, 2), published_on=date(2026, 10, 9))
    assert service.sheet(beirut).acts[0].effective_on == date(2026, 10, 9)
    with pytest.raises(AssertionError):
        service.update_agreement(who, beirut, None, effective_on=date(2026, 1, 1))


def test_a_letter_of_intent_is_never_transmitted(
    service: CooperationService, who: Actor, home: int, partner: int
) -> None:
    letter = service.add_agreement(
        who, NewAgreement("Tripoli", "letter_of_intent", home, partner, "LB"), signed_on=date(2026, 5, 4)
    ).id
    sheet = service.sheet(letter)
    assert sheet.standing.state is State.IN_FORCE
    assert sheet.acts[0].effective_on == date(2026, 5, 4)
    assert sheet.steps[2].detail.startswith("sans objet")


def test_an_end_before_the_start_is_refused_in_words_and_by_the_schema(
    service: CooperationService, services: Services, who: Actor, beirut: int
) -> None:
    service.update_agreement(who, beirut, None, starts_on=date(2026, 1, 1))
    with pytest.raises(DomainError) as refused:
        service.update_agreement(who, beirut, None, ends_on=date(2025, 12, 31))
    assert (refused.value.code, refused.value.field) == ("ends_before_start", "ends_on")
    assert "31" in refused.value.sentence
    assert "rien n’a changé" in refused.value.sentence
    assert service.agreement(beirut).ends_on is None
    with pytest.raises(Refused, match="ends_after_start"), services.library.revise("cooperation.sign", who) as revision:
        revision.update("agreement", beirut, None, {"ends_on": date(2025, 12, 31)})


def test_an_act_is_signed_once(service: CooperationService, who: Actor, beirut: int) -> None:
    signed(service, who, beirut, date(2026, 9, 22))
    with pytest.raises(DomainError, match="signed_already"):
        service.sign(who, beirut, None, Signature(date(2026, 9, 23)))
    with pytest.raises(DomainError, match="transmitted_before_signature"):
        service.transmit(who, beirut, None, date(2026, 9, 21))
    with pytest.raises(DomainError, match="day_to_come"):
        service.transmit(who, beirut, None, date(2027, 1, 1))


def test_two_amendments_of_one_day_are_put_in_order(service: CooperationService, who: Actor, beirut: int) -> None:
    signed(service, who, beirut, date(2026, 9, 22))
    day = date(2026, 11, 3)
    first = service.add_act(who, beirut, "amendment", signed_on=day).id
    with pytest.raises(DomainError) as asked:
        service.add_act(who, beirut, "amendment", signed_on=day)
    assert (asked.value.code, asked.value.field) == ("same_day", "before_id")
    assert asked.value.data["rivals"] == ((first, service.agreement(first).number),)
    before = service.add_act(who, beirut, "amendment", signed_on=day, before_id=first).id
    after = service.add_act(who, beirut, "amendment", signed_on=day, before_id=0).id
    assert [act.id for act in service.acts(beirut)] == [beirut, before, first, after]
    draft = service.add_act(who, beirut, "amendment").id
    with pytest.raises(DomainError, match="same_day"):
        service.sign(who, draft, None, Signature(day))
    service.sign(who, draft, None, Signature(day, before_id=first))
    assert [act.id for act in service.acts(beirut)] == [beirut, before, draft, first, after]
    assert [view.title for view in service.sheet(beirut).acts][1:] == [f"Avenant {n}" for n in (1, 2, 3, 4)]


def test_an_amendment_never_stands_alone_nor_follows_another(
    service: CooperationService, services: Services, who: Actor, home: int, partner: int, beirut: int
) -> None:
    with pytest.raises(DomainError, match="alone"):
        service.add_agreement(who, NewAgreement("Seul", "amendment", home, partner, "LB"))
    amendment = service.add_act(who, beirut, "amendment").id
    with pytest.raises(Refused, match="chained"), services.library.revise("cooperation.add_act", who) as revision:
        revision.update("agreement", beirut, None, {"parent_id": amendment})
    assert service.agreement(service.add_act(who, amendment, "amendment").id).parent_id == beirut


def test_shares_give_a_hundred_or_are_left_open(
    service: CooperationService, services: Services, who: Actor, beirut: int
) -> None:
    lines = [("11220", "Éducation", 3333), ("14020", "Eau", 3333), ("16061", "", 3324)]
    with pytest.raises(DomainError) as refused:
        service.set_sectors(who, beirut, lines)
    assert "99,9" in refused.value.sentence
    assert "0,1" in refused.value.sentence
    assert service.sheet(beirut).sectors == ()
    service.set_sectors(who, beirut, [*lines[:2], ("16061", "", 3334)])
    assert sum(view.row.percent_hundredths or 0 for view in service.sheet(beirut).sectors) == 10_000
    with pytest.raises(DomainError, match="shares_open"):
        service.set_sectors(who, beirut, [("11220", "", 5000), ("14020", "", None)])
    row = service.sheet(beirut).sectors[0].row
    with pytest.raises(Refused, match="shares"), services.library.revise("cooperation.set_sectors", who) as revision:
        revision.update("agreement_sector", row.id, row.version, {"percent_hundredths": 3323})
    service.set_sectors(who, beirut, [("11220", "", None)])


def test_a_currency_without_rate_is_kept_told_and_not_added_up(
    service: CooperationService, services: Services, who: Actor, beirut: int
) -> None:
    service.set_commitment(who, beirut, 2024, Money(30_000_00))
    service.set_commitment(who, beirut, 2026, Money(20_000_00))
    service.set_commitment(who, beirut, 2026, Money(6_559_570, "XOF"))
    sheet = service.sheet(beirut)
    assert [(year.year, year.committed) for year in sheet.years] == [(2024, 30_000_00), (2025, None), (2026, 20_000_00)]
    assert sheet.years[2].unconverted == (Money(6_559_570, "XOF"),)
    assert any("sans taux de change" in check for check in sheet.checks)
    rate = {"currency": "XOF", "rated_on": date(2026, 1, 1), "units_micro": 655_957_000, "source": "parité"}
    with services.library.revise("funding.add_rate", who) as revision:
        revision.insert("exchange_rate", rate)
    assert service.sheet(beirut).years[2].committed == 30_000_00
    with pytest.raises(DomainError, match="currency_unknown"):
        service.set_commitment(who, beirut, 2027, Money(1, "ZZZ"))
    service.set_commitment(who, beirut, 2024, Money(31_000_00))
    assert service.sheet(beirut).years[0].committed == 31_000_00


def test_namibia_is_a_country(service: CooperationService, who: Actor, home: int, partner: int) -> None:
    made = service.add_agreement(who, NewAgreement("Windhoek", "twinning", home, partner, "na")).id
    assert service.agreement(made).country_code == "NA"
    assert service.sheet(made).country == "Namibie"
    assert service.country_by_ref("NA") == "NA"
    with pytest.raises(DomainError, match="country_missing"):
        service.add_agreement(who, NewAgreement("Nulle part", "twinning", home, partner, ""))


def test_a_tacit_agreement_goes_on_until_it_is_denounced(service: CooperationService, who: Actor, beirut: int) -> None:
    with pytest.raises(DomainError, match="tacit_has_duration"):
        service.update_agreement(who, beirut, None, renewal=Renewal.TACIT)
    service.update_agreement(
        who, beirut, None, signed_on=date(2020, 1, 10), transmitted_on=date(2020, 1, 20), ends_on=date(2023, 1, 9),
        renewal=Renewal.TACIT, renewal_months=36, notice_months=3,
    )  # fmt: skip
    sheet = service.sheet(beirut)
    assert (sheet.standing.state, sheet.standing.ends_on) == (State.IN_FORCE, date(2029, 1, 9))
    service.terminate(who, beirut, None, date(2026, 11, 1), "sécurité")
    assert service.sheet(beirut).standing.state is State.ENDED


def test_what_ends_and_what_must_be_denounced_is_reminded(service: CooperationService, who: Actor, beirut: int) -> None:
    signed(service, who, beirut, date(2026, 9, 22))
    assert [one.kind for one in service.reminders()] == ["transmit"]
    service.transmit(who, beirut, None, date(2026, 10, 2))
    service.update_agreement(who, beirut, None, ends_on=date(2027, 3, 31), notice_months=3)
    service.add_meeting(who, beirut, date(2026, 12, 4), place="Beyrouth")
    found = [(one.kind, one.day) for one in service.reminders()]
    assert found == [("meeting", date(2026, 12, 4)), ("notice", date(2026, 12, 31)), ("end", date(2027, 3, 31))]
    assert service.sheet(beirut).standing.word.replace("\u00a0", " ") == "Échoit le 31 mars"
    assert service.sheet(beirut).next_act is NextAct.RENEW


def test_a_suspension_is_said_and_lifted(service: CooperationService, who: Actor, beirut: int) -> None:
    signed(service, who, beirut, date(2026, 9, 22))
    service.transmit(who, beirut, None, date(2026, 10, 2))
    with pytest.raises(DomainError, match="text_missing"):
        service.suspend(who, beirut, None, date(2026, 11, 1), " ")
    service.suspend(who, beirut, None, date(2026, 11, 1), "Sécurité")
    assert (service.sheet(beirut).standing.word, service.sheet(beirut).next_act) == ("Suspendu", NextAct.RESUME)
    service.resume(who, beirut, None)
    assert service.sheet(beirut).standing.word == "En vigueur"


def test_a_relaunch_brings_its_action_plan(service: CooperationService, who: Actor, beirut: int) -> None:
    service.update_agreement(
        who, beirut, None, signed_on=date(2019, 1, 10), transmitted_on=date(2019, 1, 20), ends_on=date(2022, 1, 9)
    )
    assert service.sheet(beirut).next_act is NextAct.RELAUNCH
    plan = Relaunch("Plan d’action 2026-2029", date(2026, 9, 22), date(2029, 9, 21), deliberated_on=date(2026, 6, 18))
    act = service.relaunch(who, beirut, plan).id
    sheet = service.sheet(beirut)
    assert sheet.current.id == act
    assert (sheet.relaunched_in, sheet.next_act) == (2026, NextAct.SIGN)
    assert [(one.title, one.is_action_plan) for one in sheet.roadmaps] == [("Plan d’action 2026-2029", True)]
    [row] = service.agreement_rows()
    assert (row.id, row.detail, row.period.replace("\u00a0", " ")) == (beirut, "Liban · relancée", "2026 – 2029")


def test_undo_takes_back_an_act_and_its_plan_together(
    service: CooperationService, services: Services, who: Actor, beirut: int
) -> None:
    service.relaunch(who, beirut, Relaunch("Plan", date(2026, 9, 22)))
    services.library.undo(who)
    sheet = service.sheet(beirut)
    assert (len(sheet.acts), sheet.roadmaps) == (1, ())


def test_documents_of_an_agreement_and_of_its_meetings(
    service: CooperationService, services: Services, who: Actor, beirut: int, tmp_path: Path
) -> None:
    paper = tmp_path / "accord-اتفاق.pdf"
    paper.write_bytes(b"%PDF-1.7 signed")
    service.attach_file(who, ("agreement", beirut), Attachment(paper, "original", "ara", "Texte arabe"))
    meeting = service.add_meeting(who, beirut, date(2026, 3, 4), decisions="Ouvrir le chantier.")
    meeting_id = next(iter(meeting.touched["agreement_meeting"]))
    service.attach_file(who, ("agreement", beirut), Attachment(paper, "report", meeting_id=meeting_id))
    files = service.sheet(beirut).files
    assert [(one.file_name, one.language_code, one.media_type) for one in files] == [
        ("accord-اتفاق.pdf", "ara", "application/pdf"), ("accord-اتفاق.pdf", None, "application/pdf"),
    ]  # fmt: skip
    assert service.file_path(files[0].id).read_bytes() == b"%PDF-1.7 signed"
    service.remove_meeting(who, meeting_id)
    assert [one.meeting_id for one in service.sheet(beirut).files] == [None, None]
    assert services.library.tidy() == []
    with pytest.raises(DomainError, match="code_unknown"):
        service.attach_file(who, ("agreement", beirut), Attachment(paper, "nothing"))


def test_dossiers_are_linked_once(
    service: CooperationService, services: Services, who: Actor, home: int, beirut: int
) -> None:
    project = services.projects.add_project(who, "Ateliers du patrimoine bâti", home, 2026, country_code="LB").id
    service.link_project(who, beirut, project)
    with pytest.raises(DomainError, match="unique"):
        service.link_project(who, beirut, project)
    assert [one.project_id for one in service.sheet(beirut).projects] == [project]
    assert [row.id for row in service.agreements_of_project(project)] == [beirut]
    service.unlink_project(who, service.sheet(beirut).projects[0].link_id)
    assert service.sheet(beirut).projects == ()


def test_agreements_are_found_whatever_is_typed(service: CooperationService, who: Actor, beirut: int) -> None:
    service.set_sectors(who, beirut, [("16061", "Patrimoine bâti", None)])
    service.add_act(who, beirut, "amendment", object="Bibliothèque de Monnot")
    for typed in ("beyr", "PATRIMOINE", "municipalite", "liban", "monnot", "C-2026-01"):
        assert [row.id for row in service.search(typed)] == [beirut], typed
    for typed in ("", '"', "* NEAR(", "ورشة"):
        assert service.search(typed) == []
    assert service.by_ref("c-2026-01") == beirut
    with pytest.raises(DomainError, match="unknown"):
        service.by_ref("C-1999-01")


def test_a_stale_save_is_told_and_nothing_is_lost(service: CooperationService, who: Actor, beirut: int) -> None:
    before = version(service, beirut)
    service.update_agreement(who, beirut, before, steering="Comité annuel")
    with pytest.raises(DomainError, match="stale"):
        service.update_agreement(who, beirut, before, steering="Autre")
    assert service.agreement(beirut).steering == "Comité annuel"


def test_a_signed_act_stays_for_good(service: CooperationService, who: Actor, beirut: int) -> None:
    draft = service.add_act(who, beirut, "amendment").id
    service.delete_act(who, draft, None)
    assert [act.id for act in service.acts(beirut)] == [beirut]
    with pytest.raises(DomainError, match="act_signed"):
        service.delete_act(who, beirut, None)
    service.archive_agreement(who, beirut, None)
    assert service.agreement_rows() == []
    service.restore_agreement(who, beirut, None)
    assert len(service.agreement_rows()) == 1
