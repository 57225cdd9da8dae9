"""Papers: a dossier against reportlab alone drawing the same flowables, and annexes against pikepdf alone joining the same files."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pikepdf
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.tableofcontents import TableOfContents

from benchmarks.measure import Outcome, milliseconds, say, seconds, side_by_side
from cresi_app.core.identity import Identity
from cresi_app.printing import fonts
from cresi_app.printing.annexes.model import Annex
from cresi_app.printing.annexes.story import annex_chapter
from cresi_app.printing.document import DOSSIER, Numbers, Paper, render, render_told
from cresi_app.printing.flow import Words, chapter, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.style import A4, MM
from cresi_app.printing.tags import Tag
from cresi_app.projects.model import DossierData
from cresi_app.projects.reports import dossier
from cresi_app.services import Services

CENTRE: Final = Identity("Centre de ressources", "Solidarité internationale")
_PARAGRAPH: Final = (
    "Un paragraphe qui raconte le projet, ses gens, ses puits et ses jardins, assez long pour plusieurs lignes. " * 6
)


def printing(services: Services, workshop: Path) -> Iterator[Outcome]:
    """Measure both promises of paper."""
    data = long_dossier(services)
    yield dossier_against_reportlab(data, workshop)
    yield annexes_against_pikepdf(workshop)


def long_dossier(services: Services) -> DossierData:
    """Return the example's fullest dossier, its texts lengthened to about thirty pages."""
    ids = services.projects.project_ids()
    data = max(map(services.projects.dossier_data, ids), key=lambda one: (len(one.activities), len(one.budget.lines)))
    text = "\n".join([_PARAGRAPH] * 24)
    names = ("context", "risks", "evaluation", "education_here", "communication", "sustainability", "human_means")
    written: dict[str, Any] = dict.fromkeys(names, text)
    return replace(data, project=replace(data.project, **written))


class _Plain(Canvas):  # type: ignore[misc]  # reportlab is published without type information
    """reportlab's own canvas: what our flowables say of their meaning goes nowhere."""

    parent = Tag("Document")
    chapter = ""

    @contextmanager
    def _nothing(self, *_said: object) -> Iterator[Tag]:
        yield self.parent

    marked = artifact = unmarked = inside = _nothing

    is_sketch = False

    def once(self, _name: str, paint: Callable[[], object]) -> None:
        """Draw it each time."""
        paint()

    def place(self, *_said: object) -> None:
        """Forget it."""

    def adopt(self, _tag: object) -> None:
        """Forget it."""

    def link(self, *_said: object) -> None:
        """Forget it."""

    def arrive(self, key: str, title: str, *, level: int = 0) -> None:
        """Note a chapter, as a document with an outline does."""
        self.bookmarkPage(key)
        self.addOutlineEntry(title, key, level=level, closed=False)


class _Bare(BaseDocTemplate):  # type: ignore[misc]  # same
    """A document as reportlab's guide builds one: frames, a table of contents, as many passes as it needs."""

    def __init__(self, file: Path) -> None:
        fonts.register()
        super().__init__(str(file), pagesize=A4)
        sizes = {"cover": A4, "inner": A4, "first": A4, "landscape": (A4[1], A4[0])}
        self.addPageTemplates([
            PageTemplate(id=name, frames=[Frame(20 * MM, 30 * MM, size[0] - 40 * MM, size[1] - 55 * MM, 0, 0, 0, 0)], pagesize=size)
            for name, size in sizes.items()
        ])  # fmt: skip

    def afterFlowable(self, flowable: object) -> None:  # noqa: N802 - reportlab's hook
        """Enter the chapters into the table of contents."""
        if isinstance(flowable, Words) and flowable.tag.role == "H1":
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))


