"""Attachments: files named by their own SHA-256, written once, never altered, removed only when nothing mentions them."""

import hashlib
import mimetypes
import re
import time
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePath
from typing import BinaryIO, Final, Protocol

from cresi_app.core.errors import StoreError
from cresi_app.core.i18n import N_
from cresi_app.store import disk

UNKNOWN_TYPE: Final = "application/octet-stream"
GRACE: Final = timedelta(days=1)
"""How long a file may wait for its row: a file is put first, its row is written second, and a long import lies between."""

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_INCOMING: Final = "incoming"

_UNREADABLE: Final = N_(
    "Le fichier « {name} » n'a pas pu être lu ({reason}) : rien n'a été joint. Vérifiez qu'il existe encore, puis recommencez."
)
_MISSING: Final = N_(
    "La pièce jointe {sha256} manque dans le dossier de la bibliothèque : la notice est intacte. "
    "Restaurez une sauvegarde ou joignez le fichier de nouveau."
)

# The table of Python itself: what a machine's own tables add would make two desks disagree.
_BY_NAME: Final = mimetypes.MimeTypes(filenames=())
_BY_NAME.add_type("application/epub+zip", ".epub")
_BY_NAME.add_type("application/vnd.oasis.opendocument.text", ".odt")
_BY_NAME.add_type("application/vnd.oasis.opendocument.spreadsheet", ".ods")
_BY_NAME.add_type("application/vnd.oasis.opendocument.presentation", ".odp")
_BY_NAME.add_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
_BY_NAME.add_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
_BY_NAME.add_type("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx")
_BY_NAME.add_type("text/markdown", ".md")
_BY_NAME.add_type("image/webp", ".webp")

_BY_START: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
    (b"{\\rtf", "application/rtf"),
)
_ZIP: Final = b"PK\x03\x04"
_HEAD: Final = 512


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is kept: its SHA-256 in hexadecimal, its size in bytes, what kind of content it has."""

    sha256: str
    size: int
    media_type: str


class Files(Protocol):
    """Where attachments live: a folder today, a share or a server tomorrow. Every refusal is a `StoreError`."""

    def put(self, source: Path | bytes, name: str = "") -> StoredFile:
        """Keep a file's content; `name` (default: the path's own) helps to know its kind."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept file for reading."""
        ...

    def read(self, sha256: str) -> bytes:
        """Return the whole content of a kept file."""
        ...

    def path(self, sha256: str) -> Path:
        """Return a local path, to hand to another program; it must not be written to."""
        ...

    def exists(self, sha256: str) -> bool:
        """Say whether it is kept."""
        ...

    def is_sound(self, sha256: str) -> bool:
        """Say whether it is kept and its content still has this hash."""
        ...

    def remove_unreferenced(self, in_use: Collection[str], grace: timedelta = GRACE) -> list[str]:
        """Remove what no hash of `in_use` names and what is older than `grace`; return the hashes removed."""
        ...


