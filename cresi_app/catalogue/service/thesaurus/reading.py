"""Looking at thesauri: their trees, one term with everything around it, the term a typed word means."""

from collections.abc import Sequence

from cresi_app.catalogue.model.thesaurus import Proposal, TermRef, TermSheet, Thesaurus
from cresi_app.catalogue.queries import thesaurus as queries
from cresi_app.catalogue.service.desk import ListsDesk
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_


class ThesaurusDesk(ListsDesk):
    """Thesauri and their terms, read."""

    def thesauri(self) -> Sequence[Thesaurus]:
        """Return the thesauri."""
        return queries.thesauri(self.library)

    def thesaurus(self, thesaurus_id: int) -> Thesaurus:
        """Return one. DomainError ``unknown_thesaurus``."""
        found = queries.thesaurus(self.library, thesaurus_id)
        if found is None:
            raise DomainError("unknown_thesaurus", N_("Ce thésaurus n'est plus là."))
        return found

    def top_terms(self, thesaurus_id: int) -> Sequence[TermRef]:
        """Return the terms of a thesaurus with nothing above them."""
        return queries.top_terms(self.library, thesaurus_id)

    def narrower_terms(self, subject_id: int) -> Sequence[TermRef]:
        """Return the terms right below one."""
        return queries.narrower(self.library, subject_id)

    def way_to(self, subject_id: int) -> Sequence[TermRef]:
        """Return one way from the top of the tree to a term, itself last."""
        return queries.ways_up(self.library, subject_id)

    def term(self, subject_id: int) -> TermSheet:
        """Return everything of a term. DomainError ``unknown_term``."""
        with self.library.snapshot():
            found = queries.sheet(self.library, subject_id)
        if found is None:
            raise DomainError("unknown_term", N_("Ce terme n'est plus dans le thésaurus."))
        return found

    def terms_of(self, thesaurus_id: int) -> Sequence[TermSheet]:
        """Return every term of a thesaurus, to write or print it."""
        with self.library.snapshot():
            return queries.sheets(self.library, thesaurus_id)

    def candidates(self) -> Sequence[TermRef]:
        """Return the terms that were proposed to a thesaurus and wait for a decision."""
        return queries.candidates(self.library)

    def propose_terms(self, typed: str, limit: int = 12) -> Sequence[Proposal]:
        """Return the terms that a typed beginning may mean; a rejected form gives its term, and says so."""
        return queries.proposals(self.library, typed, limit)

    def with_narrower(self, ids: Sequence[int]) -> frozenset[int]:
        """Return these terms and everything below them: « et termes spécifiques »."""
        return queries.below(self.library, ids)
