"""The world's land and the Natural Earth projection, for the maps of the window and of paper."""

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Final

LAND_FILE: Final = Path(__file__).resolve().parents[2] / "resources" / "map" / "land-50m.json.gz"
LANDMARK_PARALLELS: Final = (0.0, 23.4364, -23.4364)
"""Equator, tropic of Cancer, tropic of Capricorn: the only lines of orientation a map shows."""

Point = tuple[float, float]
Ring = tuple[Point, ...]

_LEAST_SPAN: Final = 16.0  # degrees: closer, 1:50 000 000 coastlines look like broken glass


@lru_cache(maxsize=1)
def rings() -> tuple[Ring, ...]:
    """Return the land's rings of (longitude, latitude) in degrees, holes included: fill them with the even-odd rule.

    Rings that cross 180° are unwrapped (longitudes go beyond ±180). Natural Earth 1:50 000 000, public domain.
    """
    packed = json.loads(gzip.decompress(LAND_FILE.read_bytes()))
    unit = packed["unit"]

    def unpack(steps: list[int]) -> Ring:
        longitudes, latitudes = accumulate(steps[0::2]), accumulate(steps[1::2])
        return tuple((lon * unit, lat * unit) for lon, lat in zip(longitudes, latitudes, strict=True))

    return tuple(unpack(steps) for steps in packed["rings"])


def natural_earth(lon: float, lat: float) -> Point:
    """Project degrees to the plane (unit: the globe's radius, y to the north). Šavrič, Jenny, Patterson et al., 2011."""
    phi = math.radians(lat)
    p2 = phi * phi
    p4 = p2 * p2
    x = math.radians(lon) * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * p2 * (0.003971 - 0.001529 * p2)))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return x, y


@dataclass(frozen=True, slots=True)
class MapView:
    """A part of the world laid on a panel of `width` × `height` (any unit); y goes up unless `y_down`."""

    width: float
    height: float
    middle_lon: float
    left: float
    bottom: float
    scale: float
    y_down: bool = False

    def place(self, lon: float, lat: float) -> Point:
        """Return where a place falls on the panel; the nearer way round the world is taken."""
        return self.on_panel((lon - self.middle_lon + 180.0) % 360.0 - 180.0, lat)

    def on_panel(self, turned_lon: float, lat: float) -> Point:
        """Return where a longitude already turned to the view falls on the panel."""
        x, y = natural_earth(turned_lon, lat)
        up = (y - self.bottom) * self.scale
        return (x - self.left) * self.scale, self.height - up if self.y_down else up

    def outlines(self, tolerance: float = 0.45, bleed: float = 4.0) -> list[list[Point]]:
        """Return the land's closed outlines on the panel, cut `bleed` outside it and simplified to `tolerance`.

        Clip the drawing to the panel: the cut edges then stay out of sight. Even-odd fill.
        """
        return list(_outlined(self, tolerance, bleed))

    def parallel(self, lat: float) -> list[Point]:
        """Return a parallel as points across the panel, or nothing when it does not cross it."""
        points = [self.on_panel(float(lon), lat) for lon in range(-180, 181, 2)]
        inside = [p for p in points if 0 <= p[1] <= self.height]
        crosses = [p for p in inside if -self.width * 0.2 <= p[0] <= self.width * 1.2]
        return crosses if any(0 <= p[0] <= self.width for p in crosses) else []


@lru_cache(maxsize=8)
def _outlined(view: MapView, tolerance: float, bleed: float) -> tuple[list[Point], ...]:
    """Cut and simplify once for each view: a paper is made again and again while its preview is open."""
    box = (-bleed, -bleed, view.width + bleed, view.height + bleed)
    found = []
    for ring in rings():
        for turned in _around(ring, view.middle_lon):
            shape = cut([view.on_panel(lon, lat) for lon, lat in turned], box)
            shape = simplify(shape, tolerance)
            if len(shape) > 2:
                found.append(shape)
    return tuple(found)


def whole_world(width: float, height: float, *, middle_lon: float = 10.0, y_down: bool = False) -> MapView:
    """Return the view of all inhabited land (57° S to 84° N) fitted into the panel."""
    half = natural_earth(180.0, 0.0)[0]
    bottom, top = natural_earth(0.0, -57.0)[1], natural_earth(0.0, 84.0)[1]
    return _fitted((-half, bottom, half, top), width, height, middle_lon=middle_lon, y_down=y_down)


