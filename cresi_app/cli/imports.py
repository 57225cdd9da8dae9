"""Files into the library: several at once are still one revision."""

import re
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from cresi_app.catalogue.interchange import alongside, beside
from cresi_app.catalogue.interchange.formats import Format
from cresi_app.catalogue.interchange.importing import said_of, with_lists
from cresi_app.catalogue.interchange.online import Harvest, harvest
from cresi_app.catalogue.interchange.reading import NoticeFile, open_file
from cresi_app.catalogue.model.importing import ImportOptions, ImportReport, Incoming, Reject
from cresi_app.cli import calendars, dossiers, lists, pdfs, thesauri
from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.i18n import tr, trn
from cresi_app.services import Services

_ADDRESS: Final = re.compile(r"^(https?):/+(.+)$")
"""An address that was read as a path: of its two slashes one is left."""
SHOWN: Final = 20
"""Rejects written out for a person; ``--json`` gives all."""


def bring_in(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Import files: calendars, dossiers, lists of grants, activities and organisations are known as such, all others are notices."""
    if dossiers.is_for_dossiers(wanted):
        return dossiers.bring_in(services, wanted, who)
    if calendars.are_calendars(wanted):
        return calendars.bring_in(services, wanted, who)
    if thesauri.are_thesauri(wanted):
        return thesauri.bring_in(services, wanted, who)
    if pdfs.are_pdfs(wanted):
        return pdfs.bring_in(services, wanted, who)
    kind = lists.kind_of_all([Path(path) for path in wanted.files], wanted.format or "", wanted.encoding or "")
    if kind:
        return lists.bring_in(services, wanted, who, kind)
    files = [_opened(path, wanted) for path in wanted.files]
    for file in () if wanted.dry_run else files:
        if file.format is Format.JSON:
            beside.receive(services.catalogue, file.path)
    report, _changes = with_lists(
        services.catalogue,
        who,
        files,
        ImportOptions(dry_run=wanted.dry_run, file=said_of(files), create_subjects=not wanted.known_subjects),
        lambda options: services.catalogue.import_notices(
            who, _records(services, files, dry=options.dry_run), options, total=sum(file.total for file in files)
        ),
    )
    report.format = ", ".join(sorted({file.format.value for file in files}))
    report.encoding = ", ".join(sorted({file.encoding for file in files}))
    return Reply(report.as_json(), _lines(report, dry_run=wanted.dry_run), code=_code(report))


def _opened(named: Path, wanted: Namespace) -> NoticeFile:
    """Open a file, or harvest the OAI-PMH server whose address is given in its place."""
    address = _ADDRESS.match(named.as_posix())
    if address:
        return harvest(Harvest(f"{address[1]}://{address[2]}"))
    return open_file(named, format_name=wanted.format or "", encoding=wanted.encoding or "")


def _code(report: ImportReport) -> int:
    """Return 1 when every record was refused: nothing came in, and a script must hear of it."""
    return 1 if report.read and report.rejected == report.read else 0


def _records(services: Services, files: Sequence[NoticeFile], *, dry: bool) -> Iterator[Incoming | Reject]:
    """Yield the records of every file, numbered through so that each keeps its own number in the report."""
    base = 0
    for file in files:
        last = base
        for record in alongside.attached(services.catalogue, file, file.records(), dry=dry):
            last = base + record.record
            yield replace(record, record=last) if base else record
        base = last


def _lines(report: ImportReport, *, dry_run: bool) -> list[str]:
    lines = [
        tr("Format {format}, encodage {encoding}", format=report.format, encoding=report.encoding),
        trn("{n} notice lue :", "{n} notices lues :", report.read),
        "  " + trn("{n} créée", "{n} créées", report.created),
        "  " + trn("{n} mise à jour", "{n} mises à jour", report.updated),
        "  " + trn("{n} déjà là", "{n} déjà là", report.merged),
        "  " + trn("{n} refusée", "{n} refusées", report.rejected),
    ]
    lines += [f"    {reject.record}: {reject.reason}" for reject in report.rejects[:SHOWN]]
    lines += [one.said for one in report.lists]
    lines += _to_look_at(report)
    if report.rejected > SHOWN:
        more = trn(
            "… et {n} autre ; « --json » les donne toutes.",
            "… et {n} autres ; « --json » les donne toutes.",
            report.rejected - SHOWN,
        )
        lines.append(f"    {more}")
    if dry_run:
        lines.append(tr("Essai seulement : rien n'a été écrit."))
    elif report.revision is None:
        lines.append(tr("Rien de nouveau : la bibliothèque n'a pas changé."))
    else:
        lines.append(tr("Révision {seq} ; « undo {seq} » l'annule.", seq=report.revision))
    return lines


def _to_look_at(report: ImportReport) -> list[str]:
    """Say what somebody should look at: near-doubles, and subjects that were left in words."""
    lines: list[str] = []
    if report.doubtful:
        lines.append(
            trn(
                "{n} notice nouvelle à vérifier : son titre est presque celui d'une notice du catalogue ou du fichier.",
                "{n} notices nouvelles à vérifier : leur titre est presque celui d'une notice du catalogue ou du fichier.",
                len(report.doubtful),
            )
        )
    if report.subjects_left:
        lines.append(
            trn(
                "{n} sujet absent du thésaurus, gardé mot pour mot.",
                "{n} sujets absents du thésaurus, gardés mot pour mot.",
                len(report.subjects_left),
            )
        )
    return lines
