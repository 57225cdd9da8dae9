"""The sidebar: whose library it is, the desks, who is here and when the library was last saved."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from cresi_app.core.i18n import tr, trn
from cresi_app.core.text import fold
from cresi_app.shell.doors import BackupState, PageEntry
from cresi_app.widgets.drawn import DrawnButton
from cresi_app.widgets.focusring import RING
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.paint import CENTRE, LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.pills import paint_avatar
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

WIDE, RAIL = 232, 68
ITEM, LOW_ITEM = 38, 30
"""Heights of a desk: where the window is too low for all of them, they draw together before they scroll."""


def paint_logo(painter: QPainter, rect: QRectF) -> None:
    """Draw the program's sign: a sun of three arcs rising over its line."""
    look = theme()
    ground, line = QColor(look.tokens["side_accent"]), QColor(look.tokens["side"])
    rounded(painter, rect, rect.width() * 0.28, ground)
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    unit = rect.width() / 36
    painter.setPen(QPen(line, 2.6 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    centre = QPointF(rect.center().x(), rect.y() + 26.5 * unit)
    for radius in (4.6, 9.6, 14.6):
        arc = QRectF(centre.x() - radius * unit, centre.y() - radius * unit, 2 * radius * unit, 2 * radius * unit)
        painter.drawArc(arc, 0, 180 * 16)
    painter.drawLine(
        QPointF(centre.x() - 13.4 * unit, centre.y() + unit), QPointF(centre.x() + 13.4 * unit, centre.y() + unit)
    )
    painter.restore()


class _Sign(QWidget):
    """Logo and the centre's two lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name, self._tagline, self._rail = "", "", False
        theme().changed.connect(self.updateGeometry)

    def set(self, name: str, tagline: str) -> None:
        """Say whose library it is."""
        self._name, self._tagline = name, tagline
        self.setToolTip("\n".join(filter(None, (name, tagline))))
        self.setAccessibleName(name)
        self.update()

    def set_rail(self, rail: bool) -> None:
        """Show the logo alone."""
        self._rail = rail
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 72 pixels of height."""
        return QSize(theme().px(RAIL), theme().px(72))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        look = theme()
        painter = smooth(QPainter(self))
        side = look.px(36)
        x = (self.width() - side) / 2 if self._rail else look.px(20)
        paint_logo(painter, QRectF(x, look.px(16), side, side))
        if not self._rail:
            left, width = look.px(67), self.width() - look.px(77)
            top = (
                QRect(left, look.px(15), width, look.px(20)) if self._tagline else QRect(left, look.px(16), width, side)
            )
            put_text(painter, top, self._name, look.font("secondary", weight=600), look.color("side_text"), LEFT)
            below = QRect(left, look.px(35), width, look.px(17))
            metrics = QFontMetrics(look.font("caption"))
            said = end_that_fits(self._tagline, lambda words: metrics.horizontalAdvance(words) <= width)
            put_text(painter, below, said, look.font("caption"), look.color("side_text2"), LEFT)
        painter.end()


_LINKS: Final = frozenset(
    {"de", "du", "des", "la", "le", "les", "et", "en", "a", "au", "aux", "pour", "of", "for", "the", "and", "in"}
)
"""Words, folded, that do not begin a name."""


def end_that_fits(text: str, fits: Callable[[str], bool]) -> str:
    """Return `text`, or the longest end of it that fits and follows a linking word; all of it again when none does.

    « Centre de ressources pour la solidarité internationale » → « Solidarité internationale ».
    """
    words = text.split()
    if not fits(text):
        for at in range(1, len(words)):
            end = " ".join(words[at:])
            end = end[:1].upper() + end[1:]
            if fold(words[at - 1]) in _LINKS and fold(words[at]) not in _LINKS and fits(end):
                return end
    return text


class NavButton(DrawnButton):
    """One desk: 38 high, its drawing and its word; on the rail the drawing alone, the name in the tooltip."""

    def __init__(self, entry: PageEntry, keys: str) -> None:
        super().__init__(height=ITEM, width=RAIL, least=48)
        self.entry = entry
        self._keys = keys
        self._rail = False
        self.badge = 0
        self.setCheckable(True)
        self.setProperty(RING, "side")
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        word = tr(self.entry.title)
        self.setText(word)
        waits = trn("{n} chose à traiter", "{n} choses à traiter", self.badge) if self.badge else ""
        self.setAccessibleName(", ".join(part for part in (word, waits) if part))
        named = f"{word} ({self._keys})" if self._keys else word
        self.setToolTip(" · ".join(part for part in (named, waits) if part))

    def set_badge(self, count: int) -> None:
        """Say how many things wait there; 0 shows nothing."""
        if count != self.badge:
            self.badge = count
            self.retranslate()
            self.update()

    def set_rail(self, rail: bool) -> None:
        """Show the drawing alone, or with its word."""
        self._rail = rail
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw ground, bar, drawing and word."""
        look = theme()
        inset = look.px(12)
        area = QRectF(inset, 0, self.width() - 2 * inset, self.height())
        on = self.isChecked()
        if on:
            rounded(painter, area, look.px(8), look.color("side_active"))
            bar = QRectF(-look.px(4), self.height() / 2 - look.px(10), look.px(8), look.px(20))
            rounded(painter, bar, look.px(4), look.color("side_accent"))
        elif self.hot:
            rounded(painter, area, look.px(8), look.color("side_hover"))
        ink = "side_accent" if on else "side_text2"
        x = self.width() / 2 if self._rail else look.px(33.5)
        put_pixmap(painter, look.pixmap(self.entry.icon, ink, 19), QPointF(x, self.height() / 2))
        if not self._rail:
            room = QRect(look.px(55), 0, self.width() - look.px(108 if self.badge else 72), self.height())
            font = look.font("body", weight=600 if on else 500)
            put_text(painter, room, self.text(), font, look.color("side_text"), LEFT)
        if self.badge:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        look = theme()
        ground = look.color("side_accent")
        if self._rail:
            dot = look.px(9)
            rounded(
                painter,
                QRectF(self.width() / 2 + look.px(5), look.px(6), dot, dot),
                dot / 2,
                ground,
                look.color("side"),
                1.5,
            )
            return
        font = look.font("caption", weight=600, tabular=True)
        words = str(self.badge) if self.badge < 100 else "99+"
        width = max(look.px(20), QFontMetrics(font).horizontalAdvance(words) + look.px(12))
        place = QRectF(self.width() - look.px(20) - width, (self.height() - look.px(20)) / 2, width, look.px(20))
        rounded(painter, place, place.height() / 2, ground)
        put_text(painter, place.toRect(), words, font, QColor(look.tokens["side"]), CENTRE)


class UserChip(DrawnButton):
    """Who is at the desk, and the state of the last verified backup; pressing it opens its menu."""

    def __init__(self) -> None:
        super().__init__(height=63, width=RAIL)
        self._name, self._state, self._icon, self._late, self._rail = "", "", "shield-check", False, False
        self.setProperty(RING, "side")
        self.setMenu(QMenu(self))

    def set_name(self, name: str) -> None:
        """Say who is here."""
        self._name = name
        self._say()

    def set_backup(self, words: str, *, late: bool) -> None:
        """Say when the library was last saved; `late` in amber with another drawing."""
        self._state, self._late = words, late
        self._icon = "shield-alert" if late else "shield-check"
        self._say()

    @property
    def state(self) -> str:
        """What is said of the last backup."""
        return self._state

    def set_rail(self, rail: bool) -> None:
        """Show the initials alone."""
        self._rail = rail
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw the line above, the initials, the two lines of words."""
        look = theme()
        if self.hot:
            painter.fillRect(self.rect(), look.color("side_hover"))
        painter.fillRect(0, 0, self.width(), 1, look.color("side_border"))
        side = look.px(34)
        x = (self.width() - side) / 2 if self._rail else look.px(18)
        paint_avatar(painter, QRectF(x, (self.height() - side) / 2 + 0.5, side, side), self._name or "?")
        if not self._rail:
            left, width = look.px(62), self.width() - look.px(70)
            name = QRect(left, look.px(13), width, look.px(19))
            put_text(painter, name, self._name, look.font("secondary", weight=600), look.color("side_text"), LEFT)
            ink = "side_accent" if self._late else "side_text2"
            put_pixmap(painter, look.pixmap(self._icon, ink, 14), QPointF(left + look.px(7), look.px(42)))
            state = QRect(left + look.px(20), look.px(33), width - look.px(20), look.px(18))
            put_text(painter, state, self._state, look.font("caption"), look.color(ink), LEFT)

    def _say(self) -> None:
        self.setAccessibleName(f"{self._name}. {self._state}")
        self.setToolTip(f"{self._name}\n{self._state}")
        self.update()


class Sidebar(QWidget):
    """The desks in their groups; `chosen` carries a page's key."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rail = False
        self._current = ""
        self.buttons: list[NavButton] = []
        self.sign = _Sign()
        self.user = UserChip()
        self._top = Column(spacing=2)
        self._foot = Column(spacing=2, margins=(0, 0, 0, 10))
        inside = QWidget()
        Column(self._top, None, self._foot, parent=inside)
        area = ScrollArea(inside)  # large text on a low screen
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        Column(self.sign, area, self.user, parent=self).setStretch(1, 1)
        self.setAccessibleName(tr("Pages"))
        self.restyle()
        theme().changed.connect(self.restyle)

    def set_entries(self, entries: Sequence[PageEntry]) -> None:
        """Offer these pages; Ctrl+1… open them in this order."""
        group = entries[0].group if entries else 0
        for number, entry in enumerate(one for one in entries if not one.hidden):
            button = NavButton(entry, f"Ctrl {number + 1}" if number < 9 else "")
            button.toggled.connect(partial(self._toggled, entry.key))
            button.set_rail(self._rail)
            self.buttons.append(button)
            if entry.bottom:
                self._foot.addWidget(button)
                continue
            if entry.group != group:
                self._top.add_space(12)
                group = entry.group
            self._top.addWidget(button)

    def set_current(self, key: str) -> None:
        """Mark the page in front."""
        self._current = key
        for button in self.buttons:
            button.setChecked(button.entry.key == key)

    def _toggled(self, key: str, on: bool) -> None:
        """Go where a button was pressed, by mouse, by keys or by a screen reader, which only knows how to toggle it."""
        if on and key != self._current:
            self.chosen.emit(key)
        elif not on and key == self._current:
            self.set_current(key)  # the page in front stays marked

    def set_badges(self, counts: Mapping[str, int]) -> None:
        """Say how many things wait on each page, by its key."""
        for button in self.buttons:
            button.set_badge(counts.get(button.entry.key, 0))

    def set_rail(self, rail: bool) -> None:
        """Become the narrow rail, or the wide bar."""
        self._rail = rail
        self.sign.set_rail(rail)
        self.user.set_rail(rail)
        for button in self.buttons:
            button.set_rail(rail)
        self.restyle()

    @property
    def rail(self) -> bool:
        """Whether it is the narrow rail."""
        return self._rail

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        for button in self.buttons:
            button.retranslate()

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedWidth(theme().px(RAIL if self._rail else WIDE))
        self._draw_together()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the desks together where the window is low."""
        super().resizeEvent(event)
        self._draw_together()

    def _draw_together(self) -> None:
        around = theme().px(72 + 63) + self._top.minimumSize().height() + self._foot.minimumSize().height()
        lower = sum(theme().px(ITEM) - button.minimumSizeHint().height() for button in self.buttons)
        height = ITEM if around + lower <= self.height() else LOW_ITEM
        for button in self.buttons:
            button.set_height(height)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("side"))
        painter.end()


def backup_words(state: BackupState, when: str) -> str:
    """Say a backup's state in a few words; `when` is its moment as people say it."""
    if state.at is None:
        return tr("Jamais sauvegardé")
    if not state.verified:
        return tr("Copie à vérifier, {when}", when=when)
    return tr("Sauvegardé {when}", when=when)
