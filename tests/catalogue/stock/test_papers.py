"""The stock's papers read back: what is said, in order, sums, any script, nothing and two thousand lines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cresi_app.catalogue.interchange import counts
from cresi_app.catalogue.model import Document, DocumentSheet, Kind
from cresi_app.catalogue.model.description import Exhibition, Piece, TitleOf, Use
from cresi_app.catalogue.model.statistics import COLUMNS, Dimension, Figures, Line, Statistics, StatTable
from cresi_app.catalogue.model.stock import CopyLine
from cresi_app.catalogue.model.stocktake import Outcome, Reading, Stocktake, Told
from cresi_app.catalogue.model.thesaurus import Label, TermNote, TermRef, TermSheet, Thesaurus
from cresi_app.catalogue.model.weeding import Weeding, WeedingLine, WeedingSheet
from cresi_app.catalogue.reports import Bibliography, Lists, Shelf, bibliography, notice
from cresi_app.catalogue.reports.bibliography import Grouping, grouped
from cresi_app.catalogue.reports.inventory import inventory, values
from cresi_app.catalogue.reports.making import print_named, print_of_text
from cresi_app.catalogue.reports.statistics import statistics_paper
from cresi_app.catalogue.reports.stocktake import stocktake_paper
from cresi_app.catalogue.reports.thesaurus import thesaurus_paper
from cresi_app.catalogue.reports.weeding import weeding_paper
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.identity import Identity
from cresi_app.printing.document import Paper, render
from tests.catalogue.conftest import WHO
from tests.catalogue.test_reports import sheet
from tests.printing import inspection

CENTRE = Identity("Centre de ressources", "Solidarité internationale", address="1, rue du Pont", town="Évry")
TITLES = ("Eaux partagées", "الماء حق للجميع", "Nước sạch nông thôn", "中非友谊", "Kuma kɔrɔw", "Titre " * 40)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
Read = Callable[[Paper], str]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def text(paper: Paper) -> str:
        out = tmp_path / "paper.pdf"
        with clock.frozen(NOW):
            render(paper, out)
        inspection.check(out)
        inspection.check_tree(out)
        return inspection.flat(" ".join(inspection.texts(out)))

    return text


def line(at: int, **changes: object) -> CopyLine:
    base = CopyLine(
        at, 1, at, f"{at:05d}", TITLES[at % 6], "book", authors="Kadiatou Diallo", year=2000 + at % 25, barcode=f"B{at:05d}",
        call_number=f"SOL {at}", location="Salle" if at % 3 else "", accession_number=f"{at:06d}", acquired_on=date(2026, 1, 2),
        price_minor=1250, supplier="Librairie du Fleuve",
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]  # test shorthand


# --- inventory


def test_the_inventory_sums_what_it_lists(read: Read) -> None:
    lines = [
        *(line(at, location="Salle") for at in range(7)),
        line(7, location="Magasin", price_minor=3000, currency="CHF"),
        line(8, location="Magasin", price_minor=None),
    ]
    said = read(inventory(lines, CENTRE, Lists()))
    assert values(lines) == {"EUR": 7 * 1250, "CHF": 3000}
    for words in (
        "9 exemplaires",
        "87,50 €",
        "30,00 CHF",
        "1 exemplaire sans prix",
        "Magasin",
        "000003",
        "Librairie du Fleuve",
    ):
        assert words in said, words
    assert "Valeur" not in read(inventory(lines, CENTRE, Lists(), shows_prices=False))
    assert "page 1 / 1" in read(inventory([], CENTRE, Lists(), scope="Nulle part"))


@pytest.mark.long
def test_two_thousand_copies_are_all_on_paper(read: Read) -> None:
    lines = sorted((line(at) for at in range(2000)), key=lambda one: one.location)
    said = read(inventory(lines, CENTRE, Lists()))
    assert all(f"B{at:05d}" in said for at in range(2000))


# --- bibliography


def test_a_bibliography_cites_indexes_and_groups(read: Read) -> None:
    sheets = [
        replace(sheet(), document=replace(sheet().document, id=at, title=title)) for at, title in enumerate(TITLES)
    ]
    asked = Bibliography("Choix", "Pour la semaine.", has_covers=False, has_citations=True, has_index=True)
    said = read(bibliography(asked, grouped(sheets, Grouping.THEME), CENTRE))
    assert "Pour la semaine." in said
    assert "DIALLO, Kadiatou" in said
    assert "Index des auteurs" in said
    assert "Diallo, Kadiatou 1, 2, 3, 4, 5, 6" in said
    by_country = grouped(sheets[:1], Grouping.COUNTRY)
    assert [shelf.title for shelf in by_country] == ["Mali", "Niger"]
    assert [
        shelf.title
        for shelf in grouped([DocumentSheet(Document(1, 1, "1", "book", "X"), sheet().kind)], Grouping.THEME)
    ] == [""]
    bare = Bibliography("Nu", has_covers=False, has_abstracts=False, has_availability=False)
    assert "Vingt ans d’expériences de gestion" not in read(bibliography(bare, [Shelf("", sheets)], CENTRE))


@pytest.mark.long
def test_two_thousand_documents_are_all_on_paper(read: Read) -> None:
    many = [replace(sheet(), document=replace(sheet().document, id=at, title=f"Titre-{at:04d}.")) for at in range(2000)]
    said = read(bibliography(Bibliography("Tout", has_abstracts=False), [Shelf("", many)], CENTRE))
    assert all(f"Titre-{at:04d}." in said for at in range(2000))


# --- notice with what it holds


def test_a_kit_lists_its_contents_and_an_exhibition_its_panels(read: Read) -> None:
    pieces = (
        Piece(1, 1, "Dé géant", number="1", quantity=2, width_mm=80, height_mm=80),
        Piece(2, 1, "Plateau", number="2", weight_g=1500, note="à plier"),
        Piece(3, 1, "Perdue", dropped_on=date(2026, 1, 1)),
    )
    kit = replace(
        sheet(),
        every_piece=pieces,
        uses=(Use(1, 1, minutes_least=45, minutes_most=90, group_least=8, group_most=30, age_least=8),),
    )
    said = read(notice(kit, CENTRE))
    for words in (
        "Contenu : 3 pièces",
        "Dé géant",
        "8 cm × 8 cm",
        "1,5 kg",
        "à plier",
        "de 45 min à 1 h 30",
        "8 à 30",
        "dès 8",
    ):
        assert words in said, words
    assert "Perdue" not in said
    show = replace(
        kit,
        document=replace(kit.document, kind="exhibition"),
        kind=Kind("exhibition", "Exposition", "Exhibition", icon="image", colour=1, has_copies=True),
        exhibitions=(
            Exhibition(1, 1, crates=2, weight_g=48000, wall_cm=1200, setup_minutes=120, insurance_minor=150000),
        ),
        titles=(TitleOf(1, 1, "parallel", "Shared waters", "eng", "anglais", "English"),),
    )
    said = read(notice(show, CENTRE))
    for words in ("3 panneaux", "Transport et accrochage", "48 kg", "12 m", "2 h", "1 500,00 €", "Shared waters"):
        assert words in said, words


# --- thesaurus


def term(at: int, word: str, **more: object) -> TermSheet:
    base = TermSheet(at, 1, word, "topic", "", "", "active", "", "", None)
    return replace(base, **more)  # type: ignore[arg-type]  # test shorthand


def thesaurus_terms() -> list[TermSheet]:
    return [
        term(1, "Environnement", narrower=(TermRef(2, "Eau"),), uses=3),
        term(
            2, "Eau", broader=(TermRef(1, "Environnement"), TermRef(4, "Santé")), narrower=(TermRef(3, "Eau potable"),), related=(TermRef(5, "Sécheresse"),),
            labels=(Label(1, 1, "fr", "alt", "Flotte"), Label(2, 1, "en", "pref", "Water")), notes=(TermNote(1, 1, "fr", "scope", "La ressource."),),
        ),
        term(3, "Eau potable", broader=(TermRef(2, "Eau"),)),
        term(4, "Santé", narrower=(TermRef(2, "Eau"),)),
        term(5, "Sécheresse", related=(TermRef(2, "Eau"),)),
    ]  # fmt: skip


def test_an_alphabetical_thesaurus_leads_from_every_form(read: Read) -> None:
    said = read(thesaurus_paper(Thesaurus(1, 1, "Solidarité"), thesaurus_terms(), CENTRE))
    for words in (
        "Eau NA La ressource. EP Flotte TG Environnement TG Santé TS Eau potable TA Sécheresse en Water",
        "Flotte EM Eau",
        "Environnement (3 notices)",
    ):
        assert words in said, words
    assert said.index("Environnement (3") < said.index("Flotte EM") < said.index("Santé TS Eau Sécheresse")


def test_a_tree_shows_a_term_under_each_of_its_broader_terms(read: Read) -> None:
    said = read(thesaurus_paper(Thesaurus(1, 1, "Solidarité"), thesaurus_terms(), CENTRE, by_tree=True))
    assert said.count("Eau Eau potable") == 2
    assert "page 1 / 1" in read(thesaurus_paper(Thesaurus(1, 1, "Vide"), [], CENTRE, by_tree=True))
    circle = [
        term(1, "Un", narrower=(TermRef(2, "Deux"),)),
        term(2, "Deux", broader=(TermRef(1, "Un"),), narrower=(TermRef(2, "Deux"),)),
    ]
    assert "Deux" in read(thesaurus_paper(Thesaurus(1, 1, "Cercle"), circle, CENTRE, by_tree=True))


# --- statistics: one object, three readings


def counted() -> Statistics:
    lines = [Line(str(at), f"Thème {at}", Figures(at + 1, 2 * at, value=at * 100)) for at in range(60)]
    total = Figures(1234, 2345, 12, 34, 5, 67, 89, 41, 31050, 991234)
    table = StatTable(Dimension.THEME, lines, total, list(COLUMNS))
    return Statistics(
        date(2026, 1, 1), date(2026, 12, 31), total, {Dimension.THEME: table}, undated_loans=7, other_currencies=3
    )


def test_paper_and_files_say_the_figures_they_were_given(read: Read, tmp_path: Path) -> None:
    said = read(statistics_paper(counted(), CENTRE))
    for words in (
        "Le fonds, 2026",
        "1 234",
        "2 345",
        "9 912,34 €",
        "Thème 38",
        "21 autres",
        "3 exemplaires payés dans une autre monnaie",
        "7 autres sans date",
        "repris d’un autre logiciel",
    ):
        assert words in said, words
    assert "Thème 40 " not in said  # beyond the paper's lines: it is in the sum of the others, and in the file
    counts.write_csv(counted(), tmp_path / "s.csv")
    text = (tmp_path / "s.csv").read_text(encoding="utf-8-sig")
    assert "Thème 59;60;0;118;0;0;0;0;0;0,00;59,00" in text
    assert "Total;1234;12;2345;34;5;67;89;41;310,50;9912,34" in text
    assert counts.write_xlsx(counted(), tmp_path / "s.xlsx") == 62


# --- stock-take and weeding


def test_the_stock_take_s_paper_names_all_it_found(read: Read) -> None:
    take = Stocktake(1, 1, "Rayon Eau", date(2026, 7, 6), closed_on=date(2026, 7, 8), expected=100, missing=2)
    readings = [
        Reading(at, 1, f"C{at}", told, 1 + at % 2, NOW, "Claire Martin", 1, "Salle", line(at) if told is not Told.UNKNOWN else None)
        for at, told in enumerate(Told)
    ]  # fmt: skip
    said = read(stocktake_paper(Outcome(take, 100, 98, [line(1), line(2)], readings), CENTRE, Lists()))
    for words in (
        "2 exemplaires attendus n’ont pas été lus",
        "98 %",
        "Manquants · 2",
        "Mal rangé · 1",
        "Code inconnu · 1",
        "C5",
        "25,00 €",
    ):
        assert words in said, words
    empty = Stocktake(1, 1, "Vide", date(2026, 7, 6))
    assert "Rien ne manque" in read(stocktake_paper(Outcome(empty, 0, 0), CENTRE, Lists()))


def test_the_weeding_list_is_ready_to_be_decided(read: Read) -> None:
    lines = [
        WeedingLine(at, 1, line(at), is_kept=at == 0, reason="worn", fate="given", recipient="Recyclerie")
        for at in range(5)
    ]
    open_list = WeedingSheet(Weeding(1, 1, "Automne", date(2026, 10, 12)), lines)
    said = read(weeding_paper(open_list, CENTRE, Lists()))
    for words in (
        "4 exemplaires proposés",
        "1 examiné et gardé",
        "50,00 €",
        "Recyclerie",
        "Pour l’autorité qui décide",
    ):
        assert words in said, words
    done = Weeding(1, 1, "Automne", date(2026, 10, 12), "2026-11-045", date(2026, 11, 20), date(2026, 11, 22))
    said = read(weeding_paper(WeedingSheet(done, lines), CENTRE, Lists()))
    assert "décision 2026-11-045 du 20 novembre 2026" in said
    assert "Pour l’autorité" not in said
    assert "page 1 / 1" in read(weeding_paper(WeedingSheet(Weeding(1, 1, "Rien", date(2026, 1, 1))), CENTRE, Lists()))


# --- by name


def test_papers_are_made_of_what_ref_says(catalogue: CatalogueService, tmp_path: Path) -> None:
    with clock.frozen(NOW):
        one = catalogue.add_document(WHO, title="Eaux", subjects=["Eau"]).id
        catalogue.add_copy(WHO, one, barcode="E-1", location="Salle")
        catalogue.begin_stocktake(WHO, "Été")
        catalogue.begin_weeding(WHO, "Automne")
        basket = catalogue.add_basket(WHO, "Choix", [one])
        out = tmp_path / "out.pdf"
        for name in (
            "bibliography",
            "inventory",
            "labels",
            "labels-test",
            "new-acquisitions",
            "statistics",
            "stocktake",
            "weeding",
        ):
            assert print_named(catalogue, CENTRE, name, 2026, out) >= 1, name
        for name, ref in (
            ("bibliography", "eaux by=kind"), ("bibliography", "panier:Choix"), ("labels", "00001,00001 format=65 start=3 content=spine"),
            ("labels", "queue"), ("new-acquisitions", "30j"), ("new-acquisitions", "2026-11..2026-11"), ("inventory", "salle"),
            ("statistics", "2025..2026"), ("stocktake", "été"), ("weeding", "automne"), ("labels-test", "65"),
        ):  # fmt: skip
            assert print_of_text(catalogue, CENTRE, name, ref, out) >= 1, (name, ref)
        for name, ref, code in (
            ("bibliography", "zzzz", "nothing_found"), ("bibliography", "eaux by=colour", "unknown_group"), ("labels", "eaux format=7", "unknown_format"),
            ("labels", "eaux start=x", "unknown_choice"), ("new-acquisitions", "bientôt", "unknown_period"), ("new-acquisitions", "2026-13..2026-14", "unknown_period"),
            ("new-acquisitions", "1999..2000", "nothing_came"), ("inventory", "nulle part", "not_found"), ("thesaurus", "", "no_thesaurus"),
            ("stocktake", "nul", "not_found"), ("weeding", "nul", "not_found"),
        ):  # fmt: skip
            with pytest.raises(DomainError, match=code):
                print_of_text(catalogue, CENTRE, name, ref, out)
        catalogue.set_needs_label(WHO, [copy.id for copy in catalogue.inventory()], needs=False)
        with pytest.raises(DomainError, match="nothing_to_label"):
            print_named(catalogue, CENTRE, "labels", 2026, out)
    assert basket.seq is not None
