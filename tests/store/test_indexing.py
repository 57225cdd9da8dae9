"""The index keeps exactly the words that a search looks for, however the text is kept."""

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.text import compounds, fold, words
from cresi_app.store.search import indexed

TOKENS = "unicode61 remove_diacritics 2 tokenchars '+#'"
LIKELY = st.text(st.sampled_from("abcé'’_-.+#,;:/«»œ1 2\n\tŒ½ñ()*\"^&|{}~`$%C"), max_size=40)


def tokens(text: str) -> set[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f'CREATE VIRTUAL TABLE f USING fts5 (t, tokenize="{TOKENS}")')
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (f, row)")
        connection.execute("INSERT INTO f VALUES (?)", (text,))
        return {row[0] for row in connection.execute("SELECT term FROM v")}


@given(LIKELY | st.text(st.characters(max_codepoint=0x24F), max_size=40))
def test_the_words_of_the_index_are_the_words_of_a_search(text: str) -> None:
    in_one = {"".join(words(one)) for one in compounds(fold(text))}
    assert tokens(indexed(text)) == set(words(text)) | in_one
