"""The gauge card: how many training days of the year are committed, in a figure, in words and in blocks."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.i18n import C_, tr
from cresi_app.training.model import Gauge, Share, format_half_days
from cresi_app.widgets.buttons import IconButton
from cresi_app.widgets.card import Card
from cresi_app.widgets.gauges import paint_day
from cresi_app.widgets.labels import IconLabel, Label
from cresi_app.widgets.layouts import Column, Grid, Row
from cresi_app.widgets.paint import smooth
from cresi_app.widgets.theme import theme


class Blocks(QWidget):
    """One block a day, each half-day in its own state."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._halves: list[Share] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_gauge(self, gauge: Gauge) -> None:
        """Show a year's days."""
        self._halves = gauge.halves
        self.setAccessibleName(gauge.sentence)
        self.setToolTip(gauge.sentence)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a block and a little width."""
        return QSize(theme().px(240), theme().px(21))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the blocks; a day of two states is cut in the middle."""
        look = theme()
        painter = smooth(QPainter(self))
        days = [self._halves[index : index + 2] for index in range(0, len(self._halves), 2)]
        gap = look.px(7) if len(days) <= 20 and self.width() >= look.px(16) * len(days) else look.px(3)
        width = (self.width() - gap * (len(days) - 1)) / max(1, len(days))
        for index, day in enumerate(days):
            rect = QRectF(index * (width + gap), 0, width, self.height())
            for half, share in enumerate(dict.fromkeys(day) if len(set(day)) == 1 else day):
                painter.save()
                if len(set(day)) > 1:
                    painter.setClipRect(QRectF(rect.x() + half * width / 2, 0, width / 2, rect.height()))
                elif len(day) == 1:
                    painter.setClipRect(QRectF(rect.x(), 0, width / 2, rect.height()))
                paint_day(painter, rect, share, look.px(5))
                painter.restore()
        painter.end()


class Swatch(QWidget):
    """A small block of a state, for the legend."""

    def __init__(self, share: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedSize(theme().px(12), theme().px(12))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = smooth(QPainter(self))
        paint_day(painter, QRectF(self.rect()), self._share, theme().px(3.5))
        painter.end()


class GaugeCard(Card):
    """« 12 jours sur 14 engagés », the same in blocks, and what the blocks mean; a sentence when the quota is exceeded."""

    quota_asked = Signal()
    """Another quota is wanted."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=(20, 13), parent=parent)
        change = IconButton(tr("Changer le quota de l'année"), "pencil")
        change.clicked.connect(self.quota_asked)
        self._figure = Label("", "figure", "primary")
        self._headline = Label("", "strong")
        self._sentence = Label("", "secondary", "text2")
        self.blocks = Blocks()
        self._warning_icon = IconLabel("triangle-alert", "warning", 16)
        self._warning = Label("", "secondary", "warning", wrap=True)
        self._legend = QWidget()
        legend = Grid(across=14, down=3, parent=self._legend)
        for index, (share, word) in enumerate(
            (
                ("done", tr(C_("days", "Réalisé"))),
                ("confirmed", tr("Confirmé")),
                ("option", tr("Option")),
                ("free", tr("Libre")),
            )
        ):
            legend.addLayout(Row(Swatch(share), Label(word, "secondary", "text2"), spacing=6), index // 2, index % 2)
        words = Column(self._headline, self._sentence)
        row = Row(self._figure, words, 4, self.blocks, 4, self._legend, change, spacing=10)
        row.setStretch(3, 1)
        self.body.addLayout(row)
        self.body.addLayout(Row(self._warning_icon, self._warning, spacing=8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_gauge(Gauge(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the room to the blocks: the sentence says what they are."""
        super().resizeEvent(event)
        self._legend.setVisible(self.width() >= theme().px(860))

    def show_gauge(self, gauge: Gauge) -> None:
        """Show a year's days."""
        self._figure.setText(format_half_days(gauge.committed))
        self._headline.setText(gauge.headline)
        self._sentence.setText(gauge.sentence)
        self.blocks.show_gauge(gauge)
        self._warning.setText(gauge.warning)
        self._warning.setVisible(bool(gauge.warning))
        self._warning_icon.setVisible(bool(gauge.warning))
        self.setAccessibleName(f"{format_half_days(gauge.committed)} {gauge.headline}")
