"""Takes a file of notices into the catalogue: opened, tried, then written as one revision that one undo takes back."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from cresi_app.catalogue.interchange import alongside, beside, readahead
from cresi_app.catalogue.interchange.formats import Format
from cresi_app.catalogue.interchange.pmb import Base, authorities_of, thesauri_of
from cresi_app.catalogue.interchange.reading import NoticeFile, open_file
from cresi_app.catalogue.model.importing import FileSaid, ImportOptions, ImportReport, ListReport, Progress
from cresi_app.catalogue.model.notice import SaidAuthority
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.ids import new_id


def import_file(
    service: CatalogueService,
    who: Actor,
    file: NoticeFile | Path,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> tuple[ImportReport, Changes]:
    """Import `file` (a path is opened and its format recognised). The report's figures always add up.

    DomainError as `open_file` and `CatalogueService.import_notices` raise.
    """
    opened = open_file(file) if isinstance(file, Path) else file
    if opened.format is Format.JSON and not (options and options.dry_run):
        beside.receive(service, opened.path)
    said = said_of([opened])
    chosen = replace(options or ImportOptions(), file=said)
    report, changes = with_lists(
        service, who, [opened], chosen, lambda now: _taken(service, who, opened, now, progress), progress
    )
    report.format = opened.format.value
    report.encoding = opened.encoding
    return report, changes


def with_lists(
    service: CatalogueService,
    who: Actor,
    files: Sequence[NoticeFile],
    options: ImportOptions,
    notices: Callable[[ImportOptions], tuple[ImportReport, Changes]],
    progress: Progress | None = None,
) -> tuple[ImportReport, Changes]:
    """Take in the thesauri and authorities that `files` hold, then what `notices` does: one undo takes all of it back.

    When the notices do not go in, the lists do not stay.
    """
    bases = [base for file in files if (base := file.base()) is not None]
    names = [one for file in files for one in file.names()]
    if not bases and not names:
        return notices(options)
    chosen = replace(options, edit_group=new_id())
    reports, brought = _lists(service, who, (bases, names), chosen, progress)
    done = False
    try:
        report, changes = notices(chosen)
        done = True
    finally:
        if not done and brought:
            service.library.undo(who, brought[-1].seq)
    report.lists = reports
    written = [one for one in (*brought, changes) if one.seq is not None]
    if not written:
        return report, changes
    report.revision = written[-1].seq
    return report, replace(written[-1], touched=_united(written))


def _lists(
    service: CatalogueService,
    who: Actor,
    lists: tuple[Sequence[Base], Sequence[SaidAuthority]],
    options: ImportOptions,
    progress: Progress | None,
) -> tuple[list[ListReport], list[Changes]]:
    """Take in every thesaurus, then every authority; return what became of each list, and the revisions written."""
    reports: list[ListReport] = []
    brought: list[Changes] = []
    bases, names = lists
    for base in bases:
        for said in thesauri_of(base):
            one, changes = service.import_thesaurus(
                who, said, dry_run=options.dry_run, progress=progress, edit_group=options.edit_group
            )
            reports.append(ListReport(one.name, True, one.created, one.updated, one.merged, one.doubts))
            brought.append(changes)
    for heard in [*(authorities_of(base) for base in bases), *([names] if names else [])]:
        found, changes = service.import_authorities(
            who, heard, dry_run=options.dry_run, progress=progress, edit_group=options.edit_group
        )
        reports += found
        brought.append(changes)
    return reports, [one for one in brought if one.seq is not None]


def _united(all_changes: Sequence[Changes]) -> Mapping[str, frozenset[int]]:
    touched: dict[str, frozenset[int]] = {}
    for changes in all_changes:
        for table, ids in changes.touched.items():
            touched[table] = touched.get(table, frozenset()) | ids
    return touched


def _taken(
    service: CatalogueService, who: Actor, file: NoticeFile, options: ImportOptions, progress: Progress | None
) -> tuple[ImportReport, Changes]:
    # Closed at once, whatever happens: a process may be reading ahead.
    with closing(readahead.records(file)) as records:
        whole = alongside.attached(service, file, records, dry=options.dry_run)
        return service.import_notices(who, whole, options, total=file.total, progress=progress)


def dry_run(
    service: CatalogueService,
    who: Actor,
    file: NoticeFile,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Say what importing `file` would do; nothing is written."""
    report, _ = import_file(service, who, file, replace(options or ImportOptions(), dry_run=True), progress)
    return report


def said_of(files: Sequence[NoticeFile]) -> FileSaid:
    """Return what is remembered of files that are imported together, as one."""
    if len(files) == 1:
        return FileSaid(files[0].name, files[0].sha256, files[0].format.value)
    digest = hashlib.sha256("".join(one.sha256 for one in files).encode()).hexdigest()
    return FileSaid(
        ", ".join(one.name for one in files)[:200], digest, ", ".join(sorted({one.format.value for one in files}))
    )


def import_after_backup(
    service: CatalogueService, who: Actor, file: NoticeFile, options: ImportOptions, progress: Progress
) -> tuple[ImportReport, Changes]:
    """Import, a verified backup taken first: what an import of thousands spoils is not mended by hand."""

    def heed(*_: object) -> None:
        progress.check()

    service.library.backup("manual", progress=heed)
    return import_file(service, who, file, options, progress)
