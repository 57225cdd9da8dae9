"""A value before and after, as two boxes."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cresi_app.core.i18n import tr
from cresi_app.shell.history.doors import BeforeAfter
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme


class ValuePair(QWidget):
    """Two boxes: before, struck through on the danger's soft ground, and after, in bold on the success's."""

    def __init__(self, value: BeforeAfter, names: tuple[str, str] | None = None) -> None:
        """`names` are what the boxes are called when not « avant » and « après »."""
        super().__init__()
        self._before, self._after = value.before or "—", value.after or "—"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        old, new = names or (tr("avant"), tr("après"))
        self.setAccessibleName(
            tr(
                "{name}, {old} : {before}, {new} : {after}",
                name=value.name, old=old, before=self._before, new=new, after=self._after,
            )
        )  # fmt: skip
        self.setToolTip(
            "\n".join(
                tr("{name} : {text}", name=name[:1].upper() + name[1:], text=text)
                for name, text in ((old, self._before), (new, self._after))
            )
        )
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
            font.setStrikeOut(old and text != "—")
            room = QRect(round(x) + look.px(10), 0, round(width) - look.px(18), self.height())
            put_text(painter, room, text, font, look.color(token), LEFT)
        arrow = QRectF(width, 0, gap, self.height())
        put_pixmap(painter, look.pixmap("arrow-right", "text2", 15), arrow.center())
        painter.end()


def named_pair(value: BeforeAfter, names: tuple[str, str] | None = None) -> QVBoxLayout:
    """Return a value's name with its two boxes close under it."""
    return Column(Label(value.name, "caption", "text2", wrap=True), ValuePair(value, names), spacing=3)
