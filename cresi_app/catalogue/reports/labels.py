"""Labels of copies: spine and bar code side by side on large ones, one above the other or one alone on small ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.catalogue.model.stock import Calibration, CopyLine, LabelFormat, spine
from cresi_app.core.i18n import N_, tr
from cresi_app.core.identity import Identity
from cresi_app.core.money import format_number
from cresi_app.printing import barcodes, drawing, fonts, style
from cresi_app.printing.document import Paper
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.labels import Box, LabelSheet, calibration_page, label_pages
from cresi_app.printing.sheets import WHOLE
from cresi_app.printing.style import MM
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.tags import Tag

_SPINE: Final = style.style("label spine", fonts.SANS_BOLD, 12.5, 15.5)
_LETTERS: Final = style.style("label letters", fonts.SERIF_BOLD, 12.5, 15.5)
_TITLE: Final = style.style("label title", fonts.SANS_BOLD, 6.6, 8)
_WORDS: Final = style.style("label words", fonts.SANS, 6, 7.6, textColor=style.TEXT2)
_NUMBER: Final = style.style("label number", fonts.FIGURES_BOLD, 8, 9.6)
_SPINE_WIDE: Final = 16 * MM
_BESIDE: Final = 2.8 * MM
"""Between the fold and the bars: their quiet zone."""
_FOLD: Final = 1.2 * MM
_BARS_HIGH: Final = 10.5
"""Millimetres, where the label is tall enough."""
_WIDE: Final = 55 * MM
"""From this width spine and bar code stand side by side."""


class Content(StrEnum):
    """What a label carries."""

    BOTH = "both"
    SPINE = "spine"
    BARCODE = "barcode"


CONTENTS: Final = {
    Content.BOTH: N_("Cote et code-barres"),
    Content.SPINE: N_("Cote seule, pour le dos"),
    Content.BARCODE: N_("Code-barres seul"),
}


@dataclass(frozen=True, slots=True)
class LabelOrder:
    """What is printed: the format, the first place used (from 1), what each label carries, how far this printer is off."""

    format: LabelFormat
    start: int = 1
    content: Content = Content.BOTH
    calibration: Calibration = field(default_factory=Calibration)
    words: str = ""
    """Under the title; "" the centre's name."""
    each: int = 1
    """Labels of each copy."""


def sheet_of(order: LabelOrder) -> LabelSheet:
    """Return the geometry of an order, in millimetres."""
    one, off = order.format, order.calibration
    return LabelSheet(
        one.across, one.down, one.width / 100, one.height / 100, one.margin_left / 100, one.margin_top / 100,
        one.gap_across / 100, one.gap_down / 100, -off.right / 100, -off.down / 100,
    )  # fmt: skip


def labels(lines: Sequence[CopyLine], order: LabelOrder, identity: Identity) -> Paper:
    """Return sheets of labels, in the order of `lines`."""
    said = order.words or identity.centre_name
    paints = [
        partial(_label, line=line, content=order.content, said=said)
        for line in lines
        for _ in range(max(order.each, 1))
    ]

    def story(_numbers: object) -> list[Flowable]:
        return label_pages(sheet_of(order), paints, order.start)

    return Paper(
        kind="labels",
        title=tr("Étiquettes – {format}", format=order.format.name),
        identity=identity,
        furniture=Furniture(kind=tr("Étiquettes")),
        story=story,
        layout=WHOLE,
        subject=tr("Étiquettes"),
    )


def test_sheet(order: LabelOrder, identity: Identity) -> Paper:
    """Return the sheet that shows how far a printer is off: printed on plain paper, held against a sheet of labels."""
    off = order.calibration

    def shown(hundredths: int) -> str:
        return format_number(Decimal(hundredths) / 100)

    said = [
        order.format.name,
        tr("Décalage à droite : {length} mm", length=shown(off.right)),
        tr("vers le bas : {length} mm", length=shown(off.down)),
        tr("Imprimez en taille réelle"),
    ]
    return Paper(
        kind="labels-test",
        title=tr("Feuille d'essai – {format}", format=order.format.name),
        identity=identity,
        furniture=Furniture(kind=tr("Feuille d'essai")),
        story=lambda _numbers: calibration_page(sheet_of(order), said),
        layout=WHOLE,
        subject=tr("Feuille d'essai"),
    )


def too_long(lines: Sequence[CopyLine], order: LabelOrder) -> list[str]:
    """Return the bar codes that do not fit on this format, or that no bar code can hold: their number stands alone."""
    if order.content is Content.SPINE:
        return []
    room = _bars_room(sheet_of(order).box(0), order.content) / MM
    found = []
    for line in lines:
        code = barcodes.bars(line.barcode) if line.barcode else None
        if line.barcode and (code is None or not code.module(room)):
            found.append(line.barcode)
    return found


