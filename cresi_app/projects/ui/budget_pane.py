"""The tab « Budget »: the table, its balance told at every keystroke, the lines added and taken off, the details of one line."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QSizePolicy

from cresi_app.core.changes import Changes
from cresi_app.core.disk import write_whole
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.core.money import format_percent
from cresi_app.projects import interchange
from cresi_app.projects.model import (
    BEFORE_DECISION,
    Budget,
    DossierData,
    Level,
    Nomenclature,
    Side,
    balance_of,
    budget_checks,
)
from cresi_app.projects.service import AmountEntry
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.budget_line import LineDetail
from cresi_app.projects.ui.budget_model import FORECAST, LABEL, BudgetTableModel
from cresi_app.projects.ui.budget_rows import TableRow
from cresi_app.projects.ui.budget_table import BudgetTable
from cresi_app.projects.ui.panes import DossierPane
from cresi_app.widgets.buttons import Button, IconButton, Segmented
from cresi_app.widgets.card import Card
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.pills import Pill
from cresi_app.widgets.theme import theme

_TONES = {Level.OK: "success", Level.INFO: "neutral", Level.WARNING: "warning"}


class BudgetPane(DossierPane):
    """The budget of the dossier."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.model = BudgetTableModel(self)
        self.table = BudgetTable(self.model)
        self.table.status_of = self._status_of
        self.balance = Pill()
        self._note = Label("", "caption", "text2", wrap=True)
        self._scope = Segmented(
            tr("Lignes montrées"), [("entered", tr("Lignes saisies")), ("form", tr("Tout le formulaire"))]
        )
        self._add = Button(tr("Ajouter un poste"), "ghost", "plus")
        self._csv = Button(tr("CSV"), "ghost", "download")
        self._csv.setAccessibleName(tr("Enregistrer le budget en CSV"))
        self._more = IconButton(
            tr("Détail de la ligne : quantité, prix, situation"), "sliders-horizontal", checkable=True
        )
        self._more.setChecked(bool(bench.desk.recall("projects").get("line_detail")))
        self.detail = LineDetail(bench)
        self._lay()
        self._scope.chosen.connect(lambda key: self.model.set_whole_form(key == "form"))
        self._csv.clicked.connect(self._save_csv)
        self.model.budget_changed.connect(self._tell)
        self.model.entered.connect(self._write)
        self.model.labelled.connect(self._label)
        self.table.current_changed.connect(self._stand)
        self.table.remove_asked.connect(self._remove)
        self.table.move_asked.connect(self._move)
        self.table.doubtful.connect(self._doubt)
        self.table.unread.connect(self._unread)
        self.detail.remove.clicked.connect(self._remove)
        self._more.toggled.connect(self._unfold)

    def _lay(self) -> None:
        card = Card(padding=(14, 12))
        title = Label(tr("Budget prévisionnel et réalisé"), "h2")
        head = Row(title, self.balance, None, self._add, self._csv, self._more, spacing=8, margins=(6, 0, 0, 0))
        card.body.addLayout(head)
        card.body.addLayout(Row(self._scope, self._note, spacing=12, margins=(6, 0, 6, 0)))
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.detail)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.setMinimumHeight(theme().px(180))
        self._note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        Column(card, margins=(0, 0, 0, 10), parent=self)

    # --- showing ---

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show the lines; an empty budget begins with the whole form."""
        if not same:
            self._scope.set_current("form" if not data.budget.lines else "entered")
            self.model.set_whole_form(self._scope.current == "form")
        if self.bench.saver.pending == 0 or not same:
            self.model.show(data.nomenclature, data.budget.lines)
        self._fill_menu(data.nomenclature)
        self._stand(self.table.current_row())

    def flush(self) -> None:
        """Leave the cell being typed in."""
        self.table.setFocus()
        self.detail.flush()

    def _tell(self, budget: Budget) -> None:
        balance = balance_of(budget)
        self.balance.set(balance.sentence, _TONES[balance.level])  # type: ignore[arg-type]  # the three tones are pill tones
        decided = self.data is not None and self.data.stage.is_decision
        others = [
            check.sentence for check in budget_checks(budget)[1:] if not (decided and check.code in BEFORE_DECISION)
        ]
        self._say(others[0] if others else share_words(budget), "text2")

    def _say(self, words: str, ink: str) -> None:
        self._note.setText(words)
        self._note.set_ink(ink)
        self._note.setToolTip(words)

    def _doubt(self, sentence: str) -> None:
        if sentence:
            self._say(sentence, "danger")
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
        self.detail.show_row(row if known and self._more.isChecked() else None)

    def _unfold(self, unfolded: bool) -> None:
        self.bench.desk.remember("projects", line_detail=unfolded)
        self._stand(self.table.current_row())

    # --- writing ---

    def _write(self, entries: list[AmountEntry]) -> None:
        service, actor, project_id = self.bench.service, self.bench.desk.actor, self.project_id
        self.bench.saver.act(
            "projects.enter_amounts", lambda: service.enter_amounts(actor, project_id, entries), refused=self._refused
        )

    def _refused(self, error: CresiError) -> None:
        self.bench.desk.messages.error(error)
        if self.data is not None:
            self.model.show(self.data.nomenclature, self.data.budget.lines)

    def _label(self, line_id: int, words: str) -> None:
        service, actor = self.bench.service, self.bench.desk.actor
        key = ("budget_line", line_id)
        self.bench.saver.save(
            key,
            "projects.label",
            lambda version: service.update_budget_line(actor, line_id, version, None, label=words),
        )

    def _remove(self) -> None:
        row = self.table.current_row()
        if row is None or row.entry is None or row.entry.id <= 0:
            return
        service, actor, line_id = self.bench.service, self.bench.desk.actor, row.entry.id
        told = self.bench.told(tr("Ligne « {label} » retirée du budget", label=row.label))
        self.bench.saver.act("projects.remove_budget_line", lambda: service.remove_budget_line(actor, line_id), told)

    def _move(self, step: int) -> None:
        row, budget = self.table.current_row(), self.model.budget
        if row is None or row.entry is None or row.entry.id <= 0 or budget is None:
            return
        line_id, code = row.entry.id, row.entry.line_code
        same = [line.id for line in sorted(budget.lines, key=lambda x: (x.position, x.id)) if line.line_code == code]
        place = same.index(line_id) + step
        if 0 <= place < len(same):
            others = [key for key in same if key != line_id]
            before = others[place] if place < len(others) else None
            service, actor = self.bench.service, self.bench.desk.actor
            self.bench.saver.act("projects.move", lambda: service.move_budget_line(actor, line_id, before))

    # --- adding ---

    def _fill_menu(self, form: Nomenclature) -> None:
        if self._add.menu() is not None:
            return
        menu = QMenu(self._add)
        for side in Side:
            menu.addSection(tr("Charges") if side is Side.CHARGE else tr("Produits"))
            for section in form.sections(side):
                words = f"{section.printed_code} {section.name}".strip()
                lines = form.children(section.code)
                if not lines:
                    menu.addAction(words).triggered.connect(partial(self._add_line, section.code))
                    continue
                inner = menu.addMenu(words)
                for line in lines:
                    inner.addAction(line.name).triggered.connect(partial(self._add_line, line.code))
        self._add.setMenu(menu)

    def _add_line(self, code: str, _checked: bool = False) -> None:
        service, actor, project_id = self.bench.service, self.bench.desk.actor, self.project_id

        def work() -> Changes:
            return service.add_budget_line(actor, project_id, code)

        self.bench.saver.act("projects.add_budget_line", work, lambda changes: self._stand_on(changes, code))

    def _stand_on(self, changes: Changes, code: str) -> None:
        made = next(iter(changes.touched.get("budget_line", ())), 0)

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

        service, project_id = self.bench.service, self.project_id
        self.bench.desk.read(("projects", "lines"), lambda: service.budget_lines(project_id), shown)

    def _save_csv(self) -> None:
        data, messages = self.data, self.bench.desk.messages
        if data is None:
            return
        name = f"budget-{data.project.number}.csv"
        place = messages.save_file(tr("Enregistrer le budget"), name, [(tr("Tableau CSV"), "*.csv")])
        if place is not None:
            statuses = self.bench.service.cofunding_statuses
            words = interchange.budget_csv(data.budget, statuses)
            self.bench.desk.read(
                ("projects", "csv"),
                lambda: write_whole(place, words.encode()),
                lambda _done: messages.toast(tr("Budget enregistré dans {name}", name=place.name)),
            )


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
