"""The bundled Lucide drawings as pixmaps of any size and colour."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

ICONS: Final = Path(__file__).resolve().parents[2] / "resources" / "icons"
STROKE: Final = 1.75
RATIO: Final = 2.0
"""Pixels drawn for one logical pixel: sharp on dense screens, and finely smoothed on others."""


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


def svg(name: str, colour: str, stroke: float = STROKE) -> bytes:
    """Return the drawing `name` with its line in `colour` (``#RRGGBB``) and `stroke` units wide on a grid of 24."""
    text = _drawing(name).replace('stroke="currentColor"', f'stroke="{colour}"')
    return text.replace('stroke-width="2"', f'stroke-width="{stroke}"').encode()


@lru_cache(maxsize=2048)
def pixmap(name: str, colour: str, size: int, stroke: float = STROKE) -> QPixmap:
    """Return the drawing `name` as a transparent pixmap of `size` logical pixels."""
    drawn = QPixmap(round(size * RATIO), round(size * RATIO))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg(name, colour, stroke))).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(RATIO)
    return drawn


def icon(name: str, colour: str, disabled: str, size: int = 18) -> QIcon:
    """Return a QIcon for menus and native parts, with its disabled picture."""
    made = QIcon(pixmap(name, colour, size))
    made.addPixmap(pixmap(name, disabled, size), QIcon.Mode.Disabled)
    return made
