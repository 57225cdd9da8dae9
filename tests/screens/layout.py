"""What is wrong with the layout of what is on screen: text cut without a word, parts over each other, parts outside, blank panes."""

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)

from cresi_app.shell.due import DuePanel
from cresi_app.shell.palette import Palette
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.cuttips import CutTips
from cresi_app.widgets.focusring import FocusRing
from cresi_app.widgets.labels import ElidedLabel, TwoLineLabel
from cresi_app.widgets.listview import ListView
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.table import TableView
from cresi_app.widgets.theme import theme
from cresi_app.widgets.toast import Toast
from cresi_app.widgets.wholepage import LEAST_SEEN, ROWS_SEEN, below_step
from cresi_app.widgets.zoommap import PlaceStop

OVERLAYS = (DuePanel, FocusRing, Palette, PlaceStop, Toast, QScrollBar, QMenu, QSplitterHandle)
"""What is meant to lie over other parts."""
SIDEWAYS: Final = {
    "PrintPreview": "a sheet beside what is chosen for it", "FileView": "a page beside the small pages",
    "ImportView": "the columns of a file beside the fields they go to", "PdfImport": "one line a file, with its fields",
    "StockView": "four tabs in a row over tables of figures", "YearView": "a month of seven days",
    "PresenceTab": "half-days in columns", "DossierView": "key figures beside each other", "EuropeView": "amounts in columns",
    "DeclarationsPane": "the boxes of a form of the State", "OrganisationView": "the list beside the sheet",
    "NewPerson": "fields in pairs", "NewOrganisation": "fields in pairs", "PreferencesPage": "the sections beside their settings",
}  # fmt: skip
"""Parts, by class, that may make their page scroll sideways in less than 640 pixels of the look, and what is wide in them."""
OVER = "lies_over"
"""Property of a part that is meant to lie over its neighbours: a preview, proposals, the legend of a map."""


def problems(root: QWidget, cut: Mapping[QWidget, set[str]]) -> list[str]:
    """Return what is wrong under `root`, as sentences; `cut` is what was painted cut, by widget (`noting_cuts`)."""
    found: list[str] = _too_large(root)
    for widget in _shown(root):
        found += _text(widget)
        found += _children(widget)
        found += _blank(widget)
        found += _scrolled_twice(widget)
        found += [
            f"{_name(widget)} cuts {text!r} without a tooltip"
            for text in cut.get(widget, ())
            if not _told(widget, text)
        ]
    return found


def _too_large(root: QWidget) -> list[str]:
    """Find a dialog that does not fit the window it belongs to: its foot would be out of sight."""
    parent = root.parentWidget()
    if not isinstance(root, QDialog) or parent is None:
        return []
    window = parent.window()
    if root.width() > window.width() or root.height() > window.height():
        return [f"{_name(root)} is larger than its window: {_size(root)} over {_size(window)}"]
    return []


def _shown(root: QWidget) -> Iterator[QWidget]:
    """Yield the visible widgets under `root`, what lies over others included."""
    yield root
    for child in root.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield from _shown(child)


