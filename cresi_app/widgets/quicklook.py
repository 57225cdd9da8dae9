"""A quick look at the record one stands on in a list: Space shows it, the arrows go on, Space or Escape puts it away."""

from typing import TYPE_CHECKING, Any, Final, Protocol

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, SignalInstance
from PySide6.QtGui import QFocusEvent, QHideEvent, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QVBoxLayout, QWidget

from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.widgets.announce import announce
from cresi_app.widgets.card import Divider
from cresi_app.widgets.cover import paint_cover
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.glimpse import Glimpse
from cresi_app.widgets.labels import ElidedLabel, KeyHints, Label, Overline
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout, hold
from cresi_app.widgets.motion import slide_in
from cresi_app.widgets.paint import card_ground, rounded, smooth
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

if TYPE_CHECKING:
    from cresi_app.widgets.preview.pictures import PictureDesk

WIDE: Final = 860
HIGH: Final = 600
LOW: Final = 220
"""Pixels of the look that it takes where there is room."""
_FRONT: Final = 300
_AROUND: Final = 48
_TURNS: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_KEPT_BY: Final = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})


class Standing(Protocol):
    """The list whose records are looked at."""

    @property
    def current_changed(self) -> SignalInstance:
        """Tell the id of the row one stands on."""

    def current(self) -> int | None:
        """Return the id of the row one stands on."""


class _Front(QWidget):
    """The first page, the picture or the cover of a record."""

    def __init__(self) -> None:
        super().__init__()
        self._glimpse: Glimpse | None = None
        self.page: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        hold(self, width=_FRONT)

    def show_front(self, glimpse: Glimpse) -> None:
        """Show the front of another record."""
        self._glimpse, self.page = glimpse, None
        picture = QImage.fromData(glimpse.picture) if glimpse.picture else None
        if picture is not None and not picture.isNull():
            self.page = picture
        self.setAccessibleName(glimpse.file_words or glimpse.title)
        self.setVisible(bool(glimpse.file or glimpse.picture or glimpse.has_cover))
        self.update()

    def show_page(self, image: QImage | None) -> None:
        """Show a page that was drawn; None: it cannot be drawn."""
        if image is not None:
            self.page = image
        elif self._glimpse is not None and not self._glimpse.has_cover:
            self.hide()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it as large as there is room, on its shape's own proportions."""
        look, told = theme(), self._glimpse
        if told is None:
            return
        painter = smooth(QPainter(self))
        room = QRectF(self.rect()).adjusted(1, 1, -1, -look.px(6))
        if self.page is not None:
            size = self.page.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(room.x(), room.y(), size.width(), size.height())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self.page)
            rounded(painter, place, look.px(2), None, look.color("border_strong", 0.45))
        elif told.file is not None:
            rounded(painter, QRectF(room.x(), room.y(), room.width(), room.width() * 1.41), look.px(4), look.color("surface3"))  # fmt: skip
        elif told.has_cover:
            width = min(room.width(), room.height() / 1.4)
            paint_cover(painter, QRectF(room.x(), room.y(), width, width * 1.4), told.title, told.author)
        painter.end()


