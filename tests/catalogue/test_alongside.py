"""Files that a bibliography names beside itself: joined to their notices, each once, nothing taken from elsewhere."""

from pathlib import Path

import pytest

from cresi_app.catalogue.interchange import alongside
from cresi_app.catalogue.interchange.importing import dry_run, import_file
from cresi_app.catalogue.interchange.reading import open_file
from cresi_app.catalogue.service import CatalogueService
from cresi_app.store.library import Library
from tests.catalogue import pdfs
from tests.catalogue.conftest import WHO

RIS = """TY  - BOOK
TI  - Une histoire populaire
L1  - files/12/Harman - 2011.pdf
L1  - files/13/absent.pdf
L2  - https://exemple.org/a.pdf
ER  -
TY  - BOOK
TI  - Le secret
L1  - ../secret.txt
L4  - internal-pdf://007/image.pdf
ER  -
"""


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A folder as a reference manager exports it, with something beside it that is nobody's business."""
    folder = tmp_path / "export"
    (folder / "files" / "12").mkdir(parents=True)
    pdfs.written(folder / "files" / "12" / "Harman - 2011.pdf", ["Des margelles de puits"])
    (folder / "export.Data" / "PDF" / "007").mkdir(parents=True)
    pdfs.written(folder / "export.Data" / "PDF" / "007" / "image.pdf", ["Autre texte"])
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "export.ris").write_text(RIS, encoding="utf-8")
    return folder / "export.ris"


def test_the_files_of_a_bibliography_come_with_it(
    catalogue: CatalogueService, library: Library, exported: Path
) -> None:
    tried = dry_run(catalogue, WHO, open_file(exported))
    assert (tried.created, tried.files, library.query("SELECT * FROM document_file")) == (2, 2, [])
    report, changes = import_file(catalogue, WHO, exported)
    assert (report.created, report.files) == (2, 2)
    assert [told.text.split()[1] for told in report.warnings] == ["absent.pdf", "secret.txt"]
    names = {row["name"] for row in library.query("SELECT name FROM document_file")}
    assert names == {"Harman - 2011.pdf", "image.pdf"}
    catalogue.read_files()
    assert [row.title for row in catalogue.search("margelles").rows] == ["Une histoire populaire"]
    again, _ = import_file(catalogue, WHO, exported)
    assert (again.merged, library.value("SELECT count(*) FROM document_file")) == (2, 2)
    library.undo(WHO, changes.seq)
    assert library.value("SELECT count(*) FROM document_file") == 0


@pytest.mark.parametrize(
    ("line", "ways"),
    [
        (
            "file = {Full Text:files/1/a.pdf:application/pdf;Page:files/2/b.html:text/html}",
            ["files/1/a.pdf", "files/2/b.html"],
        ),
        ("file = {:C\\:\\\\Biblio\\\\a.pdf:PDF}", ["C:\\Biblio\\a.pdf"]),
        ("file = {files/1/l\\_eau.pdf}", ["files/1/l_eau.pdf"]),
        ("file = {}", []),
        ("L1  - a.pdf\nL3  - a.pdf\nL4  - http://x.org/a.pdf", ["a.pdf"]),
        ("note = {file = rien}", []),
    ],
)
def test_the_names_are_read_as_each_program_writes_them(line: str, ways: list[str]) -> None:
    assert alongside.named(f"@book{{x}}\n{line}") == ways
