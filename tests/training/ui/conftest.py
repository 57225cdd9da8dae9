"""The Formations page over a real library."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from cresi_app.core import clock
from cresi_app.training.model import SessionStatus
from cresi_app.training.ui.page import TrainingPage
from cresi_app.widgets.desk import Desk
from tests.training.centre import CLAIRE, Centre, afternoon, morning

TUESDAY = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _moment() -> Iterator[None]:
    with clock.frozen(TUESDAY):
        yield


@pytest.fixture
def desk_interrupt(centre: Centre) -> Callable[[int], None]:
    return centre.library.interrupt


@pytest.fixture
def budget(centre: Centre) -> int:
    """The session of the 8th of October: two seats, both taken, one person waiting."""
    room = centre.training.add_room(CLAIRE, "Salle Senghor").id
    session = centre.session(
        morning(date(2026, 10, 8), room), afternoon(date(2026, 10, 8), room), capacity_target=2, capacity_max=2,
        status=SessionStatus.CONFIRMED,
    )  # fmt: skip
    centre.training.book(CLAIRE, session, centre.organisation("Teranga 94"), ["Awa Sow", "Ibrahima Ba", "Paul Roy"])
    return session


@pytest.fixture
def page(qapp: QApplication, desk: Desk, centre: Centre, budget: int) -> Iterator[TrainingPage]:
    window = QMainWindow()
    made = TrainingPage(desk, centre.training)
    window.setCentralWidget(made)
    window.resize(1208, 838)
    made.ensure_built()
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    desk.wait_idle()
    yield made
    desk.wait_idle()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
