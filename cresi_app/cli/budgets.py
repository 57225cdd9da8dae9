"""A dossier's budget as a spreadsheet, from the command line."""

from argparse import Namespace
from pathlib import Path
from typing import Final

from cresi_app.cli.reply import Reply
from cresi_app.core.disk import write_whole
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import Money, format_money
from cresi_app.services import Services

BUDGET: Final = "budget"


def send_out(services: Services, wanted: Namespace) -> Reply:
    """Write a budget as CSV when the file is named so, else as a workbook whose formulas count again."""
    from cresi_app.projects.interchange import budget_csv, budget_xlsx  # noqa: PLC0415 - only who exports waits for it

    if not wanted.query:
        raise DomainError(
            "no_ref", N_("Dites de quel dossier : « export --format budget --query 2026-004 --out FICHIER.xlsx ».")
        )
    projects = services.projects
    data = projects.dossier_data(projects.by_ref(wanted.query))
    out = Path(wanted.out)
    statuses = projects.cofunding_statuses
    csv = out.suffix.lower() == ".csv"
    write_whole(out, budget_csv(data.budget, statuses).encode() if csv else budget_xlsx(data, statuses))
    totals = {"charges": data.budget.charges.total.forecast, "products": data.budget.products.total.forecast}
    words = {name: format_money(Money(minor, data.budget.currency)) for name, minor in totals.items()}
    lines = [tr("Budget écrit : {file} ({charges} de charges, {products} de produits)", file=out, **words)]
    told = {"file": out.resolve(), "currency": data.budget.currency, "balanced": data.budget.is_balanced, **totals}
    return Reply({"written": 1, **told}, lines)
