"""JSON carries everything a library holds of a document, into another library and back, and lets no bad row in."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import own_json
from cresi_app.catalogue.interchange.beside import folder_of
from cresi_app.catalogue.interchange.exporting import export
from cresi_app.catalogue.interchange.importing import dry_run, import_file
from cresi_app.catalogue.interchange.reading import of_bytes, open_file
from cresi_app.catalogue.model.description import Moment
from cresi_app.catalogue.model.document import DocumentSheet
from cresi_app.catalogue.model.notice import Notice, NoticeContribution, NoticeLink
from cresi_app.catalogue.model.whole import ATTRIBUTES, COPY, TABLES, sound
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.catalogue.service.checklists import Count
from cresi_app.core.ids import new_id
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.generated import NOTICES

ROWS: dict[str, list[dict[str, object]]] = {
    "document_title": [{"kind": "parallel", "language_code": "eng", "title": "Shared waters"}, {"kind": "variant", "title": "Eaux communes", "position": 1}],
    "document_abstract": [{"language_code": "eng", "text": "Twenty years of drinking water."}],
    "document_use": [{"minutes_least": 30, "minutes_most": 90, "group_most": 25, "age_least": 8, "material": "Un tableau"}],
    "document_release": [{"label": "v2", "released_on": "2024-03-01", "what_changed": "Fiches revues"}],
    "exhibition": [{"crates": 3, "weight_g": 42_000, "wall_cm": 1_800, "insurance_minor": 150_000, "transport": "Utilitaire"}],
    "document_piece": [{"number": "1", "name": "Panneau", "width_mm": 800, "height_mm": 1_200}, {"name": "Crochet", "quantity": 20, "dropped_on": "2025-01-01", "position": 1}],
    "serial_issue": [{"number": "24", "number_sort": "024", "year": 2024, "state": "received", "title": "L'eau"}],
}  # fmt: skip


@pytest.fixture
def filled(catalogue: CatalogueService, library: Library) -> tuple[int, int]:
    """A kit with everything, and a periodical that it names."""
    one = catalogue.add_document(WHO, title="Malle de l'eau", kind="kit", year=2020).id
    other = catalogue.add_document(WHO, title="Revue de l'eau", kind="periodical").id
    catalogue.add_copy(WHO, one, barcode="B1", location="Réserve", note="fragile")
    [copy] = catalogue.document(one).copies
    catalogue.add_copy(WHO, one, barcode="B2")
    with library.revise("test.fill", WHO) as revision:
        revision.update(
            "copy",
            copy.id,
            copy.version,
            {"price_minor": 12_000, "supplier": "L'Échoppe", "condition": "worn", "acquired_on": "2021-02-03"},
        )
        for table, rows in ROWS.items():
            for row in rows:
                revision.insert(table, {"id": new_id(), "document_id": one, **row})
        audience = library.value("SELECT code FROM audience_kind ORDER BY position LIMIT 1")
        revision.insert("document_audience", {"id": new_id(), "document_id": one, "audience": audience})
        revision.insert(
            "document_link",
            {"id": new_id(), "document_id": one, "relation": "related", "target_id": other, "title": ""},
        )
        text, choice = new_id(), new_id()
        revision.insert("custom_field", {"id": text, "short_name": "donateur", "name": "Donateur", "type": "text"})
        revision.insert("custom_field", {"id": choice, "short_name": "etat", "name": "État", "type": "choice"})
        word = new_id()
        revision.insert("custom_choice", {"id": word, "field_id": choice, "word": "À relier", "match_key": "a relier"})
        revision.insert(
            "custom_value", {"id": new_id(), "document_id": one, "field_id": text, "type": "text", "text": "Mme Ba"}
        )
        revision.insert(
            "custom_value",
            {"id": new_id(), "document_id": one, "field_id": choice, "type": "choice", "choice_id": word},
        )
    [_, second] = catalogue.document(one).copies
    catalogue.withdraw_copy(WHO, second.id, second.version)
    return one, other


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[CatalogueService]:
    with Library.create(tmp_path / "elsewhere", sources=SOURCES) as opened:
        yield CatalogueService(opened)


_OWN = {
    "id",
    "version",
    "document_id",
    "field_id",
    "choice_id",
    "location_id",
    "notice_id",
    "target_id",
    "target_number",
    "created_at",
    "updated_at",
    "number",
}


def bare(value: object) -> object:
    """Return a part of a sheet without what is each library's own: its ids, versions, numbers."""
    if isinstance(value, tuple):
        return [bare(one) for one in value]
    if is_dataclass(value):
        beside = {"CustomValue": {"position"}, "Link": {"title"}}.get(type(value).__name__, set())
        own = _OWN - {"number"} | beside  # a link to a document here is called as that document is
        return {one.name: bare(getattr(value, one.name)) for one in fields(value) if one.name not in own}
    return value


