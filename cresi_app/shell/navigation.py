"""Where one is and was: the pages by key, and the way back with each page's view."""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal


@dataclass(slots=True)
class Place:
    """A page and the state of its view."""

    key: str
    state: dict[str, Any] = field(default_factory=dict)


class History(QObject):
    """The places visited, as in a browser: going somewhere new forgets the way forward."""

    changed = Signal()
    MOST = 60

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """The present place."""
        return self._places[self._at] if self._at >= 0 else None

    def can_go(self, steps: int) -> bool:
        """Say whether there is a place so many steps away."""
        return 0 <= self._at + steps < len(self._places)

    def visit(self, place: Place) -> None:
        """Come to a new place; the same page in the same state is no new place."""
        if self.here == place:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[: -self.MOST]
        self._at = len(self._places) - 1
        self.changed.emit()

    def leave(self, state: dict[str, Any]) -> None:
        """Note the view of the present place before going elsewhere."""
        if self.here is not None:
            self.here.state = state

    def go(self, steps: int) -> Place | None:
        """Move along the way; None when there is nothing there."""
        if not self.can_go(steps):
            return None
        self._at += steps
        self.changed.emit()
        return self.here
