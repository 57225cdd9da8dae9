"""Baskets: put in, taken out, put in order, emptied, undone; a document in several; what is deleted leaves them."""

import pytest

from cresi_app.catalogue.model import Filters, Sort
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO


@pytest.fixture
def four(catalogue: CatalogueService) -> list[int]:
    return [catalogue.add_document(WHO, title=title).id for title in ("A", "B", "C", "D")]


def test_a_document_lies_in_several_baskets_once_in_each(catalogue: CatalogueService, four: list[int]) -> None:
    first = catalogue.add_basket(WHO, "Conférence", four[:2], colour=2, note=" pour  mardi ").id
    second = catalogue.add_basket(WHO, "Tri").id
    changes = catalogue.put_in_basket(WHO, second, [four[1], four[1], four[3]])
    assert len(changes.touched["basket_item"]) == 2
    assert catalogue.put_in_basket(WHO, first, four[:2]).seq is None
    assert [one.id for one in catalogue.baskets_of(four[1])] == [first, second]
    assert [(one.name, one.count) for one in catalogue.baskets()] == [("Conférence", 2), ("Tri", 2)]
    assert catalogue.basket("conference").note == "pour mardi"
    assert catalogue.basket_ids("TRI") == [four[1], four[3]]


def test_order_reversal_and_undo(catalogue: CatalogueService, library: Library, four: list[int]) -> None:
    basket = catalogue.add_basket(WHO, "Ordre", four).id
    catalogue.move_in_basket(WHO, basket, [four[3], four[1]], 0)
    arranged = [four[1], four[3], four[0], four[2]]
    assert catalogue.basket_ids(basket) == arranged
    assert list(catalogue.found("", Filters(basket_id=basket), Sort.BASKET).ids) == arranged
    assert catalogue.move_in_basket(WHO, basket, [four[2]], 99).seq is None  # it stands there already
    library.undo(WHO)
    assert catalogue.basket_ids(basket) == four
    catalogue.take_from_basket(WHO, basket, four[:1])
    catalogue.empty_basket(WHO, basket)
    assert catalogue.basket_ids(basket) == []
    library.undo(WHO)
    assert catalogue.basket_ids(basket) == four[1:]
    catalogue.delete_basket(WHO, basket, catalogue.basket(basket).version)
    library.undo(WHO)
    assert catalogue.basket_ids("ordre") == four[1:]


def test_a_deleted_document_leaves_its_baskets_and_comes_back_to_them(
    catalogue: CatalogueService, library: Library, four: list[int]
) -> None:
    basket = catalogue.add_basket(WHO, "P", four).id
    catalogue.delete_document(WHO, four[1], 1)
    assert catalogue.basket_ids(basket) == [four[0], four[2], four[3]]
    library.undo(WHO)
    assert catalogue.basket_ids(basket) == four


def test_undoing_the_making_takes_basket_and_content_away(
    catalogue: CatalogueService, library: Library, four: list[int]
) -> None:
    catalogue.add_basket(WHO, "P", four)
    library.undo(WHO)
    assert catalogue.baskets() == []
    assert library.value("SELECT count(*) FROM basket_item") == 0
    assert library.value("SELECT count(*) FROM staged") == 0


def test_what_is_no_basket(catalogue: CatalogueService, four: list[int]) -> None:
    catalogue.add_basket(WHO, "P", four)
    for named in ("q", "", 12):
        with pytest.raises(DomainError, match="unknown_basket"):
            catalogue.basket_ids(named)
    with pytest.raises(DomainError, match="name_taken"):
        catalogue.add_basket(WHO, "p")
    basket = catalogue.basket("p")
    catalogue.update_basket(WHO, basket.id, basket.version, name="Q", colour=9)
    with pytest.raises(DomainError, match="stale"):
        catalogue.delete_basket(WHO, basket.id, basket.version)
    assert catalogue.basket("q").colour == 1


def test_many_at_once_are_one_revision(catalogue: CatalogueService, library: Library) -> None:
    ids = [catalogue.add_document(WHO, title=f"T{number}").id for number in range(20)]
    before = library.value("SELECT max(seq) FROM revision")
    basket = catalogue.add_basket(WHO, "Tout", [*ids, 999]).id  # what is gone is left out
    assert library.value("SELECT max(seq) FROM revision") == before + 1
    assert catalogue.basket_ids(basket) == ids
