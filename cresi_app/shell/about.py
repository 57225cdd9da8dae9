"""What the program is, which version, and whose work it stands on."""

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.dialogsize import Dialog
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold

OTHERS: Final = (
    "Qt / PySide6 (LGPL-3.0) · SQLite · sqlite-utils (Apache-2.0) · ReportLab (BSD) · pikepdf (MPL-2.0) · Babel (BSD)\n"
    "Inter, Source Serif 4, Noto Sans Arabic (OFL-1.1) · Lucide (ISC) · Natural Earth"
)


def program_version() -> str:
    """Return the installed version, or that of the checkout."""
    try:
        return version("cresi")
    except PackageNotFoundError:
        return "0.1.0"


def about_lines() -> list[QWidget]:
    """Return what is said of the program: its version, its engines, whose work it stands on."""
    engines = tr("Python {python} · Qt {qt}", python=platform.python_version(), qt=qVersion())
    text = Label(tr("Le logiciel du centre de ressources de la solidarité internationale."), "body", "text2", wrap=True)
    return [
        Label(tr("Version {version}", version=program_version()), "strong"),
        text,
        Label(engines, "caption", "text3", wrap=True),
        Label(tr("Avec le travail de :"), "caption", "text2"),
        Label(OTHERS, "caption", "text3", wrap=True),
    ]


class AboutDialog(Dialog):
    """Version, engines, licences."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("À propos"))
        close = Button(tr("Fermer"), "secondary")
        close.clicked.connect(self.accept)
        lines = about_lines()
        hold(lines[1], least_width=420)
        Column(
            Label("cresi", "h1"),
            *lines,
            8,
            Row(None, close),
            spacing=8,
            margins=(28, 22, 28, 20),
            parent=self,
        )
