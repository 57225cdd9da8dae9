"""Takes notices in: matched, settled, staged, then written as one revision; or only tried, writing nothing."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from cresi_app.catalogue.model.importing import ImportOptions, ImportReport, Incoming, Progress, Reject, Unwatched
from cresi_app.catalogue.service.desk import ListsDesk
from cresi_app.catalogue.service.importing.run import Run
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.errors import Refused


class ImportsDesk(ListsDesk):
    """Imports of notices."""

    def import_notices(
        self,
        who: Actor,
        records: Iterable[Incoming | Reject],
        options: ImportOptions | None = None,
        *,
        total: int = 0,
        progress: Progress | None = None,
    ) -> tuple[ImportReport, Changes]:
        """Take `records` in as one revision and return what became of each; with `options.dry_run` nothing is written.

        `total` is their number when it is known. Cancelling through `progress` leaves the library as it was.
        DomainError ``moved`` when the library changed under the import: nothing was written then.
        """
        run = Run(self, options or ImportOptions())
        watched = progress or Unwatched()
        try:
            with _collector_resting():
                run.take(records, total, watched)
            if run.is_empty or run.options.dry_run:
                return run.report, NOTHING
            watched.check()
            _as_announced(run)
            with self.library.revise("catalogue.import", who) as revision:
                run.write(revision)
        except Refused as refusal:
            raise DomainError(
                "moved",
                N_("Le catalogue a changé pendant l'import ({reason}) : rien n'a été écrit. Relancez l'import."),
                reason=str(refusal),
            ) from refusal
        finally:
            if run.stager.staged and not run.options.dry_run:
                self.library.unstage(run.import_id)
        run.report.revision = revision.changes.seq
        return run.report, revision.changes


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Let the collector of circular references rest: an import makes none, and going through its rows again and again costs a sixth."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _as_announced(run: Run) -> None:
    """Refuse to write another number of notices than the dry run announced."""
    expected = run.options.expected
    if expected is not None and expected != run.report.writes:
        raise DomainError(
            "not_as_announced",
            N_(
                "Le catalogue a changé depuis l'essai (notices à écrire : {now}, annoncées : {then}). Refaites l'essai."
            ),
            now=run.report.writes,
            then=expected,
        )
