"""The map of a paper: land without borders, where the project is and where it comes from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from cresi_app.core import land
from cresi_app.core.i18n import N_, tr
from cresi_app.core.land import MapView, Point
from cresi_app.printing import drawing, fonts, style
from cresi_app.printing.flow import Figure
from cresi_app.printing.tagging import TaggedCanvas

_PARALLEL: Final = style.style("parallel", fonts.SERIF_ITALIC, 7, 8, textColor=style.TEXT2)
_NAME: Final = style.style("place", fonts.SANS_BOLD, 8.6, 10)
_SECOND: Final = style.style("place second", fonts.SANS, 7.4, 9, textColor=style.TEXT2)
_NAMES: Final = dict(
    zip(land.LANDMARK_PARALLELS, (N_("Équateur"), N_("Tropique du Cancer"), N_("Tropique du Capricorne")), strict=True)
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a map, longitude and latitude in degrees; `home` is where the association is."""

    name: str
    lon: float
    lat: float
    second: str = ""
    home: bool = False


class PlaceMap(Figure):
    """Land around `places`, each with its pin and label; one curve leads from home to the first other place."""

    def __init__(self, places: Sequence[Place], width: float, height: float, *, margin: float = 9.0) -> None:
        named = " ; ".join(", ".join(filter(None, (place.name, place.second))) for place in places)
        super().__init__(width, height, tr("Carte, terres seules, sans frontières. {places}.", places=named))
        self.places = list(places)
        points = [(place.lon, place.lat) for place in places]
        self.view: MapView = land.view_of(points, width, height, margin=margin)

    def paint(self) -> None:
        """Draw land, parallels, route, pins and labels inside a rounded frame."""
        canv = self.canv
        canv.saveState()
        frame = canv.beginPath()
        frame.roundRect(0.3, 0.3, self.width - 0.6, self.height - 0.6, 5)
        canv.clipPath(frame, stroke=0, fill=0)
        self._land()
        self._parallels()
        points = [self.view.place(place.lon, place.lat) for place in self.places]
        self._route(points)
        self._places(points)
        canv.restoreState()
        canv.setStrokeColor(style.RULE)
        canv.setLineWidth(0.5)
        canv.roundRect(0.3, 0.3, self.width - 0.6, self.height - 0.6, 5, stroke=1, fill=0)

    def _land(self) -> None:
        path = self.canv.beginPath()
        for shape in self.view.outlines():
            path.moveTo(*_tenth(shape[0]))
            for point in shape[1:]:
                path.lineTo(*_tenth(point))
            path.close()
        self.canv.setFillColor(style.LAND)
        self.canv.setStrokeColor(style.COAST)
        self.canv.setLineWidth(0.35)
        self.canv.drawPath(path, stroke=1, fill=1, fillMode=0)

    def _parallels(self) -> None:
        canv = self.canv
        for lat, name in _NAMES.items():
            points = self.view.parallel(lat)
            if not points:
                continue
            canv.setStrokeColor(style.TEXT3)
            canv.setLineWidth(0.4)
            canv.setDash(1.2, 2)
            path = canv.beginPath()
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            canv.drawPath(path, stroke=1, fill=0)
            canv.setDash()
            drawing.line(canv, (6, min((p for p in points), key=lambda p: abs(p[0]))[1] + 2.5), tr(name), _PARALLEL)

    def _route(self, points: Sequence[Point]) -> None:
        homes = [point for place, point in zip(self.places, points, strict=True) if place.home]
        others = [point for place, point in zip(self.places, points, strict=True) if not place.home]
        if not homes or not others:
            return
        (ax, ay), (bx, by) = homes[0], others[0]
        away = math.hypot(bx - ax, by - ay)
        if away < 24:
            return
        bend = 0.16 if bx < ax else -0.16
        mx, my = (ax + bx) / 2 + (by - ay) * bend, (ay + by) / 2 - (bx - ax) * bend
        path = self.canv.beginPath()
        path.moveTo(ax, ay)
        path.curveTo((ax + 2 * mx) / 3, (ay + 2 * my) / 3, (bx + 2 * mx) / 3, (by + 2 * my) / 3, bx, by)
        self.canv.setStrokeColor(style.ACCENT)
        self.canv.setLineWidth(1.3)
        self.canv.drawPath(path, stroke=1, fill=0)

    def _places(self, points: Sequence[Point]) -> None:
        taken: list[tuple[float, float, float, float]] = []
        for place, (x, y) in zip(self.places, points, strict=True):
            pin(self.canv, x, y, style.PETROL if place.home else style.ACCENT, 3.4 if place.home else 4.6)
        for place, (x, y) in zip(self.places, points, strict=True):
            if place.name:
                taken.append(self._label(place, x, y, taken))

    def _label(
        self, place: Place, x: float, y: float, taken: Sequence[tuple[float, float, float, float]]
    ) -> tuple[float, float, float, float]:
        """Draw a place's label at its right, else left, above or below: inside the map and on no other label."""
        wide = min(max(drawing.line_width(place.name, _NAME), drawing.line_width(place.second, _SECOND)), 150.0) + 9
        tall = 23.5 if place.second else 14.5
        spots = [
            (x + 9, y - tall / 2),
            (x - 9 - wide, y - tall / 2),
            (x - wide / 2, y + 9),
            (x - wide / 2, y - 9 - tall),
        ]
        fitting = [spot for spot in spots if self._free(spot, wide, tall, taken)]
        left, bottom = fitting[0] if fitting else spots[0]
        left, bottom = min(max(left, 4), self.width - wide - 4), min(max(bottom, 4), self.height - tall - 4)
        canv = self.canv
        canv.setFillColor(style.WHITE)
        canv.setStrokeColor(style.INK)
        canv.setLineWidth(0.5)
        canv.roundRect(left, bottom, wide, tall, 2.6, stroke=1, fill=1)
        drawing.line(canv, (left + 4.5, bottom + tall - 10.2), place.name, _NAME, upto=150)
        if place.second:
            drawing.line(canv, (left + 4.5, bottom + 4.6), place.second, _SECOND, upto=150)
        return left, bottom, left + wide, bottom + tall

    def _free(self, spot: Point, wide: float, tall: float, taken: Sequence[tuple[float, float, float, float]]) -> bool:
        x, y = spot
        if x < 3 or y < 3 or x + wide > self.width - 3 or y + tall > self.height - 3:
            return False
        return all(x > x1 + 2 or x + wide < x0 - 2 or y > y1 + 2 or y + tall < y0 - 2 for x0, y0, x1, y1 in taken)


def pin(canv: TaggedCanvas, x: float, y: float, colour: Any, radius: float) -> None:
    """Draw a pin: a disc of the colour in a white ring, a white point in its middle."""
    for part, fill in ((radius + 1.6, style.WHITE), (radius, colour), (radius * 0.36, style.WHITE)):
        canv.setFillColor(fill)
        canv.circle(x, y, part, stroke=0, fill=1)


def _tenth(point: Point) -> Point:
    """Round to a tenth of a point: finer is invisible and doubles the file."""
    return round(point[0], 1), round(point[1], 1)
