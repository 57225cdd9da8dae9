"""What the composition root hands to the settings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cresi_app.shell.doors import LibraryDoors
from cresi_app.shell.keeping import Keeping
from cresi_app.shell.preferences.identity import IdentityDoors
from cresi_app.shell.preferences.lines import Link
from cresi_app.shell.preferences.network import Servers
from cresi_app.widgets.actions import Action


def _nothing() -> tuple[()]:
    return ()


@dataclass(frozen=True, slots=True)
class PreferenceDoors:
    """The library, whose it is, the window's keeper of copies, and what lives on the desks' own pages."""

    library: LibraryDoors
    identity: IdentityDoors
    keeping: Callable[[], Keeping]
    choose: Callable[[], object]
    """Opens another library."""
    servers: Servers = ()
    """The catalogues that are asked for notices."""
    links: Sequence[Link] = ()
    """Settings on pages of the desks, under the key of the section that lists them."""
    keys: Callable[[], Sequence[Action]] = _nothing
    """The window's own acts, for the list of keys."""
