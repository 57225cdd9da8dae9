"""One file being read: how far, what it gave, and its pages waiting to be written together with those of others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cresi_app.catalogue.model.filetext import MOST_PAGES, FileState, FileText, Limits, PageState, ToRead
from cresi_app.catalogue.queries import pages as queries
from cresi_app.core.filereading.pdftext import is_text
from cresi_app.core.text import strip_nul
from cresi_app.store.library import Library
from cresi_app.store.search import indexed

FLUSHED: Final = 240_000
"""Characters after which pages are written: below the megabyte that one batch may weigh, whatever the alphabet."""
_PAGED: Final = ("application/pdf", "image/")


@dataclass(slots=True)
class Writing:
    """Pages that wait to be written together."""

    library: Library
    files: dict[str, queries.FileRow] = field(default_factory=dict)
    rows: list[queries.PageRow] = field(default_factory=list)
    size: int = 0

    def page(self, sha256: str, number: int, state: PageState, text: str = "", places: str = "") -> None:
        """Add one page."""
        kept = strip_nul(text)
        folded = indexed(kept) if state.has_words else ""
        self.rows.append((sha256, number, state.value, folded, kept, places))
        self.size += 2 * len(kept) + len(places) + 100

    def file(self, now: FileText) -> None:
        """Say how far a file is."""
        self.files[now.sha256] = (
            now.sha256, now.state.value, now.pages, now.done, now.characters, now.recognised, now.losses, int(now.is_paged),
        )  # fmt: skip

    def flush(self, above: int = 0) -> None:
        """Write what waits, when it is more than `above` characters."""
        if self.size >= above and (self.files or self.rows):
            queries.put(self.library, list(self.files.values()), self.rows)
            self.files, self.rows, self.size = {}, [], 0


@dataclass(slots=True)
class Reading:
    """One file being read."""

    todo: ToRead
    limits: Limits
    writing: Writing
    pages: int = 0
    done: int = 0
    characters: int = 0
    losses: int = 0
    found: int = 0
    unreadable: int = 0

    def __post_init__(self) -> None:
        known = self.todo.known
        self.pages, self.done, self.characters, self.losses = known.pages, known.done, known.characters, known.losses
        self.found = sum(one.has_words for one in known.states)
        self.unreadable = sum(one is PageState.UNREADABLE for one in known.states)

    def take(self, texts: Sequence[str | None], total: int) -> None:
        """Take the next pages."""
        self.pages = total
        for text in texts:
            self.done += 1
            if text is None:
                self._put(PageState.UNREADABLE)
            elif is_text(text):
                kept = text[: max(self.limits.characters - self.characters, 0)]
                self.characters += len(kept)
                self.found += 1
                self.writing.page(self.todo.sha256, self.done, PageState.TEXT, kept)
            else:
                self._put(PageState.EMPTY)
        self.say(FileState.READING)

    def skip(self) -> None:
        """Pass over a page that nobody survives."""
        self.done += 1
        self._put(PageState.UNREADABLE)
        self.say(FileState.READING)

    def _put(self, state: PageState) -> None:
        self.unreadable += state is PageState.UNREADABLE
        self.writing.page(self.todo.sha256, self.done, state)

    @property
    def left(self) -> int:
        """How many pages more may be read."""
        return min(self.limits.pages, MOST_PAGES) - self.done

    @property
    def is_done(self) -> bool:
        """Whether the end, or a limit, is reached."""
        most = min(self.pages, self.limits.pages, MOST_PAGES)
        return bool(self.pages) and (self.done >= most or self.characters >= self.limits.characters)

    def say(self, state: FileState) -> FileState:
        """Say how far it is."""
        paged = self.todo.media_type.startswith(_PAGED)
        recognised = self.todo.known.recognised
        self.writing.file(
            FileText(
                self.todo.sha256, state, self.pages, self.done, self.characters, recognised, self.losses, is_paged=paged
            )
        )
        return state

    def end(self) -> FileState:
        """Say what became of it."""
        if not self.found:
            return self.say(FileState.BROKEN if self.unreadable else FileState.EMPTY)
        whole = self.done >= self.pages and not self.unreadable
        return self.say(FileState.INDEXED if whole else FileState.PARTIAL)
