"""What every view of the page is: something to choose from at the left, one record or one form at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from cresi_app.cooperation.model.journal import OPERATIONS
from cresi_app.cooperation.service import CooperationService
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.actions import Action
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.sidepane import SidePane
from cresi_app.widgets.theme import theme


class RightPane(QStackedWidget):
    """The record's sheet, or in its place one form."""

    def __init__(self, sheet: SidePane) -> None:
        super().__init__()
        self.sheet = sheet
        self.form: QWidget | None = None
        self.addWidget(sheet)

    def show_form(self, form: ActForm | AutoForm, title: str = "", done: Callable[[], object] | None = None) -> None:
        """Put a form in the sheet's place; an autosaved one gets a title and « Terminer »."""
        self.close_form()
        if isinstance(form, AutoForm):
            inner = Pane("surface")
            finish = Button(tr("Terminer"), "primary", "check")
            finish.clicked.connect(lambda _checked=False: done() if done is not None else None)
            head = Row(Label(title, "detail", wrap=True), finish, spacing=8)
            head.setStretch(0, 1)
            lines = Column(head, form, spacing=12, margins=(20, 16, 18, 20), parent=inner)
            lines.addStretch(1)
        holder = Pane("surface", "l")
        if isinstance(form, ActForm):
            form.pin_acts()
            Column(form, parent=holder)
        else:
            Column(ScrollArea(inner, ground="surface"), parent=holder)
        self.form = holder
        self.addWidget(holder)
        self.setCurrentWidget(holder)
        if isinstance(form, ActForm):
            form.begin()
        elif form.form.fields():
            form.form.fields()[0].focus()

    def close_form(self) -> None:
        """Show the sheet again."""
        if self.form is not None:
            self.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        self.setCurrentWidget(self.sheet)


class FrontStack(QStackedWidget):
    """Asks for the room of what stands in front: what waits behind may be higher."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no more than is needed: it takes the height left."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for four lines of a table, or for all of a sentence."""
        front = self.currentWidget()
        asked = front.minimumSizeHint() if front is not None else super().minimumSizeHint()
        return QSize(asked.width(), max(asked.height(), theme().px(170)))


class DeskView(QWidget):
    """The left side of one view of the page; `right` is its pane. `arranged`: whether the right one is wanted changed."""

    arranged = Signal()
    told = Signal()
    """Another sentence stands under the page's title."""
    searched = Signal(object)
    """The list is filtered by other words than those typed in the window's field."""
    previewed = Signal(object)
    """The cover of a preview that was opened over the page."""
    key = ""

    def __init__(self, desk: Desk, service: CooperationService, sheet: SidePane) -> None:
        super().__init__()
        self.desk, self.service = desk, service
        self.right = RightPane(sheet)
        self.shown: int | str | None = None
        self.sentence = ""
        self.beside = True
        """Whether the pane stands beside the list; else it takes its place, and walking along the list opens nothing."""

    @property
    def wants_right(self) -> bool:
        """Whether there is something to show at the right."""
        return self.shown is not None or self.right.form is not None

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched; everything for None."""

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page: what a person can do
        """Return what can be done here."""
        return ()

    def panes(self) -> Sequence[QWidget]:
        """Return the panes that F6 walks through."""
        return ()

    def new_words(self) -> str:
        """Return what the head's button makes here."""
        raise NotImplementedError

    def new(self, name: str = "") -> None:
        """Make a record."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Say under the page's title what there is here."""
        self.sentence = sentence
        self.told.emit()

    @property
    def opens(self) -> bool:
        """Whether the row one comes to is opened: beside the list always, in its place only when it was clicked."""
        return self.beside or QApplication.mouseButtons() != Qt.MouseButton.NoButton

    def search(self, text: str) -> None:
        """Filter by typed words."""

    def open_id(self, record_id: int) -> None:
        """Show a record."""

    def leave(self) -> None:
        """Put away what stands at the right, the form too."""
        self.shown = None
        self.right.close_form()
        self.arranged.emit()

    # --- forms ---

    def ask(self, form: ActForm, then: Callable[[Changes], object] | None = None) -> None:
        """Put a form in the pane; done or given up, the sheet comes back."""

        def done(changes: Changes) -> None:
            self.close_form()
            self.tell(changes)
            if then is not None:
                then(changes)

        form.done.connect(done)
        form.given_up.connect(self.close_form)
        self.right.show_form(form)
        self.arranged.emit()

    def edit(self, form: AutoForm, title: str) -> None:
        """Put a record's own fields in the pane."""

        def finish() -> None:
            if form.flush():
                self.close_form()

        self.right.show_form(form, title, finish)
        self.arranged.emit()

    def close_form(self) -> None:
        """Show the sheet again; the keyboard goes back to the list, or to the sheet that has its place."""
        self.right.close_form()
        self.arranged.emit()
        home = next((pane for pane in self.panes() if pane.isVisible()), self.right.sheet.back)
        home.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, changes: Changes) -> None:
        """Say what was done, with « Annuler »."""
        if changes.seq is None:
            return
        words = OPERATIONS.get(changes.operation, "")
        sentence = tr(words) if words else tr("enregistré")
        self.desk.messages.toast(sentence[:1].upper() + sentence[1:], Act(tr("Annuler"), lambda: self._undo(changes)))

    def _undo(self, changes: Changes) -> None:
        self.desk.write("undo", lambda: self.service.take_back(self.desk.actor, changes))

    def write(self, label: str, act: Callable[[], Changes], then: Callable[[Changes], object] | None = None) -> None:
        """Do an act that needs no form, and say so."""

        def done(changes: Changes) -> None:
            self.tell(changes)
            if then is not None:
                then(changes)

        self.desk.write(label, act, done)
