"""Reads a big file of notices in a process of its own, so that this one can decide and write meanwhile."""

import gc
import logging
import os
import pickle
import struct
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, fields
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, Final

from cresi_app.catalogue.interchange.reading import NoticeFile
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.model.notice import Notice
from cresi_app.core.i18n import language, set_language

FROM: Final = 15_000
"""Records from which a second process pays: below, starting it costs about what it spares."""

_CHUNK: Final = 500
_PIPE: Final = 1 << 20
"""Bytes the child may be ahead, where the system lets pipes grow."""

_LENGTH: Final = struct.Struct("<q")
_ROOT: Final = Path(__file__).resolve().parents[3]
_STARTER: Final = "from cresi_app.catalogue.interchange.readahead import serve; serve()"
_SAID: Final = attrgetter(*(field.name for field in fields(Notice)))
_LOG: Final = logging.getLogger(__name__)

Packed = Reject | tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _LostError(Exception):
    """The child ended before the file did."""


def records(file: NoticeFile) -> Generator[Incoming | Reject, None, None]:
    """Yield every record of `file`, read ahead by a child process when they are many.

    A child that cannot start, or dies, is made up for: the records it did not give are read here.
    """
    if file.total < FROM:
        yield from file.records()
        return
    given = 0
    with closing(_read_apart(file)) as found:
        try:
            for item in found:
                given += 1
                yield item
        except (_LostError, OSError) as error:
            _LOG.warning("the process that read ahead was lost after %s records: %r", given, error)
        else:
            return
    yield from islice(file.records(), given, None)


def _read_apart(file: NoticeFile) -> Generator[Incoming | Reject, None, None]:
    """Yield what a child process reads; ended with it whatever happens. Raises `_LostError` or OSError."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", _STARTER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
        pipesize=_PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            with suppress(BrokenPipeError):  # it died: what it says, or does not, tells
                _send(child.stdin, (file, language()))
            while chunk := _received(child.stdout):
                for packed in chunk:
                    yield packed if isinstance(packed, Reject) else _unpacked(packed, file.data)
        finally:
            child.kill()
            with suppress(OSError):  # words it never read
                child.stdin.close()


def _send(pipe: IO[bytes], said: object) -> None:
    content = pickle.dumps(said, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def _received(pipe: IO[bytes]) -> Any:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise _LostError
    (length,) = _LENGTH.unpack(head)
    content = pipe.read(length)
    if len(content) < length:
        raise _LostError
    return pickle.loads(content)  # noqa: S301 - from our own child, or from who started us


def _packed(item: Incoming | Reject, data: bytes) -> Packed:
    """Return an item as it travels: as few objects as can be, and no bytes that the other side has in its file."""
    if isinstance(item, Reject):
        return item
    raw: int | bytes = len(item.raw) if data.startswith(item.raw, item.offset) else item.raw
    return item.record, item.offset, raw, item.doubts, _SAID(item.notice)


def _unpacked(packed: tuple[Any, ...], data: bytes) -> Incoming:
    record, offset, raw, doubts, said = packed
    return Incoming(record, offset, Notice(*said), data[offset : offset + raw] if type(raw) is int else raw, doubts)


def _chunks(items: Iterable[Packed]) -> Iterator[list[Packed]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def serve() -> None:
    """Read the file that is asked for and tell its records, an empty chunk at the end. The child's whole life."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    file, spoken = _received(sys.stdin.buffer)
    set_language(spoken)
    gc.disable()  # notices hold no circles
    with suppress(BrokenPipeError):  # nobody listens any more
        for chunk in _chunks(_packed(item, file.data) for item in file.records()):
            _send(out, chunk)
        _send(out, [])
