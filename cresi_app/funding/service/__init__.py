"""The money desk's service: envelopes, grants given and received, payments, the Europe desk."""

from cresi_app.funding.queries import APPLICATION_SEARCH, GRANT_SEARCH
from cresi_app.funding.service.europe import EuropeDesk

SOURCES = (GRANT_SEARCH, APPLICATION_SEARCH)
"""What the desk makes findable, for `Library.create` and `Library.open`."""


class FundingService(EuropeDesk):
    """Everything the Financements desk does. `FundingService(library, directory, projects)`."""


__all__ = ["SOURCES", "FundingService"]
