"""The top of the left column: the library's shelves and baskets with their counts, always those of now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import Basket, Filters, Query, Shelf
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.shelfrows import INSET, Entry, EntryGroup
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import Action
from cresi_app.widgets.card import Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Column, Row

_OWN: Final = ("shelf", "basket", "basket_item")
_COUNTED: Final = (
    "document", "copy", "document_subject", "document_language", "document_country", "document_file", "contribution",
    "custom_value", "document_identifier",
)  # fmt: skip
"""Tables that a shelf's search may ask about."""
BASKET: Final = "shopping-basket"


@dataclass(frozen=True, slots=True)
class ShelfMenus:
    """What can be done with a shelf and with a basket; `keep` and `make` start another one."""

    shelf: Callable[[Shelf], Sequence[Action | None]]
    basket: Callable[[Basket], Sequence[Action | None]]
    keep: Callable[[], None]
    make: Callable[[], None]


class ShelfPane(QWidget):
    """Shelves and baskets. `asked` carries the `Query` of the one opened."""

    asked = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService, menus: ShelfMenus) -> None:
        super().__init__()
        self._desk, self._service, self._menus = desk, service, menus
        self._shelves: list[Shelf] = []
        self._baskets: list[Basket] = []
        self._counts: Mapping[int, tuple[int, bool]] = {}
        self._query = Query()
        self.shelves = EntryGroup(
            tr("Étagères"), tr("Garder la recherche affichée"),
            tr("Une recherche gardée reste ici, avec son compte du jour."), self._shelf_actions,
        )  # fmt: skip
        self.baskets = EntryGroup(
            tr("Paniers"),
            tr("Nouveau panier"),
            tr("Des notices réunies à la main : B les y met."),
            self._basket_actions,
        )
        self.shelves.asked.connect(menus.keep)
        self.baskets.asked.connect(menus.make)
        self.shelves.opened.connect(self._open_shelf)
        self.baskets.opened.connect(self._open_basket)
        lines = [Row(Divider(), margins=(INSET, 0, INSET, 0)) for _ in range(2)]
        Column(self.shelves, lines[0], self.baskets, lines[1], spacing=6, parent=self)

    @property
    def known_shelves(self) -> list[Shelf]:
        """The shelves as they were read last."""
        return self._shelves

    @property
    def known_baskets(self) -> list[Basket]:
        """The baskets as they were read last."""
        return self._baskets

    def read(self) -> None:
        """Read shelves and baskets, then count what stands on each shelf."""
        service = self._service
        self._desk.read(
            ("catalogue", "shelves"), lambda: (service.shelves(), service.baskets()), lambda found: self._show(*found)
        )

    def heed(self, changes: Changes) -> None:
        """Follow an act."""
        if changes.touches_any(_OWN):
            self.read()
        elif changes.touches_any(_COUNTED):
            self._count()

    def show_query(self, query: Query) -> None:
        """Mark what the list shows."""
        self._query = query
        shown = replace(query, text=query.text.strip())
        self.shelves.set_current(next((one.id for one in self._shelves if one.asks == shown), None))
        self.baskets.set_current(query.filters.basket_id)

    def _show(self, shelves: list[Shelf], baskets: list[Basket]) -> None:
        self._shelves, self._baskets = shelves, baskets
        self._fill()
        self.baskets.show_entries([Entry(one.id, one.name, BASKET, one.colour, one.count) for one in baskets])
        self.show_query(self._query)
        self._count()

    def _fill(self) -> None:
        entries = []
        for one in self._shelves:
            number, more = self._counts.get(one.id, (None, False))
            entries.append(Entry(one.id, one.name, one.icon, one.colour, number, more))
        self.shelves.show_entries(entries)

    def _count(self) -> None:
        if self._shelves:
            self._desk.read(("catalogue", "shelf counts"), self._service.shelf_counts, self._counted)

    def _counted(self, counts: Mapping[int, tuple[int, bool]]) -> None:
        self._counts = counts
        self._fill()

    def _open_shelf(self, shelf_id: object) -> None:
        found = next((one for one in self._shelves if one.id == shelf_id), None)
        self.asked.emit(found.asks if found is not None else Query())

    def _open_basket(self, basket_id: object) -> None:
        self.asked.emit(Query(filters=Filters(basket_id=basket_id)) if isinstance(basket_id, int) else Query())

    def _shelf_actions(self, shelf_id: int) -> Sequence[Action | None]:
        found = next((one for one in self._shelves if one.id == shelf_id), None)
        return self._menus.shelf(found) if found is not None else ()

    def _basket_actions(self, basket_id: int) -> Sequence[Action | None]:
        found = next((one for one in self._baskets if one.id == basket_id), None)
        return self._menus.basket(found) if found is not None else ()
