"""« Échéancier »: instalments under each other with a line between, done, to do now, or later."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.views import InstalmentState, InstalmentView
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.paint import put_pixmap, smooth
from cresi_app.widgets.theme import theme

_STEP = 48
_DISC = 20


def amount_words(view: InstalmentView, currency: str) -> str:
    """Return « Acompte 1 · 9 000 € »."""
    return f"{view.instalment.label} · {format_money(Money(view.instalment.amount_minor, currency))}"


def detail_words(view: InstalmentView, currency: str) -> str:
    """Return the second line: the terms, the order's number, or why it waits."""
    parts = [view.instalment.terms]
    if view.state is InstalmentState.PAID:
        parts.append(tr("mandat {number}", number=view.order_number) if view.order_number else "")
    elif view.paid_minor:
        parts.append(tr("{paid} déjà versés", paid=format_money(Money(view.paid_minor, currency))))
    if view.state is not InstalmentState.PAID:
        parts.append(view.obstacle or view.notice)
    return " · ".join(part for part in parts if part)


class StepDisc(QWidget):
    """The disc of one step and its part of the line."""

    def __init__(self, state: InstalmentState, *, last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._last = state, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedWidth(theme().px(_DISC + 4))
        self.setMinimumHeight(theme().px(_STEP))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw line and disc."""
        look = theme()
        painter = smooth(QPainter(self))
        disc = QRectF(look.px(1), look.px(2), look.px(_DISC), look.px(_DISC))
        if not self._last:
            paid = self._state is InstalmentState.PAID
            pen = QPen(look.color("primary" if paid else "border_strong"), look.px(2))
            pen.setStyle(Qt.PenStyle.SolidLine if paid else Qt.PenStyle.DotLine)
            painter.setPen(pen)
            x = disc.center().x()
            painter.drawLine(QPointF(x, disc.bottom() + 1), QPointF(x, self.height()))
        tokens = {
            InstalmentState.PAID: ("primary", "primary"),
            InstalmentState.NEXT: ("warning_soft", "warning"),
            InstalmentState.LATER: ("surface", "border_strong"),
        }
        ground, line = tokens[self._state]
        painter.setBrush(look.color(ground))
        painter.setPen(QPen(look.color(line), look.px(2)))
        painter.drawEllipse(disc)
        if self._state is InstalmentState.PAID:
            put_pixmap(painter, look.pixmap("check", "on_primary", 12, 3), disc.center())
        elif self._state is InstalmentState.NEXT:
            painter.setBrush(look.color("warning"))
            painter.setPen(Qt.PenStyle.NoPen)
            inner = QRect(0, 0, look.px(8), look.px(8))
            inner.moveCenter(disc.center().toPoint())
            painter.drawEllipse(QRectF(inner))
        painter.end()


def step_row(view: InstalmentView, currency: str, *, last: bool) -> QWidget:
    """Return one step of the schedule."""
    holder = QWidget()
    waiting = view.state is InstalmentState.NEXT
    title = Label(amount_words(view, currency), "row", wrap=True)
    day = view.paid_on or view.instalment.due_on
    when = Label(format_date(day, "medium") if day else tr("sans date"), "caption", "warning" if waiting else "text2")
    detail = Label(
        detail_words(view, currency), "caption", "warning" if waiting and view.obstacle else "text2", wrap=True
    )
    words = Column(Row(title, None, when, spacing=8), detail, spacing=1)
    Row(StepDisc(view.state, last=last), words, spacing=10, parent=holder).setStretch(1, 1)
    state = {
        InstalmentState.PAID: tr("versé"),
        InstalmentState.NEXT: tr("à venir"),
        InstalmentState.LATER: tr("plus tard"),
    }
    holder.setAccessibleName(f"{title.text()}, {state[view.state]}, {when.text()}. {detail.text()}")
    return holder
