"""Small parts that every sheet of this page is made of: sections, facts, lines that open or remove something."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.typography import NBSP, unbroken
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Divider, IconTile
from cresi_app.widgets.labels import Label, Overline
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.pills import Pill, PillTone

Run = Callable[[], object]
LABELS = 96
ITEM = 40
"""Where the words of a line begin, beside its drawing."""


def section(lines: QBoxLayout, title: str, add: tuple[str, str, Run] | None = None) -> None:
    """Begin a section: a line, its name, and at the right what can be added (words, spoken name, act)."""
    lines.addWidget(Divider())
    row = Row(Overline(title), None)
    if add is not None:
        words, spoken, run = add
        button = Button(words, "link", "plus")
        button.setAccessibleName(spoken)
        button.clicked.connect(lambda _checked=False: run())
        row.addWidget(button)
    lines.addLayout(row)


def fact(lines: QBoxLayout, name: str, value: str) -> None:
    """Add « name: value » when there is a value."""
    if not value:
        return
    label = Label(name, "secondary", "text2")
    hold(label, width=LABELS)
    said = Label(value, "secondary", wrap=True)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row = Row(label, said, spacing=8)
    row.setAlignment(label, Qt.AlignmentFlag.AlignTop)
    row.setStretch(1, 1)
    lines.addLayout(row)


def text(lines: QBoxLayout, value: str) -> None:
    """Add a paragraph when there is one."""
    if value:
        label = Label(value, "secondary", wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addWidget(label)


def under(lines: QBoxLayout, value: str) -> None:
    """Add a paragraph that tells more of the line above it, beginning where its words do."""
    if value:
        within = Column(margins=(ITEM, 0, 0, 4))
        text(within, value)
        lines.addLayout(within)


def item(
    icon: str,
    words: tuple[str, str],
    *,
    pill: tuple[str, PillTone] | None = None,
    acts: Sequence[tuple[str, str, Run]] = (),
) -> QWidget:
    """Return a line: a drawing, a title and its second line, a state, small acts (name, drawing, act)."""
    title, detail = words
    row = QWidget()
    lines = Column(Label(unbroken(title), "button", wrap=True), spacing=0)
    if detail:
        lines.addWidget(Label(unbroken(detail), "caption", "text2", wrap=True))
    parts = Row(IconTile(icon, "primary", 30), lines, spacing=10, margins=(0, 3, 0, 3), parent=row)
    parts.setStretch(1, 1)
    if pill is not None:
        parts.addWidget(Pill(*pill))
    for name, drawing, run in acts:
        button = IconButton(name, drawing)
        button.clicked.connect(lambda _checked=False, act=run: act())
        parts.addWidget(button)
    return row


def nothing(lines: QBoxLayout, sentence: str) -> None:
    """Say that there is nothing yet."""
    lines.addWidget(Label(sentence, "secondary", "text2", wrap=True))


def joined(*parts: str) -> str:
    """Return the parts that say something, with a dot between."""
    return " · ".join(part for part in parts if part)


def stacked(words: str) -> str:
    """Return « voté 5 € · versé — » with one part a line, none of them broken between its word and its figure."""
    return "\n".join(part.replace(" ", NBSP) for part in words.split(" · "))


def opens(title: str) -> str:
    """Return the spoken name of what opens a record."""
    return tr("Ouvrir « {title} »", title=title)
