"""Counts beside the list, read as the list is: over the latest answers at first, over all of them once the columns are learnt."""

from collections.abc import Callable
from typing import Final

from cresi_app.catalogue.model import Facets
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.facetpane import FacetPane
from cresi_app.catalogue.ui.query import Query
from cresi_app.core.changes import Changes
from cresi_app.widgets.desk import Desk

_COUNTED: Final = ("document", "copy", "document_subject", "document_language", "document_country", "document_file")
"""Tables that the facets count."""


class Counting:
    """Keeps a pane of facets at the counts of what is shown; `then` runs when it has new ones."""

    def __init__(self, desk: Desk, service: CatalogueService, pane: FacetPane, then: Callable[[], None]) -> None:
        self._desk, self._service, self._pane, self._then = desk, service, pane, then
        self._query = Query()
        self._learns = False

    def show_query(self, query: Query) -> None:
        """Show the counts of what answers a query."""
        self._query = query
        self._read()
        if not self._learns:
            self._learn()

    def heed(self, changes: Changes) -> None:
        """Count again what was touched."""
        if changes.touches_any(_COUNTED):
            self._read()
            self._learn()

    def _read(self) -> None:
        query, service = self._query, self._service
        self._desk.read(("catalogue", "facets"), lambda: service.facets(query.text, query.filters), self._show)

    def _show(self, facets: Facets) -> None:
        self._pane.show_facets(facets)
        self._then()

    def _learn(self) -> None:
        self._learns = True
        self._desk.read(("catalogue", "columns"), self._service.learn_facets, lambda _done: self._learnt())

    def _learnt(self) -> None:
        """Tell again what was counted in part."""
        if self._pane.is_partial:
            self._read()
