from dataclasses import replace
from datetime import date

import pytest

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.ids import new_id
from cresi_app.directory.service import DirectoryService
from cresi_app.projects.model import PartnerSide, ProjectFilter, RequestFrequency, StageMove, balance_of
from cresi_app.projects.service import AmountEntry, ProjectService
from cresi_app.store.library import Library
from cresi_app.store.records import Row
from cresi_app.store.values import Params


def test_dossiers_are_numbered_by_year_without_gaps(service: ProjectService, who: Actor, holder: int) -> None:
    ids = [service.add_project(who, f"Projet {n}", holder, 2026 + n % 2).id for n in range(5)]
    numbers = [service.project(key).number for key in ids]
    assert numbers == ["2026-001", "2027-001", "2026-002", "2027-002", "2026-003"]
    with pytest.raises(DomainError):
        service.add_project(who, " ", holder, 2026)
    assert service.project(service.add_project(who, "Suivant", holder, 2026).id).number == "2026-004"


def test_a_new_dossier_knows_who_signs_and_what_papers_it_needs(
    service: ProjectService, directory: DirectoryService, who: Actor, holder: int
) -> None:
    person = directory.add_person(who, "Fanta", "Diabaté-Lemoine").id
    directory.add_affiliation(who, person, holder, "president")
    data = service.dossier_data(service.add_project(who, "Puits", holder, 2026).id)
    assert data.representative is not None
    assert data.representative.name.endswith("Fanta Diabaté-Lemoine")
    assert data.stage.code == "draft"
    assert [view.paper.kind_code for view in data.papers] == [
        k.code for k in service.paper_kinds.values() if k.is_default
    ]
    assert data.holder.rna
    assert [line.change.to_code for line in data.journal] == ["draft"]
    assert data.version == 0


