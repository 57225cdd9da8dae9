"""The land map that fills a desk: zoom by buttons, wheel and keys, dragging, a legend, Tab from place to place."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.land import MapView
from cresi_app.widgets.buttons import IconButton
from cresi_app.widgets.landmap import LandMap, Place, Shape
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.paint import LEFT, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

MOST = 12.0
STEP = 1.5


class ZoomButtons(QWidget):
    """Closer, farther, everything: one column on its own ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.closer = IconButton(tr("Agrandir la carte"), "plus", keys="+")
        self.farther = IconButton(tr("Réduire la carte"), "minus", keys="−")
        self.whole = IconButton(tr("Voir tous les lieux"), "maximize", keys="0")
        Column(self.closer, self.farther, self.whole, spacing=2, margins=(2, 2, 2, 2), parent=self)
        theme().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        painter = smooth(QPainter(self))
        rounded(painter, QRectF(self.rect()), theme().px(8), theme().color("surface"), theme().color("border"))
        painter.end()


def legend_box(legend: Sequence[tuple[Shape, str]], height: int) -> QRectF:
    """Return where the legend lies on a map of this height: its lower left corner."""
    look = theme()
    metrics = QFontMetrics(look.font("caption"))
    width = max((metrics.horizontalAdvance(word) for _, word in legend), default=0) + look.px(42)
    tall = look.px(20) * len(legend) + look.px(16)
    return QRectF(look.px(14), height - tall - look.px(14), width, tall)


def paint_legend(painter: QPainter, box: QRectF, legend: Sequence[tuple[Shape, str]]) -> None:
    """Draw what the marks mean."""
    look = theme()
    rounded(painter, box, look.px(8), look.color("surface"), look.color("border"))
    for row, (shape, word) in enumerate(legend):
        middle = box.y() + look.px(8) + look.px(20) * (row + 0.5)
        _paint_mark(painter, shape, QPointF(box.x() + look.px(16), middle))
        room = QRectF(box.x() + look.px(30), middle - look.px(10), box.width() - look.px(36), look.px(20))
        put_text(painter, room.toRect(), word, look.font("caption"), look.color("text"), LEFT)


def _paint_mark(painter: QPainter, shape: Shape, at: QPointF) -> None:
    look = theme()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color({"diamond": "accent", "square": "text"}.get(shape, "primary")))
    reach = 4.6 * look.scale
    if shape == "diamond":
        turned = [QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0)]
        painter.drawPolygon(QPolygonF([at + corner * 1.15 for corner in turned]))
    elif shape == "square":
        painter.drawRect(QRectF(at.x() - reach * 0.85, at.y() - reach * 0.85, reach * 1.7, reach * 1.7))
    else:
        painter.drawEllipse(at, reach, reach)


