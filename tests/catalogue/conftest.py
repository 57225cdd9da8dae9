"""A library of its own for each test of the catalogue."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.core.changes import Actor
from cresi_app.store.library import Library

WHO = Actor("test", "Claire Martin")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", sources=SOURCES) as opened:
        yield opened


@pytest.fixture
def catalogue(library: Library) -> CatalogueService:
    return CatalogueService(library)
