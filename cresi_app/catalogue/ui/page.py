"""The catalogue's page: facets, list, and at the right the document one stands on, to read or to edit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from cresi_app.catalogue.model import Copy, DocumentSheet, Facets, Filters
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import detail, editpane, facetpane
from cresi_app.catalogue.ui.acts import PageActs
from cresi_app.catalogue.ui.detail import DetailPane
from cresi_app.catalogue.ui.editpane import EditPane
from cresi_app.catalogue.ui.facetpane import FacetPane
from cresi_app.catalogue.ui.importview import ImportView
from cresi_app.catalogue.ui.listpane import ListPane
from cresi_app.catalogue.ui.panels import CataloguePanels
from cresi_app.catalogue.ui.query import Query, of_json
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.page import Page
from cresi_app.widgets.theme import theme

FACETS_FROM: Final = 1_300
"""Width of the window (in the look's pixels) from which facets, list and detail stand side by side."""
SIDEBAR: Final = 232
DETAIL_FROM: Final = 860
"""Below this width of the page the detail takes the list's place."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A document read for the pane, with its cover picture."""

    sheet: DocumentSheet
    picture: QImage | None


class CataloguePage(Page):
    """The catalogue. `panels` is what other desks hand in."""

    key: ClassVar[str] = "catalogue"
    takes_search: ClassVar[bool] = True

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
        self.query = of_json(desk.recall("catalogue").get("query") or {})
        self.query = replace(self.query, text="")
        self._asked: int | None = None
        self._editing = False
        self._open_detail = True
        self._facets_open = False
        self._acts = PageActs(self)

    def title(self) -> str:
        """Return « Catalogue »."""
        return tr("Catalogue")

    # --- building ---

    def build(self) -> QWidget:
        """Make facets, list, detail, form and import control."""
        # The page gives way: what does not fit side by side takes turns (`_fit`).
        self._frame.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.facets = FacetPane()
        self.facets.changed.connect(lambda filters: self.ask(replace(self.query, filters=filters)))
        new = Act(tr("Importer un fichier de notices"), self._acts.import_notices)
        first = Act(tr("Nouvelle notice"), self.new_document)
        self.list = ListPane(self.desk, self.service, self.facets.name_of, [new, first])
        self.list.current_changed.connect(self._stand_on)
        self.list.opened.connect(self._open_row)
        self.list.query_changed.connect(self.ask)
        self.list.filters_asked.connect(self._toggle_facets)
        self.list.set_letters({"e": self.edit, "n": self.new_document})
        self.detail = DetailPane(self.service, self.panels)
        self.detail.asked.connect(self._acts.do)
        self.detail.subject_asked.connect(self._acts.show_subject)
        self.edit_pane = EditPane(self.desk, self.service)
        self.edit_pane.finished.connect(self._stop_editing)
        self.edit_pane.made.connect(self._made)
        self.edit_pane.next_asked.connect(self._next)
        self.right = QStackedWidget()
        self.right.addWidget(self.detail)
        self.right.addWidget(self.edit_pane)
        browse = QWidget()
        Row(self.facets, self.list, self.right, spacing=0, parent=browse).setStretch(1, 1)
        self.import_view = ImportView(self.desk, self.service)
        self.import_view.closed.connect(self._leave_import)
        self.import_view.shown_asked.connect(self._show_imported)
        self.sides = QStackedWidget()
        self.sides.addWidget(browse)
        self.sides.addWidget(self.import_view)
        self.right.hide()
        self._fit()
        theme().changed.connect(self._fit)
        return self.sides

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let panes give way in a narrow window."""
        super().resizeEvent(event)
        if self._built:
            self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one pane."""
        return QSize(theme().px(620), theme().px(420))

    def _fit(self) -> None:
        look = theme()
        has_right = self._editing or (self._open_detail and self.detail.sheet is not None)
        window = self.window()
        across = window.width() if window is not self else self.width() + look.px(SIDEBAR)
        wide = across >= look.px(FACETS_FROM)
        roomy = self.width() >= look.px(DETAIL_FROM)
        wanted = editpane.WIDTH if self._editing else detail.WIDTH if wide else 348
        self.facets.setVisible((wide and not self._editing) or (self._facets_open and (roomy or not has_right)))
        self.facets.setFixedWidth(look.px(facetpane.WIDTH))
        self.list.filters_button.setVisible(not wide or self._editing)
        self.list.setVisible(roomy or not has_right)
        self.right.setVisible(has_right)
        if roomy:
            self.right.setFixedWidth(min(look.px(wanted), round(self.width() * 0.62)))
        else:
            self.right.setMinimumWidth(0)
            self.right.setMaximumWidth(16_777_215)
        self.detail.back.setVisible(not roomy)
        self.detail.close_button.setVisible(roomy)

    # --- what the window asks ---

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if changes is None:
            self.show_query(self.query)
        else:
            self.list.heed(changes)
            if changes.touches_any(
                ("document", "copy", "document_subject", "document_language", "document_country", "document_file")
            ):
                self._read_facets()
        if self._asked is not None:
            self._read(self._asked)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page: what a person can do, not QActions
        """Return what can be done here."""
        return self._acts.actions()

    def new_actions(self) -> Sequence[Action]:
        """Return what « Nouveau » offers here."""
        return self._acts.new_actions()

    def search(self, text: str) -> None:
        """Filter by the words of the window's search field."""
        self.ensure_built()
        if text != self.query.text:
            self.ask(replace(self.query, text=text))

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a document, or the document of a copy, whatever the list is narrowed to."""
        self.ensure_built()
        self.sides.setCurrentIndex(0)
        if kind == "copy":
            service = self.service
            self.desk.read(("catalogue", "copy"), lambda: service.copy(record_id), self._open_copy)
            return
        self._open_detail = True
        self.list.stand_on(record_id)
        self._read(record_id)
        service = self.service
        self.desk.write("catalogue.count_view", lambda: service.count_view(record_id))

    def _open_copy(self, copy: Copy | None) -> None:
        if copy is not None:
            self.open_record("document", copy.document_id)

    def panes(self) -> Sequence[QWidget]:
        """Return facets, list and detail, as far as they are shown."""
        right = self.edit_pane.tabs if self._editing else self.detail.close_button
        stops = (self.facets.clear_link, self.list.current_view(), right)
        return [stop for stop in stops if stop.isVisibleTo(self)]

    def state(self) -> dict[str, Any]:
        """Return what is shown, looked for, edited."""
        return {"query": self.query.to_json(), "shown": self._asked, "editing": self._editing}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to a view."""
        query = of_json(state.get("query") or {})
        if query != self.query:
            self.ask(query)
        shown = state.get("shown")
        if isinstance(shown, int):
            self.list.stand_on(shown)
            self._read(shown)
            if state.get("editing"):
                self.edit()

    # --- searching ---

    def ask(self, query: Query) -> None:
        """Show what answers a query, and keep it for the next time."""
        self.query = query
        self.desk.remember("catalogue", query=query.to_json())
        self.show_query(query)

    def show_query(self, query: Query) -> None:
        """Show what answers a query."""
        self.facets.show_filters(query.filters)
        self.list.show_query(query)
        self._read_facets()

    def _read_facets(self) -> None:
        query, service = self.query, self.service
        self.desk.read(("catalogue", "facets"), lambda: service.facets(query.text, query.filters), self._show_facets)

    def _show_facets(self, facets: Facets) -> None:
        self.facets.show_facets(facets)
        self.list.show_chips()

    def _toggle_facets(self) -> None:
        self._facets_open = not self._facets_open
        self._fit()

    # --- one document ---

    def _stand_on(self, document_id: int) -> None:
        if document_id != self._asked:
            if self._editing and not self.edit_pane.flush():
                return
            self._read(document_id)

    def _open_row(self, document_id: int) -> None:
        self._open_detail = True
        self._read(document_id)
        service = self.service
        self.desk.write("catalogue.count_view", lambda: service.count_view(document_id))

    def _read(self, document_id: int) -> None:
        self._asked = document_id
        service = self.service
        self.desk.read(("catalogue", "document"), lambda: read_shown(service, document_id), self._show, self._gone)

    def _show(self, shown: Shown) -> None:
        if shown.sheet.document.id != self._asked:
            return
        self.detail.show_sheet(shown.sheet, shown.picture)
        if self._editing:
            self.edit_pane.show_sheet(shown.sheet)
        self._fit()

    def _gone(self, _error: CresiError) -> None:
        """Leave a document that was deleted or undone."""
        self._asked = None
        self.detail.sheet = None
        if self._editing:
            self._stop_editing()
        self._fit()

    def close_detail(self) -> None:
        """Put the detail away; a row opened brings it back."""
        self._open_detail = False
        self._fit()
        self.list.current_view().setFocus()

    # --- editing ---

    def edit(self, tab: str = "notice") -> None:
        """Edit the document one stands on, in place of its detail."""
        if self.detail.sheet is None:
            return
        self._editing = True
        self._facets_open = False
        self.right.setCurrentWidget(self.edit_pane)
        self.edit_pane.show_sheet(self.detail.sheet)
        self.edit_pane.show_part(tab)
        self._fit()
        if tab == "notice":
            self.edit_pane.fields.form.field("title").focus()
        else:
            self.edit_pane.tabs.setFocus()

    def new_document(self, title: str = "") -> None:
        """Describe a new document."""
        self.ensure_built()
        self.sides.setCurrentIndex(0)
        self._editing = True
        self._facets_open = False
        self.right.setCurrentWidget(self.edit_pane)
        self.edit_pane.start_new(title)
        self._fit()

    def _made(self, document_id: int) -> None:
        self._asked = document_id
        self.list.stand_on(document_id)
        self._read(document_id)
        self.edit_pane.fields.form.field("subtitle").focus()

    def _stop_editing(self) -> None:
        self._editing = False
        self.right.setCurrentWidget(self.detail)
        self._fit()
        self.list.current_view().setFocus()

    def _next(self) -> None:
        """Finish, and open the next document of the list."""
        model = self.list.model
        at = model.row_of(self._asked) if self._asked is not None else None
        following = model.id_at(at + 1) if at is not None else None
        if following is None:
            self._stop_editing()
            return
        self.list.stand_on(following)
        self._read(following)

    # --- importing ---

    def show_import(self, file: Path | None = None) -> None:
        """Show the import control, on a file when one is given."""
        self.ensure_built()
        self.sides.setCurrentWidget(self.import_view)
        self.import_view.begin(file)

    def _leave_import(self) -> None:
        self.sides.setCurrentIndex(0)
        self.list.current_view().setFocus()

    def _show_imported(self) -> None:
        self.ask(Query(filters=Filters()))
        self._leave_import()


def read_shown(service: CatalogueService, document_id: int) -> Shown:
    """Read a document and its cover, on a reader thread."""
    sheet = service.document(document_id)
    cover = next((file for file in sheet.files if file.is_cover), None)
    picture = None
    if cover is not None and service.library.files.exists(cover.sha256):
        read = QImage.fromData(service.library.files.read(cover.sha256))
        picture = None if read.isNull() else read
    return Shown(sheet, picture)
