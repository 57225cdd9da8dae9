"""What comes to stand over the catalogue's list: import control, thesauri, the centre's own fields; each made when first asked for."""

from functools import cached_property
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from cresi_app.catalogue.model import Filters
from cresi_app.catalogue.model.template import NoticeTemplate
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.browse import Browse
from cresi_app.catalogue.ui.describingview import DescribingView
from cresi_app.catalogue.ui.editpane import EditPane
from cresi_app.catalogue.ui.importview import ImportView
from cresi_app.catalogue.ui.keeping import KeepingViews
from cresi_app.catalogue.ui.query import Query
from cresi_app.catalogue.ui.stockacts import StockActs
from cresi_app.catalogue.ui.thesaurusview import ThesaurusView
from cresi_app.core.changes import Changes
from cresi_app.widgets.page import Page


class SideViews(Page):
    """The part of the catalogue's page that makes these views, shows them and puts them away.

    Made together with the page, they made whoever opened the desk wait for a second.
    """

    service: CatalogueService
    sides: QStackedWidget
    browse: Browse
    stock: StockActs
    keeping: KeepingViews

    def ask(self, query: Query, *, in_front: bool = True) -> None:
        """Show the list with what answers a query."""
        raise NotImplementedError

    def new_document(self, title: str = "") -> None:
        """Describe a new document."""
        raise NotImplementedError

    def forget_views(self) -> None:
        """Begin again: the page is built anew."""
        for view in ("import_view", "thesaurus_view", "describing"):
            self.__dict__.pop(view, None)
        self.keeping.forget()

    def heed_views(self, changes: Changes | None) -> None:
        """Follow an act made anywhere, in the views that were made."""
        self.keeping.heed(changes)
        if "describing" in self.__dict__:
            self.describing.heed(changes)

    @property
    def edit_pane(self) -> EditPane:
        """The form of a notice."""
        return self.browse.edit_pane

    @cached_property
    def import_view(self) -> ImportView:
        """The import control."""
        view = ImportView(self.desk, self.service)
        view.closed.connect(self.leave_view)
        view.shown_asked.connect(lambda: self.ask(Query(filters=Filters())))
        view.shown_asked.connect(self.leave_view)
        view.report_asked.connect(self.stock.papers.import_report)
        self.sides.addWidget(view)
        return view

    @cached_property
    def thesaurus_view(self) -> ThesaurusView:
        """The thesauri."""
        view = ThesaurusView(self.desk, self.service)
        view.closed.connect(self.leave_view)
        view.documents_asked.connect(self.keeping.show_terms)
        view.print_asked.connect(self.stock.print_thesaurus)
        view.checks_asked.connect(self.keeping.show_checks)
        self.sides.addWidget(view)
        return view

    @cached_property
    def describing(self) -> DescribingView:
        """The centre's own fields and templates."""
        view = DescribingView(self.desk, self.service)
        view.closed.connect(self.leave_view)
        view.begun.connect(self._begin_from)
        self.sides.addWidget(view)
        return view

    def leave_view(self) -> None:
        """Go back to the list."""
        self.sides.setCurrentIndex(0)
        self.browse.list.current_view().setFocus()

    def show_describing(self, part: str = "fields") -> None:
        """Show the centre's own fields or its templates."""
        self.ensure_built()
        self.sides.setCurrentWidget(self.describing)
        self.describing.show_part(part)

    def _begin_from(self, template: NoticeTemplate) -> None:
        self.new_document()
        self.edit_pane.start.begin_from(template)

    def show_import(self, file: Path | None = None) -> None:
        """Show the import control, on a file when one is given."""
        self.ensure_built()
        self.sides.setCurrentWidget(self.import_view)
        self.import_view.begin(file)

    def show_thesaurus(self, term: int | None = None) -> None:
        """Show the thesauri, opened at a term when one is given."""
        self.ensure_built()
        self.sides.setCurrentWidget(self.thesaurus_view)
        self.thesaurus_view.refresh()
        if term is not None:
            self.thesaurus_view.show_term(term)
