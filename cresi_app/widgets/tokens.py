"""The colours by name: light, dark, high contrast, and the pairs that must stay legible."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Tokens = Mapping[str, str]

_TABLE: Final = """
token           light   dark
canvas          #F6F4EF #101615
surface         #FFFFFF #182120
surface2        #FBFAF7 #141C1B
surface3        #EFECE5 #24302E
border          #E3DED4 #2A3634
border_strong   #857E72 #73837F
text            #1A2423 #E8EEEC
text2           #47524F #B9C5C2
text3           #5E6864 #93A19D
primary         #0E6660 #6FCFC3
primary_hover   #0B5551 #86DBD0
primary_press   #084340 #9BE4DA
primary_soft    #DDEDEA #143C38
primary_soft2   #EDF5F3 #152B29
on_primary      #FFFFFF #04201D
accent          #A9490F #F2A56F
accent_soft     #FBE8DA #3D2616
accent_fill     #D9702B #E08A4C
success         #1B6E3F #7CCF9B
success_soft    #DEF1E4 #153421
success_fill    #2E9A5B #3FA566
warning         #825200 #E9BE62
warning_soft    #FBEFCF #372A0E
warning_fill    #D99A1C #D3A03A
danger          #AE2A1F #F29A8F
danger_soft     #FBE3E0 #411E1A
danger_fill     #D4493C #DD6256
info            #1D5A9E #8DBBEE
info_soft       #E0ECF8 #172C45
info_fill       #3F82CC #5794DA
mark            #FFE9A8 #5A4710
focus           #0E6660 #6FCFC3
scrim           #0A1716 #000000
side            #0D3534 #0A1A19
side_hover      #134341 #112827
side_text       #EAF3F1 #E4EEEC
side_text2      #A6C4C0 #93B2AE
side_active     #1A524F #163B38
side_border     #1D4A48 #183230
side_accent     #F2A65A #F2A65A
shadow          #2B2417 #000000
land            #E4DFD3 #2C3937
land_line       #FFFFFF #182120
ocean           #FBFAF7 #141C1B
toast           #1C2B2A #1C2B2A
toast_text      #F1F6F5 #F1F6F5
toast_action    #8ADBD0 #8ADBD0
"""


def _column(number: int) -> Tokens:
    rows = (line.split() for line in _TABLE.strip().splitlines()[1:])
    return MappingProxyType({row[0]: row[number] for row in rows})


LIGHT: Final = _column(1)
DARK: Final = _column(2)

CATEGORICAL: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "light": ("#0E6660", "#B8521A", "#2F6DB3", "#8A5A9E", "#5C7A1F", "#B23A5B", "#8A6D1A", "#4C6472"),
        "dark": ("#5CC0B4", "#E69A63", "#7EB0EA", "#C79BDA", "#A5C463", "#EA8BA6", "#D6B75C", "#9FB6C3"),
    }
)
"""Kinds, desks, programmes: a fixed order, never cycled."""

CATEGORICAL_GLYPH: Final[Mapping[str, str]] = MappingProxyType({"light": "#FFFFFF", "dark": "#0B1413"})

TONES: Final = ("primary", "accent", "success", "warning", "danger", "info")
"""The hues that have a soft background; `neutral` is text2 on surface3."""


def high_contrast(tokens: Tokens) -> Tokens:
    """Return `tokens` for people who need contrast: one text colour, strong lines, no soft background, no shadow."""
    strong = tokens["text2"]
    changed = {
        "text2": tokens["text"], "text3": tokens["text"], "border": strong, "border_strong": strong,
        "surface2": tokens["surface"], "canvas": tokens["surface"], "side_text2": tokens["side_text"],
    }  # fmt: skip
    changed |= {f"{tone}_soft": tokens["surface"] for tone in TONES} | {"primary_soft2": tokens["surface"]}
    return MappingProxyType({**tokens, **changed})


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#RRGGBB``, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def audited_pairs() -> list[tuple[str, str, float]]:
    """Return every (foreground, background, least ratio) that the components draw."""
    grounds = ("canvas", "surface", "surface2", "surface3", "primary_soft", "primary_soft2")
    pairs = [("text", ground, 7.0) for ground in (*grounds, "mark")]
    pairs += [(name, ground, 4.5) for name in ("text2", "text3", "primary") for ground in grounds]
    pairs += [(tone, f"{tone}_soft", 4.5) for tone in TONES]
    pairs += [(tone, ground, 4.5) for tone in TONES for ground in ("canvas", "surface", "surface2")]
    pairs += [("text", f"{tone}_soft", 7.0) for tone in TONES]
    pairs += [("on_primary", name, 4.5) for name in ("primary", "primary_hover", "primary_press")]
    pairs += [("text2", "mark", 4.5), ("toast_text", "toast", 7.0), ("toast_action", "toast", 4.5)]
    pairs += [
        (name, ground, 3.0) for name in ("border_strong", "focus") for ground in ("canvas", "surface", "surface2")
    ]
    pairs += [(f"{tone}_fill", "surface", 2.2) for tone in TONES if tone != "primary"]
    pairs += [("side_text", ground, 7.0) for ground in ("side", "side_hover", "side_active")]
    pairs += [("side_text2", ground, 4.5) for ground in ("side", "side_hover", "side_active")]
    pairs += [("side_accent", ground, 3.0) for ground in ("side", "side_active")]
    return pairs
