"""A budget leaves by the command line as a workbook or as CSV."""

import json
from pathlib import Path

from python_calamine import CalamineWorkbook

from cresi_app.core.changes import Actor
from cresi_app.services import Services
from tests.cli.conftest import Run

WHO = Actor("test", "Claire Martin")


def test_a_budget_leaves_as_a_workbook_and_as_csv(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    with Services.create(folder) as services:
        holder = services.directory.add_organisation(WHO, "Eau vive").id
        made = services.projects.add_project(WHO, "Puits à Kita", holder, 2026).id
        services.projects.add_budget_line(WHO, made, "604", amount_minor=8_974_00)
    for name in ("budget.xlsx", "budget.csv"):
        code, out, err = run(
            "export",
            "--format",
            "budget",
            "--query",
            "2026-001",
            "--out",
            tmp_path / name,
            "--library",
            folder,
            "--json",
        )
        assert code == 0, err
        answer = json.loads(out)
        assert (answer["charges"], answer["products"], answer["balanced"]) == (897_400, 0, False)
    rows = CalamineWorkbook.from_path(tmp_path / "budget.xlsx").get_sheet_by_name("Budget").to_python()
    assert any(row[1] == "Total des charges" and row[3] == 8974.0 for row in rows)
    assert "8974,00" in (tmp_path / "budget.csv").read_text(encoding="utf-8-sig")


def test_a_budget_without_its_dossier_is_told(run: Run, library: Path, tmp_path: Path) -> None:
    code, _, err = run("export", "--format", "budget", "--out", tmp_path / "b.xlsx", "--library", library)
    assert code == 1
    assert "--query 2026-004" in err