def _pad(box: Box) -> float:
    return min(4 * MM, 0.065 * box.width, 0.12 * box.height)


def _bars_room(box: Box, content: Content) -> float:
    """Return the room of the bars and of the blank they need beside them: the label's own edge is part of it."""
    pad = _pad(box)
    if content is Content.BOTH and box.width >= _WIDE:
        return box.width - 2 * pad - _SPINE_WIDE - _FOLD - _BESIDE + 2 * min(pad, _BESIDE)
    return box.width


def _label(canv: TaggedCanvas, box: Box, *, line: CopyLine, content: Content, said: str) -> None:
    inner = box.inner(_pad(box))
    lines = spine(line)
    if content is Content.SPINE:
        _spine(canv, inner, lines)
    elif content is Content.BOTH and box.width >= _WIDE:
        left = Box(inner.x, inner.y, _SPINE_WIDE, inner.height)
        _spine(canv, left, lines)
        x = inner.x + _SPINE_WIDE + _FOLD
        with canv.artifact():
            canv.saveState()
            canv.setDash(0.4, 2)
            drawing.vline(canv, x, box.y + 1.5 * MM, box.y + box.height - 1.5 * MM, style.LIGHT, style.COAST)
            canv.restoreState()
        right = Box(x + _BESIDE, inner.y, inner.x + inner.width - x - _BESIDE, inner.height)
        _bar_label(canv, right, line, [(line.title, _TITLE), (said, _WORDS)], _bars_room(box, content))
    else:
        head = [(line.call_number, _TITLE)] if content is Content.BOTH and line.call_number else []
        more = [(line.title if head else said or line.title, _WORDS)] if inner.height > 13 * MM else []
        _bar_label(canv, inner, line, [*head, *more], _bars_room(box, content))


def _spine(canv: TaggedCanvas, box: Box, lines: Sequence[str]) -> None:
    """Set the parts of the call number under each other, as large as box and longest part let it."""
    if not lines:
        return
    leading = min(_SPINE.leading, box.height / len(lines))
    top = box.y + box.height / 2 + leading * len(lines) / 2
    for number, text in enumerate(lines):
        base = _LETTERS if number == len(lines) - 1 and len(lines) > 1 and text.isalpha() else _SPINE
        fitted = _fitted(text, base, box.width, min(base.fontSize, leading * 0.82))
        _line(canv, (box.x + box.width / 2, top - (number + 0.76) * leading), text, fitted, "center", box.width)


def _fitted(text: str, base: ParagraphStyle, width: float, size: float) -> ParagraphStyle:
    while size > 6 and drawing.line_width(text, ParagraphStyle("try", base, fontSize=size)) > width:
        size -= 0.4
    return ParagraphStyle(f"{base.name} fitted", base, fontSize=size)


def _bar_label(
    canv: TaggedCanvas, box: Box, line: CopyLine, head: Sequence[tuple[str, ParagraphStyle]], wide: float
) -> None:
    """Set the lines of the head at the top, the bars below, the number in clear under them."""
    y = box.y + box.height
    for text, base in head:
        if text:
            _line(canv, (box.x, y - base.fontSize), text, base, "left", box.width)
            y -= base.leading
    shown = line.barcode or line.accession_number
    foot = box.y + _NUMBER.leading if shown else box.y
    code = barcodes.bars(line.barcode) if line.barcode else None
    module = code.module(wide / MM) if code is not None else 0.0
    room = (y - foot) / MM - 1.2
    if code is not None and module and room > 3:
        high = min(_BARS_HIGH, room)
        tag = Tag("Figure", alt=tr("Code-barres {code}", code=line.barcode))
        canv.adopt(tag)
        with canv.marked(tag):
            at = (box.x, foot + (room - high) / 5 * MM)
            barcodes.draw(canv, code, at, module, high)
    if shown:
        fitted = _fitted(shown, _NUMBER, box.width, _NUMBER.fontSize)
        _line(canv, (box.x, box.y + 1.2), shown, fitted, "left", box.width)


def _line(
    canv: TaggedCanvas, at: tuple[float, float], text: str, base: ParagraphStyle, align: style.Align, upto: float
) -> None:
    tag = Tag("P")
    canv.adopt(tag)
    with canv.marked(tag):
        drawing.line(canv, at, text, base, align=align, upto=upto)
