"""Several notices of one publication become one: every copy, file, subject and link follows, in one revision."""

from collections.abc import Mapping, Sequence

from cresi_app.catalogue.queries import authoritylists, authoritywriting, merging
from cresi_app.catalogue.service.desk import ListsDesk, refusals
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision

_JOINED = frozenset({"notes"})
"""Texts that are joined where they differ, unless one is chosen."""


class MergingDesk(ListsDesk):
    """Merges of notices."""

    def merge_documents(
        self, who: Actor, kept: int, others: Sequence[int], choices: Mapping[str, int] | None = None
    ) -> Changes:
        """Make one notice of `kept` and `others`; undoing brings all of them back as they were.

        Blanks of the kept one are filled from the others in their order, notes are joined, groups (contributions, subjects,
        languages, countries, identifiers, links, co_publishers) are united, everything that any desk tied to the others
        follows. `choices` says otherwise: column of ``document`` or group → the notice whose value is wanted. Numbers and
        source numbers of the others lead to the kept one from now on.
        DomainError ``same`` without another notice, ``document_gone``, ``stale``.
        """
        gone = [one for one in dict.fromkeys(others) if one != kept]
        if not gone:
            raise DomainError("same", N_("Il faut au moins deux notices pour fusionner : rien n'a changé."))
        with refusals(), self.library.revise("catalogue.merge_documents", who, ("document", kept)) as revision:
            with self.library.snapshot():
                heads = merging.heads(self.library, [kept, *gone])
                if len(heads) <= len(gone):
                    raise DomainError(
                        "document_gone", N_("L'une de ces notices n'est plus dans le catalogue : rien n'a changé.")
                    )
                values = self._merged_fields(heads, kept, gone, choices or {})
                pairs = authoritylists.apart_from(self.library, "document", gone)
            revision.update("document", kept, heads[kept]["version"], values)
            for group, chosen in (choices or {}).items():
                if group in merging.GROUP_TABLES:
                    merging.keep_group(revision, group, chosen, heads)
            merging.follow(revision, self.library, kept, gone)
            for statement in authoritywriting.apart_still("document", kept, gone, pairs):
                revision.execute(*statement)
            for one in gone:
                self._lead_to_document(revision, kept, heads[one])
                revision.delete("document", one, heads[one]["version"])
        return revision.changes

    def _merged_fields(
        self, heads: Mapping[int, Row], kept: int, others: Sequence[int], choices: Mapping[str, int]
    ) -> dict[str, object]:
        values: dict[str, object] = {}
        for name in merging.columns(self.library):
            chosen = choices.get(name)
            if chosen is None and name in _JOINED:
                values[name] = _joined([str(heads[one][name]) for one in (kept, *others)])
                continue
            if chosen is None and heads[kept][name] in (None, ""):
                chosen = next((one for one in others if heads[one][name] not in (None, "")), None)
            if chosen is not None and chosen in heads and chosen != kept:
                values |= merging.taken(name, heads[chosen])
        return values

    @staticmethod
    def _lead_to_document(revision: Revision, kept: int, other: Row) -> None:
        """Let what exported or printed the other notice find the kept one: its id and its number."""
        for key in (f"cresi:{other['id']}", f"cresi-number:{other['number']}"):
            revision.insert(
                "document_source", {"document_id": kept, "format": "cresi", "source_key": key, "fingerprint": ""}
            )


def _joined(texts: Sequence[str]) -> str:
    kept: list[str] = []
    for text in texts:
        if text.strip() and not any(text.strip() in other for other in kept):
            kept.append(text.strip())
    return "\n\n".join(kept)
