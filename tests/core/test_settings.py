"""Settings survive: saved whole, newer keys kept, broken files put aside."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from cresi_app.core import disk
from cresi_app.core.settings import Settings, change_settings, load_settings, save_settings


def test_round_trip_keeps_keys_of_a_newer_version(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"zoom": 125, "future": [1], "theme": "pink"}', encoding="utf-8")
    settings = load_settings(tmp_path)
    assert (settings.zoom, settings.theme, settings.other) == (125, "system", {"future": [1]})
    save_settings(replace(settings, recent_libraries=("/a é",), desks={"catalogue": {"view": "table"}}), tmp_path)
    again = load_settings(tmp_path)
    assert again.recent_libraries == ("/a é",)
    assert again.other == {"future": [1]}
    assert again.desks == {"catalogue": {"view": "table"}}


def test_a_broken_file_gives_defaults_and_is_kept(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{", encoding="utf-8")
    assert load_settings(tmp_path) == Settings()
    assert (tmp_path / "settings.broken").read_text(encoding="utf-8") == "{"


def test_a_missing_file_gives_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "nowhere") == Settings()


def test_a_place_that_refuses_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "config").touch()
    save_settings(Settings(theme="dark"), tmp_path / "config")
    assert load_settings(tmp_path / "config") == Settings()


def test_two_windows_keep_each_others_changes(tmp_path: Path) -> None:
    save_settings(Settings(desks={"home": {"sort": "name"}, "old": {"view": 1}}), tmp_path)
    here = there = load_settings(tmp_path)
    now = replace(here, theme="dark", desks={"home": {"sort": "name", "wide": 3}, "mine": {"tab": 1}})
    save_settings(now, tmp_path, before=here)
    save_settings(replace(there, zoom=125, desks={**there.desks, "home": {"sort": "town"}}), tmp_path, before=there)
    held = load_settings(tmp_path)
    assert (held.theme, held.zoom) == ("dark", 125)
    assert held.desks == {"home": {"sort": "town", "wide": 3}, "mine": {"tab": 1}}


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    def write(number: int) -> None:
        before = load_settings(tmp_path)
        for step in range(5):
            after = replace(before, desks={**before.desks, f"page{number}": {"step": step}})
            save_settings(after, tmp_path, before=before)
            before = after

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, range(8)))
    assert load_settings(tmp_path).desks == {f"page{number}": {"step": 4} for number in range(8)}


def test_a_value_of_a_newer_version_outlives_a_change_beside_it(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"theme": "sepia", "future": [1]}', encoding="utf-8")
    assert change_settings(tmp_path, zoom=150).theme == "system"
    assert json.loads((tmp_path / "settings.json").read_text(encoding="utf-8")) == {
        "theme": "sepia", "future": [1], "zoom": 150,
    }  # fmt: skip


def test_a_file_that_cannot_be_read_for_a_moment_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An antivirus holds it, a share hangs: it is neither put aside as broken nor written over."""
    save_settings(Settings(theme="dark", desks={"home": {"sort": "name"}}), tmp_path)

    def refused(_file: Path, **_how: object) -> str:
        raise PermissionError

    with monkeypatch.context() as held:
        held.setattr(Path, "read_text", refused)
        assert load_settings(tmp_path) == Settings()
        change_settings(tmp_path, zoom=150)
    again = load_settings(tmp_path)
    assert (again.theme, again.desks) == ("dark", {"home": {"sort": "name"}})
    assert not (tmp_path / "settings.broken").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make such links")
def test_second_homes_stay_with_a_library_that_is_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "disque").mkdir()
    (tmp_path / "centre").symlink_to(tmp_path / "disque")
    written = {"backup_places": ["/clé"], "recent_libraries": [str(tmp_path / "centre")]}
    (tmp_path / "settings.json").write_text(json.dumps(written), encoding="utf-8")
    assert load_settings(tmp_path).places_of(tmp_path / "centre") == ("/clé",)


def test_second_homes_of_copies_belong_to_their_library(tmp_path: Path) -> None:
    ours, example = tmp_path / "centre", tmp_path / "exemple"
    written = {
        "backup_places": ["/clé"],
        "recent_libraries": [str(ours)],
    }  # as they were kept once, for the whole machine
    (tmp_path / "settings.json").write_text(json.dumps(written), encoding="utf-8")
    settings = load_settings(tmp_path)
    assert (settings.places_of(ours), settings.places_of(example)) == (("/clé",), ())
    change_settings(tmp_path, backup_places=settings.with_places(example, ["/autre"]))
    again = load_settings(tmp_path)
    assert (again.places_of(ours), again.places_of(example)) == (("/clé",), ("/autre",))


def test_a_file_that_is_read_meanwhile_is_replaced_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, replace_at_last = iter([True, True, False]), Path.replace

    def replaced(part: Path, final: Path) -> None:
        if next(refused):
            raise PermissionError
        replace_at_last(part, final)

    with monkeypatch.context() as windows:
        windows.setattr(disk, "WINDOWS", True)
        windows.setattr(Path, "replace", replaced)
        disk.write_whole(tmp_path / "settings.json", b"{}")
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]
