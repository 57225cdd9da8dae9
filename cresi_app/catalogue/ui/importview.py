"""The import control: what the file is, its first records as they will be written, what becomes of each field, a dry run."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.interchange import formats
from cresi_app.catalogue.interchange.charset import Charset
from cresi_app.catalogue.interchange.importing import dry_run, import_after_backup
from cresi_app.catalogue.interchange.reading import NoticeFile
from cresi_app.catalogue.interchange.rejecting import rejects_file, suffix_of
from cresi_app.catalogue.model.importing import ImportOptions, ImportReport, PastImport
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import mappings, sampling
from cresi_app.catalogue.ui.dryruncard import DryRunCard
from cresi_app.catalogue.ui.fieldcard import FieldCard
from cresi_app.catalogue.ui.filestrip import FileStrip
from cresi_app.catalogue.ui.importhead import ImportHead
from cresi_app.catalogue.ui.importroom import ImportRoom
from cresi_app.catalogue.ui.mapper import Mapper
from cresi_app.catalogue.ui.onlinecard import HarvestCard, LookUpCard
from cresi_app.catalogue.ui.pairing import PairCard
from cresi_app.catalogue.ui.pastimports import PastImportsCard
from cresi_app.catalogue.ui.samplecard import SampleCard
from cresi_app.catalogue.ui.sampling import Looked, SampleRow, look, opened, with_outcomes
from cresi_app.catalogue.ui.startterms import take_starters
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_instant, read_instant
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.gauges import Stepper
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Act, Tone
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.tasks import Cancelled, Progress

KINDS: Final = (
    "*.mrc *.iso *.pan *.uni *.dat *.marc *.xml *.json *.ris *.bib *.csv *.tsv *.txt *.xlsx *.xls *.ods *.sql"
)
_STEP_FILE, _STEP_CONTROL, _STEP_IMPORT = 0, 2, 3


class ImportView(QWidget):
    """Takes a file of notices in, once its control was looked at. `closed` to go back, `shown_asked` to see what came."""

    closed = Signal()
    shown_asked = Signal()
    report_asked = Signal(str, object)

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self._file: NoticeFile | None = None
        self._looked = Looked((), ())
        self.report: ImportReport | None = None
        self._running: Progress | None = None
        self._make_head()
        self.strip = FileStrip()
        self.strip.alphabet_chosen.connect(self._read_as)
        self.strip.other_asked.connect(lambda: self.begin(None))
        self.message = InlineMessage("", "warning")
        self.message.hide()
        kinds = [(tr("Fichiers de notices"), KINDS), (tr("Tous les fichiers"), "*")]
        self.zone = DropZone(
            desk, tr("Déposez un fichier de notices, ou cliquez pour le choisir"), kinds, several=False, height=96
        )
        self.zone.dropped.connect(lambda files: self.open(files[0]))
        self.online = LookUpCard(desk)
        self.online.found.connect(self.control)
        self.harvest = HarvestCard(desk)
        self.harvest.harvested.connect(self.control)
        self.past = PastImportsCard(desk, service)
        self.past.reverted.connect(self.try_again)
        self.pair = PairCard(desk, service)
        self.samples = SampleCard(desk)
        self.samples.first_asked.connect(lambda: self._tried(self.report) if self.report is not None else None)
        self.samples.current_changed.connect(lambda: self.pair.show_row(self.samples.current()))
        self.pair.judged.connect(self._judge)
        self.mapping = FieldCard(desk)
        self.mapper = Mapper(desk, self.mapping, lambda: self._file, self.control)
        self.dry = DryRunCard()
        self.dry.import_asked.connect(self.run)
        self.dry.again_asked.connect(self.try_again)
        self.dry.back_asked.connect(self.leave)
        self.dry.outcome_asked.connect(self.show_outcome)
        self.dry.reason_asked.connect(self.show_outcome)
        self.dry.starter_asked.connect(lambda: take_starters(self._desk, self._service, self.try_again, self._gave_up))
        self.dry.rejects_asked.connect(self.save_rejects)
        self.dry.print_asked.connect(self._print)
        self._lay_out()

    def _make_head(self) -> None:
        self._crumb = Button(tr("Catalogue"), "link")
        self._crumb.clicked.connect(lambda _checked=False: self.leave())
        self._title = ElidedLabel(tr("Importer des notices"), "h1")
        self._steps = Stepper(tr("Étapes de l'import"), beside=True)
        self._set_step(_STEP_FILE)

    def _lay_out(self) -> None:
        breadcrumb = Row(
            self._crumb, Label("›", "secondary", "text3"), Label(tr("Importer des notices"), "secondary", "text2"), None
        )
        head = ImportHead(Column(breadcrumb, self._title, spacing=0), self._title, self._steps)
        start = Card(tr("Le fichier"))
        start.body.addWidget(Label(
            tr("Un export de votre ancien logiciel (UNIMARC, MARC 21, MARCXML, base PMB), une bibliographie (RIS, BibTeX, Dublin Core), "
               "une liste (CSV, Excel, LibreOffice) ou un JSON de cresi. Rien n'est écrit avant "
               "que vous ayez vu ce qui le sera."), "secondary", "text2", wrap=True))  # fmt: skip
        start.body.addWidget(self.zone)
        content = QWidget()
        Column(start, self.past, self.online, self.harvest, None, spacing=14, parent=content)
        first = ScrollArea(content)
        self._control = ImportRoom((self.strip, self.message), (self.samples, self.pair, self.mapping), self.dry)
        self._stack = FrontStack()
        self._stack.addWidget(first)
        self._stack.addWidget(self._control)
        Column(head, self._stack, spacing=14, margins=(24, 14, 24, 14), parent=self).setStretch(1, 1)

    def _set_step(self, step: int) -> None:
        self._steps.set_steps([tr("Fichier"), tr("Correspondance"), tr("Contrôle"), tr("Import")], step)

    # --- choosing and reading ---

    def begin(self, file: Path | None) -> None:
        """Start over: choose a file, or look at the one given."""
        self._stop()
        self._file, self.report = None, None
        self.pair.forget()
        self._stack.setCurrentIndex(0)
        self.past.refresh()
        self._title.setText(tr("Importer des notices"))
        self._set_step(_STEP_FILE)
        if file is not None:
            self.open(file)
        else:
            self.zone.setFocus()

    def open(self, path: Path) -> None:
        """Open a file and show its control."""
        kept = mappings.remembered(self._desk)
        self.pair.forget()
        self._desk.read(
            ("catalogue", "import file"), lambda: opened(path, kept), self._show_file, self._desk.messages.error
        )

    def control(self, file: object) -> None:
        """Show the control of notices that came from a server."""
        if isinstance(file, NoticeFile):
            self._desk.read(
                ("catalogue", "import file"), lambda: (file, look(file)), self._show_file, self._desk.messages.error
            )

    def _read_as(self, alphabet: object) -> None:
        if self._file is not None and isinstance(alphabet, Charset):
            self.control(self._file.read_as(alphabet))

    def _show_file(self, opened: tuple[NoticeFile, Looked]) -> None:
        self._file, self._looked = opened
        file = self._file
        self._title.setText(tr("Vérifier avant d'importer"))
        self._set_step(_STEP_CONTROL)
        self.strip.show_file(file)
        self.message.hide()
        if file.charset is None:
            self._say(tr(file.verdict.reason), "warning")
        self.samples.show_rows(self._looked.rows, file.total)
        self.mapping.show_fields(self._looked.fields, mappings.meanings_of(file), is_list=file.format in formats.TABLES)
        self.mapper.show_models()
        self._stack.setCurrentIndex(1)
        digest, service = file.sha256, self._service
        self._desk.read(("catalogue", "past import"), lambda: service.past_import(digest), self._show_past)
        self.try_again()

    def _say(self, sentence: str, tone: Tone, act: Act | None = None) -> None:
        self.message.say(sentence, tone, act)
        self.message.show()

    def _show_past(self, past: PastImport | None) -> None:
        """Say that this very file came in already; the dry run beside it says what differs since."""
        if past is None or self._file is None or self._file.charset is None:
            return
        when, who = format_instant(read_instant(past.at)), past.imported_by or "—"
        self._say(
            tr(
                "Ce fichier a été importé le {when} par {who} (créées : {created} · mises à jour : {updated}). L'essai montre ce qui diffère aujourd'hui.",
                when=when, who=who, created=format_number(past.created), updated=format_number(past.updated),
            ),
            "info",
            Act(tr("Annuler cet import"), lambda: self.past.revert(past)),
        )  # fmt: skip

    # --- pairs ---

    def _judge(self, record: int, is_apart: bool) -> None:
        """Part a proposed pair, or join it again, and try anew."""
        self.pair.note(record, is_apart)
        self.try_again()

    # --- trying ---

    @property
    def options(self) -> ImportOptions:
        """What the boxes of the dry run say."""
        return ImportOptions(
            self.dry.keeps_corrections,
            create_subjects=self.dry.creates_subjects,
            apart=self.pair.apart,
            joined=self.pair.joined,
        )

    def try_again(self) -> None:
        """Pass every record in review, writing nothing."""
        file, service, actor, options = self._file, self._service, self._desk.actor, self.options
        if file is None:
            return
        self._stop()
        self.report = None
        self.dry.wait()
        self._running = self._desk.long(
            tr("Essai à blanc de {file}", file=file.name),
            lambda progress: dry_run(service, actor, file, options, progress),
            self._tried,
            self._gave_up,
        )

    def _tried(self, report: ImportReport) -> None:
        self._running = None
        self.report = report
        self.dry.show_report(report)
        service = self._service
        if report.subjects_left:
            self._desk.read(
                ("catalogue", "has terms"), service.thesauri, lambda found: self.dry.offer_terms(lacks=not found)
            )
        self.samples.show_rows(with_outcomes(self._looked.rows, report), report.read)

    def _gave_up(self, error: CresiError | Cancelled) -> None:
        self._running = None
        self.dry.stopped()
        if isinstance(error, CresiError):
            self._say(error.sentence, "danger", Act(tr("Refaire l'essai"), self.try_again))

    def show_outcome(self, outcome: object) -> None:
        """Show the records of one outcome, or those that are refused for the reason given as its sentence."""
        report, file, known = self.report, self._file, self._looked.rows
        if report is None:
            return

        def show(found: list[SampleRow]) -> None:
            self.samples.show_rows(found, report.read, sampling.called(outcome))
            self._control.bring(self.samples)
            self.samples.table.setFocus()

        wanted = ("catalogue", "outcome")
        self._desk.read(wanted, lambda: sampling.asked_for(report, outcome, known, file), show)

    def _print(self) -> None:
        if self._file is not None and self.report is not None:
            self.report.format, self.report.encoding = self._file.title, self._file.encoding
            self.report_asked.emit(self._file.name, self.report)

    def save_rejects(self) -> None:
        """Write the rejected records to a file in their original format."""
        file = self._file
        if file is None or self.report is None or not self.report.rejects:
            return
        stem, suffix = Path(file.name).stem, suffix_of(file)
        place = self._desk.messages.save_file(
            tr("Enregistrer les notices rejetées"), f"{stem}-rejets{suffix}", [(tr("Notices rejetées"), f"*{suffix}")]
        )
        if place is None:
            return
        toast, said = self._desk.messages.toast, tr("Notices rejetées enregistrées dans {file}", file=place.name)
        content = rejects_file(file, self.report.rejects)
        self._desk.read(("catalogue", "rejects"), lambda: place.write_bytes(content), lambda _size: toast(said))

    # --- importing ---

    def run(self) -> None:
        """Write what the dry run announced, as one revision."""
        file, report, service, actor = self._file, self.report, self._service, self._desk.actor
        if file is None or report is None or not (report.writes or report.list_writes):
            return
        options = replace(self.options, expected=report.writes)
        self._set_step(_STEP_IMPORT)
        self.dry.importing()
        self._running = self._desk.long(
            tr("Import de {file}", file=file.name),
            lambda progress: import_after_backup(service, actor, file, options, progress),
            self._imported,
            self._gave_up,
        )

    def _imported(self, done: tuple[ImportReport, Changes]) -> None:
        self._running = None
        report, changes = done
        self._desk.tell(changes)
        seq, library, desk = changes.seq, self._service.library, self._desk

        def undo() -> None:
            desk.write("undo", lambda: library.undo(desk.actor, seq), words=tr("Annulation de l'import"))

        said = trn(
            "{count} notice importée", "{count} notices importées", report.writes, count=format_number(report.writes)
        )
        desk.messages.toast(said, Act(tr("Annuler l'import"), undo))
        if report.rejects:
            desk.messages.inline(
                trn(
                    "{n} notice n'est pas entrée. Enregistrez-la dans un fichier pour la corriger.",
                    "{n} notices ne sont pas entrées. Enregistrez-les dans un fichier pour les corriger.",
                    report.rejected,
                ),
                "warning",
                Act(tr("Enregistrer les rejets"), self.save_rejects),
            )
        self.report = report
        self.shown_asked.emit()

    # --- leaving ---

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def leave(self) -> None:
        """Go back; a dry run under way is given up, an import goes on."""
        if self._steps.accessibleName() and self.report is None:
            self._stop()
        self.closed.emit()

    def go_to(self, step: int) -> None:
        """Go to a step: the file, what its fields become, the records, the button that imports."""
        if step == _STEP_FILE:
            self.begin(None)
        elif self._file is not None:
            self._stack.setCurrentIndex(1)
            wanted: QWidget = (self.mapping.table, self.samples.table, self.dry.import_button)[step - 1]
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._control.bring(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter imports, Escape goes back without loss, Alt+1…4 go to the steps."""
        steps = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2, Qt.Key.Key_4: 3}
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.go_to(steps[Qt.Key(event.key())])
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.run()
        else:
            super().keyPressEvent(event)
