"""Every paper of a dossier: rich, nearly empty, overfull; read back by other programs than the one that wrote it."""

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from string import Formatter
from typing import Any

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from cresi_app.core.identity import Identity
from cresi_app.core.papercode import read_paper_code
from cresi_app.printing.annexes.model import Annex
from cresi_app.printing.document import Paper, render, render_told
from cresi_app.projects import reports
from cresi_app.projects.model import DossierData, compute_budget
from cresi_app.projects.reports import texts
from cresi_app.projects.reports.financial import differences
from tests.printing import inspection
from tests.projects.dossiers import dossier_data
from tests.projects.rich import rich_data
from tests.projects.test_reports import bare

CENTRE = Identity(
    "Centre de ressources", "Solidarité internationale", "Département de l'Essonne", "8, allée des Tilleuls", "91000", "Évry",
    phone="01 99 00 12 34", representative="Mme Claire Martin", representative_title="responsable",
)  # fmt: skip
MAKERS: dict[str, Callable[[DossierData], Paper]] = {
    "dossier": lambda data: reports.dossier(data, CENTRE, reports.DossierOptions(internal=True, other_budgets=[data.budget])),
    "summary": lambda data: reports.summary(data, CENTRE),
    "booklet": lambda data: reports.booklet([data, dossier_data()], CENTRE, date(2026, 11, 26)),
    "application": lambda data: reports.application(data, CENTRE),
    "financial-report": lambda data: reports.financial_report(data, CENTRE),
    "convention": lambda data: reports.convention(data, CENTRE),
    **{f"letter-{name}": partial(reports.letter, name, identity=CENTRE) for name in reports.LETTERS},
}  # fmt: skip


