"""A letter: sender and addressee where a DL window shows them, fold marks, reference and date, then the fact as its title."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.identity import Identity
from cresi_app.printing import drawing, flow, fonts, style
from cresi_app.printing.flow import Block, Gap, words
from cresi_app.printing.style import MM

_ADDRESS: Final = style.style("address", fonts.SANS, 10, 13.6)
_NAME: Final = style.style("address name", fonts.SANS_BOLD, 10, 13.6)
_SENDER: Final = ParagraphStyle("sender", style.SECOND, leading=11)
_TOP: Final = 38 * MM
"""Where the text of a first page begins."""
_WINDOW: Final = 52 * MM
_LEFT: Final = 110 * MM
_ROOM: Final = 34 * MM
"""Down to the line of place and day."""
_SIZES: Final = (10.0, 9.0, 8.2, 7.4)
_SHORTEST: Final = 40
"""Characters that every line of an address keeps."""
_FOLDS: Final = (99, 148.5, 198)
_MARGIN: Final = 20 * MM


@dataclass(frozen=True, slots=True)
class LetterTop:
    """Who writes to whom, when. `addressee` is the address line by line, its name first."""

    addressee: Sequence[str]
    place_and_day: str
    reference: str = ""


def letter_top(identity: Identity, top: LetterTop) -> list[Flowable]:
    """Return the head of a letter, down to below the first fold; the title follows."""
    return [_Head(identity, top), Gap(6 * MM)]


class _Head(Block):
    """The address blocks, at their fixed places on the page."""

    def __init__(self, identity: Identity, top: LetterTop) -> None:
        super().__init__()
        self.identity, self.top = identity, top

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the page down to 105 mm from its top edge."""
        self.width, self.height = avail_width, 105 * MM - _TOP
        return self.width, self.height

    def draw(self) -> None:
        """Draw sender, addressee, reference and date, then the fold marks."""
        one, height = self.identity, self.height
        sender = [
            one.address, " ".join(filter(None, (one.postal_code, one.town))), one.phone, one.email,
        ]  # fmt: skip
        lines: list[Flowable] = [words(line, _SENDER) for line in sender if line]
        flow.draw_stack(self.canv, lines, 0, height - 2 * MM, 70 * MM)
        held = [line for line in self.top.addressee if line]
        block = address_block(held, self.width - _LEFT + _MARGIN)
        flow.draw_stack(self.canv, block, _LEFT - _MARGIN, height - (_WINDOW - _TOP), self.width - _LEFT + _MARGIN)
        down = height - (88 * MM - _TOP)
        if self.top.reference:
            flow.draw_stack(self.canv, [words(self.top.reference, style.SECOND)], 0, down, 80 * MM)
        flow.draw_stack(
            self.canv, [words(self.top.place_and_day, style.BODY)], _LEFT - _MARGIN, down, self.width - _LEFT + _MARGIN
        )
        with self.canv.artifact():
            for fold in _FOLDS:
                y = height - (fold * MM - _TOP)
                drawing.hline(self.canv, 12 * MM - _MARGIN, 15.5 * MM - _MARGIN, y, style.LIGHT, style.TEXT3)


def address_block(lines: Sequence[str], width: float) -> list[Flowable]:
    """Return the address as the window shows it: smaller when it is long, its longest line cut when that is not enough."""
    held = list(lines)
    for size in _SIZES:
        block = _set(held, size)
        if flow.stack_height(block, width) <= _ROOM:
            return block
    while flow.stack_height(block, width) > _ROOM and max(map(len, held)) > _SHORTEST:
        longest = max(range(len(held)), key=lambda number: len(held[number]))
        held[longest] = held[longest][: max(_SHORTEST - 1, len(held[longest]) * 3 // 4)].rstrip(" …") + "…"
        block = _set(held, _SIZES[-1])
    return block


def _set(lines: Sequence[str], size: float) -> list[Flowable]:
    leading = size * 1.36
    return [
        words(line, ParagraphStyle(f"address {size}", base, fontSize=size, leading=leading))
        for line, base in zip(lines, (_NAME, *[_ADDRESS] * len(lines)), strict=False)
    ]
