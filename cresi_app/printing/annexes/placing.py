"""The child's side: a page of any size and turn, as a picture that stands upright at its true size."""

from typing import Any, Final

import pikepdf
from pikepdf import Array, Page

_A4: Final = (0.0, 0.0, 595.276, 841.89)
Box = tuple[float, float, float, float]


def visible_box(page: Page) -> Box:
    """Return what a reader shows of the page, in its own units: left, bottom, right, top."""
    media = _box(page.obj.get("/MediaBox", None)) or _inherited_box(page) or _A4
    crop = _box(page.cropbox) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if right - left > 0 and top - bottom > 0 else media


def _inherited_box(page: Page) -> Box | None:
    try:
        return _box(page.mediabox)
    except (pikepdf.PdfError, ValueError):
        return None


def _box(found: Any) -> Box | None:
    """Return a box in order, None when it is none or has no surface."""
    try:
        one, two, three, four = (float(side) for side in found)
    except (TypeError, ValueError):
        return None
    box = (min(one, three), min(two, four), max(one, three), max(two, four))
    return box if box[2] - box[0] > 0 and box[3] - box[1] > 0 else None


def turn(page: Page) -> int:
    """Return the page's turn clockwise: 0, 90, 180, 270."""
    node: Any = page.obj
    for _ in range(32):  # it may stand on any of the branches that the page hangs on
        if "/Rotate" in node:
            try:
                return round(int(node.Rotate) / 90) * 90 % 360
            except (TypeError, ValueError):
                return 0
        if "/Parent" not in node:
            break
        node = node.Parent
    return 0


def unit(page: Page) -> float:
    """Return how many points a unit of the page is."""
    try:
        found = float(page.obj.get("/UserUnit", 1))
    except (TypeError, ValueError):
        return 1.0
    return found if 0 < found <= 75000 else 1.0


def upright_size(page: Page) -> tuple[float, float]:
    """Return width and height in points as a person sees the page."""
    left, bottom, right, top = visible_box(page)
    wide, high = (right - left) * unit(page), (top - bottom) * unit(page)
    return (high, wide) if turn(page) % 180 else (wide, high)


def picture(page: Page) -> Any:
    """Return the page as a form of its own file: its lower left corner at 0, 0, upright, `upright_size` large."""
    form: Any = page.as_form_xobject(handle_transformations=False)
    left, bottom, right, top = box = visible_box(page)
    form.BBox = Array([round(side, 4) for side in box])
    u = unit(page)
    form.Matrix = Array(
        [
            round(value, 6)
            for value in {
                0: (u, 0, 0, u, -left * u, -bottom * u),
                90: (0, -u, u, 0, -bottom * u, right * u),
                180: (-u, 0, 0, -u, right * u, top * u),
                270: (0, u, -u, 0, top * u, -left * u),
            }[turn(page)]
        ]
    )
    return form
