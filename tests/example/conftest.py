"""The example library, built once for all its tests, which only read it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.example import build
from cresi_app.services import Services


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "library"
    with Services.create(folder) as services:
        build(services, Actor("cli:test", "Test"))
    return folder


@pytest.fixture
def example(built: Path) -> Iterator[Services]:
    with Services.open(built, read_only=True) as services, clock.frozen(datetime(2026, 11, 22, 12, 0, tzinfo=UTC)):
        yield services
