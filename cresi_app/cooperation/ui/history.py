"""Who changed what and when, in the pane's place."""

from collections.abc import Callable, Sequence

from cresi_app.cooperation.model.journal import HistoryLine
from cresi_app.cooperation.service import CooperationService
from cresi_app.cooperation.ui import parts
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_instant
from cresi_app.core.i18n import tr, trn
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.pills import PillTone


class HistoryForm(AutoForm):
    """The history of records, read only, latest first; it has no field to fill."""

    def __init__(
        self,
        desk: Desk,
        service: CooperationService,
        records: Sequence[tuple[str, int]],
        _closed: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(desk, records[0][0], [], _never)

        def read() -> list[HistoryLine]:
            found = [line for entity, key in records for line in service.history(entity, key)]
            return sorted(found, key=lambda line: line.at, reverse=True)

        desk.read(("cooperation", "history"), read, self._show)

    def _show(self, found: Sequence[HistoryLine]) -> None:
        for line in found:
            changed = trn("{n} champ changé", "{n} champs changés", len(line.fields)) if line.fields else ""
            detail = parts.joined(format_instant(line.at), line.who, changed)
            pill: tuple[str, PillTone] | None = (tr("Annulé"), "neutral") if line.undone else None
            self.lines.addWidget(parts.item("history", (line.words[:1].upper() + line.words[1:], detail), pill=pill))
        if not found:
            parts.nothing(self.lines, tr("Aucun changement n'est enregistré."))


def _never(_record: int, _version: int, _group: int, _values: object) -> Changes:
    raise AssertionError("a history has no field to save")
