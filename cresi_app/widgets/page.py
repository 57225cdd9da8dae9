"""The base of every page of the window, and its title row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cresi_app.core.changes import Changes, RecordRef
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.headrow import HeadRow
from cresi_app.widgets.labels import ElidedLabel, TwoLineLabel
from cresi_app.widgets.layouts import Column, clear_layout
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole


@dataclass(frozen=True, slots=True)
class Habit:
    """Something of a page's view that is found again: `told(page)` says it as JSON, `take(page, said)` brings it back.

    What is taken back has stood in a file and may be anything.
    """

    name: str
    told: Callable[[Any], Any]
    take: Callable[[Any, Any], object]


class Page(QWidget):
    """One desk of the centre. A slice's page sets `key`, and overrides `title`, `build`, `refresh` and `actions`.

    `build` makes all widgets and is called at the first showing, and again after a change of language with the view's
    state kept; `refresh(changes)` reads again what `changes` touched (None: everything, because the page is shown for the
    first time, or rebuilt, or the year or what may be seen changed).
    """

    key: ClassVar[str] = ""
    takes_search: ClassVar[bool] = False
    """Whether the words typed in the window's search field filter this page (then override `search`)."""

    least: ClassVar[float] = 892
    """Least width in pixels of the look: in less room the page scrolls as a whole. A page whose parts take turns asks for less."""

    habits: ClassVar[Sequence[Habit]] = ()
    """What of its view is kept until the next day and longer: tab, order, filters, what is folded."""

    title_changed = Signal()
    """The title or the list of actions is another one."""
    searched = Signal(object)
    """The words that filter the page are others than those typed in the window's field: it is to show them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._built = False
        self._frame: QVBoxLayout = Column(parent=self)
        desk.changed.connect(self._heed)
        desk.year_changed.connect(self._reread)
        desk.standing_changed.connect(self._reread)

    # to override
    def title(self) -> str:
        """Return the page's name, translated."""
        raise NotImplementedError

    def build(self) -> QWidget:
        """Make the page's content."""
        raise NotImplementedError

    def refresh(self, changes: Changes | None) -> None:
        """Read again, asynchronously, what `changes` touched; everything for None."""

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # QWidget.actions lists QActions; pages speak of what a person can do
        """Return what can be done here now."""
        return ()

    def new_actions(self) -> Sequence[Action]:
        """Return what « Nouveau » offers here first."""
        return ()

    def search(self, text: str) -> None:
        """Filter by the words of the window's search field."""

    def open_record(self, kind: str, record_id: int) -> None:
        """Show one record of this page."""

    def record(self) -> RecordRef | None:
        """Return the record in front: what is shared, printed and told the history of; None when it is a list."""
        return None

    def take_files(self, files: Sequence[Path]) -> bool:
        """Take files dropped on the window, or chosen before it opened; False when they are nothing for this page."""
        return not files

    def take_text(self, text: str) -> bool:  # noqa: ARG002 - for pages to override
        """Take a text pasted on the window (notices, a table, a message); False when it is nothing for this page."""
        return False

    def panes(self) -> Sequence[QWidget]:
        """Return the panes that F6 walks through, each a widget that takes the focus."""
        return ()

    def state(self) -> dict[str, Any]:
        """Return the view's state: what is open, selected, filtered. Kept in the history and over a rebuild."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to a view returned by `state`."""

    def kept(self) -> dict[str, Any]:
        """Return how the page is seen, as JSON, by its habits."""
        return {habit.name: habit.told(self) for habit in self.habits}

    def bring_back(self, kept: Mapping[str, Any]) -> None:
        """See the page as `kept` says, which may be anything that stood in a file; called between `build` and `refresh`."""
        for habit in self.habits:
            if habit.name in kept:
                habit.take(self, kept[habit.name])

    # for the window
    def keep_view(self) -> None:
        """Keep how the page is seen."""
        if self._built:
            kept = self.kept()
            if kept != self.desk.recall(f"view.{self.key}"):
                self.desk.remember(f"view.{self.key}", **kept)

    def ensure_built(self) -> None:
        """Build at the first showing, seen as it was left."""
        if not self._built:
            self._built = True
            self._frame.addWidget(self.build())
            self.bring_back(self.desk.recall(f"view.{self.key}"))
            self.refresh(None)

    def retranslate(self) -> None:
        """Build again in the language in force, and come back to the same view."""
        if self._built:
            state, kept = self.state(), self.kept()
            clear_layout(self._frame)
            self._frame.addWidget(self.build())
            self.bring_back(kept)
            self.refresh(None)
            self.restore(state)
            self.title_changed.emit()

    # for who overrides `minimumSizeHint`
    def least_room(self, width: float, height: float) -> QSize:
        """Return a least size in pixels of the look; where pages scroll as a whole, the height is that of all that this one holds."""
        look = theme()
        return QSize(look.px(width), self._frame.minimumSize().height() if scrolls_whole(self) else look.px(height))

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height that the content needs at a width, by its own word: a layout would ask a stack for its hidden views too."""
        item = self._frame.itemAt(0)
        content = item.widget() if item is not None else None
        return content.heightForWidth(width) if content is not None else -1

    # within
    def _heed(self, changes: Changes) -> None:
        if self._built:
            self.refresh(changes)

    def _reread(self, _what: object) -> None:
        if self._built:
            self.refresh(None)


class PageHead(QWidget):
    """A page's title in serif, one sentence under it, and its buttons (one primary at most): at the right, or under a title they would cut."""

    def __init__(
        self, title: str, subtitle: str = "", buttons: Sequence[QWidget] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title_label = ElidedLabel(title, "h1")
        self.subtitle_label = TwoLineLabel(subtitle, "body", "text2")
        if not subtitle:
            self.subtitle_label.hide()  # showing it before it has a parent would open a window of its own
        words = Column(self.title_label, self.subtitle_label, spacing=1)
        self.row = HeadRow(words, [self.title_label], buttons, breaking=[self.subtitle_label])
        Column(self.row, parent=self)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.title_label.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Show another sentence."""
        self.subtitle_label.setText(subtitle)
        self.subtitle_label.setVisible(bool(subtitle))
