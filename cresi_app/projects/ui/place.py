"""The section « Lieu et calendrier »: where and when the project takes place, its other places, all on a map."""

from typing import Any

from cresi_app.core.changes import Changes
from cresi_app.core.coordinates import coordinates_text
from cresi_app.core.i18n import tr
from cresi_app.projects.model import (
    DossierData,
    ProjectPlace,
    map_places,
)
from cresi_app.projects.ui import searches
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane, ProjectForm, Work
from cresi_app.projects.ui.rows_card import RowKind, RowsCard, adding
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import CoordinatesField, DateField, Field, Proposal, RecordPicker, TextField
from cresi_app.widgets.landmap import LandMap, Place
from cresi_app.widgets.layouts import Grid, hold
from cresi_app.widgets.rows import Line


class PlacePane(DossierPane):
    """Country, place, days; other places; the map of all of them."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._country = RecordPicker(
            bench.desk, tr("Pays ou territoire"), searches.countries(bench.service.directory), name="country_code"
        )
        self._point = CoordinatesField(
            tr("Latitude et longitude"),
            name="coordinates",
            hint=tr("Facultatif : sans elles, la carte montre le pays."),
        )
        self._point.committed.connect(self._save_point)
        place = TextField(tr("Lieu"), name="place", placeholder=tr("Kita, 8 villages"))
        detail = TextField(tr("Précisions sur le lieu"), name="place_detail")
        starts, ends = DateField(tr("Début"), name="starts_on"), DateField(tr("Fin"), name="ends_on")
        self._form = ProjectForm(self, [self._country, place, detail, starts, ends])
        card = Card()
        grid = Grid(across=14, down=10)
        for number, field in enumerate((self._country, place, detail, self._point, starts, ends)):
            grid.addWidget(field, number // 2, number % 2)
        card.body.addLayout(grid)
        self._map = LandMap(tr("Carte du projet"))
        hold(self._map, least_height=230)
        drawn = Card(padding=(8, 8))
        drawn.body.addWidget(self._map)
        self._places = PlacesCard(self)
        self.scrolled(card, drawn, self._places, None)

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show the places; what is being typed stays."""
        one = data.project
        values: dict[str, Any] = {
            name: getattr(one, name) for name in ("place", "place_detail", "starts_on", "ends_on")
        }
        values["country_code"] = Proposal(data.country.code, data.country.name) if data.country else None
        self._form.show_values(values, keep_typing=same)
        point = None if one.latitude_e6 is None else (one.latitude_e6, one.longitude_e6)
        self._point.set_value(point, keep_typing=same)
        self._places.show_data(data)
        self._map.set_places(shown_places(data), "project")

    def flush(self) -> None:
        """Save what is being typed."""
        self._form.flush()
        self._point.commit()
        self._places.form.flush()

    def _save_point(self, point: Any) -> None:
        latitude, longitude = point if point is not None else (None, None)
        service, actor, project_id = self.bench.service, self.bench.desk.actor, self.project_id

        def work(version: int | None) -> Changes:
            return service.update_project(
                actor, project_id, version, None, latitude_e6=latitude, longitude_e6=longitude
            )

        self.bench.saver.save(("project", project_id), "projects.update_project", work)


def shown_places(data: DossierData) -> list[Place]:
    """Return the places of a dossier as the map of the window draws them: the same ones as on paper."""
    return [
        Place(
            one.key, one.name, one.longitude, one.latitude, shape="square" if one.is_home else "round", home=one.is_home
        )
        for one in map_places(data)
    ]


class PlacesCard(RowsCard):
    """The other places of the project, each with its country and coordinates."""

    def __init__(self, pane: DossierPane) -> None:
        directory = pane.bench.service.directory
        add = Button(tr("Ajouter un lieu"), "ghost", "plus")
        fields: list[Field] = [
            TextField(tr("Nom du lieu"), name="name"),
            RecordPicker(pane.bench.desk, tr("Pays ou territoire"), searches.countries(directory), name="country_code"),
            CoordinatesField(tr("Latitude et longitude"), name="coordinates"),
            TextField(tr("Note"), name="note"),
        ]
        self._names = directory.country_by_code
        kind = RowKind(
            "project_place", "place", lambda data: [(place, place) for place in data.places], self._line, self._value, 1
        )
        super().__init__(pane, tr("Autres lieux"), kind, fields, aside=(add,))
        self.empty.setText(tr("Un projet peut avoir lieu dans plusieurs villes ou pays : ajoutez-les ici."))
        add.clicked.connect(adding(self, tr("Nouveau lieu")))

    def _line(self, place: ProjectPlace) -> Line:
        country = self._names.get(place.country_code or "")
        parts = (country.name if country else "", coordinates_text(place.latitude_e6, place.longitude_e6), place.note)
        return Line(place.name, " · ".join(part for part in parts if part), icon=("map-pin", "primary"))

    def _value(self, place: ProjectPlace, name: str) -> Any:
        if name == "coordinates":
            return None if place.latitude_e6 is None else (place.latitude_e6, place.longitude_e6)
        if name == "country_code":
            country = self._names.get(place.country_code or "")
            return Proposal(country.code, country.name) if country else None
        return getattr(place, name)

    def save(self, part_id: int, name: str, value: object) -> tuple[str, Work]:
        """Save a field; coordinates are two columns."""
        if name != "coordinates":
            return super().save(part_id, name, value)
        latitude, longitude = value if isinstance(value, tuple) else (None, None)
        service, actor = self.pane.bench.service, self.pane.bench.desk.actor

        def work(version: int | None) -> Changes:
            return service.update_place(actor, part_id, version, latitude_e6=latitude, longitude_e6=longitude)

        return "project_place", work
