"""Each setting by its words: typed in the search, it is listed with its section, opened on its line and marked for two seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

from cresi_app.core.i18n import N_, tr
from cresi_app.core.text import fold, words
from cresi_app.widgets.paint import LEFT, put_text, rounded, smooth
from cresi_app.widgets.theme import theme

MARKED_MS: Final = 2000


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its line as the card names it, its section, and other words people look for it by (French, for ``tr``)."""

    title: str
    section: str
    also: str = ""


SETTINGS: Final = (
    Setting(N_("Taille du texte"), "display", N_("zoom, agrandir, lettres, police")),
    Setting(N_("Thème"), "display", N_("clair, sombre, nuit, contraste élevé, couleurs")),
    Setting(N_("Densité des listes"), "display", N_("compacte, confortable, hauteur, lignes, serré")),
    Setting(N_("Réduire les animations"), "display", N_("mouvement, glisser, volets, vertige")),
    Setting(N_("Langue de l'application"), "display", N_("anglais, français, english, traduction")),
    Setting(N_("Dates et montants"), "display", N_("format, jour, euros, virgule")),
    Setting(N_("Bibliothèque"), "library", N_("dossier, données, déplacer, ouvrir une autre, taille, disque")),
    Setting(N_("Sauvegardes"), "library", N_("copie, vérifier, restaurer, sauvegarder maintenant")),
    Setting(N_("Ajouter un second lieu…"), "library", N_("clé USB, disque de secours, partage, sauvegarde")),
    Setting(N_("Équipe et rôles"), "team", N_("personne, profil, fonction, ajouter, retirer, rôle, responsable, lecture")),
    Setting(N_("Tableau des droits"), "team", N_("rôles, permissions, qui peut quoi")),
    Setting(N_("Le programme peut aller sur Internet"), "network", N_("réseau, hors ligne, autoriser, interdire, ISBN, compléter, SRU")),
    Setting(N_("Serveurs de notices"), "network", N_("BnF, Sudoc, adresse, SRU, gateway, mandataire")),
    Setting(N_("Nom du centre"), "printing", N_("identité, en-tête, papier")),
    Setting(N_("Adresse"), "printing", N_("papier, en-tête, coordonnées")),
    Setting(N_("SIRET"), "printing", N_("numéro, collectivité")),
    Setting(N_("Choisir le logo…"), "printing", N_("image, papier, en-tête")),
    Setting(N_("Cases cochées dans les aperçus"), "printing", N_("impression, oublier, rubriques")),
    Setting(N_("Données personnelles"), "privacy", N_("RGPD, coordonnées privées, consentement, anonymiser, masquer")),
    Setting(N_("Touches d'une lettre dans les listes"), "keys", N_("clavier, raccourcis")),
    Setting(N_("Raccourcis clavier"), "keys", N_("touches, Ctrl")),
    Setting("cresi", "about", N_("version, licence, à propos")),
)  # fmt: skip
"""The settings that the page itself holds; those of the desks are added as links."""


def found(text: str, more: Sequence[Setting] = ()) -> list[Setting]:
    """Return the settings that hold all the words typed, in their title first; none for no words."""
    sought = words(fold(text))
    if not sought:
        return []
    kept = []
    for setting in (*SETTINGS, *more):
        title, all_words = words(fold(tr(setting.title))), words(fold(f"{tr(setting.title)} {tr(setting.also)}"))
        if all(any(one.startswith(word) for one in all_words) for word in sought):
            named = all(any(one.startswith(word) for one in title) for word in sought)
            kept.append((not named, setting))
    return [setting for _rank, setting in sorted(kept, key=lambda pair: pair[0])]


class SettingLine(QPushButton):
    """One answer: the setting, and under it its section."""

    def __init__(self, setting: Setting, section: str) -> None:
        super().__init__(tr(setting.title))
        self.setting, self._section = setting, section
        self.setAccessibleName(tr("{setting} — {section}", setting=tr(setting.title), section=section))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 44 pixels of height."""
        return QSize(theme().px(200), theme().px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw both lines."""
        look = theme()
        painter = smooth(QPainter(self))
        if self.underMouse():
            rounded(painter, QRectF(self.rect()), look.px(8), look.color("surface3"))
        room = self.rect().adjusted(look.px(12), look.px(4), -look.px(8), 0)
        title = QRect(room.x(), room.y(), room.width(), look.px(20))
        put_text(painter, title, self.text(), look.font("button"), look.color("primary"), LEFT)
        under = title.translated(0, look.px(18))
        put_text(painter, under, self._section, look.font("caption"), look.color("text2"), LEFT)
        painter.end()


class Mark(QWidget):
    """The ground of search hits behind one line of settings, for two seconds."""

    def __init__(self, line: QWidget) -> None:
        parent = line.parentWidget()
        assert parent is not None
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        room = theme().px(5)
        self.setGeometry(line.geometry().adjusted(-room, -room, room, room))
        self.lower()
        self.show()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.end)
        self._timer.start(MARKED_MS)

    def end(self) -> None:
        """Go."""
        self._timer.stop()
        self.hide()
        self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = smooth(QPainter(self))
        rounded(painter, QRectF(self.rect()), theme().px(6), theme().color("mark"))
        painter.end()


def line_of(content: QWidget, setting: Setting) -> QWidget | None:
    """Return the label or button of a section's content that names a setting."""
    title = tr(setting.title)
    for kind in (QLabel, QPushButton, QWidget):
        for one in content.findChildren(kind):
            text = one.text() if isinstance(one, QLabel | QPushButton) else one.accessibleName()
            if text == title and one.isVisibleTo(content):
                return one
    return None


def show_line(content: QWidget, setting: Setting) -> Mark | None:
    """Scroll to a setting's line, give the keyboard to what it sets, and mark it."""
    line = line_of(content, setting)
    if line is None:
        return None
    if isinstance(content, QScrollArea):
        content.ensureWidgetVisible(line, 0, theme().px(80))
    buddy = line.buddy() if isinstance(line, QLabel) else line
    if buddy is not None and buddy.focusPolicy() & Qt.FocusPolicy.TabFocus:
        buddy.setFocus(Qt.FocusReason.TabFocusReason)
    return Mark(line)
