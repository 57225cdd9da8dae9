"""The desk's four papers: tagged and whole, their totals those of the page, the same bytes twice, the longest words."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from cresi_app.app import money as home
from cresi_app.core.identity import Identity
from cresi_app.core.money import Money, format_money
from cresi_app.funding import reports
from cresi_app.printing.document import Paper, render
from tests.funding.desk import WHO, Desk, euros
from tests.printing import inspection

IDENTITY = Identity(
    "CRESI", "Centre de ressources", "Département de l'Essonne", town="Évry", representative="Hélène Caradec"
)


@pytest.fixture
def year(desk: Desk) -> Desk:
    """A year with every sort of grant."""
    desk.directory.set_identity(WHO, authority_id=desk.authority)
    blocked = desk.voted(18_000)
    first, second = desk.plan(blocked, 12_600, 5_400, balance=True)
    desk.pay(first, number="2026-1184")
    desk.funding.add_paper(WHO, blocked, "quotes", "Devis forage", instalment_id=second)
    desk.voted(18_000, desk.emergency, needs_agreement=False)
    desk.voted(8_000, desk.emergency, excess_reason="Séisme du 14 août", needs_agreement=False)
    desk.draft("Cantines de Jɛkabaara", 9_000)
    desk.funding.refuse(WHO, desk.draft("Puits", 4_000), None, "Le partenaire n'est pas constitué.")
    desk.funding.propose_transfer(WHO, desk.year, (desk.calls, desk.emergency), euros(6_000), "Séisme")
    return desk


def papers(desk: Desk) -> dict[str, Paper]:
    funding = desk.funding
    by_title = {row.title: row.id for row in funding.grants()}
    blocked = funding.by_ref("S2026-001")
    return {
        "grants": reports.grant_list(funding.statement_data(2026), IDENTITY),
        "envelopes": reports.envelope_statement(funding.statement_data(2026), IDENTITY),
        "awarded": reports.grant_letter(funding.letter_data(blocked), IDENTITY),
        "refused": reports.grant_letter(funding.letter_data(by_title["Puits"]), IDENTITY),
        "asked": reports.grant_letter(funding.letter_data(by_title["Cantines de Jɛkabaara"]), IDENTITY),
        "order": reports.payment_order(funding.grant_sheet(blocked), IDENTITY),
    }


def text_of(file: Path) -> str:
    pages = (page.extract_text() for page in PdfReader(file).pages)
    return " ".join(" ".join(pages).split()).replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


def said(minor: int) -> str:
    return format_money(Money(minor)).replace("\u202f", " ").replace("\u00a0", " ")


def test_every_paper_is_whole_and_says_what_it_is_for(year: Desk, tmp_path: Path) -> None:
    expected = {
        "grants": ("Subventions de l'exercice 2026", "Demandes à décider", "3 subventions"),
        "envelopes": ("Aide d'urgence : 6 000 € engagés de plus que voté", "Séisme du 14 août", "proposé, hors totaux"),
        "awarded": ("l'assemblée vous accorde 18 000 €", "Devis forage"),
        "refused": ("n'est pas retenue", "Le partenaire n'est pas constitué."),
        "asked": ("est enregistrée", "Jɛkabaara"),
        "order": ("5 400 €", "1 pièce manque", "2026-1184"),
    }
    for name, paper in papers(year).items():
        file = tmp_path / f"{name}.pdf"
        assert render(paper, file) >= 1
        inspection.check(file)
        text = text_of(file)
        for part in expected[name]:
            assert part in text, (name, part)


def test_home_page_and_paper_say_the_same_totals(year: Desk, tmp_path: Path) -> None:
    figures = year.funding.figures(2026)
    render(papers(year)["envelopes"], tmp_path / "envelopes.pdf")
    paper = text_of(tmp_path / "envelopes.pdf")
    board = home.figure(figures)
    told = f"{board.figure} {board.caption}".replace("\u202f", " ").replace("\u00a0", " ")
    for minor in (figures.budget, figures.voted, figures.committed, figures.paid):
        assert said(minor) in paper
        assert said(minor) in told
    assert home.bars(figures).value.replace("\u202f", " ").replace("\u00a0", " ") == said(figures.voted)
    assert sum(one.committed for one in figures.axes) == figures.committed == euros(44_000)


def test_the_same_data_give_the_same_bytes(year: Desk, tmp_path: Path) -> None:
    for place in ("a", "b"):
        render(papers(year)["grants"], tmp_path / f"{place}.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_year_without_anything_and_a_very_long_one_print(desk: Desk, tmp_path: Path) -> None:
    render(reports.envelope_statement(desk.funding.statement_data(2031), IDENTITY), tmp_path / "none.pdf")
    assert "Aucun crédit n'est voté pour 2031" in text_of(tmp_path / "none.pdf")
    long = "Réhabilitation des adductions d'eau " * 8
    for number in range(40):
        grant_id = desk.draft(long[: 250 + number % 40], 100)
        desk.vote(grant_id, 100, on=date(2026, 3, 12))
    assert render(reports.grant_list(desk.funding.statement_data(2026), IDENTITY), tmp_path / "long.pdf") > 3
    inspection.check(tmp_path / "long.pdf")
