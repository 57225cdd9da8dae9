"""The room that a paper leaves for the pages of its annexes, and the pages that say why one is not there."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from reportlab.platypus import ActionFlowable, NextPageTemplate, PageBreak
from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import N_, tr, trn
from cresi_app.printing import drawing, flow, style
from cresi_app.printing.annexes.model import Annex, Opened, Problem
from cresi_app.printing.document import TemplateName, annex_key
from cresi_app.printing.flow import Arrival, Block, Gap, Overline, words
from cresi_app.printing.style import MM
from cresi_app.printing.tables import facts
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.tags import Tag

_SMALL: Final = 200.0
"""Pages with a side shorter than this (points) are enlarged up to it; others are never enlarged."""

_WHY: Final[Mapping[Problem, tuple[str, str, str]]] = MappingProxyType({
    Problem.MISSING: (
        N_("Le fichier de cette pièce n'est plus dans la bibliothèque."),
        N_("Recherche du fichier par son empreinte"),
        N_("Joindre de nouveau la pièce au dossier, puis rééditer le dossier"),
    ),
    Problem.ENCRYPTED: (
        N_("Le fichier remis est protégé par un mot de passe."),
        N_("Ouverture simple, puis avec un mot de passe vide"),
        N_("Demander à l'association un fichier sans mot de passe ou un tirage papier, puis rééditer le dossier"),
    ),
    Problem.BROKEN: (
        N_("Le fichier remis est abîmé : il ne s'ouvre pas."),
        N_("Ouverture simple, puis réparation de la structure"),
        N_("Demander à l'association un nouvel envoi du fichier, puis rééditer le dossier"),
    ),
    Problem.EMPTY: (
        N_("Le fichier remis ne contient aucune page."),
        N_("Ouverture simple, lecture de la liste des pages"),
        N_("Demander à l'association le bon fichier, puis rééditer le dossier"),
    ),
    Problem.NOT_PRINTABLE: (
        N_("Ce genre de fichier ne s'imprime pas dans un dossier."),
        N_("Ouverture comme PDF, puis comme image"),
        N_("L'enregistrer en PDF depuis le logiciel qui l'a fait, le joindre à sa place, puis rééditer le dossier"),
    ),
    Problem.CRASHED: (
        N_("Le fichier remis met en échec le logiciel qui lit les PDF."),
        N_("Ouverture à part, avec une mémoire limitée"),
        N_("Demander à l'association un fichier réenregistré ou un tirage papier, puis rééditer le dossier"),
    ),
    Problem.LATE: (
        N_("La lecture du fichier remis n'aboutit pas dans le temps permis."),
        N_("Ouverture à part, avec un temps limité"),
        N_("Demander à l'association un fichier plus simple ou un tirage papier, puis rééditer le dossier"),
    ),
})  # fmt: skip
"""What happened, what was tried, what to do."""


def said(problem: Problem) -> str:
    """Return the sentence that says why an annex is not there."""
    return tr(_WHY[problem][0])


class AnnexPage(Block):
    """The room of one page of an annex: its frame, and the mark that the page itself is put behind."""

    def __init__(self, name: str, size: tuple[float, float], alt: str) -> None:
        super().__init__()
        self.name, self.size, self.alt = name, size, alt

    @property
    def template(self) -> TemplateName:
        """How the sheet lies that the page is shown on."""
        return "annex-landscape" if self.size[0] > self.size[1] else "annex"

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Take the whole page."""
        self.width, self.height = avail_width, avail_height
        return self.width, self.height

    def draw(self) -> None:
        """Place the page in the middle of the room, its frame around it."""
        wide, high = self.size
        scale = min(self.width / wide, self.height / high, max(1.0, _SMALL / min(wide, high)))
        x, y = (self.width - wide * scale) / 2, self.height - high * scale
        canv = self.canv
        with canv.artifact():
            canv.setStrokeColor(style.RULE)
            canv.setLineWidth(style.LIGHT)
            canv.rect(x, y, wide * scale, high * scale, stroke=1, fill=0)
        tag = Tag("Figure", alt=self.alt)
        canv.adopt(tag)
        with canv.marked(tag):
            canv.place(self.name, x, y, scale)


