"""Every promise of speed, in the order in which the libraries they need grow."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.attachments import assistant, near, reading
from benchmarks.batches import batches
from benchmarks.importing import against_bare, steadiness
from benchmarks.keeping import keeping
from benchmarks.libraries import WHO, filled
from benchmarks.measure import Outcome, told
from benchmarks.memory import memory
from benchmarks.multiplied import SEED, multiplied
from benchmarks.opening import opening
from benchmarks.printing import printing
from benchmarks.saving import save
from benchmarks.scrolling import scrolling
from benchmarks.searching import page, search
from benchmarks.undoing import undo_and_redo
from cresi_app.example import build
from cresi_app.services import Services


def measured(workshop: Path, divided_by: int = 1, only: str = "") -> Iterator[Outcome]:
    """Measure every promise whose name holds `only`, with libraries `divided_by` times smaller than promised."""
    if only in "import":
        with told("imports against executemany"):
            yield against_bare(workshop, 10_000 // divided_by)
        with told("imports of 1,000 and of 50,000"):
            yield steadiness(workshop, 50_000 // divided_by)
    if only in "undo":
        with told("undo and redo of 50,000 notices"):
            yield from undo_and_redo(workshop / "undo", 50_000 // divided_by)
    if only in "printing":
        with told("papers against reportlab and pikepdf alone"):
            yield from _papers(workshop)
    if only in "attachments":
        with told("attached files against pypdfium2 and FTS5 alone"):
            yield reading(workshop / "attachments", 200 // divided_by)
            yield assistant()
    if only in "batch":
        for promised in (10_000, 50_000):
            with told(f"acts on {promised:,} notices"):
                services = filled(workshop / f"batch-{promised}", promised // divided_by)
            with services:
                yield from batches(services, f"{promised:,}")
    if only in "search save opening scroll near keeping memory":
        yield from _by_size(workshop, divided_by, only)
    if only in "million":
        yield from _million(workshop / "million", 1_000_000 // divided_by)


def _papers(workshop: Path) -> Iterator[Outcome]:
    folder = workshop / "papers"
    Services.found(folder, lambda services: build(services, WHO))
    with Services.open(folder) as services:
        yield from printing(services, workshop)


def _by_size(workshop: Path, divided_by: int, only: str) -> Iterator[Outcome]:
    for promised in (1_000, 10_000, 100_000):
        label = f"{promised:,}"
        with told(f"a library of {label} documents"):
            services = filled(workshop / label, max(1_000, promised // divided_by))
        with services:
            if only in "search" and promised > 1_000:
                yield search(services, label)
                yield page(services, label, 30.0 if promised == 10_000 else 60.0)
            if only in "scroll" and promised == 100_000:
                yield from scrolling(services, label)
            if only in "near" and promised == 100_000:
                yield near(services, label)
            if only in "keeping" and promised == 100_000:
                yield from keeping(services, label)
            if only in "save" and promised != 10_000:
                yield save(services, label)
    if only in "opening":
        Services.create(workshop / "empty").close()
        yield opening(workshop / f"{100_000:,}", workshop / "empty")
    if only in "memory":
        yield from memory(workshop / f"{1_000:,}", workshop / f"{100_000:,}", "100,000", 10.0)


def _million(folder: Path, count: int) -> Iterator[Outcome]:
    with told("a library of a million documents"):
        services = multiplied(folder, count, min(SEED, count // 2))
    with services:
        yield search(services, "1,000,000")
        yield page(services, "1,000,000", 100.0)
        yield save(services, "1,000,000")
    filled(folder.parent / "few", 1_000).close()
    yield from memory(folder.parent / "few", folder, "1,000,000", 40.0)
