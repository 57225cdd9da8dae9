"""Historique: the acts on one record, or of the whole library, with what each changed."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core import clock
from cresi_app.core.changes import Changes, RecordRef
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.core.money import format_number
from cresi_app.shell.history.doors import FIRST, ActLine, Asked, HistoryDoors, Reach, Told
from cresi_app.shell.history.export import export_lines
from cresi_app.shell.history.lineacts import LineActs
from cresi_app.shell.history.lines import ActList
from cresi_app.shell.history.pane import ActPane
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button, Segmented
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ComboBox
from cresi_app.widgets.layouts import Column, Flow, Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.page import Page, PageHead
from cresi_app.widgets.theme import theme

NARROW, TIGHT = 930, 1050
"""Widths in pixels of the look under which the pane takes the list's place, and is 348 wide instead of 368."""


class HistoryPage(Page):
    """One page for every record and for the library; `title_of(kind)` names the kind of a record."""

    key: ClassVar[str] = "history"
    least: ClassVar[float] = 560

    def __init__(self, desk: Desk, doors: HistoryDoors, title_of: Callable[[str], str]) -> None:
        super().__init__(desk)
        self._doors, self._title_of = doors, title_of
        self._asked = Asked()
        self._told: Told | None = None
        self._wanted: int | None = None
        self._alone = self._shut = False
        self._arriving = False
        self._reading_on = False

    def title(self) -> str:
        """Return « Historique »."""
        return tr("Historique")

    def build(self) -> QWidget:
        """Make filters, list and pane."""
        writable = self._doors.take_back is not None
        self.back = Button("", "link", "chevron-left")
        self.back.clicked.connect(self._open_subject)
        export = Button(tr("Exporter"), "ghost", "download")
        export.clicked.connect(lambda: export_lines(self.desk, self._doors, self._asked))
        self.head = PageHead(self.title(), "", [export])
        self.themes = Segmented(tr("Genre de changement"), _theme_options(self._doors.themes, {}))
        self.themes.chosen.connect(lambda _key: self._narrow())
        self.people = ComboBox(tr("Personne"), [("", tr("Toute l'équipe"))])
        self.people.activated.connect(lambda _at: self._narrow())
        self.period = ComboBox(tr("Période"), _periods())
        self.period.activated.connect(lambda _at: self._narrow())
        self.list = ActList(tr("Changements"), writable=writable)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._opened)
        self.list.ended.connect(self._more)
        self.empty = EmptyState(
            tr("Rien ici"),
            tr("Aucun changement ne répond à ces filtres."),
            primary=Act(tr("Tout montrer"), lambda: self.show_record(self._asked.record)),
        )
        self.pane = ActPane(writable=writable)
        self.lines = LineActs(self, self._doors, self.pane)
        self.list.pressed.connect(self.lines.take_back)
        self.pane.take_back.connect(self.lines.take_back)
        self.pane.put_back.connect(self.lines.put_back)
        self.pane.then_asked.connect(lambda line: self.lines.show_then(line, self._asked.record or line.record))
        self.pane.link_asked.connect(self.lines.copy_link)
        self.pane.print_asked.connect(self.lines.print_line)
        self.pane.print.setVisible(self._doors.print_line is not None)
        self.pane.record_asked.connect(self._open_line)
        self.pane.closed.connect(self._close_pane)
        return self._laid_out()

    def _laid_out(self) -> QWidget:
        self.card = card = Card(padding=(4, 10))
        card.body.addWidget(self.list)
        filters, narrowed = _Filters(), QWidget()
        Row(self.people, self.period, spacing=6, parent=narrowed)
        Flow(self.themes, narrowed, gap=6, parent=filters)
        self.left = QWidget()
        Column(
            Row(self.back, None),
            self.head,
            6,
            filters,
            4,
            card,
            self.empty,
            spacing=4,
            margins=(24, 12, 24, 18),
            parent=self.left,
        ).setStretch(5, 1)
        self.empty.hide()
        whole = QWidget()
        Row(self.left, self.pane, spacing=0, parent=whole).setStretch(0, 1)
        self._fit()
        theme().changed.connect(self._fit)
        return whole

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the list alone."""
        return self.least_room(560, 460)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the pane take the list's place in a narrow window."""
        super().resizeEvent(event)
        if self._built:
            self._fit()

    # --- what the window asks ---

    def show_record(self, record: RecordRef | None) -> None:
        """Show the history of a record, or of the whole library."""
        self.ensure_built()
        self._asked, self._alone, self._shut = Asked(record), False, False
        self._told, self._arriving = None, True
        self.themes.set_options(_theme_options(self._doors.themes, {}))
        blocked = self.themes.blockSignals(True)
        self.themes.set_current("")
        self.themes.blockSignals(blocked)
        self.people.set_key("")
        self.period.set_key("")
        self.list.show_lines([])
        self._read()

    def refresh(self, changes: Changes | None) -> None:
        """Read the lines again after every act."""
        if changes is None or changes.seq is not None:
            shown = self.list.lines()
            self._read(Reach(down_to=shown[-1].seq) if shown and self._told is not None else FIRST)

    def open_record(self, _kind: str, record_id: int) -> None:
        """Show the line that a link leads to, in the history of its record."""
        self.ensure_built()
        record_of = self._doors.record_of

        def found(record: RecordRef | None) -> None:
            self._wanted = record_id
            self.show_record(record)

        self.desk.read("history.link", lambda: record_of(record_id), found)

    def record(self) -> RecordRef | None:
        """Return the record whose history it is."""
        return self._asked.record

    def panes(self) -> Sequence[QWidget]:
        """Return filters, list and pane."""
        return [self.themes, self.list, self.pane] if self._built else []

    def state(self) -> dict[str, Any]:
        """Return whose history, and the line chosen."""
        if not self._built:
            return {}
        line = self.list.line()
        return {"subject": list(self._asked.record) if self._asked.record else None, "line": line.seq if line else None}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to a record's history and the line chosen."""
        subject = state.get("subject")
        self._wanted = state.get("line")
        self.show_record((str(subject[0]), int(subject[1])) if subject else None)

    # --- reading ---

    def _read(self, reach: Reach = FIRST) -> None:
        asked, tell = self._asked, self._doors.tell
        self._reading_on = False
        self.desk.read("history", lambda: tell(asked, reach), lambda told: self._show(told, reach))

    def _show(self, told: Told, reach: Reach) -> None:
        self._told = told
        wanted = self._wanted
        if wanted is not None and reach.down_to != wanted and told.more and told.lines and told.lines[-1].seq > wanted:
            self._read(Reach(down_to=wanted))  # the line one comes back to is older than the first months
            return
        count = sum(told.counts.values())
        since = tr("depuis le {day}", day=format_date(told.first)) if told.first else ""
        changes = trn("{n} changement", "{n} changements", count, n=format_number(count))
        about = told.title or (tr("Toute la bibliothèque") if self._asked.record is None else "")
        self.head.set_subtitle(" · ".join(part for part in (about, " ".join(p for p in (changes, since) if p)) if part))
        record = self._asked.record
        self.back.setVisible(record is not None)
        if record is not None:
            said = tr("{kind} « {name} »", kind=self._title_of(record[0]), name=told.title)
            self.back.setText(said[:1].upper() + said[1:])
        self.themes.set_options(_theme_options(self._doors.themes, told.counts))
        self.people.set_options([("", tr("Toute l'équipe")), *told.people])
        self.list.show_lines(told.lines)
        if self._wanted is not None:
            self.list.stand_on(self._wanted)
            self._wanted = None
        self.card.setVisible(bool(told.lines))
        self.empty.setVisible(not told.lines)
        if self._arriving and self.isVisible():
            self._arriving = False
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self) -> None:
        since = self.period.key()
        today = clock.today()
        first = {
            "day": today,
            "week": today - timedelta(days=6),
            "month": today - timedelta(days=30),
            "year": date(today.year, 1, 1),
        }.get(since)
        self._asked = Asked(self._asked.record, self.themes.current, self.people.key() or "", first)
        self._read()

    def _more(self) -> None:
        """Read the months before those that are shown."""
        shown = self.list.lines()
        if self._told is None or not self._told.more or self._reading_on or not shown:
            return
        self._reading_on = True
        asked, tell, reach = self._asked, self._doors.tell, Reach(before=shown[-1].seq)

        def came(told: Told) -> None:
            self._told, self._reading_on = told, False
            self.list.add_lines(told.lines)

        self.desk.read("history", lambda: tell(asked, reach), came)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page: what a person can do, not QActions
        """Return what can be done with the lines, or with the paper that lies over them."""
        if self._built and self.lines.cover is not None:
            return self.lines.cover.preview.actions_now()
        return [
            Action(
                "history.export", tr("Exporter l'historique…"), lambda: export_lines(self.desk, self._doors, self._asked),
                icon="download", menu="file",
            )
        ]  # fmt: skip

    # --- one line ---

    def _choose(self, line: ActLine | None) -> None:
        if line is None:
            self.desk.drop("history.detail")
            self.pane.show_detail(None)
            return
        detail, seq, record = self._doors.detail, line.seq, self._asked.record
        if self._shut and (self.pane.detail is None or self.pane.detail.line.seq != seq):
            self._shut = False
            self._fit()
        self.desk.read("history.detail", lambda: detail(seq, record), self.pane.show_detail)

    def _opened(self, line: ActLine) -> None:
        if self.width() < theme().px(NARROW):
            self._alone = True
            self._fit()
            self.pane.close_button.setFocus()
        elif line.record is not None:
            self._open_line(line)

    def _open_line(self, line: ActLine) -> None:
        if line.record is not None:
            self.desk.open_record(*line.record)

    def _open_subject(self) -> None:
        if self._asked.record is not None:
            self.desk.open_record(*self._asked.record)

    def _close_pane(self) -> None:
        self._shut = not self._alone
        self._alone = False
        self._fit()
        self.list.setFocus()

    def _fit(self) -> None:
        look = theme()
        narrow = self.width() < look.px(NARROW)
        self.pane.setVisible(self._alone if narrow else not self._shut)
        self.left.setVisible(not narrow or not self._alone)
        if narrow:
            self.pane.setMinimumWidth(0)
            self.pane.setMaximumWidth(16_777_215)
        else:
            self.pane.setFixedWidth(look.px(368 if self.width() >= look.px(TIGHT) else 348))
        self.pane.close_button.setVisible(narrow)
        self.pane.cross.setVisible(not narrow)


class _Filters(QWidget):
    """Filters that wrap: at least as high as their lines, which a page that scrolls must count."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the lines they take at their width."""
        layout = self.layout()
        return QSize(theme().px(200), layout.heightForWidth(self.width()) if layout is not None else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask anew at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


def _theme_options(themes: Sequence[tuple[str, str]], counts: Any) -> list[tuple[str, str] | tuple[str, str, int]]:
    named: list[tuple[str, str] | tuple[str, str, int]] = [("", tr(C_("filter", "Tout")))]
    return [*named, *((key, tr(word), int(counts.get(key, 0))) for key, word in themes)]


def _periods() -> list[tuple[str, str]]:
    return [
        ("", tr("Toutes les dates")), ("day", tr("Aujourd'hui")), ("week", tr("Sept jours")), ("month", tr("Trente jours")),
        ("year", tr("Cette année")),
    ]  # fmt: skip
