"""« Europe »: calls with their deadlines, applications with their partners and budgets, what they brought."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.europe import ApplicationFilter, ApplicationRow, ApplicationSheet, CallRow
from cresi_app.funding.model.grant import Direction
from cresi_app.funding.model.views import GrantFilter, GrantSheet
from cresi_app.funding.service import FundingService
from cresi_app.funding.ui import europeforms
from cresi_app.funding.ui.editform import GrantEdit
from cresi_app.funding.ui.europepane import ApplicationPane, CallPane
from cresi_app.funding.ui.export import export_grants
from cresi_app.funding.ui.frame import SidedView
from cresi_app.funding.ui.grantacts import GrantActs, PaneDoors
from cresi_app.funding.ui.grantlist import GrantListCard
from cresi_app.funding.ui.pane import GrantPane
from cresi_app.funding.ui.rowkept import Resized
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme

_SEEN = ("application_partner", "application_line", "funding_call", "programme", "grant", "payment", "organisation")


def call_pill(row: CallRow) -> tuple[str, str]:
    """Return how near a deadline is."""
    if row.days is None:
        return tr("Sans échéance"), "neutral"
    if row.days < 0:
        return tr("Passé"), "neutral"
    opens = row.call.opens_on
    if row.days <= 30:
        return trn("{n} jour", "{n} jours", row.days), "warning"
    return (trn("{n} jour", "{n} jours", row.days), "info") if opens is not None else (tr("À venir"), "neutral")


def call_columns() -> list[TableColumn[CallRow]]:
    """Return the columns of the calls."""
    return [
        TableColumn("title", tr("Appel"), lambda row: row.call.title, stretch=True, bold=True, twofold=True),
        TableColumn("programme", tr("Programme"), lambda row: row.programme.short, width=120, ink="text2"),
        TableColumn("deadline", tr("Date limite"), _deadline, width=118, align="right"),
        TableColumn(
            "rate",
            tr("Taux"),
            lambda row: f"{row.call.rate_percent}\u00a0%" if row.call.rate_percent else "—",
            width=62,
            align="right",
        ),
        TableColumn("days", tr("Reste"), lambda row: call_pill(row)[0], width=110, pill=call_pill),
    ]


def _deadline(row: CallRow) -> str:
    return format_date(row.call.deadline_on, "medium") if row.call.deadline_on else "—"


def application_columns() -> list[TableColumn[ApplicationRow]]:
    """Return the columns of the applications."""

    def money(row: ApplicationRow, minor: int | None) -> str:
        return format_money(Money(minor, row.application.currency)) if minor else "—"

    return [
        TableColumn("title", tr("Candidature"), lambda row: row.title, stretch=True, bold=True, twofold=True),
        TableColumn("lead", tr("Chef de file"), lambda row: row.lead, width=196, ink="text2", twofold=True),
        TableColumn("partners", tr("Partenaires"), lambda row: str(row.partners), width=84, align="right"),
        TableColumn(
            "asked", tr("Demandé"), lambda row: money(row, row.application.requested_minor), width=104, align="right"
        ),
        TableColumn("received", tr("Reçu"), lambda row: money(row, row.received_minor), width=104, align="right"),
        TableColumn(
            "stage",
            tr("Étape"),
            lambda row: row.stage.name,
            width=168,
            pill=lambda row: (row.stage.name, row.stage.tone),
        ),
    ]


_ROOM: Final = {"lead": 920, "partners": 760}
"""The effective width of the view that each of these columns of the applications asks for."""


class EuropeView(SidedView):
    """Calls above, applications under them; at the right the call, the application or the grant one stands on."""

    title_changed = Signal()
    print_asked = Signal(object)

    def __init__(self, desk: Desk, service: FundingService) -> None:
        self.desk, self.service = desk, service
        self.application_id: int | None = None
        self.call_id: int | None = None
        self.grant_id: int | None = None
        self._words = ApplicationFilter()
        self._inside = QWidget()
        super().__init__(ScrollArea(self._inside))
        self.calls: TableModel[CallRow] = TableModel(desk, "funding.calls", call_columns(), self)
        self.calls_table = TableView(tr("Appels à projets"), self.calls, row_height=36)
        self.model: TableModel[ApplicationRow] = TableModel(desk, "funding.applications", application_columns(), self)
        self.table = TableView(tr("Candidatures"), self.model, row_height=40)
        self.table.browsing.kind = "application"
        self._lay()
        self.home = self.table
        self.pane = ApplicationPane()
        self.call_pane = CallPane()
        self.grant_pane = GrantPane({one.code: one.name for one in service.statuses.values()})
        self.edit = GrantEdit(desk, service)
        self.edit.left.connect(lambda: self.show_pane(self.grant_pane))
        for pane in (self.pane, self.call_pane, self.grant_pane, self.edit):
            self.add(pane)
        self.acts = GrantActs(desk, service, PaneDoors(self.show_form, self._edit, self.print_asked.emit))
        self.calls_table.current_changed.connect(self._call_chosen)
        self.table.current_changed.connect(self._chosen)
        self.table.opened.connect(lambda key: self.open_record("application", key))
        self.calls_table.opened.connect(lambda key: self.open_record("funding_call", key))
        self.receipts.opened.connect(self.show_grant)
        self.table.letters = {"n": self.ask_application}
        self.pane.asked.connect(self._asked)
        self.call_pane.asked.connect(self._call_asked)
        self.grant_pane.asked.connect(self._grant_asked)
        self.form_done.connect(self._form_done)
        for model in (self.model, self.calls):
            model.count_changed.connect(lambda _count: self.title_changed.emit())
            model.count_changed.connect(lambda _count: self.fit_tables())
        theme().changed.connect(self.fit_tables)
        Resized(self, self.fit_tables)
        for table in (self.calls_table, self.table):
            table.horizontalScrollBar().rangeChanged.connect(lambda _least, _most: self.fit_tables())

    def fit_tables(self) -> None:
        """Make each table as high as its lines, three to eight: the page scrolls; columns give way to the titles."""
        room = self.width() / theme().scale
        for number, column in enumerate(self.model.columns()):
            self.table.setColumnHidden(number, room < _ROOM.get(column.key, 0))
        for table, model in ((self.calls_table, self.calls), (self.table, self.model)):
            rows = min(8, max(3, model.rowCount()))
            across = table.horizontalScrollBar()
            edge = 2 * table.frameWidth() + (across.sizeHint().height() if across.maximum() else 0)
            head = table.horizontalHeader().height()
            table.setFixedHeight(head + rows * table.verticalHeader().defaultSectionSize() + edge)

    def _lay(self) -> None:
        programme = Button(tr("Nouveau programme"), "ghost", "plus")
        programme.clicked.connect(lambda: self.show_form(europeforms.programme(self.desk, self.service)))
        call = Button(tr("Nouvel appel"), "ghost", "plus")
        call.clicked.connect(lambda: self.show_form(europeforms.call(self.desk, self.service)))
        calls = Card(tr("Appels et dates limites"), aside=[programme, call], padding=(18, 12))
        calls.body.addWidget(self.calls_table)
        grants = Card(tr("Candidatures"), padding=(18, 12))
        self.empty = EmptyState(
            tr("Aucune candidature"),
            tr(
                "Le guichet Europe cherche de l'argent : une candidature réunit des partenaires, un budget et un appel."
            ),
            Act(tr("Nouvelle candidature"), self.ask_application),
        )
        self.empty.hide()
        grants.body.addWidget(self.table)
        grants.body.addWidget(self.empty)
        self.receipts = GrantListCard(self.desk, self.service, Direction.RECEIVED)
        self.receipts.chosen.connect(self._receipt_chosen)
        self.receipts.exported.connect(lambda: export_grants(self.desk, self.service, self.receipts.wanted))
        self.receipts.new_asked.connect(lambda: self.show_form(europeforms.receipt(self.desk, self.service)))
        advice = Label(
            tr("Le conseil donné aux collectivités et aux associations se note dans « Projets », au guichet de conseil."),
            "caption", "text2", wrap=True,
        )  # fmt: skip
        Column(calls, grants, self.receipts, advice, None, spacing=12, margins=(24, 4, 24, 14), parent=self._inside)

    # --- reading ---

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        if changes is None:
            self._show_lists()
            self.receipts.show_all()
        else:
            self.calls.heed(changes, "funding_call", ("programme", "application"))
            self.model.heed(changes, "application", _SEEN)
            self.receipts.heed(changes)
        if self.application_id is not None:
            self._read_application(self.application_id)
        if self.call_id is not None:
            self._read_call(self.call_id)
        if self.grant_id is not None:
            self.show_grant(self.grant_id)

    def search(self, text: str) -> None:
        """Keep the applications that hold these words."""
        self._words = ApplicationFilter(text=text)
        self._show_lists()

    def _show_lists(self) -> None:
        service, words = self.service, self._words

        def call_rows(ids: Sequence[int]) -> dict[int, CallRow]:
            wanted = set(ids)
            return {row.call.id: row for row in service.calls() if row.call.id in wanted}

        def rows(ids: Sequence[int]) -> dict[int, ApplicationRow]:
            wanted = set(ids)
            return {row.application.id: row for row in service.applications(words) if row.application.id in wanted}

        self.calls.show(Source(lambda limit: [row.call.id for row in service.calls()][:limit], call_rows))
        self.model.show(Source(lambda limit: [row.application.id for row in service.applications(words, limit)], rows))

    def count_words(self) -> str:
        """Return the page's second line."""
        calls = trn("{n} appel suivi", "{n} appels suivis", self.calls.rowCount())
        applications = trn("{n} candidature", "{n} candidatures", self.model.rowCount())
        return tr("{calls} · {applications}", calls=calls, applications=applications)

    def panes_now(self) -> Sequence[QWidget]:
        """Return what F6 walks through."""
        return [self.calls_table, self.table, self.receipts.table]

    # --- what one stands on ---

    def open_record(self, kind: str, record_id: int) -> None:
        """Stand on an application or a call."""
        if kind == "application":
            # One stands on one of them: the other list, read again, must not say otherwise.
            self.calls_table.select(None)
            self._stand(application=record_id)
            self._read_application(record_id)
            self.table.select(record_id)
        else:
            self.table.select(None)
            self._stand(call=record_id)
            self._read_call(record_id)
            self.calls_table.select(record_id)

    def show_grant(self, grant_id: int) -> None:
        """Show a grant received."""
        self._stand(grant=grant_id)
        self.desk.read(("funding", "europe.grant"), lambda: self.service.grant_sheet(grant_id), self._show_grant)

    def _receipt_chosen(self, record_id: int | None) -> None:
        if record_id is not None and record_id != self.grant_id and self.opens:
            self.show_grant(record_id)

    def _stand(self, *, application: int | None = None, call: int | None = None, grant: int | None = None) -> None:
        self.application_id, self.call_id, self.grant_id = application, call, grant
        self.title_changed.emit()

    def _chosen(self, record_id: int | None) -> None:
        if record_id is not None and record_id != self.application_id and self.opens:
            self._stand(application=record_id)
            self._read_application(record_id)

    def _call_chosen(self, record_id: int | None) -> None:
        if record_id is not None and record_id != self.call_id and self.opens:
            self._stand(call=record_id)
            self._read_call(record_id)

    def _read_application(self, record_id: int) -> None:
        service = self.service

        def read() -> tuple[ApplicationSheet, list[tuple[int, str]]]:
            grants = service.grants(GrantFilter(application_id=record_id))
            told = [(row.id, tr("{number} · {paid} reçus sur {granted}", number=row.number, paid=format_money(Money(row.paid_minor, row.currency)), granted=format_money(row.granted))) for row in grants]  # fmt: skip
            return service.application_sheet(record_id), told

        self.desk.read(("funding", "application"), read, lambda found: self._show_application(*found))

    def _show_application(self, sheet: ApplicationSheet, grants: list[tuple[int, str]]) -> None:
        if sheet.application.id == self.application_id:
            self.pane.show_sheet(sheet, grants)
            if self.form is None:
                self.show_pane(self.pane)

    def _read_call(self, record_id: int) -> None:
        service = self.service

        def read() -> tuple[CallRow, list[europeforms.Criterion]]:
            row = next(row for row in service.calls() if row.call.id == record_id)
            return row, service.criteria(record_id)

        self.desk.read(("funding", "call"), read, lambda found: self._show_call(*found))

    def _show_call(self, row: CallRow, criteria: list[europeforms.Criterion]) -> None:
        if row.call.id == self.call_id:
            self.call_pane.show_call(row, criteria, call_pill(row))
            if self.form is None:
                self.show_pane(self.call_pane)

    def _show_grant(self, sheet: GrantSheet) -> None:
        if sheet.grant.id == self.grant_id:
            self.grant_pane.show_sheet(sheet)
            if self.panes.currentWidget() is self.edit and self.is_shown:
                self.edit.show_sheet(sheet)
            elif self.form is None:
                self.show_pane(self.grant_pane)

    # --- acts ---

    def ask_application(self) -> None:
        """Show the form of a new application."""
        self.show_form(europeforms.application(self.desk, self.service, self.call_id))

    def _asked(self, what: object) -> None:
        sheet = self.pane.sheet
        if what == "leave":
            self._stand()
            self.show_pane(None)
        elif sheet is not None:
            word, key = what if isinstance(what, tuple) else (what, 0)
            if word == "grant":
                self.show_grant(int(key))
            elif word in {"met", "unmet", "unknown"}:
                _answer(self, sheet, str(word), int(key))
            elif word == "open_grant":
                one = sheet.application
                act = lambda: self.service.grant_from_application(self.desk.actor, one.id)  # noqa: E731 - said once
                self.desk.write("funding.open_grant", act, lambda changes: self.show_grant(changes.id))
            elif word in {"remove_partner", "remove_line"}:
                _remove(self, str(word), int(key))
            else:
                self.show_form(europeforms.for_application(str(word), self.desk, self.service, sheet))

    def _call_asked(self, what: object) -> None:
        row = self.call_pane.row
        if what == "leave" or row is None:
            self._stand()
            self.show_pane(None)
        elif what == "apply":
            self.show_form(europeforms.application(self.desk, self.service, row.call.id))
        elif isinstance(what, tuple):
            act = lambda: self.service.remove_europe_part(self.desk.actor, "call_criterion", int(what[1]), None)  # noqa: E731 - said once
            self.desk.write("funding.part", act, lambda changes: self.acts.told(tr("Critère retiré"), changes))
        else:
            self.show_form(europeforms.for_call(str(what), self.desk, self.service, row))

    def _grant_asked(self, what: object) -> None:
        if what == "leave":
            self._stand()
            self.show_pane(None)
        elif self.grant_pane.sheet is not None:
            self.acts.do(self.grant_pane.sheet, what)

    def _form_done(self, changes: Changes) -> None:
        self.acts.told(tr("C'est enregistré"), changes)
        if changes.operation == "funding.add_application":
            self.open_record("application", changes.id)
        elif changes.operation == "funding.add_grant":
            self.show_grant(changes.id)

    def _edit(self) -> None:
        if self.grant_pane.sheet is not None:
            self.edit.show_sheet(self.grant_pane.sheet)
            self.show_pane(self.edit)
            self.edit.begin()


def _answer(view: EuropeView, sheet: ApplicationSheet, word: str, key: int) -> None:
    met = {"met": True, "unmet": False, "unknown": None}[word]
    view.desk.write("funding.answer", lambda: view.service.answer(view.desk.actor, sheet.application.id, key, met))


def _remove(view: EuropeView, word: str, key: int) -> None:
    table = "application_partner" if word == "remove_partner" else "application_line"
    act = lambda: view.service.remove_europe_part(view.desk.actor, table, key, None)  # noqa: E731 - said once
    view.desk.write("funding.part", act, lambda changes: view.acts.told(tr("Ligne retirée"), changes))
