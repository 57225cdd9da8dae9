"""The pane's other face: a record as it stood before an act, what going back there touches, and the button that does it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from cresi_app.core.i18n import tr, trn
from cresi_app.shell.history.doors import AsItWas
from cresi_app.shell.history.lines import when
from cresi_app.shell.history.values import named_pair
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider
from cresi_app.widgets.labels import IconLabel, Label, Overline
from cresi_app.widgets.layouts import Column, Grid, Row
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.theme import theme

Act = Callable[[], object]


def fill_as_it_was(column: QVBoxLayout, shown: AsItWas, go_back: Act | None, leave: Act) -> Button | None:
    """Fill the pane's column; return the button that goes back, None where nothing can be done."""
    column.addWidget(Label(shown.title, "detail", wrap=True))
    column.addWidget(Label(tr("Tel qu'il était : {when}", when=shown.when), "secondary", "text2", wrap=True))
    button = None
    if shown.locked:
        column.addWidget(InlineMessage(shown.locked, "warning"))
    elif go_back is not None and shown.changes:
        button = _wide(Button(tr("Revenir à cet état"), "primary", "history"), go_back)
        column.addWidget(button)
    column.addWidget(_wide(Button(tr("Ne rien changer"), "secondary"), leave))
    _section(column, tr("Ce que « Revenir » fera"))
    add_checks(column, shown.will)
    _add_changes(column, shown)
    _add_acts(column, shown)
    _section(column, tr("La fiche d'alors"))
    column.addLayout(fact_grid(shown.facts))
    for heading, lines in shown.parts:
        column.addWidget(Label(heading, "caption_strong"))
        column.addLayout(Column(*(Label(line, "secondary", wrap=True) for line in lines), spacing=2))
    column.addStretch(1)
    return button


def add_checks(column: QVBoxLayout, sentences: Sequence[str]) -> None:
    """Add sentences with a check before each."""
    for sentence in sentences:
        row = Row(IconLabel("check", "success", 16), Label(sentence, "secondary", "text", wrap=True), spacing=9)
        row.setStretch(1, 1)
        column.addLayout(row)


def fact_grid(facts: Sequence[tuple[str, str]]) -> Grid:
    """Return names and words in two columns; long words wrap."""
    grid = Grid(across=14, down=6)
    for row, (name, words) in enumerate(facts):
        grid.addWidget(Label(name, "secondary", "text2", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(words, "secondary", wrap=True), row, 1)
    grid.setColumnMinimumWidth(0, theme().px(92))
    grid.setColumnStretch(1, 1)
    return grid


def _add_changes(column: QVBoxLayout, shown: AsItWas) -> None:
    if not shown.changes:
        return
    _section(column, tr("Aujourd'hui, et alors"))
    for value in shown.changes:
        column.addLayout(named_pair(value, (tr("aujourd'hui"), tr("alors"))))
    if shown.more_changes:
        more = trn("et {n} valeur de plus", "et {n} valeurs de plus", shown.more_changes)
        column.addWidget(Label(more, "caption", "text2"))


def _add_acts(column: QVBoxLayout, shown: AsItWas) -> None:
    """Name the acts that going back takes with it, the latest first."""
    count = len(shown.acts) + shown.more_acts
    if not count:
        return
    _section(column, trn("{n} changement repris", "{n} changements repris", count))
    for line in shown.acts:
        told = tr("{when} · {who} {deed}", when=when(line), who=line.who, deed=line.told)
        column.addWidget(Label(told, "secondary", wrap=True))
    if shown.more_acts:
        more = trn("et {n} changement plus ancien", "et {n} changements plus anciens", shown.more_acts)
        column.addWidget(Label(more, "caption", "text2"))


def _wide(button: Button, act: Act) -> Button:
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.clicked.connect(lambda _checked=False: act())
    return button


def _section(column: QVBoxLayout, title: str) -> None:
    column.addWidget(Divider())
    column.addWidget(Overline(title))
