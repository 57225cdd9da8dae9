"""The control of one file laid out: the records and what their fields become, the dry run beside them or, in a narrow window, above them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.ui.dryruncard import DryRunCard
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

_BESIDE: Final = 960
"""Width in pixels of the look from which the dry run stands beside the records."""


class ImportRoom(QWidget):
    """Holds `above` (strip, message), the `records` in their scroll area, and the dry run, whose buttons never leave the view."""

    def __init__(self, above: Sequence[QWidget], records: Sequence[QWidget], dry: DryRunCard) -> None:
        super().__init__()
        self._dry = dry
        inside = QWidget()
        self._records = Column(*records, None, spacing=14, parent=inside)
        self._scroll = ScrollArea(inside, framed=True)
        self._both = Row(self._scroll, dry, spacing=14)
        self._both.setStretch(0, 1)
        self._pinned = Column()
        self._is_wide = True
        self._above = list(above)
        self._lines = Column(*above, self._both, self._pinned, spacing=14, parent=self)
        self._lines.setStretch(len(above), 1)
        theme().changed.connect(self._fit)

    def bring(self, part: QWidget) -> None:
        """Scroll a part into sight."""
        self._scroll.ensureWidgetVisible(part)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the dry run above the records where there is no room beside them, and what stands above them into what scrolls."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= theme().px(_BESIDE)
        if wide == self._is_wide:
            return
        self._is_wide = wide
        for place, part in enumerate(self._above):
            (self._lines if wide else self._records).insertWidget(place, part)
        if wide:
            self._both.addWidget(self._dry)
        else:
            self._records.insertWidget(len(self._above), self._dry)
            self._pinned.addWidget(self._dry.foot)
        self._dry.stand(beside=wide)
        for part in (*self._above, self._dry, self._dry.foot):
            _dress(part)


def _dress(part: QWidget) -> None:
    """Give a part that changed places the look in force: under a style sheet Qt gives it the fonts and colours of its first place again."""
    for one in (part, *part.findChildren(QWidget)):
        if callable(restyle := getattr(one, "restyle", None)):
            restyle()
