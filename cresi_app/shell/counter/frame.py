"""What stands around the counter's pages: whose it is, the size of the text, the hour; what is kept, the languages, the team's door."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from cresi_app.core.i18n import language, tr
from cresi_app.shell.counter.doors import CounterFacts
from cresi_app.shell.counter.parts import TARGET, BigButton
from cresi_app.shell.sidebar import paint_logo
from cresi_app.widgets.card import Pane
from cresi_app.widgets.focusring import RING
from cresi_app.widgets.labels import ElidedLabel, IconLabel, Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.paint import CENTRE, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

SIZES = ((100, 14), (125, 18), (150, 24))
"""Zoom, and the size of the letter that chooses it."""
LANGUAGES = (("fr", "Français"), ("en", "English"))


class _Sign(QWidget):
    """The logo."""

    def __init__(self) -> None:
        super().__init__()
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedSize(theme().px(44), theme().px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = smooth(QPainter(self))
        paint_logo(painter, QRectF(self.rect()))
        painter.end()


class SizeButton(QPushButton):
    """An « A » of its size."""

    def __init__(self, zoom: int, size: int) -> None:
        super().__init__("A")
        self.zoom, self._size = zoom, size
        self.setCheckable(True)
        self.setProperty(RING, "side")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        self.setAccessibleName(tr("Texte à {zoom} %", zoom=self.zoom))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a target of 56 pixels."""
        return QSize(theme().px(TARGET), theme().px(TARGET))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the letter, on a lighter ground when it is chosen."""
        look = theme()
        painter = smooth(QPainter(self))
        if self.isChecked() or self.isDown():
            rounded(painter, QRectF(self.rect()).adjusted(4, 4, -4, -4), look.px(10), look.color("side_active"))
        font = look.font("kiosk_strong")
        font.setPixelSize(look.px(self._size))
        put_text(painter, self.rect(), "A", font, look.color("side_text"), CENTRE)
        painter.end()


class CounterBar(Pane):
    """80 pixels high, on the sidebar's ground."""

    sized = Signal(object)

    def __init__(self) -> None:
        super().__init__("side")
        self._name = ElidedLabel("", "kiosk_strong", "side_text")
        self._tagline = Label("", "kiosk_small", "side_text2", wrap=True)
        self._text = Label(tr("Texte"), "kiosk_small", "side_text2")
        self._time = Label("", "kiosk_small", "side_text")
        self.sizes = [SizeButton(zoom, size) for zoom, size in SIZES]
        for button in self.sizes:
            button.clicked.connect(lambda _checked=False, zoom=button.zoom: self.sized.emit(zoom))
        names = Column(None, self._name, self._tagline, None, spacing=0)
        row = Row(
            _Sign(),
            names,
            self._text,
            *self.sizes,
            16,
            self._time,
            spacing=10,
            margins=(40, 6, 40, 6),
            parent=self,
        )
        row.setStretch(1, 1)  # on two lines where the text is large
        self.show_zoom()

    def show_facts(self, facts: CounterFacts) -> None:
        """Say whose counter it is."""
        self._name.setText(facts.centre_name or tr("Centre de ressources"))
        self._tagline.setText(facts.centre_tagline)

    def show_zoom(self) -> None:
        """Mark the size in force."""
        for button in self.sizes:
            button.setChecked(button.zoom == theme().zoom)

    def tell_time(self, words: str) -> None:
        """Say day and hour."""
        self._time.setText(words)

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        self._text.setText(tr("Texte"))
        for button in self.sizes:
            button.retranslate()


_INSIDE = 21
"""What the last button leaves free beside its word, which stands under the edge of the page."""


class LanguageButton(BigButton):
    """A language by its own name; the one in force stands out by weight and colour."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "ghost")
        self.setCheckable(True)
        self.setAccessibleName(name)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Stay as it is: the language in force says which one is checked."""

    def _font(self) -> QFont:
        return theme().font("kiosk_strong" if self.isChecked() else "kiosk_body")

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        ground, line, ink = super()._colours()
        return ground, line, theme().color("primary") if self.isChecked() else ink


class CounterFoot(QWidget):
    """What is kept of a visit: nothing. The languages. The team's door."""

    language_chosen = Signal(object)
    team_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._privacy = Label("", "kiosk_small", "text2", wrap=True)
        self.languages = []
        for code, name in LANGUAGES:
            button = LanguageButton(name)
            button.clicked.connect(lambda _checked=False, code=code: self.language_chosen.emit(code))
            self.languages.append(button)
        self.team = BigButton("", "ghost", "lock")
        self.team.clicked.connect(self.team_asked)
        self._row = Row(
            IconLabel("shield-check", "success", 20),
            self._privacy,
            *self.languages,
            16,
            self.team,
            spacing=10,
            parent=self,
        )
        self._row.setStretch(1, 1)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep wide margins where there is room for them."""
        super().resizeEvent(event)
        side = 120 if self.width() >= theme().px(1200) else 40
        self._row.set_margins((side, 6, side - _INSIDE, 12))

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        self.team.setText(tr("Équipe"))
        self.team.setAccessibleName(tr("Équipe"))
        for button, (code, _) in zip(self.languages, LANGUAGES, strict=True):
            button.setChecked(code == language())
        self.warn("")

    def warn(self, words: str) -> None:
        """Say something in the place of the usual sentence; "" says that one again."""
        usual = tr("Vos recherches ne sont pas conservées. La session se ferme après 2 minutes sans activité.")
        self._privacy.setText(words or usual)
        self._privacy.set_ink("warning" if words else "text2")
