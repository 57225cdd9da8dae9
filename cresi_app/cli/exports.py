"""What the library gives to others, in a file."""

from argparse import Namespace

from cresi_app.cli.reply import Reply
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.services import Services

AVAILABLE: dict[str, object] = {}


def send_out(services: Services, wanted: Namespace, _who: Actor) -> Reply:
    """Export what a search finds, or everything."""
    raise DomainError(
        "format_not_written",
        N_("Le format {format} n'est pas encore écrit par ce programme. Au choix : {formats}."),
        format=wanted.format,
        formats=", ".join(AVAILABLE),
    )
