"""The window's search field: it filters the pages that take it, and opens the palette on the others."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from cresi_app.shell.pages import Pages
from cresi_app.widgets.fields import SearchField


class Searching(QObject):
    """Keeps each page's words and hands them over; `open_palette(text)` is for pages without a search of their own."""

    def __init__(self, field: SearchField, pages: Pages, open_palette: Callable[[str], None]) -> None:
        super().__init__(field)
        self._field, self._pages, self._open_palette = field, pages, open_palette
        self._words: dict[str, str] = {}
        self._followed: set[str] = set()
        field.typed.connect(self._typed)
        field.accepted.connect(self._accepted)
        field.input.installEventFilter(self)

    def page_moved(self, key: str) -> None:
        """Show the words that filter the page now in front."""
        page = self._pages.page(key)
        taken = page.takes_search
        if taken and key not in self._followed:
            self._followed.add(key)
            page.searched.connect(partial(self._said, key))
        self._field.set_text(self._words.get(key, "") if taken else "")

    def find_here(self) -> None:
        """Give the keyboard to what filters the page in front: the window's field, or the page's own."""
        page = self._pages.current()
        inside = next((one for one in page.findChildren(SearchField) if one.isVisible()), None)
        field = self._field if page.takes_search or inside is None else inside
        field.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.input.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go from the words down into what they found."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and self._pages.current().takes_search
        ):
            self._accepted(self._field.input.text())
            return True
        return super().eventFilter(watched, event)

    def _said(self, key: str, text: object) -> None:
        """Show the words a page filters by now: an advanced search, a shelf, the way back."""
        if self._words.get(key, "") == text:
            return
        self._words[key] = str(text)
        if self._pages.key() == key:
            self._field.set_text(str(text))
            if not self._field.input.hasFocus():
                self._field.input.setCursorPosition(0)  # a long one is read from its beginning

    def _typed(self, text: str) -> None:
        page = self._pages.current()
        if page.takes_search:
            self._words[self._pages.key()] = text
            page.search(text)
        elif text:
            self._field.set_text("")
            self._open_palette(text)

    def _accepted(self, text: str) -> None:
        page = self._pages.current()
        panes = page.panes()
        if not page.takes_search:
            self._open_palette(text)
        elif panes:
            results = next((pane for pane in panes if isinstance(pane, QAbstractItemView)), panes[0])
            results.setFocus(Qt.FocusReason.TabFocusReason)
