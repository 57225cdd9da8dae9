"""What tests ask of a window: the keyboard."""

from PySide6.QtWidgets import QApplication, QWidget


def activated(window: QWidget) -> bool:
    """Ask for the keyboard until the test platform gives it; it forgets one that is asked for too early."""
    window.activateWindow()
    QApplication.processEvents()
    return QApplication.activeWindow() is window
