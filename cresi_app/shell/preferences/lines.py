"""Lines of settings: a name, what it is in a few words, and at the right what sets it or leads there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row


@dataclass(frozen=True, slots=True)
class Link:
    """A setting that lives on a desk's own page: `section` lists it, `run` opens it; `also` are other words for it.

    `title`, `detail` and `also` are French sentences marked with ``N_``.
    """

    section: str
    title: str
    detail: str
    run: Callable[[], object]
    also: str = ""


def line(title: str, detail: str, control: QWidget | None = None) -> QWidget:
    """Lay out one line; its name leads to what sets it."""
    name = Label(title, "button")
    if control is not None:
        name.setBuddy(control)
    words = Column(name, *([Label(detail, "caption", "text2", wrap=True)] if detail else []), spacing=1)
    whole = QWidget()
    row = Row(words, *([control] if control is not None else []), spacing=14, margins=(0, 4, 0, 4), parent=whole)
    row.setStretch(0, 1)
    return whole


def add_lines(card: Card, lines: Sequence[QWidget]) -> None:
    """Add lines to a card, parted from each other."""
    for number, one in enumerate(lines):
        if number:
            card.body.addWidget(Divider())
        card.body.addWidget(one)


class LinksCard(Card):
    """Settings that live elsewhere, each with the button that opens it."""

    def __init__(self, title: str, links: Sequence[Link], note: str = "") -> None:
        super().__init__(title)
        if note:
            self.body.addWidget(Label(note, "caption", "text2", wrap=True))
        self.buttons: list[Button] = []
        lines = []
        for link in links:
            button = Button(tr("Ouvrir"), "secondary")
            button.setAccessibleName(tr("Ouvrir : {what}", what=tr(link.title)))
            button.clicked.connect(lambda _checked=False, run=link.run: run())
            self.buttons.append(button)
            detail = tr(link.detail)
            lines.append(line(tr(link.title), detail[:1].upper() + detail[1:], button))
        add_lines(self, lines)
