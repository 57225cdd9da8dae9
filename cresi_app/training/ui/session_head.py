"""The head of a session's view: where one comes from, its title and state, what can be done to the whole of it."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.training.model import ENDED, STATUS_LABELS, SessionSheet
from cresi_app.training.ui.aside import TONES, when_and_where
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.buttons import BackButton, Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.gauges import SegmentedBar
from cresi_app.widgets.headrow import HeadRow
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.standing import Notice


class SessionHead(QWidget):
    """Title, state, and the two menus of the whole session."""

    left = Signal()
    printed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        back = BackButton(tr("Formations"), above=True)
        back.setAccessibleName(tr("Retour aux formations"))
        back.clicked.connect(self.left)
        self._title = ElidedLabel("", "h1")
        self._pill = Pill()
        self._where = ElidedLabel("", "body", "text2")
        self._state = Button(tr("Changer l'état"), "secondary")
        self._more = Button(tr("Autres actions"), "secondary")
        self._papers = Button(tr("Papiers"), "secondary", "file-text")
        self._print = Button(tr("Émargement"), "primary", "printer")
        self._print.clicked.connect(self.printed)
        title = Row(self._title, self._pill, None, spacing=12)
        words = Column(title, self._where, spacing=1)
        buttons = [self._state, self._more, self._papers, self._print]
        Column(Row(back, None), HeadRow(words, [self._title, self._pill], buttons), spacing=4, parent=self)

    def set_acting(self, acting: bool) -> None:
        """Leave the filled button to the form under way, or take it back."""
        self._print.set_kind("secondary" if acting else "primary")

    def show_sheet(
        self,
        sheet: SessionSheet,
        statuses: Sequence[Action],
        others: Sequence[Action | None],
        papers: Sequence[Action | None],
    ) -> None:
        """Show a session, what can be done to it, what can be printed of it."""
        session = sheet.session
        self._title.setText(session.title)
        self._pill.set(tr(STATUS_LABELS[session.status]), TONES[session.status])
        parts = [session.code]
        if sheet.slots:
            parts += [format_date(sheet.slots[0].slot.day, "full"), when_and_where(sheet).partition(" · ")[2]]
        self._where.setText(" · ".join(part for part in parts if part))
        self._print.allow(bool(sheet.slots) and session.status not in ENDED, tr("Cette journée n'aura pas lieu."))
        for button, actions in ((self._state, statuses), (self._more, others), (self._papers, papers)):
            _set_menu(button, actions)


def _set_menu(button: Button, actions: Sequence[Action | None]) -> None:
    old = button.menu()
    menu = QMenu(button)
    fill_menu(menu, actions)
    button.setMenu(menu)
    button.setEnabled(bool(actions))
    if old is not None:
        old.deleteLater()


class Deciding(Protocol):
    """What can be decided about a session below its minimum."""

    def ask_keep(self) -> None:
        """Ask why it is kept."""

    def ask_cancel(self) -> None:
        """Ask why it is cancelled."""

    def ask_postpone(self) -> None:
        """Ask for another day."""


class SessionWarnings(QWidget):
    """What somebody should know or do about a session; below the minimum, the three decisions."""

    def __init__(self, deciding: Deciding, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deciding = deciding
        self._lines = Column(spacing=6, parent=self)

    def show_sheet(self, sheet: SessionSheet) -> None:
        """Show a session's warnings, or why it was cancelled."""
        clear_layout(self._lines)
        session = sheet.session
        found = list(sheet.warnings)
        if session.status in ENDED:
            found.append(
                tr("{status} : {reason}", status=tr(STATUS_LABELS[session.status]), reason=session.cancel_reason)
            )
        for number, warning in enumerate(found):
            first = number == 0 and sheet.is_below_minimum
            self._lines.addWidget(Notice("warning", "triangle-alert", warning, self._decisions() if first else ()))
        self.setVisible(bool(found))

    def _decisions(self) -> list[Button]:
        """Return the three buttons of a session below its minimum, which is its first warning."""
        keep = Button(tr("Maintenir"), "link")
        keep.clicked.connect(self._deciding.ask_keep)
        postpone = Button(tr("Reporter"), "link")
        postpone.clicked.connect(self._deciding.ask_postpone)
        cancel = Button(tr("Annuler la journée"), "link")
        cancel.clicked.connect(self._deciding.ask_cancel)
        return [keep, postpone, cancel]


class SeatsCard(Card):
    """How many seats are taken."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=(16, 14), parent=parent)
        self._taken = Label("", "strong")
        self._left = Label("", "caption", "text2")
        self._bar = SegmentedBar(8)
        self.body.addLayout(Row(self._taken, None, self._left))
        self.body.addWidget(self._bar)

    def show_sheet(self, sheet: SessionSheet) -> None:
        """Show a session's seats."""
        places = sheet.session.capacity_max
        self._taken.setText(tr("{n} sur {places}", n=sheet.taken, places=places))
        self._left.setText(trn("{n} place libre", "{n} places libres", sheet.free) if sheet.free else tr("Complet"))
        share = sheet.taken / places
        self._bar.set_parts([(min(1.0, share), "danger_fill" if share > 1 else "primary")], self._taken.text())
