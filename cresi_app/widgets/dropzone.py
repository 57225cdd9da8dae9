"""Where files are dropped, or chosen by the same button."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import keys_text
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.messages import FileKind
from cresi_app.widgets.paint import CENTRE, put_lines, put_pixmap, put_text, smooth
from cresi_app.widgets.theme import theme

_TALL = 96
"""Height from which the drawing stands over the words."""


class DropZone(QPushButton):
    """A dashed block: « Déposez un PDF ici, ou choisissez un fichier ». `dropped` carries a list of paths."""

    dropped = Signal(object)

    def __init__(
        self, desk: Desk, text: str, kinds: Sequence[FileKind], *, several: bool = True, height: float = 48, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        """`height` in pixels of the look; a tall one has its drawing over the words."""
        super().__init__(text, parent)
        self._desk, self._kinds, self._several, self._height = desk, kinds, several, height
        self._over = False
        self.setAcceptDrops(True)
        self.setToolTip(
            tr("Déposez, choisissez, ou copiez le fichier et collez-le ici ({keys})", keys=keys_text("Ctrl+V"))
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._choose)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height that was asked for."""
        return QSize(theme().px(240), theme().px(self._height))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files of this machine."""
        if dropped_files(event):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Go back to rest."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Hand the files on."""
        self._over = False
        self.update()
        files = dropped_files(event)
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files if self._several else files[:1])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take files that were copied: Ctrl+V does what dropping them does."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def take(self, data: QMimeData) -> None:
        """Hand the files of a clipboard on, or say that it holds none."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.dropped.emit(files if self._several else files[:1])
        else:
            self._desk.messages.toast(tr("Le presse-papiers ne contient pas de fichier."))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw dashes, arrow and words."""
        look = theme()
        painter = smooth(QPainter(self))
        hot = self._over or self.underMouse()
        painter.setBrush(look.color("primary_soft" if self._over else "surface2"))
        painter.setPen(QPen(look.color("primary" if hot else "border_strong"), 1.2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(10), look.px(10))
        font = look.font("secondary")
        if self._height >= _TALL:
            self._draw_tall(painter)
            return
        icon = look.px(18 + 8)
        words = min(QFontMetrics(font).horizontalAdvance(self.text()), self.width() - icon - look.px(24))
        x = round((self.width() - words - icon) / 2)
        put_pixmap(painter, look.pixmap("upload", "text2", 18), QPointF(x + look.px(9), self.height() / 2))
        put_lines(painter, QRect(x + icon, 0, words + 2, self.height()), self.text(), font, look.color("text2"))
        painter.end()

    def _draw_tall(self, painter: QPainter) -> None:
        look, middle = theme(), self.height() / 2
        put_pixmap(painter, look.pixmap("upload", "primary", 30), QPointF(self.width() / 2, middle - look.px(20)))
        words = QRect(look.px(12), round(middle + look.px(6)), self.width() - look.px(24), look.px(24))
        put_text(painter, words, self.text(), look.font("button"), look.color("text2"), CENTRE)
        painter.end()

    def _choose(self) -> None:
        files = self._desk.messages.open_files(self.text(), self._kinds, several=self._several)
        if files:
            self.dropped.emit(files)


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files of this machine that a drag carries."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
