from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reportlab.platypus.flowables import Flowable

from cresi_app.core.identity import Identity
from cresi_app.printing.document import LETTER, Layout, Numbers, Paper, render
from cresi_app.printing.furniture import Furniture

Printer = Callable[..., Path]
MADE = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)
CODE = "CRSI:D/2026-042/V3"


@pytest.fixture
def identity() -> Identity:
    return Identity("Centre de ressources", "Solidarité internationale", postal_code="91000", town="Évry")


@pytest.fixture
def paper(tmp_path: Path, identity: Identity) -> Printer:
    """Prints flowables made by a function, and returns the file."""

    def printed(make: Callable[[Numbers], list[Flowable]], layout: Layout = LETTER, name: str = "paper.pdf") -> Path:
        furniture = Furniture("Essai", "n° 1", "Un titre court", "Qui l'a fait", "Ce qu'est cette copie")
        out = tmp_path / name
        render(Paper("trial", "Un essai", identity, furniture, make, code=CODE, layout=layout, made=MADE), out)
        return out

    return printed
