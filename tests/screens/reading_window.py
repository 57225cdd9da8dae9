"""The window as its own program, for a screen reader of another process: run with the library's folder."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from cresi_app.app.session import Session
from cresi_app.core.i18n import set_language
from cresi_app.widgets.theme import install


def main() -> int:
    """Open the window and stay until it is closed from outside."""
    set_language("fr")
    application = QApplication(["cresi"])
    application.setApplicationName("cresi")
    install(application, "light")
    session = Session(application)
    session.open(Path(sys.argv[1]))
    return application.exec()


if __name__ == "__main__":
    raise SystemExit(main())
