"""Project dossiers from file to library and back: packages of another copy of the program, filled forms."""

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.finding import find
from cresi_app.projects.model.incoming import Incoming, Standing
from cresi_app.services import Services

PACKAGE: Final = "dossier"
FORM: Final = "form"
FORMATS: Final = frozenset({PACKAGE, FORM})
_SUFFIX: Final = ".cresi-dossier"


def is_for_dossiers(wanted: Namespace) -> bool:
    """Say whether an import is one of dossiers: by its format, or by the name of its files."""
    return wanted.format in FORMATS or (not wanted.format and all(str(file).endswith(_SUFFIX) for file in wanted.files))


def bring_in(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Take in each file: what is new; what differs only with ``--take all``, or as another dossier with ``--take copy``."""
    replies = [_one(services, Path(file), wanted, who) for file in wanted.files]
    return Reply(
        {"dossiers": [data for data, _ in replies]},
        [line for _, lines in replies for line in lines],
        code=1 if replies and all("refused" in data for data, _ in replies) else 0,
    )


def _one(services: Services, file: Path, wanted: Namespace, who: Actor) -> tuple[dict[str, Any], list[str]]:
    from cresi_app.projects.interchange.forms import read_dossier_form  # noqa: PLC0415 - pikepdf is loaded when a form is read
    from cresi_app.projects.interchange.package import read_package  # noqa: PLC0415 - same

    with TemporaryDirectory(prefix="cresi-dossier-") as folder:
        try:
            if wanted.format == FORM:
                incoming = read_dossier_form(services.projects, file)
            else:
                incoming = read_package(services.projects, file, Path(folder))
            return _taken(services, incoming, wanted, who)
        except DomainError as refusal:
            return {"file": file, "refused": refusal.code, "reason": refusal.sentence}, [refusal.sentence]


def _taken(services: Services, incoming: Incoming, wanted: Namespace, who: Actor) -> tuple[dict[str, Any], list[str]]:
    from cresi_app.projects.interchange.package import take_in  # noqa: PLC0415 - same

    keys = {
        "all": incoming.takeable,
        "copy": incoming.takeable,
        "new": frozenset(one.key for one in incoming.differences if one.standing is Standing.NEW),
    }[wanted.take]
    left = [one for one in incoming.differences if one.can_be_taken and one.key not in keys]
    lines = [
        tr("{file} : « {title} », {holder}", file=incoming.file_name, title=incoming.title, holder=incoming.holder.name)
    ]
    lines += [
        f"  {one.word} : {one.label}" + (f" ({one.why})" if one.why else "")
        for one in incoming.differences
        if one.standing is not Standing.SAME
    ]
    project_id, revision = incoming.project_id, None
    as_new = wanted.take == "copy" or incoming.project_id is None
    if wanted.dry_run:
        lines.append(tr("Essai seulement : rien n'a été écrit."))
    elif not as_new and not keys:
        lines.append(tr("Rien de nouveau : la bibliothèque n'a pas changé."))
    else:
        wished = incoming.takeable_as_new if as_new and wanted.take != "all" else keys
        taken = take_in(services.projects, who, incoming, wished, as_new=wanted.take == "copy")
        project_id, revision = taken.changes.id, taken.changes.seq
        number = services.projects.project(project_id).number
        lines.append(tr("Dossier {number} ; révision {seq}, « undo {seq} » l'annule.", number=number, seq=revision))
    if left and not as_new:
        lines.append(
            tr("Ce qui diffère est laissé : « --take all » le prend, « --take copy » en fait un autre dossier.")
        )
    return _as_json(incoming, project_id, revision, left if not as_new else []), lines


def _as_json(incoming: Incoming, project_id: int | None, revision: int | None, left: list[Any]) -> dict[str, Any]:
    return {
        "file": incoming.file_name,
        "source": incoming.source,
        "project": None if project_id is None else str(project_id),
        "revision": revision,
        "new": incoming.count(Standing.NEW),
        "differs": incoming.count(Standing.DIFFERS),
        "same": incoming.count(Standing.SAME),
        "told": [{"what": one.label, "why": one.why} for one in incoming.differences if one.standing is Standing.TOLD],
        "left": [one.label for one in left],
        "remarks": list(incoming.remarks),
    }


def send_out(services: Services, wanted: Namespace) -> Reply:
    """Write one dossier as a package; ``--query`` says which."""
    from cresi_app.projects.interchange.package import write_package  # noqa: PLC0415 - same

    if not wanted.query:
        raise DomainError(
            "no_ref", N_("Dites quel dossier : « export --format dossier --query 2026-004 --out FICHIER ».")
        )
    record = find(services, "project", wanted.query)[1]
    out = Path(wanted.out)
    lost = write_package(services.projects, record, out)
    lines = [tr("Dossier enregistré : {file}", file=out)]
    lines += ["  " + tr("sans le fichier de « {name} », qui est introuvable", name=name) for name in lost]
    return Reply(
        {"written": 1, "skipped": [{"id": str(record), "reason": name} for name in lost], "file": out.resolve()}, lines
    )
