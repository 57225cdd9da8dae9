"""Dossiers on the command line: papers by name, packages out and in, forms in."""

import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from cresi_app.core.changes import Actor
from cresi_app.printing.forms import fill
from cresi_app.services import Services
from tests.cli.conftest import Run

WHO = Actor("test", "Claire Martin")


@pytest.fixture
def dossiers(tmp_path: Path) -> Path:
    folder = tmp_path / "association"
    with Services.create(folder) as services:
        holder = services.directory.add_organisation(WHO, "Eau vive", numbers={"rna": "W991004217"}).id
        made = services.projects.add_project(WHO, "Puits à Kita", holder, 2026, country_code="ML").id
        services.projects.update_project(WHO, made, None, None, context="Le besoin.")
    return folder


def told(run: Run, *words: object) -> dict[str, Any]:
    code, out, err = run(*words, "--json")
    assert code == 0, err
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_a_package_goes_out_and_comes_in_twice(run: Run, dossiers: Path, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "puits.cresi-dossier"
    assert (
        told(run, "export", "--format", "dossier", "--query", "2026-001", "--out", file, "--library", dossiers)[
            "written"
        ]
        == 1
    )
    [tried] = told(run, "import", file, "--dry-run", "--library", library)["dossiers"]
    assert (tried["project"], tried["differs"]) == (None, 0)
    assert tried["new"] > 3
    [taken] = told(run, "import", "--format", "dossier", file, "--library", library)["dossiers"]
    assert taken["revision"]
    [again] = told(run, "import", file, "--library", library)["dossiers"]
    assert (again["project"], again["revision"], again["new"], again["differs"]) == (taken["project"], None, 0, 0)
    with Services.open(library) as services:
        services.projects.update_project(WHO, int(taken["project"]), None, None, context="Relu.")
    [left] = told(run, "import", file, "--library", library)["dossiers"]
    assert left["left"] == ["Contexte"]
    [copied] = told(run, "import", file, "--take", "copy", "--library", library)["dossiers"]
    assert copied["project"] != taken["project"]
    with Services.open(library) as services:
        assert services.projects.project(int(taken["project"])).context == "Relu."
        assert services.projects.project(int(copied["project"])).context == "Le besoin."


def test_what_is_no_package_is_refused_in_words(run: Run, library: Path, tmp_path: Path) -> None:
    (tmp_path / "x.cresi-dossier").write_bytes(b"nothing")
    code, out, err = run("import", tmp_path / "x.cresi-dossier", "--library", library)
    assert code == 1
    assert "n’est pas un dossier enregistré par ce programme" in out + err


def test_the_blank_form_comes_back_as_a_dossier(run: Run, dossiers: Path, tmp_path: Path) -> None:
    blank, back = tmp_path / "vierge.pdf", tmp_path / "rempli.pdf"
    told(run, "report", "dossier-form", "--out", blank, "--library", dossiers)
    fill(blank, {"org_name": "Eau vive", "title": "Un forage", "b_604_1": "100"}, back)
    [taken] = told(run, "import", "--format", "form", back, "--library", dossiers)["dossiers"]
    with Services.open(dossiers) as services:
        data = services.projects.dossier_data(int(taken["project"]))
    assert (data.project.title, data.holder.name) == ("Un forage", "Eau vive")
    filled = tmp_path / "connu.pdf"
    told(run, "report", "dossier-form", "2026-001", "--out", filled, "--library", dossiers)
    with pikepdf.open(filled) as pdf:
        values = {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}
    assert values["title"] == "Puits à Kita"


@pytest.mark.parametrize("name", ["budget", "convention", "letter-incomplete", "application", "financial-report"])
def test_papers_of_a_dossier_print_by_name(run: Run, dossiers: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"{name}.pdf"
    assert told(run, "report", name, "2026-001", "--out", out, "--library", dossiers)["pages"] >= 1
    assert out.read_bytes().startswith(b"%PDF-1.7")


def test_the_booklet_takes_numbers_or_a_day(run: Run, dossiers: Path, tmp_path: Path) -> None:
    out = tmp_path / "livret.pdf"
    assert told(run, "report", "booklet", "2026-001,2026-001", "--out", out, "--library", dossiers)["pages"] == 2
    code, _, err = run("report", "booklet", "2026-11-26", "--out", out, "--library", dossiers)
    assert code == 1
    assert "Aucun dossier n’est en commission" in err
