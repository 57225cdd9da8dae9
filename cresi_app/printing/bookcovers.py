"""The drawn cover of a document on paper: the screen's colours and patterns, mixed opaque for the press."""

from pathlib import Path
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor

from cresi_app.core.bookcover import CREAM, cover_choice, cover_colours, cover_letter
from cresi_app.core.i18n import tr
from cresi_app.printing import drawing, fonts, scripts, typesetting
from cresi_app.printing.flow import Figure
from cresi_app.printing.style import MM

SMALL: Final = (15 * MM, 21 * MM)
LARGE: Final = (30 * MM, 42 * MM)


class BookCover(Figure):
    """A document's cover: its picture when it can be read, else ground, pattern and initial from the title."""

    def __init__(self, title: str, size: tuple[float, float] = SMALL, picture: Path | None = None) -> None:
        super().__init__(*size, tr("Couverture : {title}", title=title))
        self.title, self.picture = title, drawing.picture(picture)

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Return the cover's own size."""
        return self.width, self.height

    def paint(self) -> None:
        """Draw the picture, or the drawn cover, inside rounded corners."""
        canv = self.canv
        canv.saveState()
        edge = canv.beginPath()
        edge.roundRect(0, 0, self.width, self.height, self.width * 0.055)
        canv.clipPath(edge, stroke=0, fill=0)
        if self.picture is not None:
            canv.drawImage(
                self.picture, 0, 0, self.width, self.height, mask="auto", preserveAspectRatio=True, anchor="c"
            )
        else:
            self._drawn()
        canv.restoreState()

    def _drawn(self) -> None:
        ground, second = map(HexColor, cover_colours(self.title))
        self.canv.setFillColor(ground)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        _PATTERNS[cover_choice(self.title)[1]](self, ground, second)
        size = self.width * 0.42
        name = typesetting.bare(cover_letter(self.title))
        face = fonts.having(name[:1], fonts.SERIF_BOLD)
        if scripts.is_arabic(name[:1]):
            name = scripts.shaped(name, face)
        self.canv.setFillColor(HexColor(CREAM))
        self.canv.setFont(face or fonts.SANS_BOLD, size)
        self.canv.drawString(self.width * 0.14, self.height - size * 1.02, name if face else "·")

    def _circles(self, _ground: Color, second: Color) -> None:
        self.canv.setStrokeColor(second)
        self.canv.setLineWidth(max(0.4, self.width * 0.016))
        for step in range(1, 6):
            self.canv.circle(self.width / 2, -self.height * 0.04, self.width * 0.12 * step, stroke=1, fill=0)

    def _waves(self, ground: Color, second: Color) -> None:
        for band in range(5):
            top = self.height * (0.44 - 0.085 * band)
            half, rise = self.width / 2, self.height * 0.035
            path = self.canv.beginPath()
            path.moveTo(0, top)
            path.curveTo(half * 0.5, top + rise, half * 0.6, top - rise, half, top)
            path.curveTo(half * 1.4, top + rise, half * 1.6, top - rise, self.width, top)
            path.lineTo(self.width, 0)
            path.lineTo(0, 0)
            path.close()
            self.canv.setFillColor(_mixed(ground, second, 0.28 + 0.16 * band))
            self.canv.drawPath(path, stroke=0, fill=1)

    def _quarters(self, ground: Color, second: Color) -> None:
        self.canv.setFillColor(_mixed(ground, second, 0.45))
        self.canv.circle(self.width * 0.1, 0, self.width * 0.4, stroke=0, fill=1)
        self.canv.setFillColor(second)
        self.canv.circle(self.width * 0.78, self.height * 0.2, self.width * 0.44, stroke=0, fill=1)

    def _bars(self, ground: Color, second: Color) -> None:
        heights = (0.12, 0.38, 0.3, 0.42, 0.22, 0.36, 0.28)
        step = self.width / len(heights)
        for number, height in enumerate(heights):
            self.canv.setFillColor(_mixed(ground, second, 0.85 if number % 2 else 0.5))
            self.canv.rect(number * step, 0, step * 0.86, self.height * height, stroke=0, fill=1)

    def _arcs(self, _ground: Color, second: Color) -> None:
        side = self.width / 3
        self.canv.setFillColor(second)
        for row in range(3):
            for column in range(3):
                if (row + column) % 2 == 0 and row + column < 4:
                    x, y = column * side, row * side
                    self.canv.wedge(x - side, y - side, x + side, y + side, 0, 90, stroke=0, fill=1)


_PATTERNS: Final[tuple[Any, ...]] = (
    BookCover._circles,  # noqa: SLF001 - its own patterns, in the order the screen numbers them
    BookCover._waves,  # noqa: SLF001 - same
    BookCover._quarters,  # noqa: SLF001 - same
    BookCover._bars,  # noqa: SLF001 - same
    BookCover._arcs,  # noqa: SLF001 - same
)


def _mixed(ground: Color, second: Color, part: float) -> Color:
    """Return `part` of the second colour over the ground: presses and old readers do better without transparency."""
    mix = [g + (s - g) * part for g, s in zip(ground.rgb(), second.rgb(), strict=True)]
    return Color(*mix)
