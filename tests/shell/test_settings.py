"""Settings found by their words and marked; a library moved to another folder, read again before it is used."""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.app.copies import Copies
from cresi_app.catalogue.interchange.online import BNF, look_up
from cresi_app.catalogue.ui.onlinecard import LookUpCard
from cresi_app.core import network
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError, StoreError
from cresi_app.core.roles import Role, Standing
from cresi_app.core.settings import Settings as Kept
from cresi_app.core.settings import save_settings
from cresi_app.services import Services
from cresi_app.shell.doors import CopiesDoors, PlaceState, StaffProfile
from cresi_app.shell.keeping import Keeping
from cresi_app.shell.preferences import IdentityDoors, Link, PreferenceDoors, PreferencesPage
from cresi_app.shell.preferences.backups import BackupCard, place_pill, place_words
from cresi_app.shell.preferences.display import DisplayCard
from cresi_app.shell.preferences.finding import SETTINGS, SettingLine, found, line_of
from cresi_app.shell.preferences.network import ServersCard
from cresi_app.shell.preferences.restoring import RestoreDialog
from cresi_app.shell.preferences.rights import RightsDialog
from cresi_app.shell.preferences.team import TeamCard
from cresi_app.store import backup, disk, moving
from cresi_app.store.backup import places
from cresi_app.widgets.buttons import IconButton
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.tasks import Progress
from cresi_app.widgets.theme import theme
from tests.shell.doubles import SmallLibrary
from tests.widgets.accessibility import assert_accessible, small_targets, unnamed_controls
from tests.widgets.recording import RecordingMessages

ANNE = Actor("", "Anne")


@dataclass
class Settings:
    """The page over a small library, with what stands behind it."""

    page: PreferencesPage
    library: SmallLibrary
    keeping: Keeping


@pytest.fixture
def settings(qtbot: QtBot, desk: Desk) -> Iterator[Settings]:
    library = SmallLibrary()
    doors = library.doors()
    keeping = Keeping(desk, doors, desk)
    identity = IdentityDoors(dict, lambda _who, _lines: None, lambda _who, _which, _file: None)  # type: ignore[arg-type,return-value]  # nothing is saved here
    links = [Link("catalogue", "Thésaurus", "termes", lambda: library.opened.append("thesaurus"), "vocabulaire")]
    servers = (("BnF", "https://catalogue.bnf.fr/api/SRU"), ("Sudoc", "https://www.sudoc.abes.fr/cbs/sru/"))
    made = PreferencesPage(desk, PreferenceDoors(doors, identity, lambda: keeping, lambda: None, servers, links))
    qtbot.addWidget(made)
    made.resize(1150, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.ensure_built()
    keeping.refresh()
    desk.wait_idle()
    yield Settings(made, library, keeping)
    keeping.timer.stop()
    theme().set_zoom(100)
    theme().set_compact(False)


@pytest.fixture
def page(settings: Settings) -> PreferencesPage:
    return settings.page


def answers(page: PreferencesPage) -> list[SettingLine]:
    return [line for line in page.findChildren(SettingLine) if line.isVisibleTo(page)]


def test_every_setting_has_its_line(page: PreferencesPage) -> None:
    for setting in SETTINGS:
        page.open_section(setting.section)
        assert line_of(page._filled[setting.section], setting) is not None, setting.title


def test_a_setting_is_found_by_its_words_and_marked(page: PreferencesPage, desk: Desk) -> None:
    page.search_field.input.setText("contraste")
    desk.wait_idle()
    assert [line.setting.title for line in answers(page)] == ["Thème"]
    answers(page)[0].click()
    assert page.state() == {"section": "display"}
    assert page.mark is not None
    assert page.mark.isVisible()
    page.mark.end()
    page.search_field.input.setText("restaurer")
    page.search_field.accepted.emit("restaurer")
    assert page.state() == {"section": "library"}
    assert page.mark is not None
    page.mark.end()
    desk.wait_idle()
    page.search_field.input.setText("")
    assert answers(page) == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [("taille", "Taille du texte"), ("anglais", "Langue de l'application"), ("deplacer", "Bibliothèque"), ("zzz", "")],
)
def test_settings_are_found_without_accents(typed: str, first: str) -> None:
    assert [setting.title for setting in found(typed)][:1] == ([first] if first else [])


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "ici"
    with Services.create(folder) as services:
        services.catalogue.add_document(ANNE, title="Eaux partagées")
        services.library.files.put(b"%PDF-1.4 un papier")
        services.library.backup()
    return folder


