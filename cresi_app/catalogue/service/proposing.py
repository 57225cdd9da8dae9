"""Proposing a term to whoever keeps the thesaurus: a candidate, never a term by accident."""

from cresi_app.catalogue.model import authority_rows, rules
from cresi_app.catalogue.queries import thesaurus
from cresi_app.catalogue.queries.authorities import ids_by_key
from cresi_app.catalogue.service.desk import ListsDesk, refusals
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.ids import new_id
from cresi_app.core.text import sort_key


class ProposingDesk(ListsDesk):
    """Proposals to the thesaurus."""

    def propose_term(
        self, who: Actor, term: str, *, document_id: int | None = None, thesaurus_id: int | None = None
    ) -> Changes:
        """Send a candidate to a thesaurus (the first thematic one): who keeps it accepts it, renames it or takes it away.

        No document is indexed by it. DomainError ``no_thesaurus``, ``term_taken``, ``name_missing``.
        """
        name, key, chosen = self._candidate(term, thesaurus_id)
        note = self._origin(who, document_id)
        free = ids_by_key(self.library, "subject", [key]).get(key)
        with refusals(), self.library.revise("catalogue.propose_term", who) as revision:
            if free is None:
                subject_id = revision.insert(
                    "subject",
                    authority_rows.subject(new_id(), name, "topic") | {"thesaurus_id": chosen, "status": "candidate"},
                )
            else:
                subject_id = free
                sheet = thesaurus.sheet(self.library, free)
                assert sheet is not None
                revision.update("subject", free, sheet.version, {"thesaurus_id": chosen, "status": "candidate"})
            revision.subject = ("subject", subject_id)
            revision.insert(
                "subject_label",
                {
                    "subject_id": subject_id,
                    "language": "fr",
                    "kind": "pref",
                    "label": name,
                    "label_sort": sort_key(name),
                    "match_key": key,
                },
            )
            revision.insert(
                "subject_note", {"subject_id": subject_id, "language": "fr", "kind": "editorial", "text": note}
            )
        return revision.changes

    def _candidate(self, term: str, thesaurus_id: int | None) -> tuple[str, str, int]:
        """Return the name, its key and the thesaurus it is proposed to; refuse what cannot be."""
        name = rules.one_line(term, field="subjects")
        if not name:
            raise DomainError("name_missing", N_("Écrivez un nom avant de l'ajouter."), field="subjects")
        known = thesaurus.thesauri(self.library)
        chosen = next(
            (one.id for one in known if (one.id == thesaurus_id if thesaurus_id else not one.is_geographic)), None
        )
        if chosen is None:
            raise DomainError(
                "no_thesaurus",
                N_("Il n'y a pas encore de thésaurus thématique où proposer ce terme."),
                field="subjects",
            )
        key = authority_rows.subject_key(name, "topic")
        if thesaurus.descriptors(self.library, [key]):
            raise DomainError(
                "term_taken",
                N_("« {term} » est déjà dans le thésaurus : prenez-le dans la liste."),
                field="subjects",
                term=name,
            )
        return name, key, chosen

    def _origin(self, who: Actor, document_id: int | None) -> str:
        if document_id is None:
            return tr("Proposé par {name}.", name=who.name)
        return tr(
            "Proposé par {name} pour la notice {number}.", name=who.name, number=self._document(document_id).number
        )
