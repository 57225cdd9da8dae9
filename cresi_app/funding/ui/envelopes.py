"""« Enveloppes et subventions »: the two envelopes, the overspend, the axes, the grants, and the grant one stands on."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.envelopes import Transfer, YearFigures
from cresi_app.funding.model.views import GrantSheet
from cresi_app.funding.service import FundingService
from cresi_app.funding.ui.axistable import AxisTable, lines_of
from cresi_app.funding.ui.cards import EnvelopeCard, legend, show_envelopes
from cresi_app.funding.ui.editform import GrantEdit
from cresi_app.funding.ui.frame import SidedView
from cresi_app.funding.ui.grantacts import GrantActs, PaneDoors
from cresi_app.funding.ui.grantlist import GrantListCard
from cresi_app.funding.ui.overspend import OverspendMessages, TransferMessages, covering
from cresi_app.funding.ui.pane import GrantPane
from cresi_app.funding.ui.rowkept import keep_row, settled
from cresi_app.funding.ui.yearacts import YearActs
from cresi_app.funding.ui.yearhead import YearHead
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.theme import theme
from cresi_app.widgets.wholepage import scrolls_whole

LOW = 560
"""Below this height of the view the rows of the axes stand closer."""
FEW, SEVERAL = 2, 5
"""Rows of the list that are enough under the head for the page not to scroll: alone, and beside the grant one stands on."""
_YEAR = ("exercise", "credit", "credit_transfer", "commitment", "payment", "funding_axis", "grant")


@dataclass(frozen=True, slots=True)
class YearRead:
    """What one reading of a year gives: its figures, the transfers proposed, what closing it would carry over."""

    figures: YearFigures
    proposed: tuple[Transfer, ...] = ()
    carried: int = 0


class EnvelopesView(SidedView):
    """`figures_changed` carries the year's figures, `print_asked` a paper to preview."""

    figures_changed = Signal(object)
    print_asked = Signal(object)
    title_changed = Signal()

    def __init__(self, desk: Desk, service: FundingService) -> None:
        self.desk, self.service = desk, service
        self.authority_id: int | None = None
        self.read_year = YearRead(YearFigures(0, "", desk.year, None))
        self._inside = QWidget()
        self._scroll = ScrollArea(self._inside)
        super().__init__(self._scroll)
        self.year = YearActs(self)
        self._make()
        self.pane = GrantPane({one.code: one.name for one in service.statuses.values()})
        self.edit = GrantEdit(desk, service)
        self.add(self.pane)
        self.add(self.edit)
        self.acts = GrantActs(desk, service, PaneDoors(self.show_form, self._show_edit, self.print_asked.emit))
        self.grant_id: int | None = None
        self._list_due = self._sought = False
        self.home = self.list.table
        self._connect()

    def _make(self) -> None:
        self.budget = EnvelopeCard("landmark", "primary")
        self.grants_card = EnvelopeCard("hand-coins", "accent")
        self.over = OverspendMessages()
        self.transfers = TransferMessages()
        self.table = AxisTable()
        self.list = GrantListCard(self.desk, self.service)
        self._axes = Card(padding=(18, 10))
        marks = [
            ("primary", tr("Versé")),
            ("primary:35", tr("Engagé")),
            ("surface3", tr("Voté")),
            ("danger_fill", tr("Au-delà du vote")),
        ]
        head = Row(
            Label(tr("Crédits par axe"), "h2"), None, *(legend(token, words) for token, words in marks), spacing=14
        )
        self._axes.body.addLayout(head)
        self._axes.body.addWidget(self.table)
        self._axes.body.addStretch(1)  # beside higher envelopes, the rows stay under their head
        self._axes.body.set_gap(4)
        self.no_vote = EmptyState(
            "", "", Act(tr("Saisir les crédits"), self.year.ask_year), Act(tr("Nouvel axe"), self.year.ask_axis)
        )
        self.no_vote.hide()
        self.head = YearHead([self.budget, self.grants_card], [self.over, self.transfers], self._axes)
        lines = Column(self.head, self.no_vote, self.list, spacing=10, margins=(24, 4, 24, 14), parent=self._inside)
        lines.setStretch(2, 1)

    def _connect(self) -> None:
        self.table.lines.typed = self.year.vote_typed
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._opened)
        self.list.exported.connect(self.export)
        self.list.new_asked.connect(self.year.ask_grant)
        self.list.table.letters = {"v": self.pay, "e": self.export}
        self.over.transfer_asked.connect(self.year.ask_transfer)
        self.over.acts_asked.connect(self._show_acts_of)
        for messages in (self.over, self.transfers):
            messages.decide_asked.connect(self.year.ask_decision)
            messages.remove_asked.connect(self.year.remove_transfer)
        self.pane.asked.connect(self._asked)
        self.edit.left.connect(lambda: self.show_pane(self.pane))
        self.form_done.connect(self._form_done)

    # --- reading ---

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if changes is None:
            self._list_due = True
            self._read_year()
        else:
            self.list.heed(changes)
            if changes.touches_any(_YEAR):
                self._read_year()
        if self.grant_id is not None:
            self._read_grant(self.grant_id)

    def show_authority(self, authority_id: int | None) -> None:
        """Show the money of another authority."""
        self.authority_id = authority_id
        self.show_grant(None)
        self.refresh(None)

    def _read_year(self) -> None:
        year, authority, service = self.desk.year, self.authority_id, self.service

        def read() -> YearRead:
            figures = service.figures(year, authority)
            if figures.exercise is None:
                return YearRead(figures)
            key = figures.exercise.id
            proposed = tuple(one for one in service.transfers_of(key) if one.decided_on is None)
            return YearRead(figures, proposed, service.carried_if_closed(key))

        self.desk.read(("funding", "year"), read, self._show_year)

    def _show_year(self, read: YearRead) -> None:
        self.read_year = read
        figures = read.figures
        if self._list_due:
            self._list_due = False
            self.list.show_year(figures.year, figures.authority_id or None)
        self.table.lines.show_lines(lines_of(figures), editable=figures.exercise is not None and not figures.is_closed)
        show_envelopes(self.budget, self.grants_card, figures)
        covers = covering(figures, read.proposed)
        self.over.show_figures(figures, covers)
        others = [one for one in read.proposed if one not in covers.values()]
        self.transfers.show_transfers(others, {one.axis.id: one.axis.name for one in figures.axes})
        voted = figures.is_voted
        self.no_vote.say(
            tr("Aucun crédit voté pour {year}", year=figures.year),
            tr("Saisissez le budget de l'exercice, puis ce que chaque axe reçoit."),
        )
        self.no_vote.setVisible(not voted)
        self.head.show_figures(voted)
        self.list.setVisible(voted or figures.grants > 0 or figures.proposed > 0)
        self.fit()
        self.figures_changed.emit(figures)
        self.title_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Stand the head otherwise, and share the height out."""
        super().resizeEvent(event)
        self.fit()
        settled(self, self.fit)

    def fit(self) -> None:
        """Give the list the height under the head where some rows fit there; else the page scrolls, and the list keeps more of them.

        Where the page scrolls as a whole the view is as high as its rows ask: how many they are does not depend on its height.
        """
        look, whole = theme(), scrolls_whole(self)
        self.head.fit(self.width() - look.px(48))
        low = not whole and self.height() < look.px(LOW)
        self.table.set_low(low=low)
        for card in (self.budget, self.grants_card):
            card.set_low(low=low or bool(self.head.wide))  # both are no higher than the axes beside them
        self.head.updateGeometry()
        asked = max(self.head.height_for(self.width() - look.px(48)), self.head.minimumSizeHint().height())
        # with a little air: rather more rows in a page that scrolls than a bar for a pixel
        under = self.height() - asked - look.px(38)
        fit = self.list.rows_in(under)
        few = FEW if self.head.wide and not whole else SEVERAL
        enough = whole or fit >= few
        self.list.keep_rows(few if enough else min(9, max(5, self.list.rows_in(self.height() - look.px(14)))))

    # --- the grant one stands on ---

    def open_grant(self, grant_id: int) -> None:
        """Show a grant that was asked for elsewhere, and its line."""
        self._sought = True
        self.show_grant(grant_id)
        self.list.table.select(grant_id)

    def rest(self) -> None:
        """Stand on no grant, at the top of the page."""
        self.show_grant(None)
        self.list.table.scrollToTop()
        self._scroll.verticalScrollBar().setValue(0)

    def show_grant(self, grant_id: int | None) -> None:
        """Stand on a grant, or on none."""
        self.grant_id = grant_id
        if grant_id is None:
            self.show_pane(None)
            self.title_changed.emit()
        else:
            self._read_grant(grant_id)

    def _chosen(self, grant_id: int | None) -> None:
        if grant_id is not None and grant_id != self.grant_id and self.opens:
            self.show_grant(grant_id)

    def _opened(self, grant_id: int) -> None:
        if not self.is_shown or grant_id != self.grant_id:
            self.show_grant(grant_id)

    def _read_grant(self, grant_id: int) -> None:
        self.desk.read(("funding", "grant"), lambda: self.service.grant_sheet(grant_id), self._show_grant)

    def _show_grant(self, sheet: GrantSheet) -> None:
        if sheet.grant.id != self.grant_id:
            return
        self.pane.show_sheet(sheet)
        if self.is_shown and self.panes.currentWidget() is self.edit:
            self.edit.show_sheet(sheet)
        elif self.form is None:
            if not self.is_shown and not self._sought:
                keep_row(self, self._scroll, self.list.table, self.fit)
            self.show_pane(self.pane)
        if self._sought:
            self._sought = False
            settled(self, self._bring_list)
        self.title_changed.emit()

    def _bring_list(self) -> None:
        self.fit()
        _bring(self._scroll, self.list)

    def _asked(self, what: object) -> None:
        if what == "leave":
            self.show_grant(None)
            self.list.table.setFocus()
        elif self.pane.sheet is not None:
            self.acts.do(self.pane.sheet, what)

    def _show_edit(self) -> None:
        if self.pane.sheet is not None:
            self.edit.show_sheet(self.pane.sheet)
            self.show_pane(self.edit)
            self.edit.begin()

    def pay(self) -> None:
        """V: the payment's form."""
        if self.pane.sheet is not None and self.grant_id is not None:
            self.acts.pay(self.pane.sheet)

    def edit_grant(self) -> None:
        """F2: the grant's fields."""
        if self.grant_id is not None:
            self._show_edit()

    def _show_acts_of(self, axis_id: int) -> None:
        axis = next((one.axis.name for one in self.read_year.figures.axes if one.axis.id == axis_id), "")
        self.list.narrow_to_axis(axis_id, axis)
        self.list.table.setFocus()
        self._bring_list()

    def _form_done(self, changes: Changes) -> None:
        said = {
            "funding.add_grant": tr("Subvention créée"),
            "funding.pay": tr("Versement enregistré"),
            "funding.receive": tr("Recette enregistrée"),
        }
        self.acts.told(said.get(changes.operation, tr("C'est enregistré")), changes)
        if changes.operation == "funding.add_grant":
            self.open_grant(changes.id)

    # --- files ---

    def export(self) -> None:
        """E: the list as CSV."""
        from cresi_app.funding.ui.export import export_grants  # noqa: PLC0415 - only who exports waits

        export_grants(self.desk, self.service, self.list.wanted)

    def count_words(self) -> str:
        """Return the page's second line."""
        figures = self.read_year.figures
        if not figures.is_voted:
            return tr("Exercice {year}", year=figures.year)
        return tr(
            "Exercice {year} · {committed} engagés sur {voted} votés",
            year=figures.year,
            committed=format_money(Money(figures.committed)),
            voted=format_money(Money(figures.voted)),
        )


def _bring(area: ScrollArea, part: QWidget) -> None:
    """Scroll down to a part once it is laid out."""
    QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(part, 0, 0))
