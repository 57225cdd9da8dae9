"""Opens a package with care: what is inside it is named beforehand, bounded, and as its manifest says, or it is refused in words."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.projects.interchange.package.contents import (
    DATA,
    ENTRY,
    FORMAT,
    LARGEST,
    LARGEST_DATA,
    LARGEST_FILE,
    MANIFEST,
    MOST_ENTRIES,
    VERSION,
)

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A package that is what it says: its data, and its files unpacked, by SHA-256."""

    data: Mapping[str, Any]
    files: Mapping[str, Path]


def open_package(file: Path, folder: Path) -> Opened:
    """Check a package and unpack its files into `folder`.

    Refuses: ``package_unreadable`` (no package, broken), ``package_newer``, ``package_tampered`` (hashes differ, files too many or
    missing), ``package_unsafe`` (names that lead elsewhere, far more inside than outside).
    """
    try:
        with zipfile.ZipFile(file) as box:
            names = _names(file, box)
            manifest = _manifest(file, box, names)
            data = _read(file, box, DATA, LARGEST_DATA)
            _same(file, manifest, DATA, hashlib.sha256(data).hexdigest())
            files = {
                name.removeprefix("files/"): _unpacked(file, box, name, folder, manifest)
                for name in names
                if name.startswith("files/")
            }
            return Opened(_json(file, data), files)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _unreadable(file) from error


def _names(file: Path, box: zipfile.ZipFile) -> list[str]:
    entries = box.infolist()
    names = [entry.filename for entry in entries]
    safe = len(set(names)) == len(names) and all(ENTRY.fullmatch(name) for name in names)
    bounded = len(names) <= MOST_ENTRIES and sum(entry.file_size for entry in entries) <= LARGEST
    if not (safe and bounded):
        raise DomainError(
            "package_unsafe",
            N_(
                "« {file} » contient des fichiers qu'un dossier ne contient jamais, ou beaucoup trop : rien n'a été lu. Demandez-en un autre envoi."
            ),
            file=file.name,
        )
    if MANIFEST not in names or DATA not in names:
        raise _unreadable(file)
    return names


def _manifest(file: Path, box: zipfile.ZipFile, names: list[str]) -> Mapping[str, Any]:
    manifest = _json(file, _read(file, box, MANIFEST, _CHUNK))
    if manifest.get("format") != FORMAT or not isinstance(manifest.get("version"), int):
        raise _unreadable(file)
    if manifest["version"] > VERSION:
        raise DomainError(
            "package_newer",
            N_(
                "« {file} » vient d'une version plus récente du programme ({program}) : mettez celui-ci à jour, puis reprenez. Rien n'a été lu."
            ),
            file=file.name,
            program=str(manifest.get("program", "?"))[:20],
        )
    listed = manifest.get("files")
    if not isinstance(listed, dict) or set(listed) != set(names) - {MANIFEST}:
        raise _tampered(file)
    return manifest


def _read(file: Path, box: zipfile.ZipFile, name: str, most: int) -> bytes:
    with box.open(name) as entry:
        content = entry.read(most + 1)
    if len(content) > most:
        raise _tampered(file)
    return content


def _json(file: Path, content: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _unreadable(file) from error
    if not isinstance(found, dict):
        raise _unreadable(file)
    return found


def _unpacked(file: Path, box: zipfile.ZipFile, name: str, folder: Path, manifest: Mapping[str, Any]) -> Path:
    """Write one file of the package, counting as it comes: what an entry says of its size is not believed."""
    sha, size = hashlib.sha256(), 0
    out = folder / name.removeprefix("files/")
    with box.open(name) as entry, out.open("wb") as written:
        while chunk := entry.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST_FILE:
                raise _tampered(file)
            sha.update(chunk)
            written.write(chunk)
    _same(file, manifest, name, sha.hexdigest())
    if sha.hexdigest() != out.name:
        raise _tampered(file)
    return out


def _same(file: Path, manifest: Mapping[str, Any], name: str, sha256: str) -> None:
    if manifest["files"].get(name) != sha256:
        raise _tampered(file)


def _unreadable(file: Path) -> DomainError:
    return DomainError(
        "package_unreadable",
        N_(
            "« {file} » n'est pas un dossier enregistré par ce programme, ou il est abîmé : rien n'a été lu. Demandez-en un autre envoi."
        ),
        file=file.name,
    )


def _tampered(file: Path) -> DomainError:
    return DomainError(
        "package_tampered",
        N_(
            "« {file} » a été modifié depuis son enregistrement : rien n'a été lu. Demandez à l'association de l'enregistrer et de l'envoyer de nouveau."
        ),
        file=file.name,
    )
