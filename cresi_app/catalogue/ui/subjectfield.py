"""Subjects as tokens: terms with their place, a rejected form gives the right term, an unknown word is proposed, never made by accident."""

from collections.abc import Callable

from cresi_app.catalogue.model.thesaurus import Proposal as Term
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.namefield import keep_typed
from cresi_app.catalogue.ui.searches import MOST, times
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import C_, tr
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal, TokenField
from cresi_app.widgets.messages import Act


class SubjectField(TokenField):
    """The subjects of one notice. `document_id` is told with what is proposed."""

    def __init__(self, desk: Desk, service: CatalogueService, *, name: str = "subjects") -> None:
        self._service = service
        self._terms: dict[int, str] = {}
        self.document_id: int | None = None
        super().__init__(desk, tr("Sujets"), self._find, name=name, create=self._make)
        self.has_thesaurus = False
        self.set_thesaurus(known=False)

    def set_thesaurus(self, *, known: bool) -> None:
        """Say whether a thesaurus keeps the words: then an unknown one is proposed to it, else it is simply added."""
        self.has_thesaurus = known
        said = (
            tr("Proposer « {text} » au thésaurus", text="{text}")
            if known
            else tr("Ajouter le sujet « {text} »", text="{text}")
        )
        self.create_label = said

    def _find(self, text: str) -> list[Proposal]:
        service = self._service
        terms = service.propose_terms(text, MOST)
        self._terms |= {one.id: one.term for one in terms}
        found = [self._proposal(one) for one in terms]
        known = {one.value for one in found}
        kinds = service.subject_kinds
        free = [one for one in service.subjects_like(text, MOST) if one.id not in known]
        return [*found, *(Proposal(one.id, one.name, kinds[one.detail].name, times(one.uses), "tag") for one in free)][
            :MOST
        ]

    @staticmethod
    def _proposal(term: Term) -> Proposal:
        if term.via:
            return Proposal(term.id, term.via, tr("employez : {term}", term=term.term), times(term.uses), "tag")
        return Proposal(term.id, term.term, term.place, times(term.uses), "tag")

    def take(self, proposal: Proposal) -> None:
        """Hold the term itself, whatever name of it was chosen."""
        term = self._terms.get(proposal.value) if isinstance(proposal.value, int) else None
        super().take(Proposal(proposal.value, term) if term else proposal)

    def _make(self, text: str, then: Callable[[Proposal], None]) -> None:
        if not self.has_thesaurus:
            keep_typed(text, then)
            return
        desk, service, document_id = self._desk, self._service, self.document_id

        def done(changes: Changes) -> None:
            self.input.clear()
            seq = changes.seq
            undo = Act(
                tr(C_("undo", "Annuler")), lambda: desk.write("undo", lambda: service.library.undo(desk.actor, seq))
            )
            desk.messages.toast(tr("« {term} » est proposé à la personne chargée du thésaurus", term=text), undo)

        desk.write(
            "catalogue.propose_term",
            lambda: service.propose_term(desk.actor, text, document_id=document_id),
            done,
            lambda error: self.set_error(error.sentence),
        )
