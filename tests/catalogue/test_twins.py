"""Twins: two records of a source that are one document here, and notices of one publication written a little otherwise."""

import pytest

from cresi_app.catalogue.model.twins import Titled, alike_notices
from cresi_app.catalogue.service import CatalogueService
from tests.catalogue.conftest import WHO
from tests.catalogue.notices import field
from tests.catalogue.test_importing import simple, take

ISBN = field("010", "  ", ("a", "978-2-07-058464-2"))


@pytest.mark.parametrize("second", ["2", "1"])
def test_a_file_with_twins_changes_nothing_the_second_time(catalogue: CatalogueService, second: str) -> None:
    more = (
        field("210", "  ", ("a", "Paris"), ("c", "Gret"), ("d", "2021")),
        field("225", "2 ", ("a", "Études et travaux")),
        field("330", "  ", ("a", "Un résumé.")),
        field("606", "  ", ("a", "Eau")),
    )
    data = simple("1", "Titre", ISBN) + simple(second, "Titre", ISBN, *more) + simple("3", "Titre", ISBN, *more)
    first = take(catalogue, data)
    assert (first.created, first.merged) == (1, 2)
    [row] = catalogue.search("titre").rows
    before = catalogue.document(row.id)
    assert (before.document.abstract, before.document.year) == ("Un résumé.", 2021)
    assert [one.term for one in before.subjects] == ["Eau"]
    assert before.publisher == "Gret"
    assert not first.warnings
    again = take(catalogue, data)
    assert (again.created, again.updated, again.merged, again.revision) == (0, 0, 3, None)
    assert catalogue.document(row.id) == before


def titled(number: int, title: str, year: int | None = 2012, name: str = "person|traore|a", **more: str) -> Titled:
    names = frozenset([name] if name else [])
    return Titled(
        number,
        title,
        more.get("subtitle", ""),
        more.get("part", ""),
        more.get("kind", "book"),
        year,
        names,
        frozenset(),
    )


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (titled(1, "creuser un puits au sahel"), titled(2, "creuser un puit au sahel"), "near"),
        (titled(1, "l'eau potable en milieu rural"), titled(2, "l'eau potable en millieu rural"), "near"),
        (titled(1, "gestion des dechets urbains"), titled(2, "la gestion des dechets urbains"), "near"),
        (titled(1, "gestion de l'eau, et du sol, en zone seche"), titled(2, "gestion de l'eau et du sol en zone seche", None), "near"),
        (titled(1, "education au developpement", name=""), titled(2, "education au developement", name=""), "alike"),
        (titled(1, "creuser et entretenir", subtitle="Guide du puits"), titled(2, "guide du puits", subtitle="Creuser et entretenir"), "near"),
        (titled(1, "creuser et entretenir", subtitle="Guide du puits"), titled(2, "creuser et entretenir : guide du puits"), "near"),
        (titled(1, "creuser et entretenir", subtitle="Guide du puits"), titled(2, "guide du puits", 2019, subtitle="Creuser et entretenir"), ""),
        (titled(1, "creuser un puits au sahel"), titled(2, "creuser un puit au sahel", 2019), ""),  # another year
        (titled(1, "creuser un puits au sahel"), titled(2, "creuser un puit au sahel", name="person|sow|a"), ""),
        (titled(1, "rapport d'activite 2011"), titled(2, "rapport d'activite 2012"), ""),  # figures tell apart
        (titled(1, "histoire du mali tome ii"), titled(2, "histoire du mali tome iii"), ""),
        (titled(1, "creuser un puits au sahel"), titled(2, "creuser un puit au sahel", kind="video"), ""),
        (titled(1, "creuser un puits au sahel", subtitle="Guide"), titled(2, "creuser un puit au sahel", subtitle="Roman"), ""),
        (titled(1, "contes"), titled(2, "comtes"), ""),
    ],
)  # fmt: skip
def test_titles_written_a_little_otherwise(one: Titled, other: Titled, reason: str) -> None:
    found = alike_notices([one, other, titled(3, "un tout autre livre sur la foret")])
    assert [(pair.pair, pair.reason) for pair in found] == ([((1, 2), reason)] if reason else [])
    assert not alike_notices([one, other], frozenset({(1, 2)}))


def test_near_doubles_are_checked_and_merged_in_one_act(catalogue: CatalogueService) -> None:
    for title in ("Creuser un puits au Sahel", "Creuser un puit au Sahel"):
        catalogue.add_document(WHO, title=title, year=2012, contributions=["Traoré, Aminata"])
    [pair] = catalogue.check_collection(codes=["twin_documents"])["twin_documents"].pairs
    assert pair.why == "titre très proche, même auteur"
    compared = catalogue.compare("document", pair.pair)
    assert compared.titles == ("Notice 00\u202f001", "Notice 00\u202f002")
    catalogue.merge_documents(WHO, pair.one, [pair.other])
    assert [row.title for row in catalogue.search("creuser").rows] == ["Creuser un puits au Sahel"]
    assert not catalogue.check_collection(codes=["twin_documents"])["twin_documents"].pairs
