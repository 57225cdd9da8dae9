"""The agreement one stands on: the next act as the only filled button, five steps, years, what is linked, its story."""

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QWidget

from cresi_app.cooperation.model.amounts import percent_text
from cresi_app.cooperation.model.happenings import CooperationFile
from cresi_app.cooperation.model.listing import AgreementSheet, Event
from cresi_app.cooperation.model.steps import ACT_WORDS, NextAct
from cresi_app.cooperation.service import CooperationService
from cresi_app.cooperation.ui import parts
from cresi_app.cooperation.ui.stepspanel import StepsPanel
from cresi_app.cooperation.ui.yearbars import Legend, YearBars
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money, format_percent
from cresi_app.core.typography import unbroken
from cresi_app.widgets.actions import Action, menu_button
from cresi_app.widgets.buttons import Button, IconButton
from cresi_app.widgets.card import Divider
from cresi_app.widgets.labels import ElidedLabel, Label, Overline
from cresi_app.widgets.layouts import Flow, Row
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.pills import Pill, PillTone
from cresi_app.widgets.sidepane import SidePane

_ICONS = {
    NextAct.DELIBERATE: "landmark", NextAct.SIGN: "pencil", NextAct.TRANSMIT: "send", NextAct.RENEW: "refresh-cw",
    NextAct.RESUME: "rotate-ccw", NextAct.RELAUNCH: "refresh-cw", NextAct.MEET: "users",
}  # fmt: skip
_STAGES: dict[str, PillTone] = {
    "neutral": "neutral",
    "info": "info",
    "success": "success",
    "warning": "warning",
    "danger": "danger",
}


