"""Exports: read again without loss, legal for others, safe for spreadsheets, whole or not at all."""

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import iso2709
from cresi_app.catalogue.interchange.exporting import ExportFormat, export, safe_cell
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.unimarc.writing import cut
from cresi_app.catalogue.model import Notice, Sort
from cresi_app.catalogue.model.reading_back import notice_of
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.core.errors import DomainError
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.notices import notice_file
from tests.corpus import corpus_dir


@pytest.fixture
def other(tmp_path: Path) -> Iterator[CatalogueService]:
    with Library.create(tmp_path / "other", sources=SOURCES) as opened:
        yield CatalogueService(opened)


@pytest.fixture
def filled(catalogue: CatalogueService) -> CatalogueService:
    document_id = catalogue.add_document(
        WHO, title="Œuvres d'été : l'eau", kind="tool", subtitle="fiches : suite", publisher="Gret", place="Nogent", year=2020,
        date_text="DL 2020", co_publishers=[("Karthala", "Paris")], series="Repères", series_number="3", edition="2e éd.",
        contributions=[("Ritimo", "pbd"), ("Diallo, Kadiatou", "aut"), ("Bâ, Salif", "trl")], subjects=["Eau -- Gestion", "Sahel"],
        languages=["fre", ("hau", "abstract")], countries=["ML"], publication_country_code="FR", extent="24 p. ; 21 cm",
        identifiers=[("isbn", "978-2-07-062456-0"), ("doi", "10.1/x"), ("dewey", "628.1"), ("ark", "ark:/12148/x1")],
        abstract="Un paragraphe.\n\nUn autre.", notes="Une note\nDeux notes", contents="Fiche 1\nFiche 2", audience="Adultes",
        rights="CC BY", url="https://exemple.org", call_number="SOL 1", part_number="2", part_title="Suite",
        links=[{"relation": "set", "title": "Ensemble", "number": "2"}], price="12 EUR",
    ).id  # fmt: skip
    catalogue.add_copy(WHO, document_id, barcode="94-1", location="Rayon Eau", status="reference", note="dos usé")
    catalogue.add_document(WHO, title="Mallette eau", kind="kit", contents="12 fiches\n1 DVD")
    return catalogue


def ids(service: CatalogueService) -> tuple[int, ...]:
    return service.found("", sort=Sort.TITLE).ids


def told(service: CatalogueService) -> list[dict[str, object]]:
    """What a library says of its documents, without what each library names its own way."""
    found = []
    for sheet in service.sheets(ids(service)):
        notice = notice_of(sheet)
        found.append(
            {
                name: sorted(value) if isinstance(value, list) else value
                for name in Notice.__slots__
                if name not in {"format", "source_key", "leftovers", "title_sort"}
                and (value := getattr(notice, name)) is not None
            }
        )
    return found


