"""The tab « Historique »: who changed what and when, and the way through the stages with its motives."""

from collections.abc import Sequence

from cresi_app.core.dates import format_date, format_instant
from cresi_app.core.i18n import tr
from cresi_app.projects.model import DossierData, StageChangeView
from cresi_app.projects.model.journal import JournalEntry
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panes import DossierPane
from cresi_app.projects.ui.part_list import Part, PartList
from cresi_app.widgets.card import Card
from cresi_app.widgets.rows import Line


class HistoryPane(DossierPane):
    """Two lists, read only, latest first."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._stages = PartList(tr("Étapes"), quiet=True)
        self._acts = PartList(tr("Changements"), quiet=True)
        stages, acts = Card(tr("Étapes")), Card(tr("Changements"))
        stages.body.addWidget(self._stages)
        acts.body.addWidget(self._acts)
        self.scrolled(stages, acts, None)

    def fill(self, data: DossierData, *, same: bool) -> None:  # noqa: ARG002 - one shape for all panes
        """Show the stages, and ask for the acts."""
        self._stages.show_parts([(view.change.id, _stage_line(view)) for view in reversed(data.journal)])
        service, project_id = self.bench.service, data.project.id

        def read() -> tuple[list[JournalEntry], dict[str, str]]:
            return service.history(project_id), service.directory.staff_names()

        self.bench.desk.read(("projects", "history"), read, lambda found: self._show_acts(*found))

    def _show_acts(self, entries: Sequence[JournalEntry], names: dict[str, str]) -> None:
        self._acts.show_parts([_act(entry, names) for entry in entries])


def _stage_line(view: StageChangeView) -> Line:
    change = view.change
    title = tr("{source} → {target}", source=view.source, target=view.target) if view.source else view.target
    detail = " · ".join(part for part in (change.motive, change.actor) if part)
    return Line(title, detail, format_date(change.changed_on), icon=("flag", "primary"))


def _act(entry: JournalEntry, names: dict[str, str]) -> Part:
    who = names.get(entry.who, entry.who)
    told = " ; ".join(change.sentence for change in entry.changes[:3])
    title = tr("{who} : {act}", who=who, act=entry.words)
    pill = (tr("Annulé"), "neutral") if entry.undone else None
    aside = format_instant(entry.at)
    line = Line(title, told or aside, "" if pill else aside, pill=pill, icon=("history", "neutral"), strong=False)
    return entry.seq, line
