"""Qt's own words (context menus, file dialogs, key names) in the language in force."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from cresi_app.core.i18n import Language


class _Installed:
    translator: QTranslator | None = None
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
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en" and translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
        _Installed.translator = translator
