"""Cyclic garbage is collected on the main thread only: a worker must never be the one that destroys a Qt object."""

import gc
from typing import Final, Self

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 2000


class MainThreadCollector(QObject):
    """Takes over from Python's own collector, which runs on whichever thread happens to allocate.

    Wherever a window and its worker threads live there is one: in the program, in the tour, in tests.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self.collect)
        timer.start(EVERY_MS)

    @classmethod
    def of(cls, application: QObject) -> Self:
        """Return the one of the application, made at the first call."""
        return application.findChild(cls) or cls(application)

    def collect(self) -> int:
        """Collect the oldest generation that is due, as Python would; return its number, -1 for none."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return generation
        return -1
