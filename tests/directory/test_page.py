"""The Annuaire as it is used: keys in a real page, over a real library."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget
from pytestqt.qtbot import QtBot

from cresi_app.directory.model import Event
from cresi_app.directory.service import Channel, DirectoryService, OrganisationFilter, Permission
from cresi_app.directory.ui import DirectoryPage, DirectoryPanels
from cresi_app.directory.ui.cards import ContactButton
from cresi_app.directory.ui.create import NewOrganisation, Tie
from cresi_app.directory.ui.merge import MergeView
from cresi_app.directory.ui.writing import write
from cresi_app.shell.pagearea import PageArea
from cresi_app.store.library import Library
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from tests.directory.conftest import WHO
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages


@pytest.fixture
def desk_interrupt(library: Library) -> Callable[[int], None]:
    return library.interrupt


@pytest.fixture
def ids(directory: DirectoryService) -> dict[str, int]:
    """Three organisations and a person of the first."""
    eau = directory.add_organisation(
        WHO, "Eau Vive Solidarité", town="Créteil", countries=["NE", "ML"], sectors=["14031"], numbers={"rna": "W941234567"},
        known_since=2009, legal_form="Association loi 1901",
    ).id  # fmt: skip
    zoe = directory.add_organisation(WHO, "Zoé et compagnie").id
    ecole = directory.add_organisation(WHO, "École ouverte", town="Massy").id
    person = directory.add_person(
        WHO, "Mariama", "Boureima", organisation_id=eau, role="president", title="présidente", email="m@exemple.org"
    ).id
    directory.set_membership(WHO, eau, 2026, 3000, date(2026, 1, 9))
    return {"eau": eau, "zoe": zoe, "ecole": ecole, "mariama": person}


def happened(organisation_id: int) -> list[Event]:
    return [
        Event(date(2026, 12, 8), "Journée « Monter son budget »", "Lucie Nguyen inscrite", "session", 7, "graduation-cap",
              "info", "À venir", "info", "training"),
        Event(date(2024, 3, 24), "Accès à l'eau à Zinder", "18 000 €", "project", 8, "folder-kanban", group="projects"),
    ]  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, directory: DirectoryService, ids: dict[str, int]) -> DirectoryPage:
    panels = DirectoryPanels(
        organisation_events=(lambda key: happened(key) if key == ids["eau"] else [],),
        organisation_notes=lambda _keys: {ids["eau"]: "1 projet"},
    )
    made = DirectoryPage(desk, directory, panels)
    qtbot.addWidget(made)
    made.resize(1208, 838)
    made.ensure_built()
    with qtbot.waitExposed(made):
        made.show()
    desk.wait_idle()
    return made


def settle(desk: Desk) -> None:
    QApplication.processEvents()
    desk.wait_idle()
    QApplication.processEvents()
    desk.wait_idle()


def words(page: DirectoryPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_the_list_and_the_first_sheet_are_there_at_once(page: DirectoryPage, desk: Desk, ids: dict[str, int]) -> None:
    settle(desk)
    assert page.list.organisations.ids() == [ids["eau"], ids["ecole"], ids["zoe"]]
    assert page.organisation.organisation_id == ids["eau"]
    assert page.organisation.head.caption.text() == "Association loi 1901 · Créteil · avec nous depuis 2009"
    assert "1 à jour d’adhésion" in words(page)
    assert_accessible(page)


def test_everything_done_together_stands_newest_first_and_opens(
    page: DirectoryPage, desk: Desk, opened: list[tuple[str, int]]
) -> None:
    settle(desk)
    timeline = page.organisation.events.timeline
    assert [timeline.event_at(row).day.year for row in range(timeline.count())] == [2026, 2026, 2024]
    page.organisation.tabs.set_current("training")
    assert timeline.count() == 1
    timeline.setCurrentIndex(timeline.model().index(0, 0))
    QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert opened == [("session", 7)]


def test_words_narrow_the_list_and_the_arrow_goes_into_it(page: DirectoryPage, desk: Desk, ids: dict[str, int]) -> None:
    QTest.keyClicks(page.list.search.input, "ecole")
    settle(desk)
    assert page.list.organisations.ids() == [ids["ecole"]]
    QTest.keyClick(page.list.search.input, Qt.Key.Key_Down)
    settle(desk)
    assert page.organisation.organisation_id == ids["ecole"]
    QTest.keyClicks(page.list.search.input, "zzz")
    settle(desk)
    assert "Aucune fiche ne répond" in words(page)
    page.list.clear()
    settle(desk)
    assert len(page.list.organisations.ids()) == 3


def test_a_field_is_saved_when_it_is_left_and_a_refusal_stands_under_it(
    page: DirectoryPage, desk: Desk, directory: DirectoryService, ids: dict[str, int], library: Library
) -> None:
    page.open_record("organisation", ids["eau"])
    settle(desk)
    page.organisation.edit()
    town, email = page.organisation.fields.form.field("town"), page.organisation.fields.form.field("email")
    town.editor.setFocus()
    QTest.keyClick(town.editor, Qt.Key.Key_End)
    QTest.keyClicks(town.editor, " Nord")
    QTest.keyClick(town.editor, Qt.Key.Key_Return)
    QTest.keyClicks(email.editor, "pas une adresse")
    QTest.keyClick(email.editor, Qt.Key.Key_Return)
    settle(desk)
    assert directory.organisation(ids["eau"]).town == "Créteil Nord"
    assert "n’est pas une adresse" in email.error
    assert email.editor.text() == "pas une adresse"  # type: ignore[attr-defined]  # a line of text
    desk.write("undo", lambda: library.undo(WHO))
    settle(desk)
    assert town.read() == "Créteil"
    shown = email.editor.text()  # type: ignore[attr-defined]  # as above
    assert shown == "pas une adresse", "what is being typed stays when the sheet is read again"


def test_two_saves_in_a_row_do_not_refuse_each_other(
    page: DirectoryPage, desk: Desk, directory: DirectoryService, ids: dict[str, int], messages: RecordingMessages
) -> None:
    page.open_record("organisation", ids["eau"])
    settle(desk)
    form = page.organisation.fields.form
    for name, typed in (("acronym", "EVS"), ("region", "Île-de-France"), ("town", "Évry")):
        form.field(name).input.setText(typed)  # type: ignore[attr-defined]  # these three are lines of text
        form.field(name).commit()
    settle(desk)
    one = directory.organisation(ids["eau"])
    assert (one.acronym, one.region, one.town) == ("EVS", "Île-de-France", "Évry")
    assert messages.errors == []


def test_countries_and_numbers_are_saved_too(
    page: DirectoryPage, desk: Desk, directory: DirectoryService, ids: dict[str, int]
) -> None:
    page.open_record("organisation", ids["eau"])
    settle(desk)
    form = page.organisation.fields.form
    countries = form.field("countries")
    countries.remove(0)  # type: ignore[attr-defined]  # a field of tokens
    siret = form.field("number:siret")
    siret.input.setText("22910228000018")  # type: ignore[attr-defined]  # a line of text
    siret.commit()
    settle(desk)
    sheet = directory.organisation_sheet(ids["eau"])
    assert [country.code for country in sheet.countries] == ["ML"]
    assert sheet.identifier("siret") == "22910228000018"


def test_a_new_organisation_takes_three_words_and_warns_of_its_double(
    page: DirectoryPage, desk: Desk, directory: DirectoryService, ids: dict[str, int]
) -> None:
    page.list.organisation_list.setFocus()
    QTest.keyClick(page.list.organisation_list, Qt.Key.Key_N)
    form = page.sheets.form
    assert isinstance(form, NewOrganisation)
    name = form.form.field("name").editor
    QTest.keyClicks(name, "Association Eau Vive Solidarite")
    settle(desk)
    assert "Ressemble à Eau Vive Solidarité" in form.message.text
    name.selectAll()  # type: ignore[attr-defined]  # a line input
    QTest.keyClicks(name, "Cedre Solidaire")  # QTest types ASCII only
    for _ in range(2):  # in haste: it is made once
        QTest.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    [made] = directory.organisations(OrganisationFilter(text="cedre"))
    assert page.organisation.organisation_id == made.id
    assert page.sheets.form is None


def test_nothing_typed_is_lost_when_a_new_sheet_is_refused(page: DirectoryPage, desk: Desk) -> None:
    page.new_organisation()
    form = page.sheets.form
    assert isinstance(form, NewOrganisation)
    QTest.keyClicks(form.form.field("town").editor, "Massy")
    form.submit()
    settle(desk)
    assert "besoin d’un nom" in form.form.field("name").error
    assert form.value("town") == "Massy"
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert page.sheets.form is None


def test_a_person_is_added_from_the_sheet(
    page: DirectoryPage, desk: Desk, directory: DirectoryService, ids: dict[str, int]
) -> None:
    page.open_record("organisation", ids["zoe"])
    settle(desk)
    page.organisation.people.adding.emit()
    form = page.sheets.form
    assert isinstance(form, Tie)
    form.submit()
    assert "Choisissez d’abord" in form.form.field("other").error
    form.form.field("other")._create("Awa Traoré", form.form.field("other").choose)  # type: ignore[attr-defined]  # a picker
    form.submit()
    settle(desk)
    assert [a.person.name for a in directory.organisation_sheet(ids["zoe"]).people] == ["Awa Traoré"]
    assert page.organisation.organisation_id == ids["zoe"]


def test_two_sheets_are_merged_and_brought_back(
    page: DirectoryPage, desk: Desk, directory: DirectoryService, ids: dict[str, int], messages: RecordingMessages
) -> None:
    page.acts.ask_organisation("merge", ids["ecole"])
    view = page.sheets.form
    assert isinstance(view, MergeView)
    settle(desk)
    assert not view.go.isEnabled()
    view._chosen(None)
    view._other = ids["zoe"]
    view._read()
    settle(desk)
    assert view.go.isEnabled()
    view.swap.click()
    settle(desk)
    view.go.click()
    settle(desk)
    assert directory.organisation(ids["ecole"]).id == ids["zoe"]
    assert page.organisation.organisation_id == ids["zoe"]
    told = messages.toasts[-1]
    assert told.act is not None
    told.act.run()
    settle(desk)
    assert len(page.list.organisations.ids()) == 3


def test_letters_jump_in_the_list(page: DirectoryPage, desk: Desk, ids: dict[str, int]) -> None:
    listed = page.list.organisation_list
    listed.setFocus()
    for typed, name in ((Qt.Key.Key_Z, "zoe"), (Qt.Key.Key_E, "eau"), (Qt.Key.Key_E, "ecole"), (Qt.Key.Key_E, "eau")):
        QTest.keyClick(listed, typed)
        settle(desk)
        assert listed.current() == ids[name]


def test_addresses_that_no_program_takes_are_copied(
    desk: Desk, messages: RecordingMessages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    assert not write(desk, ["a@eau.example", "b@eau.example"])
    assert QApplication.clipboard().text() == "a@eau.example, b@eau.example"
    assert "eau.example" not in messages.toasts[-1].text  # nobody's address stands on the screen


def test_what_a_person_refused_is_seen_said_and_respected(
    page: DirectoryPage, desk: Desk, directory: DirectoryService, ids: dict[str, int]
) -> None:
    page.open_record("organisation", ids["eau"])
    settle(desk)
    contact = directory.person_sheet(ids["mariama"]).contacts[0]
    assert contact.channel is Channel.EMAIL
    desk.write(
        "", lambda: directory.set_permission(WHO, contact.id, contact.version, Permission.REFUSED, "au téléphone")
    )
    settle(desk)
    names = [button.accessibleName() for button in page.organisation.people.findChildren(ContactButton)]
    assert "Mariama Boureima refuse les courriels" in names
    assert not page.organisation.head.findChildren(Button)[1].isEnabled()


def test_people_have_their_own_list_and_sheet(
    page: DirectoryPage, desk: Desk, ids: dict[str, int], opened: list[tuple[str, int]]
) -> None:
    page.open_record("person", ids["mariama"])
    settle(desk)
    assert page.list.mode == "person"
    assert page.person.person_id == ids["mariama"]
    assert page.person.head.caption.text() == "présidente · Eau Vive Solidarité"
    assert_accessible(page)
    page.person.belongs.opened.emit(ids["eau"])
    assert opened == [("organisation", ids["eau"])]


def test_somebody_is_forgotten_for_good_and_what_still_names_them_is_told(
    page: DirectoryPage, desk: Desk, directory: DirectoryService, ids: dict[str, int], messages: RecordingMessages,
    opened: list[tuple[str, int]],
) -> None:  # fmt: skip
    zoe = directory.organisation(ids["zoe"])
    directory.update_organisation(WHO, zoe.id, zoe.version, note="Demander à Mariama Boureima")
    page.open_record("person", ids["mariama"])
    settle(desk)
    messages.answers.append(False)
    page.person.asked.emit("anonymise", ids["mariama"])
    settle(desk)
    assert directory.person(ids["mariama"]).name == "Mariama Boureima"
    messages.answers.append(True)
    page.person.asked.emit("anonymise", ids["mariama"])
    settle(desk)
    assert directory.person(ids["mariama"]).name == "Personne anonymisée"
    assert messages.toasts == []  # nothing offers to take it back
    [said] = messages.inlines
    assert said.text.startswith("Personne anonymisée. Son nom se lit encore dans les textes de 1 fiche")
    assert said.act is not None
    said.act.run()
    assert opened == [("organisation", ids["zoe"])]
    assert b"m@exemple.org" not in (directory.library.folder / "library.db").read_bytes()


def test_a_view_is_left_and_come_back_to(page: DirectoryPage, desk: Desk, ids: dict[str, int]) -> None:
    page.open_record("organisation", ids["zoe"])
    settle(desk)
    page.search("zoe")
    settle(desk)
    kept = page.state()
    page.open_record("person", ids["mariama"])
    page.search("")
    settle(desk)
    page.restore(kept)
    settle(desk)
    assert page.organisation.organisation_id == ids["zoe"]
    assert page.list.organisations.ids() == [ids["zoe"]]
    page.retranslate()
    settle(desk)
    assert page.organisation.organisation_id == ids["zoe"]


def test_deleting_can_be_taken_back_from_its_message(
    page: DirectoryPage, desk: Desk, directory: DirectoryService, ids: dict[str, int], messages: RecordingMessages
) -> None:
    page.open_record("organisation", ids["zoe"])
    settle(desk)
    [delete] = [action for action in page.actions() if action.shortcut == "Delete"]
    delete.run()
    settle(desk)
    assert len(page.list.organisations.ids()) == 2
    said = messages.toasts[-1]
    assert said.text == "Fiche supprimée"
    assert said.act is not None
    said.act.run()
    settle(desk)
    assert len(page.list.organisations.ids()) == 3


def test_a_narrow_window_shows_the_sheet_in_the_place_of_the_list(page: DirectoryPage, desk: Desk) -> None:
    settle(desk)
    page.resize(700, 640)
    QApplication.processEvents()
    assert not page.list.isVisible()
    assert page.organisation.head.back.isVisible()
    page.organisation.head.back.click()
    assert page.list.isVisible()


def test_what_stands_in_front_alone_makes_a_narrow_page_high(
    qtbot: QtBot, page: DirectoryPage, desk: Desk, ids: dict[str, int]
) -> None:
    stack = QStackedWidget()
    stack.addWidget(page)
    area = PageArea(stack)
    qtbot.addWidget(area)
    area.resize(760, 640)
    area.show()

    def left_over() -> int:
        front = page.sheets.currentWidget()
        assert front is not None
        return page.sheets.height() - max(front.minimumSizeHint().height(), front.heightForWidth(front.width()), 640)

    for key, kind in ((ids["eau"], "organisation"), (ids["mariama"], "person")):
        page.open_record(kind, key)
        settle(desk)
        page.organisation.tabs.set_current("fields")  # the highest part of all, behind the person afterwards
        qtbot.waitUntil(lambda: abs(left_over()) <= 2)
    page.new_organisation()
    qtbot.waitUntil(lambda: abs(left_over()) <= 2)
    assert area.horizontalScrollBar().maximum() == 0
    page.setParent(None)  # it is closed on its own


def test_a_file_of_organisations_goes_in_and_comes_out(
    page: DirectoryPage, desk: Desk, messages: RecordingMessages, tmp_path: Path
) -> None:
    source = tmp_path / "liste.csv"
    source.write_text("name;country;founded_on\nCèdre Solidaire;LB;\nSans pays;ZZ;\n", encoding="utf-8")
    acts = {action.id: action for action in page.actions()}
    messages.files.append([source])
    acts["directory.import"].run()
    settle(desk)
    assert len(page.list.organisations.ids()) == 4
    assert messages.toasts[-1].text == "1 fiche créée, 0 complétée, 0 déjà là, 1 refusée"
    assert "ligne 2" in messages.inlines[-1].text
    undo = messages.toasts[-1].act
    assert undo is not None
    undo.run()
    settle(desk)
    assert len(page.list.organisations.ids()) == 3
    out = tmp_path / "annuaire.csv"
    messages.places.append(out)
    page.list.narrow(text="eau")
    acts["directory.export"].run()
    settle(desk)
    assert out.read_text(encoding="utf-8-sig").count("\n") == 2
    assert messages.toasts[-1].text == "1 organisation écrite dans annuaire.csv"


def test_a_person_is_given_their_own_data_in_a_file(
    page: DirectoryPage, desk: Desk, ids: dict[str, int], messages: RecordingMessages, tmp_path: Path
) -> None:
    page.open_record("person", ids["mariama"])
    settle(desk)
    messages.places.append(tmp_path / "mariama.json")
    page.person.consents.exporting.emit()
    settle(desk)
    assert "Mariama Boureima" in (tmp_path / "mariama.json").read_text(encoding="utf-8")
    messages.places.append(tmp_path / "nowhere" / "mariama.json")
    page.person.consents.exporting.emit()
    settle(desk)
    assert [getattr(error, "code", "") for error in messages.errors] == ["unwritable_file"]
