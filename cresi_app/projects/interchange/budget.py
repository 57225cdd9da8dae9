"""The budget as CSV for a spreadsheet: nothing in it is a live formula."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Final

from cresi_app.core.i18n import tr
from cresi_app.core.money import Money
from cresi_app.projects.model import Budget, BudgetRow, CofundingStatus, SideBudget

_FORMULA: Final = frozenset("=+@\t\r")


def budget_csv(budget: Budget, statuses: Mapping[str, CofundingStatus]) -> str:
    """Return the budget line by line, with its sub-totals: `;` between cells, comma decimals, a BOM, no live formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            tr("Côté"),
            tr("Compte"),
            tr("Poste"),
            tr("Libellé"),
            tr("Prévu"),
            tr("Réalisé"),
            tr("Devise"),
            tr("Situation"),
            tr("Depuis le"),
            tr("Justificatif"),
        ]
    )
    for side in (budget.charges, budget.products):
        for cells in _side_cells(side, budget, statuses):
            writer.writerow([_safe(cell) for cell in cells])
    return "\ufeff" + out.getvalue()


def _side_cells(side: SideBudget, budget: Budget, statuses: Mapping[str, CofundingStatus]) -> Iterator[list[str]]:
    for row in side.rows:
        yield from _row_cells(side.side, row, budget, statuses)
    words = {"charge": tr("Total des charges"), "product": tr("Total des produits")}[side.side]
    yield [
        side.side,
        "",
        words,
        "",
        *_amounts(budget, side.total.forecast, side.total.actual),
        budget.currency,
        "",
        "",
        "",
    ]


def _row_cells(
    side: str, row: BudgetRow, budget: Budget, statuses: Mapping[str, CofundingStatus]
) -> Iterator[list[str]]:
    line = row.line
    if line.is_heading:
        sums = _amounts(budget, row.figures.forecast, row.figures.actual)
        yield [side, line.printed_code, line.name, tr("Sous-total"), *sums, budget.currency, "", "", ""]
    for entry in row.entries:
        status = statuses[entry.status_code].name if entry.status_code else ""
        since = entry.status_on.isoformat() if entry.status_on else ""
        amounts = _amounts(budget, entry.amount_minor, entry.actual_minor)
        yield [side, line.account, line.name, entry.label, *amounts, entry.currency, status, since, entry.proof]
    for child in row.rows:
        yield from _row_cells(side, child, budget, statuses)


def _amounts(budget: Budget, forecast: int, actual: int | None) -> list[str]:
    return [_plain(budget, forecast), "" if actual is None else _plain(budget, actual)]


def _plain(budget: Budget, minor: int) -> str:
    return str(Money(minor, budget.currency).amount).replace(".", ",")


def _safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in _FORMULA or (cell[:1] == "-" and not cell[1:2].isdigit()) else cell
