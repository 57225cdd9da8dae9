"""A long import cancelled from the window while it is being written: the library is as it was, and the window stayed usable."""

import threading
from hashlib import sha256
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from benchmarks.notices import file_of
from cresi_app.app.session import Session
from cresi_app.catalogue.service.importing.staging import Stager
from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.services import Services

COUNT = 600


def everything(session: Session) -> str:
    """Return one hash over every row of what is recorded, and over the history."""
    return everything_in(session.services)


def everything_in(services: Services) -> str:
    """Return it without a window."""
    library, said = services.library, sha256()
    library.derive(
        "DELETE FROM staged WHERE import < 0"
    )  # what nobody waited for is done before this turn of the writer
    for table in [*(shape.name for shape in library.structure.recorded), "revision", "change", "staged"]:
        for row in library.query(f'SELECT * FROM "{table}" ORDER BY 1'):
            said.update(repr(tuple(row)).encode())
    return said.hexdigest()


def held_up(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let imports wait, once their rows are put aside, until the event is set: a quick machine is done before a click."""
    go_on, flush = threading.Event(), Stager.flush

    def wait(stager: Stager) -> None:
        flush(stager)
        go_on.wait(60)

    monkeypatch.setattr(Stager, "flush", wait)
    return go_on


def test_a_long_import_is_cancelled_in_the_window(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = session.window
    assert window is not None
    file = tmp_path / "fonds.mrc"
    file.write_bytes(file_of(COUNT))
    window.take_files([file])
    page = window.pages.current()
    assert isinstance(page, CataloguePage)
    view = page.import_view
    qtbot.waitUntil(lambda: view.report is not None and not window.desk.tasks.long_works(), timeout=120_000)
    window.desk.wait_idle(60_000)
    before = everything(session)
    go_on = held_up(monkeypatch)
    view.run()
    qtbot.waitUntil(lambda: any(one.done for one in window.desk.tasks.long_works()), timeout=60_000)
    window.status_line.show_line()
    assert window.status_line.isVisible()
    window.pages.go("directory")  # the window stays usable meanwhile
    assert window.pages.current().isVisible()
    window.status_line.button.click()
    go_on.set()
    qtbot.waitUntil(lambda: not window.desk.tasks.long_works(), timeout=60_000)
    window.desk.wait_idle(60_000)
    assert not window.status_line.isVisible()
    assert everything(session) == before
