"""Printed papers from the command line."""

from argparse import Namespace
from pathlib import Path

from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.clock import today
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.finding import find
from cresi_app.papers import PAPERS, paper_named
from cresi_app.services import Services


def listed() -> Reply:
    """Name every paper."""
    data = [{"name": paper.name, "kind": paper.kind, "title": tr(paper.title)} for paper in PAPERS.values()]
    return Reply(
        {"reports": data}, [f"{paper.name:<18} {paper.kind:<14} {tr(paper.title)}" for paper in PAPERS.values()]
    )


def _year(wanted: Namespace) -> int:
    """Return the year a paper about no record is of: ``--year``, a year in the place of REF, else this year."""
    ref = (wanted.ref or "").strip()
    if wanted.year is None and ref.isdecimal() and len(ref) == 4:
        return int(ref)
    return int(wanted.year or today().year)


def report(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Print a paper about a record into a PDF file."""
    if not wanted.name:
        raise DomainError("no_name", N_("Dites quel papier : « report --list » les nomme tous."))
    paper = paper_named(wanted.name)
    if wanted.out is None:
        raise DomainError("no_out", N_("Dites où écrire le PDF : « --out FICHIER »."))
    record = _year(wanted)
    if paper.kind:
        if not wanted.ref:
            raise DomainError(
                "no_ref", N_("Dites de quelle fiche : « report {name} REF --out FICHIER »."), name=paper.name
            )
        record = find(services, paper.kind, wanted.ref)[1]
    if paper.prepare is not None:
        paper.prepare(services, who, record)
    out = Path(wanted.out)
    if paper.of_text is not None and wanted.ref and not (wanted.ref.isdecimal() and len(wanted.ref) == 4):
        pages = paper.of_text(services, wanted.ref, out)
    else:
        pages = paper.make(services, record, out)
    return Reply(
        {"file": out.resolve(), "pages": pages},
        [trn("{n} page : {file}", "{n} pages : {file}", pages, file=out.resolve())],
    )
