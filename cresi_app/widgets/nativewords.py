"""Qt's own words (context menus, file dialogs, key names) in the language in force."""

from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from cresi_app.core.i18n import N_, Language, tr

_LACKING: Final = {
    "&Look in:": N_("Dans :"),
    "Files of &type:": N_("Sortes de fichiers :"),
    "Folder": N_("Dossier"),
    "File Folder": N_("Dossier"),
    "Drive": N_("Disque"),
    "File": N_("Fichier"),
}
"""What Qt's own catalogue does not hold in French: its file dialog, where the system has none."""
_CONTEXTS: Final = frozenset({"QFileDialog", "QFileSystemModel", "QAbstractFileIconProvider"})


class _Lacking(QTranslator):
    """Answers for the words that Qt's catalogue lacks."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Say that there is something here."""
        return False

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        """Return a word in the language in force; None: not known here."""
        known = _LACKING.get(source) if context in _CONTEXTS else None
        return tr(known) if known is not None else None


class _Installed:
    translator: QTranslator | None = None
    lacking: QTranslator | None = None
    language = ""


def speak_natively(language: Language) -> None:
    """Make Qt's own parts speak `language`; English is what they speak by themselves."""
    app = QApplication.instance()
    if app is None or _Installed.language == language:
        return
    _Installed.language = language
    QLocale.setDefault(QLocale("fr_FR" if language == "fr" else "en_GB"))
    if _Installed.translator is not None:
        app.removeTranslator(_Installed.translator)
        _Installed.translator = None
    if _Installed.lacking is not None:
        app.removeTranslator(_Installed.lacking)
        _Installed.lacking = None
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en" and translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
        _Installed.translator = translator
        _Installed.lacking = _Lacking(app)
        app.installTranslator(_Installed.lacking)