def view_of(
    places: Sequence[Point], width: float, height: float, *, margin: float = 9.0, y_down: bool = False
) -> MapView:
    """Return the view that shows all `places` (longitude, latitude) with `margin` degrees around.

    The window is enlarged to the panel's shape, never cut: a place cannot fall outside. No place gives the whole world.
    """
    if not places:
        return whole_world(width, height, y_down=y_down)
    west, span = _narrowest([lon for lon, _ in places])
    middle = (west + span / 2 + 180.0) % 360.0 - 180.0
    half = max(span / 2 + margin, _LEAST_SPAN / 2)
    latitudes = [lat for _, lat in places]
    south, north = max(min(latitudes) - margin, -88.0), min(max(latitudes) + margin, 88.0)
    if half >= 150.0:
        return whole_world(width, height, middle_lon=middle, y_down=y_down)
    corners = [natural_earth(lon, lat) for lon in (-half, half) for lat in (south, north, *_widest(south, north))]
    box = (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )
    return _fitted(box, width, height, middle_lon=middle, y_down=y_down)


def _widest(south: float, north: float) -> Iterator[float]:
    """Yield the equator when the window holds it: parallels are longest there."""
    if south < 0.0 < north:
        yield 0.0


def _narrowest(longitudes: Iterable[float]) -> tuple[float, float]:
    """Return the western end and the width of the smallest arc that holds all longitudes."""
    turned = sorted({lon % 360.0 for lon in longitudes})
    gaps = [(after - before, after) for before, after in zip(turned, [*turned[1:], turned[0] + 360.0], strict=True)]
    gap, west = max(gaps)
    return west, 360.0 - gap


def _fitted(
    box: tuple[float, float, float, float], width: float, height: float, *, middle_lon: float, y_down: bool
) -> MapView:
    x0, y0, x1, y1 = box
    scale = min(width / (x1 - x0), height / (y1 - y0))
    left, bottom = (x0 + x1) / 2 - width / scale / 2, (y0 + y1) / 2 - height / scale / 2
    return MapView(width, height, middle_lon, left, bottom, scale, y_down)


def _around(ring: Ring, middle_lon: float) -> Iterator[list[Point]]:
    """Yield the ring's copies that touch the half turn on either side of the middle, cut at its two ends."""
    west, east = min(lon for lon, _ in ring), max(lon for lon, _ in ring)
    for turn in (-720.0, -360.0, 0.0, 360.0, 720.0):
        shift = turn - middle_lon
        if east + shift > -180.0 and west + shift < 180.0:
            turned = [(lon + shift, lat) for lon, lat in ring]
            whole = west + shift >= -180.0 and east + shift <= 180.0
            yield turned if whole else cut(turned, (-180.0, -90.0, 180.0, 90.0))


def cut(shape: Sequence[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """Return the closed `shape` cut to `box` (left, bottom, right, top), by Sutherland and Hodgman's method."""
    left, bottom, right, top = box
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    if not shape or max(xs) < left or min(xs) > right or max(ys) < bottom or min(ys) > top:
        return []
    kept = list(shape)
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, bottom, 1), (1, top, -1)):
        kept = _cut_side(kept, axis, limit, sign)
    return kept


def _cut_side(shape: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    for before, here in zip([*shape[-1:], *shape[:-1]], shape, strict=True):
        was, lies = sign * (before[axis] - limit), sign * (here[axis] - limit)
        if (was < 0) != (lies < 0):
            part = was / (was - lies)
            kept.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
        if lies >= 0:
            kept.append(here)
    return kept


def simplify(shape: Sequence[Point], tolerance: float) -> list[Point]:
    """Return `shape` without the points that lie nearer than `tolerance` to the line of their neighbours.

    Ramer, Douglas and Peucker's method, without recursion (a coast may hold ten thousand points).
    """
    if len(shape) < 4 or tolerance <= 0:
        return list(shape)
    middle = len(shape) // 2  # a closed shape has no ends: its first and middle points stay
    keep = bytearray(len(shape))
    keep[0] = keep[middle] = keep[-1] = 1
    spans = [(0, middle), (middle, len(shape) - 1)]
    while spans:
        first, last = spans.pop()
        far, index = _farthest(shape, first, last)
        if far > tolerance:
            keep[index] = 1
            spans += [(first, index), (index, last)]
    return [point for point, stays in zip(shape, keep, strict=True) if stays]


def _farthest(shape: Sequence[Point], first: int, last: int) -> tuple[float, int]:
    (ax, ay), (bx, by) = shape[first], shape[last]
    dx, dy = bx - ax, by - ay
    length = math.hypot(dx, dy)
    far, index = -1.0, first
    for i in range(first + 1, last):
        x, y = shape[i]
        away = abs(dx * (ay - y) - dy * (ax - x)) / length if length else math.hypot(x - ax, y - ay)
        if away > far:
            far, index = away, i
    return far, index
