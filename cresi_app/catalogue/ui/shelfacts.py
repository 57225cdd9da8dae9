"""What is done with shelves and baskets: keep a search, rename, move, fill, empty, delete; each act can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from cresi_app.catalogue.model import Basket, Query, Shelf
from cresi_app.catalogue.model.shelves import ICONS
from cresi_app.catalogue.ui.shelfpane import BASKET
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.actions import Action
from cresi_app.widgets.fields import ChoiceField, Field, TextField
from cresi_app.widgets.theme import theme

if TYPE_CHECKING:
    from cresi_app.catalogue.ui.page import CataloguePage

ICON_WORDS: Final = {
    "bookmark": N_("Marque-page"), "star": N_("Étoile"), "book-open": N_("Livre ouvert"), "library": N_("Rayon"),
    "globe": N_("Globe"), "map-pin": N_("Lieu"), "users": N_("Personnes"), "calendar": N_("Calendrier"),
    "newspaper": N_("Journal"), "graduation-cap": N_("Formation"), "handshake": N_("Poignée de main"), "image": N_("Image"),
    "video": N_("Film"), "dices": N_("Jeu"), "tag": N_("Étiquette"), "flag": N_("Drapeau"), "sun": N_("Soleil"),
    "triangle-alert": N_("À vérifier"),
}  # fmt: skip
COLOUR_WORDS: Final = (
    N_("Vert d'eau"), N_("Brique"), N_("Bleu"), N_("Violet"), N_("Olive"), N_("Framboise"), N_("Bronze"), N_("Ardoise"),
)  # fmt: skip


class ShelfActs:
    """The deeds of one catalogue page on its shelves and baskets."""

    def __init__(self, page: CataloguePage) -> None:
        self._page = page

    # --- shelves ---

    def keep(self) -> None:
        """Keep what the list shows as a shelf."""
        query = self._page.query
        if query.is_blank:
            self._page.desk.messages.toast(tr("Cherchez ou filtrez d'abord : c'est cette recherche qui sera gardée."))
            return
        words = query.text.strip()
        self.keep_query(query, f"{words[:1].upper()}{words[1:]}")

    def keep_query(self, query: Query, name: str = "") -> None:
        """Ask for the name of a shelf, and keep a search there."""
        service, actor = self._page.service, self._page.desk.actor
        fields = _fields(name, "bookmark", len(self._page.browse.shelves.known_shelves) % 8)

        def work(values: Any) -> Callable[[], Changes]:
            return lambda: service.add_shelf(
                actor, values["name"] or "", query, icon=values["icon"], colour=values["colour"]
            )

        self._form((tr("Garder cette recherche"), tr("Garder"), "bookmark"), fields, work, tr("Étagère créée"),
                   tr("Elle est partagée par toute l'équipe et se compte chaque jour à nouveau."))  # fmt: skip

    def shelf_actions(self, shelf: Shelf) -> Sequence[Action | None]:
        """Return what can be done with a shelf."""
        page, service, actor = self._page, self._page.service, self._page.desk.actor
        order = [one.id for one in page.browse.shelves.known_shelves]
        at = order.index(shelf.id) if shelf.id in order else 0
        shown = page.query

        def update() -> Changes:
            return service.update_shelf(actor, shelf.id, shelf.version, query=shown)

        def move(to: int) -> Callable[[], None]:
            return lambda: self._write("catalogue.move_shelf", lambda: service.move_shelf(actor, shelf.id, to), "")

        def delete() -> None:
            gone = tr("Étagère « {name} » supprimée : ses notices restent au catalogue", name=shelf.name)
            self._write("catalogue.delete_shelf", lambda: service.delete_shelf(actor, shelf.id, shelf.version), gone)

        return [
            Action("shelf.open", tr("Ouvrir"), lambda: page.ask(shelf.asks), icon="folder-open"),
            Action("shelf.rename", tr("Renommer, changer le dessin…"), lambda: self._rename_shelf(shelf), icon="pencil"),
            Action("shelf.update", tr("Y garder la recherche affichée"),
                   lambda: self._write("catalogue.update_shelf", update, tr("Étagère mise à jour")), icon="refresh-cw",
                   enabled=lambda: not shown.is_blank and shown != shelf.asks),
            Action("shelf.export", tr("Exporter…"),
                   lambda: page.exports.show(shelf.name, lambda: service.shelf_ids(shelf.id)), icon="file-up"),
            None,
            Action("shelf.up", tr("Monter"), move(at - 1), icon="chevron-up", enabled=lambda: at > 0),
            Action("shelf.down", tr("Descendre"), move(at + 1), icon="chevron-down", enabled=lambda: at + 1 < len(order)),
            None,
            Action("shelf.delete", tr("Supprimer l'étagère"), delete, icon="trash-2"),
        ]  # fmt: skip

    def _rename_shelf(self, shelf: Shelf) -> None:
        service, actor = self._page.service, self._page.desk.actor

        def work(values: Any) -> Callable[[], Changes]:
            return lambda: service.update_shelf(actor, shelf.id, shelf.version, **values)

        fields = _fields(shelf.name, shelf.icon, shelf.colour)
        self._form(
            (tr("Étagère « {name} »", name=shelf.name), tr("Enregistrer"), "save"), fields, work, tr("Étagère modifiée")
        )

    # --- baskets ---

    def make_basket(self, ids: Sequence[int] = ()) -> None:
        """Ask for the name of a basket, and make it with these documents in it."""
        service, actor = self._page.service, self._page.desk.actor
        fields = _fields("", "", len(self._page.browse.shelves.known_baskets) % 8)

        def work(values: Any) -> Callable[[], Changes]:
            return lambda: service.add_basket(actor, values["name"] or "", list(ids), colour=values["colour"])

        note = trn(
            "{count} notice y sera mise.", "{count} notices y seront mises.", len(ids), count=format_number(len(ids))
        )
        self._form((tr("Nouveau panier"), tr("Créer le panier"), "shopping-basket"), fields, work, tr("Panier créé"),
                   note if ids else "")  # fmt: skip

    def put_in(self, basket: Basket, ids: Sequence[int]) -> None:
        """Put documents into a basket."""
        desk, service = self._page.desk, self._page.service
        if not ids:
            desk.messages.toast(tr("Choisissez d'abord une notice."))
            return

        def told(changes: Changes) -> None:
            number = len(changes.touched.get("basket_item", ()))
            if changes.seq is None:
                desk.messages.toast(tr("Déjà dans le panier « {name} »", name=basket.name))
                return
            words = trn(
                "{count} notice mise dans « {name} »", "{count} notices mises dans « {name} »", number,
                count=format_number(number), name=basket.name,
            )  # fmt: skip
            tell_done(desk, service, words, changes)

        desk.write("catalogue.put_in_basket", lambda: service.put_in_basket(desk.actor, basket.id, ids), told)

    def take_from(self, basket_id: int, ids: Sequence[int]) -> None:
        """Take documents out of a basket."""
        service, actor = self._page.service, self._page.desk.actor
        words = trn(
            "{count} notice retirée du panier",
            "{count} notices retirées du panier",
            len(ids),
            count=format_number(len(ids)),
        )
        self._write("catalogue.take_from_basket", lambda: service.take_from_basket(actor, basket_id, ids), words)

    def move_in(self, basket_id: int, ids: Sequence[int], step: int) -> None:
        """Move documents up (−1) or down (1) in the order of their basket."""
        service, actor = self._page.service, self._page.desk.actor

        def work() -> Changes:
            order = service.basket_ids(basket_id)
            rest = [one for one in order if one not in set(ids)]
            first = next((at for at, one in enumerate(order) if one in set(ids)), 0)
            return service.move_in_basket(actor, basket_id, ids, max(0, min(first + step, len(rest))))

        self._write("catalogue.arrange_basket", work, "")

    def basket_actions(self, basket: Basket) -> Sequence[Action | None]:
        """Return what can be done with a basket."""
        page, service, actor = self._page, self._page.service, self._page.desk.actor
        order = [one.id for one in page.browse.shelves.known_baskets]
        at = order.index(basket.id) if basket.id in order else 0
        chosen = page.list.selected()

        def move(to: int) -> Callable[[], None]:
            return lambda: self._write("catalogue.move_basket", lambda: service.move_basket(actor, basket.id, to), "")

        def empty() -> None:
            said = tr("Panier « {name} » vidé", name=basket.name)
            self._write("catalogue.empty_basket", lambda: service.empty_basket(actor, basket.id), said)

        def delete() -> None:
            if page.query.filters.basket_id == basket.id:
                page.ask(Query())
            gone = tr("Panier « {name} » supprimé : ses notices restent au catalogue", name=basket.name)
            self._write(
                "catalogue.delete_basket", lambda: service.delete_basket(actor, basket.id, basket.version), gone
            )

        return [
            Action("basket.put", tr("Y mettre les notices choisies"), lambda: self.put_in(basket, chosen), "", "plus",
                   enabled=lambda: bool(chosen)),
            Action("basket.rename", tr("Renommer, changer la couleur…"), lambda: self._rename_basket(basket), icon="pencil"),
            Action("basket.export", tr("Exporter…"),
                   lambda: page.exports.show(basket.name, lambda: service.basket_ids(basket.id)), icon="file-up"),
            None,
            Action("basket.up", tr("Monter"), move(at - 1), icon="chevron-up", enabled=lambda: at > 0),
            Action("basket.down", tr("Descendre"), move(at + 1), icon="chevron-down", enabled=lambda: at + 1 < len(order)),
            None,
            Action("basket.empty", tr("Vider le panier"), empty, icon="rotate-ccw", enabled=lambda: basket.count > 0),
            Action("basket.delete", tr("Supprimer le panier"), delete, icon="trash-2"),
        ]  # fmt: skip

    def _rename_basket(self, basket: Basket) -> None:
        service, actor = self._page.service, self._page.desk.actor

        def work(values: Any) -> Callable[[], Changes]:
            return lambda: service.update_basket(actor, basket.id, basket.version, **values)

        fields = [*_fields(basket.name, "", basket.colour), _note(basket.note)]
        self._form(
            (tr("Panier « {name} »", name=basket.name), tr("Enregistrer"), "save"), fields, work, tr("Panier modifié")
        )

    # --- within ---

    def _form(self, words: tuple[str, str, str], fields: Sequence[Field], work: Any, done: str, note: str = "") -> None:
        page = self._page
        form = ActForm(page.desk, words, fields, work, note=note)

        def finished(changes: object) -> None:
            page.browse.close_side()
            if isinstance(changes, Changes):
                tell_done(page.desk, page.service, done, changes)

        form.done.connect(finished)
        form.given_up.connect(page.browse.close_side)
        page.browse.show_side(form)
        form.begin()

    def _write(self, label: str, work: Callable[[], Changes], done: str) -> None:
        desk, service = self._page.desk, self._page.service
        desk.write(label, work, (lambda changes: tell_done(desk, service, done, changes)) if done else None)


def _fields(name: str, icon: str, colour: int) -> list[Field]:
    """Return the fields of a shelf (with a drawing) or a basket (without)."""
    called = TextField(tr("Nom"), name="name")
    called.set_value(name)
    fields: list[Field] = [called]
    if icon:
        drawing = ChoiceField(tr("Dessin"), [(one, tr(ICON_WORDS[one])) for one in ICONS], name="icon")
        drawing.set_value(icon)
        fields.append(drawing)
    tint = ChoiceField(tr("Couleur"), [(at, tr(word)) for at, word in enumerate(COLOUR_WORDS)], name="colour")
    tint.set_value(colour)
    if icon:
        _draw(drawing, [(one, "text2") for one in ICONS])
        drawing.committed.connect(lambda chosen: _tint(tint, str(chosen)))
    _tint(tint, icon or BASKET)
    return [*fields, tint]


def _tint(field: ChoiceField, icon: str) -> None:
    """Show each colour on the drawing that is chosen."""
    _draw(field, [(icon, theme().category(at).name()) for at in range(len(COLOUR_WORDS))])


def _draw(field: ChoiceField, drawings: Sequence[tuple[str, str]]) -> None:
    """Put a drawing before each word of a list."""
    side = theme().px(16)
    field.input.setIconSize(QSize(side, side))
    for at, (icon, ink) in enumerate(drawings):
        field.input.setItemIcon(at, QIcon(theme().pixmap(icon, ink, 16)))


def _note(text: str) -> Field:
    note = TextField(tr("Note"), name="note", hint=tr("Pour qui, pour quand."))
    note.set_value(text)
    return note
