"""What has no room is cut after a word: the titles on drawn covers, the key hints at the foot of a list."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cresi_app.widgets.cover import fitted
from cresi_app.widgets.labels import KeyHints
from cresi_app.widgets.paint import noting_cuts, put_lines
from cresi_app.widgets.theme import theme


def test_hints_that_have_no_room_are_left_out_whole(qtbot: QtBot) -> None:
    hints = KeyHints("Entrée ouvrir     E modifier     Espace choisir")
    qtbot.addWidget(hints)
    metrics, whole = QFontMetrics(hints.font()), hints.sizeHint().width()
    assert hints._fitting(metrics, whole) == hints.text()
    assert hints._fitting(metrics, whole - 8) == "Entrée ouvrir     E modifier"
    assert hints._fitting(metrics, 40).endswith("…")


def test_a_title_is_cut_after_a_word_and_its_quotes_hold(qapp: QApplication) -> None:
    metrics = QFontMetricsF(qapp.font())
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    room = QRectF(0, 0, metrics.horizontalAdvance("Une borne-fontaine"), 2.5 * metrics.height())
    title = "Une borne-fontaine, combien ça coûte vraiment ?"
    assert fitted(title, metrics, QRectF(0, 0, 2_000, 100), flags) == title.replace(" ?", "\u202f?")
    shown = fitted(title, metrics, room, flags)
    assert shown.endswith("…")
    assert title.startswith(shown[:-1])
    assert "«\u00a0Monter" in fitted("Mallette « Monter son projet »", metrics, QRectF(0, 0, 2_000, 100), flags)


def test_of_two_lines_the_first_is_never_cut(qapp: QApplication) -> None:
    font, text = theme().font("secondary", weight=600), "Campagnes de jeunes pour le climat et les droits"
    metrics, ground = QFontMetrics(font), QPixmap(600, 80)
    longest = max(metrics.horizontalAdvance(word) for word in text.split())
    whole = metrics.horizontalAdvance(text)
    painter = QPainter(ground)
    with noting_cuts() as cuts:
        for width in range(longest + 2, whole + 4):
            put_lines(painter, QRect(0, 0, width, 2 * metrics.height()), text, font, QColor("black"))
            assert all(cut != text and text.endswith(cut) for _, cut in cuts)
        cuts.clear()
        put_lines(painter, QRect(0, 0, whole - 40, 2 * metrics.height()), text, font, QColor("black"))
        assert not cuts
        put_lines(painter, QRect(0, 0, whole - 40, metrics.height()), text, font, QColor("black"))
        assert [cut for _, cut in cuts] == [text]  # no room for a second one
    painter.end()
