"""Sentences pass the one gate: translated, told apart by context, counted, filled, with the marks of their language."""

from collections.abc import Iterator

import pytest

from cresi_app.core.i18n import C_, N_, set_language, tr, trn
from cresi_app.core.typography import NBSP, NNBSP


@pytest.fixture(autouse=True)
def _french_again() -> Iterator[None]:
    yield
    set_language("fr")


def test_french_is_the_sentence_itself_with_its_marks() -> None:
    assert tr("Qui vient ?") == f"Qui vient{NNBSP}?"
    assert tr("Sous le minimum : {title}", title="L'eau : un bien ?") == f"Sous le minimum{NBSP}: L'eau : un bien ?"
    assert tr("") == ""


def test_english_says_the_same_with_its_own_marks() -> None:
    set_language("en")
    assert tr(N_("Qui vient ?")) == "Who is coming?"
    assert tr("« {title} » supprimée", title="L'eau") == "“L'eau” deleted"
    assert "'" not in tr("Rien n'attend aujourd'hui.")
    assert tr("") == ""


def test_a_context_tells_the_same_words_apart() -> None:
    assert tr(C_("menu", "Édition")) == tr("Édition") == "Édition"
    set_language("en")
    assert (tr(C_("menu", "Édition")), tr("Édition")) == ("Edit", "Edition")
    assert (tr(C_("undo", "Annuler")), tr("Annuler")) == ("Undo", "Cancel")


def test_each_language_counts_in_its_own_way() -> None:
    def counted(n: int) -> str:
        return trn("{n} place", "{n} places", n)

    assert [counted(n) for n in (0, 1, 2)] == [f"0{NBSP}place", f"1{NBSP}place", f"2{NBSP}places"]
    set_language("en")
    assert [counted(n) for n in (0, 1, 2)] == ["0 places", "1 place", "2 places"]
    assert trn("{n} demi-journée", "{n} demi-journées", 2, n="deux") == "deux half-days"
