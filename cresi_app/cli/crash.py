"""Keeps the report of a mistake of ours, and says calmly where it lies."""

import traceback

from cresi_app import __version__
from cresi_app.core import clock, paths
from cresi_app.core.i18n import tr


def report_crash(error: BaseException) -> str:
    """Write the report into the log folder and return the sentence that names it."""
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"crash-{clock.now():%Y-%m-%d-%H%M%S}.txt"
    file.write_text(f"cresi {__version__}\n{''.join(traceback.format_exception(error))}", encoding="utf-8")
    return tr(
        "Le programme s'est arrêté sur une erreur de sa part ; ce qui était enregistré l'est toujours. Rapport : {file}",
        file=file,
    )
