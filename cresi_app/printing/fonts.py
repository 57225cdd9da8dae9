"""The typefaces of paper: registered once, with figures of equal width, and asked which characters they have."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "fonts"

SANS: Final = "Inter"
SANS_MEDIUM: Final = "Inter-Medium"
SANS_BOLD: Final = "Inter-SemiBold"
FIGURES: Final = "Inter-Figures"
FIGURES_BOLD: Final = "Inter-Figures-SemiBold"
SERIF: Final = "Serif"
SERIF_BOLD: Final = "Serif-SemiBold"
SERIF_ITALIC: Final = "Serif-Italic"
ARABIC: Final = "Arabic"
ARABIC_BOLD: Final = "Arabic-SemiBold"
ARMENIAN: Final = "Armenian"
ARMENIAN_BOLD: Final = "Armenian-SemiBold"
HAN: Final = "Han"

_FILES: Final = {
    SANS: "Inter_400Regular.ttf",
    SANS_MEDIUM: "Inter_500Medium.ttf",
    SANS_BOLD: "Inter_600SemiBold.ttf",
    FIGURES: "Inter_400Regular.ttf",
    FIGURES_BOLD: "Inter_600SemiBold.ttf",
    SERIF: "SourceSerif4_400Regular.ttf",
    SERIF_BOLD: "SourceSerif4_600SemiBold.ttf",
    SERIF_ITALIC: "SourceSerif4_400Regular_Italic.ttf",
    ARABIC: "NotoSansArabic_400Regular.ttf",
    ARABIC_BOLD: "NotoSansArabic_600SemiBold.ttf",
    ARMENIAN: "NotoSansArmenian_400Regular.ttf",
    ARMENIAN_BOLD: "NotoSansArmenian_600SemiBold.ttf",
    HAN: "NotoSansSC_400Regular_subset.ttf",
}
_FAMILIES: Final = {
    SANS: (SANS, SANS_BOLD),
    SANS_MEDIUM: (SANS_MEDIUM, SANS_BOLD),
    SANS_BOLD: (SANS_BOLD, SANS_BOLD),
    FIGURES: (FIGURES, FIGURES_BOLD),
    FIGURES_BOLD: (FIGURES_BOLD, FIGURES_BOLD),
    SERIF: (SERIF, SERIF_BOLD),
    SERIF_BOLD: (SERIF_BOLD, SERIF_BOLD),
    SERIF_ITALIC: (SERIF_ITALIC, SERIF_ITALIC),
    ARABIC: (ARABIC, ARABIC_BOLD),
    ARABIC_BOLD: (ARABIC_BOLD, ARABIC_BOLD),
    ARMENIAN: (ARMENIAN, ARMENIAN_BOLD),
    ARMENIAN_BOLD: (ARMENIAN_BOLD, ARMENIAN_BOLD),
    HAN: (HAN, HAN),
}
_SANS_OF: Final = {SERIF: SANS, SERIF_BOLD: SANS_BOLD, SERIF_ITALIC: SANS}
_BOLD: Final = frozenset({SANS_BOLD, FIGURES_BOLD, SERIF_BOLD, ARABIC_BOLD, ARMENIAN_BOLD})
_OTHERS: Final = ((SANS, SANS_BOLD), (ARMENIAN, ARMENIAN_BOLD), (ARABIC, ARABIC_BOLD), (HAN, HAN))


@lru_cache(maxsize=1)
def register() -> None:
    """Make the typefaces known to reportlab; later calls do nothing."""
    for name, file in _FILES.items():
        font = TTFont(name, str(FOLDER / file), shapable=False)
        # reportlab gives a second font whose face has a known name the first one's glyphs: each face gets its own name.
        font.face.name += b"-" + name.encode()
        if name in {FIGURES, FIGURES_BOLD}:
            _even_figures(font, FOLDER / file)
        pdfmetrics.registerFont(font)
    for name, (plain, bold) in _FAMILIES.items():
        italic = SERIF_ITALIC if plain == SERIF else plain
        pdfmetrics.registerFontFamily(name, normal=plain, bold=bold, italic=italic, boldItalic=bold)


def _even_figures(font: Any, file: Path) -> None:
    """Point the figures of `font` at the typeface's tabular ones: reportlab knows no OpenType feature."""
    face = uharfbuzz.Face(uharfbuzz.Blob(file.read_bytes()))
    shaper = uharfbuzz.Font(face)
    for digit in "0123456789":
        buffer = uharfbuzz.Buffer()
        buffer.add_str(digit)
        buffer.guess_segment_properties()
        uharfbuzz.shape(shaper, buffer, {"tnum": True})
        font.face.charToGlyph[ord(digit)] = buffer.glyph_infos[0].codepoint
        font.face.charWidths[ord(digit)] = buffer.glyph_positions[0].x_advance * 1000 / face.upem


def bold_of(name: str) -> str:
    """Return the strong companion of a typeface."""
    return _FAMILIES[name][1]


def file_of(name: str) -> Path:
    """Return the typeface's file."""
    return FOLDER / _FILES[name]


def font(name: str) -> Any:
    """Return the registered reportlab font of that name."""
    register()
    return pdfmetrics.getFont(name)


def width(text: str, name: str, size: float) -> float:
    """Return how many points `text` takes."""
    return float(font(name).stringWidth(text, size))


@lru_cache(maxsize=64)
def coverage(name: str) -> frozenset[int]:
    """Return the code points the typeface itself has."""
    return frozenset(font(name).face.charToGlyph) - frozenset(range(0xE000, 0xF900))


def has_all(name: str, text: str) -> bool:
    """Say whether the typeface has every character of `text`."""
    had = coverage(name)
    return all(ord(char) in had for char in text)


def fitting(name: str, text: str) -> str:
    """Return `name` when it has all of `text`; a serif that has not gives way to the sans as a whole, never by letters."""
    return name if name not in _SANS_OF or has_all(name, text) else _SANS_OF[name]


@lru_cache(maxsize=4096)
def having(char: str, name: str) -> str:
    """Return the typeface that prints `char` beside text in `name`, or "" when none of ours has it."""
    code = ord(char)
    if code in coverage(name):
        return name
    return next((pair[name in _BOLD] for pair in _OTHERS if code in coverage(pair[name in _BOLD])), "")
