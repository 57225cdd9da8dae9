"""The files of an export, in a folder beside it, each under its hash: sent with it, and taken in with it."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.disk import appearing
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_

_HASH: Final = re.compile(r"^[0-9a-f]{64}$")


def folder_of(file: Path) -> Path:
    """Return the folder beside an export: « catalogue.json » has « catalogue-fichiers »."""
    return file.with_name(f"{file.stem}-fichiers")


def send(service: CatalogueService, files: Mapping[str, str], out: Path) -> int:
    """Copy the files named by their hashes beside `out`, and return how many; those that are there already stay. DomainError ``unwritable_file``."""
    folder = folder_of(out)
    sent = 0
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise DomainError(
            "unwritable_file",
            N_("Le dossier des pièces jointes « {name} » n'a pas pu être créé ({reason})."),
            name=folder.name,
            reason=error.strerror or str(error),
        ) from error
    for sha256 in files:
        place = folder / sha256
        if not place.exists() and service.library.files.exists(sha256):
            with appearing(place) as part:
                shutil.copyfile(service.library.files.path(sha256), part)
            sent += 1
    return sent


def receive(service: CatalogueService, file: Path | None) -> int:
    """Take in the files that lie beside an export, and return how many the library had not; one whose name lies is left."""
    taken = 0
    folder = folder_of(file) if file is not None else None
    if folder is None or not folder.is_dir():
        return 0
    for place in sorted(folder.iterdir()):
        if _HASH.match(place.name) and place.is_file() and not service.library.files.exists(place.name):
            service.library.files.put(place)
            taken += 1
    return taken