@pytest.mark.parametrize("name", ["unimarc", "marc21", "marcxml", "json"])
def test_what_goes_out_comes_back_the_same(
    filled: CatalogueService, other: CatalogueService, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "export.dat"
    report = export(filled, name, ids(filled), out)
    assert (report.written, report.skipped) == (2, [])
    taken, _ = import_file(other, WHO, out)
    assert (taken.created, taken.rejected, taken.warnings) == (2, 0, [])
    assert told(other) == told(filled)


@pytest.mark.parametrize("name", ["unimarc", "marc21", "marcxml", "json"])
def test_our_own_export_changes_nothing_here(filled: CatalogueService, tmp_path: Path, name: str) -> None:
    out = tmp_path / "export.dat"
    export(filled, name, ids(filled), out)
    report, _ = import_file(filled, WHO, out)
    assert (report.merged, report.updated, report.revision) == (2, 0, None)


def test_unimarc_records_are_legal(filled: CatalogueService, tmp_path: Path) -> None:
    out = tmp_path / "export.iso"
    export(filled, "unimarc", ids(filled), out)
    for record in iso2709.read(out.read_bytes()):
        assert isinstance(record, iso2709.RawRecord)
        assert not record.doubts
        assert record.leader[9:12] == b" 22"  # position 9 is no alphabet flag in UNIMARC
        coded = next(part.data for part in record.fields if part.tag == "100")
        assert len(coded) == 4 + 36
        assert coded[30:34] == b"50  "
        tags = [part.tag for part in record.fields]
        assert tags == sorted(tags)


def test_long_texts_are_cut_into_fields_and_nothing_is_lost(filled: CatalogueService, tmp_path: Path) -> None:
    words = " ".join(f"œuvre{number}" for number in range(4000))
    document_id = filled.add_document(WHO, title="Long", abstract=words).id
    out = tmp_path / "long.iso"
    assert export(filled, "unimarc", [document_id], out).written == 1
    [incoming] = of_bytes(out.read_bytes(), "x").records()
    assert incoming.notice.abstract.split() == words.split()  # type: ignore[union-attr]  # it is readable


def test_what_the_format_cannot_hold_is_told_and_not_written_wrong(filled: CatalogueService, tmp_path: Path) -> None:
    words = " ".join(f"œuvre{number}" for number in range(14_000))
    document_id = filled.add_document(WHO, title="Trop long", abstract=words).id
    out = tmp_path / "long.iso"
    report = export(filled, "unimarc", [document_id, *ids(filled)], out)
    assert report.skipped[0][0] == document_id
    assert report.written == len(ids(filled)) - 1
    assert json.dumps(report.as_json())


@given(st.text(alphabet="aé œ", max_size=60_000))
def test_cut_pieces_fit(text: str) -> None:
    pieces = cut(text)
    assert all(len(piece.encode()) <= iso2709.MAX_FIELD - 8 for piece in pieces if " " in piece or len(piece) < 2000)
    assert " ".join(pieces).split() == text.split()


def test_csv_is_what_french_spreadsheets_want(filled: CatalogueService, tmp_path: Path) -> None:
    filled.add_document(WHO, title="=1+1")
    out = tmp_path / "export.csv"
    export(filled, "csv", ids(filled), out)
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    titles = [row["Titre"] for row in rows]
    assert "Œuvres d'été : l'eau" in titles
    assert "'=1+1" in titles
    assert all(row["Identifiant"].isdecimal() and len(row["Identifiant"]) > 15 for row in rows)


@pytest.mark.parametrize("cell", ["=1", "+33+1", "-1-cmd", "@x", "\tx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-1", "+33 1 23", "-1 234,50", "12"])
def test_a_number_is_not_spoilt(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_xlsx_opens(filled: CatalogueService, tmp_path: Path) -> None:
    out = tmp_path / "export.xlsx"
    assert export(filled, "xlsx", ids(filled), out).written == 2
    assert out.read_bytes().startswith(b"PK")


def test_a_failed_export_leaves_nothing(filled: CatalogueService, tmp_path: Path) -> None:
    with pytest.raises(DomainError) as refused:
        export(filled, "csv", ids(filled), tmp_path / "absent" / "export.csv")
    assert refused.value.code == "unwritable_file"
    with pytest.raises(DomainError):
        export(filled, "pdf", ids(filled), tmp_path / "x")
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("name", list(ExportFormat))
def test_a_big_export_is_whole(catalogue: CatalogueService, tmp_path: Path, name: ExportFormat) -> None:
    import_file(catalogue, WHO, of_bytes(notice_file(450), "x"))
    assert export(catalogue, name.value, ids(catalogue), tmp_path / "out").written == 450


_ALL_TABLES = {
    "title", "subtitle", "kind", "year", "edition", "part_number", "series", "series_number", "extent", "abstract", "contents", "notes",
    "audience", "rights", "url", "price", "call_number", "countries",
}  # fmt: skip
HELD = {
    "csv": _ALL_TABLES,
    "xlsx": _ALL_TABLES,
    "ods": _ALL_TABLES,
    "ris": {"kind", "year", "edition", "series", "series_number", "extent", "call_number", "url"},
    "bibtex": {
        "title",
        "subtitle",
        "kind",
        "year",
        "edition",
        "series",
        "series_number",
        "abstract",
        "rights",
        "call_number",
        "url",
    },
    "dc": {"kind", "year", "extent", "rights", "url", "countries"},
    "oai": {"kind", "year", "extent", "rights", "url", "countries"},
}
"""What each format of fewer fields can hold, and therefore brings back."""


@pytest.mark.parametrize("name", HELD)
def test_a_narrower_format_brings_back_what_it_can_hold(
    filled: CatalogueService, other: CatalogueService, tmp_path: Path, name: str
) -> None:
    out = tmp_path / f"export.{name}"
    assert export(filled, name, ids(filled), out).written == 2
    taken, _ = import_file(other, WHO, out)
    assert (taken.created, taken.rejected) == (2, 0)
    for ours, theirs in zip(told(filled), told(other), strict=True):
        assert {field: theirs.get(field) for field in HELD[name]} == {field: ours.get(field) for field in HELD[name]}
        people = {(one.family, one.given) for one in ours["contributions"]}  # type: ignore[attr-defined]  # a list of contributions
        assert {(one.family, one.given) for one in theirs["contributions"]} == people  # type: ignore[attr-defined]  # same
    back, _ = import_file(filled, WHO, out)
    assert back.created == 0


def ran(*command: str | Path) -> str:
    """Run another program that judges a file; skip where it is not installed."""
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed here")
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("marc21", ["yaz-marcdump", "-i", "marc", "-o", "line"]),
        ("unimarc", ["yaz-marcdump", "-i", "marc", "-o", "line"]),
        ("marcxml", ["yaz-marcdump", "-i", "marcxml", "-o", "line"]),
        ("marcxml", ["xmllint", "--noout"]),
        ("dc", ["xmllint", "--noout"]),
        ("oai", ["xmllint", "--noout"]),
        ("ris", ["ris2xml"]),
        ("bibtex", ["bib2xml"]),
    ],
)
def test_other_programs_read_what_we_write(
    filled: CatalogueService, tmp_path: Path, name: str, command: list[str]
) -> None:
    out = tmp_path / "export.dat"
    export(filled, name, ids(filled), out)
    said = ran(*command, out)
    if command[0] != "xmllint":
        assert re.search(r"l.{1,6}eau", said)  # each writes the apostrophe its own way
        assert "Diallo" in said
        assert "rror" not in said


@pytest.mark.corpus
def test_a_real_file_survives_the_journey(catalogue: CatalogueService, other: CatalogueService, tmp_path: Path) -> None:
    import_file(catalogue, WHO, corpus_dir("unimarc") / "pan2bq_serie-HarryPotter.pan")
    out = tmp_path / "again.iso"
    export(catalogue, "unimarc", ids(catalogue), out)
    import_file(other, WHO, out)
    assert told(other) == told(catalogue)
