"""All parts together: accessible, drawn in every theme and size without a Qt warning, never squeezed."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cresi_app.widgets.columns import TwoColumns
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.theme import MODES, theme
from tests.widgets.accessibility import assert_accessible
from tests.widgets.gallery import gallery


def test_gallery_is_accessible(qtbot: QtBot, desk: Desk) -> None:
    shown = gallery(desk)
    qtbot.addWidget(shown)
    shown.resize(1440, 1100)
    with qtbot.waitExposed(shown):
        shown.show()
    assert_accessible(shown)


@pytest.mark.parametrize("zoom", [90, 125, 200])
@pytest.mark.parametrize("mode", MODES)
def test_gallery_is_drawn(qtbot: QtBot, desk: Desk, mode: str, zoom: int) -> None:
    shown = gallery(desk)
    qtbot.addWidget(shown)
    try:
        theme().set_mode(mode)  # type: ignore[arg-type]  # parametrize widens the literal
        theme().set_zoom(zoom)
        shown.resize(shown.sizeHint())
        with qtbot.waitExposed(shown):
            shown.show()
        squeezed = [
            label.text()
            for label in shown.findChildren(QLabel)
            if label.isVisible()
            and label.text()
            and not isinstance(label, ElidedLabel)
            and not label.wordWrap()
            and label.height() < label.fontMetrics().height() - 1
        ]
        assert squeezed == []
        assert not shown.grab().toImage().isNull()
    finally:
        theme().set_mode("light")
        theme().set_zoom(100)


def test_two_columns_become_one(qtbot: QtBot) -> None:
    both = TwoColumns(Column(Label("gauche")), Column(Label("droite")), least=400)
    qtbot.addWidget(both)
    both.resize(600, 100)
    with qtbot.waitExposed(both):
        both.show()
    assert not both.stacked
    both.resize(300, 200)
    assert [both.stacked] == [True]
    assert both.minimumSizeHint().width() < 300
