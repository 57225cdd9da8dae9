"""Facets, list and the document one stands on, side by side or in turns, as the width allows."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.model.search import PageHit
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.linktying import Tie
from cresi_app.catalogue.ui import detail, editpane, facetpane
from cresi_app.catalogue.ui.assistpane import AssistPane
from cresi_app.catalogue.ui.batchpane import BatchPane
from cresi_app.catalogue.ui.beside import Beside
from cresi_app.catalogue.ui.counting import Counting
from cresi_app.catalogue.ui.detail import DetailPane
from cresi_app.catalogue.ui.editpane import EditPane
from cresi_app.catalogue.ui.facetpane import FacetPane
from cresi_app.catalogue.ui.filedesk import FileDesk
from cresi_app.catalogue.ui.listpane import ListPane
from cresi_app.catalogue.ui.panels import CataloguePanels
from cresi_app.catalogue.ui.query import Query
from cresi_app.catalogue.ui.selectionbar import ChosenMenus
from cresi_app.catalogue.ui.shelfpane import ShelfMenus, ShelfPane
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.paneedge import Edged, PaneEdge
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole

FACETS_FROM: Final = 1_300
"""Width of the window (in the look's pixels) from which facets, list and detail stand side by side."""
SIDEBAR: Final = 232
DETAIL_FROM: Final = 860
"""Below this width of the page the detail takes the list's place."""
FORM_FROM: Final = 1_040
"""Below this one the form does."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A document read for the pane, with its cover picture."""

    sheet: DocumentSheet
    picture: QImage | None
    hit: PageHit | None = None
    """The page of a file that answers what is searched."""
    missing: tuple[tuple[str, int], ...] = ()
    """The pieces of its copies that lack: (name, how many)."""
    ties: tuple[Tie, ...] = ()
    """The links around it that are words, and the notices they name."""


class Browse(Beside):
    """The catalogue's three panes. `asked` carries another `Query`, `opened` a document that was opened to be read."""

    asked = Signal(object)
    opened = Signal(object)
    seen = Signal(object, object, object)
    """A file is to be shown: the notice, the file, the page."""
    proposed = Signal(object, object)
    """A file was joined that may be indexed: the notice, the file."""

    def __init__(
        self,
        desk: Desk,
        service: CatalogueService,
        panels: CataloguePanels,
        first: tuple[Act, Act],
        menus: tuple[ShelfMenus, ChosenMenus],
    ) -> None:
        """`first`: what an empty catalogue offers; `menus`: what is done with shelves and baskets, and with what is chosen."""
        super().__init__()
        self.desk, self.service = desk, service
        self.query = Query()
        self.shown: int | None = None
        """The document asked for last."""
        self.editing = False
        self.hit: PageHit | None = None
        self._open_detail = True
        self._facets_open = False
        self._roomy = True
        self._begun = False
        """Whether a document was stood on since the list was made: the first one is, where its detail has room."""
        self.to_mend: tuple[int, str] | None = None
        """A document to edit as soon as it is shown, and where: a part of its form (``copies``) or a field (``notice:subjects``)."""
        self.shelves = ShelfPane(desk, service, menus[0])
        self.shelves.asked.connect(self.asked)
        self.facets = FacetPane(self.shelves)
        self.facets.changed.connect(lambda filters: self.asked.emit(replace(self.query, filters=filters)))
        self.list = ListPane(desk, service, self._name_of, first, menus[1])
        self.counting = Counting(desk, service, self.facets, self.list.show_chips)
        self._follow_list()
        self._make_right(panels)
        self.batch = BatchPane(desk, service, self.batch_ids)
        self.batch.closed.connect(self.close_side)
        self.right = QStackedWidget()
        self.right.addWidget(self.detail)
        self.right.addWidget(self.batch)
        row = Row(self.facets, self.list, self.assist, self.right, spacing=0, parent=self)
        row.setStretch(1, 1)
        row.setStretch(2, 1)
        self.right.hide()
        self.edges = (
            PaneEdge(desk, Edged(self.facets, "catalogue.facets", "right", self.fit, (200, 420))),
            PaneEdge(desk, Edged(self.right, "catalogue.detail", "left", self.fit, (300, 760))),
        )
        theme().changed.connect(self.fit)

    def _follow_list(self) -> None:
        self.list.chosen_changed.connect(self.follow_chosen)
        self.list.current_changed.connect(self._stand_on)
        self.list.model.filled.connect(self._begin)
        self.list.opened.connect(self._open_row)
        self.list.query_changed.connect(self.asked)
        self.list.filters_asked.connect(self._toggle_facets)
        self.list.set_letters({"e": self.edit, "n": self.new_document, "v": lambda: self.detail.asked.emit("see")})

    def _make_right(self, panels: CataloguePanels) -> None:
        """Make what stands at the right: a document read, and the proposals that may stand beside its form."""
        desk, service = self.desk, self.service
        self.files = FileDesk(desk, service, self)
        self.detail = DetailPane(service, panels, self.files)
        self.assist = AssistPane(desk, service, lambda: self.edit_pane.fields.form)
        self.assist.hide()
        self.assisting = False

    @cached_property
    def edit_pane(self) -> EditPane:
        """The form of a notice, made when the first one is edited."""
        pane = EditPane(self.desk, self.service, self.files)
        pane.files.seen.connect(self.seen)
        pane.files.proposed.connect(self.proposed)
        pane.finished.connect(self.stop_editing)
        pane.made.connect(self._made)
        pane.next_asked.connect(self._next)
        pane.typing.connect(self.list.retyped.follow)
        self.right.addWidget(pane)
        return pane

    def beneath(self) -> QWidget:
        """Return the detail, or the form while one edits."""
        return self.edit_pane if self.editing else self.detail

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let panes give way in a narrow window."""
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one pane."""
        layout = self.layout()
        assert layout is not None
        whole = scrolls_whole(self)
        return QSize(theme().px(540 if whole else 600), layout.minimumSize().height() if whole else theme().px(400))

    def fit(self) -> None:
        """Let panes give way as the width asks."""
        look = theme()
        beside = self.side is not None
        has_right = self.editing or beside or (self._open_detail and self.detail.sheet is not None)
        window = self.window()
        across = window.width() if window is not self.parentWidget() else self.width() + look.px(SIDEBAR)
        wide = across >= look.px(FACETS_FROM)
        roomy = self._roomy = self.width() >= look.px(FORM_FROM if self.editing else DETAIL_FROM)
        wanted = editpane.WIDTH if self.editing else self.edges[1].wide(detail.WIDTH if wide else 348)
        self.facets.setVisible((wide and not self.editing) or (self._facets_open and (roomy or not has_right)))
        self.facets.setFixedWidth(look.px(self.edges[0].wide(facetpane.WIDTH)))
        self.list.filters_button.setVisible(not wide or self.editing)
        assisting = self.assisting and self.editing
        self.assist.setVisible(assisting)
        self.list.setVisible((roomy or not has_right) and not assisting)
        alone = assisting and not roomy  # where one pane has room, the proposals are read first
        self.right.setVisible(has_right and not alone)
        if roomy:
            self.right.setFixedWidth(min(look.px(wanted), round(self.width() * 0.62)))
        else:
            self.right.setMinimumWidth(0)
            self.right.setMaximumWidth(16_777_215)
        self.edges[1].allow(roomy and not self.editing)
        self.detail.back.setVisible(not roomy)
        self.detail.close_button.setVisible(roomy)

    def _name_of(self, facet: str, key: str) -> str:
        if facet == "basket_id":
            return next((one.name for one in self.shelves.known_baskets if str(one.id) == key), tr("Un panier"))
        return self.facets.name_of(facet, key)

    # --- searching ---

    def heed(self, changes: Changes | None) -> None:
        """Read again what was touched; None: everything."""
        if changes is None:
            self.shelves.read()
            self.show_query(self.query)
        else:
            self.list.heed(changes)
            self.shelves.heed(changes)
            self.counting.heed(changes)
        self.files.heed(changes)
        if self.shown is not None:
            self.read(self.shown)

    def show_query(self, query: Query) -> None:
        """Show what answers a query; where a document has the list's place, it gives it back."""
        if query != self.query and not self._roomy:
            self._open_detail = False
            self.fit()
        self.query = query
        self.facets.show_filters(query.filters)
        self.shelves.show_query(query)
        self.list.show_query(query)
        self.counting.show_query(query)

    def _toggle_facets(self) -> None:
        self._facets_open = not self._facets_open
        self.fit()

    # --- one document ---

    def _begin(self) -> None:
        """Stand on the first document of the first list, so that the catalogue opens on a list and a notice."""
        if self._begun or not self.list.model.rowCount():
            return
        self._begun = True
        if self._roomy and self.shown is None and not self.editing and self.side is None:
            self.list.current_view().select(self.list.model.id_at(0))

    def _stand_on(self, document_id: int) -> None:
        if document_id != self.shown:
            if self.editing:
                self.edit_pane.leave()
            self.read(document_id)

    def _open_row(self, document_id: int) -> None:
        self.open(document_id)

    def open(self, document_id: int) -> None:
        """Show a document to be read: its detail opens, and the look at it is counted."""
        self._open_detail = True
        self.read(document_id)
        self.opened.emit(document_id)

    def read(self, document_id: int) -> None:
        """Read a document and show it."""
        self.shown = document_id
        service, text = self.service, self.query.text
        self.desk.read(
            ("catalogue", "document"), lambda: read_shown(service, document_id, text), self._show, self._gone
        )

    def _show(self, shown: Shown) -> None:
        if shown.sheet.document.id != self.shown:
            return
        self.hit = shown.hit
        self.detail.show_sheet(shown.sheet, shown.picture, shown.hit, shown.missing, shown.ties)
        if self.editing:
            self.edit_pane.show_sheet(shown.sheet)
        if self.assist.document != shown.sheet.document.id:
            self.assisting = False  # what was proposed for one notice is never accepted into another
        self.fit()
        if self.to_mend is not None and self.to_mend[0] == shown.sheet.document.id:
            part, _, field = self.to_mend[1].partition(":")
            self.to_mend = None
            self.edit(part)
            if field in {one.name for one in self.edit_pane.fields.form.fields()}:
                self.edit_pane.fields.form.field(field).focus()

    def _gone(self, _error: CresiError) -> None:
        """Leave a document that was deleted or undone."""
        self.shown = None
        self.detail.sheet = None
        if self.editing:
            self.stop_editing()
        self.fit()

    def close_detail(self) -> None:
        """Put the detail away; a row opened brings it back."""
        self._open_detail = False
        self.fit()
        self.list.current_view().setFocus()

    # --- editing ---

    def edit(self, tab: str = "notice") -> None:
        """Edit the document one stands on, in place of its detail."""
        if self.detail.sheet is None:
            return
        self._drop_side()
        self.editing = True
        self._facets_open = False
        self.right.setCurrentWidget(self.edit_pane)
        self.edit_pane.open_sheet(self.detail.sheet)
        self.edit_pane.show_part(tab)
        self.fit()
        if tab == "notice":
            self.edit_pane.fields.form.field("title").focus()
        else:
            self.edit_pane.tabs.setFocus()

    def new_document(self, title: str = "") -> None:
        """Describe a new document."""
        self._drop_side()
        self.editing, self.assisting = True, False
        self.shown = None  # what other desks do must not bring another document into this form
        self._facets_open = False
        self.right.setCurrentWidget(self.edit_pane)
        self.edit_pane.start_new(title)
        self.fit()

    def _made(self, document_id: int) -> None:
        self.shown = document_id
        self.list.stand_on(document_id)
        self.read(document_id)
        form = self.edit_pane.fields.form
        if QApplication.focusWidget() is not form.field("kind").editor:  # who went on to the type stays there
            form.field("subtitle").focus()

    def stop_editing(self) -> None:
        """Show the detail again."""
        self.editing = self.assisting = False
        self.list.retyped.follow(0, "")
        if self.shown is None and self.detail.sheet is not None:
            self.read(self.detail.sheet.document.id)
        self.right.setCurrentWidget(self.detail)
        self.fit()
        self.list.current_view().setFocus()

    def _next(self) -> None:
        """Finish, and open the next document of the list."""
        model = self.list.model
        at = model.row_of(self.shown) if self.shown is not None else None
        following = model.id_at(at + 1) if at is not None else None
        if following is None:
            self.stop_editing()
            return
        self.list.stand_on(following)
        self.read(following)


def read_shown(service: CatalogueService, document_id: int, text: str = "") -> Shown:
    """Read a document and its cover, on a reader thread."""
    sheet = service.document(document_id)
    cover = next((file for file in sheet.files if file.is_cover), None)
    picture = None
    if cover is not None and service.library.files.exists(cover.sha256):
        read = QImage.fromData(service.library.files.read(cover.sha256))
        picture = None if read.isNull() else read
    hit = service.page_hit(document_id, text) if sheet.files and text.strip() else None
    lacking = [one for copy in sheet.live_copies for one in service.missing_pieces(copy.id)] if sheet.pieces else []
    missing = tuple((one.piece.name, one.missing) for one in lacking)
    return Shown(sheet, picture, hit, missing, tuple(service.ties(document_id)))
