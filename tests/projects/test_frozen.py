import sqlite3
from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.directory.service import DirectoryService
from cresi_app.projects.model import DifferenceKind, LogLevel, StageMove, freeze, thaw
from cresi_app.projects.queries import depth
from cresi_app.projects.service import ProjectService, YearEntry
from cresi_app.store.errors import Refused
from cresi_app.store.library import Library
from tests.projects.dossiers import dossier_data

Write = Callable[[sqlite3.Connection], object]


@pytest.fixture
def rich_id(service: ProjectService, who: Actor, filled_id: int) -> int:
    """A dossier with something of everything."""
    service.update_project(who, filled_id, None, context="Ŋɔmɔla " * 5000, starts_on="2026-03-01", ends_on="2027-12-31")
    service.set_sectors(who, filled_id, [("14031", 70), ("31120", 30)])
    service.set_goals(who, filled_id, [6, 2])
    service.add_activity(who, filled_id, "Puits", theme="Eau", starts_month="2026-04", cost_minor=5_000_00)
    service.start_logframe(who, filled_id)
    row = service.dossier_data(filled_id).logframe.results[0].row
    service.add_indicator(who, filled_id, "Points d'eau", logframe_id=row.id, baseline_milli=11_000, unit="puits")
    service.add_means(who, filled_id, "volunteer", hours_milli=10_000, rate_minor=1500)
    service.add_place(who, filled_id, "Séféto", country_code="ML")
    service.add_opinion(who, filled_id, "Mme Trần", text="À soutenir", verdict_code="favourable")
    service.add_task(who, filled_id, "Rappeler", due_on="2026-12-01")
    line = service.budget_lines(filled_id)[0]
    service.enter_year_amounts(who, filled_id, 2027, [YearEntry(line.id, "amount_minor", 10_00)])
    return filled_id


def submit(service: ProjectService, who: Actor, project_id: int) -> None:
    service.set_stage(who, project_id, None, StageMove("submitted"))


def test_a_dossier_comes_back_from_its_copy_as_it_was(service: ProjectService, who: Actor, rich_id: int) -> None:
    submit(service, who, rich_id)
    data, copy = service.dossier_data(rich_id), service.frozen_data(rich_id, 1)
    assert copy.version == data.version == 1
    assert copy.stage.code == "submitted"
    apart = {"checks", "moves", "tasks", "exchanges", "copies", "lookalikes", "templates", "project", "journal"}
    for one in fields(data):
        if one.name not in apart:
            assert getattr(copy, one.name) == getattr(data, one.name), one.name
    assert replace(copy.project, version=0, updated_at=None) == replace(data.project, version=0, updated_at=None)
    assert copy.budget.charges.total.forecast == data.budget.charges.total.forecast
    assert freeze(copy) == freeze(thaw(freeze(copy)))
    assert service.changes_since(rich_id, 1) == ()


def test_what_changed_since_is_told_field_by_field_and_line_by_line(
    service: ProjectService, directory: DirectoryService, who: Actor, rich_id: int, holder: int
) -> None:
    submit(service, who, rich_id)
    service.update_project(who, rich_id, None, context="Plus court", place="Kayes")
    line = next(x for x in service.budget_lines(rich_id) if x.line_code == "613")
    service.update_budget_line(who, line.id, None, amount_minor=4_551_00, actual_minor=12_00)
    gone = next(x for x in service.budget_lines(rich_id) if x.line_code == "615")
    service.remove_budget_line(who, gone.id)
    service.set_sectors(who, rich_id, [("14031", 60), ("31120", 40)])
    service.add_activity(who, rich_id, "Restitution")
    sheet = directory.organisation_sheet(holder)
    directory.update_organisation(who, holder, sheet.organisation.version, town="Massy")
    found = {one.name: (one.before, one.after) for one in service.changes_since(rich_id, 1)}
    assert found["Contexte"][1] == "Plus court"
    assert found["Contexte"][0].startswith("Ŋɔmɔla")
    assert found["Lieu"] == ("Kita", "Kayes")
    assert found["Commune"] == ("Évry", "Massy")
    assert found["613 Locations\u00a0: Prévu"] == ("4\u202f550\u00a0€", "4\u202f551\u00a0€")
    assert "613 Locations\u00a0: Réalisé" not in found  # what was spent is no change of what was asked
    assert found["Total des charges"] == ("257\u202f122\u00a0€", "256\u202f206\u00a0€")
    kinds = {one.subject: one.kind for one in service.changes_since(rich_id, 1)}
    assert kinds["615 Entretien et réparation"] is DifferenceKind.REMOVED
    assert kinds["Restitution"] is DifferenceKind.ADDED
    assert service.frozen_data(rich_id, 1).project.place == "Kita"  # the copy itself never moves


