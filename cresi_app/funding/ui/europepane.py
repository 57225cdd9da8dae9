"""The panes of the Europe desk: a call with its eligibility sheet, an application with its partners, budget and answers."""

from collections.abc import Sequence
from datetime import time

from PySide6.QtWidgets import QWidget

from cresi_app.core.dates import format_date, format_time
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.europe import AnswerView, ApplicationSheet, CallRow, Criterion
from cresi_app.funding.ui.paneparts import fact, figure
from cresi_app.widgets.actions import Action, menu_button
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider
from cresi_app.widgets.labels import Label, Overline
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.pills import Pill, PillTone
from cresi_app.widgets.sidepane import SidePane

_TONES: dict[str, PillTone] = {
    "neutral": "neutral", "info": "info", "success": "success", "warning": "warning", "danger": "danger",
}  # fmt: skip


class _RecordPane(SidePane):
    """Lines made anew each time: sections, sentences."""

    def section(self, words: str, add: str = "", asked: str = "") -> None:
        """Begin a part; `add` names the button that adds to it."""
        buttons = []
        if add:
            button = Button(tr("Ajouter"), "link", "plus")
            button.setAccessibleName(add)
            button.clicked.connect(self.act(asked))
            buttons.append(button)
        self.lines.addLayout(Row(Overline(words), None, *buttons, spacing=6))

    def say(self, words: str, ink: str = "text2") -> None:
        """Add a sentence."""
        self.lines.addWidget(Label(words, "secondary", ink, wrap=True))


class CallPane(_RecordPane):
    """A call: its deadline, its amounts, who may apply, its eligibility sheet, the desk's advice."""

    def __init__(self) -> None:
        super().__init__()
        self.row: CallRow | None = None

    def show_call(self, row: CallRow, criteria: Sequence[Criterion], pill: tuple[str, str]) -> None:
        """Show a call."""
        self.row = row
        one = row.call
        self.begin(one.reference or tr("Appel à projets"), one.id)
        self.lines.addWidget(Label(one.title, "detail", wrap=True))
        self.say(row.programme.name)
        apply = Button(tr("Préparer une candidature"), "primary", "plus")
        apply.setObjectName("next_act")
        apply.clicked.connect(self.act("apply"))
        acts: list[Action | None] = [
            Action("funding.edit_call", tr("Modifier l'appel"), self.act("edit"), icon="pencil"),
            Action("funding.edit_programme", tr("Modifier le programme"), self.act("programme"), icon="pencil"),
            Action("funding.add_criterion", tr("Ajouter un critère"), self.act("criterion"), icon="plus"),
        ]
        line = Row(apply, menu_button(tr("Autres actes"), acts), spacing=6)
        line.setStretch(0, 1)
        self.lines.addLayout(line)
        self.lines.addWidget(Divider())
        self._facts(row, pill)
        self._sheet(criteria)
        if one.advice:
            self.section(tr("Conseil du guichet"))
            self.say(one.advice, "text")
        self.lines.addStretch(1)

    def _facts(self, row: CallRow, pill: tuple[str, str]) -> None:
        one = row.call
        if one.deadline_on is not None:
            when = format_date(one.deadline_on, "full")
            self.lines.addWidget(fact(tr("Date limite"), with_hour(when, one.deadline_time, one.zone)))
            self.lines.addLayout(Row(Pill(pill[0], _TONES.get(pill[1], "neutral")), None))
        if one.opens_on is not None:
            self.lines.addWidget(fact(tr("Ouvre le"), format_date(one.opens_on)))
        money = [format_money(Money(minor, one.currency)) for minor in (one.least_minor, one.most_minor) if minor]
        if money:
            self.lines.addWidget(fact(tr("Subvention"), " · ".join(money)))
        if one.rate_percent is not None:
            self.lines.addWidget(fact(tr("Taux"), tr("{rate} % des dépenses éligibles au plus", rate=one.rate_percent)))
        for name, words in ((tr("Qui"), one.who_may), (tr("Dépenses"), one.costs_note), (tr("Site"), one.website)):
            if words:
                self.lines.addWidget(fact(name, words))
        self.lines.addWidget(Divider())

    def _sheet(self, criteria: Sequence[Criterion]) -> None:
        self.section(tr("Fiche d'éligibilité · {n}", n=len(criteria)), tr("Ajouter un critère"), "criterion")
        for one in criteria:
            holder = QWidget()
            words = one.label if one.is_required else tr("{label} (souhaité)", label=one.label)
            text = Column(
                Label(words, "button", wrap=True),
                *([Label(one.detail, "caption", "text2", wrap=True)] if one.detail else []),
            )
            gone = Action(
                "funding.remove_criterion", tr("Retirer le critère"), self.act("remove", one.id), icon="trash-2"
            )
            Row(text, menu_button(one.label, [gone]), spacing=6, parent=holder).setStretch(0, 1)
            self.lines.addWidget(holder)
        self.lines.addWidget(Divider())


