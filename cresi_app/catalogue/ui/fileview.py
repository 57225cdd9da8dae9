"""An attached file seen in the window: its pages, what was searched marked on them, from hit to hit; a text without pages as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.catalogue.model import Attachment, DocumentSheet
from cresi_app.catalogue.model.filetext import FileState, FileText
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.filedesk import has_pages
from cresi_app.catalogue.ui.passages import Passages
from cresi_app.core.apart import ChildLostError
from cresi_app.core.errors import StoreError
from cresi_app.core.filereading.reader import FileReader
from cresi_app.core.i18n import tr, trn
from cresi_app.core.pagepictures import Picture
from cresi_app.widgets.announce import announce
from cresi_app.widgets.buttons import IconButton
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.labels import ElidedLabel, IconLabel
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.preview.pictures import PictureDesk
from cresi_app.widgets.preview.sheet import SheetBar, SheetView
from cresi_app.widgets.preview.thumbnails import Thumbnails

_MOST_SHOWN: Final = 3_000
"""Pages that the column of small ones holds."""


class _Pages:
    """Draws the pages of one file, whatever its kind."""

    def __init__(self, reader: FileReader, kind: str) -> None:
        self._reader, self._kind = reader, kind

    def picture(self, file: Path, page: int, width: int) -> Picture:
        """Return a page (from 0)."""
        return self._reader.picture(file, self._kind, page, width)

    def close(self) -> None:
        """End the child that draws."""
        self._reader.release()


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file as it was opened: sizes of its pages, those that answer, its text when it has no pages."""

    path: Path | None
    sizes: tuple[tuple[float, float], ...]
    hits: tuple[int, ...]
    text: FileText
    passages: tuple[str, ...]


