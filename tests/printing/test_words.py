"""Words on paper: typography, typefaces, right-to-left writing, figures of equal width."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.identity import Identity
from cresi_app.printing import fonts, scripts, style, typesetting
from cresi_app.printing.flow import words
from cresi_app.printing.furniture import address_line
from tests.printing import inspection
from tests.printing.conftest import Printer

ARABIC = "الماء حق للجميع"


def test_data_get_the_spaces_a_keyboard_does_not_give() -> None:
    typed = "L'eau : n° 3, le 6 octobre, 01 99 00 12 34 · quoi ?"
    assert typesetting.typeset(typed) == (
        "L’eau\u00a0: n°\u00a03, le 6\u00a0octobre, 01\u00a099\u00a000\u00a012\u00a034\u00a0· quoi\u202f?"
    )


@given(st.text())
def test_typesetting_twice_changes_nothing(text: str) -> None:
    once = typesetting.typeset(text)
    assert typesetting.typeset(once) == once


@given(st.text(min_size=1))
def test_any_text_becomes_a_paragraph(text: str) -> None:
    words(text).wrap(200, 1000)


@given(st.text(alphabet="ab <>&\x02\x03\n'"))
def test_marks_of_strong_words_never_reach_the_paper_unpaired(text: str) -> None:
    words(typesetting.strong(text)).wrap(200, 1000)
    words(text + typesetting.strong("a") + text).wrap(200, 1000)


def test_figures_have_one_width_and_print_as_figures(paper: Printer) -> None:
    assert len({fonts.width(digit, fonts.FIGURES, 10) for digit in "0123456789"}) == 1
    assert len({fonts.width(digit, fonts.SANS, 10) for digit in "0123456789"}) > 1
    [text] = inspection.texts(paper(lambda _: [words("1 117 et 257 112", style.TABLE)]))
    assert "1 117 et 257 112" in inspection.flat(text)


@pytest.mark.parametrize("char", "éœ«»’…–—−€→÷×≥ɛɔɓɗƙɲŋŊẹ\u202fễịươԵ北")
def test_what_this_trade_writes_is_in_the_sans_or_a_companion(char: str) -> None:
    assert fonts.having(char, fonts.SANS)
    assert fonts.having(char, fonts.SANS_BOLD)


def test_letters_the_serif_lacks_are_known() -> None:
    assert not fonts.has_all(fonts.SERIF_BOLD, "kɔrɔ")
    assert fonts.fitting(fonts.SERIF_BOLD, "kɔrɔ") == fonts.SANS_BOLD
    assert fonts.fitting(fonts.SERIF_BOLD, "Bâtir l’école") == fonts.SERIF_BOLD


def test_arabic_is_found_again_in_the_file(paper: Printer) -> None:
    for number, text in enumerate((ARABIC, f"{ARABIC} " * 30, f"Titre : {ARABIC}, 2020")):
        [page] = inspection.texts(paper(lambda _, text=text: [words(text)], name=f"{number}.pdf"))
        read = unicodedata.normalize("NFKC", page)
        for word in ARABIC.split():
            assert word in read or word[::-1] in read


def test_arabic_letters_join() -> None:
    shaped = scripts.shaped("جميع", fonts.ARABIC)
    names = [unicodedata.name(char) for char in reversed(shaped)]
    assert [name.split()[-2] for name in names] == ["INITIAL", "MEDIAL", "MEDIAL", "FINAL"]
    assert unicodedata.normalize("NFKC", shaped)[::-1] == "جميع"
    assert len(scripts.shaped("لا", fonts.ARABIC)) == 1  # lam and alef are one


def test_kurdish_letters_without_presentation_forms_are_printed_all_the_same() -> None:
    shaped = scripts.shaped("هەولێر", fonts.ARABIC)
    assert all(ord(char) in fonts.font(fonts.ARABIC).face.charToGlyph for char in shaped)


def test_latin_words_in_an_arabic_line_keep_their_order() -> None:
    assert scripts.eye_order(["ا", "Gret", "2023", "ب"]) == ["ب", "Gret", "2023", "ا"]


@pytest.mark.parametrize(
    ("text", "leftwards"), [(ARABIC, True), (f"Titre : {ARABIC[:5]}", False), ("2026", False), ("", False)]
)
def test_the_way_a_text_is_read(text: str, *, leftwards: bool) -> None:
    assert scripts.reads_leftwards(text) is leftwards


@pytest.mark.parametrize(
    ("text", "leftwards"),
    [
        ("محمد عبد الرحمن السنوسي", True),
        ("محمد عبد الرحمن السنوسي (RIM)", True),
        ("pour محمد عبد الرحمن السنوسي", True),
        ("محمد عبد الرحمن · Grigny", False),
        ("Fatɔumata محمد السنوسي, présidente", False),
        ("", False),
    ],
)
def test_a_sentence_of_ours_around_an_arabic_name_is_read_from_the_left(text: str, *, leftwards: bool) -> None:
    assert scripts.reads_leftwards(text) is leftwards


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("« 1 250 € » ?", "«\xa01\u202f250\xa0€\xa0»\u202f?"),
        ("12 345 678 habitants", "12\u202f345\u202f678 habitants"),
        ("en 2026 250 personnes", "en 2026 250 personnes"),
        ("01 99 00 12 34", "01\xa099\xa000\xa012\xa034"),
        ("91 000 Évry", "91\u202f000 Évry"),
    ],
)
def test_groups_of_a_number_stay_on_one_line(typed: str, printed: str) -> None:
    assert typesetting.typeset(typed) == printed


def test_an_address_of_several_lines_is_one_line_of_the_footer() -> None:
    centre = Identity(
        "CRESI", address="Hôtel du Département,\n boulevard de France\n", postal_code="91012", town="Évry"
    )
    assert address_line(centre) == "CRESI · Hôtel du Département, boulevard de France, 91012 Évry"
