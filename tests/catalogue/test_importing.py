"""Imports: figures that add up, one revision, corrections kept, nothing twice, nothing lost."""

import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from cresi_app.catalogue.interchange import iso2709
from cresi_app.catalogue.interchange.importing import dry_run, import_file
from cresi_app.catalogue.interchange.reading import of_bytes, open_file
from cresi_app.catalogue.interchange.rejecting import rejects_file
from cresi_app.catalogue.model import Sort
from cresi_app.catalogue.model.citation import iso690
from cresi_app.catalogue.model.importing import ImportOptions, ImportReport, Reject
from cresi_app.catalogue.reports.importing import import_paper
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.identity import Identity
from cresi_app.printing.document import render
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.notices import field, notice, notice_file
from tests.corpus import corpus_dir

LEADER = "     nam  22        450 "


def made(*fields: tuple[str, bytes]) -> bytes:
    return iso2709.write(LEADER, list(fields))


def simple(number: str, title: str, *more: tuple[str, bytes]) -> bytes:
    return made(("001", number.encode()), field("200", "1 ", ("a", title)), *more, field("801", " 0", ("b", "X")))


def take(catalogue: CatalogueService, data: bytes, **options: object) -> ImportReport:
    chosen = ImportOptions(**options)  # type: ignore[arg-type]  # named options
    report, _ = import_file(catalogue, WHO, of_bytes(data, "notices.iso"), chosen)
    assert report.read == report.created + report.updated + report.merged + report.rejected
    return report


def rows(library: Library, tables: Iterable[str]) -> dict[str, list[tuple[object, ...]]]:
    return {table: [tuple(row) for row in library.query(f"SELECT * FROM {table} ORDER BY id")] for table in tables}


TABLES = (
    "document",
    "contributor",
    "contribution",
    "subject",
    "document_subject",
    "document_identifier",
    "copy",
    "document_source",
    "publisher",
)


def test_an_import_is_one_revision_and_one_undo(catalogue: CatalogueService, library: Library) -> None:
    report = take(catalogue, notice_file(30))
    assert (report.created, report.revision) == (30, 1)
    assert report.copies == 30
    before = rows(library, TABLES)
    assert [row["number"] for row in library.query("SELECT number FROM document ORDER BY id")][:2] == ["00001", "00002"]
    assert catalogue.search("94-0000007").total == 1
    library.undo(WHO)
    assert catalogue.counts() == {"document": 0, "copy": 0}
    assert catalogue.search("94-0000007").total == 0
    library.redo(WHO)
    assert _content(rows(library, TABLES)) == _content(before)
    assert library.query("SELECT * FROM staged") == []


def _content(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: [
            (row[0], *row[4 if table in {"document", "contributor", "subject", "copy", "publisher"} else 2 :])
            for row in lines
        ]
        for table, lines in found.items()
    }


def test_the_same_file_again_changes_nothing(catalogue: CatalogueService, library: Library) -> None:
    take(catalogue, notice_file(20))
    again = take(catalogue, notice_file(20))
    assert (again.created, again.updated, again.merged, again.revision) == (0, 0, 20, None)
    assert len(library.revisions()) == 1


def test_a_dry_run_writes_nothing_and_tells_the_same(catalogue: CatalogueService, library: Library) -> None:
    data = notice_file(10) + notice(3) + b"garbage\x1d"
    tried = dry_run(catalogue, WHO, of_bytes(data, "x"))
    assert library.revisions() == []
    assert library.query("SELECT * FROM staged") == []
    done = take(catalogue, data)
    assert (tried.created, tried.merged, tried.rejected) == (done.created, done.merged, done.rejected) == (10, 1, 1)


def test_the_same_notice_twice_in_a_file_is_one_document_with_both_copies(catalogue: CatalogueService) -> None:
    first = simple("1", "Titre", field("995", "  ", ("f", "A1"), ("5", "2012-05-06")))
    second = simple(
        "1", "Titre", field("995", "  ", ("f", "A2"), ("5", "2013-07-08")), field("606", "  ", ("a", "Eau"))
    )
    report = take(catalogue, first + second + second)
    assert (report.created, report.merged) == (1, 2)
    [row] = catalogue.search("titre").rows
    sheet = catalogue.document(row.id)
    came = {copy.barcode: copy.acquired_on.isoformat() for copy in sheet.copies if copy.acquired_on}
    assert came == {"A1": "2012-05-06", "A2": "2013-07-08"}, "and each came on its day"
    assert [one.term for one in sheet.subjects] == ["Eau"]


