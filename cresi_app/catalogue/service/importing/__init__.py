"""Takes notices in: matched, settled, staged, then written as one revision; or only tried, writing nothing."""

from collections.abc import Iterable
from datetime import timedelta

from cresi_app.catalogue.model.importing import (
    ImportOptions,
    ImportReport,
    Incoming,
    PastImport,
    Progress,
    Reject,
    Unwatched,
)
from cresi_app.catalogue.queries import imports
from cresi_app.catalogue.service.desk import ListsDesk
from cresi_app.catalogue.service.importing.run import Run
from cresi_app.core import clock, collector
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.store.errors import Refused
from cresi_app.store.revision import Revision

KEPT_DAYS = 30
"""For how long an import is offered to be taken back in one press; the history keeps it beyond."""
_SHOWN = 12


class ImportsDesk(ListsDesk):
    """Imports of notices."""

    def past_import(self, sha256: str) -> PastImport | None:
        """Return the latest import of a file with this content that still stands, None when there is none."""
        return imports.of_content(self.library, sha256)

    def recent_imports(self) -> list[PastImport]:
        """Return the imports of the last 30 days that still stand, the latest first."""
        return imports.since(
            self.library, (clock.now() - timedelta(days=KEPT_DAYS)).isoformat(timespec="milliseconds"), _SHOWN
        )

    def revert_import(self, who: Actor, past: PastImport) -> tuple[Changes, int]:
        """Take an import back, and return how many of its notices stay because somebody has worked on them since.

        Untouched, it is undone as a whole. Otherwise the notices it made and that nobody changed go, the names that others
        use stay, and what it added to notices that were here before stays with them.
        DomainError ``moved_on`` when even that is refused (a copy is booked): nothing is touched then.
        """
        try:
            return self.library.undo(who, past.seq), 0
        except DomainError as refused:
            if refused.code != "moved_on":
                raise
            ids, kept = imports.made_by(self.library, past.seq)
            if not ids:
                raise
            try:
                with self.library.revise("catalogue.revert_import", who) as revision:
                    imports.take_away(revision, ids, past.id)
            except Refused:
                raise refused from None
            return revision.changes, kept + past.updated

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
        chosen = options or ImportOptions()
        if not chosen.dry_run:
            self.library.require("catalogue.import", who)  # not after minutes of reading
        with collector.resting():
            return self._taken_in(who, Run(self, chosen), records, (total, progress or Unwatched()))

    def _taken_in(
        self, who: Actor, run: Run, records: Iterable[Incoming | Reject], watched: tuple[int, Progress]
    ) -> tuple[ImportReport, Changes]:
        total, progress = watched
        try:
            run.take(records, total, progress)
            if run.options.dry_run:
                return run.report, NOTHING
            if run.is_empty:
                run.uses.count_views()
                return run.report, NOTHING
            progress.check()
            _as_announced(run)
            with self.library.revise("catalogue.import", who, edit_group=run.options.edit_group) as revision:
                run.write(revision)
                _remember(revision, run, who)
        except Refused as refusal:
            raise DomainError(
                "moved",
                N_("Le catalogue a changé pendant l'import ({reason}) : rien n'a été écrit. Relancez l'import."),
                reason=str(refusal),
            ) from refusal
        finally:
            if run.stager.staged and not run.options.dry_run:
                self.library.unstage(run.import_id)
        run.uses.count_views()
        run.report.revision = revision.changes.seq
        return run.report, revision.changes


def _remember(revision: Revision, run: Run, who: Actor) -> None:
    """Note the file in the same revision: taken back, the import is forgotten too."""
    file, report = run.options.file, run.report
    if file is not None:
        values: dict[str, object] = {
            "id": new_id(), "name": file.name or "?", "digest": file.sha256, "format": file.format, "created": report.created,
            "updated": report.updated, "merged": report.merged, "rejected": report.rejected, "imported_by": who.name,
        }  # fmt: skip
        revision.insert("imported_file", values)


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
