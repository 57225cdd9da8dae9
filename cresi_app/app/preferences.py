"""The page of settings over a library: whose it is, and the settings that live on the desks' own pages."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from cresi_app.catalogue.interchange.online import SERVERS
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.i18n import N_
from cresi_app.services import Services
from cresi_app.shell.doors import LibraryDoors
from cresi_app.shell.preferences import IdentityDoors, Link, PreferenceDoors, PreferencesPage
from cresi_app.shell.window import MainWindow
from cresi_app.widgets.actions import perform
from cresi_app.widgets.desk import Desk

IDENTITY: Final = (
    "centre_name", "centre_tagline", "authority_name", "address", "postal_code", "town", "phone", "email", "website", "siret",
    "declaration_number", "representative", "representative_title",
)  # fmt: skip

ELSEWHERE: Final = (
    ("catalogue", N_("Thésaurus"), N_("termes, formes rejetées, import SKOS"), "catalogue", "catalogue.thesaurus", N_("vocabulaire, sujets, indexation")),
    ("catalogue", N_("Autorités"), N_("auteurs, éditeurs, collections"), "catalogue", "catalogue.authorities", N_("noms, formes, ISNI, IdRef")),
    ("catalogue", N_("Champs du centre"), N_("ce que ce centre note en plus sur ses notices"), "catalogue", "catalogue.own_fields", N_("champ local, liste, ajouter un champ")),
    ("catalogue", N_("Modèles de notices"), N_("des notices déjà remplies par où commencer"), "catalogue", "catalogue.templates", N_("gabarit, préremplir")),
    ("catalogue", N_("Cotes, codes-barres et étiquettes"), N_("numérotation des exemplaires, planches, imprimantes"), "catalogue", "catalogue.labels", N_("cote, code-barres, numéro, EAN-13, étiquette, emplacement")),
    ("training", N_("Réglages des formations"), N_("alertes, convocations, programme, organisme déclaré"), "training", "training.settings", N_("textes, règlement, minimum, Qualiopi")),
    ("training", N_("Quota de l'année"), N_("les journées que le centre donne par an"), "training", "training.quota", N_("jours, quatorze, limite")),
    ("training", N_("Calendriers des salles et formateurs"), N_("occupations importées d'autres calendriers"), "training", "training.calendars", N_("salle, agenda, ics")),
    ("training", N_("Calendrier tenu dans un fichier"), N_("les journées, pour votre agenda"), "training", "training.feed", N_("ics, agenda, abonnement")),
    ("funding", N_("Budget de l'exercice"), N_("crédits votés, axes, clôture"), "funding", "funding.year", N_("enveloppe, crédit, axe, exercice, vote")),
    ("funding", N_("Axes"), N_("leur nom, leur couleur, leur place"), "funding", "funding.change_axis", N_("politique, répartition")),
    ("funding", N_("Cours de change"), N_("les cours datés que les comptes emploient"), "funding", "funding.rate", N_("monnaie, devise, franc CFA, taux")),
    ("mail", N_("Textes des convocations et du programme"), N_("besoins, repas, règlement, présentation de l'année"), "training", "training.settings", N_("modèle, lettre, invitation")),
    ("counter", N_("Poste d'accueil"), N_("phrase secrète de l'équipe, codes des associations, ouverture"), "counter", "", N_("code, verrouiller, écran, borne")),
    ("privacy", N_("Fiches à revoir"), N_("celles que personne n'a relues depuis deux ans"), "directory", "directory.review", N_("relire, consentement, deux ans")),
)  # fmt: skip
"""Section, name, what it is, the page it lives on, the act that opens it there ("": the page itself), other words for it."""


class PreferenceMaker:
    """Makes the page of settings; `window` is asked for what only it knows, `choose` opens another library."""

    def __init__(
        self, services: Services, doors: LibraryDoors, window: MainWindow, choose: Callable[[], object]
    ) -> None:
        self._services, self._doors, self._window, self._choose = services, doors, window, choose

    def page(self, desk: Desk) -> PreferencesPage:
        """Make it."""
        doors = PreferenceDoors(
            library=self._doors,
            identity=IdentityDoors(self._read_identity, self._save_identity, self._keep_picture),
            keeping=lambda: self._window.keeping,
            choose=self._choose,
            servers=tuple((one.name, one.address) for one in SERVERS),
            links=self.links(),
            keys=lambda: self._window.menus.own(),  # noqa: PLW0108 - the window is furnished later
        )
        return PreferencesPage(desk, doors)

    def links(self) -> Sequence[Link]:
        """Return the settings that live on other pages."""
        return [
            Link(section, title, detail, partial(self._open, page, act), also)
            for section, title, detail, page, act, also in ELSEWHERE
        ]

    def _open(self, key: str, act: str) -> None:
        self._window.pages.go(key)
        for action in self._window.pages.page(key).actions():
            if action.id == act:
                perform(action)
                return

    def _read_identity(self) -> Mapping[str, str]:
        home = self._services.directory.home()
        return {name: getattr(home, name) for name in IDENTITY}

    def _save_identity(self, who: Actor, lines: Mapping[str, Any]) -> Changes:
        return self._services.directory.set_identity(who, **lines)

    def _keep_picture(self, who: Actor, which: str, file: Path) -> Changes:
        return self._services.directory.set_picture(who, which, file)
