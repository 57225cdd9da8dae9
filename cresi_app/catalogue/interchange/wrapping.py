"""Files of notices that came wrapped: compressed with gzip, or alone in a ZIP archive, as suppliers send them."""

import gzip
import io
import zipfile
import zlib
from pathlib import PurePath
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_BIGGEST: Final = 1_000_000_000
"""Bytes a wrapped file may become: more is a trap or nothing for one import."""
_OF_WORKBOOKS: Final = ("[Content_Types].xml", "mimetype", "content.xml")


def is_wrapped(head: bytes) -> bool:
    """Say whether a file beginning so may wrap another; a workbook, which is a ZIP archive too, may."""
    return head.startswith((_GZIP, _ZIP))


def unwrapped(data: bytes, name: str) -> tuple[bytes, str]:
    """Return the content and the name of what `data` wraps, or both as they are.

    DomainError ``unreadable_archive`` (broken, protected, enormous) or ``several_files`` (which one is meant?).
    """
    try:
        if data.startswith(_GZIP):
            return _gunzipped(data), name.removesuffix(".gz")
        if data.startswith(_ZIP):
            return _unzipped(data, name)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError) as error:
        raise DomainError(
            "unreadable_archive",
            N_("L'archive « {name} » n'a pas pu être ouverte : elle est abîmée ou protégée. Rien n'a été importé."),
            name=name,
        ) from error
    return data, name


def _gunzipped(data: bytes) -> bytes:
    with gzip.open(io.BytesIO(data)) as file:
        content = file.read(_BIGGEST + 1)
    if len(content) > _BIGGEST:
        raise ValueError("too big")
    return content


def _unzipped(data: bytes, name: str) -> tuple[bytes, str]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        return data, name  # perhaps a workbook that is broken: whoever reads workbooks says so
    with archive:
        members = [one for one in archive.infolist() if not one.is_dir() and not _is_of_the_system(one.filename)]
        if not members or any(one.filename in _OF_WORKBOOKS for one in members):
            return data, name
        if len(members) > 1:
            raise DomainError(
                "several_files",
                N_("L'archive « {name} » contient {count} fichiers : sortez-en celui des notices, puis choisissez-le."),
                name=name,
                count=len(members),
            )
        [wanted] = members
        if wanted.file_size > _BIGGEST:
            raise ValueError("too big")
        return archive.read(wanted), PurePath(wanted.filename).name


def _is_of_the_system(name: str) -> bool:
    """Say whether a member is what a Mac or a Windows adds by itself."""
    return name.startswith("__MACOSX/") or PurePath(name).name in {".DS_Store", "Thumbs.db", "desktop.ini"}
