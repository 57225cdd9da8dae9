"""What stands around the content of a page: logo, header, footer, code, page number. All of it artifacts."""

from dataclasses import dataclass
from typing import Any, Final

from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity, on_one_line
from cresi_app.printing import drawing, fonts, qr, style
from cresi_app.printing.style import MM
from cresi_app.printing.tagging import TaggedCanvas

NUMBER: Final = style.style("header number", fonts.SANS_BOLD, 8.2, 10)
SHORT_TITLE: Final = style.style("header title", fonts.SERIF, 8.6, 10, textColor=style.TEXT2)
CHAPTER: Final = style.style("header chapter", fonts.SANS, 8.2, 10, textColor=style.TEXT2)
CENTRE: Final = style.style("centre", fonts.SANS_BOLD, 10, 12)
TAGLINE: Final = style.style("tagline", fonts.SANS, 8.6, 11, textColor=style.TEXT2)
KIND: Final = style.style("kind", fonts.SANS_BOLD, 9.6, 12)
REFERENCE: Final = style.style("reference", fonts.SANS, 8.6, 11, textColor=style.TEXT2)
WHO: Final = style.style("who", fonts.SANS_MEDIUM, 7.6, 10)
COPY: Final = style.style("copy", fonts.SANS, 7.4, 10, textColor=style.TEXT2)
PAGE: Final = style.style("page", fonts.FIGURES_BOLD, 8.6, 10)
QR_SIZE: Final = 12 * MM
_LINES: Final = ((20.0, 4.0), (21.2, 3.7))
"""Millimetres from the edge to the footer's first line, and between two, when it has two or three."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the header and footer say. Empty strings print nothing."""

    kind: str
    """« Feuille d'émargement », « Dossier »: at the right of a first page, at the left of the others."""
    reference: str = ""
    """« Session 2026-F11 », « 2026-042 »."""
    short_title: str = ""
    who: str = ""
    """First line of the footer."""
    copy: str = ""
    """What this copy is: version frozen on…, edited on…, kept until…"""


def logo(canv: TaggedCanvas, identity: Identity, x: float, y: float, size: float) -> None:
    """Draw the centre's logo in a square of `size` points, or the house's own tile when none (or none readable) is given."""
    picture = drawing.picture(identity.logo)
    if picture is not None:
        canv.drawImage(picture, x, y, size, size, mask="auto", preserveAspectRatio=True, anchor="c")
        return
    canv.saveState()
    canv.translate(x, y)
    canv.once(f"logo {size:.2f}", lambda: _tile(canv, size))
    canv.restoreState()


def _tile(canv: TaggedCanvas, size: float) -> None:
    canv.setFillColor(style.SUN)
    canv.roundRect(0, 0, size, size, size * 0.22, stroke=0, fill=1)
    arcs(canv, size / 2, size * 0.27, size, (style.SIDE,) * 3)


def arcs(canv: TaggedCanvas, x: float, y: float, size: float, colours: tuple[Any, Any, Any]) -> None:
    """Draw the three half circles of the house's sign, outermost first, standing on (`x`, `y`)."""
    canv.setLineWidth(size * 0.076)
    canv.setLineCap(1)
    for radius, colour in zip((0.356, 0.23, 0.103), colours, strict=True):
        canv.setStrokeColor(colour)
        r = radius * size
        canv.arc(x - r, y - r, x + r, y + r, startAng=0, extent=180)
    canv.setLineCap(0)


@dataclass(frozen=True, slots=True)
class PageBox:
    """A page's size and side margins in points."""

    width: float
    height: float
    margin: float

    @property
    def right(self) -> float:
        """Where the text ends."""
        return self.width - self.margin

    def from_top(self, millimetres: float) -> float:
        """Return the height of a line that lies so far from the top edge."""
        return self.height - millimetres * MM


def inner_header(canv: TaggedCanvas, box: PageBox, identity: Identity, furniture: Furniture, chapter: str) -> None:
    """Draw the header of a following page; `chapter` is known only when the page is full."""
    base = box.from_top(15.6)
    logo(canv, identity, box.margin, box.from_top(17.6), 5.4 * MM)
    right = chapter or furniture.reference
    taken = drawing.line(canv, (box.right, base), right, CHAPTER, align="right", upto=box.width * 0.4)
    numbered = " ".join(filter(None, (furniture.kind, furniture.reference if chapter else "")))
    x = box.margin + 8 * MM
    x += drawing.line(canv, (x, base), numbered, NUMBER) + 6
    room = box.right - taken - 12 - x
    if furniture.short_title and room > 30:
        drawing.line(canv, (x, base), furniture.short_title, SHORT_TITLE, upto=room)
    drawing.hline(canv, box.margin, box.right, box.from_top(19.4), style.LIGHT, style.RULE)


