"""Where papers that can be made again are written."""

import shutil
from pathlib import Path

import pytest

from cresi_app.core.errors import StoreError
from cresi_app.store.library import Library
from cresi_app.store.migrations import Model


def test_papers_lie_in_the_cache_of_the_library(library: Library) -> None:
    place = library.paper_place("dossier.pdf")
    place.write_bytes(b"%PDF")
    assert place.is_relative_to(library.folder / "cache")
    shutil.rmtree(library.folder / "cache")
    library.paper_place("dossier.pdf").write_bytes(b"%PDF")


def test_a_library_that_is_only_read_prints_elsewhere(library: Library, model: Model) -> None:
    before = sorted(library.folder.rglob("*"))
    with Library.open(library.folder, model=model, read_only=True) as reading:
        place = reading.paper_place("dossier.pdf")
    place.write_bytes(b"%PDF")
    assert sorted(library.folder.rglob("*")) == before
    shutil.rmtree(place.parent)


def test_a_cache_that_cannot_be_made_is_told(library: Library) -> None:
    shutil.rmtree(library.folder / "cache")
    Path(library.folder / "cache").touch()
    with pytest.raises(StoreError):
        library.paper_place("dossier.pdf")
