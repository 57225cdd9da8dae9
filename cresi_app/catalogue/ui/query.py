"""The orders of the list in words."""

from typing import Final

from cresi_app.catalogue.model import Query, Sort
from cresi_app.catalogue.model.query import of_json
from cresi_app.core.i18n import N_

__all__ = ["SORTS", "Query", "of_json"]

SORTS: Final = {
    Sort.RELEVANCE: N_("Pertinence"),
    Sort.TITLE: N_("Titre"),
    Sort.AUTHOR: N_("Auteur"),
    Sort.YEAR: N_("Année"),
    Sort.RECENT: N_("Ajouts récents"),
    Sort.CHANGED: N_("Modifiées récemment"),
    Sort.CALL_NUMBER: N_("Cote"),
    Sort.VIEWS: N_("Les plus vues"),
    Sort.CONSULTATIONS: N_("Les plus consultées sur place"),
    Sort.LOANS: N_("Les plus prêtées"),
    Sort.BASKET: N_("Ordre du panier"),
}
