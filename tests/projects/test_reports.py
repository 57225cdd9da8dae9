"""The printed dossier: the real budget to the last euro, every chapter, empty and overfull dossiers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cresi_app.core.changes import Actor
from cresi_app.core.i18n import set_language
from cresi_app.core.identity import Identity
from cresi_app.printing.document import Paper, render
from cresi_app.projects.model import (
    DossierData,
    PaperState,
    ProjectActivity,
    ProjectBeneficiary,
    ProjectPaper,
    Rhythm,
    cofunding_plan,
    compute_budget,
    gantt,
    view_paper,
)
from cresi_app.projects.reports import dossier, summary
from cresi_app.projects.service import ProjectService
from tests.printing import inspection
from tests.projects.dossiers import KINDS, TODAY, dossier_data, funded
from tests.projects.vectors import entry, nomenclature, vector

CENTRE = Identity("Centre de ressources", "Solidarité internationale", "Département de l'Essonne", town="Évry")
Print = Callable[[Paper], Path]


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    def to_file(paper: Paper) -> Path:
        out = tmp_path / f"{paper.kind}.pdf"
        render(paper, out)
        inspection.check(out)
        return out

    return to_file


def page_of(pages: list[str], *needles: str) -> str:
    """The page on which all of `needles` stand, on one line."""
    return next(flat for flat in map(inspection.flat, pages) if all(needle in flat for needle in needles))


def with_budget(data: DossierData, euros: dict[str, int]) -> DossierData:
    """The dossier with one line of the budget changed by so many euros."""
    lines = [
        replace(line, amount_minor=line.amount_minor + euros.get(line.line_code, 0) * 100) for line in data.budget.lines
    ]
    budget = compute_budget(data.nomenclature, lines)
    return replace(data, budget=budget, cofunding=cofunding_plan(budget))


def bare(data: DossierData) -> DossierData:
    """A dossier just opened: a title, a holder, nothing else."""
    project = replace(
        data.project, summary="", context="", general_objective="", specific_objective="", grant_use="", activities_note="",
        country_code=None, place="", place_detail="", latitude_e6=None, longitude_e6=None, starts_on=None, ends_on=None,
        call_name="",
    )  # fmt: skip
    budget = compute_budget(data.nomenclature, [])
    return replace(
        data, project=project, representative=None, followed_by="", country=None, sectors=(), goals=(), partners=(),
        activities=(), gantt=None, beneficiaries=(), budget=budget, cofunding=cofunding_plan(budget), papers=(),
        version=0, frozen_on=None, steps=(),
    )  # fmt: skip


def test_the_real_budget_prints_257_112_euros_on_both_sides(printed: Print) -> None:
    pages = inspection.texts(printed(dossier(dossier_data(), CENTRE)))
    budget = page_of(pages, "Budget prévisionnel", "Charges", "Produits", "Total des charges")
    assert "Total des charges 257 112" in budget
    assert "Total des produits 257 112" in budget
    assert "Sous-total des charges 141 112" in budget
    assert "Sous-total des produits 141 112" in budget
    assert budget.count("116 000") >= 3
    for amount in ("9 174", "15 714", "105 444", "48 535", "118 425", "22 687"):
        assert amount in budget
    assert "Budget équilibré : 257 112 € de charges, 257 112 € de produits." in budget
    assert "représente 3,5 % du total des produits" in budget


def test_all_charges_are_read_before_all_products(printed: Print) -> None:
    pages = inspection.texts(printed(dossier(dossier_data(), CENTRE)))
    budget = page_of(pages, "Sous-total des charges", "Sous-total des produits")
    order = [budget.index(mark) for mark in ("Achats", "Total des charges", "Vente de produits", "Total des produits")]
    assert order == sorted(order)


def test_every_line_that_was_entered_is_on_the_form(printed: Print) -> None:
    data = dossier_data()
    budget = page_of(inspection.texts(printed(dossier(data, CENTRE))), "Sous-total des charges")
    for line in data.budget.lines:
        if line.amount_minor:
            assert f"{line.amount_minor // 100:,}".replace(",", " ") in budget
    assert "Conseil(s) départemental(aux) (demande présente)" in budget


def test_the_dossier_has_cover_contents_and_a_chapter_a_page(printed: Print) -> None:
    file = printed(dossier(dossier_data(), CENTRE))
    chapters = inspection.outline(file)
    assert chapters[0] == "Sommaire"
    assert len(chapters) == 9
    pages = [inspection.flat(text) for text in inspection.texts(file)]
    assert "L’eau partagée : puits, jardins et classes" in pages[0]
    assert f"{len(pages)} pages" in pages[0]
    for number, title in enumerate(chapters[1:], start=1):
        page = next(n for n, text in enumerate(pages, start=1) if f"PARTIE {number} {title}" in text)
        assert f"{title}" in pages[1]
        assert f" {page} " in pages[1]
    roles = inspection.roles(file)
    assert roles.count("H1") == 10
    assert "Figure" in roles


def test_the_first_words_of_each_page_come_in_the_order_of_the_eye(printed: Print) -> None:
    pages = [inspection.flat(text)[:200] for text in inspection.texts(printed(dossier(dossier_data(), CENTRE)))]
    assert pages[0].startswith("Centre de ressources Solidarité internationale")
    assert pages[1].startswith("DOSSIER 2026-042 Sommaire Synthèse du projet")
    assert all(text.startswith(f"PARTIE {n}") for n, text in enumerate(pages[2:], start=1))


def test_the_plan_tells_who_is_sure_and_who_was_asked(printed: Print) -> None:
    pages = inspection.texts(printed(dossier(dossier_data(), CENTRE)))
    plan = page_of(pages, "Financeur", "Situation")
    assert "42 177 € sont acquis (29,9 %), 89 935 € sont sollicités" in plan
    assert "Total hors contributions volontaires 141 112 € 100 %" in plan
    assert "État — contrat de ville" in plan


def test_an_unbalanced_budget_says_by_how_much(printed: Print) -> None:
    file = printed(dossier(with_budget(dossier_data(), {"604": 88}), CENTRE))
    budget = page_of(inspection.texts(file), "Total des charges")
    assert "257 200" in budget
    assert "Écart : il manque 88 € de produits" in budget
    cover, *_ = inspection.texts(file)
    assert "257 200" in inspection.flat(cover).replace("\u202f", " "), "the budget is what it costs, as on screen"


def test_refused_money_is_shown_and_not_counted(printed: Print) -> None:
    lines = [replace(line, status_code="refused") if line.line_code == "74-region" else line for line in funded()]
    budget = compute_budget(nomenclature(), lines)
    data = replace(dossier_data(), budget=budget, cofunding=cofunding_plan(budget))
    pages = inspection.texts(printed(dossier(data, CENTRE)))
    assert "Conseil(s) régional(aux) (refusé, non compté)" in page_of(pages, "Total des produits")
    assert "Refusé, non compté" in page_of(pages, "Financeur", "Situation")


def test_cents_are_kept_when_somebody_typed_some(printed: Print) -> None:
    lines = [
        replace(line, amount_minor=line.amount_minor + 50) if line.line_code == "604" else line for line in vector()
    ]
    budget = compute_budget(nomenclature(), lines)
    data = replace(dossier_data(), budget=budget, cofunding=cofunding_plan(budget))
    text = page_of(inspection.texts(printed(dossier(data, CENTRE))), "Total des charges")
    assert "8 974,50" in text
    assert "257 112,50" in text
    assert "avec les centimes saisis" in text


def test_a_dossier_just_opened_prints_and_says_what_is_missing(printed: Print) -> None:
    data = bare(dossier_data())
    pages = inspection.texts(printed(dossier(data, CENTRE)))
    assert "brouillon édité le 14 octobre 2026" in inspection.flat(pages[0])
    assert sum("Non renseigné à ce jour." in text for text in pages) >= 3
    assert "Aucune pièce n’est demandée" in inspection.flat(pages[-1])


def test_an_overfull_dossier_loses_nothing(printed: Print) -> None:
    base = dossier_data()
    activities = tuple(
        ProjectActivity(n, 1, 1, n, f"Activité{n} " + "au titre long " * 6, f"Volet {n // 9}", "Décrite. " * 20,
                        Rhythm.CONTINUOUS, "2027-01", "2028-06", "Une personne très occupée", "Kita", "40 unités", 100)
        for n in range(70)
    )  # fmt: skip
    groups = tuple(ProjectBeneficiary(n, 1, 1, n, f"Groupe{n}", True, n, n, None, "Change. " * 12) for n in range(50))
    papers = tuple(
        view_paper(ProjectPaper(n, 1, 1, n, None, f"Pièce{n} au nom long", PaperState.MISSING), KINDS, TODAY)
        for n in range(60)
    )
    lines = [replace(entry(1000 + n, "74-commune", 100), label=f"Commune{n}", status_code="asked") for n in range(60)]
    budget = compute_budget(base.nomenclature, [*funded(), *lines])
    project = replace(base.project, context="Un paragraphe assez long pour tenir plusieurs lignes. " * 400)
    data = replace(
        base, project=project, activities=activities, gantt=gantt(project, activities), beneficiaries=groups,
        papers=papers, budget=budget, cofunding=cofunding_plan(budget),
    )  # fmt: skip
    text = inspection.flat(" ".join(inspection.texts(printed(dossier(data, CENTRE)))))
    assert all(f"Activité{n} " in text for n in range(70))
    assert all(f"Groupe{n} " in text for n in range(50))
    assert all(f"Pièce{n} " in text for n in range(60))
    assert all(text.count(f"Commune{n} ") >= 2 for n in range(60))


@pytest.mark.parametrize(
    "title",
    [
        "Eau",
        "L'eau " * 60,
        "Kuma kɔrɔw",
        "Nước sạch nông thôn : l'eau propre en milieu rural",
        "الماء حق للجميع",
        "中非友谊 puits",
    ],
)
def test_any_title_fits_the_cover_and_the_summary(printed: Print, title: str) -> None:
    data = dossier_data()
    data = replace(
        data, project=replace(data.project, title=title), holder=replace(data.holder, name="Association " + "X" * 60)
    )
    assert len(inspection.texts(printed(dossier(data, CENTRE)))) >= 9
    assert len(inspection.texts(printed(summary(data, CENTRE)))) == 1


def test_the_summary_is_one_page_with_what_a_committee_reads(printed: Print) -> None:
    data = dossier_data()
    data = replace(data, project=replace(data.project, summary="Mot. " * 2000, grant_use="Mot. " * 900))
    [text] = map(inspection.flat, inspection.texts(printed(summary(data, CENTRE))))
    for said in ("2026-042", "9 000 €", "141 112 €", "6,4 %", "Kita, Mali", "Demande présente", "Claire Martin"):
        assert said in text
    inspection.texts(printed(summary(bare(dossier_data()), CENTRE)))


def test_the_same_dossier_gives_the_same_file(printed: Print) -> None:
    paper = dossier(dossier_data(), CENTRE)
    first = printed(paper).read_bytes()
    assert printed(replace(dossier(dossier_data(), CENTRE), made=paper.made)).read_bytes() == first


def test_the_real_budget_filed_in_a_real_library_prints_the_same_total(
    service: ProjectService, who: Actor, filled_id: int, printed: Print
) -> None:
    service.add_partner(who, filled_id, service.project(filled_id).organisation_id, "operator")
    text = page_of(inspection.texts(printed(dossier(service.dossier_data(filled_id), CENTRE))), "Total des charges")
    assert "Total des charges 257 112" in text
    assert "Total des produits 257 112" in text
    assert len(inspection.texts(printed(summary(service.dossier_data(filled_id), CENTRE)))) == 1


def test_the_dossier_speaks_english_to_those_who_do(printed: Print) -> None:
    set_language("en")
    try:
        text = page_of(inspection.texts(printed(dossier(dossier_data(), CENTRE))), "257,112", "External services")
    finally:
        set_language("fr")
    assert "3.5%" in text
