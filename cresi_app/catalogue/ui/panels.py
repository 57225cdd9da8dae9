"""What other desks and the papers hand in to the catalogue's page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.widgets.actions import Action


def _no_actions(_sheet: DocumentSheet) -> Sequence[Action]:
    return ()


@dataclass(frozen=True, slots=True)
class CataloguePanels:
    """`actions(sheet)`: what another desk can do with a document (lend it, print it…), the first one being the main act."""

    actions: Callable[[DocumentSheet], Sequence[Action]] = _no_actions
