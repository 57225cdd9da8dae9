"""The page in front, as large as asked, and the bar above it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.paint import put_text
from cresi_app.widgets.theme import theme
from cresi_app.widgets.tokens import LIGHT

_NOTCHES: Final = (50, 75, 100, 125, 150, 200, 300)
"""Percent of the page's true size at 96 points an inch."""
_WHOLE: Final = 0
_AROUND: Final = 28
_ROOM: Final = (640, 560)
"""Widths in pixels of the look from which the bar says where one came from, what is shown."""
_GAP: Final = 6
_LONG: Final = 32
"""Letters of the way back; more are told by its tooltip."""


class SheetBar(QWidget):
    """Where one is, which page, how large. `turned` wants another page (−1, 1); `zoomed` a step (−1, 1, 0: whole page)."""

    turned = Signal(object)
    zoomed = Signal(object)
    left = Signal()
    """The way back was pressed."""

    def __init__(self, trail: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = before = ElidedLabel(
            "".join(f"{part}  ›  " for part in trail[:-2]).rstrip(), "secondary", "text2"
        )
        before.setVisible(len(trail) > 2)
        place = trail[-2] if len(trail) > 1 else ""
        self.record = Button(place if len(place) <= _LONG else f"{place[: _LONG - 1]}…", "link")
        self.record.setToolTip(place)
        self.record.setVisible(len(trail) > 1)
        self.record.setAccessibleName(tr("Fermer l'aperçu, retour à {place}", place=place))
        self.record.clicked.connect(self.left)
        apart = Label("›", "secondary", "text2")
        apart.setVisible(len(trail) > 1)
        self._here = here = ElidedLabel(trail[-1] if trail else "", "strong")
        self._apart, self._parts = apart, len(trail)
        self.back = IconButton(tr("Page précédente"), "chevron-up", keys="PgUp")
        self.on = IconButton(tr("Page suivante"), "chevron-down", keys="PgDown")
        self.count = Label("", "secondary").set_tabular()
        self.smaller = IconButton(tr("Réduire la page"), "zoom-out", keys="Ctrl+-")
        self.larger = IconButton(tr("Agrandir la page"), "zoom-in", keys="Ctrl++")
        self.whole = Button(tr("Page entière"), "ghost")
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self.smaller.clicked.connect(lambda: self.zoomed.emit(-1))
        self.larger.clicked.connect(lambda: self.zoomed.emit(1))
        self.whole.clicked.connect(lambda: self.zoomed.emit(0))
        Row(
            before, self.record, apart, here, None, self.back, self.count, self.on, 12, self.smaller, self.whole, self.larger,
            spacing=_GAP, margins=(20, 8, 12, 8), parent=self,
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give up what there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give up the words, the farthest first, then the size of the page (its keys stay): nothing is squeezed."""
        room = self.width() / theme().scale
        self._before.setVisible(self._parts > 2 and room >= _ROOM[0])
        self._here.setVisible(room >= _ROOM[1] or self._parts < 2)
        left = self.width() - theme().px(60) - sum(self._takes(one) for one in (self.back, self.count, self.on))
        for part in ((self.whole,), (self.smaller, self.larger), (self.record,)):
            left -= sum(self._takes(one) for one in part)
            for one in part:
                one.setVisible(left >= 0 and (one is not self.record or self._parts > 1))
        self._apart.setVisible(self.record.isVisibleTo(self) and self._here.isVisibleTo(self))

    @staticmethod
    def _takes(part: QWidget) -> int:
        return part.sizeHint().width() + theme().px(_GAP)

    def stops(self) -> list[QWidget]:
        """Return what Tab walks through, in order."""
        shown = [self.record] if self.record.isVisibleTo(self) else []
        return [*shown, self.back, self.on, self.smaller, self.whole, self.larger]

    def show_page(self, page: int, total: int) -> None:
        """Say which page of how many is in front."""
        self.count.setText(tr("{page} sur {total}", page=page + 1, total=total) if total else "")
        self.back.setEnabled(page > 0)
        self.on.setEnabled(page + 1 < total)
        self._fit()

    def show_zoom(self, percent: int) -> None:
        """Say how large the page is."""
        self.whole.setText(tr("Page entière") if percent == _WHOLE else tr("{percent} %", percent=percent))
        self._fit()
        self._fit()


class _Paper(QWidget):
    """The page itself: its picture, a light shadow, dimmed while another is made."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: QPixmap | None = None
        self.page = QSize()
        self.dimmed = False
        self.words = ""
        self.marks: Sequence[Sequence[QRectF]] = ()
        self.marked = -1

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it in the middle."""
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), look.color("surface3"))
        place = self.place()
        if not place.isEmpty():
            shadow = QColor(look.color("shadow"))
            for grow, alpha in ((3, 10), (2, 16), (1, 26)):
                shadow.setAlpha(alpha)
                painter.fillRect(place.adjusted(-grow, -grow + 1, grow, grow + 1), shadow)
            painter.fillRect(place, Qt.GlobalColor.white)
            if self.picture is not None:
                painter.drawPixmap(place, self.picture)
                self._paint_marks(painter, place)
            if self.dimmed:
                painter.fillRect(place, look.color("surface", 0.55))
        if self.words:
            put_text(
                painter, self.rect(), self.words, look.font("strong"), look.color("text"), Qt.AlignmentFlag.AlignCenter
            )

    def _paint_marks(self, painter: QPainter, place: QRect) -> None:
        """Mark what was searched as a pen would: the words stay under it; the one in front has a line around."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for boxes in self.marks:
            for box in boxes:
                painter.fillRect(self.on_page(box, place), QColor(LIGHT["mark"]))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if 0 <= self.marked < len(self.marks):
            painter.setPen(QPen(QColor(LIGHT["accent"]), 2))
            for box in self.marks[self.marked]:
                painter.drawRect(self.on_page(box, place))

    @staticmethod
    def on_page(box: QRectF, place: QRect) -> QRect:
        """Return where a part of the page (0–1) lies, a little larger than its letters."""
        return QRect(
            place.x() + round(box.x() * place.width()), place.y() + round(box.y() * place.height()),
            round(box.width() * place.width()), round(box.height() * place.height()),
        ).adjusted(-2, -2, 2, 2)  # fmt: skip

    def place(self) -> QRect:
        """Return where the page lies."""
        return QRect(
            max(0, (self.width() - self.page.width()) // 2),
            max(0, (self.height() - self.page.height()) // 2),
            self.page.width(),
            self.page.height(),
        )


class SheetView(QScrollArea):
    """Shows one page. `wanted(width)` asks for its picture that many points wide; `turned` another page by the wheel."""

    wanted = Signal(object)
    turned = Signal(object)
    zoom_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Page en cours"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_ring", "none")
        self.paper = _Paper()
        self.setWidget(self.paper)
        self.setWidgetResizable(True)
        self.size_in_points = (595.0, 842.0)
        self.zoom = _WHOLE
        theme().changed.connect(self.lay_out)

    def show_size(self, size: tuple[float, float]) -> None:
        """Make room for a page of that size, in points."""
        self.size_in_points = size
        self.lay_out()
        self.verticalScrollBar().setValue(0)

    def show_picture(self, image: QImage | None) -> None:
        """Show the page's picture, or say that there is none."""
        self.paper.picture = None if image is None else QPixmap.fromImage(image)
        self.paper.words = "" if image is not None else tr("Cette page ne peut pas être affichée ici.")
        self.paper.dimmed = False
        self.paper.update()

    def show_marks(self, marks: Sequence[Sequence[QRectF]], current: int = -1) -> None:
        """Mark parts of the page (each some boxes, 0–1), and bring the one in front into sight."""
        self.paper.marks, self.paper.marked = marks, current
        self.paper.update()
        if 0 <= current < len(marks) and marks[current]:
            at = self.paper.on_page(marks[current][0], self.paper.place()).center()
            self.ensureVisible(at.x(), at.y(), theme().px(60), theme().px(90))

    def wait(self, words: str = "") -> None:
        """Dim what is shown: it is being made again."""
        self.paper.dimmed, self.paper.words = True, words
        self.paper.update()

    def take_zoom(self, kept: object) -> None:
        """Begin at a notch of zoom that was kept; whatever is none leaves the whole page."""
        if kept in _NOTCHES:
            assert isinstance(kept, int)
            self.zoom = kept
            self.zoom_changed.emit(self.zoom)

    def step_zoom(self, steps: int) -> None:
        """Go to the next notch of zoom; 0 shows the whole page."""
        if steps == 0:
            self.zoom = _WHOLE
        else:
            now = self.paper.page.width() / max(self.size_in_points[0] * 96 / 72 * theme().scale, 1) * 100
            larger = [notch for notch in _NOTCHES if notch > now + 2]
            smaller = [notch for notch in _NOTCHES if notch < now - 2]
            self.zoom = (larger or _NOTCHES[-1:])[0] if steps > 0 else (smaller or _NOTCHES[:1])[-1]
        self.lay_out()
        self.zoom_changed.emit(self.zoom)

    def lay_out(self) -> None:
        """Give the page its size and ask for its picture."""
        wide, high = (max(side, 1.0) for side in self.size_in_points)
        if self.zoom == _WHOLE:
            room, around = self.viewport().size(), 2 * theme().px(_AROUND)
            scale = min((room.width() - around) / wide, (room.height() - around) / high)
        else:
            scale = self.zoom / 100 * 96 / 72 * theme().scale
        scale = max(scale, 0.05)
        self.paper.page = QSize(max(1, round(wide * scale)), max(1, round(high * scale)))
        around = theme().px(_AROUND) if self.zoom != _WHOLE else 0
        self.paper.setMinimumSize(self.paper.page.width() + around, self.paper.page.height() + around)
        self.paper.update()
        if self.isVisible():  # a picture that nobody sees is asked for when somebody does
            self.wanted.emit(round(self.paper.page.width() * self.devicePixelRatioF()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the picture of what changed out of sight: page, look, size."""
        super().showEvent(event)
        self.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the whole page again."""
        super().resizeEvent(event)
        if self.zoom == _WHOLE:
            self.lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll with the arrows; « Page suivante » is a page of the paper, not of the screen."""
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()
            return
        super().keyPressEvent(event)
