"""A child that is asked answers in order; one that dies of what it was told is missed at the next question, and replaced."""

import os
from collections.abc import Mapping
from typing import Any

import pytest

from cresi_app.core.apart import Apart, ChildLostError, Reply

_HEARD: list[str] = []
NAME = "tests.core.test_apart:answer"


def answer(request: Mapping[str, Any]) -> Reply:
    """Remember a word, tell them all, or die: the child's side."""
    if "die" in request:
        os._exit(3)
    if "word" in request:
        _HEARD.append(request["word"])
    return {"heard": _HEARD}, b"\n{raw}"


def test_what_a_child_is_told_is_done_before_the_next_answer() -> None:
    with Apart(NAME) as child:
        child.tell({"word": "un"})
        child.tell({"word": "deux"})
        assert child.ask({"word": "trois"}, seconds=30) == ({"heard": ["un", "deux", "trois"]}, b"\n{raw}")
        assert child.ask({}, seconds=30)[0] == {"heard": ["un", "deux", "trois"]}


def test_a_child_that_dies_of_what_it_was_told_is_missed_and_replaced() -> None:
    with Apart(NAME) as child:
        child.ask({"word": "un"}, seconds=30)
        child.tell({"die": True})
        with pytest.raises(ChildLostError) as lost:
            child.ask({}, seconds=30)
        assert not lost.value.late
        assert child.ask({"word": "deux"}, seconds=30)[0] == {"heard": ["deux"]}
