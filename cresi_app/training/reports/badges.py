"""Badges: ten of 85 × 54 mm on a page, cut marks outside, the first name as large as it fits."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from reportlab.lib.styles import ParagraphStyle

from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.printing import drawing, flow, fonts, furniture, qr, style
from cresi_app.printing.document import Paper
from cresi_app.printing.flow import words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.sheets import WHOLE, stack, whole_pages
from cresi_app.printing.style import A4, MM
from cresi_app.printing.tagging import TaggedCanvas
from cresi_app.printing.tags import Tag
from cresi_app.training.model.telling import Badge, BadgeSheet
from cresi_app.training.reports.wording import short_days

ACROSS: Final = 2
DOWN: Final = 5
_WIDE: Final = 85 * MM
_TALL: Final = 54 * MM
_LEFT: Final = (A4[0] - ACROSS * _WIDE) / 2
_TOP: Final = (A4[1] - DOWN * _TALL) / 2
_IN: Final = 6 * MM
_QR: Final = 13 * MM
_FIRST: Final = style.style("badge first name", fonts.SERIF_BOLD, 22, 27)
_FAMILY: Final = style.style("badge name", fonts.SANS_MEDIUM, 12.4, 15.5)
_ORGANISATION: Final = style.style("badge organisation", fonts.SANS, 8.6, 11, textColor=style.TEXT2)
_CENTRE: Final = style.style("badge centre", fonts.SANS_BOLD, 7.6, 10)
_DAYS: Final = style.style("badge days", fonts.SANS, 7.4, 10, textColor=style.TEXT2)
_ROLE: Final = style.style("badge role", fonts.SANS_BOLD, 8.2, 10, textColor=style.WHITE)


def badges(sheet: BadgeSheet, identity: Identity) -> Paper:
    """Return the badges of a session, ten a page; the last page ends where the people do."""
    per_page = ACROSS * DOWN
    cards = list(sheet.badges)
    pages = [cards[first : first + per_page] for first in range(0, max(len(cards), 1), per_page)]
    days = short_days(sheet.days)
    paints: list[Callable[[TaggedCanvas], None]] = [
        partial(_page, cards=page, identity=identity, days=days) for page in pages
    ]
    return Paper(
        kind="badge",
        title=tr("Badges {code} – {title}", code=sheet.session.code, title=sheet.session.title),
        identity=identity,
        furniture=Furniture(kind=tr("Badges")),
        story=lambda _numbers: whole_pages(WHOLE, paints),
        layout=WHOLE,
        subject=tr("Badges"),
    )


def _page(canv: TaggedCanvas, cards: Sequence[Badge], identity: Identity, days: str) -> None:
    with canv.artifact():
        _cut_marks(canv)
    for number, card in enumerate(cards):
        row, column = divmod(number, ACROSS)
        x, top = _LEFT + column * _WIDE, A4[1] - _TOP - row * _TALL
        _card(canv, card, (x, top), identity, days)


def _cut_marks(canv: TaggedCanvas) -> None:
    """Draw dotted outlines between the cards and short ticks outside them."""
    top, bottom, right = A4[1] - _TOP, A4[1] - _TOP - DOWN * _TALL, _LEFT + ACROSS * _WIDE
    canv.saveState()
    canv.setDash(0.5, 2.6)
    for row in range(DOWN + 1):
        drawing.hline(canv, _LEFT, right, top - row * _TALL, style.LIGHT, style.RULE)
    for column in range(ACROSS + 1):
        drawing.vline(canv, _LEFT + column * _WIDE, bottom, top, style.LIGHT, style.RULE)
    canv.restoreState()
    near, far = 1 * MM, 4 * MM
    for row in range(DOWN + 1):
        y = top - row * _TALL
        drawing.hline(canv, _LEFT - far, _LEFT - near, y, style.LIGHT, style.TEXT3)
        drawing.hline(canv, right + near, right + far, y, style.LIGHT, style.TEXT3)
    for column in range(ACROSS + 1):
        x = _LEFT + column * _WIDE
        drawing.vline(canv, x, top + near, top + far, style.LIGHT, style.TEXT3)
        drawing.vline(canv, x, bottom - far, bottom - near, style.LIGHT, style.TEXT3)


def _card(canv: TaggedCanvas, card: Badge, at: tuple[float, float], identity: Identity, days: str) -> None:
    x, top = at
    inner, right = x + _IN, x + _WIDE - _IN
    head = top - 11 * MM
    with canv.artifact():
        furniture.logo(canv, identity, inner, head, 5.4 * MM)
        taken = drawing.line(canv, (right, head + 6), days, _DAYS, align="right")
        drawing.line(
            canv, (inner + 7.4 * MM, head + 6), identity.centre_name, _CENTRE, upto=right - inner - 7.4 * MM - taken - 8
        )
        drawing.hline(canv, inner, right, head - 2.6 * MM, style.LIGHT, style.RULE)
        qr.draw(canv, card.code, right - _QR, top - _TALL + _IN, _QR)
    with canv.inside(Tag("Sect")):
        _names(canv, card, inner, head - 3.4 * MM, right - inner)
        _below(canv, card, inner, top - _TALL + _IN, right - inner - _QR - 4 * MM)


def _names(canv: TaggedCanvas, card: Badge, x: float, top: float, width: float) -> None:
    first, second = card.given_name or card.family_name, card.family_name if card.given_name else ""
    if not first:
        return  # a place without a name yet: somebody writes it by hand
    flows = [words(first, fitted(first, _FIRST, width, 12))]
    if second:
        flows.append(words(second, fitted(second, _FAMILY, width, 8)))
    stack(canv, flows, x, top, width)


def fitted(text: str, base: ParagraphStyle, width: float, least: float) -> ParagraphStyle:
    """Return `base` in the largest size, `least` at the smallest, at which `text` stands on one line of `width`."""
    size = base.fontSize
    while size > least and drawing.line_width(text, ParagraphStyle("try", base, fontSize=size)) > width:
        size -= 0.5
    return ParagraphStyle(f"{base.name} fitted", base, fontSize=size, leading=size * base.leading / base.fontSize)


def _below(canv: TaggedCanvas, card: Badge, x: float, bottom: float, width: float) -> None:
    if card.role:
        wide = drawing.line_width(card.role, _ROLE) + 22
        with canv.artifact():
            canv.setFillColor(style.PETROL)
            canv.roundRect(x, bottom, wide, 16, 4, stroke=0, fill=1)
        with flow.marked_as(canv, Tag("P")):
            drawing.line(canv, (x + wide / 2, bottom + 5), card.role, _ROLE, align="center")
        return
    if not card.organisation:
        return
    base = _ORGANISATION
    for size in (8.6, 7.8, 7.4):
        base = ParagraphStyle("badge organisation fitted", _ORGANISATION, fontSize=size, leading=size * 1.28)
        if flow.stack_height([words(card.organisation, base)], width) <= 2 * base.leading + 1:
            break
    flows = [words(card.organisation, base)]
    tall = flow.stack_height(flows, width)
    stack(canv, flows, x, bottom + min(tall, 3 * base.leading + 1), width)
