"""Rows of the grant's pane: a figure, a paper due, an entry, a line of the follow-up, a hint of the law."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.grant import Direction
from cresi_app.funding.model.views import GrantSheet, PaperView, PaymentView
from cresi_app.funding.ui.payforms import means_words
from cresi_app.projects.model.checks import Check
from cresi_app.widgets.actions import Action, menu_button
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import IconTile
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.pills import Pill, PillTone
from cresi_app.widgets.standing import Notice

Ask = Callable[..., Callable[..., None]]
_NAME_WIDTH = 96


def figure(name: str, amount: str, ink: str = "text") -> QWidget:
    """Return a small figure with its name."""
    holder = QWidget()
    Column(Label(name, "caption", "text2"), Label(amount, "detail", ink), spacing=1, parent=holder)
    holder.setAccessibleName(f"{name} : {amount}")
    return holder


def hint(check: Check) -> Notice:
    """Return what the law asks at this amount; it never forbids."""
    warned = check.level == "warning"
    return Notice(
        "warning" if warned else "info", "triangle-alert" if warned else "info", check.sentence, role="secondary"
    )


def paper_state(view: PaperView) -> tuple[str, PillTone]:
    """Return the word of a paper's state."""
    paper = view.paper
    if paper.waived_reason:
        return tr("Dispensé"), "neutral"
    if paper.checked_on is not None:
        return tr("Contrôlé"), "success"
    if paper.received_on is not None:
        return tr("Reçu"), "success"
    return (tr("En retard"), "danger") if view.is_late else (tr("Manque"), "warning")


def paper_words(view: PaperView, currency: str = "EUR") -> str:
    """Return the second line of a paper: received, asked, next reminder, due."""
    paper = view.paper
    if paper.waived_reason:
        return paper.waived_reason
    said = []
    if paper.received_on is not None:
        said.append(tr("reçu le {day}", day=format_date(paper.received_on, "medium")))
        if paper.justified_minor is not None:
            said.append(tr("{amount} justifiés", amount=format_money(Money(paper.justified_minor, currency))))
    else:
        if paper.due_on is not None:
            said.append(tr("dû le {day}", day=format_date(paper.due_on, "medium")))
        if paper.asked_on is not None:
            said.append(tr("demandé le {day}", day=format_date(paper.asked_on, "medium")))
        if paper.reminder_on is not None:
            said.append(tr("relance prévue le {day}", day=format_date(paper.reminder_on, "medium")))
    return ", ".join(said)


def paper_row(view: PaperView, ask: Ask, currency: str = "EUR") -> QWidget:
    """Return one paper with its state and what can be done with it."""
    key, paper = view.paper.id, view.paper

    def act(word: str, title: str, icon: str) -> Action:
        return Action(f"funding.{word}", title, ask(word, key), icon=icon)

    acts: list[Action | None] = []
    if paper.is_missing:
        acts += [act("receive", tr("Reçu aujourd'hui"), "check"), act("waive", tr("Dispenser"), "check")]
    else:
        acts.append(act("unreceive", tr("Remettre en attente"), "rotate-ccw"))
    if view.is_report:
        acts.append(act("check", tr("Contrôler les dépenses"), "clipboard-check"))
    acts += [act("attach", tr("Joindre le fichier"), "paperclip")]
    if paper.sha256:
        acts.append(act("show_file", tr("Ouvrir le fichier"), "eye"))
    acts.append(act("remove_paper", tr("Retirer de la liste"), "trash-2"))
    holder = QWidget()
    words, tone = paper_state(view)
    said = paper_words(view, currency)
    lines = Column(
        Label(view.name, "button", wrap=True),
        *([Label(said, "caption", "text2", wrap=True)] if said else []),
        spacing=0,
    )
    row = Row(
        IconTile("file-text", "info", 30),
        lines,
        Pill(words, tone),
        menu_button(view.name, acts),
        spacing=8,
        parent=holder,
    )
    row.setStretch(1, 1)
    holder.setAccessibleName(f"{view.name}, {words}. {said}")
    return holder


