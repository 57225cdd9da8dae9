"""What is done to a budget beside typing into it: lines added, taken off and moved, files written."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu

from cresi_app.core.changes import Changes
from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import tr
from cresi_app.projects import interchange
from cresi_app.projects.model import DossierData, Nomenclature, Scope, Side
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.budget_rows import TableRow
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button


class BudgetActs:
    """Acts of the budget's tab. `stand_on(changes, code)` is told after a line was made."""

    def __init__(self, bench: Bench, stand_on: Callable[[Changes, str], None]) -> None:
        self._bench, self._stand_on = bench, stand_on
        self.data: DossierData | None = None
        self.scope = Scope.PROJECT
        self._menu_of = ""

    # --- lines ---

    def offer_lines(self, button: Button, form: Nomenclature) -> None:
        """Put every line of the form into a button's menu."""
        if self._menu_of == form.template.code:
            return
        self._menu_of = form.template.code
        menu = QMenu(button)
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
        button.setMenu(menu)

    def _add_line(self, code: str, _checked: bool = False) -> None:
        service, actor, scope = self._bench.service, self._bench.desk.actor, self.scope
        assert self.data is not None
        project_id = self.data.project.id

        def work() -> Changes:
            return service.add_budget_line(actor, project_id, code, scope)

        self._bench.saver.act("projects.add_budget_line", work, lambda changes: self._stand_on(changes, code))

    def remove(self, row: TableRow | None) -> None:
        """Take a line off, with « Annuler »."""
        if row is None or row.entry is None or row.entry.id <= 0:
            return
        service, actor, line_id = self._bench.service, self._bench.desk.actor, row.entry.id
        told = self._bench.told(tr("Ligne « {label} » retirée du budget", label=row.label))
        self._bench.saver.act("projects.remove_budget_line", lambda: service.remove_budget_line(actor, line_id), told)

    def move(self, row: TableRow | None, lines: Any, step: int) -> None:
        """Move a line among those of the same line of the form."""
        if row is None or row.entry is None or row.entry.id <= 0:
            return
        line_id, code = row.entry.id, row.entry.line_code
        same = [line.id for line in sorted(lines, key=lambda x: (x.position, x.id)) if line.line_code == code]
        place = same.index(line_id) + step
        if 0 <= place < len(same):
            others = [key for key in same if key != line_id]
            before = others[place] if place < len(others) else None
            service, actor = self._bench.service, self._bench.desk.actor
            self._bench.saver.act("projects.move", lambda: service.move_budget_line(actor, line_id, before))

    def set_template(self, code: str) -> None:
        """See the budget in another nomenclature."""
        assert self.data is not None
        service, actor, project_id = self._bench.service, self._bench.desk.actor, self.data.project.id
        told = self._bench.told(tr("Nomenclature changée : les lignes saisies restent ce qu'elles sont"))
        self._bench.saver.act("projects.set_template", lambda: service.set_template(actor, project_id, code), told)

    # --- files ---

    def files(self) -> list[Action]:
        """Return the ways out."""
        return [
            Action("projects.xlsx", tr("Classeur avec formules (XLSX)"), self.save_xlsx, icon="table"),
            Action("projects.csv", tr("Texte séparé (CSV)"), self.save_csv, icon="file-text"),
        ]

    def save_csv(self) -> None:
        """Write the budget as CSV."""
        statuses = self._bench.service.cofunding_statuses
        self._save("csv", tr("Tableau CSV"), lambda data: interchange.budget_csv(data.budget, statuses).encode())

    def save_xlsx(self) -> None:
        """Write the budget as a workbook."""
        statuses = self._bench.service.cofunding_statuses
        self._save("xlsx", tr("Classeur XLSX"), lambda data: interchange.budget_xlsx(data, statuses))

    def _save(self, ending: str, kind: str, made: Callable[[DossierData], bytes]) -> None:
        data, messages = self.data, self._bench.desk.messages
        if data is None:
            return
        name = f"budget-{data.project.number}.{ending}"
        place = messages.save_file(tr("Enregistrer le budget"), name, [(kind, f"*.{ending}")])
        if place is not None:
            self._write(place, lambda: made(data))

    def _write(self, place: Path, made: Callable[[], bytes]) -> None:
        messages = self._bench.desk.messages
        self._bench.desk.read(
            ("projects", "budget_file"),
            lambda: write_whole(place, made()),
            lambda _done: messages.toast(tr("Budget enregistré dans {name}", name=place.name)),
        )
