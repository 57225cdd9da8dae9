"""The map of the window: land alone, dots and diamonds with their labels; no border is ever drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.land import LANDMARK_PARALLELS, MapView, view_of, whole_world
from cresi_app.widgets.announce import announce
from cresi_app.widgets.paint import CENTRE, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

Shape = Literal["round", "diamond", "square"]
DIM = 0.35
"""How much of a dim place is seen."""


@dataclass(frozen=True, slots=True)
class Place:
    """A dot of the map, in degrees. `key` is handed back when it is chosen; `home` is where the routes start.

    Places of one `group` share its words as their label. `dim` places stay, faint, without a label. `size` multiplies the mark,
    `number` is written in it.
    """

    key: object
    name: str
    lon: float
    lat: float
    shape: Shape = "round"
    home: bool = False
    group: str = ""
    dim: bool = False
    size: float = 1.0
    number: str = ""


class LandMap(QWidget):
    """Places on the world's land. A text with the same places must stand beside it: the map is never the only way."""

    chosen = Signal(object)
    """The key of the place that was pressed, or chosen with Tab and Enter."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._places: list[Place] = []
        self._current: object = None
        self._land: QPainterPath | None = None
        self._view: MapView | None = None
        theme().changed.connect(self._forget)

    def set_places(self, places: Sequence[Place], current: object = None) -> None:
        """Show these places, `current` (a key) ringed, with a route from home to it."""
        self._places, self._current = list(places), current
        names = ", ".join(place.name for place in self._places if not place.home)
        self.setAccessibleDescription(names or tr("Aucun lieu"))
        self._forget()

    def set_current(self, key: object) -> None:
        """Ring another place."""
        self._current = key
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of a side card."""
        return QSize(theme().px(360), theme().px(190))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Stay readable."""
        return QSize(theme().px(180), theme().px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Project again."""
        super().resizeEvent(event)
        self._forget()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the nearest place within reach of the pointer."""
        near = [(self._distance(place, event.position()), place) for place in self._places if not place.home]
        near = [(distance, place) for distance, place in near if distance <= theme().px(16)]
        if near:
            self._choose(min(near, key=lambda pair: pair[0])[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go from place to place with ← →."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        places = [place for place in self._places if not place.home]
        if step is None or not places:
            super().keyPressEvent(event)
            return
        keys = [place.key for place in places]
        at = keys.index(self._current) + step if self._current in keys else 0
        self._choose(places[at % len(places)])

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw sea, land, the three parallels, route, dots, labels."""
        look = theme()
        painter = smooth(QPainter(self))
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), look.px(10), look.px(10))
        painter.setClipPath(frame)
        painter.fillRect(self.rect(), look.color("ocean"))
        view = self._projection()
        painter.setPen(QPen(look.color("border"), 1))
        for latitude in LANDMARK_PARALLELS:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in view.parallel(latitude)]))
        painter.fillPath(self._land_path(), look.color("land"))
        self._paint_route(painter)
        for place in self._places:
            self._paint_place(painter, place)
        self._paint_labels(painter)
        painter.end()

    def _projection(self) -> MapView:
        if self._view is None:
            points = [(place.lon, place.lat) for place in self._places]
            width, height = max(1, self.width()), max(1, self.height())
            if points:
                self._view = view_of(points, width, height, margin=12.0 if len(points) > 1 else 20.0, y_down=True)
            else:
                self._view = whole_world(width, height, y_down=True)
        return self._view

    def _land_path(self) -> QPainterPath:
        if self._land is None:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.OddEvenFill)
            for ring in self._projection().outlines():
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
                path.closeSubpath()
            self._land = path
        return self._land

    def _point(self, place: Place) -> QPointF:
        return QPointF(*self._projection().place(place.lon, place.lat))

    def _distance(self, place: Place, at: QPointF) -> float:
        offset = self._point(place) - at
        return float((offset.x() ** 2 + offset.y() ** 2) ** 0.5)

    def _paint_route(self, painter: QPainter) -> None:
        home = next((place for place in self._places if place.home), None)
        aim = next((place for place in self._places if place.key == self._current and not place.home), None)
        if home is None or aim is None:
            return
        start, end = self._point(home), self._point(aim)
        middle = (start + end) / 2
        span = end - start
        bow = QPointF(middle.x() + abs(span.y()) * 0.22, middle.y() - abs(span.x()) * 0.22)
        path = QPainterPath(start)
        path.quadTo(bow, end)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().color("accent"), 2 * theme().scale))
        painter.drawPath(path)

    def _paint_place(self, painter: QPainter, place: Place) -> None:
        look = theme()
        at = self._point(place)
        ink = look.color("text" if place.home else "accent" if place.shape == "diamond" else "primary")
        painter.setOpacity(DIM if place.dim else 1.0)
        painter.setPen(QPen(look.color("surface"), 1.6 * look.scale))
        painter.setBrush(ink)
        size = 11 * look.scale / 2 * place.size
        if place.shape == "diamond":
            reach = 12 * look.scale / 2 * place.size
            painter.drawPolygon(
                QPolygonF(
                    [at + QPointF(0, -reach), at + QPointF(reach, 0), at + QPointF(0, reach), at + QPointF(-reach, 0)]
                )
            )
        elif place.shape == "square" or place.home:
            painter.drawRect(QRectF(at.x() - size * 0.8, at.y() - size * 0.8, size * 1.6, size * 1.6))
        else:
            painter.drawEllipse(at, size, size)
        painter.setOpacity(1.0)
        if place.number:
            box = QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size)
            put_text(painter, box.toRect(), place.number, look.font("caption_strong"), look.color("on_primary"), CENTRE)
        if place.key == self._current and not place.home:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 2 * look.scale))
            painter.drawEllipse(at, size + look.px(4), size + look.px(4))

    def _paint_labels(self, painter: QPainter) -> None:
        look = theme()
        metrics = QFontMetrics(look.font("caption_strong", weight=600))
        reach = look.px(8)
        points = {id(place): self._point(place) for place in self._places}
        taken = [QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach) for at in points.values()]
        taken += self._kept_free()
        for place in self._labelled():
            at = points[id(place)]
            size = QSizeF(metrics.horizontalAdvance(self._words(place)) + look.px(12), look.px(20))
            others = [point for key, point in points.items() if key != id(place)]
            found = self._free_box(at, size, (taken, others), above=place.home)
            if found is not None:
                box, moved = found
                taken.append(box)
                if moved:
                    painter.setPen(QPen(look.color("text3"), 1))
                    leader = QLineF(at, _nearest(box, at))
                    dot = look.px(6) * place.size
                    if leader.length() > dot:
                        leader.setP1(leader.pointAt(dot / leader.length()))
                        painter.drawLine(leader)
                self._paint_label(painter, box, place)

    def _labelled(self) -> list[Place]:
        """Return the places that have a label, the chosen one first; of a group only one, unless another of it is chosen."""
        groups: set[str] = set()
        found = []
        for place in sorted(self._places, key=lambda one: one.key != self._current):
            if place.dim and place.key != self._current:
                continue
            if not place.group or place.group not in groups:
                found.append(place)
            if place.group:
                groups.add(place.group)
        return found

    def _words(self, place: Place) -> str:
        return place.name if place.key == self._current or not place.group else place.group

    def _kept_free(self) -> list[QRectF]:
        """Return the areas where no label may lie."""
        return []

    def _free_box(
        self, at: QPointF, size: QSizeF, full: tuple[Sequence[QRectF], Sequence[QPointF]], *, above: bool = False
    ) -> tuple[QRectF, bool] | None:
        """Return where a label has room near its dot, and whether it needs a leader; None when it has none at all.

        `full`: the areas that are taken, and the other dots, which no leader goes through. `above` tries over the dot
        first: routes leave home sideways.
        """
        look, inside = theme(), QRectF(self.rect())
        taken, others = full
        for distance in (10, 22, 36, 52):
            gap = look.px(distance)
            slant = gap * 0.8
            places = (
                (gap, -size.height() / 2), (-size.width() - gap, -size.height() / 2), (-size.width() / 2, gap),
                (-size.width() / 2, -size.height() - gap), (slant, slant * 0.5), (slant, -size.height() - slant * 0.5),
                (-size.width() - slant, slant * 0.5), (-size.width() - slant, -size.height() - slant * 0.5),
            )  # fmt: skip
            for dx, dy in (places[3], *places) if above else places:
                box = QRectF(at + QPointF(dx, dy), size)
                if not inside.contains(box) or any(box.intersects(other) for other in taken):
                    continue
                if distance > 10 and any(_passes(other, at, _nearest(box, at), look.px(7)) for other in others):
                    continue
                return box, distance > 10
        return None

    def _paint_label(self, painter: QPainter, box: QRectF, place: Place) -> None:
        look = theme()
        font = look.font("caption_strong", weight=600 if place.key == self._current else None)
        if place.key == self._current:
            rounded(painter, box, look.px(6), look.color("surface"), look.color("border"))
            put_text(painter, box.toRect(), self._words(place), font, look.color("text"), CENTRE)
            return
        halo = QPainterPath()
        metrics = QFontMetrics(font)
        baseline = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
        halo.addText(QPointF(box.x() + look.px(6), baseline), font, self._words(place))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(
                look.color("ocean"),
                3 * look.scale,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        painter.drawPath(halo)
        painter.fillPath(halo, look.color("text2"))

    def _choose(self, place: Place) -> None:
        self._current = place.key
        announce(self, place.name)
        self.update()
        self.chosen.emit(place.key)

    def _forget(self) -> None:
        self._land = None
        self._view = None
        self.update()


def _nearest(box: QRectF, at: QPointF) -> QPointF:
    """Return where the leader from a dot meets the words of its label."""
    inset = min(theme().px(4), box.width() / 2)
    return QPointF(max(box.left() + inset, min(at.x(), box.right() - inset)), max(box.top(), min(at.y(), box.bottom())))


def _passes(dot: QPointF, start: QPointF, end: QPointF, within: float) -> bool:
    """Say whether the line from `start` to `end` comes nearer to a dot than `within`; one that `start` lies on does not count."""
    along, away = end - start, dot - start
    if QPointF.dotProduct(away, away) < within * within:
        return False
    length = QPointF.dotProduct(along, along)
    share = max(0.0, min(1.0, QPointF.dotProduct(away, along) / length)) if length else 0.0
    off = dot - (start + along * share)
    return bool(QPointF.dotProduct(off, off) < within * within)
