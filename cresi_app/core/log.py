"""The program's own diary beside its settings: for whoever mends it, never on the terminal."""

import logging
from logging.handlers import RotatingFileHandler

from cresi_app.core import paths


def keep_log(level: int) -> None:
    """Write what is at least of `level` into a small rotating file; where nothing can be written, nothing is said."""
    logging.raiseExceptions = False  # a full disk would otherwise be told on the terminal, line after line
    folder = paths.log_folder()
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "cresi.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    logging.basicConfig(level=level, handlers=[handler], format="%(asctime)s %(levelname)s %(name)s %(message)s")
