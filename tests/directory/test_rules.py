import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.errors import DomainError
from cresi_app.directory.model import rules


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Eau Vive Solidarité", "EV"), ("Teranga 94", "T9"), ("Les Deux Rives", "DR"), ("Zoé", "ZO"), ("L'Ami", "AM"),
        ("Amitié Yên Bái", "AY"), ("…", "?"), ("Œuvre", "OE"), ("", "?"),
    ],
)  # fmt: skip
def test_initials(name: str, wanted: str) -> None:
    assert rules.initials(name) == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Association Eau Vive", "EAU VIVE"), ("Les Amis de Kita", "Amis de Kita (association loi 1901)"),
        ("Collectif Haïti Essonne", "Collectif Haiti-Essonne"), ("Solidarité Ségou", "Ségou Solidarité"),
    ],
)  # fmt: skip
def test_the_same_name_is_recognised_however_it_is_written(one: str, other: str) -> None:
    assert rules.likeness(one, other) >= rules.LIKE


def test_other_names_are_not_suspected() -> None:
    assert rules.alike("Amitié Kayes", {1: "Amitié Kati", 2: "Amis de Kita", 3: "Association Amitié Kayes"})[0][0] == 3
    assert len(rules.alike("Eau Vive", {1: "Terre Vive", 2: "Eau et Vie au Sahel"})) == 0


def test_only_what_cannot_be_an_address_is_refused() -> None:
    assert rules.check_email(" claire.martin+cresi@essonne.example ") == "claire.martin+cresi@essonne.example"
    assert rules.check_email("") == ""
    with pytest.raises(DomainError, match="n’est pas une adresse"):
        rules.check_email("claire")


def test_phones_are_paired_only_when_french() -> None:
    assert rules.phone("0160919191") == "01 60 91 91 91"
    assert rules.phone("+223 20 22 50 12") == "+223 20 22 50 12"


def test_private_coordinates_are_masked() -> None:
    assert rules.masked("06 12 34 56 78") == "06 •• •• •• 78"
    assert rules.masked("mariama@exemple.org") == "m••••@exemple.org"


@given(st.text())
def test_nothing_typed_raises_anything_but_a_refusal(text: str) -> None:
    assert "\x00" not in rules.clean(text)
    assert "\n" not in rules.clean(text)
    rules.masked(text)
    rules.initials(text)
    rules.alike(text, {1: text})
    rules.phone(text)
    for check in (rules.organisation_name, rules.check_email):
        try:
            check(text)
        except DomainError:
            continue
