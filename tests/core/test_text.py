"""Folding, words and sort keys."""

from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.text import _fold_any, fold, fold_lines, sort_key, words
from cresi_app.core.typography import french, unbroken


def test_folding_forgets_accents_ligatures_and_case() -> None:
    assert fold("Cœur d’Été") == "coeur d'ete"
    assert fold("École") == fold("ecole")
    assert fold("Nguyễn Ɛ Ŋ") == "nguyen e n"


def test_words_keep_what_names_need() -> None:
    assert words("C++, l'été & C#") == ["c++", "l", "ete", "c#"]
    assert words('"') == []


def test_sorting_is_french() -> None:
    titles = ["Zoé", "École", "L’eau", "Les arbres", "Abri"]
    assert sorted(titles, key=sort_key) == ["Abri", "Les arbres", "L’eau", "École", "Zoé"]
    assert sort_key("Le") == "le"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


WESTERN = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(256))


@given(st.text(st.sampled_from(WESTERN)) | st.text())
def test_the_quick_way_folds_as_the_thorough_one(written: str) -> None:
    assert fold(written) == _fold_any(written)


LINES = st.lists(st.text(st.sampled_from(WESTERN)) | st.text(), max_size=4)


@given(LINES)
def test_lines_folded_together_are_folded_as_each_alone(written: list[str]) -> None:
    lines = [" ".join(one.splitlines()) for one in written]
    for line, (folded, keeps_places) in zip(lines, fold_lines(lines), strict=True):
        assert folded == fold(line)
        if keeps_places:
            assert [fold(letter) for letter in line] == [*folded], line
    assert fold_lines(["œuvre\x00"]) == [("oeuvre", False)]


def test_typography() -> None:
    assert french("Prêter « L'eau » : sûr ?") == "Prêter «\u00a0L’eau\u00a0»\u00a0: sûr\u202f?"
    assert french("n° 5, 12 %, 3 pages") == "n°\u00a05, 12\u00a0%, 3\u00a0pages"
    assert unbroken("vice-présidence, Région Île-de-France") == "vice-présidence, Région Île\u2011de\u2011France"
    assert unbroken(long := "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson") == long


def test_the_gate_fills_data_without_touching_it() -> None:
    assert tr("Bonjour {name} !", name="O'Neil !") == "Bonjour O'Neil !\u202f!".replace("!\u202f!", "!\u202f!")
    assert trn("{n} notice", "{n} notices", 0) == "0 notice"
    assert trn("{n} notice", "{n} notices", 2) == "2 notices"
    assert N_("x") == "x"
    assert tr("") == ""
