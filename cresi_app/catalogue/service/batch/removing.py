"""Archives, brings back and deletes many documents at once."""

from collections.abc import Sequence

from cresi_app.catalogue.model.batch import BatchReport
from cresi_app.catalogue.model.importing import Progress
from cresi_app.catalogue.queries import batch
from cresi_app.catalogue.service.batch.replacing import BatchReplacingDesk
from cresi_app.catalogue.service.batch.work import chunks, working
from cresi_app.catalogue.service.documents import OWN_TABLES
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.i18n import N_


class BatchRemovingDesk(BatchReplacingDesk):
    """What takes many documents out of the lists."""

    def archive_many(self, who: Actor, ids: Sequence[int], progress: Progress | None = None) -> BatchReport:
        """Archive all these documents in one revision; those archived already stay as they are."""
        return self._shelve(who, "catalogue.archive_many", ids, clock.today().isoformat(), progress)

    def restore_many(self, who: Actor, ids: Sequence[int], progress: Progress | None = None) -> BatchReport:
        """Bring all these documents back into the lists, in one revision."""
        return self._shelve(who, "catalogue.restore_many", ids, None, progress)

    def _shelve(
        self, who: Actor, operation: str, ids: Sequence[int], day: str | None, progress: Progress | None
    ) -> BatchReport:
        with working(self.library, who, operation, len(ids)) as work:
            for chunk in chunks(ids, progress):
                for row in batch.documents(self.library, chunk, ["archived_on"]):
                    if (row["archived_on"] is None) is not (day is None):
                        work.change("document", row["id"], row["version"], {"archived_on": day})
                        work.report.changed += 1
                work.flush()
        return work.report

    def delete_many(self, who: Actor, ids: Sequence[int], progress: Progress | None = None) -> BatchReport:
        """Delete all these documents with what is their own, in one revision; those something refers to are kept and told."""
        kept = self._kept(list(dict.fromkeys(ids)))
        with working(self.library, who, "catalogue.delete_many", len(ids), OWN_TABLES) as work:
            for chunk in chunks(ids, progress):
                for row in batch.documents(self.library, chunk, []):
                    if row["id"] in kept:
                        work.skip(
                            row["id"],
                            N_("Quelque chose s'y rapporte ailleurs dans la bibliothèque : elle est gardée."),
                        )
                    else:
                        work.remove("document", row["id"], row["version"])
                        work.report.changed += 1
                work.flush()
        return work.report

    def _kept(self, ids: list[int]) -> set[int]:
        """Return those that something refers to, be it one of these that is itself kept."""
        kept: set[int] = set()
        while fresh := batch.referred(self.library, [one for one in ids if one not in kept], OWN_TABLES):
            kept |= fresh
        return kept
