"""What files say: their pages are read by a child process, kept, recognised when they are pictures, and found again."""

import json
from collections.abc import Iterable, Sequence
from typing import Final

from cresi_app.catalogue.model.extracts import hits_in
from cresi_app.catalogue.model.filetext import MOST_PAGES, FileState, FileText, Limits, PageState, ReadingReport, ToRead
from cresi_app.catalogue.model.importing import Progress, Unwatched
from cresi_app.catalogue.model.search import PageHit
from cresi_app.catalogue.queries import pages
from cresi_app.catalogue.service.desk import ListsDesk
from cresi_app.catalogue.service.readingfile import FLUSHED, Reading, Writing
from cresi_app.core.apart import ChildLostError
from cresi_app.core.errors import DomainError, StoreError
from cresi_app.core.filereading import recognition
from cresi_app.core.filereading.pdftext import is_text
from cresi_app.core.filereading.reader import FileReader
from cresi_app.core.i18n import N_
from cresi_app.core.text import words

NO_RECOGNISER: Final = N_(
    "Tesseract, le programme libre qui reconnaît le texte des images, n'est pas installé sur cet ordinateur. "
    "Sous Debian ou Ubuntu : « apt install tesseract-ocr tesseract-ocr-fra ». Sous Windows : l'installeur de "
    "l'université de Mannheim (UB-Mannheim/tesseract), avec le français. Rien n'a changé : recommencez ensuite."
)
_TWICE: Final = 2


