"""Searches at the counter: documents, and associations. What anybody may know, and nothing more."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from cresi_app.core.i18n import tr, trn
from cresi_app.shell.counter.doors import MOST_FOUND, CounterItem
from cresi_app.shell.counter.parts import BigInput, BigRow, CounterPage, press
from cresi_app.widgets.cover import Cover
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout

_PAUSE_MS = 250
"""How long a pause in typing starts the search."""


class FindingPage(CounterPage):
    """A search and what it finds; `find(text)` answers on a reader thread."""

    opened = Signal(object)

    def __init__(self, desk: Desk, title: str, placeholder: str, find: Callable[[str], Sequence[CounterItem]]) -> None:
        super().__init__(title)
        self._desk, self._find = desk, find
        self.input = BigInput(title)
        self.input.setPlaceholderText(placeholder)
        self.count = Label("", "kiosk_small", "text2")
        self._rows: QVBoxLayout = Column(spacing=8)
        self.body.addWidget(self.input)
        self.body.addWidget(self.count)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self.input.textEdited.connect(lambda _text: self._pause.start())
        self.input.returnPressed.connect(self.search)

    def begin(self) -> None:
        """Take the keyboard, and show what there is."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search()

    def search(self) -> None:
        """Search what is written."""
        self._pause.stop()
        text, find = self.input.text().strip(), self._find
        self._desk.read("counter.find", lambda: list(find(text)), self._show)

    def rows(self) -> list[BigRow]:
        """Return the lines shown."""
        return self.content.findChildren(BigRow)

    def _show(self, found: list[CounterItem]) -> None:
        clear_layout(self._rows)
        for item in found:
            row = BigRow(item.title, item.detail, item.aside, item.tone)
            row.clicked.connect(lambda _checked=False, item=item: self.opened.emit(item))
            self._rows.addWidget(row)
        if not found:
            said = tr("Rien ne répond à ces mots. Essayez-en d'autres, ou demandez à l'équipe.")
        elif len(found) < MOST_FOUND:
            said = trn("{n} résultat", "{n} résultats", len(found))
        else:
            more = tr("Il y a d'autres réponses : un mot de plus les montrera.")
            said = (
                more if self.input.text().strip() else tr("Le début d'une longue liste : écrivez un mot pour chercher.")
            )
        self.count.setText(said)


class ItemPage(CounterPage):
    """One document or association, in words."""

    returned = Signal()

    def __init__(self, item: CounterItem) -> None:
        super().__init__(item.title, item.detail)
        if item.aside:
            self.body.addWidget(Label(item.aside, "kiosk_strong", "text2" if item.tone == "neutral" else item.tone))
        words = Column(
            *(Label(line, "kiosk_body", wrap=True) for line in item.text.splitlines() if line.strip()), spacing=8
        )
        if item.cover is None:
            self.body.addLayout(words)
        else:
            cover = Cover(*item.cover)
            beside = Row(cover, words, spacing=24)
            beside.setAlignment(cover, Qt.AlignmentFlag.AlignTop)
            words.addStretch(1)
            beside.setStretch(1, 1)
            self.body.addLayout(beside)
        again = press(tr("Revenir aux résultats"), self.returned.emit, icon="arrow-left")
        self.body.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