def test_a_library_moves_whole_and_the_former_folder_stays(library: Path, tmp_path: Path) -> None:
    target, steps = tmp_path / "là-bas", list[tuple[int, int]]()
    with Services.open(library) as services:
        moving.copy_shelves(library, target, lambda done, total: steps.append((done, total)))
        services.catalogue.add_document(ANNE, title="Écrit pendant la copie")
        services.library.files.put(b"un fichier de plus")
    moving.finish(library, target)
    assert steps[-1][0] == steps[-1][1]
    kept = [file for shelf in ("files", "backups") for file in (library / shelf).rglob("*") if file.is_file()]
    assert len(kept) >= 3
    for file in [library / "library.db", *(file for file in kept if file.suffix != ".lock")]:
        assert (target / file.relative_to(library)).read_bytes() == file.read_bytes()
    with Services.open(target) as moved:
        assert moved.catalogue.counts()["document"] == 2
        assert moved.library.check() == []


def test_a_folder_that_cannot_take_it_is_refused(library: Path, tmp_path: Path) -> None:
    full = tmp_path / "plein"
    full.mkdir()
    (full / "notes.txt").write_text("à moi")
    bad = (library, library / "dedans", tmp_path, full, full / "notes.txt")
    for target, code in zip(bad, ("inside", "inside", "inside", "not_empty", "not_empty"), strict=True):
        with pytest.raises(DomainError) as refusal:
            moving.check_target(library, target)
        assert refusal.value.code == code
    assert (full / "notes.txt").read_text() == "à moi"


