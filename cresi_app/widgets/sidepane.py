"""The pane of the record one stands on, and the room it shares with the list at its left."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import BackButton, IconButton
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import ElidedLabel
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.paneedge import Edged, PaneEdge
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

WIDTH, TIGHT_WIDTH = 368, 348
FULL = 1_068
"""From this width of the page (in the look's pixels) on, the pane has its whole width."""
NARROW = 930
"""Below this one the pane takes the list's place."""
NO_LIMIT = 16_777_215

PaneAct = tuple[str, str, str, str]
"""A drawing in the pane's head: its name, the drawing, the word that is asked, the keys that do the same ("" for none)."""


class SidePane(Pane):
    """Number, drawings and cross above, the record's lines under them. `asked` carries what is to be done: a word, or (word, id)."""

    asked = Signal(object)

    def __init__(self, acts: Sequence[PaneAct] = (), *, leave: str = "leave", parent: QWidget | None = None) -> None:
        """`acts`: the drawings before the cross; `leave`: the word that the cross asks."""
        super().__init__("surface", "l", parent=parent)
        self.number = ElidedLabel("", "secondary", "text2")
        self.back = BackButton()
        self.back.clicked.connect(self.act(leave))
        self.back.hide()
        head = Row(self.back, self.number, spacing=4, margins=(20, 12, 14, 4))
        head.setStretch(1, 1)
        for name, icon, word, keys in acts:
            button = IconButton(name, icon, keys=keys)
            button.clicked.connect(self.act(word))
            head.addWidget(button)
        self.close_button = IconButton(tr("Fermer le détail"), "x", keys="Escape")
        self.close_button.clicked.connect(self.act(leave))
        head.addWidget(self.close_button)
        inside = Pane("surface")
        self.lines = Column(margins=(20, 4, 18, 20), spacing=9, parent=inside)
        self._scroll = ScrollArea(inside, ground="surface", framed=True)
        self._shown: object = None
        Column(head, self._scroll, parent=self).setStretch(1, 1)

    def act(self, *what: object) -> Callable[..., None]:
        """Return what asks for an act: a word, or a word with ids."""
        said = what[0] if len(what) == 1 else what
        return lambda *_args: self.asked.emit(said)

    def begin(self, number: str, shown: object) -> None:
        """Empty the lines for a record; `shown` tells whether it is the one before, which keeps its place."""
        if shown != self._shown:
            self._scroll.verticalScrollBar().setValue(0)
        self._shown = shown
        self.number.setText(number)
        clear_layout(self.lines)

    def stand_alone(self, alone: bool) -> None:
        """Say whether the pane has the list's place: one goes back then, and closes nothing."""
        self.back.setVisible(alone)
        self.close_button.setVisible(not alone)


class ListAndPane(QWidget):
    """A list at the left and `right`, the stack of what may stand beside it; a narrow window shows one of them."""

    fitted = Signal()
    """The room was shared out again."""

    def __init__(self, left: QWidget, desk: Desk, place: str, *, parent: QWidget | None = None) -> None:
        """`place` is the name under which the pane's width is remembered."""
        super().__init__(parent)
        self.left, self.right = left, FrontStack()
        self.right.hide()
        self._wanted = False
        Row(self.left, self.right, spacing=0, parent=self).setStretch(0, 1)
        self.edge = PaneEdge(desk, Edged(self.right, place, "left", self.fit, (300, 620)))
        theme().changed.connect(self.fit)

    @property
    def roomy(self) -> bool:
        """Whether list and pane stand beside each other."""
        return self.width() >= theme().px(NARROW)

    def show_right(self, wanted: bool) -> None:
        """Show what stands at the right, or nothing."""
        self._wanted = wanted
        self.fit()

    def fit(self) -> None:
        """Share the room out."""
        look, roomy = theme(), self.roomy
        self.right.setVisible(self._wanted)
        self.left.setVisible(roomy or not self._wanted)
        if roomy:
            wide = self.edge.wide(WIDTH if self.width() >= look.px(FULL) else TIGHT_WIDTH)
            self.right.setFixedWidth(min(look.px(wide), round(self.width() * 0.6)))
        else:
            self.right.setMinimumWidth(0)
            self.right.setMaximumWidth(NO_LIMIT)
        for pane in self.right.findChildren(SidePane):
            pane.stand_alone(not roomy)
        self.fitted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room out again."""
        super().resizeEvent(event)
        self.fit()
