"""Libraries founded once and copied: the file that founding makes, without its 0.8 s of processor for every test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from cresi_app.store import opening
from cresi_app.store.library import Library
from cresi_app.store.migrations import Model
from cresi_app.store.opened import OpenedLibrary

_BY_THE_PROGRAM: Final = OpenedLibrary._found


@contextmanager
def founded_once(folder: Path) -> Iterator[None]:
    """Let every library of the program's own model begin as a copy of the first one, made in `folder` as users make it.

    Founding leaves a file and nothing else, and the program looks over the copy as it does any library that it opens.
    """

    @cache
    def empty() -> bytes:
        with founded_for_real():
            Library.create(folder).close()
        return (folder / opening.DATABASE).read_bytes()

    ours = Model()

    def found(library: OpenedLibrary) -> None:
        if library.model == ours:
            (library.folder / opening.DATABASE).write_bytes(empty())
        _BY_THE_PROGRAM(library)

    with _founding(found):
        yield


@contextmanager
def founded_for_real() -> Iterator[None]:
    """Let libraries be founded by the program alone, inside `founded_once`: what tests of founding ask."""
    with _founding(_BY_THE_PROGRAM):
        yield


@contextmanager
def _founding(found: Callable[[OpenedLibrary], None]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OpenedLibrary, "_found", found)
        yield
