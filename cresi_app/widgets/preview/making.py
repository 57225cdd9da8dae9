"""Makes the PDF of what is chosen: what was made once is there at once, what is about to be asked is begun before."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Final

from PySide6.QtCore import QObject, Signal

from cresi_app.core.apart import ChildLostError
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.pagepictures import PagePictures
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.preview.offer import PrintOffer, Printout

KEPT: Final = 8
"""Printouts kept: a box unchecked and checked again costs nothing."""

Chosen = frozenset[str]


@dataclass(frozen=True, slots=True)
class Made:
    """A printout with the size of each page in points."""

    printout: Printout
    sizes: list[tuple[float, float]]


class PaperMaker(QObject):
    """Makes printouts of one offer on a reader thread. `ready` carries the `Made` that was wanted, `refused` its error."""

    ready = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, offer: PrintOffer, parent: QObject) -> None:
        super().__init__(parent)
        self.folder = Path(mkdtemp(prefix="cresi-preview-"))
        self._desk, self._offer = desk, offer
        self._measuring = PagePictures()
        self._kept: OrderedDict[Chosen, Made] = OrderedDict()
        self._wanted: Chosen | None = None
        self._under_way: Chosen | None = None
        self._shown: Made | None = None
        self._count = 0
        desk.changed.connect(self._outdated)
        # with its view, when nobody closes it before: the window closes, its pages are built in another language
        owner, measuring, folder = id(self), self._measuring, self.folder
        self.destroyed.connect(lambda: _end(desk, owner, measuring, folder))

    def want(self, chosen: Chosen) -> None:
        """Ask for the printout of these choices; `ready` follows, at once when it was made before."""
        self._wanted = chosen
        made = self._kept.get(chosen)
        if made is not None:
            self._kept.move_to_end(chosen)
            self._drop()
            self._tell(made)
        elif self._under_way != chosen:
            self._start(chosen)

    def ahead(self, chosen: Chosen) -> None:
        """Begin what is likely to be asked next, while nothing else is being made."""
        if self._under_way is None and chosen not in self._kept:
            self._start(chosen)

    def forget(self) -> None:
        """Make everything anew from now on: what the papers tell has changed. What is on screen stays until then."""
        self._drop()
        for made in self._kept.values():
            self._remove(made)
        self._kept.clear()

    def _outdated(self, _changes: object) -> None:
        """Another paper would come of it now: what is awaited is begun again, the rest when it is asked for."""
        awaited = self._under_way is not None and self._under_way == self._wanted
        self.forget()
        if awaited and self._wanted is not None:
            self._start(self._wanted)

    def close(self) -> None:
        """Drop what is being made, end the child that measures, remove the files."""
        self._under_way = None
        _end(self._desk, id(self), self._measuring, self.folder)

    def _drop(self) -> None:
        if self._under_way is not None:
            self._under_way = None
            self._desk.drop((id(self), "make"))

    def _start(self, chosen: Chosen) -> None:
        self._count += 1
        self._under_way = chosen
        work = partial(_made, self._offer, self._measuring, chosen, self.folder / f"{self._count}.pdf")
        self._desk.read((id(self), "make"), work, partial(self._took, chosen), partial(self._was_refused, chosen))

    def _took(self, chosen: Chosen, made: Made) -> None:
        self._under_way = None
        self._kept[chosen] = made
        while len(self._kept) > KEPT:
            _oldest, gone = self._kept.popitem(last=False)
            self._remove(gone)
        if chosen == self._wanted:
            self._tell(made)

    def _was_refused(self, chosen: Chosen, error: CresiError) -> None:
        self._under_way = None
        if chosen == self._wanted:
            self.refused.emit(error)

    def _tell(self, made: Made) -> None:
        before, self._shown = self._shown, made
        if before is not None and before is not made and before not in self._kept.values():
            self._remove(before)
        self.ready.emit(made)

    def _remove(self, made: Made) -> None:
        if made is not self._shown and made.printout.file.parent == self.folder:
            made.printout.file.unlink(missing_ok=True)


def _made(offer: PrintOffer, measuring: PagePictures, chosen: Chosen, out: Path) -> Made:
    """Make and measure; called on a reader thread."""
    printout = offer.make(chosen, out)
    try:
        return Made(printout, measuring.sizes(printout.file))
    except ChildLostError as error:
        raise DomainError("unreadable_pdf", N_("Le PDF a été fait, mais ne peut pas être affiché ici.")) from error


def _end(desk: Desk, owner: int, measuring: PagePictures, folder: Path) -> None:
    desk.drop((owner, "make"))
    measuring.close()
    rmtree(folder, ignore_errors=True)
