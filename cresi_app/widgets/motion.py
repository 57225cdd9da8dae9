"""The two motions of the look, a pane that comes in and the toast: 120 ms, and none where a person or their system wants none."""

import configparser
import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cresi_app.widgets.theme import theme

LASTS_MS: Final = 120
FAR: Final = 24
"""How far away a pane begins, in pixels of the look."""
_CLIENT_AREA_ANIMATION: Final = 0x1042
"""``SPI_GETCLIENTAREAANIMATION``: « Afficher les animations dans Windows »."""
_UNSEEN: Final = frozenset({"offscreen", "minimal"})


def is_still() -> bool:
    """Whether nothing moves: chosen here, wished of the system, or nobody looks (tests, the tour)."""
    return theme().still or QGuiApplication.platformName() in _UNSEEN or system_is_still()


@cache
def system_is_still() -> bool:
    """Whether the system asks for fewer motions; Qt 6.11 does not tell."""
    if sys.platform == "win32":
        shown = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(shown), 0)
        return not shown.value
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return wished_in(folder) or _portal_is_still()


def wished_in(folder: Path) -> bool:
    """Whether the settings of KDE or GTK in a configuration folder turn motions off."""
    kde = _value(folder / "kdeglobals", "KDE", "AnimationDurationFactor")
    gtk = [_value(folder / f"gtk-{n}.0" / "settings.ini", "Settings", "gtk-enable-animations") for n in (3, 4)]
    return kde in {"0", "0.0"} or any(value.casefold() in {"0", "false"} for value in gtk)


def _value(file: Path, section: str, key: str) -> str:
    told = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        told.read(file, encoding="utf-8")
    except (configparser.Error, OSError, UnicodeDecodeError):
        return ""
    return told.get(section, key, fallback="").strip()


def _portal_is_still() -> bool:
    """Ask the desktop's own settings (GNOME and its kin), where they are there already: nothing is started for it."""
    if not sys.platform.startswith("linux"):
        return False
    from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage  # noqa: PLC0415 - Linux alone has it

    bus, name = QDBusConnection.sessionBus(), "org.freedesktop.portal.Desktop"
    if not bus.isConnected() or not bus.interface().isServiceRegistered(name).value():
        return False
    portal = QDBusInterface(name, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings", bus)
    portal.setTimeout(200)
    said = portal.call("Read", "org.gnome.desktop.interface", "enable-animations")
    if said.type() != QDBusMessage.MessageType.ReplyMessage or not said.arguments():
        return False
    value = said.arguments()[0]
    while hasattr(value, "variant"):
        value = value.variant()
    return value is False


def slide_in(widget: QWidget, across: float = FAR, down: float = 0) -> None:
    """Let a widget that has just been shown come to its place from so far away (pixels of the look)."""
    if is_still() or not widget.isVisible():
        return
    parent = widget.parentWidget()
    layout = parent.layout() if parent is not None else None
    if layout is not None and layout.indexOf(widget) < 0:
        layout = None  # it lies over the others: nothing lays it out
    if layout is not None:
        layout.activate()
    place = widget.pos()
    motion = QPropertyAnimation(widget, b"pos", widget)
    motion.setDuration(LASTS_MS)
    motion.setEasingCurve(QEasingCurve.Type.OutCubic)
    motion.setStartValue(place + QPoint(theme().px(across), theme().px(down)))
    motion.setEndValue(place)
    if layout is not None:
        motion.finished.connect(widget.updateGeometry)  # the window may have been resized meanwhile
    motion.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
