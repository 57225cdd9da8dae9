"""Settings survive: saved whole, newer keys kept, broken files put aside."""

from dataclasses import replace
from pathlib import Path

from cresi_app.core.settings import Settings, load_settings, save_settings


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
