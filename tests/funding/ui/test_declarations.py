"""The part « Déclarations » with real threads over a real library: duties, completing, exports, the import of a list."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cresi_app.funding.interchange.iati.writing import write
from cresi_app.funding.model.declaration import Duty, DutyState
from cresi_app.funding.model.pastgrant import Meaning, Outcome
from cresi_app.funding.ui.declarations import DeclarationsPane
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.desk import Desk as WindowDesk
from cresi_app.widgets.desk import DeskDoors
from tests.funding.desk import WHO, Desk, euros
from tests.funding.test_iati_checker import activity
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages

LIST = """Année;Association;Ville;Objet;Montant
2019;Eau Vive Solidarité;Évry;Forages;12 000,00
2019;Cèdre Solidaire;Massy;École;5 500,50
2019;Total;;;17 500,50
2020;Sans montant;Massy;Rien;
"""


@pytest.fixture
def money(desk: Desk) -> Desk:
    """The Essonne with a grant paid in 2026 that lacks its sector and markers, and one that is ready to publish."""
    desk.directory.set_identity(WHO, authority_id=desk.authority, authority_name="Essonne", siret="22910228000018")
    grant_id = desk.draft(amount=30_000, country_code="ML")
    desk.vote(grant_id, 30_000, needs_agreement=False)
    desk.pay(desk.plan(grant_id, 30_000)[0])
    return desk


@pytest.fixture
def window(
    qapp: QApplication, messages: RecordingMessages, money: Desk, opened: list[tuple[str, int]]
) -> Iterator[WindowDesk]:
    doors = DeskDoors(money.library.interrupt, lambda kind, record: opened.append((kind, record)))
    made = WindowDesk(doors, messages, WHO)
    made.set_year(2026)
    yield made
    made.close()
    made.deleteLater()
    assert not messages.crashes, messages.crashes


@pytest.fixture
def pane(qtbot: QtBot, window: WindowDesk, money: Desk) -> DeclarationsPane:
    made = DeclarationsPane(window, money.funding)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    window.changed.connect(made.refresh)
    made.show()
    made.refresh(None)
    qtbot.waitUntil(lambda: made.found is not None and bool(made.table.rows))
    window.wait_idle()
    return made


def waits(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=15_000)


def duty(pane: DeclarationsPane, which: Duty) -> DutyState:
    assert pane.found is not None
    return next(one.state for one in pane.found.duties if one.duty is which)


def test_duties_say_where_they_stand(pane: DeclarationsPane) -> None:
    assert duty(pane, Duty.AID) is DutyState.TO_COMPLETE
    assert duty(pane, Duty.SCDL) is DutyState.TO_COMPLETE
    assert pane.sums.text().replace("\u202f", " ").replace("\u00a0", " ").endswith("= payé 30 000 €.")
    assert_accessible(pane)


def test_a_line_is_completed_where_it_is_seen(qtbot: QtBot, pane: DeclarationsPane, money: Desk) -> None:
    pane.table.select(1)
    form = pane.findChild(ActForm)
    assert form is not None
    found = pane.found
    assert found is not None
    values = form.form
    sector = next(one for one in money.directory.sectors if one.code == "14030")
    from cresi_app.widgets.fields import Proposal  # noqa: PLC0415 - only this test chooses

    values.field("sector_code").set_value(Proposal(sector.code, sector.name))
    for name in ("gender", "environment", "biodiversity", "nutrition", "disability"):
        values.field(name).set_value(1)
    form.submit()
    waits(qtbot, lambda: pane.found is not None and pane.found.aid.to_complete == 0)
    assert duty(pane, Duty.AID) is DutyState.READY
    said = money.funding.declarations.grant_aid(pane.table.rows[0].key[1])
    assert said is not None
    assert (said.sector_code, said.gender) == ("14030", 1)


def test_leaving_out_without_reason_is_refused_at_its_field(qtbot: QtBot, pane: DeclarationsPane) -> None:
    pane.table.select(1)
    form = pane.findChild(ActForm)
    assert form is not None
    form.form.field("is_left_out").set_value(True)
    form.submit()
    waits(qtbot, form.go.isEnabled)
    assert pane.found is not None
    assert pane.found.aid.out == ()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_the_declaration_is_written_and_remembered(
    qtbot: QtBot, pane: DeclarationsPane, messages: RecordingMessages, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"e-apd.{ending}"
    messages.places.append(file)
    pane.cards[Duty.AID].exported.emit(Duty.AID)
    waits(qtbot, lambda: pane.found is not None and len(pane.found.made) == 1)
    assert file.stat().st_size > 100
    assert pane.found is not None
    made = pane.found.made[0]
    assert (made.duty, made.year, made.file_name) == (Duty.AID, 2026, file.name)
    assert messages.toasts


def test_nothing_valid_is_nothing_written(
    qtbot: QtBot, pane: DeclarationsPane, messages: RecordingMessages, tmp_path: Path
) -> None:
    file = tmp_path / "subventions.csv"
    messages.places.append(file)
    pane.makers.make(Duty.SCDL, 2026)
    waits(qtbot, lambda: bool(messages.errors))
    assert not file.exists()


def test_activities_are_shown_and_published(
    qtbot: QtBot, pane: DeclarationsPane, money: Desk, messages: RecordingMessages, tmp_path: Path
) -> None:
    pane.show_part(Duty.IATI.value)
    assert [row.number for row in pane.table.rows] == ["S2026-001"]
    assert "secteur" in pane.table.rows[0].why
    money.funding.update_grant(WHO, pane.table.rows[0].key[1], None, sector_code="14030")
    pane.refresh(None)
    waits(
        qtbot,
        lambda: (
            pane.found is not None and pane.found.published is not None and len(pane.found.published.activities) == 1
        ),
    )
    file = tmp_path / "activites.xml"
    messages.places.append(file)
    pane.makers.make(Duty.IATI, 2026)
    waits(qtbot, lambda: pane.found is not None and len(pane.found.made) == 1)
    assert b"FR-INSEE-229102280-S2026-001" in file.read_bytes()


def test_an_expense_joins_and_leaves(qtbot: QtBot, pane: DeclarationsPane, money: Desk) -> None:
    made = money.funding.declarations.add_expense(WHO, "Temps d'un agent", euros(900), money.grant(pane.table.rows[0].key[1]).voted_on, kind_code="administration")  # type: ignore[arg-type]  # voted by the fixture  # fmt: skip
    pane.refresh(made)
    waits(qtbot, lambda: len(pane.table.rows) == 2)
    at = next(n for n, row in enumerate(pane.table.rows, 1) if row.key[0] == "declared_expense")
    pane.table.select(at)
    pane._remove_expense(pane.table.rows[at - 1].key[1])
    waits(qtbot, lambda: len(pane.table.rows) == 1)


@pytest.fixture
def looked(qtbot: QtBot, pane: DeclarationsPane, tmp_path: Path) -> DeclarationsPane:
    """The control of a small list."""
    file = tmp_path / "subventions.csv"
    file.write_text(LIST, encoding="cp1252")
    pane.begin_import()
    pane.importing.open(file)
    waits(qtbot, lambda: pane.importing.report is not None)
    return pane


def test_a_list_is_looked_at_first(looked: DeclarationsPane, money: Desk) -> None:
    view = looked.importing
    assert view.report is not None
    assert (view.report.read, view.report.created, view.report.rejected) == (3, 2, 1)
    assert [one.code for one in view.report.findings] == ["row"]
    assert money.library.value("SELECT count(*) FROM past_grant") == 0
    assert view.dry.figures[Outcome.CREATED].text() == "2"
    assert_accessible(view)


def test_a_list_goes_in_as_one_act_that_can_be_undone(
    qtbot: QtBot, looked: DeclarationsPane, money: Desk, messages: RecordingMessages
) -> None:
    looked.importing.run()
    waits(qtbot, lambda: money.library.value("SELECT count(*) FROM past_grant") == 2)
    waits(qtbot, lambda: bool(messages.toasts))
    assert money.library.value("SELECT count(*) FROM organisation WHERE name = 'Eau Vive Solidarité'") == 1
    act = messages.toasts[-1][1] if isinstance(messages.toasts[-1], tuple) else None
    if act is not None:
        act.run()
        waits(qtbot, lambda: money.library.value("SELECT count(*) FROM past_grant") == 0)


def test_a_corrected_column_is_remembered(qtbot: QtBot, looked: DeclarationsPane, money: Desk) -> None:
    view = looked.importing
    at = [one.key() for one in view.mapping.choices].index(Meaning.OBJECT)
    view.mapping.choices[at].set_key(Meaning.SCHEME)
    view.mapping.choices[at].activated.emit(0)
    waits(qtbot, lambda: bool(money.funding.declarations.remembered_columns()))
    waits(qtbot, lambda: view.report is not None)
    (columns,) = money.funding.declarations.remembered_columns().values()
    assert Meaning.SCHEME in columns
    assert Meaning.OBJECT not in columns


def test_rejects_are_kept_in_a_file(
    qtbot: QtBot, looked: DeclarationsPane, messages: RecordingMessages, tmp_path: Path
) -> None:
    place = tmp_path / "rejets.csv"
    messages.places.append(place)
    looked.importing.save_rejects()
    waits(qtbot, place.exists)
    rows = list(csv.reader(io.StringIO(place.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [row[1] for row in rows[1:]] == ["5"]


def test_escape_goes_back(looked: DeclarationsPane) -> None:
    QTest.keyClick(looked.importing, Qt.Key.Key_Escape)
    assert looked._stack.currentIndex() == 0


def test_no_list_is_a_sentence(
    qtbot: QtBot, pane: DeclarationsPane, messages: RecordingMessages, tmp_path: Path
) -> None:
    file = tmp_path / "photo.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    pane.importing.open(file)
    waits(qtbot, lambda: bool(messages.errors))


def test_another_language_builds_it_again(qtbot: QtBot, pane: DeclarationsPane) -> None:
    pane.retranslate()
    waits(qtbot, lambda: bool(pane.table.rows))


def test_activities_of_others_are_looked_at_then_proposed(
    qtbot: QtBot, pane: DeclarationsPane, money: Desk, tmp_path: Path, messages: RecordingMessages
) -> None:
    file = tmp_path / "activites.xml"
    write(file, [activity("A1"), activity("A2")])
    pane.begin_import()
    pane.importing.open(file)
    view = pane.activities
    waits(qtbot, lambda: view.report is not None)
    assert pane._stack.currentWidget() is view
    assert [line.outcome for line in view.lines] == [Outcome.CREATED, Outcome.CREATED]
    assert money.library.value("SELECT count(*) FROM project") == 0
    assert_accessible(view)
    view.run()
    waits(qtbot, lambda: money.library.value("SELECT count(*) FROM project") == 2)
    waits(qtbot, lambda: bool(messages.toasts))


def test_a_bomb_is_refused_in_the_window(qtbot: QtBot, pane: DeclarationsPane, tmp_path: Path) -> None:
    file = tmp_path / "bomb.xml"
    file.write_text('<!DOCTYPE x [<!ENTITY a "b">]><iati-activities version="2.03">&a;</iati-activities>')
    pane.importing.open(file)
    waits(qtbot, lambda: pane.activities.message.isVisibleTo(pane.activities))
    assert not pane.activities.dry.import_button.isEnabled()
