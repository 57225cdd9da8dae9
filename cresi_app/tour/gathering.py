"""The views of what is done with many notices: the advanced search, a basket, the batch work, what is kept and exported."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from cresi_app.catalogue.model import Filters, Query
from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.tour.stop import Stop, settle

if TYPE_CHECKING:
    from cresi_app.tour.stops import Way


def gathering_stops(way: "Way") -> Iterator[Stop]:
    """Yield what is done with many notices: the advanced search, a basket, the batch work."""

    def look(text: str = "", then: Callable[[CataloguePage], object] | None = None) -> None:
        page = way.page("catalogue", CataloguePage)
        at_rest(page, text)
        settle(way.window)
        page.list.current_view().scrollToTop()
        if then is not None:
            then(page)

    def into_basket(page: CataloguePage) -> None:
        basket = way.services.catalogue.baskets()[0].id
        page.open_record("document", way.services.catalogue.basket_ids(basket)[0])
        page.ask(Query(filters=Filters(basket_id=basket)))

    def several(page: CataloguePage) -> None:
        page.chosen_acts.select_all()
        settle(way.window)
        way.act("catalogue.batch")
        page.list.current_view().scrollToTop()

    def replaced(page: CataloguePage) -> None:
        several(page)
        way.act("catalogue.replace")
        form = page.browse.batch.replace_form
        form.sought.input.setText("comité")
        form.put.input.setText("conseil")
        form.preview()

    def exported(page: CataloguePage) -> None:
        page.chosen_acts.select_all()
        settle(way.window)
        page.chosen_acts.export()
        page.list.current_view().scrollToTop()

    asked = "eau (pays:mali OU pays:sénégal) année:2010.."
    yield Stop("catalogue-recherche-avancee", partial(look, asked, lambda page: page.list.tools.toggle_form()))
    yield Stop("catalogue-panier", partial(look, "", into_basket))
    yield Stop("catalogue-plusieurs", partial(look, "eau", several))
    yield Stop("catalogue-remplacer", partial(look, "eau", replaced))
    yield Stop("catalogue-garder", partial(look, "eau", lambda page: page.shelf_acts.keep()))
    yield Stop("catalogue-exporter", partial(look, "eau", exported))


def at_rest(page: CataloguePage, text: str = "") -> None:
    """Put away what the stop before had opened, and search for words, or for nothing."""
    page.list.tools.form.hide()
    page.list.set_view("list")
    page.list.choose_none()
    page.browse.close_side()
    page.ask(Query(text))
