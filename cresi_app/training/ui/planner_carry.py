"""The planner on which things are moved: a session carried to another day by pointer or by keys, a request dropped onto one."""

from datetime import date
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.training.model import ENDED, HELD, SessionSummary
from cresi_app.training.ui.planner import YearPlanner, cell_rect
from cresi_app.training.ui.planner_model import day_at
from cresi_app.training.ui.planner_walk import target
from cresi_app.training.ui.requests import REQUEST_MIME
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.announce import announce
from cresi_app.widgets.paint import smooth
from cresi_app.widgets.theme import theme

SESSION_MIME: Final = "application/x-cresi-training-session"
FIXED: Final = ENDED | HELD
"""Sessions that took place, or will not, are not carried."""


class CarryingPlanner(YearPlanner):
    """The year planner with its sessions movable.

    By pointer: drag a booked day to another one; its session moves by as many days. By keys: M takes the session of the
    day up, arrows walk, Enter puts it down, Escape leaves it. The menu key offers the same. A request of the card beside
    can be dropped onto a day.
    """

    moved = Signal(object, object, object)
    """(session, the day it was taken from, the day it was put on)."""
    request_dropped = Signal(object, object)
    """(request's id, day)."""
    carrying = Signal(object)
    """What to say while something is carried; "" when nothing is."""
    sheet_asked = Signal(object)
    """The session whose page is wanted."""
    duplicate_asked = Signal(object)
    """The session to be made again."""
    created = Signal(object)
    """The day on which a session is wanted."""

    def __init__(self, *, single_letters: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(single_letters=single_letters, parent=parent)
        self._carried: tuple[SessionSummary, date] | None = None
        self._pressed: tuple[QPoint, SessionSummary, date] | None = None
        self._over: date | None = None
        self.setAccessibleDescription(
            tr(
                "Entrée ouvre le jour, N inscrit, M déplace sa journée avec les flèches, la touche Menu propose le reste."
            )
        )
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    # --- by keys ---

    @property
    def carried(self) -> SessionSummary | None:
        """The session that was taken up by keys."""
        return self._carried[0] if self._carried else None

    def take_up(self, session: SessionSummary | None = None) -> None:
        """Take up a session of the day chosen (the first that can be moved)."""
        day = self.day
        if day is None:
            return
        found = [one for one in self.sessions_at(day) if one.status not in FIXED]
        wanted = session or (found[0] if found else None)
        if wanted is None:
            self._say(tr("Aucune journée à déplacer ce jour-là."))
            return
        self._carried = (wanted, day)
        self._say(
            tr(
                "« {title} » : choisissez le nouveau jour avec les flèches, puis Entrée. Échap renonce.",
                title=wanted.title,
            )
        )
        self.viewport().update()

    def _say(self, words: str) -> None:
        self.carrying.emit(words)
        if words:
            announce(self, words)

    def _put_down(self, day: date) -> None:
        if self._carried is None:
            return
        (session, start), self._carried = self._carried, None
        self._say("")
        if day != start:
            self.moved.emit(session, start, day)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Carry, or walk as the planner does."""
        day = self.day
        if self._carried is not None and day is not None:
            if event.key() == Qt.Key.Key_Escape:
                self._carried = None
                self._say("")
                self.viewport().update()
                return
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._put_down(day)
                return
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            wanted = target(Qt.Key(event.key()), day, control=control)
            if wanted is not None:
                self._set_current(wanted)  # the card beside keeps showing what is carried
                announce(self, format_date(wanted, "full"))
            return
        if event.key() == Qt.Key.Key_M and self.single_letters and not event.modifiers():
            self.take_up()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what can be done on the day: by the right button, or the menu key."""
        day = self.day
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            day = day_at(self.year, index.row(), index.column()) if index.isValid() else None
            if day is not None:
                self.choose(day)
        if day is None:
            return
        menu = QMenu(self)
        fill_menu(menu, self.day_actions(day))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where = self._rect_of(day).bottomLeft().toPoint()
        menu.popup(self.viewport().mapToGlobal(where))

    def day_actions(self, day: date) -> list[Action]:
        """Return what can be done on a day."""
        found: list[Action] = []
        for session in self.sessions_at(day):
            found += self._session_actions(session)
        words = tr("Créer une journée ce jour-là")
        return [*found, Action("training.day.new", words, lambda: self.created.emit(day), icon="calendar-plus")]

    def _session_actions(self, session: SessionSummary) -> list[Action]:
        title = session.title
        opening = Action(
            "training.day.open",
            tr("Ouvrir « {title} »", title=title),
            lambda: self.sheet_asked.emit(session),
            icon="calendar-days",
        )
        moving = Action(
            "training.day.move",
            tr("Déplacer « {title} »", title=title),
            lambda: self.take_up(session),
            icon="calendar-range",
        )
        again = Action(
            "training.day.again",
            tr("Reprendre « {title} » à une autre date…", title=title),
            lambda: self.duplicate_asked.emit(session),
            icon="copy",
        )
        return [opening, again] if session.status in FIXED else [opening, moving, again]

    # --- by pointer ---

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the day, and be ready to carry its session."""
        super().mousePressEvent(event)
        day = self._day_under(event.position().toPoint())
        found = [one for one in self.sessions_at(day) if one.status not in FIXED] if day is not None else []
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (event.position().toPoint(), found[0], day) if found and day is not None and left else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Carry the session once the pointer has really moved."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        start, session, day = self._pressed
        if (event.position().toPoint() - start).manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed = None
        drag, data = QDrag(self), QMimeData()
        data.setData(SESSION_MIME, f"{session.id} {day.isoformat()}".encode())
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.MoveAction)
        self._hover(None)

    def _day_under(self, point: QPoint) -> date | None:
        index = self.indexAt(point)
        return day_at(self.year, index.row(), index.column()) if index.isValid() else None

    def _hover(self, day: date | None) -> None:
        if day != self._over:
            self._over = day
            self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take sessions and requests."""
        if event.mimeData().hasFormat(SESSION_MIME) or event.mimeData().hasFormat(REQUEST_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Show the day it would go to."""
        day = self._day_under(event.position().toPoint())
        self._hover(day)
        if day is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the day."""
        super().dragLeaveEvent(event)
        self._hover(None)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Move the session, or place the request."""
        day, data = self._day_under(event.position().toPoint()), event.mimeData()
        self._hover(None)
        if day is None:
            event.ignore()
            return
        event.acceptProposedAction()
        if data.hasFormat(REQUEST_MIME):
            self.request_dropped.emit(int(bytes(data.data(REQUEST_MIME).data())), day)
            return
        written, _, start = bytes(data.data(SESSION_MIME).data()).decode().partition(" ")
        first = date.fromisoformat(start)
        session = next((one for one in self.sessions_at(first) if one.id == int(written)), None)
        if session is not None and first != day:
            self.moved.emit(session, first, day)

    # --- what is shown of it ---

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the year, then where a thing that is carried would go."""
        super().paintEvent(event)
        day = self._over or (self.day if self._carried else None)
        if day is None or day.year != self.year:
            return
        look = theme()
        painter = smooth(QPainter(self.viewport()))
        painter.setPen(QPen(look.color("accent"), 2.2 * look.scale, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell_rect(self._rect_of(day)).adjusted(-2, -2, 2, 2), look.px(6), look.px(6))
        painter.end()
