"""The indexing assistant: terms of thesauri found in a text, weighed, each with the sentence that speaks for it; and near documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cresi_app.catalogue.model.proposal import Indexing
from cresi_app.catalogue.model.termfinding import Name, Passage, Vocabulary, Weighing, stem, weigh
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.core.filereading.reader import FileReader
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.pdfs import written

TEXT = """L'eau potable au village
Les comités de gestion de l'eau au Mali ont vingt ans. Les écoles rurales en ont besoin.
La sécurité alimentaire dépend de l'eau. Une ONG accompagne les femmes, et on se réunit.
Des formations sont proposées aux élèves par les associations qui sont dans la région."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with a small thesaurus, that no test changes."""
    with Library.create(tmp_path_factory.mktemp("assistant") / "library", sources=SOURCES) as opened:
        desk = CatalogueService(opened)
        themes = desk.add_thesaurus(WHO, "Thèmes").id
        water = desk.add_term(WHO, themes, "Eau").id
        desk.add_term(WHO, themes, "Eau potable", broader=water)
        food = desk.add_term(WHO, themes, "Sécurité alimentaire").id
        school = desk.add_term(WHO, themes, "École rurale").id
        desk.add_label(WHO, school, "fr", "alt", "Classes de campagne")
        desk.add_label(WHO, food, "en", "pref", "Food security")
        well = desk.add_term(WHO, themes, "Puits").id
        desk.add_label(WHO, well, "en", "pref", "Well")
        desk.add_term(WHO, themes, "Jeu")
        desk.add_term(WHO, themes, "ONG")
        yield opened


@pytest.fixture
def proposed(catalogue: CatalogueService) -> Indexing:
    return catalogue.propose_for_text(TEXT)


def test_plurals_are_one_word() -> None:
    assert [stem(word) for word in ("ecoles", "journaux", "cities", "pays", "eau")] == [
        "ecole",
        "journal",
        "city",
        "pay",
        "eau",
    ]


def test_terms_are_found_folded_and_the_longest_wins(proposed: Indexing) -> None:
    named = {one.name: one for one in proposed.subjects}
    assert {"Eau potable", "Eau", "Sécurité alimentaire", "École rurale", "ONG"} <= named.keys()
    assert "Jeu" not in named  # « jeunes » is another word
    assert named["Eau potable"].evidence.times == 2  # the title once more as a line; never counted as « Eau »
    assert named["Eau potable"].weight > named["Eau"].weight  # it stands in the title


def test_each_has_the_sentence_that_speaks_for_it(proposed: Indexing) -> None:
    school = next(one for one in proposed.subjects if one.name == "École rurale").evidence
    assert school.sentence == "Les écoles rurales en ont besoin."
    assert school.sentence[slice(*school.span)] == "écoles rurales"


def test_countries_need_their_capital(catalogue: CatalogueService, proposed: Indexing) -> None:
    assert [(one.code, one.name) for one in proposed.countries] == [("ML", "Mali")]
    assert catalogue.propose_for_text("un mali, deux malis, et le niger des mots dans la phrase").countries == ()


def test_the_capital_of_a_country_may_stand_in_front(catalogue: CatalogueService) -> None:
    said = "Un projet en République démocratique du Congo, un autre en République centrafricaine, sans la guinée équatoriale"
    assert {one.code for one in catalogue.propose_for_text(said).countries} == {"CD", "CF"}
    assert [one.code for one in catalogue.propose_for_text("Les villages du Congo et du fleuve").countries] == ["CG"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Mallette pédagogique, 12-15 ans, 2 h", "kit"),
        ("Guide pratique à l'usage des associations", "guide"),
        ("Rapport d'étude. Forim, mars 2018.", "report"),
        ("Oxfam Research Report", "report"),
        ("Jeu coopératif sur le climat", "game"),
        ("Un guide accompagne le voyageur, disait-on", ""),
        ("Les études du soir", ""),
    ],
)
def test_a_line_under_the_title_says_what_a_document_is(catalogue: CatalogueService, line: str, kind: str) -> None:
    said = catalogue.propose_for_text(
        f"Les eaux partagées\n{line}\nRitimo, Paris, 2021\nLe texte vient après."
    ).described
    assert (said.kind.value if said.kind else "") == kind
    assert said.year == (2018 if "2018" in line else 2021)