def dossier_against_reportlab(data: DossierData, workshop: Path) -> Outcome:
    """Print the dossier, and let reportlab alone build the same flowables with a table of contents."""
    told = render_told(dossier(data, CENTRE), workshop / "dossier.pdf")

    def ours() -> None:
        render(dossier(data, CENTRE), workshop / "dossier.pdf")

    def bare() -> None:
        flowables = dossier(data, CENTRE).story(told)
        _Bare(workshop / "bare.pdf").multiBuild([*flowables, TableOfContents()], canvasmaker=_Plain)

    mine, alone = side_by_side(ours, bare, 5)
    detail = f"{told.total} pages: {milliseconds(mine)} against {milliseconds(alone)}"
    return Outcome("a dossier printed ÷ reportlab's multiBuild", mine / alone, 1.5, "≤", detail=detail)


def annexes_against_pikepdf(workshop: Path) -> Outcome:
    """Put 20 annexes of 270 pages behind a paper, and let pikepdf alone join the same files."""
    files = annex_files(workshop / "annexes")
    annexes = [Annex(str(n), file.stem, file, file.name) for n, file in enumerate(files)]

    def story(numbers: Numbers) -> list[Any]:
        return [
            chapter("Le dossier"),
            words("Des mots."),
            *annex_chapter(annexes, numbers, DOSSIER.width, overline="Dossier"),
        ]

    def ours() -> None:
        paper = Paper(
            "annexes", "Annexes", CENTRE, Furniture("Dossier", "2026-001"), story, "CRSI:D/2026-001/V1", annexes=annexes
        )
        render(paper, workshop / "bound.pdf")

    def bare() -> None:
        join(files, workshop / "joined.pdf")

    say(
        f"  pikepdf alone, pages merely joined: {milliseconds(seconds(lambda: append(files, workshop / 'appended.pdf')))}"
    )
    mine, alone = side_by_side(ours, bare, 5)
    detail = f"{milliseconds(mine)} against {milliseconds(alone)}"
    return Outcome(
        "20 annexes, 270 pages, put behind ÷ pikepdf placing and numbering them", mine / alone, 1.5, "≤", detail=detail
    )


def annex_files(folder: Path) -> list[Path]:
    """Write 20 PDFs of 270 pages of text with a picture each, as offices and scanners make them."""
    folder.mkdir(exist_ok=True)
    fonts.register()
    made = []
    for number, pages in enumerate([13, 14] * 10):
        file = folder / f"piece-{number:02d}.pdf"
        canv = Canvas(str(file), pagesize=A4, initialFontName=fonts.SANS)
        for page in range(pages):
            canv.setFont(fonts.SANS, 10)
            for line in range(50):
                canv.drawString(60, 780 - 14 * line, f"Pièce {number}, page {page}, ligne {line} : " + "des mots " * 7)
            canv.showPage()
        canv.save()
        made.append(file)
    return made[: len([13, 14] * 10)]


def append(files: Sequence[Path], out: Path) -> None:
    """Join the pages as they are: no size, no number, no header."""
    with pikepdf.new() as joined:
        for file in files:
            with pikepdf.open(file) as pdf:
                joined.pages.extend(pdf.pages)
        joined.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)


def join(files: Sequence[Path], out: Path) -> None:
    """Do by hand what is asked of annexes: each page on A4 under a strip with its number, in the outline."""
    total = 0
    for file in files:
        with pikepdf.open(file) as pdf:
            total += len(pdf.pages)
    strips = out.with_suffix(".strips.pdf")
    canv = Canvas(str(strips), pagesize=A4, initialFontName=fonts.SANS)
    for number in range(1, total + 1):
        canv.setFont(fonts.SANS, 8)
        canv.drawString(57, 800, "Dossier 2026-001")
        canv.drawRightString(540, 57, f"page {number} / {total}")
        canv.showPage()
    canv.save()
    with pikepdf.open(strips) as joined:
        pages = list(joined.pages)
        place = 0
        with joined.open_outline() as outline:
            for file in files:
                outline.root.append(pikepdf.OutlineItem(file.stem, place))
                with pikepdf.open(file) as pdf:
                    for page in pdf.pages:
                        pages[place].add_underlay(page, pikepdf.Rectangle(40, 80, 555, 780))
                        place += 1
        joined.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
