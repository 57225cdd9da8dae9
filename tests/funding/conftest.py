import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cresi_app.core import clock
from cresi_app.store.library import Library
from tests.funding.desk import ALL, Desk, furnish, over

NOON = datetime(2026, 10, 5, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _frozen_day() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Desk]:
    """A library with the authority, its axes and its year, to be copied."""
    folder = tmp_path_factory.mktemp("funding") / "library"
    with clock.frozen(NOON), Library.create(folder, sources=ALL) as opened:
        desk = furnish(opened)
    return folder, desk


@pytest.fixture
def desk(furnished: tuple[Path, Desk], tmp_path: Path) -> Iterator[Desk]:
    folder, known = furnished
    shutil.copytree(folder, tmp_path / "library")
    with Library.open(tmp_path / "library", sources=ALL) as opened:
        yield over(opened, known)
