"""What other desks and the papers hand in to the catalogue's page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.core.identity import Identity
from cresi_app.widgets.actions import Action


def _no_actions(_sheet: DocumentSheet) -> Sequence[Action]:
    return ()


def _nobody() -> Identity:
    return Identity(centre_name="")


@dataclass(frozen=True, slots=True)
class CataloguePanels:
    """`actions(sheet)`: what another desk can do with a document (lend it…), the first one being the main act.

    `identity()`: whose papers are printed, read on a worker thread.
    """

    actions: Callable[[DocumentSheet], Sequence[Action]] = _no_actions
    identity: Callable[[], Identity] = _nobody
