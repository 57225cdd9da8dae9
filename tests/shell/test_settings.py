"""Settings found by their words and marked; a library moved to another folder, read again before it is used."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError, StoreError
from cresi_app.services import Services
from cresi_app.shell.keeping import Keeping
from cresi_app.shell.preferences import IdentityDoors, PreferencesPage
from cresi_app.shell.preferences.finding import SETTINGS, SettingLine, found, line_of
from cresi_app.shell.preferences.servers import ServersCard
from cresi_app.store import disk, moving
from cresi_app.widgets.desk import Desk
from tests.shell.doubles import SmallLibrary

ANNE = Actor("", "Anne")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[PreferencesPage]:
    doors = SmallLibrary().doors()
    keeping = Keeping(desk, doors, desk)
    identity = IdentityDoors(dict, lambda _who, _lines: None, lambda _who, _which, _file: None)  # type: ignore[arg-type,return-value]  # nothing is saved here
    made = PreferencesPage(desk, doors, identity, lambda: keeping, lambda: None)
    qtbot.addWidget(made)
    made.resize(1150, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.ensure_built()
    desk.wait_idle()
    yield made
    keeping.timer.stop()


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
        lying.setattr(disk, "sha256_of", lambda _file: "autre")
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
    card = ServersCard(
        desk, (("BnF", "https://catalogue.bnf.fr/api/SRU"), ("Sudoc", "https://www.sudoc.abes.fr/cbs/sru/"))
    )
    assert card.fields["BnF"].value() == "https://catalogue.bnf.fr/api/SRU"
    card.fields["BnF"].committed.emit("https://relais.departement.fr/sru")
    assert desk.recall("catalogue.online")["addresses"] == {"BnF": "https://relais.departement.fr/sru"}
    again = ServersCard(desk, (("BnF", "https://catalogue.bnf.fr/api/SRU"),))
    assert again.fields["BnF"].value() == "https://relais.departement.fr/sru"
    again.fields["BnF"].committed.emit("")
    assert desk.recall("catalogue.online")["addresses"] == {}
    card.reset.click()
    assert card.fields["BnF"].value() == "https://catalogue.bnf.fr/api/SRU"
    for one in (card, again):
        one.deleteLater()
