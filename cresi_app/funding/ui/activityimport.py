"""The import of a file of activities by others: what each would become, with every error told, then proposals to look at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.funding.interchange.iati.mapping import open_activities, read
from cresi_app.funding.interchange.iati.reading import ActivityFile
from cresi_app.funding.model.incoming import ActivityReject, ActivityReport, IncomingActivity
from cresi_app.funding.model.pastgrant import Outcome
from cresi_app.funding.service.activity_import import ActivityImportDesk
from cresi_app.funding.ui.grantdryrun import GrantDryRun
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, IconTile
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.pills import PillTone
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.takingview import TakingView
from cresi_app.widgets.tasks import Cancelled, Progress

_OUTCOMES: Final[dict[Outcome, tuple[str, PillTone]]] = {
    Outcome.CREATED: (N_("Nouvelle"), "success"),
    Outcome.UPDATED: (N_("Complétée"), "info"),
    Outcome.MERGED: (N_("Déjà là"), "accent"),
    Outcome.REJECTED: (N_("Rejetée"), "danger"),
}
_SHOWN: Final = 1_000


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity of the file as the control shows it."""

    record: int
    title: str
    outcome: Outcome
    why: str = ""


class ActivityImportView(TakingView):
    """Takes a file of activities in, once it was looked at. `closed` to go back."""

    def __init__(self, desk: Desk, service: ActivityImportDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._service = service
        self._path: Path | None = None
        self.report: ActivityReport | None = None
        self.lines: list[ActivityLine] = []
        columns: list[TableColumn[ActivityLine]] = [
            TableColumn("record", tr("N°"), lambda one: format_number(one.record), "right", width=64, ink="text2"),
            TableColumn("title", tr("Activité"), lambda one: one.title, stretch=True, width=260, bold=True),
            TableColumn("outcome", tr("Sort"), lambda _one: "", width=130, pill=_pill),
        ]
        self.model: TableModel[ActivityLine] = TableModel(desk, ("funding", "activity lines"), columns, self)
        self.table = TableView(tr("Activités du fichier"), self.model)
        self.table.current_changed.connect(lambda _row: self._show_why())
        self._why = Label("", "caption", "text2", wrap=True)
        self._name, self._size = ElidedLabel("", "strong"), ElidedLabel("", "caption", "text2")
        self.message = InlineMessage()
        self.message.hide()
        self.dry = GrantDryRun()
        self.dry.import_asked.connect(self.run)
        self.dry.again_asked.connect(self.try_again)
        self.dry.back_asked.connect(self.leave)
        self.dry.outcome_asked.connect(self.show_outcome)
        self._lay_out()

    def _lay_out(self) -> None:
        crumb = Button(tr("Déclarations"), "link")
        crumb.clicked.connect(lambda _checked=False: self.leave())
        breadcrumb = Row(
            crumb, Label("›", "secondary", "text3"), Label(tr("Importer des activités"), "secondary", "text2"), None
        )
        head = Column(breadcrumb, Label(tr("Vérifier avant de proposer"), "h1"), spacing=0)
        strip = Card(padding=(18, 10))
        row = Row(IconTile("globe", "accent", 40), Column(self._name, self._size, spacing=0), spacing=18)
        row.setStretch(1, 1)
        strip.body.addLayout(row)
        strip.body.addWidget(
            Label(
                tr(
                    "Chaque activité devient un dossier au tout premier stade, ses versements passés rejoignent l'historique."
                ),
                "caption",
                "text2",
                wrap=True,
            )
        )
        card = Card(tr("Activités du fichier"))
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._why)
        both = Row(card, self.dry, spacing=14)
        both.setStretch(0, 1)
        Column(head, strip, self.message, both, spacing=14, margins=(24, 14, 24, 14), parent=self).setStretch(3, 1)

    # --- trying ---

    def open(self, path: Path) -> None:
        """Look at a file: read whole, write nothing."""
        self._path = path
        self._name.setText(path.name)
        self._size.setText("")
        self.message.hide()
        self._show(())
        self.try_again()

    def _import(self, progress: Progress, *, dry_run: bool) -> tuple[ActivityReport, Changes]:
        assert self._path is not None
        file, service, actor = open_activities(self._path), self._service, self._desk.actor
        found = _heeding(read(file, service.code_lists()), progress)
        report, changes = service.import_activities(actor, found, dry_run=dry_run)
        return _told(file, report), changes

    def try_again(self) -> None:
        """Pass every activity in review."""
        if self._path is None:
            return
        self._stop()
        self.report = None
        self.dry.wait()
        name = tr("Essai à blanc de {file}", file=self._path.name)
        self._running = self._desk.long(
            name, lambda progress: self._import(progress, dry_run=True)[0], self._tried, self._gave_up
        )

    def _tried(self, report: ActivityReport) -> None:
        self._running, self.report = None, report
        self._size.setText(
            trn(
                "{n} activité, encodage {encoding}",
                "{n} activités, encodage {encoding}",
                report.read,
                encoding=report.encoding,
            )
        )
        self.dry.show_activities(report)
        decided = [ActivityLine(record, title, Outcome(outcome)) for record, title, outcome in report.titles]
        refused = [
            ActivityLine(one.record, one.identifier or "—", Outcome.REJECTED, one.reason) for one in report.rejects
        ]
        self.lines = sorted([*decided, *refused], key=lambda one: one.record)
        self._show(self.lines)

    def _gave_up(self, error: CresiError | Cancelled) -> None:
        self._running = None
        self.dry.stopped()
        if isinstance(error, CresiError):
            self.message.say(error.sentence, "danger")
            self.message.show()

    def show_outcome(self, outcome: object) -> None:
        """Show the activities of one outcome."""
        self._show([one for one in self.lines if one.outcome is outcome])

    def _show(self, lines: Sequence[ActivityLine]) -> None:
        self._by_row = dict(enumerate(lines[:_SHOWN], 1))
        by_row, ids = self._by_row, list(self._by_row)
        self.model.show(
            Source(
                ids=lambda limit: ids if limit is None else ids[:limit],
                rows=lambda wanted: {one: by_row[one] for one in wanted if one in by_row},
            )
        )
        self._show_why()

    def _show_why(self) -> None:
        line = self._by_row.get(self.table.current() or 0)
        self._why.setText(line.why if line else "")
        self._why.setVisible(bool(line and line.why))

    # --- importing ---

    def run(self) -> None:
        """Write the proposals, as one revision."""
        if self._path is None or self.report is None or not self.report.created + self.report.updated:
            return
        self.dry.importing()
        name = tr("Import de {file}", file=self._path.name)
        self._running = self._desk.long(
            name, lambda progress: self._import(progress, dry_run=False), self._imported, self._gave_up
        )

    def _imported(self, done: tuple[ActivityReport, Changes]) -> None:
        self._running = None
        report, changes = done
        self._desk.tell(changes)
        seq, library, desk = changes.seq, self._service.library, self._desk
        count = report.created + report.updated
        said = trn("{n} activité proposée parmi les dossiers", "{n} activités proposées parmi les dossiers", count)

        def undo() -> None:
            desk.write("undo", lambda: library.undo(desk.actor, seq), words=tr("Annulation de l'import"))

        desk.messages.toast(said, Act(tr("Annuler l'import"), undo))
        self.closed.emit()


def _pill(line: ActivityLine) -> tuple[str, PillTone]:
    words, tone = _OUTCOMES[line.outcome]
    return tr(words), tone


def _heeding(
    activities: Iterator[IncomingActivity | ActivityReject], progress: Progress
) -> Iterator[IncomingActivity | ActivityReject]:
    for one in activities:
        progress.check()
        yield one


def _told(file: ActivityFile, report: ActivityReport) -> ActivityReport:
    report.findings = [*file.findings, *report.findings]
    report.encoding = file.encoding
    return report
