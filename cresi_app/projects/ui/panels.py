"""What other desks show of a dossier: the grant that follows its decision, handed in by whoever builds the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from cresi_app.projects.model import DossierData, Following
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal


def _nothing(_data: DossierData) -> Following | None:
    return None


def _no_actions(_data: DossierData) -> Sequence[Action]:
    return ()


def _no_documents(_text: str) -> Sequence[Proposal]:
    return ()


@dataclass(frozen=True, slots=True)
class ProjectPanels:
    """Doors of a dossier's page onto desks above this one; without them the page shows the dossier alone.

    `following(data)`: the grant of the dossier after its decision, as steps and amounts; read on a reader thread, None when there is
    none. `panel(desk, project_id)`: the widget shown under « Suivi › Subvention »; made once a dossier, on the main thread, only when
    `following` told something. `actions(data)`: what those desks can do with the dossier, in its menu. `touched`: the tables whose
    changes are to be shown (``("grant_award", "payment")``). `documents(text)`: the catalogue's documents that can be handed out with
    advice, found on a reader thread.
    """

    following: Callable[[DossierData], Following | None] = _nothing
    panel: Callable[[Desk, int], QWidget] | None = None
    actions: Callable[[DossierData], Sequence[Action]] = _no_actions
    touched: tuple[str, ...] = ()
    documents: Callable[[str], Sequence[Proposal]] = _no_documents
