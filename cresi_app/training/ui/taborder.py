"""The order in which Tab walks: as the eye reads, also where parts of a view were made later than what follows them."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def walk_in_order(*parts: QWidget) -> None:
    """Let Tab go through all that can take the keyboard in each part, one part after the other."""
    window = parts[0].window()
    stops = [stop for part in parts for stop in (part, *part.findChildren(QWidget)) if _is_stop(stop)]
    stops = [stop for stop in stops if stop.window() is window]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _is_stop(widget: QWidget) -> bool:
    # Menus and calendars that belong to a button are windows of their own.
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.focusProxy() is None and not widget.isWindow()
