"""What other desks hand in to the Annuaire: what was done together, notes beside the names, what can be started."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cresi_app.core.i18n import N_
from cresi_app.directory.model import Event, OrganisationSheet, PersonSheet
from cresi_app.widgets.actions import Action

Events = Callable[[int], Sequence[Event]]
"""Given a record's id, what a desk knows of it; called on a reader thread."""


def _no_notes(_ids: Sequence[int]) -> Mapping[int, str]:
    return {}


def _no_organisation_actions(_sheet: OrganisationSheet) -> Sequence[Action]:
    return ()


def _no_person_actions(_sheet: PersonSheet) -> Sequence[Action]:
    return ()


@dataclass(frozen=True, slots=True)
class DirectoryPanels:
    """The doors through which `app.py` shows what upper desks know.

    `groups` names the groups of events, in the order of the sheet's tabs: (key, French words marked with ``N_``).
    `organisation_notes(ids)` gives the words at the right of the list's rows, on a reader thread. `*_actions(sheet)` are what
    « Nouvelle action » offers.
    """

    organisation_events: Sequence[Events] = ()
    person_events: Sequence[Events] = ()
    groups: Sequence[tuple[str, str]] = (("projects", N_("Projets")), ("training", N_("Formations")))
    organisation_notes: Callable[[Sequence[int]], Mapping[int, str]] = _no_notes
    organisation_actions: Callable[[OrganisationSheet], Sequence[Action]] = _no_organisation_actions
    person_actions: Callable[[PersonSheet], Sequence[Action]] = _no_person_actions
    open_words: Callable[[str], object] | None = field(default=None)
    """Search everywhere for a word (a tag was clicked); None: the list itself is searched."""
