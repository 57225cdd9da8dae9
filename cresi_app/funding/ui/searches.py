"""What the pickers of the Financements page propose while somebody types, and what they can make."""

from collections.abc import Callable, Sequence
from typing import Any

from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import Money
from cresi_app.core.text import fold
from cresi_app.funding.service import FundingService
from cresi_app.projects.model import ProjectFilter
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal
from cresi_app.widgets.fields.proposals import Create

MOST = 12
Search = Callable[[str], Sequence[Proposal]]


def organisations(service: FundingService) -> Search:
    """Return the search of organisations."""
    return lambda text: [
        Proposal(row.id, row.name, row.where_and_what) for row in service.directory.suggest_organisations(text, MOST)
    ]


def new_organisation(desk: Desk, service: FundingService, kind: str = "association") -> Create:
    """Return what makes an organisation from its typed name and hands it back."""

    def create(text: str, then: Callable[[Proposal], None]) -> None:
        def made(changes: Changes) -> None:
            then(Proposal(changes.id, text))

        desk.write(
            "directory.add_organisation", lambda: service.directory.add_organisation(desk.actor, text, kind=kind), made
        )

    return create


def projects(service: FundingService) -> Search:
    """Return the search of dossiers, the latest ones when nothing is typed."""

    def search(text: str) -> list[Proposal]:
        rows = service.projects.projects(ProjectFilter(text=text), MOST)
        return [Proposal(row.id, row.title, row.holder, row.number) for row in rows]

    return search


def countries(service: FundingService) -> Search:
    """Return the search of countries or territories."""
    return lambda text: among([Proposal(c.code, c.name, aside=c.code) for c in service.directory.countries], text)


def sectors(service: FundingService) -> Search:
    """Return the search of the DAC sectors in use, five digits."""
    return lambda text: among(
        [Proposal(s.code, s.name, aside=s.code) for s in service.directory.sectors if s.is_active and s.parent_code],
        text,
    )


def calls(service: FundingService) -> Search:
    """Return the search of calls."""
    return lambda text: among([Proposal(r.call.id, r.call.title, r.programme.short) for r in service.calls()], text)


def among(proposals: Sequence[Proposal], text: str) -> list[Proposal]:
    """Return those that begin with the typed words, then those that hold them."""
    wanted = fold(text).strip()
    names = [(fold(f"{one.title} {one.detail} {one.aside}"), one) for one in proposals]
    first = [one for name, one in names if name.startswith(wanted)]
    rest = [one for name, one in names if wanted in name and not name.startswith(wanted)]
    return [*first, *rest][:MOST]


def chosen(values: dict[str, Any] | Any, name: str) -> int | None:
    """Return the id of a record picked, None when none is."""
    value = values.get(name)
    return int(str(value.value)) if isinstance(value, Proposal) else None


def cents(value: Money | None, name: str, currency: str = "EUR") -> int | None:
    """Return an amount of a form in minor units, None when it was left empty; another currency is refused at its field."""
    if value is None:
        return None
    if value.currency != currency:
        raise DomainError(
            "currency_differs",
            N_("Ce montant est attendu en {currency} : convertissez-le d'abord."),
            field=name,
            currency=currency,
        )
    return value.minor


def needed(value: Money | None, name: str, currency: str = "EUR") -> int:
    """Return an amount that has to be there."""
    found = cents(value, name, currency)
    if found is None:
        raise DomainError("amount_missing", N_("Donnez un montant."), field=name)
    return found
