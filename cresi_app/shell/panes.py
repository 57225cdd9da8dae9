"""The panes of the window: F6 and Shift+F6 go from one to the next, two keys make one wider or narrower."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from cresi_app.shell.pages import Pages
from cresi_app.shell.sidebar import Sidebar
from cresi_app.shell.topbar import TopBar
from cresi_app.widgets.page import Page
from cresi_app.widgets.paneedge import PaneEdge
from cresi_app.widgets.preview import PrintPreview


def walk_panes(sidebar: Sidebar, topbar: TopBar, pages: Pages, step: int = 1) -> None:
    """Give the keyboard to the next pane: sidebar, search, then those of the page."""
    current = next((b for b in sidebar.buttons if b.isChecked()), sidebar.buttons[0])
    panes: list[QWidget] = [current, topbar.search.input, *_panes(pages.current())]
    panes = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    focused = QApplication.focusWidget() or sidebar.window().focusWidget()
    at = next((n for n, pane in enumerate(panes) if focused is pane or (focused and pane.isAncestorOf(focused))), -1)
    pane = panes[(at + step) % len(panes)]
    if pane.focusPolicy() == Qt.FocusPolicy.NoFocus:  # a pane of fields: its first one
        inside = (one for one in pane.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        pane = next((one for one in inside if one.isVisible() and one.isEnabled()), pane)
    pane.setFocus(Qt.FocusReason.TabFocusReason)


def widen_pane(pages: Pages, step: int) -> None:
    """Make the pane that has the keyboard, or else the last one with an edge, wider (1) or narrower (−1)."""
    edges = [edge for edge in pages.current().findChildren(PaneEdge) if edge.isVisible()]
    focused = QApplication.focusWidget()
    edge = next((one for one in edges if one.holds(focused)), edges[-1] if edges else None)
    if edge is not None:
        edge.move_by(step)


def _panes(page: Page) -> Sequence[QWidget]:
    """Return the panes of a page, or of the preview that lies over it."""
    covers = [one for one in page.findChildren(PrintPreview) if one.isVisible()]
    if not covers:
        return page.panes()
    preview = covers[-1]
    return [preview.thumbnails, preview.sheet, preview.options]