class ZoomMap(LandMap):
    """Land, places and their labels on as much room as there is."""

    opened = Signal(object)
    """The key of the place chosen when Enter is pressed."""
    reset = Signal()
    """Everything is shown again."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._zoom = 1.0
        self._centre = QPointF(0.5, 0.5)  # of the panel, in shares of the whole view
        self._legend: list[tuple[Shape, str]] = []
        self._made_for: MapView | None = None
        self._whole: MapView | None = None
        self._grabbed: QPointF | None = None
        self._dragged = False
        self.stops: list[PlaceStop] = []
        self._spots: dict[int, QPointF] | None = None
        self.buttons = ZoomButtons(self)
        self.buttons.closer.clicked.connect(lambda: self.zoom_by(STEP))
        self.buttons.farther.clicked.connect(lambda: self.zoom_by(1 / STEP))
        self.buttons.whole.clicked.connect(self.show_all)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(140)
        self._settle.timeout.connect(self._draw_finely)
        self.buttons.farther.setEnabled(False)

    # --- what is shown ---

    def set_legend(self, legend: Sequence[tuple[Shape, str]]) -> None:
        """Say what the marks mean."""
        self._legend = list(legend)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a desk's map."""
        return QSize(theme().px(796), theme().px(267))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never be squeezed below what can be read."""
        return QSize(theme().px(320), theme().px(250))

    @property
    def zoom(self) -> float:
        """How many times closer than the view of all places."""
        return self._zoom

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Come closer (beyond 1) or farther, keeping the point `around` where it is."""
        zoom = min(MOST, max(1.0, self._zoom * factor))
        if math.isclose(zoom, self._zoom):
            return
        at = around or QPointF(self.width() / 2, self.height() / 2)
        share = QPointF(at.x() / max(1, self.width()) - 0.5, at.y() / max(1, self.height()) - 0.5)
        self._centre += share * (1 / self._zoom - 1 / zoom)
        self._zoom = zoom
        self._moved()

    def show_all(self) -> None:
        """See all places again."""
        self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        self._moved()
        self.reset.emit()

    # --- the view ---

    def _projection(self) -> MapView:
        if self._view is None:
            if self._whole is None:
                self._whole = super()._projection()
            whole, zoom = self._whole, self._zoom
            wide, high = whole.width / whole.scale, whole.height / whole.scale
            half = 0.5 / zoom
            self._centre = QPointF(
                min(1 - half, max(half, self._centre.x())), min(1 - half, max(half, self._centre.y()))
            )
            self._view = replace(
                whole,
                scale=whole.scale * zoom,
                left=whole.left + wide * (self._centre.x() - half),
                bottom=whole.bottom + high * (1 - self._centre.y() - half),
            )
        return self._view

    def _moved(self) -> None:
        """Show another view: the land drawn for the last one is moved at once, and drawn finely soon."""
        self._view = None
        self._spots = None
        self.buttons.farther.setEnabled(self._zoom > 1.0)
        self.buttons.closer.setEnabled(self._zoom < MOST)
        self._settle.start()
        self._place_stops()
        self.update()

    def _land_path(self) -> QPainterPath:
        view = self._projection()
        if self._land is None:
            self._land, self._made_for = _path_for(view), view
        made = self._made_for
        if made is None or made == view:
            return self._land
        scale = view.scale / made.scale
        across = (made.left - view.left) * view.scale
        down = view.height - made.height * scale + (view.bottom - made.bottom) * view.scale
        return QTransform(scale, 0, 0, scale, across, down).map(self._land)

    def _draw_finely(self) -> None:
        self._land = None
        self.update()

    def _forget(self) -> None:
        self._whole = None
        self._made_for = None
        self._spots = None
        super()._forget()

    # --- discs pushed apart ---

    def _point(self, place: Place) -> QPointF:
        return self._spread().get(id(place)) or super()._point(place)

    def _spread(self) -> dict[int, QPointF]:
        """Return where marks wider than a dot stand: pushed apart until none covers another."""
        if self._spots is None:
            discs = [place for place in self._places if (place.size > 1 or place.group) and not place.home]
            spots = {id(place): super(ZoomMap, self)._point(place) for place in discs}
            radii = {id(place): theme().px(11) * place.size / 2 + 1.5 for place in discs}
            for _ in range(60 if len(discs) > 1 else 0):
                if not _push(list(spots), spots, radii):
                    break
            self._spots = spots
        return self._spots

    # --- drawing ---

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the map, then its legend."""
        super().paintEvent(event)
        if not self._legend:
            return
        painter = smooth(QPainter(self))
        paint_legend(painter, legend_box(self._legend, self.height()), self._legend)
        painter.end()

    def _kept_free(self) -> list[QRectF]:
        found = [QRectF(self.buttons.geometry())]
        return [*found, legend_box(self._legend, self.height())] if self._legend else found

    # --- hands ---

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the buttons in their corner."""
        super().resizeEvent(event)
        self.buttons.adjustSize()
        self.buttons.move(self.width() - self.buttons.width() - theme().px(14), theme().px(12))
        self._place_stops()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Come closer or farther around the pointer."""
        turned = event.angleDelta().y()
        if turned:
            self.zoom_by(STEP ** (turned / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to drag; a press without dragging chooses on release."""
        self._grabbed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag the land."""
        if self._grabbed is None:
            return
        step = event.position() - self._grabbed
        if self._dragged or step.manhattanLength() > theme().px(6):
            self._dragged = True
            self._grabbed = event.position()
            self._centre -= QPointF(step.x() / max(1, self.width()), step.y() / max(1, self.height())) / self._zoom
            self._moved()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the nearest place when nothing was dragged."""
        dragged, self._grabbed = self._dragged, None
        if not dragged:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """+ and − zoom, 0 shows all, Enter opens the place, arrows go from place to place."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_by(STEP)
        elif key in {Qt.Key.Key_Minus, Qt.Key.Key_Underscore}:
            self.zoom_by(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.show_all()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current is not None:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    # --- Tab from place to place ---

    def set_places(self, places: Sequence[Place], current: object = None) -> None:
        """Show these places; each that is not faint is a stop of Tab, in this order."""
        super().set_places(places, current)
        walked = [place for place in self._places if not place.home and not place.dim]
        while len(self.stops) < len(walked):
            self.stops.append(PlaceStop(self))
        for stop, place in zip(self.stops, walked, strict=False):
            stop.stand_for(place)
        for stop in self.stops[len(walked) :]:
            stop.hide()
        chain = [*self.stops[: len(walked)], self.buttons.closer, self.buttons.farther, self.buttons.whole]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if walked else Qt.FocusPolicy.StrongFocus)
        self._place_stops()

    def choose_from_stop(self, place: Place) -> None:
        """Choose the place that Tab came to."""
        if place.key != self._current:
            self._choose(place)

    def _place_stops(self) -> None:
        side = theme().px(26)
        for stop in self.stops:
            if stop.place is not None and not stop.isHidden():
                at = self._point(stop.place)
                x = min(max(0.0, at.x() - side / 2), max(0, self.width() - side))
                y = min(max(0.0, at.y() - side / 2), max(0, self.height() - side))
                stop.setGeometry(round(x), round(y), side, side)


def _path_for(view: MapView) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in view.outlines():
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
        path.closeSubpath()
    return path


def _push(keys: Sequence[int], spots: dict[int, QPointF], radii: dict[int, float]) -> bool:
    """Push every two discs that cover each other apart by half; say whether any was moved."""
    moved = False
    for place, one in enumerate(keys):
        for other in keys[place + 1 :]:
            away = spots[other] - spots[one]
            apart = math.hypot(away.x(), away.y())
            wanted = radii[one] + radii[other]
            if apart < wanted - 0.5:
                way = away / apart if apart > 0.01 else QPointF(1.0, 0.0)
                step = way * ((wanted - apart) / 2)
                spots[one], spots[other] = spots[one] - step, spots[other] + step
                moved = True
    return moved


class PlaceStop(QWidget):
    """A place as a stop of Tab and a name for assistive tools; the map draws it, and the mouse goes through it."""

    def __init__(self, lands: ZoomMap) -> None:
        super().__init__(lands)
        self._lands = lands
        self.place: Place | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def stand_for(self, place: Place) -> None:
        """Be this place."""
        self.place = place
        self.setAccessibleName(place.name)
        self.show()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the place when Tab comes to it."""
        super().focusInEvent(event)
        if self.place is not None and event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        }:
            self._lands.choose_from_stop(self.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open with Enter; the map knows the other keys."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.place is not None:
            self._lands.opened.emit(self.place.key)
        else:
            event.ignore()
