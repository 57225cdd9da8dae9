"""The grant one stands on: its next act, what is granted and paid, the schedule, the papers due, its follow-up."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.grant import Direction
from cresi_app.funding.model.nextact import WORDS, NextAct, next_act, payable
from cresi_app.funding.model.views import GrantSheet, InstalmentView
from cresi_app.funding.ui import paneparts as parts
from cresi_app.funding.ui.schedule import step_row
from cresi_app.widgets.actions import Action, menu_button
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Divider
from cresi_app.widgets.gauges import SegmentedBar
from cresi_app.widgets.labels import Label, Overline
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.sidepane import SidePane


class GrantPane(SidePane):
    """One grant. `status_names`: statuses in words, by code."""

    def __init__(self, status_names: Mapping[str, str], parent: QWidget | None = None) -> None:
        edit, letter = (
            (tr("Modifier la fiche"), "pencil", "edit", "F2"),
            (tr("Imprimer la lettre"), "printer", "letter", "Ctrl+P"),
        )
        super().__init__([edit, letter], parent=parent)
        self._status_names = status_names
        self.sheet: GrantSheet | None = None

    def show_sheet(self, sheet: GrantSheet) -> None:
        """Show a grant."""
        self.sheet = sheet
        given, number = sheet.grant.direction is Direction.GIVEN, sheet.grant.number
        words = tr("Subvention {number}", number=number) if given else tr("Recette {number}", number=number)
        self.begin(words, sheet.grant.id)
        self._head(sheet)
        self._figures(sheet)
        self._schedule(sheet)
        self._papers(sheet)
        self._entries(sheet)
        self._followup(sheet)
        self.lines.addStretch(1)

    # --- the parts ---

    def _head(self, sheet: GrantSheet) -> None:
        one = sheet.grant
        self.lines.addWidget(Label(one.title, "detail", wrap=True))
        under = tr("{holder} · {axis} {year}", holder=sheet.holder, axis=sheet.axis.name, year=one.year) if sheet.axis else tr("{holder} · {year}", holder=sheet.holder, year=one.year)  # fmt: skip
        self.lines.addWidget(Label(under, "secondary", "text2", wrap=True))
        due = next_act(sheet)
        may, why = payable(sheet)
        buttons: list[QWidget] = []
        if due is not NextAct.PAY or not may:
            shown = due if due is not NextAct.PAY else NextAct.PRINT
            words, icon = WORDS[shown]
            main = Button(tr(words), "primary", icon)
            main.setObjectName("next_act")
            main.clicked.connect(self.act(shown.value))
            buttons.append(main)
        given = one.direction is Direction.GIVEN
        if sheet.status.is_voted and sheet.status.is_open:
            pay = Button(
                tr("Verser") if given else tr("Recevoir"),
                "primary" if not buttons else "secondary",
                "" if buttons else "hand-coins",
            )
            pay.setObjectName("pay")
            pay.clicked.connect(self.act("pay"))
            pay.allow(may, why)
            buttons.append(pay)
        row = Row(*buttons, menu_button(tr("Autres actes"), self._more(sheet)), spacing=6)
        row.setStretch(0, 1)
        self.lines.addLayout(row)
        if why and sheet.status.is_voted and sheet.status.is_open:
            reason = Label(why, "caption", "text2", wrap=True)
            reason.setObjectName("why_not")
            self.lines.addWidget(reason)
        for hint in sheet.hints:
            self.lines.addWidget(parts.hint(hint))
        self.lines.addWidget(Divider())

    def _more(self, sheet: GrantSheet) -> list[Action | None]:
        def act(word: str, title: str, icon: str) -> Action:
            return Action(f"funding.{word}", title, self.act(word), icon=icon)

        voted, opened = sheet.status.is_voted, sheet.status.is_open
        given = sheet.grant.direction is Direction.GIVEN
        found: list[Action | None] = [act("edit", tr("Modifier la fiche"), "pencil")]
        if opened:
            found += [act("vote", tr("Modifier le vote") if voted else tr("Enregistrer le vote"), "landmark")]
            found += [
                act("plan", tr("Écrire l'échéancier"), "calendar-range"),
                act("paper", tr("Ajouter une pièce due"), "file-plus"),
            ]
        if not voted and opened:
            found += [
                act("committee", tr("Porter en commission"), "users"),
                act("refuse", tr("Refuser"), "x"),
                act("withdraw", tr("Retirer la demande"), "archive"),
            ]
        if voted and opened:
            found += [act("sign", tr("Enregistrer la signature"), "pencil"), act("close", tr("Solder"), "circle-check")]
        if voted and sheet.paid_minor:
            found.append(act("repay", tr("Enregistrer un reversement"), "undo-2"))
        if voted and not sheet.paid_minor:
            found.append(act("reopen", tr("Revenir sur le vote"), "rotate-ccw"))
        found += [None, act("letter", tr("Imprimer la lettre"), "printer")]
        if given and sheet.instalments:
            found.append(act("order", tr("Imprimer l'ordre de paiement"), "printer"))
        if not opened:
            found.append(act("archive", tr("Archiver"), "archive"))
        return found

    def _figures(self, sheet: GrantSheet) -> None:
        money = sheet.money
        given = sheet.grant.direction is Direction.GIVEN
        left = sheet.left_minor
        first = _asked_or_granted(sheet)
        row = Row(
            parts.figure(first[0], format_money(first[1])),
            parts.figure(tr("Versé") if given else tr("Reçu"), format_money(money(sheet.paid_minor))),
            parts.figure(tr("Reste"), format_money(money(left)) if left else "—", "warning" if left > 0 else "text"),
            spacing=10,
        )
        self.lines.addLayout(row)
        bar = SegmentedBar(8)
        share = sheet.paid_minor / sheet.granted_minor if sheet.granted_minor else 0
        bar.set_parts([(share, "primary")], tr("Versé {paid} sur {granted}", paid=format_money(money(sheet.paid_minor)), granted=format_money(money(sheet.granted_minor))))  # fmt: skip
        self.lines.addWidget(bar)
        self.lines.addWidget(Divider())

    def _section(self, words: str, button: Button | None = None) -> None:
        self.lines.addLayout(Row(Overline(words), None, *([button] if button else []), spacing=6))

    def _schedule(self, sheet: GrantSheet) -> None:
        add = Button(tr("Échéance"), "link", "plus")
        add.setAccessibleName(tr("Ajouter une échéance"))
        add.clicked.connect(self.act("instalment"))
        opened = sheet.status.is_open
        self._section(tr("Échéancier"), add if opened else None)
        currency = sheet.grant.currency
        for number, view in enumerate(sheet.instalments):
            row = step_row(view, currency, last=number == len(sheet.instalments) - 1)
            self.lines.addLayout(Row(row, self._step_menu(view), spacing=2) if opened else Row(row))
        if not sheet.instalments:
            self.lines.addWidget(Label(tr("Aucune échéance n'est encore écrite."), "secondary", "text2", wrap=True))
        gap = sheet.granted_minor - sheet.scheduled_minor
        if sheet.instalments and sheet.status.is_voted and gap:
            words = tr("Écart avec l'accordé : {gap}.", gap=format_money(sheet.money(gap)))
            self.lines.addWidget(Label(words, "caption", "warning", wrap=True))
        self.lines.addWidget(Divider())

    def _step_menu(self, view: InstalmentView) -> IconButton:
        key = view.instalment.id
        acts: list[Action | None] = [
            Action(
                "funding.edit_instalment", tr("Modifier l'échéance"), self.act("edit_instalment", key), icon="pencil"
            )
        ]
        if not view.paid_minor:
            gone = self.act("remove_instalment", key)
            acts.append(Action("funding.remove_instalment", tr("Retirer l'échéance"), gone, icon="trash-2"))
        return menu_button(tr("Échéance {label}", label=view.instalment.label), acts)

    def _papers(self, sheet: GrantSheet) -> None:
        add = Button(tr("Ajouter"), "link", "plus")
        add.setAccessibleName(tr("Ajouter une pièce due"))
        add.clicked.connect(self.act("paper"))
        self._section(tr("Pièces dues · {n}", n=len(sheet.papers)), add)
        for view in sheet.papers:
            self.lines.addWidget(parts.paper_row(view, self.act, sheet.grant.currency))
        self.lines.addWidget(Divider())

    def _entries(self, sheet: GrantSheet) -> None:
        if not sheet.payments:
            return
        self._section(tr("Écritures"))
        for view in sheet.payments:
            self.lines.addWidget(parts.payment_row(view, sheet, self.act))
        self.lines.addWidget(Divider())

    def _followup(self, sheet: GrantSheet) -> None:
        self._section(tr("Suivi"))
        for widget in parts.followup(sheet, self.act):
            self.lines.addWidget(widget)
        self.lines.addWidget(Divider())
        self._section(tr("Parcours"))
        for widget in parts.journal(sheet, self._status_names):
            self.lines.addWidget(widget)


def _asked_or_granted(sheet: GrantSheet) -> tuple[str, Money]:
    """Return the amount a grant stands at, with its name: asked for, proposed to the committee, or granted."""
    one = sheet.grant
    if sheet.status.is_voted:
        return tr("Accordé"), sheet.money(sheet.granted_minor)
    if one.proposed_minor:
        return tr("Proposé"), sheet.money(one.proposed_minor)
    return tr("Demandé"), sheet.money(one.requested_minor or 0)
