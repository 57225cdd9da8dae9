"""The names of pictures: views have keys, the files that show them French words."""

from typing import Final

WORDS: Final = {
    "authorities": "autorites", "checks": "verifications", "advanced": "recherche-avancee", "past": "recherches-recentes",
    "calendars": "calendriers", "settings": "reglages", "request": "demande",
    "quota": "quota", "intake": "bulletins", "sections": "texte", "budget": "budget", "cofunding": "cofinancement",
    "papers": "pieces", "follow": "suivi", "history": "versions", "essential": "essentiel", "display": "affichage",
    "library": "bibliotheque", "team": "equipe", "catalogue": "catalogue", "printing": "impression", "network": "reseau",
    "privacy": "donnees", "keys": "raccourcis", "holder": "porteur",
    "place": "lieux", "partners": "partenaires", "themes": "themes", "context": "contexte", "logframe": "cadre-logique",
    "activities": "activites", "beneficiaries": "beneficiaires", "means": "moyens",
}  # fmt: skip
"""The names of pictures for the keys of views."""
