"""A canvas that says what it draws: tagged content in reading order, everything else an artifact."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from cresi_app.printing.tags import LinkArea, Mark, Tag


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab is published without type information
    """reportlab's canvas with a structure tree. One marked sequence is open at a time; nesting is a mistake of ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document_tag = Tag("Document")
        self._around = [self.document_tag]
        self._open = False
        self._muted = 0
        self._marks_of_page: dict[int, int] = {}
        self._links_of_page: dict[int, int] = {}
        self.is_rehearsal = False
        self.is_sketch = False
        """The first pass: it only finds out what stands on which page; figures, tables and lines need not be drawn."""
        self.chapter = ""
        self.arrivals: dict[str, int] = {}
        self.page_code = ""
        """The QR code of this page and of those that follow, where it is not the paper's own (one record a page)."""
        self.page_words: tuple[str, str] | None = None
        """The footer's two lines, likewise."""
        self.part = ("", "")
        """In a file of several papers: the key of the one that is being drawn, and its code."""

    def skip_pages(self, count: int) -> None:
        """Count pages that this pass does not draw."""
        self._pageNumber += count

    def once(self, name: str, paint: Callable[[], object]) -> None:
        """Draw what `paint` draws at the origin; the same `name` again is a reference to it, not another drawing."""
        known = f"Once{hashlib.sha256(name.encode()).hexdigest()[:16]}"  # a name in a PDF is plain letters
        if not self.hasForm(known):
            self.beginForm(known)
            paint()
            self.endForm()
        self.doForm(known)

    def save(self) -> None:
        """Write the file, unless this pass was only made to learn the page numbers."""
        if not self.is_rehearsal:
            super().save()

    def arrive(self, key: str, title: str, *, level: int = 0) -> None:
        """Note that a chapter begins here: header, outline, contents. `level` 1 lies under the last of level 0."""
        self.chapter = title
        self.arrivals[key] = self.getPageNumber()
        self.bookmarkPage(key)
        self.addOutlineEntry(title, key, level=level, closed=False)

    @property
    def parent(self) -> Tag:
        """The element that what is drawn next belongs to."""
        return self._around[-1]

    @contextmanager
    def inside(self, tag: Tag) -> Iterator[Tag]:
        """Let what is drawn in the block belong to `tag`, which joins the tree the first time."""
        self.adopt(tag)
        self._around.append(tag)
        try:
            yield tag
        finally:
            self._around.pop()

    def adopt(self, tag: Tag) -> None:
        """Put `tag` below the current element unless it already has its place (a paragraph cut by a page)."""
        if not self._muted and not tag.is_placed:
            tag.is_placed = True
            self.parent.kids.append(tag)

    @contextmanager
    def marked(self, tag: Tag) -> Iterator[None]:
        """Mark what the block draws as content of `tag`, which must be in the tree already."""
        if self._muted:
            yield
            return
        page = self.getPageNumber() - 1
        number = self._marks_of_page.get(page, 0)
        self._marks_of_page[page] = number + 1
        tag.kids.append(Mark(page, number))
        with self._sequence(f"/{tag.role} <</MCID {number}>> BDC"):
            yield

    def link(self, tag: Tag, key: str, rect: tuple[float, float, float, float]) -> None:
        """Let `rect` (left, bottom, right, top, in the coordinates in force) lead to the chapter `key`, as part of `tag`."""
        page = self.getPageNumber() - 1
        number = self._links_of_page.get(page, 0)
        self._links_of_page[page] = number + 1
        tag.kids.append(LinkArea(page, number))
        self.linkRect("", key, Rect=rect, relative=1, Border="[0 0 0]")

    def field(self, tag: Tag, address: str, rect: tuple[float, float, float, float]) -> None:
        """Keep `rect` (in the coordinates in force) as part of `tag` for a form field; `forms` makes it one afterwards."""
        page = self.getPageNumber() - 1
        number = self._links_of_page.get(page, 0)
        self._links_of_page[page] = number + 1
        tag.kids.append(LinkArea(page, number))
        self.linkURL(address, rect, relative=1)

    def place(self, name: str, x: float, y: float, scale: float) -> None:
        """Draw the picture `name`, which another program puts into the page's resources, its corner at (`x`, `y`)."""
        self._code.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm /{name} Do Q")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what the block draws as decoration: rules, headers, page numbers."""
        if self._muted:
            yield
            return
        with self._sequence("/Artifact BMC"):
            yield

    @contextmanager
    def unmarked(self) -> Iterator[None]:
        """Let what the block draws stay inside the artifact that is open: a header drawn again."""
        self._muted += 1
        try:
            yield
        finally:
            self._muted -= 1

    @contextmanager
    def _sequence(self, opening: str) -> Iterator[None]:
        assert not self._open, "one marked sequence at a time"
        self._open = True
        self._code.append(opening)
        try:
            yield
        finally:
            self._code.append("EMC")
            self._open = False