def test_a_number_is_kept_as_it_came_and_cited_with_its_hyphens(catalogue: CatalogueService) -> None:
    import_file(catalogue, WHO, of_bytes(b"Titre;ISBN\nFemmes;2845865406\nFaux;2845865407\n", "a.csv"))
    right, wrong = (catalogue.document(row.id) for row in catalogue.search("", sort=Sort.TITLE, reverse=True).rows)
    assert right.number_of("isbn") == "2845865406"
    assert "ISBN 2-84586-540-6" in iso690(right)
    assert "ISBN 2845865407" in iso690(wrong)


def test_a_barcode_used_elsewhere_rejects_the_record(catalogue: CatalogueService) -> None:
    data = simple("1", "Un", field("995", "  ", ("f", "A1"))) + simple("2", "Deux", field("995", "  ", ("f", "A1")))
    report = take(catalogue, data)
    assert report.created == 1
    [reject] = report.rejects
    assert (reject.record, reject.title) == (2, "Deux")
    assert "A1" in reject.reason
    assert reject.offset == data.index(simple("2", "Deux", field("995", "  ", ("f", "A1"))))


def test_volumes_of_one_isbn_stay_apart(catalogue: CatalogueService) -> None:
    isbn = field("010", "  ", ("a", "978-2-07-062456-0"))
    data = b"".join(
        made(isbn, field("200", "1 ", ("a", "Grande encyclopédie"), ("h", str(volume)))) for volume in (1, 2)
    )
    data += made(isbn, field("200", "1 ", ("a", "Tout autre chose")))
    assert take(catalogue, data).created == 3


def test_never_on_the_title_alone(catalogue: CatalogueService) -> None:
    catalogue.add_document(WHO, title="Rapport annuel", year=2020)
    report = take(catalogue, made(field("200", "1 ", ("a", "Rapport annuel")), field("210", "  ", ("d", "2020"))))
    assert report.created == 1


def test_title_contributor_and_year_together_match(catalogue: CatalogueService) -> None:
    catalogue.add_document(WHO, title="L'Œuvre", year=2020, contributions=["Diallo, Kadiatou"])
    person = field("700", " 1", ("a", "DIALLO"), ("b", "K."), ("4", "070"))
    data = made(
        field("200", "1 ", ("a", "L'oeuvre")),
        field("210", "  ", ("d", "2020")),
        person,
        field("330", "  ", ("a", "Résumé")),
    )
    report = take(catalogue, data)
    assert (report.created, report.updated) == (0, 1)
    [row] = catalogue.search("oeuvre").rows
    sheet = catalogue.document(row.id)
    assert sheet.document.abstract == "Résumé"
    assert sheet.document.title == "L'Œuvre"


def test_a_call_number_is_completed_with_its_order(catalogue: CatalogueService) -> None:
    catalogue.add_document(WHO, title="Sans cote", year=2020, identifiers=[("isbn", "9782070624560")])
    shelf = field("995", "  ", ("k", "EXPO 9"), ("f", "94-9"))
    data = made(field("010", "  ", ("a", "9782070624560")), field("200", "1 ", ("a", "Sans cote")), shelf)
    assert take(catalogue, data).updated == 1
    [row] = catalogue.search("sans cote").rows
    assert row.call_number == "EXPO 9"
    assert catalogue.document(row.id).document.call_number_sort == "expo 000009"


def test_two_editions_with_their_own_isbn_are_two(catalogue: CatalogueService) -> None:
    person = field("700", " 1", ("a", "Diallo"), ("b", "K."))
    rest = (field("200", "1 ", ("a", "L'eau")), field("210", "  ", ("d", "2020")), person)
    data = made(field("010", "  ", ("a", "9782070624560")), *rest) + made(
        field("010", "  ", ("a", "9782070624911")), *rest
    )
    assert take(catalogue, data).created == 2


def test_corrections_made_by_hand_are_kept(catalogue: CatalogueService) -> None:
    take(catalogue, simple("1", "Titre du fournisseur", field("330", "  ", ("a", "Ancien"))))
    [row] = catalogue.search("titre").rows
    catalogue.update_document(WHO, row.id, 1, title="Titre corrigé")
    changed = simple("1", "Titre du fournisseur bis", field("330", "  ", ("a", "Nouveau")))
    report = take(catalogue, changed)
    document = catalogue.document(row.id).document
    assert report.updated == 1
    assert (document.title, document.abstract) == ("Titre corrigé", "Nouveau")
    assert any("titre" in warning.text for warning in report.warnings)
    assert take(catalogue, changed).merged == 1


