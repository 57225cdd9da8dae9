"""What other processes do to the open library: commands handed over, told to the window's pages on its own thread."""

import threading
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from cresi_app import handover
from cresi_app.cli.run import answer_in_window
from cresi_app.core.changes import Changes
from cresi_app.services import Services
from cresi_app.widgets.desk import Desk

POLLED_MS = 300


class Outside(QObject):
    """Answers handed-over commands in a thread of its own; a timer tells the desk what they changed (no signal crosses threads)."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__(desk)
        self._services, self._desk = services, desk
        self._changes: deque[Changes] = deque()
        self._answering = threading.local()
        services.library.on_changes(self._heard)
        self._door = handover.Desk(services.library.folder, self._answer)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tell)
        self._timer.start(POLLED_MS)

    def close(self) -> None:
        """Close the door."""
        self._timer.stop()
        self._door.close()

    def _answer(self, arguments: Sequence[str], folder: Path) -> handover.Answer:
        self._answering.here = True
        return answer_in_window(self._services, arguments, folder)

    def _heard(self, changes: Changes) -> None:
        # Listeners run on the thread that wrote: only what the handed-over commands wrote is news to the desk.
        if getattr(self._answering, "here", False):
            self._changes.append(changes)

    def _tell(self) -> None:
        while self._changes:
            self._desk.tell(self._changes.popleft())
