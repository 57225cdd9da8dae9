"""A link typed in words waits for the notice it names, is proposed once that is there, and tied in one act that undo takes back."""

import pytest

from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.linktying import Tie
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.test_merging import whole

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


def issue_of(catalogue: CatalogueService, periodical: str, number: str) -> int:
    """Write the notice of an issue whose periodical is typed by name."""
    link = {"relation": "set", "title": periodical, "number": number}
    return catalogue.add_document(WHO, title=f"{periodical}, n° {number}", kind="issue", links=[link]).id


def test_an_issue_is_tied_to_the_periodical_of_nearly_its_title_when_somebody_says_so(
    catalogue: CatalogueService, library: Library
) -> None:
    cahiers = catalogue.add_document(WHO, title="Les cahiers de l'eau", kind="periodical").id
    catalogue.add_issue(WHO, cahiers, number="12")
    one = issue_of(catalogue, "Cahier de l'eau", "n° 12")
    [tie] = catalogue.ties(one)
    assert (tie.target_id, tie.near) == (cahiers, "Les cahiers de l'eau")
    looked = catalogue.check_collection(codes=["link_to_tie"])["link_to_tie"]
    assert (len(looked.mendable), looked.at_once) == (1, [])  # likely only: never with all the others
    [row] = catalogue.finding_rows("link_to_tie", looked.found)
    assert row.proposal == "Les cahiers de l'eau · notice 00\u202f001"
    before = whole(library)
    catalogue.mend(WHO, "link_to_tie", looked.found)
    assert catalogue.document(one).links[0].target_id == cahiers
    assert catalogue.issues(cahiers)[0].notice_id == one  # and its line in the list of issues knows its notice
    library.undo(WHO)
    assert whole(library) == before
    catalogue.tie_links(WHO, one, [tie])
    assert catalogue.issues(cahiers)[0].notice_id == one
    elsewhere = catalogue.add_document(WHO, title="Autre", kind="periodical").id
    catalogue.mend(WHO, "link_to_tie", looked.found)  # found before it was tied: left as it is
    assert catalogue.document(one).links[0].target_id not in {None, elsewhere}


def test_a_periodical_that_is_only_somewhat_alike_or_one_of_two_is_not_proposed(catalogue: CatalogueService) -> None:
    for title in ("Bulletin de l'eau 1", "Revue Tiers Monde", "Défis Sud A", "Défis Sud B"):
        catalogue.add_document(WHO, title=title, kind="periodical")
    for said in ("Bulletin de l'eau 2", "Tiers Monde", "Défis Sud C"):
        assert catalogue.ties(issue_of(catalogue, said, "3")) == [], said
    book = catalogue.add_document(WHO, title="x", links=[{"relation": "related", "title": "Revue Tier Monde"}]).id
    assert catalogue.ties(book) == []  # no issue of anything
