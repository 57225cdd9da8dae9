"""What one line can ask: fields, « ou », « sauf », ranges, what lacks; and that nothing typed raises or asks by accident."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import skos
from cresi_app.catalogue.model.asking import All, Any, Asked, Code, Has, Not, Range, Term, Words, asked, is_plain
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.core import clock
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.test_thesaurus import TURTLE

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "eau",
        "l'été",
        "C++",
        "eau et assainissement",
        "L'or du Mali",
        "mines or mali",
        "Eau : un guide",
        "10:30",
        "eau*",
        "« Titre »",
        "sauf-conduit",
        "Et si",
        "",
        "-",
    ],
)
def test_words_are_words(text: str) -> None:
    assert is_plain(text)
    assert asked(text, DAY) == Asked(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("titre:eau", Asked("", Words("eau", "title"))),
        ("Sahel année:2015..2020", Asked("Sahel", Range("year", "2015", "2020"))),
        ("année:>2015", Asked("", Range("year", "2016", ""))),
        ("annee:<=2015", Asked("", Range("year", "", "2015"))),
        ("ajouté:<30j", Asked("", Range("added", "2026-10-25", ""))),
        ("modifié:>1a", Asked("", Range("changed", "", "2025-11-24"))),
        ("ajouté:2024-03", Asked("", Range("added", "2024-03", "2024-03~"))),
        ("sans:isbn", Asked("", Not(Has("isbn")))),
        ("avec:fichier eau", Asked("eau", Has("file"))),
        ("pays:Mali", Asked("", Code("country", "mali"))),
        ("sujet:eau+", Asked("", Term("eau", below=True))),
        ('"bien commun"', Asked("", Words("bien commun", None, phrase=True))),
        ("année:2020..2015", Asked("", Range("year", "2015", "2020"))),
        ("titre:(eau OU puits)", Asked("", Any((Words("eau", "title"), Words("puits", "title"))))),
        ("titre:(eau OR", Asked("", Words("eau", "title"))),
        ("titre:(eau potable SAUF jeu)", Asked("", All((Words("eau potable", "title"), Not(Words("jeu", "title")))))),
        ("type:(livre OU jeu)", Asked("", Any((Code("kind", "livre"), Code("kind", "jeu"))))),
        ("eau OU forêt", Asked("", Any((Words("eau"), Words("forêt"))))),
        ("eau SAUF Mali", Asked("eau", Not(Words("Mali")))),
        ("eau -mali", Asked("eau", Not(Words("mali")))),
        ("eau (mali ou niger)", Asked("eau", Any((Words("mali"), Words("niger"))))),
        ("auteur:traoré et sauf pays:ml", Asked("", All((Words("traoré", "contributors"), Not(Code("country", "ml")))))),
        ("titre:eau inconnu:mot", Asked("inconnu mot", Words("eau", "title"))),
        ("année:bientôt", Asked("bientôt")),
        ('paru:"6 oct 2026"', Asked("", Range("published", "2026-10-06", "2026-10-06~"))),
        ("ajouté:(mars 2027..2 juin 2027)", Asked("", Range("added", "2027-03", "2027-06-02~"))),
        ('paru:"32 mars 2027"', Asked("32 mars 2027")),
        ('durée:"1 234"', Asked("", Range("minutes", "1234", "1234"))),
    ],
)  # fmt: skip
def test_what_is_asked(text: str, read: Asked) -> None:
    assert asked(text, DAY) == read


@given(st.text(alphabet=st.sampled_from('abé ":()-+<>=.~0129OUETSAUFtitre\n'), max_size=60))
def test_reading_never_raises(text: str) -> None:
    assert isinstance(asked(text, DAY), Asked)


def test_brackets_without_end_are_no_trap() -> None:
    assert isinstance(asked("(" * 5_000 + "titre:eau", DAY), Asked)


def _fill(catalogue: CatalogueService) -> CatalogueService:
    catalogue.import_thesaurus(WHO, skos.read(TURTLE.encode(), "x.ttl"))
    with clock.frozen(datetime(2026, 3, 10, 9, tzinfo=UTC)):
        catalogue.add_document(
            WHO, title="Creuser un puits", kind="guide", year=2018, subjects=["Puits"], countries=["ML"], languages=["fre"], publisher="Gret",
            contributions=["Traoré, Aminata"], identifiers=[("isbn", "978-2-07-036822-8")], abstract="Le bien commun de l'eau.",
        )  # fmt: skip
    with clock.frozen(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        catalogue.add_document(
            WHO,
            title="L'eau commune",
            kind="book",
            year=2012,
            subjects=["Sol"],
            countries=["CI"],
            languages=["eng"],
            call_number="SOL 1",
        )
        catalogue.add_document(WHO, title="Forêts du Niger", kind="video", year=2021, abstract="Un bien, commun.")
    return catalogue


@pytest.fixture
def filled(catalogue: CatalogueService) -> CatalogueService:
    return _fill(catalogue)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogueService]:
    """The same, for those that only read."""
    with Library.create(tmp_path_factory.mktemp("asking") / "library", sources=SOURCES) as opened:
        yield _fill(CatalogueService(opened))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("titre:eau", {"L'eau commune"}),
        ("eau titre:puits", {"Creuser un puits"}),
        ("année:2015..2020", {"Creuser un puits"}),
        ("année:<2015 OU année:>2020", {"L'eau commune", "Forêts du Niger"}),
        ("ajouté:<30j", {"L'eau commune", "Forêts du Niger"}),
        ("ajouté:2026-03", {"Creuser un puits"}),
        ("sans:isbn", {"L'eau commune", "Forêts du Niger"}),
        ("sans:sujet", {"Forêts du Niger"}),
        ("avec:cote", {"L'eau commune"}),
        ("auteur:traore", {"Creuser un puits"}),
        ("sujet:environnement", set()),
        ("sujet:environnement+", {"Creuser un puits"}),
        ('sujet:"ressource en eau"+', {"Creuser un puits"}),
        ("pays:mali", {"Creuser un puits"}),
        ("pays:\"cote d'ivoire\"", {"L'eau commune"}),
        ("pays:ci", {"L'eau commune"}),
        ("langue:anglais", {"L'eau commune"}),
        ("type:vidéo", {"Forêts du Niger"}),
        ('"bien commun"', {"Creuser un puits", "Forêts du Niger"}),
        ("eau SAUF pays:mali", {"L'eau commune"}),
        ("type:livre OU type:video", {"L'eau commune", "Forêts du Niger"}),
        ("-année:2018", {"L'eau commune", "Forêts du Niger"}),
        ("code:9782070368228", {"Creuser un puits"}),
        ("(eau", {"Creuser un puits", "L'eau commune"}),
        ('"', set()),
    ],
)  # fmt: skip
def test_what_is_found(standing: CatalogueService, text: str, found: set[str]) -> None:
    with clock.frozen(datetime(2026, 11, 24, 9, tzinfo=UTC)):
        page = standing.search(text)
        assert {row.title for row in page.rows} == found
        assert page.total == len(found)
        assert len(standing.found(text).ids) == len(found)
        assert sum(value.documents for value in standing.facets(text).kinds) == len(found)


def test_baskets_places_and_own_fields_are_asked_by_name(filled: CatalogueService) -> None:
    library = filled.library
    ids = {row.title: row.id for row in filled.search().rows}
    well, common, forests = ids["Creuser un puits"], ids["L'eau commune"], ids["Forêts du Niger"]
    filled.add_basket(WHO, "À lire", [well, forests])
    filled.add_copy(WHO, common, location="Rayon Eau")
    filled.count_view(well)
    fields = {}
    with library.revise("test", WHO) as revision:
        for name, kind in (
            ("tournage", "text"),
            ("jury", "number"),
            ("vu", "yes_no"),
            ("format", "choice"),
            ("sortie", "date"),
        ):
            fields[name] = revision.insert("custom_field", {"short_name": name, "name": name.title(), "type": kind})
        choices = [
            revision.insert("custom_choice", {"field_id": fields["format"], "word": word, "match_key": word})
            for word in ("non", "non precise", "court")
        ]
        for document, name, values in (
            (well, "tournage", {"text": "À Kédougou, l'Été"}), (well, "jury", {"number": 2_500_000}), (well, "vu", {"flag": 1}),
            (common, "format", {"choice_id": choices[0]}), (forests, "format", {"choice_id": choices[1]}),
            (forests, "vu", {"flag": 0}), (forests, "sortie", {"day": "2024-03-31"}),
        ):  # fmt: skip
            types = {"tournage": "text", "jury": "number", "vu": "yes_no", "format": "choice", "sortie": "date"}
            row = {"document_id": document, "field_id": fields[name], "type": types[name], **values}
            revision.insert("custom_value", row)
        revision.insert("document_use", {"document_id": forests, "minutes_most": 90, "age_least": 12})
    for text, found in (
        ('panier:"à lire"', {well, forests}), ("panier:a", {well, forests}), ("sans:panier", {common}),
        ('emplacement:"rayon eau"', {common}), ("tournage:ete", {well}), ("tournage:kedougou", {well}), ("tournage:%", set()),
        ("jury:2,5", {well}), ("jury:>=2.6", set()), ("jury:>2,5", set()), ("jury:<2,5", set()), ("jury:>=2,5", {well}), ("jury:1..3", {well}), ("vu:oui", {well}), ("vu:non", {forests}),
        ("format:non", {common}), ('format:"non precise"', {forests}), ("format:co", set()), ("avec:format", {common, forests}),
        ("sortie:2024-03", {forests}), ("sortie:2024..", {forests}), ("-avec:vu", {common}), ("vues:1..", {well}),
        ("durée:60", {forests}), ("durée:>90", set()), ("âge:8", set()), ("âge:8..14", {forests}), ("page:eau", set()),
    ):  # fmt: skip
        assert set(filled.found(text).ids) == found, text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("année:abc eau", "n’est pas une année"),
        ("année:20 eau", "n’est pas une année"),
        ("année:(2015 OU 2016) eau", ""),
        ("ajouté:<30x eau", "n’est pas une date"),
        ("prêts:beaucoup", "n’est pas un nombre"),
        ("sans:zzz", "ne dit rien"),
        ("sans:is", "ne dit rien"),
        ("titres:eau", "essayez « titre: »"),
        ("Roman:eau", ""),
        ("https://exemple.org/eau", ""),
        ("type:mallete", "essayez « mallette »"),
        ("type:(livre OU xyz)", "« xyz »"),
        ("type:liv", ""),
        ("emplacement:nulle-part", "n’est pas dans la liste"),
        ("sujet:eau+", ""),
        ("sujet:zzz", "n’est ni un terme"),
        ("Eau : un guide", ""),
    ],
)
def test_what_does_not_read_is_told(standing: CatalogueService, text: str, told: str) -> None:
    said = " ".join(standing.unread(text)).replace("\xa0", " ").replace("\u202f", " ")
    assert told in said if told else not said, said


def test_brackets_in_brackets_are_run(standing: CatalogueService) -> None:
    text = "titre:x"
    for _ in range(30):
        text = f"titre:a ({text} OU SAUF (langue:b {text.count('(')}))"
    assert standing.search(text).total >= 0
    for many in (300, 3_000):
        assert standing.search(" OU ".join(f"titre:mot{number}" for number in range(many))).total == 0
        assert standing.search(" ".join(f"titre:mot{number}" for number in range(many))).total == 0


@given(st.text(alphabet=st.sampled_from("aeu \":()-+<>=.%_\\\\0129OUETtitresujet'"), max_size=40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_raises(standing: CatalogueService, text: str) -> None:
    for typed in (text, f"titre:{text}", f"sujet:{text}+", f"année:{text}", f"pays:{text} OU {text}"):
        standing.search(typed)
        standing.facets(typed)
        standing.unread(typed)
