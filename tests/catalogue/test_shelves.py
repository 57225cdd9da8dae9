"""Shelves and the search history: what is kept of a search, shown again, counted, ordered, undone; per desk, fifty at most."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.model import Availability, Filters, Query, Sort
from cresi_app.catalogue.model.query import of_json
from cresi_app.catalogue.model.shelves import columns_of, moved, query_of
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO

QUERIES = st.builds(
    Query,
    text=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20).map(
        str.strip
    ),
    filters=st.builds(
        Filters,
        kinds=st.frozensets(st.sampled_from(["book", "dvd", "kit"])),
        subjects=st.frozensets(st.integers(1, 2**63 - 1), max_size=3),
        languages=st.frozensets(st.sampled_from(["fre", "ara"])),
        countries=st.frozensets(st.sampled_from(["ML", "HT"])),
        availability=st.frozensets(st.sampled_from(list(Availability))),
        contributor_id=st.none() | st.integers(1, 2**63 - 1),
        basket_id=st.none() | st.integers(1, 2**63 - 1),
        year_from=st.none() | st.integers(1000, 2999),
        archived=st.booleans(),
    ),
    sort=st.none() | st.sampled_from(list(Sort)),
    reverse=st.booleans(),
)


@given(QUERIES)
def test_a_query_comes_back_from_json_and_from_a_shelf(query: Query) -> None:
    assert of_json(query.to_json()) == query
    kept = columns_of(query)
    told = query_of(str(kept["query"]), str(kept["filters"]), str(kept["sort"]), is_reversed=bool(kept["is_reversed"]))
    assert told == query


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 12)), st.integers(-3, 20))
def test_moving_loses_nobody(order: list[int], chosen: list[int], to: int) -> None:
    after = moved(order, chosen, to)
    assert sorted(after) == sorted(order)
    assert [one for one in after if one not in chosen] == [one for one in order if one not in chosen]


@pytest.fixture
def three(catalogue: CatalogueService) -> list[int]:
    titles = [("Eau du Mali", 2020), ("Forêts d'Haïti", 2015), ("Eau et santé", None)]
    return [catalogue.add_document(WHO, title=title, year=year).id for title, year in titles]


def test_a_shelf_counts_what_answers_today(catalogue: CatalogueService, three: list[int]) -> None:
    shelf = catalogue.add_shelf(WHO, "  Eau,  la ", Query("titre:eau", sort=Sort.TITLE, reverse=True)).id
    assert catalogue.shelf("EAU, la").name == "Eau, la"
    assert catalogue.shelf_counts() == {shelf: (2, False)}
    assert catalogue.shelf_ids(shelf) == [three[2], three[0]]
    catalogue.add_document(WHO, title="L'eau, encore")
    assert catalogue.shelf_counts() == {shelf: (3, False)}


def test_shelves_are_renamed_moved_deleted_and_it_is_undone(catalogue: CatalogueService, library: Library) -> None:
    first, second, third = (catalogue.add_shelf(WHO, name, Query(name)).id for name in ("un", "deux", "trois"))
    catalogue.move_shelf(WHO, third, 0)
    assert [one.id for one in catalogue.shelves()] == [third, first, second]
    library.undo(WHO)
    assert [one.id for one in catalogue.shelves()] == [first, second, third]
    version = catalogue.shelf(first).version
    catalogue.update_shelf(
        WHO, first, version, name="Un", icon="star", colour=3, query=Query("mali", Filters(year_from=2000))
    )
    shelf = catalogue.shelf(first)
    assert (shelf.name, shelf.icon, shelf.colour, shelf.asks) == (
        "Un",
        "star",
        3,
        Query("mali", Filters(year_from=2000)),
    )
    catalogue.delete_shelf(WHO, first, shelf.version)
    with pytest.raises(DomainError, match="unknown_shelf"):
        catalogue.shelf(first)
    library.undo(WHO)
    assert catalogue.shelf("un").asks == Query("mali", Filters(year_from=2000))


@pytest.mark.parametrize(
    ("name", "code"), [("", "name_missing"), (" \n", "name_missing"), ("ÉTÉ", "name_taken"), ("x" * 81, "too_long")]
)
def test_a_name_that_cannot_be(catalogue: CatalogueService, name: str, code: str) -> None:
    catalogue.add_shelf(WHO, "été", Query("x"))
    with pytest.raises(DomainError) as refused:
        catalogue.add_shelf(WHO, name, Query("y"))
    assert refused.value.code == code
    assert refused.value.field == "name"


def test_an_unknown_name_tells_its_neighbours(catalogue: CatalogueService) -> None:
    catalogue.add_shelf(WHO, "Eau et assainissement", Query("eau"))
    with pytest.raises(DomainError) as refused:
        catalogue.shelf("eau")
    assert "Eau et assainissement" in refused.value.sentence


@pytest.mark.parametrize("sort", list(Sort))
def test_every_order_turns_round(catalogue: CatalogueService, three: list[int], sort: Sort) -> None:
    basket = catalogue.add_basket(WHO, "P", [three[1], three[2], three[0]]).id
    filters = Filters(basket_id=basket)
    for text in ("", "e"):
        there = catalogue.found(text, filters, sort).ids
        back = catalogue.found(text, filters, sort, reverse=True).ids
        assert sorted(there) == sorted(back)
        assert len(there) == 3 if not text else len(there) >= 1
        if sort is Sort.YEAR:
            assert (there[-1], back[-1]) == (three[2], three[2]) if not text else True  # what has no year stands last
        elif sort not in {Sort.RELEVANCE, Sort.AUTHOR}:
            assert back == there[::-1]


def test_the_order_by_author_and_by_views(catalogue: CatalogueService) -> None:
    one = catalogue.add_document(WHO, title="A", contributions=[("Zola, Émile", "aut")]).id
    two = catalogue.add_document(WHO, title="B", contributions=[("Traducteur, Un", "trl"), ("Ba, Mariama", "aut")]).id
    none = catalogue.add_document(WHO, title="C").id
    assert catalogue.found("", None, Sort.AUTHOR).ids == (two, one, none)
    assert catalogue.found("", None, Sort.AUTHOR, reverse=True).ids == (one, two, none)
    catalogue.count_view(one)
    assert catalogue.found("", None, Sort.VIEWS).ids[0] == one
    catalogue.update_document(WHO, two, 1, subtitle="b")
    assert catalogue.found("", None, Sort.CHANGED).ids[0] == two


def test_history_keeps_fifty_of_each_desk_and_what_was_typed_on_replaces(catalogue: CatalogueService) -> None:
    other = Actor("other", "Quelqu'un")
    start = datetime(2026, 11, 22, 10, tzinfo=UTC)
    with clock.frozen(start):
        catalogue.note_search(other, Query("mali"), 3)
        for text in ("e", "ea", "eau", "eau p", "eau"):
            catalogue.note_search(WHO, Query(text), 1)
        catalogue.note_search(WHO, Query(), 9)
    assert [one.asks.text for one in catalogue.past_searches(WHO)] == ["eau"]
    for number in range(60):
        with clock.frozen(start + timedelta(minutes=2 * number + 2)):
            catalogue.note_search(WHO, Query(f"mot {number}"), number, capped=number == 59)
    kept = catalogue.past_searches(WHO)
    assert [one.asks.text for one in kept] == [f"mot {number}" for number in range(59, 9, -1)]
    assert (kept[0].total, kept[0].is_capped) == (59, True)
    with clock.frozen(start + timedelta(hours=5)):
        catalogue.note_search(WHO, Query("mot 30"), 1)
    assert [one.asks.text for one in catalogue.past_searches(WHO)][:2] == ["mot 30", "mot 59"]
    catalogue.forget_searches(WHO, kept[0].id)
    assert len(catalogue.past_searches(WHO)) == 49
    catalogue.forget_searches(WHO)
    assert catalogue.past_searches(WHO) == []
    assert len(catalogue.past_searches(other)) == 1
