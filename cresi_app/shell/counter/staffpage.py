"""The team's page of the counter: its passphrase, what opens it, and the codes of associations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.dates import format_date
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr
from cresi_app.shell.counter.lock import CounterLock
from cresi_app.training.model.counter import CodeLine, NewCode
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.columns import TwoColumns
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal, RecordPicker, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.page import Page, PageHead
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.scroll import ScrollArea


@dataclass(frozen=True, slots=True)
class CodeDoors:
    """Codes of associations; all on worker threads. `find` proposes associations for typed words."""

    find: Callable[[str], list[Proposal]]
    codes: Callable[[int], Sequence[CodeLine]]
    make: Callable[[Actor, int], NewCode]
    revoke: Callable[[Actor, int, int], Changes]
    card: Callable[[str, str], Path]
    """(association's name, code) → its card as PDF."""


class CounterStaffPage(Page):
    """« Poste d'accueil »."""

    key = "counter"
    least = 600
    least_height = 0

    def __init__(
        self,
        desk: Desk,
        lock: CounterLock,
        doors: CodeDoors,
        enter: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._lock, self._doors, self._enter = lock, doors, enter

    def title(self) -> str:
        """Return the page's name."""
        return tr("Poste d'accueil")

    def build(self) -> QWidget:
        """Make the two columns."""
        head = PageHead(
            self.title(),
            tr("Les associations cherchent, s'inscrivent et demandent par elles-mêmes, sans rien voir des autres"),
            [],
        )
        columns = TwoColumns(Column(self._opening(), None), Column(self._codes(), None))
        page = QWidget()
        Column(head, ScrollArea(columns), spacing=14, margins=(24, 18, 24, 14), parent=page).setStretch(1, 1)
        self._show_state()
        return page

    def refresh(self, changes: Changes | None) -> None:
        """Read the codes again when one was touched."""
        if changes is None or changes.touches("counter_code"):
            self._read_codes()

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """Return what can be done here."""
        return [
            Action(
                "counter.open",
                tr("Ouvrir le poste d'accueil"),
                self.enter,
                icon="monitor",
                enabled=lambda: self._lock.has_passphrase,
            )
        ]

    def panes(self) -> Sequence[QWidget]:
        """Return the panes that F6 walks through."""
        return [self.words.input, self.picker.editor] if self._built else ()

    def choose(self, organisation: Proposal) -> None:
        """Stand on an association, to give it a code."""
        self.picker.set_value(organisation)
        self._new_code = ""
        self._read_codes()

    # --- opening ---

    def _opening(self) -> QWidget:
        card = Card(tr("Ouvrir ce poste aux associations"))
        for sentence in (
            tr(
                "L'écran entier devient le poste d'accueil : catalogue, inscriptions, demandes, formulaires, avis. Rien du travail de l'équipe n'y est."
            ),
            tr(
                "Il se referme après deux minutes sans activité et oublie tout. Seule la phrase secrète le rend à l'équipe, même après un redémarrage."
            ),
            tr(
                "Pour les touches du système (changer de fenêtre, éteindre), faites un compte réservé au poste : le guide l'explique pas à pas."
            ),
        ):
            card.body.addWidget(Label(sentence, "body", "text2", wrap=True))
        self._state = Pill()
        self.words = TextField(
            tr("Nouvelle phrase secrète"),
            name="passphrase",
            hint=tr("Plusieurs mots, au moins huit caractères. Elle n'est gardée nulle part en clair."),
        )
        self.words.input.setEchoMode(QLineEdit.EchoMode.Password)
        self.again = TextField(tr("La même, encore une fois"), name="again")
        self.again.input.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = Button(tr("Garder cette phrase"), "secondary", "lock")
        self.keep.clicked.connect(self.set_passphrase)
        self.go = Button(tr("Ouvrir le poste d'accueil"), "primary", "monitor")
        self.go.clicked.connect(self.enter)
        card.body.addLayout(Row(self._state, None))
        card.body.addWidget(self.words)
        card.body.addWidget(self.again)
        card.body.addLayout(Row(self.keep, None, self.go, spacing=8))
        return card

    def set_passphrase(self) -> None:
        """Keep the passphrase typed twice."""
        first, second = self.words.input.text(), self.again.input.text()
        if first.strip() != second.strip():
            self.again.set_error(tr("Les deux ne sont pas les mêmes."))
            return
        try:
            self._lock.set_passphrase(first)
        except DomainError as error:
            self.words.set_error(error.sentence)
            return
        for field in (self.words, self.again):
            field.set_value("")
            field.input.clear()
            field.set_error("")
        self.desk.messages.toast(tr("Phrase secrète gardée"))
        self._show_state()

    def enter(self) -> None:
        """Become the counter."""
        if self._lock.has_passphrase:
            self._enter()
        else:
            self.words.set_error(
                tr("Choisissez d'abord la phrase secrète : sans elle, personne ne rouvrirait ce poste.")
            )
            self.words.focus()

    def _show_state(self) -> None:
        ready = self._lock.has_passphrase
        self._state.set(
            tr("Phrase secrète choisie") if ready else tr("Phrase secrète à choisir"), "success" if ready else "warning"
        )
        self.go.allow(ready, tr("Choisissez d'abord la phrase secrète."))

    # --- codes ---

    def _codes(self) -> QWidget:
        card = Card(tr("Codes des associations"))
        card.body.addWidget(
            Label(
                tr(
                    "Une association s'inscrit au poste avec son code. Donnez-le à son contact : il ne se relit pas, il se remplace."
                ),
                "body",
                "text2",
                wrap=True,
            )
        )
        self.picker = RecordPicker(self.desk, tr("Association"), self._doors.find, name="organisation")
        self.picker.committed.connect(lambda _value: self._chosen())
        self.make = Button(tr("Créer un code"), "secondary", "plus")
        self.make.clicked.connect(self.make_code)
        self.shown = Label("", "figure", "primary")
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.shown.hide()
        self.note = Label(tr("Notez-le maintenant : il ne sera plus montré."), "caption", "warning", wrap=True)
        self.note.hide()
        self._lines: QVBoxLayout = Column(spacing=4)
        self._new_code = ""
        card.body.addWidget(self.picker)
        card.body.addLayout(Row(self.make, None))
        card.body.addWidget(self.shown)
        card.body.addWidget(self.note)
        self.card = Button(tr("Carte à remettre (PDF)"), "secondary", "printer")
        self.card.clicked.connect(self.print_card)
        self.card.hide()
        card.body.addLayout(Row(self.card, None))
        card.body.addLayout(self._lines)
        return card

    def _organisation(self) -> int | None:
        value: Any = self.picker.value()
        return value.value if isinstance(value, Proposal) and isinstance(value.value, int) else None

    def _chosen(self) -> None:
        self._new_code = ""
        self._read_codes()

    def make_code(self) -> None:
        """Make a code for the association chosen, and show it this once."""
        organisation = self._organisation()
        if organisation is None:
            self.picker.set_error(tr("Choisissez l'association."))
            return
        make, who = self._doors.make, self.desk.actor
        self.desk.long(tr("Code d'accueil"), lambda _progress: make(who, organisation), self._made, self._refused)

    def _made(self, made: NewCode) -> None:
        self._new_code = made.code
        self.desk.tell(made.changes)
        self._read_codes()

    def print_card(self) -> None:
        """Make the card of the code just made; later nothing of it could be read again."""
        value, code, card = self.picker.value(), self._new_code, self._doors.card
        if isinstance(value, Proposal) and code:
            name = value.title
            self.desk.long(
                tr("Carte du poste d'accueil"), lambda _progress: card(name, code), self.desk.messages.show_file
            )

    def _refused(self, error: object) -> None:
        if isinstance(error, CresiError):
            self.desk.messages.error(error)

    def _read_codes(self) -> None:
        if not self._built:
            return
        self.shown.setText(self._new_code)
        self.shown.setAccessibleName(tr("Code : {code}", code=self._new_code))
        self.shown.setVisible(bool(self._new_code))
        self.note.setVisible(bool(self._new_code))
        self.card.setVisible(bool(self._new_code))
        organisation, codes = self._organisation(), self._doors.codes
        if organisation is None:
            clear_layout(self._lines)
        else:
            self.desk.read(("counter", "codes"), lambda: list(codes(organisation)), self._show_codes)

    def _show_codes(self, found: list[CodeLine]) -> None:
        clear_layout(self._lines)
        for line in found:
            words = Label(
                tr(
                    "{handle}-•••••• · donné le {day}",
                    handle=line.handle,
                    day=format_date(line.made_at.date(), "medium"),
                ),
                "body",
            )
            row = Row(words, None, spacing=8)
            if line.revoked_on is None:
                button = Button(tr("Retirer"), "danger")
                button.setAccessibleName(tr("Retirer le code {handle}", handle=line.handle))
                button.clicked.connect(partial(self._revoke, line))
                row.addWidget(button)
            else:
                row.addWidget(Label(tr("retiré"), "caption", "text3"))
            holder = QWidget()
            holder.setLayout(row)
            self._lines.addWidget(holder)

    def _revoke(self, line: CodeLine, *_checked: object) -> None:
        revoke, who = self._doors.revoke, self.desk.actor
        self.desk.write("training.revoke_code", lambda: revoke(who, line.id, line.version))
