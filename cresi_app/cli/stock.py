"""Stock-takes without a window: the codes that a reader with a memory has kept, taken in from its file."""

from argparse import Namespace
from pathlib import Path

from cresi_app.catalogue.model.stocktake import TITLES, ReadMany, Stocktake, codes_of
from cresi_app.catalogue.service import CatalogueService
from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.tablefile import decoded
from cresi_app.core.text import fold
from cresi_app.services import Services


def stocktake(services: Services, wanted: Namespace, who: Actor) -> Reply:
    """Begin a stock-take when asked, take the codes of files in, and say where it stands; each file is one revision."""
    catalogue = services.catalogue
    read = [
        (file, _codes(file)) for file in wanted.files
    ]  # a file that cannot be read stops all before anything is written
    here = _place(catalogue, wanted.place) if wanted.place else None
    begun = None
    if wanted.begin:
        begun = catalogue.begin_stocktake(who, wanted.name, location=here, kind=wanted.kind or None)
        assert begun.id is not None
        take = catalogue.stocktake(begun.id)
    else:
        take = _open(catalogue, wanted.name)
    lines, files = [tr("Récolement « {name} »", name=take.name)], []
    for file, codes in read:
        counted, changes = catalogue.read_list(who, take.id, codes, here)
        files.append(_said(file, len(codes), counted, changes.seq))
        lines += _lines(file, len(codes), counted)
    told, found, expected = catalogue.stocktake_counts(take.id)
    lines.append(
        trn("{found} exemplaire trouvé sur {n} attendu", "{found} exemplaires trouvés sur {n} attendus", expected, found=found)
    )  # fmt: skip
    answer = {
        "stocktake": str(take.id),
        "name": take.name,
        "begun": begun.seq if begun is not None else None,
        "files": files,
        "told": {one.value: number for one, number in told.items()},
        "expected": expected,
        "found": found,
        "missing": expected - found,
    }
    return Reply(answer, lines)


def _place(catalogue: CatalogueService, name: str) -> int:
    known = {fold(called): place for place, called in catalogue.locations()}
    if fold(name) not in known:
        raise DomainError("unknown_place", N_("Aucun emplacement ne s'appelle « {name} »."), name=name)
    return known[fold(name)]


def _codes(file: Path) -> list[str]:
    try:
        found = codes_of(decoded(file.read_bytes())[0])
    except OSError:
        raise DomainError(
            "unreadable", N_("« {name} » ne peut pas être lu : rien n'a été enregistré."), name=str(file)
        ) from None
    if not found:
        raise DomainError("no_code", N_("« {name} » n'a aucun code : rien n'a été enregistré."), name=str(file))
    return found


def _open(catalogue: CatalogueService, name: str) -> Stocktake:
    """Return the stock-take that is called so, else the only one that is open."""
    if name:
        known = catalogue.find_stocktake(name)
        if known is None:
            raise DomainError("unknown_stocktake", N_("Aucun récolement ne s'appelle « {name} »."), name=name)
        return catalogue.stocktake(known)
    opened = [one for one in catalogue.stocktakes() if one.is_open]
    if len(opened) != 1:
        raise DomainError(
            "which_stocktake",
            N_("Dites lequel avec --name ({names}), ou commencez-en un avec --begin."),
            names=", ".join(one.name for one in opened) or "—",
        )
    return opened[0]


def _said(file: Path, read: int, counted: ReadMany, revision: int | None) -> dict[str, object]:
    told = {one.value: number for one, number in counted.told.items()}
    return {
        "file": str(file), "read": read, "new": counted.new, "again": counted.again, "told": told, "revision": revision,
    }  # fmt: skip


def _lines(file: Path, read: int, counted: ReadMany) -> list[str]:
    parts = [trn("{n} code", "{n} codes", read), trn("{n} nouveau", "{n} nouveaux", counted.new)]
    parts.append(trn("{n} déjà lu", "{n} déjà lus", counted.again))
    lines = [f"{file.name} : {', '.join(parts)}"]
    return lines + [
        "    " + tr("{what} : {n}", what=tr(TITLES[one]), n=str(number)) for one, number in counted.told.items()
    ]
