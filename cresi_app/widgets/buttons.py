"""Buttons: the five kinds, the icon alone, the segmented choice."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.money import format_number
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

Kind = Literal["primary", "secondary", "ghost", "link", "danger", "danger_filled"]


class Button(QPushButton):
    """A verb. One `primary` a page; `danger_filled` only inside the confirmation of an irreversible act."""

    def __init__(self, text: str, kind: Kind = "secondary", icon: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._kind: Kind = kind
        self._icon = icon
        self._hover = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        theme().changed.connect(self.restyle)

    @property
    def kind(self) -> Kind:
        """The kind in force."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Become a button of another kind."""
        self._kind = kind
        self.restyle()

    def set_icon(self, name: str) -> None:
        """Show another drawing before the word; "" for none."""
        self._icon = name
        self.restyle()

    def allow(self, allowed: bool, why_not: str = "") -> None:
        """Enable or disable; a disabled button says why in its tooltip and to assistive tools."""
        self.setEnabled(allowed)
        self.setToolTip("" if allowed else why_not)
        self.setAccessibleDescription("" if allowed else why_not)

    def restyle(self) -> None:
        """Take the look in force."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 34 pixels of height (a link 26) and what the words need."""
        look = theme()
        width = QFontMetrics(self._font()).horizontalAdvance(self.text()) + 2 * look.px(self._padding())
        if self._icon:
            width += look.px(16) + look.px(8)
        if self.menu() is not None:
            width += look.px(20)
        return QSize(width + 2, look.px(26 if self._kind == "link" else 34))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never shrink below the words."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show the hover state."""
        self._hover = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the hover state."""
        self._hover = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground, icon and word."""
        look = theme()
        painter = smooth(QPainter(self))
        ground, line, ink = self._colours()
        if ground is not None or line is not None:
            rounded(painter, QRectF(self.rect()), look.px(8), ground, line)
        font = self._font()
        words = QFontMetrics(font).horizontalAdvance(self.text())
        icon, gap, arrow = look.px(16), look.px(8), look.px(20) if self.menu() is not None else 0
        content = words + (icon + gap if self._icon else 0) + arrow
        x = max(look.px(4), (self.width() - content) / 2) if self._kind != "link" else look.px(self._inset)
        if self._icon:
            put_pixmap(painter, look.pixmap(self._icon, ink.name(), 16), QPointF(x + icon / 2, self.height() / 2))
            x += icon + gap
        rect = QRect(round(x), 0, min(words + 2, round(self.width() - x)), self.height())
        put_text(painter, rect, self.text(), font, ink, LEFT)
        if arrow:
            at = QPointF(x + words + arrow / 2 + look.px(2), self.height() / 2)
            put_pixmap(painter, look.pixmap("chevron-down", ink.name(), 14), at)
        painter.end()

    _inset = 0.0

    def _padding(self) -> float:
        return {"link": 0.0, "ghost": 10.0}.get(self._kind, 14.0)

    def _font(self) -> QFont:
        return theme().font("button", weight=600 if self._kind in {"primary", "danger_filled"} else None)

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        look = theme()
        if not self.isEnabled():
            filled = self._kind not in {"ghost", "link"}
            ground = look.color("surface3") if filled else None
            return ground, look.color("border") if filled else None, look.color("text3")
        step = "_press" if self.isDown() else "_hover" if self._hover else ""
        hover = look.color("surface3") if step else None
        match self._kind:
            case "primary":
                return look.color(f"primary{step}"), None, look.color("on_primary")
            case "secondary":
                line = look.color("border_strong", 1.0 if look.contrast else 0.45)
                return (
                    look.color("surface3" if step == "_press" else "surface2" if step else "surface"),
                    line,
                    look.color("text"),
                )
            case "ghost":
                return hover, None, look.color("text" if step else "text2")
            case "link":
                return None, None, look.color(f"primary{step}")
            case "danger":
                return look.color("danger_soft" if step else "surface"), look.color("danger"), look.color("danger")
            case "danger_filled":
                return look.color("danger"), None, look.color("surface")


class BackButton(Button):
    """« ‹ Retour », or « ‹ » and where one goes back to; its drawing stands over what is below it, as that of a link does.

    `above`: it stands alone above a page's title, without a ground, and its drawing begins where the title does.
    """

    def __init__(self, text: str = "", *, above: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text or tr("Retour"), "link" if above else "ghost", "chevron-left", parent=parent)
        self._inset = -5.0 if above else 0.0

    def _padding(self) -> float:
        return 0.0 if self._kind == "link" else 7.0

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        ground, line, ink = super()._colours()
        if self._kind == "link" and self.isEnabled():
            ink = theme().color("text" if self._hover or self.isDown() else "text2")
        return ground, line, ink


