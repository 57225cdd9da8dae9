"""The field that holds several records as tokens: subjects, authors, countries."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.text import fold
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields.base import Field
from cresi_app.widgets.fields.picker import Search, step_of
from cresi_app.widgets.fields.proposals import Create, Proposal, ProposalList
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.layouts import Flow, hold
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.pills import pill_colours
from cresi_app.widgets.theme import theme

_CARET = 48
"""Room for a caret, in pixels of the look."""


class _Token(QPushButton):
    """One record held; pressing it takes it away."""

    def __init__(self, proposal: Proposal, tone: str) -> None:
        super().__init__(proposal.title)
        self.proposal = proposal
        self._tone = tone
        self.setAccessibleName(tr("Retirer {name}", name=proposal.title))
        self.setToolTip(self.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 26 pixels of height and what the name needs."""
        look = theme()
        words = QFontMetrics(look.font("caption", weight=600)).horizontalAdvance(self.text())
        return QSize(words + look.px(10 + 8 + 14 + 8), look.px(26))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give way when the field is narrow."""
        return QSize(theme().px(60), theme().px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground, name and cross."""
        look = theme()
        painter = smooth(QPainter(self))
        ground, ink = pill_colours(self._tone)
        line = ink if look.contrast or self.hasFocus() else None
        rounded(painter, QRectF(self.rect()), look.px(7), ground, line)
        room = QRect(look.px(10), 0, self.width() - look.px(32), self.height())
        put_text(painter, room, self.text(), look.font("caption", weight=600), ink, LEFT)
        put_pixmap(painter, look.pixmap("x", ink.name(), 14), QPointF(self.width() - look.px(15), self.height() / 2))
        painter.end()


class _Typed(LineInput):
    """The words being typed: little room while there are none, so that they do not take a line of their own."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the words and a caret."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(words + theme().px(_CARET), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the caret."""
        return QSize(theme().px(_CARET), super().minimumSizeHint().height())


class _Tokens(Flow):
    """Tokens like words, and after them the words being typed up to the end of their line."""

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Lay the parts in `rect`."""
        super().setGeometry(rect)
        last = self.itemAt(self.count() - 1)
        if last is not None:
            place = last.geometry()
            place.setRight(max(place.right(), rect.right()))
            last.setGeometry(place)


class _Box(QWidget):
    """The outline that holds tokens and the words being typed."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = _Tokens(gap=6, parent=self)
        self.flow.setContentsMargins(0, 0, 0, 0)
        self.input = _Typed("bare")
        self.input.textChanged.connect(self._grow)
        self.setFocusProxy(self.input)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        hold(self.input, height=26, least_width=_CARET)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        look = theme()
        self.setContentsMargins(look.px(7), look.px(6), look.px(7), look.px(6))
        self.updateGeometry()

    def _grow(self) -> None:
        """Give the words typed the room they need, on a line of their own if it must be."""
        self.flow.invalidate()
        self.flow.setGeometry(self.contentsRect())
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the lines that the tokens take at the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the lines that the tokens take at the present width."""
        margins = self.contentsMargins()
        inner = max(theme().px(120), self.width() - margins.left() - margins.right())
        height = max(self.flow.heightForWidth(inner), theme().px(26))
        return QSize(theme().px(260), height + margins.top() + margins.bottom())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never cut a line of tokens."""
        return QSize(theme().px(140), self.sizeHint().height())

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Type wherever the box is pressed."""
        self.input.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the outline of an input."""
        look = theme()
        painter = smooth(QPainter(self))
        focused = self.input.hasFocus()
        wrong = bool(self.property("error"))
        line = look.color("danger" if wrong else "primary" if focused else "border_strong")
        rounded(painter, QRectF(self.rect()), look.px(8), look.color("surface"), line, 2 if focused else 1)
        painter.end()


