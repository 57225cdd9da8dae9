"""Pictures of pages for the window: asked one by one, kept while they are looked at."""

from collections import OrderedDict
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from cresi_app.core.apart import ChildLostError
from cresi_app.core.pagepictures import PagePictures, Picture
from cresi_app.widgets.desk import Desk

_KEPT: Final = 400
"""Small pictures kept: some 20 MB."""


def image_of(picture: Picture) -> QImage:
    """Return a picture as Qt draws it, with its own memory."""
    lent = QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
    return lent.copy()


class PageSource(Protocol):
    """What draws pages: those of a PDF (`PagePictures`), or of whatever else has some."""

    def picture(self, file: Path, page: int, width: int) -> Picture:
        """Return a page (from 0) about `width` points wide. Raises `ChildLostError`."""
        ...

    def close(self) -> None:
        """End what draws."""
        ...


class PictureDesk(QObject):
    """Reads pages of one file on the reader threads. Everything here is for the main thread."""

    arrived = Signal(object)
    """The number (from 0) of a small picture that is there now."""

    def __init__(self, desk: Desk, parent: QObject, source: "PageSource | None" = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pictures: PageSource = source or PagePictures()
        self._small: OrderedDict[int, QPixmap] = OrderedDict()
        self._asked: set[int] = set()
        self._file: Path | None = None
        # with its view, when nobody closes it before; a bound method would be gone by then
        owner, asked, pictures = id(self), self._asked, self._pictures
        self.destroyed.connect(lambda: _end(desk, owner, asked, pictures))

    def show_file(self, file: Path) -> None:
        """Read from this file from now on."""
        self._file = file
        self._small.clear()
        self._asked.clear()

    def small(self, page: int, width: int) -> QPixmap | None:
        """Return a small picture, or None and tell `arrived` when it is there."""
        if page in self._small:
            self._small.move_to_end(page)
            return self._small[page]
        file = self._file
        if file is not None and page not in self._asked:
            self._asked.add(page)
            self._desk.read((id(self), page), partial(self._draw, file, page, width), partial(self._keep, file, page))
        return None

    def large(self, page: int, width: int, then: Callable[[QImage | None], None]) -> None:
        """Ask for a page `width` points wide; None when it cannot be drawn. A later question drops this one."""
        file = self._file
        if file is not None:
            self._desk.read((id(self), "large"), partial(self._draw, file, page, width), then)

    def draw(self, file: Path, page: int, width: int) -> QImage | None:
        """Return a page at once, on the calling thread (printing)."""
        return self._draw(file, page, width)

    def close(self) -> None:
        """Drop what is being drawn, end the child that draws."""
        _end(self._desk, id(self), self._asked, self._pictures)

    def _draw(self, file: Path, page: int, width: int) -> QImage | None:
        try:
            return image_of(self._pictures.picture(file, page, width))
        except ChildLostError:
            return None

    def _keep(self, file: Path, page: int, image: QImage | None) -> None:
        if file != self._file or image is None:
            return
        self._small[page] = QPixmap.fromImage(image)
        while len(self._small) > _KEPT:
            gone, _ = self._small.popitem(last=False)
            self._asked.discard(gone)
        self.arrived.emit(page)


def _end(desk: Desk, owner: int, asked: Collection[int], pictures: PageSource) -> None:
    for key in (*asked, "large"):
        desk.drop((owner, key))
    pictures.close()
