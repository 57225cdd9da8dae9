"""The money desk's service: envelopes, grants given and received, payments, the Europe desk."""

from functools import cached_property

from cresi_app.funding.queries import APPLICATION_SEARCH, GRANT_SEARCH
from cresi_app.funding.service.activity_import import ActivityImportDesk
from cresi_app.funding.service.papers import PaperDesk

SOURCES = (GRANT_SEARCH, APPLICATION_SEARCH)
"""What the desk makes findable, for `Library.create` and `Library.open`."""


class FundingService(PaperDesk):
    """Everything the Financements desk does. `FundingService(library, directory, projects)`."""

    @cached_property
    def declarations(self) -> ActivityImportDesk:
        """What is declared and published, and grants of earlier years: a desk of its own over the same library."""
        return ActivityImportDesk(self.library, self.directory, self.projects)


__all__ = ["SOURCES", "FundingService"]
