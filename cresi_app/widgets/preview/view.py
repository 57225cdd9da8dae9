"""The print preview: the PDF itself, page by page, what it contains chosen beside it."""

import shutil
import weakref
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from cresi_app.core.apart import ChildLostError
from cresi_app.core.disk import write_whole
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.pagepictures import PagePictures
from cresi_app.widgets.actions import Action
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.preview.making import Made, PaperMaker
from cresi_app.widgets.preview.offer import PrintOffer
from cresi_app.widgets.preview.options import OptionsArea, OptionsColumn
from cresi_app.widgets.preview.pictures import PictureDesk, image_of
from cresi_app.widgets.preview.printer import print_pages, printer_named
from cresi_app.widgets.preview.sheet import SheetBar, SheetView
from cresi_app.widgets.preview.thumbnails import Thumbnails
from cresi_app.widgets.tasks import Progress
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole

_ROOMY: Final = 960
"""Width in pixels of the look from which the small pages stand beside the page."""
_LEAST: Final = 780
"""Width in pixels of the look that a preview takes in a page that scrolls as a whole."""
_PATIENCE: Final = 1000
"""Milliseconds after which a person is told that the pages are being made."""
_LEAD: Final = 90
"""Milliseconds a box is hovered or has the keyboard before its paper is begun: passing over it makes nothing."""


