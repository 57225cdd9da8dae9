"""The library moved from the settings: the window comes back over the copy, and the former folder stays as it was."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from cresi_app.app.session import Session


def test_the_window_goes_on_over_the_moved_library(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    window, former = session.window, session.services.library.folder
    assert window is not None
    documents = session.services.catalogue.counts()["document"]
    target = tmp_path / "ailleurs" / "cresi"
    stick = tmp_path / "clé"
    window.desk.change_settings(backup_places=window.desk.settings.with_places(former, [str(stick)]))
    window.desk.typed.keep("", "act:Nouvelle personne", {"name": "Awa"})
    doors = window.pages.page("preferences").doors.library  # type: ignore[attr-defined]  # the page's own doors
    window.desk.long("Copie", lambda progress: doors.copy_to(target, progress), lambda _done: doors.move_to(target))
    qtbot.waitUntil(lambda: session.window is not None and session.window is not window, timeout=60_000)
    assert session.services.library.folder == target
    assert session.services.catalogue.counts()["document"] == documents
    assert (former / "library.db").is_file()
    assert session.window is not None
    session.window.desk.wait_idle()
    desk = session.window.desk
    assert desk.settings.places_of(target) == (str(stick),), "second homes of the copies follow"
    assert desk.typed.recall("", "act:Nouvelle personne") == {"name": "Awa"}
    assert not (former / "typing").exists()
    assert any("ailleurs" in message.text for message in session.window.area.messages())


def test_going_back_to_a_copy_says_what_happened(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    folder = session.services.library.folder
    poster = session.services.library.files.put(b"une affiche").sha256
    made = session.services.library.backup().file
    spoilt = tmp_path / "cresi-copie.db"
    spoilt.write_bytes(made.read_bytes()[:50_000])
    documents = session.services.catalogue.counts()["document"]

    def restored(file: Path) -> str:
        before = session.window
        assert before is not None
        before.pages.page("preferences").doors.library.restore(file)  # type: ignore[attr-defined]  # the page's own doors
        qtbot.waitUntil(lambda: session.window is not None and session.window is not before, timeout=60_000)
        assert session.window is not None
        session.window.desk.wait_idle()
        return "\n".join(message.text for message in session.window.area.messages())

    assert "cresi-copie" in restored(spoilt), "refused: the library is opened again as it was, and says why"
    assert session.services.catalogue.counts()["document"] == documents
    for kept in (folder / "files", folder / "backups" / "files"):
        for file in kept.rglob(poster):
            file.chmod(0o600)
            file.unlink()
    told = restored(made)
    assert made.name in told
    assert "replaced-" in told
    assert "1 pièce jointe manque" in told
