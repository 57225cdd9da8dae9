"""Shelves and past searches: searches that are kept with their name, and what each desk looked for last."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from cresi_app.catalogue.model import PastSearch, Query, Shelf
from cresi_app.catalogue.model import shelves as model
from cresi_app.catalogue.queries import shelves
from cresi_app.catalogue.service.desk import refusals
from cresi_app.catalogue.service.finding import FindingDesk
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.ids import new_id
from cresi_app.core.text import fold

STILL_TYPING: Final = timedelta(seconds=60)
"""A search that goes on from the one before within this time takes its place in the history."""


class ShelvesDesk(FindingDesk):
    """Shelves and the search history."""

    def shelves(self) -> list[Shelf]:
        """Return every shelf of the library, in the order people gave them."""
        return shelves.shelves(self.library)

    def shelf(self, named: int | str) -> Shelf:
        """Return a shelf by its id or its name. DomainError ``unknown_shelf``, naming what it may have been."""
        known = named if isinstance(named, int) else shelves.id_of_name(self.library, "shelf", fold(named).strip())
        found = shelves.shelf(self.library, known) if known is not None else None
        if found is None:
            raise self._unknown("shelf", named)
        return found

    def _unknown(self, table: str, named: int | str) -> DomainError:
        near = shelves.begun(self.library, table, fold(str(named)).strip())
        if near:
            said = N_("« {name} » n'existe pas. Vouliez-vous dire : {near} ?")
        elif table == "shelf":
            said = N_("Aucune étagère ne s'appelle « {name} ».")
        else:
            said = N_("Aucun panier ne s'appelle « {name} ».")
        return DomainError(f"unknown_{table}", said, name=named, near=", ".join(near))

    def add_shelf(self, who: Actor, name: str, query: Query, *, icon: str = "bookmark", colour: int = 0) -> Changes:
        """Keep a search under a name, at the end of the shelves. DomainError ``name_missing``, ``name_taken``."""
        cleaned, key = self._free_name("shelf", name)
        values: dict[str, object] = {
            "name": cleaned,
            "match_key": key,
            "icon": _icon(icon),
            "colour": colour % model.COLOURS,
            "position": shelves.last_position(self.library, "shelf") + 1,
            **model.columns_of(query),
        }
        with refusals(), self.library.revise("catalogue.add_shelf", who) as revision:
            revision.subject = ("shelf", revision.insert("shelf", values))
        return revision.changes

    def update_shelf(self, who: Actor, shelf_id: int, version: int, **fields: object) -> Changes:
        """Change a shelf's `name`, `icon`, `colour`, or what it looks for (`query`, a `Query`)."""
        values: dict[str, object] = {}
        if "name" in fields:
            values["name"], values["match_key"] = self._free_name("shelf", fields["name"], but=shelf_id)
        if "icon" in fields:
            values["icon"] = _icon(str(fields["icon"]))
        if "colour" in fields:
            values["colour"] = int(str(fields["colour"])) % model.COLOURS
        query = fields.get("query")
        if isinstance(query, Query):
            values |= model.columns_of(query)
        with refusals(), self.library.revise("catalogue.update_shelf", who, ("shelf", shelf_id)) as revision:
            revision.update("shelf", shelf_id, version, values)
        return revision.changes

    def move_shelf(self, who: Actor, shelf_id: int, to: int) -> Changes:
        """Put a shelf at another place of the column, counted from 0."""
        return self._move(who, "shelf", shelf_id, to)

    def delete_shelf(self, who: Actor, shelf_id: int, version: int) -> Changes:
        """Take a shelf away; its documents stay where they are, undoing brings it back."""
        with refusals(), self.library.revise("catalogue.delete_shelf", who, ("shelf", shelf_id)) as revision:
            revision.delete("shelf", shelf_id, version)
        return revision.changes

    def shelf_ids(self, named: int | str) -> list[int]:
        """Return the ordered ids of what stands on a shelf now. DomainError ``unknown_shelf``."""
        asks = self.shelf(named).asks
        return list(self.found(asks.text, asks.filters, asks.order, reverse=asks.reverse).ids)

    def shelf_counts(self) -> Mapping[int, tuple[int, bool]]:
        """Return how many documents stand on each shelf now, and whether there are more than were counted."""
        return {one.id: self.total(one.asks.text, one.asks.filters)[:2] for one in self.shelves()}

    def _free_name(self, table: str, name: object, but: int | None = None) -> tuple[str, str]:
        cleaned, key = model.clean_name(name)
        taken = shelves.id_of_name(self.library, table, key)
        if taken is not None and taken != but:
            raise DomainError(
                "name_taken", N_("« {name} » existe déjà : choisissez un autre nom."), field="name", name=cleaned
            )
        return cleaned, key

    def _move(self, who: Actor, table: str, one: int, to: int) -> Changes:
        versions = dict(shelves.order(self.library, table))
        order = model.moved(list(versions), [one], to)
        with refusals(), self.library.revise(f"catalogue.move_{table}", who, (table, one)) as revision:
            for position, each in enumerate(order):
                revision.update(table, each, versions[each], {"position": position})
        return revision.changes

    # --- what was looked for ---

    def forget_searches_of(self, said: Callable[[str], bool]) -> None:
        """Forget the past searches, whoever's they are, of whose words `said` holds: somebody is to be forgotten."""
        shelves.forget_said(self.library, said)

    def past_searches(self, who: Actor) -> list[PastSearch]:
        """Return the last fifty searches of a desk, the latest first."""
        return shelves.past(self.library, who.key)

    def note_search(self, who: Actor, query: Query, total: int, *, capped: bool = False) -> None:
        """Note a search in the desk's history; the same one again, or one that was still being typed, is replaced."""
        if query.is_blank:
            return
        columns = model.columns_of(query)
        now = clock.now()
        known = self.past_searches(who)
        same = [one.id for one in known if _columns(one) == columns]
        if known and now - known[0].at < STILL_TYPING and _goes_on(known[0], columns):
            same.append(known[0].id)
        values = {"id": new_id(), "desk": who.key, **columns, "total": total, "is_capped": capped, "at": clock.stamp()}
        shelves.note(self.library, values, same)

    def forget_searches(self, who: Actor, past_id: int | None = None) -> None:
        """Forget one past search of a desk, or all of them."""
        shelves.forget(self.library, who.key, past_id)


def _columns(one: PastSearch) -> dict[str, object]:
    return {"query": one.query, "filters": one.filters, "sort": one.sort, "is_reversed": one.is_reversed}


def _goes_on(last: PastSearch, columns: dict[str, object]) -> bool:
    """Say whether a search is the last one typed on, or typed back."""
    fresh = str(columns["query"])
    same_frame = last.filters == columns["filters"]
    return same_frame and bool(last.query) and (fresh.startswith(last.query) or last.query.startswith(fresh or "\0"))


def _icon(name: str) -> str:
    if name not in model.ICONS:
        raise DomainError(
            "unknown_icon", N_("« {name} » n'est pas un dessin d'étagère : choisissez parmi {known}."),
            field="icon", name=name, known=", ".join(model.ICONS),
        )  # fmt: skip
    return name