class FileTextsDesk(ListsDesk):
    """The text of attached files."""

    def file_texts(self, hashes: Iterable[str]) -> dict[str, FileText]:
        """Return what is known of these contents, by their SHA-256."""
        return pages.known(self.library, hashes)

    def files_to_read(self) -> list[ToRead]:
        """Return the attached contents whose text is not known to the end."""
        return pages.to_read(self.library)

    def files_without_text(self) -> list[str]:
        """Return the contents that may be pictures of text, by their SHA-256."""
        return pages.hashes_of(self.library, [FileState.EMPTY])

    def every_file(self) -> list[str]:
        """Return every attached content, by its SHA-256."""
        return pages.every_file(self.library)

    def read_files(
        self, progress: Progress | None = None, *, reader: FileReader | None = None, limits: Limits | None = None
    ) -> ReadingReport:
        """Read every content that waits, where an earlier reading stopped. What was read stays when it is cancelled.

        A file that kills its reader, or holds it up, costs a few readers at most; it is told ``partial`` or ``broken``.
        """
        watched, report = progress or Unwatched(), ReadingReport({})
        waiting = self.files_to_read()
        if waiting:
            pages.sweep(self.library)
        own = reader or FileReader()
        writing = Writing(self.library)
        try:
            for number, todo in enumerate(waiting):
                watched.step(number, len(waiting))
                state = self._read_one(own, Reading(todo, limits or Limits(), writing), watched, report)
                if state is not None:
                    report.states[state] = report.states.get(state, 0) + 1
            watched.step(len(waiting), len(waiting))
        finally:
            writing.flush()
            if reader is None:
                own.release()
        return report

    def _read_one(self, reader: FileReader, one: Reading, watched: Progress, report: ReadingReport) -> FileState | None:
        try:
            path = self.library.files.path(one.todo.sha256)
        except StoreError:  # told by the library's own check; another day it may be back
            report.missing += 1
            return None
        careful = False
        before = (one.done, one.characters)
        while not one.is_done:
            watched.check()
            try:
                lot = reader.texts(path, one.todo.media_type, one.done + 1, 1 if careful else one.left)
            except ChildLostError:
                one.losses += 1
                if one.losses > one.limits.losses or (not one.pages and one.losses >= _TWICE):
                    return one.say(FileState.PARTIAL if one.found else FileState.BROKEN)
                if careful and one.pages:
                    one.skip()
                careful = not careful
                one.say(FileState.READING)
                continue
            if lot.state != "read":
                return one.say(FileState(lot.state))
            one.take(lot.texts, lot.pages)
            if not lot.texts:
                break
            one.writing.flush(FLUSHED)
        report.pages += one.done - before[0]
        report.characters += one.characters - before[1]
        return one.end()

    def read_again(self, hashes: Iterable[str]) -> None:
        """Forget what was read of these contents: the next reading begins anew."""
        pages.forget(self.library, hashes)

    # --- recognising ---

    def recogniser(self) -> recognition.Recogniser | None:
        """Return the program that recognises text, None when it is not installed."""
        return recognition.recogniser()

    def recognise_files(
        self,
        hashes: Iterable[str],
        progress: Progress | None = None,
        *,
        languages: Sequence[str] = (),
        reader: FileReader | None = None,
    ) -> ReadingReport:
        """Recognise the pages without text of these contents (``languages``: ISO 639-2/B, those of the notice first).

        Each page is kept as soon as it is recognised. DomainError ``no_recogniser`` when Tesseract is not installed.
        """
        program = self.recogniser()
        if program is None:
            raise DomainError("no_recogniser", NO_RECOGNISER)
        watched, report = progress or Unwatched(), ReadingReport({})
        todo = [one for one in pages.attached(self.library, hashes) if one.known.scanned]
        total, done = sum(len(one.known.scanned) for one in todo), 0
        asked = program.chosen(languages)
        own = reader or FileReader()
        try:
            for one in todo:
                for number in one.known.scanned:
                    watched.step(done, total)
                    self._recognise_page(own, program, asked, (one, number), watched, report)
                    done += 1
                state = self._settle(one)
                report.states[state] = report.states.get(state, 0) + 1
            watched.step(done, total)
        finally:
            if reader is None:
                own.release()
        return report

    def _recognise_page(
        self, reader: FileReader, program: recognition.Recogniser, languages: str, which: tuple[ToRead, int], watched: Progress,
        report: ReadingReport,
    ) -> None:  # fmt: skip
        one, number = which
        try:
            picture = reader.scan(self.library.files.path(one.sha256), one.media_type, number)
        except (ChildLostError, StoreError):
            return
        found = recognition.recognise(program, picture, languages, watched.check) if picture else None
        if found is None or not is_text(found.text):
            return
        writing = Writing(self.library)
        writing.page(
            one.sha256, number, PageState.RECOGNISED, found.text, json.dumps(found.places, separators=(",", ":"))
        )
        writing.flush()
        report.pages += 1
        report.recognised += 1
        report.characters += len(found.text)
        self._settle(one)

    def _settle(self, one: ToRead) -> FileState:
        """Say what a file is now that pages of it were recognised."""
        [now] = pages.known(self.library, [one.sha256]).values()
        recognised = sum(state is PageState.RECOGNISED for state in now.states)
        found = sum(state.has_words for state in now.states)
        whole = now.done >= now.pages and PageState.UNREADABLE not in now.states
        state = FileState.EMPTY if not found else FileState.INDEXED if whole else FileState.PARTIAL
        characters = pages.characters(self.library, one.sha256)
        writing = Writing(self.library)
        writing.file(
            FileText(now.sha256, state, now.pages, now.done, characters, recognised, now.losses, is_paged=now.is_paged)
        )
        writing.flush()
        return state

    # --- finding within a file ---

    def pages_with(self, sha256: str, text: str) -> list[int]:
        """Return the pages (from 1) of a content that answer `text`."""
        return pages.pages_with(self.library, sha256, text)

    def page_hit(self, document_id: int, text: str) -> PageHit | None:
        """Return the page of a document's files that answers `text` best."""
        return pages.best_pages(self.library, [document_id], text).get(document_id)

    def page_texts(self, sha256: str, first: int = 1, last: int = MOST_PAGES) -> dict[int, str]:
        """Return the text of pages of a content, by their number from 1."""
        return pages.page_texts(self.library, sha256, first, last)

    def hit_boxes(
        self, reader: FileReader, sha256: str, media_type: str, number: int, text: str
    ) -> list[list[list[float]]]:
        """Return where the words of `text` stand on a page: for each hit its boxes, left, top, width, height (0–1)."""
        searched = words(text)
        if not searched:
            return []
        said, known = pages.places(self.library, sha256, number)
        if known:
            hits = hits_in(said, searched)
            ends = [*(one[0] for one in known[1:]), len(said)]
            return [
                [[value / 10_000 for value in place[1:]]]
                for place, end in zip(known, ends, strict=True)
                if any(a < end and b > place[0] for a, b in hits)
            ]
        try:
            path = self.library.files.path(sha256)
            return reader.boxes(path, media_type, number, searched, searched[-1])
        except (ChildLostError, StoreError):
            return []
