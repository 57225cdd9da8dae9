"""Every pair of colours that is drawn stays legible."""

import re

import pytest

from cresi_app.widgets.stylesheet import style_sheet
from cresi_app.widgets.tokens import (
    CATEGORICAL,
    CATEGORICAL_GLYPH,
    DARK,
    LIGHT,
    Tokens,
    audited_pairs,
    contrast,
    high_contrast,
)


@pytest.mark.parametrize(
    "tokens",
    [LIGHT, DARK, high_contrast(LIGHT), high_contrast(DARK)],
    ids=["light", "dark", "contrast", "contrast dark"],
)
def test_no_pair_below_its_target(tokens: Tokens) -> None:
    ratios = {(ink, ground): (contrast(tokens[ink], tokens[ground]), least) for ink, ground, least in audited_pairs()}
    assert {pair: both for pair, both in ratios.items() if both[0] < both[1]} == {}


@pytest.mark.parametrize(("mode", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_glyphs_on_categories(mode: str, tokens: Tokens) -> None:
    assert all(contrast(colour, CATEGORICAL_GLYPH[mode]) >= 4.5 for colour in CATEGORICAL[mode])
    assert all(contrast(colour, tokens["surface"]) >= 4.5 for colour in CATEGORICAL[mode])


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#808080", "#808080") == pytest.approx(1)


def test_both_themes_name_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("tokens", [LIGHT, DARK, high_contrast(LIGHT), high_contrast(DARK)])
def test_what_is_chosen_in_a_menu_is_seen(tokens: Tokens) -> None:
    pictures = dict.fromkeys(
        ("down", "up", "check", "calendar", "left", "right", "left_off", "right_off", "menu_check"), ""
    )
    sheet = style_sheet(tokens, 1.0, pictures)
    for part in ("QMenu::item:selected", "QComboBox QAbstractItemView::item:selected"):
        [rule] = re.findall(re.escape(part) + r" \{([^}]*)\}", sheet)
        ground, _ink, line = re.findall(r"#[0-9A-Fa-f]{6}", rule)
        assert ground != tokens["surface"] or contrast(line, ground) >= 3
