from datetime import date
from typing import Any

import pytest

from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.directory.service import DirectoryService
from cresi_app.projects.model import AdviceFilter, AdviceState, DeadlineKind, PaperState
from cresi_app.projects.service import ProjectService
from cresi_app.store.library import Library

TODAY = date(2026, 11, 22)


def test_advice_is_counted_in_the_years_figures(
    service: ProjectService, directory: DirectoryService, library: Library, who: Actor, holder: int
) -> None:
    document = CatalogueService(library).add_document(who, title="Monter un budget").id
    first = service.add_advice(who, "Budget CERFA", holder, date(2026, 3, 2), minutes=60, note="Lignes 60 à 64").id
    service.hand_out(who, first, [document])
    service.add_advice(who, "Partenariat", holder, date(2026, 5, 2), minutes=30, mode_code="call")
    person = directory.add_person(who, "Zoé", "Trần").id
    service.add_advice(who, "Première idée", None, date(2026, 6, 2), person_id=person, minutes=45)
    service.add_advice(who, "Suite", holder, date(2026, 12, 2), state=AdviceState.PLANNED)
    service.add_advice(who, "Oublié", holder, date(2026, 7, 2), state=AdviceState.MISSED, minutes=45)
    service.add_advice(who, "L'an dernier", holder, date(2025, 7, 2), minutes=45)
    figures = service.advice_figures(2026)
    assert (figures.given, figures.planned, figures.holders) == (3, 1, 2)
    assert (figures.minutes, figures.documents) == (135, 1)
    subjects = [view.advice.subject for view in service.advice_list(AdviceFilter(year=2026))]
    assert subjects == ["Suite", "Oublié", "Première idée", "Partenariat", "Budget CERFA"]
    found = service.advice_list(AdviceFilter(text="cerfa"))[0]
    assert (found.whom, found.documents) == ("Jɛkabaara – Solidarité Val d’Orge", ((document, "Monter un budget"),))


def test_advice_says_whom_what_and_when(service: ProjectService, who: Actor, holder: int) -> None:
    with pytest.raises(DomainError, match="nobody_advised"):
        service.add_advice(who, "Budget")
    with pytest.raises(DomainError, match="text_missing"):
        service.add_advice(who, "  ", holder)
    with pytest.raises(DomainError, match="minutes_outside"):
        service.add_advice(who, "Budget", holder, minutes=2000)
    advice_id = service.add_advice(who, "Budget", holder).id
    with pytest.raises(DomainError, match="nobody_advised"):
        service.update_advice(who, advice_id, None, organisation_id=None)
    service.update_advice(who, advice_id, None, subject="Budget et partenaires", next_step="Relire en mai")
    assert service.one_advice(advice_id).next_step == "Relire en mai"
    service.remove_advice(who, advice_id)
    assert service.advice_figures(2026).given == 0
    service.library.undo(who)
    assert service.advice_figures(2026).given == 1


def test_what_falls_due_is_told_in_order(service: ProjectService, who: Actor, project_id: int) -> None:
    service.add_task(who, project_id, "Rappeler le partenaire", due_on=date(2026, 11, 20))
    service.add_task(who, project_id, "Bien plus tard", due_on=date(2027, 6, 1))
    service.add_task(who, project_id, "Faite", due_on=date(2026, 11, 1), done_on=date(2026, 11, 1))
    service.update_project(who, project_id, None, deadline_on=date(2026, 11, 30))
    paper = service.add_paper(who, project_id, "urssaf", dated_on=date(2026, 6, 10)).id
    view = next(v for v in service.papers(project_id) if v.paper.kind_code == "urssaf")
    service.set_paper(who, view.paper.id, None, state_code=PaperState.RECEIVED)
    service.add_opinion(who, project_id, "Service jeunesse", asked_on=date(2026, 11, 1))
    found = [(one.kind, one.on) for one in service.deadlines(TODAY)]
    assert found == [
        (DeadlineKind.OPINION, date(2026, 11, 1)),
        (DeadlineKind.TASK, date(2026, 11, 20)),
        (DeadlineKind.CALL, date(2026, 11, 30)),
        (DeadlineKind.PAPER, date(2026, 12, 10)),
    ]
    assert paper
    assert [one.kind for one in service.deadlines(TODAY, days=10)][-1] is DeadlineKind.CALL


def test_a_double_is_told_by_title_place_and_time(
    service: ProjectService, who: Actor, holder: int, project_id: int
) -> None:
    days: dict[str, Any] = {"starts_on": date(2026, 3, 1), "ends_on": date(2027, 2, 28)}
    service.update_project(who, project_id, None, **days)
    same_place = service.add_project(who, "Puits à Kita", holder, 2027, country_code="ML", place="Kita", **days).id
    elsewhere = service.add_project(
        who, "Atelier de lecture", holder, 2027, country_code="ML", place="Kayes", **days
    ).id
    assert [one.id for one in service.dossier_data(same_place).lookalikes] == [project_id]
    assert project_id not in [one.id for one in service.dossier_data(elsewhere).lookalikes]
    later: dict[str, Any] = {"starts_on": date(2029, 1, 1), "ends_on": date(2029, 12, 31)}
    service.update_project(who, same_place, None, **later)
    assert service.dossier_data(same_place).lookalikes == ()
