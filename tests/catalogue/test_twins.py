"""Twins in one file: two records of their source that are one document here."""

import pytest

from cresi_app.catalogue.service import CatalogueService
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
