"""Thesauri on the command line: SKOS taken in as one revision, and given out."""

from argparse import Namespace
from pathlib import Path
from typing import Final

from cresi_app.catalogue.interchange import skos
from cresi_app.catalogue.model.thesaurus import Thesaurus, ThesaurusReport
from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.text import fold
from cresi_app.services import Services

FORMAT: Final = "skos"


def are_thesauri(wanted: Namespace) -> bool:
    """Say whether what is imported is a thesaurus: said so, or its one file begins so."""
    if wanted.format:
        return bool(wanted.format == FORMAT)
    return len(wanted.files) == 1 and skos.is_thesaurus(Path(wanted.files[0]))


def bring_in(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Take one thesaurus in."""
    if len(wanted.files) != 1:
        raise DomainError("one_file", N_("Un thésaurus s'importe seul."))
    said = skos.open_thesaurus(Path(wanted.files[0]))
    report, _ = services.catalogue.import_thesaurus(who, said, dry_run=wanted.dry_run)
    return Reply(report.as_json(), _lines(report, dry_run=wanted.dry_run))


def _lines(report: ThesaurusReport, *, dry_run: bool) -> list[str]:
    lines = [
        tr("Thésaurus « {name} »", name=report.name),
        "  " + trn("{n} terme créé", "{n} termes créés", report.created),
        "  " + trn("{n} mis à jour", "{n} mis à jour", report.updated),
        "  " + trn("{n} inchangé", "{n} inchangés", report.merged),
    ]
    for _, term, uses in report.orphans:
        told = trn("{term} : absent du fichier, {n} notice", "{term} : absent du fichier, {n} notices", uses, term=term)
        lines.append(f"    {told}")
    lines += [f"    {doubt.text}" for doubt in report.doubts[:20]]
    if dry_run:
        lines.append(tr("Essai seulement : rien n'a été écrit."))
    elif report.revision is None:
        lines.append(tr("Rien de nouveau : la bibliothèque n'a pas changé."))
    else:
        lines.append(tr("Révision {seq} ; « undo {seq} » l'annule.", seq=report.revision))
    return lines


def send_out(services: Services, wanted: Namespace) -> Reply:
    """Write the thesaurus that ``--query`` names, or the only one there is."""
    thesaurus = _named(services, wanted.query)
    written = skos.write(thesaurus, services.catalogue.terms_of(thesaurus.id), Path(wanted.out))
    line = trn("{n} terme écrit : {file}", "{n} termes écrits : {file}", written, file=wanted.out)
    return Reply({"written": written, "skipped": [], "thesaurus": thesaurus.name}, [line])


def _named(services: Services, name: str) -> Thesaurus:
    known = services.catalogue.thesauri()
    found = [one for one in known if fold(name) in fold(one.name)] if name else list(known)
    if len(found) == 1:
        return found[0]
    if not known:
        raise DomainError("no_thesaurus", N_("La bibliothèque n'a pas de thésaurus."))
    raise DomainError(
        "which_thesaurus",
        N_("Dites lequel avec « --query » : {names}."),
        names=", ".join(one.name for one in found or known),
    )
