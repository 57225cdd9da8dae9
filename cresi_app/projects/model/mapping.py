"""The places of a dossier as one description that the window's map and the paper's map both draw."""

from dataclasses import dataclass

from cresi_app.core.departments import place_of
from cresi_app.projects.model.dossier import DossierData


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place to draw: its key, its name, longitude and latitude in degrees; `is_home` is where the association is.

    `second` is what stands under the name: the country of the project. Keys: ``home``, ``project``, ``place:<id>``, ``partner:<id>``.
    """

    key: str
    name: str
    longitude: float
    latitude: float
    is_home: bool = False
    is_partner: bool = False
    second: str = ""


def map_places(data: DossierData) -> list[MapPlace]:
    """Return the places in the order they are drawn: the holder's department, the project, its other places, partners.

    Without coordinates the project stands at its country's point; a project in France has no way to go, and no home is drawn.
    Two places that fall on the same point are drawn once.
    """
    one, country = data.project, data.country
    found: list[MapPlace] = []
    home = place_of(data.holder.postal_code) if data.holder.country in {"", "France"} else None
    if home is not None and (country is None or country.code != "FR"):
        found.append(MapPlace("home", data.holder.town, *home, is_home=True))
    name = country.name if country is not None else ""
    if one.coordinates is not None:
        found.append(MapPlace("project", one.place.split(",")[0] or one.title, *one.coordinates, second=name))
    elif country is not None:
        found.append(MapPlace("project", name, country.longitude, country.latitude, second=one.place))
    for place in data.places:
        if place.latitude_e6 is not None and place.longitude_e6 is not None:
            at = (place.longitude_e6 / 1e6, place.latitude_e6 / 1e6)
            found.append(MapPlace(f"place:{place.id}", place.name, *at))
    for view in data.partners:
        partner = view.partner
        if partner.latitude_e6 is not None and partner.longitude_e6 is not None:
            at = (partner.longitude_e6 / 1e6, partner.latitude_e6 / 1e6)
            name = partner.place or view.organisation.town or view.organisation.name
            found.append(MapPlace(f"partner:{partner.id}", name, *at, is_partner=True))
    return _apart(found)


def _apart(places: list[MapPlace]) -> list[MapPlace]:
    """Keep one of the places that fall together: beside home, which stands for its whole department, nothing else is drawn."""
    kept: list[MapPlace] = []
    for place in places:
        if not any(_near(place, one, 0.5 if one.is_home else 0.01) for one in kept):
            kept.append(place)
    return kept


def _near(one: MapPlace, other: MapPlace, degrees: float) -> bool:
    return abs(one.longitude - other.longitude) < degrees and abs(one.latitude - other.latitude) < degrees