class IconButton(QToolButton):
    """A drawing alone, 32 × 32; its name is its tooltip and what assistive tools say."""

    def __init__(
        self, name: str, icon: str, *, keys: str = "", checkable: bool = False, parent: QWidget | None = None
    ) -> None:
        """`name` is the sentence; `keys` is the shortcut as people read it."""
        super().__init__(parent)
        self._icon = icon
        self._ink = "text2"
        self._hover = False
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_name(name, keys)
        self.restyle()
        theme().changed.connect(self.restyle)

    def set_name(self, name: str, keys: str = "") -> None:
        """Say another name."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)

    def set_icon(self, icon: str, ink: str = "text2") -> None:
        """Show another drawing, or another colour."""
        self._icon, self._ink = icon, ink
        self.update()

    def restyle(self) -> None:
        """Take the look in force."""
        self.setFixedSize(theme().px(32), theme().px(32))
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show the hover state."""
        self._hover = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the hover state."""
        self._hover = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground and drawing."""
        look = theme()
        painter = smooth(QPainter(self))
        if self.isChecked():
            line = look.color("primary") if look.contrast else None
            rounded(painter, QRectF(self.rect()), look.px(8), look.color("primary_soft"), line)
        elif self.isEnabled() and (self._hover or self.isDown()):
            rounded(painter, QRectF(self.rect()), look.px(8), look.color("surface3"))
        ink = "primary" if self.isChecked() else self._ink
        if not self.isEnabled():
            painter.setOpacity(0.45)
        put_pixmap(painter, look.pixmap(self._icon, ink, 18), QPointF(self.width() / 2, self.height() / 2))
        painter.end()


class Segmented(QWidget):
    """One choice of a few, side by side: one tab stop, ← → moves. `options` are (key, word) or (key, word, count)."""

    chosen = Signal(object)

    def __init__(
        self, name: str, options: Sequence[tuple[str, str] | tuple[str, str, int]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._options: list[tuple[str, str, int | None]] = []
        self._current = ""
        self.set_options(options)
        theme().changed.connect(self.restyle)

    @property
    def current(self) -> str:
        """The key of the chosen part."""
        return self._current

    def set_options(self, options: Sequence[tuple[str, str] | tuple[str, str, int]]) -> None:
        """Show other parts or counts; the choice is kept when its key is still there."""
        self._options = [(o[0], o[1], o[2] if len(o) == 3 else None) for o in options]
        keys = [key for key, _, _ in self._options]
        if self._current not in keys:
            self._current = keys[0] if keys else ""
        self._describe()
        self.restyle()

    def set_current(self, key: str) -> None:
        """Choose a part; `chosen` is emitted when it was another one."""
        if key != self._current:
            self._current = key
            self._describe()
            self.update()
            self.chosen.emit(key)

    def restyle(self) -> None:
        """Take the look in force."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what the words need."""
        look = theme()
        return QSize(sum(self._widths()) + 2 * look.px(3), look.px(34))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never shrink below the words."""
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the part under the pointer."""
        for (key, _, _), rect in zip(self._options, self._parts(), strict=True):
            if rect.contains(event.position()):
                self.set_current(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move the choice with the arrows."""
        keys = [key for key, _, _ in self._options]
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not keys:
            super().keyPressEvent(event)
            return
        self.set_current(keys[(keys.index(self._current) + step) % len(keys)])

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the track, the chosen part and the words."""
        look = theme()
        painter = smooth(QPainter(self))
        rounded(painter, QRectF(self.rect()), look.px(9), look.color("surface3"), look.color("border"))
        for (key, word, count), rect in zip(self._options, self._parts(), strict=True):
            on = key == self._current
            if on:
                rounded(painter, rect, look.px(7), look.color("surface"), look.color("border_strong", 0.45))
            font = look.font("button", weight=600 if on else 500)
            words = QFontMetrics(font).horizontalAdvance(word)
            number = "" if count is None else format_number(count)
            counted = QFontMetrics(look.font("secondary")).horizontalAdvance(number) + look.px(7) if number else 0
            x = rect.x() + (rect.width() - words - counted) / 2
            place = QRect(round(x), round(rect.y()), words + 2, round(rect.height()))
            put_text(painter, place, word, font, look.color("primary" if on else "text2"), LEFT)
            if number:
                place = QRect(round(x + words) + look.px(7), round(rect.y()), counted + 2, round(rect.height()))
                put_text(painter, place, number, look.font("secondary"), look.color("text3"), LEFT)
        painter.end()

    def _widths(self) -> list[int]:
        look = theme()
        bold, small = QFontMetrics(look.font("button", weight=600)), QFontMetrics(look.font("secondary"))
        return [
            bold.horizontalAdvance(word)
            + (small.horizontalAdvance(format_number(count)) + look.px(7) if count is not None else 0)
            + 2 * look.px(13)
            for _, word, count in self._options
        ]

    def _parts(self) -> list[QRectF]:
        inset = theme().px(3)
        widths = self._widths()
        extra = max(0.0, (self.width() - 2 * inset - sum(widths)) / max(1, len(widths)))
        parts, x = [], float(inset)
        for width in widths:
            parts.append(QRectF(x, inset, width + extra, self.height() - 2 * inset))
            x += width + extra
        return parts

    def _describe(self) -> None:
        words = {key: word for key, word, _ in self._options}
        self.setAccessibleDescription(words.get(self._current, ""))
