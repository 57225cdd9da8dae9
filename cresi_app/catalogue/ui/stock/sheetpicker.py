"""A sheet of labels as a small picture: the place the printing begins at is chosen with the mouse or the arrows."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.catalogue.model.stock import LabelFormat
from cresi_app.core.i18n import tr, trn
from cresi_app.widgets.announce import announce
from cresi_app.widgets.paint import plate, rounded, smooth
from cresi_app.widgets.theme import theme

_WIDE, _HIGH = 210.0, 297.0
_SHOWN_WIDE = 168.0


class SheetPicker(QWidget):
    """`chosen` carries the place of the first label, from 1. Filled places will be printed, the others are left as they are."""

    chosen = Signal(object)

    def __init__(self, sheet: LabelFormat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._start, self._count = sheet, 1, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.updateGeometry)
        self._say()

    @property
    def start(self) -> int:
        """The place of the first label, from 1."""
        return self._start

    def show_sheet(self, sheet: LabelFormat, start: int, count: int) -> None:
        """Show another format, where it begins, and how many labels there are."""
        self._sheet, self._count = sheet, count
        self._start = min(max(start, 1), sheet.per_sheet)
        self._say()
        self.update()

    def _say(self) -> None:
        sheets = self._sheet.sheets(self._count, self._start) if self._count else 0
        first = tr("Première étiquette : place {start} sur {places}", start=self._start, places=self._sheet.per_sheet)
        self.setAccessibleName(tr("{first}, {sheets}", first=first, sheets=trn("{n} planche", "{n} planches", sheets)))
        self.setToolTip(first)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return an A4 sheet, small."""
        return QSize(theme().px(_SHOWN_WIDE), theme().px(_SHOWN_WIDE * _HIGH / _WIDE))

    def _rect(self, place: int) -> QRectF:
        x, y = self._sheet.corner(place)
        scale = self.width() / _WIDE
        return QRectF(x * scale, y * scale, self._sheet.width / 100 * scale, self._sheet.height / 100 * scale)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the sheet and its labels."""
        look = theme()
        painter = smooth(QPainter(self))
        plate(painter, self.rect(), look.px(4), look.color("border_strong"))
        last = self._start + self._count - 1
        for place in range(self._sheet.per_sheet):
            box = self._rect(place).adjusted(0.7, 0.7, -0.7, -0.7)
            used = place + 1 < self._start
            ground = "surface3" if used else "primary" if place + 1 <= last else "surface2"
            rounded(painter, box, 1.5, look.color(ground), look.color("border"))
            if place + 1 == self._start:
                rounded(painter, box, 1.5, None, look.color("accent"))
                rounded(painter, box.adjusted(1, 1, -1, -1), 1.5, None, look.color("accent"))
        painter.end()

    def _choose(self, start: int) -> None:
        start = min(max(start, 1), self._sheet.per_sheet)
        if start != self._start:
            self._start = start
            self._say()
            announce(self, self.accessibleName())
            self.update()
            self.chosen.emit(start)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin at the label under the pointer."""
        for place in range(self._sheet.per_sheet):
            if self._rect(place).contains(event.position()):
                self._choose(place + 1)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move the beginning with the arrows, Home and End."""
        across = self._sheet.across
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -across, Qt.Key.Key_Down: across}
        key = Qt.Key(event.key())
        if key in steps:
            wanted = self._start + steps[key]
            self._choose(wanted if 1 <= wanted <= self._sheet.per_sheet else self._start)
        elif key == Qt.Key.Key_Home:
            self._choose(1)
        elif key == Qt.Key.Key_End:
            self._choose(self._sheet.per_sheet)
        else:
            super().keyPressEvent(event)