def whole(sheet: DocumentSheet) -> dict[str, object]:
    names = (*ATTRIBUTES.values(), "copies", "values", "files", "links")
    return {name: bare(getattr(sheet, name)) for name in names}


def test_everything_goes_to_another_library(
    catalogue: CatalogueService, elsewhere: CatalogueService, filled: tuple[int, int], tmp_path: Path
) -> None:
    one, other = filled
    file = tmp_path / "guide.pdf"
    file.write_bytes(b"%PDF-1.4 guide")
    catalogue.attach_file(WHO, one, file)
    out = tmp_path / "catalogue.json"
    report = export(catalogue, "json", [one, other], out)
    assert report.written == 2
    assert [place.read_bytes() for place in folder_of(out).iterdir()] == [b"%PDF-1.4 guide"]
    assert dry_run(elsewhere, WHO, open_file(out)).created == 2
    taken, _ = import_file(elsewhere, WHO, open_file(out))
    assert (taken.created, taken.rejected, taken.warnings) == (2, 0, [])
    [row] = elsewhere.search("malle").rows
    theirs, ours = elsewhere.document(row.id), catalogue.document(one)
    assert whole(theirs) == whole(ours)
    assert [link.shown_title for link in theirs.links] == ["Revue de l'eau"]
    assert theirs.links[0].target_id is not None
    assert elsewhere.library.files.read(theirs.files[0].sha256) == b"%PDF-1.4 guide"
    again, _ = import_file(elsewhere, WHO, open_file(out))
    assert (again.created, again.updated, again.revision) == (0, 0, None)
    elsewhere.library.undo(WHO)
    assert elsewhere.counts() == {"document": 0, "copy": 0}
    assert elsewhere.library.check() == []


def test_our_own_export_changes_nothing_here_either(
    catalogue: CatalogueService, filled: tuple[int, int], tmp_path: Path
) -> None:
    before = whole(catalogue.document(filled[0]))
    out = tmp_path / "catalogue.json"
    export(catalogue, "json", list(filled), out)
    report, _ = import_file(catalogue, WHO, open_file(out))
    assert (report.created, report.updated) == (0, 0)
    assert whole(catalogue.document(filled[0])) == before


def test_a_field_that_means_something_else_here_keeps_its_value_in_words(
    elsewhere: CatalogueService, catalogue: CatalogueService, filled: tuple[int, int], tmp_path: Path
) -> None:
    with elsewhere.library.revise("test.fill", WHO) as revision:
        revision.insert(
            "custom_field", {"id": new_id(), "short_name": "donateur", "name": "Donateur", "type": "yes_no"}
        )
    out = tmp_path / "catalogue.json"
    export(catalogue, "json", [filled[0]], out)
    import_file(elsewhere, WHO, open_file(out))
    [row] = elsewhere.search("malle").rows
    sheet = elsewhere.document(row.id)
    assert [one.short_name for one in sheet.values] == ["etat"]
    assert "Donateur : Mme Ba" in sheet.sources[0].leftovers


