"""A catalogue's page over a real library, at a desk with real threads."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.catalogue.ui import CataloguePage
from cresi_app.store.library import Library
from cresi_app.widgets.desk import Desk
from tests.catalogue.conftest import WHO


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", sources=SOURCES) as opened:
        yield opened


@pytest.fixture
def desk_interrupt(library: Library) -> Callable[[int], None]:
    return library.interrupt


@pytest.fixture
def catalogue(library: Library) -> CatalogueService:
    return CatalogueService(library)


@pytest.fixture
def filled(catalogue: CatalogueService) -> CatalogueService:
    first = catalogue.add_document(
        WHO, title="Eaux partagées", kind="book", year=2025, contributions=["Diallo, Kadiatou"], subjects=["Eau", "Sahel"],
        abstract="Vingt ans d'eau potable au Niger.", identifiers=[("isbn", "978-2-07-062456-0")], languages=["fre"],
    ).id  # fmt: skip
    catalogue.add_copy(WHO, first, barcode="94-1", location="Rayon Eau")
    catalogue.add_document(WHO, title="L'École buissonnière", kind="guide", year=2020, subjects=["Éducation"])
    catalogue.add_document(WHO, title="Zoé et l'eau potable", kind="video", year=2019, subjects=["Eau"])
    return catalogue


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, filled: CatalogueService) -> CataloguePage:
    made = CataloguePage(desk, filled)
    qtbot.addWidget(made)
    made.resize(QSize(1208, 838))
    made.show()
    made.ensure_built()
    desk.wait_idle()
    return made