def overfull(data: DossierData) -> DossierData:
    """40,000 characters in fields of each kind that takes text, a page and more in the others."""
    sentence = "Un paragraphe assez long pour tenir plusieurs lignes, et l'eau qui va avec. "
    long = sentence * 526
    listed = "- un point\n" * 40
    written: dict[str, Any] = dict.fromkeys(("context", "risks", "summary", "material_means"), long)
    written |= dict.fromkeys(("evaluation", "grant_use", "activities_note", "budget_note"), sentence * 60)
    project = replace(data.project, **written, communication=listed, general_objective=long)
    opinions = tuple(replace(one, opinion=replace(one.opinion, text=long)) for one in data.opinions)
    return replace(data, project=project, opinions=opinions)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Prints each paper of each dossier once."""
    folder = tmp_path_factory.mktemp("papers")
    made: dict[tuple[str, str], Path] = {}
    sources: dict[str, DossierData] = {
        "rich": rich_data(),
        "bare": bare(dossier_data()),
        "overfull": overfull(rich_data()),
    }

    def once(name: str, source: str) -> Path:
        if (name, source) not in made:
            made[name, source] = folder / f"{name}-{source}.pdf"
            render(MAKERS[name](sources[source]), made[name, source])
        return made[name, source]

    return once


Printed = Callable[[str, str], Path]


def test_the_dossier_s_contents_are_a_table_of_contents_and_its_drawings_speak(printed: Printed) -> None:
    tree = inspection.structure(printed("dossier", "rich"))
    roles = [role for _, role, _ in tree]
    assert roles.count("TOC") == 1
    assert roles.count("TOCI") == roles.count("Reference") == roles.count("Link") > 8
    said = [alt for _, role, alt in tree if role == "Figure"]
    for drawing in ("Carte", "Calendrier", "Acquis"):
        assert any(drawing in alt for alt in said), (drawing, said)


def flat_pages(file: Path) -> list[str]:
    return [inspection.flat(text) for text in inspection.texts(file)]


@pytest.mark.parametrize("source", ["rich", "bare"])
@pytest.mark.parametrize("name", MAKERS)
def test_every_paper_is_tagged_embedded_and_within_its_margins(printed: Printed, name: str, source: str) -> None:
    file = printed(name, source)
    inspection.check(file)
    inspection.check_tree(file)
    assert "H1" in inspection.roles(file)


@pytest.mark.parametrize("name", ["dossier", pytest.param("application", marks=pytest.mark.long), "booklet", "summary"])
def test_forty_thousand_characters_a_field_are_printed(printed: Printed, name: str) -> None:
    file = printed(name, "overfull")
    inspection.check_tree(file)
    pages = flat_pages(file)
    if name == "booklet":
        assert len(pages) == 2
    elif name == "summary":
        assert len(pages) == 1
    else:
        whole = " ".join(pages)
        assert len(pages) > 20
        assert whole.count("un point") >= (40 if name == "dossier" else 0)
        assert whole.count("l’eau qui va avec") >= 526 * 4


def test_the_framework_stands_on_a_lying_page_with_its_sums(printed: Printed) -> None:
    file = printed("dossier", "rich")
    pages = flat_pages(file)
    number, text = next((n, text) for n, text in enumerate(pages) if "PARTIE 3 Cadre logique" in text)
    with pikepdf.open(file) as pdf:
        box = pdf.pages[number].mediabox
        assert float(box[2]) > float(box[3])
    for said in (
        "8 mois en 2026 → 12 mois en 2028",
        "Résultat 2",
        "Conditions préalables : acte d’attribution",
        "Coûts :",
    ):
        assert said in text, said
    assert "Autres activités" in text, "an activity that leads to no result is not lost"


def test_years_revisions_and_expenses_stand_beside_the_forecast(printed: Printed) -> None:
    whole = " ".join(flat_pages(printed("dossier", "rich")))
    assert "Budget par année" in whole
    assert "Total des charges 128 556,00 128 556,00 257 112,00" in whole
    assert "Total des charges 257 112,00 257 212,00 231 400,80 90,0 %" in whole
    assert "À relire avec la trésorière" in whole
    assert "Recrutement prévu pour le projet : oui, 0,5 ETPT" in whole


def test_private_numbers_and_notes_stay_out_when_asked() -> None:
    data = rich_data()
    options = reports.DossierOptions(personal=False)
    keys = [key for key, _ in reports.chapter_names(data, options)]
    assert "internal" not in keys
    assert "other_budget" not in keys
    assert "framework" in keys


def test_chapters_are_left_out_by_name(tmp_path: Path) -> None:
    out = tmp_path / "short.pdf"
    options = reports.DossierOptions(left_out=frozenset({"holder", "budget", "framework"}), personal=False)
    told = render_told(reports.dossier(rich_data(), CENTRE, options), out)
    assert "holder" not in told.pages
    whole = " ".join(flat_pages(out))
    assert "Budget prévisionnel" not in whole
    assert "contact@jekabaara.example" not in whole
    assert "Mme Fanta Diabaté-Lemoine" in whole


def test_each_page_of_the_booklet_leads_to_its_own_dossier(tmp_path: Path) -> None:
    one = rich_data()
    other = replace(dossier_data(), project=replace(dossier_data().project, id=2, number="2026-007"), version=0)
    out = tmp_path / "booklet.pdf"
    assert render(reports.booklet([one, other], CENTRE, date(2026, 11, 26)), out) == 2
    codes = [read_paper_code(decoded(picture)) for picture in inspection.pictures(out, 150)]
    assert [(code.kind, code.ref, code.version) for code in codes if code] == [
        ("project", "2026-042", 3),
        ("project", "2026-007", 0),
    ]
    pages = flat_pages(out)
    assert "dossier 1 sur 2" in pages[0]
    assert "Favorable avec réserves. Le partenaire local" in pages[0]
    assert "Aucun avis n’est rendu à ce jour." in pages[1]


def test_the_booklet_gives_each_dossier_one_page_whatever_it_holds(tmp_path: Path) -> None:
    """The longest title, holder and texts, ten opinions: cut with the place of the rest, never a second page."""
    data = overfull(rich_data())
    [view] = data.opinions
    many = tuple(
        replace(view, opinion=replace(view.opinion, id=n, given_on=date(2026, 11, 1 + n)), reviewer=f"Relecteur{n}")
        for n in range(10)
    )
    title, name = "Puits, jardins et classes de Kɔlɔnbugu " * 8, "Association des amis de Nguyễn Thị Bình " * 5
    project = replace(data.project, title=title[:300], place_detail="Séféto " * 60)
    long = replace(data, project=project, opinions=many, holder=replace(data.holder, name=name))
    out = tmp_path / "booklet.pdf"
    assert render(reports.booklet([long, bare(dossier_data())], CENTRE, date(2026, 11, 26)), out) == 2
    inspection.check(out)
    first, second = flat_pages(out)
    assert "(suite au dossier, page 3)" in first
    assert "(suite dans le dossier)" in first
    assert "Relecteur9" in first
    assert "Relecteur0" not in first
    assert "7 autres avis au dossier." in first
    assert "Motif ou condition" in first
    assert "(suite" not in second


def test_the_page_the_booklet_names_is_the_synthesis(printed: Printed) -> None:
    assert "Synthèse du projet" in flat_pages(printed("dossier", "overfull"))[2]


def test_nobody_signs_a_page_without_an_article(tmp_path: Path) -> None:
    for lines in range(0, 14, 4):
        long = replace(rich_data(), holder=replace(rich_data().holder, address="Rue du Lavoir\n" * lines))
        out = tmp_path / "convention.pdf"
        render(reports.convention(long, CENTRE), out)
        [page] = [page for page in flat_pages(out) if "Nom, date, signature" in page]
        assert "Article 8" in page


def test_an_agreement_of_nobody_yet_leaves_room_for_the_name(tmp_path: Path) -> None:
    out = tmp_path / "convention.pdf"
    render(reports.convention(bare(dossier_data()), Identity("")), out)
    inspection.check(out)
    assert "L’administration, ………" in " ".join(flat_pages(out))


def decoded(picture: Image.Image) -> str:
    [found] = zxingcpp.read_barcodes(picture)
    return str(found.text)


@pytest.mark.parametrize("name", MAKERS)
def test_the_code_of_every_paper_leads_back_to_its_dossier(printed: Printed, name: str) -> None:
    pictures = inspection.pictures(printed(name, "rich"), 150)
    code = read_paper_code(decoded(pictures[0]))
    assert code is not None
    assert (code.kind, code.ref, code.version) == ("project", "2026-042", 3)


def test_the_application_has_the_form_s_sections_in_its_order(printed: Printed) -> None:
    whole = " ".join(flat_pages(printed("application", "rich")))
    marks = [
        "1. Identification de l’association", "1.3 Numéro RNA", "1.7 Représentant légal", "2. Relations avec l’administration",
        "3. Relations avec d’autres associations", "4. Moyens humains au 31 décembre 2025", "5. Budget de l’association",
        "6. Objet de la demande – Projet n°", "Intitulé", "Territoire", "6. Budget du projet", "7. Attestations", "contrat d’engagement républicain",
    ]  # fmt: skip
    places = [whole.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "Jeunesse et éducation populaire Préfecture de l’Essonne 4 mai 2018" in whole


def test_the_financial_report_compares_every_line(printed: Printed) -> None:
    whole = " ".join(flat_pages(printed("financial-report", "rich")))
    assert "avant le 30 juin 2029" in whole
    assert "Total des charges 257 112,00 231 400,80 90,0 %" in whole
    assert "Prestations de services 8 974,00 8 076,60 90,0 %" in whole
    data = rich_data()
    lines = [replace(line, actual_minor=0) if line.line_code == "613" else line for line in data.budget.lines]
    told = differences(replace(data, budget=compute_budget(data.nomenclature, lines, "EUR")))
    assert [sentence[:23] for sentence in told] == ["61 Services extérieurs\xa0"]
    assert differences(dossier_data()) == []


def test_letters_say_what_is_known_and_leave_room_for_the_rest(printed: Printed) -> None:
    [wanting] = flat_pages(printed("letter-incomplete", "rich"))
    assert "Bonjour Mme Fanta Diabaté-Lemoine," in wanting
    assert "Devis de l’entreprise de forage : Attendue" in wanting
    assert inspection.roles(printed("letter-incomplete", "rich")).count("LI") == 3
    granted = replace(rich_data(), project=replace(rich_data().project, granted_minor=850_000))
    text = texts.letter_text("accepted", texts.fields_of(granted, CENTRE))
    assert text.title == "Une subvention de 8\u202f500\u00a0€ est attribuée à votre projet"


def test_every_text_names_only_fields_that_there_are() -> None:
    for name in ("letters", "convention", "cerfa-12156"):
        found = texts.edition(name)
        for said in _strings(found):
            named = {field for _, field, _, _ in Formatter().parse(said) if field}
            assert named <= texts.FIELDS, (name, said)
    for letter in reports.LETTERS:
        assert {"fr", "en"} <= set(texts.edition("letters")[letter])


def _strings(thing: object) -> list[str]:
    if isinstance(thing, str):
        return [thing]
    inner = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    return [one for part in inner for one in _strings(part)]


def test_the_newest_edition_in_force_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    editions = [{"since": "2020-01-01", "n": 1}, {"since": "2026-05-01", "n": 2}, {"since": "2030-01-01", "n": 3}]
    monkeypatch.setattr(texts, "_editions", lambda _name: editions)
    assert texts.edition("any", date(2026, 10, 14))["n"] == 2
    assert texts.edition("any", date(2019, 1, 1))["n"] == 1


NAMES = ("Kuma kɔrɔw", "Ŋɔmɔla Ɓaaba Ɗan", "Nguyễn Thị Phương Thảo", "الماء حق للجميع", "中非友谊")


def test_names_of_every_script_are_printed_and_found_again(tmp_path: Path) -> None:
    data = dossier_data()
    groups = tuple(replace(data.beneficiaries[0], id=n, name=name) for n, name in enumerate(NAMES))
    out = tmp_path / "names.pdf"
    render(reports.dossier(replace(data, beneficiaries=groups), CENTRE), out)
    inspection.check(out)
    whole = " ".join(inspection.texts(out))
    for name in NAMES:
        for word in name.split():
            found = unicodedata.normalize("NFKC", whole)
            assert word in found or word[::-1] in found, name
    assert "6\u202f400" in whole, "the narrow blank is kept"


def test_debian_s_programs_find_the_dossier_clean_and_in_order(tmp_path: Path) -> None:
    if shutil.which("qpdf") is None or shutil.which("pdftotext") is None:
        pytest.skip("qpdf and pdftotext are not installed here")
    statutes = tmp_path / "statuts.pdf"
    render(reports.letter("admissible", rich_data(), CENTRE), statutes)
    annexes = [Annex("paper:1", "Statuts signés", statutes, "statuts.pdf")]
    out = tmp_path / "dossier.pdf"
    render(reports.dossier(rich_data(), CENTRE, reports.DossierOptions(annexes=annexes)), out)
    told = subprocess.run(["qpdf", "--check", out], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", out, "-"], capture_output=True, check=True).stdout.decode()
    order = [
        "Sommaire", "Partenaire principal", "Le contexte", "Conditions préalables", "Les activités en bref", "Là-bas", "1. Identification",
        "Total des charges", "Financeur", "À faire", "Pièce reproduite", "Votre dossier est recevable",
    ]  # fmt: skip
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert "page 1 / 1" in text, "the annex keeps its own words"
