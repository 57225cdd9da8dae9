"""The tab « Suivi »: tasks, exchanges, opinions, advice, and after the decision the grant: one at a time."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.projects.model import (
    AdviceFilter,
    AdviceView,
    DossierData,
    ExchangeView,
    Following,
    OpinionView,
    TaskView,
)
from cresi_app.projects.ui import searches
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.panels import ProjectPanels
from cresi_app.projects.ui.panes import DossierPane, menu_of
from cresi_app.projects.ui.part_list import PartList
from cresi_app.projects.ui.rows_card import RowKind, RowsCard
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button, Segmented
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    MultilineField,
    Proposal,
    RecordPicker,
    TextField,
)
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.rows import Line
from cresi_app.widgets.scroll import BesideBar, ScrollArea


class FollowPane(DossierPane):
    """What accompanies the dossier."""

    def __init__(self, bench: Bench, panels: ProjectPanels | None = None) -> None:
        super().__init__(bench)
        self._panels = panels or ProjectPanels()
        self._which = Segmented(tr("Suivi"), [("tasks", tr("Tâches"))])
        self._stack = FrontStack()
        self.tasks, self.exchanges, self.opinions = _tasks_card(self), _exchanges_card(self), _opinions_card(self)
        self._advice = _AdviceCard(bench)
        self._cards: dict[str, QWidget] = {
            "tasks": self.tasks,
            "exchanges": self.exchanges,
            "opinions": self.opinions,
            "advice": self._advice,
        }
        self._pages: dict[str, QWidget] = {}
        for key, card in self._cards.items():
            self._pages[key] = _page(card)
            self._stack.addWidget(self._pages[key])
        self._grant: QWidget | None = None
        self._grant_of = 0
        self._which.chosen.connect(self._show)
        body = Column(Row(self._which, None), self._stack, spacing=12, parent=self)
        body.setStretch(1, 1)

    def show_following(self, data: DossierData, following: Following | None) -> None:
        """Offer the grant, when the desk above told one."""
        if following is None or self._panels.panel is None:
            self._drop_grant()
        elif self._grant_of != data.project.id:
            self._drop_grant()
            self._grant, self._grant_of = self._panels.panel(self.bench.desk, data.project.id), data.project.id
            self._pages["grant"] = _page(self._grant)
            self._stack.addWidget(self._pages["grant"])
        self._offer(data)

    def _drop_grant(self) -> None:
        page = self._pages.pop("grant", None)
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()
        self._grant, self._grant_of = None, 0

    def open_card(self, key: str) -> None:
        """Show one of the parts."""
        self._which.set_current(key)
        self._show(key)

    def fill(self, data: DossierData, *, same: bool) -> None:  # noqa: ARG002 - one shape for all panes
        """Show tasks, exchanges, opinions; ask for the advice."""
        for card in (self.tasks, self.exchanges, self.opinions):
            card.show_data(data)
        self.tasks.badge.hide()  # the choice above counts what is left to do
        self._advice.show_data(data)
        self._offer(data)

    def flush(self) -> None:
        """Save what is being typed."""
        for card in (self.tasks, self.exchanges, self.opinions):
            card.form.flush()

    def _offer(self, data: DossierData) -> None:
        left = sum(view.task.done_on is None for view in data.tasks)
        options: list[tuple[str, str] | tuple[str, str, int]] = [
            ("tasks", tr("Tâches"), left),
            ("exchanges", tr("Échanges"), len(data.exchanges)),
            ("opinions", tr(C_("review", "Avis")), len(data.opinions)),
            ("advice", tr("Conseils")),
        ]
        if "grant" in self._pages:
            options.insert(0, ("grant", tr("Subvention")))
        self._which.set_options(options)
        self._show(self._which.current)

    def _show(self, key: object) -> None:
        self._stack.setCurrentWidget(self._pages[str(key)])


def _page(card: QWidget) -> QWidget:
    page = QWidget()
    Column(ScrollArea(BesideBar(card, None, foot=14)), parent=page)
    return page


def _staff(pane: DossierPane) -> ChoiceField:
    people = pane.bench.service.directory.staff_profiles()
    return ChoiceField(tr("Qui s'en occupe"), [(None, "—"), *((one.id, one.name) for one in people)], name="staff_id")


# --- tasks ---


def _tasks_card(pane: DossierPane) -> RowsCard:
    add = Button(tr("Ajouter une tâche"), "ghost", "plus")
    fields: list[Field] = [
        TextField(tr("À faire"), name="title"),
        DateField(tr("Pour le"), name="due_on"),
        _staff(pane),
        DateField(tr("Faite le"), name="done_on"),
        MultilineField(tr("Note"), name="note", lines=2),
    ]
    kind = RowKind(
        "project_task", "task", lambda data: [(view.task, view) for view in data.tasks], _task_line,
        first=1, wide=1, moves=False,
    )  # fmt: skip
    card = RowsCard(pane, tr("Tâches et échéances"), kind, fields, aside=(add,))
    card.empty.setText(tr("Rien à faire de noté : une tâche datée revient sur la page d'accueil quand elle approche."))
    add.clicked.connect(lambda: card.add(tr("Nouvelle tâche")))
    done = Button(tr("C'est fait"), "secondary", "check")
    done.clicked.connect(partial(_finish, card))
    card.tail.insertWidget(0, done)
    return card


def _finish(card: RowsCard) -> None:
    bench, current = card.pane.bench, card.parts.current()
    if current is None:
        return
    card.form.flush()
    bench.saver.save(
        ("project_task", current),
        "projects.update_task",
        lambda version: bench.service.update_task(bench.desk.actor, current, version, done_on=clock.today()),
    )


def _task_line(view: TaskView) -> Line:
    task, today = view.task, clock.today()
    day = format_date(task.due_on, "medium") if task.due_on is not None else tr("sans date")
    pill = (tr("À faire"), "neutral")
    if task.done_on is not None:
        pill = (tr("Faite"), "success")
    elif task.is_late(today):
        pill = (tr("En retard"), "danger")
    detail = " · ".join(part for part in (day, view.staff, " ".join(task.note.split())) if part)
    return Line(task.title, detail, pill=pill, icon=("list-checks", "success" if task.done_on else "primary"))


# --- exchanges ---


def _exchanges_card(pane: DossierPane) -> RowsCard:
    service = pane.bench.service
    kinds = service.exchange_kinds.values()
    holder = _holder(pane)
    fields: list[Field] = [
        ChoiceField(tr("Type"), [(kind.code, kind.name) for kind in kinds], name="kind_code"),
        DateField(tr("Le"), name="happened_on"),
        TextField(tr("Avec"), name="with_whom", placeholder=tr("Mme Diarra, présidente")),
        TextField(tr("Objet"), name="subject"),
        RecordPicker(
            pane.bench.desk, tr("Personne de l'annuaire"), searches.people(service.directory, holder), name="person_id"
        ),
        CheckField(tr("Reçu par le centre"), name="is_incoming"),
        MultilineField(tr("Ce qui s'est dit"), name="text", lines=5),
    ]
    kind = RowKind(
        "project_exchange",
        "exchange",
        lambda data: [(view.exchange, view) for view in data.exchanges],
        _exchange_line,
        partial(_with_person, pane),
        wide=1,
        moves=False,
    )
    card = RowsCard(pane, tr("Échanges"), kind, fields)
    card.empty.setText(tr("Notez ici courriels, appels et rencontres : ils restent internes et ne s'impriment pas."))
    actions = [
        Action(f"projects.exchange_{one.code}", one.name, partial(card.add, one.code), icon=one.icon) for one in kinds
    ]
    card.head.addWidget(menu_of(tr("Noter un échange"), actions))
    return card


def _holder(pane: DossierPane) -> Any:
    return lambda: pane.data.holder.id if pane.data is not None else None


def _with_person(pane: DossierPane, record: Any, name: str) -> Any:
    if name != "person_id":
        return getattr(record, name)
    if record.person_id is None or pane.data is None:
        return None
    names = {view.exchange.person_id: view.with_whom for view in pane.data.exchanges}
    names |= {view.opinion.person_id: view.reviewer for view in pane.data.opinions}
    return Proposal(record.person_id, names.get(record.person_id, ""))


def _exchange_line(view: ExchangeView) -> Line:
    one = view.exchange
    title = one.subject or view.kind.name
    way = tr("reçu de {name}", name=view.with_whom) if one.is_incoming else tr("avec {name}", name=view.with_whom)
    parts = (
        view.kind.name if one.subject else "",
        way if view.with_whom else "",
        view.staff,
        " ".join(one.text.split()),
    )
    detail = " · ".join(part for part in parts if part)
    return Line(title, detail, format_date(one.happened_on, "medium"), icon=(view.kind.icon, "info"))


# --- opinions ---


def _opinions_card(pane: DossierPane) -> RowsCard:
    service = pane.bench.service
    add = Button(tr("Demander un avis"), "ghost", "plus")
    verdicts: list[tuple[str | None, str]] = [(None, tr("Attendu"))]
    verdicts += [(one.code, one.name) for one in service.verdicts.values()]
    fields: list[Field] = [
        TextField(tr("Avis de"), name="reviewer"),
        ChoiceField(tr(C_("review", "Avis")), verdicts, name="verdict_code"),
        RecordPicker(
            pane.bench.desk,
            tr("Personne de l'annuaire"),
            searches.people(service.directory, _holder(pane)),
            name="person_id",
        ),
        DateField(tr("Demandé le"), name="asked_on"),
        DateField(tr("Donné le"), name="given_on"),
        CheckField(tr("Imprimé avec le dossier"), name="is_printed"),
        MultilineField(tr("Texte de l'avis"), name="text", lines=6),
    ]
    kind = RowKind(
        "project_opinion",
        "opinion",
        lambda data: [(view.opinion, view) for view in data.opinions],
        _opinion_line,
        partial(_with_person, pane),
        wide=1,
    )
    card = RowsCard(pane, tr("Avis des instructeurs"), kind, fields, aside=(add,))
    card.empty.setText(
        tr("Aucun avis : demandez-les aux services et aux personnes qui connaissent le pays ou le thème.")
    )
    add.clicked.connect(lambda: card.add(tr("Nouvel avis"), asked_on=clock.today()))
    return card


def _opinion_line(view: OpinionView) -> Line:
    one = view.opinion
    if view.verdict is None:
        asked = format_date(one.asked_on, "medium") if one.asked_on is not None else ""
        detail = tr("demandé le {day}", day=asked) if asked else tr("attendu")
        return Line(view.reviewer, detail, pill=(tr("Attendu"), "neutral"), avatar=view.reviewer)
    day = format_date(one.given_on, "medium") if one.given_on is not None else ""
    detail = " · ".join(part for part in (day, " ".join(one.text.split())) if part)
    return Line(view.reviewer, detail, pill=(view.verdict.name, view.verdict.tone), avatar=view.reviewer)


# --- advice ---


class _AdviceCard(Card):
    """The advice given to the holder, about this dossier or not; it is written on the page of advice."""

    def __init__(self, bench: Bench) -> None:
        self._new = Button(tr("Noter un conseil"), "ghost", "plus")
        super().__init__(tr("Conseils donnés au porteur"), count=0, aside=(self._new,))
        self._bench = bench
        self._data: DossierData | None = None
        self._list = PartList(tr("Conseils"), quiet=True)
        self._empty = Label("", "secondary", "text2", wrap=True)
        self._empty.setText(tr("Aucun rendez-vous noté avec cette association."))
        self.body.addWidget(self._empty)
        self.body.addWidget(self._list)
        self._list.opened.connect(lambda key: bench.desk.open_record("advice", key))
        self._new.clicked.connect(self._add)

    def show_data(self, data: DossierData) -> None:
        """Ask for the advice given to the dossier's holder."""
        self._data = data
        service, holder = self._bench.service, data.holder.id
        wanted = AdviceFilter(organisation_id=holder)
        self._bench.desk.read(("projects", "advice_of"), lambda: service.advice_list(wanted, 50), self._show)

    def _show(self, views: list[AdviceView]) -> None:
        self.set_title(tr("Conseils donnés au porteur"), len(views))
        self._empty.setVisible(not views)
        self._list.setVisible(bool(views))
        self._list.show_parts([(view.advice.id, advice_line(view)) for view in views])

    def _add(self) -> None:
        if self._data is None:
            return
        service, actor, one = self._bench.service, self._bench.desk.actor, self._data.project
        self._bench.desk.write(
            "projects.add_advice",
            lambda: service.add_advice(actor, one.title, one.organisation_id, project_id=one.id),
            lambda changes: self._bench.desk.open_record("advice", changes.id),
        )


def advice_line(view: AdviceView) -> Line:
    """Return advice as a row: its subject, when, how, by whom, what was handed out."""
    one = view.advice
    minutes = trn("{n} minute", "{n} minutes", one.minutes) if one.minutes else ""
    handed = trn("{n} document remis", "{n} documents remis", len(view.documents)) if view.documents else ""
    detail = " · ".join(part for part in (view.mode, minutes, view.staff, handed) if part)
    return Line(one.subject, detail, format_date(one.advised_on, "medium"), icon=("message-square", "accent"))
