"""The import of a list of grants: what the file is, what each column means, a dry run, then one act that can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.funding.interchange.grants import rejects as rejects_file
from cresi_app.funding.interchange.grants.headings import Columns, fingerprint
from cresi_app.funding.interchange.grants.reading import GrantFile, open_file
from cresi_app.funding.model.pastgrant import GrantReport, Outcome
from cresi_app.funding.service.activity_import import ActivityImportDesk
from cresi_app.funding.service.importing import GrantOptions
from cresi_app.funding.ui.grantdryrun import GrantDryRun
from cresi_app.funding.ui.grantmapping import MappingCard
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Card, IconTile
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.fields import NumberField
from cresi_app.widgets.gauges import Stepper
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.pills import PillTone
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.takingview import TakingView
from cresi_app.widgets.tasks import Cancelled, Progress

KINDS: Final = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.xml"
_SHOWN: Final = 500
_FORMATS: Final = {"scdl": N_("Données essentielles (SCDL)"), "grants": N_("Liste de subventions")}
_TONES: Final[dict[Outcome, PillTone]] = {
    Outcome.CREATED: "success", Outcome.UPDATED: "info", Outcome.MERGED: "accent", Outcome.REJECTED: "danger",
}  # fmt: skip


_WORDS: Final = {
    Outcome.CREATED: N_("Nouvelle"),
    Outcome.UPDATED: N_("Complétée"),
    Outcome.MERGED: N_("Déjà là"),
    Outcome.REJECTED: N_("Rejetée"),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A line of the file as the control shows it."""

    record: int
    name: str
    about: str
    year: str
    amount: str
    outcome: Outcome
    why: str = ""


