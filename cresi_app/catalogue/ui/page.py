"""The catalogue's page: browsing and editing on one side, the import control on the other."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout, QWidget

from cresi_app.catalogue.interchange.reading import is_notice_file
from cresi_app.catalogue.interchange.skos import is_thesaurus
from cresi_app.catalogue.model import Copy, Sort
from cresi_app.catalogue.model.authorities import DOCUMENTS_OF, AuthorityKind
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.acts import PageActs
from cresi_app.catalogue.ui.browse import Browse
from cresi_app.catalogue.ui.exports import ExportActs
from cresi_app.catalogue.ui.filesides import FileSides
from cresi_app.catalogue.ui.importview import ImportView
from cresi_app.catalogue.ui.keeping import KeepingViews
from cresi_app.catalogue.ui.panels import CataloguePanels
from cresi_app.catalogue.ui.query import Query, of_json
from cresi_app.catalogue.ui.selectionacts import SelectionActs
from cresi_app.catalogue.ui.selectionbar import ChosenMenus
from cresi_app.catalogue.ui.shelfacts import ShelfActs
from cresi_app.catalogue.ui.shelfpane import ShelfMenus
from cresi_app.catalogue.ui.sideviews import SideViews
from cresi_app.catalogue.ui.stars import Stars
from cresi_app.catalogue.ui.stock.view import StockView
from cresi_app.catalogue.ui.stockacts import StockActs
from cresi_app.core.changes import Changes, RecordRef
from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.messages import Act
from cresi_app.widgets.page import Habit


class CataloguePage(SideViews):
    """The catalogue. `panels` is what other desks hand in."""

    key: ClassVar[str] = "catalogue"
    least: ClassVar[float] = 780
    takes_search: ClassVar[bool] = True
    habits = (Habit("folded", lambda page: page.facets.folded(), lambda page, kept: page.facets.fold(kept)),)

    def __init__(
        self,
        desk: Desk,
        service: CatalogueService,
        panels: CataloguePanels | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self.service = service
        self.panels = panels or CataloguePanels()
        # Filters and order come back the next day; yesterday's words would only surprise.
        self.query = replace(of_json(desk.recall("catalogue").get("query") or {}), text="")
        self.stock = StockActs(self)
        self._acts = PageActs(self)
        self.keeping = KeepingViews(self)
        self.shelf_acts = ShelfActs(self)
        self.exports = ExportActs(self)
        self.chosen_acts = SelectionActs(self)
        self.stars = Stars(self)

    def title(self) -> str:
        """Return « Catalogue »."""
        return tr("Catalogue")

    def build(self) -> QWidget:
        """Make facets, list and detail; the form and what stands beside the list are made when they are first asked for."""
        # The page gives way: what does not fit side by side takes turns (`Browse.fit`).
        self._frame.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        first = (
            Act(tr("Importer un fichier de notices"), self._acts.import_notices),
            Act(tr("Nouvelle notice"), self.new_document),
        )
        shelves = ShelfMenus(
            self.shelf_acts.shelf_actions,
            self.shelf_acts.basket_actions,
            self.shelf_acts.keep,
            self.shelf_acts.make_basket,
        )
        chosen = ChosenMenus(self.chosen_acts.baskets, self.chosen_acts.others)
        self.browse = Browse(self.desk, self.service, self.panels, first, (shelves, chosen))
        self.browse.asked.connect(self.ask)
        self.browse.list.tools.kept.connect(self.shelf_acts.keep_query)
        self.browse.list.bar.edit_asked.connect(self.chosen_acts.edit)
        self.browse.list.bar.export_asked.connect(self.chosen_acts.export)
        self.browse.list.add_letter("b", self.chosen_acts.ask_basket)
        self.browse.list.add_letter("s", self.stars.toggle)
        self.browse.detail.shown.connect(self.stars.follow)
        count = self.service.count_view
        self.browse.opened.connect(lambda one: self.desk.write("catalogue.count_view", lambda: count(one)))
        self.browse.detail.asked.connect(self._acts.do)
        self.browse.detail.subject_asked.connect(self._acts.show_subject)
        self.list, self.facets, self.right = self.browse.list, self.browse.facets, self.browse.right
        self.detail = self.browse.detail
        self.stock.forget()
        self.sides = FrontStack(self.browse)
        self.forget_views()
        self.browse.detail.authority_asked.connect(self.open_record)
        self.file_sides = FileSides(self)
        self.browse.query = self.query
        return self.sides

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one pane."""
        low = self._built and isinstance(self.sides.currentWidget(), Browse | ImportView | StockView)
        return self.least_room(620, 360 if low else 440)

    # --- what the window asks ---

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        self.browse.heed(changes)
        self.heed_views(changes)
        self.stock.heed(changes)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page: what a person can do, not QActions
        """Return what can be done here."""
        previewed = self.stock.preview_actions()
        return previewed if previewed is not None else [*self._acts.actions(), *self.chosen_acts.actions()]

    def selection_actions(self, ids: Sequence[int]) -> Sequence[Action | None]:
        """Return what the stock does with the notices that are chosen: bibliography, labels, weeding."""
        return self.stock.selection_actions(ids)

    def new_actions(self) -> Sequence[Action]:
        """Return what « Nouveau » offers here."""
        return self._acts.new_actions()

    def search(self, text: str) -> None:
        """Filter by the words of the window's search field: whatever stood over the list gives way to the answers."""
        self.ensure_built()
        if text != self.query.text:
            self.ask(replace(self.query, text=text))

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a document, or the document of a copy, whatever the list is narrowed to."""
        self.ensure_built()
        self.file_sides.leave()
        self.stock.put_away()
        self.sides.setCurrentIndex(0)
        if kind in set(AuthorityKind):
            self.keeping.show_authorities(AuthorityKind(kind), record_id)
            return
        if kind == "subject":
            self.show_thesaurus(record_id)
            return
        if kind.startswith(DOCUMENTS_OF):
            self.keeping.show_documents_of(kind.removeprefix(DOCUMENTS_OF), record_id)
            return
        if kind == "copy":
            service = self.service
            self.desk.read(("catalogue", "copy"), lambda: service.copy(record_id), partial(_open_copy, self))
            return
        self.list.stand_on(record_id)
        self.browse.open(record_id)

    def record(self) -> RecordRef | None:
        """Return the notice or the authority shown."""
        named = self.keeping.authority if self._built else None
        if named is not None:
            return (named.table.value, named.id)
        return ("document", self.browse.shown) if self._built and self.browse.shown else None

    def panes(self) -> Sequence[QWidget]:
        """Return facets, list and detail, as far as they are shown."""
        if self.file_sides.view is not None:
            return self.file_sides.view.stops()
        right = self.edit_pane.tabs if self.browse.editing else self.detail.close_button
        stops = (self.facets.clear_link, self.list.current_view(), right)
        return [stop for stop in stops if stop.isVisibleTo(self)]

    def state(self) -> dict[str, Any]:
        """Return what is shown, looked for, edited."""
        if self.browse.editing:
            self.edit_pane.leave()  # the form may be built again: what is being typed is saved first
        return {"query": self.query.to_json(), "shown": self.browse.shown, "editing": self.browse.editing}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to a view."""
        query = of_json(state.get("query") or {})
        if query != self.query:
            self.ask(query, in_front=False)
        shown = state.get("shown")
        if isinstance(shown, int):
            self.list.stand_on(shown)
            self.browse.read(shown)

    def ask(self, query: Query, *, in_front: bool = True) -> None:
        """Show the list, `in_front` of whatever stood over it, with what answers a query; keep it for the next time."""
        if in_front:
            self.file_sides.leave()
            self.stock.put_away()
            self.sides.setCurrentIndex(0)
        if query.text != self.query.text:
            self.searched.emit(query.text)
        self.query = query
        self.desk.remember("catalogue", query=query.to_json())
        self.browse.show_query(query)

    # --- editing and importing ---

    def edit(self, tab: str = "notice") -> None:
        """Edit the document one stands on, in place of its detail."""
        self.browse.edit(tab)

    def new_document(self, title: str = "") -> None:
        """Describe a new document."""
        self.ensure_built()
        self.sides.setCurrentIndex(0)
        self.browse.new_document(title)

    def show_newest(self) -> None:
        """Show the notices that came last."""
        self.ask(Query(sort=Sort.RECENT))
        self.leave_view()

    def take_files(self, files: Sequence[Path]) -> bool:
        """Open the import control on a file of notices; several are taken one after the other."""
        notices = [file for file in files if is_notice_file(file)]
        thesauri = [file for file in files if file not in notices and is_thesaurus(file)]
        if thesauri and not notices:
            self.show_thesaurus()
            self.thesaurus_view.take_file(thesauri[0])
            return True
        if not notices:
            self.ensure_built()
            return self.file_sides.take_files(files)
        self.show_import(notices[0])
        if len(files) > 1:
            others = ", ".join(file.name for file in files if file != notices[0])
            self.desk.messages.inline(
                tr("Un fichier à la fois : {name} est ouvert ; restent {others}.", name=notices[0].name, others=others)
            )
        return True


def _open_copy(page: CataloguePage, copy: Copy | None) -> None:
    if copy is not None:
        page.open_record("document", copy.document_id)