class ApplicationPane(_RecordPane):
    """An application: asked, obtained, received; its partners, the budget's lines, how it stands before the criteria."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet: ApplicationSheet | None = None

    def show_sheet(self, sheet: ApplicationSheet, grants: Sequence[tuple[int, str]]) -> None:
        """Show an application; `grants` are the sums it brought, in words, by their grant's id."""
        self.sheet = sheet
        one = sheet.application
        self.begin(tr("Candidature {number}", number=one.number), one.id)
        self.lines.addWidget(Label(sheet.row.title, "detail", wrap=True))
        if one.acronym:
            self.say(one.title)
        where = " · ".join(part for part in (sheet.row.programme, sheet.row.call) if part)
        if where:
            self.say(where)
        self._acts(sheet)
        self._figures(sheet, grants)
        self._partners(sheet)
        self._budget(sheet)
        self._answers(sheet)
        self._facts(sheet)
        self.lines.addStretch(1)

    def _acts(self, sheet: ApplicationSheet) -> None:
        main = Button(tr("Changer d'étape"), "primary", "flag")
        main.setObjectName("next_act")
        main.clicked.connect(self.act("stage"))
        acts: list[Action | None] = [
            Action("funding.edit_application", tr("Modifier la candidature"), self.act("edit"), icon="pencil"),
        ]
        if sheet.row.stage.is_won:
            acts.append(
                Action("funding.open_grant", tr("Ouvrir la recette obtenue"), self.act("open_grant"), icon="hand-coins")
            )
        row = Row(Pill(sheet.row.stage.name, _TONES.get(sheet.row.stage.tone, "neutral")), None)
        self.lines.addLayout(row)
        line = Row(main, menu_button(tr("Autres actes"), acts), spacing=6)
        line.setStretch(0, 1)
        self.lines.addLayout(line)
        self.lines.addWidget(Divider())

    def _figures(self, sheet: ApplicationSheet, grants: Sequence[tuple[int, str]]) -> None:
        one = sheet.application

        def amount(minor: int | None) -> str:
            return format_money(Money(minor, one.currency)) if minor is not None else "—"

        asked, won = (
            figure(tr("Demandé"), amount(one.requested_minor)),
            figure(tr("Obtenu"), amount(one.obtained_minor)),
        )
        self.lines.addLayout(Row(asked, won, figure(tr("Reçu"), amount(sheet.row.received_minor)), spacing=10))
        for grant_id, words in grants:
            button = Button(words, "link", "hand-coins")
            button.clicked.connect(self.act("grant", grant_id))
            self.lines.addLayout(Row(button, None))
        self.lines.addWidget(Divider())

    def _partners(self, sheet: ApplicationSheet) -> None:
        self.section(tr("Partenaires · {n}", n=len(sheet.partners)), tr("Ajouter un partenaire"), "partner")
        currency = sheet.application.currency
        for view in sheet.partners:
            lead = view.partner.organisation_id == sheet.application.lead_id
            detail = [tr("chef de file") if lead else view.partner.role, view.country]
            if view.amount_minor:
                detail.append(tr("{amount}, dont {asked} demandés", amount=format_money(Money(view.amount_minor, currency)), asked=format_money(Money(view.asked_minor, currency))))  # fmt: skip
            gone = None if lead else ("remove_partner", view.partner.id)
            self.lines.addWidget(self._line(view.name, " · ".join(part for part in detail if part), gone))
        self.lines.addWidget(Divider())

    def _budget(self, sheet: ApplicationSheet) -> None:
        currency = sheet.application.currency
        self.section(tr("Budget · {n}", n=len(sheet.lines)), tr("Ajouter une ligne de budget"), "line")
        for line, partner in sheet.lines:
            amounts = tr("{amount}, dont {asked} demandés", amount=format_money(Money(line.amount_minor, currency)), asked=format_money(Money(line.asked_minor, currency)))  # fmt: skip
            detail = " · ".join(part for part in (partner, amounts) if part)
            self.lines.addWidget(self._line(line.label, detail, ("remove_line", line.id)))
        if sheet.lines:
            total = tr("Total {amount}, dont {asked} demandés", amount=format_money(Money(sheet.row.lines_minor, currency)), asked=format_money(Money(sheet.row.asked_minor, currency)))  # fmt: skip
            self.lines.addWidget(Label(total, "button", wrap=True))
        for gap, words in ((sheet.total_gap, tr("Écart avec le total du formulaire : {gap}.")), (sheet.asked_gap, tr("Écart avec la demande du formulaire : {gap}."))):  # fmt: skip
            if gap:
                self.say(words.replace("{gap}", format_money(Money(gap, currency))), "warning")
        self.lines.addWidget(Divider())

    def _answers(self, sheet: ApplicationSheet) -> None:
        if not sheet.answers:
            return
        self.section(tr("Éligibilité · {n} à voir", n=len(sheet.unmet)))
        for view in sheet.answers:
            self.lines.addWidget(self._answer(view))
        self.lines.addWidget(Divider())

    def _answer(self, view: AnswerView) -> QWidget:
        words, tone = {
            True: (tr("Rempli"), "success"),
            False: (tr("Non rempli"), "danger"),
            None: (tr("À voir"), "warning" if view.criterion.is_required else "neutral"),
        }[view.is_met]
        key = view.criterion.id
        acts: list[Action | None] = [
            Action("funding.met", tr("Rempli"), self.act("met", key), icon="check"),
            Action("funding.unmet", tr("Non rempli"), self.act("unmet", key), icon="x"),
            Action("funding.unknown", tr("À voir"), self.act("unknown", key), icon="circle-question-mark"),
        ]
        holder = QWidget()
        label = Label(view.criterion.label, "secondary", wrap=True)
        row = Row(label, Pill(words, _TONES[tone]), menu_button(view.criterion.label, acts), spacing=6, parent=holder)
        row.setStretch(0, 1)
        return holder

    def _facts(self, sheet: ApplicationSheet) -> None:
        one = sheet.application
        self.section(tr("Suivi"))
        self.lines.addWidget(fact(tr("Chef de file"), sheet.lead_name))
        for name, day in ((tr("Déposée le"), one.submitted_on), (tr("Résultat le"), one.result_on)):
            if day is not None:
                self.lines.addWidget(fact(name, format_date(day)))
        if one.starts_on and one.ends_on:
            period = tr("du {first} au {last}", first=format_date(one.starts_on), last=format_date(one.ends_on))
            self.lines.addWidget(fact(tr("Période"), period))
        for name, words in ((tr("Avis"), one.result_note), (tr("Résumé"), one.summary), (tr("Dossier"), sheet.project_number), (tr("Suivi par"), sheet.followed_by)):  # fmt: skip
            if words:
                self.lines.addWidget(fact(name, words))

    def _line(self, name: str, detail: str, gone: tuple[str, int] | None) -> QWidget:
        holder = QWidget()
        text = Column(Label(name, "button", wrap=True), Label(detail, "caption", "text2", wrap=True))
        menus = []
        if gone is not None:
            act = Action(f"funding.{gone[0]}", tr("Retirer"), self.act(*gone), icon="trash-2")
            menus.append(menu_button(name, [act]))
        Row(text, *menus, spacing=6, parent=holder).setStretch(0, 1)
        return holder


def with_hour(day: str, hour: str, zone: str) -> str:
    """Return a deadline in words: « jeudi 17 décembre 2026, 17 h (heure de Bruxelles) »; without an hour the day alone."""
    if not hour:
        return day
    at = format_time(time.fromisoformat(hour))
    if zone == "Europe/Brussels":
        return tr("{day}, {time} (heure de Bruxelles)", day=day, time=at)
    return tr("{day}, {time} ({zone})", day=day, time=at, zone=zone.rpartition("/")[2])