class AgreementPane(SidePane):
    """One cooperation."""

    def __init__(self, service: CooperationService, parent: QWidget | None = None) -> None:
        history = (tr("Historique de la fiche"), "history", "history", "")
        printing = (tr("Imprimer la fiche-accord"), "printer", "print", "Ctrl+P")
        super().__init__([history, printing], leave="close", parent=parent)
        self._service = service
        self.sheet: AgreementSheet | None = None

    def show_sheet(self, sheet: AgreementSheet, story: list[Event], year: int) -> None:
        """Show a cooperation; amounts end with `year`."""
        self.sheet = sheet
        self.begin(tr("Accord {number}", number=sheet.number), sheet.agreement.id)
        self._head(sheet)
        self._steps(sheet)
        self._years(sheet, year)
        self._projects(sheet)
        self._facts(sheet)
        self._acts(sheet)
        self._plans(sheet)
        self._files(sheet)
        self._story(story)
        self.lines.addStretch(1)

    # --- the parts ---

    def _head(self, sheet: AgreementSheet) -> None:
        self.lines.addWidget(Label(sheet.agreement.name, "h1", wrap=True))
        self.lines.addWidget(Label(unbroken(f"{sheet.partner}, {sheet.country}"), "secondary", "text2", wrap=True))
        pills = QWidget()
        flow = Flow(gap=6, parent=pills)
        if sheet.relaunched_in is not None:
            flow.addWidget(Pill(tr("Relancée en {year}", year=sheet.relaunched_in), "accent", dot=False))
        flow.addWidget(Pill(sheet.partner_kind.name, "neutral", dot=False))
        flow.addWidget(Pill(sheet.kind.name, "neutral", dot=False))
        self.lines.addWidget(pills)
        due = sheet.next_act
        button = Button(tr(ACT_WORDS[due]), "primary", _ICONS[due])
        button.setObjectName("next_act")
        button.clicked.connect(self.act(due.value))
        edit = IconButton(tr("Modifier l'accord"), "pencil", keys="E")
        edit.clicked.connect(self.act("edit"))
        row = Row(button, edit, menu_button(tr("Autres actes"), self._more(sheet)), spacing=6)
        row.setStretch(0, 1)
        self.lines.addLayout(row)
        self.lines.addWidget(Divider())

    def _more(self, sheet: AgreementSheet) -> list[Action | None]:
        def act(word: str, title: str, icon: str) -> Action:
            return Action(f"cooperation.{word}", title, self.act(word), icon=icon)

        found: list[Action | None] = [
            act("amend", tr("Ajouter un avenant ou un programme"), "file-plus"),
            act("relaunch", tr("Relancer avec un plan d'action"), "refresh-cw"),
            act("meet", tr("Noter une réunion de suivi"), "users"),
            None,
        ]
        if sheet.standing.in_force is not None:
            suspended = sheet.standing.in_force.suspended_on is not None
            found.append(
                act("resume", tr("Lever la suspension"), "rotate-ccw")
                if suspended
                else act("suspend", tr("Suspendre"), "clock")
            )
            found.append(act("terminate", tr("Dénoncer"), "circle-x"))
        found.append(act("print_partner", tr("Imprimer la fiche du partenaire"), "printer"))
        if sheet.agreement.archived_on is None:
            found.append(act("archive", tr("Archiver"), "archive"))
        else:
            found.append(act("restore", tr("Sortir des archives"), "archive-restore"))
        return found

    def _steps(self, sheet: AgreementSheet) -> None:
        self.lines.addWidget(Overline(tr("Étapes de l'accord")))
        panel = StepsPanel()
        panel.set_steps(sheet.steps)
        self.lines.addWidget(panel)

    def _years(self, sheet: AgreementSheet, year: int) -> None:
        self.lines.addWidget(Divider())
        title = ElidedLabel(tr("Engagements par an, en k€"), "overline", "text3")
        self.lines.addLayout(Row(title, None, Legend(), spacing=4))
        bars = YearBars()
        bars.set_years(sheet.years, year)
        self.lines.addWidget(bars)
        add = Button(tr("Ajouter un engagement"), "link", "plus")
        add.clicked.connect(self.act("commit"))
        for one in sheet.commitments:
            if one.currency != "EUR" or one.year == year:
                amount = format_money(Money(one.amount_minor, one.currency))
                kind = (
                    tr("dont {amount} en nature", amount=format_money(Money(one.in_kind_minor, one.currency)))
                    if one.in_kind_minor
                    else ""
                )
                remove = (
                    tr("Retirer l'engagement {year}", year=one.year),
                    "trash-2",
                    self.act("remove_commitment", one.id),
                )
                self.lines.addWidget(
                    parts.item("euro", (f"{one.year} · {amount}", parts.joined(kind, one.note)), acts=[remove])
                )
        self.lines.addLayout(Row(None, add))

    def _projects(self, sheet: AgreementSheet) -> None:
        title = tr("Projets liés · {n}", n=len(sheet.projects)) if sheet.projects else tr("Projets liés")
        parts.section(self.lines, title, (tr("Lier un projet"), tr("Lier un projet"), self.act("link_project")))
        for one in sheet.projects:
            acts = [
                (parts.opens(one.title), "arrow-right", self.act("open", "project", one.project_id)),
                (tr("Détacher « {title} »", title=one.title), "x", self.act("unlink_project", one.link_id)),
            ]
            pill = (one.stage, _STAGES.get(one.tone, "neutral"))
            words = (one.title, parts.joined(one.number, one.holder))
            self.lines.addWidget(parts.item("folder-kanban", words, pill=pill, acts=acts))
        if not sheet.projects:
            parts.nothing(self.lines, tr("Aucun dossier n'est lié à cet accord."))
        title = tr("Subventions · {n}", n=len(sheet.grants)) if sheet.grants else tr("Subventions")
        parts.section(self.lines, title, (tr("Lier"), tr("Lier une subvention"), self.act("link_grant")))
        for grant in sheet.grants:
            acts = [
                (parts.opens(grant.title), "arrow-right", self.act("open", "grant", grant.grant_id)),
                (tr("Détacher « {title} »", title=grant.title), "x", self.act("unlink_grant", grant.link_id)),
            ]
            paid = tr(
                "{paid} versés sur {voted} · {share}", paid=format_money(Money(grant.paid)),
                voted=format_money(Money(grant.voted)), share=format_percent(grant.paid, grant.voted),
            )  # fmt: skip
            self.lines.addWidget(parts.item("hand-coins", (grant.title, parts.joined(grant.operator, paid)), acts=acts))

    def _facts(self, sheet: AgreementSheet) -> None:
        one = sheet.agreement
        parts.section(self.lines, tr("Ce que dit l'accord"))
        for sentence in sheet.checks:
            self.lines.addWidget(InlineMessage(sentence, "info"))
        parts.fact(self.lines, tr("Signataires"), f"{sheet.authority} · {sheet.partner}")
        parts.fact(
            self.lines,
            tr("Pays"),
            tr("{country} (éligible à l'aide publique)", country=sheet.country) if sheet.is_oda else sheet.country,
        )
        parts.fact(self.lines, tr("Objet"), one.object)
        parts.fact(self.lines, tr("Suivi"), one.steering)
        parts.fact(self.lines, tr("Langues"), sheet.current.originals or one.originals)
        parts.fact(self.lines, tr("Note"), one.note)
        parts.section(self.lines, tr("Secteurs"), (tr("Changer"), tr("Changer les secteurs"), self.act("sectors")))
        for view in sheet.sectors:
            share = (
                f"{percent_text(view.row.percent_hundredths)}\u00a0%" if view.row.percent_hundredths is not None else ""
            )
            sector = view.sector if view.sector != view.name else ""
            self.lines.addWidget(parts.item("tag", (view.name, parts.joined(share, view.row.sector_code, sector))))
        if not sheet.sectors:
            parts.nothing(self.lines, tr("Aucun secteur : l'accord ne se trouve par aucun thème."))

    def _acts(self, sheet: AgreementSheet) -> None:
        parts.section(
            self.lines,
            tr("Actes · {n}", n=len(sheet.acts)),
            (tr("Ajouter"), tr("Ajouter un acte"), self.act("amend")),
        )
        for view in sheet.acts:
            days = parts.joined(
                view.act.number,
                tr("signé le {day}", day=format_date(view.act.signed_on, "medium")) if view.act.signed_on else "",
                tr("jusqu'au {day}", day=format_date(view.ends_on, "medium")) if view.ends_on else "",
            )
            acts = [(tr("Modifier {act}", act=view.title), "pencil", self.act("edit", view.act.id))]
            self.lines.addWidget(parts.item("scroll-text", (view.title, days), pill=(view.state, "neutral"), acts=acts))

    def _plans(self, sheet: AgreementSheet) -> None:
        parts.section(
            self.lines,
            tr("Feuilles de route"),
            (tr("Ajouter"), tr("Ajouter une feuille de route"), self.act("roadmap")),
        )
        for plan in sheet.roadmaps:
            period = "\u00a0– ".join(str(day.year) if day else "…" for day in (plan.starts_on, plan.ends_on))
            kind = tr("Plan d'action") if plan.is_action_plan else ""
            acts = [(tr("Modifier « {title} »", title=plan.title), "pencil", self.act("roadmap", plan.id))]
            self.lines.addWidget(parts.item("map", (plan.title, parts.joined(kind, period)), acts=acts))
            parts.under(self.lines, plan.content)
        parts.section(
            self.lines, tr("Comité de suivi"), (tr("Ajouter"), tr("Noter une réunion de suivi"), self.act("meet"))
        )
        for meeting in sheet.meetings:
            title = parts.joined(format_date(meeting.day, "medium"), meeting.title or tr("Comité de suivi"))
            acts = [
                (
                    tr("Modifier la réunion du {day}", day=format_date(meeting.day)),
                    "pencil",
                    self.act("meeting", meeting.id),
                )
            ]
            reports = [file for file in sheet.files if file.meeting_id == meeting.id]
            acts += [(tr("Ouvrir le compte rendu"), "paperclip", self.act("file", file.id)) for file in reports]
            self.lines.addWidget(
                parts.item("users", (title, parts.joined(meeting.place, meeting.participants)), acts=acts)
            )
            parts.under(self.lines, meeting.decisions)

    def _files(self, sheet: AgreementSheet) -> None:
        files_section(self.lines, self._service, sheet.files, self.act)

    def _story(self, story: list[Event]) -> None:
        parts.section(self.lines, tr("Chronologie"))
        for event in story:
            acts = []
            if event.record is not None:
                acts.append((parts.opens(event.title), "arrow-right", self.act("open", *event.record)))
            words = (event.title, parts.joined(format_date(event.day, "medium"), event.detail))
            self.lines.addWidget(parts.item(event.icon, words, acts=acts))
        if not story:
            parts.nothing(self.lines, tr("Rien encore : la première étape ouvre l'histoire de l'accord."))


def files_section(
    lines: QBoxLayout,
    service: CooperationService,
    files: tuple[CooperationFile, ...],
    act: Callable[..., Callable[..., None]],
) -> None:
    """Add the joined documents of a record, each with its kind and language; `act` makes what is asked."""
    title = tr("Documents · {n}", n=len(files)) if files else tr("Documents")
    parts.section(lines, title, (tr("Joindre"), tr("Joindre un document"), act("attach")))
    for file in files:
        spoken = service.directory.language_by_code[file.language_code].name if file.language_code else ""
        detail = parts.joined(service.file_kinds[file.kind_code].name, spoken, file.file_name if file.label else "")
        name = file.label or file.file_name
        acts = [
            (parts.opens(name), "external-link", act("file", file.id)),
            (tr("Détacher « {title} »", title=name), "x", act("detach", file.id)),
        ]
        lines.addWidget(parts.item("paperclip", (name, detail), acts=acts))
