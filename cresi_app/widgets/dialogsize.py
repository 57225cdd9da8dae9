"""How large a dialog opens: as its content likes, and never beyond the window that it belongs to."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

from cresi_app.widgets.theme import theme

_AROUND: Final = 8
"""Pixels of the look that are seen of the window at each side."""


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
