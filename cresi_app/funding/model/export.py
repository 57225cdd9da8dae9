"""A grant as one line of a table for a spreadsheet."""

from decimal import Decimal
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.core.money import Money
from cresi_app.funding.model.views import GrantRow

COLUMNS: Final = (
    N_("Numéro"), N_("Exercice"), N_("Bénéficiaire"), N_("Objet"), N_("Axe"), N_("Dossier"), N_("Pays ou territoire"),
    N_("Secteur (CAD)"), N_("Monnaie"), N_("Demandé"), N_("Voté"), N_("Accordé"), N_("Versé"), N_("Reste"), N_("Reversé"),
    N_("Justifié"), N_("État"),
)  # fmt: skip
"""The titles of the columns, for `tr`."""


def line_of(row: GrantRow) -> list[str]:
    """Return the cells of a grant; amounts as « 1234,50 », nothing where nothing was said."""

    def amount(minor: int | None) -> str:
        if minor is None:
            return ""
        value: Decimal = Money(minor, row.currency).amount
        return f"{value:f}".replace(".", ",")

    amounts = (
        row.requested_minor,
        row.voted_minor,
        row.granted_minor,
        row.paid_minor,
        row.left_minor,
        row.repaid_minor,
        row.justified_minor,
    )
    return [
        row.number, str(row.year), row.holder, row.title, row.axis, row.project_number, row.country, row.sector_code or "",
        row.currency, *map(amount, amounts), row.standing.words,
    ]  # fmt: skip
