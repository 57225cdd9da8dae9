"""What somebody typed and has not saved yet: kept beside the library, a folder a profile, readable by this account alone.

It is no part of the library's data: no backup holds it, and nobody else's window shows it.
"""

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from cresi_app.core import clock
from cresi_app.core.changes import RecordRef
from cresi_app.core.dates import read_instant
from cresi_app.store import disk
from cresi_app.store.library import Library
from cresi_app.store.values import quoted

TYPING: Final = "typing"
"""The folder beside the database."""
MOST: Final = 24
"""Forms remembered at once, a profile; the oldest gives way."""
OLDEST_DAYS: Final = 90
"""What was left half-way longer ago is forgotten at opening: words about people are not kept for ever."""

_LOG: Final = logging.getLogger(__name__)

Words = Mapping[str, str]
"""The words of one form, by field."""


class TypedWords:
    """The forms left half-way of one library, by profile and by form (`key`); reads come from memory, files follow.

    `folder` None keeps them in memory alone (a library that is only read). What the disk refuses is logged: the words
    are still on the screen. For the main thread; the files are written on a thread of their own, in order.
    """

    def __init__(self, folder: Path | None) -> None:
        self._shelf = folder / TYPING if folder is not None else None
        self._held: dict[str, dict[str, dict[str, str]]] = {}
        self._closed = False
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="cresi-typed")
        for profile, key, words in self._found():
            self._held.setdefault(profile, {})[key] = words

    def recall(self, profile: str, key: str) -> dict[str, str]:
        """Return what was kept of a form, {} when nothing."""
        return dict(self._held.get(_shelf_of(profile), {}).get(key, {}))

    def keep(self, profile: str, key: str, words: Words) -> None:
        """Keep the words of a form instead of those kept before; without words forget it."""
        shelf = _shelf_of(profile)
        forms = self._held.setdefault(shelf, {})
        forms.pop(key, None)
        if words:
            forms[key] = dict(words)
        gone = list(forms)[:-MOST] if len(forms) > MOST else []
        for one in gone:
            del forms[one]
        for one in (*gone, key):
            self._follow(shelf, one)

    def forget_gone(self, is_gone: Callable[[str, int], bool]) -> None:
        """Forget the forms of records (keys ``kind:id…``) of which `is_gone` says that they are deleted or anonymised."""
        for shelf, forms in self._held.items():
            for key in [one for one in forms if (record := _record_of(one)) and is_gone(*record)]:
                del forms[key]
                self._follow(shelf, key)

    def records(self) -> list[tuple[str, int]]:
        """Return the records whose forms are kept."""
        return [record for forms in self._held.values() for key in forms if (record := _record_of(key))]

    def close(self) -> None:
        """Wait until the files say what is held; what comes later is written at once."""
        self._closed = True
        self._writer.shutdown()

    # within

    def _follow(self, shelf: str, key: str) -> None:
        if self._shelf is None:
            return
        words = self._held.get(shelf, {}).get(key)
        asked = (self._shelf / shelf, key, dict(words) if words else None)
        if self._closed:
            self._write(*asked)
        else:
            self._writer.submit(self._write, *asked)

    def _write(self, home: Path, key: str, words: dict[str, str] | None) -> None:
        file = home / _name_of(key)
        try:
            if words is None:
                disk.remove(file)
                with suppress(OSError):
                    home.rmdir()
                return
            _private_folder(home)
            said = {"key": key, "at": clock.stamp(), "words": words}
            _write_private(file, json.dumps(said).encode())
        except OSError as error:
            _LOG.warning("typed words not kept: %s", error)

    def _found(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Yield what the files hold, oldest first; what is too old or broken is deleted."""
        if self._shelf is None or not self._shelf.is_dir():
            return
        found = []
        for file in self._shelf.glob("*/*"):
            said = _said(file)
            if said is None:
                with suppress(OSError):
                    disk.remove(file)
            else:
                found.append((said["at"], file.parent.name, said["key"], said["words"]))
        for _at, shelf, key, words in sorted(found, key=lambda one: one[0]):
            yield shelf, key, words


def gone(library: Library, records: Iterable[RecordRef]) -> frozenset[RecordRef]:
    """Return which of these records are deleted or anonymised; of a kind that is no table, all of them."""
    found: set[RecordRef] = set()
    for kind, key in records:
        shape = library.structure.tables.get(kind)
        if shape is None:
            found.add((kind, key))
            continue
        named = " AND anonymised_on IS NULL" if "anonymised_on" in shape.columns else ""
        if not library.value(f"SELECT 1 FROM {quoted(kind)} WHERE id = ?{named}", (key,), 0):
            found.add((kind, key))
    return frozenset(found)


def carry(source: Path, target: Path) -> None:
    """Bring the words of a library along to another folder: none stay behind in the former one."""
    try:
        for file in (source / TYPING).glob("*/*.json"):
            home = target / TYPING / file.parent.name
            _private_folder(home)
            _write_private(home / file.name, file.read_bytes())
    except OSError as error:
        _LOG.warning("typed words not carried: %s", error)
        return
    shutil.rmtree(source / TYPING, ignore_errors=True)


def _said(file: Path) -> dict[str, Any] | None:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        at = read_instant(str(said["at"]))
        words = {str(name): str(text) for name, text in said["words"].items()}
        key = str(said["key"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    is_old = (clock.now() - at).days > OLDEST_DAYS
    return None if is_old or file.suffix != ".json" else {"key": key, "at": said["at"], "words": words}


def _private_folder(home: Path) -> None:
    """Make the folder and the one it stands in, for this account alone (Windows heeds 0o700 where Python does)."""
    for folder in (home.parent, home):
        folder.mkdir(mode=0o700, exist_ok=True)


def _write_private(file: Path, content: bytes) -> None:
    part = file.with_name(f"{file.name}{disk.PART}")
    disk.remove(part)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(content)
        disk.flush(handle)
    disk.put_in_place(part, file)


def _shelf_of(profile: str) -> str:
    """Return the folder of a profile: its key where that is a plain word, else a name made of it."""
    plain = profile.isascii() and profile.isalnum()
    return profile if plain else hashlib.sha256(profile.encode()).hexdigest()[:16]


def _name_of(key: str) -> str:
    return f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.json"


def _record_of(key: str) -> tuple[str, int] | None:
    kind, _, rest = key.partition(":")
    number = rest.partition(":")[0]
    return (kind, int(number)) if kind != "act" and number.isdecimal() else None
