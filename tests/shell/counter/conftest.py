"""A counter over a real library, in a window that is never shown to the team."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from cresi_app.app.counter import CounterMakers
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.i18n import set_language
from cresi_app.core.settings import Settings
from cresi_app.services import Services
from cresi_app.shell.counter.lock import KEY, CounterLock
from cresi_app.shell.counter.window import CounterWindow
from cresi_app.training.model import DayPart, SessionPlan, SlotPlan
from cresi_app.training.model.evaluation import Moment, QuestionKind, QuestionPlan
from cresi_app.widgets.desk import Desk, DeskDoors
from cresi_app.widgets.theme import theme

NOON = datetime(2026, 10, 6, 12, 32, tzinfo=UTC)
STAFF = Actor("1", "Claire Martin")
WORDS = "le lac est calme ce soir"


class Counter:
    """A counter and what stands behind it."""

    def __init__(self, services: Services, window: CounterWindow, lock: CounterLock, desk: Desk) -> None:
        self.services, self.window, self.lock, self.desk = services, window, lock, desk

    def organisation(self, name: str) -> int:
        return self.services.directory.add_organisation(STAFF, name).id

    def code(self, name: str) -> str:
        return self.services.training.make_code(STAFF, self.organisation(name)).code


@pytest.fixture(autouse=True)
def _moment() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with Services.create(tmp_path / "library") as made:
        made.directory.set_identity(
            STAFF, centre_name="Centre de ressources", centre_tagline="Solidarité internationale"
        )
        made.catalogue.add_document(STAFF, title="Récits du fleuve Sénégal", abstract="Un fleuve, trois pays.")
        course = made.training.add_course(STAFF, "Monter son budget").id
        questions = (QuestionPlan("Utile ?"), QuestionPlan("À retenir", QuestionKind.TEXT))
        made.training.set_evaluation_form(STAFF, course, Moment.HOT, questions)
        slots = (SlotPlan.usual(date(2026, 11, 12), DayPart.AM), SlotPlan.usual(date(2026, 11, 12), DayPart.PM))
        made.training.add_session(STAFF, SessionPlan(course, slots, capacity_target=4, capacity_max=4))
        yield made


@pytest.fixture
def kept() -> dict[str, Any]:
    """What the machine's settings keep of the counter."""
    return {}


@pytest.fixture
def open_counter(qtbot: QtBot, services: Services, kept: dict[str, Any]) -> Iterator[Callable[..., Counter]]:
    with ExitStack() as stack:

        def make() -> Counter:
            lock = CounterLock(lambda: Settings(desks={KEY: kept}), kept.update)
            lock.set_passphrase(WORDS)
            lock.close()
            window = CounterWindow()
            doors = DeskDoors(services.library.interrupt, lambda _kind, _id: None)
            desk = Desk(doors, window.voice, Actor("counter", "Poste d'accueil"), Settings(theme="light"), window)
            window.furnish(desk, CounterMakers(services).doors(), lock)
            window.resize(1440, 900)
            with qtbot.waitExposed(window):
                window.show()
            desk.wait_idle()

            def close() -> None:
                window.unlock()
                window.deleteLater()
                theme().set_mode("light")
                theme().set_zoom(100)
                set_language("fr")

            stack.callback(close)
            return Counter(services, window, lock, desk)

        yield make


@pytest.fixture
def counter(open_counter: Callable[..., Counter]) -> Counter:
    return open_counter()
