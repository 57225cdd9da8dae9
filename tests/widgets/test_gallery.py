"""All parts together: accessible, drawn in every theme and size without a Qt warning, never squeezed."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cresi_app.widgets.card import KeyFigure
from cresi_app.widgets.columns import EqualCells, TwoColumns
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


def test_cells_of_a_short_line_share_its_width(qtbot: QtBot) -> None:
    cells = EqualCells(100, spread=True)
    qtbot.addWidget(cells)
    parts = [Label(str(number)) for number in range(5)]
    cells.show_cells(parts)
    cells.resize(340, 200)
    with qtbot.waitExposed(cells):
        cells.show()
    assert parts[2].geometry().right() == parts[4].geometry().right() == 339
    assert parts[3].width() > parts[0].width()
    cells.resize(700, 200)
    qtbot.waitUntil(lambda: len({part.y() for part in parts}) == 1)
    assert parts[4].geometry().right() == 699


class _Asking(QObject):
    """Asks a label for its size as soon as its palette changes, as a layout may."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.PaletteChange and isinstance(watched, Label):
            watched.sizeHint()
        return False


def test_a_label_forgets_the_height_of_a_former_text_size(qtbot: QtBot) -> None:
    label, asking = Label("153", "figure"), _Asking()
    qtbot.addWidget(label)
    label.installEventFilter(asking)
    first = label.sizeHint().height()
    try:
        for mode in ("dark", "light"):  # the palette changes with the size
            theme().set_zoom(150)
            assert label.sizeHint().height() > first
            label.set_ink("text2" if mode == "dark" else "text")
            theme().set_mode(mode)
            theme().set_zoom(100)
            assert label.sizeHint().height() == first
    finally:
        theme().set_mode("light")
        theme().set_zoom(100)


def test_the_parts_of_a_caption_are_not_broken(qtbot: QtBot) -> None:
    card = KeyFigure("library", "primary", "Formations")
    qtbot.addWidget(card)
    card.set("14 jours", "10 réalisés · 0 libre")
    assert card.caption_label.text() == "10\u00a0réalisés\u00a0· 0\u00a0libre"
    card.set("153", "311 exemplaires")
    assert card.caption_label.text() == "311 exemplaires"


def test_a_figure_shows_how_it_came_to_be(qtbot: QtBot) -> None:
    card = KeyFigure("library", "primary", "Fonds documentaire")
    qtbot.addWidget(card)
    card.resize(240, 170)
    with qtbot.waitExposed(card):
        card.show()
    assert not card.trend.isVisible()
    card.trend.set_values([99, 113, 113, 153], "54 notices de plus en un an")
    assert card.trend.isVisible()
    assert card.trend.accessibleName() == "54 notices de plus en un an"
    heights = [place.y() for place in card.trend.places()]
    assert heights == sorted(heights, reverse=True)
    assert all(card.trend.rect().contains(place.toPoint()) for place in card.trend.places())
    dot = card.trend.grab().toImage().pixelColor(card.trend.places()[-1].toPoint())
    assert dot.name().upper() == theme().color("success_fill").name().upper()
    card.trend.set_values([7, 7], "")
    assert len({place.y() for place in card.trend.places()}) == 1
    card.trend.set_values([], "")
    assert not card.trend.isVisible()
