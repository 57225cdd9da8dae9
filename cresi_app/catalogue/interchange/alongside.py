"""The files that a bibliography names beside itself, as Zotero, JabRef and EndNote export them: joined to their notices as these come in."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from cresi_app.catalogue.interchange.formats import Format
from cresi_app.catalogue.interchange.reading import NoticeFile as OpenFile
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.catalogue.model.notice import NoticeFile
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_

_RIS: Final = re.compile(r"^L[1-4]  - (.+)$", re.MULTILINE)
_BIBTEX: Final = re.compile(r"^(?:file|pdf|attachments?) = \{(.*)\}$", re.MULTILINE | re.IGNORECASE)
_ENDNOTE: Final = "internal-pdf://"
_ADDRESS: Final = re.compile(r"^(?:https?|ftp|doi|urn|zotero|mailto):", re.IGNORECASE)
_ROOTED: Final = re.compile(r"^(?:[A-Za-z]:[\\/]|[\\/~]|file:)")
_PARTS: Final = {";": re.compile(r"(?<!\\);"), ":": re.compile(r"(?<!\\):")}
_ESCAPED: Final = re.compile(r"\\(.)")
_READABLE: Final = frozenset({".pdf", ".epub"})
"""What is taken from elsewhere on this computer, where a bibliography names it with its whole way."""
_ABSENT: Final = N_("« {name} » est cité mais n'est pas à côté du fichier : joignez-le à la notice quand vous l'aurez.")


def attached(
    service: CatalogueService, file: OpenFile, records: Iterable[Incoming | Reject], *, dry: bool
) -> Iterator[Incoming | Reject]:
    """Yield the records of `file`, those that name files beside it with these joined; `dry`: nothing is copied.

    What is named and lacks is told as a doubt of its record; what stands outside the folder of `file` is taken only when it is a
    PDF or an EPUB named with its whole way.
    """
    if file.path is None or file.format not in {Format.RIS, Format.BIBTEX}:
        yield from records
        return
    for item in records:
        names = named(item.notice.leftovers) if isinstance(item, Incoming) else []
        yield _joined(service, item, file.path, names, dry=dry) if names and isinstance(item, Incoming) else item


def named(leftovers: str) -> list[str]:
    """Return the ways of the files that a record names, as its leftovers hold them; addresses are none."""
    found = _RIS.findall(leftovers)
    for value in _BIBTEX.findall(leftovers):
        for one in _PARTS[";"].split(value):
            parts = _PARTS[":"].split(one)
            # « Full Text:files/12/a.pdf:application/pdf » (Zotero), « :a.pdf:PDF » (JabRef), « files/12/a.pdf ».
            way = parts[1] if len(parts) == 3 else one
            found.append(_ESCAPED.sub(r"\1", way))
    return [way for one in dict.fromkeys(found) if (way := one.strip().strip("{}")) and not _ADDRESS.match(way)]


def _joined(service: CatalogueService, item: Incoming, source: Path, names: list[str], *, dry: bool) -> Incoming:
    files: list[NoticeFile] = []
    doubts: list[Told] = []
    for name in names:
        place = _place(source, name)
        kept = _kept(service, place, dry=dry) if place is not None else None
        if kept is not None:
            files.append(kept)
        elif place is None and not _ROOTED.match(name):
            doubts.append(Told(item.record, _ABSENT, {"name": PurePosixPath(name.replace("\\", "/")).name}))
    notice = replace(item.notice, files=[*item.notice.files, *files])
    return replace(item, notice=notice, doubts=(*item.doubts, *doubts))


def _place(source: Path, name: str) -> Path | None:
    """Return where a file named in `source` is, None when nowhere we may take it from."""
    folder = source.parent.resolve()
    try:
        if _ROOTED.match(name):
            place = Path(unquote(name.removeprefix("file://"))).expanduser()
            return place if place.suffix.lower() in _READABLE and place.is_file() else None
        if name.startswith(_ENDNOTE):
            name = f"{source.stem}.Data/PDF/{name.removeprefix(_ENDNOTE).lstrip('/')}"
        for way in dict.fromkeys((name, unquote(name), name.replace("\\", "/"))):
            place = (folder / way).resolve()
            if place.is_relative_to(folder) and place.is_file() and place != source.resolve():
                return place
    except (OSError, ValueError, RuntimeError):  # a name that no disk takes
        return None
    return None


def _kept(service: CatalogueService, place: Path, *, dry: bool) -> NoticeFile | None:
    """Keep a file in the library (`dry`: only look what it is); None when it cannot be read."""
    try:
        if dry:
            with place.open("rb") as content:
                return NoticeFile(
                    hashlib.file_digest(content, "sha256").hexdigest(), place.name, "", place.stat().st_size
                )
        stored = service.library.files.put(place)
    except (OSError, StoreError):
        return None
    return NoticeFile(stored.sha256, place.name, stored.media_type, stored.size)
