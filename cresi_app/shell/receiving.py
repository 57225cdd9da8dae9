"""What comes in from outside: files dropped, chosen or pasted, links and texts pasted, each given to the page that knows it."""

import shutil
import tempfile
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import tr
from cresi_app.core.recordlink import read_record_link
from cresi_app.shell.pages import Pages
from cresi_app.shell.scanning import PREFIX
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.page import Page


class Receiving(QObject):
    """Hands things to the page in front, or else to the first page that knows what to do with them."""

    def __init__(self, pages: Pages, desk: Desk, scanned: Callable[[str], object], parent: QObject) -> None:
        """`scanned(code)` opens the record of a paper's code."""
        super().__init__(parent)
        self._pages, self._desk, self._scanned = pages, desk, scanned

    def take_files(self, files: Sequence[Path]) -> None:
        """Give files to a page; say so when none takes them."""
        if not self._offer(lambda page: page.take_files(files)):
            names = ", ".join(file.name for file in files)
            self._desk.messages.inline(tr("Aucune page ne sait quoi faire de {names}.", names=names), "warning")

    def choose_files(self) -> None:
        """Let files be chosen, as if they had been dropped."""
        files = self._desk.messages.open_files(tr("Ouvrir des fichiers reçus"), [])
        if files:
            self.take_files(files)

    def paste(self) -> None:
        """Take what the clipboard holds: files, a link to a record, the code of a paper, or a text."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> None:
        """Take what a clipboard or a drag holds."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        text = data.text().strip()
        if files:
            self.take_files(files)
        elif not text:
            self._desk.messages.toast(tr("Le presse-papiers ne contient ni fichier ni texte."))
        elif not self._take_text(text):
            said = tr(
                "Aucune page ne sait quoi faire de ce texte. Collez-le dans un champ, ou enregistrez-le dans un fichier."
            )
            self._desk.messages.inline(said, "warning")

    def _take_text(self, text: str) -> bool:
        link = read_record_link(text)
        file = _file_of(text)
        if link is not None:
            self._desk.open_record(*link)
        elif text.upper().startswith(PREFIX):
            self._scanned(text.upper())
        elif file is not None:
            self.take_files([file])
        else:
            return self._offer(lambda page: page.take_text(text)) or ("\n" in text and self._as_file(text))
        return True

    def _as_file(self, text: str) -> bool:
        """Offer a text of several lines as the file it could have been: notices, a table of bookings, a message."""
        folder = Path(tempfile.mkdtemp(prefix="cresi-paste-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        file = folder / tr("texte collé.txt")
        write_whole(file, text.encode())
        return self._offer(lambda page: page.take_files([file]))

    def _offer(self, give: Callable[[Page], bool]) -> bool:
        for key in dict.fromkeys((self._pages.key(), *(entry.key for entry in self._pages.entries))):
            if give(self._pages.page(key)):
                self._pages.go(key)
                return True
        return False


def _file_of(text: str) -> Path | None:
    """Return the file of this machine that a pasted path or address names."""
    if "\n" in text or len(text) > 1000:
        return None
    file = Path(text.removeprefix("file://").strip('"'))
    return file if file.is_absolute() and file.is_file() else None
