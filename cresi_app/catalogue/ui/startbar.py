"""How a new notice begins: blank, or from a template."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model.template import NoticeTemplate
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.i18n import tr
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField
from cresi_app.widgets.layouts import Column


class StartBar(QWidget):
    """Offers the templates, when there are any. `chosen` carries the template, None for a blank notice."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self._templates: dict[int, NoticeTemplate] = {}
        self._wanted = 0
        self.choice = ChoiceField(tr("Commencer par"), [(0, tr("Une notice vide"))], name="template")
        self.choice.committed.connect(self._choose)
        Column(self.choice, margins=(0, 0, 0, 8), parent=self)

    @property
    def template(self) -> NoticeTemplate | None:
        """The template chosen."""
        return self._templates.get(int(self.choice.value() or 0))

    def read(self) -> None:
        """Read the templates; a new notice begins blank."""
        self.choice.set_value(0)
        self._wanted = 0
        self._desk.read(("catalogue", "templates"), self._service.templates, self._show)

    def begin_from(self, template: NoticeTemplate) -> None:
        """Choose a template as soon as they are read."""
        self._wanted = template.id

    def _show(self, templates: list[NoticeTemplate]) -> None:
        self._templates = {one.id: one for one in templates}
        kinds = self._service.kinds()
        offered = [(one.id, f"{one.name} · {kinds[one.kind].name.lower()}") for one in templates]
        self.choice.set_options([(0, tr("Une notice vide")), *offered])
        self.choice.setVisible(bool(templates))
        if self._wanted in self._templates:
            self.choice.set_value(self._wanted)
            self._choose(self._wanted)
        self._say()

    def _choose(self, value: object) -> None:
        self._say()
        self.chosen.emit(self._templates.get(int(str(value or 0))))

    def _say(self) -> None:
        template = self.template
        self.choice.set_hint(template.note if template is not None else "")
