"""« Correspondance » of a list of grants: each heading, an example, what it is taken for; corrected by hand and remembered."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.funding.interchange.grants.headings import Columns, lacking
from cresi_app.funding.interchange.grants.tables import Table
from cresi_app.funding.model.pastgrant import MEANING_WORDS, Meaning
from cresi_app.widgets.card import Card, Pane
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout, hold
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.scroll import ScrollArea

_NAMES, _EXAMPLES, _CHOICES = 210, 190, 240


class MappingCard(Card):
    """The columns of a list. `corrected` gives the new meanings."""

    corrected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Correspondance"), parent=parent)
        self._pill = Pill("", "warning")
        self.head.insertWidget(1, self._pill)
        inside = Pane("surface")
        self._lines = Column(spacing=6, margins=(0, 0, 8, 0), parent=inside)
        self.body.addLayout(
            Row(
                _head(tr("En-tête du fichier"), _NAMES),
                _head(tr("Exemple"), _EXAMPLES),
                _head(tr("Devient"), _CHOICES),
                None,
                spacing=12,
            )
        )
        scroll = ScrollArea(inside, ground="surface")
        hold(scroll, least_height=190)
        self.body.addWidget(scroll)
        self.choices: list[ComboBox] = []

    def show_table(self, table: Table, columns: Columns) -> None:
        """Show the headings of a list and what they are taken for."""
        clear_layout(self._lines)
        self.choices = []
        options = [(one, tr(words)) for one, words in MEANING_WORDS.items()]
        for at, heading in enumerate(table.headings):
            choice = ComboBox(tr("« {heading} » devient", heading=_one_line(heading)), options)
            choice.set_key(columns[at])
            choice.activated.connect(lambda _index: self._changed())
            hold(choice, width=_CHOICES)
            self.choices.append(choice)
            name = ElidedLabel(_one_line(heading) or tr("(sans titre)"), "strong")
            hold(name, width=_NAMES)
            example = ElidedLabel(_example(table, at), "secondary", "text2")
            hold(example, width=_EXAMPLES)
            self._lines.addLayout(Row(name, example, choice, None, spacing=12))
        self._lines.addStretch(1)
        self._judge(columns)

    @property
    def columns(self) -> Columns:
        """What the columns are taken for now."""
        return tuple(Meaning(one.key()) for one in self.choices)

    def _changed(self) -> None:
        self._judge(self.columns)
        self.corrected.emit(self.columns)

    def _judge(self, columns: Sequence[Meaning]) -> None:
        missing = lacking(tuple(columns))
        ignored = sum(1 for one in columns if not one)
        if missing:
            self._pill.set(tr("Il manque : {what}", what=tr(MEANING_WORDS[missing[0]])), "warning")
        else:
            self._pill.set(
                trn("{n} colonne laissée", "{n} colonnes laissées", ignored), "neutral" if ignored else "success"
            )


def _head(words: str, width: int) -> Label:
    label = Label(words, "caption", "text2")
    hold(label, width=width)
    return label


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _example(table: Table, at: int) -> str:
    return next(
        (_one_line(row.cells[at]) for row in table.rows[:50] if at < len(row.cells) and row.cells[at].strip()), "—"
    )
