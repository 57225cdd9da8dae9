"""The desk's papers as the preview takes them; printing is loaded when something is printed."""

from pathlib import Path

from cresi_app.core.i18n import tr
from cresi_app.funding.model.views import GrantSheet
from cresi_app.funding.service import FundingService
from cresi_app.widgets.preview import PrintOffer, Printout


def letter_offer(service: FundingService, sheet: GrantSheet) -> PrintOffer:
    """Return the letter to the beneficiary, as the grant stands."""
    grant_id, number = sheet.grant.id, sheet.grant.number

    def make(_chosen: frozenset[str], out: Path) -> Printout:
        from cresi_app.funding.reports import grant_letter  # noqa: PLC0415 - only who prints waits for reportlab
        from cresi_app.printing.document import render  # noqa: PLC0415 - the same

        render(grant_letter(service.letter_data(grant_id), service.directory.identity()), out)
        return Printout(out)

    trail = (tr("Financements"), number, tr("Lettre"))
    return PrintOffer("grant-letter", tr("Lettre au bénéficiaire"), number, f"lettre-{number}.pdf", make, trail=trail)


def order_offer(service: FundingService, sheet: GrantSheet) -> PrintOffer:
    """Return the order of payment of the next instalment, or of the last one paid."""
    grant_id, number = sheet.grant.id, sheet.grant.number

    def make(_chosen: frozenset[str], out: Path) -> Printout:
        from cresi_app.funding.reports import payment_order  # noqa: PLC0415 - only who prints waits for reportlab
        from cresi_app.printing.document import render  # noqa: PLC0415 - the same

        render(payment_order(service.grant_sheet(grant_id), service.directory.identity()), out)
        return Printout(out)

    trail = (tr("Financements"), number, tr("Ordre de paiement"))
    return PrintOffer("payment-order", tr("Ordre de paiement"), number, f"ordre-{number}.pdf", make, trail=trail)


def envelopes_offer(service: FundingService, year: int, authority_id: int | None) -> PrintOffer:
    """Return the statement of a year's envelopes."""

    def make(_chosen: frozenset[str], out: Path) -> Printout:
        from cresi_app.funding.reports import envelope_statement  # noqa: PLC0415 - only who prints waits for reportlab
        from cresi_app.printing.document import render  # noqa: PLC0415 - the same

        render(envelope_statement(service.statement_data(year, authority_id), service.directory.identity()), out)
        return Printout(out)

    title = tr("État des crédits {year}", year=year)
    trail = (tr("Financements"), title)
    return PrintOffer("envelopes", title, str(year), f"etat-des-credits-{year}.pdf", make, trail=trail)


def grants_offer(service: FundingService, year: int, authority_id: int | None) -> PrintOffer:
    """Return the list of grants for the deliberation."""

    def make(_chosen: frozenset[str], out: Path) -> Printout:
        from cresi_app.funding.reports import grant_list  # noqa: PLC0415 - only who prints waits for reportlab
        from cresi_app.printing.document import render  # noqa: PLC0415 - the same

        render(grant_list(service.statement_data(year, authority_id), service.directory.identity()), out)
        return Printout(out)

    title = tr("Liste des subventions {year}", year=year)
    trail = (tr("Financements"), title)
    return PrintOffer("grants", title, str(year), f"subventions-{year}.pdf", make, trail=trail)
