"""Baskets: documents put together by hand, in an order of their own, for a paper, an export, a batch."""

from collections.abc import Sequence
from typing import Final

from cresi_app.catalogue.model import Basket
from cresi_app.catalogue.model import shelves as model
from cresi_app.catalogue.queries import shelves
from cresi_app.catalogue.service.desk import refusals
from cresi_app.catalogue.service.shelving import ShelvesDesk
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.ids import new_id, new_ids
from cresi_app.core.text import fold

MOST_ARRANGED: Final = 20_000
"""Documents of a basket that can be put in order: a longer order nobody reads."""

_STAR_COLOUR: Final = 6


class BasketsDesk(ShelvesDesk):
    """Baskets and what lies in them."""

    def baskets(self) -> list[Basket]:
        """Return every basket with its count, in the order people gave them."""
        return shelves.baskets(self.library)

    def basket(self, named: int | str) -> Basket:
        """Return a basket by its id or its name. DomainError ``unknown_basket``, naming what it may have been."""
        known = named if isinstance(named, int) else shelves.id_of_name(self.library, "basket", fold(named).strip())
        found = shelves.basket(self.library, known) if known is not None else None
        if found is None:
            raise self._unknown("basket", named)
        return found

    def baskets_of(self, document_id: int) -> list[Basket]:
        """Return the baskets a document lies in."""
        return shelves.baskets_of(self.library, document_id)

    def basket_ids(self, named: int | str) -> list[int]:
        """Return the documents of a basket in its order, archived ones too. DomainError ``unknown_basket``."""
        return shelves.documents_in(self.library, self.basket(named).id)

    def add_basket(self, who: Actor, name: str, ids: Sequence[int] = (), *, colour: int = 0, note: str = "") -> Changes:
        """Make a basket, with these documents in it when given. DomainError ``name_missing``, ``name_taken``."""
        cleaned, key = self._free_name("basket", name)
        values = {
            "name": cleaned,
            "match_key": key,
            "colour": colour % model.COLOURS,
            "note": " ".join(note.split()),
            "position": shelves.last_position(self.library, "basket") + 1,
        }
        basket_id = new_id()
        return self._put(who, "catalogue.add_basket", basket_id, ids, {"id": basket_id, **values})

    def update_basket(self, who: Actor, basket_id: int, version: int, **fields: object) -> Changes:
        """Change a basket's `name`, `colour` or `note`."""
        values: dict[str, object] = {}
        if "name" in fields:
            values["name"], values["match_key"] = self._free_name("basket", fields["name"], but=basket_id)
        if "colour" in fields:
            values["colour"] = int(str(fields["colour"])) % model.COLOURS
        if "note" in fields:
            values["note"] = " ".join(str(fields["note"] or "").split())
        with refusals(), self.library.revise("catalogue.update_basket", who, ("basket", basket_id)) as revision:
            revision.update("basket", basket_id, version, values)
        return revision.changes

    def move_basket(self, who: Actor, basket_id: int, to: int) -> Changes:
        """Put a basket at another place of the column, counted from 0."""
        return self._move(who, "basket", basket_id, to)

    def delete_basket(self, who: Actor, basket_id: int, version: int) -> Changes:
        """Take a basket away with what it says of its documents; they stay in the catalogue."""
        with refusals(), self.library.revise("catalogue.delete_basket", who, ("basket", basket_id)) as revision:
            shelves.empty(revision, basket_id)
            revision.delete("basket", basket_id, version)
        return revision.changes

    def stars_of(self, who: Actor, known: int | None = None) -> int | None:
        """Return the basket of a person's stars, None while there is none; `known` is the one it was, whatever its name now."""
        if known is not None and shelves.basket(self.library, known) is not None:
            return known
        return shelves.id_of_name(self.library, "basket", model.clean_name(_star_name(who))[1])

    def is_starred(self, who: Actor, document_id: int, known: int | None = None) -> bool:
        """Say whether a person gave a document a star."""
        mine = self.stars_of(who, known)
        return mine is not None and any(one.id == mine for one in self.baskets_of(document_id))

    def star(self, who: Actor, ids: Sequence[int], known: int | None = None) -> Changes:
        """Give these documents a star, or take theirs when all of them have one; the basket is made with the first."""
        mine = self.stars_of(who, known)
        if mine is None:
            return self.add_basket(who, _star_name(who), ids, colour=_STAR_COLOUR)
        if set(ids) <= set(self.basket_ids(mine)):
            return self.take_from_basket(who, mine, ids)
        return self.put_in_basket(who, mine, ids)

    def put_in_basket(self, who: Actor, basket_id: int, ids: Sequence[int]) -> Changes:
        """Put documents at the end of a basket; those already in it stay where they are."""
        return self._put(who, "catalogue.put_in_basket", self.basket(basket_id).id, ids)

    def basket_of_revision(self, who: Actor, name: str, seq: int) -> Changes:
        """Put the documents that a revision made or changed (an import) into the basket of that name, made when there is none."""
        ids = shelves.touched_by(self.library, seq)
        cleaned, key = model.clean_name(name[: model.LONGEST_NAME])
        known = shelves.id_of_name(self.library, "basket", key)
        return self.add_basket(who, cleaned, ids) if known is None else self.put_in_basket(who, known, ids)

    def take_from_basket(self, who: Actor, basket_id: int, ids: Sequence[int]) -> Changes:
        """Take documents out of a basket."""
        with refusals(), self.library.revise("catalogue.take_from_basket", who, ("basket", basket_id)) as revision:
            shelves.take_from(revision, basket_id, ids)
        return revision.changes

    def empty_basket(self, who: Actor, basket_id: int) -> Changes:
        """Take everything out of a basket."""
        with refusals(), self.library.revise("catalogue.empty_basket", who, ("basket", basket_id)) as revision:
            shelves.empty(revision, basket_id)
        return revision.changes

    def move_in_basket(self, who: Actor, basket_id: int, ids: Sequence[int], to: int) -> Changes:
        """Stand these documents together at place `to` (from 0) among the others of the basket.

        DomainError ``basket_too_big`` beyond `MOST_ARRANGED`.
        """
        order = shelves.documents_in(self.library, basket_id)
        if len(order) > MOST_ARRANGED:
            raise DomainError(
                "basket_too_big",
                N_("Ce panier tient {count} notices : au-delà de {most}, son ordre ne se change plus à la main."),
                count=len(order),
                most=MOST_ARRANGED,
            )
        arranged = model.moved(order, list(ids), to)
        with refusals(), self.library.revise("catalogue.arrange_basket", who, ("basket", basket_id)) as revision:
            shelves.arrange(revision, basket_id, arranged)
        return revision.changes

    def _put(
        self, who: Actor, operation: str, basket_id: int, ids: Sequence[int], made: dict[str, object] | None = None
    ) -> Changes:
        wanted = list(dict.fromkeys(ids))
        staging = new_id()
        rows = ({"id": one, "document": document} for one, document in zip(new_ids(len(wanted)), wanted, strict=True))
        try:
            self.library.stage(staging, shelves.PUT, rows)
            with refusals(), self.library.revise(operation, who, ("basket", basket_id)) as revision:
                if made is not None:
                    revision.insert("basket", made)
                shelves.put_in(revision, staging, basket_id)
        finally:
            self.library.unstage(staging)
        return revision.changes


def _star_name(who: Actor) -> str:
    return tr("Favoris · {name}", name=who.name)[: model.LONGEST_NAME] if who.name.strip() else tr("Favoris")
