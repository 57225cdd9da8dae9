"""Whatever is typed finds something or nothing and never raises; the index follows every change."""

import sqlite3
import threading
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cresi_app.core.text import fold
from cresi_app.store import engine, indexing, search
from cresi_app.store.excerpt import excerpt, highlights
from cresi_app.store.library import Library
from cresi_app.store.migrations import Model
from cresi_app.store.search import Folded, Noted, Query, SearchSource, match
from tests.store.conftest import CLUBS, MARIE

QUERY = "SELECT rowid FROM club_fts WHERE club_fts MATCH ? ORDER BY rank"


def found(library: Library, typed: str) -> list[int]:
    expression = match(typed)
    return [] if expression is None else [row[0] for row in library.query(QUERY, (expression,))]


def add(library: Library, *names: str) -> list[int]:
    with library.revise("test.add", MARIE) as revision:
        return [revision.insert("club", {"name": name}) for name in names]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ecole", "L’École des sources"),
        ("oeuvre", "Œuvre commune"),
        ("Œuvre", "oeuvre commune"),
        ("l'été", "Fêtes de l’été"),
        ("l’ete", "Fêtes de l'été"),
        ("C++", "Programmer en C++"),
        ("eau* AND (", "De l'eau and more"),
        ("sol inter", "Solidarité et SOL internationale"),
        ("a+b", "Le club a+b"),
        ("ﬁn", "Le club de la fin"),
        ("2026", "Projet 2026-042"),
    ],
)
def test_typed_words_find(library: Library, typed: str, name: str) -> None:
    ids = add(library, name, "tout autre chose")
    assert found(library, typed) == [ids[0]]


@pytest.mark.parametrize("typed", ["", " ", '"', "***", "( )", "-", "'", "\x00", "_"])
def test_no_word_is_no_search(typed: str) -> None:
    assert match(typed) is None


def test_one_letter_finds_the_words_that_begin_with_it(library: Library) -> None:
    names = ["Eau", "e", "Ébène", "E2E", "E+ pour tous", "Œuvre", "ɛntɛrnɛti", "Le bel été", "Sahel", "eɲɛ"]
    ids = dict(zip(names, add(library, *names), strict=True))
    expected = {ids[name] for name in names if name not in {"Œuvre", "Sahel"}}
    assert set(found(library, "e")) == expected == {row[0] for row in library.query(QUERY, ('"e"*',))}
    assert set(found(library, "bel e")) == {ids["Le bel été"]}
    assert set(found(library, "e* tous")) == {ids["E+ pour tous"]}


@given(st.text())
def test_no_text_can_make_a_search_raise(shared: Library, typed: str) -> None:
    found(shared, typed)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_a_text_finds_itself(shared: Library, text: str) -> None:
    ids = add(shared, text)
    if match(text) is not None:
        assert ids[0] in found(shared, text)


def test_title_weighs_more_than_the_rest(library: Library) -> None:
    with library.revise("test.add", MARIE) as revision:
        other = revision.insert("club", {"name": "Autre"})
        revision.insert("member", {"club_id": other, "name": "eau eau"})
        titled = revision.insert("club", {"name": "Un club qui parle longuement de beaucoup de choses et d'eau"})
    assert found(library, "eau") == [titled, other]


def test_the_index_follows_children_undo_and_deletion(library: Library) -> None:
    club_id = add(library, "Amis")[0]
    with library.revise("test.join", MARIE) as revision:
        revision.insert("member", {"club_id": club_id, "name": "Aïssata"})
    assert found(library, "aissata") == [club_id]
    library.undo(MARIE)
    assert found(library, "aissata") == []
    library.undo(MARIE)
    assert found(library, "amis") == []
    assert library.value("SELECT count(*) FROM search_todo") == 0


def test_what_was_left_to_index_is_indexed_at_opening(library: Library, model: Model) -> None:
    club_id = add(library, "Amis")[0]
    library.derive("UPDATE club_text SET name = 'perdu'")
    library.derive("INSERT INTO search_todo (entity, entity_id) VALUES ('club', ?)", (club_id,))
    library.close()
    with Library.open(library.folder, sources=[CLUBS], model=model) as again:
        assert found(again, "amis") == [club_id]


def test_a_big_act_is_indexed_whole_and_lets_a_save_between(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search.index_chunk, "__defaults__", (0, 3))
    between: list[int] = []

    def save() -> None:
        between.extend(add(library, "entre deux"))

    writer = threading.Thread(target=save)
    writer.start()
    ids = add(library, *(f"numéro{number}" for number in range(20)))
    assert set(found(library, "numero")) == set(ids)
    writer.join()
    assert found(library, "entre") == between


