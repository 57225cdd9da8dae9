"""The advice given to associations: the year's figures, the list, and the chosen one beside it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.projects.model import ADVICE_STATES, AdviceFigures, AdviceFilter, AdviceState, AdviceView
from cresi_app.projects.service import ProjectService
from cresi_app.projects.ui import searches
from cresi_app.projects.ui.advice_form import AdviceForm, Documents
from cresi_app.widgets.buttons import BackButton, Button, Segmented
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal, RecordPicker
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.layouts import Column, Flow, Row, hold
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.page import PageHead
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme
from cresi_app.widgets.turns import NO_LIMIT, Turns

_ASIDE, _TIGHT = 400, 330
_BESIDE = 960
"""From this width of the page on, the list shows all its columns beside the advice."""
_ROOMY = {"subject": _BESIDE, "staff": _BESIDE, "state": 880}
"""The effective width that each of these columns asks of the page."""
_ALONE = {"subject": 440, "state": 500, "staff": 700}
"""What they ask where the advice stands in the place of the list."""


def columns() -> list[TableColumn[AdviceView]]:
    """Return the columns of the list."""
    return [
        TableColumn("on", tr("Jour"), lambda view: format_date(view.advice.advised_on, "medium"), width=108),
        TableColumn("whom", tr("Pour"), lambda view: view.whom, stretch=True, bold=True, twofold=True),
        TableColumn("subject", tr("Sujet"), lambda view: view.advice.subject, stretch=True, twofold=True),
        TableColumn("staff", tr("Par"), lambda view: view.staff, width=112, ink="text2"),
        TableColumn("state", tr("État"), _state, width=100, pill=lambda view: (_state(view), _tone(view))),
    ]


def _state(view: AdviceView) -> str:
    return tr(ADVICE_STATES[view.advice.state][0])


def _tone(view: AdviceView) -> str:
    return ADVICE_STATES[view.advice.state][1]


class AdvicePane(QWidget):
    """Stands in the place of the list of dossiers; `closed` asks for it again."""

    closed = Signal()

    def __init__(self, desk: Desk, service: ProjectService, documents: Documents) -> None:
        super().__init__()
        self.desk, self.service = desk, service
        self._wanted = AdviceFilter(year=desk.year)
        self._back = BackButton(tr("Projets"), above=True)
        self._back.setAccessibleName(tr("Retour aux projets"))
        self._back.clicked.connect(self.closed)
        self._new = Button(tr("Noter un conseil"), "secondary", "plus")
        self._new.clicked.connect(self._ask)
        self.head = PageHead(tr("Conseils aux associations"), " ", [self._new])
        self.words = LineInput()
        self.words.setPlaceholderText(tr("Filtrer : association, sujet…"))
        self.words.setAccessibleName(tr("Filtrer les conseils"))
        hold(self.words, least_width=280)
        self.words.textChanged.connect(self._filter)
        self._which = Segmented(
            tr("Conseils montrés"),
            [("all", tr("Tous")), ("planned", tr("À venir")), ("given", tr("Donnés"))],
        )
        self._which.chosen.connect(self._narrow)
        self._whom = RecordPicker(
            desk,
            tr("Pour quelle association ?"),
            searches.organisations(service.directory),
            name="organisation_id",
            create=searches.new_organisation(desk, service.directory),
            hint=tr("Tapez son nom ; le conseil s'ouvre aussitôt, daté d'aujourd'hui."),
        )
        self._whom.committed.connect(self._begin)
        self._asking = Card()
        self._asking.body.addWidget(self._whom)
        self._asking.hide()
        self._model: TableModel[AdviceView] = TableModel(desk, "advice", columns(), self)
        self.table = TableView(tr("Conseils"), self._model, row_height=40)
        self.table.browsing.kind = "advice"
        self.form = AdviceForm(desk, service, documents)
        self.form.removed.connect(lambda: self.form.show_view(None))
        self._empty = EmptyState("", "", Act(tr("Noter un conseil"), self._ask), None)
        self._lay()
        self.table.current_changed.connect(self._stand)
        self._model.count_changed.connect(self._counted)
        kept = desk.recall("projects.advice").get("which")
        if kept in {"planned", "given"}:
            self._which.set_current(kept)

    def _lay(self) -> None:
        self._stack = FrontStack(self.table, self._empty)
        listed = Card(padding=(10, 10))
        listed.body.addWidget(self._stack, 1)
        content = QWidget()
        Column(self.form, None, margins=(0, 0, 8, 10), parent=content)
        self._side = ScrollArea(content)
        theme().changed.connect(self._fit)
        self.turns = body = Turns(listed, self._side, shares=(1, 0), lists=[self.table])
        filters = Flow(self.words, self._which, gap=8)
        head = Column(Row(self._back, None), self.head, spacing=6)
        column = Column(head, filters, self._asking, body, spacing=12, margins=(24, 14, 24, 14), parent=self)
        column.setStretch(3, 1)
        self.form.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room out between the list and the advice one stands on."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = theme()
        roomy = self.width() >= look.px(_BESIDE)
        if self.turns.one_at_a_time:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(NO_LIMIT)
        else:
            self._side.setFixedWidth(look.px(_ASIDE if roomy else _TIGHT))
        asked = _ALONE if self.turns.one_at_a_time else _ROOMY
        for number, column in enumerate(self._model.columns()):
            self.table.setColumnHidden(number, self.width() < look.px(asked.get(column.key, 0)))

    # --- reading ---

    def set_year(self, year: int) -> None:
        """Follow the window's exercise."""
        self._wanted = replace(self._wanted, year=year)
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if changes is not None and not changes.touches_any(("advice", "advice_document", "organisation", "person")):
            return
        if changes is None:
            self._show()
        else:
            self._model.heed(changes, "advice", ("advice_document", "organisation", "person"))
        self._count()
        self._stand(self.table.current())

    def open_advice(self, advice_id: int) -> None:
        """Show one piece of advice, whatever its year."""
        service = self.service

        def read() -> AdviceView | None:
            found = service.advice_views([advice_id])
            return found[0] if found else None

        def show(view: AdviceView | None) -> None:
            if view is not None and view.advice.advised_on.year != self._wanted.year:
                self.set_year(view.advice.advised_on.year)
            self.form.show_view(view)
            self.table.select(advice_id)
            self.turns.show_sheet()
            if view is not None:
                self.form.form.field("subject").focus()

        self.desk.read(("projects", "one_advice"), read, show)

    def _show(self) -> None:
        wanted, service = self._wanted, self.service

        def ids(limit: int | None) -> Sequence[int]:
            return service.advice_ids(wanted, limit)

        def rows(some: Sequence[int]) -> dict[int, AdviceView]:
            return {view.advice.id: view for view in service.advice_views(some)}

        self._model.show(Source(ids, rows))

    def _count(self) -> None:
        service, year = self.service, self._wanted.year or self.desk.year
        self.desk.read(
            ("projects", "advice_figures"), lambda: service.advice_figures(year), lambda found: self._told(year, found)
        )

    def _told(self, year: int, figures: AdviceFigures) -> None:
        self.head.set_subtitle(figures_words(year, figures))

    def _stand(self, advice_id: int | None) -> None:
        service = self.service
        if advice_id is None:
            return
        self.desk.read(("projects", "stood_advice"), lambda: service.advice_views([advice_id]), self._stood)

    def _stood(self, found: Sequence[AdviceView]) -> None:
        self.form.show_view(found[0] if found else None)

    # --- filters and acts ---

    def _filter(self, text: str) -> None:
        self._wanted = replace(self._wanted, text=text)
        self._show()

    def _narrow(self, key: object) -> None:
        states = {"planned": AdviceState.PLANNED, "given": AdviceState.GIVEN}
        self._wanted = replace(self._wanted, state=states.get(str(key)))
        self.desk.remember("projects.advice", which=str(key))
        self._show()

    def _counted(self, count: int) -> None:
        self._empty.say(
            tr("Aucun conseil pour cet exercice"),
            tr(
                "Chaque rendez-vous noté ici compte dans le bilan de l'année et se retrouve sur la fiche de l'association."
            ),
        )
        self._stack.setCurrentWidget(self.table if count else self._empty)
        self.turns.offer_sheet(count > 0)
        first = self._model.id_at(0) if count else None
        if self.table.current() is None and first is not None and self.table.browsing.awaited is None:
            self.table.select(first)

    def _ask(self) -> None:
        self._asking.setVisible(self._asking.isHidden())
        if not self._asking.isHidden():
            self._whom.focus()

    def _begin(self, proposal: object) -> None:
        if isinstance(proposal, Proposal):
            self._whom.set_value(None)
            self._asking.hide()
            self.note_for(int(str(proposal.value)))

    def note_for(self, organisation_id: int) -> None:
        """Note advice given to an organisation today, and open it to be filled."""
        service, actor = self.service, self.desk.actor
        self.desk.write(
            "projects.add_advice",
            lambda: service.add_advice(actor, tr("Conseil sur un projet"), organisation_id),
            lambda changes: self.open_advice(changes.id),
        )


def figures_words(year: int, figures: AdviceFigures) -> str:
    """Return « 14 conseils donnés à 9 associations ou personnes en 2026 · 11 h 30 · 2 à venir »."""
    given = trn("{n} conseil donné", "{n} conseils donnés", figures.given)
    holders = trn("{n} association ou personne", "{n} associations ou personnes", figures.holders)
    whole, rest = divmod(figures.minutes, 60)
    told = tr("{h} h {m}", h=format_number(whole), m=f"{rest:02d}")
    hours = told if rest else tr("{hours} h", hours=format_number(whole))
    planned = trn("{n} à venir", "{n} à venir", figures.planned)
    documents = trn("{n} document remis", "{n} documents remis", figures.documents)
    return tr(
        "{year} : {given} · {holders} · {hours} · {documents} · {planned}",
        year=str(year),
        given=given,
        holders=holders,
        hours=hours,
        documents=documents,
        planned=planned,
    )
