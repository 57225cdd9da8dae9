"""A link typed in words waits for the notice it names, is proposed once that is there, and tied in one act that undo takes back."""

import pytest

from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.linktying import Tie
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO

FORMER = {"relation": "continues"}


def cited(catalogue: CatalogueService, said: str, **more: str) -> int:
    return catalogue.add_document(WHO, title="Celle qui cite", links=[FORMER | {"title": said} | more]).id


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("Les cahiers de l'eau", {}),
        ("CAHIERS DE L’EAU", {}),  # without its article, with another apostrophe
        ("Cahiers de l'eau : guide du puits", {}),
        ("Les cahiers de l'eau (Dakar)", {}),  # as libraries tell two of one name apart
        ("978-2-07-036822-8", {}),
        ("Un autre titre, ISBN 2-07-036822-X", {}),
        ("Ancien titre", {"issn": "0317-8471"}),
    ],
)
def test_a_link_in_words_is_proposed_from_both_ends_and_tied(
    catalogue: CatalogueService, library: Library, said: str, more: dict[str, str]
) -> None:
    one = cited(catalogue, said, **more)
    assert catalogue.ties(one) == []
    there = catalogue.add_document(
        WHO, title="Les cahiers de l'eau", identifiers=[("isbn", "978-2-07-036822-8"), ("issn", "0317-8471")]
    ).id
    [link] = catalogue.document(one).links
    tie = Tie(link.id, one, there)
    assert catalogue.ties(one) == catalogue.ties(there) == [tie]
    assert [row.id for row in catalogue.check_collection(codes=["link_to_tie"])["link_to_tie"].found] == [link.id]
    done = catalogue.tie_links(WHO, there, [tie])
    assert catalogue.document(one).links[0].target_id == there
    assert [back.document_id for back in catalogue.document(there).linked] == [one]
    assert catalogue.ties(there) == []
    assert catalogue.tie_links(WHO, there, [tie]).seq is None  # somebody was quicker
    library.undo(WHO, done.seq)
    assert catalogue.ties(one) == [tie]


def test_what_could_be_two_is_left_open(catalogue: CatalogueService) -> None:
    one = cited(catalogue, "Les cahiers de l'eau")
    for is_alone in (True, False):
        two = catalogue.add_document(WHO, title="Les cahiers de l'eau").id
        assert len(catalogue.ties(one)) == is_alone
    assert catalogue.ties(two) == []


def test_archived_documents_and_words_that_name_nothing_are_not_proposed(catalogue: CatalogueService) -> None:
    one = cited(catalogue, "Le grand livre")
    other = catalogue.add_document(WHO, title="Le grand livre").id
    catalogue.archive_document(WHO, other, 1)
    assert catalogue.ties(one) == catalogue.ties(other) == []
    assert catalogue.ties(cited(catalogue, "!!!")) == []
