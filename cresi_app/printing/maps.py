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
_WIDEST: Final = 210.0
_LEAST: Final = 6.4
"""The size in points that a label's words are set down to before they are cut."""
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
_WAYS: Final = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Where a label may lie from its pin: right first, then left, above, below, the corners."""
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
        pins: list[Box] = []
        for place, (x, y) in zip(self.places, points, strict=True):
            radius = 3.4 if place.home else 4.6
            pin(self.canv, x, y, style.PETROL if place.home else style.ACCENT, radius)
            pins.append((x - radius - 1, y - radius - 1, x + radius + 1, y + radius + 1))
        taken: list[Box] = []
        for place, point in zip(self.places, points, strict=True):
            if place.name:
                taken.append(self._label(place, point, taken, pins))

    def _label(self, place: Place, point: Point, taken: Sequence[Box], pins: Sequence[Box]) -> Box:
        """Draw a place's label beside its pin, or farther away with a line that leads to it: inside the map, on nothing."""
        most = min(_WIDEST, self.width - 17)
        size = label_size(place, most)
        box, moved = self.spot(point, size, taken, pins)
        canv = self.canv
        if moved:
            canv.setStrokeColor(style.INK)
            canv.setLineWidth(style.BOX)
            near = (min(max(point[0], box[0]), box[2]), min(max(point[1], box[1]), box[3]))
            canv.line(*point, *near)
            canv.setFillColor(style.INK)
            canv.circle(*point, 1.1, stroke=0, fill=1)
        left, bottom = box[:2]
        canv.setFillColor(style.WHITE)
        canv.setStrokeColor(style.INK)
        canv.setLineWidth(0.5)
        canv.roundRect(left, bottom, *size, 2.6, stroke=1, fill=1)
        drawing.line(
            canv,
            (left + 4.5, bottom + size[1] - 10.2),
            place.name,
            drawing.fitted(place.name, _NAME, most, _LEAST),
            upto=most,
        )
        if place.second:
            drawing.line(
                canv,
                (left + 4.5, bottom + 4.6),
                place.second,
                drawing.fitted(place.second, _SECOND, most, _LEAST),
                upto=most,
            )
        return box

    def spot(
        self, point: Point, size: tuple[float, float], taken: Sequence[Box], pins: Sequence[Box]
    ) -> tuple[Box, bool]:
        """Return where a label of that size goes, and whether it is so far off that a line must lead to it."""
        wide, tall = size
        (x, y), best = point, (float("inf"), (4.0, 4.0, 4.0 + wide, 4.0 + tall), True)
        for ring, away in enumerate((9.0, 20.0, 34.0, 50.0, 70.0, 95.0)):
            for across, up in _WAYS if ring else _WAYS[:4]:
                left = x + across * away - (wide if across < 0 else wide / 2 if across == 0 else 0)
                bottom = y + up * away - (tall if up < 0 else tall / 2 if up == 0 else 0)
                box = (left, bottom, left + wide, bottom + tall)
                cost = self._cost(box, taken, pins)
                if cost == 0:
                    return box, ring > 0
                if cost < best[0]:
                    best = (cost, box, ring > 0)
        _, (left, bottom, _, _), moved = best
        left = min(max(left, 4), max(self.width - wide - 4, 4))
        bottom = min(max(bottom, 4), max(self.height - tall - 4, 4))
        return (left, bottom, left + wide, bottom + tall), moved

    def _cost(self, box: Box, taken: Sequence[Box], pins: Sequence[Box]) -> float:
        """Return how much of other things a label would lie on; 0 when it is free."""
        inside = (3.0, 3.0, self.width - 3, self.height - 3)
        outside = _area(box) - _common(box, inside)
        return outside + sum(_common(box, other, 2) for other in taken) * 2 + sum(_common(box, one) for one in pins)


def label_size(place: Place, most: float = _WIDEST) -> tuple[float, float]:
    """Return width and height of a place's label in points; its words are `most` wide at most."""
    wide = max(drawing.line_width(place.name, _NAME), drawing.line_width(place.second, _SECOND))
    return min(wide, most) + 9, 23.5 if place.second else 14.5


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _common(one: Box, other: Box, apart: float = 0.0) -> float:
    """Return the surface two boxes share, the second grown by `apart`."""
    return _area(
        (
            max(one[0], other[0] - apart),
            max(one[1], other[1] - apart),
            min(one[2], other[2] + apart),
            min(one[3], other[3] + apart),
        )
    )


def pin(canv: TaggedCanvas, x: float, y: float, colour: Any, radius: float) -> None:
    """Draw a pin: a disc of the colour in a white ring, a white point in its middle."""
    for part, fill in ((radius + 1.6, style.WHITE), (radius, colour), (radius * 0.36, style.WHITE)):
        canv.setFillColor(fill)
        canv.circle(x, y, part, stroke=0, fill=1)


def _tenth(point: Point) -> Point:
    """Round to a tenth of a point: finer is invisible and doubles the file."""
    return round(point[0], 1), round(point[1], 1)
