"""What is done to a budget year from the page: its forms, its transfers, the votes typed into the table."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import tr
from cresi_app.funding.model.envelopes import Transfer, YearFigures
from cresi_app.funding.model.fields import read_amount
from cresi_app.funding.service import FundingService
from cresi_app.funding.ui import grantforms, yearforms
from cresi_app.funding.ui.axistable import Line
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.actions import Action
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal

if TYPE_CHECKING:
    from cresi_app.funding.ui.envelopes import EnvelopesView


class YearActs:
    """Acts on the year that `view` shows."""

    def __init__(self, view: "EnvelopesView") -> None:
        self.view = view

    def ask_rate(self) -> None:
        """Show the form of a rate of exchange."""
        self.view.show_form(yearforms.rate(self.view.desk, self.view.service))

    def ask_grant(self, project: Proposal | None = None) -> None:
        """Show the form of a new grant, of a dossier when it is known."""
        self.view.show_form(grantforms.new_grant(self.view.desk, self.view.service, self.view.authority_id, project))

    def ask_year(self) -> None:
        """Show the form of the year's envelope."""
        figures = self.view.read_year.figures
        if figures.authority_id:
            self.view.show_form(yearforms.exercise(self.view.desk, self.view.service, figures))
        else:
            self.view.desk.messages.inline(tr("Dites d'abord dans les Réglages quelle collectivité vote."), "warning")

    def ask_axis(self) -> None:
        """Show the form of a new axis."""
        authority = self.view.read_year.figures.authority_id
        if authority:
            self.view.show_form(yearforms.axis(self.view.desk, self.view.service, authority))

    def ask_change(self) -> None:
        """Show the form that changes an axis."""
        authority = self.view.read_year.figures.authority_id
        if authority:
            self.view.show_form(yearforms.change_axis(self.view.desk, self.view.service, authority))

    def ask_transfer(self, over: object = None) -> None:
        """Show the form of a transfer, for an overspent axis when one is given."""
        figures = self.view.read_year.figures
        known = next((one for one in figures.overspent if one.axis.id == over), None)
        self.view.show_form(yearforms.transfer(self.view.desk, self.view.service, figures, known))

    def ask(self, form: Callable[[Desk, FundingService, YearFigures], ActForm]) -> None:
        """Show one of the year's forms."""
        self.view.show_form(form(self.view.desk, self.view.service, self.view.read_year.figures))

    def ask_close(self) -> None:
        """Show the form that closes the year."""
        read = self.view.read_year
        self.view.show_form(yearforms.close_year(self.view.desk, self.view.service, read.figures, read.carried))

    def ask_decision(self, one: Transfer) -> None:
        """Show the form that decides a transfer."""
        self.view.show_form(yearforms.decide(self.view.desk, self.view.service, one))

    def remove_transfer(self, one: Transfer) -> None:
        """Give a proposed transfer up."""
        act = lambda: self.view.service.remove_transfer(self.view.desk.actor, one.id, one.version)  # noqa: E731 - said once
        self.view.desk.write(
            "funding.transfer", act, lambda changes: self.view.acts.told(tr("Virement retiré"), changes)
        )

    def vote_typed(self, line: Line, text: str) -> bool:
        """Save the vote typed into an axis' cell; False when it does not read."""
        exercise, one = self.view.read_year.figures.exercise, line.figures
        if exercise is None or one is None:
            return False
        try:
            amount = read_amount(text)
        except DomainError as error:
            self.view.desk.messages.error(error)
            return False
        axis_id, base = one.axis.id, one.moved
        act = lambda: self.view.service.set_vote(self.view.desk.actor, exercise.id, axis_id, amount - base)  # noqa: E731 - said once
        self.view.desk.write(
            "funding.vote_cell", act, lambda changes: self.view.acts.told(tr("Crédit enregistré"), changes)
        )
        return True

    def actions(self) -> list[Action]:
        """Return what can be done to the year."""
        closed, opened = self._is_closed, self._is_open
        why = tr("L'exercice est clos, ou n'a pas de crédits.")
        forms = yearforms
        return [
            Action("funding.year", tr("Budget de l'exercice"), self.ask_year, icon="landmark", enabled=lambda: not closed(), why_not=why),
            Action("funding.credit", tr("Décision modificative"), partial(self.ask, forms.credit), icon="plus", enabled=opened, why_not=why),
            Action("funding.transfer", tr("Proposer un virement"), self.ask_transfer, icon="arrow-left-right", enabled=opened, why_not=why),
            Action("funding.axis", tr("Nouvel axe"), self.ask_axis, icon="plus"),
            Action("funding.change_axis", tr("Modifier un axe"), self.ask_change, icon="pencil"),
            Action("funding.correct", tr("Corriger un crédit"), partial(self.ask, forms.correct), icon="pencil", enabled=opened, why_not=why),
            Action("funding.rate", tr("Cours de change"), self.ask_rate, icon="euro"),
            Action("funding.hand_on", tr("Reporter un crédit"), partial(self.ask, forms.hand_on), icon="arrow-right", enabled=opened, why_not=why),
            Action("funding.close", tr("Clore l'exercice"), self.ask_close, icon="lock", enabled=opened, why_not=why),
            Action("funding.reopen", tr("Rouvrir l'exercice"), partial(self.ask, forms.reopen), icon="lock", enabled=closed, why_not=tr("L'exercice n'est pas clos.")),
        ]  # fmt: skip

    def _is_open(self) -> bool:
        figures = self.view.read_year.figures
        return figures.exercise is not None and not figures.is_closed

    def _is_closed(self) -> bool:
        return self.view.read_year.figures.is_closed
