"""What the window knows of attached files: how far each is read, small pictures of pages, and the reading that goes on beside."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from cresi_app.catalogue.model.filetext import FileText, ReadingReport
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.apart import ChildLostError
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, StoreError
from cresi_app.core.filereading.reader import FileReader
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.preview.pictures import image_of
from cresi_app.widgets.tasks import Cancelled, Progress

WIDE: Final = 180
"""Width of the pictures kept in the cache: that of a thumbnail on a dense screen."""
_KEPT: Final = 300
_PACE: Final = 350
_DRAWN: Final = ("application/pdf", "image/")

Small = tuple[str, int]
"""A page (from 0) of a content."""


def has_pages(media_type: str) -> bool:
    """Say whether a file has pages that can be drawn."""
    return media_type.startswith(_DRAWN)


class FileDesk(QObject):
    """One for a page of the window. Everything here is for the main thread."""

    moved = Signal()
    """What is known of some file's text has changed."""
    arrived = Signal(object)
    """Pictures of pages of this content (its SHA-256) are there."""

    def __init__(self, desk: Desk, service: CatalogueService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self._texts: dict[str, FileText] = {}
        self._small: OrderedDict[Small, QPixmap] = OrderedDict()
        self._asked: set[Small] = set()
        self._wanted: tuple[str, ...] = ()
        self._running: Progress | None = None
        self._again = False
        self._recognise_next = False
        self._pace = QTimer(self)
        self._pace.setInterval(_PACE)
        self._pace.timeout.connect(self._look)

    # --- what is known ---

    def text_of(self, sha256: str) -> FileText:
        """Return what is known of a content."""
        return self._texts.get(sha256, FileText(sha256))

    def want(self, hashes: Sequence[str]) -> None:
        """Follow these contents from now on."""
        self._wanted = tuple(hashes)
        self._look()

    def _look(self) -> None:
        service, wanted = self._service, self._wanted
        if wanted:
            self._desk.read(("catalogue", "file texts", id(self)), lambda: service.file_texts(wanted), self._know)

    def _know(self, found: dict[str, FileText]) -> None:
        if any(self._texts.get(one) != told for one, told in found.items()):
            self._texts.update(found)
            self.moved.emit()

    # --- reading ---

    @property
    def is_reading(self) -> bool:
        """Whether files are being read or recognised."""
        return self._running is not None

    def heed(self, changes: Changes | None) -> None:
        """Read what an act attached; None: what waits since another day."""
        if changes is None or changes.touches("document_file"):
            self.read()

    def read(self) -> None:
        """Read every file that waits, beside everything else."""
        if self._service.library.read_only:
            return
        if self._running is not None:
            self._again = True
            return
        self._desk.read(("catalogue", "files to read"), lambda: len(self._service.files_to_read()), self._start)

    def _start(self, waiting: int) -> None:
        if not waiting or self._running is not None:
            return
        words = trn("Lecture de {n} pièce jointe", "Lecture de {n} pièces jointes", waiting, n=format_number(waiting))
        self._begin(words, self._service.read_files)

    def recognise(self, hashes: Iterable[str], languages: Sequence[str] = ()) -> None:
        """Recognise the text of pages that are pictures; says how to get Tesseract when it is not installed."""
        if self._running is None:
            self._begin(
                tr("Reconnaissance de texte"),
                partial(self._service.recognise_files, tuple(hashes), languages=tuple(languages)),
                self._recognised,
            )

    def recognise_after_reading(self) -> None:
        """Recognise what turns out to be pictures, once all that waits is read; without Tesseract nothing is said again."""
        self._recognise_next = self._service.recogniser() is not None

    def _recognise_silent(self) -> None:
        self._recognise_next = False
        self._desk.read(("catalogue", "silent files"), self._service.files_without_text, self._recognise_some)

    def _recognise_some(self, hashes: list[str]) -> None:
        if hashes:
            self.recognise(hashes)

    def read_again(self, sha256: str) -> None:
        """Forget what was read of a file, and read it anew."""
        service = self._service

        def forgotten(_none: None) -> None:
            self._texts.pop(sha256, None)
            self.read()

        self._desk.read(("catalogue", "read again"), lambda: service.read_again([sha256]), forgotten)

    def stop(self) -> None:
        """Stop reading: what was read stays."""
        if self._running is not None:
            self._desk.tasks.cancel(self._running)

    def _begin(
        self, words: str, work: Callable[[Progress], ReadingReport], then: Callable[[ReadingReport], None] | None = None
    ) -> None:
        def done(report: ReadingReport) -> None:
            self._end()
            if then is not None:
                then(report)

        self._running = self._desk.long(words, work, done, self._stopped)
        self._pace.start()

    def _recognised(self, report: ReadingReport) -> None:
        if report.recognised:
            words = trn("Texte reconnu sur {n} page", "Texte reconnu sur {n} pages", report.recognised)
            self._desk.messages.toast(words)
        else:
            self._desk.messages.inline(tr("Aucun texte n'a été reconnu sur ces pages. Le fichier est gardé tel quel."))

    def _stopped(self, error: CresiError | Cancelled) -> None:
        self._end()
        if isinstance(error, CresiError):
            self._desk.messages.error(error)

    def _end(self) -> None:
        self._running = None
        self._pace.stop()
        self._look()
        if self._again:
            self._again = False
            self.read()
        elif self._recognise_next:
            self._recognise_silent()

    # --- pictures ---

    def small(self, sha256: str, page: int) -> QPixmap | None:
        """Return the picture of a page (from 0), None while there is none."""
        return self._small.get((sha256, page))

    def want_pictures(self, sha256: str, media_type: str, count: int) -> None:
        """Have the first `count` pages drawn: from the cache, else by a child process."""
        missing = [page for page in range(count) if (sha256, page) not in self._small | dict.fromkeys(self._asked)]
        if missing and has_pages(media_type):
            self._asked.update((sha256, page) for page in missing)
            work = partial(_pictures, self._service, sha256, media_type, missing)
            self._desk.read(("catalogue", "thumbnails", sha256, tuple(missing)), work, partial(self._keep, sha256))

    def _keep(self, sha256: str, drawn: dict[int, QImage]) -> None:
        for page, image in drawn.items():
            self._small[sha256, page] = QPixmap.fromImage(image)
        while len(self._small) > _KEPT:
            self._asked.discard(self._small.popitem(last=False)[0])
        if drawn:
            self.arrived.emit(sha256)


def _pictures(service: CatalogueService, sha256: str, media_type: str, wanted: Sequence[int]) -> dict[int, QImage]:
    """Return small pictures of pages; those that were not in the cache are put there."""
    library = service.library
    found: dict[int, QImage] = {}
    with FileReader() as reader:
        for page in wanted:
            try:
                place = None if library.read_only else library.paper_place(f"{sha256}-{page}-{WIDE}.png", "pages")
                image = QImage(str(place)) if place is not None and place.is_file() else QImage()
                if image.isNull():
                    image = image_of(reader.picture(library.files.path(sha256), media_type, page, WIDE))
                    if place is not None:
                        image.save(str(place))  # what is not kept is drawn again
            except (ChildLostError, StoreError):
                continue
            found[page] = image
    return found
