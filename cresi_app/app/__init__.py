"""The window: arguments, log, look, the library opened last; the only place that knows all."""

import logging
import sys
from types import TracebackType

from cresi_app.core.crash import write_crash_report
from cresi_app.core.i18n import set_language, tr
from cresi_app.core.log import keep_log
from cresi_app.core.settings import load_settings


def main() -> int:
    """Open the window and return the exit code."""
    set_language(load_settings().language)
    keep_log(logging.INFO)
    sys.excepthook = keep_report
    return run_window()


def run_window() -> int:
    """Run Qt's loop over a session until its last window has closed."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the tour sets its platform before Qt is imported

    from cresi_app.app.session import Session  # noqa: PLC0415 - same
    from cresi_app.widgets.memory import MainThreadCollector  # noqa: PLC0415 - same
    from cresi_app.widgets.theme import install  # noqa: PLC0415 - same

    settings = load_settings()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("cresi")
    application.setQuitOnLastWindowClosed(False)
    install(application, settings.theme, settings.zoom)
    MainThreadCollector.of(application)
    session = Session(application)
    session.begin()
    return application.exec()


def keep_report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Keep the report of an error that reached nobody, and say where it lies."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    print(
        tr("Une erreur du programme a été gardée dans {file}.", file=write_crash_report(error) or "—"), file=sys.stderr
    )
