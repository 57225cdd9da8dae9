"""Takes the authorities of another base in, whether notices name them or not: found again by number or name, blanks filled, nothing overwritten."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from cresi_app.catalogue.model.authorities import AuthorityKind
from cresi_app.catalogue.model.importing import ListReport, Progress, Unwatched
from cresi_app.catalogue.model.notice import Notice, NoticePublisher, SaidAuthority
from cresi_app.catalogue.queries import authoritylists, moving
from cresi_app.catalogue.service.desk import ListsDesk
from cresi_app.catalogue.service.importing.naming import known_only
from cresi_app.catalogue.service.importing.staging import Stager
from cresi_app.core.changes import NOTHING, Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.store.errors import Refused

_CHUNK: Final = 500
_NAMES: Final = {"contributor": N_("Auteurs"), "publisher": N_("Éditeurs"), "series": N_("Collections")}


class AuthorityImportsDesk(ListsDesk):
    """Imports of authorities."""

    def import_authorities(
        self,
        who: Actor,
        said: Iterable[SaidAuthority],
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
        edit_group: int | None = None,
    ) -> tuple[list[ListReport], Changes]:
        """Take authorities in as one revision, or only say what would become of them (`dry_run`).

        DomainError ``moved`` when the library changed meanwhile: nothing was written then.
        """
        taking = _Taking(self, Stager(self.library, new_id(), dry=dry_run))
        watched = progress or Unwatched()
        try:
            taking.take(said, watched)
            reports = [one for one in taking.reports.values() if one.created or one.updated or one.merged]
            if dry_run or taking.is_empty:
                return reports, NOTHING
            watched.check()
            with self.library.revise("catalogue.import_authorities", who, edit_group=edit_group) as revision:
                moving.move_in(revision, taking.stager.import_id, taking.stager.staged)
                for (table, authority_id), values in taking.fills.items():
                    revision.update(table, authority_id, None, values)
        except Refused as refusal:
            raise DomainError(
                "moved",
                N_("Le catalogue a changé pendant l'import ({reason}) : rien n'a été écrit. Relancez l'import."),
                reason=str(refusal),
            ) from refusal
        finally:
            if taking.stager.staged and not dry_run:
                self.library.unstage(taking.stager.import_id)
        return reports, revision.changes


@dataclass(slots=True)
class _Taking:
    """Authorities being compared with what the library has."""

    desk: ListsDesk
    stager: Stager
    reports: dict[str, ListReport] = field(
        default_factory=lambda: {key: ListReport(name, False) for key, name in _NAMES.items()}
    )
    fills: dict[tuple[str, int], dict[str, object]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be written."""
        return not self.stager.staged and not self.fills

    def take(self, said: Iterable[SaidAuthority], progress: Progress) -> None:
        """Decide every one and stage what it brings."""
        library = self.desk.library
        schemes, kinds = authoritylists.schemes(library), authoritylists.variant_kinds(library)
        done = 0
        for lot in _chunks(said):
            progress.check()
            notices = [_as_notice(one) for one in lot]
            for notice in notices:
                known_only(notice, schemes, kinds)
            self.stager.learn(notices)
            ids = [self._one(one, notice) for one, notice in zip(lot, notices, strict=True)]
            self._fill(lot, ids)
            done += len(lot)
            progress.step(done)
            self.stager.flush()

    def _one(self, one: SaidAuthority, notice: Notice) -> tuple[int, str]:
        """Return the authority one is, and what becomes of it: ``created``, ``updated`` or ``merged``."""
        before = dict(self.stager.staged)
        self.stager.hear(notice)
        if one.table == "contributor":
            found = self.stager.contributor(one.name)
        elif one.table == "publisher":
            found = self.stager.publisher(one.name.family, one.place) or 0
        else:
            found = self.stager.series(one.name.family, one.issn) or 0
        now = self.stager.staged
        if now.get(one.table, 0) > before.get(one.table, 0):
            return found, "created"
        return found, "updated" if now != before else "merged"

    def _fill(self, lot: list[SaidAuthority], ids: list[tuple[int, str]]) -> None:
        heads = {
            table.value: authoritylists.heads(self.desk.library, table, [found for found, _ in ids])
            for table in AuthorityKind
        }
        for one, (found, outcome) in zip(lot, ids, strict=True):
            values: dict[str, object] = {"note": one.note, "url": one.url, "place": one.place, "issn": one.issn}
            if one.publisher:
                self.stager.hear(Notice())
                values["publisher_id"] = self.stager.publisher(one.publisher, "")
            row = heads[one.table].get(found)
            columns = set(row.keys()) if row is not None else set(self.desk.library.structure[one.table].columns)
            held = self.fills.get((one.table, found), {})
            wanted = {
                name: value
                for name, value in values.items()
                if value and name in columns and not held.get(name) and (row is None or row[name] in (None, ""))
            }
            if row is None:  # what a new one said already stands in its staged row
                wanted = {name: value for name, value in wanted.items() if name not in {"place", "issn"}}
            if wanted:
                self.fills[one.table, found] = held | wanted
            final = "updated" if outcome == "merged" and wanted and row is not None else outcome
            report = self.reports[one.table]
            setattr(report, final, getattr(report, final) + 1)


def _as_notice(one: SaidAuthority) -> Notice:
    notice = Notice(authorities=list(one.said))
    if one.table == "contributor":
        notice.contributions = [one.name]
    elif one.table == "publisher":
        notice.publishers = [NoticePublisher(one.name.family, one.place)]
    else:
        notice.series = one.name.family
    if one.publisher:
        notice.publishers = [NoticePublisher(one.publisher)]
    return notice


def _chunks(said: Iterable[SaidAuthority]) -> Iterator[list[SaidAuthority]]:
    iterator = iter(said)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
