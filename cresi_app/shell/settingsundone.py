"""Settings that were changed, taken back by the same keys as the acts of the library, in the order in which both were done."""

from cresi_app.core.changes import Changes
from cresi_app.widgets.desk import SettingAct


class SettingsUndone:
    """Settings made and taken back since the window opened, each with the revision that undo would have taken then."""

    def __init__(self) -> None:
        self._made: list[tuple[SettingAct, int]] = []
        self._undone: list[SettingAct | None] = []
        """What was taken back, last one last; None stands for a revision."""
        self._names = ("", "")
        self._seq = 0

    def know(self, undo: str, redo: str, seq: int) -> None:
        """Learn what undo and redo would take in the library."""
        self._names, self._seq = (undo, redo), seq

    def made(self, act: SettingAct) -> None:
        """Remember a setting just changed; what had been taken back is no longer brought back."""
        self._made.append((act, self._seq))
        self._undone.clear()

    def heed(self, changes: Changes) -> None:
        """Follow what is written in the library."""
        if changes.operation == "undo":
            self._undone.append(None)
        elif changes.operation == "redo":
            del self._undone[-1:]
        else:
            self._undone.clear()

    def names(self) -> tuple[str, str]:
        """Return what undo and redo would take now, settings included."""
        undo = self._made[-1][0].title if self._next() else self._names[0]
        again = self._undone[-1] if self._undone else None
        return undo, again.title if again is not None else self._names[1]

    def undo(self) -> bool:
        """Take back the last setting if it came after the library's last act; False when it did not."""
        if not self._next():
            return False
        act, _seq = self._made.pop()
        act.undo()
        self._undone.append(act)
        return True

    def redo(self) -> bool:
        """Bring back what was taken back last if it is a setting."""
        act = self._undone[-1] if self._undone else None
        if act is None:
            return False
        self._undone.pop()
        act.redo()
        self._made.append((act, self._seq))
        return True

    def _next(self) -> bool:
        return bool(self._made) and self._seq <= self._made[-1][1]
