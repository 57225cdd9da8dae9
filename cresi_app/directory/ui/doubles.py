"""« Ressemble à… » above a sheet: what may be the same association or person, looked for once the sheet is there."""

from collections.abc import Callable

from cresi_app.core.i18n import tr
from cresi_app.directory.model import Suspect
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import InlineMessage


class DoublesMessage(InlineMessage):
    """Hidden until something resembles the record shown; `compare(id)` sets the two side by side."""

    def __init__(self, desk: Desk, compare: Callable[[int], object]) -> None:
        super().__init__()
        self._desk, self._compare = desk, compare
        self.hide()

    def look(self, search: Callable[[], list[Suspect]] | None) -> None:
        """Forget what was said and, with a search, ask it anew: comparing names takes longer than reading a sheet."""
        self.hide()
        if search is None:
            self._desk.drop(_KEY)
        else:
            self._desk.read(_KEY, search, self._show, lambda _error: None)

    def _show(self, suspects: list[Suspect]) -> None:
        self.setVisible(bool(suspects))
        if suspects:
            first = suspects[0]
            self.say(first.reason, "warning", Act(tr("Comparer"), lambda: self._compare(first.id)))


_KEY = ("directory", "doubles")
