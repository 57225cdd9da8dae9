"""What the pickers of the Annuaire propose while somebody types."""

from collections.abc import Callable, Sequence
from functools import partial

from cresi_app.core.changes import Changes
from cresi_app.core.text import fold
from cresi_app.directory.model import Country, Sector
from cresi_app.directory.service import DirectoryService
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal
from cresi_app.widgets.fields.proposals import Create

MOST = 12


def _found(proposals: Sequence[Proposal], text: str) -> list[Proposal]:
    """Return those that begin with the typed words, then those that hold them."""
    wanted = fold(text).strip()
    names = [(fold(proposal.title), proposal) for proposal in proposals]
    first = [proposal for name, proposal in names if name.startswith(wanted)]
    rest = [proposal for name, proposal in names if wanted in name and not name.startswith(wanted)]
    return [*first, *rest][:MOST]


def country_proposal(country: Country) -> Proposal:
    """Return a country or territory as a proposal."""
    return Proposal(country.code, country.name, aside=country.code)


def sector_proposal(sector: Sector) -> Proposal:
    """Return a sector as a proposal."""
    return Proposal(sector.code, sector.name, aside=sector.code)


def countries(service: DirectoryService) -> Callable[[str], list[Proposal]]:
    """Return the search of countries or territories."""
    return lambda text: _found([country_proposal(country) for country in service.countries], text)


def sectors(service: DirectoryService) -> Callable[[str], list[Proposal]]:
    """Return the search of the sectors in use."""
    return lambda text: _found([sector_proposal(sector) for sector in service.sectors if sector.is_active], text)


def organisations(service: DirectoryService, beside: Callable[[], int] = int) -> Callable[[str], list[Proposal]]:
    """Return the search of organisations, without the one whose id `beside` gives."""

    def search(text: str) -> list[Proposal]:
        rows = service.suggest_organisations(text, MOST + 1)
        return [Proposal(row.id, row.name, row.where_and_what) for row in rows if row.id != beside()][:MOST]

    return search


def people(service: DirectoryService, beside: Callable[[], int] = int) -> Callable[[str], list[Proposal]]:
    """Return the search of people, without the one whose id `beside` gives."""

    def search(text: str) -> list[Proposal]:
        rows = service.suggest_people(text, limit=MOST + 1)
        return [Proposal(row.id, row.name, row.organisation) for row in rows if row.id != beside()][:MOST]

    return search


def new_organisation(desk: Desk, service: DirectoryService) -> Create:
    """Return what makes an association from its typed name and hands it back."""

    def create(text: str, then: Callable[[Proposal], None]) -> None:
        made = partial(_made, text, then)
        desk.write("directory.add_organisation", lambda: service.add_organisation(desk.actor, text), made)

    return create


def _made(text: str, then: Callable[[Proposal], None], changes: Changes) -> None:
    then(Proposal(changes.id, text))
