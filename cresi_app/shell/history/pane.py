"""One act opened: its values before and after, what « Annuler » does, where the change came from."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.shell.history.doors import ActDetail, BeforeAfter
from cresi_app.shell.history.lines import acts
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider, Pane
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label, Overline
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.pills import Avatar
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme


class ValuePair(QWidget):
    """Two boxes: before, struck through on the danger's soft ground, and after, in bold on the success's."""

    def __init__(self, value: BeforeAfter) -> None:
        super().__init__()
        self._before, self._after = value.before or "–", value.after or "–"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            tr("{name}, avant : {before}, après : {after}", name=value.name, before=self._before, after=self._after)
        )
        self.setToolTip(tr("Avant : {before}\nAprès : {after}", before=self._before, after=self._after))
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 30 pixels of height."""
        return QSize(theme().px(220), theme().px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw boxes and arrow."""
        look = theme()
        painter = smooth(QPainter(self))
        gap = look.px(34)
        width = (self.width() - gap) / 2
        for x, token, text, old in ((0.0, "danger", self._before, True), (width + gap, "success", self._after, False)):
            box = QRectF(x, 0, width, self.height())
            rounded(painter, box, look.px(7), look.color(f"{token}_soft"), look.color(token) if look.contrast else None)
            font = QFont(look.font("secondary", weight=400 if old else 600, tabular=True))
            font.setStrikeOut(old and text != "–")
            room = QRect(round(x) + look.px(10), 0, round(width) - look.px(18), self.height())
            put_text(painter, room, text, font, look.color(token), LEFT)
        arrow = QRectF(width, 0, gap, self.height())
        put_pixmap(painter, look.pixmap("arrow-right", "text2", 15), arrow.center())
        painter.end()


class ActPane(Pane):
    """368 wide, its own scroll. `take_back`, `put_back` and `open_record` carry the line."""

    take_back = Signal(object)
    put_back = Signal(object)
    record_asked = Signal(object)
    closed = Signal()

    def __init__(self, *, writable: bool) -> None:
        super().__init__("surface", edges="l")
        self._writable = writable
        self.setAccessibleName(tr("Changement choisi"))
        inside = Pane("surface")
        self._column: QVBoxLayout = Column(spacing=10, margins=(20, 4, 18, 20), parent=inside)
        self.close_button = Button(tr("Retour"), "ghost", "chevron-left")
        self.close_button.clicked.connect(self.closed)
        self._number = Label("", "caption", "text2")
        head = Row(self.close_button, self._number, None, margins=(20, 12, 12, 2))
        self.detail: ActDetail | None = None
        self.act: Button | None = None
        frame = Column(head, ScrollArea(inside), parent=self)
        frame.setStretch(1, 1)
        self.show_detail(None)

    def show_detail(self, detail: ActDetail | None) -> None:
        """Show one act; None: that none is chosen."""
        self.detail, self.act = detail, None
        clear_layout(self._column)
        if detail is None:
            self._number.setText("")
            self._column.addWidget(
                Label(tr("Choisissez un changement pour voir ce qu'il a fait."), "secondary", "text2", wrap=True)
            )
            self._column.addStretch(1)
            return
        line = detail.line
        self._number.setText(tr("Changement {n}", n=line.seq))
        words = line.words[:1].upper() + line.words[1:]
        self._column.addWidget(Label(words, "detail", wrap=True))
        day = tr("{day} à {hour}", day=format_date(line.at.date()), hour=f"{line.at:%H:%M}")
        said = Label(tr("{who} · {when}", who=line.who, when=day), "secondary", "text2", wrap=True)
        self._column.addLayout(Row(Avatar(line.who, 24), said, spacing=9))
        self._buttons(detail)
        self._values(detail)
        if acts(line) and self._writable:
            self._section(tr("Ce que « Annuler » fera") if line.state != "undo" else tr("Ce que « Rétablir » fera"))
            for sentence in detail.will:
                row = Row(IconLabel("check", "success", 16), Label(sentence, "secondary", "text", wrap=True), spacing=9)
                row.setStretch(1, 1)
                self._column.addLayout(row)
        self._section(tr("D'où vient ce changement"))
        self._column.addLayout(_facts(detail.facts))
        if detail.locked:
            self._column.addWidget(Divider())
            row = Row(IconLabel("lock", "text2", 16), Label(detail.locked, "caption", "text2", wrap=True), spacing=9)
            row.setStretch(1, 1)
            self._column.addLayout(row)
        self._column.addStretch(1)

    def _buttons(self, detail: ActDetail) -> None:
        line = detail.line
        if acts(line) and self._writable:
            if detail.moved:
                self._conflict(detail)
            else:
                words = tr("Rétablir ce changement") if line.state == "undo" else tr("Annuler ce changement")
                self.act = Button(words, "primary", "redo-2" if line.state == "undo" else "undo-2")
                self.act.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                self.act.clicked.connect(lambda: self.take_back.emit(line))
                self._column.addWidget(self.act)
        if line.record is not None:
            show = Button(tr("Ouvrir la fiche"), "secondary", "external-link")
            show.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            show.clicked.connect(lambda: self.record_asked.emit(line))
            self._column.addWidget(show)

    def _conflict(self, detail: ActDetail) -> None:
        message = InlineMessage(tr("Un changement plus récent touche la même valeur. Laquelle garder ?"), "warning")
        self._column.addWidget(message)
        line = detail.line
        keep = Button(tr("Garder celle d'aujourd'hui"), "primary")
        keep.clicked.connect(self.closed)
        self.act = Button(tr("Remettre celle d'avant"), "secondary", "undo-2")
        self.act.clicked.connect(lambda: self.put_back.emit(line))
        for button in (keep, self.act):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._column.addWidget(button)

    def _values(self, detail: ActDetail) -> None:
        if not detail.values and not detail.more:
            return
        self._section(tr("Avant et après"))
        for value in detail.values:
            self._column.addWidget(Label(value.name, "caption", "text2"))
            self._column.addWidget(ValuePair(value))
            if value.now is not None:
                self._column.addWidget(
                    Label(tr("Aujourd'hui : {text}", text=value.now or "–"), "caption", "warning", wrap=True)
                )
        if detail.more:
            self._column.addWidget(
                Label(trn("et {n} ligne de plus", "et {n} lignes de plus", detail.more), "caption", "text2")
            )

    def _section(self, title: str) -> None:
        self._column.addWidget(Divider())
        self._column.addWidget(Overline(title))


def _facts(facts: Sequence[tuple[str, str]]) -> Grid:
    grid = Grid(across=14, down=6)
    for row, (name, words) in enumerate(facts):
        grid.addWidget(Label(name, "secondary", "text2"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(ElidedLabel(words, "secondary"), row, 1)
    grid.setColumnMinimumWidth(0, theme().px(70))
    grid.setColumnStretch(1, 1)
    return grid