def test_a_field_saves_itself_and_a_stale_copy_is_refused(service: ProjectService, who: Actor, project_id: int) -> None:
    version = service.project(project_id).version
    service.update_project(who, project_id, version, context="Onze points d'eau.\n\n" + "Texte très long. " * 3000)
    one = service.project(project_id)
    assert one.version == version + 1
    assert len(one.context) > 50_000
    with pytest.raises(DomainError) as refusal:
        service.update_project(who, project_id, version, title="Autre titre")
    assert refusal.value.code == "stale"
    assert service.project(project_id).title.startswith("L'eau")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"latitude_e6": 13_000_000}, "latitude_e6"),
        ({"country_code": "ZZ"}, "country_code"),
        ({"organisation_id": None}, "organisation_id"),
        ({"direct_beneficiaries": -3}, "direct_beneficiaries"),
        ({"granted_minor": 5}, "stage_code"),
    ],
)
def test_a_refused_field_is_named(
    service: ProjectService, who: Actor, project_id: int, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        service.update_project(who, project_id, None, None, **fields)
    assert refusal.value.field == field
    assert refusal.value.sentence


def test_namibia_is_a_country(service: ProjectService, who: Actor, project_id: int) -> None:
    service.update_project(who, project_id, None, country_code="NA")
    data = service.dossier_data(project_id)
    assert data.country is not None
    assert data.country.name == "Namibie"


def test_the_way_to_a_decision_and_back_is_kept(service: ProjectService, who: Actor, project_id: int) -> None:
    for code in ("submitted", "admissible", "reviewed", "committee"):
        service.set_stage(who, project_id, None, StageMove(code, on=date(2026, 10, 14)))
    move = StageMove("accepted", granted_minor=9000_00, decision_number="2026-11-07", on=date(2026, 11, 20))
    service.set_stage(who, project_id, None, move)
    one = service.project(project_id)
    assert (one.stage_code, one.granted_minor, one.decision_number) == ("accepted", 9000_00, "2026-11-07")
    assert one.decided_on == date(2026, 11, 20)
    service.update_project(who, project_id, None, decision_number="2026-11-08")
    with pytest.raises(DomainError):
        service.set_stage(who, project_id, None, StageMove("committee"))
    service.set_stage(who, project_id, None, StageMove("committee", motive="Erreur de montant"))
    one = service.project(project_id)
    assert (one.decided_on, one.granted_minor, one.decision_number) == (None, None, "")
    data = service.dossier_data(project_id)
    assert [line.target for line in data.journal][-2:] == ["Accepté", "En commission"]
    assert data.journal[-1].change.motive == "Erreur de montant"
    assert (data.version, data.frozen_on) == (1, date(2026, 10, 14))
    assert data.code == "CRSI:D/2026-001/V1"


def test_the_real_budget_comes_back_from_the_library(service: ProjectService, filled_id: int) -> None:
    budget = service.budget(filled_id)
    assert budget.charges.total.forecast == budget.products.total.forecast == 257_112_00
    assert budget.products.section("74").figures.forecast == 118_425_00
    assert budget.requested == 9000_00
    assert balance_of(budget).code == "balanced"
    plan = service.cofunding(filled_id)
    assert plan.total == 141_112_00
    row = service.project_rows([filled_id])[0]
    assert (row.total, row.requested, row.balanced) == (257_112_00, 9000_00, True)


def test_a_removed_line_leaves_every_total_and_undo_brings_it_back(
    library: Library, service: ProjectService, who: Actor, filled_id: int
) -> None:
    line = next(x for x in service.budget_lines(filled_id) if x.line_code == "604")
    service.remove_budget_line(who, line.id, line.version)
    assert service.budget(filled_id).gap == -8974_00
    assert service.project_rows([filled_id])[0].total == 248_138_00
    library.undo(who)
    assert service.budget(filled_id).is_balanced
    library.redo(who)
    assert service.budget(filled_id).gap == -8974_00


def test_amount_quantity_and_price_follow_each_other(service: ProjectService, who: Actor, project_id: int) -> None:
    service.add_budget_line(
        who, project_id, "604", label="Forages", quantity_milli=3000, unit="forage", unit_price_minor=12_000_00
    )
    line = service.budget_lines(project_id)[0]
    assert line.amount_minor == 36_000_00
    service.update_budget_line(who, line.id, line.version, amount_minor=38_400_00)
    line = service.budget_lines(project_id)[0]
    assert (line.amount_minor, line.unit_price_minor, line.quantity_milli) == (38_400_00, None, 3000)


def test_the_request_is_on_one_line_at_a_time(service: ProjectService, who: Actor, filled_id: int) -> None:
    region = next(x for x in service.budget_lines(filled_id) if x.line_code == "74-region")
    service.request_on(who, region.id)
    requested = service.budget(filled_id).requested_lines
    assert [x.line_code for x in requested] == ["74-region"]
    assert requested[0].status_code == "asked"
    own = next(x for x in service.budget_lines(filled_id) if x.line_code == "own")
    with pytest.raises(DomainError) as refusal:
        service.request_on(who, own.id)
    assert refusal.value.code == "request_misplaced"


def test_cofunding_is_noted_with_its_proof_where_money_comes_in(
    service: ProjectService, who: Actor, filled_id: int
) -> None:
    lines = {x.line_code: x for x in service.budget_lines(filled_id)}
    service.set_cofunding(
        who, lines["74-commune"].id, None, "obtained", on=date(2026, 7, 2), proof="Délibération 2026-51"
    )
    service.set_cofunding(who, lines["74-region"].id, None, "refused", on=date(2026, 11, 2))
    plan = service.cofunding(filled_id)
    assert plan.obtained == 9100_00
    assert plan.refused == 23_000_00
    assert service.budget(filled_id).gap == 23_000_00
    for code in ("604", "870"):
        with pytest.raises(DomainError) as refusal:
            service.set_cofunding(who, lines[code].id, None, "asked")
        assert refusal.value.code == "status_misplaced"
    service.add_cofunding(who, filled_id, "74-private", "Fondation du Val", amount_minor=23_000_00)
    assert service.budget(filled_id).is_balanced


def test_several_amounts_are_one_act(library: Library, service: ProjectService, who: Actor, filled_id: int) -> None:
    lines = {x.line_code: x for x in service.budget_lines(filled_id)}
    before = [replace(x, version=0) for x in service.budget_lines(filled_id)]
    service.enter_amounts(
        who,
        filled_id,
        [
            AmountEntry("604", lines["604"].id, "actual_minor", 9_100_00),
            AmountEntry("601", None, "amount_minor", 120_00),
            AmountEntry("74-private", None, "amount_minor", 120_00, "Fondation"),
        ],
    )
    budget = service.budget(filled_id)
    assert budget.is_balanced
    assert budget.charges.total.forecast == 257_232_00
    assert budget.charges.section("60").figures.actual == 9_100_00
    library.undo(who)
    assert [replace(x, version=0) for x in service.budget_lines(filled_id)] == before


def test_a_refused_amount_writes_nothing_of_the_whole_paste(
    service: ProjectService, who: Actor, project_id: int
) -> None:
    entries = [AmountEntry("601", None, "amount_minor", 100), AmountEntry("999", None, "amount_minor", 100)]
    with pytest.raises(DomainError):
        service.enter_amounts(who, project_id, entries)
    assert service.budget_lines(project_id) == []


def test_lines_of_one_heading_change_places(service: ProjectService, who: Actor, filled_id: int) -> None:
    state = [x for x in service.budget_lines(filled_id) if x.line_code == "74-state"]
    service.move_budget_line(who, state[2].id, state[0].id)
    moved = [x.amount_minor for x in service.budget(filled_id).products.section("74").rows[0].entries]
    assert moved == [7000_00, 48535_00, 11400_00, 0]
    service.move_budget_line(who, state[2].id, None)
    assert service.budget(filled_id).products.section("74").rows[0].entries[-1].amount_minor == 7000_00


def test_typing_one_value_after_another_is_one_undo(
    library: Library, service: ProjectService, who: Actor, project_id: int
) -> None:
    group = new_id()
    for title in ("L'eau", "L'eau partagée", "L'eau partagée à Kita"):
        service.update_project(who, project_id, None, group, title=title)
    library.undo(who)
    assert service.project(project_id).title == "L'eau partagée : puits et jardins à Kita"


def test_partners_are_here_or_there(
    service: ProjectService, directory: DirectoryService, who: Actor, project_id: int
) -> None:
    here = directory.add_organisation(who, "Commune de Valorge", "local_authority").id
    there = directory.add_organisation(who, "Coopérative Benkadi", country_code="ML").id
    service.add_partner(who, project_id, here, "local_authority", contribution="9 100 €")
    service.add_partner(who, project_id, there, "operator")
    data = service.dossier_data(project_id)
    assert [p.organisation.name for p in data.partners_on(PartnerSide.THERE)] == ["Coopérative Benkadi"]
    partner = data.partners_on(PartnerSide.HERE)[0].partner
    service.update_partner(who, partner.id, partner.version, side=PartnerSide.THERE, role_code="technical")
    assert len(service.dossier_data(project_id).partners_on(PartnerSide.THERE)) == 2
    service.remove_partner(who, partner.id)
    assert len(service.dossier_data(project_id).partners) == 1
    assert [row.id for row in service.projects(ProjectFilter(organisation_id=there))] == [project_id]


def test_themes_goals_people_and_activities_stand_in_their_order(
    service: ProjectService, who: Actor, project_id: int
) -> None:
    service.set_sectors(who, project_id, [("14031", 70), ("31120", 30)])
    service.set_goals(who, project_id, [6, 2, 6, 4])
    service.add_beneficiary(who, project_id, "Habitants", women=3350, men=3050)
    service.add_beneficiary(who, project_id, "Élèves", people=240, is_direct=False)
    for title in ("Diagnostic", "Forages", "Bilan"):
        service.add_activity(who, project_id, title, theme="Eau", starts_month="2027-01", ends_month="2027-03")
    data = service.dossier_data(project_id)
    assert [(s.code, s.percent) for s in data.sectors] == [("14031", 70), ("31120", 30)]
    assert [g.sdg.number for g in data.goals] == [6, 2, 4]
    assert (data.direct_total, data.indirect_total) == (6400, 240)
    last = data.activities[-1]
    service.move_activity(who, last.id, data.activities[0].id)
    assert [a.title for a in service.dossier_data(project_id).activities] == ["Bilan", "Diagnostic", "Forages"]
    service.set_sectors(who, project_id, [("31120", 100)])
    service.set_goals(who, project_id, [])
    data = service.dossier_data(project_id)
    assert [(s.code, s.percent) for s in data.sectors] == [("31120", 100)]
    assert data.goals == ()
    with pytest.raises(DomainError):
        service.set_goals(who, project_id, [18])


def test_a_similar_dossier_of_the_same_year_is_shown_and_does_not_block(
    service: ProjectService, who: Actor, holder: int, project_id: int
) -> None:
    found = service.lookalikes("L’Eau partagée, puits et jardins (Kita)", holder, 2026)
    assert [one.id for one in found] == [project_id]
    assert service.lookalikes("Bibliothèque de rue", holder, 2026) == []
    assert service.lookalikes("L'eau partagée : puits et jardins à Kita", holder, 2027) == []


def test_search_finds_by_number_holder_place_partner_and_text(
    service: ProjectService, directory: DirectoryService, who: Actor, project_id: int, holder: int
) -> None:
    other = service.add_project(who, "Bibliothèque de rue", holder, 2026).id
    partner = directory.add_organisation(who, "Coopérative Benkadi", country_code="ML").id
    service.add_partner(who, project_id, partner)
    service.update_project(who, project_id, None, risks="Sècheresse précoce")
    for text in ("2026-001", "l'eau partagée", "KITA", "mali", "benkadi", "secheresse", "EAU part"):
        assert [row.id for row in service.search(text)] == [project_id], text
    assert {row.id for row in service.search("jekabaara")} == {project_id, other}
    for text in ('"', "eau* AND (", "C++", "", "   ", "\x00", "'"):
        service.search(text)
    sheet = directory.organisation(partner)
    directory.update_organisation(who, partner, sheet.version, name="Union des maraîchères")
    assert [row.id for row in service.search("maraicheres")] == [project_id]
    assert service.search("benkadi") == []


def test_lists_are_filtered_counted_and_ordered(
    service: ProjectService, who: Actor, holder: int, project_id: int
) -> None:
    second = service.add_project(who, "École de Zinder", holder, 2027, country_code="NE").id
    third = service.add_project(who, "Zoé et l'eau", holder, 2026, country_code="NE").id
    service.set_stage(who, third, None, StageMove("submitted"))
    assert service.project_ids(ProjectFilter(year=2026)) == [third, project_id]
    assert service.project_ids(ProjectFilter(stages=("submitted",))) == [third]
    assert service.project_ids(ProjectFilter(countries=("NE",), order="title")) == [second, third]
    counts = service.counts(ProjectFilter(year=2026))
    assert counts.total == 2
    assert [(stage.code, n) for stage, n in counts.by_stage] == [("draft", 1), ("submitted", 1)]
    assert {(code, n) for code, _, n in counts.by_country} == {("ML", 1), ("NE", 1)}
    assert service.years() == [2027, 2026]
    one = service.project(third)
    service.archive_project(who, third, one.version)
    assert third not in service.project_ids()
    assert service.project_ids(ProjectFilter(archived=True)) == [third]
    service.restore_project(who, third, one.version + 1)
    assert third in service.project_ids()


def test_what_people_write_or_scan_opens_the_dossier(service: ProjectService, project_id: int) -> None:
    for ref in ("2026-001", " 2026-001 ", "CRSI:D/2026-001/V3", "crsi:d/2026-001/v0", str(project_id)):
        assert service.by_ref(ref) == project_id
    for ref in ("2026-999", "", "9" * 30, "CRSI:D/"):
        with pytest.raises(DomainError) as refusal:
            service.by_ref(ref)
        assert refusal.value.code == "unknown"


def test_a_dossier_is_taken_up_again_for_the_next_year(
    service: ProjectService, directory: DirectoryService, who: Actor, filled_id: int
) -> None:
    service.update_project(
        who, filled_id, None, starts_on=date(2027, 1, 1), ends_on=date(2028, 2, 29), internal_note="secret"
    )
    service.add_activity(who, filled_id, "Forages", starts_month="2027-02", ends_month="2027-11")
    commune = next(x for x in service.budget_lines(filled_id) if x.line_code == "74-commune")
    service.set_cofunding(who, commune.id, None, "obtained", proof="Délibération")
    service.add_partner(who, filled_id, directory.add_organisation(who, "Benkadi", country_code="ML").id)
    renewed = service.dossier_data(service.renew_from(who, filled_id, 2027).id)
    assert renewed.project.number == "2027-001"
    assert renewed.project.request_frequency is RequestFrequency.RENEWAL
    assert (renewed.project.starts_on, renewed.project.ends_on) == (date(2028, 1, 1), date(2029, 2, 28))
    assert renewed.project.internal_note == ""
    assert [(a.starts_month, a.ends_month) for a in renewed.activities] == [("2028-02", "2028-11")]
    assert renewed.budget.is_balanced
    assert renewed.budget.charges.total.forecast == 257_112_00
    assert {x.status_code for x in renewed.budget.lines} == {None, "asked"}
    assert len(renewed.partners) == 1
    assert renewed.renewed_from == "2026-001"
    assert renewed.stage.code == "draft"
    with pytest.raises(DomainError):
        service.renew_from(who, filled_id, 2026)


def test_the_journal_tells_each_act_and_what_changed(
    library: Library, service: ProjectService, who: Actor, filled_id: int
) -> None:
    line = next(x for x in service.budget_lines(filled_id) if x.line_code == "604")
    service.update_budget_line(who, line.id, line.version, amount_minor=1_00)
    service.remove_budget_line(who, line.id)
    library.undo(who)
    entries = service.history(filled_id)
    assert [e.operation for e in entries[:3]] == ["undo", "projects.remove_budget_line", "projects.update_budget_line"]
    assert entries[1].undone
    assert not entries[2].undone
    assert [c.sentence for c in entries[2].changes] == ["Prévu\u00a0: 8\u202f974\u00a0€ → 1\u00a0€"]
    assert [c.sentence for c in entries[-1].changes if c.field == "country_code"] == ["Pays ou territoire\u00a0: Mali"]
    assert entries[-1].operation == "projects.add_project"
    assert all(entry.words and entry.who for entry in entries)


def test_two_associations_merged_keep_their_dossiers(
    service: ProjectService, directory: DirectoryService, who: Actor, project_id: int, holder: int
) -> None:
    twin = directory.add_organisation(who, "Jekabaara", country_code="FR").id
    second = service.add_project(who, "Autre", twin, 2026).id
    directory.merge_organisations(who, holder, twin)
    assert service.project(second).organisation_id == holder


def test_once_decided_a_grant_obtained_is_no_longer_a_remark(
    service: ProjectService, who: Actor, filled_id: int
) -> None:
    asked = service.budget(filled_id).requested_lines[0]
    service.set_cofunding(who, asked.id, None, "obtained")
    assert "request_not_asked" in [check.code for check in service.dossier_data(filled_id).checks]
    for code in ("submitted", "admissible", "reviewed", "committee"):
        service.set_stage(who, filled_id, None, StageMove(code))
    service.set_stage(who, filled_id, None, StageMove("accepted", granted_minor=9000_00))
    assert "request_not_asked" not in [check.code for check in service.dossier_data(filled_id).checks]


def test_the_journal_is_found_by_its_dossier_and_not_among_all_revisions(
    library: Library, project_id: int, service: ProjectService, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, Params]] = []
    ask = library.query

    def listening(sql: str, params: Params = ()) -> list[Row]:
        asked.append((sql, params))
        return ask(sql, params)

    monkeypatch.setattr(library, "query", listening)
    service.history(project_id)
    [(sql, params)] = [one for one in asked if "FROM revision r" in one[0]]
    plan = [row["detail"] for row in ask(f"EXPLAIN QUERY PLAN {sql}", params)]
    assert any("revision_subject" in line for line in plan), plan
