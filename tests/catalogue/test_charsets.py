"""Alphabets: judged from bytes, never from declarations, and nothing vanishes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import charset, iso5426
from cresi_app.catalogue.interchange.charset import Charset, Undecodable, judge

FRENCH = "Éduquer à la paix : œuvre complète, Phénix, forêt, naïveté, ça"
IN_5426 = b"\xc2Eduquer \xc1a la paix : \xfauvre compl\xc1ete, Ph\xc2enix, for\xc3et, na\xc8ivet\xc2e, \xd0ca"  # accents first


def test_iso5426_puts_accents_on_the_letter_that_follows() -> None:
    assert iso5426.decode(IN_5426) == (FRENCH, 0)


def test_iso5426_keeps_two_accents_on_one_letter() -> None:
    assert iso5426.decode(b"Vi\xd6\xc3et") == (unicodedata.normalize("NFC", "Vie\u0323\u0302t"), 0)


def test_iso5426_tells_bytes_it_has_no_character_for() -> None:
    text, unknown = iso5426.decode(b"a\x80b")
    assert (text, unknown) == ("a\ufffdb", 1)
    with pytest.raises(Undecodable):
        charset.decode(b"a\x80b", Charset.ISO5426)


def test_an_accent_at_the_very_end_is_not_lost() -> None:
    text, unknown = iso5426.decode(b"caf\xc2")
    assert unknown == 0
    assert "\u0301" in unicodedata.normalize("NFD", text)


@given(st.binary())
def test_iso5426_reads_any_bytes(data: bytes) -> None:
    text, unknown = iso5426.decode(data)
    assert unicodedata.is_normalized("NFC", text)
    assert unknown == text.count("\ufffd")


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        (FRENCH.encode(), "03", Charset.UTF8),
        (FRENCH.encode(), "", Charset.UTF8),
        (IN_5426, "50", Charset.ISO5426),
        (IN_5426, "", Charset.ISO5426),
        (FRENCH.encode("cp1252"), "03", Charset.CP1252),
        (FRENCH.encode("cp1252"), "", None),
        ("Приборостроение".encode("cp866"), "89", None),
        ("Приборостроение и наука".encode("cp1251"), "89", None),
        (FRENCH.encode().decode("latin-1").encode(), "50", Charset.UTF8_TWICE),
        (b"nothing but ASCII", "03", Charset.UTF8),
    ],
)
def test_the_bytes_decide(content: bytes, declared: str, expected: Charset | None) -> None:
    verdict = judge([content], [declared] if declared else [])
    assert verdict.charset is expected
    assert verdict.reason


def test_one_broken_record_does_not_turn_a_utf8_file_into_another() -> None:
    contents = [FRENCH.encode()] * 30 + ["Phé".encode()[:-1]]
    verdict = judge(contents)
    assert verdict.charset is Charset.UTF8
    assert verdict.confidence < 1


def test_marc8_is_told_and_not_guessed() -> None:
    verdict = judge([b"Ph\xe2enix, for\xe3et, \xe1a, compl\xe1ete, \xe2et\xe2e"])
    assert verdict.charset is None
    assert "MARC-8" in verdict.reason


def test_twice_encoded_text_is_put_right() -> None:
    twice = "mühimme".encode().decode("latin-1").encode()
    assert charset.decode(twice, Charset.UTF8_TWICE) == "mühimme"


@pytest.mark.parametrize("alphabet", list(Charset))
@given(data=st.binary(max_size=60))
def test_decoding_gives_text_or_says_where(alphabet: Charset, data: bytes) -> None:
    try:
        text = charset.decode(data, alphabet)
    except Undecodable as error:
        at, text = error.at, ""
    else:
        at = 0
    assert 0 <= at <= len(data)
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("ISO5426", Charset.ISO5426), ("latin1", Charset.CP1252), ("UTF_8", Charset.UTF8), ("klingon", None)],
)
def test_people_may_name_alphabets_their_way(said: str, meant: Charset | None) -> None:
    assert charset.named(said) is meant
