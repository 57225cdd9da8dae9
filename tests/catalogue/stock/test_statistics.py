"""What is counted adds up: lines to totals where nothing overlaps, and each figure to what was entered."""

from datetime import UTC, date, datetime

import pytest

from cresi_app.catalogue.model import Filters, Sort
from cresi_app.catalogue.model.statistics import DIMENSIONS, OVERLAPPING, Dimension, Figures, Line, Statistics
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.stock.statistics import notices_of
from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from tests.catalogue.conftest import WHO

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def counted(catalogue: CatalogueService) -> Statistics:
    with clock.frozen(datetime(2025, 5, 1, 9, tzinfo=UTC)):
        one = catalogue.add_document(
            WHO, title="Un", year=2001, subjects=["Eau", "Santé"], countries=["ML", "NE"], languages=["fre", "bam"]
        ).id
        catalogue.add_copy(
            WHO, one, price_minor=1000, provenance="purchase", location="Salle", acquired_on="02/05/2025"
        )
        catalogue.count_view(one)
    with clock.frozen(datetime(2026, 5, 1, 9, tzinfo=UTC)):
        two = catalogue.add_document(WHO, title="Deux", kind="game", subjects=["Eau"]).id
        catalogue.add_copy(WHO, two, price_minor=2500, provenance="purchase", location="Salle", barcode="B-2")
        catalogue.add_copy(WHO, two, price_minor=900, provenance="gift", location="Réserve")
        catalogue.add_copy(WHO, two, price_minor=500, currency="CHF")
        gone = catalogue.add_copy(WHO, two, price_minor=300, provenance="purchase").id
        catalogue.withdraw_copy(WHO, gone, 1)
        catalogue.count_view(one)
        catalogue.count_view(one)
        catalogue.consult(WHO, one)
        catalogue.consult_code(WHO, "B-2")
        catalogue.consult(WHO, one, on=date(2025, 12, 31))
        catalogue.count_loan_code(WHO, "B-2", date(2026, 4, 30))
        catalogue.count_loan(WHO, one)
        catalogue.count_loan(WHO, one, on=date(2025, 6, 1))
    return catalogue.statistics(*YEAR)


def test_the_total_is_what_was_entered(counted: Statistics) -> None:
    assert counted.total == Figures(
        documents=2,
        copies=4,
        new_documents=1,
        new_copies=4,
        withdrawn=1,
        views=2,
        consultations=2,
        loans=2,
        spent=2800,
        value=4400,
    )
    assert counted.other_currencies == 1
    assert {line.label: line.figures.loans for line in counted.tables[Dimension.PROVENANCE].lines} == {
        "Achat": 1, "Don": 0, "Non renseignée": 0,
    }  # fmt: skip
    assert {line.label: line.figures.loans for line in counted.tables[Dimension.THEME].lines} == {"Eau": 2, "Santé": 1}


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_lines_add_up_where_nothing_overlaps(counted: Statistics, dimension: Dimension) -> None:
    table = counted.tables[dimension]
    for name in table.columns:
        lines = sum(getattr(line.figures, name) for line in table.lines)
        total = getattr(table.total, name)
        if dimension in OVERLAPPING or (name == "documents" and dimension in {Dimension.PLACE, Dimension.PROVENANCE}):
            assert lines >= total, name
        else:
            assert lines == total, name
    folded = table.first(2)
    assert len(folded) <= 2
    assert sum(line.figures.copies for line in folded) == sum(line.figures.copies for line in table.lines)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_each_line_lists_the_notices_that_it_counts(
    catalogue: CatalogueService, counted: Statistics, dimension: Dimension
) -> None:
    table = counted.tables[dimension]
    silent = []
    for line in (*table.lines, Line("total", "Total", counted.total)):
        query = notices_of(dimension, line)
        if query is None:
            silent.append(line.key)
        else:
            assert catalogue.total(query.text, query.filters)[0] == line.figures.documents, line.label
    assert silent in ([], [""])


