"""Takes a file of notices into the catalogue: opened, tried, then written as one revision that one undo takes back."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from cresi_app.catalogue.interchange import readahead
from cresi_app.catalogue.interchange.reading import NoticeFile, open_file
from cresi_app.catalogue.model.importing import FileSaid, ImportOptions, ImportReport, Progress
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor, Changes


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
    said = FileSaid(opened.name, opened.sha256, opened.format.value)
    report, changes = _taken(service, who, opened, replace(options or ImportOptions(), file=said), progress)
    report.format = opened.format.value
    report.encoding = opened.encoding
    return report, changes


def _taken(
    service: CatalogueService, who: Actor, file: NoticeFile, options: ImportOptions | None, progress: Progress | None
) -> tuple[ImportReport, Changes]:
    # Closed at once, whatever happens: a process may be reading ahead.
    with closing(readahead.records(file)) as records:
        return service.import_notices(who, records, options, total=file.total, progress=progress)


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