def said(service: CatalogueService, out: Path, ids: list[int]) -> list[dict[str, object]]:
    """Return what an export says, without what is each library's own: ids, and what names come by in their library."""
    export(service, "json", ids, out)
    whole_file = json.loads(out.read_bytes())
    places = {one["id"]: at for at, one in enumerate(whole_file["notices"])}
    for one in whole_file["notices"]:
        del one["id"]
        if one.get("source_key", "").startswith("cresi:"):
            del one["source_key"]
        targets = one.get("whole", {}).get("targets")
        if targets:
            one["whole"]["targets"] = {at: places[other] for at, other in targets.items()}
        one["authorities"] = [each for each in one.get("authorities", []) if not each["value"].startswith("cresi:")]
    return [*whole_file["notices"], {"names": whole_file.get("authorities", [])}]


def test_what_goes_into_an_empty_library_goes_out_the_same(
    catalogue: CatalogueService, elsewhere: CatalogueService, filled: tuple[int, int], tmp_path: Path
) -> None:
    one, other = filled
    with catalogue.library.revise("test.fill", WHO) as revision:
        revision.update("document", other, catalogue.document(other).document.version, {"number": "04127"})
    pieces = catalogue.pieces(one)
    live = catalogue.document(one).live_copies[0]
    catalogue.count_pieces(WHO, live.id, {pieces[0].id: Count(0, "worn", "plié")}, moment=Moment.BACK, note="retour")
    catalogue.count_pieces(WHO, live.id, {pieces[0].id: Count(1)})
    data = "".join(
        own_json.write([own_json.record(Notice(title="Un livre", contributions=[NoticeContribution("Ba", "Awa")], series="Tropiques"), 7, "00099")])
    )  # fmt: skip
    third = import_file(catalogue, WHO, of_bytes(data.encode(), "x.json"))[0].first_ids[0]
    author = catalogue.document(third).contributions[0].contributor_id
    with catalogue.library.revise("test.fill", WHO) as revision:
        revision.update("contributor", author, 1, {"note": "Poétesse", "url": "https://exemple.org/ba"})
    out = tmp_path / "tout.json"
    before = said(catalogue, out, [third, one, other])  # the periodical comes behind the kit that names it
    taken, _ = import_file(elsewhere, WHO, open_file(out))
    assert (taken.created, taken.rejected, taken.warnings) == (3, 0, [])
    assert said(elsewhere, tmp_path / "encore.json", taken.first_ids) == before
    assert [sheet.document.number for sheet in elsewhere.sheets(taken.first_ids)] == [
        "00099",
        catalogue.document(one).document.number,
        "04127",
    ]
    copy = elsewhere.document(taken.first_ids[1]).live_copies[0]
    assert [count.missing for count in elsewhere.counts_of(copy.id)] == [0, 1]
    assert int(elsewhere.document(elsewhere.add_document(WHO, title="Après").id).document.number) == 4128
    assert elsewhere.library.check() == []


