"""What every part of a dossier's page works with: the desk, the service, autosaves in order, one way to undo."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import C_, tr
from cresi_app.projects.model import DossierData
from cresi_app.projects.service import ProjectService
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.messages import Act

Refused = Callable[[CresiError], None]
RowKey = tuple[str, int]
"""A table and an id."""


@dataclass(slots=True)
class _Held:
    """The versions of the rows on screen; between two readings only the writer thread moves them."""

    versions: dict[RowKey, int] = field(default_factory=dict)


class Saver(QObject):
    """Saves of the dossier on screen: they follow each other on the writer thread, each with the version the one before left."""

    changed = Signal()
    """A save has begun or ended: `pending` and `saved_at` tell."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._held = _Held()
        self.pending = 0
        self.saved_at: datetime | None = None

    def show(self, data: DossierData, *, same: bool) -> None:
        """Take the versions of a dossier that was read; the same one read again never takes a save's version back."""
        if not same:
            self._held, self.saved_at = _Held(), None
        read: dict[RowKey, int] = {("project", data.project.id): data.project.version}
        parts = (
            ("project_partner", [view.partner for view in data.partners]),
            ("project_activity", data.activities),
            ("project_beneficiary", data.beneficiaries),
            ("project_paper", [view.paper for view in data.papers]),
            ("budget_line", data.budget.lines),
            ("budget_line", data.holder_budget.lines if data.holder_budget is not None else ()),
            ("project_place", data.places),
            ("project_logframe", [line.row for line in data.logframe.lines]),
            ("project_indicator", data.logframe.indicators),
            ("project_means", [view.means for view in data.means]),
            ("project_opinion", [view.opinion for view in data.opinions]),
            ("project_task", [view.task for view in data.tasks]),
            ("project_exchange", [view.exchange for view in data.exchanges]),
            ("holder_approval", data.holder_file.approvals),
        )
        for table, rows in parts:
            read.update({(table, row.id): row.version for row in rows})
        held = self._held.versions
        held.update({key: max(version, held.get(key, 0)) for key, version in read.items()})

    def save(
        self, key: RowKey, label: str, work: Callable[[int | None], Changes], refused: Refused | None = None
    ) -> None:
        """Save something of a row on the writer thread: `work` is given the row's version."""
        self.act(label, self._versioned(key, work), refused=refused)

    def save_then(
        self,
        key: RowKey,
        label: str,
        work: Callable[[int | None], Changes],
        then: Callable[[Changes], None],
        refused: Refused | None = None,
    ) -> None:
        """Save like `save`, then go on with `then(changes)`."""
        self.act(label, self._versioned(key, work), then, refused)

    def _versioned(self, key: RowKey, work: Callable[[int | None], Changes]) -> Callable[[], Changes]:
        versions = self._held.versions

        def run() -> Changes:
            before = versions.get(key)
            changes = work(before)
            if changes.touches(*key) and before is not None:
                # Not « one more »: the record may have been read again, with this very save, before this line.
                versions[key] = max(versions.get(key, 0), before + 1)
            return changes

        return run

    def act(
        self,
        label: str,
        work: Callable[[], Changes],
        then: Callable[[Changes], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Do something else to the dossier on the writer thread."""
        self.pending += 1
        self.changed.emit()

        def done(changes: Changes) -> None:
            self._ended(saved=True)
            if then is not None:
                then(changes)

        def failed(error: CresiError) -> None:
            self._ended(saved=False)
            if refused is not None:
                refused(error)
            else:
                self._desk.messages.error(error)

        self._desk.write(label, work, done, failed)

    def _ended(self, *, saved: bool) -> None:
        self.pending -= 1
        if saved:
            self.saved_at = clock.now()
        self.changed.emit()


@dataclass(frozen=True, slots=True)
class Bench:
    """Handed to every part of the dossier's page."""

    desk: Desk
    service: ProjectService
    saver: Saver

    def told(self, words: str) -> Callable[[Changes], None]:
        """Return what says in passing that an act was done, with « Annuler »."""

        def say(changes: Changes) -> None:
            self.desk.messages.toast(words, Act(tr(C_("undo", "Annuler")), lambda: self.take_back(changes)))

        return say

    def take_back(self, changes: Changes) -> None:
        """Undo one act."""
        self.saver.act("projects.undo", lambda: self.service.take_back(self.desk.actor, changes))