class FileView(QWidget):
    """Shows one attached file in the place of the page. `closed` to go back; `outside(file)`: open it elsewhere."""

    closed = Signal()
    outside = Signal(object)

    def __init__(
        self, desk: Desk, service: CatalogueService, sheet: DocumentSheet, file: Attachment, page: int = 1, searched: str = ""
    ) -> None:  # fmt: skip
        super().__init__()
        self._desk, self._service, self._file = desk, service, file
        self.page, self.searched = page, searched
        self.hits: tuple[int, ...] = ()
        self.marks: list[list[QRectF]] = []
        self.current = -1
        self._toward = 1
        self._opened: _Opened | None = None
        self._reader = FileReader()
        self.pictures = PictureDesk(desk, self, _Pages(self._reader, file.media_type))
        self._make(sheet)
        self._lay_out()
        self.read()

    # --- making

    def _make(self, sheet: DocumentSheet) -> None:
        self.thumbnails = Thumbnails(self.pictures)
        self.thumbnails.chosen.connect(self.show_page)
        self.bar = SheetBar((sheet.document.title, self._file.name))
        self.bar.left.connect(self.closed)
        self.bar.turned.connect(self.turn)
        self.sheet = SheetView()
        self.sheet.wanted.connect(self._draw)
        self.sheet.zoom_changed.connect(self.bar.show_zoom)
        self.bar.zoomed.connect(self.sheet.step_zoom)
        self.passages = Passages()
        self.sought = LineInput()
        self.sought.setText(self.searched)
        self.sought.setPlaceholderText(tr("Chercher dans ce fichier"))
        self.sought.setAccessibleName(tr("Chercher dans ce fichier"))
        self.sought.returnPressed.connect(self._asked)
        self._told = ElidedLabel("", "secondary", "text2")
        self.before = IconButton(tr("Réponse précédente"), "chevron-left", keys="Shift+F3")
        self.after = IconButton(tr("Réponse suivante"), "chevron-right", keys="F3")
        self.before.clicked.connect(lambda _checked=False: self.step(-1))
        self.after.clicked.connect(lambda _checked=False: self.step(1))
        self.copy_button = IconButton(tr("Copier le texte de la page"), "copy")
        self.copy_button.clicked.connect(lambda _checked=False: self.copy_text())
        self.outside_button = IconButton(tr("Ouvrir avec un autre programme"), "external-link")
        self.outside_button.clicked.connect(lambda _checked=False: self.outside.emit(self._file))
        self.close_button = IconButton(tr("Revenir à la notice"), "x", keys="Escape")
        self.close_button.clicked.connect(lambda _checked=False: self.closed.emit())
        self._unread = EmptyState(
            tr("Ce fichier ne s'affiche pas ici"),
            "",
            Act(tr("Ouvrir avec un autre programme"), lambda: self.outside.emit(self._file)),
        )

    def _lay_out(self) -> None:
        hold(self.sought, width=240)
        tools = Row(
            IconLabel("search", "text2", 16), self.sought, self.before, self.after, self._told, None, self.copy_button,
            self.outside_button, self.close_button, spacing=6, margins=(20, 6, 12, 8),
        )  # fmt: skip
        middle = Pane("surface")
        self._stack = QStackedWidget()
        for part in (self.sheet, self.passages, self._unread):
            self._stack.addWidget(part)
        Column(self.bar, tools, self._stack, parent=middle).setStretch(2, 1)
        Row(self.thumbnails, middle, spacing=0, parent=self).setStretch(1, 1)
        stops = (
            self.sheet, self.passages, self.thumbnails, *self.bar.stops(), self.sought, self.before, self.after, self.copy_button,
            self.outside_button, self.close_button,
        )  # fmt: skip
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # --- reading

    def read(self) -> None:
        """Open the file on a reader thread."""
        service, file, reader, searched = self._service, self._file, self._reader, self.searched

        def work() -> _Opened:
            try:
                path = service.library.files.path(file.sha256)
                sizes = tuple(reader.sizes(path, file.media_type)[:_MOST_SHOWN]) if has_pages(file.media_type) else ()
            except (ChildLostError, StoreError):
                path, sizes = None, ()
            text = service.file_texts([file.sha256])[file.sha256]
            hits = tuple(service.pages_with(file.sha256, searched))
            passages = () if sizes else tuple(service.page_texts(file.sha256).values())
            return _Opened(path, sizes, hits, text, passages)

        self._desk.read((id(self), "open"), work, self._show)

    def _show(self, opened: _Opened) -> None:
        first = self._opened is None
        self._opened, self.hits = opened, opened.hits
        if opened.sizes and opened.path is not None:
            if first:
                self.pictures.show_file(opened.path)
            self.thumbnails.pages.show(opened.sizes, dict.fromkeys(opened.hits, "•"))
            self._stack.setCurrentWidget(self.sheet)
            self.show_page(min(max(self.page - 1, 0), len(opened.sizes) - 1))
        elif opened.passages:
            self.hits = tuple(range(1, self.passages.show_text(opened.passages, self.searched) + 1))
            self.passages.bring(self.page if first and self.page > 1 else 1)
            self._stack.setCurrentWidget(self.passages)
        else:
            self._unread.say(tr("Ce fichier ne s'affiche pas ici"), _why(opened))
            self._stack.setCurrentWidget(self._unread)
        self.thumbnails.setVisible(bool(opened.sizes))
        if not opened.sizes:
            self.bar.show_page(0, 0)
        self.copy_button.setEnabled(bool(opened.sizes or opened.passages))
        self._tell()

    # --- pages

    @property
    def total(self) -> int:
        """How many pages there are."""
        return len(self._opened.sizes) if self._opened else 0

    def turn(self, steps: object) -> None:
        """Go some pages on or back."""
        if isinstance(steps, int) and self.total:
            self.show_page(min(max(self.page - 1 + steps, 0), self.total - 1))

    def show_page(self, page: object) -> None:
        """Bring a page (from 0) to the front, and what was searched on it."""
        if self._opened is None or not isinstance(page, int) or not 0 <= page < self.total:
            return
        self.page = page + 1
        self.marks, self.current = [], -1
        self.sheet.show_marks([])
        self.bar.show_page(page, self.total)
        self.thumbnails.bring(page)
        self.sheet.show_size(self._opened.sizes[page])
        self._tell()
        if self.page in self.hits:
            service, file, reader, number, text = self._service, self._file, self._reader, self.page, self.searched
            self._desk.read(
                (id(self), "marks"),
                lambda: (number, service.hit_boxes(reader, file.sha256, file.media_type, number, text)),
                self._mark,
            )

    def _mark(self, found: tuple[int, list[list[list[float]]]]) -> None:
        page, hits = found
        if page != self.page:
            return
        self.marks = [[QRectF(*box) for box in boxes] for boxes in hits if boxes]
        self.current = (0 if self._toward > 0 else len(self.marks) - 1) if self.marks else -1
        self.sheet.show_marks(self.marks, self.current)
        self._tell()

    def _draw(self, width: object) -> None:
        if isinstance(width, int) and self.total:
            self.pictures.large(self.page - 1, width, self._drawn)

    def _drawn(self, image: QImage | None) -> None:
        self.sheet.show_picture(image)

    # --- hits

    def _asked(self) -> None:
        """Search what was typed; the same again goes to the next hit."""
        text = self.sought.text().strip()
        if text == self.searched:
            self.step(1)
            return
        self.searched = text
        service, file = self._service, self._file
        if self._stack.currentWidget() is self.passages:
            self.read()
            return
        self._desk.read((id(self), "hits"), lambda: tuple(service.pages_with(file.sha256, text)), self._found)

    def _found(self, hits: tuple[int, ...]) -> None:
        self.hits = hits
        if self._opened is not None:
            self.thumbnails.pages.show(self._opened.sizes, dict.fromkeys(hits, "•"))
        after = [number for number in hits if number >= self.page]
        self.show_page((after or hits or (self.page,))[0] - 1)

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (−1), over the pages and around the end."""
        if not self.hits:
            return
        if self._stack.currentWidget() is self.passages:
            self.passages.step(by)
            self._tell()
            return
        self._toward = by
        if 0 <= self.current + by < len(self.marks):
            self.current += by
            self.sheet.show_marks(self.marks, self.current)
            self._tell()
            return
        others = [number for number in self.hits if (number > self.page if by > 0 else number < self.page)]
        around = self.hits[0] if by > 0 else self.hits[-1]
        self.show_page(((others[0] if by > 0 else others[-1]) if others else around) - 1)

    def _tell(self) -> None:
        """Say where one stands among the hits."""
        self.before.setEnabled(bool(self.hits))
        self.after.setEnabled(bool(self.hits))
        if not self.searched:
            self._told.setText("")
            return
        if self._stack.currentWidget() is self.passages:
            said = self.passages.told()
        elif not self.hits:
            said = tr("Aucune page ne répond")
        else:
            said = trn("{n} page répond", "{n} pages répondent", len(self.hits))
            if self.marks:
                said = tr(
                    "{at} sur {count} dans la page · {pages}", at=self.current + 1, count=len(self.marks), pages=said
                )
        self._told.setText(said)
        announce(self, said)

    def copy_text(self) -> None:
        """Put the text of the page in front on the clipboard."""
        service, file = self._service, self._file
        first, last = (self.page, self.page) if self.total else (1, 9_999)

        def copied(texts: dict[int, str]) -> None:
            text = "\n\n".join(texts.values()).strip()
            if text:
                QGuiApplication.clipboard().setText(text)
                self._desk.messages.toast(tr("Texte copié"))
            else:
                self._desk.messages.toast(tr("Aucun texte n'est connu sur cette page."))

        self._desk.read((id(self), "copy"), lambda: service.page_texts(file.sha256, first, last), copied)

    def leave(self) -> None:
        """End the child that draws."""
        for key in ("open", "marks", "hits", "copy"):
            self._desk.drop((id(self), key))
        self.pictures.close()

    # --- keys

    def stops(self) -> Sequence[QWidget]:
        """Return the panes that F6 walks through."""
        shown = self._stack.currentWidget()
        return [stop for stop in (self.thumbnails, shown, self.sought) if stop is not None and stop.isVisibleTo(self)]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Turn pages, walk from hit to hit, search, zoom, close."""
        key = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        match key:
            case "PgUp" | "PgDown":
                self.turn(-1 if key == "PgUp" else 1)
            case "Ctrl+Home" | "Ctrl+End":
                self.show_page(0 if key == "Ctrl+Home" else self.total - 1)
            case "F3" | "Shift+F3":
                self.step(1 if key == "F3" else -1)
            case "Ctrl+F":
                self.sought.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.sought.selectAll()
            case "Ctrl++" | "Ctrl+=" | "Ctrl+-" | "Ctrl+0":
                self.sheet.step_zoom({"Ctrl+-": -1, "Ctrl+0": 0}.get(key, 1))
            case "Esc":
                self.closed.emit()
            case _:
                super().keyPressEvent(event)


def _why(opened: _Opened) -> str:
    """Say why there is nothing to see."""
    if opened.path is None and opened.text.state in {
        FileState.INDEXED,
        FileState.PARTIAL,
        FileState.EMPTY,
        FileState.WAITING,
    }:
        return tr("Il manque dans le dossier de la bibliothèque, ou ne peut pas être dessiné. Rien n'a changé.")
    return opened.text.reason or tr("Il est gardé tel quel : ouvrez-le avec le programme qui l'a fait.")
