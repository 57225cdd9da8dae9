"""What stands above every page: the example's banner and the cards of long works."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, IconLabel
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.notices import TaskCard
from cresi_app.widgets.tasks import Progress


class Banner(Pane):
    """A permanent line: the example library, or one that can only be read."""

    def __init__(self, text: str, act: str = "", run: Callable[[], object] | None = None) -> None:
        super().__init__("accent_soft", edges="b")
        self.button = Button(act, "link")
        self.button.setVisible(run is not None)
        self._run = run
        self.button.clicked.connect(self._do)
        self.label = ElidedLabel(text, "secondary", "accent")
        Row(
            IconLabel("info", "accent", 16),
            self.label,
            self.button,
            None,
            spacing=10,
            margins=(24, 4, 24, 4),
            parent=self,
        )

    def _do(self) -> None:
        if self._run is not None:
            self._run()


class LongWorks(QWidget):
    """Cards of the long works under way, shown when the line at the foot hands them over (`show_cards`)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._column: QVBoxLayout = Column(spacing=8, margins=(24, 12, 24, 0), parent=self)
        self._cards: dict[int, TaskCard] = {}
        desk.tasks.long_changed.connect(self._changed)
        self.setAccessibleName(tr("Travaux en cours"))
        self.hide()

    def cards(self) -> list[TaskCard]:
        """Return the cards shown."""
        return list(self._cards.values())

    def show_cards(self) -> None:
        """Show a card for each work under way that has none yet."""
        for progress in self._desk.tasks.long_works():
            if id(progress) not in self._cards:
                card = TaskCard(progress, self._cancel)
                self._cards[id(progress)] = card
                self._column.addWidget(card)
        self.setVisible(bool(self._cards))

    def _changed(self) -> None:
        under_way = {id(progress) for progress in self._desk.tasks.long_works()}
        for key in [key for key in self._cards if key not in under_way]:
            card = self._cards.pop(key)
            card.stop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.setVisible(bool(self._cards))

    def _cancel(self, progress: Progress) -> None:
        self._desk.tasks.cancel(progress)
