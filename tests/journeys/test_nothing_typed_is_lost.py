"""What is typed into a record's form is kept whatever comes next: another desk, another record, the way back, Escape."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cresi_app.app.session import Session
from cresi_app.core.changes import Changes
from cresi_app.shell.window import MainWindow
from cresi_app.widgets.fields import Field
from tests.windows import activated

TYPED = "Ecrit ici"

Reading = Callable[[int], str]


@dataclass(frozen=True)
class Desk:
    """A record's form: its kind, two records, how the form is reached once a record is in front, its field, and what is saved."""

    kind: str
    ids: Sequence[int]
    field: str
    saved: Reading
    reach: Callable[[Any], object] = lambda _page: None


def _act(*names: str) -> Callable[[Any], object]:
    """Return what does the first of these acts that the page offers."""

    def do(page: Any) -> object:
        return next(one for one in page.actions() if one.id in names).run()

    return do


def desks(session: Session) -> list[Desk]:
    """Return one form of each desk."""
    services = session.services
    catalogue, training, projects, cooperation, funding, directory = (
        services.catalogue, services.training, services.projects, services.cooperation, services.funding, services.directory,
    )  # fmt: skip
    documents = [row.id for row in catalogue.newest(2)]
    return [
        Desk("document", documents, "subtitle", lambda key: catalogue.document(key).document.subtitle, _act("catalogue.edit")),
        Desk("session", [one.id for one in training.upcoming(2)], "contact", lambda key: training.session(key).contact,
             lambda page: page.session.show_tab("sheet")),
        Desk("course", [one.id for one in training.courses()][:2], "theme",
             lambda key: next(one.theme for one in training.courses() if one.id == key)),
        Desk("project", projects.project_ids()[:2], "call_name", lambda key: projects.project(key).call_name,
             lambda page: page.dossier.show_project(page.record()[1], "request")),
        Desk("agreement", [row.id for row in cooperation.agreement_rows()][:2], "steering",
             lambda key: cooperation.sheet(key).current.steering, _act("cooperation.edit")),
        Desk("support", cooperation.support_ids()[:2], "place", lambda key: cooperation.support_sheet(key).support.place,
             _act("cooperation.edit_support")),
        Desk("outpost", cooperation.outpost_ids()[:2], "place", lambda key: cooperation.outpost_sheet(key).outpost.place,
             _act("cooperation.edit_outpost")),
        Desk("grant", funding.grant_ids()[:2], "title", lambda key: funding.grant(key).title, _act("funding.edit")),
        Desk("organisation", directory.organisation_ids(limit=2), "acronym", lambda key: directory.organisation(key).acronym,
             _act("directory.edit")),
        Desk("person", directory.person_ids(limit=2), "honorific", lambda key: directory.person(key).honorific),
    ]  # fmt: skip


def field_in_front(window: MainWindow, name: str) -> Field:
    """Return the visible field of that name."""
    found = [one for one in window.pages.current().findChildren(Field) if one.name == name and one.isVisible()]
    assert found, f"no field {name}"
    return found[0]


def another_desk(window: MainWindow, _desk: Desk) -> None:
    window.pages.go("home")


def another_record(window: MainWindow, desk: Desk) -> None:
    window.open_record(desk.kind, desk.ids[-1])


def the_way_back(window: MainWindow, _desk: Desk) -> None:
    window.pages.travel(-1)


def escape(_window: MainWindow, _desk: Desk) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)


def typed_and_left(session: Session, desk: Desk, leave: Callable[[MainWindow, Desk], None]) -> str:
    """Type into the form, leave it, and return what is saved."""
    window = session.window
    assert window is not None
    window.open_record(desk.kind, desk.ids[-1])
    window.desk.wait_idle()
    window.open_record(desk.kind, desk.ids[0])
    window.desk.wait_idle()
    desk.reach(window.pages.current())
    window.desk.wait_idle()
    field = field_in_front(window, desk.field)
    field.focus()
    assert activated(window)
    QApplication.processEvents()
    holder: Any = field.editor
    assert holder.hasFocus()
    holder.selectAll()
    words = f"{TYPED} {leave.__name__.replace('_', ' ')}"
    QTest.keyClicks(holder, words)
    leave(window, desk)
    if shiboken6.isValid(field) and field.isVisible() and holder.text() == words:
        return ""  # nobody left: what was typed stands there yet
    window.desk.wait_idle()
    return "" if desk.saved(desk.ids[0]) == words else f"{desk.kind}, {leave.__name__}: {desk.saved(desk.ids[0])!r}"


WAYS = (another_desk, another_record, the_way_back, escape)
QUICK = {"project", "grant", "organisation"}
"""Three ways of keeping a form; the usual run tries these, the long one every desk."""


def lost(session: Session, forms: Sequence[Desk]) -> str:
    """Leave every form in every way; return what was lost."""
    return "\n".join(said for leave in WAYS for desk in forms if (said := typed_and_left(session, desk, leave)))


def test_what_is_typed_is_saved_however_the_form_is_left(session: Session) -> None:
    assert lost(session, [desk for desk in desks(session) if desk.kind in QUICK]) == ""


@pytest.mark.long
def test_no_desk_loses_what_is_typed(session: Session) -> None:
    assert lost(session, [desk for desk in desks(session) if desk.kind not in QUICK]) == ""


def test_words_about_records_that_go_one_right_after_the_other_are_all_forgotten(session: Session) -> None:
    """The look for the first is overtaken by the look for the second."""
    assert session.window is not None
    desk = session.window.desk
    for key in (1, 2):  # ids that no person has
        desk.typed.keep(desk.actor.key, f"person:{key}", {"note": TYPED})
    for key in (1, 2):
        desk.changed.emit(Changes(key, "directory.anonymise_person", {"person": frozenset({key})}, ("person", key)))
    desk.wait_idle()
    assert [desk.typed.recall(desk.actor.key, f"person:{key}") for key in (1, 2)] == [{}, {}]
