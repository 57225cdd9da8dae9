"""The chapter of the annexes: a divider with the list of them, then each in its place."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr
from cresi_app.printing import fonts, style
from cresi_app.printing.annexes.model import Annex, Opened
from cresi_app.printing.annexes.pages import annex_pages, annex_row
from cresi_app.printing.contents import PageLink
from cresi_app.printing.document import Numbers, annex_key, new_page
from cresi_app.printing.flow import Block, Overline, chapter, words
from cresi_app.printing.furniture import arcs
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, Value, open_table

_DIVIDER: Final = style.style("divider", fonts.SERIF_BOLD, 40, 48, spaceAfter=18)
_NUMBER: Final = style.style("annex number", fonts.SERIF_BOLD, 15, 18, textColor=style.PETROL)
KEY: Final = "annexes"


class _Down(Block):
    """Blank that is kept at the top of a page too."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.width, self.height = 0.0, height

    def draw(self) -> None:
        """Draw nothing."""


class _Arches(Block):
    """The pale half circles at the lower right of the divider; takes no room."""

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Take nothing of the page."""
        self.width, self.room = avail_width, avail_height
        return avail_width, 0

    def draw(self) -> None:
        """Draw them on the lower edge of what is left, unless that is too little."""
        if self.room < 70 * MM:
            return
        with self.canv.artifact():
            arcs(
                self.canv, self.width - 40 * MM, -self.room + 2, 95 * MM, (style.TINT_DEEP, style.TINT, style.TINT_WARM)
            )


def annex_chapter(annexes: Sequence[Annex], numbers: Numbers, width: float, *, overline: str) -> list[Flowable]:
    """Return the divider and all annexes; nothing when there are none. `numbers.annexes` says what was found of them."""
    if not annexes:
        return []
    opened = numbers.annexes or tuple(Opened() for _ in annexes)
    columns = [
        Col(tr("N°"), 14),
        Col(tr("Pièce reproduite"), 70, names_row=True),
        Col(tr("Fichier d'origine"), 56),
        Col(tr("Pages du dossier"), 30, "right"),
    ]
    rows = [_row(number, annex, one, numbers) for number, (annex, one) in enumerate(zip(annexes, opened, strict=True))]
    flows: list[Flowable] = [
        *new_page(),
        *([_Down(60 * MM)] if len(annexes) <= 9 else []),
        Overline(overline),
        chapter(tr("Annexes"), key=KEY, base=_DIVIDER),
        open_table(columns, rows, width),
        _Arches(),
    ]
    for number, (annex, one) in enumerate(zip(annexes, opened, strict=True)):
        flows += annex_pages(number, annex, one, counted=not numbers.total)
    return flows


def _row(number: int, annex: Annex, opened: Opened, numbers: Numbers) -> Sequence[Value]:
    first = numbers.pages.get(annex_key(number), 0)
    last = first + opened.pages - 1
    where = str(first) if last == first else f"{first}–{last}"
    name, *more = annex_row(annex, opened)
    return (
        words(str(number + 1), _NUMBER),
        annex.title,
        (name, " · ".join(more)),
        PageLink(annex_key(number), where),
    )
