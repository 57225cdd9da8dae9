"""Papers of the money desk."""

from cresi_app.funding.reports.letter import grant_letter
from cresi_app.funding.reports.order import payment_order
from cresi_app.funding.reports.statement import envelope_statement, grant_list

__all__ = ["envelope_statement", "grant_letter", "grant_list", "payment_order"]
