"""The columns of a table as a person wants them: which, in which order, how wide; remembered for its page."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import IconButton
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.table import TableView
from cresi_app.widgets.theme import theme


class ColumnChoice(QObject):
    """Gives a table's header its menu (right press, or the button), lets columns be dragged, and keeps the choice.

    `place` is where it is remembered (« catalogue »); `extra` are columns not shown until they are chosen; `fixed` is the one
    that always stays (a record's name). Until a person chooses, `chosen` is False and the page may hide columns for lack of room.
    """

    changed = Signal()

    def __init__(self, table: TableView, desk: Desk, place: str, *, fixed: str, extra: Sequence[str] = ()) -> None:
        super().__init__(table)
        self._table, self._desk, self._place, self._fixed, self._extra = table, desk, place, fixed, frozenset(extra)
        self._keys = [column.key for column in table.columns()]
        self._applying = False
        kept = desk.recall(place).get("columns")
        self._kept: dict[str, Any] = dict(kept) if isinstance(kept, dict) else {}
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open)
        header.setToolTip(tr("Clic droit : choisir et ranger les colonnes"))
        self.apply()
        header.sectionMoved.connect(lambda *_at: self._learn())
        header.sectionResized.connect(self._resized)
        theme().changed.connect(self.apply)

    @property
    def chosen(self) -> bool:
        """Whether a person chose which columns are shown."""
        return isinstance(self._kept.get("shown"), list)

    def shown(self) -> list[str]:
        """Return the keys of the columns shown, in their order."""
        header = self._table.horizontalHeader()
        order = sorted(range(len(self._keys)), key=header.visualIndex)
        return [self._keys[at] for at in order if not self._table.isColumnHidden(at)]

    def show_column(self, key: str, *, on: bool) -> None:
        """Show a column, or leave it out; the one that names the record stays."""
        if key != self._fixed or on:
            self._table.setColumnHidden(self._keys.index(key), not on)
            self._learn(chosen=True)

    def move(self, key: str, step: int) -> None:
        """Move a shown column one place towards the left (−1) or the right (1)."""
        shown = self.shown()
        at = shown.index(key)
        if 0 <= at + step < len(shown):
            header = self._table.horizontalHeader()
            numbers = [self._keys.index(one) for one in (key, shown[at + step])]
            header.moveSection(header.visualIndex(numbers[0]), header.visualIndex(numbers[1]))

    def reset(self) -> None:
        """Come back to the columns of origin."""
        self._kept = {}
        self._desk.remember(self._place, columns={})
        self.apply()
        self._table.restyle()
        self.changed.emit()

    def apply(self) -> None:
        """Show the columns as they were left."""
        self._applying = True
        header = self._table.horizontalHeader()
        shown = self._kept.get("shown")
        order = self._kept.get("order")
        wanted = [key for key in order if key in self._keys] if isinstance(order, list) else []
        wanted += [key for key in self._keys if key not in wanted]
        for place, key in enumerate(wanted):
            header.moveSection(header.visualIndex(self._keys.index(key)), place)
        for at, key in enumerate(self._keys):
            hidden = key not in shown if isinstance(shown, list) else key in self._extra
            self._table.setColumnHidden(at, hidden and key != self._fixed)
        widths = self._kept.get("widths")
        for key, width in widths.items() if isinstance(widths, dict) else ():
            if key in self._keys and isinstance(width, int | float) and self._stretches(key) is False:
                self._table.setColumnWidth(self._keys.index(key), theme().px(max(40, min(900, width))))
        self._applying = False
        self.changed.emit()

    def offer(self, key: str, most: int, room: int) -> None:
        """Give a column a third of what a table `room` pixels wide has to spare, up to `most` of the look, unless a person drew its edge."""
        widths, look, shown = self._kept.get("widths"), theme(), self.shown()
        if isinstance(widths, dict) and key in widths:
            return
        own = {column.key: look.px(column.width) for column in self._table.columns() if column.key in shown}
        spare = room - sum(own.values())
        if key in own:
            self._applying = True
            self._table.setColumnWidth(self._keys.index(key), own[key] + max(0, min(spare // 3, look.px(most))))
            self._applying = False

    def menu(self) -> QMenu:
        """Return the menu: a check for each column, the order, and back to the origin."""
        menu = QMenu(self._table)
        titles = {column.key: column.title for column in self._table.columns()}
        shown = self.shown()
        rest = [key for key in self._keys if key not in shown]
        for key in [*shown, *rest]:
            act = QAction(titles[key], menu)
            act.setCheckable(True)
            act.setChecked(key in shown)
            act.setEnabled(key != self._fixed)
            act.toggled.connect(lambda on, key=key: self.show_column(key, on=on))
            menu.addAction(act)
        menu.addSeparator()
        order = menu.addMenu(tr("Ranger les colonnes"))
        for at, key in enumerate(shown):
            if at:
                _add(order, tr("{column} : vers la gauche", column=titles[key]), partial(self.move, key, -1))
            if at + 1 < len(shown):
                _add(order, tr("{column} : vers la droite", column=titles[key]), partial(self.move, key, 1))
        _add(menu, tr("Colonnes d'origine"), self.reset)
        return menu

    def button(self) -> IconButton:
        """Return a button that opens the menu, for the keyboard."""
        made = IconButton(tr("Choisir les colonnes"), "columns-3")
        made.clicked.connect(lambda: self._popup(made.mapToGlobal(QPoint(0, made.height()))))
        return made

    # --- within ---

    def _open(self, at: QPoint) -> None:
        self._popup(self._table.horizontalHeader().mapToGlobal(at))

    def _popup(self, at: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _resized(self, number: int, _before: int, width: int) -> None:
        if not self._applying and width and not self._stretches(self._keys[number]) and self._by_hand():
            widths = {**dict(self._kept.get("widths") or {}), self._keys[number]: round(width / theme().scale)}
            self._kept["widths"] = widths
            self._keep()

    def _by_hand(self) -> bool:
        return self._table.horizontalHeader().underMouse()  # a change of text size or window resizes columns too

    def _stretches(self, key: str) -> bool:
        at = self._keys.index(key)
        return self._table.horizontalHeader().sectionResizeMode(at) == QHeaderView.ResizeMode.Stretch

    def _learn(self, *, chosen: bool = False) -> None:
        if self._applying:
            return
        header = self._table.horizontalHeader()
        self._kept["order"] = [self._keys[at] for at in sorted(range(len(self._keys)), key=header.visualIndex)]
        if chosen or self.chosen:
            self._kept["shown"] = self.shown()
        self._keep()
        self.changed.emit()

    def _keep(self) -> None:
        self._desk.remember(self._place, columns=dict(self._kept))


def _add(menu: QMenu, title: str, run: Callable[[], object]) -> None:
    act = QAction(title, menu)
    act.triggered.connect(lambda _checked=False: run())
    menu.addAction(act)
