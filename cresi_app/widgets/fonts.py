"""The bundled faces and the roles they play, so that nobody names a size by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

FONTS: Final = Path(__file__).resolve().parents[2] / "resources" / "fonts"
OTHERS: Final = ("Noto Sans Arabic", "Noto Sans Armenian", "Noto Sans SC")
"""Scripts that the two faces lack fall back glyph by glyph."""
SANS: Final = ("Inter", *OTHERS)
SERIF: Final = ("Source Serif 4", *OTHERS)


@dataclass(frozen=True, slots=True)
class Role:
    """One place of type in the look: size and line height in pixels at 100 %."""

    size: float
    line: int
    weight: int = 400
    serif: bool = False
    spacing: float = 0.0
    capitals: bool = False


ROLES: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "welcome": Role(34, 44, 600, serif=True),
        "figure": Role(31, 42, 600, serif=True),
        "h1": Role(27, 34, 600, serif=True),
        "detail": Role(19, 26, 600, serif=True),
        "h2": Role(15, 22, 600),
        "row": Role(14.5, 22, 600),
        "body": Role(14, 20),
        "listed": Role(14, 20, 500),
        "strong": Role(14, 20, 600),
        "secondary": Role(13, 19),
        "button": Role(13, 19, 500),
        "caption": Role(12, 16),
        "caption_strong": Role(12, 16, 500),
        # The self-service counter: read standing, from further away.
        "kiosk": Role(38, 48, 600, serif=True),
        "kiosk_title": Role(21, 30, 600),
        "kiosk_body": Role(17, 26),
        "kiosk_strong": Role(17, 26, 600),
        "kiosk_small": Role(15, 22),
        "overline": Role(11, 14, 600, spacing=0.7, capitals=True),
    }
)


def load_fonts() -> None:
    """Register the bundled faces with Qt; a missing file is a broken installation and is said loudly."""
    for file in sorted(FONTS.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) == -1:
            message = f"bundled font unreadable: {file}"
            raise RuntimeError(message)


def make_font(role: str, zoom: float = 1.0, *, weight: int | None = None, tabular: bool = False) -> QFont:
    """Return the font of a role of `ROLES` at `zoom`; `tabular` gives digits of one width."""
    shape = ROLES[role]
    font = QFont(list(SERIF if shape.serif else SANS))
    font.setPixelSize(max(1, round(shape.size * zoom)))
    if shape.size != int(shape.size):
        font.setPointSizeF(shape.size * zoom * 72 / _dpi())
    font.setWeight(QFont.Weight(weight or shape.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if shape.spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, shape.spacing * zoom)
    if shape.capitals:
        font.setCapitalization(QFont.Capitalization.AllUppercase)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _dpi() -> float:
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - the screen exists only once the application does

    screen = QGuiApplication.primaryScreen()
    return screen.logicalDotsPerInchY() if screen is not None else 96.0


@cache
def _serif_face() -> QRawFont:
    return QRawFont(str(FONTS / "SourceSerif4_600SemiBold.ttf"), 16)


@cache
def serif_holds(text: str) -> bool:
    """Say whether the serif face has every character of `text`; if not, the sans must be used for it."""
    face = _serif_face()
    return all(face.supportsCharacter(ord(character)) for character in text if not character.isspace())


def line_height(role: str, zoom: float) -> int:
    """Return the line height of a role in pixels."""
    return round(ROLES[role].line * zoom)