def _text(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
        return _label(widget)
    if isinstance(widget, Button | QCheckBox | QRadioButton) and widget.text():  # others draw their words cut, and tell
        hint = widget.minimumSizeHint()
        if (widget.width() < hint.width() - 1 and not widget.toolTip()) or widget.height() < hint.height() - 1:
            return [f"{_name(widget)} is squeezed: {_size(widget)} for {hint.width()}×{hint.height()}"]
    if isinstance(widget, QLineEdit) and widget.height() < QFontMetrics(widget.font()).height():
        return [f"{_name(widget)} is too low for its text"]
    return []


def _label(label: QLabel) -> list[str]:
    if isinstance(label, TwoLineLabel):
        return [f"{_name(label)} is cut: {_size(label)}"] if label.cut and not label.toolTip() else []
    metrics, room = QFontMetrics(label.font()), label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        said = label.text()
        if label.textFormat() is Qt.TextFormat.RichText:
            said = QTextDocumentFragment.fromHtml(said).toPlainText()
        words = max((metrics.horizontalAdvance(word) for word in said.split()), default=0)
        if label.height() < needed - 1:
            return [f"{_name(label)} is cut below: {_size(label)} for a height of {needed}"]
        if words > room.width() + 1:
            return [f"{_name(label)} has a word wider than itself: {_size(label)}"]
        return []
    lines = label.text().split("\n")
    width = max(metrics.horizontalAdvance(line) for line in lines)
    if label.height() < metrics.height() * len(lines) - 1:
        return [f"{_name(label)} is cut below: {_size(label)} for a height of {metrics.height() * len(lines)}"]
    if width > room.width() + 1 and not (isinstance(label, ElidedLabel) and label.toolTip()):
        return [f"{_name(label)} is cut at the right: {_size(label)} for a width of {width}"]
    return []


def _children(parent: QWidget) -> list[str]:
    """Find children of one parent that lie over each other or outside it."""
    if isinstance(parent, QAbstractItemView | QLineEdit):
        return []
    holder = parent.parentWidget()
    scrolled = isinstance(holder, QAbstractScrollArea) and holder.viewport() is parent
    parts = [
        child
        for child in parent.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow() and not isinstance(child, OVERLAYS)
        and not child.property(OVER) and not child.size().isEmpty()
    ]  # fmt: skip
    found = []
    for at, one in enumerate(parts):
        if not scrolled and not _around(parent.rect()).contains(one.geometry()):
            found.append(f"{_name(one)} {_box(one)} is outside {_name(parent)} {_size(parent)}")
        for other in parts[at + 1 :]:
            shared = one.geometry() & other.geometry()
            if shared.width() > 1 and shared.height() > 1:
                found.append(f"{_name(one)} {_box(one)} and {_name(other)} {_box(other)} lie over each other")
    if (
        scrolled
        and isinstance(holder, QScrollArea)
        and holder.horizontalScrollBar().maximum() > 0
        and not holder.property("scrolls_sideways")
        and not (below_step(parent) and _wide_by_nature(parent))
    ):
        found.append(
            f"{_name(holder)} scrolls sideways: {holder.horizontalScrollBar().maximum()} more than {_size(parent)}"
        )
    return found


def _wide_by_nature(parent: QWidget) -> bool:
    """Say whether something in sight may make a page scroll sideways where text is very large on a small screen."""
    return any(type(part).__name__ in SIDEWAYS for part in _shown(parent))


def _scrolled_twice(widget: QWidget) -> list[str]:
    """Find what scrolls within something that scrolls: a list with enough lines may; a pane may not where pages scroll as a whole."""
    if not isinstance(widget, QAbstractItemView | QScrollArea) or not _scrolls(widget):
        return []  # a field of several lines is as high as it says
    above = widget.parentWidget()
    while above is not None and not (isinstance(above, QAbstractScrollArea) and _scrolls(above)):
        above = None if above.isWindow() else above.parentWidget()
    if above is None:
        return []
    seen = widget.viewport().height() + (
        widget.horizontalScrollBar().isVisible() * widget.horizontalScrollBar().height()
    )
    least = theme().px(LEAST_SEEN)
    if isinstance(widget, QAbstractItemView) and (row := widget.sizeHintForRow(0)) > 0:
        least = min(least, ROWS_SEEN * row)
    if seen < least or (isinstance(widget, ScrollArea) and not widget.framed and below_step(widget)):
        return [f"{_name(widget)} shows {seen} pixels of itself and scrolls within {_name(above)}"]
    return []


def _scrolls(area: QAbstractScrollArea) -> bool:
    return (
        area.verticalScrollBar().maximum() > 0
        and area.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    )


def _blank(widget: QWidget) -> list[str]:
    """Find a list without lines and a card without words."""
    if isinstance(widget, QAbstractItemView) and widget.height() > 60:
        model = widget.model()
        if isinstance(widget, ListView | TableView) and widget.browsing.says_nothing:
            return []  # it says itself that there is nothing
        if model is None or not model.rowCount(widget.rootIndex()):
            return [f"{_name(widget)} is a blank list"]
    if (
        isinstance(widget, Card | QScrollArea)
        and widget.width() * widget.height() > 30_000
        and not any(map(_speaks, _shown(widget)))
    ):
        return [f"{_name(widget)} {_size(widget)} says nothing"]
    return []


def _speaks(widget: QWidget) -> bool:
    text = getattr(widget, "text", None)
    return bool(widget.accessibleName() or (callable(text) and text()) or isinstance(widget, QAbstractItemView))


def _told(widget: QWidget, text: str) -> bool:
    """Say whether the whole of a cut text is told: by the tooltip of what it is in, or else by the window (`CutTips`)."""
    above: QWidget | None = widget
    while above is not None:
        if above.toolTip():
            return text in above.toolTip()
        if above.isWindow():
            return above.findChild(CutTips) is not None
        above = above.parentWidget()
    return False


def _around(rect: QRect) -> QRect:
    return rect.adjusted(-1, -1, 1, 1)


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    words = widget.accessibleName() or (str(text()) if callable(text) else "") or widget.objectName()
    place: list[str] = []
    above = widget.parentWidget()
    while above is not None and len(place) < 5:
        if type(above).__name__ not in {"QWidget", "QStackedWidget", "ScrollArea"}:
            place.append(type(above).__name__)
        above = above.parentWidget()
    return f"{type(widget).__name__} {words[:40]!r} in {'/'.join(place)}"


def _size(widget: QWidget) -> str:
    return f"{widget.width()}×{widget.height()}"


def _box(widget: QWidget) -> str:
    at: QPoint = widget.pos()
    return f"({at.x()}, {at.y()}, {_size(widget)})"
