"""The window before there is a library: the three ways to begin, and desks that say that nothing is there yet."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from cresi_app.core import clock, paths
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, language, set_language, tr
from cresi_app.core.settings import Settings, change_settings
from cresi_app.shell.doors import LibraryChoice, PageEntry
from cresi_app.shell.frame import Frame
from cresi_app.shell.welcome.dialogs import GuideDialog
from cresi_app.shell.welcome.page import WelcomePage
from cresi_app.shell.welcome.places import is_library
from cresi_app.widgets.dialogsize import ZOOM_KEYS
from cresi_app.widgets.messages import Act
from cresi_app.widgets.nativewords import speak_natively
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.page import Page
from cresi_app.widgets.theme import theme

HOME: Final = "home"
DESKS: Final = tuple(
    PageEntry(key, title, icon, Page, group=group, bottom=group == 4)
    for key, title, icon, group in (
        (HOME, N_("Accueil"), "house", 0), ("catalogue", N_("Catalogue"), "library", 1), ("training", N_("Formations"), "graduation-cap", 2),
        ("projects", N_("Projets"), "folder-kanban", 2), ("cooperation", N_("Coopérations"), "handshake", 2),
        ("funding", N_("Financements"), "hand-coins", 2), ("directory", N_("Annuaire"), "book-user", 3),
        ("counter", N_("Poste d'accueil"), "monitor", 4), ("preferences", N_("Réglages"), "settings", 4),
    )
)  # fmt: skip
"""The desks there will be, in the sidebar's order; their pages are made once there is a library."""


class WelcomeWindow(Frame):
    """Shows the first page. `choose` opens what was chosen, or raises a `CresiError`, which is shown here."""

    left = Signal()

    def __init__(self, settings: Settings, choose: Callable[[LibraryChoice], None], folder: Path | None = None) -> None:
        super().__init__()
        self._choose = choose
        self._place = folder or paths.proposed_library_folder()
        candidates = [Path(one) for one in settings.recent_libraries] + [self._place]
        self._known = [one for one in dict.fromkeys(candidates) if is_library(one)]
        self.sidebar.set_entries(DESKS)
        self.sidebar.chosen.connect(self.show_desk)
        self.files_dropped.connect(lambda files: self.page.take_file(files[0]))
        self.topbar.help_asked.connect(self.show_guide)
        for keys, act in (
            ("F1", self.show_guide),
            *((keys, partial(theme().step_zoom, steps)) for keys, steps in ZOOM_KEYS),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        theme().zoom_chosen.connect(self._keep_zoom)
        self._furnish()
        self.take_usual_size()

    def _furnish(self) -> None:
        """Make the pages in the language in force."""
        for at in range(self.stack.count() - 1, -1, -1):
            old = self.stack.widget(at)
            assert old is not None
            self.stack.removeWidget(old)
            old.deleteLater()
        self.page = WelcomePage(self.voice, self._place, self._known)
        self.page.chosen.connect(self._chosen)
        self.page.guide_asked.connect(self.show_guide)
        self.page.language_asked.connect(self._speak_otherwise)
        self.nothing = EmptyState("", "", primary=Act(tr("Voir par où commencer"), lambda: self.show_desk(HOME)))
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.nothing)
        self._quiet()
        self.show_desk(HOME)

    def show_desk(self, key: object) -> None:
        """Show the three ways, or say of another desk that nothing is there yet."""
        entry = next(entry for entry in DESKS if entry.key == key)
        self.sidebar.set_current(entry.key)
        name = tr(entry.title)
        self.nothing.say(
            tr("Rien encore"),
            tr("« {desk} » attend une bibliothèque : l'exemple, un fichier importé ou une bibliothèque vide.", desk=name),
        )  # fmt: skip
        self.stack.setCurrentWidget(self.page if entry.key == HOME else self.nothing)
        if entry.key == HOME and not self.sidebar.isAncestorOf(self.focusWidget()):
            self.page.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.setWindowTitle(tr("Bienvenue — cresi") if entry.key == HOME else f"{name} — cresi")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let 1, 2 and 3 choose wherever the keyboard is, as long as the three ways are in sight."""
        if self.stack.currentWidget() is not self.page or not self.page.choose_by(event.key()):
            super().keyPressEvent(event)

    def refuse(self, error: CresiError) -> None:
        """Say why a library could not be opened."""
        self.voice.error(error)

    def show_guide(self) -> None:
        """Show how to begin, as the manual tells it."""
        dialog = GuideDialog(self)
        dialog.exec()
        dialog.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave; there is nothing to save."""
        super().closeEvent(event)
        self.left.emit()

    def _quiet(self) -> None:
        """Disable what needs a library, saying so."""
        waiting = tr("D'abord, choisissez comment commencer.")
        self.sidebar.retranslate()
        self.topbar.retranslate()
        self.sidebar.sign.set(tr("Centre de ressources"), tr("Solidarité internationale"))
        self.sidebar.user.set_name(tr("Nouvelle bibliothèque"))
        self.sidebar.user.set_backup(tr("Rien à sauvegarder"), late=False)
        self.sidebar.user.setEnabled(False)
        self.topbar.set_years(clock.today().year)
        self.topbar.new.allow(False, waiting)
        for part in (self.topbar.search.input, self.topbar.year, self.topbar.undo, self.topbar.redo, self.topbar.bell):
            part.setEnabled(False)
            part.setToolTip(waiting)

    def _speak_otherwise(self) -> None:
        set_language("en" if language() == "fr" else "fr")
        speak_natively(language())
        change_settings(language=language())
        self._furnish()

    def _keep_zoom(self) -> None:
        change_settings(zoom=theme().zoom)

    def _chosen(self, choice: LibraryChoice) -> None:
        self.area.clear()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._choose(choice)
        except CresiError as error:
            self.refuse(error)
        finally:
            QApplication.restoreOverrideCursor()
