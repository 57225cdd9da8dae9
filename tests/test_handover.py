"""A command reaches the window that holds the library, and only with its secret."""

import json
import threading
from collections.abc import Sequence
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from cresi_app.core.errors import StoreError
from cresi_app.handover import ADDRESS_FILE, Answer, Desk, ask


def echo(arguments: Sequence[str], folder: Path) -> Answer:
    if arguments == ["boom"]:
        raise ValueError("a handler's own mistake must not close the door")
    return Answer(code=3, out=" ".join(arguments), err=str(folder))


def test_questions_are_answered_until_the_window_closes(tmp_path: Path) -> None:
    desk = Desk(tmp_path, echo)
    try:
        for _ in range(3):
            assert ask(tmp_path, ["search", "été"]) == Answer(3, "search été", str(Path.cwd()))
        with pytest.raises(StoreError, match="peut-être"):  # it may have been done: nobody must run it again unasked
            ask(tmp_path, ["boom"])
        assert ask(tmp_path, ["again"]) is not None
    finally:
        desk.close()
    assert ask(tmp_path, ["search"]) is None
    assert not (tmp_path / ADDRESS_FILE).exists()


def test_a_dead_window_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / ADDRESS_FILE).write_text(
        json.dumps({"address": str(tmp_path / "gone.sock"), "secret": "00"}), encoding="utf-8"
    )
    assert ask(tmp_path, ["info"]) is None
    for rubbish in ("{", "[]", '{"address": 3, "secret": "00"}'):
        (tmp_path / ADDRESS_FILE).write_text(rubbish, encoding="utf-8")
        assert ask(tmp_path, ["info"]) is None


def test_the_secret_is_needed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, echo)
    try:
        address = json.loads((tmp_path / ADDRESS_FILE).read_text(encoding="utf-8"))["address"]
        with pytest.raises(AuthenticationError):
            Client(address, authkey=b"guess")
        assert ask(tmp_path, ["still"]) == Answer(3, "still", str(Path.cwd()))
    finally:
        desk.close()


def test_a_caller_that_says_nothing_holds_nobody_up(tmp_path: Path) -> None:
    desk = Desk(tmp_path, echo)
    try:
        address = json.loads((tmp_path / ADDRESS_FILE).read_text(encoding="utf-8"))["address"]
        with Client(address):  # connected, and silent even to the question for the secret
            assert ask(tmp_path, ["meanwhile"]) == Answer(3, "meanwhile", str(Path.cwd()))
    finally:
        desk.close()


def test_a_closing_window_declines_what_it_has_not_begun(tmp_path: Path) -> None:
    entered, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def slow(arguments: Sequence[str], _folder: Path) -> Answer:
        entered.set()
        assert go_on.wait(20)
        done.append(arguments[0])
        return Answer(0, arguments[0], "")

    desk = Desk(tmp_path, slow)
    answers: dict[str, Answer | None] = {}
    callers = [threading.Thread(target=lambda w=word: answers.update({w: ask(tmp_path, [w])})) for word in "ab"]
    callers[0].start()
    assert entered.wait(20)
    callers[1].start()
    while desk.callers < 2:
        callers[1].join(0.01)
    closing = threading.Thread(target=desk.close)
    closing.start()
    while (tmp_path / ADDRESS_FILE).exists():
        closing.join(0.01)
    go_on.set()
    for thread in (*callers, closing):
        thread.join(20)
    assert answers == {"a": Answer(0, "a", ""), "b": None}
    assert done == ["a"]


def test_a_window_that_closes_answers_the_command_under_way_first(tmp_path: Path) -> None:
    entered, go_on = threading.Event(), threading.Event()

    def slow(arguments: Sequence[str], _folder: Path) -> Answer:
        entered.set()
        assert go_on.wait(20)
        return Answer(0, arguments[0], "")

    desk = Desk(tmp_path, slow)
    answers: list[Answer | None] = []
    asking = threading.Thread(target=lambda: answers.append(ask(tmp_path, ["import"])))
    asking.start()
    assert entered.wait(20)
    closing = threading.Thread(target=desk.close)
    closing.start()
    while (tmp_path / ADDRESS_FILE).exists():
        closing.join(0.01)
    go_on.set()
    closing.join(20)
    asking.join(20)
    assert not closing.is_alive()
    assert answers == [Answer(0, "import", "")]
