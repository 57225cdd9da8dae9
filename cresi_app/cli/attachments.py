"""Attached files on the command line: joined, read, recognised; proposals for indexing; near documents."""

from argparse import Namespace
from pathlib import Path

from cresi_app.catalogue.model.filetext import STATES
from cresi_app.catalogue.model.proposal import Indexing
from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.finding import find
from cresi_app.services import Services


def attach(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Join files to a notice, one revision each, and read them."""
    catalogue = services.catalogue
    _, document = find(services, "document", wanted.ref)
    revisions = [catalogue.attach_file(who, document, Path(path)).seq for path in wanted.files]
    catalogue.read_files()
    sheet = catalogue.document(document)
    states = catalogue.file_texts([file.sha256 for file in sheet.files])
    names = {Path(path).name for path in wanted.files}
    files = [
        {"name": file.name, "state": states[file.sha256].state.value, "pages": states[file.sha256].pages}
        for file in sheet.files
        if file.name in names
    ]
    lines = [f"{file.name} : {states[file.sha256].word}" for file in sheet.files if file.name in names]
    return Reply({"document": str(document), "revisions": revisions, "files": files}, lines)


def index(services: Services, wanted: Namespace, _who: Actor) -> Reply:
    """Read the attached files that wait; with ``--again`` all of them anew; with ``--recognise`` pictures of text too."""
    catalogue = services.catalogue
    if wanted.again:
        catalogue.read_again(catalogue.every_file())
    report = catalogue.read_files()
    lines = [trn("{n} fichier lu", "{n} fichiers lus", report.read)]
    lines += [f"  {tr(STATES[state][0])} : {number}" for state, number in sorted(report.states.items())]
    told = report.as_json()
    silent = catalogue.files_without_text()
    if wanted.recognise:
        recognised = catalogue.recognise_files(silent)
        told["recognised"] = recognised.recognised
        lines.append(trn("Texte reconnu sur {n} page", "Texte reconnu sur {n} pages", recognised.recognised))
    elif silent:
        lines.append(
            trn(
                "{n} fichier sans texte : « index --recognise » peut le lire.",
                "{n} fichiers sans texte : « index --recognise » peut les lire.",
                len(silent),
            )
        )
    program = catalogue.recogniser()
    told["recogniser"] = list(program.languages) if program is not None else None
    return Reply(told, lines)


def propose(services: Services, wanted: Namespace, _who: Actor) -> Reply:
    """Propose how to describe and index a file, or a notice by its first attached text. Writes nothing."""
    found = _proposed(services, wanted.what)
    said = found.described
    lines = [
        tr("{name} : {value}", name=tr(name), value=one.value)
        for name, one in (
            (N_("Titre"), said.title), (N_("Sous-titre"), said.subtitle), (N_("Date"), said.date), (N_("Langue"), said.language), (N_("Type"), said.kind),
        )
        if one is not None
    ]  # fmt: skip
    lines += [tr("{name} : {value}", name=tr(N_("Auteur")), value=one.value) for one in said.authors]
    lines += [f"{scheme.upper()} {one.value}" for scheme, one in said.numbers]
    lines += [
        f"{round(one.weight * 100):>4} %  {one.name} — {one.evidence.sentence}"
        for one in (*found.subjects, *found.countries)
    ]
    return Reply(found.as_json(), lines)


def _proposed(services: Services, what: str) -> Indexing:
    place = Path(what)
    if place.is_file():
        return services.catalogue.propose_for_path(place)
    _, document = find(services, "document", what)
    sheet = services.catalogue.document(document)
    file = next((one for one in sheet.files if not one.media_type.startswith("image/")), None)
    if file is not None:
        return services.catalogue.propose_for_file(document, file.id)
    said = sheet.document
    if not said.abstract and not said.contents:
        raise DomainError("nothing_to_read", N_("Cette notice n'a ni texte joint ni résumé : il n'y a rien à lire."))
    return services.catalogue.propose_for_text(f"{said.title}\n{said.abstract}\n{said.contents}", document)


def near(services: Services, wanted: Namespace, _who: Actor) -> Reply:
    """List the documents near a notice."""
    _, document = find(services, "document", wanted.ref)
    rows = services.catalogue.near(document, max(wanted.limit, 0))
    told = [{"id": str(row.id), "number": row.number, "title": row.title} for row in rows]
    return Reply({"document": str(document), "near": told}, [f"{row.number}  {row.title}" for row in rows])
