"""Several notices become one: everything follows, undo brings all back exactly, old numbers lead to the kept one."""

import json

import pytest

from cresi_app.catalogue.model.importing import Incoming
from cresi_app.catalogue.model.notice import Notice
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO


def whole(library: Library) -> dict[str, list[dict[str, object]]]:
    """Everything recorded, without bookkeeping."""
    found: dict[str, list[dict[str, object]]] = {}
    for shape in library.structure.recorded:
        columns = ", ".join(f'"{name}"' for name in ("id", *shape.content))
        rows = [dict(row) for row in library.query(f'SELECT {columns} FROM "{shape.name}" ORDER BY id')]
        if rows:
            found[shape.name] = rows
    return found


@pytest.fixture
def twins(catalogue: CatalogueService) -> tuple[int, int]:
    one = catalogue.add_document(
        WHO, title="L'eau au Sahel", contributions=["Traoré, Aminata"], subjects=["Eau"], identifiers=[("isbn", "207036822X")],
        languages=["fre"], notes="Don de 2019.", year=1998,
    ).id  # fmt: skip
    other = catalogue.add_document(
        WHO, title="L'eau au Sahel : guide", contributions=["Traoré, Aminata", ("Lefèvre, Marc", "trl")], subjects=["Eau", "Mali"],
        identifiers=[("isbn", "978-2-07-036822-8")], publisher="Karthala", place="Paris", abstract="Un guide.", notes="Couverture abîmée.",
        languages=["fre"],
    ).id  # fmt: skip
    assert one is not None
    assert other is not None
    catalogue.add_copy(WHO, one, barcode="B1")
    catalogue.add_copy(WHO, other, barcode="B2", call_number="SOL 1")
    catalogue.attach_file(WHO, other, b"%PDF-1.4 x", name="guide.pdf")
    return one, other


def test_everything_follows_the_kept_notice_and_undo_brings_both_back(
    library: Library, catalogue: CatalogueService, twins: tuple[int, int]
) -> None:
    one, other = twins
    reader = catalogue.add_document(
        WHO, title="Un article", links=[{"relation": "related", "target_id": other, "title": "x"}]
    ).id
    assert reader is not None
    before = whole(library)
    number = catalogue.document(other).document.number
    changes = catalogue.merge_documents(WHO, one, [other])
    sheet = catalogue.document(one)
    assert (sheet.document.title, sheet.publisher, sheet.document.place) == ("L'eau au Sahel", "Karthala", "Paris")
    assert (sheet.document.abstract, sheet.document.notes) == ("Un guide.", "Don de 2019.\n\nCouverture abîmée.")
    assert [(who.inverted, who.role) for who in sheet.contributions] == [
        ("Traoré, Aminata", "aut"),
        ("Lefèvre, Marc", "trl"),
    ]
    assert [subject.term for subject in sheet.subjects] == ["Eau", "Mali"]
    assert [copy.barcode for copy in sheet.copies] == ["B1", "B2"]
    assert [file.name for file in sheet.files] == ["guide.pdf"]
    assert len(sheet.identifiers) == 1, "one ISBN written in two ways is one"
    assert len(sheet.languages) == 1
    assert catalogue.document(reader).links[0].target_id == one
    assert catalogue.search("couverture abimee").ids == (one,)
    assert catalogue.by_ref(number) == one, "a printed number leads to the kept notice"
    with pytest.raises(DomainError):
        catalogue.document(other)
    library.undo(WHO, changes.seq)
    assert whole(library) == before
    assert catalogue.search("couverture abimee").ids == (other,)
    library.redo(WHO)
    assert catalogue.by_ref(number) == one


def test_what_is_chosen_wins(catalogue: CatalogueService, twins: tuple[int, int]) -> None:
    one, other = twins
    catalogue.merge_documents(
        WHO, one, [other], {"title": other, "notes": one, "contributions": one, "subjects": other}
    )
    sheet = catalogue.document(one)
    assert sheet.document.title == "L'eau au Sahel : guide"
    assert sheet.document.title_sort.endswith("guide")
    assert sheet.document.notes == "Don de 2019."
    assert [who.inverted for who in sheet.contributions] == ["Traoré, Aminata"]
    assert [subject.term for subject in sheet.subjects] == ["Eau", "Mali"]


def test_what_a_source_said_of_the_other_notice_finds_the_kept_one(catalogue: CatalogueService) -> None:
    def again(title: str = "Un", key: str = "s:1", notes: str = "") -> list[Incoming]:
        return [Incoming(1, 0, Notice(title=title, source_key=key, format="unimarc", notes=notes))]

    report, _ = catalogue.import_notices(WHO, again())
    gone = report.first_ids[0]
    kept = catalogue.add_document(WHO, title="Un (édition annotée)").id
    assert kept is not None
    catalogue.merge_documents(WHO, kept, [gone])
    again_report, changes = catalogue.import_notices(WHO, again())
    assert (again_report.merged, changes.seq) == (1, None), "read again, nothing changes"
    exported, _ = catalogue.import_notices(WHO, again("Un", f"cresi:{gone}", "Une note."))
    assert exported.updated == 1
    assert catalogue.document(kept).document.notes == "Une note."


def test_merging_refuses_what_cannot_be(catalogue: CatalogueService, twins: tuple[int, int], library: Library) -> None:
    one, _ = twins
    with pytest.raises(DomainError, match="au moins deux"):
        catalogue.merge_documents(WHO, one, [one])
    with pytest.raises(DomainError) as refusal:
        catalogue.merge_documents(WHO, one, [12345])
    assert refusal.value.code == "document_gone"
    assert library.query("SELECT 1 FROM revision WHERE operation = 'catalogue.merge_documents'") == []


def test_three_become_one_in_few_statements(catalogue: CatalogueService, library: Library) -> None:
    ids = [catalogue.add_document(WHO, title=f"Atlas {n}", subjects=["Eau", f"Mot {n}"]).id or 0 for n in range(3)]
    before = json.dumps(whole(library), default=str)
    catalogue.merge_documents(WHO, ids[2], ids[:2])
    assert {one.term for one in catalogue.document(ids[2]).subjects} == {"Eau", "Mot 0", "Mot 1", "Mot 2"}
    library.undo(WHO)
    assert json.dumps(whole(library), default=str) == before


def test_what_other_themes_tie_to_a_notice_follows_it_once(catalogue: CatalogueService, library: Library) -> None:
    one, two, three = (catalogue.add_document(WHO, title=f"Atlas {n}").id or 0 for n in range(3))
    both = catalogue.add_basket(WHO, "Journée de l'eau", [one, two]).id
    alone = catalogue.add_basket(WHO, "À relire", [two, three]).id
    before = whole(library)
    catalogue.merge_documents(WHO, one, [two])

    def held(basket: int) -> set[int]:
        return {row[0] for row in library.query("SELECT document_id FROM basket_item WHERE basket_id = ?", (basket,))}

    assert held(both) == {one}
    assert held(alone) == {one, three}
    library.undo(WHO)
    assert whole(library) == before
