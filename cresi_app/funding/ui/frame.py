"""A list at the left and one pane at the right, which a form may take over; narrow windows show one of them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.core.changes import Changes
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.card import Pane
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

WIDE = 1_060
"""From this width of the page (in the look's pixels) on, the pane has its full width."""
NARROW = 930
"""Below this one the pane takes the list's place."""
WIDTH, TIGHT_WIDTH = 368, 348


class TwoPanes(QWidget):
    """`content` under `top` (the page's head comes there), beside the shown pane. `form_done` carries the changes of a form, `form_left` that it was given up."""

    form_done = Signal(object)
    form_left = Signal()

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.left = QWidget()
        self.top = Column()
        Column(self.top, content, parent=self.left).setStretch(1, 1)
        self.panes = QStackedWidget()
        self.panes.hide()
        self._form: QWidget | None = None
        self.form: ActForm | None = None
        self._back: QWidget | None = None
        Row(self.left, self.panes, spacing=0, parent=self).setStretch(0, 1)
        theme().changed.connect(self.fit)

    def add(self, pane: QWidget) -> None:
        """Keep a pane ready."""
        self.panes.addWidget(pane)

    def show_pane(self, pane: QWidget | None) -> None:
        """Show a pane, or none; a form that is open goes."""
        self._drop_form()
        self._back = pane
        if pane is not None:
            self.panes.setCurrentWidget(pane)
        self.panes.setVisible(pane is not None)
        self.fit()

    def show_form(self, form: ActForm) -> None:
        """Put a form in the pane's place; what was there comes back when it ends."""
        back = self._back
        self._drop_form()
        self._back = back
        holder = Pane("surface", "l")
        inside = Pane("surface")
        Column(form, None, parent=inside)
        Column(ScrollArea(inside, ground="surface"), parent=holder)
        self._form, self.form = holder, form
        form.done.connect(self._done)
        form.given_up.connect(self._left)
        self.panes.addWidget(holder)
        self.panes.setCurrentWidget(holder)
        self.panes.show()
        self.fit()
        form.begin()

    @property
    def is_shown(self) -> bool:
        """Whether something stands at the right."""
        return not self.panes.isHidden()

    def fit(self) -> None:
        """Share the room out."""
        look = theme()
        narrow = self.width() < look.px(NARROW)
        shown = self.is_shown
        self.left.setVisible(not (narrow and shown))
        if narrow:
            self.panes.setMinimumWidth(0)
            self.panes.setMaximumWidth(16_777_215)
        else:
            self.panes.setFixedWidth(look.px(WIDTH if self.width() >= look.px(WIDE) else TIGHT_WIDTH))
        current = self.panes.currentWidget()
        back = getattr(current, "back", None)
        if isinstance(back, QWidget):
            back.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room out again."""
        super().resizeEvent(event)
        self.fit()

    def _done(self, changes: Changes) -> None:
        self.show_pane(self._back)
        self.form_done.emit(changes)

    def _left(self) -> None:
        self.show_pane(self._back)
        self.form_left.emit()

    def _drop_form(self) -> None:
        if self._form is not None:
            self.panes.removeWidget(self._form)
            self._form.deleteLater()
            self._form, self.form = None, None
