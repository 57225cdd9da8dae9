"""One library for each module of the stock's tests: what they add has names of its own."""

from collections.abc import Iterator

import pytest

from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.store.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("stock") / "library", sources=SOURCES) as opened:
        yield opened


@pytest.fixture(scope="module")
def catalogue(library: Library) -> CatalogueService:
    return CatalogueService(library)
