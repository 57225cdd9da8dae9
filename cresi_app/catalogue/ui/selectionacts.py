"""What is done with the notices that are chosen: baskets, batch work, exports, merging, archiving, deleting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from cresi_app.catalogue.model.batch import BatchReport
from cresi_app.catalogue.ui.batchpane import tell_batch
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.tasks import Progress

if TYPE_CHECKING:
    from cresi_app.catalogue.ui.page import CataloguePage


class SelectionActs:
    """The deeds of one catalogue page on the notices chosen in its list, or on the one that one stands on."""

    def __init__(self, page: CataloguePage) -> None:
        self._page = page

    def chosen(self) -> list[int]:
        """Return the notices chosen; the one shown when there is none."""
        found = self._page.list.selected() if self._built else []
        shown = self._page.browse.shown if self._built else None
        return found or ([shown] if shown is not None else [])

    @property
    def _built(self) -> bool:
        return hasattr(self._page, "list")

    def _some(self) -> bool:
        return bool(self.chosen())

    def _several(self) -> bool:
        return len(self.chosen()) > 1

    def _in_basket(self) -> bool:
        return self._page.query.filters.basket_id is not None and self._some()

    def actions(self) -> Sequence[Action]:
        """Return what the menus and the palette offer."""
        page, why = self._page, tr("Choisissez d'abord des notices : Ctrl clic, Maj clic, ou Ctrl A pour toutes.")
        some, inside, not_inside = self._some, self._in_basket, tr("Ouvrez d'abord un panier.")
        many, basket = tr("Notices choisies"), tr("Panier")
        return [
            Action("catalogue.select_all", tr("Choisir toute la liste"), self.select_all, "", "list-checks", menu="edit", family=many),
            Action("catalogue.batch", tr("Modifier les notices choisies"), self.edit, "Ctrl+Shift+E", "pencil", some, why, menu="edit", family=many),
            Action("catalogue.replace", tr("Chercher et remplacer dans les notices choisies"), self.replace, "Ctrl+Shift+H", "refresh-cw", some, why,
                   menu="edit", family=many),
            Action("catalogue.put_in_basket", tr("Mettre dans un panier…"), self.ask_basket, "Ctrl+B", "shopping-basket", some, why, menu="edit", family=basket),
            *self._into(),
            Action("catalogue.star", tr("Mettre une étoile, ou la retirer"), self._page.stars.toggle, "", "star", some, why, menu="edit", family=basket),
            Action("catalogue.stars", tr("Voir les notices étoilées"), self._page.stars.show, "", "star", menu="go", family=tr("Étagères")),
            Action("catalogue.take_from_basket", tr("Retirer du panier"), self.take_out, "", "minus", inside, not_inside, menu="edit", family=basket),
            Action("catalogue.up_in_basket", tr("Monter dans le panier"), lambda: self.move(-1), "Alt+Up", "chevron-up", inside, not_inside, menu="edit",
                   family=basket),
            Action("catalogue.down_in_basket", tr("Descendre dans le panier"), lambda: self.move(1), "Alt+Down", "chevron-down", inside, not_inside,
                   menu="edit", family=basket),
            Action("catalogue.new_basket", tr("Nouveau panier"), page.shelf_acts.make_basket, "", "shopping-basket", menu="file"),
            Action("catalogue.keep_search", tr("Garder cette recherche comme étagère"), page.shelf_acts.keep, "Ctrl+Shift+S", "bookmark", menu="edit"),
            Action("catalogue.advanced", tr("Recherche avancée"), self.advanced, "Ctrl+Shift+F", "list-checks", menu="edit"),
            Action("catalogue.past", tr("Recherches récentes"), self.past, "Ctrl+Shift+R", "history", menu="go"),
            *self._openings(),
        ]  # fmt: skip

    def _into(self) -> list[Action]:
        """Return one act a basket, for the palette."""
        page = self._page
        known = page.browse.shelves.known_baskets if self._built else []
        return [
            Action(f"catalogue.into_{one.id}", tr("Mettre dans le panier « {name} »", name=one.name),
                   lambda one=one: page.shelf_acts.put_in(one, self.chosen()), "", "shopping-basket", self._some, menu="edit",  # type: ignore[misc]  # mypy loses the default
                   family=tr("Panier"))
            for one in known
        ]  # fmt: skip

    def _openings(self) -> list[Action]:
        """Return one act a shelf, for the palette."""
        page = self._page
        known = page.browse.shelves.known_shelves if self._built else []
        return [
            Action(f"catalogue.shelf_{one.id}", tr("Ouvrir l'étagère « {name} »", name=one.name), lambda one=one: page.ask(one.asks), "", one.icon, menu="go",  # type: ignore[misc]  # mypy loses the default
                   family=tr("Étagères"))
            for one in known
        ]  # fmt: skip

    # --- menus of the bar ---

    def baskets(self) -> Sequence[Action | None]:
        """Return the baskets to put the chosen notices in."""
        page, ids = self._page, self.chosen()
        inside = page.query.filters.basket_id
        into: list[Action | None] = [
            Action(f"into.{one.id}", tr("{name} · {count}", name=one.name, count=format_number(one.count)),
                   lambda one=one: page.shelf_acts.put_in(one, ids), icon="shopping-basket")  # type: ignore[misc]  # mypy loses the default
            for one in page.browse.shelves.known_baskets
            if one.id != inside
        ]  # fmt: skip
        into += [None] if into else []
        into.append(Action("into.new", tr("Nouveau panier…"), lambda: page.shelf_acts.make_basket(ids), icon="plus"))
        if inside is not None:
            into += [None, Action("into.out", tr("Retirer de ce panier"), self.take_out, icon="minus")]
        return into

    def others(self) -> Sequence[Action | None]:
        """Return what else can be done with the chosen notices."""
        page, ids = self._page, self.chosen()
        archived = page.query.filters.archived
        merge: list[Action | None] = [
            Action("chosen.merge", tr("Fusionner…"), lambda: page.keeping.show_compare(ids), icon="merge", enabled=lambda: 2 <= len(ids) <= 10,
                   why_not=tr("De 2 à 10 notices se comparent et se fusionnent."))
        ]  # fmt: skip
        return [
            Action("chosen.replace", tr("Chercher et remplacer…"), self.replace, icon="refresh-cw"),
            Action(
                "chosen.place",
                tr("Changer l'emplacement des exemplaires…"),
                lambda: self.edit("location"),
                icon="map-pin",
            ),
            Action("chosen.prefix", tr("Changer le début des cotes…"), lambda: self.edit("call_prefix"), icon="tag"),
            *merge,
            *page.selection_actions(ids),
            None,
            Action("chosen.restore", tr("Sortir des archives"), lambda: self._many("restore"), icon="archive-restore")
            if archived
            else Action("chosen.archive", tr("Archiver"), lambda: self._many("archive"), icon="archive"),
            Action("chosen.delete", tr("Supprimer"), lambda: self._many("delete"), icon="trash-2"),
        ]

    # --- deeds ---

    def select_all(self) -> None:
        """Choose the whole list, however long it is."""
        view = self._page.list.current_view()
        view.setFocus()
        view.browsing.select_all()

    def edit(self, name: str = "") -> None:
        """Open the batch work beside the list, at a field when one is named."""
        pane = self._page.browse.open_batch(self.chosen())
        if pane is not None:
            pane.show_part("edit")
            if name:
                pane.edit_form.choose(name)
            pane.begin()

    def replace(self) -> None:
        """Open the search and replace beside the list."""
        pane = self._page.browse.open_batch(self.chosen())
        if pane is not None:
            pane.show_part("replace")
            pane.begin()

    def export(self) -> None:
        """Write the chosen notices to a file."""
        ids = self.chosen()
        title = trn("{count} notice", "{count} notices", len(ids), count=format_number(len(ids)))
        self._page.exports.show(title, lambda: ids)

    def ask_basket(self) -> None:
        """Show the baskets to put the chosen notices in."""
        if self._some():
            view = self._page.list.current_view()
            menu = QMenu(view)
            menu.aboutToHide.connect(menu.deleteLater)
            fill_menu(menu, self.baskets())
            row = view.visualRect(view.currentIndex()).intersected(view.viewport().rect())
            place = view.viewport().rect().center() if row.isEmpty() else row.center()
            menu.popup(view.viewport().mapToGlobal(place))
            menu.setActiveAction(next(iter(menu.actions()), QAction()))

    def take_out(self) -> None:
        """Take the chosen notices out of the basket that the list shows."""
        basket = self._page.query.filters.basket_id
        if basket is not None and self._some():
            self._page.shelf_acts.take_from(basket, self.chosen())

    def move(self, step: int) -> None:
        """Move the chosen notices up or down in their basket."""
        basket = self._page.query.filters.basket_id
        if basket is not None and self._some():
            self._page.shelf_acts.move_in(basket, self.chosen(), step)

    def advanced(self) -> None:
        """Open or close the advanced search."""
        self._page.list.tools.toggle_form()

    def past(self) -> None:
        """Show the searches of before."""
        self._page.list.tools.read_past()

    def _many(self, what: str) -> None:
        desk, service, ids = self._page.desk, self._page.service, self.chosen()
        acts: dict[str, tuple[str, Callable[..., BatchReport]]] = {
            "archive": (tr("Archivage de notices"), service.archive_many),
            "restore": (tr("Sortie des archives"), service.restore_many),
            "delete": (tr("Suppression de notices"), service.delete_many),
        }
        label, act = acts[what]

        def work(progress: Progress) -> BatchReport:
            return act(desk.actor, ids, progress)

        desk.long(label, work, lambda report: tell_batch(desk, service, report))