def test_what_was_emptied_by_hand_stays_empty(catalogue: CatalogueService) -> None:
    data = simple("1", "Titre", field("330", "  ", ("a", "Publicité")), field("606", "  ", ("a", "Divers")))
    take(catalogue, data)
    [row] = catalogue.search("titre").rows
    catalogue.update_document(WHO, row.id, 1, abstract="", subjects=[])
    longer = simple(
        "1",
        "Titre",
        field("330", "  ", ("a", "Publicité")),
        field("606", "  ", ("a", "Divers")),
        field("205", "  ", ("a", "2e éd.")),
    )
    assert take(catalogue, longer).updated == 1
    sheet = catalogue.document(row.id)
    assert (sheet.document.abstract, sheet.subjects, sheet.document.edition) == ("", (), "2e éd.")


def test_the_file_wins_when_asked(catalogue: CatalogueService) -> None:
    take(catalogue, simple("1", "Titre du fournisseur"))
    [row] = catalogue.search("titre").rows
    catalogue.update_document(WHO, row.id, 1, title="Titre corrigé")
    report = take(catalogue, simple("1", "Titre du fournisseur"), keep_corrections=False)
    assert report.updated == 1
    assert catalogue.document(row.id).document.title == "Titre du fournisseur"


def test_a_notice_without_title_is_told(catalogue: CatalogueService) -> None:
    report = take(
        catalogue, simple("1", "Un") + made(("001", b"2"), field("330", "  ", ("a", "x"))) + simple("3", "Trois")
    )
    assert report.created == 2
    assert [(one.record, bool(one.reason)) for one in report.rejects] == [(2, True)]


def test_marc21_among_unimarc_is_read_as_what_it_is(catalogue: CatalogueService) -> None:
    report = take(catalogue, simple("1", "Un") + made(field("245", "10", ("a", "Two /"), ("c", "by Ann."))))
    assert (report.created, report.rejected) == (2, 0)
    [row] = catalogue.search("two").rows
    sheet = catalogue.document(row.id)
    assert (sheet.document.title, sheet.document.responsibility) == ("Two", "by Ann")


def test_rejects_can_be_corrected_and_read_again_alone(catalogue: CatalogueService, tmp_path: Path) -> None:
    bad = made(("001", b"2"), field("330", "  ", ("a", "sans titre")))
    data = simple("1", "Un") + bad
    report = take(catalogue, data)
    file = tmp_path / "rejets.iso"
    file.write_bytes(rejects_file(of_bytes(data, "x"), report.rejects))
    [again] = list(open_file(file).records())
    assert file.read_bytes() == bad
    assert not isinstance(again, Reject)


def test_unknown_codes_are_kept_in_words(catalogue: CatalogueService) -> None:
    take(catalogue, simple("1", "Un", field("101", "0 ", ("a", "fre"), ("a", "qqq")), field("102", "  ", ("a", "XX"))))
    [row] = catalogue.search("un").rows
    sheet = catalogue.document(row.id)
    assert [one.language_code for one in sheet.languages] == ["fre"]
    assert "qqq" in sheet.sources[0].leftovers
    assert "XX" in sheet.sources[0].leftovers


def test_encoding_can_be_overridden(catalogue: CatalogueService) -> None:
    title = "Приборостроение"
    data = made(("200", b"1 \x1fa" + title.encode("cp866")))
    refused = take(catalogue, data)
    assert (refused.created, refused.rejected) == (0, 1)
    report, _ = import_file(catalogue, WHO, of_bytes(data, "x", encoding="cp866"))
    assert report.encoding == "cp866"
    assert catalogue.search("прибор").rows[0].title == title
    with pytest.raises(DomainError) as unknown:
        of_bytes(data, "x", encoding="klingon")
    assert unknown.value.code == "unknown_encoding"


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.4", b"<html></html>", b"{}"])
def test_other_files_are_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(DomainError) as refused:
        of_bytes(content, "photo.jpg")
    assert refused.value.code == "unknown_format"
    assert "photo.jpg" in refused.value.sentence


def test_a_broken_workbook_is_a_sentence() -> None:
    with pytest.raises(DomainError, match=r"photo\.jpg") as refused:
        of_bytes(b"PK\x03\x04", "photo.jpg")
    assert refused.value.code == "unreadable_table"


