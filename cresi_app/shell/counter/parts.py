"""The counter's parts: everything at least 56 pixels high and 15 pixels of text, to be pressed with a finger and read standing."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button, Kind
from cresi_app.widgets.drawn import DrawnButton
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Tone
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.paint import LEFT, RIGHT, card_ground, put_pixmap, put_text, rounded
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

TARGET = 56
TILE = 188


class BigButton(Button):
    """A verb, 56 high."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 56 pixels of height and what the words need."""
        hint = super().sizeHint()
        return QSize(hint.width() + theme().px(20), theme().px(TARGET))

    def _font(self) -> QFont:
        return theme().font("kiosk_strong" if self.kind == "primary" else "kiosk_body")


LEAST_TILE = 168
"""Least height of a tile: its drawing, its title, two lines of detail."""
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class Tile(DrawnButton):
    """One thing to do: its drawing on a coloured ground, its words, a line of detail. 188 high."""

    def __init__(self, icon: str, category: int, title: str, detail: str = "") -> None:
        super().__init__(height=TILE, width=260, least=200)
        self._icon, self._category, self._title, self._detail = icon, category, title, detail
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)

    def set_detail(self, detail: str) -> None:
        """Say another line of detail."""
        self._detail = detail
        self.setAccessibleDescription(detail)
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give way on a low screen, never below the drawing and the words."""
        return QSize(theme().px(200), theme().px(LEAST_TILE))

    def wraps(self) -> bool:
        """Say whether the line of detail takes two."""
        room = self.width() - 2 * theme().px(25)
        return QFontMetrics(theme().font("kiosk_small")).horizontalAdvance(self._detail) > room

    def _tiles_wrap(self) -> bool:
        """Say whether a tile beside this one takes two lines: their drawings stand on one line."""
        around = self.parentWidget()
        return any(tile.wraps() for tile in (around.findChildren(Tile) if around is not None else [self]))

    def draw(self, painter: QPainter) -> None:
        """Draw card, drawing and words."""
        look = theme()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -look.px(2) - 0.5)
        card_ground(painter, area, look.px(20))
        if self.hot:
            rounded(painter, area, look.px(20), look.color("primary_soft2"), look.color("primary"))
        edge, side = look.px(25), look.px(60)
        left, width = edge, self.width() - 2 * edge
        content = side + look.px(14 + 30 + (44 if self._tiles_wrap() else 24))
        middle = (self.height() - look.px(2) - content) // 2
        top = min(edge, max(look.px(8), middle))  # a low tile keeps its words in its middle
        ground = QRectF(edge, top, side, side)
        able = self.isEnabled()
        rounded(painter, ground, look.px(14), look.category(self._category) if able else look.color("surface3"))
        drawing = look.pixmap(self._icon, look.on_category().name() if able else "text3", 30)
        put_pixmap(painter, drawing, ground.center())
        below = round(top + side + look.px(14))
        title = QRect(left, below, width, look.px(30))
        put_text(painter, title, self._title, look.font("kiosk_title"), look.color("text" if able else "text3"), LEFT)
        detail = QRect(left, below + look.px(30), width, look.px(24))
        font = look.font("kiosk_small")
        if self.wraps():
            painter.setFont(font)
            painter.setPen(look.color("text2"))
            painter.drawText(detail.adjusted(0, 0, 0, look.px(20)), int(_WRAPPED), self._detail)  # on two lines
        else:
            put_text(painter, detail, self._detail, font, look.color("text2"), LEFT)


class BigRow(DrawnButton):
    """A line of a list that is pressed: title, detail, a word at the right."""

    def __init__(self, title: str, detail: str = "", aside: str = "", tone: str = "text2") -> None:
        super().__init__(height=76)
        self._title, self._detail, self._aside = title, detail, aside
        self._ink = "text2" if tone == "neutral" else tone
        self.setAccessibleName(", ".join(filter(None, (title, detail, aside))))

    def draw(self, painter: QPainter) -> None:
        """Draw ground and words."""
        look = theme()
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pressed = self.hot
        rounded(
            painter,
            area,
            look.px(12),
            look.color("primary_soft2" if pressed else "surface"),
            look.color("primary" if pressed else "border"),
        )
        font = look.font("kiosk_small", weight=600)
        taken = QFontMetrics(font).horizontalAdvance(self._aside) + look.px(8) if self._aside else 0
        edge, right = look.px(20), self.width() - look.px(52)
        put_text(
            painter, QRect(right - taken, 0, taken, self.height()), self._aside, font, look.color(self._ink), RIGHT
        )
        put_pixmap(
            painter, look.pixmap("chevron-right", "text3", 22), QPointF(self.width() - look.px(26), self.height() / 2)
        )
        room = right - taken - edge - look.px(12)
        middle = self.height() // 2
        title = (
            QRect(edge, middle - look.px(27), room, look.px(28))
            if self._detail
            else QRect(edge, 0, room, self.height())
        )
        put_text(painter, title, self._title, look.font("kiosk_strong"), look.color("text"), LEFT)
        put_text(
            painter,
            QRect(edge, middle + look.px(2), room, look.px(24)),
            self._detail,
            look.font("kiosk_small"),
            look.color("text2"),
            LEFT,
        )


class BigInput(LineInput):
    """A line to write on, 56 high. Nothing can be dropped on it and it has no menu."""

    def __init__(self, name: str, *, secret: bool = False) -> None:
        super().__init__("kiosk")
        self.setAccessibleName(name)
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
            self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
        self.restyle()

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFont(theme().font("kiosk_body"))


class BigText(QPlainTextEdit):
    """Several lines to write on."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("look", "kiosk")
        self.setAccessibleName(name)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFont(theme().font("kiosk_body"))
        self.setFixedHeight(theme().px(112))


