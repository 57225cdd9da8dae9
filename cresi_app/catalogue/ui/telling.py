"""Says in passing what was done, with the one click that takes exactly that back."""

from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import C_, tr
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.messages import Act


def tell_done(desk: Desk, service: CatalogueService, words: str, changes: Changes) -> None:
    """Show `words` for a moment; « Annuler » takes back this very revision, whatever was done since."""
    seq = changes.seq
    if seq is None:
        return

    def undo() -> None:
        desk.write("undo", lambda: service.library.undo(desk.actor, seq), words=tr("Annulation : {act}", act=words))

    desk.messages.toast(words, Act(tr(C_("undo", "Annuler")), undo))
