"""A paper and how it becomes a file: passes until page numbers settle, tagged, annexes behind it, written aside, renamed."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate
from reportlab.platypus.flowables import Flowable

from cresi_app.core import clock, collector
from cresi_app.core.disk import appearing
from cresi_app.core.i18n import language
from cresi_app.core.identity import Identity
from cresi_app.printing import fonts, keeping, structure, typesetting
from cresi_app.printing.annexes.binder import Binder, Finish, PlacingFailedError, without
from cresi_app.printing.annexes.model import Annex, Opened
from cresi_app.printing.furniture import Furniture, PageBox, first_header, foot, footer, inner_header, page_number
from cresi_app.printing.style import A4, MM
from cresi_app.printing.tagging import TaggedCanvas

_MOST_PASSES: Final = 6
_NUMBER_ROOM: Final = 80.0
"""Points that the longest « page 1 234 / 1 234 » takes."""
_ANNEX_TOP: Final = 22.5
_ANNEX_MARGIN: Final = 12.5
"""Millimetres around the page of an annex: as large as the printers' margins let it be."""
TemplateName = Literal["cover", "first", "inner", "landscape-first", "landscape", "annex", "annex-landscape"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page grid, in millimetres. `start` is the template of the first page, `follow` that of the second."""

    margin: float = 20
    margin_landscape: float = 16
    top: float = 25
    top_first: float = 38
    top_landscape: float = 24
    bottom: float = 30
    start: TemplateName = "inner"
    follow: TemplateName = "inner"
    logo: float = 9
    page: tuple[float, float] = A4
    """An upright page, in points."""

    @property
    def width(self) -> float:
        """The text's width on an upright page, in points."""
        return self.page[0] - 2 * self.margin * MM

    @property
    def width_landscape(self) -> float:
        """The text's width on a lying page, in points."""
        return self.page[1] - 2 * self.margin_landscape * MM


LETTER: Final = Layout(start="first")
DOSSIER: Final = Layout(start="cover")
SIGN_IN: Final = Layout(
    margin_landscape=14,
    top_landscape=22.5,
    top_first=26.5,
    bottom=28,
    start="landscape-first",
    follow="landscape",
    logo=8,
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the pass before found out: the number of pages and the page each chapter begins on (by key).

    `annexes` is what was found of the paper's annexes when they were opened, in their order; it is known before the first pass.
    """

    total: int = 0
    pages: Mapping[str, int] = field(default_factory=dict)
    annexes: tuple[Opened, ...] = ()

    def page_of(self, key: str) -> str:
        """Return the page a chapter begins on, as text; a blank before it is known."""
        return str(self.pages.get(key, ""))


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to be printed.

    `kind` is its name for programs (``attendance``), `story` returns its flowables, anew for each pass; `code` is the
    QR code's content, capitals, digits and ``: / -`` only (``CRSI:D/2026-042/V3``); `made` dates the file.
    """

    kind: str
    title: str
    identity: Identity
    furniture: Furniture
    story: Callable[[Numbers], list[Flowable]]
    code: str = ""
    layout: Layout = LETTER
    author: str = ""
    subject: str = ""
    keywords: str = ""
    made: datetime = field(default_factory=clock.now)
    annexes: Sequence[Annex] = ()
    """Files by others printed behind; the story makes room for their pages with `annexes.story`."""


def render(paper: Paper, out: Path) -> int:
    """Write the paper as a tagged PDF to `out` and return its number of pages.

    The file appears whole: what stood there before stays until then. Raises `DomainError` ``unwritable_file`` when the
    folder or the disk refuses. Annexes that cannot be printed raise nothing: a page of the story says so.
    """
    return render_told(paper, out).total


def render_told(paper: Paper, out: Path) -> Numbers:
    """Do as `render`, and tell on which page each chapter begins and what was found of the annexes."""
    with (
        appearing(out) as part,
        tempfile.TemporaryDirectory(prefix="cresi-paper-") as folder,
        Binder(paper.annexes) as binder,
    ):
        opened = binder.open_all()
        drawn = Path(folder) / "drawn.pdf"
        while True:
            with collector.resting():
                document, numbers = _settle(paper, drawn, opened)
            finish = Finish(drawn, part, document.canv.document_tag, _metadata(paper))
            if all(one.problem is not None for one in opened):
                structure.finish(finish.drawn, finish.out, finish.tree, finish.metadata)
                return numbers
            try:
                firsts = [numbers.pages.get(annex_key(number), 1) - 1 for number in range(len(opened))]
                binder.place(finish, opened, firsts)
            except PlacingFailedError as error:
                opened = without(opened, error.lost)  # each round loses one at least: it ends
            else:
                return numbers


def annex_key(number: int) -> str:
    """Return the key that the first page of an annex (from 0) is found by in `Numbers`."""
    return f"annex:{number}"


def _settle(paper: Paper, drawn: Path, opened: tuple[Opened, ...] = ()) -> tuple["_Document", Numbers]:
    """Build until two passes agree on the page numbers; the last build is the file."""
    numbers = Numbers(annexes=opened)
    for _ in range(_MOST_PASSES):
        document = _Document(paper, drawn, numbers)
        document.build(document.arranged(paper.story(numbers)) or [PageBreak()], canvasmaker=document.canvas)
        found = document.found()
        if found == numbers:
            if document.canv.is_rehearsal:  # what was still hanging at its end made the numbers right
                document.canv.is_rehearsal = False
                document.canv.save()
            return document, found
        numbers = found
    raise AssertionError(f"page numbers of {paper.kind} do not settle")


def _metadata(paper: Paper) -> structure.Metadata:
    return structure.Metadata(
        title=typesetting.bare(paper.title),
        author=typesetting.bare(paper.author or paper.identity.centre_name),
        subject=typesetting.bare(paper.subject),
        keywords=paper.keywords,
        language="fr-FR" if language() == "fr" else "en-GB",
        made=paper.made,
    )


def new_page(template: TemplateName = "inner") -> list[Flowable]:
    """Return what ends the page and begins the next one with that template."""
    return [NextPageTemplate(template), PageBreak()]


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab is published without type information
    """One pass over the story."""

    canv: TaggedCanvas
    pageTemplate: Any  # noqa: N815 - reportlab's name

    def __init__(self, paper: Paper, drawn: Path, numbers: Numbers) -> None:
        fonts.register()
        self.paper, self.numbers = paper, numbers
        upright = paper.layout.page
        lying = (upright[1], upright[0])
        super().__init__(str(drawn), pagesize=lying if "landscape" in paper.layout.start else upright)
        layout = paper.layout
        bodies: dict[TemplateName, tuple[tuple[float, float], float, float]] = {
            "cover": (upright, layout.margin, 17),
            "first": (upright, layout.margin, layout.top_first),
            "inner": (upright, layout.margin, layout.top),
            "landscape-first": (lying, layout.margin_landscape, layout.top_first),
            "landscape": (lying, layout.margin_landscape, layout.top_landscape),
            "annex": (upright, layout.margin, _ANNEX_TOP),
            "annex-landscape": (lying, layout.margin_landscape, _ANNEX_TOP),
        }
        self._rooms: dict[str, keeping.Room] = {}
        ordered = sorted(bodies, key=lambda name: name != layout.start)
        self.addPageTemplates([self._template(name, *bodies[name]) for name in ordered])

    def _template(self, name: TemplateName, size: tuple[float, float], margin: float, top: float) -> Any:
        layout = self.paper.layout
        bottom = 12 if name == "cover" else layout.bottom
        inner = _ANNEX_MARGIN if name.startswith("annex") else margin
        room = (inner * MM, bottom * MM, size[0] - 2 * inner * MM, size[1] - (top + bottom) * MM)
        self._rooms[name] = room
        frame = Frame(
            *room,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0, id=name,
        )  # fmt: skip
        box = PageBox(size[0], size[1], margin * MM)
        follow: TemplateName | None = layout.follow if name == layout.start else None
        return PageTemplate(
            id=name, frames=[frame], pagesize=size, autoNextPageTemplate=follow,
            onPageEnd=lambda canv, doc: doc.furnish(canv, name, box),
        )  # fmt: skip

    def arranged(self, story: list[Flowable]) -> list[Flowable]:
        """Return the story with its headings held and its blanks drawn in where that spares a page."""
        return keeping.arranged(story, self._rooms, self.paper.layout.start)

    def turn_page(self, name: TemplateName) -> keeping.Room:
        """End the page and begin another at once, for what fills whole pages and needs no layout; return its room."""
        self.pageTemplate.onPageEnd(self.canv, self)
        self.canv.showPage()
        self.pageTemplate = next(one for one in self.pageTemplates if one.id == name)
        self.page += 1
        self.pageTemplate.checkPageSize(self.canv, self)
        return self._rooms[name]

    def found(self) -> Numbers:
        """Return what this pass found out."""
        return Numbers(self.page, dict(self.canv.arrivals), self.numbers.annexes)

    def _endBuild(self) -> None:  # noqa: N802 - reportlab's hook
        """Write the file only when the numbers printed in it are right: the next pass would write it again."""
        self.canv.is_rehearsal = self.found() != self.numbers
        super()._endBuild()

    def furnish(self, canv: TaggedCanvas, name: TemplateName, box: PageBox) -> None:
        """Draw header and footer at the end of the page, when its chapter is known."""
        if name == "cover" or not self.numbers.total:
            return  # the first pass is never the last: nobody sees what it would draw around the pages
        paper = self.paper
        with canv.artifact():
            canv.saveState()
            code, place = self._where(canv)
            words = paper.furniture
            if canv.page_words is not None:
                words = replace(words, who=canv.page_words[0], copy=canv.page_words[1])
            if name.startswith("annex"):
                # the pages of one annex differ by their number alone: the rest is drawn once
                page_number(canv, box, place)
                around = f"around {name} {canv.chapter} {canv.page_code or code}"
                canv.once(around, lambda: self._around_annex(canv, box, words, canv.page_code or code))
            else:
                if name.endswith("first"):
                    first_header(canv, box, paper.identity, paper.furniture, size=paper.layout.logo)
                else:
                    inner_header(canv, box, paper.identity, paper.furniture, canv.chapter)
                footer(canv, box, words, canv.page_code or code, place)
            canv.restoreState()

    def _around_annex(self, canv: TaggedCanvas, box: PageBox, words: Furniture, code: str) -> None:
        inner_header(canv, box, self.paper.identity, self.paper.furniture, canv.chapter)
        foot(canv, box, words, code, _NUMBER_ROOM)

    def _where(self, canv: TaggedCanvas) -> tuple[str, tuple[int, int]]:
        """Return the code of a page and its number of how many: those of its own paper where a file holds several."""
        page, total = canv.getPageNumber(), max(self.numbers.total, 1)
        key, code = canv.part
        if not key:
            return self.paper.code, (page, total)
        first = canv.arrivals[key]
        after = [start for name, start in self.numbers.pages.items() if name.startswith("part:") and start > first]
        return code, (page - first + 1, max((min(after) if after else total + 1) - first, 1))

    def canvas(self, filename: str, **settings: Any) -> TaggedCanvas:
        """Make the canvas: no Helvetica, PDF 1.7, a language, and bytes that depend on the content only."""
        settings |= {
            "pdfVersion": (1, 7),
            "lang": "fr-FR" if language() == "fr" else "en-GB",
            "initialFontName": fonts.SANS,
            "invariant": 1,
            "pageCompression": 0,  # pikepdf compresses once and tighter: reportlab would wrap streams in ASCII besides
        }
        canv = TaggedCanvas(filename, **settings)
        canv.is_sketch = not self.numbers.total
        canv.setViewerPreference("DisplayDocTitle", "true")
        return canv
