"""Weeding: candidates by their signs, a reason and a fate for each, copies that leave with their trace, all of it taken back."""

from datetime import UTC, datetime

import pytest

from cresi_app.catalogue.model.weeding import Criteria
from cresi_app.catalogue.queries import weeding as queries
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from tests.catalogue.conftest import WHO

LONG_AGO = datetime(2012, 3, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def stocked(catalogue: CatalogueService) -> CatalogueService:
    with clock.frozen(LONG_AGO):
        old = catalogue.add_document(WHO, title="Annuaire", year=1998, kind="guide").id
        catalogue.add_copy(WHO, old, barcode="A1", call_number="G 1")
        catalogue.add_copy(WHO, old, barcode="A2", call_number="G 1")
        used = catalogue.add_document(WHO, title="Atlas", year=2010).id
        catalogue.add_copy(WHO, used, barcode="B1", condition="damaged")
    with clock.frozen(NOW):
        newer = catalogue.add_document(WHO, title="Annuaire", year=2024, kind="guide").id
        catalogue.add_copy(WHO, newer, barcode="C1")
        catalogue.consult(WHO, used)
        lost = catalogue.add_document(WHO, title="Perdu", year=2025).id
        catalogue.add_copy(WHO, lost, barcode="D1", status="lost")
    return catalogue


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Criteria(older_than=20), {"A1": ("outdated",), "A2": ("outdated",)}),
        (Criteria(superseded=True), {"A1": ("superseded",), "A2": ("superseded",)}),
        (Criteria(conditions=frozenset({"damaged", "incomplete"})), {"B1": ("worn",)}),
        (Criteria(duplicates=True), {"A2": ("duplicate",)}),
        (Criteria(missing=True), {"D1": ("lost",)}),
        (
            Criteria(unused_for=5),
            {"A1": ("unused",), "A2": ("unused",)},
        ),  # the atlas was consulted, the others just came
        (Criteria(duplicates=True, missing=True), {"A2": ("duplicate",), "D1": ("lost",)}),
        (Criteria(duplicates=True, missing=True, all_signs=True), {}),
        (
            Criteria(older_than=20, duplicates=True, unused_for=5, all_signs=True),
            {"A2": ("outdated", "duplicate", "unused")},
        ),
        (Criteria(older_than=20, kind="book"), {}),
        (Criteria(), {}),
    ],
)
def test_candidates_are_those_of_which_the_signs_hold(
    stocked: CatalogueService, asked: Criteria, found: dict[str, tuple[str, ...]]
) -> None:
    with clock.frozen(NOW):
        candidates, more = stocked.weeding_candidates(asked)
    assert {one.line.barcode: one.reasons for one in candidates} == found
    assert not more


def test_archives_leave_for_no_age_unless_they_are_asked_for(stocked: CatalogueService) -> None:
    with clock.frozen(LONG_AGO):
        held = stocked.add_document(WHO, title="Fonds du comité", year=1960, kind="archive").id
        stocked.add_copy(WHO, held, barcode="Z1")
    with clock.frozen(NOW):
        for asked in (Criteria(older_than=20), Criteria(unused_for=5), Criteria(never_lent=True)):
            assert "Z1" not in {one.line.barcode for one in stocked.weeding_candidates(asked)[0]}
        [one, *_] = stocked.weeding_candidates(Criteria(older_than=20, kind="archive"))[0]
        assert (one.line.barcode, one.reasons) == ("Z1", ("outdated",))


def test_what_was_lent_lately_is_not_unused(stocked: CatalogueService) -> None:
    asked = Criteria(unused_for=5)
    with clock.frozen(NOW):
        before = [one.line.barcode for one in stocked.weeding_candidates(asked)[0]]
        lent = stocked.copy_lines([line.id for line in stocked.inventory() if line.barcode == "A1"])[0].document_id
        stocked.loans_between = lambda _first, _last: {lent: 3}
        try:
            after = [one.line.barcode for one in stocked.weeding_candidates(asked)[0]]
        finally:
            del stocked.loans_between
    assert before == ["A1", "A2"]
    assert after == []


def test_never_lent_is_a_sign_of_what_may_be_lent_and_did_not_just_come(stocked: CatalogueService) -> None:
    asked = Criteria(never_lent=True)
    with clock.frozen(NOW):
        assert {one.line.barcode: one.reasons for one in stocked.weeding_candidates(asked)[0]} == {
            "A1": ("unused",), "A2": ("unused",), "B1": ("unused",),
        }  # fmt: skip
        done = stocked.count_loan_code(WHO, "A2")
        assert [one.line.barcode for one in stocked.weeding_candidates(asked)[0]] == ["B1"]
        assert [one.uses for one in stocked.weeding_candidates(Criteria(older_than=20))[0]] == [1, 1]
        stocked.loans_between = lambda _first, _last: {stocked.search("Atlas").ids[0]: 1}
        try:
            assert stocked.weeding_candidates(asked)[0] == []
        finally:
            del stocked.loans_between
        stocked.library.undo(WHO, done.seq)


