"""The stars that a person gives to notices: they lie in a basket of their own, which bears the person's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cresi_app.catalogue.model import Filters
from cresi_app.catalogue.ui.query import Query
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number

if TYPE_CHECKING:
    from cresi_app.catalogue.ui.page import CataloguePage

_PLACE = "catalogue"


class Stars:
    """Gives and takes the stars of whoever is at the desk."""

    def __init__(self, page: CataloguePage) -> None:
        self._page = page

    def known(self) -> int | None:
        """Return the basket of the person's stars as this machine remembers it: it may have been given another name."""
        held = self._page.desk.recall(_PLACE).get("stars")
        found = held.get(self._page.desk.actor.key) if isinstance(held, dict) else None
        return found if isinstance(found, int) else None

    def toggle(self) -> None:
        """Give a star to the notices chosen, or take theirs when all of them have one."""
        desk, service, ids, known = self._page.desk, self._page.service, self._page.chosen_acts.chosen(), self.known()
        if not ids:
            return
        actor = desk.actor

        def done(changes: Changes) -> None:
            held = desk.recall(_PLACE).get("stars")
            desk.remember(_PLACE, stars={**(held if isinstance(held, dict) else {}), actor.key: changes.id})
            taken = changes.operation == "catalogue.take_from_basket"
            count = format_number(len(ids))
            given = trn("Étoile mise", "{n} étoiles mises", len(ids), n=count)
            gone = trn("Étoile retirée", "{n} étoiles retirées", len(ids), n=count)
            tell_done(desk, service, gone if taken else given, changes)

        def refused(error: CresiError) -> None:
            desk.messages.error(error)
            self.follow(self._page.browse.shown)  # the button has turned already

        desk.write("catalogue.put_in_basket", lambda: service.star(actor, ids, known), done, refused)

    def follow(self, document_id: object) -> None:
        """Show at the notice whether it has a star."""
        desk, service, actor, known = self._page.desk, self._page.service, self._page.desk.actor, self.known()
        if isinstance(document_id, int):
            desk.read(
                ("catalogue", "star"), lambda: service.is_starred(actor, document_id, known), self._page.detail.set_star
            )

    def show(self) -> None:
        """Show the notices with a star."""
        desk, service, actor, known = self._page.desk, self._page.service, self._page.desk.actor, self.known()

        def found(basket_id: int | None) -> None:
            if basket_id is None:
                desk.messages.toast(tr("Aucune notice n'a encore d'étoile : S en met une, dans la liste."))
            else:
                self._page.ask(Query(filters=Filters(basket_id=basket_id)))

        desk.read(("catalogue", "stars"), lambda: service.stars_of(actor, known), found)
