"""Takes PDFs in: their files first, then one revision with notices and attachments, and a report that adds up."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from cresi_app.catalogue.interchange.pdf.candidate import Candidate
from cresi_app.catalogue.model.importing import (
    Decision,
    ImportOptions,
    ImportReport,
    Incoming,
    Outcome,
    Progress,
    Reject,
    Told,
    Unwatched,
)
from cresi_app.catalogue.model.notice import NoticeFile
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_

PDF: Final = "application/pdf"
_BROKEN: Final = N_("« {name} » ne se lit pas comme un PDF : il n'est pas entré.")
_LOCKED: Final = N_("« {name} » demande un mot de passe : il est joint, son texte ne se cherche pas.")
_SILENT: Final = N_("« {name} » n'a pas de texte : ce sont des images de pages.")
_SAME: Final = N_("« {name} » est déjà là : le même fichier.")


def import_candidates(
    service: CatalogueService, who: Actor, candidates: Sequence[Candidate], options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> tuple[ImportReport, Changes]:  # fmt: skip
    """Take the wanted candidates in as one revision; with `options.dry_run` nothing is written, no file is copied.

    Always: read = created + updated + merged + rejected = wanted candidates. DomainError as `import_notices`.
    """
    chosen = options or ImportOptions()
    wanted = [(number, one) for number, one in enumerate(candidates, start=1) if one.wanted]
    same = [(number, one) for number, one in wanted if one.known is not None and one.known.is_same_file]
    fresh = [pair for pair in wanted if pair not in same]
    watched = progress or Unwatched()
    records = _records(service, fresh, watched, dry=chosen.dry_run)
    report, changes = service.import_notices(who, records, chosen, total=len(fresh), progress=progress)
    for number, one in same:
        assert one.known is not None
        told = Told(number, _SAME, {"name": one.name})
        report.count(Decision(number, Outcome.MERGED, one.title, one.known.document_id or None, told.sentence))
        report.warnings.append(told)
    report.format = "pdf"
    return report, changes


def _records(
    service: CatalogueService, wanted: Sequence[tuple[int, Candidate]], watched: Progress, *, dry: bool
) -> Iterator[Incoming | Reject]:
    for number, one in wanted:
        watched.check()
        if one.is_broken:
            yield Reject(number, 0, Told(number, _BROKEN, {"name": one.name}), title=one.title)
            continue
        kept = NoticeFile(one.sha256, one.name, PDF, one.size)
        if not dry:
            try:
                stored = service.library.files.put(one.path, one.name)
            except StoreError as error:
                yield Reject(number, 0, Told(number, error.template, error.data), title=one.title)
                continue
            # It may have changed since it was looked over: what is kept is what is joined.
            kept = kept._replace(sha256=stored.sha256, size=stored.size, media_type=stored.media_type)
            one = replace(one, sha256=stored.sha256)  # noqa: PLW2901 - the same file as it is now
        yield Incoming(number, 0, one.notice(kept), doubts=_doubts(number, one))


def _doubts(number: int, one: Candidate) -> tuple[Told, ...]:
    if one.state == "locked":
        return (Told(number, _LOCKED, {"name": one.name}),)
    return () if one.has_text else (Told(number, _SILENT, {"name": one.name}),)
