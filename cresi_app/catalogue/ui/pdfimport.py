"""A folder of PDFs: looked over beside everything else, corrected in a table, taken in as one revision that one click takes back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from cresi_app.catalogue.interchange.pdf import LookedOver, import_candidates, look_over
from cresi_app.catalogue.model.importing import ImportOptions, ImportReport
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.filetexts import NO_RECOGNISER
from cresi_app.catalogue.ui.filedesk import FileDesk
from cresi_app.catalogue.ui.pdftable import CandidatesModel, CandidateTable
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Flow, Row, hold
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.takingview import TakingView
from cresi_app.widgets.tasks import Cancelled


class PdfImport(TakingView):
    """Takes PDFs in once they were looked at. `closed` to go back, `shown_asked` to see what came."""

    shown_asked = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, files: FileDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._service, self._files = service, files
        self.report: ImportReport | None = None
        words = {
            "language": {code: name[:1].upper() + name[1:] for code, name in service.languages().items()},
            "kind": {code: kind.name for code, kind in service.kinds().items()},
        }
        self.model = CandidatesModel(words, self)
        self.model.corrected.connect(self.try_again)
        self.table = CandidateTable(self.model)
        drop = tr("Déposez des PDF ou un dossier, ou choisissez des fichiers")
        self.zone = DropZone(desk, drop, [("PDF", "*.pdf")], height=200)
        self.zone.dropped.connect(self.open)
        self.folder_button = Button(tr("Choisir un dossier…"), "primary", "folder-open")
        self.folder_button.clicked.connect(lambda _checked=False: self.choose())
        self.recognise_box = QCheckBox(tr("Reconnaître le texte des pages numérisées"))
        self.recognise_box.setChecked(True)
        hold(self.recognise_box, least_height=34)  # its words stand in line with the button's
        self.message = InlineMessage("", "warning")
        self.message.hide()
        self._sums = ElidedLabel("", "secondary", "text2")
        self.import_button = Button(tr("Importer"), "primary", "download")
        self.import_button.clicked.connect(lambda _checked=False: self.run())
        self._lay_out()

    def _lay_out(self) -> None:
        crumb = Button(tr("Catalogue"), "link")
        crumb.clicked.connect(lambda _checked=False: self.leave())
        trail = Row(crumb, Label("›", "secondary", "text3"), Label(tr("Importer des PDF"), "secondary", "text2"), None)
        start = Card(tr("Les PDF"))
        start.body.addWidget(
            Label(
                tr(
                    "Chaque PDF devient une notice avec son fichier : titre, auteurs, date, langue, ISBN et DOI sont lus dans ses propriétés et ses "
                    "premières pages. Vous corrigez avant ; rien n'est écrit d'ici là, et les fichiers d'origine ne sont pas touchés."
                ),
                "secondary", "text2", wrap=True,
            )
        )  # fmt: skip
        start.body.addWidget(self.zone)
        start.body.addLayout(Flow(self.folder_button, self.recognise_box, gap=16, down=8))
        content = QWidget()
        Column(start, None, spacing=14, parent=content)
        control = QWidget()
        again = Button(tr("D'autres fichiers"), "secondary", "folder-open")
        again.clicked.connect(lambda _checked=False: self.begin())
        hint = Label(tr("F2 corrige une cellule · Espace prend ou laisse un fichier"), "caption", "text3")
        Column(
            self.table,
            Row(hint, None),
            Row(self._sums, None, again, self.import_button, spacing=10),
            spacing=10,
            parent=control,
        ).setStretch(0, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(content)
        self._stack.addWidget(control)
        head = Column(trail, Label(tr("Importer des PDF"), "h1"), spacing=0)
        Column(head, self.message, self._stack, spacing=14, margins=(24, 14, 24, 14), parent=self).setStretch(2, 1)

    # --- choosing and looking

    def begin(self, places: Sequence[Path] = ()) -> None:
        """Start over: choose files, or look at those given."""
        self._stop()
        self.report = None
        self.message.hide()
        self._stack.setCurrentIndex(0)
        if places:
            self.open(places)
        else:
            self.folder_button.setFocus()

    def choose(self) -> None:
        """Let a folder be chosen."""
        folder = self._desk.messages.choose_folder(tr("Choisir un dossier de PDF"))
        if folder is not None:
            self.open([folder])

    def open(self, places: Sequence[Path]) -> None:
        """Look PDFs and folders over."""
        self._stop()
        service, wanted, recognise = self._service, list(places), self.recognise_box.isChecked()
        self._running = self._desk.long(
            tr("Lecture des PDF"),
            lambda progress: look_over(service, wanted, progress, recognise=recognise),
            self._show,
            self._gave_up,
        )

    def _show(self, looked: LookedOver) -> None:
        self._running = None
        self.model.show(looked.candidates)
        self._stack.setCurrentIndex(1)
        self.table.setCurrentIndex(self.model.index(0, 2))
        self.table.setFocus()
        if looked.without_recogniser:
            self.message.say(tr(NO_RECOGNISER), "info")
            self.message.show()
        elif looked.others:
            self.message.say(
                trn("{n} autre fichier n'est pas un PDF.", "{n} autres fichiers ne sont pas des PDF.", looked.others),
                "info",
            )
            self.message.show()
        self.try_again()

    def _gave_up(self, error: CresiError | Cancelled) -> None:
        self._running = None
        if isinstance(error, CresiError):
            self.message.say(error.sentence, "danger")
            self.message.show()
        else:
            self._sums.setText(tr("Arrêté : rien n'a été écrit."))

    # --- trying and importing

    def try_again(self) -> None:
        """Say what would be done, writing nothing."""
        service, actor, chosen = self._service, self._desk.actor, list(self.model.candidates)
        self.import_button.allow(False, tr("L'essai à blanc n'est pas fini."))
        self._desk.read(
            ("catalogue", "pdf dry run"),
            lambda: import_candidates(service, actor, chosen, ImportOptions(dry_run=True))[0],
            self._tried,
        )

    def _tried(self, report: ImportReport) -> None:
        self.report = report
        self.model.tell(report)
        self._sums.setText(
            tr(
                "{read} PDF — nouvelles notices : {created} ; complétées : {updated} ; déjà là : {merged} ; refus : {rejected}",
                read=format_number(report.read), created=format_number(report.created), updated=format_number(report.updated),
                merged=format_number(report.merged), rejected=format_number(report.rejected),
            )
        )  # fmt: skip
        count = report.writes
        self.import_button.setText(
            trn("Importer {n} PDF", "Importer {n} PDF", count, n=format_number(count))
            if count
            else tr("Rien à importer")
        )
        self.import_button.allow(count > 0, tr("Aucun de ces fichiers n'apporte quelque chose de nouveau."))

    def run(self) -> None:
        """Take the PDFs in as one revision."""
        report, service, actor = self.report, self._service, self._desk.actor
        if report is None or not report.writes:
            return
        chosen, options = list(self.model.candidates), ImportOptions(expected=report.writes)
        self.import_button.allow(False, tr("L'import est en cours."))
        self._running = self._desk.long(
            tr("Import des PDF"),
            lambda progress: import_candidates(service, actor, chosen, options, progress),
            self._imported,
            self._failed,
        )

    def _failed(self, error: CresiError | Cancelled) -> None:
        self._gave_up(error)
        self.try_again()

    def _imported(self, done: tuple[ImportReport, Changes]) -> None:
        self._running = None
        report, changes = done
        desk, library, seq = self._desk, self._service.library, changes.seq
        desk.tell(changes)

        def undo() -> None:
            desk.write("undo", lambda: library.undo(desk.actor, seq), words=tr("Annulation de l'import"))

        said = trn("{n} PDF importé", "{n} PDF importés", report.writes, n=format_number(report.writes))
        desk.messages.toast(said, Act(tr("Annuler l'import"), undo))
        if report.rejects:
            desk.messages.inline(report.rejects[0].reason, "warning")
        if self.recognise_box.isChecked():
            self._files.recognise_after_reading()
        self.shown_asked.emit()
