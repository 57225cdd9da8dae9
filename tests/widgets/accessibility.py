"""What every page's test asks: every control has a name, Tab reaches every one and is trapped nowhere."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.windows import activated

_ROLE = QAccessible.Role
NAMED = {
    _ROLE.Button, _ROLE.ButtonMenu, _ROLE.CheckBox, _ROLE.RadioButton, _ROLE.ComboBox, _ROLE.EditableText, _ROLE.List,
    _ROLE.Table, _ROLE.Tree, _ROLE.Slider, _ROLE.SpinBox, _ROLE.PageTab, _ROLE.PageTabList, _ROLE.Link, _ROLE.ProgressBar,
}  # fmt: skip


def _walk(interface: QAccessibleInterface | None, path: str = "") -> Iterator[tuple[str, QAccessibleInterface]]:
    if interface is None or not interface.isValid():
        return
    thing = interface.object()
    here = f"{path}/{type(thing).__name__}"
    yield here, interface
    if interface.role() in {_ROLE.List, _ROLE.Table, _ROLE.Tree}:
        return  # rows speak through their model
    for number in range(interface.childCount()):
        yield from _walk(interface.child(number), here)


def unnamed_controls(root: QWidget) -> list[str]:
    """Return the visible controls under `root` that have no accessible name."""
    found = []
    for path, interface in _walk(QAccessible.queryAccessibleInterface(root)):
        thing = interface.object()
        if not isinstance(thing, QWidget) or not thing.isVisibleTo(root) or interface.role() not in NAMED:
            continue
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(path)
    return found


def small_targets(root: QWidget) -> list[str]:
    """Return the buttons under `root` that are smaller than 24 × 24 (WCAG 2.5.8), links within text aside."""
    return [
        f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}"
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(root)
        and (widget.width() < 24 or widget.height() < 24)
        and widget.size().isValid()
    ]


def focus_stops(root: QWidget) -> list[QWidget]:
    """Return the visible enabled widgets under `root` that Tab should reach."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(root)
        and widget.isEnabledTo(root)
        and widget.focusProxy() is None
        and not widget.visibleRegion().isEmpty()
    ]


def tab_walk(root: QWidget, most: int = 400) -> list[QWidget]:
    """Press Tab from the first stop until the focus comes back, leaves `root` or stays (a trap); return the stops met."""
    window = root.window()
    for _ in range(200):  # a busy machine's test platform forgets who has the keyboard
        if activated(window):
            break
        QTest.qWait(10)
    stops = focus_stops(root)
    if not stops:
        return []
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    met: list[QWidget] = []
    while len(met) < most:
        at = QApplication.focusWidget()
        if at is None or at in met:
            break
        if root.isAncestorOf(at):
            met.append(at)
        elif met:
            break
        QTest.keyClick(at, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is at:
            msg = f"Tab is trapped in {type(at).__name__} {at.accessibleName()!r}"
            raise AssertionError(msg)
    return met


def assert_accessible(root: QWidget) -> None:
    """Check a shown page: names, target sizes, and a Tab order that reaches every control."""
    unnamed = unnamed_controls(root)
    assert not unnamed, f"controls without a name: {unnamed}"
    small = small_targets(root)
    assert not small, f"targets under 24 × 24: {small}"
    stops, met = focus_stops(root), tab_walk(root)
    missed = [f"{type(stop).__name__} {stop.accessibleName()!r}" for stop in stops if stop not in met]
    assert not missed, f"Tab does not reach: {missed}"
