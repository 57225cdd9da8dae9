"""Whether the keyboard's place can be seen: each stop is painted with and without the focus, and the two pictures must differ."""

import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.widgets.accessibility import focus_stops
from tests.windows import activated

LEAST = 40
"""Pixels that must change: a line of 2 along the shortest side of a target of 24 changes more."""


def unseen_stops(window: QWidget, root: QWidget) -> list[str]:
    """Return the stops under `root` that look the same with and without the keyboard."""
    assert activated(window) or activated(window), "the test platform gives no keyboard"
    found = []
    for stop in focus_stops(root):
        if not shiboken6.isValid(stop):
            continue  # what was read again made its rows anew meanwhile
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        focused = QApplication.focusWidget()
        assert focused is not None, f"nothing has the keyboard after {type(stop).__name__} {stop.accessibleName()!r}"
        if focused is not stop or not shiboken6.isValid(stop):
            continue  # it handed the keyboard on to a part of itself
        drawn = _drawn(stop)
        place = QRect(drawn.mapTo(window, QPoint()), drawn.size()).adjusted(-8, -8, 8, 8) & window.rect()
        with_it = window.grab(place).toImage()
        stop.clearFocus()
        QApplication.processEvents()
        if not shiboken6.isValid(stop):
            continue
        if _changed(with_it, window.grab(place).toImage()) < LEAST:
            named = stop.accessibleName() or str(stop.property("text") or "")
            found.append(f"{type(stop).__name__} {named!r} at {place.getRect()}")
    return found


def _drawn(stop: QWidget) -> QWidget:
    """Return what shows the focus: the field itself where the keyboard goes to the input inside it."""
    around = stop.parentWidget()
    return around if around is not None and around.focusProxy() is stop else stop


def use_keyboard(window: QWidget) -> None:
    """Press a key as a person does, at the native window: the ring shows after the keyboard was used."""
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Shift)


def _changed(one: QImage, other: QImage) -> int:
    """Return how many pixels differ."""
    if one.size() != other.size():
        return LEAST
    kind = QImage.Format.Format_RGB32
    first, second = bytes(one.convertToFormat(kind).constBits()), bytes(other.convertToFormat(kind).constBits())
    return sum(first[at : at + 4] != second[at : at + 4] for at in range(0, len(first), 4)) if first != second else 0
