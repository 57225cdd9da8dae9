"""The paper's tokens: colours, line weights, paragraph styles. Nothing else on paper names a colour or a size."""

from typing import Final, Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from cresi_app.printing import fonts

MM: Final = 72 / 25.4
A4: Final = (210 * MM, 297 * MM)
SAFE: Final = 12 * MM

INK: Final = HexColor("#141414")
TEXT2: Final = HexColor("#454545")
TEXT3: Final = HexColor("#5C5C5C")
RULE: Final = HexColor("#A8A8A8")
PETROL: Final = HexColor("#0E6660")
ACCENT: Final = HexColor("#A9490F")
TINT: Final = HexColor("#EDF5F3")
TINT_DEEP: Final = HexColor("#DDEDEA")
TINT_WARM: Final = HexColor("#FBE8DA")
PALE: Final = HexColor("#F1F1EF")
LAND: Final = HexColor("#E3E3E0")
COAST: Final = HexColor("#8E8E8C")
SIDE: Final = HexColor("#0D3534")
SUN: Final = HexColor("#F2A65A")
WHITE: Final = HexColor("#FFFFFF")

HEAVY: Final = 0.9
MIDDLE: Final = 0.65
LIGHT: Final = 0.4
BOX: Final = 0.5

Align = Literal["left", "center", "right"]
_ALIGNMENTS: Final = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}


def style(name: str, face: str, size: float, leading: float, **details: object) -> ParagraphStyle:
    """Return a paragraph style; `details` are reportlab's own names (spaceAfter, textColor, alignment…)."""
    fonts.register()
    known: dict[str, object] = {"textColor": INK, "allowWidows": 0, "allowOrphans": 0, "splitLongWords": 1} | details
    return ParagraphStyle(name, fontName=face, fontSize=size, leading=leading, **known)


def aligned(base: ParagraphStyle, align: Align) -> ParagraphStyle:
    """Return `base` set left, centred or right."""
    if base.alignment == _ALIGNMENTS[align]:
        return base
    return ParagraphStyle(f"{base.name} {align}", base, alignment=_ALIGNMENTS[align])


def coloured(base: ParagraphStyle, colour: Color) -> ParagraphStyle:
    """Return `base` in another colour of this module."""
    return ParagraphStyle(f"{base.name} coloured", base, textColor=colour)


COVER_TITLE: Final = style("cover title", fonts.SERIF_BOLD, 29, 34.5)
H1: Final = style("h1", fonts.SERIF_BOLD, 23, 28, spaceAfter=8)
H1_SMALL: Final = style("h1 small", fonts.SERIF_BOLD, 19, 23.5, spaceAfter=3)
H2: Final = style("h2", fonts.SANS_BOLD, 11.5, 15.5, spaceBefore=12, spaceAfter=4)
H3: Final = style("h3", fonts.SANS_BOLD, 9.6, 13.5, spaceBefore=6, spaceAfter=2)
FIGURE: Final = style("figure", fonts.SERIF_BOLD, 24, 29)
FACT: Final = style("fact", fonts.SERIF_BOLD, 18.5, 23)
LEAD: Final = style("lead", fonts.SANS, 11, 16.5, spaceAfter=8)
BODY: Final = style("body", fonts.SANS, 9.6, 14, spaceAfter=6)
TABLE: Final = style("table", fonts.FIGURES, 8.6, 11.8)
TABLE_STRONG: Final = style("table strong", fonts.FIGURES_BOLD, 8.6, 11.8)
SECOND: Final = style("second line", fonts.FIGURES, 7.6, 10.2, textColor=TEXT2)
COLUMN_HEAD: Final = style("column head", fonts.SANS_BOLD, 7.6, 10.2, textColor=TEXT2)
BUDGET: Final = style("budget", fonts.FIGURES, 7.8, 10.2)
BUDGET_STRONG: Final = style("budget strong", fonts.FIGURES_BOLD, 7.8, 10.2)
CAPTION: Final = style("caption", fonts.SANS, 7.6, 10.6, textColor=TEXT3)
LABEL: Final = style("label", fonts.SANS_MEDIUM, 7.6, 10.2, textColor=TEXT2)
OVERLINE: Final = style("overline", fonts.SANS_BOLD, 7.2, 10, textColor=ACCENT, spaceAfter=3, charSpace=0.55)