def payment_row(view: PaymentView, sheet: GrantSheet, ask: Ask) -> QWidget:
    """Return one entry; it can only be reversed."""
    one = view.payment
    amount = format_money(sheet.money(one.amount_minor))
    number = one.order_number and tr("n° {number}", number=one.order_number)
    euros = "" if one.currency == "EUR" else format_money(Money(one.euro_minor))
    detail = " · ".join(part for part in (format_date(one.paid_on, "medium"), number, euros, one.reason) if part)
    ink = "text3" if view.is_reversed or view.is_reversal else "text"
    lines = Column(
        Label(f"{view.name} · {amount}", "button", ink, wrap=True),
        Label(detail, "caption", "text2", wrap=True),
        spacing=0,
    )
    holder = QWidget()
    acts: list[Action | None] = []
    if not view.is_reversed and not view.is_reversal:
        acts.append(
            Action(
                "funding.reverse", tr("Corriger par une écriture inverse"), ask("reverse", one.id), icon="rotate-ccw"
            )
        )
    state = [Pill(tr("Annulé"), "neutral")] if view.is_reversed else []
    menus = [menu_button(f"{view.name} {amount}", acts)] if acts else []
    Row(lines, *state, *menus, spacing=8, parent=holder).setStretch(0, 1)
    return holder


def fact(name: str, value: str, act: Callable[..., None] | None = None) -> QWidget:
    """Return one line « Dossier · Ouvrir le projet »; with an act the value is a link."""
    holder = QWidget()
    label = Label(name, "secondary", "text2", wrap=True)
    hold(label, width=_NAME_WIDTH)
    shown: QWidget
    if act is None:
        shown = Label(value, "secondary", wrap=True)
    else:
        shown = Button(value, "link")
        shown.clicked.connect(act)
    row = Row(label, shown, *([] if act is None else [None]), spacing=8, parent=holder)
    if act is None:
        row.setAlignment(label, Qt.AlignmentFlag.AlignTop)
        row.setStretch(1, 1)
    return holder


def followup(sheet: GrantSheet, ask: Ask) -> Iterator[QWidget]:
    """Yield the lines of « Suivi »."""
    one = sheet.grant
    yield fact(tr("Bénéficiaire") if one.direction is Direction.GIVEN else tr("Financeur"), sheet.holder, ask("holder"))
    if sheet.project_number:
        yield fact(tr("Dossier"), tr("Ouvrir le projet {number}", number=sheet.project_number), ask("project"))
    if sheet.application:
        yield fact(tr("Candidature"), sheet.application, ask("application"))
    yield from _amounts(sheet)
    if one.deliberation or one.voted_on:
        day = format_date(one.voted_on) if one.voted_on else ""
        yield fact(tr("Délibération"), ", ".join(part for part in (one.deliberation, day) if part))
    if one.signed_on is not None:
        number = f"{one.agreement_number}, " if one.agreement_number else ""
        yield fact(tr("Convention"), number + tr("signée le {day}", day=format_date(one.signed_on)))
    yield from _years(sheet)
    where = ", ".join(part for part in (sheet.country, sheet.sector) if part)
    if where:
        yield fact(tr("Pays, secteur"), where)
    if one.motive:
        yield fact(tr("Motif"), one.motive)
    for reminder in sheet.reminders:
        words = tr("{papers} ({means})", papers=reminder.papers, means=means_words(reminder.means))
        yield fact(format_date(reminder.sent_on, "medium"), words)
    if sheet.followed_by:
        yield fact(tr("Suivi par"), sheet.followed_by)


def _amounts(sheet: GrantSheet) -> Iterator[QWidget]:
    one, money = sheet.grant, sheet.money
    for name, minor in (
        (tr("Demandé"), one.requested_minor),
        (tr("Proposé"), one.proposed_minor),
        (tr("Voté"), one.voted_minor),
        (tr("Justifié"), sheet.justified_minor or None),
        (tr("Reversé"), sheet.repaid_minor or None),
        (tr("Annulé"), one.released_minor or None),
    ):
        if minor is not None:
            yield fact(name, format_money(money(minor)))


def _years(sheet: GrantSheet) -> Iterator[QWidget]:
    for view in sheet.commitments:
        year = view.exercise.year
        words = tr("{amount} engagés, {paid} versés", amount=format_money(Money(view.commitment.amount_minor)), paid=format_money(Money(view.paid_minor)))  # fmt: skip
        yield fact(tr("{year} (reporté)", year=year) if view.commitment.carried_from_id else str(year), words)
        if view.commitment.excess_reason:
            yield fact("", tr("Dépassement : {reason}", reason=view.commitment.excess_reason))


def journal(sheet: GrantSheet, names: Mapping[str, str]) -> Iterator[QWidget]:
    """Yield the grant's way, latest first: day, where it was brought, by whom, what was said. `names`: statuses by code."""
    for step in reversed(sheet.journal):
        said = " · ".join(part for part in (names.get(step.status_code, ""), step.note, step.actor) if part)
        yield fact(format_date(step.done_on, "medium"), said)
