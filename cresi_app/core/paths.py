"""Where the program keeps what is not a library: settings, logs, and the first place it proposes for a library."""

import os
from pathlib import Path

from platformdirs import PlatformDirs

DATABASE = Path(__file__).resolve().parents[2] / "db"
_DIRS = PlatformDirs("cresi", appauthor=False, roaming=False)


def config_folder() -> Path:
    """Return the folder of the settings (``CRESI_CONFIG`` replaces it; tests use that)."""
    return Path(os.environ.get("CRESI_CONFIG") or _DIRS.user_config_path)


def log_folder() -> Path:
    """Return the folder of logs and crash reports."""
    override = os.environ.get("CRESI_CONFIG")
    return Path(override) / "log" if override else _DIRS.user_log_path


def proposed_library_folder() -> Path:
    """Return the folder proposed for a first library; nothing is created there unasked."""
    return _DIRS.user_documents_path / "cresi"