def test_a_second_submission_makes_a_second_copy_and_a_step_back_makes_none(
    service: ProjectService, who: Actor, filled_id: int
) -> None:
    submit(service, who, filled_id)
    service.set_stage(who, filled_id, None, StageMove("admissible"))
    service.set_stage(who, filled_id, None, StageMove("submitted", motive="Pièce contestée"))
    data = service.dossier_data(filled_id)
    assert (data.version, len(data.copies)) == (1, 1)
    service.set_stage(who, filled_id, None, StageMove("draft", motive="Budget à revoir"))
    submit(service, who, filled_id)
    assert [copy.number for copy in service.dossier_data(filled_id).copies] == [1, 2]
    service.library.undo(who)
    assert [copy.number for copy in service.dossier_data(filled_id).copies] == [1]
    service.library.redo(who)
    assert [copy.number for copy in service.dossier_data(filled_id).copies] == [1, 2]


def test_nothing_changes_or_removes_a_copy(
    service: ProjectService, library: Library, who: Actor, filled_id: int
) -> None:
    submit(service, who, filled_id)
    copy = service.dossier_data(filled_id).copies[0]
    with pytest.raises(Refused, match="frozen"), library.revise("projects.test", who) as revision:
        revision.update("project_snapshot", copy.id, None, {"content": "{}"})
    with pytest.raises(Refused, match="frozen"), library.revise("projects.test", who) as revision:
        revision.delete("project_snapshot", copy.id)
    assert service.frozen_data(filled_id, 1).budget.charges.total.forecast == 257_112_00


def test_a_copy_never_misses_what_was_written_meanwhile(
    service: ProjectService, library: Library, who: Actor, filled_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another desk writes between the reading and the submission: the submission is tried again and holds both."""
    real, tries = depth.last_revision, list[int]()

    def racing(opened: Library) -> int:
        seq = real(opened)
        if not tries:
            tries.append(seq)
            line = next(x for x in service.budget_lines(filled_id) if x.line_code == "604")
            other = Actor("other", "Paul")
            service.update_budget_line(other, line.id, None, amount_minor=1_00)
        return seq

    monkeypatch.setattr(depth, "last_revision", racing)
    submit(service, who, filled_id)
    assert tries
    assert service.frozen_data(filled_id, 1).budget.charges.total.forecast == (257_112 - 8_974 + 1) * 100


def test_a_copy_of_another_age_is_told_in_words(service: ProjectService, filled_id: int) -> None:
    with pytest.raises(DomainError, match="copy_missing"):
        service.frozen_data(filled_id, 7)
    with pytest.raises(DomainError, match="copy_unreadable"):
        thaw('{"format": "cresi-frozen/99", "dossier": {}}')
    with pytest.raises(DomainError, match="copy_unreadable"):
        thaw("not even JSON")


def test_a_field_that_the_copy_did_not_know_takes_its_default() -> None:
    text = freeze(dossier_data())
    older = text.replace('"material_means":"",', "")
    assert older != text
    assert thaw(older).project.material_means == ""


def test_a_renewal_takes_the_new_parts_along(service: ProjectService, who: Actor, rich_id: int) -> None:
    service.set_rate(who, rich_id, "XOF", "655.957")
    renewed = service.dossier_data(service.renew_from(who, rich_id, 2027).id)
    assert [line.row.level for line in renewed.logframe.lines] == [LogLevel.GENERAL, LogLevel.SPECIFIC, LogLevel.RESULT]
    result = renewed.logframe.results[0]
    assert [a.title for a in result.activities] == ["Puits"]
    assert [one.name for one in result.indicators] == ["Points d'eau"]
    assert result.row.id != service.dossier_data(rich_id).logframe.results[0].row.id
    assert [view.means.hours_milli for view in renewed.means] == [10_000]
    assert [place.name for place in renewed.places] == ["Séféto"]
    assert [rate.currency for rate in renewed.rates] == ["XOF"]
    assert {y.year for years in renewed.spread.values() for y in years} == {2027, 2028}
    assert renewed.budget.charges.total.forecast == service.dossier_data(rich_id).budget.charges.total.forecast
    assert (renewed.opinions, renewed.tasks, renewed.copies) == ((), (), ())
    assert renewed.lookalikes == ()  # a renewal is no double
