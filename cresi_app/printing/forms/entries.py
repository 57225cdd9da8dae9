"""What a form asks: entries with label and box, tagged like the rest of the paper; each keeps the place of its field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.formcode import CODE_FIELD
from cresi_app.core.i18n import tr
from cresi_app.printing import drawing, fonts, style, typesetting
from cresi_app.printing.flow import Block, Columns, Gap, Overline, Rule
from cresi_app.printing.forms.setting import broken
from cresi_app.printing.style import MM
from cresi_app.printing.tags import Tag

ON: Final = "Oui"
"""The state of a ticked box."""
ADDRESS: Final = "cresi-field:"
"""What the canvas calls a field's place until it is one."""
_LABEL: Final = style.style("entry label", fonts.SANS_MEDIUM, 8.2, 11)
_WORD: Final = style.style("entry word", fonts.SANS, 9, 12)
_SMALL: Final = style.style("entry code", fonts.SANS, 7.4, 10, textColor=style.TEXT2)
_TALL: Final = 8.8 * MM
"""A box that a hand can write in."""
_TICK: Final = 4.6 * MM
_MEDIUM: Final = 1.04
"""How much wider the labels' medium letters are than the plain ones that lines are broken by, at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to fill in. `name` is ``a-z0-9_`` only, `label` what stands above it and what a screen reader says.

    `spoken` replaces the label for screen readers where the printed one says too little alone (« Rôle »).
    """

    name: str
    label: str
    spoken: str = ""

    @property
    def said(self) -> str:
        """What a screen reader says."""
        return typesetting.bare(self.spoken or self.label)


@dataclass(frozen=True, slots=True)
class TextEntry(Entry):
    """A line of text, or several. `most` characters at most; `small` prints it as a caption (the form's own code)."""

    most: int = 200
    lines: int = 1
    is_fixed: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceEntry(Entry):
    """One of a list of (code, label): the code is kept, the label is shown."""

    options: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class TickEntry(Entry):
    """A box to tick; its label stands beside it. Its value is `ON` or ""."""


@dataclass(frozen=True, slots=True)
class RadioEntry(Entry):
    """One of a few (code, label), all in sight; codes are ASCII."""

    options: Sequence[tuple[str, str]] = ()


def code_entry() -> TextEntry:
    """Return the entry that says which form this is; every form has it, filled by `render_form`."""
    return TextEntry(CODE_FIELD, tr("Référence du formulaire, à ne pas modifier"), most=80, is_fixed=True, small=True)


# ---------------------------------------------------------------- on the page


def section(title: str) -> list[Flowable]:
    """Return the head of a part of the form: « 1. L'association » over its rule."""
    return [Gap(9), Overline(title), Rule(style.HEAVY, below=7)]


def row(*entries: Entry, shares: Sequence[float] = (), width: float = 170 * MM) -> Flowable:
    """Return entries side by side; `shares` are their parts of the width (equal by default), `width` the whole in points."""
    gutter = 6 * MM
    parts = shares or [1 / len(entries)] * len(entries)
    room = width - gutter * (len(entries) - 1)
    flows = [(room * share, entry_flow(one)) for one, share in zip(entries, parts, strict=True)]
    boxes = [(wide, flow) for wide, flow in flows if isinstance(flow, _Box)]
    lines = max((flow.lines(wide) for wide, flow in boxes), default=0)
    for _, flow in boxes:
        flow.least_lines = lines
    return Columns([(wide, [flow]) for wide, flow in flows], gutter)


def entry_flow(entry: Entry) -> Flowable:
    """Return the flowable of one entry, as wide as its place."""
    match entry:
        case TickEntry():
            return _Tick(entry)
        case RadioEntry():
            return _Radio(entry)
        case _:
            return _Box(entry)


