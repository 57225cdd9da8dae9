"""The right side of the Annuaire: an empty state, one sheet of each kind, or a form in their place."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.directory.ui.create import Sheet
from cresi_app.directory.ui.merge import MergeView
from cresi_app.directory.ui.person import PersonView
from cresi_app.directory.ui.sheet import OrganisationView
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.wholepage import scrolls_whole


class SheetStack(FrontStack):
    """Shows one thing at a time; a form stays in front until it is done or given up."""

    form_done = Signal(object, object)
    given_up = Signal()
    arranged = Signal()
    """Something else stands in front."""

    def __init__(self, organisation: OrganisationView, person: PersonView, first: tuple[Act, Act]) -> None:
        super().__init__()
        self.form: Sheet | MergeView | None = None
        self.shown: tuple[str, int] | None = None
        """The record whose sheet is shown, behind a form maybe."""
        self.empty = EmptyState(
            tr("L'annuaire attend sa première fiche"),
            tr("Associations, collectivités, partenaires à l'étranger, formateurs : un nom suffit pour commencer."),
            *first,
        )
        self._views: dict[str, QWidget] = {"organisation": organisation, "person": person}
        for widget in (self.empty, organisation, person):
            self.addWidget(widget)

    @property
    def alone(self) -> bool:
        """Whether something stands here that a narrow window shows in the list's place."""
        return self.shown is not None or self.form is not None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say no: Qt would ask the layout of the stack, and with it the higher sheet that waits behind."""
        return False

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least of what is in front; where the page scrolls as a whole, as high as its broken lines make it."""
        least, front = super().minimumSizeHint(), self.currentWidget()
        if front is not None and scrolls_whole(self):
            least.setHeight(max(least.height(), front.heightForWidth(self.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for another height when words break otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def bring(self, shown: tuple[str, int] | None) -> None:
        """Show the sheet of a record, behind the form if one is open; None: no sheet."""
        self.shown = shown
        if self.form is None:
            self.setCurrentWidget(self._views[shown[0]] if shown else self.empty)
        self.arranged.emit()

    def show_form(self, form: Sheet | MergeView) -> None:
        """Show a form in the sheet's place, the keyboard in its first field."""
        self.close_form()
        self.form = form
        form.done.connect(self._done)
        form.given_up.connect(self._give_up)
        self.addWidget(form)
        self.setCurrentWidget(form)
        self.arranged.emit()
        if isinstance(form, Sheet):
            form.form.fields()[0].focus()
        elif form.picker.value() is None:
            form.picker.focus()

    def close_form(self) -> None:
        """Take the form away; the sheet behind it comes back."""
        form, self.form = self.form, None
        if form is not None:
            self.removeWidget(form)
            form.deleteLater()
            self.bring(self.shown)

    def _done(self, kind: str, record_id: int) -> None:
        self.close_form()
        self.form_done.emit(kind, record_id)

    def _give_up(self) -> None:
        self.close_form()
        self.given_up.emit()
