"""The views of the page: each its list, and what stands at its right, which a form may take over."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from cresi_app.core.changes import Changes
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.page import Page
from cresi_app.widgets.preview import PreviewCover, PrintOffer, open_preview
from cresi_app.widgets.sidepane import ListAndPane
from cresi_app.widgets.tabs import TabBar
from cresi_app.widgets.wholepage import SteppedPart


class SidedView(SteppedPart):
    """`content`, and `panes`, which the page puts beside it. `arranged`: whether something stands there is another thing.

    `form_done` carries the changes of a form, `form_left` that it was given up.
    """

    arranged = Signal()
    form_done = Signal(object)
    form_left = Signal()

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        Column(content, parent=self)
        self.panes = QStackedWidget()
        self.is_shown = False
        """Whether something stands at the right."""
        self.beside = True
        """Whether it stands beside the list; else it takes its place, and walking along the list opens nothing."""
        self.home: QWidget | None = None
        """Where the keyboard goes when a form ends: the list."""
        self._form: QWidget | None = None
        self.form: ActForm | None = None
        self._back: QWidget | None = None

    def fit(self) -> None:
        """Share nothing out: what a view holds asks for its room by itself."""

    @property
    def opens(self) -> bool:
        """Whether the row one comes to is opened: beside the list always, in its place only when it was clicked."""
        return self.beside or QApplication.mouseButtons() != Qt.MouseButton.NoButton

    def add(self, pane: QWidget) -> None:
        """Keep a pane ready."""
        self.panes.addWidget(pane)

    def show_pane(self, pane: QWidget | None) -> None:
        """Show a pane, or none; a form that is open goes."""
        self._drop_form()
        self._back = pane
        if pane is not None:
            self.panes.setCurrentWidget(pane)
        self._arrange(shown=pane is not None)

    def show_form(self, form: ActForm) -> None:
        """Put a form in the pane's place; what was there comes back when it ends."""
        back = self._back
        self._drop_form()
        self._back = back
        holder = Pane("surface", "l")
        form.pin_acts()
        Column(form, parent=holder)
        self._form, self.form = holder, form
        form.done.connect(self._done)
        form.given_up.connect(self._left)
        self.panes.addWidget(holder)
        self.panes.setCurrentWidget(holder)
        self._arrange(shown=True)
        form.begin()

    def _arrange(self, *, shown: bool) -> None:
        self.is_shown = shown
        self.arranged.emit()

    def _done(self, changes: Changes) -> None:
        self._end()
        self.form_done.emit(changes)

    def _left(self) -> None:
        self._end()
        self.form_left.emit()

    def _end(self) -> None:
        self.show_pane(self._back)
        home = self.home if self.home is None or self.home.isVisible() else getattr(self._back, "back", None)
        if isinstance(home, QWidget):
            home.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_form(self) -> None:
        if self._form is not None:
            self.panes.removeWidget(self._form)
            self._form.deleteLater()
            self._form, self.form = None, None


class SidedPage(Page):
    """A page of several `sided` views under one head: `stack` holds their lists, `room` puts what stands beside them."""

    stack: QStackedWidget
    room: ListAndPane
    views: TabBar

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.sided: dict[str, SidedView] = {}
        self._preview: PreviewCover | None = None

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one pane alone."""
        return self.least_room(640, 340)

    def add_view(self, key: str, view: SidedView) -> None:
        """Take a view in."""
        self.sided[key] = view
        self.stack.addWidget(view)
        self.room.right.addWidget(view.panes)
        view.arranged.connect(self.fit)

    def fit(self) -> None:
        """Show what stands beside the view in front, or nothing."""
        current = self.sided.get(self.views.current())
        self.room.show_right(current is not None and current.is_shown)

    def fitted(self) -> None:
        """Tell the views whether there is room beside them."""
        for view in self.sided.values():
            view.beside = self.room.roomy

    def preview(self, offer: PrintOffer) -> None:
        """Show a paper before it is printed."""
        self._preview = open_preview(self, self.desk, offer)
        self._preview.closed.connect(self._preview_left)
        self.title_changed.emit()

    def _preview_left(self) -> None:
        self._preview = None
        self.title_changed.emit()
