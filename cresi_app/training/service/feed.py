"""Keeps a file of the calendar up to date beside the window: a save never waits for a shared folder."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.store.library import Library

_LOG: Final = logging.getLogger(__name__)
SHOWN: Final = frozenset({"session", "slot", "slot_trainer", "room", "person"})
"""Tables whose changes the calendar tells."""


class FeedKeeper:
    """Has the feed written again after each change that it tells, in a thread of its own.

    `place` tells the file now, None for none; `write` writes it and may refuse with a `DomainError`.
    """

    def __init__(self, library: Library, place: Callable[[], Path | None], write: Callable[[Path], object]) -> None:
        self._place, self._write = place, write
        self._asked, self._closed, self._pending = threading.Event(), False, False
        self._thread = threading.Thread(target=self._run, name="cresi-feed", daemon=True)
        self._thread.start()
        library.on_changes(self._heard)

    def _heard(self, changes: Changes) -> None:
        if changes.touches_any(SHOWN) and self._place() is not None:
            self._pending = True
            self._asked.set()

    def close(self) -> None:
        """Write what is still to be written, and end."""
        self._closed = True
        self._asked.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while True:
            self._asked.wait()
            ending, pending = self._closed, self._pending
            self._pending = False
            self._asked.clear()
            file = self._place() if pending else None
            if file is not None:
                try:
                    self._write(file)
                except DomainError as error:
                    _LOG.warning("calendar feed not written: %s", error)
            if ending:
                return