def test_a_copy_that_does_not_read_back_is_taken_away(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "là-bas"
    with monkeypatch.context() as lying:
        lying.setattr(disk, "sha256_of", lambda *_: "autre")
        with pytest.raises(StoreError) as refusal:
            moving.copy_shelves(library, target)
        assert refusal.value.code == "altered"
        assert not target.exists()
        with pytest.raises(StoreError):
            moving.finish(library, target)
    assert not target.exists()
    with Services.open(library) as services:
        assert services.catalogue.counts()["document"] == 1


def test_giving_up_leaves_nothing(library: Path, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moving.copy_shelves(library, tmp_path / "là-bas", stop)
    assert not (tmp_path / "là-bas").exists()


def test_the_addresses_of_servers_are_kept_and_put_back(page: PreferencesPage, desk: Desk) -> None:
    page.open_section("network")
    card = page.findChildren(ServersCard)[0]
    assert card.fields["BnF"].value() == "https://catalogue.bnf.fr/api/SRU"
    card.fields["BnF"].committed.emit("https://relais.departement.fr/sru")
    assert desk.recall("catalogue.online")["addresses"] == {"BnF": "https://relais.departement.fr/sru"}
    assert card.fields["BnF"].value() == "https://relais.departement.fr/sru"
    card.fields["BnF"].committed.emit("")
    assert desk.recall("catalogue.online")["addresses"] == {}
    card.fields["Sudoc"].committed.emit("https://relais.departement.fr/sudoc")
    card.reset.click()
    assert card.fields["Sudoc"].value() == "https://www.sudoc.abes.fr/cbs/sru/"
    assert "addresses" not in desk.recall("catalogue.online")


def test_each_setting_applies_at_once_and_is_taken_back_in_order(settings: Settings, desk: Desk) -> None:
    keeping, library = settings.keeping, settings.library
    card = settings.page.findChildren(DisplayCard)[0]
    keeping.ask_undo()
    desk.wait_idle()
    card.density.set_current("compact")
    assert desk.settings.density == "compact"
    desk.write("words.add", lambda: library.write("puits"))
    desk.wait_idle()
    card.notches.chosen.emit(125)
    assert (desk.settings.zoom, keeping.undo_name) == (125, "taille du texte")
    keeping.undo()
    assert (desk.settings.zoom, keeping.undo_name, keeping.redo_name) == (100, "puits", "taille du texte")
    keeping.undo()  # the library's act came between the two settings
    desk.wait_idle()
    assert (library.words, keeping.undo_name, desk.settings.density) == ([], "densité des listes", "compact")
    keeping.undo()
    assert (desk.settings.density, card.density.current) == ("comfortable", "comfortable")
    for _ in range(3):
        keeping.redo()
        desk.wait_idle()
    assert (desk.settings.density, library.words, desk.settings.zoom) == ("compact", ["puits"], 125)


def test_a_section_goes_back_to_its_origin_in_one_act(settings: Settings, desk: Desk) -> None:
    page, keeping = settings.page, settings.keeping
    reset = page._resets["essential"]
    assert not reset.isEnabled()
    desk.set_setting("x", density="compact", zoom=150, reduced_motion=True)
    desk.remember("print.notice", off=["notes"])
    page.open_section("essential")
    reset.click()
    assert (desk.settings.density, desk.settings.zoom, reset.isEnabled()) == ("comfortable", 100, False)
    keeping.undo()
    assert (desk.settings.density, desk.settings.zoom, desk.settings.reduced_motion) == ("compact", 150, True)
    page.open_section("printing")
    assert page._resets["printing"].isEnabled()
    page._resets["printing"].click()
    assert desk.recall("print.notice") == {}
    keeping.undo()
    assert desk.recall("print.notice") == {"off": ["notes"]}


def test_a_setting_on_another_page_is_found_and_opened(settings: Settings, desk: Desk) -> None:
    settings.page.search_field.input.setText("vocabulaire")
    desk.wait_idle()
    answers(settings.page)[0].click()
    assert settings.page.state() == {"section": "catalogue"}
    assert settings.page.mark is not None
    settings.page.mark.end()
    opening = next(b for b in settings.page.findChildren(QPushButton) if b.accessibleName().endswith("Thésaurus"))
    opening.click()
    assert settings.library.opened == ["thesaurus"]


def test_sections_are_one_stop_and_arrows_walk_through_them(page: PreferencesPage) -> None:
    assert len(page.sections) == 14
    first = page.list.current()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert page.state() == {"section": "display"}
    QTest.keyClick(page.list.current(), Qt.Key.Key_End)
    assert page.state() == {"section": "about"}
    stops = [one for one in page.list.buttons if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [one.section.key for one in stops] == ["about"]


def test_sections_and_cards_take_turns_where_both_have_no_room(page: PreferencesPage) -> None:
    def seen() -> tuple[bool, bool, bool]:
        return page.side.isVisible(), page.content.isVisible(), page.back.isVisible()

    assert seen() == (True, True, False)
    page.resize(700, 640)
    assert seen() == (False, True, True)
    page.back.click()
    assert seen() == (True, False, False)
    QTest.keyClick(page.list.current(), Qt.Key.Key_Down)
    page.search_field.set_text("langue")
    assert seen() == (True, False, False), "walking and searching go on in the list"
    page.search_field.set_text("")
    for key in ("team", "team"):  # the one in front opens too
        page.back.click()
        next(one for one in page.list.buttons if one.section.key == key).click()
        assert seen() == (False, True, True)
        assert page.state() == {"section": key}
    page.back.click()
    page.open_section("network")
    assert seen() == (False, True, True)
    page.resize(1150, 800)
    assert seen() == (True, True, False)


def test_who_only_reads_sees_the_settings_and_whom_to_ask(settings: Settings, desk: Desk) -> None:
    page = settings.page
    settings.library.staff.append(StaffProfile(2, "Jean Tran", "accueil", 1, Role.READER))
    desk.set_standing(Standing(Role.READER, ("Claire Martin",)))
    desk.wait_idle()
    team, copies = page.findChildren(TeamCard)[0], page.findChildren(BackupCard)[0]
    for control in (*team.boxes.values(), team.more, copies.back, copies.add_place):
        assert not control.isEnabled()
        assert "Demandez à Claire Martin" in control.toolTip()
    assert page._standing_place.isVisible()
    assert copies.now.isEnabled(), "a copy harms nobody"
    desk.set_standing(Standing(Role.MANAGER, ("Claire Martin",)))
    desk.wait_idle()
    last = team.boxes[1]
    assert not last.isEnabled()
    assert "Dernière personne" in last.toolTip()
    assert team.boxes[2].isEnabled()


def test_a_role_is_given_in_the_list(settings: Settings, desk: Desk) -> None:
    settings.library.staff.append(StaffProfile(2, "Jean Tran", "accueil", 1, Role.READER))
    team = settings.page.findChildren(TeamCard)[0]
    team.read_again()
    desk.wait_idle()
    box = team.boxes[2]
    box.set_key(Role.LIBRARIAN)
    box.activated.emit(0)
    desk.wait_idle()
    assert settings.library.staff[1].standing is Role.LIBRARIAN


def test_the_grid_of_rights_is_readable_by_all(page: PreferencesPage, qtbot: QtBot) -> None:
    dialog = RightsDialog(page)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    said = {one.accessibleName().replace("\xa0", " ") for one in dialog.findChildren(QWidget)}
    assert "Documentaliste : oui, Notices, exemplaires, fichiers joints, étagères" in said
    assert "Lecture : non, Voir les coordonnées privées" in said
    assert unnamed_controls(dialog) == small_targets(dialog) == []


def test_the_network_is_one_setting(page: PreferencesPage, desk: Desk) -> None:
    page.open_section("network")
    save_settings(Kept(network=False))
    try:
        with pytest.raises(DomainError, match="votre réglage") as refusal:
            network.require()
        assert refusal.value.code == "network_forbidden"
        with pytest.raises(DomainError) as refusal:
            look_up(BNF, "9782070360024", client=lambda: pytest.fail("a request left"))
        assert refusal.value.code == "network_forbidden"
    finally:
        save_settings(Kept())
    assert network.is_allowed()
    desk.change_settings(network=False)
    card = LookUpCard(desk)
    assert not card.go.isEnabled()
    assert "Réglages" in card.message.text
    card.deleteLater()


# --- second homes of the copies ---


def test_a_second_home_gets_a_verified_copy_and_its_absence_is_calm(library: Path, tmp_path: Path) -> None:
    key, unplugged = tmp_path / "clé", tmp_path / "absente"
    key.mkdir()
    copies = Copies(library)
    with Services.open(library):
        before = copies.look([key, unplugged])
        assert [(one.is_there, one.at) for one in before] == [(True, None), (False, None)]
        here, away = copies.copy([key, unplugged], Progress("copie"))
        assert (here.is_there, here.verified, here.is_same_disk) == (True, True, True)
        assert (away.is_there, away.problem) == (False, "")
        assert copies.verify([key, unplugged], Progress("relecture")) == 2
    assert place_pill(here)[0] == "Vérifiée"
    assert "dès qu’il sera branché" in place_words(away)
    [kept] = key.glob("**/cresi-*.db")
    restored = tmp_path / "reprise"
    backup.restore(restored, kept, newest=99)
    with Services.open(restored) as services:
        assert services.catalogue.counts()["document"] == 1
        assert services.library.check() == []
    kept.write_bytes(kept.read_bytes()[:-1])
    [spoilt] = copies.look([key])
    assert not spoilt.verified
    with pytest.raises(DomainError, match="protégerait de rien"):
        copies.check(library / "backups")


def test_a_full_second_home_is_told_and_harms_nothing(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "clé"
    key.mkdir()
    with Services.open(library), monkeypatch.context() as full:
        full.setattr(disk, "free_bytes", lambda _folder: 10)
        [place] = Copies(library).copy([key], Progress("copie"))
    assert "Libérez de la place" in place.problem
    assert list(key.glob("**/*.db")) == []
    assert place_words(place) == place.problem


def test_a_place_is_added_and_forgotten_in_the_card(
    settings: Settings, desk: Desk, messages: RecordingMessages, tmp_path: Path
) -> None:
    settings.library.places = [PlaceState(tmp_path, is_there=False)]
    card = settings.page.findChildren(BackupCard)[0]
    messages.folders.append(tmp_path)
    card.add_place.click()
    desk.wait_idle()
    assert settings.keeping.folders == [tmp_path]
    assert settings.library.backups == 1, "the first copy is made at once"
    forget = next(one for one in card.findChildren(IconButton) if "Ne plus copier" in one.accessibleName())
    forget.click()
    desk.wait_idle()
    assert settings.keeping.folders == []
    settings.keeping.undo()
    assert settings.keeping.folders == [tmp_path]
    assert desk.settings.places_of(Path("/autre")) == (), "they are this library's alone"
    settings.library.example = True
    settings.keeping.refresh()
    desk.wait_idle()
    assert settings.keeping.folders == [], "the example is copied nowhere"
    assert not card.add_place.isEnabled()


def test_a_second_home_that_comes_later_in_the_day_gets_its_copy(library: Path, desk: Desk, tmp_path: Path) -> None:
    key, copies = tmp_path / "clé", Copies(library)
    doors = replace(SmallLibrary(backups=1).doors(), copies=CopiesDoors(copies.look, copies.check, copies.copy))
    keeping = Keeping(desk, doors, desk)
    keeping.refresh()
    desk.wait_idle()
    assert keeping.facts is not None
    desk.change_settings(backup_places=desk.settings.with_places(keeping.facts.folder, [str(key)]))

    def kept() -> int:
        keeping.look_again()
        desk.wait_idle()
        return len(list(key.glob("**/cresi-*.db")))

    with Services.open(library):
        keeping.start()
        desk.wait_idle()
        assert kept() == 0, "it is not plugged in, and the day's copy is made"
        key.mkdir()
        assert [kept(), kept()] == [1, 1]
        shutil.rmtree(key / places.SHELF)
        assert kept() == 0, "one try a day"
    keeping.timer.stop()


def test_two_computers_keep_their_copies_apart_on_one_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = places.home_of(tmp_path / "Bibliothèque", tmp_path)
    monkeypatch.setattr(platform, "node", lambda: "autre-poste")
    assert places.home_of(tmp_path / "Bibliothèque", tmp_path) != here, "each would thin the other's copies"


def test_a_late_copy_is_amber(settings: Settings, desk: Desk) -> None:
    settings.library.backups, settings.library.due = 1, True
    card = settings.page.findChildren(BackupCard)[0]
    card.show_state(settings.library.backup())
    assert not card.late.isHidden()
    settings.library.due = False
    card.show_state(settings.library.backup())
    assert card.late.isHidden()


def test_restoring_offers_the_copies_and_asks(
    settings: Settings, desk: Desk, messages: RecordingMessages, library: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    key = tmp_path / "clé"
    key.mkdir()
    copies = Copies(library)
    with Services.open(library):
        copies.copy([key], Progress("copie"))
        lines = copies.all([key, tmp_path / "absente"])
    assert [(line.place, line.verified, line.notices) for line in lines] == [("clé", True, 1), ("", True, 1)]
    dialog = RestoreDialog(lines)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert_accessible(dialog)
    dialog.buttons[1].click()
    assert dialog.file == lines[1].file
    restored: list[Path] = []
    card = settings.page.findChildren(BackupCard)[0]
    card._doors = replace(card._doors, restore=restored.append)
    messages.answers.append(False)
    card.restore(lines[1].file)
    messages.answers.append(True)
    card.restore(lines[1].file)
    assert [question.confirm for question in messages.questions] == ["Restaurer", "Restaurer"]
    assert restored == [lines[1].file]
