"""The example library, which all its tests only read."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cresi_app.core import clock
from cresi_app.services import Services


@pytest.fixture
def example(example_folder: Path) -> Iterator[Services]:
    with (
        Services.open(example_folder, read_only=True) as services,
        clock.frozen(datetime(2026, 11, 22, 12, 0, tzinfo=UTC)),
    ):
        yield services
