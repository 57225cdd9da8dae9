"""The page of history over a handful of acts: groups, filters, keys, the pane, what is locked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes, RecordRef
from cresi_app.core.i18n import N_
from cresi_app.shell.history.doors import (
    FIRST,
    ActDetail,
    ActLine,
    AsItWas,
    Asked,
    BeforeAfter,
    HistoryDoors,
    Reach,
    State,
    Told,
)
from cresi_app.shell.history.export import as_csv
from cresi_app.shell.history.lines import acts, heading, verb
from cresi_app.shell.history.page import HistoryPage
from cresi_app.shell.history.pane import ActPane
from cresi_app.widgets.desk import Desk
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages

TODAY = date(2026, 10, 6)
WORDS = "budget modifié"


def line(seq: int, at: datetime, state: State = "free") -> ActLine:
    told = "Missions : 4 900 € → 5 350 €"
    record = ("project", 17)
    return ActLine(seq, at, "Claire Martin", WORDS, "Accès à l'eau", told, "pencil", "primary", state, record)


LINES = [
    line(9, datetime(2026, 10, 6, 10, 42, tzinfo=UTC)), line(8, datetime(2026, 10, 6, 9, 15, tzinfo=UTC), "undo"), line(7, datetime(2026, 10, 5, 16, 20, tzinfo=UTC), "sent"),
    line(6, datetime(2026, 9, 28, 16, 2, tzinfo=UTC), "program"), line(5, datetime(2026, 7, 2, 11, 30, tzinfo=UTC), "final"), line(4, datetime(2026, 3, 24, 9, 0, tzinfo=UTC), "undone"),
]  # fmt: skip


OLDER = [line(seq, datetime(2025, 1, 20, 9, seq, tzinfo=UTC), "undone") for seq in (3, 2, 1)]


class Acts:
    """What was asked of the history, and a few lines to answer with."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.back: list[int] = []
        self.put: list[int] = []
        self.now: str | None = None
        self.reached: list[Reach] = []
        self.gone: list[int] = []
        self.locked = ""

    def tell(self, asked: Asked, reach: Reach) -> Told:
        self.asked.append(asked)
        self.reached.append(reach)
        lines = [] if asked.theme == "papers" else OLDER if reach.before else LINES
        counts, people = {"content": 5, "money": 1}, [("1", "Claire Martin")]
        return Told(lines, counts, people, date(2026, 1, 9), "Accès à l'eau", more=not reach.before)

    def detail(self, seq: int, _record: RecordRef | None) -> ActDetail:
        chosen = next(one for one in [*LINES, *OLDER] if one.seq == seq)
        values = [BeforeAfter("Missions", "4 900 €", "5 350 €", self.now)]
        return ActDetail(
            chosen,
            values,
            ["remet cette valeur, et elle seule"],
            [("Poste", "Accueil")],
            "écriture inverse" if chosen.state == "final" else "",
            back_to="Revenir au dossier tel qu'à 10:41" if seq > 5 else "",
        )

    def as_it_was(self, seq: int, record: RecordRef) -> AsItWas:
        values = [BeforeAfter("Missions", "5 350 €", "4 900 €")]
        return AsItWas(seq, record, 9, "10:41", "Accès à l'eau", values, [("Titre", "Accès")], [("Pièces", ["Devis"])], ["remet 1 valeur d'alors"],
                       LINES[:1], locked=self.locked)  # fmt: skip

    def go_back(self, _who: Actor, shown: AsItWas) -> Changes:
        self.gone.append(shown.seq)
        return Changes(300, "history.go_back")

    def record_of(self, _seq: int) -> RecordRef:
        return ("project", 17)

    def take_back(self, _who: Actor, seq: int) -> Changes:
        self.back.append(seq)
        return Changes(100 + len(self.back), "undo")

    def put_back(self, _who: Actor, seq: int) -> Changes:
        self.put.append(seq)
        return Changes(200, "history.put_back")

    def doors(self) -> HistoryDoors:
        themes = (("content", N_("Contenu")), ("money", N_("Argent")), ("papers", N_("Pièces")))
        return HistoryDoors(
            self.tell, self.detail, self.as_it_was, self.go_back, record_of=self.record_of, take_back=self.take_back,
            put_back=self.put_back, themes=themes,
        )  # fmt: skip


@pytest.fixture
def told() -> Acts:
    return Acts()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, told: Acts) -> Iterator[HistoryPage]:
    with clock.frozen(datetime(2026, 10, 6, 9, 0, tzinfo=UTC)):
        made = HistoryPage(desk, told.doors(), lambda _kind: "dossier")
        qtbot.addWidget(made)
        made.resize(1200, 800)
        with qtbot.waitExposed(made):
            made.show()
        made.show_record(("project", 17))
        desk.wait_idle()
        yield made


def test_lines_are_grouped_by_day_then_by_month(page: HistoryPage) -> None:
    assert page.list.headings() == [
        "Aujourd’hui, mardi 6\u00a0octobre",
        "Hier, lundi 5\u00a0octobre",
        "Lundi 28\u00a0septembre",
        "Juillet 2026",
        "Mars 2026",
    ]
    assert [one.seq for one in page.list.lines()] == [9, 8, 7, 6, 5, 4]
    assert heading(replace(LINES[0], at=datetime(2025, 10, 6, tzinfo=UTC))) == "Octobre 2025"
    assert page.list.hasFocus()
    assert "6 changements" in page.head.subtitle_label.text()
    assert page.back.text().startswith("Dossier")


def test_each_state_has_its_word(page: HistoryPage) -> None:
    assert [verb(one)[0] for one in page.list.lines()] == [
        "Annuler",
        "Rétablir",
        "Envoyé",
        "Annuler",
        "Définitif",
        "Annulé",
    ]
    assert [acts(one) for one in page.list.lines()] == [True, True, False, True, False, False]