def test_what_changes_while_a_big_act_is_indexed_is_read_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search.index_chunk, "__defaults__", (0, 2))
    monkeypatch.setattr(indexing, "WRITTEN_AT_ONCE", 4)
    monkeypatch.setattr(indexing, "READ_AT_ONCE", 4)
    folded = search.folded
    renamed: list[int] = []

    def rename_behind(query: Query, sources: Mapping[str, SearchSource], some: Noted) -> list[Folded]:
        texts = folded(query, sources, some)
        if threading.current_thread() is threading.main_thread() and len(renamed) < 3:
            one = some.ids["club"][-1]
            renamed.append(one)
            # As another thread would: between the reading of these texts and their writing.
            other = threading.Thread(target=rename, args=(library, one))
            other.start()
            other.join()
        return texts

    monkeypatch.setattr(search, "folded", rename_behind)
    ids = add(library, *(f"numéro{number}" for number in range(20)))
    assert len(renamed) == 3
    assert set(found(library, "rebaptise")) == set(renamed)
    assert set(found(library, "numero")) == set(ids) - set(renamed)
    assert library.value("SELECT count(*) FROM search_todo") == 0


def rename(library: Library, club_id: int) -> None:
    with library.revise("test.rename", MARIE) as revision:
        revision.update("club", club_id, None, {"name": "rebaptisé"})


def test_a_big_act_is_indexed_without_a_log_too(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "journal_mode", lambda _: "DELETE")
    monkeypatch.setattr(search.index_chunk, "__defaults__", (0, 3))
    ids = add(library, *(f"numéro{number}" for number in range(20)))
    assert set(found(library, "numero")) == set(ids)


def test_a_disk_that_fills_in_the_middle_of_a_big_act_leaves_the_rest_for_later(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(search.index_chunk, "__defaults__", (0, 2))
    monkeypatch.setattr(indexing, "WRITTEN_AT_ONCE", 4)
    write, written = search.write, []

    def full(*given: Any) -> None:
        written.append(given)
        if len(written) == 3:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        write(*given)

    with monkeypatch.context() as during:
        during.setattr(search, "write", full)
        during.setattr(indexing, "READ_AT_ONCE", 4)
        ids = add(library, *(f"numéro{number}" for number in range(20)))
    assert "left behind" in caplog.text
    assert 0 < len(found(library, "numero")) < 20
    more = add(library, "numéro vingt")
    assert set(found(library, "numero")) == {*ids, *more}


def test_a_disk_that_fills_during_indexing_does_not_refuse_what_is_written(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> bool:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as during:
        during.setattr(search, "index_chunk", full)
        first = add(library, "premier")
    assert "left behind" in caplog.text
    assert library.value("SELECT count(*) FROM revision") == 1
    assert found(library, "premier") == []
    second = add(library, "second")
    assert (found(library, "premier"), found(library, "second")) == (first, second)


def test_a_source_that_gathers_nonsense_is_our_own_mistake_and_no_refusal(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nonsense(*_: object) -> bool:
        raise sqlite3.IntegrityError("NOT NULL constraint failed")

    with monkeypatch.context() as during:
        during.setattr(search, "index_chunk", nonsense)
        with pytest.raises(RuntimeError, match="index"):
            add(library, "premier")
    assert library.value("SELECT count(*) FROM club") == 1


def test_rebuilding_gives_the_same_index(library: Library) -> None:
    ids = add(library, "Amis", "Autres")
    library.derive("DELETE FROM club_text WHERE id = ?", (ids[0],))
    assert found(library, "amis") == []
    library.reindex()
    assert found(library, "amis") == [ids[0]]


@pytest.mark.parametrize(
    ("text", "typed", "hits"),
    [
        ("L’École d’été", "ecole", ["École"]),
        ("L’École d’été", "éc", ["Éc"]),
        ("Cœur et sœurs", "soeur", ["sœur"]),
        ("Cœur et sœurs", "so", ["sœ"]),
        ("Programmer en C++ ou en C", "c++", ["C++"]),
        ("e\u0301te\u0301 chaud", "été", ["e\u0301te\u0301"]),
        ("eau, l'EAU et eaux", "eau", ["eau", "EAU", "eau"]),
        ("rien", "", []),
    ],
)
def test_highlights_stand_on_the_original(text: str, typed: str, hits: list[str]) -> None:
    assert [text[start:end] for start, end in highlights(text, typed)] == hits


@given(st.text(), st.text(), st.integers(20, 200))
def test_an_excerpt_is_short_and_its_hits_are_real(text: str, typed: str, width: int) -> None:
    shown = excerpt(text, typed, width)
    assert len(shown.text) <= width + 4
    for start, end in shown.hits:
        assert fold(shown.text[start:end])
        assert 0 <= start < end <= len(shown.text)


def test_an_excerpt_shows_the_densest_place() -> None:
    text = "eau " + "bla " * 100 + "puits et eau, eau du puits" + " bla" * 100
    shown = excerpt(text, "puits eau", 80)
    assert "puits et eau, eau du puits" in shown.text
    assert shown.text.startswith("… ")
    assert shown.text.endswith(" …")
    assert [shown.text[a:b] for a, b in shown.hits] == ["puits", "eau", "eau", "puits"]
