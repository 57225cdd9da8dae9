"""Offers the thesauri that come with the program where somebody works without any."""

from collections.abc import Callable

from cresi_app.catalogue.interchange.starter import load_starters
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.tasks import Cancelled, Progress


def take_starters(
    desk: Desk, service: CatalogueService, then: Callable[[], None], failed: Callable[[CresiError | Cancelled], None]
) -> None:
    """Take in both thesauri beside other work; one undo takes them back."""
    actor = desk.actor

    def work(progress: Progress) -> list[Changes]:
        return load_starters(service, actor, progress)

    def taken(done: list[Changes]) -> None:
        for changes in done:
            desk.tell(changes)
        then()

    desk.long(tr("Thésaurus de départ"), work, taken, failed)