class GrantImportView(TakingView):
    """Takes a list of grants in, once it was looked at. `closed` to go back."""

    activities_asked = Signal(object)
    """A file of activities was given: its path."""

    def __init__(self, desk: Desk, service: ActivityImportDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._service = service
        self.file: GrantFile | None = None
        self._path: Path | None = None
        self.report: GrantReport | None = None
        self._choices: dict[str, int | None] = {}
        self._make()
        self._lay_out()

    def _make(self) -> None:
        kinds = [(tr("Listes de subventions, activités IATI"), KINDS), (tr("Tous les fichiers"), "*")]
        self.zone = DropZone(
            self._desk, tr("Déposez une liste de subventions, ou cliquez pour la choisir"), kinds, several=False
        )
        self.zone.dropped.connect(lambda files: self.open(files[0]))
        self.mapping = MappingCard()
        self.mapping.corrected.connect(self._corrected)
        self.dry = GrantDryRun()
        self.dry.import_asked.connect(self.run)
        self.dry.again_asked.connect(self.try_again)
        self.dry.back_asked.connect(self.leave)
        self.dry.rejects_asked.connect(self.save_rejects)
        self.dry.outcome_asked.connect(self.show_outcome)
        self.dry.confirmed.connect(self._confirmed)
        columns: list[TableColumn[Sample]] = [
            TableColumn("record", tr("Ligne"), lambda one: format_number(one.record), "right", width=64, ink="text2"),
            TableColumn("name", tr("Bénéficiaire"), lambda one: one.name, stretch=True, width=190, bold=True),
            TableColumn("about", tr("Objet"), lambda one: one.about, width=200),
            TableColumn("year", tr("Année"), lambda one: one.year, width=64),
            TableColumn("amount", tr("Montant"), lambda one: one.amount, "right", width=110),
            TableColumn("outcome", tr("Sort"), lambda _one: "", width=120, pill=_pill),
        ]
        self.model: TableModel[Sample] = TableModel(self._desk, ("funding", "import samples"), columns, self)
        self.table = TableView(tr("Lignes du fichier"), self.model)
        self.table.current_changed.connect(lambda _record: self._show_why())
        self._why = Label("", "caption", "text2", wrap=True)
        self._samples: dict[int, Sample] = {}
        self._name, self._size = ElidedLabel("", "strong"), ElidedLabel("", "caption", "text2")
        self._format, self._encoding = Label("", "button"), Label("", "button")
        self.year = NumberField(tr("Année de la liste"), name="year", least=1901, most=2200)
        self.year.committed.connect(lambda _value: self._reread())
        self.message = InlineMessage()
        self.message.hide()
        self._steps = Stepper(tr("Étapes de l'import"))
        hold(self._steps, least_width=460)

    def _lay_out(self) -> None:
        crumb = Button(tr("Déclarations"), "link")
        crumb.clicked.connect(lambda _checked=False: self.leave())
        breadcrumb = Row(
            crumb, Label("›", "secondary", "text3"), Label(tr("Importer des subventions"), "secondary", "text2"), None
        )
        self._title = Label(tr("Importer des subventions"), "h1")
        head = Row(Column(breadcrumb, self._title, spacing=0), None, self._steps, spacing=12)
        start = Card(tr("Le fichier"))
        start.body.addWidget(Label(
            tr("Une liste de subventions d'années passées, telle que la collectivité l'a : CSV ou classeur, dans n'importe quel encodage. "
               "Rien n'est écrit avant que vous ayez vu ce qui le sera."), "secondary", "text2", wrap=True))  # fmt: skip
        start.body.addWidget(self.zone)
        first = QWidget()
        Column(start, None, spacing=14, parent=first)
        other = IconButton(tr("Choisir un autre fichier"), "folder-open")
        other.clicked.connect(lambda _checked=False: self.begin(None))
        strip = Card(padding=(18, 10))
        row = Row(
            IconTile("file-text", "primary", 40), Column(self._name, self._size, spacing=0),
            Column(Label(tr("Format reconnu"), "caption", "text3"), self._format, spacing=2),
            Column(Label(tr("Encodage reconnu"), "caption", "text3"), self._encoding, spacing=2), self.year, other, spacing=18,
        )  # fmt: skip
        row.setStretch(1, 2)
        strip.body.addLayout(row)
        lines = Card(tr("Lignes du fichier"))
        lines.body.addWidget(self.table, 1)
        lines.body.addWidget(self._why)
        left = QWidget()
        Column(lines, self.mapping, spacing=14, parent=left).setStretch(0, 3)
        both = Row(left, self.dry, spacing=14)
        both.setStretch(0, 1)
        control = QWidget()
        Column(strip, self.message, both, spacing=14, parent=control).setStretch(2, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(first)
        self._stack.addWidget(control)
        Column(head, self._stack, spacing=14, margins=(24, 14, 24, 14), parent=self).setStretch(1, 1)

    def _set_step(self, step: int) -> None:
        self._steps.set_steps([tr("Fichier"), tr("Correspondance"), tr("Contrôle"), tr("Import")], step)

    # --- choosing and reading ---

    def begin(self, file: Path | None) -> None:
        """Start over: choose a file, or look at the one given."""
        self._stop()
        self.file, self.report, self._choices = None, None, {}
        self._stack.setCurrentIndex(0)
        self._title.setText(tr("Importer des subventions"))
        self._set_step(0)
        if file is not None:
            self.open(file)
        else:
            self.zone.setFocus()

    def open(self, path: Path) -> None:
        """Open a file and show its control; a file of activities is another view's."""
        if path.suffix.casefold() == ".xml":
            self.activities_asked.emit(path)
            return
        self._path = path
        self.year.set_value(None)
        self._read(path, None)

    def _read(self, path: Path, year: int | None) -> None:
        service = self._service
        self._desk.read(
            ("funding", "import file"),
            lambda: open_file(path, columns=service.remembered_columns(), year=year),
            self._show_file,
            self._desk.messages.error,
        )

    def _reread(self) -> None:
        if self._path is not None and self.file is not None:
            value = self.year.value()
            self._read(self._path, int(value) if value else None)

    def _show_file(self, file: GrantFile) -> None:
        self.file, self._choices = file, {}
        self._title.setText(tr("Vérifier avant d'importer"))
        self._set_step(2)
        self._name.setText(file.name)
        self._size.setText(trn("{count} ligne", "{count} lignes", file.total, count=format_number(file.total)))
        self._format.setText(tr(_FORMATS[file.format]))
        self._encoding.setText(file.found.encoding or tr("classeur"))
        if file.year is not None:
            self.year.set_value(file.year)
        table = file.found.tables[0]
        self.mapping.show_table(table, file.columns_of(table))
        self._stack.setCurrentIndex(1)
        self.try_again()

    def _corrected(self, columns: Columns) -> None:
        if self.file is None:
            return
        headings = fingerprint(self.file.found.tables[0].headings)
        self.file.columns[headings] = columns
        service, actor = self._service, self._desk.actor
        self._desk.write("funding.remember_columns", lambda: service.remember_columns(actor, headings, columns))
        self.try_again()

    def _confirmed(self, said: dict[str, int | None]) -> None:
        self._choices = dict(said)
        self.try_again()

    # --- trying and importing ---

    def _options(self, *, dry_run: bool, progress: Progress | None = None) -> GrantOptions:
        file = self.file
        assert file is not None

        def step(done: int) -> None:
            if progress is not None:
                progress.check()
                progress.step(done, file.total)

        return GrantOptions(
            dry_run=dry_run,
            source=file.name,
            format=file.format,
            encoding=file.found.encoding,
            choices=dict(self._choices),
            on_line=step,
        )

    def try_again(self) -> None:
        """Pass every line in review, writing nothing."""
        file, service, actor = self.file, self._service, self._desk.actor
        if file is None:
            return
        self._stop()
        self.report = None
        self.dry.wait()

        def work(progress: Progress) -> GrantReport:
            return _told(
                file, service.import_grants(actor, file.lines(), self._options(dry_run=True, progress=progress))[0]
            )

        self._running = self._desk.long(tr("Essai à blanc de {file}", file=file.name), work, self._tried, self._gave_up)

    def _tried(self, report: GrantReport) -> None:
        self._running, self.report = None, report
        self.dry.show_report(report)
        self._show_samples(_samples(report))

    def _gave_up(self, error: CresiError | Cancelled) -> None:
        self._running = None
        self.dry.stopped()
        if isinstance(error, CresiError):
            self.message.say(error.sentence, "danger", Act(tr("Refaire l'essai"), self.try_again))
            self.message.show()

    def show_outcome(self, outcome: object) -> None:
        """Show the lines of one outcome."""
        if self.report is not None:
            self._show_samples([one for one in _samples(self.report) if one.outcome is outcome])

    def _show_samples(self, samples: Sequence[Sample]) -> None:
        self._samples = dict(enumerate(samples[:_SHOWN], 1))
        ids = list(self._samples)
        by_id = self._samples
        self.model.show(
            Source(
                ids=lambda limit: ids if limit is None else ids[:limit],
                rows=lambda wanted: {one: by_id[one] for one in wanted if one in by_id},
            )
        )
        self._show_why()

    def _show_why(self) -> None:
        sample = self._samples.get(self.table.current() or 0)
        self._why.setText(sample.why if sample else "")
        self._why.setVisible(bool(sample and sample.why))

    def run(self) -> None:
        """Write what the dry run announced, as one revision."""
        file, report, service, actor = self.file, self.report, self._service, self._desk.actor
        if file is None or report is None or not report.writes:
            return
        self._set_step(3)
        self.dry.importing()

        def work(progress: Progress) -> tuple[GrantReport, Changes]:
            return service.import_grants(actor, file.lines(), self._options(dry_run=False, progress=progress))

        self._running = self._desk.long(tr("Import de {file}", file=file.name), work, self._imported, self._gave_up)

    def _imported(self, done: tuple[GrantReport, Changes]) -> None:
        self._running = None
        report, changes = done
        self._desk.tell(changes)
        seq, library, desk = changes.seq, self._service.library, self._desk
        said = trn(
            "{count} ligne importée", "{count} lignes importées", report.writes, count=format_number(report.writes)
        )

        def undo() -> None:
            desk.write("undo", lambda: library.undo(desk.actor, seq), words=tr("Annulation de l'import"))

        desk.messages.toast(said, Act(tr("Annuler l'import"), undo))
        self.closed.emit()

    def save_rejects(self) -> None:
        """Write the rejected lines to a file, each with its line and its reason."""
        if self.report is None or not self.report.rejects or self.file is None:
            return
        name = f"{Path(self.file.name).stem}-rejets.csv"
        place = self._desk.messages.save_file(tr("Enregistrer les lignes rejetées"), name, [(tr("CSV"), "*.csv")])
        if place is None:
            return
        rejects = list(self.report.rejects)
        self._desk.read(
            ("funding", "rejects"),
            lambda: rejects_file.write(place, rejects),
            lambda _done: self._desk.messages.toast(tr("Lignes rejetées enregistrées dans {file}", file=place.name)),
            self._desk.messages.error,
        )


def _pill(sample: Sample) -> tuple[str, PillTone]:
    return tr(_WORDS[sample.outcome]), _TONES[sample.outcome]


def _told(file: GrantFile, report: GrantReport) -> GrantReport:
    report.findings = [*file.findings, *report.findings]
    return report


def _samples(report: GrantReport) -> list[Sample]:
    """Return the lines with what becomes of each, in the file's order."""
    rejected = [Sample(one.record, one.raw[:120], "", "", "", Outcome.REJECTED, one.reason) for one in report.rejects]
    decided = [
        Sample(
            one.record,
            one.name,
            one.object,
            str(one.year or ""),
            format_money(Money(one.amount_minor)),
            one.outcome,
            tr(one.why),
        )
        for one in report.decisions
    ]
    return sorted([*rejected, *decided], key=lambda one: one.record)