def test_a_list_is_decided_carried_out_and_taken_back(stocked: CatalogueService) -> None:
    with clock.frozen(NOW):
        candidates, _ = stocked.weeding_candidates(Criteria(older_than=20, missing=True))
        weeding = stocked.begin_weeding(WHO).id
        stocked.add_to_weeding(
            WHO, weeding, [one.line.id for one in candidates], {one.line.id: one.reasons[0] for one in candidates}
        )
        sheet = stocked.weeding_sheet(weeding)
        assert sheet.weeding.name == "Désherbage 2026"
        assert stocked.weeding_candidates(Criteria(older_than=20, missing=True))[0] == []  # they stand on an open list
        lines = {line.copy.barcode: line for line in sheet.lines}
        assert (lines["D1"].reason, lines["D1"].fate) == ("lost", "none")
        with pytest.raises(DomainError, match="undecided"):
            stocked.carry_out_weeding(WHO, weeding)
        stocked.decide_weeding(WHO, weeding, [lines["A1"].id], is_kept=True)
        stocked.decide_weeding(WHO, weeding, [lines["A2"].id], fate="given", recipient="Secours populaire")
        stocked.update_weeding(WHO, weeding, 1, decision="2026-11-045", decided_on="20/11/2026")
        before = stocked.counts()
        done = stocked.carry_out_weeding(WHO, weeding)
    gone = {one.barcode: one for one in (stocked.copy(lines[code].copy.id) for code in ("A2", "D1")) if one is not None}
    assert gone["A2"].withdrawal_note == "Secours populaire · 2026-11-045"
    assert (gone["A2"].withdrawal_reason, gone["A2"].withdrawal_fate) == ("outdated", "given")
    assert gone["A2"].withdrawn_on is not None
    assert stocked.counts() == {
        "document": before["document"] - 1,
        "copy": before["copy"] - 2,
    }  # « Perdu » has no copy left
    kept = stocked.copy(lines["A1"].copy.id)
    assert kept is not None
    assert kept.withdrawn_on is None
    with pytest.raises(DomainError, match="weeding_closed"):
        stocked.decide_weeding(WHO, weeding, [lines["A1"].id], is_kept=False)
    stocked.library.undo(WHO, done.seq)
    assert stocked.counts() == before
    assert stocked.weeding_sheet(weeding).weeding.is_open


def test_a_list_without_leaving_copies_is_not_carried_out(stocked: CatalogueService) -> None:
    weeding = stocked.begin_weeding(WHO, "Vide").id
    with pytest.raises(DomainError, match="nothing_leaves"):
        stocked.carry_out_weeding(WHO, weeding)
    with pytest.raises(DomainError, match="name_missing"):
        stocked.update_weeding(WHO, weeding, 1, name="  ")
    assert stocked.find_weeding("vide") == weeding


def test_what_another_desk_does_while_a_list_is_carried_out_counts(
    stocked: CatalogueService, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (stocked.add_document(WHO, title=f"Parti {at}").id for at in (1, 2))
    copies = [stocked.add_copy(WHO, document, barcode=f"P{document}").id for document in (one, two)]
    before = stocked.library.value("SELECT max(seq) FROM revision")
    weeding = stocked.propose_documents(WHO, [one, two]).id
    assert stocked.library.value("SELECT max(seq) FROM revision") == before + 1  # the list and its lines: one act
    lines = [line.id for line in stocked.weeding_sheet(weeding).lines]
    stocked.decide_weeding(WHO, weeding, lines, reason="worn", fate="pulped")
    read, busy = queries.without_copies, iter([True])

    def meanwhile(*asked: object) -> list[tuple[int, int]]:
        found = read(*asked)  # type: ignore[arg-type]  # handed on as they came
        if next(busy, False):
            stocked.decide_weeding(WHO, weeding, lines[:1], is_kept=True)  # the first one stays after all
            stocked.add_copy(WHO, two, barcode="P-neuf")  # and a new copy came
        return found

    monkeypatch.setattr(queries, "without_copies", meanwhile)
    stocked.carry_out_weeding(WHO, weeding)
    states = [one.withdrawn_on is None for one in (stocked.copy(copy) for copy in copies) if one is not None]
    assert states == [True, False]
    assert [stocked.document(each).document.archived_on for each in (one, two)] == [None, None]