def first_header(
    canv: TaggedCanvas, box: PageBox, identity: Identity, furniture: Furniture, *, size: float = 9
) -> None:
    """Draw the header of a letter-like first page: the centre in full at the left, what this paper is at the right."""
    top = 15.8 if size >= 9 else 12.4
    middle = box.from_top(top + size / 2)
    most = box.width * 0.45
    drawing.line(canv, (box.right, middle + 2.6), furniture.kind, KIND, align="right", upto=most)
    taken = drawing.line(canv, (box.right, middle - 10), furniture.reference, REFERENCE, align="right", upto=most)
    masthead(canv, box, identity, top, size, taken)
    drawing.hline(
        canv, box.margin, box.right, box.from_top(top + size + (4.4 if size >= 9 else 2.7)), style.LIGHT, style.RULE
    )


def masthead(canv: TaggedCanvas, box: PageBox, identity: Identity, top: float, size: float, taken: float = 0.0) -> None:
    """Draw the logo of `size` mm and the centre's two lines, `top` mm below the page's edge; `taken` as for `names`."""
    logo(canv, identity, box.margin, box.from_top(top + size), size * MM)
    names(canv, box, identity, top, size, taken)


def names(canv: TaggedCanvas, box: PageBox, identity: Identity, top: float, size: float, taken: float = 0.0) -> None:
    """Draw the centre's two lines beside its logo; the second leaves the `taken` points at the right free."""
    x = box.margin + (size + 2.8) * MM
    middle = box.from_top(top + size / 2)
    second = identity.centre_tagline or identity.authority_name
    half = box.width * 0.48
    whole = max(half, box.right - taken - 14 - x)
    drawing.line(canv, (x, middle + (2.4 if second else -3.5)), identity.centre_name, CENTRE, upto=half)
    if second:
        drawing.line(canv, (x, middle - 10), second, drawing.fitted(second, TAGLINE, whole, COPY.fontSize), upto=whole)


def footer(canv: TaggedCanvas, box: PageBox, furniture: Furniture, code: str, numbers: tuple[int, int]) -> None:
    """Draw the footer with the code and « page x / y »."""
    taken = page_number(canv, box, numbers)
    foot(canv, box, furniture, code, taken)


def page_number(canv: TaggedCanvas, box: PageBox, numbers: tuple[int, int]) -> float:
    """Draw « page x / y » and return its width."""
    page = tr("page {number} / {total}", number=numbers[0], total=numbers[1])
    return drawing.line(canv, (box.right, 20 * MM), page, PAGE, align="right")


def foot(canv: TaggedCanvas, box: PageBox, furniture: Furniture, code: str, taken: float) -> None:
    """Draw the footer without its page number, which takes `taken` points at the right."""
    drawing.hline(canv, box.margin, box.right, 26.5 * MM, style.LIGHT, style.RULE)
    x = box.margin
    if code:
        qr.draw(canv, code, x, style.SAFE, QR_SIZE)
        x += QR_SIZE + 3 * MM
    who, rest = _who(furniture.who, box.right - x - taken - 10)
    first, step = (part * MM for part in _LINES[bool(rest)])
    drawing.line(canv, (x, first), who, WHO, upto=box.right - x - taken - 10)
    for number, text in enumerate(filter(None, (rest, furniture.copy)), start=1):
        drawing.line(canv, (x, first - number * step), text, COPY, upto=box.right - x)


def _who(text: str, room: float) -> tuple[str, str]:
    """Return the parts of « who · address · number » that fit into `room`, and those that go to the next line."""
    parts = text.split(" · ")
    fitting = len(parts)
    while fitting > 1 and drawing.line_width(" · ".join(parts[:fitting]), WHO) > room:
        fitting -= 1
    return " · ".join(parts[:fitting]), " · ".join(parts[fitting:])


def address_line(identity: Identity) -> str:
    """Return the centre with its address, as the footer says it: « Centre de ressources · 1, rue du Pont, 91000 Évry »."""
    town = " ".join(filter(None, (identity.postal_code, identity.town)))
    return " · ".join(
        filter(None, (identity.centre_name, ", ".join(filter(None, (on_one_line(identity.address), town)))))
    )
