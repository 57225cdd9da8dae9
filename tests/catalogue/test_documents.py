"""Notices, copies and files through the real library."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cresi_app.catalogue.model import Filters
from cresi_app.catalogue.service import CatalogueService, finding
from cresi_app.core import clock
from cresi_app.core.errors import DomainError, StoreError
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO


def add(catalogue: CatalogueService, title: str = "Eaux partagées", **fields: object) -> int:
    return catalogue.add_document(WHO, title=title, **fields).id  # type: ignore[arg-type]  # kind is a str like the others


def change(catalogue: CatalogueService, document_id: int, **fields: object) -> None:
    catalogue.update_document(WHO, document_id, catalogue.document(document_id).document.version, None, **fields)


def test_a_document_says_everything_back(catalogue: CatalogueService) -> None:
    document_id = add(
        catalogue, kind="guide", subtitle="gouverner la ressource", publisher="Éditions du Fleuve", place="Dakar",
        date_text="DL 2025", series="Repères du Sud", series_number="12", abstract="Vingt ans\r\nd'expériences.",
        contributions=[("Diallo, Kadiatou", "aut"), ("Ritimo", "pbd")], subjects=["Eau", "Sahel", "Eau"],
        languages=["fre", ("hau", "abstract")], countries=["NE", "ML"], rights="CC BY", image_credit="Photo A. Bâ",
        identifiers=[("isbn", "2-07-062456-0"), ("issn", "1234-5679")], links=[{"relation": "set", "title": "Eau", "number": "2"}],
        published_on="2025-03-01", revised_on="01/04/2026", url="https://exemple.org/eau", call_number="SOL 628.1 DIA",
        co_publishers=[("Karthala", "Paris")],
    )  # fmt: skip
    sheet = catalogue.document(document_id)
    document = sheet.document
    assert document.number == "00001"
    assert (sheet.kind.code, sheet.publisher, sheet.series) == ("guide", "Éditions du Fleuve", "Repères du Sud")
    assert document.year == 2025
    assert document.abstract == "Vingt ans\nd'expériences."
    assert [(one.spoken, one.role) for one in sheet.contributions] == [("Kadiatou Diallo", "aut"), ("Ritimo", "pbd")]
    assert [one.term for one in sheet.subjects] == ["Eau", "Sahel"]
    assert [(one.language_code, one.use) for one in sheet.languages] == [("fre", "text"), ("hau", "abstract")]
    assert [one.name for one in sheet.countries] == ["Niger", "Mali"]
    assert [one.normalised for one in sheet.identifiers] == ["9782070624560", "12345679"]
    assert [(one.name, one.place) for one in sheet.co_publishers] == [("Karthala", "Paris")]
    assert sheet.links[0].title == "Eau"
    assert str(document.revised_on) == "2026-04-01"


def test_the_collection_grows_month_by_month(catalogue: CatalogueService, monkeypatch: pytest.MonkeyPatch) -> None:
    for month, day in ((1, 10), (1, 31), (3, 5)):
        with clock.frozen(datetime(2024, month, day, 12, tzinfo=UTC)):
            add(catalogue)
    with clock.frozen(datetime(2024, 3, 20, tzinfo=UTC)):
        assert catalogue.growth(3, months=4) == [0, 0, 2, 2, 3]
        assert catalogue.growth(3, months=1) == [2, 3]
        monkeypatch.setattr(finding, "GROWTH_READ", 2)
        assert catalogue.growth(3, months=4) == []  # so many at once that a line says nothing
    with clock.frozen(datetime(2024, 9, 1, tzinfo=UTC)):
        assert catalogue.growth(3, months=4) == []


def test_isbn_is_never_unique(catalogue: CatalogueService) -> None:
    first = add(catalogue, "Tome 1", identifiers=[("isbn", "978-2-07-062456-0")])
    second = add(catalogue, "Tome 2", identifiers=[("isbn", "9782070624560")])
    assert [row.id for row in catalogue.duplicates("isbn", "2070624560", but=second)] == [first]
    with pytest.raises(DomainError) as refused:
        catalogue.by_ref("978-2-07-062456-0")
    assert refused.value.code == "ambiguous"


def test_authorities_are_found_again_whatever_their_accents(catalogue: CatalogueService) -> None:
    one = catalogue.document(
        add(catalogue, contributions=["Keïta, Éva"], publisher="L'Harmattan", subjects=["Énergie"])
    )
    two = catalogue.document(
        add(catalogue, "Autre", contributions=["KEITA, eva"], publisher="l’harmattan", subjects=["energie"])
    )
    assert one.contributions[0].contributor_id == two.contributions[0].contributor_id
    assert one.document.publisher_id == two.document.publisher_id
    assert one.subjects[0].subject_id == two.subjects[0].subject_id


def test_a_saved_field_leaves_the_others_alone(catalogue: CatalogueService, library: Library) -> None:
    document_id = add(catalogue, subjects=["Eau", "Sahel"], contributions=["Diallo, Kadiatou"])
    change(catalogue, document_id, subjects=["Sahel", "Mali"])
    sheet = catalogue.document(document_id)
    assert [one.term for one in sheet.subjects] == ["Sahel", "Mali"]
    assert [one.family for one in sheet.contributions] == ["Diallo"]
    library.undo(WHO)
    assert [one.term for one in catalogue.document(document_id).subjects] == ["Eau", "Sahel"]


def test_one_editing_act_is_undone_together(catalogue: CatalogueService, library: Library) -> None:
    document_id = add(catalogue)
    for fields in ({"subtitle": "un"}, {"edition": "2e éd."}, {"subjects": ["Eau"]}):
        version = catalogue.document(document_id).document.version
        catalogue.update_document(WHO, document_id, version, 77, **fields)
    library.undo(WHO)
    sheet = catalogue.document(document_id)
    assert (sheet.document.subtitle, sheet.document.edition, sheet.subjects) == ("", "", ())


def test_saving_what_is_already_so_writes_nothing(catalogue: CatalogueService) -> None:
    document_id = add(catalogue, subtitle="un", subjects=["Eau"])
    changes = catalogue.update_document(WHO, document_id, 1, subtitle="un", subjects=["Eau"])
    assert changes.seq is None


def test_a_notice_changed_elsewhere_is_not_overwritten(catalogue: CatalogueService) -> None:
    document_id = add(catalogue)
    catalogue.update_document(WHO, document_id, 1, subtitle="ici")
    with pytest.raises(DomainError) as refused:
        catalogue.update_document(WHO, document_id, 1, subtitle="là")
    assert refused.value.code == "stale"
    assert catalogue.document(document_id).document.subtitle == "ici"


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"title": "  "}, "title_missing", "title"),
        ({"title": "x" * 3000}, "text_too_long", "title"),
        ({"year": "20l4"}, "year_unreadable", "year"),
        ({"year": "2999"}, "year_unreadable", "year"),
        ({"url": "exemple.org"}, "url_unreadable", "url"),
        ({"kind": "parchment"}, "unknown_code", "kind"),
        ({"languages": ["xyz"]}, "unknown_code", "languages"),
        ({"countries": ["ZZ"]}, "unknown_code", "countries"),
        ({"identifiers": [("isbn", " ")]}, "number_missing", "identifiers"),
        ({"subjects": [""]}, "name_missing", "subjects"),
        ({"published_on": "le 32 mars"}, "date_unreadable", "published_on"),
    ],
)
def test_refusals_say_what_and_where(
    catalogue: CatalogueService, fields: dict[str, object], code: str, field: str
) -> None:
    document_id = add(catalogue)
    with pytest.raises(DomainError) as refused:
        change(catalogue, document_id, **fields)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert refused.value.sentence
    assert catalogue.document(document_id).document.version == 1


def test_deleting_takes_everything_and_undo_brings_it_back(catalogue: CatalogueService, library: Library) -> None:
    document_id = add(catalogue, subjects=["Eau"], identifiers=[("isbn", "9782070624560")])
    catalogue.add_copy(WHO, document_id, barcode="94-1")
    catalogue.attach_file(WHO, document_id, b"%PDF-1.4 x", name="sommaire.pdf")
    before = catalogue.document(document_id)
    catalogue.delete_document(WHO, document_id, before.document.version)
    with pytest.raises(DomainError) as gone:
        catalogue.document(document_id)
    assert gone.value.code == "document_gone"
    assert catalogue.search("eaux").total == 0
    library.undo(WHO)
    after = catalogue.document(document_id)
    assert [copy.barcode for copy in after.copies] == ["94-1"]
    assert [file.sha256 for file in after.files] == [file.sha256 for file in before.files]
    assert [one.term for one in after.subjects] == ["Eau"]
    assert catalogue.search("eaux").total == 1


def test_what_others_refer_to_is_archived_instead(catalogue: CatalogueService) -> None:
    periodical = add(catalogue, "Peuples en marche", kind="periodical")
    add(catalogue, "L'eau", kind="article", links=[{"relation": "issue", "target_id": periodical}])
    with pytest.raises(DomainError) as refused:
        catalogue.delete_document(WHO, periodical, 1)
    assert refused.value.code == "in_use"
    catalogue.archive_document(WHO, periodical, 1)
    assert [row.title for row in catalogue.search("peuples").rows] == ["L'eau"]  # it stands in it still
    assert catalogue.search("peuples", Filters(archived=True)).total == 1
    catalogue.restore_document(WHO, periodical, 2)
    assert catalogue.search("peuples").total == 2


def test_views_are_counted_outside_history(catalogue: CatalogueService, library: Library) -> None:
    document_id = add(catalogue)
    catalogue.count_view(document_id)
    catalogue.count_view(document_id)
    catalogue.count_view(12345)
    assert catalogue.document(document_id).views == 2
    assert len(library.revisions()) == 1
    library.undo(WHO)


def test_copies_are_numbered_and_barcodes_are_one(catalogue: CatalogueService, library: Library) -> None:
    one, other = add(catalogue, call_number="SOL 1"), add(catalogue, "Autre")
    first = catalogue.add_copy(WHO, one, barcode="94-1", location="Rayon Eau, étagère 3", condition="new")
    second = catalogue.add_copy(WHO, one)
    copies = {copy.id: copy for copy in catalogue.document(one).copies}
    assert [copies[c.id].accession_number for c in (first, second)] == ["000001", "000002"]
    assert copies[second.id].call_number == "SOL 1"
    assert copies[first.id].location == "Rayon Eau, étagère 3"
    with pytest.raises(DomainError) as refused:
        catalogue.add_copy(WHO, other, barcode=" 94-1 ")
    assert (refused.value.code, refused.value.field) == ("barcode_taken", "barcode")
    assert "00001" in refused.value.sentence
    catalogue.withdraw_copy(WHO, first.id, 1)
    catalogue.add_copy(WHO, other, barcode="94-1")
    with pytest.raises(DomainError):
        catalogue.return_copy_to_collection(WHO, first.id, 2)
    assert catalogue.by_ref("94-1") == other


def test_the_last_wall_against_two_equal_barcodes_is_the_schema(
    catalogue: CatalogueService, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = add(catalogue)
    catalogue.add_copy(WHO, document_id, barcode="94-1")
    copy_id = catalogue.add_copy(WHO, document_id, barcode="94-2").id
    monkeypatch.setattr(catalogue, "_check_barcode", lambda _barcode, _copy_id: None)  # as if another desk were quicker
    with pytest.raises(DomainError) as refused:
        catalogue.update_copy(WHO, copy_id, 1, barcode="94-1")
    assert refused.value.code == "barcode_taken"


def test_a_copy_is_changed_and_removed(catalogue: CatalogueService) -> None:
    document_id = add(catalogue)
    copy_id = catalogue.add_copy(WHO, document_id, status="available").id
    catalogue.update_copy(WHO, copy_id, 1, status="repair", note="dos décollé", acquired_on="1/2/2024")
    [copy] = catalogue.document(document_id).live_copies
    assert (copy.status, copy.note, str(copy.acquired_on)) == ("repair", "dos décollé", "2024-02-01")
    catalogue.delete_copy(WHO, copy_id, 2)
    assert catalogue.copy(copy_id) is None


def test_files_are_kept_by_content(catalogue: CatalogueService, library: Library, tmp_path: Path) -> None:
    document_id = add(catalogue)
    source = tmp_path / "couverture.png"
    source.write_bytes(b"\x89PNG\r\n\x1a\n....")
    catalogue.attach_file(WHO, document_id, source, is_cover=True)
    [kept] = catalogue.document(document_id).files
    assert (kept.name, kept.media_type, kept.size, kept.is_cover) == ("couverture.png", "image/png", 12, True)
    assert library.files.read(kept.sha256) == source.read_bytes()
    assert catalogue.search("eaux").rows[0].cover == kept.sha256
    with pytest.raises(DomainError) as again:
        catalogue.attach_file(WHO, document_id, source)
    assert again.value.code == "already_attached"
    with pytest.raises(StoreError):
        catalogue.attach_file(WHO, document_id, tmp_path / "absent.pdf")
    catalogue.set_cover(WHO, document_id, None)
    assert not catalogue.document(document_id).files[0].is_cover
    catalogue.detach_file(WHO, document_id, kept.id)
    assert catalogue.document(document_id).files == ()


@pytest.mark.parametrize("ref", ["1", "00001", "94-1", "978-2-07-062456-0", " 2070624560 "])
def test_people_name_a_document_their_way(catalogue: CatalogueService, ref: str) -> None:
    document_id = add(catalogue, identifiers=[("isbn", "978-2-07-062456-0")])
    catalogue.add_copy(WHO, document_id, barcode="94-1")
    assert catalogue.by_ref(ref) == document_id
    assert catalogue.by_ref(str(document_id)) == document_id


@pytest.mark.parametrize("ref", ["", "99", "rien", "99999999999999999999999", "%"])
def test_an_unknown_name_is_a_sentence(catalogue: CatalogueService, ref: str) -> None:
    with pytest.raises(DomainError) as refused:
        catalogue.by_ref(ref)
    assert refused.value.code == "unknown_document"


def test_pickers_offer_beginnings_first(catalogue: CatalogueService) -> None:
    add(catalogue, subjects=["Gouvernance", "Eau -- Gouvernance", "100 % recyclé"], contributions=["Goüt, Éva"])
    assert [one.name for one in catalogue.subjects_like("gouv")] == ["Gouvernance", "Eau -- Gouvernance"]
    assert [one.name for one in catalogue.subjects_like("100 %")] == ["100 % recyclé"]
    assert [(one.name, one.uses) for one in catalogue.contributors_like("GOUT")] == [("Goüt, Éva", 1)]
    assert catalogue.publishers_like("x") == []