class QuickLook(QWidget):
    """Lies over the window while the list keeps the keyboard; one goes on with the arrows, Enter opens the record."""

    def __init__(self, desk: Desk, kind: str, view: QAbstractItemView, standing: Standing) -> None:
        super().__init__(view.window())
        self._desk, self._kind, self._view, self._standing = desk, kind, view, standing
        self.glimpse: Glimpse | None = None
        self.pictures: PictureDesk | None = None
        self.setProperty("lies_over", True)
        self.setAccessibleName(tr("Aperçu rapide"))
        self.front = _Front()
        self._inside = QWidget()
        self._lines: QVBoxLayout = Column(spacing=9, margins=(22, 20, 22, 18), parent=self._inside)
        self._scroll = ScrollArea(self._inside, framed=True)
        left = Column(self.front, margins=(20, 20, 0, 14))
        foot = QWidget()
        self._file = ElidedLabel("", "caption", "text2")
        keys = KeyHints(tr("↑ ↓ continuer     Entrée ouvrir     Espace fermer"))
        keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        Row(self._file, keys, spacing=16, margins=(20, 7, 20, 7), parent=foot)
        row = Row(left, self._scroll, spacing=0)
        row.setStretch(1, 1)
        Column(row, Divider(), foot, margins=(1, 2, 1, 4), parent=self).setStretch(0, 1)
        for watched in (view, view.viewport(), view.window()):
            watched.installEventFilter(self)
        standing.current_changed.connect(self._read)
        self.front.hide()
        self.hide()
        self._read()

    def close_look(self) -> None:
        """Put it away; the list stays as it is."""
        self._desk.drop(("quicklook", id(self)))
        if shiboken6.isValid(self._view):
            for watched in (self._view, self._view.viewport(), self._view.window()):
                watched.removeEventFilter(self)
            self._standing.current_changed.disconnect(self._read)
        if self.pictures is not None:
            self._desk.drop((id(self.pictures), "large"))
            self.pictures.close()
        self.hide()
        self.deleteLater()

    # --- what is shown ---

    def _read(self, *_told: object) -> None:
        key, kind, look = self._standing.current(), self._kind, self._desk.glimpse
        if key is not None:
            self._desk.read(("quicklook", id(self)), lambda: look(kind, key), self._show, self._failed)

    def _failed(self, error: CresiError) -> None:
        self.close_look()  # else it would go on taking the list's keys, unseen
        self._desk.messages.error(error)

    def _show(self, glimpse: Glimpse | None) -> None:
        if glimpse is None:  # the record is gone: the one before must not stand for it
            self.close_look()
            return
        self.glimpse = glimpse
        self.front.show_front(glimpse)
        self._file.setText(glimpse.file_words)
        clear_layout(self._lines)
        self._lines.addWidget(Overline(glimpse.kind))
        self._lines.addWidget(Label(glimpse.title, "detail", wrap=True))
        for words, role, ink in ((glimpse.byline, "secondary", "text2"), (glimpse.text, "body", "text")):
            if words:
                self._lines.addWidget(Label(words, role, ink, wrap=True))
        self._lines.addLayout(_facts(glimpse))
        for heading, lines in glimpse.parts:
            self._lines.addWidget(Label(heading, "caption_strong"))
            self._lines.addLayout(Column(*(Label(line, "secondary", wrap=True) for line in lines), spacing=2))
        self._lines.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)
        self._draw(glimpse)
        self._appear(glimpse)

    def _appear(self, glimpse: Glimpse) -> None:
        self._place()
        if not self.isVisible():
            self.show()
            self.raise_()
            slide_in(self, across=0, down=12)
        announce(self._view, tr("Aperçu : {title}. {text}", title=glimpse.title, text=glimpse.byline or glimpse.text[:200]))  # fmt: skip

    def _draw(self, glimpse: Glimpse) -> None:
        if glimpse.file is None:
            return
        from cresi_app.widgets.preview.pictures import PictureDesk  # noqa: PLC0415 - the preview knows printers and fields

        if self.pictures is None:
            self.pictures = PictureDesk(self._desk, self)
        self.pictures.show_file(glimpse.file)
        ratio = self.devicePixelRatioF()
        self.pictures.large(glimpse.page, round(theme().px(_FRONT) * ratio), self.front.show_page)

    def _place(self) -> None:
        look, room = theme(), self._view.window().rect()
        around = look.px(_AROUND)
        width = min(look.px(WIDE), room.width() - around)
        high = (
            HIGH if self.front.isVisibleTo(self) else max(LOW, self._lines.totalHeightForWidth(width) / look.scale + 44)
        )
        height = min(look.px(high), look.px(HIGH), room.height() - 2 * around)
        self.setGeometry(QRect((room.width() - width) // 2, (room.height() - height) // 2, width, height))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the card's ground."""
        look = theme()
        painter = smooth(QPainter(self))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -2.5)
        card_ground(painter, area, look.px(14))
        rounded(painter, area, look.px(14), None, look.color("border_strong"), 1)
        painter.end()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its usual size."""
        return QSize(theme().px(WIDE), theme().px(HIGH))

    # --- keys and what ends it ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the list's Space, Escape and pages; go when the list is left or pressed."""
        if not shiboken6.isValid(self._view):  # the page was built again
            self.hide()
            self.deleteLater()
            return False
        kind = event.type()
        if kind in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and isinstance(event, QKeyEvent):
            return watched is self._view and self._key(event, pressed=kind == QEvent.Type.KeyPress)
        if kind == QEvent.Type.Resize and watched is self.parent():
            self._place()
        elif self._ends(watched, event):
            self.close_look()
        return False

    def _ends(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view.viewport():
            return event.type() == QEvent.Type.MouseButtonPress
        if watched is not self._view:
            return False
        if isinstance(event, QFocusEvent):
            return event.lostFocus() and event.reason() not in _KEPT_BY
        return isinstance(event, QHideEvent)

    def _key(self, event: QKeyEvent, *, pressed: bool) -> bool:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in {Qt.Key.Key_Space, Qt.Key.Key_Escape}:
            event.accept()
            if pressed:
                self.close_look()
            return True
        if key in _TURNS:
            event.accept()
            if pressed:
                bar = self._scroll.verticalScrollBar()
                bar.setValue(bar.value() + _TURNS[Qt.Key(key)] * bar.pageStep())
            return True
        if pressed and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.close_look()  # and the list opens the record
        return False


def _facts(glimpse: Glimpse) -> Any:
    grid = Grid(across=14, down=6)
    for row, (name, words) in enumerate(glimpse.facts):
        grid.addWidget(Label(name, "secondary", "text2"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(words, "secondary", wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    return grid
