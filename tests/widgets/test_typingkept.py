"""Words that were typed and never saved: kept on this computer, put back or offered again, forgotten once they are saved."""

import threading
from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.widgets import typingkept
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk, TypedHere
from cresi_app.widgets.fields import DateField, MultilineField, TextField


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typingkept, "PAUSE", 0.0)


def kept_in(desk: Desk) -> str:
    assert isinstance(desk.typed, TypedHere)
    return str(desk.typed.forms)


class Records:
    """A record that keeps what is saved, and may refuse it."""

    def __init__(self) -> None:
        self.saved: dict[str, Any] = {}

    def save(self, _record: int, _version: int, _group: int, values: Mapping[str, Any]) -> Changes:
        if values.get("title") == "non":
            raise DomainError("no", "Non.", field="title")
        self.saved |= values
        return Changes(None, "")

    def form(self, desk: Desk, qtbot: QtBot) -> AutoForm:
        made = AutoForm(
            desk, "thing", [TextField("Titre", name="title"), MultilineField("Note", name="note")], self.save
        )
        qtbot.addWidget(made)
        made.show()
        made.show_record(7, 1, {"title": "Ancien", "note": ""})
        return made


def words_of(form: AutoForm | ActForm, name: str) -> str:
    return typingkept.typed_in(form.form.field(name))


def type_note(form: AutoForm | ActForm, name: str, words: str) -> None:
    editor = form.form.field(name).editor
    editor.setFocus()
    QTest.keyClicks(editor, words)


def test_a_crash_loses_no_words_of_a_record(desk: Desk, qtbot: QtBot) -> None:
    records = Records()
    before = records.form(desk, qtbot)
    type_note(before, "title", " et nouveau")
    assert records.saved == {}, "the field was not left: the program died here"
    after = records.form(desk, qtbot)
    assert words_of(after, "title") == words_of(before, "title") != "Ancien"
    assert after.form.field("title").dirty, "it is put back, and saved when it is left"
    other = AutoForm(desk, "thing", [TextField("Titre", name="title")], records.save)
    qtbot.addWidget(other)
    other.show_record(8, 1, {"title": "Autre"})
    assert words_of(other, "title") == "Autre"


def test_the_last_words_before_a_pause_are_kept_too(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typingkept, "PAUSE", 0.3)
    form = Records().form(desk, qtbot)
    type_note(form, "title", " et nouveau")
    qtbot.waitUntil(lambda: "et nouveau" in kept_in(desk))
    monkeypatch.setattr(typingkept, "PAUSE", 60.0)
    type_note(form, "title", " encore")
    form.show_record(8, 1, {"title": "Autre", "note": ""})
    assert "et nouveau encore" in kept_in(desk), "another record takes the form away"


def test_what_is_saved_is_not_offered_again(desk: Desk, qtbot: QtBot) -> None:
    records = Records()
    form = records.form(desk, qtbot)
    type_note(form, "note", "Une phrase")
    form.form.field("note").commit()
    desk.wait_idle()
    assert records.saved == {"note": "Une phrase"}
    assert words_of(records.form(desk, qtbot), "note") == ""
    assert kept_in(desk) == "{}"


def test_what_is_left_stays_kept_until_its_save_is_acknowledged(desk: Desk, qtbot: QtBot) -> None:
    records, hold = Records(), threading.Event()
    form = records.form(desk, qtbot)
    desk.write("busy", lambda: Changes(None, str(hold.wait(20))))
    type_note(form, "title", " et nouveau")
    form.form.field("title").commit()
    QTest.qWait(20)
    assert records.saved == {}
    assert "et nouveau" in kept_in(desk), "the program may die before the save is on the disk"
    hold.set()
    desk.wait_idle()
    assert kept_in(desk) == "{}"
    form.form.field("title").set_value("")
    type_note(form, "title", "non")
    form.form.field("title").commit()
    desk.wait_idle()
    assert form.form.field("title").error
    assert "non" in kept_in(desk), "what was refused is not saved"


def test_what_is_saved_after_another_record_came_is_forgotten_too(desk: Desk, qtbot: QtBot) -> None:
    """Else it would be typed over what others write there later."""
    records, hold = Records(), threading.Event()
    form = records.form(desk, qtbot)
    desk.write("busy", lambda: Changes(None, str(hold.wait(20))))
    type_note(form, "title", " et nouveau")
    form.form.field("title").commit()
    form.show_record(8, 1, {"title": "Autre", "note": ""})
    assert "et nouveau" in kept_in(desk)
    hold.set()
    desk.wait_idle()
    assert records.saved, "it was saved meanwhile"
    assert kept_in(desk) == "{}"


def test_each_profile_has_its_own_words(desk: Desk, qtbot: QtBot) -> None:
    type_note(Records().form(desk, qtbot), "title", " et nouveau")
    desk.set_actor(Actor("paul", "Paul"))
    assert words_of(Records().form(desk, qtbot), "title") == "Ancien"
    desk.set_actor(Actor("test", "Claire Martin"))
    assert "et nouveau" in words_of(Records().form(desk, qtbot), "title")


def act(desk: Desk, qtbot: QtBot) -> ActForm:
    secret = TextField("Phrase secrète", name="secret")
    secret.input.setEchoMode(QLineEdit.EchoMode.Password)
    fields = [TextField("Objet", name="title"), DateField("Jour", name="day"), secret]
    made = ActForm(desk, ("Nouvelle subvention", "Créer", "check"), fields, lambda _values: lambda: Changes(None, ""))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_form_left_half_way_is_offered_again(desk: Desk, qtbot: QtBot) -> None:
    first = act(desk, qtbot)
    type_note(first, "title", "Cantines")
    type_note(first, "day", "31/02")
    type_note(first, "secret", "mot de passe")
    first.given_up.emit()
    first.hide()
    again = act(desk, qtbot)
    assert words_of(again, "title") == "", "it may be about another record: nothing is put back unasked"
    assert "mot de passe" not in kept_in(desk)
    next(one for one in again.message.findChildren(Button) if one.text() == "La reprendre").click()
    assert words_of(again, "title") == "Cantines"
    assert words_of(again, "day") == "31/02"
    assert again.form.field("day").error
    again.form.field("day").set_value(None)
    again.submit()
    desk.wait_idle()
    assert act(desk, qtbot).message.isHidden()