def test_each_dimension_says_its_lines(counted: Statistics) -> None:
    def told(dimension: Dimension) -> dict[str, int]:
        return {line.label: line.figures.documents for line in counted.tables[dimension].lines}

    assert told(Dimension.KIND) == {"Livre": 1, "Jeu": 1}
    assert told(Dimension.THEME) == {"Eau": 2, "Santé": 1}
    assert told(Dimension.COUNTRY) == {"Mali": 1, "Niger": 1, "Sans pays": 1}
    assert told(Dimension.YEAR) == {"2001": 1, "Sans date": 1}
    assert told(Dimension.PLACE) == {"Salle": 2, "Réserve": 1, "Sans emplacement": 1}
    assert told(Dimension.PROVENANCE) == {"Achat": 2, "Don": 1, "Non renseignée": 1}


def test_a_lending_desk_s_loans_are_counted_beside(catalogue: CatalogueService, counted: Statistics) -> None:
    one = catalogue.search("Un").ids[0]
    catalogue.loans_between = lambda _first, _last: {one: 7}
    try:
        found = catalogue.statistics(*reversed(YEAR))  # days the wrong way round are turned
    finally:
        del catalogue.loans_between
    assert found.total.loans == 9  # its seven, and the two that the catalogue counted itself
    assert found.tables[Dimension.PLACE].total.loans == 1  # the desk tells documents, not their copies
    assert (found.first, found.last) == YEAR


def test_an_unknown_code_is_not_counted(catalogue: CatalogueService, counted: Statistics) -> None:
    with pytest.raises(DomainError, match="unknown_barcode"):
        catalogue.consult_code(WHO, "nulle part")
    with pytest.raises(DomainError, match="document_gone"):
        catalogue.consult(WHO, 1)
    assert catalogue.statistics(*YEAR).total == counted.total


def test_loans_are_counted_shown_sorted_searched_and_taken_back(
    catalogue: CatalogueService, counted: Statistics
) -> None:
    one, two = catalogue.search("Un").ids[0], catalogue.search("Deux").ids[0]
    assert (catalogue.document(one).loans, catalogue.document(one).lent_on) == (2, date(2026, 5, 1))
    assert {copy.barcode: copy.loans for copy in catalogue.document(two).live_copies if copy.barcode} == {"B-2": 1}
    assert catalogue.found("", Filters(), Sort.LOANS).ids == (one, two)
    assert [(row.uses.views, row.uses.consultations, row.uses.loans) for row in catalogue.rows([one])] == [(3, 2, 2)]
    for asked, found in (
        ("prêts:>1", {one}), ("prêts:1", {two}), ("prêts:0", set()), ("avec:prêt", {one, two}), ("consultations:2..", {one}),
        ("consultations:..1", {two}), ("vues:0", {two}), ("sauf prêts:2", {two}),
    ):  # fmt: skip
        assert set(catalogue.search(asked).ids) == found, asked
    with clock.frozen(datetime(2026, 5, 2, tzinfo=UTC)):
        for refused in (catalogue.count_loan, catalogue.consult):
            with pytest.raises(DomainError, match="day_to_come"):
                refused(WHO, one, on=date(2026, 5, 3))
        with pytest.raises(DomainError, match="unknown_barcode"):
            catalogue.count_loan_code(WHO, "nulle part")
        done = catalogue.count_loan(WHO, one)
    assert catalogue.loans(one) == 3
    catalogue.library.undo(WHO, done.seq)
    assert catalogue.loans(one) == 2


def test_a_consultation_is_taken_back(catalogue: CatalogueService, counted: Statistics) -> None:
    done = catalogue.consult_code(WHO, "B-2")
    assert catalogue.consultations(done.id) == 2
    catalogue.library.undo(WHO, done.seq)
    assert catalogue.consultations(done.id) == 1