def labelled(label: str, editor: QWidget) -> QVBoxLayout:
    """Return an editor under its label, tied to it."""
    words = Label(label, "kiosk_strong")
    words.setBuddy(editor)
    return Column(words, editor, spacing=6)


_RING = 4
"""What a page leaves free at its left, for the ring around what has the keyboard."""
_BESIDE = 16
"""What it leaves free at its right; its scroll bar takes 10 of it when it shows, and nothing moves."""


class CounterPage(QWidget):
    """One thing done at the counter: a way back, a title, a sentence, and what is done below, in its own scroll."""

    left = Signal()

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        back = BigButton(tr("Retour à l'accueil"), "secondary", "arrow-left")
        back.clicked.connect(self.left)
        self.back = back
        self.heading = Label(title, "kiosk", wrap=True)
        self.subtitle = Label(subtitle, "kiosk_body", "text2", wrap=True)
        self.message = InlineMessage()
        self.message.hide()
        self.content = QWidget()
        self.body: QVBoxLayout = Column(spacing=12)
        # What is done scrolls with its title: on a low screen, in large text, the title alone would leave no room for it.
        inside = Column(self.heading, self.subtitle, 4, self.body, spacing=10, parent=self.content)
        inside.setStretch(3, 1)
        top = Row(back, None, margins=(_RING, 0, 0, 0))
        said = Row(self.message, margins=(_RING, 0, _BESIDE, 0))
        scroll = ScrollArea(self.content)
        scroll.verticalScrollBar().rangeChanged.connect(
            lambda _least, most: inside.set_margins((_RING, 4, _BESIDE - 10 if most else _BESIDE, 12))
        )
        inside.set_margins((_RING, 4, _BESIDE, 12))
        self._whole = Column(top, said, scroll, spacing=10, parent=self)
        self._whole.setStretch(2, 1)
        self.subtitle.setVisible(bool(subtitle))  # once it has its parent: before, it would be a window of its own
        self.setAccessibleName(title)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep wide margins where there is room for them."""
        super().resizeEvent(event)
        side = 120 if self.width() >= theme().px(1200) else 40
        self._whole.set_margins((side - _RING, 24, side - _BESIDE, 12))

    def say(self, text: str, tone: Tone = "warning") -> None:
        """Say a sentence above the page's content."""
        self.message.say(text, tone)
        self.message.show()

    def hush(self) -> None:
        """Say nothing more."""
        self.message.hide()

    def begin(self) -> None:
        """Take the keyboard."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)


def press(text: str, act: Callable[[], object], kind: Kind = "secondary", icon: str = "") -> BigButton:
    """Return a button that does `act`."""
    button = BigButton(text, kind, icon)
    button.clicked.connect(lambda _checked=False: act())
    return button
