"""Standard numbers: kept, shown, judged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.identifiers import CHECKS, check


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        ("isbn", "2-07-054127-4", "9782070541270"),
        ("isbn", "ISBN 978-2-07-054127-0", "9782070541270"),
        ("issn", "0378-5955", "03785955"),
        ("rna", "W9T1002867", "W9T1002867"),
        ("rna", "w2a 1000001", "W2A1000001"),
        ("siren", "732 829 320", "732829320"),
        ("siret", "229 102 280 00018", "22910228000018"),
        ("siret", "356 000 000 00048", "35600000000048"),
        ("iban", "FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"),
        ("iban", "ML13 ML01 6012 0102 6001 0066 8497", "ML13ML016012010260010066 8497".replace(" ", "")),
        ("iban", "SN08 SN01 0015 2000 0485 0000 3035", "SN08SN0100152000048500003035"),
    ],
)
def test_good_numbers(scheme: str, text: str, value: str) -> None:
    found = check(scheme, text)
    assert (found.value, found.hint) == (value, "")


@pytest.mark.parametrize(
    ("scheme", "text"),
    [
        ("isbn", "2070541275"),
        ("rna", "751P00085568"),
        ("siren", "123456789"),
        ("siret", "35181600000000"),
        ("siret", "732829320"),
        ("iban", "FR00"),
    ],
)
def test_doubtful_numbers_are_kept_with_a_hint(scheme: str, text: str) -> None:
    found = check(scheme, text)
    assert found.hint
    assert found.value == text


@given(st.sampled_from(sorted(CHECKS)), st.text(max_size=40))
def test_no_typed_text_raises(scheme: str, text: str) -> None:
    check(scheme, text)
