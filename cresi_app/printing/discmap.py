"""A map with numbered discs: the numbers are those of the table under it, the table holds every figure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cresi_app.core import land
from cresi_app.core.i18n import tr
from cresi_app.core.land import Point
from cresi_app.printing import drawing, fonts, style
from cresi_app.printing.maps import Place, PlaceMap

_NUMBER: Final = style.style("disc number", fonts.FIGURES_BOLD, 7.4, 9, textColor=style.WHITE)
_LEAST: Final = 6.0
_LARGEST: Final = 10.5
_MOVED: Final = 2.5
"""From so many points on, a disc that was pushed aside keeps a line to its place."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A numbered place: longitude, latitude in degrees; `amount` sets the disc's size."""

    number: int
    name: str
    lon: float
    lat: float
    amount: int


class DiscMap(PlaceMap):
    """Land with discs pushed apart until none covers another; `home` is the accent square with its name."""

    def __init__(self, discs: Sequence[Disc], home: Place | None, width: float, height: float) -> None:
        places = [Place(disc.name, disc.lon, disc.lat, str(disc.amount)) for disc in discs]
        super().__init__([*([home] if home else []), *places], width, height, margin=10.0)
        self.discs, self.home = list(discs), home
        points = [(place.lon, place.lat) for place in self.places]
        if len(points) > 1 and max(p[0] for p in points) - min(p[0] for p in points) > 150:
            self.view = land.whole_world(width, height)

    def _route(self, points: Sequence[Point]) -> None:
        """Draw no route: there are many places."""

    def _places(self, points: Sequence[Point]) -> None:
        true = list(points[1:] if self.home else points)
        most = max((disc.amount for disc in self.discs), default=1)
        radii = [_LEAST + (_LARGEST - _LEAST) * math.sqrt(disc.amount / most) for disc in self.discs]
        spots = apart(true, radii, (self.width, self.height))
        canv = self.canv
        for (x, y), (tx, ty) in zip(spots, true, strict=True):
            if math.hypot(x - tx, y - ty) > _MOVED:
                canv.setStrokeColor(style.PETROL)
                canv.setLineWidth(0.6)
                canv.line(tx, ty, x, y)
                canv.setFillColor(style.PETROL)
                canv.circle(tx, ty, 1.3, stroke=0, fill=1)
        for disc, (x, y), radius in zip(self.discs, spots, radii, strict=True):
            canv.setFillColor(style.WHITE)
            canv.circle(x, y, radius + 1.1, stroke=0, fill=1)
            canv.setFillColor(style.PETROL)
            canv.circle(x, y, radius, stroke=0, fill=1)
            drawing.line(canv, (x, y - 2.6), str(disc.number), _NUMBER, align="center")
        if self.home is not None:
            x, y = points[0]
            canv.setFillColor(style.ACCENT)
            canv.rect(x - 2.6, y - 2.6, 5.2, 5.2, stroke=0, fill=1)
            around = [(sx - 11, sy - 11, sx + 11, sy + 11) for sx, sy in spots]
            self._label(self.home, (x, y), [], around)


def apart(points: Sequence[Point], radii: Sequence[float], room: tuple[float, float]) -> list[Point]:
    """Push discs at `points` apart until they stand clear of each other, inside `room`."""
    spots = [list(point) for point in points]
    for _ in range(240):
        moved = False
        for one in range(len(spots)):
            for other in range(one + 1, len(spots)):
                dx, dy = spots[other][0] - spots[one][0], spots[other][1] - spots[one][1]
                away, least = math.hypot(dx, dy), radii[one] + radii[other] + 2.6
                if away >= least:
                    continue
                if away < 0.01:
                    dx, dy, away = math.cos(one + other), math.sin(one + other), 1.0
                push, moved = (least - away) / 2 / away, True
                spots[one][0] -= dx * push
                spots[one][1] -= dy * push
                spots[other][0] += dx * push
                spots[other][1] += dy * push
        for spot, radius in zip(spots, radii, strict=True):
            spot[0] = min(max(spot[0], radius + 3), room[0] - radius - 3)
            spot[1] = min(max(spot[1], radius + 3), room[1] - radius - 3)
        if not moved:
            break
    return [(x, y) for x, y in spots]


def caption() -> str:
    """Return what stands under the map."""
    return tr(
        "Fond : terres seules, sans frontières. Plus le disque est grand, plus le nombre l'est aussi (tableau ci-dessous) ; "
        "un trait relie le disque à son lieu quand il a été écarté."
    )
