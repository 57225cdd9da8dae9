"""The calendar kept up to date in a file, for programs that read it again and again (a subscription, a shared folder)."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cresi_app.core.changes import Changes
from cresi_app.core.clock import today
from cresi_app.core.disk import write_whole
from cresi_app.core.errors import DomainError
from cresi_app.training.service import TrainingService

_LOG: Final = logging.getLogger(__name__)
SHOWN: Final = frozenset({"session", "slot", "slot_trainer", "room", "person"})
"""Tables whose changes the calendar tells."""


def write_feed(service: TrainingService, file: Path) -> None:
    """Write last year's, this year's and next year's sessions into `file`, whole or not at all."""
    from cresi_app.training.interchange.calendar import years_calendar  # noqa: PLC0415 - icalendar costs start-up time

    year = today().year
    write_whole(file, years_calendar(service, range(year - 1, year + 2)))


class FeedKeeper:
    """Writes the feed again after each change that it tells, in a thread of its own: a save never waits for a shared folder."""

    def __init__(self, service: TrainingService, place: Callable[[], Path | None]) -> None:
        self._service, self._place = service, place
        self._asked, self._closed = threading.Event(), False
        self._thread = threading.Thread(target=self._run, name="cresi-feed", daemon=True)
        self._thread.start()
        service.library.on_changes(self._heard)

    def _heard(self, changes: Changes) -> None:
        if changes.touches_any(SHOWN) and self._place() is not None:
            self._asked.set()

    def ask(self) -> None:
        """Write the feed again now."""
        self._asked.set()

    def close(self) -> None:
        """Write what is still to be written, and end."""
        self._closed = True
        self._asked.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while True:
            self._asked.wait()
            ending, pending = self._closed, self._asked.is_set()
            self._asked.clear()
            file = self._place()
            if pending and file is not None:
                try:
                    write_feed(self._service, file)
                except DomainError as error:
                    _LOG.warning("calendar feed not written: %s", error)
            if ending:
                return
