"""The form of a notice, in place: saved as each field is left, one undo step a field, nothing lost on the way out."""

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import lines
from cresi_app.catalogue.ui.attachments import Attachments
from cresi_app.catalogue.ui.conflict import ConflictNote
from cresi_app.catalogue.ui.copytab import CopyTab
from cresi_app.catalogue.ui.drafts import Drafts
from cresi_app.catalogue.ui.filedesk import FileDesk
from cresi_app.catalogue.ui.holdsside import HoldsSide, OutOfPlace
from cresi_app.catalogue.ui.noticefields import NoticeFields
from cresi_app.catalogue.ui.noticesaving import NoticeSaving
from cresi_app.catalogue.ui.numberchecks import NumberChecks
from cresi_app.catalogue.ui.startbar import StartBar
from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_clock
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Form
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label, Overline
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.tabs import TabBar
from cresi_app.widgets.typingkept import typed_in

WIDTH: Final = 568
PARTS: Final = ("notice", "copies", "holds", "texts")


class EditPane(Pane):
    """Describes one document, new or known.

    Signals: `finished` (closed), `made` (id of a new notice), `next_asked`, `typing` (id, words of the title as they are typed).
    """

    finished = Signal()
    made = Signal(object)
    next_asked = Signal()
    typing = Signal(object, object)

    def __init__(
        self, desk: Desk, service: CatalogueService, files: FileDesk | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("surface", "l", parent=parent)
        self._desk, self._service = desk, service
        self._shared = files
        self.sheet: DocumentSheet | None = None
        self._opened_at = ""
        self._making = False
        self.fields = NoticeFields(desk, service)
        self.drafts = Drafts(desk, service, self)
        self.conflict = ConflictNote(
            lambda clash: self.saving.insist(clash, self.sheet), lambda clash: clash.field.set_value(clash.theirs)
        )
        self.saving = NoticeSaving(desk, service, self.fields, self.conflict)
        self.saver = self.saving.saver
        self.saving.saved.connect(self._saved_one)
        self.saving.left_behind.connect(self._left_behind)
        self.fields.form.committed.connect(self._save)
        self.fields.own.committed.connect(self._save)
        self.fields.form.edited.connect(self._typed)
        self.fields.own.edited.connect(lambda name: self.drafts.typed(self.fields.own.form, str(name)))
        self.checks = NumberChecks(desk, service, self.fields.form, self)
        self._make_head()
        self._make_sides()
        self.revert_button = Button("", "ghost", "rotate-ccw")
        self.revert_button.clicked.connect(lambda _checked=False: self.revert())
        self.done_button = Button(tr("Terminer"), "primary", "check")
        self.done_button.clicked.connect(lambda _checked=False: self.finish())
        self._lay_out()

    def _make_head(self) -> None:
        self._title = ElidedLabel("", "detail")
        self._saved_icon = IconLabel("circle-check", "success", 16)
        self._saved = Label("", "caption", "text2")
        self._history = IconButton(tr("Historique de cette fiche"), "history", keys="Ctrl+H")
        self._history.clicked.connect(lambda _checked=False: _show_history(self._desk))
        self._close = IconButton(tr("Fermer le formulaire"), "x", keys="Escape")
        self._close.clicked.connect(lambda _checked=False: self.finish())
        self.message = InlineMessage("", "warning")
        self.message.hide()
        self.out_of_place = OutOfPlace()
        self.out_of_place.hide()
        self.start = StartBar(self._desk, self._service)
        self.start.chosen.connect(self._begin_from)
        self.tabs = TabBar(
            tr("Parties de la notice"),
            [
                ("notice", tr("Notice")),
                ("copies", tr("Exemplaires")),
                ("holds", tr("Contenu")),
                ("texts", tr("Résumé et notes")),
            ],
        )
        self.tabs.chosen.connect(lambda key: self.show_part(str(key)))

    def _make_sides(self) -> None:
        self.copies = CopyTab(self._desk, self._service)
        self.copies.saved.connect(self._say_saved)
        self.files = Attachments(self._desk, self._service, self._shared)
        self.holds = HoldsSide(self._desk, self._service, self.fields)
        self.holds.saved.connect(self._say_saved)
        self._origin = QPlainTextEdit()
        self._origin.setReadOnly(True)
        self._origin.setAccessibleName(tr("Champs d'origine, gardés mot pour mot"))
        self._origin_group = QWidget()
        Column(
            Overline(tr("Champs d'origine, gardés mot pour mot")), self._origin, spacing=6, parent=self._origin_group
        )
        fields = self.fields
        self._sides = QStackedWidget()
        self._then = Label(
            tr(
                "Un titre suffit : la notice est créée dès qu'il est écrit. Auteurs, édition, sujets, exemplaires et fichiers viennent ensuite ici "
                "même, chacun enregistré quand vous le quittez."
            ),
            "secondary", "text2", wrap=True,
        )  # fmt: skip
        parts = (self.start, self.out_of_place, fields.first, self._then, *fields.rest, self.files)
        self._sides.addWidget(self._scrolled(*parts))
        self._sides.addWidget(self._scrolled(self.copies))
        self._sides.addWidget(self._scrolled(self.holds))
        self._sides.addWidget(self._scrolled(fields.texts, self._origin_group))

    @staticmethod
    def _scrolled(*parts: QWidget) -> ScrollArea:
        inside = Pane("surface")
        Column(*parts, None, spacing=8, margins=(24, 16, 22, 20), parent=inside)
        return ScrollArea(inside, ground="surface", framed=True)

    def _lay_out(self) -> None:
        parts = (self._title, self._saved_icon, self._saved, self._history, self._close)
        head = Row(*parts, spacing=6, margins=(24, 14, 14, 4))
        head.setStretch(0, 1)
        foot = Pane("surface2", "t")
        self._hint = ElidedLabel("", "caption", "text3")
        foot_row = Row(self._hint, self.revert_button, self.done_button, spacing=8, margins=(24, 9, 18, 9), parent=foot)
        foot_row.setStretch(0, 1)
        message = Column(self.message, self.conflict, margins=(24, 0, 18, 0))
        tabs = Row(self.tabs, margins=(24, 0, 18, 0))
        Column(head, tabs, message, self._sides, foot, parent=self).setStretch(3, 1)

    @property
    def forms(self) -> list[Form]:
        """The forms of the notice's own fields."""
        return [self.fields.form, self.fields.own.form]

    # --- showing ---

    def start_new(self, title: str = "") -> None:
        """Describe a document that is not in the catalogue yet: a title and a type are enough to begin."""
        self.sheet = None
        self.saving.release()
        self.fields.show_sheet(None, keep_typing=False)
        self._title.setText(tr("Nouvelle notice"))
        self._begin()
        self._show_parts()
        self.start.read()
        if title:
            self._make(title)
        else:
            self.fields.form.field("title").focus()

    def open_sheet(self, sheet: DocumentSheet) -> None:
        """Begin to edit a notice: what « Rétablir » goes back to is its state now."""
        self.sheet = None
        self.show_sheet(sheet)

    def show_sheet(self, sheet: DocumentSheet) -> None:
        """Show a notice; the one on screen, read again, keeps what is being typed."""
        same = self.sheet is not None and self.sheet.document.id == sheet.document.id
        if not same and not self._making:
            self.saving.release()
            self._begin()
        self._making = False
        if same:
            self.saving.compare(sheet)
        self.sheet = sheet
        self.saving.hold(sheet)
        self._title.setText(tr("Modifier la notice {number}", number=lines.shown_number(sheet.document.number)))
        self.fields.show_sheet(sheet, keep_typing=same)
        typed = typed_in(self.fields.form.field("title"))  # taken back, the row shows what is saved again
        self.typing.emit(sheet.document.id, typed if same and typed != sheet.document.title else "")
        self.copies.show_sheet(sheet, keep_typing=same)
        self.files.show_sheet(sheet)
        self.tabs.set_count("copies", len(sheet.live_copies))
        self._origin.setPlainText("\n\n".join(source.leftovers for source in sheet.sources))
        self._origin_group.setVisible(any(source.leftovers for source in sheet.sources))
        self._show_parts()
        self._show_holds(sheet)
        self.out_of_place.show_sheet(sheet)
        self.checks.show_sheet(sheet)
        if not same:
            self.drafts.open(sheet, self.forms)

    def _begin(self) -> None:
        self._opened_at = format_clock(clock.now())
        self._saved.setText("")
        self._saved_icon.hide()
        self.message.hide()
        self.conflict.clear()
        self.show_part("notice")
        self.revert_button.hide()

    def _show_parts(self) -> None:
        """Fold everything but title and type until the notice exists."""
        known = self.sheet is not None
        self.start.setVisible(not known)
        self.tabs.setVisible(known)
        self._history.setVisible(known)
        for part in (*self.fields.rest, self.files, self.copies, self.fields.texts):
            part.setVisible(known)
        if known:
            self.fields.arrange(self.sheet, self.fields.kind)
            self.fields.own.setVisible(bool(self.fields.own.form.fields()))
        else:
            self._origin_group.hide()
            self.out_of_place.hide()
            self.tabs.setTabVisible(PARTS.index("holds"), False)
        self.done_button.setText(tr("Terminer") if known else tr("Créer la notice"))
        self._hint.setText(
            tr("Ctrl+Entrée : terminer et ouvrir la suivante") if known else tr("Entrée : créer la notice")
        )
        self._then.setVisible(not known)

    def _show_holds(self, sheet: DocumentSheet) -> None:
        at, title = PARTS.index("holds"), self.holds.name_for(sheet)
        self.tabs.setTabVisible(at, bool(title))
        self.tabs.setTabText(at, title)
        self.tabs.set_count("holds", self.holds.count(sheet))
        self.holds.show_sheet(sheet)

    def show_part(self, key: str) -> None:
        """Show a part of the notice: ``notice``, ``copies``, ``holds`` or ``texts``."""
        self.tabs.set_current(key)
        self._sides.setCurrentIndex(PARTS.index(key))

    # --- saving ---

    def _typed(self, name: object) -> None:
        self.drafts.typed(self.fields.form, str(name))
        if name == "title" and self.sheet is not None:
            self.typing.emit(self.sheet.document.id, typed_in(self.fields.form.field("title")))

    def _save(self, name: str, value: Any) -> None:
        if self.sheet is None:
            if name == "title" and str(value).strip():
                self._make(str(value))
            return
        if name == "kind":
            self.fields.arrange(self.sheet, str(value))
        self.saving.save(name, self.sheet)

    def _saved_one(self, name: str) -> None:
        self.drafts.saved(name)
        self._say_saved()

    def _make(self, title: str) -> None:
        if self._making:
            return
        self._making = True
        kind = str(self.fields.form.field("kind").value() or "book")
        service, actor, template = self._service, self._desk.actor, self.start.template

        def failed(error: CresiError) -> None:
            self._making = False
            if not self.fields.form.refuse(error):
                self.fields.form.field("title").set_error(error.sentence)

        def done(changes: Changes) -> None:
            self._say_saved()
            self.made.emit(changes.id)

        def work() -> Changes:
            if template is not None:
                return service.start_from(actor, template.id, title)
            return service.add_document(actor, title=title, kind=kind)

        self._desk.write("catalogue.add_document", work, done, failed)

    def _begin_from(self, template: Any) -> None:
        if template is not None:
            self.fields.form.field("kind").set_value(template.kind)
        self.fields.form.field("title").focus()

    def _left_behind(self, document_id: int, name: str, words: str, error: CresiError) -> None:
        """Keep what was refused after its form was left, with its notice, and say so."""
        if words:
            self.drafts.keep_with_notice(document_id, {name: words})
        self._desk.messages.inline(
            tr("Une notice reste à compléter. {sentence}", sentence=error.sentence) if words else error.sentence,
            "warning",
            Act(tr("Ouvrir la notice"), lambda: self._desk.open_record("document", document_id)),
        )

    def _say_saved(self) -> None:
        self._saved.setText(tr("Enregistré à {time}", time=format_clock(clock.now())))
        self._saved_icon.show()
        self.message.hide()
        self.revert_button.setText(tr("Rétablir {time}", time=self._opened_at))
        self.revert_button.setVisible(bool(self.saver.saved))

    def revert(self) -> None:
        """Go back to the notice as it was when the form was opened."""
        self.saving.revert()
        self.drafts.stop()
        self.revert_button.hide()

    # --- leaving ---

    def flush(self) -> bool:
        """Save what is being typed; False when a field does not read (it keeps its words)."""
        outcomes = [form.flush() for form in self.forms]
        return all([self.copies.flush(), self.holds.flush(), *outcomes])

    def leave(self) -> None:
        """Save what reads; keep with the notice, word for word, what does not: it is then « à compléter »."""
        if self.sheet is None:
            return
        self.flush()
        words = self.drafts.unfinished(self.forms)
        gone = {one.field: "" for one in self.sheet.pending if one.field not in words}
        known = {one.field: one.typed for one in self.sheet.pending}
        news = {**{name: text for name, text in words.items() if known.get(name) != text}, **gone}
        if news:
            self.drafts.keep_with_notice(self.sheet.document.id, news)
        self.drafts.stop()

    def finish(self) -> None:
        """Save what is being typed and close; a new notice without title is simply given up."""
        if self.sheet is None and typed_in(self.fields.form.field("title")):
            self.fields.form.flush()
            return
        self.leave()
        self.saving.leave()
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes (all is saved); Ctrl+Enter finishes and opens the next."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and control:
            self.leave()
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)


def _show_history(desk: Desk) -> None:
    """Lead to what happened to the record in front, as Ctrl+H does; what is being typed is saved on the way."""
    for action in desk.record_actions():
        if action.id == "record.history":
            action.run()