def test_names_of_another_language_do_not_count(catalogue: CatalogueService) -> None:
    english = "The food security of the villages is as good as that of the towns, and it has been so for a long time"
    assert [one.name for one in catalogue.propose_for_text(english).subjects] == ["Sécurité alimentaire"]
    french = "On dit well pour rire dans les villages, et on ne le dit pas sans les autres qui sont là"
    assert catalogue.propose_for_text(french).subjects == ()


def test_a_word_that_is_mostly_another_one_counts_in_its_plural_alone(catalogue: CatalogueService) -> None:
    adverb = "It is well known that the villages of the region have been well served, and so they will be"
    assert catalogue.propose_for_text(adverb).subjects == ()
    dug = "It is well known that the villages of the region have dug their wells, and so they will do"
    [found] = catalogue.propose_for_text(dug).subjects
    assert found.name == "Puits"


def test_common_terms_weigh_less_and_narrower_ones_more() -> None:
    passages = [Passage("eau et assainissement, eau, forage")]
    names = Vocabulary([Name("eau", "Eau"), Name("assainissement", "Assainissement"), Name("forage", "Forage")])
    hits = names.hits(passages)
    plain = {one.target: one.weight for one in weigh(passages, hits, Weighing())}
    assert plain["eau"] == 1.0
    rare = {one.target: one.weight for one in weigh(passages, hits, Weighing(100, {"eau": 90}))}
    assert rare["forage"] > rare["eau"]
    below = {one.target: one.weight for one in weigh(passages, hits, Weighing(above={"forage": frozenset({"eau"})}))}
    assert below["forage"] > plain["forage"]


def test_a_file_is_proposed_with_what_it_tells_of_itself(catalogue: CatalogueService, tmp_path: Path) -> None:
    file = written(
        tmp_path / "g.pdf",
        [[("La securite alimentaire au Mali", 24.0), ("Awa Ndiaye", 11.0), ("Mars 2020", 11.0), ("Un texte pour les villages et les ecoles", 10.0),
          ("qui sont dans la region avec les associations de femmes.", 10.0)], "Les villages ont des jardins et des marches."],
    )  # fmt: skip
    with FileReader() as reader:
        told = catalogue.propose_for_path(file, reader)
        assert told.described.title is not None
        assert told.described.title.value == "La securite alimentaire au Mali"
        assert [one.value for one in told.described.authors] == ["Awa Ndiaye"]
        assert told.described.year == 2020
        assert [one.name for one in told.subjects] == ["Sécurité alimentaire"]
        assert told.as_json()["countries"][0]["id"] == "ML"  # type: ignore[index]  # a list of maps
        with pytest.raises(DomainError) as refused:
            catalogue.propose_for_path(tmp_path / "rien.pdf", reader)
    assert refused.value.code == "source_unreadable"


def test_nothing_pasted_raises(catalogue: CatalogueService) -> None:
    for text in ("", "\n\n", "\x00", "«»" * 50, "a" * 100_000, "🙂 eau 🙂"):
        catalogue.propose_for_text(text)


def test_near_documents_share_what_is_rare(tmp_path: Path) -> None:
    with Library.create(tmp_path / "near", sources=SOURCES) as library:
        desk = CatalogueService(library)

        def made(title: str, *subjects: str, people: tuple[str, ...] = (), countries: tuple[str, ...] = ()) -> int:
            return desk.add_document(
                WHO, title=title, subjects=list(subjects), contributions=list(people), countries=list(countries)
            ).id

        for number in range(12):
            made(f"Ouvrage {number}", "Eau")
        here = made(
            "Les forages du Sahel", "Eau", "Hydraulique villageoise", people=("Diallo, Kadiatou",), countries=("ML",)
        )
        rare = made("Tout autre chose", "Hydraulique villageoise")
        same_author = made("Un roman", people=("Diallo, Kadiatou",))
        title = made("Forages profonds")
        gone = made("Forages oubliés", "Hydraulique villageoise", people=("Diallo, Kadiatou",))
        desk.archive_document(WHO, gone, desk.document(gone).document.version)
        assert {row.id for row in desk.near(here, 3)} == {rare, same_author, title}
        assert len(desk.near(here, 20)) == 15
        alone = made("Zzz")
        assert desk.near(alone) == []
        assert desk.near(1) == []
