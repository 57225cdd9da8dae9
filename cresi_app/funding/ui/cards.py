"""The two envelope cards at the head of the page: the figure, its bar, and each colour said in words."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.envelopes import YearFigures
from cresi_app.widgets.card import Card, IconTile
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Flow, Row
from cresi_app.widgets.paint import rounded, smooth
from cresi_app.widgets.theme import theme


class Swatch(QWidget):
    """A small square of a token's colour."""

    def __init__(self, token: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedSize(theme().px(11), theme().px(11))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = smooth(QPainter(self))
        line: QColor | None = theme().color("border_strong") if theme().contrast else None
        rounded(painter, QRectF(self.rect()), theme().px(3), token_colour(self._token), line)
        painter.end()


def token_colour(token: str) -> QColor:
    """Return the colour of a token; ``primary:40`` is that token at 40 % over the surface."""
    name, _, share = token.partition(":")
    return theme().color(name, int(share) / 100 if share else 1.0)


def legend(token: str, words: str) -> QWidget:
    """Return a colour with its words."""
    holder = QWidget()
    Row(Swatch(token), Label(words, "caption", "text2"), spacing=7, parent=holder)
    return holder


class EnvelopeBar(QWidget):
    """Parts of an envelope on a track; a token may carry its share of opacity. The words stand in the legend under it."""

    def __init__(self, height: float = 10, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._parts: Sequence[tuple[float, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_parts(self, parts: Sequence[tuple[float, str]], words: str) -> None:
        """Show other parts; `words` is what assistive tools say."""
        self._parts = parts
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its height and a little width."""
        return QSize(theme().px(60), theme().px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw track and parts with small gaps, the ends round."""
        painter, rect = smooth(QPainter(self)), QRectF(self.rect())
        look = theme()
        path = QPainterPath()
        path.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setClipPath(path)
        painter.fillRect(rect, look.color("surface3"))
        x = rect.x()
        for share, token in self._parts:
            width = rect.width() * max(0.0, min(1.0, share))
            painter.fillRect(QRectF(x, rect.y(), width, rect.height()), token_colour(token))
            x += width
            if 0 < x < rect.right():
                painter.fillRect(QRectF(x - look.px(1.5), rect.y(), look.px(1.5), rect.height()), look.color("surface"))
        painter.end()


class EnvelopeCard(Card):
    """One envelope: what it is, how much, what is left of it, the bar and its legend."""

    def __init__(self, icon: str, tone: str, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=(16, 12), parent=parent)
        self.name_label = Label("", "secondary", "text2", wrap=True)
        self.figure = Label("—", "figure")
        self.left = Label("", "row").set_tabular()
        self.left_caption = Label("", "caption", "text2")
        self.bar = EnvelopeBar(10)
        self._legend = Flow(gap=10, down=2)
        below = [Row(None, words, spacing=0) for words in (self.left, self.left_caption)]
        right = Column(None, *below, None, spacing=0)
        names = Column(self.name_label, self.figure, spacing=0)
        top = Row(IconTile(icon, tone), names, right, spacing=14)
        top.setStretch(1, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.bar)
        self.body.addLayout(self._legend)
        self.body.addStretch(1)  # beside a card with a longer legend, the figures stand level
        self.body.set_gap(7)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_low(self, *, low: bool) -> None:
        """Stand lower where there is little height, or as usual."""
        down = 6 if low else 12
        self.body.set_margins((16, down, 16, down + 3))
        self.body.set_gap(4 if low else 7)

    def show_envelope(
        self, name: str, figure: str, left: tuple[str, str], parts: Sequence[tuple[float, str, str]], note: str = ""
    ) -> None:
        """Show an envelope: `left` is (amount, words), `parts` are (share, token, words); a share of 0 stands in the legend only.

        `note` ends the legend.
        """
        self.name_label.setText(name)
        self.figure.setText(figure)
        self.left.setText(left[0])
        self.left_caption.setText(left[1])
        said = ", ".join(words for _, _, words in parts)
        self.bar.set_parts([(share, token) for share, token, _ in parts if share > 0], said)
        self._legend.clear()
        for _, token, words in parts:
            self._legend.addWidget(legend(token, words))
        if note:
            self._legend.addWidget(Label(note, "caption", "text3"))
        self.setAccessibleName(f"{name} : {figure}. {left[0]} {left[1]}. {said}" + (f". {note}" if note else ""))


def show_envelopes(budget: EnvelopeCard, grants: EnvelopeCard, figures: YearFigures) -> None:
    """Show a year: what its budget is shared out to, what the axes were voted."""
    whole = figures.budget or 1
    parts = [
        (figures.voted / whole, "primary", tr("Affecté {amount}", amount=_money(figures.voted))),
        (figures.reserved / whole, "accent_fill", tr("Réservé {amount}", amount=_money(figures.reserved))),
        (0.0, "surface3", tr("Libre")),
    ]
    left = (_money(figures.free), tr("libres") if figures.free >= 0 else tr("affectés de trop"))
    budget.show_envelope(tr("Budget de l'exercice"), _money(figures.budget), left, parts)
    voted = figures.voted or 1
    committed = figures.committed
    parts = [
        (figures.paid / voted, "primary", tr("Versé {amount}", amount=_money(figures.paid))),
        (max(0, committed - figures.paid) / voted, "primary:35", tr("Engagé {amount}", amount=_money(committed))),
    ]
    left = (_money(figures.left), tr("restent à engager"))
    asked = tr("hors {amount} demandés", amount=_money(figures.proposed)) if figures.proposed else ""
    grants.show_envelope(tr("Coopérations et subventions"), _money(figures.voted), left, parts, asked)


def _money(minor: int) -> str:
    return format_money(Money(minor))
