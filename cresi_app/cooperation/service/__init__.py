"""The cooperation desk's service: what a person can ask of and do to agreements, countries, emergency aid, support and outposts."""

from cresi_app.cooperation.queries.indexing import AGREEMENT_SEARCH, CRISIS_SEARCH, OUTPOST_SEARCH, SUPPORT_SEARCH
from cresi_app.cooperation.service.acts import Relaunch, Signature
from cresi_app.cooperation.service.agreements import NewAgreement
from cresi_app.cooperation.service.crises import Aid
from cresi_app.cooperation.service.partners import PartnersDesk
from cresi_app.cooperation.service.parts import Attachment

SOURCES = (AGREEMENT_SEARCH, CRISIS_SEARCH, OUTPOST_SEARCH, SUPPORT_SEARCH)
"""What the desk makes findable, for `Library.create` and `Library.open`."""


class CooperationService(PartnersDesk):
    """Everything the Coopérations desk does. `CooperationService(library, directory, projects, funding)`.

    Reads: `sheet`, `agreement_rows`, `counts`, `reminders`, `story`, `world`, `country_sheet`, `crisis_sheet`, `support_sheet`,
    `outpost_sheet`, `partner_sheet`, `search`, `by_ref`. Writes take `who` first and return `Changes`; what they refuse is a
    `DomainError` and nothing is written. Money given is the funding desk's: only promises are written here.
    """


__all__ = ["SOURCES", "Aid", "Attachment", "CooperationService", "NewAgreement", "Relaunch", "Signature"]
