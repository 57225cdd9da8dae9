"""What a person set on this machine: declared once with type and default, kept as one small JSON file."""

import json
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, Literal

from cresi_app.core import paths
from cresi_app.core.disk import write_whole
from cresi_app.core.errors import DomainError

_LOG: Final = logging.getLogger(__name__)

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
    backup_places: tuple[str, ...] = ()
    """Folders that receive a second copy after each daily one, when they are there."""
    desks: dict[str, Any] = field(default_factory=dict)
    """What each desk remembers: splitters, sort, view, filters, window geometry."""
    other: dict[str, Any] = field(default_factory=dict)


def _valid(name: str, value: object) -> bool:
    match name:
        case "language":
            return value in {"fr", "en"}
        case "theme":
            return value in {"system", "light", "dark", "contrast"}
        case "zoom":
            return value in ZOOMS
        case "desks" | "other":
            return isinstance(value, dict)
        case "density":
            return value in {"comfortable", "compact"}
        case "recent_libraries" | "backup_places":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case "single_letter_keys" | "reduced_motion" | "network":
            return isinstance(value, bool)
        case _:
            return isinstance(value, str)


def load_settings(folder: Path | None = None) -> Settings:
    """Read the settings; a missing or broken file gives the defaults (the broken one is kept beside as ``.broken``)."""
    file = (folder or paths.config_folder()) / "settings.json"
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (ValueError, OSError, RecursionError):  # the last: brackets in brackets without end
        _keep_broken(file)
        return Settings()
    if not isinstance(found, dict):
        _keep_broken(file)
        return Settings()
    known = {f.name for f in fields(Settings)} - {"other"}
    values = {name: value for name, value in found.items() if name in known and _valid(name, value)}
    for name in ("recent_libraries", "backup_places"):
        if name in values:
            values[name] = tuple(values[name])
    return replace(Settings(), **values, other={name: value for name, value in found.items() if name not in known})


def _keep_broken(file: Path) -> None:
    with suppress(OSError):
        if file.is_file():
            file.replace(file.with_suffix(".broken"))


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Write the settings whole or not at all; where folder or disk refuse, they hold until the program ends."""
    home = folder or paths.config_folder()
    values = asdict(settings)
    values = {**values.pop("other"), **values}
    try:
        home.mkdir(parents=True, exist_ok=True)
        write_whole(home / "settings.json", json.dumps(values, ensure_ascii=False, indent=1).encode())
    except (OSError, DomainError) as error:
        # A theme that is not kept must not stop a library from being opened, nor a command from being run.
        _LOG.warning("settings not kept: %s", error)
