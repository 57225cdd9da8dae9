"""Forms and packages that come in: shown beside what is there, taken thing by thing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cresi_app.core.changes import Actor
from cresi_app.printing.forms import fill
from cresi_app.projects.interchange.package import write_package
from cresi_app.projects.reports.making import print_form
from cresi_app.projects.service import ProjectService
from cresi_app.projects.ui.page import ProjectsPage
from cresi_app.projects.ui.receiving import ReceivingPane
from cresi_app.widgets.desk import Desk
from tests.projects.ui.test_page import settle
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, service: ProjectService) -> Iterator[ProjectsPage]:
    made = ProjectsPage(desk, service)
    qtbot.addWidget(made)
    made.resize(1208, 838)
    made.ensure_built()
    made.show()
    settle(desk)
    yield made
    settle(desk)


def pane_of(page: ProjectsPage) -> ReceivingPane:
    assert page.traffic.pane is not None
    return page.traffic.pane


def test_a_form_dropped_on_the_page_is_taken_where_it_is_checked(
    page: ProjectsPage,
    desk: Desk,
    service: ProjectService,
    filled_id: int,
    tmp_path: Path,
    messages: RecordingMessages,
) -> None:
    service.update_project(desk.actor, filled_id, None, None, context="Avant.")
    sent, back = tmp_path / "envoyé.pdf", tmp_path / "revenu.pdf"
    print_form(service, filled_id, sent)
    fill(sent, {"context": "Après.", "risks": "La pluie.", "starts_on": "un jour"}, back)
    assert page.take_files([back])
    settle(desk)
    pane = pane_of(page)
    assert page.stack.currentWidget() is pane
    rows = {row.difference.key: row for row in pane.rows}
    assert rows["field:risks"].box.value() is True, "what is new is proposed"
    assert rows["field:context"].box.value() is False, "what differs is asked"
    assert not rows["field:starts_on"].box.input.isEnabled()
    assert not pane.holder.isVisible()
    assert_accessible(pane)
    pane.take.click()
    settle(desk)
    one = service.project(filled_id)
    assert (one.context, one.risks) == ("Avant.", "La pluie.")
    assert page.dossier is not None
    assert page.dossier.project_id == filled_id
    assert messages.toasts[-1].text == "Dossier reçu"


def test_a_package_of_a_new_dossier_asks_for_nothing_that_is_known(
    page: ProjectsPage, desk: Desk, service: ProjectService, who: Actor, filled_id: int, tmp_path: Path
) -> None:
    out = tmp_path / "x.cresi-dossier"
    write_package(service, filled_id, out)
    assert page.take_files([out])
    settle(desk)
    pane = pane_of(page)
    assert pane.copy.isVisible()
    assert pane.counts.text().startswith("0 nouveau")
    pane.copy.click()
    settle(desk)
    assert len(service.projects()) == 2


def test_other_files_are_left_to_others_and_broken_ones_told(
    page: ProjectsPage, desk: Desk, tmp_path: Path, messages: RecordingMessages
) -> None:
    (tmp_path / "lettre.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert not page.take_files([tmp_path / "lettre.pdf"])
    (tmp_path / "cassé.cresi-dossier").write_bytes(b"PK nothing")
    assert page.take_files([tmp_path / "cassé.cresi-dossier"])
    settle(desk)
    assert [error.code for error in messages.errors if hasattr(error, "code")] == ["package_unreadable"]
    assert page.stack.currentWidget() is page.listing
    messages.files.append([tmp_path / "lettre.pdf"])
    page.traffic.choose_files()
    settle(desk)
    assert [error.code for error in messages.errors if hasattr(error, "code")][-1].startswith("form_")


def test_the_blank_form_and_the_package_are_saved_from_the_page(
    page: ProjectsPage, desk: Desk, filled_id: int, tmp_path: Path, messages: RecordingMessages
) -> None:
    messages.places += [tmp_path / "vierge.pdf", tmp_path / "dossier.cresi-dossier"]
    page.traffic.save_blank()
    page.open_dossier(filled_id)
    settle(desk)
    assert page.dossier is not None
    page.dossier.acts.send()
    settle(desk)
    QApplication.processEvents()
    assert (tmp_path / "vierge.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "dossier.cresi-dossier").read_bytes().startswith(b"PK")