class PrintPreview(QWidget):
    """Shows what `offer` prints. `closed` when the person is done; `printed` a sentence said. End it with `leave`."""

    closed = Signal()
    made = Signal(object)
    """A `Printout` is on screen."""
    other_asked = Signal(object)
    """Another paper about the same record is wanted, by its key."""

    def __init__(self, desk: Desk, offer: PrintOffer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.offer = desk, offer
        self.maker = PaperMaker(desk, offer, self)
        self._made: Made | None = None
        self._near = ""
        self.page = 0
        self.pictures = PictureDesk(desk, self)
        remembered = desk.recall(f"print.{offer.kind}")
        off, on = (frozenset(map(str, remembered.get(key, ()))) for key in ("off", "on"))
        self.options = OptionsColumn(offer, off, on)
        self.thumbnails = Thumbnails(self.pictures)
        self.bar = SheetBar(_trail(offer))
        self.sheet = SheetView()
        self.refusal = InlineMessage()
        self.refusal.hide()
        middle = Pane("surface")
        column = Column(self.bar, self.refusal, self.sheet, parent=middle)
        column.setStretch(2, 1)
        row = Row(self.thumbnails, middle, OptionsArea(self.options), spacing=0, parent=self)
        row.setStretch(1, 1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._lead = QTimer(self)
        self._lead.setSingleShot(True)
        self._lead.setInterval(_LEAD)
        self._connect()
        stops = [self.thumbnails, *self.bar.stops(), self.sheet, *self.options.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self.make()

    def _connect(self) -> None:
        self._patience.timeout.connect(lambda: self.sheet.wait(tr("Mise en page…")))
        self._lead.timeout.connect(self._make_ahead)
        self.maker.ready.connect(self._took)
        self.maker.refused.connect(self._refused)
        self.options.changed.connect(self._choice_changed)
        self.options.rewritten.connect(self.maker.forget)
        self.options.near.connect(self._come_near)
        self.bar.left.connect(self.closed)
        self.options.closed.connect(self.closed)
        self.options.other_asked.connect(self.other_asked)
        self.options.save_asked.connect(self.save)
        self.options.print_asked.connect(self.print)
        self.thumbnails.chosen.connect(self.show_page)
        self.bar.turned.connect(self.turn)
        self.bar.zoomed.connect(self.sheet.step_zoom)
        self.sheet.zoom_changed.connect(self.bar.show_zoom)
        self.sheet.wanted.connect(self._draw)
        self.sheet.take_zoom(self.desk.recall("preview").get("zoom"))
        self.sheet.zoom_changed.connect(lambda zoom: self.desk.remember("preview", zoom=zoom))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the small pages give way to the page in a narrow window."""
        super().resizeEvent(event)
        self.thumbnails.setVisible(self.width() >= theme().px(_ROOMY))

    # --- making

    def make(self) -> None:
        """Make the PDF of what is chosen anew; what is on screen stays until then."""
        self.maker.forget()
        self._want()

    def _want(self) -> None:
        self._lead.stop()
        if self._made is not None:
            self.options.ready(made=False)
        self._patience.start()
        self.maker.want(self.options.chosen())

    def _come_near(self, key: object) -> None:
        """Mouse or keyboard came to a box: what comes of pressing it is begun shortly."""
        self._near = str(key)
        self._lead.start()

    def _make_ahead(self) -> None:
        if self._made is not None and not self._patience.isActive():
            self.maker.ahead(self.options.chosen() ^ {self._near})

    def _choice_changed(self) -> None:
        off, on = self.options.to_keep()
        self.desk.remember(f"print.{self.offer.kind}", off=off, on=on)
        self._want()

    def _took(self, made: Made) -> None:
        self._patience.stop()
        self.refusal.hide()
        self._made = made
        self.pictures.show_file(made.printout.file)
        self.thumbnails.pages.show(made.sizes, made.printout.names)
        self.options.show_printout(made.printout, len(made.sizes))
        self.show_page(min(self.page, max(len(made.sizes) - 1, 0)))
        self.made.emit(made.printout)

    def _refused(self, error: CresiError) -> None:
        self._patience.stop()
        self.sheet.wait()
        self.refusal.say(error.sentence, "warning")
        self.refusal.show()

    # --- looking

    @property
    def total(self) -> int:
        """How many pages there are."""
        return len(self._made.sizes) if self._made else 0

    def show_page(self, page: object) -> None:
        """Bring a page (from 0) to the front."""
        if self._made is None or not isinstance(page, int) or not 0 <= page < self.total:
            return
        self.page = page
        self.bar.show_page(page, self.total)
        self.thumbnails.bring(page)
        self.sheet.show_size(self._made.sizes[page])

    def turn(self, steps: object) -> None:
        """Go some pages on or back."""
        if isinstance(steps, int):
            self.show_page(min(max(self.page + steps, 0), self.total - 1))

    def _draw(self, width: object) -> None:
        if self._made is not None and isinstance(width, int):
            self.pictures.large(self.page, width, self._drawn)

    def _drawn(self, image: QImage | None) -> None:
        self.sheet.show_picture(image)

    # --- finishing

    def save(self) -> None:
        """Write the PDF where the person says."""
        made, messages = self._made, self.desk.messages
        if made is None:
            return
        place = messages.save_file(tr("Enregistrer en PDF"), self.offer.file_name, [("PDF", "*.pdf")])
        if place is None:
            return
        source = made.printout.file

        def saved(_done: None) -> None:
            messages.toast(tr("PDF enregistré dans {name}", name=place.name))

        self.desk.read((id(self), "save"), lambda: write_whole(place, source.read_bytes()), saved)

    def print(self) -> None:
        """Print on the chosen printer, beside other work."""
        made = self._made
        name = self.options.printer.key()
        if made is None or not name or not self.options.print.isEnabled():
            return
        lying = bool(made.sizes) and made.sizes[0][0] > made.sizes[0][1]
        self.print_on(printer_named(str(name), both_sides=bool(self.options.both_sides.value()), lying=lying))

    def print_on(self, printer: QPrinter) -> None:
        """Print on this printer."""
        made = self._made
        if made is None:
            return
        folder = Path(mkdtemp(prefix="cresi-print-"))  # the choice may change, the preview close, while it prints
        kept = Path(shutil.copy(made.printout.file, folder / "paper.pdf"))
        messages = self.desk.messages

        def work(progress: Progress) -> int:
            pictures = PagePictures()
            try:
                return print_pages(printer, made.sizes, partial(_picture, pictures, kept), progress)
            finally:
                pictures.close()

        def done(pages: int) -> None:
            messages.toast(trn("{n} page envoyée à l'imprimante", "{n} pages envoyées à l'imprimante", pages))

        weakref.finalize(work, shutil.rmtree, folder, ignore_errors=True)  # also when its turn never comes
        self.desk.long(tr("Impression de {title}", title=self.offer.subtitle or self.offer.title), work, done)

    def leave(self) -> None:
        """Drop what is being made, end the child that draws, remove the files."""
        self._patience.stop()
        self._lead.stop()
        self.pictures.close()
        self.maker.close()

    # --- keys

    def actions_now(self) -> Sequence[Action]:
        """Return what can be done here, for the window's menus."""
        return (
            Action("preview.print", tr("Imprimer"), self.print, "Ctrl+P", "printer", menu="file"),
            Action("preview.save", tr("Enregistrer en PDF"), self.save, "Ctrl+S", "download", menu="file"),
        )

    def event(self, event: QEvent) -> bool:
        """Keep this page's keys from the window's menus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Turn pages, zoom, save, print, close."""
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
            return
        act()

    def _finish(self) -> None:
        self.closed.emit()

    def _act_of(self, event: QKeyEvent) -> "partial[None] | None":
        key = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        acts: dict[str, partial[None]] = {
            "PgUp": partial(self.turn, -1),
            "PgDown": partial(self.turn, 1),
            "Ctrl+Home": partial(self.show_page, 0),
            "Ctrl+End": partial(self.show_page, self.total - 1),
            "Ctrl++": partial(self.sheet.step_zoom, 1),
            "Ctrl+=": partial(self.sheet.step_zoom, 1),
            "Ctrl+-": partial(self.sheet.step_zoom, -1),
            "Ctrl+0": partial(self.sheet.step_zoom, 0),
            "Ctrl+S": partial(self.save),
            "Ctrl+P": partial(self.print),
            "Esc": partial(self._finish),
        }
        return acts.get(key)


def _trail(offer: PrintOffer) -> Sequence[str]:
    here = tr("Aperçu avant impression")
    trail = tuple(offer.trail) or (offer.subtitle,)
    return trail if trail[-1] == here else (*trail, here)


def _picture(pictures: PagePictures, file: Path, page: int, width: int) -> QImage | None:
    try:
        return image_of(pictures.picture(file, page, width))
    except ChildLostError:
        return None


class PreviewCover(QObject):
    """Keeps a preview over the whole of a page, and gives the page back as it was. `closed` when that is done."""

    closed = Signal()

    def __init__(self, host: QWidget, desk: Desk, offer: PrintOffer) -> None:
        super().__init__(host)
        self.host, self.desk = host, desk
        self.focus = host.window().focusWidget()
        self.hidden = [
            child
            for child in host.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if child.isVisibleTo(host)
        ]
        for child in self.hidden:
            child.hide()
        host.installEventFilter(self)
        self.preview = self._shown(offer)
        self._before, self._open = host.minimumWidth(), True
        self._keep_room()
        theme().changed.connect(self._keep_room)

    def _keep_room(self) -> None:
        """Ask for sheet and options beside each other, where the page can scroll to them."""
        if self._open and scrolls_whole(self.host):
            self.host.setMinimumWidth(theme().px(_LEAST))

    def _shown(self, offer: PrintOffer) -> PrintPreview:
        preview = PrintPreview(self.desk, offer, self.host)
        preview.setGeometry(self.host.rect())
        preview.closed.connect(self.close)
        preview.other_asked.connect(self._turn_to)
        preview.show()
        preview.sheet.setFocus()
        return preview

    def _turn_to(self, key: object) -> None:
        """Show another paper about the same record."""
        other = self.preview.offer.other
        if other is None or not isinstance(key, str):
            return
        self._drop()
        self.preview = self._shown(other(key))

    def _drop(self) -> None:
        self.preview.leave()
        self.preview.hide()
        self.preview.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the page's size, and stay above what it shows meanwhile."""
        if watched is self.host and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self.preview.setGeometry(self.host.rect())
            self.preview.raise_()
        return super().eventFilter(watched, event)

    def close(self) -> None:
        """Show the page again."""
        self.host.removeEventFilter(self)
        self._open = False
        self.host.setMinimumWidth(self._before)
        self._drop()
        for child in self.hidden:
            if shiboken6.isValid(child):
                child.show()
        if self.focus is not None and shiboken6.isValid(self.focus) and self.focus.isVisible():
            self.focus.setFocus()
        self.closed.emit()
        self.deleteLater()


def open_preview(host: QWidget, desk: Desk, offer: PrintOffer) -> PreviewCover:
    """Show the preview in the place of everything in `host` (a page) until it is closed, then the page as it was.

    `cover.preview` is the preview on screen, `cover.closed` tells the end.
    """
    return PreviewCover(host, desk, offer)
