"""Records that may be one, side by side: which is kept, whose words where they differ; one key merges, one says they differ."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from cresi_app.catalogue.model.authorities import AuthorityKind
from cresi_app.catalogue.model.comparing import Compared, Comparison
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.detailfacts import said_date
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.core.typography import with_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Pane
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Flow, Grid, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme

_LONGEST = 400
"""Characters of a text that are shown: enough to tell two abstracts apart."""


class ComparePane(QWidget):
    """Two or more records. `settled(changes)` when they were merged or said to differ, `opened(id)` to see one, `skipped` to go on."""

    settled = Signal(object)
    opened = Signal(object)
    skipped = Signal()
    filled = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self.shown: Comparison | None = None
        self._kept: dict[QRadioButton, int | None] = {}
        self._choices: dict[str, dict[QRadioButton, int | None]] = {}
        self.message = InlineMessage("", "warning")
        self.message.hide()
        self._why = Label("", "secondary", "text2", wrap=True)
        self._inside = Pane("surface")
        self._column = Column(margins=(0, 0, 8, 0), parent=self._inside)
        self.merge = Button(tr("Fusionner (F)"), "primary", "merge")
        self.merge.clicked.connect(lambda _checked=False: self.do_merge())
        self.differ = Button(tr("Elles diffèrent (D)"), "secondary", "split")
        self.differ.clicked.connect(lambda _checked=False: self.do_differ())
        self.skip = Button(tr("Plus tard (S)"), "ghost")
        self.skip.clicked.connect(lambda _checked=False: self.skipped.emit())
        acts = QWidget()
        Flow(self.merge, self.differ, self.skip, gap=8, parent=acts)
        beside = ScrollArea(self._inside, ground="surface")
        beside.setProperty("scrolls_sideways", True)  # as many records side by side as are compared
        Column(self._why, self.message, beside, acts, spacing=10, parent=self).setStretch(2, 1)

    def compare(self, table: str, ids: Sequence[int], why: str = "") -> None:
        """Read records and show them side by side; `why` says what makes them alike."""
        service = self._service
        self._why.setText(f"{why[:1].upper()}{why[1:]}.")
        self._why.setVisible(bool(why))
        self.message.hide()
        self._desk.read(("catalogue", "compare"), lambda: service.compare(table, ids), self._show, self._refused)

    def clear(self) -> None:
        """Show nothing."""
        self.shown = None
        clear_layout(self._column)
        self._choices, self._kept = {}, {}

    # --- showing ---

    def _show(self, found: Comparison) -> None:
        self.clear()
        self.shown = found
        grid = Grid(across=14, down=6)
        grid.setColumnMinimumWidth(0, theme().px(84))
        for at, record_id in enumerate(found.ids, 1):
            grid.setColumnStretch(at, 1)
            grid.addLayout(self._head(found, at - 1, record_id), 0, at)
        self._group(self._kept, found.kept)
        for at, line in enumerate(found.lines, 1):
            self._add_line(grid, at, found, line)
        self._column.addLayout(grid)
        self._column.addStretch(1)
        self.differ.setVisible(len(found.ids) == 2)  # what differs is remembered of pairs
        self.filled.emit()
        self.merge.setFocus()

    def _head(self, found: Comparison, at: int, record_id: int) -> Column:
        keep = _radio(tr("Garder celle-ci"))
        keep.setAccessibleName(tr("Garder {title}", title=found.titles[at]))
        self._kept[keep] = record_id
        title = found.titles[at]
        see = Button(title, "link")
        see.clicked.connect(lambda _checked=False: self.opened.emit(record_id))
        return Column(Row(see, None), keep, spacing=2)

    def _add_line(self, grid: Grid, row: int, found: Comparison, line: Compared) -> None:
        said = Label(line.label, "caption", "text2")
        grid.addWidget(said, row, 0, Qt.AlignmentFlag.AlignTop)
        choosing = bool(line.name) and line.differs and found.table == "document"
        if choosing:
            said.setContentsMargins(0, theme().px(5), 0, 0)
        picks: dict[QRadioButton, int | None] = {}
        for at, value in enumerate(line.values, 1):
            ink = "text3" if not value else "text" if line.differs else "text2"
            words = said_date(value) if line.name == "date_text" else with_number(_cut(value))
            shown = Label(words or "—", "secondary", ink, wrap=True)
            if not choosing or not value:
                grid.addWidget(shown, row, at, Qt.AlignmentFlag.AlignTop)
                continue
            shown.setContentsMargins(0, theme().px(5), 0, 0)  # on a line with its button
            pick = QRadioButton()
            pick.setAccessibleName(tr("{field} : prendre « {value} »", field=line.label, value=_cut(value)[:60]))
            picks[pick] = found.ids[at - 1]
            cell = Row(pick, shown, spacing=0)  # the button brings its own space, as above
            cell.setStretch(1, 1)
            cell.setAlignment(pick, Qt.AlignmentFlag.AlignTop)
            cell.setAlignment(shown, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(cell, row, at)
        if choosing:
            if line.united:
                both = _radio(tr("Les deux") if len(found.ids) == 2 else tr("Tous"))
                both.setAccessibleName(tr("{field} : garder tout", field=line.label))
                picks[both] = None
                grid.addWidget(both, row, len(found.ids) + 1, Qt.AlignmentFlag.AlignTop)
            self._group(picks, None if line.united else found.kept)
            self._choices[line.name] = picks

    @staticmethod
    def _group(picks: dict[QRadioButton, int | None], first: int | None) -> None:
        """Let one of these be chosen: that of `first`, else the first of all."""
        chosen = next((pick for pick, one in picks.items() if one == first), next(iter(picks)))
        for pick in picks:
            pick.setAutoExclusive(False)  # Tab reaches each of them, not only the chosen one
            pick.clicked.connect(lambda _checked=False, pick=pick: _choose(pick, picks))
        _choose(chosen, picks)

    # --- acting ---

    def do_merge(self) -> None:
        """Merge them as chosen."""
        found, service, actor = self.shown, self._service, self._desk.actor
        if found is None:
            return
        kept = next((one for pick, one in self._kept.items() if pick.isChecked() and one is not None), found.kept)
        others = [one for one in found.ids if one != kept]
        if found.table == "document":
            choices = self._chosen()
            self._write(lambda: service.merge_documents(actor, kept, others, choices), tr("Notices fusionnées"))
        else:
            table = AuthorityKind(found.table)
            self._write(lambda: service.merge_authorities(actor, table, kept, others), tr("Autorités fusionnées"))

    def _chosen(self) -> dict[str, int]:
        return {
            name: one
            for name, picks in self._choices.items()
            for pick, one in picks.items()
            if pick.isChecked() and one is not None
        }

    def do_differ(self) -> None:
        """Remember that they are not the same."""
        found, service, actor = self.shown, self._service, self._desk.actor
        if found is not None and len(found.ids) == 2:
            self._write(
                lambda: service.keep_apart(actor, found.table, *found.ids), tr("Elles ne seront plus proposées")
            )

    def _write(self, work: Callable[[], Changes], told: str) -> None:
        def done(changes: Changes) -> None:
            self.clear()
            tell_done(self._desk, self._service, told, changes)
            self.settled.emit(changes)

        self._desk.write("catalogue.merge", work, done, self._refused)

    def _refused(self, error: CresiError) -> None:
        self.message.say(error.sentence, "warning")
        self.message.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """F merges, D says they differ, S goes on."""
        acts = {Qt.Key.Key_F: self.do_merge, Qt.Key.Key_D: self.do_differ, Qt.Key.Key_S: self.skipped.emit}
        letters = self._desk.settings.single_letter_keys and not event.modifiers()
        act = acts.get(Qt.Key(event.key())) if letters else None
        if act is not None and self.shown is not None:
            act()
        else:
            super().keyPressEvent(event)


def _radio(words: str) -> QRadioButton:
    """Return a choice whose words are as large as the values beside it."""
    made = QRadioButton(words)
    made.setFont(theme().font("button"))
    theme().follow(made, lambda: made.setFont(theme().font("button")))
    return made


def _choose(chosen: QRadioButton, picks: Iterable[QRadioButton]) -> None:
    for pick in picks:
        pick.setChecked(pick is chosen)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
