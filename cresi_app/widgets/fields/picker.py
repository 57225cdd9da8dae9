"""The field that holds another record: it searches as one types, and can make what does not exist yet."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.text import fold
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields.base import Field
from cresi_app.widgets.fields.proposals import Create, Proposal, ProposalList
from cresi_app.widgets.fields.text import LineInput

Search = Callable[[str], Sequence[Proposal]]
"""Answers what is typed ("" too: the likeliest ones); called on a reader thread."""

_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


def step_of(event: QKeyEvent) -> int:
    """Return by how many rows a key moves in a list of proposals; 0 for other keys."""
    return _STEPS.get(Qt.Key(event.key()), 0)


class RecordPicker(Field):
    """One record, by name; value: Proposal | None."""

    def __init__(
        self, desk: Desk, label: str, search: Search, *, name: str = "", create: Create | None = None, hint: str = ""
    ) -> None:
        self.input = LineInput()
        super().__init__(label, self.input, name=name, hint=hint)
        self._desk, self._search, self._create = desk, search, create
        self._list: ProposalList | None = None
        self.input.textEdited.connect(self._ask)
        self.input.returnPressed.connect(self.commit)

    def read(self) -> Any:
        """Return the chosen record; what is typed but not chosen is refused, and kept."""
        text = self.input.text().strip()
        if not text:
            return None
        if isinstance(self._value, Proposal) and text == self._value.title:
            return self._value
        offered = self._offered()
        if offered is not None and fold(offered.title) == fold(text):
            return offered
        template = N_("« {text} » n'est pas encore choisi : prenez une ligne de la liste.")
        raise DomainError("not_chosen", template, field=self.name, text=text)

    def show_value(self, value: Any) -> None:
        """Show the record's name."""
        self.input.setText(value.title if isinstance(value, Proposal) else "")
        self.input.setCursorPosition(0)

    def commit(self) -> bool:
        """Save the choice; the list closes."""
        self._desk.drop(self._key())
        done = super().commit()
        if self._list is not None:
            self._list.hide()
        return done

    def choose(self, proposal: Proposal) -> None:
        """Take a record."""
        self.input.setText(proposal.title)
        if proposal != self._value:
            self._value = proposal
            self.set_error("")
            self.committed.emit(proposal)

    def proposals(self) -> ProposalList:
        """Return the list under the input."""
        if self._list is None:
            self._list = ProposalList(self.input)
            self._list.chosen.connect(self._taken)
        return self._list

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Walk the list with ↑ ↓, take with Enter, close with Escape."""
        pressed = watched is self.input and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._key_pressed(event):
            return True
        if watched is self.input and event.type() == QEvent.Type.FocusOut and self._list is not None:
            self._list.hide()
        return super().eventFilter(watched, event)

    def _key_pressed(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        opened = self._list is not None and self._list.isVisible()
        if step_of(event):
            if opened:
                self.proposals().step(step_of(event))
            else:
                self._ask(self.input.text())
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and opened:
            return self.proposals().take()
        if event.key() == Qt.Key.Key_Escape and opened:
            self.proposals().hide()
            return True
        return False

    def _ask(self, text: str) -> None:
        self.set_error("")
        self.edited.emit()
        search = self._search
        self._desk.read(self._key(), lambda: list(search(text)), lambda found: self._offer(text, found))

    def _offer(self, text: str, found: list[Proposal]) -> None:
        if self.input.hasFocus() and text == self.input.text():
            exact = any(fold(proposal.title) == fold(text.strip()) for proposal in found)
            create = tr("Créer « {text} »", text=text.strip()) if self._create and text.strip() and not exact else ""
            self.proposals().offer(found, text, create)

    def _taken(self, proposal: Proposal) -> None:
        if proposal.value is not None:
            self.choose(proposal)
        elif self._create is not None:
            self._create(self.input.text().strip(), self.choose)

    def _offered(self) -> Proposal | None:
        if self._list is None or not self._list.count():
            return None
        current = self._list.current()
        return current if current is not None and current.value is not None else None

    def _key(self) -> tuple[str, int]:
        return ("picker", id(self))
