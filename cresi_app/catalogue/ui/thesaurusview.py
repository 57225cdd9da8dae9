"""« Thésaurus »: the tree of terms at the left, the term one stands on at the right, files of SKOS in and out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.interchange import skos, starter
from cresi_app.catalogue.model.thesaurus import SaidThesaurus, TermRef, Thesaurus, ThesaurusReport
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.termsheet import TermPane
from cresi_app.catalogue.ui.termtree import TermTree
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, Proposal, RecordPicker, TextField
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.headrow import HeadRow
from cresi_app.widgets.labels import Label, Overline
from cresi_app.widgets.layouts import Column, Row, clear_layout, hold
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState, InlineMessage
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.tasks import Cancelled, Progress
from cresi_app.widgets.turns import Turns

FILES = "*.ttl *.rdf *.xml *.skos *.nt"
_PROPOSED = 12
"""Proposed terms shown at a time."""


class ThesaurusView(QWidget):
    """Thesauri, browsed and kept. `closed` to go back, `documents_asked` with the terms whose documents to show."""

    closed = Signal()
    documents_asked = Signal(object)
    print_asked = Signal()
    checks_asked = Signal(str)

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self._thesauri: Sequence[Thesaurus] = ()
        self._wanted: int | None = None
        self.tree = TermTree(desk, service)
        self.tree.chosen.connect(self._show_term)
        self.pane = TermPane(desk, service)
        self.pane.opened.connect(self.open_term)
        self.pane.documents_asked.connect(self._ask_documents)
        self.which = ChoiceField(tr("Thésaurus"), [], name="thesaurus")
        self.which.committed.connect(self._show_thesaurus)
        self.picker = RecordPicker(desk, tr("Chercher un terme"), self._search, name="term")
        self.picker.committed.connect(self._go_to)
        self.new_term = TextField(tr("Nouveau terme, sous celui qui est choisi"), name="new")
        self.new_term.committed.connect(lambda _value: self._add_term())
        self.message = InlineMessage("", "info")
        self.message.hide()
        self.reindex = Button("", "link", "list-checks")
        self.reindex.clicked.connect(lambda _checked=False: self.checks_asked.emit("deprecated_term"))
        self.reindex.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        crumb = Button(tr("Catalogue"), "link")
        crumb.clicked.connect(lambda _checked=False: self.closed.emit())
        self.bring = Button(tr("Importer (SKOS)…"), "secondary", "file-input")
        self.bring.clicked.connect(lambda _checked=False: self.import_file())
        self.give = Button(tr("Exporter (SKOS)…"), "secondary", "file-up")
        self.give.clicked.connect(lambda _checked=False: self.export_file())
        trail = Row(crumb, Label("›", "secondary", "text3"), Label(tr("Thésaurus"), "secondary", "text2"), None)
        self.paper = Button(tr("Imprimer"), "secondary", "printer")
        self.paper.clicked.connect(lambda _checked=False: self.print_asked.emit())
        name = Label(tr("Thésaurus"), "h1")
        head = Column(trail, HeadRow(Column(name), [name], [self.bring, self.give, self.paper]), spacing=0)
        left = Card()
        self.proposed = QWidget()
        self._proposals = Column(spacing=2)
        Column(Overline(tr("Termes proposés")), self._proposals, spacing=4, parent=self.proposed)
        self.proposed.hide()
        for widget in (self.which, self.picker, self.tree, self.new_term, self.proposed):
            left.body.addWidget(widget)
        left.body.setStretch(2, 1)
        hold(left, least_width=300)
        self._none = EmptyState(
            tr("Choisissez un terme"),
            tr("Ses noms dans chaque langue, ce qui est au-dessus, dessous et à côté, et ses notices s'affichent ici."),
        )
        self._right = FrontStack()
        self._right.addWidget(self._none)
        self._right.addWidget(ScrollArea(self.pane))
        self.turns = full = Turns(left, self._right, shares=(2, 3), lists=[self.tree])
        self.empty = EmptyState(
            tr("Aucun thésaurus"),
            tr(
                "Un thésaurus range vos sujets du plus large au plus précis, avec leurs synonymes. Importez-en un, ou commencez par celui de la solidarité internationale."
            ),
            primary=Act(tr("Charger le thésaurus de départ"), self.load_starter),
            secondary=Act(tr("Importer un fichier SKOS…"), self.import_file),
        )
        self._stack = FrontStack()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(full)
        told = Column(self.message, Row(self.reindex, None), spacing=4)
        Column(head, told, self._stack, spacing=14, margins=(24, 14, 24, 14), parent=self).setStretch(2, 1)

    # --- showing ---

    def refresh(self) -> None:
        """Read the thesauri again."""
        service = self._service
        self._desk.read(("catalogue", "thesauri"), service.thesauri, self._show_thesauri)
        self._desk.read(("catalogue", "candidates"), service.candidates, self._show_candidates)

    def _show_candidates(self, found: Sequence[TermRef]) -> None:
        """Show what was proposed and waits: each opens its sheet, where it is taken, renamed or put aside."""
        clear_layout(self._proposals)
        self.proposed.setVisible(bool(found))
        for one in found[:_PROPOSED]:
            link = Button(one.term, "link", "tag")
            link.clicked.connect(lambda _checked=False, one=one: self.show_term(one.id))
            self._proposals.addLayout(Row(link, None))

    def _show_thesauri(self, thesauri: Sequence[Thesaurus]) -> None:
        self._thesauri = thesauri
        self._stack.setCurrentIndex(1 if thesauri else 0)
        for button in (self.give, self.paper):
            button.allow(bool(thesauri), tr("Il n'y a pas encore de thésaurus."))
        if not thesauri:
            return
        current = self.which.value()
        self.which.set_options([(one.id, self._words(one)) for one in thesauri])
        chosen = current if current in {one.id for one in thesauri} else thesauri[0].id
        self.which.set_value(chosen)
        again = self._wanted or (self.pane.sheet.id if self.pane.sheet is not None else None)
        if again is not None:
            self.open_term(again)  # come back to: the tree opens where it was
        else:
            self._show_thesaurus(chosen)

    @staticmethod
    def _words(one: Thesaurus) -> str:
        return trn("{name} ({n} terme)", "{name} ({n} termes)", one.terms, name=one.name)

    def _show_thesaurus(self, thesaurus_id: object) -> None:
        if isinstance(thesaurus_id, int):
            self.tree.show_thesaurus(thesaurus_id)

    def _show_term(self, subject_id: object) -> None:
        if isinstance(subject_id, int):
            self._right.setCurrentIndex(1)
            self.pane.show_term(subject_id)

    def show_term(self, subject_id: object) -> None:
        """Open the tree at a term, and bring its sheet to the front."""
        self.open_term(subject_id)
        self.turns.show_sheet()

    def open_term(self, subject_id: object) -> None:
        """Open the tree at a term, and show it."""
        if not isinstance(subject_id, int):
            return
        service = self._service
        self._wanted = subject_id

        def read() -> tuple[Thesaurus | None, Sequence[TermRef]]:
            return service.term(subject_id).thesaurus, service.way_to(subject_id)

        self._desk.read(("catalogue", "way"), read, self._show_way, lambda _error: self.show_none())  # it is gone
        self._show_term(subject_id)

    def _show_way(self, found: tuple[Thesaurus | None, Sequence[TermRef]]) -> None:
        """Open the tree of the term's own thesaurus along the way; before the thesauri are read there is none to open."""
        own, way = found
        if not self._thesauri:
            return
        self._wanted = None
        if own is None:  # a free word: it stands in no tree
            self._show_thesaurus(self.which.value())
        elif own.id in {one.id for one in self._thesauri}:
            self.which.set_value(own.id)
            self.tree.show_thesaurus(own.id, [one.id for one in way])

    def show_none(self) -> None:
        """Put the sheet away; the tree opens at its top."""
        self._wanted, self.pane.sheet = None, None
        self._right.setCurrentIndex(0)
        self.turns.show_list()

    def _search(self, typed: str) -> list[Proposal]:
        return self.pane._search(typed)  # noqa: SLF001 - one search for both, and the pane is ours

    def _go_to(self, found: object) -> None:
        if isinstance(found, Proposal):
            self.show_term(found.value)
            self.picker.set_value(None)

    def _ask_documents(self, subject_id: object) -> None:
        if isinstance(subject_id, int):
            service = self._service
            self._desk.read(
                ("catalogue", "narrower"), lambda: service.with_narrower([subject_id]), self.documents_asked.emit
            )

    # --- writing ---

    def _add_term(self) -> None:
        text, thesaurus_id = str(self.new_term.value() or "").strip(), self.which.value()
        if not text or not isinstance(thesaurus_id, int):
            return
        above = self.pane.sheet.id if self.pane.sheet is not None and self.tree.currentItem() is not None else None
        service, actor = self._service, self._desk.actor

        def added(changes: Changes) -> None:
            self.new_term.set_value("")
            if changes.id is not None:
                self.open_term(changes.id)

        self._desk.write(
            "catalogue.add_term",
            lambda: service.add_term(actor, thesaurus_id, text, broader=above),
            added,
            self._refused,
        )

    def _refused(self, error: CresiError) -> None:
        self.message.say(error.sentence, "warning")
        self.message.show()

    def load_starter(self) -> None:
        """Take in the themes of international solidarity and the places that come with the program."""
        self._take(tr("Thésaurus de départ"), starter.starter_places)
        self._take(tr("Thésaurus de départ"), starter.starter_thesaurus)

    def import_file(self) -> None:
        """Choose a file of SKOS and take it in."""
        files = self._desk.messages.open_files(
            tr("Importer un thésaurus"), [(tr("Thésaurus SKOS"), FILES), (tr("Tous les fichiers"), "*")]
        )
        if files:
            self.take_file(files[0])

    def take_file(self, path: Path) -> None:
        """Take in a file of SKOS."""
        self._take(path.name, lambda: skos.open_thesaurus(path))

    def _take(self, name: str, said: Callable[[], SaidThesaurus]) -> None:
        service, actor = self._service, self._desk.actor

        def work(progress: Progress) -> tuple[ThesaurusReport, Changes]:
            progress.check()
            return service.import_thesaurus(actor, said(), progress=progress)

        self.message.hide()
        self.reindex.hide()
        self._desk.long(tr("Import de {file}", file=name), work, self._taken, self._gave_up)

    def _gave_up(self, error: CresiError | Cancelled) -> None:
        if isinstance(error, CresiError):
            self._refused(error)

    def _taken(self, done: tuple[ThesaurusReport, Changes]) -> None:
        report, changes = done
        self._desk.tell(changes)
        self.which.set_value(report.thesaurus_id)
        self.refresh()
        words = tr(
            "{name} : {created}, {updated}, {merged}.",
            name=report.name,
            created=trn("{n} terme créé", "{n} termes créés", report.created),
            updated=trn("{n} mis à jour", "{n} mis à jour", report.updated),
            merged=trn("{n} inchangé", "{n} inchangés", report.merged),
        )
        orphans = [term for _, term, uses in report.orphans if uses]
        self.reindex.setVisible(bool(orphans))
        if orphans:
            self.reindex.setText(
                trn("Choisir ce qui remplace ce terme", "Choisir ce qui remplace ces {n} termes", len(orphans))
            )
            words = tr(
                "{said} Termes que le fichier n'a plus et qui indexent des notices : {orphans}.",
                said=words,
                orphans=", ".join(orphans[:8]),
            )
        seq, library, desk = changes.seq, self._service.library, self._desk

        def undo() -> None:
            words = tr("Annulation de l'import")
            desk.write("undo", lambda: library.undo(desk.actor, seq), lambda _changes: self.refresh(), words=words)

        self.message.say(
            words,
            "warning" if orphans or report.doubts else "success",
            Act(tr("Annuler l'import"), undo) if seq else None,
        )
        self.message.show()

    def export_file(self) -> None:
        """Write the thesaurus that is shown."""
        thesaurus = next((one for one in self._thesauri if one.id == self.which.value()), None)
        if thesaurus is None:
            return
        place = self._desk.messages.save_file(
            tr("Exporter le thésaurus"), "thesaurus.ttl", [(tr("Turtle"), "*.ttl"), (tr("RDF/XML"), "*.rdf")]
        )
        if place is None:
            return
        service = self._service

        def work(_progress: Progress) -> int:
            return skos.write(thesaurus, service.terms_of(thesaurus.id), place)

        def told(count: int) -> None:
            self._desk.messages.toast(
                trn("{n} terme écrit dans {file}", "{n} termes écrits dans {file}", count, file=place.name)
            )

        self._desk.long(tr("Export du thésaurus"), work, told)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
