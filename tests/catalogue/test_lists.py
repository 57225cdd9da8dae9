"""Lists of documents from spreadsheets: headings of all sorts, our own export read back, what a person chose."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import acquiring, tabular
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.tabular import Target
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.model.notice import (
    NoticeAcquisition,
    NoticeCopy,
    NoticeIdentifier,
    NoticePublisher,
    NoticeSubject,
)

LIST = """Centre de ressources;;;;;;;;;
Liste au 3 mars;;;;;;;;;
Titre;Auteur(s);Éditeur;Année;ISBN;Mots-clés;Pays concerné;Cote;Code-barres;Prêteur
L'eau au Sahel;Traoré Aminata, Petit Jean;Karthala;1 998;978-2-07-036822-8;eau, forêt, climat;"Mali ; Sahel";SOL 1;940012;Mairie
Jeu de l'oie du commerce;;CRESI;;;;;;940013;
"""


def items(text: str) -> list[Incoming | Reject]:
    return list(of_bytes(text.encode(), "liste.csv").records())


def test_the_headings_are_found_below_a_title_and_understood() -> None:
    first, second = items(LIST)
    assert isinstance(first, Incoming)
    notice = first.notice
    assert (notice.title, notice.year, first.record) == ("L'eau au Sahel", 1998, 4)
    assert [(one.family, one.given) for one in notice.contributions] == [("Aminata", "Traoré"), ("Jean", "Petit")]
    assert notice.publishers == [NoticePublisher("Karthala")]
    assert notice.identifiers == [NoticeIdentifier("isbn", "978-2-07-036822-8")]
    assert [one.term for one in notice.subjects] == ["eau", "forêt", "climat", "Sahel"]
    assert notice.subjects[-1] == NoticeSubject("Sahel", "place")
    assert notice.countries == ["ML"]
    assert notice.copies == [NoticeCopy("940012", "SOL 1")]
    assert notice.leftovers == "Prêteur : Mairie"
    assert isinstance(second, Incoming)
    assert second.notice.copies == [NoticeCopy("940013")]


BY_HAND = """Titre du document;Auteur(s);Mots clés;Date d'arrivée;Don de;Prix d'achat;Code barre
L'eau, bien commun;"Petrella (Riccardo), BA (Aminata)";eau, accès à l'eau;12/03/2019;Ritimo;"18,50 €";1
Le jeu du commerce;Oxfam Magasins du monde;commerce;janv. 2006;Achat;env. 25;2
Sans exemplaire;Eau Vive (Mali);;2016;;;
"""


def test_a_list_typed_by_hand_says_how_copies_came() -> None:
    water, game, bare = [item.notice for item in items(BY_HAND) if isinstance(item, Incoming)]
    assert [(one.family, one.given) for one in water.contributions] == [("Petrella", "Riccardo"), ("BA", "Aminata")]
    assert [one.term for one in water.subjects] == ["eau", "accès à l'eau"], (
        "commas part keywords where nothing else does"
    )
    assert water.acquired == {("1",): NoticeAcquisition("2019-03-12", "gift", "Ritimo", 1850)}
    assert [(one.family, one.kind) for one in game.contributions] == [("Oxfam Magasins du monde", "body")]
    assert game.acquired == {("2",): NoticeAcquisition("2006-01-01", "purchase")}
    assert game.leftovers == "Acquis le : janv. 2006\nPrix payé : env. 25", (
        "what is less than a day or an amount stays as typed"
    )
    assert [(one.family, one.kind) for one in bare.contributions] == [("Eau Vive (Mali)", "body")]
    assert (bare.copies, bare.leftovers) == ([], "Acquis le : 2016"), "a day alone makes no copy"


@pytest.mark.parametrize(
    "cells", [("eau ; forêt", "eau, gestion"), ("eau, gestion des bassins versants du fleuve Niger", "")]
)
def test_a_comma_within_a_subject_stays(cells: tuple[str, str]) -> None:
    found = items("Titre;Sujets\n" + "\n".join(f'Titre {at};"{cell}"' for at, cell in enumerate(cells)))
    terms = [one.term for item in found if isinstance(item, Incoming) for one in item.notice.subjects]
    assert any("," in term for term in terms)


@pytest.mark.parametrize(
    ("written", "way", "source"),
    [
        ("Don de Ritimo", "gift", "Ritimo"),
        ("Don d'Eau Vive", "gift", "Eau Vive"),
        ("Acheté chez La Librairie", "purchase", "La Librairie"),
        ("dépôt : BDP", "deposit", "BDP"),
        ("Échange", "exchange", ""),
        ("Donatien Martin", "", "Donatien Martin"),
    ],
)
def test_how_a_copy_came_is_read(written: str, way: str, source: str) -> None:
    assert acquiring.way(written) == (way, source)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("3 janvier 2022", ("2022-01-03", True)),
        ("05/06/04", ("2004-06-05", True)),
        ("05/06/98", ("1998-06-05", True)),
        ("2019-03-12 10:00:00", ("2019-03-12", True)),
        ("mars 2020", ("2020-03-01", False)),
        ("30/02/2011", ("", False)),
        ("0000-00-00", ("", False)),
        ("hier", ("", False)),
    ],
)
def test_the_day_a_copy_came_is_read(written: str, day: tuple[str, bool]) -> None:
    assert acquiring.day(written) == day


def test_what_a_person_chose_wins() -> None:
    file = of_bytes(LIST.encode(), "liste.csv")
    [*before] = [column.becomes for column in file.fields()]
    assert "Gardé mot pour mot" in before
    chosen = [one.target for one in tabular.headings(tabular.chosen(LIST.encode(), ""))]
    chosen[9] = Target.NOTES
    first = next(iter(replace(file, targets=tuple(chosen)).records()))
    assert isinstance(first, Incoming)
    assert (first.notice.notes, first.notice.leftovers) == ("Mairie", "")


def test_without_a_title_nothing_goes_in_and_it_is_said() -> None:
    file = of_bytes(b"Auteur;Cote\nA;1\n", "x.csv", format_name="csv")
    [item] = list(file.records())
    assert isinstance(item, Reject)
    assert "titre" in item.reason


@pytest.mark.parametrize(
    ("heading", "target"),
    [("TITRE", Target.TITLE), ("Titre :", Target.TITLE), ("Mots clés", Target.SUBJECTS), ("N° d'inventaire", Target.ACCESSION),
     ("Publication Year", Target.YEAR), ("Item Type", Target.KIND), ("Langue(s)", Target.LANGUAGE), ("Truc", Target.KEEP)],
)  # fmt: skip
def test_headings(heading: str, target: Target) -> None:
    assert tabular.proposed([heading, "x"])[0] is target


def test_a_second_title_is_kept_and_a_lone_name_is_one() -> None:
    assert tabular.proposed(["Titre", "Title"]) == [Target.TITLE, Target.KEEP]
    assert tabular.proposed(["Nom", "Cote"]) == [Target.TITLE, Target.CALL_NUMBER]
    assert tabular.proposed(["Titre", "Nom", "Prénom"]) == [Target.TITLE, Target.FAMILY, Target.GIVEN]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Livre", "book"),
        ("DVD", "video"),
        ("Mallette pédagogique", "kit"),
        ("Fiches pratiques", "tool"),
        ("Objet volant", "other"),
    ],
)
def test_kinds(said: str, kind: str) -> None:
    [item] = items(f"Titre;Type\nX;{said}\n")
    assert isinstance(item, Incoming)
    assert item.notice.kind == kind
    assert (said in item.notice.leftovers) == (kind == "other")


def test_more_cells_than_headings_are_kept_and_told() -> None:
    [item] = items("Titre;Cote\nX;1;de trop\n")
    assert isinstance(item, Incoming)
    assert "de trop" in item.notice.leftovers
    assert item.doubts


@given(st.text(alphabet=st.sampled_from('Titre;,"\n\t| é0'), max_size=200))
def test_nothing_typed_raises(text: str) -> None:
    for item in of_bytes(f"Titre;Cote\n{text}".encode(), "x.csv", format_name="csv").records():
        assert isinstance(item, Incoming | Reject)
