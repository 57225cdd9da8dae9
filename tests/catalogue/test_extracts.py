"""What is searched is shown where it stands, whatever folding does to the length of the text around it."""

from hypothesis import given
from hypothesis import strategies as st

from cresi_app.catalogue.model.extracts import extract, hits_in
from cresi_app.core.text import fold, words

LETTERS = "aeéèœŒæ’'  ,-+#½ß…«»nñế\u0301\u0327оБا\x98\x00CC1_"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=60)


@given(TEXTS, st.text(st.sampled_from("aeéœnñC1о"), min_size=1, max_size=3))
def test_every_hit_is_a_word_that_was_searched(text: str, typed: str) -> None:
    searched = words(typed)
    for start, end in hits_in(text, searched):
        found = text[start:end]
        assert found == found.strip()
        assert any(word in searched or word.startswith(searched[-1]) for word in words(found) or [fold(found)])


@given(TEXTS, st.sampled_from(["école", "œuvre", "Ñandú", "éte", "Liban"]), TEXTS)
def test_a_word_that_stands_alone_is_always_found(before: str, word: str, after: str) -> None:
    text = f"{before} {word} {after}"
    start = len(before) + 1
    for typed in (word, fold(word), fold(word)[:3], f"{fold(word)} {fold(word)}"):
        assert (start, start + len(word)) in hits_in(text, words(typed))


def test_the_hits_of_an_extract_are_in_it() -> None:
    text = "Le cœur des œuvres : " + "mots et phrases " * 30 + "l’école de l’été, l'Œuvre."
    for typed in ("ecole", "oeuvre", "ete oeuv"):
        shown = extract(text, words(typed))
        assert shown.hits
        assert all(fold(shown.text[a:b]).startswith(tuple(words(typed))) for a, b in shown.hits)
