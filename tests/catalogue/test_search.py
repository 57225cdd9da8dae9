"""Searching as people type, sorting as French readers expect, counting beside the list."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cresi_app.catalogue.model import Availability, Filters, Sort
from cresi_app.catalogue.model.extracts import extract
from cresi_app.catalogue.model.query import Query
from cresi_app.catalogue.queries import lines
from cresi_app.catalogue.queries.facets import answers as facets_queries
from cresi_app.catalogue.queries.facets.answers import LatestAnswers
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.core.text import words
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO

TITLES = {
    "Zoé au village": {
        "year": 2010,
        "kind": "book",
        "subjects": ["Jeunesse"],
        "languages": ["fre"],
        "countries": ["ML"],
    },
    "L'École buissonnière": {"year": 2020, "kind": "guide", "subjects": ["Éducation"], "languages": ["fre", "eng"]},
    "Cœur d'été : l'œuvre": {"year": 2020, "kind": "book", "subjects": ["Éducation"], "languages": ["spa"]},
    "Programmer en C++": {"year": None, "kind": "web", "url": "https://exemple.org", "abstract": "Une école du code."},
}


def _fill(catalogue: CatalogueService) -> CatalogueService:
    for title, fields in TITLES.items():
        catalogue.add_document(WHO, title=title, **fields)  # type: ignore[arg-type]  # plain fields
    catalogue.add_copy(WHO, catalogue.by_ref("1"), barcode="94-000127-1", call_number="EXPO 14", status="reference")
    catalogue.add_copy(WHO, catalogue.by_ref("2"), barcode="94-000128-1", call_number="EXPO 9")
    return catalogue


@pytest.fixture
def filled(catalogue: CatalogueService) -> CatalogueService:
    return _fill(catalogue)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogueService]:
    """The same, for those that only read."""
    with Library.create(tmp_path_factory.mktemp("search") / "library", sources=SOURCES) as opened:
        yield _fill(CatalogueService(opened))


def titles(
    catalogue: CatalogueService, text: str, filters: Filters | None = None, sort: Sort = Sort.TITLE
) -> list[str]:
    return [row.title for row in catalogue.search(text, filters, sort).rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("oeuvre", ["Cœur d'été : l'œuvre"]),
        ("Œuvre", ["Cœur d'été : l'œuvre"]),
        ("l'été", ["Cœur d'été : l'œuvre"]),
        ("l’ete", ["Cœur d'été : l'œuvre"]),
        ("C++", ["Programmer en C++"]),
        ("ecole", ["L'École buissonnière", "Programmer en C++"]),
        ("éco", ["L'École buissonnière", "Programmer en C++"]),
        ("94-000127-1", ["Zoé au village"]),
        ("mali", ["Zoé au village"]),
        ("00002", ["L'École buissonnière"]),
        ('"', []),
        ("eau* AND (", []),
    ],
)
def test_what_is_typed_finds(standing: CatalogueService, typed: str, found: list[str]) -> None:
    assert titles(standing, typed) == found
    assert standing.found(typed, sort=Sort.TITLE).ids == tuple(standing.search(typed, sort=Sort.TITLE).ids)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(typed=st.text(max_size=40))
def test_nothing_typed_raises(standing: CatalogueService, typed: str) -> None:
    page = standing.search(typed, Filters(kinds=frozenset({"book"})))
    assert page.total >= len(page.rows) or page.total == 0
    standing.facets(typed)
    standing.subjects_like(typed)


def test_ecole_stands_before_zoe(standing: CatalogueService) -> None:
    assert titles(standing, "") == [
        "Cœur d'été : l'œuvre",
        "L'École buissonnière",
        "Programmer en C++",
        "Zoé au village",
    ]


def test_other_orders(filled: CatalogueService) -> None:
    filled.update_document(WHO, filled.by_ref("1"), 1, call_number="EXPO 14")
    filled.update_document(WHO, filled.by_ref("2"), 1, call_number="EXPO 9")
    assert titles(filled, "", sort=Sort.YEAR)[-1] == "Programmer en C++"
    assert titles(filled, "", sort=Sort.RECENT)[0] == "Programmer en C++"
    assert titles(filled, "", sort=Sort.CALL_NUMBER)[:2] == ["L'École buissonnière", "Zoé au village"]


def test_a_title_outranks_an_abstract(standing: CatalogueService) -> None:
    assert titles(standing, "ecole", sort=Sort.RELEVANCE)[0] == "L'École buissonnière"


def test_filters_narrow_together(standing: CatalogueService) -> None:
    assert titles(standing, "", Filters(kinds=frozenset({"book", "guide"}), year_from=2015)) == [
        "Cœur d'été : l'œuvre",
        "L'École buissonnière",
    ]
    assert titles(standing, "ecole", Filters(languages=frozenset({"eng"}))) == ["L'École buissonnière"]
    assert titles(standing, "", Filters(countries=frozenset({"ML"}))) == ["Zoé au village"]
    assert titles(standing, "", Filters(availability=frozenset({Availability.LENDABLE}))) == ["L'École buissonnière"]
    assert titles(standing, "", Filters(availability=frozenset({Availability.ONLINE}))) == ["Programmer en C++"]
    assert len(titles(standing, "", Filters(availability=frozenset({Availability.NO_COPY})))) == 2
    education = standing.subjects_like("educ")[0].id
    assert len(titles(standing, "", Filters(subjects=frozenset({education})))) == 2


def test_facets_count_what_could_be_chosen(standing: CatalogueService) -> None:
    facets = standing.facets("", Filters(kinds=frozenset({"guide"})))
    assert {value.key: value.documents for value in facets.kinds} == {"book": 2, "guide": 1, "web": 1}
    assert {value.name: value.documents for value in facets.languages} == {"Français": 1, "Anglais": 1}
    assert facets.years == {2020: 1}
    assert {value.key: value.documents for value in facets.availability} == {"present": 1, "lendable": 1, "online": 0}


def test_facets_of_a_search(standing: CatalogueService) -> None:
    facets = standing.facets("ecole")
    assert {value.key: value.documents for value in facets.kinds} == {"guide": 1, "web": 1}
    assert [(value.name, value.documents) for value in facets.subjects] == [("Éducation", 1)]


def test_the_whole_collection_is_counted_as_any_part_of_it(filled: CatalogueService, library: Library) -> None:
    """Counted from the indexes alone, and document by document."""
    filled.archive_document(WHO, filled.by_ref("1"), 1)
    whole = filled.facets()
    archived = filled.facets("", Filters(archived=True))
    assert {value.key: value.documents for value in archived.kinds} == {"book": 1}
    counted, capped = LatestAnswers(library).counted("", dict.fromkeys(("kinds", "year", "subjects"), Filters()))
    assert dict(counted["kinds"]) == {value.key: value.documents for value in whole.kinds}
    assert {int(key): number for key, number in counted["year"]} == whole.years
    assert dict(counted["subjects"]) == {value.key: value.documents for value in whole.subjects}
    counted, _ = LatestAnswers(library).counted(
        "", {"languages": Filters(), "countries": Filters(), "availability": Filters()}
    )
    assert dict(counted["languages"]) == {value.key: value.documents for value in whole.languages}
    assert dict(counted["availability"]) == {value.key: value.documents for value in whole.availability}
    assert (capped, whole.capped) == (False, False)


def test_counts_follow_every_act(filled: CatalogueService, library: Library) -> None:
    assert filled.facets().years == {2010: 1, 2020: 2}
    filled.add_document(WHO, title="Encore", year=2020)
    assert filled.facets().years == {2010: 1, 2020: 3}
    library.undo(WHO)
    assert filled.facets().years == {2010: 1, 2020: 2}


def test_too_many_answers_are_counted_in_part_and_it_is_said(
    filled: CatalogueService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets_queries, "FACET_CAP", 2)
    found = filled.facets("e", Filters(kinds=frozenset({"book"})))
    assert found.capped
    assert sum(value.documents for value in found.kinds) == 2
    assert not filled.facets("zoé").capped


def test_a_chosen_value_stays_offered(standing: CatalogueService) -> None:
    facets = standing.facets("zoé", Filters(languages=frozenset({"spa"})))
    assert ("spa", 0) in {(value.key, value.documents) for value in facets.languages}


def test_archived_documents_are_nowhere(filled: CatalogueService) -> None:
    filled.archive_document(WHO, filled.by_ref("2"), 1)
    assert titles(filled, "ecole") == ["Programmer en C++"]
    facets = filled.facets()
    assert {value.key: value.documents for value in facets.kinds} == {"book": 2, "web": 1}
    assert {value.name: value.documents for value in facets.subjects} == {"Jeunesse": 1, "Éducation": 1}
    assert filled.counts()["document"] == 3


def test_pages_follow_each_other(standing: CatalogueService) -> None:
    whole = standing.search("", sort=Sort.TITLE).ids
    assert (
        standing.search("", sort=Sort.TITLE, limit=2).ids + standing.search("", sort=Sort.TITLE, limit=2, offset=2).ids
        == whole
    )


def test_the_index_follows_renamed_authorities_and_undo(filled: CatalogueService, library: Library) -> None:
    subject = filled.subjects_like("jeun")[0]
    with library.revise("catalogue.update_document", WHO) as revision:
        revision.update("subject", subject.id, 1, {"term": "Adolescence"})
    assert titles(filled, "adolescence") == ["Zoé au village"]
    assert titles(filled, "jeunesse") == []
    library.undo(WHO)
    assert titles(filled, "jeunesse") == ["Zoé au village"]


def test_words_that_were_searched_for_nothing_are_shown_once_something_has_them(catalogue: CatalogueService) -> None:
    catalogue.add_document(WHO, title="Puits et forages")
    for typed, abstract in (("gyrobroyeur", "Un gyrobroyeur se loue."), ("forager", "Forager soi-même.")):
        catalogue.search(typed)
        made = catalogue.add_document(WHO, title="Louer", abstract=abstract).id
        [row] = catalogue.rows([made], typed) if made in catalogue.ordered(Query(typed)) else []
        assert row.extract.hits, typed


def test_a_line_names_the_first_authors_and_themes_once_and_the_best_copy(
    catalogue: CatalogueService, library: Library
) -> None:
    said = [("Diallo, Awa", "aut"), ("Diallo, Awa", "ill"), ("Sow, Ali", "aut"), ("Ba, Léo", "trl"), ("Cissé", "aut")]
    document = catalogue.add_document(
        WHO, title="Puits", contributions=said, subjects=["Eau", "Santé", "Sol", "Forêt", "Mali"]
    )
    for barcode, status in (("B1", "reference"), ("B2", "available"), ("B3", "lost")):
        catalogue.add_copy(WHO, document.id, barcode=barcode, status=status)
    [row] = catalogue.rows([document.id])
    assert row.authors == "Awa Diallo, Ali Sow, Cissé"
    assert row.subjects == ("Eau", "Santé", "Sol", "Forêt")
    assert (row.status, row.copies) == ("available", 3)
    water = catalogue.subjects_like("eau")[0]
    assert [one.name for one in catalogue.facets("puits").subjects][:1] == ["Eau"]
    with library.revise("catalogue.update_document", WHO) as revision:
        revision.update("subject", water.id, 1, {"term": "Accès à l'eau"})
    assert catalogue.rows([document.id])[0].subjects[0] == "Accès à l'eau"
    assert "Accès à l'eau" in [one.name for one in catalogue.facets("puits").subjects]
    library.undo(WHO)
    assert "Eau" in [one.name for one in catalogue.facets("puits").subjects]


def test_nothing_is_sorted_line_by_line(library: Library) -> None:
    """What a line names comes in the order of its index: fifty lines would be fifty times sorted otherwise."""
    plan = [row["detail"] for row in library.query(f"EXPLAIN QUERY PLAN {lines._LINES}", ("[]",))]
    assert not [one for one in plan if "TEMP B-TREE" in one]
    for index in ("document_subject_document_id", "contribution_document_id", "copy_document_id"):
        assert any(f"COVERING INDEX {index}" in one for one in plan), index


def test_an_extract_is_of_the_first_text_that_has_what_was_searched(catalogue: CatalogueService) -> None:
    texts = {"abstract": "Un puits au village.", "contents": "1. Le forage", "notes": "Le forage, don de 2019."}
    document = catalogue.add_document(WHO, title="Eau", **texts)
    for typed, shown in (("puits", texts["abstract"]), ("forage", texts["contents"]), ("don", texts["notes"])):
        assert catalogue.rows([document.id], typed)[0].extract.text == shown
    assert catalogue.rows([document.id], "eau")[0].extract == (texts["abstract"], ())


def test_extracts_show_the_hit() -> None:
    text = (
        "Un long début qui ne dit rien du sujet et continue ainsi. " * 6
        + "Enfin l’œuvre des comités, au bord du fleuve."
    )
    shown = extract(text, words("oeuv"), width=80)
    assert [shown.text[start:end] for start, end in shown.hits] == ["œuvre"]
    assert shown.text.startswith("…")
    assert len(shown.text) <= 90


@given(st.text(max_size=300), st.text(max_size=20), st.integers(20, 200))
def test_extracts_point_inside_themselves(text: str, typed: str, width: int) -> None:
    shown = extract(text, words(typed), width)
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.hits)
