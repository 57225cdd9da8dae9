import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from cresi_app.core.changes import Actor
from cresi_app.projects.interchange import budget_xlsx
from cresi_app.projects.model import PastedState, Scope, understand
from cresi_app.projects.service import AmountEntry, ProjectService, YearEntry
from tests.projects.vectors import nomenclature

FORM = nomenclature()
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def counted_again(book: bytes, number: int) -> int:
    """Count every formula of a sheet from the amounts alone, as a spreadsheet would; return how many there are."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        cells = list(ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{MAIN}c"))
    formulas = {c.get("r"): f.text for c in cells if (f := c.find(f"{MAIN}f")) is not None}
    numbers = {
        c.get("r"): float(v.text or 0) for c in cells if (v := c.find(f"{MAIN}v")) is not None and c.get("t") != "s"
    }

    def value(cell: str) -> float | str:
        if cell in formulas:
            return count(formulas[cell] or "")
        return numbers.get(cell, "")

    def number_of(one: object) -> float:
        return one if isinstance(one, float) else 0.0

    def count(formula: str) -> float:
        bare = re.sub(r"\b([A-F]\d+)\b", r"value('\1')", formula).replace('=""', ' == ""')
        known = {
            "value": value, "N": number_of, "SUM": lambda *parts: sum(map(number_of, parts)),
            "IF": lambda holds, yes, no: yes if holds else no,
        }  # fmt: skip
        return float(eval(bare, {"__builtins__": {}}, known))

    for cell, formula in formulas.items():
        assert count(formula or "") == pytest.approx(numbers[cell]), (cell, formula)
    return len(formulas)


def taken(text: str) -> list[tuple[str, str, int]]:
    rows = understand(text, FORM, "EUR")
    return [
        (row.line_code, name, typed.minor)
        for row in rows
        if row.state is PastedState.TAKEN
        for name, typed in row.amounts
    ]


def test_a_sheet_copied_from_a_spreadsheet_is_understood_row_by_row() -> None:
    text = (
        "Poste\tPrévu\tRéalisé\r\n"
        "CHARGES\t\t\r\n"
        "60 - Achats\t9\u00a0174,00 €\t\r\n"
        "604 Prestations de services\t8\u202f974,00\t8 000\r\n"
        "Autres fournitures\t200\t\r\n"
        "Assurance\t713.00\t700,5\r\n"
        "TOTAL DES CHARGES\t9 887,00\t\r\n"
        "PRODUITS\r\n"
        "Conseil(s) régional(aux)\t23 000\t\r\n"
        '"Trucs\nétranges"\t50\t\r\n'
    )
    rows = understand(text, FORM, "EUR")
    assert len(rows) == 10  # nothing pasted is out of sight
    assert taken(text) == [
        ("604", "amount_minor", 8_974_00), ("604", "actual_minor", 8_000_00), ("60x", "amount_minor", 200_00),
        ("616", "amount_minor", 713_00), ("616", "actual_minor", 700_50), ("74-region", "amount_minor", 23_000_00),
    ]  # fmt: skip
    states = [row.state for row in rows]
    assert states.count(PastedState.UNPLACED) == 1
    strange = next(row for row in rows if row.state is PastedState.UNPLACED)
    assert strange.label.split() == ["Trucs", "étranges"]
    assert strange.placed("65").state is PastedState.TAKEN


def test_decimals_of_all_kinds_are_read_and_none_is_guessed() -> None:
    assert taken("604\t1.234,56") == [("604", "amount_minor", 1_234_56)]
    assert taken("604\t1,234.56") == [("604", "amount_minor", 1_234_56)]
    assert taken("604\t1'234.56") == [("604", "amount_minor", 1_234_56)]
    row = understand("604\t1.234", FORM, "EUR")[0]
    assert row.state is PastedState.UNREAD
    assert "1\u202f234\u00a0€" in row.why
    assert "1,23\u00a0€" in row.why
    assert understand("604\t12,3,4", FORM, "EUR")[0].state is PastedState.UNREAD
    assert understand("604\tn.c.", FORM, "EUR")[0].state is PastedState.SKIPPED


def test_semicolons_words_of_ones_own_and_another_currency_are_understood() -> None:
    rows = understand("641 - Animatrice;12 000;11 500\n625;1 000 000 F CFA", FORM, "EUR")
    assert [(row.line_code, row.label) for row in rows] == [("641", "Animatrice"), ("625", "")]
    assert [name for name, _ in rows[0].amounts] == ["amount_minor", "actual_minor"]
    assert rows[1].amounts[0][1].minor == 1_524_49


@given(st.text())
def test_nothing_pasted_can_raise(text: str) -> None:
    for row in understand(text, FORM, "EUR"):
        assert row.cells


@pytest.mark.parametrize("template", ["cerfa-12156*06", "prag-annex3"])
def test_the_workbook_counts_again_and_holds_no_live_words(
    service: ProjectService, who: Actor, filled_id: int, template: str
) -> None:
    service.set_template(who, filled_id, template)
    line = next(x for x in service.lines_on(filled_id) if x.amount_minor == 4_550_00)
    service.update_budget_line(who, line.id, None, label="=CMD()|x", revised_minor=5_000_00)
    service.enter_year_amounts(
        who, filled_id, 2027, [YearEntry(service.budget_lines(filled_id)[0].id, "amount_minor", 100)]
    )
    data = service.dossier_data(filled_id)
    written = budget_xlsx(data, service.cofunding_statuses)
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    assert book.sheet_names[0] == "Budget"
    assert "2027" in book.sheet_names
    rows = book.get_sheet_by_name("Budget").to_python()
    totals = {row[1]: row[3:6] for row in rows if str(row[1]).startswith("Total des")}
    assert [totals["Total des charges"][0], totals["Total des produits"][0]] == [257_113.0, 257_112.0]
    assert totals["Total des charges"][1] == 257_563.0
    for sheet in range(1, len(book.sheet_names) + 1):
        assert counted_again(written, sheet)
    assert any(row[2] == "=CMD()|x" for row in rows)


def test_pasted_rows_are_written_as_one_act(service: ProjectService, who: Actor, project_id: int) -> None:
    entries = [
        AmountEntry(row.line_code, None, name, typed.minor, row.label, typed)
        for row in understand("604\t100\t90\n641 Animatrice\t200\n641 Comptable\t300", FORM, "EUR")
        for name, typed in row.amounts
    ]
    service.enter_amounts(who, project_id, entries)
    lines = service.budget_lines(project_id)
    assert [(x.line_code, x.label, x.amount_minor, x.actual_minor) for x in lines] == [
        ("604", "", 100_00, 90_00), ("641", "Animatrice", 200_00, None), ("641", "Comptable", 300_00, None),
    ]  # fmt: skip
    service.library.undo(who)
    assert service.budget_lines(project_id, Scope.PROJECT) == []
