"""Says calmly that the program made a mistake, and where the report of it lies."""

from cresi_app.core.crash import write_crash_report
from cresi_app.core.i18n import tr


def report_crash(error: BaseException) -> str:
    """Write the report and return the sentence that names it."""
    file = write_crash_report(error)
    return tr(
        "Le programme s'est arrêté sur une erreur de sa part ; ce qui était enregistré l'est toujours. Rapport : {file}",
        file=file or "—",
    )
