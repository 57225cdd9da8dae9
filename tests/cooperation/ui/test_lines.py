"""What the desk's lines and marks say."""

import pytest

from cresi_app.cooperation.ui.lines import capital, home_name, small


@pytest.mark.parametrize(
    ("authority", "shown"),
    [
        ("Département de l'Essonne", "Département"),
        ("Ville d’Évry-Courcouronnes", "Ville"),
        ("Région Île-de-France", "Région Île-de-France"),
        ("Essonne", "Essonne"),
    ],
)
def test_the_map_names_the_home_authority_in_few_words(authority: str, shown: str) -> None:
    assert home_name(authority) == shown


@pytest.mark.parametrize(
    ("theme", "within"),
    [
        ("Eau", "eau"),
        ("Éducation et francophonie", "éducation et francophonie"),
        ("ODD 6", "ODD 6"),
        ("À la ville", "à la ville"),
    ],
)
def test_themes_read_as_one_sentence(theme: str, within: str) -> None:
    assert small(theme) == within
    assert capital(within)[:1].isupper()
