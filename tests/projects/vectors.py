"""The form's edition as shipped, and the real budget of 257 112 € that was once filed on it."""

import csv
from dataclasses import replace
from pathlib import Path

from cresi_app.projects.model import Block, BudgetLine, BudgetTemplate, LineRole, Nomenclature, Side, TemplateLine

REFERENCE = Path(__file__).resolve().parents[2] / "db" / "reference"
FORM = "cerfa-12156*06"

CHARGES = {
    "604": (8974,), "60x": (200,),
    "613": (4550,), "615": (917,), "616": (713,), "618": (830,),
    "622": (6933,), "623": (5747,), "625": (2279,), "62x": (755,),
    "641": (64202,), "645": (27761,), "647": (13481,),
    "65": (3687,), "66": (83,),
    "861": (18400,), "862": (9600,), "864": (88000,),
}  # fmt: skip
PRODUCTS = {
    "74-state": (48535, 11400, 7000, 0), "74-region": (23000,), "74-department": (9000,), "74-commune": (9100,),
    "74-social": (1890,), "74-asp": (8500,),
    "own": (22687,),
    "870": (88000,), "871": (9600,), "875": (18400,),
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def nomenclature() -> Nomenclature:
    form = next(row for row in rows("budget_template") if row["code"] == FORM)
    template = BudgetTemplate(
        form["code"],
        form["name_fr"],
        form["name_en"],
        form["edition"],
        form["source"],
        form["currency"],
        is_current=True,
    )
    lines = tuple(
        TemplateLine(
            row["template_code"],
            row["code"],
            row["parent_code"] or None,
            Side(row["side"]),
            Block(row["block"]),
            row["printed_code"],
            row["account"],
            row["name_fr"],
            row["name_en"],
            row["is_heading"] == "1",
            row["is_repeatable"] == "1",
            row["hint"],
            int(row["position"]),
            LineRole(row["role"]),
        )
        for row in rows("budget_line_template")
        if row["template_code"] == FORM
    )
    return Nomenclature(template, lines)


def entry(line_id: int, code: str, euros: int) -> BudgetLine:
    return BudgetLine(line_id, 1, 1, FORM, code, line_id, amount_minor=euros * 100)


def vector() -> list[BudgetLine]:
    """The lines of the real budget; the Département's 9 000 € are what the dossier asks for."""
    lines: list[BudgetLine] = []
    for code, amounts in {**CHARGES, **PRODUCTS}.items():
        for euros in amounts:
            line = entry(len(lines) + 1, code, euros)
            asked = code == "74-department"
            lines.append(replace(line, is_requested=True, status_code="asked") if asked else line)
    return lines
