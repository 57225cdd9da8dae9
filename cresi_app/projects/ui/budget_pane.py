"""The tab « Budget »: the table, its balance told at every keystroke, in the nomenclature, year and currency asked for."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.core.money import format_percent
from cresi_app.projects.model import (
    BEFORE_DECISION,
    Budget,
    BudgetLine,
    DossierData,
    Level,
    Scope,
    balance_of,
    budget_checks,
    of_year,
)
from cresi_app.projects.service import AmountEntry, YearEntry
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.budget_acts import BudgetActs
from cresi_app.projects.ui.budget_bar import BudgetBar
from cresi_app.projects.ui.budget_line import LineDetail
from cresi_app.projects.ui.budget_model import FORECAST, LABEL, REVISED, BudgetContext, BudgetTableModel
from cresi_app.projects.ui.budget_rows import TableRow
from cresi_app.projects.ui.budget_table import BudgetTable
from cresi_app.projects.ui.currency_card import CurrencyCard
from cresi_app.projects.ui.panes import DossierPane
from cresi_app.projects.ui.paste_card import PasteCard
from cresi_app.widgets.card import Card
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.layouts import Column

_TONES = {Level.OK: "success", Level.INFO: "neutral", Level.WARNING: "warning"}


class BudgetPane(DossierPane):
    """The budget of the dossier, or the holder's own. `widened` tells that it asks for the whole width, or gives it back."""

    widened = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        kept = bench.desk.recall("projects")
        self.model = BudgetTableModel(self)
        self.table = BudgetTable(self.model)
        self.table.status_of = self._status_of
        self.bar = BudgetBar(
            detail=bool(kept.get("line_detail")), wide=bool(kept.get("budget_wide")), revised=bool(kept.get("revised"))
        )
        self.balance = self.bar.balance
        self.detail = LineDetail(bench)
        self.paste_card = PasteCard()
        self.currency = CurrencyCard(bench)
        self.acts = BudgetActs(bench, self._stand_on)
        self.bar.offer_files(self.acts.files())
        self._lay()
        self._connect()

    def _lay(self) -> None:
        self._card = Card(padding=(14, 12))
        self.currency.hide()
        self._card.body.addWidget(self.bar)
        self._card.body.addWidget(self.table, 1)
        self._card.body.addWidget(self.detail)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._stack = FrontStack()
        self._stack.addWidget(self._card)
        self._stack.addWidget(self.paste_card)
        column = Column(self.currency, self._stack, spacing=12, margins=(0, 0, 0, 10), parent=self)
        column.setStretch(1, 1)

    def _connect(self) -> None:
        bar, table, model = self.bar, self.table, self.model
        bar.scope.chosen.connect(lambda key: model.set_whole_form(key == "form"))
        bar.seen.connect(self._show_lines)
        bar.template_asked.connect(lambda code: self.acts.set_template(str(code)))
        bar.detail.toggled.connect(self._unfold)
        bar.wide.toggled.connect(self._widen)
        bar.revised.toggled.connect(self._show_revised)
        bar.money.clicked.connect(lambda: self.currency.setVisible(self.currency.isHidden()))
        bar.paste.clicked.connect(lambda: self.paste_table(QGuiApplication.clipboard().text()))
        self.currency.closed.connect(self.currency.hide)
        model.budget_changed.connect(self._tell)
        model.entered.connect(self._write)
        model.labelled.connect(self._label)
        table.current_changed.connect(self._stand)
        table.remove_asked.connect(lambda: self.acts.remove(table.current_row()))
        table.move_asked.connect(self._move)
        table.doubtful.connect(self._doubt)
        table.unread.connect(self._unread)
        table.table_pasted.connect(self.paste_table)
        self.detail.remove.clicked.connect(lambda: self.acts.remove(table.current_row()))
        self.paste_card.accepted.connect(self._take_pasted)
        self.paste_card.closed.connect(lambda: self._stack.setCurrentWidget(self._card))

    @property
    def is_wide(self) -> bool:
        """Whether the budget asks for the whole width."""
        return bool(self.bar.wide.isChecked())

    # --- showing ---

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show the lines; an empty budget begins with the whole form."""
        if not same:
            self._stack.setCurrentWidget(self._card)
            self.bar.reset()
            self.bar.scope.set_current("form" if not data.budget.lines else "entered")
            self.model.set_whole_form(self.bar.scope.current == "form")
        self.acts.data = data
        self.bar.show_data(data)
        self.currency.show_data(data)
        self.acts.offer_lines(self.bar.add, data.nomenclature)
        if self.bench.saver.pending == 0 or not same:
            self._show_lines()
        self._show_revised(self.bar.revised.isChecked())

    def _show_lines(self) -> None:
        data = self.data
        assert data is not None
        self.acts.scope = self.bar.whose
        self.model.show(data.nomenclature, self._lines(data), self._context(data))
        self._stand(self.table.current_row())

    def _lines(self, data: DossierData) -> tuple[BudgetLine, ...]:
        if self.bar.whose is Scope.HOLDER:
            return data.holder_budget.lines if data.holder_budget is not None else ()
        lines, year = data.budget.lines, self.bar.year
        if year is None:
            return lines
        return tuple(of_year(lines, data.spread, year, _first_year(data), keep=True))

    def _context(self, data: DossierData) -> BudgetContext:
        whole = self.bar.year is None and self.bar.whose is Scope.PROJECT
        return BudgetContext(data.budget.currency, data.rates, frozenset(data.spread) if whole else frozenset())

    def flush(self) -> None:
        """Leave the cell being typed in."""
        self.table.setFocus()
        self.detail.flush()

    def _tell(self, budget: Budget) -> None:
        balance = balance_of(budget)
        self.balance.set(balance.sentence, _TONES[balance.level])  # type: ignore[arg-type]  # the three tones are pill tones
        decided = self.data is not None and self.data.stage.is_decision
        form = self.data.nomenclature if self.data is not None else None
        own = self.bar.whose is Scope.PROJECT
        others = [
            check.sentence
            for check in budget_checks(budget, form)[1:]
            if own and not (decided and check.code in BEFORE_DECISION)
        ]
        self.bar.say(others[0] if others else share_words(budget), "text2")

    def _doubt(self, sentence: str) -> None:
        if sentence:
            self.bar.say(sentence, "danger")
        elif self.model.budget is not None:
            self._tell(self.model.budget)

    def _unread(self, words: str, why: str) -> None:
        told = tr("{why} Le montant d'avant est gardé.", why=why)
        self.bench.desk.messages.inline(told if words else why, "warning")

    def _status_of(self, code: str) -> tuple[str, str]:
        status = self.bench.service.cofunding_statuses[code]
        return status.name, status.tone

    def _stand(self, row: TableRow | None) -> None:
        known = row is not None and row.entry is not None and row.entry.id > 0
        self.detail.show_row(row if known and self.bar.detail.isChecked() else None, self.data)

    def _unfold(self, unfolded: bool) -> None:
        self.bench.desk.remember("projects", line_detail=unfolded)
        self._stand(self.table.current_row())

    def _widen(self, wide: bool) -> None:
        self.bench.desk.remember("projects", budget_wide=wide)
        self.widened.emit()

    def _show_revised(self, shown: bool) -> None:
        self.bench.desk.remember("projects", revised=shown)
        said = self.data is not None and any(line.revised_minor is not None for line in self.data.budget.lines)
        self.table.setColumnHidden(REVISED, not (shown or said))

    # --- writing ---

    def _write(self, entries: list[AmountEntry]) -> None:
        service, actor, project_id = self.bench.service, self.bench.desk.actor, self.project_id
        year, scope = self.bar.year, self.bar.whose

        def work() -> Changes:
            if year is not None and scope is Scope.PROJECT:
                parts = [YearEntry(e.line_id, e.field, e.minor, e.line_code, e.label) for e in entries]
                return service.enter_year_amounts(actor, project_id, year, parts)
            return service.enter_amounts(actor, project_id, entries, None, scope)

        self.bench.saver.act("projects.enter_amounts", work, refused=self._refused)

    def _refused(self, error: CresiError) -> None:
        self.bench.desk.messages.error(error)
        if self.data is not None:
            self._show_lines()

    def _label(self, line_id: int, words: str) -> None:
        service, actor = self.bench.service, self.bench.desk.actor
        key = ("budget_line", line_id)
        self.bench.saver.save(
            key,
            "projects.label",
            lambda version: service.update_budget_line(actor, line_id, version, None, label=words),
        )

    def _move(self, step: int) -> None:
        if self.model.budget is not None:
            self.acts.move(self.table.current_row(), self.model.budget.lines, step)

    def _stand_on(self, changes: Changes, code: str) -> None:
        made = next(iter(changes.touched.get("budget_line", ())), 0)
        service, project_id, scope = self.bench.service, self.project_id, self.bar.whose

        def shown(lines: Any) -> None:
            assert self.data is not None
            self.model.show(self.data.nomenclature, lines)
            number = self.model.find(made)
            if number is None:
                number = self.model.find_code(code)
            if number is not None:
                repeatable = self.data.nomenclature.line(code).is_repeatable
                self.table.setFocus()
                self.table.go(number, LABEL if repeatable else FORECAST, edit=True)

        self.bench.desk.read(("projects", "lines"), lambda: service.lines_on(project_id, scope=scope), shown)

    # --- a table pasted ---

    def paste_table(self, text: str) -> None:
        """Show what is understood of a text copied from a spreadsheet, before anything is written."""
        data = self.data
        if data is None:
            return
        if not text.strip():
            self.bench.desk.messages.toast(tr("Rien à coller : copiez d'abord les cellules dans le tableur"))
            return
        self.paste_card.show_text(text, data.nomenclature, data.budget.currency, data.rates)
        self._stack.setCurrentWidget(self.paste_card)

    def _take_pasted(self, entries: list[AmountEntry]) -> None:
        service, actor, project_id, scope = self.bench.service, self.bench.desk.actor, self.project_id, self.bar.whose
        told = self.bench.told(tr("Budget collé repris"))

        def done(changes: Changes) -> None:
            self._stack.setCurrentWidget(self._card)
            told(changes)

        self.bench.saver.act(
            "projects.paste_budget", lambda: service.enter_amounts(actor, project_id, entries, None, scope), done
        )


def _first_year(data: DossierData) -> int:
    return min({*data.years, *(one.year for years in data.spread.values() for one in years)})


def share_words(budget: Budget) -> str:
    """Return the form's sentence about the share asked for; '' when nothing is asked."""
    whole, bare = budget.share_with_volunteer, budget.share_without_volunteer
    if not budget.requested or whole is None or bare is None:
        return ""
    return tr(
        "Subvention demandée : {share} des produits ({bare} hors compte 87).",
        share=percent_words(whole),
        bare=percent_words(bare),
    )


def percent_words(share: Any) -> str:
    """Return « 3,5 % » of a fraction."""
    return format_percent(share.numerator, share.denominator, decimals=1)
