"""A library of its own for each test of the directory."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.directory.service import SOURCES, DirectoryService
from cresi_app.store.library import Library

WHO = Actor("test", "Claire Martin")


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with clock.frozen(datetime(2026, 11, 22, 12, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", sources=SOURCES) as opened:
        yield opened


@pytest.fixture
def directory(library: Library) -> DirectoryService:
    return DirectoryService(library)
