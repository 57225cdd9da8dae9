"""The views of the catalogue that open from another one, for the tour and the gallery: forms in depth, files, terms, names, stock lists."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from cresi_app.catalogue.model import Availability, Filters, Query
from cresi_app.catalogue.model.authorities import AuthorityKind
from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.catalogue.ui.stock import StockView
from cresi_app.tour.stop import Stop, settle

if TYPE_CHECKING:
    from cresi_app.tour.stops import Way


class Collecting:
    """The way through these views."""

    def __init__(self, way: "Way") -> None:
        self._way = way
        service = self._service = way.services.catalogue
        self._kit = service.found("eau santé", Filters(kinds=frozenset({"kit"}))).ids[0]
        self._serial = service.found("fil Essonne", Filters(kinds=frozenset({"periodical"}))).ids[0]
        self._filed = next(one for one in service.found("", Filters()).ids if service.document(one).files)
        self._term = next(one.id for one in service.propose_terms("eau"))
        self._name = service.authority_ids(AuthorityKind.CONTRIBUTOR, "", order="uses", limit=1)[0]

    def stops(self) -> Iterator[Stop]:
        """Yield the stops."""
        narrowed = Filters(
            availability=frozenset({Availability.LENDABLE}), kinds=frozenset({"book", "guide"}), year_from=2015
        )
        for name, show in (
            ("catalogue-filtres", partial(self._narrowed, narrowed)),
            ("catalogue-mallette", lambda page: self._opened(page, self._kit)),
            ("catalogue-saisie-mallette", lambda page: self._edited(page, self._kit)),
            ("catalogue-saisie-periodique", lambda page: self._edited(page, self._serial)),
            ("catalogue-fichier", self._seen),
            ("catalogue-indexation", self._proposed),
            ("catalogue-pdf", lambda page: page.file_sides.take_pdfs()),
            ("catalogue-terme", lambda page: page.show_thesaurus(self._term)),
            ("catalogue-autorite", lambda page: page.open_record("contributor", self._name)),
            ("catalogue-a-verifier-rien", lambda page: page.keeping.show_checks("no_subject")),
            ("catalogue-champs", lambda page: page.show_describing()),
            ("catalogue-modeles", lambda page: page.show_describing("templates")),
            ("fonds-recolement-fin", self._ending),
            ("fonds-desherbage-liste", lambda page: self._weeding(page, self._service.weedings()[0].id)),
        ):
            yield Stop(name, partial(self._look, show))
        yield Stop("fonds-labels", partial(self._look, lambda page: page.stock.show("labels")), daily=True)
        yield Stop("fonds-stocktake", partial(self._look, self._reading), daily=True)
        yield Stop("fonds-weeding", partial(self._look, lambda page: self._weeding(page, 0)), daily=True)
        yield Stop("fonds-statistics", partial(self._look, lambda page: page.stock.show("statistics")), daily=True)

    def _look(self, show: Callable[[CataloguePage], object]) -> None:
        page = self._way.page("catalogue", CataloguePage)
        if page.browse.editing:
            page.browse.stop_editing()
        page.list.set_view("list")
        page.list.tools.form.hide()
        page.browse.close_side()
        page.ask(Query())
        show(page)

    def _narrowed(self, filters: Filters, page: CataloguePage) -> None:
        page.ask(Query(filters=filters))
        self._opened(page, self._service.ordered(Query(filters=filters), 1)[0])
        page.list.current_view().scrollToTop()

    def _opened(self, page: CataloguePage, document: int) -> None:
        page.open_record("document", document)
        settle(self._way.window)

    def _edited(self, page: CataloguePage, document: int) -> None:
        self._opened(page, document)
        page.edit("holds")

    def _seen(self, page: CataloguePage) -> None:
        self._opened(page, self._filed)
        page.file_sides.see_file()
        settle(self._way.window)

    def _proposed(self, page: CataloguePage) -> None:
        self._opened(page, self._filed)
        page.file_sides.propose()

    def _stock(self, page: CataloguePage, tab: str) -> StockView:
        page.stock.show(tab)
        settle(self._way.window)
        assert page.stock.view is not None
        return page.stock.view

    def _reading(self, page: CataloguePage) -> None:
        view = self._stock(page, "stocktake")
        view.stocktake.closing.given_up.emit()

    def _ending(self, page: CataloguePage) -> None:
        self._stock(page, "stocktake").stocktake.begin_closing()

    def _weeding(self, page: CataloguePage, weeding: int) -> None:
        """Show a list, or what could leave (0)."""
        view = self._stock(page, "weeding")
        view.weeding.which.set_value(weeding)
        view.weeding.which.committed.emit(weeding)
        settle(self._way.window)
        if weeding:
            pane = view.weeding.list_pane
            pane.table.select(pane.model.id_at(0))


def collecting_stops(way: "Way") -> Iterator[Stop]:
    """Yield the stops of these views."""
    return Collecting(way).stops()
