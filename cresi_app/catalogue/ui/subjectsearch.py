"""What is proposed where subjects are typed outside a notice: terms of the thesauri, a rejected form giving its term, then free words."""

from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.searches import MOST, Search
from cresi_app.core.i18n import tr
from cresi_app.widgets.fields import Proposal


def subjects(service: CatalogueService) -> Search:
    """Return the search of subjects; what is proposed carries the term's own name."""

    def search(text: str) -> list[Proposal]:
        terms = service.propose_terms(text, MOST)
        found = [
            Proposal(one.id, one.term, tr("au lieu de : {word}", word=one.via) if one.via else one.place, "", "tag")
            for one in terms
        ]
        known = {one.value for one in found}
        free = [one for one in service.subjects_like(text, MOST) if one.id not in known]
        return [*found, *(Proposal(one.id, one.name, "", "", "tag") for one in free)][:MOST]

    return search
