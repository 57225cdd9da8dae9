"""The views that keep the catalogue in order, for the tour and the gallery: authorities, what is to be looked at, notices side by side."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from cresi_app.catalogue.model import Filters
from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.tour.stop import Stop

if TYPE_CHECKING:
    from cresi_app.tour.stops import Way


def keeping_stops(way: "Way") -> Iterator[Stop]:
    """Yield the stops of these views."""
    two = way.services.catalogue.found("fil essonne", Filters(kinds=frozenset({"issue"}))).ids[:2]

    def look(show: Callable[[CataloguePage], object]) -> None:
        show(way.page("catalogue", CataloguePage))

    yield Stop("catalogue-autorites", partial(look, _authorities_alone), daily=True)
    yield Stop(
        "catalogue-a-verifier", partial(look, lambda page: page.keeping.show_checks("twin_contributors")), daily=True
    )
    yield Stop("catalogue-fusion", partial(look, lambda page: page.keeping.show_compare(two)))


def _authorities_alone(page: CataloguePage) -> None:
    page.keeping.show_authorities()
    page.keeping.authorities.show_none()  # the name of the setting before
