"""What a person set on this machine: declared once with type and default, kept as one small JSON file that several windows share."""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, Literal

from filelock import FileLock, Timeout

from cresi_app.core import paths
from cresi_app.core.disk import write_whole
from cresi_app.core.errors import DomainError

_LOG: Final = logging.getLogger(__name__)
_NAME: Final = "settings.json"
_LOCK: Final = "settings.lock"
_PATIENCE: Final = 2.0
"""Seconds that one window waits for another to have written: each takes some thousandths."""

ThemeChoice = Literal["system", "light", "dark", "contrast"]
ZOOMS = (90, 100, 112, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings and what they mean; unknown keys of a newer version are kept in `other`."""

    language: Literal["fr", "en"] = "fr"
    theme: ThemeChoice = "system"
    zoom: int = 100
    """Text and everything with it, in percent: one of `ZOOMS`."""
    library: str = ""
    """Folder of the library opened last; "" when none."""
    recent_libraries: tuple[str, ...] = ()
    staff_id: str = ""
    """Who sat at this desk last (a 63-bit id as text)."""
    single_letter_keys: bool = True
    reduced_motion: bool = False
    density: Literal["comfortable", "compact"] = "comfortable"
    """How tall the rows of lists are."""
    network: bool = True
    """Whether the program may ask servers on the Internet (`core.network`)."""
    backup_places: dict[str, Any] = field(default_factory=dict)
    """Folders that receive a second copy after each daily one, when they are there: a list by library (its folder)."""
    desks: dict[str, Any] = field(default_factory=dict)
    """What each desk remembers: splitters, sort, view, filters, window geometry."""
    other: dict[str, Any] = field(default_factory=dict)

    def places_of(self, library: Path) -> tuple[str, ...]:
        """Return the second homes of one library's copies."""
        found = self.backup_places.get(_key_of(library), ())
        return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list | tuple) else ()

    def with_places(self, library: Path, places: Iterable[str]) -> dict[str, Any]:
        """Return `backup_places` with those of one library changed."""
        return {**self.backup_places, _key_of(library): list(places)}


def _key_of(library: Path) -> str:
    return str(library.resolve())


def _valid(name: str, value: object) -> bool:
    match name:
        case "language":
            return value in {"fr", "en"}
        case "theme":
            return value in {"system", "light", "dark", "contrast"}
        case "zoom":
            return value in ZOOMS
        case "desks" | "other" | "backup_places":
            return isinstance(value, dict)
        case "density":
            return value in {"comfortable", "compact"}
        case "recent_libraries":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case "single_letter_keys" | "reduced_motion" | "network":
            return isinstance(value, bool)
        case _:
            return isinstance(value, str)


def load_settings(folder: Path | None = None) -> Settings:
    """Read the settings; a missing or broken file gives the defaults (the broken one is kept beside as ``.broken``)."""
    try:
        return _settings_in(_read((folder or paths.config_folder()) / _NAME))
    except OSError as error:
        _LOG.warning("settings not read: %s", error)
        return Settings()


def _read(file: Path) -> dict[str, Any]:
    """Return what the file says. OSError when it cannot be read just now: it may be whole all the same, and stays."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):  # the last: brackets in brackets without end
        found = None
    if not isinstance(found, dict):
        with suppress(OSError):
            if file.is_file():
                file.replace(file.with_suffix(".broken"))
        return {}
    if isinstance(
        places := found.get("backup_places"), list
    ):  # once of the machine: each library that had them keeps them
        recent = found.get("recent_libraries")
        libraries = [one for one in recent if isinstance(one, str)] if places and isinstance(recent, list) else []
        found["backup_places"] = {_key_of(Path(one)): places for one in libraries}
    return found


def _settings_in(found: Mapping[str, Any]) -> Settings:
    known = {f.name for f in fields(Settings)} - {"other"}
    values = {name: value for name, value in found.items() if name in known and _valid(name, value)}
    if "recent_libraries" in values:
        values["recent_libraries"] = tuple(values["recent_libraries"])
    return replace(Settings(), **values, other={name: value for name, value in found.items() if name not in known})


def save_settings(after: Settings, folder: Path | None = None, *, before: Settings | None = None) -> None:
    """Write what `after` says otherwise than `before` into the settings as they stand: others write them too.

    Where nothing is said to be `before`, all of it. The file is replaced whole or not at all; where folder or disk refuse,
    the settings hold until the program ends.
    """
    home = folder or paths.config_folder()
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _alone(home):
            told = _told(after)
            if before is not None:
                told = _merged(_told(before), told, _read(home / _NAME))
            write_whole(home / _NAME, json.dumps(told, ensure_ascii=False, indent=1).encode())
    except (OSError, DomainError) as error:
        # A theme that is not kept must not stop a library from being opened, nor a command from being run.
        _LOG.warning("settings not kept: %s", error)


def change_settings(folder: Path | None = None, **changed: Any) -> Settings:
    """Change settings by name in the file itself, where no window holds them; return them as they then are."""
    before = load_settings(folder)
    after = replace(before, **changed)
    save_settings(after, folder, before=before)
    return after


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Keep the other windows and commands from writing meanwhile; a lock that is never freed, or not to be had, stops nothing."""
    lock = FileLock(home / _LOCK, thread_local=False)
    try:
        lock.acquire(timeout=_PATIENCE)
    except (Timeout, NotImplementedError) as error:
        _LOG.warning("settings written without their lock: %s", error)
    try:
        yield
    finally:
        lock.release()


def _told(settings: Settings) -> dict[str, Any]:
    values = json.loads(json.dumps(asdict(settings)))  # as it is read back: lists and not tuples
    return {**values.pop("other"), **values}


def _merged(
    before: Mapping[str, Any], after: Mapping[str, Any], held: Mapping[str, Any], depth: int = 2
) -> dict[str, Any]:
    """Return `held` with what differs between `before` and `after`, key by key down to the values that a page remembers."""
    made = dict(held)
    for key in before.keys() | after.keys():
        was, now = before.get(key), after.get(key)
        if key not in after:
            made.pop(key, None)
        elif key not in before or was != now:
            there = held.get(key)
            if depth and isinstance(now, dict) and isinstance(there, dict):
                made[key] = _merged(was if isinstance(was, dict) else {}, now, there, depth - 1)
            else:
                made[key] = now
    return made
