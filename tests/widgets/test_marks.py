"""Covers, hits, initials, gauges, shortcuts: what is drawn follows from what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from cresi_app.core.bookcover import CREAM, DEEP, cover_choice, cover_letter
from cresi_app.widgets.actions import Action, action_button, keys_text
from cresi_app.widgets.facets import CheckRow, Facet, FacetGroup, YearRange
from cresi_app.widgets.fonts import FONTS, serif_holds
from cresi_app.widgets.gauges import Days, DaysGauge
from cresi_app.widgets.highlight import highlights, parse_marked
from cresi_app.widgets.icons import ICONS
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.pills import initials
from cresi_app.widgets.tabs import TabBar
from cresi_app.widgets.theme import theme
from cresi_app.widgets.tokens import contrast


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("L'eau", "E"),
        ("Les Deux Rives", "D"),
        ("Œuvre", "Œ"),
        ("  ", "·"),
        ("2e guide", "2"),
        ("Le", "L"),
        ("École", "É"),
    ],
)
def test_cover_letter_skips_the_article(title: str, letter: str) -> None:
    assert cover_letter(title.replace("'", "’")) == letter


def test_cover_grounds_hold_their_words() -> None:
    assert min(contrast(ground, CREAM) for ground in DEEP) >= 5.4


def test_cover_is_the_same_everywhere() -> None:
    assert cover_choice("Eaux partagées") == cover_choice("EAUX PARTAGÉES")
    assert len({cover_choice(f"Titre {n}") for n in range(400)}) == 50


@pytest.mark.parametrize(
    ("text", "typed", "spans"),
    [
        ("École de Bamako", "ecole", [(0, 5)]),
        ("l’eau potable ici", "eau potable", [(2, 13)]),
        ("Cœur d'Afrique", "coeur", [(0, 4)]),
        ("bateau", "eau", []),
        ("x", '"', []),
    ],
)
def test_hits_follow_the_search_s_own_folding(text: str, typed: str, spans: list[tuple[int, int]]) -> None:
    assert highlights(text, typed) == spans


@given(st.text(max_size=60), st.text(max_size=20))
def test_hits_never_raise_and_stay_inside(text: str, typed: str) -> None:
    spans = highlights(text, typed)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(max_size=80))
def test_marked_snippets_keep_every_word(text: str) -> None:
    plain, spans = parse_marked(text)
    assert plain == text.replace("\u0002", "").replace("\u0003", "")
    assert all(0 <= start <= end <= len(plain) for start, end in spans)


def test_initials() -> None:
    assert [
        initials(name) for name in ("Eau Vive Solidarité", "Comité de gestion", "Teranga 94", "M'Bala", "", "« »")
    ] == [
        "EV",
        "CG",
        "T9",
        "MB",
        "?",
        "?",
    ]


def test_days_say_what_is_drawn(qapp: QApplication) -> None:
    days = Days(9, 3, 1)
    assert days.sentence() == "9 réalisés · 3 confirmés · 1 option · 1 libre"
    assert "1 au-delà du quota" in Days(14, 1, 0).sentence()
    gauge = DaysGauge()
    gauge.set_days(days)
    assert gauge.accessibleName() == days.sentence()


def test_shortcuts_are_said_in_french() -> None:
    assert keys_text("Ctrl+Shift+N") == "Ctrl Maj N"
    assert keys_text("Ctrl++, Ctrl+=") == "Ctrl +"
    assert keys_text("Alt+Left") == "Alt ←"


def test_a_disabled_act_says_why(qapp: QApplication) -> None:
    button = action_button(Action("x", "Verser", lambda: None, enabled=lambda: False, why_not="Il manque deux pièces."))
    assert not button.isEnabled()
    assert button.toolTip() == "Il manque deux pièces."


def test_serif_gives_way_to_the_sans_for_letters_it_lacks(qapp: QApplication) -> None:
    assert serif_holds("Œuvre à l’été")
    assert not serif_holds("ɓ ɗ ɛ")
    assert Label("Ɛ ɓ", "h1").font().families()[0] == "Inter"
    assert Label("Catalogue", "h1").font().families()[0] == "Source Serif 4"


def test_cut_labels_tell_their_whole_text(qapp: QApplication) -> None:
    label = ElidedLabel("Un titre beaucoup trop long pour sa place")
    label.resize(60, 20)
    assert label.cut
    label.resizeEvent(_same_size(label))
    assert label.toolTip() == label.text()


def _same_size(label: ElidedLabel):  # type: ignore[no-untyped-def]  # a bare Qt event
    from PySide6.QtGui import QResizeEvent  # noqa: PLC0415 - only here

    return QResizeEvent(label.size(), label.size())


def test_zoom_scales_everything(qapp: QApplication) -> None:
    look = theme()
    try:
        look.set_zoom(200)
        assert look.px(34) == 68
        assert look.font("body").pixelSize() == 28
        look.step_zoom(1)
        assert look.zoom == 200
        look.step_zoom(-1)
        assert look.zoom == 175
    finally:
        look.set_zoom(100)


def test_facets_keep_what_is_checked(qtbot: QtBot) -> None:
    group = FacetGroup("Thème", shown=2)
    qtbot.addWidget(group)
    heard: list[object] = []
    group.changed.connect(heard.append)
    group.set_facets([Facet(1, "Eau", 3), Facet(2, "Santé", 2), Facet(3, "Droits", 1)])
    group.set_checked({3})
    group.set_facets([Facet(1, "Eau", 3)])
    assert group.checked() == {3}
    assert group.word(3) == "Droits"
    assert heard == []


def test_a_filter_that_is_clicked_keeps_the_keyboard_and_its_place(qtbot: QtBot) -> None:
    """Fresh counts come at each click: the row one stands on is not made anew, nor left for the next one."""
    group = FacetGroup("Thème", shown=3)
    qtbot.addWidget(group)
    group.set_facets([Facet(1, "Eau", 3), Facet(2, "Santé", 2), Facet(3, "Droits", 1)])
    with qtbot.waitExposed(group):
        group.show()
    row = next(one for one in group.findChildren(CheckRow) if one.facet.key == 2)
    row.setFocus(Qt.FocusReason.TabFocusReason)
    group.changed.connect(group.set_checked)
    row.click()
    group.set_facets([Facet(4, "Arts", 5), Facet(2, "Santé", 7), Facet(1, "Eau", 1)])
    shown = [one for one in group.findChildren(CheckRow) if one.parent() is not None]
    assert row in shown
    assert row.isChecked()
    assert row.accessibleName() == "Santé, 7"
    assert group.focusWidget() is row
    qtbot.waitUntil(lambda: [one.facet.key for one in sorted(shown, key=lambda one: one.y())] == [4, 2, 1])
    following = row.nextInFocusChain()
    assert isinstance(following, CheckRow)
    assert following.facet.key == 1  # Tab goes as they are seen


def test_year_range_keeps_its_years(qapp: QApplication) -> None:
    years = YearRange("Année")
    years.set_counts(2008, [1, 2, 3, 4])
    assert years.range() is None
    years.set_range((2009, 2010))
    years.set_counts(2005, [0] * 10)
    assert years.range() == (2009, 2010)
    years.set_counts(2010, [1, 1])
    assert years.range() == (2010, 2010)


def test_tabs_without_room_scroll_by_targets_one_can_hit(qtbot: QtBot) -> None:
    tabs = TabBar("Parties", [(str(number), f"Partie {number}") for number in range(12)])
    qtbot.addWidget(tabs)
    tabs.resize(300, tabs.sizeHint().height())
    tabs.show()
    for zoom in (100, 200):
        theme().set_zoom(zoom)
        arrows = [one for one in tabs.findChildren(QToolButton) if one.isVisible()]
        assert len(arrows) == 2
        assert all(one.width() >= theme().px(24) for one in arrows)
        assert [one.isEnabled() for one in arrows].count(False) == 1
        for one in arrows:
            seen, middle = one.grab().toImage(), one.rect().center()
            line = {seen.pixel(x, middle.y()) for x in range(theme().px(4), one.width() - theme().px(4))}
            assert len(line) > 1, "the arrow that leads nowhere is pale, not a blank button"
    theme().set_zoom(100)


def test_every_bundled_file_has_its_licence() -> None:
    families = {file.name.split("_")[0] for file in FONTS.glob("*.ttf")}
    assert families == {file.stem.removeprefix("OFL-") for file in FONTS.glob("OFL-*.txt")}
    assert (ICONS / "LICENSE-Lucide.txt").exists()
