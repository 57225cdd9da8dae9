"""What the fields of a notice propose while somebody types."""

from collections.abc import Callable, Mapping

from cresi_app.catalogue.service import Authority, CatalogueService
from cresi_app.catalogue.ui.lines import shown_number
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.core.text import fold
from cresi_app.widgets.fields import Proposal

Search = Callable[[str], list[Proposal]]
MOST = 12


def _uses(authority: Authority) -> str:
    return times(authority.uses)


def times(uses: int) -> str:
    """Return « 38 notices »."""
    return trn("{count} notice", "{count} notices", uses, count=format_number(uses))


def _detail(authority: Authority) -> str:
    """Return what tells namesakes apart; of one found by another form, that form."""
    return tr("forme retenue pour « {via} »", via=authority.via) if authority.via else authority.detail


def contributors(service: CatalogueService) -> Search:
    """Return the search of people and bodies."""
    return lambda text: [
        Proposal(one.id, one.name, _detail(one), _uses(one), "user") for one in service.contributors_like(text, MOST)
    ]


def publishers(service: CatalogueService) -> Search:
    """Return the search of publishers."""
    return lambda text: [
        Proposal(one.id, one.name, _detail(one), _uses(one)) for one in service.publishers_like(text, MOST)
    ]


def series(service: CatalogueService) -> Search:
    """Return the search of series."""
    return lambda text: [
        Proposal(one.id, one.name, _detail(one), _uses(one)) for one in service.series_like(text, MOST)
    ]


def locations(service: CatalogueService) -> Search:
    """Return the search of places of copies."""
    return lambda text: [Proposal(one.id, one.name, "", "") for one in service.locations_like(text, MOST)]


def documents(service: CatalogueService) -> Search:
    """Return the search of notices, by number, words or barcode: their title, who made them, their number."""
    kinds = service.kinds()

    def search(text: str) -> list[Proposal]:
        rows = service.search(text, limit=MOST).rows
        return [
            Proposal(
                row.id,
                row.title,
                " · ".join(part for part in (row.authors, str(row.year or "")) if part),
                shown_number(row.number),
                kinds[row.kind].icon,
            )
            for row in rows
        ]

    return search


def named(names: Callable[[], Mapping[str, str]]) -> Search:
    """Return the search of a list of (code, name): countries, languages; beginnings first."""

    def search(text: str) -> list[Proposal]:
        wanted = fold(text).strip()
        folded = [(fold(name), code, name) for code, name in names().items()]
        folded.sort(
            key=lambda one: fold(one[1]) != wanted
        )  # its code, typed whole, is meant before names that begin so
        first = [Proposal(code, name) for key, code, name in folded if key.startswith(wanted) or fold(code) == wanted]
        rest = [
            Proposal(code, name)
            for key, code, name in folded
            if wanted in key and not key.startswith(wanted) and fold(code) != wanted
        ]
        return [*first, *rest][:MOST]

    return search