class FolderFiles:
    """Files in ``<root>/ab/<sha256>``, read-only, each content once."""

    def __init__(self, root: Path) -> None:
        """Keep files under `root`, made when the first one comes."""
        self.root = root

    def put(self, source: Path | bytes, name: str = "") -> StoredFile:
        """Keep a file's content; the same content again costs nothing and mends a copy that was altered.

        Raises `StoreError` when the source cannot be read or the disk refuses; nothing half is left.
        """
        name = name or (source.name if isinstance(source, Path) else "")
        part = self.root / _INCOMING / f"{uuid.uuid4().hex}{disk.PART}"
        try:
            with disk.refusals(self.root):
                part.parent.mkdir(parents=True, exist_ok=True)
                stored = self._receive(source, part, name)
                self._settle(part, stored)
        finally:
            with disk.refusals(self.root):
                disk.remove(part)
        return stored

    def _receive(self, source: Path | bytes, part: Path, name: str) -> StoredFile:
        digest = hashlib.sha256()
        size = 0
        head = b""
        with part.open("xb") as writing:
            for block in _blocks(source):
                head = head or block[:_HEAD]
                digest.update(block)
                size += len(block)
                writing.write(block)
            disk.flush(writing)
        return StoredFile(digest.hexdigest(), size, media_type_of(head, name))

    def _settle(self, part: Path, stored: StoredFile) -> None:
        final = self._place(stored.sha256)
        if final.exists():
            if disk.sha256_of(final) == stored.sha256:
                disk.touch(final)  # its row is about to be written: it must not look forgotten
                return
            disk.remove(final)
        if not final.parent.is_dir():
            final.parent.mkdir()
            disk.sync_folder(self.root)
        disk.protect(part)
        disk.put_in_place(part, final)

    def _place(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise ValueError(f"not a SHA-256 in lower-case hexadecimal: {sha256!r}")
        return self.root / sha256[:2] / sha256

    def path(self, sha256: str) -> Path:
        """Return where a kept file lies. Raises `StoreError` (``file_missing``) when it does not."""
        place = self._place(sha256)
        if not place.is_file():
            raise StoreError("file_missing", _MISSING, sha256=sha256[:12])
        return place

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept file for reading."""
        place = self.path(sha256)
        with disk.refusals(self.root):
            return place.open("rb")

    def read(self, sha256: str) -> bytes:
        """Return the whole content of a kept file."""
        with self.open(sha256) as handle, disk.refusals(self.root):
            return handle.read()

    def exists(self, sha256: str) -> bool:
        """Say whether it is kept."""
        return self._place(sha256).is_file()

    def is_sound(self, sha256: str) -> bool:
        """Say whether it is kept and its content still has this hash."""
        return self.exists(sha256) and disk.sha256_of(self._place(sha256)) == sha256

    def adopt(self, other: "FolderFiles", sha256: str) -> bool:
        """Keep a file of `other` too (the same file on disk where hard links are known); False when it is not sound there."""
        place = self._place(sha256)
        if place.exists():
            return True
        if not other.is_sound(sha256):
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        disk.link_or_copy(other.path(sha256), place)
        disk.protect(place)
        return True

    def hashes(self) -> Iterator[str]:
        """Give the hash of every kept file, in order."""
        if not self.root.is_dir():
            return
        for shelf in sorted(self.root.iterdir()):
            if shelf.is_dir() and len(shelf.name) == 2:
                yield from sorted(place.name for place in shelf.iterdir() if _HASH.fullmatch(place.name))

    def remove_unreferenced(self, in_use: Collection[str], grace: timedelta = GRACE) -> list[str]:
        """Remove what no hash of `in_use` names (rows *and* history) and what is older than `grace`; return the hashes removed."""
        before = time.time() - grace.total_seconds()
        wanted = frozenset(in_use)
        removed = []
        with disk.refusals(self.root):
            for sha256 in list(self.hashes()):
                place = self._place(sha256)
                if sha256 not in wanted and place.stat().st_mtime <= before:
                    disk.remove(place)
                    removed.append(sha256)
            self._sweep(before)
        return removed

    def _sweep(self, before: float) -> None:
        """Delete what a program that was killed had begun to receive."""
        incoming = self.root / _INCOMING
        if incoming.is_dir():
            for part in incoming.glob(f"*{disk.PART}"):
                if part.stat().st_mtime <= before:
                    disk.remove(part)


def _blocks(source: Path | bytes) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with _reading(source), source.open("rb") as handle:
        while block := handle.read(disk.BLOCK):
            yield block


@contextmanager
def _reading(source: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError("source_unreadable", _UNREADABLE, name=source.name, reason=reason) from error


def media_type_of(head: bytes, name: str) -> str:
    """Judge a content by its first bytes (what it is) before its name (what it says); ``application/octet-stream`` when neither tells."""
    by_start = next((kind for start, kind in _BY_START if head.startswith(start)), None)
    if by_start:
        return by_start
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "video/mp4"
    by_name = _BY_NAME.guess_type(PurePath(name).name.lower(), strict=False)[0]
    if head.startswith(_ZIP):
        return by_name or "application/zip"
    return by_name or UNKNOWN_TYPE
