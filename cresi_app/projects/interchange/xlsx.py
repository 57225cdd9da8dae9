"""The budget as a workbook whose formulas count again: headings, sub-totals and totals follow every change made there."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, precision
from cresi_app.projects.model import Budget, BudgetRow, CofundingStatus, DossierData, Figures, SideBudget

_FIRST: Final = 3  # the first three columns are words: account, heading, label
_AMOUNTS: Final = ("forecast", "revised", "actual")


@dataclass(slots=True)
class _Sheet:
    """A sheet being written, and where each thing came to stand (row numbers from 0)."""

    sheet: Any
    formats: Mapping[str, Any]
    statuses: Mapping[str, CofundingStatus]
    budget: Budget
    row: int = 3
    sections: dict[str, int] = field(default_factory=dict)


def budget_xlsx(data: DossierData, statuses: Mapping[str, CofundingStatus]) -> bytes:
    """Return the workbook: the whole budget, then one sheet a year when it is spread. Words are written as words, never as formulas."""
    import xlsxwriter  # noqa: PLC0415 - only who exports waits for it

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": data.project.title, "subject": data.project.number})
    formats = _formats(book, data.budget.currency)
    budgets = [(tr("Budget"), data.budget), *((str(one.year), one.budget) for one in data.year_budgets)]
    for name, budget in budgets:
        _write(_Sheet(book.add_worksheet(name), formats, statuses, budget), data)
    book.close()
    return out.getvalue()


def _formats(book: Any, currency: str) -> dict[str, Any]:
    places = precision(currency)
    number = "# ##0" + ("." + "0" * places if places else "")
    bold = {"bold": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
        "bold": book.add_format(bold),
        "amount": book.add_format({"num_format": number, "valign": "top"}),
        "sum": book.add_format({**bold, "num_format": number}),
        "total": book.add_format({**bold, "num_format": number, "top": 1, "bg_color": "#E9F1EE"}),
        "total_words": book.add_format({**bold, "top": 1, "bg_color": "#E9F1EE"}),
    }


def _write(page: _Sheet, data: DossierData) -> None:
    sheet, formats = page.sheet, page.formats
    sheet.write_string(0, 0, f"{data.project.number} – {data.project.title}", formats["title"])
    sheet.write_string(1, 0, tr("Montants en {currency}", currency=page.budget.currency))
    heads = [
        tr("Compte"),
        tr("Poste"),
        tr("Libellé"),
        tr("Prévu"),
        tr("Révisé"),
        tr("Réalisé"),
        tr("Situation"),
        tr("Justificatif"),
    ]
    for column, words in enumerate(heads):
        sheet.write_string(2, column, words, formats["head"])
    sheet.freeze_panes(3, 0)
    for column, width in enumerate((9, 44, 34, 14, 14, 14, 13, 34)):
        sheet.set_column(column, column, width)
    totals = [_write_side(page, side) for side in (page.budget.charges, page.budget.products)]
    _write_gap(page, totals)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_side(page: _Sheet, side: SideBudget) -> int:
    words = tr("CHARGES") if side.side == "charge" else tr("PRODUITS")
    page.sheet.write_string(page.row, 1, words, page.formats["bold"])
    page.row += 1
    for row in side.rows:
        _write_row(page, row, top=True)
        for one in side.subtotals:
            if one.line.after_code == row.line.code:
                rows = [page.sections[code] for code in one.line.of_codes.split() if code in page.sections]
                _write_sum(page, one.line.printed_code, one.line.name, rows, one.figures)
    words = tr("Total des charges") if side.side == "charge" else tr("Total des produits")
    rows = [page.sections[row.line.code] for row in side.rows]
    _write_sum(page, "", words, rows, side.total, style="total")
    page.row += 1
    return page.row - 2


def _write_row(page: _Sheet, row: BudgetRow, *, top: bool) -> int:
    """Write a line of the form with what stands on and under it; return the row of its amount or of its sum."""
    line = row.line
    if not row.rows and len(row.entries) <= 1:
        here = page.row
        _write_line(page, row, row.entries[0] if row.entries else None)
        if top:
            page.sections[line.code] = here
        return here
    here, page.row = page.row, page.row + 1
    parts = []
    for entry in row.entries:
        parts.append(page.row)
        _write_line(page, row, entry)
    parts += [_write_row(page, child, top=False) for child in row.rows]
    end, page.row = page.row, here
    _write_sum(page, line.printed_code or line.account, line.name, parts, row.figures)
    page.row = end
    if top:
        page.sections[line.code] = here
    return here


def _write_line(page: _Sheet, row: BudgetRow, entry: Any) -> None:
    sheet, formats, line = page.sheet, page.formats, row.line
    sheet.write_string(page.row, 0, line.printed_code or line.account, formats["words"])
    sheet.write_string(page.row, 1, line.name, formats["words"])
    if entry is not None:
        sheet.write_string(page.row, 2, entry.label, formats["words"])
        for offset, minor in enumerate((entry.amount_minor, entry.revised_minor, entry.actual_minor)):
            if minor is not None and entry.is_counted:
                sheet.write_number(page.row, _FIRST + offset, _amount(page, minor), formats["amount"])
        if not entry.is_counted:  # refused money stays in sight, beside the columns that are counted
            refused = tr("refusé : {amount}", amount=str(_amount(page, entry.amount_minor)))
            sheet.write_string(page.row, _FIRST, refused, formats["words"])
        status = page.statuses[entry.status_code].name if entry.status_code in page.statuses else ""
        sheet.write_string(page.row, 6, status, formats["words"])
        sheet.write_string(page.row, 7, entry.proof, formats["words"])
    page.row += 1


def _write_sum(page: _Sheet, code: str, words: str, rows: list[int], figures: Figures, *, style: str = "sum") -> None:
    formats = page.formats
    ink = formats["total_words" if style == "total" else "bold"]
    page.sheet.write_string(page.row, 0, code, ink)
    page.sheet.write_string(page.row, 1, words, ink)
    page.sheet.write_blank(page.row, 2, None, ink)
    for offset, name in enumerate(_AMOUNTS):
        _write_formula(page, page.row, _FIRST + offset, _sum(rows, _FIRST + offset), getattr(figures, name), style)
    page.row += 1


def _write_gap(page: _Sheet, totals: list[int]) -> None:
    page.sheet.write_string(page.row, 1, tr("Charges moins produits"), page.formats["bold"])
    for offset, name in enumerate(_AMOUNTS):
        column = _FIRST + offset
        letter = chr(ord("A") + column)
        gap = getattr(page.budget.charges.total, name) - getattr(page.budget.products.total, name)
        _write_formula(page, page.row, column, f"={letter}{totals[0] + 1}-{letter}{totals[1] + 1}", gap, "sum")


def _sum(rows: list[int], column: int) -> str:
    letter = chr(ord("A") + column)
    if column == _FIRST + 1:  # a line that was not revised counts as forecast
        parts = [f'IF({letter}{row + 1}="",D{row + 1},{letter}{row + 1})' for row in rows]
        # N() leaves out the words of refused money
        return "=" + ("+".join(f"N({part})" for part in parts) if parts else "0")
    return "=SUM(" + ",".join(f"{letter}{row + 1}" for row in rows) + ")" if rows else "=0"


def _write_formula(page: _Sheet, row: int, column: int, formula: str, minor: int, style: str) -> None:
    page.sheet.write_formula(row, column, formula, page.formats[style], _amount(page, minor))


def _amount(page: _Sheet, minor: int) -> Decimal:
    return Money(minor, page.budget.currency).amount