class _Box(Block):
    """A label over its box."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        lines = entry.lines if isinstance(entry, TextEntry) else 1
        self.small = isinstance(entry, TextEntry) and entry.small
        self.box = 5 * MM if self.small else _TALL + (lines - 1) * 13
        self.least_lines = 0
        """The lines that the longest label of its row takes: boxes of a row stand level."""

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the label's lines, the box and the blank below."""
        head = max(self.lines(avail_width), self.least_lines) * _LABEL.leading
        self.width, self.height = avail_width, head + 3 + self.box + 7
        return self.width, self.height

    @property
    def _base(self) -> ParagraphStyle:
        return _SMALL if self.small else _LABEL

    def lines(self, width: float) -> int:
        """Return the lines that the label takes over a box of that width."""
        self.words = broken(self.entry.label, self._base.fontSize * _MEDIUM, width) if self.entry.label else []
        return len(self.words)

    def draw(self) -> None:
        """Draw label, box, and the place of the field."""
        canv = self.canv
        if self.words:
            label = Tag("P")
            canv.adopt(label)
            with canv.marked(label):
                for up, words in enumerate(reversed(self.words)):
                    at = (0.0, 7 + self.box + 3 + 2 + up * _LABEL.leading)
                    drawing.line(canv, at, words, self._base, upto=self.width)
        with canv.artifact():
            canv.setStrokeColor(style.RULE if self.small else style.TEXT3)
            canv.setLineWidth(style.BOX)
            canv.rect(0, 7, self.width, self.box, stroke=1, fill=0)
            if isinstance(self.entry, ChoiceEntry):
                _arrow(canv, self.width - 11, 7 + self.box / 2)
        _place(self, self.entry.name, self.entry.said, (0.5, 7.5, self.width - 0.5, 6.5 + self.box))


def _arrow(canv: Any, x: float, y: float) -> None:
    canv.setFillColor(style.TEXT2)
    path = canv.beginPath()
    path.moveTo(x - 4, y + 2)
    path.lineTo(x + 4, y + 2)
    path.lineTo(x, y - 3)
    path.close()
    canv.drawPath(path, stroke=0, fill=1)


def _place(flow: Block, address: str, said: str, rect: tuple[float, float, float, float]) -> None:
    tag = Tag("Form", alt=said)
    flow.canv.adopt(tag)
    flow.canv.field(tag, ADDRESS + address, rect)


class _Tick(Block):
    """A box and its words."""

    def __init__(self, entry: TickEntry) -> None:
        super().__init__()
        self.entry = entry

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Take the lines of the words."""
        self.words = broken(self.entry.label, _WORD.fontSize, avail_width - _TICK - 8)
        self.width, self.height = avail_width, max(_TICK, len(self.words) * _WORD.leading) + 5
        return self.width, self.height

    def draw(self) -> None:
        """Draw the box, the words, and the place of the field."""
        canv, top = self.canv, self.height - 1
        with canv.artifact():
            canv.setStrokeColor(style.TEXT3)
            canv.setLineWidth(style.BOX)
            canv.rect(0, top - _TICK, _TICK, _TICK, stroke=1, fill=0)
        label = Tag("P")
        canv.adopt(label)
        with canv.marked(label):
            for number, words in enumerate(self.words):
                drawing.line(canv, (_TICK + 8, top - 9.6 - number * _WORD.leading), words, _WORD)
        _place(self, self.entry.name, self.entry.said, (0, top - _TICK, _TICK, top))


class _Radio(Block):
    """A label, then its buttons from left to right, on as many lines as they need."""

    def __init__(self, entry: RadioEntry) -> None:
        super().__init__()
        self.entry = entry

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's hook
        """Place the buttons."""
        head = drawing.line_width(self.entry.label, _LABEL) + 16 if self.entry.label else 0.0
        x, line = head, 0
        self.spots: list[tuple[float, int, str, str]] = []
        for code, words in self.entry.options:
            taken = _TICK + 6 + drawing.line_width(words, _WORD) + 14
            if x + taken > avail_width and x > head:
                x, line = head, line + 1
            self.spots.append((x, line, code, words))
            x += taken
        self.width, self.height = avail_width, (line + 1) * (_TICK + 5) + 2
        return self.width, self.height

    def draw(self) -> None:
        """Draw label, buttons, words, and the places of the fields."""
        canv, top = self.canv, self.height - 1
        if self.entry.label:
            label = Tag("P")
            canv.adopt(label)
            with canv.marked(label):
                drawing.line(canv, (0, top - 9.4), self.entry.label, _LABEL)
        for x, line, code, words in self.spots:
            y = top - line * (_TICK + 5)
            with canv.artifact():
                canv.setStrokeColor(style.TEXT3)
                canv.setLineWidth(style.BOX)
                canv.circle(x + _TICK / 2, y - _TICK / 2, _TICK / 2, stroke=1, fill=0)
            said = Tag("P")
            canv.adopt(said)
            with canv.marked(said):
                drawing.line(canv, (x + _TICK + 6, y - 9.6), words, _WORD)
            spoken = f"{self.entry.said} : {typesetting.bare(words)}"
            _place(self, f"{self.entry.name}:{code}", spoken, (x, y - _TICK, x + _TICK, y))
