"""A real library with a course, a room, associations and their people, at a frozen moment."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cresi_app.core import clock
from tests.training.centre import Centre

NOON = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _moment() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    with Centre.create(tmp_path / "library") as made:
        yield made


@pytest.fixture
def day() -> date:
    return date(2026, 10, 8)
