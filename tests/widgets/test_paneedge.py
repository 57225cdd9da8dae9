"""The edge between two panes: dragged, moved by keys, forgotten by a double click; its width is kept within bounds."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPropertyAnimation, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cresi_app.widgets import motion
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.paneedge import MEMORY, Edged, PaneEdge
from cresi_app.widgets.theme import theme


def test_a_pane_is_dragged_wider_and_comes_back_to_its_width(qtbot: QtBot, desk: Desk) -> None:
    whole, left, right = QWidget(), QWidget(), QWidget()
    Row(left, right, spacing=0, parent=whole).setStretch(0, 1)
    qtbot.addWidget(whole)
    edge = PaneEdge(desk, Edged(right, "here", "left", lambda: right.setFixedWidth(round(edge.wide(368))), (300, 620)))
    right.setFixedWidth(368)
    whole.resize(1200, 400)
    with qtbot.waitExposed(whole):
        whole.show()
    assert edge.isVisible()
    assert abs(edge.geometry().center().x() - right.geometry().left()) <= 2

    def drag(pixels: int) -> None:
        start = QPoint(edge.width() // 2, 100)
        QTest.mousePress(edge, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(edge, start + QPoint(pixels, 0))
        assert "here" not in desk.recall(MEMORY) or pixels > 0, "it is kept when it is let go"
        QTest.mouseRelease(edge, Qt.MouseButton.LeftButton, pos=start)

    drag(-60)
    assert (right.width(), desk.recall(MEMORY)["here"]) == (428, 428)
    drag(900)
    assert right.width() == 300
    edge.move_by(1)
    assert right.width() == 324
    QTest.mouseDClick(edge, Qt.MouseButton.LeftButton)
    assert right.width() == 368
    assert "here" not in desk.recall(MEMORY)
    right.hide()
    assert not edge.isVisible()


def test_a_pane_comes_in_from_its_side_unless_nothing_is_to_move(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, left, right = QWidget(), QWidget(), QWidget()
    Row(left, right, spacing=0, parent=whole).setStretch(0, 1)
    qtbot.addWidget(whole)
    PaneEdge(desk, Edged(right, "there", "left", lambda: None))
    right.setFixedWidth(300)
    right.hide()
    whole.resize(1000, 300)
    with qtbot.waitExposed(whole):
        whole.show()
    right.show()
    assert right.x() == 700  # nobody looks: tests, the tour
    right.hide()
    monkeypatch.setattr(motion, "_UNSEEN", frozenset())
    monkeypatch.setattr(motion, "system_is_still", lambda: False)
    right.show()
    assert right.x() == 700 + motion.FAR
    qtbot.waitUntil(lambda: right.x() == 700)
    qtbot.waitUntil(lambda: not right.findChildren(QPropertyAnimation))
    right.hide()
    monkeypatch.setattr(theme(), "still", True)
    right.show()
    assert right.x() == 700


@pytest.mark.parametrize(
    ("file", "text", "still"),
    [
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", False),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n", True),
        ("gtk-3.0/settings.ini", "no section at all", False),
    ],
)
def test_the_wish_of_the_system_is_read(tmp_path: Path, file: str, text: str, *, still: bool) -> None:
    assert not motion.wished_in(tmp_path)
    place = tmp_path / file
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, encoding="utf-8")
    assert motion.wished_in(tmp_path) is still
