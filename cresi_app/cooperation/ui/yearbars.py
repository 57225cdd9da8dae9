"""Promises and payments year by year: one bar a year, the figure above it, « — » where nothing was promised."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.cooperation.model.amounts import SHOWN_YEARS, YearAmounts
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Row, hold
from cresi_app.widgets.paint import CENTRE, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

_HEIGHT = 128


def thousands(cents: int) -> str:
    """Return cents of euro as thousands of euros: « 48 », « 2,5 »."""
    value = (Decimal(cents) / 100_000).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return format_number(value.to_integral_value() if value == value.to_integral_value() else value)


def shown_years(years: Sequence[YearAmounts], year: int) -> list[YearAmounts]:
    """Return the eight years that end with `year`, or with the last one known when it comes later; gaps are years without promise."""
    by_year = {one.year: one for one in years}
    last = max([year, *by_year])
    return [by_year.get(at, YearAmounts(at)) for at in range(last - SHOWN_YEARS + 1, last + 1)]


class YearBars(QWidget):
    """What was paid is full, what was promised beyond it lighter; the figure stands above, in thousands of euros."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._years: list[YearAmounts] = []
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_years(self, years: Sequence[YearAmounts], current: int) -> None:
        """Show the years that end with `current`, which stands out."""
        self._years, self._current = shown_years(years, current), current
        self.setAccessibleName(tr("Engagements et versements par an"))
        self.setAccessibleDescription(" ; ".join(_spoken(one) for one in self._years))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its height."""
        return QSize(theme().px(320), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Keep the height."""
        return QSize(theme().px(220), theme().px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw bars, figures, years and the ground line."""
        if not self._years:
            return
        look = theme()
        painter = smooth(QPainter(self))
        ground, cell = self.height() - look.px(22), self.width() / len(self._years)
        most = max([one.shown for one in self._years if not one.is_empty] or [0]) or 1
        room = ground - look.px(20)
        for place, one in enumerate(self._years):
            now = one.year == self._current
            box = QRect(round(cell * place), 0, round(cell), 0)
            top = ground - look.px(3)
            if not one.is_empty and one.shown:
                width = min(cell * 0.66, look.px(28))
                left = cell * (place + 0.5) - width / 2
                tall = room * one.shown / most
                paid = room * min(one.paid, one.shown) / most
                top = round(ground - tall)
                rounded(painter, QRectF(left, ground - tall, width, tall), look.px(3), look.color("primary", 0.35))
                if paid:
                    rounded(painter, QRectF(left, ground - paid, width, paid), look.px(3), look.color("primary"))
            word = "—" if one.is_empty or not one.shown else thousands(one.shown)
            figure = QRect(box.x(), top - look.px(17), box.width(), look.px(16))
            font = look.font("caption", weight=600 if now else 400, tabular=True)
            put_text(painter, figure, word, font, look.color("text"), CENTRE)
            label = QRect(box.x(), ground + look.px(4), box.width(), look.px(16))
            put_text(painter, label, str(one.year), font, look.color("text" if now else "text2"), CENTRE)
        painter.fillRect(QRectF(0, ground, self.width(), 1), look.color("border"))
        painter.end()


def _spoken(one: YearAmounts) -> str:
    if one.is_empty:
        return tr("{year} : aucun engagement", year=one.year)
    return tr(
        "{year} : engagé {committed}, versé {paid}",
        year=one.year,
        committed=format_money(Money(one.committed)) if one.committed is not None else "—",
        paid=format_money(Money(one.paid)),
    )


class Legend(QWidget):
    """What the two shades of the bars mean."""

    def __init__(self) -> None:
        super().__init__()
        row = Row(spacing=5, parent=self)
        for share, word in ((1.0, tr("Versé")), (0.35, tr("Engagé"))):
            row.addWidget(_Swatch(share))
            row.addWidget(Label(word, "caption", "text2"))


class _Swatch(QWidget):
    """A small square of a shade."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        hold(self, width=11, height=11)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = smooth(QPainter(self))
        rounded(painter, QRectF(self.rect()), theme().px(3), theme().color("primary", self._share))
        painter.end()
