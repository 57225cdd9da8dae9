"""What the desk's lines and marks say."""

import pytest

from cresi_app.cooperation.ui.lines import home_name


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
