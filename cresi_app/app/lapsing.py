"""Offers that run out while the program is open: looked at when it opens, then every minute."""

import logging
from typing import Final

from PySide6.QtCore import QObject, QTimer

from cresi_app.core.changes import NOTHING, Changes
from cresi_app.core.errors import CresiError
from cresi_app.services import Services
from cresi_app.widgets.desk import Desk

EVERY_MS: Final = 60_000
_LOG = logging.getLogger(__name__)


class Lapsing(QObject):
    """Lets the program end offers at their hour, on the writer's thread, and tells the open pages."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__(desk)
        self._services, self._desk = services, desk
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)

    def look(self) -> None:
        """End what has run out."""
        training = self._services.training
        found: list[Changes] = []

        def act() -> Changes:
            found.extend(training.lapse_all())
            return found[-1] if found else NOTHING

        def told(_changes: Changes) -> None:
            for changes in found[:-1]:
                self._desk.tell(changes)

        self._desk.write("training.lapse", act, told, _quietly)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()


def _quietly(error: CresiError) -> None:
    _LOG.warning("offers not looked at: %s", error)
