"""Which sections the settings have, and which cards stand in each."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.shell.preferences.backups import BackupCard
from cresi_app.shell.preferences.cards import PREVIEWS, AboutCard, PreviewsCard, PrivacyCard, keys_cards
from cresi_app.shell.preferences.display import DisplayCard, KeysCard, LanguageCard
from cresi_app.shell.preferences.doors import PreferenceDoors
from cresi_app.shell.preferences.holdings import LibraryCard
from cresi_app.shell.preferences.identity import IdentityCard
from cresi_app.shell.preferences.lines import LinksCard
from cresi_app.shell.preferences.network import MEMORY as SERVERS
from cresi_app.shell.preferences.network import NetworkCard, ServersCard
from cresi_app.shell.preferences.resetting import MEMORY
from cresi_app.shell.preferences.sections import Section
from cresi_app.shell.preferences.team import TeamCard
from cresi_app.widgets.desk import Desk

DISPLAY = ("zoom", "theme", "density", "reduced_motion", "language")


class _Maker:
    """Makes the cards, each time anew: one widget stands in one section only."""

    def __init__(self, desk: Desk, doors: PreferenceDoors) -> None:
        self.desk, self.doors = desk, doors

    def essential(self) -> tuple[Sequence[QWidget], Sequence[QWidget]]:
        """Return what is looked for most."""
        return [self.display(), self.team()], [self.library(), self.backups(), LanguageCard(self.desk)]

    def display(self) -> QWidget:
        """Return text size, theme and density."""
        return DisplayCard(self.desk)

    def team(self) -> QWidget:
        """Return who may do what."""
        return TeamCard(self.desk, self.doors.library)

    def library(self) -> QWidget:
        """Return where the library is."""
        return LibraryCard(self.desk, self.doors.keeping(), self.doors.library, self.doors.choose)

    def backups(self) -> QWidget:
        """Return the copies."""
        return BackupCard(self.desk, self.doors.keeping(), self.doors.library)

    def links(self, key: str, title: str, note: str = "") -> tuple[Sequence[QWidget], Sequence[QWidget]]:
        """Return what lives on a desk's own page."""
        return [LinksCard(title, [link for link in self.doors.links if link.section == key], note)], []

    def printing(self) -> tuple[Sequence[QWidget], Sequence[QWidget]]:
        """Return what is printed on every paper, and what previews remember."""
        links = [link for link in self.doors.links if link.section == "printing"]
        right = [PreviewsCard(self.desk), *([LinksCard(tr("Étiquettes et papiers"), links)] if links else [])]
        return [IdentityCard(self.desk, self.doors.identity)], right

    def network(self) -> tuple[Sequence[QWidget], Sequence[QWidget]]:
        """Return what may leave this machine, and to where."""
        return [NetworkCard(self.desk)], [ServersCard(self.desk, self.doors.servers)]

    def privacy(self) -> tuple[Sequence[QWidget], Sequence[QWidget]]:
        """Return what is done with personal data."""
        links = [link for link in self.doors.links if link.section == "privacy"]
        return [PrivacyCard(self.desk)], [LinksCard(tr("Dans l'annuaire"), links)] if links else []

    def keys(self) -> tuple[Sequence[QWidget], Sequence[QWidget]]:
        """Return every key, and whether single letters act."""
        whole, shared = keys_cards(self.doors.keys())
        return [whole], [KeysCard(self.desk), shared]


def sections(desk: Desk, doors: PreferenceDoors) -> list[Section]:
    """Return the fourteen sections in their order."""
    make = _Maker(desk, doors)
    return [*_of_machine(make), *_of_desks(make), *_of_program(make)]


def _of_machine(make: _Maker) -> list[Section]:
    desk = make.desk
    return [
        Section(
            "essential", tr("L'essentiel"), "sliders-horizontal", tr("les réglages que l'on cherche le plus souvent"),
            tr("taille du texte, thème, langue, sauvegarde, bibliothèque, équipe"), make.essential, DISPLAY,
        ),
        Section(
            "display", tr("Affichage et langue"), "monitor", "",
            tr("taille du texte, thème, clair, sombre, contraste, densité, langue, anglais"),
            lambda: ([make.display()], [LanguageCard(desk)]), DISPLAY,
        ),
        Section(
            "library", tr("Bibliothèque et sauvegardes"), "database-backup", "",
            tr("dossier, données, copie, sauvegarde, restaurer, ouvrir, clé USB"),
            lambda: ([make.library()], [make.backups()]),
        ),
        Section(
            "team", tr("Équipe et rôles"), "users", "", tr("personnes, profils, poste, droits, rôles"), lambda: ([make.team()], []),
        ),
    ]  # fmt: skip


def _of_desks(make: _Maker) -> list[Section]:
    return [
        Section(
            "catalogue", tr("Catalogue et cotes"), "tag", "", tr("thésaurus, autorités, champs, modèles, étiquettes, codes-barres"),
            partial(make.links, "catalogue", tr("Catalogue")),
        ),
        Section(
            "training", tr("Formations"), "graduation-cap", "", tr("quota, salles, calendriers, convocations, programme"),
            partial(make.links, "training", tr("Formations")),
        ),
        Section(
            "funding", tr("Subventions et axes"), "hand-coins", "", tr("crédits, axes, exercices, cours de change"),
            partial(make.links, "funding", tr("Financements")),
        ),
        Section(
            "mail", tr("Courriels et modèles"), "mail", "", tr("invitations, lettres, brouillons, textes"),
            partial(
                make.links, "mail", tr("Courriels et modèles"),
                tr("Le programme prépare des brouillons que votre messagerie envoie : il n'écrit à personne lui-même."),
            ),
        ),
        Section(
            "printing", tr("Impression et identité"), "printer", "",
            tr("nom, adresse, SIRET, représentant, logo, collectivité, documents imprimés, aperçu"), make.printing, (PREVIEWS,),
        ),
    ]  # fmt: skip


def _of_program(make: _Maker) -> list[Section]:
    return [
        Section(
            "network", tr("Réseau et serveurs"), "globe", "", tr("Internet, serveurs, notices, SRU, BnF, Sudoc, adresse, ISBN"),
            make.network, ("network", f"{MEMORY}{SERVERS}"),
        ),
        Section(
            "counter", tr("Poste d'accueil"), "monitor", "", tr("associations, phrase secrète, codes, écran"),
            partial(make.links, "counter", tr("Poste d'accueil")),
        ),
        Section(
            "privacy", tr("Données personnelles"), "shield-check", "", tr("RGPD, consentements, coordonnées privées"), make.privacy,
        ),
        Section(
            "keys", tr("Raccourcis clavier"), "keyboard", "", tr("touches, clavier, lettres"),
            make.keys, ("single_letter_keys",),
        ),
        Section("about", tr("À propos"), "info", "", tr("version, licences, logiciels employés"), lambda: ([AboutCard()], [])),
    ]  # fmt: skip
