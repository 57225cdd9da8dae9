"""PDFs on the command line: a folder or files become notices with their files, read and recognised at once."""

from argparse import Namespace
from pathlib import Path

from cresi_app.catalogue.interchange.pdf import Candidate, LookedOver, import_candidates, look_over
from cresi_app.catalogue.model.importing import ImportOptions, ImportReport
from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.i18n import tr, trn
from cresi_app.services import Services

SHOWN = 20


def are_pdfs(wanted: Namespace) -> bool:
    """Say whether what is to be imported is PDFs, or folders of them."""
    files = [Path(path) for path in wanted.files]
    return wanted.format == "pdf" or (
        not wanted.format and all(_is_folder(one) or one.suffix.lower() == ".pdf" for one in files)
    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # what cannot be a name at all: whoever opens it says so
        return False


def bring_in(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Look the PDFs over and take them in as one revision; then read them, so that they are found by their pages."""
    catalogue = services.catalogue
    looked = look_over(catalogue, [Path(path) for path in wanted.files])
    report, _ = import_candidates(catalogue, who, looked.candidates, ImportOptions(dry_run=wanted.dry_run))
    lines = _lines(report, looked, dry_run=wanted.dry_run)
    read: dict[str, object] | None = None
    if not wanted.dry_run and report.writes:
        reading = catalogue.read_files()
        read = reading.as_json()
        lines.append(trn("{n} page lue", "{n} pages lues", reading.pages))
        silent = catalogue.files_without_text()
        if silent and catalogue.recogniser() is not None:
            recognised = catalogue.recognise_files([one.sha256 for one in looked.candidates if one.sha256 in silent])
            read["recognised"] = recognised.recognised
            lines.append(trn("Texte reconnu sur {n} page", "Texte reconnu sur {n} pages", recognised.recognised))
    if looked.without_recogniser:
        lines.append(
            trn(
                "{n} fichier est fait d'images de pages : Tesseract n'est pas installé, leur texte n'est pas reconnu.",
                "{n} fichiers sont faits d'images de pages : Tesseract n'est pas installé, leur texte n'est pas reconnu.",
                looked.without_recogniser,
            )
        )
    described = [_as_json(one) for one in looked.candidates]
    more = {"files": described, "others": looked.others, "reading": read}
    code = 1 if report.read and report.rejected == report.read else 0
    return Reply({**report.as_json(), **more}, lines, code=code)


def _as_json(one: Candidate) -> dict[str, object]:
    said = {
        name: getattr(one, name)
        for name in ("title", "subtitle", "authors", "date", "language", "kind", "isbn", "issn", "doi")
    }
    known = (
        {"by": one.known.by, "document": str(one.known.document_id or ""), "number": one.known.number}
        if one.known
        else None
    )
    return {
        "file": str(one.path),
        "state": one.state,
        "pages": one.pages,
        "text": one.has_text,
        **said,
        "told": dict(one.told),
        "known": known,
    }


def _lines(report: ImportReport, looked: LookedOver, *, dry_run: bool) -> list[str]:
    lines = [
        trn("{n} PDF lu :", "{n} PDF lus :", report.read),
        "  " + trn("{n} créée", "{n} créées", report.created),
        "  " + trn("{n} mise à jour", "{n} mises à jour", report.updated),
        "  " + trn("{n} déjà là", "{n} déjà là", report.merged),
        "  " + trn("{n} refusée", "{n} refusées", report.rejected),
    ]
    lines += [f"    {reject.reason}" for reject in report.rejects[:SHOWN]]
    lines += [
        f"  {one.name} : {one.title}" + (f" ({one.known.sentence})" if one.known else "")
        for one in looked.candidates[:SHOWN]
    ]
    if looked.others:
        lines.append(trn("{n} autre fichier laissé de côté", "{n} autres fichiers laissés de côté", looked.others))
    if dry_run:
        lines.append(tr("Essai seulement : rien n'a été écrit."))
    elif report.revision is not None:
        lines.append(tr("Révision {seq} ; « undo {seq} » l'annule.", seq=report.revision))
    return lines