def test_a_line_is_taken_back_with_keys_mouse_and_pane(page: HistoryPage, told: Acts, desk: Desk) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.wait_idle()
    rect = page.list.visualRect(page.list.model().index(2, 0))
    place = page.list._delegate.button(rect, LINES[1]).center().toPoint()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    desk.wait_idle()
    page.list.stand_on(6)
    desk.wait_idle()
    assert page.pane.act is not None
    page.pane.act.click()
    desk.wait_idle()
    assert told.back == [9, 8, 6]


def test_what_is_locked_is_not_taken_back(page: HistoryPage, told: Acts, desk: Desk) -> None:
    page.list.stand_on(5)
    desk.wait_idle()
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.wait_idle()
    assert told.back == []
    assert page.pane.act is None


def test_two_values_are_shown_when_a_later_change_touched_one(page: HistoryPage, told: Acts, desk: Desk) -> None:
    told.now = "6 000 €"
    page.list.stand_on(8)
    page.list.stand_on(9)
    desk.wait_idle()
    assert page.pane.act is not None
    page.pane.act.click()
    desk.wait_idle()
    assert (told.put, told.back) == ([9], [])


def test_filters_are_asked_for(page: HistoryPage, told: Acts, desk: Desk) -> None:
    page.themes.set_current("money")
    desk.wait_idle()
    page.period.set_key("week")
    page.period.activated.emit(page.period.currentIndex())
    desk.wait_idle()
    assert told.asked[-1] == Asked(("project", 17), "money", "", date(2026, 9, 30))
    page.themes.set_current("papers")
    desk.wait_idle()
    assert page.empty.isVisible()
    assert not page.card.isVisible()


def test_older_months_come_at_the_end_once(page: HistoryPage, told: Acts, desk: Desk) -> None:
    assert set(told.reached) == {FIRST}
    told.reached.clear()
    page.list.stand_on(7)
    page.list.ended.emit()
    page.list.ended.emit()
    desk.wait_idle()
    assert [one.seq for one in page.list.lines()] == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert page.list.headings()[-1] == "Janvier 2025"
    assert page.list.line() == LINES[2]
    assert told.reached == [Reach(before=4)]
    page.list.ended.emit()  # there is nothing older
    page.refresh(Changes(301, "undo"))
    desk.wait_idle()
    assert told.reached[1:] == [Reach(down_to=1)]


def test_a_link_to_what_is_no_line_any_more_is_looked_for_once(page: HistoryPage, told: Acts, desk: Desk) -> None:
    """An editing act that went on has another line: the one that the link names stands nowhere."""
    told.reached.clear()
    page.open_record("history", 2)
    desk.wait_idle()
    assert told.reached == [FIRST, Reach(down_to=2)]
    assert page.list.lines() == LINES


def offers_the_act(pane: ActPane) -> bool:
    """Look anew at what the pane offers: a click has changed it."""
    return pane.act is not None


def test_the_record_is_shown_as_it_was_before_it_is_taken_back(
    page: HistoryPage, told: Acts, desk: Desk, messages: RecordingMessages
) -> None:
    pane = page.pane
    assert pane.back_to is not None
    pane.back_to.click()
    desk.wait_idle()
    assert pane.shown is not None
    assert told.gone == []
    assert_accessible(page)
    leave = next(one for one in pane.findChildren(QPushButton) if one.text() == "Ne rien changer")
    leave.click()
    assert pane.detail is not None
    assert pane.back_to is not None
    pane.back_to.click()
    desk.wait_idle()
    assert pane.act is not None
    pane.act.click()
    desk.wait_idle()
    assert told.gone == [9]
    assert messages.toasts[-1].text.startswith("Fiche remise telle qu’elle était")
    told.locked = "un acte engage le centre"
    page.list.stand_on(8)
    desk.wait_idle()
    pane.back_to.click()
    desk.wait_idle()
    assert not offers_the_act(pane)
    page.list.stand_on(5)
    desk.wait_idle()
    assert pane.back_to is None  # it did not exist yet


def test_a_link_leads_to_a_line_and_the_pane_closes(page: HistoryPage, desk: Desk) -> None:
    page.list.stand_on(7)
    desk.wait_idle()
    page.pane.link.click()
    assert QGuiApplication.clipboard().text() == "cresi:history/7"
    page.list.stand_on(9)
    page.open_record("history", 7)
    desk.wait_idle()
    assert page.list.line() == LINES[2]
    page.pane.cross.click()
    assert not page.pane.isVisible()
    page.list.stand_on(6)
    assert page.pane.isVisible()


def test_the_page_is_accessible(page: HistoryPage, desk: Desk) -> None:
    assert_accessible(page)
    page.resize(600, 700)
    desk.wait_idle()
    assert not page.pane.isVisible()
    page.list.opened.emit(page.list.lines()[0])
    assert page.pane.isVisible()
    assert not page.left.isVisible()
    page.pane.close_button.click()
    assert page.left.isVisible()


def test_the_lines_are_written_as_a_table(
    page: HistoryPage, desk: Desk, messages: RecordingMessages, tmp_path: Path
) -> None:
    messages.places.append(tmp_path / "historique.csv")
    [export] = page.actions()
    export.run()
    desk.wait_idle()
    rows = (tmp_path / "historique.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == len(LINES) + 1
    assert rows[1].split(";")[:4] == ["2026-10-06", "10:42", "Claire Martin", WORDS]
    assert messages.toasts[0].text.startswith("6")
    risky = replace(LINES[0], detail="=1+1")
    assert as_csv([risky]).splitlines()[1].endswith(";'=1+1")
