"""Keeps the report of a mistake of ours beside the logs, so that it can be sent and mended."""

import platform
import traceback
from pathlib import Path

from cresi_app import __version__
from cresi_app.core import clock, paths


def write_crash_report(error: BaseException) -> Path | None:
    """Write what happened beside the logs; None when even that is impossible. Nothing of the library is in it."""
    folder = paths.log_folder()
    file = folder / f"erreur-{clock.now():%Y%m%d-%H%M%S-%f}.txt"
    head = f"cresi {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(head + "".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return None
    return file
