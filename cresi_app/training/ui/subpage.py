"""What takes the year's place: a way back, a title, content that scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import BackButton
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.page import PageHead
from cresi_app.widgets.scroll import ScrollArea


class SubPage(QWidget):
    """A view of the page with « Formations » above its title."""

    left = Signal()

    def __init__(
        self,
        title: str,
        subtitle: str,
        content: QWidget,
        buttons: Sequence[QWidget] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.back = BackButton(tr("Formations"), above=True)
        self.back.setAccessibleName(tr("Retour aux formations"))
        self.back.clicked.connect(self.left)
        self.head = PageHead(title, subtitle, list(buttons))
        head = Row(self.head, margins=(0, 0, 8, 0))
        Column(
            Row(self.back, None), head, ScrollArea(content), spacing=8, margins=(24, 14, 16, 8), parent=self
        ).setStretch(2, 1)
