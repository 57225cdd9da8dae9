"""Lists of documents from spreadsheets: headings of all sorts, our own export read back, what a person chose."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import tabular
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.tabular import Target
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.model.notice import NoticeCopy, NoticeIdentifier, NoticePublisher, NoticeSubject

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
