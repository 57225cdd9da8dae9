"""The tab « Présences »: one tap for each person and half-day."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cresi_app.core import clock
from cresi_app.core.dates import format_date, format_time
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.training.model import (
    ATTENDANCE_LABELS,
    ENDED,
    PART_LABELS,
    AttendanceStatus,
    PlaceStatus,
    SessionSheet,
    SessionStatus,
    SlotLine,
    name_order,
)
from cresi_app.training.ui.acts import name_of
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout
from cresi_app.widgets.paint import CENTRE, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

Mark = AttendanceStatus | None
_LOOK = {
    AttendanceStatus.PRESENT: ("success", "check"),
    AttendanceStatus.LATE: ("warning", "clock"),
    AttendanceStatus.ABSENT: ("danger", "x"),
}
_KEYS = {
    Qt.Key.Key_P: AttendanceStatus.PRESENT,
    Qt.Key.Key_R: AttendanceStatus.LATE,
    Qt.Key.Key_A: AttendanceStatus.ABSENT,
}
_NOTHING_NOTED = N_("Rien de noté")
_ORDER: tuple[Mark, ...] = (None, AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.ABSENT)


class MarkButton(QPushButton):
    """What one person did in one half-day: a press goes on to the next state; P, R, A and Suppr say it at once."""

    marked = Signal(object)
    """The state wanted, None to efface."""

    def __init__(self, who: str, when: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who, self._when = who, when
        self.mark: Mark = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._next)
        self.set_mark(None)
        theme().changed.connect(self.updateGeometry)

    def set_mark(self, mark: Mark) -> None:
        """Show a state."""
        self.mark = mark
        word = tr(ATTENDANCE_LABELS[mark]) if mark else tr(_NOTHING_NOTED)
        self.setAccessibleName(f"{self._who}, {self._when} : {word}")
        self.setToolTip(tr("{state} — P présent, R en retard, A absent, Suppr efface", state=word))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of the longest word."""
        return QSize(theme().px(108), theme().px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the letters of the states."""
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() in _KEYS:
            self.marked.emit(_KEYS[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.marked.emit(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the state: ground, drawing and word."""
        look = theme()
        painter = smooth(QPainter(self))
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ready = self.isEnabled()
        if self.mark is None:
            ground = look.color("surface3" if ready and self.underMouse() else "surface")
            rounded(painter, rect, look.px(8), ground, look.color("border"))
            put_text(painter, self.rect(), "—", look.font("button"), look.color("text3"), CENTRE)
        else:
            tone, icon = _LOOK[self.mark]
            # what can no longer be changed stays readable: without its ground
            rounded(painter, rect, look.px(8), look.color(f"{tone}_soft" if ready else "surface"))
            place = self.rect().adjusted(look.px(18), 0, 0, 0)
            used = put_text(
                painter, place, tr(ATTENDANCE_LABELS[self.mark]), look.font("button"), look.color(tone), CENTRE
            )
            at = QRectF(place).center()
            at.setX(at.x() - used / 2 - look.px(12))
            put_pixmap(painter, look.pixmap(icon, tone, 14, 2.4), at)
        painter.end()

    def _next(self) -> None:
        self.marked.emit(_ORDER[(_ORDER.index(self.mark) + 1) % len(_ORDER)])


class PresenceTab(QWidget):
    """Registered people by half-days."""

    marked = Signal(object)
    """{(place, slot): state or None}."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = Column(spacing=10, margins=(0, 0, 8, 12), parent=self)
        self._buttons: dict[tuple[int, int], MarkButton] = {}
        self._heads: dict[int, Label] = {}
        self._shape: object = None

    def show_sheet(self, sheet: SessionSheet) -> None:
        """Show a session's presence; the same people and half-days keep their buttons, and the keyboard."""
        people = sheet.places(PlaceStatus.REGISTERED)
        shape = (
            [(line.place.id, line.name) for _, line in people],
            [(line.slot.id, line.slot.version) for line in sheet.slots],
            sheet.session.status,
            clock.today(sheet.session.zone),
        )
        if shape != self._shape:
            self._shape = shape
            self._build(sheet)
        for mark, button in self._buttons.items():
            button.set_mark(sheet.attendance.get(mark))
        there = {AttendanceStatus.PRESENT, AttendanceStatus.LATE}
        for slot_id, label in self._heads.items():
            count = sum(state in there for (_, of_slot), state in sheet.attendance.items() if of_slot == slot_id)
            label.setText(trn("{n} présent", "{n} présents", count))

    def _build(self, sheet: SessionSheet) -> None:
        clear_layout(self._lines)
        self._buttons.clear()
        self._heads.clear()
        people = sorted(
            sheet.places(PlaceStatus.REGISTERED),
            key=lambda pair: (not pair[1].name, name_order(pair[1].family_name, pair[1].given_name)),
        )
        if not people:
            self._lines.addWidget(Label(tr("Personne n'est inscrit."), "body", "text2"))
            self._lines.addStretch(1)
            return
        card = Card(padding=(16, 14))
        grid = Grid(across=16, down=6)
        grid.setColumnStretch(0, 1)
        how = tr("Appuyez pour passer de présent à en retard, absent, rien. Au clavier : P, R, A, Suppr.")
        noted = any(_open(sheet, line) for line in sheet.slots)
        grid.addWidget(Label(how if noted else _why_not(sheet), "caption", "text2", wrap=True), 0, 0)
        for column, half_day in enumerate(sheet.slots, start=1):
            grid.addLayout(self._head(sheet, half_day), 0, column)
        for row, (booking, line) in enumerate(people, start=1):
            grid.addWidget(Divider(), 2 * row - 1, 0, 1, len(sheet.slots) + 1)
            words = Column(
                ElidedLabel(name_of(line), "row"), ElidedLabel(booking.organisation, "caption", "text2"), spacing=0
            )
            grid.addLayout(words, 2 * row, 0)
            for column, slot in enumerate(sheet.slots, start=1):
                grid.addWidget(self._button(sheet, (line.place.id, slot.slot.id), name_of(line), slot), 2 * row, column)
        card.body.addLayout(grid)
        self._lines.addWidget(card)
        self._lines.addStretch(1)

    def _head(self, sheet: SessionSheet, line: SlotLine) -> Column:
        slot = line.slot
        hours = tr("{starts} – {ends}", starts=format_time(slot.starts), ends=format_time(slot.ends))
        count = Label("", "caption_strong", "success")
        self._heads[slot.id] = count
        everybody = Button(tr("Tous présents"), "link")
        everybody.setAccessibleName(tr("Tous présents, {when}", when=slot_words(line)))
        everybody.clicked.connect(partial(self._everybody, slot.id))
        everybody.allow(_open(sheet, line), _why_not(sheet))
        if sheet.session.status is SessionStatus.CLOSED:
            everybody.hide()
        day = Label(format_date(slot.day, "weekday").capitalize(), "button")
        words = [day, Label(f"{tr(PART_LABELS[slot.part])}, {hours}", "caption", "text2"), count]
        for label in words:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)  # as the marks below
        return Column(*words, Row(None, everybody, None), spacing=1)

    def _button(self, sheet: SessionSheet, mark: tuple[int, int], name: str, line: SlotLine) -> MarkButton:
        button = MarkButton(name, slot_words(line))
        button.setEnabled(_open(sheet, line))
        button.marked.connect(self._marking(mark))
        self._buttons[mark] = button
        return button

    def _marking(self, mark: tuple[int, int]) -> Callable[[Mark], None]:
        def send(state: Mark) -> None:
            self._buttons[mark].set_mark(state)
            self.marked.emit({mark: state})

        return send

    def _everybody(self, slot_id: int) -> None:
        blank = [mark for mark, button in self._buttons.items() if mark[1] == slot_id and button.mark is None]
        if blank:
            self.marked.emit(dict.fromkeys(blank, AttendanceStatus.PRESENT))


def slot_words(line: SlotLine) -> str:
    """« jeudi 8 octobre, matin »."""
    return tr("{day}, {part}", day=format_date(line.slot.day, "weekday"), part=tr(PART_LABELS[line.slot.part]))


def _why_not(sheet: SessionSheet) -> str:
    if sheet.session.status is SessionStatus.CLOSED:
        return tr("La journée est close : la présence ne change plus.")
    if sheet.session.status in ENDED:
        return tr("Cette journée n'a pas eu lieu.")
    return tr("La présence se note à partir du jour même.")


def _open(sheet: SessionSheet, line: SlotLine) -> bool:
    ended = sheet.session.status in ENDED | {SessionStatus.CLOSED}
    return not ended and line.slot.day <= clock.today(sheet.session.zone)
