"""How large a dialog opens and how it grows with the text: as its content likes, never beyond the window that it belongs to."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from cresi_app.widgets.theme import theme

_AROUND: Final = 8
"""Pixels of the look that are seen of the window at each side."""


ZOOM_KEYS: Final = (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0))
"""The keys of the text size, and how many notches each goes; 0 is back to 100 %."""


class Dialog(QDialog):
    """A dialog of the look: the keys of the text size act in it too, and it grows with its text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = theme().scale
        for keys, steps in ZOOM_KEYS:  # those of the window rest while a dialog is open
            QShortcut(QKeySequence(keys), self).activated.connect(partial(theme().step_zoom, steps))
        theme().changed.connect(self._grow)

    def _grow(self) -> None:
        before, self._scale = self._scale, theme().scale
        if before != self._scale:
            self.resize((self.size() * (self._scale / before)).boundedTo(room_for(self)))


def room_for(dialog: QDialog) -> QSize:
    """Return the largest size of a dialog over the window that it belongs to."""
    parent = dialog.parentWidget()
    around = 2 * theme().px(_AROUND)
    whole = parent.window().size() if parent is not None else dialog.screen().availableSize()
    return QSize(whole.width() - around, whole.height() - around)


def open_at(dialog: QDialog, width: float, height: float) -> None:
    """Open a dialog at a size in pixels of the look, as far as there is room: what it holds scrolls, its foot stays."""
    look = theme()
    dialog.resize(QSize(look.px(width), look.px(height)).boundedTo(room_for(dialog)))
