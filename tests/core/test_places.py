"""Postal codes on the map and drawn covers: the same answer on every machine."""

import pytest

from cresi_app.core import land
from cresi_app.core.bookcover import DEEP, PATTERNS, cover_choice, cover_colours, cover_letter
from cresi_app.core.departments import _PLACES, place_of


def test_every_department_lies_on_the_map_of_france_or_overseas() -> None:
    assert len(_PLACES) == 95 + 11
    mainland = [place for code, place in _PLACES.items() if len(code) == 2]
    assert all(-5 < lon < 10 and 41 < lat < 51.2 for lon, lat in mainland)
    view = land.view_of(mainland, 400, 400)
    assert all(0 < view.place(*place)[0] < 400 for place in mainland)


@pytest.mark.parametrize(
    ("code", "place"),
    [("91000", (2.4, 48.6)), ("91 025", (2.4, 48.6)), ("20200", (9.0, 42.2)), ("97300", (-52.3, 4.9)), ("2A004", None),
     ("B-1000", None), ("", None), ("99240", None), ("٩١٠٠٠", None)],
)  # fmt: skip
def test_a_postal_code_is_a_dot_on_the_map(code: str, place: tuple[float, float] | None) -> None:
    assert place_of(code) == place


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("L'eau partagée", "E"),
        ("Les puits", "P"),
        ("La soif du monde", "S"),
        ("Éthique", "É"),
        ("« Kɔrɔ »", "K"),
        ("…", "·"),
        ("", "·"),
    ],
)
def test_the_initial_of_a_cover_skips_the_article(title: str, letter: str) -> None:
    assert cover_letter(title) == letter


def test_titles_spread_over_all_grounds_and_patterns() -> None:
    seen = {cover_choice(f"Titre {n}") for n in range(2000)}
    assert len(seen) == len(DEEP) * PATTERNS
    assert cover_choice("Eau") == cover_choice("eau") == cover_choice("EAU")
    assert cover_colours("Eau")[0] in DEEP
