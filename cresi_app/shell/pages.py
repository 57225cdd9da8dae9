"""The pages of the window: which one is in front, how records find theirs, and the way back."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QStackedWidget, QWidget

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.shell.doors import PageEntry
from cresi_app.shell.navigation import History, Place
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import save_typing
from cresi_app.widgets.page import Page


class Pages(QObject):
    """Shows pages by key and records by kind; every move is in the history with the view that was left."""

    moved = Signal(object)
    """The key of the page now in front."""
    renamed = Signal()
    """The page in front has another title, or other things can be done on it."""

    def __init__(self, desk: Desk, stack: QStackedWidget, entries: Sequence[PageEntry]) -> None:
        super().__init__(stack)
        self.entries = list(entries)
        self.history = History(self)
        self._stack = stack
        self._pages: dict[str, Page] = {}
        self._kinds: dict[str, str] = {}
        for entry in self.entries:
            page = entry.factory(desk)
            self._pages[entry.key] = page
            self._kinds.update(dict.fromkeys(entry.kinds, entry.key))
            page.title_changed.connect(partial(self._page_renamed, page))
            stack.addWidget(page)

    def _page_renamed(self, page: Page) -> None:
        if self._stack.currentWidget() is page:
            self.renamed.emit()

    def current(self) -> Page:
        """Return the page in front."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def key(self) -> str:
        """Return the key of the page in front."""
        current = self.current()
        return next(key for key, page in self._pages.items() if page is current)

    def entry(self) -> PageEntry:
        """Return the entry of the page in front."""
        key = self.key()
        return next(entry for entry in self.entries if entry.key == key)

    def page(self, key: str) -> Page:
        """Return a page."""
        return self._pages[key]

    def all(self) -> list[tuple[PageEntry, Page]]:
        """Return the entries with their pages, in the sidebar's order."""
        return [(entry, self._pages[entry.key]) for entry in self.entries]

    def go(self, key: str, *, stay: bool = False) -> None:
        """Bring a page to the front; `stay`: the keyboard stays where it is, in the sidebar that one walks through."""
        if self.history.here is None or self.key() != key:
            self._leave()
            self._show(key, stay=stay)
            self.history.visit(Place(key, self._pages[key].state()))

    def page_of(self, kind: str) -> str | None:
        """Return the key of the page that shows records of a kind."""
        return self._kinds.get(kind)

    def visit(self, key: str, state: dict[str, Any]) -> None:
        """Bring a page to the front in a view of its own, as one more place in the history."""
        self._leave()
        self._show(key)
        self._pages[key].restore(state)
        self.history.visit(Place(key, state))

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a record on its page; `DomainError` ``no_page`` for a kind that no page shows."""
        key = self._kinds.get(kind)
        if key is None:
            raise DomainError("no_page", N_("Aucune page ne montre ce genre de fiche."), kind=kind)
        self._leave()
        self._show(key)
        self._pages[key].open_record(kind, record_id)
        self.history.visit(Place(key, {"record": [kind, record_id]}))

    def travel(self, steps: int) -> None:
        """Go back (−1) or forward (1), to the view that was left there."""
        if not self.history.can_go(steps):
            return
        self._leave()
        place = self.history.go(steps)
        assert place is not None
        self._show(place.key)
        self._pages[place.key].restore(place.state)

    def keep_all(self) -> None:
        """Keep how every page is seen, for the next time."""
        for page in self._pages.values():
            page.keep_view()

    def retranslate(self) -> None:
        """Build every page again in the language in force."""
        for page in self._pages.values():
            page.retranslate()

    def _leave(self) -> None:
        if self.history.here is not None:
            save_typing(self.current())
            self.history.leave(self.current().state())
            self.current().keep_view()

    def _show(self, key: str, *, stay: bool = False) -> None:
        page = self._pages[key]
        page.ensure_built()
        focused = QApplication.focusWidget()
        turned = self._stack.currentWidget() is not page
        self._stack.setCurrentWidget(page)
        typing = isinstance(focused, QLineEdit) and not self._stack.isAncestorOf(focused)
        if turned and not stay and not typing:
            _begin(page)
        self.moved.emit(key)


def _begin(page: Page) -> None:
    """Give the keyboard to the list of the page that came, or to its first pane, or to the first stop that it has."""
    panes = [pane for pane in page.panes() if pane.isVisibleTo(page) and pane.isEnabled()]
    stops = [pane for pane in panes if pane.focusPolicy() != Qt.FocusPolicy.NoFocus] or [
        part
        for part in page.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and part.isVisibleTo(page)
    ]
    chosen = next((pane for pane in panes if isinstance(pane, QAbstractItemView)), stops[0] if stops else None)
    if chosen is not None:
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
