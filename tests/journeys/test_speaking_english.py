"""A window that was opened in French and told to speak English keeps no French word anywhere: labels, tooltips, names for assistive tools."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.app.session import Session
from cresi_app.catalogue.interchange.online import BNF
from cresi_app.core.changes import Actor
from cresi_app.core.i18n import set_language
from cresi_app.core.settings import Settings, save_settings
from cresi_app.services import Services
from cresi_app.shell.window import MainWindow
from cresi_app.training.model import DayPart, SessionPlan, SlotPlan
from tests.architecture.test_translations import LANGUAGE_NAMES, looks_french

WHO = Actor("", "Sam Lee")
SAID = ("text", "title", "placeholderText", "toolTip", "accessibleName", "accessibleDescription", "windowTitle")


def furnish(services: Services) -> tuple[int, dict[str, int]]:
    """Write one record of each kind, all in English; return the member of staff and the records."""
    staff = services.directory.add_staff(WHO, "Sam Lee", "lead").id
    holder = services.directory.add_organisation(WHO, "Water for Kita", "association").id
    course = services.training.add_course(WHO, "Budgets").id
    half_day = SlotPlan.usual(date(2030, 1, 8), DayPart.AM)
    records = {
        "organisation": holder,
        "person": services.directory.add_person(WHO, "Ann", "Lee").id,
        "document": services.catalogue.add_document(WHO, title="Water").id,
        "project": services.projects.add_project(WHO, "Wells", holder, 2026).id,
        "session": services.training.add_session(WHO, SessionPlan(course, (half_day,))).id,
    }
    assert all(records.values())
    assert staff is not None
    return staff, {kind: record for kind, record in records.items() if record is not None}


def texts(root: QWidget) -> Iterator[str]:
    """Yield every word a person or an assistive tool may meet in a window."""
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(index) for index in range(widget.count()))
        for name in SAID:
            said = getattr(widget, name, None)
            if callable(said) and isinstance(words := said(), str):
                yield words
    for action in root.findChildren(QAction):
        yield from (action.text(), action.toolTip())


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[MainWindow, dict[str, int]]]:
    """A window over a library written in English, told to speak English after it has opened in French."""
    monkeypatch.setenv("CRESI_CONFIG", str(tmp_path / "config"))
    with Services.create(tmp_path / "library") as services:
        staff, records = furnish(services)
    save_settings(Settings(staff_id=str(staff)))
    session = Session(qapp)
    session.open(tmp_path / "library")
    shown = session.window
    assert shown is not None
    try:
        shown.desk.wait_idle()
        yield shown, records
    finally:
        shown.desk.change_settings(language="fr")
        set_language("fr")
        shown.close()
        session.deleteLater()


def settle(window: MainWindow) -> None:
    for _ in range(3):
        window.desk.wait_idle()
        QApplication.processEvents()


def test_no_french_is_left_in_an_english_window(window: tuple[MainWindow, dict[str, int]]) -> None:
    shown, records = window
    named = LANGUAGE_NAMES | {
        BNF.name,
        "De minimis aid",
        "De minimis received from others in three years",
    }  # Latin, not French
    for entry in shown.pages.entries:
        shown.pages.go(entry.key)
    settle(shown)
    french = sum(looks_french(text) for text in texts(shown))
    assert french > 50, "the search sees the French window"
    shown.desk.change_settings(language="en")
    left: dict[str, set[str]] = {}
    stops = [(entry.key, entry.key) for entry in shown.pages.entries] + [(kind, "") for kind in records]
    for stop, key in stops:
        if key:
            shown.pages.go(key)
        else:
            shown.open_record(stop, records[stop])
        settle(shown)
        if words := {text for text in texts(shown) if looks_french(text)} - named:
            left[stop] = words
    assert left == {}
