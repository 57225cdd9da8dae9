"""Libraries as a whole: new, info, backup, restore, check."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cresi_app.catalogue.interchange.starter import load_starters
from cresi_app.cli import collection
from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.dates import format_instant
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.services import Services
from cresi_app.store import backup as backups
from cresi_app.store import health
from cresi_app.store.migrations import Model

COUNTED: Final = (
    "document",
    "copy",
    "organisation",
    "person",
    "course",
    "session",
    "booking",
    "project",
    "grant",
    "application",
    "agreement",
    "crisis",
)


def counts(services: Services) -> Mapping[str, int]:
    """Return how many records of each kind the library holds."""
    return {table: services.library.count(table) for table in COUNTED}


def _counted(found: Mapping[str, int]) -> list[str]:
    words = {
        "document": tr("notices"),
        "copy": tr("exemplaires"),
        "organisation": tr("organisations"),
        "person": tr("personnes"),
        "course": tr("formations"),
        "session": tr("sessions"),
        "booking": tr("inscriptions"),
        "project": tr("dossiers"),
        "grant": tr("subventions"),
        "application": tr("candidatures"),
        "agreement": tr("accords"),
        "crisis": tr("aides d'urgence"),
    }
    return [f"{format_number(number):>9}  {words[table]}" for table, number in found.items()]


def new(wanted: Namespace, who: Actor) -> Reply:
    """Make an empty or the example library."""
    folder = Path(wanted.folder)
    if wanted.example:
        from cresi_app.example import build  # noqa: PLC0415 - only this command needs it

        Services.found(folder, lambda services: build(services, who))
    with Services.open(folder) if wanted.example else Services.create(folder) as services:
        if wanted.thesaurus and not wanted.example:  # the example has them
            load_starters(services.catalogue, who)
        found = counts(services)
    return Reply(
        {"library": folder.resolve(), "counts": found},
        [tr("Bibliothèque créée : {folder}", folder=folder.resolve()), *_counted(found)],
    )


def info(services: Services, _wanted: Namespace, _who: Actor) -> Reply:
    """Say what the library holds and when it was last backed up."""
    found = counts(services)
    last = backups.last_backup(services.library.folder)
    data = {
        "library": services.library.folder.resolve(),
        "schema": services.library.model.newest,
        "counts": found,
        "last_backup": last.at if last else None,
    }
    said = (
        tr("Dernière copie vérifiée : {at}", at=format_instant(last.at))
        if last
        else tr("Aucune copie n'a encore été faite.")
    )
    return Reply(data, [str(data["library"]), *_counted(found), said])


def backup(services: Services, _wanted: Namespace, _who: Actor) -> Reply:
    """Make a verified copy."""
    made = backups.take(services.library.folder)
    return Reply(
        {"file": made.file, "sha256": made.sha256, "counts": made.counts},
        [tr("Copie faite et relue : {file}", file=made.file), made.sha256],
    )


def restore(folder: Path, file: Path) -> Reply:
    """Put a copy back; what it replaces is kept."""
    done = backups.restore(folder, file, newest=Model().newest)
    lines = [tr("La bibliothèque est revenue à la copie {file}.", file=done.backup.file)]
    if done.replaced:
        lines.append(tr("Ce qu'elle remplace est gardé : {file}", file=done.replaced))
    if done.missing_files:
        lines.append(trn("{n} pièce jointe manque.", "{n} pièces jointes manquent.", len(done.missing_files)))
    return Reply(
        {
            "file": done.backup.file,
            "sha256": done.backup.sha256,
            "replaced": done.replaced,
            "missing_files": done.missing_files,
            "counts": done.backup.counts,
        },
        lines,
    )


def check(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Read everything again and say what is wrong; or look the catalogue over."""
    if wanted.catalogue or wanted.only or wanted.mend:
        return collection.check(services, wanted, who)
    problems = health.full_check(services.library.folder)
    grave = [problem for problem in problems if problem.grave]
    data = {"ok": not grave, "problems": [{"code": p.code, "grave": p.grave, "sentence": p.sentence} for p in problems]}
    lines = [problem.sentence for problem in problems] or [tr("Tout va bien.")]
    return Reply(data, lines, code=1 if grave else 0)
