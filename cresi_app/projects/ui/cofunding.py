"""The tab « Cofinancement »: the product lines of the budget as sources of money, with how sure each is and what proves it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu

from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money, format_percent
from cresi_app.projects.model import CofundingPlan, DossierData, LineRole, Nomenclature, Source, Standing
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.funding_bar import FundingBar
from cresi_app.projects.ui.panes import DossierPane, PartsCard, Work, menu_of, saving
from cresi_app.projects.ui.part_list import Part
from cresi_app.widgets.actions import Action, fill_menu
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import ChoiceField, DateField, Field, MoneyField, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.pills import PillTone
from cresi_app.widgets.rows import Line

_TONES: Mapping[Standing, PillTone] = {
    Standing.OBTAINED: "success",
    Standing.REQUESTED: "accent",
    Standing.ASKED: "warning",
    Standing.UNSAID: "neutral",
    Standing.REFUSED: "danger",
}


def standing_words(standing: Standing) -> str:
    """Return where a source stands, in a word."""
    return {
        Standing.OBTAINED: tr("Acquis"),
        Standing.REQUESTED: tr("Demande présente"),
        Standing.ASKED: tr("Sollicité"),
        Standing.UNSAID: tr("À préciser"),
        Standing.REFUSED: tr("Refusé"),
    }[standing]


class CofundingPane(DossierPane):
    """The plan in one bar, then its sources."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._sentence = Label("", "body", wrap=True)
        self._bar = FundingBar()
        plan = Card(tr("Plan de cofinancement"))
        plan.body.addWidget(self._sentence)
        plan.body.addWidget(self._bar)
        plan.body.addWidget(
            Label(
                tr("Hors contributions volontaires en nature (comptes 86 et 87). Ces montants sont ceux du budget."),
                "caption",
                "text3",
                wrap=True,
            )
        )
        self._card = SourcesCard(self)
        self.scrolled(plan, self._card, None)

    def fill(self, data: DossierData, *, same: bool) -> None:  # noqa: ARG002 - one shape for all panes
        """Show the plan."""
        plan = data.cofunding
        self._show_plan(data, plan)
        self._card.show_data(data)

    def flush(self) -> None:
        """Save what is being typed."""
        self._card.form.flush()

    def _show_plan(self, data: DossierData, plan: CofundingPlan) -> None:
        self._bar.show_plan(plan, data.budget.currency)
        total = format_money(data.budget.money(plan.total))
        self._sentence.setText(
            tr("Hors contributions volontaires, les produits s'élèvent à {total}.", total=total)
            if plan.total
            else tr("Aucun produit n'est encore inscrit au budget.")
        )


class SourcesCard(PartsCard):
    """The sources of money, obtained first, refused last."""

    def __init__(self, pane: DossierPane) -> None:
        known = pane.bench.service.cofunding_statuses.values()
        statuses: list[tuple[str | None, str]] = [(None, tr("À préciser"))]
        statuses += [(status.code, status.name) for status in known]
        fields: list[Field] = [
            TextField(tr("Financeur"), name="label"),
            MoneyField(tr("Montant"), name="amount_minor"),
            ChoiceField(tr("Situation"), statuses, name="status_code"),
            DateField(tr("Depuis le"), name="status_on"),
            TextField(tr("Justificatif"), name="proof", placeholder=tr("Délibération 2026-51, courrier du 18 mai…")),
        ]
        super().__init__(pane, tr("Financeurs"), fields)
        self.empty.setText(tr("Ajoutez un financeur : il prend sa ligne parmi les subventions du budget."))
        self._form = ""
        self._new = menu_of(tr("Ajouter un financeur"), ())
        self.head.addWidget(self._new)

    def show_data(self, data: DossierData) -> None:
        """Show the sources, and offer the lines of the form the budget is seen in."""
        if self._form != data.nomenclature.template.code:
            self._form = data.nomenclature.template.code
            menu = QMenu(self._new)
            fill_menu(menu, self._kinds(data.nomenclature))
            self._new.setMenu(menu)
        super().show_data(data)

    def _kinds(self, form: Nomenclature) -> list[Action]:
        roles = (LineRole.GRANT, LineRole.FUNDER, LineRole.OWN)
        lines = [line for role in roles for line in form.lines if line.role is role and not line.is_heading]
        return [Action(f"projects.add_{line.code}", line.name, partial(self._add, line.code)) for line in lines]

    def lines(self, data: DossierData) -> Sequence[Part]:
        """Return the sources as rows."""
        return [(source.line.id, _line(source, data)) for source in data.cofunding.sources]

    def values(self, data: DossierData, part_id: int) -> Mapping[str, Any]:
        """Return what the form shows of a source."""
        line = next(source.line for source in data.cofunding.sources if source.line.id == part_id)
        return {
            "label": line.label,
            "amount_minor": Money(line.amount_minor, line.currency),
            "status_code": line.status_code,
            "status_on": line.status_on,
            "proof": line.proof,
        }

    def save(self, part_id: int, name: str, value: object) -> tuple[str, Work]:
        """Save a field of a source: the budget's own line."""
        service, actor = self.pane.bench.service, self.pane.bench.desk.actor
        given = 0 if name == "amount_minor" and value is None else value
        return "budget_line", saving(service.update_budget_line, actor, part_id, {name: given})

    def take_off(self, part_id: int) -> Changes:
        """Take a source off: its line leaves the budget."""
        return self.pane.bench.service.remove_budget_line(self.pane.bench.desk.actor, part_id)

    def place(self, part_id: int, before_id: int | None) -> Changes:
        """Put a source before another one of the same line of the form."""
        return self.pane.bench.service.move_budget_line(self.pane.bench.desk.actor, part_id, before_id)

    def _add(self, code: str) -> None:
        bench, project_id = self.pane.bench, self.pane.project_id
        self.parts.select_next()
        bench.saver.act(
            "projects.add_cofunding",
            lambda: bench.service.add_cofunding(bench.desk.actor, project_id, code, ""),
            lambda _changes: self.form.field("label").focus(),
        )


def _line(source: Source, data: DossierData) -> Line:
    line = source.line
    share = f" ({format_percent(line.amount_minor, data.cofunding.total)})" if source.share is not None else ""
    since = format_date(line.status_on) if line.status_on is not None else ""
    amount = f"{format_money(data.budget.money(line.amount_minor))}{share}"
    detail = " · ".join(part for part in (amount, line.proof, since) if part)
    pill = (standing_words(source.standing), _TONES[source.standing])
    return Line(source.label, detail, pill=pill, icon=("hand-coins", "primary"))
