"""F6 and Shift+F6: the keyboard goes from pane to pane of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from cresi_app.shell.pages import Pages
from cresi_app.shell.sidebar import Sidebar
from cresi_app.shell.topbar import TopBar


def walk_panes(sidebar: Sidebar, topbar: TopBar, pages: Pages, step: int = 1) -> None:
    """Give the keyboard to the next pane: sidebar, search, then those of the page."""
    current = next((b for b in sidebar.buttons if b.isChecked()), sidebar.buttons[0])
    panes: list[QWidget] = [current, topbar.search.input, *pages.current().panes()]
    panes = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    focused = QApplication.focusWidget()
    at = next((n for n, pane in enumerate(panes) if focused is pane or (focused and pane.isAncestorOf(focused))), -1)
    panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)
