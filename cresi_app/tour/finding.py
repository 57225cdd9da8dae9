"""The views in which the catalogue is searched, read, edited and added to, for the tour and the gallery."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.tour.gathering import at_rest
from cresi_app.tour.stop import Stop, settle

if TYPE_CHECKING:
    from cresi_app.tour.stops import Way

Then = Callable[[CataloguePage], object]
WORD, OTHER, NOWHERE = "eau", "école", "zzzz introuvable"
"""What is typed: words that many notices say, and one that none does."""


class Finding:
    """The way through these views."""

    def __init__(self, way: "Way") -> None:
        self._way = way
        service = way.services.catalogue
        self._document = service.search(WORD, limit=1).rows[0].id
        self._other = service.search(OTHER, limit=1).rows[0].id
        self._newest = service.newest(1)[0].id

    def stops(self) -> Iterator[Stop]:
        """Yield the stops."""
        look, file = self._look, self._way.file
        for name, text, then in (
            ("catalogue", "", lambda page: page.open_record("document", self._newest)),
            ("catalogue-recherche", OTHER, lambda page: page.open_record("document", self._other)),
            ("catalogue-notice", WORD, self._opened),
            ("catalogue-cartes", WORD, _as_cards),
            ("catalogue-import", "", lambda page: page.show_import()),
            ("catalogue-thesaurus", "", _thesaurus_alone),
        ):
            yield Stop(name, partial(look, text, then), daily=True)
        yield Stop("catalogue-tableau", partial(look, WORD, self._as_table))
        for name, part in (("saisie", "notice"), ("saisie-exemplaires", "copies"), ("saisie-textes", "texts")):
            yield Stop(f"catalogue-{name}", partial(look, WORD, partial(self._edited, part)))
        yield Stop("catalogue-nouvelle-notice", partial(look, "", lambda page: page.new_document()))
        yield Stop("catalogue-rien", partial(look, NOWHERE))
        if file is not None:
            yield Stop("catalogue-import-controle", partial(look, "", lambda page: page.show_import(file)))
        yield Stop("catalogue-apercu", partial(look, "", self._printed))

    def _look(self, text: str, then: Then | None = None) -> None:
        window, wanted = self._way.window, self._document if text else self._newest
        page = self._way.page("catalogue", CataloguePage)
        page.open_record("document", wanted)
        settle(window)
        if page.browse.editing:
            page.browse.stop_editing()
        page.list.set_view("list")
        at_rest(page)
        page.browse.close_detail()
        window.topbar.search.input.setText(text)
        settle(window)
        page.list.stand_on(wanted)
        if then is not None:
            settle(window)
            then(page)

    def _opened(self, page: CataloguePage) -> None:
        page.open_record("document", self._document)
        settle(self._way.window)

    def _edited(self, part: str, page: CataloguePage) -> None:
        self._opened(page)
        page.edit(part)

    def _printed(self, page: CataloguePage) -> None:
        self._opened(page)
        self._way.act("catalogue.print")

    def _as_table(self, page: CataloguePage) -> None:
        page.list.set_view("table")
        page.list.stand_on(self._document)


def finding_stops(way: "Way") -> Iterator[Stop]:
    """Yield the stops of these views."""
    return Finding(way).stops()


def _thesaurus_alone(page: CataloguePage) -> None:
    page.ensure_built()
    page.thesaurus_view.show_none()  # the term of the setting before
    page.show_thesaurus()


def _as_cards(page: CataloguePage) -> None:
    """Show cards, and let every cover be drawn: a picture draws a few at a time."""
    page.list.set_view("cards")
    for _ in range(8):
        page.list.cards.viewport().grab()
