"""Lists of grants, activities and organisations on the command line: recognised, reconciled, taken back, given out checked."""

import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from cresi_app.core.changes import Actor
from cresi_app.funding.interchange import essential
from cresi_app.services import Services
from tests.cli.conftest import Run
from tests.corpus import corpus_dir
from tests.funding.test_essential import GOOD

WHO = Actor("1", "Claire Martin")
LIST = "Année;Association;Objet;Montant\n2019;Eau Vive;Forages;12 000,00\n2019;Cèdre;École;dix\n"


def reply(run: Run, *words: object) -> tuple[int, dict[str, Any]]:
    code, out, _err = run(*words, "--json")
    loaded: dict[str, Any] = json.loads(out)
    return code, loaded


def settled(data: dict[str, Any]) -> bool:
    return bool(data["read"] == data["created"] + data["updated"] + data["merged"] + data["rejected"])


def test_a_list_of_grants(run: Run, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "subventions.csv"
    file.write_text(LIST, encoding="cp1252")
    code, tried = reply(run, "import", file, "--dry-run")
    assert (code, tried["revision"], tried["created"], tried["rejected"]) == (0, None, 1, 1)
    code, done = reply(run, "import", file)
    assert (code, done["format"], done["encoding"], done["read"]) == (0, "grants", "cp1252", 2)
    assert settled(done)
    assert done["rejects"][0]["record"] == 3
    assert reply(run, "import", file)[1]["merged"] == 1
    assert run("undo", done["revision"])[0] == 0
    with Services.open(library) as services:
        assert services.library.value("SELECT count(*) FROM past_grant") == 0


def test_two_files_are_one_revision(run: Run, library: Path, tmp_path: Path) -> None:
    files = []
    for year in (2018, 2019):
        files.append(tmp_path / f"{year}.csv")
        files[-1].write_text(f"Association;Montant\nA {year};10\n")
    code, done = reply(run, "import", *files)
    assert (code, done["created"]) == (0, 2)
    with Services.open(library) as services:
        assert [row[0] for row in services.library.query("SELECT year FROM past_grant ORDER BY year")] == [2018, 2019]


def test_essential_data_are_recognised(run: Run, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "donnees.csv"
    file.write_bytes(essential.to_csv([GOOD]))
    code, done = reply(run, "import", file, "--format", "scdl")
    assert (code, done["format"], done["created"], done["warnings"]) == (0, "scdl", 1, [])


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("rna_sample_import.csv", "rna"),
        ("rna_sample_waldec.csv", "rna-waldec"),
        ("sample_etablissements_OK.csv", "sirene"),
    ],
)
def test_registers_of_organisations(run: Run, library: Path, name: str, shape: str) -> None:
    code, done = reply(run, "import", corpus_dir("associations") / name)
    assert (done["format"], done["read"]) == (shape, 3)
    assert settled(done)
    assert code == (1 if shape == "sirene" else 0)


def test_our_own_organisations(run: Run, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "annuaire.csv"
    file.write_text("name;town\nEau Vive;Évry\n", encoding="utf-8")
    code, done = reply(run, "import", file)
    assert (code, done["format"], done["created"]) == (0, "csv", 1)


def test_activities(run: Run, library: Path) -> None:
    file = corpus_dir("iati", "examples") / "activity-standard-example-annotated-2.03.xml"
    code, done = reply(run, "import", file)
    assert (code, done["format"], done["read"], done["created"], done["rejected"]) == (0, "iati", 1, 1, 0)
    assert {one["level"] for one in done["warnings"]} == {"error", "warning"}


@pytest.mark.parametrize(
    ("name", "content"), [("x.xml", b"<iati-activities"), ("x.csv", b"Association;Montant\nA;x\n")]
)
def test_files_that_give_nothing_say_so(run: Run, library: Path, tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    code, _out, err = run("import", file)
    assert code == 1
    assert "Traceback" not in err


def test_a_bomb_is_a_sentence(run: Run, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "bomb.xml"
    file.write_text('<!DOCTYPE x [<!ENTITY a "b">]><iati-activities version="2.03">&a;</iati-activities>')
    code, _out, err = run("import", file)
    assert code == 1
    assert "DTD" in err


@pytest.mark.parametrize("format_name", ["scdl", "grants", "iati", "rna"])
def test_a_file_that_is_not_there(run: Run, library: Path, tmp_path: Path, format_name: str) -> None:
    code, _out, err = run("import", tmp_path / "nowhere.csv", "--format", format_name)
    assert code == 1
    assert "Traceback" not in err


def test_files_of_two_kinds_are_refused(run: Run, library: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text(LIST)
    other.write_text("name\nEau Vive\n")
    assert run("import", one, other)[0] == 1


@pytest.fixture
def paid(library: Path) -> Path:
    """A library whose authority declared an expense of 2026."""
    from datetime import date  # noqa: PLC0415 - only here

    with Services.open(library) as services:
        authority = services.directory.add_organisation(
            WHO, "Essonne", kind="local_authority", numbers={"siret": "22910228000018"}
        ).id
        services.directory.set_identity(WHO, authority_id=authority, authority_name="Essonne", siret="22910228000018")
        services.declarations.add_expense(WHO, "Suivi", 120_000, date(2026, 5, 1), kind_code="administration")
    return library


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_declaration_of_aid(run: Run, paid: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"aid.{ending}"
    code, done = reply(run, "export", "--format", "e-apd", "--query", "2026", "--out", file)
    assert (code, done["written"], done["reconciles"]) == (0, 1, True)
    assert file.stat().st_size > 100
    with Services.open(paid) as services:
        assert [one.file_name for one in services.declarations.declarations(2026)] == [file.name]


def test_the_declaration_on_paper(run: Run, paid: Path, tmp_path: Path) -> None:
    code, done = reply(run, "report", "declaration", "2026", "--out", tmp_path / "aid.pdf")
    assert code == 0
    with pikepdf.open(tmp_path / "aid.pdf") as pdf:
        assert len(pdf.pages) == done["pages"]


@pytest.mark.parametrize("format_name", ["iati", "scdl"])
def test_nothing_to_publish_is_a_sentence(run: Run, paid: Path, tmp_path: Path, format_name: str) -> None:
    code, _out, err = run("export", "--format", format_name, "--out", tmp_path / "x")
    assert code == 1
    assert err.strip()
    assert not (tmp_path / "x").exists()
