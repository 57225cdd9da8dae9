"""The edge between two panes: dragged, moved by keys, forgotten by a double click; its width is kept within bounds."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.paneedge import MEMORY, Edged, PaneEdge


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