class _Warned(Block):
    """Flowables in a dashed frame under a triangle: a piece that is not there."""

    def __init__(self, parts: Callable[[float], list[Flowable]]) -> None:
        super().__init__()
        self.make = parts

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the parts and 10 mm around them."""
        self.width = avail_width
        self.parts = self.make(avail_width - 20 * MM)
        self.height = flow.stack_height(self.parts, avail_width - 20 * MM) + 33 * MM
        return self.width, self.height

    def draw(self) -> None:
        """Draw frame and sign, then the parts."""
        canv = self.canv
        with canv.artifact():
            canv.setStrokeColor(style.INK)
            canv.setLineWidth(style.HEAVY)
            canv.setDash(4, 3)
            canv.rect(0.5, 0.5, self.width - 1, self.height - 1, stroke=1, fill=0)
            canv.setDash()
            _triangle(canv, 10 * MM, self.height - 18 * MM)
        flow.draw_stack(canv, self.parts, 10 * MM, self.height - 22 * MM, self.width - 20 * MM)


def _triangle(canv: TaggedCanvas, x: float, y: float) -> None:
    canv.setStrokeColor(style.ACCENT)
    canv.setLineWidth(1.5)
    canv.setLineJoin(1)
    path = canv.beginPath()
    path.moveTo(x, y)
    path.lineTo(x + 24, y)
    path.lineTo(x + 12, y + 21)
    path.close()
    canv.drawPath(path, stroke=1, fill=0)
    drawing.vline(canv, x + 12, y + 7, y + 14, 1.8, style.ACCENT)
    drawing.vline(canv, x + 12, y + 3, y + 4.6, 1.8, style.ACCENT)
    canv.setLineJoin(0)


class _Skip(ActionFlowable):  # type: ignore[misc]  # reportlab is published without type information
    """Counts pages that this pass need not lay out: how many there are was known beforehand."""

    def __init__(self, pages: int) -> None:
        super().__init__(("skip", pages))
        self.pages = pages

    def apply(self, doc: Any) -> None:
        """Let document and canvas count on."""
        doc.page += self.pages
        doc.canv.skip_pages(self.pages)


class _Rest(ActionFlowable):  # type: ignore[misc]  # same
    """The pages after the first one of an annex, drawn one by one: a layout of each would find nothing to decide."""

    def __init__(self, pages: Sequence[AnnexPage]) -> None:
        super().__init__(("rest", len(pages)))
        self.pages = pages

    def apply(self, doc: Any) -> None:
        """Draw them; the last one stays open for whatever follows."""
        for page in self.pages:
            left, bottom, width, height = doc.turn_page(page.template)
            page.wrap(width, height)
            page.drawOn(doc.canv, left, bottom)


def annex_pages(number: int, annex: Annex, opened: Opened, *, counted: bool = False) -> list[Flowable]:
    """Return the pages of annex `number` (from 0), or the one that stands in their place; each begins a page.

    `counted` lays out the first one only: for a pass that finds out page numbers.
    """
    name = tr("Annexe {number}", number=number + 1)
    header = f"{name} · {annex.title}"

    def arrive(canv: TaggedCanvas) -> None:
        canv.arrive(annex_key(number), header, level=1)

    if opened.problem is not None:
        return [NextPageTemplate("inner"), PageBreak(), Arrival(arrive), *_missing(name, annex, opened.problem)]
    total = len(opened.sizes)
    pages = [
        AnnexPage(
            f"Annex{number}P{index}",
            size,
            tr("{annex}, page {page} sur {total}", annex=header, page=index + 1, total=total),
        )
        for index, size in enumerate(opened.sizes[: 1 if counted else total])
    ]
    first, *others = pages
    rest = _Skip(total - 1) if counted else _Rest(others)
    return [NextPageTemplate(first.template), PageBreak(), Arrival(arrive), first, rest]


def _missing(name: str, annex: Annex, problem: Problem) -> list[Flowable]:
    what, tried, to_do = map(tr, _WHY[problem])
    pairs = [
        (tr("Fichier reçu"), annex.name),
        *annex.facts,
        (tr("Ce qui a été tenté"), tried),
        (tr("Ce qu'il faut faire"), to_do),
        (tr("Demandé à"), annex.asked),
    ]
    lead = tr("Le reste du dossier est complet ; cette page garde la place de la pièce et la numérotation.")

    def parts(width: float) -> list[Flowable]:
        return [
            words(tr("Cette pièce n'a pas pu être reproduite"), style.H2, role="H2"),
            words(f"{what} {lead}"),
            facts(pairs, width, label=34 * MM),
        ]

    return [Overline(name), words(annex.title, style.H1, role="H1"), Gap(4), _Warned(parts)]


def annex_row(annex: Annex, opened: Opened) -> Sequence[str]:
    """Return what the list of annexes says of the file: its name and pages, what it encloses."""
    lines = []
    if opened.problem is not None:
        lines.append(tr("{file} · {reason}", file=annex.name, reason=_short(opened.problem)))
    else:
        lines.append(trn("{file} · {n} page", "{file} · {n} pages", len(opened.sizes), file=annex.name))
    if opened.unlocked:
        lines.append(tr("protégé, ouvert sans mot de passe"))
    if opened.enclosed:
        lines.append(tr("contient, sans les reproduire : {names}", names=", ".join(opened.enclosed)))
    return lines


def _short(problem: Problem) -> str:
    shorts = {
        Problem.MISSING: tr("introuvable"),
        Problem.ENCRYPTED: tr("protégé"),
        Problem.BROKEN: tr("illisible"),
        Problem.EMPTY: tr("sans page"),
        Problem.NOT_PRINTABLE: tr("non imprimable"),
        Problem.CRASHED: tr("illisible"),
        Problem.LATE: tr("illisible"),
    }
    return shorts[problem]
