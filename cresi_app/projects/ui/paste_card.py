"""A budget pasted from a spreadsheet, before it is written: each row as it was, the line it goes to, the amounts understood."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.projects.model import Nomenclature, PastedRow, PastedState, ProjectRate, understand
from cresi_app.projects.service import AmountEntry
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.scroll import ScrollArea

MOST = 200
"""Rows shown and taken at once: more than any form has lines; what is beyond is named and stays in the clipboard."""
_TONES = {
    PastedState.TAKEN: "success", PastedState.SKIPPED: "neutral", PastedState.UNPLACED: "warning", PastedState.UNREAD: "danger",
}  # fmt: skip


class PasteCard(Card):
    """Shown in the place of the table until it is accepted or given up. `accepted` carries the entries to write."""

    accepted = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Ce qui a été compris du tableau collé"), padding=(14, 12))
        self.rows: list[PastedRow] = []
        self._form: Nomenclature | None = None
        self._currency = "EUR"
        self._words = Label("", "secondary", "text2", wrap=True)
        self._pills: list[Pill] = []
        content = QWidget()
        self._grid = Grid(across=12, down=6)
        Column(self._grid, None, margins=(4, 4, 12, 4), parent=content)
        self._go = Button("", "primary", "check")
        self._go.clicked.connect(self._accept)
        stop = Button(tr("Annuler"), "secondary")
        stop.clicked.connect(self.closed)
        self.body.addWidget(self._words)
        self.body.addWidget(ScrollArea(content), 1)
        self.body.addLayout(Row(None, stop, self._go, spacing=8))

    def show_text(self, text: str, form: Nomenclature, currency: str, rates: Sequence[ProjectRate]) -> None:
        """Understand a pasted text and show every row of it."""
        self._form, self._currency = form, currency
        found = understand(text, form, currency, rates)
        self.rows = found[:MOST]
        clear_layout(self._grid)
        self._pills = []
        options = [
            ("", tr("Ne pas reprendre")),
            *((line.code, _name(line.printed_code or line.account, line.name)) for line in form.lines),
        ]
        heads = (tr("Ligne collée"), tr("Ligne du formulaire"), tr("Montants compris"), "")
        for column, head in enumerate(heads):
            self._grid.addWidget(Label(head, "caption", "text2"), 0, column)
        for number, row in enumerate(self.rows):
            self._lay_row(number, row, options)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        self._tell(len(found))

    def _lay_row(self, number: int, row: PastedRow, options: Sequence[tuple[str, str]]) -> None:
        at = number * 2 + 1
        pasted = ElidedLabel(" | ".join(cell.replace("\n", " ") for cell in row.cells if cell), "secondary")
        self._grid.addWidget(pasted, at, 0)
        if row.state is not PastedState.SKIPPED:
            choice = ComboBox(tr("Ligne du formulaire pour « {words} »", words=row.label or row.cells[0]), options)
            choice.set_key(row.line_code)
            choice.activated.connect(partial(self._placed, number, choice))
            self._grid.addWidget(choice, at, 1)
        amounts = " · ".join(format_money(Money(typed.minor, self._currency)) for _, typed in row.amounts)
        self._grid.addWidget(
            Label(row.why if row.state is PastedState.UNREAD else amounts, "secondary", wrap=True), at, 2
        )
        pill = Pill(dot=False)
        self._pills.append(pill)
        self._grid.addWidget(pill, at, 3, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(Divider(), at + 1, 0, 1, 4)
        self._mark(number)

    def _mark(self, number: int) -> None:
        row = self.rows[number]
        words = {
            PastedState.TAKEN: tr("Reprise"),
            PastedState.SKIPPED: tr("Pas reprise"),
            PastedState.UNPLACED: tr("À placer"),
            PastedState.UNREAD: tr("Illisible"),
        }
        self._pills[number].set(words[row.state], _TONES[row.state])  # type: ignore[arg-type]  # all four are pill tones
        self._pills[number].setToolTip(row.why)

    def _placed(self, number: int, choice: ComboBox, _index: int) -> None:
        self.rows[number] = self.rows[number].placed(str(choice.key()))
        self._mark(number)
        self._tell(len(self.rows))

    def _tell(self, total: int) -> None:
        taken = sum(row.state is PastedState.TAKEN for row in self.rows)
        waiting = sum(row.state in {PastedState.UNPLACED, PastedState.UNREAD} for row in self.rows)
        words = trn("{n} ligne sera reprise", "{n} lignes seront reprises", taken)
        if waiting:
            words = tr("{words}, {n} à regarder", words=words, n=waiting)
        if total > len(self.rows):
            more = trn(
                "{n} ligne reste à coller ensuite", "{n} lignes restent à coller ensuite", total - len(self.rows)
            )
            words = tr("{words} ; {more}", words=words, more=more)
        self._words.setText(tr("{words}. Les totaux sont recalculés, jamais recopiés.", words=words))
        self._go.setText(trn("Reprendre {n} ligne", "Reprendre {n} lignes", taken))
        self._go.restyle()
        self._go.setEnabled(bool(taken))

    def _accept(self) -> None:
        entries = [
            AmountEntry(row.line_code, None, name, typed.minor, row.label, typed)
            for row in self.rows
            if row.state is PastedState.TAKEN
            for name, typed in row.amounts
        ]
        self.accepted.emit(entries)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Escape, do it with Ctrl + Enter."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._go.isEnabled():
            self._accept()
        else:
            super().keyPressEvent(event)


def _name(code: str, words: str) -> str:
    return f"{code} {words}".strip()


def is_table(text: str) -> bool:
    """Say whether a pasted text is a table with words, to be understood, and not a mere column of amounts."""
    rows = [row.split("\t") for row in text.strip("\n").splitlines() if row.strip()]
    wordy = [row for row in rows if len(row) > 1 and any(mark.isalpha() for mark in row[0])]
    return len(wordy) > 0
