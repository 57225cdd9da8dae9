"""Links typed or imported as words, tied to the notice they name once it is there: proposed, and done when somebody says so."""

from collections.abc import Sequence

from cresi_app.catalogue.queries import issues, ties
from cresi_app.catalogue.queries.ties import Tie
from cresi_app.catalogue.service.desk import ListsDesk, refusals
from cresi_app.core.changes import NOTHING, Actor, Changes

__all__ = ["LinkTyingDesk", "Tie"]


class LinkTyingDesk(ListsDesk):
    """Ties of links."""

    def ties(self, document_id: int) -> list[Tie]:
        """Return what could be tied around a notice: its own links that are words, and those of others that name it."""
        with self.library.snapshot():
            return ties.around(self.library, document_id)

    def tie_links(self, who: Actor, document_id: int, wanted: Sequence[Tie]) -> Changes:
        """Tie links to the notices they name, in one act; those that were tied meanwhile stay as they are."""
        known = ties.versions(self.library, [one.link_id for one in wanted])
        chosen = [one for one in wanted if one.link_id in known]
        if not chosen:
            return NOTHING
        with refusals(), self.library.revise("catalogue.tie_links", who, ("document", document_id)) as revision:
            for one in chosen:
                revision.update("document_link", one.link_id, known[one.link_id], {"target_id": one.target_id})
            # A periodical that lists its issues knows now which notice describes which.
            issues.tie_issues(revision, sorted({one.document_id for one in chosen}))
        return revision.changes