class TokenField(Field):
    """Several records in their order; value: list[Proposal]. Backspace takes the last away, Ctrl+Z brings it back.

    `create_label` may be set to the last row's sentence with ``{text}`` (« Proposer « {text} » au thésaurus »).
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        label: str,
        search: Search,
        *,
        name: str = "",
        create: Create | None = None,
        tone: str = "primary",
    ) -> None:
        self.box = _Box()
        self.input = self.box.input
        self.create_label = ""
        super().__init__(label, self.box, name=name)
        self._desk, self._search, self._create, self._tone = desk, search, create, tone
        self._value: list[Proposal] = []
        self._held: list[Proposal] = []
        self._removed: list[tuple[int, Proposal]] = []
        self._list: ProposalList | None = None
        self.label.setBuddy(self.input)
        self.input.setAccessibleName(label)
        self.input.installEventFilter(self)
        self.input.textEdited.connect(self._ask)
        self._rebuild()
        theme().changed.connect(self._rebuild)

    def read(self) -> Any:
        """Return the records held; words being typed are not one yet, and stay."""
        return list(self._held)

    def show_value(self, value: Any) -> None:
        """Hold these records."""
        held = list(value or [])
        if held != self._held:
            self._held = held
            self._removed.clear()
            self._rebuild()

    def hold_keys(self) -> bool:
        """Keep nothing back: tokens are saved as they are taken."""
        return False

    def proposals(self) -> ProposalList:
        """Return the list under the box."""
        if self._list is None:
            self._list = ProposalList(self.box)
            self._list.chosen.connect(self._taken)
        return self._list

    def take(self, proposal: Proposal) -> None:
        """Hold one more record, once."""
        self.input.setText("")  # `clear` could be taken back: Ctrl+Z would type the token again
        if all(held.value != proposal.value for held in self._held):
            self._held.append(proposal)
            self._changed()
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self, index: int) -> None:
        """Let one record go; Ctrl+Z in the empty input brings it back."""
        self._removed.append((index, self._held.pop(index)))
        self._changed()

    def restore(self) -> bool:
        """Bring back the record let go last; False when there is none."""
        if not self._removed:
            return False
        index, proposal = self._removed.pop()
        self._held.insert(index, proposal)
        self._changed()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Walk the list, take, take away, bring back."""
        if watched is self.input:
            if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
                self.box.update()
                if event.type() == QEvent.Type.FocusOut and self._list is not None:
                    self._list.hide()
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key_pressed(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key_pressed(self, event: QKeyEvent) -> bool:
        opened = self._list is not None and self._list.isVisible()
        empty = not self.input.text()
        if event.matches(QKeySequence.StandardKey.Undo) and empty:
            return self.restore()
        if event.key() == Qt.Key.Key_Backspace and empty and self._held:
            self.remove(len(self._held) - 1)
            return True
        if step_of(event) and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if opened:
                self.proposals().step(step_of(event))
            else:
                self._ask(self.input.text())
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            return self.proposals().take() if opened else not empty
        if event.key() == Qt.Key.Key_Escape and opened:
            self.proposals().hide()
            return True
        return False

    def _ask(self, text: str) -> None:
        self.set_error("")
        self.edited.emit()
        search = self._search
        self._desk.read(("tokens", id(self)), lambda: list(search(text)), lambda found: self._offer(text, found))

    def _offer(self, text: str, found: Sequence[Proposal]) -> None:
        if not self.input.hasFocus() or text != self.input.text():
            return
        held = {proposal.value for proposal in self._held}
        fresh = [proposal for proposal in found if proposal.value not in held]
        exact = any(fold(proposal.title) == fold(text.strip()) for proposal in found)
        offered = self._create is not None and bool(text.strip()) and not exact
        label = (self.create_label or tr("Créer « {text} »")).replace("{text}", text.strip())
        self.proposals().offer(fresh, text, label if offered else "")

    def _taken(self, proposal: Proposal) -> None:
        if proposal.value is not None:
            self.take(proposal)
        elif self._create is not None:
            self._create(self.input.text().strip(), self.take)

    def _changed(self) -> None:
        self._rebuild()
        self.commit()
        self.changed.emit()

    def _rebuild(self) -> None:
        flow = self.box.flow
        while flow.count():
            item = flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if isinstance(widget, _Token):
                widget.hide()
                widget.deleteLater()
        for index, proposal in enumerate(self._held):
            token = _Token(proposal, self._tone)
            token.clicked.connect(lambda _checked=False, at=index: self.remove(at))
            flow.addWidget(token)
        flow.addWidget(self.input)
        self.box.updateGeometry()
