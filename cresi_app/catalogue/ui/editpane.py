"""The form of a notice, in place: saved as each field is left, one undo step a field, nothing lost on the way out."""

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import lines
from cresi_app.catalogue.ui.attachments import Attachments
from cresi_app.catalogue.ui.copytab import CopyTab
from cresi_app.catalogue.ui.noticefields import NoticeFields, wanted_by_service
from cresi_app.catalogue.ui.saving import Saver
from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_clock
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.core.identifiers import check
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label, Overline
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.tabs import TabBar

WIDTH: Final = 568


class EditPane(Pane):
    """Describes one document, new or known. Signals: `finished` (closed), `made` (id of a new notice), `next_asked`."""

    finished = Signal()
    made = Signal(object)
    next_asked = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__("surface", "l", parent=parent)
        self._desk, self._service = desk, service
        self.sheet: DocumentSheet | None = None
        self._opened_at = ""
        self._making = False
        self.saver = Saver(desk, "document")
        self.fields = NoticeFields(desk, service)
        self.fields.form.committed.connect(self._save)
        self.fields.form.edited.connect(self._judge)
        self._title = ElidedLabel("", "detail")
        self._saved_icon = IconLabel("circle-check", "success", 16)
        self._saved = Label("", "caption", "text2")
        close = IconButton(tr("Fermer le formulaire"), "x", keys="Escape")
        close.clicked.connect(lambda _checked=False: self.finish())
        self.message = InlineMessage("", "warning")
        self.message.hide()
        self.copies = CopyTab(desk, service)
        self.copies.saved.connect(self._say_saved)
        self.files = Attachments(desk, service)
        self._origin = QPlainTextEdit()
        self._origin.setReadOnly(True)
        self._origin.setAccessibleName(tr("Champs d'origine, gardés mot pour mot"))
        self._origin_group = QWidget()
        Column(
            Overline(tr("Champs d'origine, gardés mot pour mot")), self._origin, spacing=6, parent=self._origin_group
        )
        self.tabs = TabBar(
            tr("Parties de la notice"),
            [("notice", tr("Notice")), ("copies", tr("Exemplaires")), ("texts", tr("Résumé et notes"))],
        )
        self._sides = QStackedWidget()
        self._sides.addWidget(self._scrolled(self.fields.first, *self.fields.rest, self.files))
        self._sides.addWidget(self._scrolled(self.copies))
        self._sides.addWidget(self._scrolled(self.fields.texts, self._origin_group))
        self.tabs.chosen.connect(lambda key: self.show_part(str(key)))
        self.revert_button = Button("", "ghost", "rotate-ccw")
        self.revert_button.clicked.connect(lambda _checked=False: self.revert())
        self.done_button = Button(tr("Terminer"), "primary", "check")
        self.done_button.clicked.connect(lambda _checked=False: self.finish())
        self._lay_out(close)

    @staticmethod
    def _scrolled(*parts: QWidget) -> ScrollArea:
        inside = Pane("surface")
        Column(*parts, None, spacing=8, margins=(24, 16, 22, 20), parent=inside)
        return ScrollArea(inside, ground="surface")

    def _lay_out(self, close: QWidget) -> None:
        head = Row(self._title, self._saved_icon, self._saved, close, spacing=6, margins=(24, 14, 14, 4))
        head.setStretch(0, 1)
        foot = Pane("surface2", "t")
        hint = Label(tr("Ctrl+Entrée : terminer et ouvrir la suivante"), "caption", "text3")
        Row(hint, None, self.revert_button, self.done_button, spacing=8, margins=(24, 9, 18, 9), parent=foot)
        message = Row(self.message, margins=(24, 0, 18, 0))
        tabs = Row(self.tabs, margins=(24, 0, 18, 0))
        Column(head, tabs, message, self._sides, foot, parent=self).setStretch(3, 1)

    # --- showing ---

    def start_new(self, title: str = "") -> None:
        """Describe a document that is not in the catalogue yet: a title and a type are enough to begin."""
        self.sheet = None
        self.saver.release()
        self.fields.show_sheet(None, keep_typing=False)
        self._title.setText(tr("Nouvelle notice"))
        self._begin()
        self._show_parts()
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
            self.saver.release()
            self._begin()
        self._making = False
        self.sheet = sheet
        self.saver.hold(sheet.document.id, sheet.document.version)
        self._title.setText(tr("Modifier la notice {number}", number=lines.shown_number(sheet.document.number)))
        self.fields.show_sheet(sheet, keep_typing=same)
        self.copies.show_sheet(sheet, keep_typing=same)
        self.files.show_sheet(sheet)
        self.tabs.set_count("copies", len(sheet.live_copies))
        self._origin.setPlainText("\n\n".join(source.leftovers for source in sheet.sources))
        self._origin_group.setVisible(any(source.leftovers for source in sheet.sources))
        self._show_parts()
        self._judge("isbn")

    def _begin(self) -> None:
        self._opened_at = format_clock(clock.now())
        self._saved.setText("")
        self._saved_icon.hide()
        self.message.hide()
        self.show_part("notice")
        self.revert_button.hide()

    def _show_parts(self) -> None:
        """Fold everything but title and type until the notice exists."""
        known = self.sheet is not None
        for part in (*self.fields.rest, self.files, self.copies, self.fields.texts):
            part.setVisible(known)
        if not known:
            self._origin_group.hide()
        self.done_button.setText(tr("Terminer") if known else tr("Créer la notice"))

    def show_part(self, key: str) -> None:
        """Show a part of the notice: ``notice``, ``copies`` or ``texts``."""
        self.tabs.set_current(key)
        self._sides.setCurrentIndex(("notice", "copies", "texts").index(key))

    # --- saving ---

    def _save(self, name: str, value: Any) -> None:
        if self.sheet is None:
            if name == "title" and str(value).strip():
                self._make(str(value))
            return
        fields = wanted_by_service(name, value, self.sheet)
        service, actor, document_id = self._service, self._desk.actor, self.sheet.document.id
        self.saver.save(
            "catalogue.update_document",
            lambda version: service.update_document(actor, document_id, version, None, **fields),
            lambda error: self._refused(name, error),
            lambda _changes: self._say_saved(),
        )

    def _make(self, title: str) -> None:
        if self._making:
            return
        self._making = True
        kind = str(self.fields.form.field("kind").value() or "book")
        service, actor = self._service, self._desk.actor

        def failed(error: CresiError) -> None:
            self._making = False
            self._refused("title", error)

        def done(changes: Changes) -> None:
            self._say_saved()
            self.made.emit(changes.id)

        self._desk.write(
            "catalogue.add_document", lambda: service.add_document(actor, title=title, kind=kind), done, failed
        )

    def _refused(self, name: str, error: CresiError) -> None:
        form = self.fields.form
        if error.code == "stale":
            self.message.say(error.sentence, "warning", Act(tr("Relire la notice"), self._read_again))
            self.message.show()
        elif not form.refuse(error):
            form.field(name).set_error(error.sentence)

    def _read_again(self) -> None:
        self.message.hide()
        if self.sheet is not None:
            service, document_id = self._service, self.sheet.document.id
            self._desk.read(("catalogue", "edit"), lambda: service.document(document_id), self.show_sheet)

    def _say_saved(self) -> None:
        self._saved.setText(tr("Enregistré à {time}", time=format_clock(clock.now())))
        self._saved_icon.show()
        self.message.hide()
        self.revert_button.setText(tr("Rétablir {time}", time=self._opened_at))
        self.revert_button.setVisible(bool(self.saver.saved))

    def revert(self) -> None:
        """Go back to the notice as it was when the form was opened."""
        seqs = self.saver.saved
        library, actor = self._service.library, self._desk.actor
        self.saver.release()
        self.revert_button.hide()
        for seq in reversed(seqs):
            self._desk.write("undo", lambda seq=seq: library.undo(actor, seq))  # type: ignore[misc]  # mypy loses the default

    # --- checks beside the fields ---

    def _judge(self, name: object) -> None:
        if name == "isbn":
            self._judge_isbn()

    def _judge_isbn(self) -> None:
        field = self.fields.form.field("isbn")
        typed = self.fields_text("isbn")
        if not typed:
            field.set_hint("")
            return
        checked = check("isbn", typed)
        if not checked.is_valid:
            field.set_hint(tr(checked.hint), "warning")
            return
        service, own = self._service, self.sheet.document.id if self.sheet else None
        self._desk.read(("catalogue", "isbn"), lambda: service.duplicates("isbn", typed, own), self._say_duplicates)

    def fields_text(self, name: str) -> str:
        """Return what stands in a text field now, saved or not."""
        editor = self.fields.form.field(name).editor
        text = getattr(editor, "text", None)
        return str(text()).strip() if callable(text) else ""

    def _say_duplicates(self, found: list[Any]) -> None:
        field = self.fields.form.field("isbn")
        if found:
            other = found[0]
            field.set_hint(
                tr(
                    "Aussi sur la notice {number} : {title}", number=lines.shown_number(other.number), title=other.title
                ),
                "warning",
            )
        else:
            field.set_hint(tr("Clé correcte, aucun doublon"), "success")

    # --- leaving ---

    def flush(self) -> bool:
        """Save what is being typed; False when a field does not read (it keeps its words)."""
        forms = self.fields.form.flush()
        return self.copies.flush() and forms

    def finish(self) -> None:
        """Save what is being typed and close; a new notice without title is simply given up."""
        if self.sheet is None:
            if self.fields_text("title"):
                self.fields.form.flush()
                return
            self.finished.emit()
            return
        if self.flush():
            self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes (all is saved); Ctrl+Enter finishes and opens the next."""
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        elif (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            if self.flush():
                self.next_asked.emit()
        else:
            super().keyPressEvent(event)
