"""Promises and payments of a year as one bar: full what was paid, hatched what was promised and is not."""

from collections.abc import Sequence
from typing import Final

from cresi_app.cooperation.model.amounts import YearAmounts
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money, format_percent
from cresi_app.printing import drawing, fonts, style
from cresi_app.printing.charts import Fill, bar
from cresi_app.printing.flow import Figure

_YEAR: Final = style.style("bar year", fonts.FIGURES_BOLD, 8.6, 11)
_WORDS: Final = style.style("bar words", fonts.FIGURES, 8.6, 11)
_ROW: Final = 20.0


class PaidBars(Figure):
    """One line a year; a year without promise says « — » and keeps its line."""

    def __init__(self, years: Sequence[YearAmounts], width: float) -> None:
        self.years = list(years)
        told = " ; ".join(f"{one.year} : {said(one)}" for one in self.years)
        super().__init__(width, _ROW * len(self.years), tr("Barres à l'échelle. {years}.", years=told))

    def paint(self) -> None:
        """Draw years, bars, words."""
        most = max((one.shown for one in self.years), default=0) or 1
        left, room = 44.0, self.width * 0.5
        for place, one in enumerate(self.years):
            y = self.height - _ROW * (place + 1) + 5
            drawing.line(self.canv, (0, y + 1), str(one.year), _YEAR)
            paid = room * one.paid / most
            promised = room * (one.committed or 0) / most
            if promised > paid + 0.5:
                bar(self.canv, (left + paid, y - 0.6, promised - paid, 9.4), Fill.ASKED, step=2.6)
            if paid:
                bar(self.canv, (left, y - 0.6, paid, 9.4), Fill.SURE)
            drawing.line(self.canv, (left + room + 14, y + 1), said(one), _WORDS, upto=self.width - left - room - 14)


def said(one: YearAmounts) -> str:
    """« 45 000 € versés sur 45 000 € · 100 % », « — » without a promise."""
    if one.committed is None:
        if one.unconverted:
            return tr("{amounts}, sans taux", amounts=" ; ".join(format_money(money) for money in one.unconverted))
        return tr("{paid} versés, sans engagement", paid=format_money(Money(one.paid))) if one.paid else "—"
    return tr(
        "{paid} versés sur {committed} · {share}",
        paid=format_money(Money(one.paid)),
        committed=format_money(Money(one.committed)),
        share=format_percent(one.paid, one.committed),
    )