def test_an_absent_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DomainError) as refused:
        open_file(tmp_path / "absent.iso")
    assert refused.value.code == "unreadable_file"


class Stopping:
    """A progress that somebody cancels after a while."""

    def __init__(self, after: int) -> None:
        self.after = after

    def step(self, done: int, total: int = 0) -> None:
        if total and done >= self.after:
            raise KeyboardInterrupt

    def check(self) -> None:
        pass


def test_cancelling_leaves_everything_as_it_was(catalogue: CatalogueService, library: Library) -> None:
    take(catalogue, notice_file(3))
    before = rows(library, TABLES)
    with pytest.raises(KeyboardInterrupt):
        import_file(catalogue, WHO, of_bytes(notice_file(1600, first=10), "x"), progress=Stopping(1000))
    assert rows(library, TABLES) == before
    assert library.query("SELECT * FROM staged") == []


def test_a_file_grown_since_brings_only_the_new(catalogue: CatalogueService) -> None:
    take(catalogue, notice_file(600))
    report = take(catalogue, notice_file(620))
    assert (report.created, report.merged) == (20, 600)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(data=st.data())
def test_mutated_files_always_add_up(catalogue: CatalogueService, data: st.DataObject) -> None:
    mutated = bytearray(notice_file(3))
    for _ in range(data.draw(st.integers(1, 6))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    try:
        file = of_bytes(bytes(mutated), "x")
    except DomainError as refused:
        code = refused.code
    else:
        code = ""
        report = dry_run(catalogue, WHO, file)
        assert report.read == report.created + report.updated + report.merged + report.rejected
        assert all(reject.reason for reject in report.rejects)
    assert code in {"", "unknown_format"}


# --- what was imported is known again, and taken back as a whole ---


def test_a_file_imported_before_is_known_whatever_its_name(catalogue: CatalogueService, library: Library) -> None:
    file = of_bytes(notice_file(4), "fonds.iso")
    assert catalogue.past_import(file.sha256) is None
    _, changes = import_file(catalogue, WHO, file)
    past = catalogue.past_import(of_bytes(notice_file(4), "copie.iso").sha256)
    assert past is not None
    assert (past.name, past.created, past.writes, past.imported_by, past.seq) == (
        "fonds.iso",
        4,
        4,
        WHO.name,
        changes.seq,
    )
    assert catalogue.recent_imports() == [past]
    import_file(catalogue, WHO, of_bytes(notice_file(5), "suite.iso"))
    assert [one.name for one in catalogue.recent_imports()] == ["suite.iso", "fonds.iso"]
    dry_run(catalogue, WHO, of_bytes(notice_file(6), "essai.iso"))
    assert len(catalogue.recent_imports()) == 2
    reverted, kept = catalogue.revert_import(WHO, past)  # its names serve another notice by now: they stay
    assert (reverted.seq is not None, kept) == (True, 0)
    assert catalogue.counts() == {"document": 1, "copy": 1}
    assert library.check() == []
    assert [one.name for one in catalogue.recent_imports()] == ["suite.iso"]
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert catalogue.recent_imports() == []


def test_what_was_worked_on_since_stays_when_its_import_is_taken_back(
    catalogue: CatalogueService, library: Library
) -> None:
    import_file(
        catalogue, WHO, of_bytes(simple("1", "Premier") + simple("2", "Second") + simple("3", "Tiers"), "x.iso")
    )
    rows_ = {row.title: row.id for row in catalogue.search("").rows}
    catalogue.update_document(WHO, rows_["Premier"], 1, title="Corrigé")
    catalogue.add_copy(WHO, rows_["Second"], barcode="B9")
    [past] = catalogue.recent_imports()
    _, kept = catalogue.revert_import(WHO, past)
    assert kept == 2
    assert sorted(row.title for row in catalogue.search("").rows) == ["Corrigé", "Second"]
    assert catalogue.recent_imports() == []
    library.undo(WHO)  # and that can be taken back like any act
    assert len(catalogue.search("").rows) == 3
    assert len(catalogue.recent_imports()) == 1


def test_an_import_of_which_nothing_is_untouched_stays(catalogue: CatalogueService) -> None:
    import_file(catalogue, WHO, of_bytes(simple("1", "Titre"), "x.iso"))
    [row] = catalogue.search("titre").rows
    catalogue.update_document(WHO, row.id, 1, title="Corrigé")
    [past] = catalogue.recent_imports()
    with pytest.raises(DomainError) as told:
        catalogue.revert_import(WHO, past)
    assert told.value.code == "moved_on"
    assert catalogue.search("corrigé").total == 1


# --- what looks the same can be refused, pair by pair ---


def test_a_proposed_pair_can_be_refused(catalogue: CatalogueService) -> None:
    isbn = field("010", "  ", ("a", "978-2-07-062456-0"))
    catalogue.add_document(WHO, title="L'eau", year=2020, identifiers=[("isbn", "9782070624560")])
    data = made(("001", b"1"), isbn, field("200", "1 ", ("a", "L'eau")), field("801", " 0", ("b", "X")))
    data += made(
        ("001", b"2"),
        isbn,
        field("200", "1 ", ("a", "L'eau")),
        field("205", "  ", ("a", "2e éd.")),
        field("801", " 0", ("b", "X")),
    )
    tried = dry_run(catalogue, WHO, of_bytes(data, "x"))
    assert [(one.by, one.is_proposal) for one in tried.decisions] == [("isbn", True), ("isbn", True)]
    report = take(catalogue, data, apart=frozenset({2}))
    assert (report.created, report.merged) == (1, 1)
    again = take(catalogue, data)  # what was told apart stays apart: each record is known by its own name now
    assert (again.created, again.updated, again.merged) == (0, 0, 2)
    assert [one.by for one in again.decisions] == ["isbn", "source"]


def test_a_double_in_the_file_can_be_told_apart(catalogue: CatalogueService) -> None:
    person = field("700", " 1", ("a", "Diallo"), ("b", "K."))
    one = made(field("200", "1 ", ("a", "L'eau")), field("210", "  ", ("d", "2020")), person)
    two = made(
        field("200", "1 ", ("a", "L'eau")), field("210", "  ", ("d", "2020")), person, field("330", "  ", ("a", "x"))
    )
    assert [d.by for d in dry_run(catalogue, WHO, of_bytes(one + two, "x")).decisions] == ["", "file"]
    assert take(catalogue, one + two, apart=frozenset({2})).created == 2


# --- no correction made by hand is ever overwritten unasked, whatever its field ---

CORRECTED: dict[str, tuple[object, str]] = {
    # field of the document: what was typed by hand, and what the file says next time
    "title": ("À moi", "autre"), "subtitle": ("À moi", "autre"), "other_titles": ("À moi", "autre"), "part_number": ("7", "8"),
    "part_title": ("À moi", "autre"), "responsibility": ("À moi", "autre"), "edition": ("3e éd.", "autre"), "date_text": ("[ca 1980]", "autre"),
    "year": (1980, "1999"), "extent": ("12 p.", "autre"), "series_number": ("9", "8"), "call_number": ("A 1", "B 2"), "abstract": ("À moi", "autre"),
    "contents": ("À moi", "autre"), "notes": ("À moi", "autre"), "audience": ("À moi", "autre"), "rights": ("À moi", "autre"),
    "image_credit": ("À moi", "autre"), "frequency": ("mensuel", "autre"), "price": ("3 €", "autre"), "url": ("https://a.org", "https://b.org"),
    "kind": ("video", "map"), "publication_country_code": ("ML", "SN"),
}  # fmt: skip


def of_source(**said: object) -> bytes:
    notice = {"source_key": "X:1", "title": "Titre", "kind": "book", **said}
    return json.dumps({"format": "cresi-notices", "version": 1, "notices": [notice]}).encode()


def take_json(catalogue: CatalogueService, **said: object) -> ImportReport:
    return import_file(catalogue, WHO, of_bytes(of_source(**said), "x.json"))[0]


def test_each_field_corrected_by_hand_is_kept(catalogue: CatalogueService) -> None:
    names = {"publication_country_code": "publication_country"}
    first: dict[str, object] = {names.get(name, name): "avant" for name in CORRECTED} | {
        "title": "Titre",
        "kind": "book",
        "year": 1970,
        "publication_country": "FR",
        "url": "https://c.org",
    }
    take_json(catalogue, **first)
    [row] = catalogue.search("titre").rows
    version = catalogue.document(row.id).document.version
    changed = {name: value for name, (value, _) in CORRECTED.items()}
    catalogue.update_document(WHO, row.id, version, **changed)  # type: ignore[arg-type]  # fields by name
    theirs: dict[str, object] = {names.get(name, name): other for name, (_, other) in CORRECTED.items()} | {
        "year": 1999
    }
    report = take_json(catalogue, **theirs)
    assert report.writes == 0
    document = catalogue.document(row.id).document
    assert {name: getattr(document, name) for name in CORRECTED} == changed
    assert any("corrections" in one.text for one in report.warnings)
    wins, _ = import_file(
        catalogue, WHO, of_bytes(of_source(**theirs), "x.json"), ImportOptions(keep_corrections=False)
    )
    assert wins.updated == 1
    document = catalogue.document(row.id).document
    assert (document.title, document.year, document.kind) == ("autre", 1999, "map")


GROUPS_SAID: dict[str, tuple[list[dict[str, str]] | list[str], str]] = {
    "contributions": ([{"family": "Diallo", "given": "K.", "role": "aut"}], "contributions"),
    "subjects": ([{"term": "Eau"}], "subjects"),
    "languages": ([{"code": "fre"}], "languages"),
    "countries": (["ML"], "countries"),
    "identifiers": ([{"scheme": "doi", "value": "10.1/x"}], "identifiers"),
    "links": ([{"relation": "related", "title": "Voir aussi"}], "links"),
}


@pytest.mark.parametrize("name", GROUPS_SAID)
def test_a_group_emptied_by_hand_stays_empty(catalogue: CatalogueService, name: str) -> None:
    said, attribute = GROUPS_SAID[name]
    take_json(catalogue, **{name: said})
    [row] = catalogue.search("titre").rows
    sheet = catalogue.document(row.id)
    assert len(getattr(sheet, attribute)) == 1
    catalogue.update_document(WHO, row.id, sheet.document.version, **{name: []})  # type: ignore[arg-type]  # same
    again = take_json(catalogue, **{name: said}, edition="2e éd.")
    assert again.updated == 1
    sheet = catalogue.document(row.id)
    assert (getattr(sheet, attribute), sheet.document.edition) == ((), "2e éd.")


# --- real files by others ---


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["pan2bq_serie-HarryPotter.pan", "derived_iso5426_pan2bq.iso", "derived_cp1252-mislabelled-0103_pan2bq.iso"]
)
def test_three_alphabets_give_the_same_titles(catalogue: CatalogueService, library: Library, name: str) -> None:
    file = corpus_dir("unimarc") / name
    report, _ = import_file(catalogue, WHO, file)
    assert (report.read, report.created, report.rejected) == (7, 7, 0)
    titles = sorted(row.title for row in catalogue.search("").rows)
    assert "Harry Potter et l'ordre du Phénix" in titles
    assert titles == [
        "Harry Potter et l'ordre du Phénix", "Harry Potter et la chambre des secrets", "Harry Potter et la coupe de feu",
        "Harry Potter et le prince de sang-mêlé", "Harry Potter et le prisonnier d'Azkaban",
        "Harry Potter et les reliques de la mort", "Harry Potter à l'école des sorciers",
    ]  # fmt: skip
    again, _ = import_file(catalogue, WHO, file)
    assert (again.merged, again.revision) == (7, None)
    library.undo(WHO)
    assert catalogue.counts()["document"] == 0
    library.redo(WHO)
    assert catalogue.counts()["document"] == 7


@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["unimarc", "marc21"])
def test_every_real_file_goes_through(catalogue: CatalogueService, folder: str) -> None:
    files = sorted(corpus_dir(folder).iterdir())
    assert files
    for file in files:
        report, _ = import_file(catalogue, WHO, file)
        assert report.read == report.created + report.updated + report.merged + report.rejected
        assert report.read > 0


def test_the_report_is_a_paper(catalogue: CatalogueService, tmp_path: Path) -> None:
    data = simple("1", "Un") + made(("001", b"2"), field("330", "  ", ("a", "sans titre"))) + b"garbage\x1d"
    file = of_bytes(data, "fonds.iso")
    report = dry_run(catalogue, WHO, file)
    out = tmp_path / "rapport.pdf"
    render(import_paper("fonds.iso", report, Identity(centre_name="Centre de ressources")), out)
    text = " ".join(page.extract_text() for page in PdfReader(out).pages)
    for words in (
        "fonds.iso",
        "ESSAI À BLANC",
        "3 notices passées en revue",
        "Rejets par raison",
        "Sans titre",
        "Trop court",
    ):
        assert words in " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split()), words
