"""The table of risks within the words: what is a row, what is prose, and how both are printed."""

from dataclasses import replace
from pathlib import Path

import pytest

from cresi_app.printing.document import render
from cresi_app.projects import reports
from cresi_app.projects.model.risks import Risk, risks_of
from tests.printing import inspection
from tests.projects.rich import rich_data
from tests.projects.test_papers_printed import CENTRE

TEXT = """Deux visites par an suivent ces points.
Départ de l'artisan | moyenne | pompes en panne | deux artisans par village
Pluies tardives\tforte\tchantier repoussé d'un mois
| Hausse du ciment | faible |"""


def test_a_line_with_bars_is_a_row_any_other_is_prose() -> None:
    risks, prose = risks_of(TEXT)
    assert prose == "Deux visites par an suivent ces points."
    assert risks == [
        Risk("Départ de l'artisan", "moyenne", "pompes en panne", "deux artisans par village"),
        Risk("Pluies tardives", "forte", "chantier repoussé d'un mois"),
        Risk("Hausse du ciment", "faible"),
    ]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Un texte.\nSans barre.", "|", "||", "Risque | Probabilité | Effet\n---|---|---"]
)
def test_words_heads_and_bare_bars_are_no_risk(text: str) -> None:
    risks, prose = risks_of(text)
    assert not any(risk.what for risk in risks)
    assert prose.split() == ([] if "Prob" in text else text.split()), "bare bars stay words"


def test_a_row_reads_back_as_it_was_written() -> None:
    risk = Risk("Un | deux\ntrois", "forte", "", "réponse, et | suite")
    [read], prose = risks_of(risk.line())
    assert (read.what, read.likelihood, read.effect, read.answer) == (
        "Un , deux trois",
        "forte",
        "",
        "réponse, et , suite",
    )
    assert not prose


def test_more_parts_than_columns_lose_nothing() -> None:
    [risk], _ = risks_of("un | deux | trois | quatre | cinq | six")
    assert risk.answer == "quatre, cinq, six"


def test_the_dossier_prints_the_table_and_what_the_framework_supposes(tmp_path: Path) -> None:
    data = rich_data()
    out = tmp_path / "dossier.pdf"
    render(reports.dossier(replace(data, project=replace(data.project, risks=TEXT)), CENTRE), out)
    inspection.check_tree(out)
    whole = inspection.flat(" ".join(inspection.texts(out)))
    assert "Risque Probabilité Effet sur le projet Réponse prévue" in whole
    assert "Pluies tardives forte chantier repoussé d’un mois —" in whole
    assert "Le projet suppose que… Niveau du cadre logique Sécurité de la zone" in whole
    assert "|" not in whole
