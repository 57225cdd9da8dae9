"""How this centre describes: its own fields and its templates, in the place of the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.ownfieldsview import OwnFieldsView
from cresi_app.catalogue.ui.templatesview import TemplatesView
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.tabs import TabBar

_TABLES = ("custom_field", "custom_field_kind", "custom_choice", "notice_template")


class DescribingView(QWidget):
    """Two tabs: the fields, the templates. `closed` goes back to the list, `begun` carries a template to begin from."""

    closed = Signal()
    begun = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        crumb = Button(tr("Catalogue"), "link")
        crumb.clicked.connect(lambda _checked=False: self.leave())
        trail = Row(crumb, Label("›", "secondary", "text3"), Label(tr("Description"), "secondary", "text2"), None)
        self.fields = OwnFieldsView(desk, service)
        self.templates = TemplatesView(desk, service)
        self.templates.asked.connect(self.begun)
        self.tabs = TabBar(tr("Description"), [("fields", tr("Champs du centre")), ("templates", tr("Modèles"))])
        self._stack = FrontStack()
        self._stack.addWidget(self.fields)
        self._stack.addWidget(self.templates)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        head = Column(trail, Label(tr("Comment ce centre décrit"), "h1"), spacing=0)
        Column(head, self.tabs, self._stack, spacing=14, margins=(24, 14, 24, 14), parent=self).setStretch(2, 1)

    def show_part(self, key: str) -> None:
        """Show a tab: ``fields`` or ``templates``."""
        self.tabs.set_current(key)
        self.fields.refresh()
        self.templates.refresh()

    def keep(self, sheet: DocumentSheet) -> None:
        """Make a template of a notice."""
        self.show_part("templates")
        self.templates.keep(sheet)

    def heed(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if self.isVisible() and (changes is None or changes.touches_any(_TABLES)):
            self.fields.refresh()
            self.templates.refresh()

    def leave(self) -> None:
        """Save what is being typed, and go back."""
        if self.fields.flush() and self.templates.flush():
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
