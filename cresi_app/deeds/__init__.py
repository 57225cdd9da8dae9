"""Acts told as people tell them, « a créé une notice »: the history's lines begin with who did it."""

from collections.abc import Mapping
from typing import Final

from cresi_app.core.i18n import tr
from cresi_app.deeds import catalogue, cooperation, funding, house, projects, training
from cresi_app.operations import named

DEEDS: Final[Mapping[str, str]] = {
    **house.DEEDS, **catalogue.DEEDS, **training.DEEDS, **projects.DEEDS, **funding.DEEDS, **cooperation.DEEDS,
}  # fmt: skip


def did(operation: str) -> str:
    """Return what somebody did, to stand after their name; an act without a sentence keeps its own name."""
    return tr(DEEDS[operation]) if operation in DEEDS else named(operation)