@settings(
    max_examples=2,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(notices=st.lists(NOTICES, min_size=8, max_size=10))
def test_whatever_goes_into_an_empty_library_goes_out_the_same(tmp_path: Path, notices: list[Notice]) -> None:
    place = tmp_path / f"{new_id()}"
    with (
        Library.create(place / "one", sources=SOURCES) as here,
        Library.create(place / "two", sources=SOURCES) as there,
    ):
        one, other = CatalogueService(here), CatalogueService(there)
        records = (
            own_json.record(each, at, f"{at:05d}", json.loads(each.more or "{}")) for at, each in enumerate(notices, 1)
        )
        ids = import_file(one, WHO, of_bytes("".join(own_json.write(records)).encode(), "x.json"))[0].first_ids
        before = said(one, place / "un.json", ids)
        taken, _ = import_file(other, WHO, open_file(place / "un.json"))
        assert (taken.created, taken.rejected) == (len(ids), 0)
        assert said(other, place / "deux.json", taken.first_ids) == before


def test_a_link_is_tied_when_its_document_comes_later(
    catalogue: CatalogueService, elsewhere: CatalogueService, filled: tuple[int, int], tmp_path: Path
) -> None:
    one, other = filled
    for name, ids in (("malle.json", [one]), ("revue.json", [other])):
        export(catalogue, "json", ids, tmp_path / name)
    kit = import_file(elsewhere, WHO, open_file(tmp_path / "malle.json"))[0].first_ids[0]
    assert elsewhere.document(kit).links[0].target_id is None
    later = import_file(elsewhere, WHO, open_file(tmp_path / "revue.json"))[0].first_ids[0]
    assert elsewhere.document(kit).links[0].target_id == later
    elsewhere.library.undo(WHO)
    assert elsewhere.document(kit).links[0].target_id is None


def test_a_title_that_two_documents_have_ties_nothing(elsewhere: CatalogueService) -> None:
    def notices(*several: Notice) -> bytes:
        return "".join(own_json.write(own_json.record(one, at, "") for at, one in enumerate(several, 1))).encode()

    article = Notice(kind="article", title="Un article", links=[NoticeLink("issue", "Revue")])
    kit = import_file(elsewhere, WHO, of_bytes(notices(article), "a.json"))[0].first_ids[0]
    two = [Notice(kind="periodical", title="Revue", year=year, source_key=f"x:{year}") for year in (1990, 2000)]
    import_file(elsewhere, WHO, of_bytes(notices(*two), "b.json"))
    assert elsewhere.document(kit).links[0].target_id is None


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(("2024-01-01", "good", "available", "2024-13-01"))),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=60, deadline=None, database=None)
@given(table=st.sampled_from([*TABLES, "copy"]), data=st.data())
def test_no_row_is_taken_that_its_table_would_refuse(table: str, data: st.DataObject) -> None:
    columns = COPY if table == "copy" else TABLES[table]
    row = {name: data.draw(JSON) for name in columns}
    found = sound(row, columns, {})
    assert found is None or set(found) == set(columns)
    assert found is None or all(isinstance(one, str | int | None) for one in found.values())


def test_rubbish_beside_a_notice_never_stops_an_import(catalogue: CatalogueService) -> None:
    rubbish = {
        "copy": [{"barcode": 3, "status": "gone", "price_minor": -1}, 7, {"barcode": "B7"}], "document_piece": [{"name": ""}, {"name": "Dé", "quantity": "x"}],
        "own_fields": [{"field": "Pas Bon", "type": "text", "text": "x"}, {"field": "ok", "type": "klingon"}, {"field": "n", "type": "number", "number": "3"}],
        "targets": {"0": "12", "x": 3, "²": "12", "1": "²", "9" * 5_000: "12", "2": "9" * 5_000}, "document_file": [{"sha256": "0" * 64, "name": "x", "media_type": "y", "size": 1}], "serial_issue": "no", "seen_on": "hier",
        "document_use": [{"age_least": 400}],
    }  # fmt: skip
    names = [{"table": ["publisher"], "name": {"family": "x"}}, {"table": {}, "name": {}}, 3, {"name": {"family": "x"}}]
    notices = [{"id": "9", "title": "Titre", "whole": rubbish}]
    said = {"format": "cresi-notices", "version": 1, "notices": notices, "authorities": names}
    report, _ = import_file(catalogue, WHO, of_bytes(json.dumps(said).encode(), "x.json"))
    assert (report.created, report.rejected) == (1, 0)
    [row] = catalogue.search("titre").rows
    sheet = catalogue.document(row.id)
    assert [one.name for one in sheet.pieces] == ["Dé"]
    assert "B7" in {one.barcode for one in sheet.copies}
    assert sheet.files == ()


def test_a_number_nobody_counted_up_to_is_kept_and_moves_no_numbering(elsewhere: CatalogueService) -> None:
    data = "".join(own_json.write([own_json.record(Notice(title="Un livre"), 7, "999999999")])).encode()
    [first] = import_file(elsewhere, WHO, of_bytes(data, "x.json"))[0].first_ids
    assert elsewhere.document(first).document.number == "999999999"
    assert elsewhere.document(elsewhere.add_document(WHO, title="Après").id).document.number == "00001"
