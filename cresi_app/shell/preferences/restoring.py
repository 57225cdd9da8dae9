"""« Restaurer… »: the copies there are, here and in their second homes, and the way to another file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cresi_app.core.dates import format_instant
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.shell.doors import CopyLine
from cresi_app.shell.preferences.holdings import size_words
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.dialogsize import Dialog, open_at
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.paint import LEFT, put_pixmap, put_text, rounded, smooth
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme


class CopyButton(QPushButton):
    """One copy: when it was made; where it lies, how big it is, what it holds."""

    def __init__(self, copy: CopyLine) -> None:
        super().__init__(format_instant(copy.at))
        self.copy_line = copy
        self._detail = copy_words(copy)
        self.setAccessibleName(f"{self.text()}, {self._detail}")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 52 pixels of height."""
        return QSize(theme().px(440), theme().px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        look = theme()
        painter = smooth(QPainter(self))
        if self.underMouse() or self.hasFocus():
            line = look.color("primary") if look.contrast else None  # there the soft ground is the surface's own
            place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            rounded(painter, place, look.px(10), look.color("primary_soft"), line)
        good = self.copy_line.verified
        drawing = look.pixmap("shield-check" if good else "shield-alert", "success" if good else "warning", 18)
        put_pixmap(painter, drawing, QPointF(look.px(24), self.height() / 2))
        left, width = look.px(48), self.width() - look.px(60)
        title = QRect(left, look.px(7), width, look.px(20))
        put_text(painter, title, self.text(), look.font("strong"), look.color("text"), LEFT)
        under = QRect(left, look.px(27), width, look.px(18))
        put_text(painter, under, self._detail, look.font("caption"), look.color("text2"), LEFT)
        painter.end()


def copy_words(copy: CopyLine) -> str:
    """Say where a copy lies, how big it is and what it holds."""
    parts = [tr("relue en entier") if copy.verified else tr("copie non relue"), size_words(copy.size)]
    if copy.notices is not None:
        parts.append(trn("{n} notice", "{n} notices", copy.notices, n=format_number(copy.notices)))
    where = tr("avant une restauration") if copy.replaced else copy.place
    return " · ".join([*parts, *([where] if where else [])])


class RestoreDialog(Dialog):
    """The copies, newest first; `file` is the one chosen, None when none was; `other` whether a file elsewhere is wanted."""

    def __init__(self, copies: Sequence[CopyLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Restaurer une copie"))
        self.file: Path | None = None
        self.other = False
        self.buttons = [CopyButton(copy) for copy in copies]
        for button in self.buttons:
            button.clicked.connect(partial(self._take, button.copy_line.file))
        content = QWidget()
        nothing = [] if copies else [Label(tr("Aucune copie n'est là pour le moment."), "body", "text2")]
        Column(*self.buttons, *nothing, None, spacing=2, parent=content)
        elsewhere = Button(tr("Un autre fichier…"), "secondary", "folder-open")
        elsewhere.clicked.connect(self._elsewhere)
        close = Button(tr("Fermer"), "ghost")
        close.clicked.connect(self.reject)
        note = tr("L'état présent de la bibliothèque est toujours gardé à part avant : rien n'est perdu.")
        Column(
            Label(tr("Restaurer une copie"), "detail"), Label(note, "secondary", "text2", wrap=True), ScrollArea(content),
            Row(elsewhere, None, close), spacing=12, margins=(28, 22, 28, 20), parent=self,
        )  # fmt: skip
        hold(self, least_width=520)
        open_at(self, 520, min(560, 220 + 54 * max(1, len(copies))))

    def _take(self, file: Path, _checked: bool = False) -> None:
        self.file = file
        self.accept()

    def _elsewhere(self) -> None:
        self.other = True
        self.accept()
