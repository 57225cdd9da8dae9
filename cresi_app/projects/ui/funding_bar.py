"""The funding plan as one bar to scale, drawn as on paper: names above, this request taller and named below."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.core import bars
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money, format_percent
from cresi_app.projects.model import CofundingPlan, FundingPart, Standing, funding_parts
from cresi_app.widgets.paint import CENTRE, LEFT, put_text, smooth
from cresi_app.widgets.theme import theme

_NAMES, _BAR, _TALLER, _BELOW = 40, 34, 5, 46


class FundingBar(QWidget):
    """Obtained full, asked hatched, unsaid empty, this request in the accent colour: never by colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[FundingPart] = ()
        self._currency = "EUR"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_plan(self, plan: CofundingPlan, currency: str) -> None:
        """Show a plan; nothing is drawn while no product is there."""
        self._parts, self._currency = funding_parts(plan), currency
        words = " ; ".join(tr("{name} : {value}", name=tr(part.words), value=self._value(part)) for part in self._parts)
        self.setAccessibleName(tr("Barre à l'échelle. {parts}.", parts=words) if words else tr("Aucun produit"))
        self.setToolTip(words)
        self.setVisible(bool(self._parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of names, bar and the request's name."""
        below = _BELOW if any(part.standing is Standing.REQUESTED for part in self._parts) else _TALLER
        return QSize(theme().px(320), theme().px(_NAMES + _BAR + below))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the parts, then their names."""
        painter = smooth(QPainter(self))
        spans = bars.spans([part.minor for part in self._parts], self.width(), gap=theme().px(2), least=theme().px(3))
        edge = 0.0
        for part, (left, right) in zip(self._parts, spans, strict=True):
            self._part(painter, part, left, right)
            if part.standing is Standing.REQUESTED:
                self._below(painter, part, (left + right) / 2)
            else:
                edge = self._above(painter, part, max(left, edge))
        painter.end()

    def _value(self, part: FundingPart) -> str:
        amount = format_money(Money(part.minor, self._currency))
        share = format_percent(part.share.numerator, part.share.denominator)
        return tr("{amount} ({share})", amount=amount, share=share)

    def _part(self, painter: QPainter, part: FundingPart, left: float, right: float) -> None:
        look = theme()
        asked = part.standing is Standing.REQUESTED
        more = look.px(_TALLER) if asked else 0
        box = QRectF(left, look.px(_NAMES) - more, right - left, look.px(_BAR) + 2 * more)
        if asked or part.standing is Standing.OBTAINED:
            painter.fillRect(box, look.color("accent_fill" if asked else "primary"))
            return
        painter.setPen(look.color("primary"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if part.standing is Standing.ASKED:
            self._hatch(painter, box)

    def _hatch(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        edge = QPainterPath()
        edge.addRect(box)
        painter.setClipPath(edge)
        x, step = box.left() - box.height(), theme().px(5)
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += step
        painter.restore()

    def _above(self, painter: QPainter, part: FundingPart, left: float) -> float:
        """Write a part's name over its left end; return where the next one may begin."""
        look = theme()
        name, value = tr(part.words), self._value(part)
        bold, plain = look.font("caption", weight=600), look.font("caption", tabular=True)
        width = max(QFontMetrics(bold).horizontalAdvance(name), QFontMetrics(plain).horizontalAdvance(value)) + 2
        x = round(max(0.0, min(left, self.width() - width)))
        put_text(painter, QRect(x, 0, width, look.px(17)), name, bold, look.color("text"), LEFT)
        put_text(painter, QRect(x, look.px(17), width, look.px(17)), value, plain, look.color("text2"), LEFT)
        return x + width + look.px(14)

    def _below(self, painter: QPainter, part: FundingPart, middle: float) -> None:
        look = theme()
        name, value = tr(part.words), self._value(part)
        bold, plain = look.font("caption", weight=600), look.font("caption", tabular=True)
        width = max(QFontMetrics(bold).horizontalAdvance(name), QFontMetrics(plain).horizontalAdvance(value)) + 4
        x = round(max(0.0, min(middle - width / 2, self.width() - width)))
        top = look.px(_NAMES + _BAR + _TALLER)
        painter.fillRect(QRectF(middle - 0.5, top, 1, look.px(5)), look.color("accent_fill"))
        put_text(painter, QRect(x, top + look.px(6), width, look.px(17)), name, bold, look.color("accent"), CENTRE)
        put_text(painter, QRect(x, top + look.px(23), width, look.px(17)), value, plain, look.color("text"), CENTRE)
