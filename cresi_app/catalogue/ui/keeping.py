"""The views of the catalogue in which the collection is kept in order: authorities, « À vérifier », notices side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import Filters
from cresi_app.catalogue.model.authorities import AuthorityKind, AuthoritySheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.authoritiesview import AuthoritiesView
from cresi_app.catalogue.ui.checksview import ChecksView
from cresi_app.catalogue.ui.comparepane import ComparePane
from cresi_app.catalogue.ui.query import Query
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.readingorder import order_tabs

if TYPE_CHECKING:
    from cresi_app.catalogue.ui.page import CataloguePage


class CompareView(QWidget):
    """Notices chosen in the list, side by side. `closed` when they are one, or were left as they are."""

    closed = Signal()

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self.pane = ComparePane(desk, service)
        self.pane.skipped.connect(self.closed)
        self.pane.filled.connect(lambda: order_tabs(self))
        crumb = Button(tr("Catalogue"), "link")
        crumb.clicked.connect(lambda _checked=False: self.closed.emit())
        trail = Row(crumb, Label("›", "secondary", "text3"), Label(tr("Fusionner"), "secondary", "text2"), None)
        card = Card(tr("Choisissez la notice gardée, et les mots où elles diffèrent"))
        card.body.addWidget(self.pane)
        head = Column(trail, Label(tr("Fusionner des notices"), "h1"), spacing=0)
        Column(head, card, spacing=14, margins=(24, 14, 24, 14), parent=self).setStretch(1, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back, nothing merged."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class KeepingViews:
    """The three views of one catalogue page, each made when it is first asked for."""

    def __init__(self, page: CataloguePage) -> None:
        self._page = page

    @cached_property
    def authorities(self) -> AuthoritiesView:
        """Authors, publishers, series."""
        page = self._page
        view = AuthoritiesView(page.desk, page.service)
        view.closed.connect(self._leave)
        view.documents_asked.connect(self._show_documents)
        view.document_opened.connect(lambda one: page.open_record("document", one))
        view.twins_asked.connect(self._show_twins)
        page.sides.addWidget(view)
        return view

    @cached_property
    def checks(self) -> ChecksView:
        """« À vérifier »."""
        view = ChecksView(self._page.desk, self._page.service)
        view.closed.connect(self._leave)
        view.record_asked.connect(self._open)
        self._page.sides.addWidget(view)
        return view

    @cached_property
    def comparing(self) -> CompareView:
        """Notices side by side."""
        page = self._page
        view = CompareView(page.desk, page.service)
        view.closed.connect(self._leave)
        view.pane.opened.connect(lambda one: page.open_record("document", one))
        view.pane.settled.connect(self._merged)
        page.sides.addWidget(view)
        return view

    def forget(self) -> None:
        """Begin again: the page is built anew."""
        for view in ("authorities", "checks", "comparing"):
            self.__dict__.pop(view, None)

    @property
    def authority(self) -> AuthoritySheet | None:
        """The authority in sight, None when another view is."""
        shown = self._page.sides.currentWidget()
        return shown.pane.sheet if isinstance(shown, AuthoritiesView) else None

    def heed(self, changes: Changes | None) -> None:
        """Follow an act made anywhere."""
        if "authorities" in self.__dict__:
            self.authorities.heed(changes)
        if "checks" in self.__dict__:
            self.checks.heed(changes)

    def show_authorities(self, table: AuthorityKind | None = None, authority: int | None = None) -> None:
        """Show the authorities, opened at one when it is given."""
        self._page.ensure_built()
        self._page.sides.setCurrentWidget(self.authorities)
        if table is not None and authority is not None:
            self.authorities.open_authority(table, authority)
        else:
            self.authorities.refresh(table)
            self.authorities.search.setFocus()

    def show_checks(self, code: str = "") -> None:
        """Show what is to be looked at in the collection, a check first when it is given."""
        self._page.ensure_built()
        self._page.sides.setCurrentWidget(self.checks)
        self.checks.look(code)
        self.checks.checks.setFocus()

    def show_compare(self, ids: Sequence[int]) -> None:
        """Show notices side by side, to make one of them."""
        self._page.ensure_built()
        self._page.sides.setCurrentWidget(self.comparing)
        self.comparing.pane.compare("document", list(ids))

    def show_terms(self, ids: object) -> None:
        """Show every document on one of these terms."""
        if isinstance(ids, frozenset):
            self._leave()
            self._page.ask(Query(filters=Filters(subjects=ids)))

    def show_documents_of(self, table: str, record_id: int) -> None:
        """Show every document of an authority, or on a subject."""
        if table not in set(AuthorityKind):
            self.show_terms(frozenset({record_id}))
            return
        service, kind = self._page.service, AuthorityKind(table)
        self._page.desk.read(
            ("catalogue", "documents of"),
            lambda: service.authority_rows(kind, [record_id]),
            lambda rows: self._list_documents(kind, record_id, rows[record_id].name if rows else ""),
        )

    def _leave(self) -> None:
        """Go back to the list."""
        self._page.sides.setCurrentIndex(0)
        self._page.list.current_view().setFocus()

    def _show_documents(self, table: object, authority: object) -> None:
        if isinstance(authority, int):
            shown = self.authorities.pane.sheet
            name = shown.name if shown is not None and shown.id == authority else ""
            self._list_documents(AuthorityKind(str(table)), authority, name)

    def _list_documents(self, kind: AuthorityKind, authority: int, name: str) -> None:
        filters = {
            AuthorityKind.CONTRIBUTOR: Filters(contributor_id=authority),
            AuthorityKind.PUBLISHER: Filters(publisher_id=authority),
            AuthorityKind.SERIES: Filters(series_id=authority),
        }
        if name:
            self._page.facets.call(kind.column, str(authority), name)
        self._leave()
        self._page.ask(Query(filters=filters[kind]))

    def _show_twins(self, table: object) -> None:
        self._page.sides.setCurrentWidget(self.checks)
        self.checks.show_twins(AuthorityKind(str(table)))

    def _open(self, kind: object, record_id: object, place: object) -> None:
        """Open what a check found where it is mended: the form of a notice at its part, an authority, a term."""
        if not isinstance(record_id, int):
            return
        page = self._page
        page.open_record(str(kind), record_id)
        if kind == "document" and place:
            page.browse.to_mend = record_id, str(place)

    def _merged(self, changes: object) -> None:
        if isinstance(changes, Changes):
            self._page.open_record("document", changes.id)
