"""« Désherbage »: copies that could leave, by signs one chooses; lists with a reason and a fate for each; the decision carried out."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from cresi_app.catalogue.model.weeding import Candidate, Criteria, Weeding
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui import searches
from cresi_app.catalogue.ui.namefield import NameField
from cresi_app.catalogue.ui.printout import Papers
from cresi_app.catalogue.ui.stock.filling import FillingArea, SideScroll
from cresi_app.catalogue.ui.stock.weedinglist import WeedingListPane
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.columns import TwoColumns
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import CheckField, ChoiceField, NumberField, Proposal
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.wholerows import WholeRows

LOOK: Final = 0
"""The choice « chercher des exemplaires »."""


class WeedingPane(QWidget):
    """Candidates, or one list."""

    def __init__(self, desk: Desk, service: CatalogueService, papers: Papers) -> None:
        super().__init__()
        self._desk, self._service, self._papers = desk, service, papers
        self._weedings: list[Weeding] = []
        self._rows: dict[int, Candidate] = {}
        self.which = ChoiceField(tr("Vous regardez"), [(LOOK, tr("Ce qui pourrait partir"))], name="which")
        self.which.committed.connect(self._choose)
        self.paper_button = Button(tr("Imprimer la liste"), "secondary", "printer")
        self.paper_button.clicked.connect(lambda _checked=False: self.print())
        self.list_pane = WeedingListPane(desk, service)
        self._make_criteria()
        self._make_candidates()
        self.sides = QStackedWidget()
        self.sides.addWidget(self._looking())
        self.sides.addWidget(self.list_pane)
        head = Row(self.which, None, self.paper_button, spacing=10, margins=(0, 0, 8, 0))
        hold(self.which, most_width=560)  # its words are seen whole as long as the line has room
        head.setStretch(0, 1)
        head.setStretch(1, 0)
        head.setAlignment(self.paper_button, Qt.AlignmentFlag.AlignBottom)
        Column(head, self.sides, spacing=12, parent=self).setStretch(1, 1)

    def _make_criteria(self) -> None:
        service = self._service
        kinds = [
            ("", tr("Tous les types")),
            *((one.code, one.name) for one in service.kinds().values() if one.has_copies),
        ]
        self.older = NumberField(tr("Publiés il y a au moins (ans)"), name="older_than", least=1, most=300)
        self.unused = NumberField(
            tr("Sans usage depuis (ans)"),
            name="unused_for",
            least=1,
            most=100,
            hint=tr("Ni vus, ni consultés, ni prêtés"),
        )
        self.worn = CheckField(tr("Abîmés ou incomplets"), name="worn")
        self.duplicates = CheckField(tr("En plusieurs exemplaires"), name="duplicates")
        self.superseded = CheckField(tr("Une édition plus récente est au fonds"), name="superseded")
        self.missing = CheckField(tr("Manquants ou perdus"), name="missing")
        self.never_lent = CheckField(tr("Jamais prêtés, au fonds depuis plus d'un an"), name="never_lent")
        self.every = CheckField(tr("Tous ces signes à la fois"), name="all_signs")
        self.kind = ChoiceField(tr("Type"), kinds, name="kind")
        self.kind.set_value("")
        self.place = NameField(self._desk, tr("Emplacement"), searches.locations(service), name="location")
        for field in self._fields():
            field.committed.connect(lambda _value: self.refresh())
        self.older.set_value(10)

    def _fields(self) -> Sequence[Any]:
        return (
            self.older, self.unused, self.never_lent, self.worn, self.duplicates, self.superseded, self.missing, self.every,
            self.kind, self.place,
        )  # fmt: skip

    def _make_candidates(self) -> None:
        reasons = self._service.weeding_reasons

        def why(row: Candidate) -> str:
            return ", ".join(reasons[code].name for code in row.reasons if code in reasons)

        columns: list[TableColumn[Candidate]] = [
            TableColumn("call", tr("Cote"), lambda row: row.line.call_number, width=100, bold=True),
            TableColumn("title", tr("Titre"), lambda row: row.line.title, stretch=True, width=220),
            TableColumn("year", tr("Année"), lambda row: str(row.line.year or "—"), "right", width=64),
            TableColumn("uses", tr("Usages"), lambda row: format_number(row.uses), "right", width=66),
            TableColumn(
                "last",
                tr("Le dernier"),
                lambda row: format_date(row.last_used, "medium") if row.last_used else "—",
                width=110,
                ink="text2",
            ),
            TableColumn("why", tr("Motif"), why, width=142),
        ]
        self.model: TableModel[Candidate] = TableModel(self._desk, ("catalogue", "weeding candidates"), columns, self)
        self.table = TableView(tr("Exemplaires qui pourraient partir"), self.model, several=True)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._say())
        self.said = Label("", "caption", "text3")
        self.add_button = Button(tr("Proposer au désherbage"), "primary", "plus")
        self.add_button.clicked.connect(lambda _checked=False: self.propose())

    def _looking(self) -> QWidget:
        signs = Card(tr("Signes"))
        for widget in self._fields()[:8]:
            signs.body.addWidget(widget)
        within = Card(tr("Seulement"))
        within.body.addWidget(self.kind)
        within.body.addWidget(self.place)
        right = Card(tr("Ce qui pourrait partir"))
        self.nothing = EmptyState(
            tr("Rien ne répond à ces signes"),
            tr(
                "Choisissez-en d'autres, ou des années plus proches. Ce qui est déjà sur une liste ouverte n'est plus proposé."
            ),
        )
        self.views = QStackedWidget()
        self.views.addWidget(self.table)
        self.views.addWidget(self.nothing)
        right.body.addWidget(self.views, 1)
        right.body.addLayout(Row(self.said, None, self.add_button, spacing=10))
        found = Column(right, None)
        asked = QWidget()
        Column(signs, within, None, spacing=14, parent=asked)
        both = TwoColumns(Column(SideScroll(asked)), found, shares=(3, 7), least=880)
        WholeRows(self.table, self.model, columns=both)
        inside = QWidget()
        Column(both, margins=(0, 2, 8, 6), parent=inside)
        return FillingArea(inside, right, 300, both)

    # --- candidates

    def criteria(self) -> Criteria:
        """Return the signs asked for."""
        place = self.place.value()
        worn = {"damaged", "incomplete"} & set(self._service.conditions)
        return Criteria(
            older_than=self.older.value(),
            unused_for=self.unused.value(),
            conditions=frozenset(worn) if self.worn.value() else frozenset(),
            duplicates=bool(self.duplicates.value()),
            superseded=bool(self.superseded.value()),
            missing=bool(self.missing.value()),
            never_lent=bool(self.never_lent.value()),
            kind=self.kind.value() or None,
            location_id=place.value if isinstance(place, Proposal) and isinstance(place.value, int) else None,
            all_signs=bool(self.every.value()),
        )

    def refresh(self) -> None:
        """Read lists and candidates again."""
        service, asked = self._service, self.criteria()

        def read() -> tuple[list[Weeding], tuple[list[Candidate], bool]]:
            return service.weedings(), service.weeding_candidates(asked)

        self._desk.read(("catalogue", "weeding"), read, self._show)

    def heed(self, changes: Changes | None) -> None:
        """Follow an act."""
        if changes is None or changes.touches_any(
            ("copy", "document", "weeding", "weeding_line", "consultation", "loan_count")
        ):
            self.refresh()

    def _show(self, found: tuple[list[Weeding], tuple[list[Candidate], bool]]) -> None:
        self._weedings, (candidates, more) = found
        options = [(LOOK, tr("Ce qui pourrait partir")), *((one.id, _named(one)) for one in self._weedings)]
        self.which.set_options(options)
        if self.which.value() is None:
            self.which.set_value(LOOK)
        self._rows = {one.line.id: one for one in candidates}
        self._more = more
        order = list(self._rows)
        rows = self._rows
        self.model.show(
            Source(
                ids=lambda limit: order[:limit] if limit else order,
                rows=lambda ids: {one: rows[one] for one in ids if one in rows},
            )
        )
        self.views.setCurrentIndex(0 if order else 1)
        self._say()
        self._choose(self.which.value(), read=False)
        self.list_pane.reload()

    def _say(self) -> None:
        count, selected = len(self._rows), len(self._chosen())
        said = trn("{n} exemplaire", "{n} exemplaires", count, n=format_number(count))
        if self._more:
            said = tr("plus de {words}", words=said)
        if self.criteria().is_blank:
            said = tr("Choisissez au moins un signe.")
        self.said.setText(said)
        words = (
            trn("Proposer {n} exemplaire", "Proposer {n} exemplaires", selected)
            if selected
            else tr("Proposer au désherbage")
        )
        self.add_button.setText(words)
        self.add_button.allow(selected > 0, tr("Choisissez des exemplaires dans la liste."))

    _more = False

    def _chosen(self) -> list[int]:
        return [one for one in self.table.selected() if one in self._rows]

    def propose(self) -> None:
        """Put the chosen copies on the open list, or on a new one."""
        ids = self._chosen()
        why = {one: self._rows[one].reasons[0] for one in ids}
        service, actor, desk = self._service, self._desk.actor, self._desk
        is_open = next((one.id for one in self._weedings if one.is_open), None)

        def add(weeding_id: int) -> None:
            words = trn("{n} exemplaire proposé", "{n} exemplaires proposés", len(ids))
            desk.write(
                "catalogue.add_to_weeding",
                lambda: service.add_to_weeding(actor, weeding_id, ids, why),
                lambda changes: tell_done(desk, service, words, changes),
            )

        if is_open is not None:
            add(is_open)
        else:
            desk.write("catalogue.begin_weeding", lambda: service.begin_weeding(actor), lambda changes: add(changes.id))

    # --- lists

    def _choose(self, weeding_id: object, *, read: bool = True) -> None:
        is_list = isinstance(weeding_id, int) and weeding_id != LOOK
        self.paper_button.setVisible(is_list)
        self.sides.setCurrentIndex(1 if is_list else 0)
        if is_list and isinstance(weeding_id, int):
            self.list_pane.show_weeding(weeding_id)
        elif read:
            self.list_pane.show_weeding(None)

    def open_list(self, weeding_id: int) -> None:
        """Show a list."""
        self.which.set_value(weeding_id)
        self._choose(weeding_id)

    def print(self) -> None:
        """Show the list in the preview."""
        weeding = next((one for one in self._weedings if one.id == self.which.value()), None)
        if weeding is not None:
            self._papers.weeding(weeding.id, weeding.name)


def _named(weeding: Weeding) -> str:
    if weeding.closed_on is not None:
        return tr("{name} — exécuté le {day}", name=weeding.name, day=format_date(weeding.closed_on, "medium"))
    return tr("{name} — {lines}", name=weeding.name, lines=trn("{n} exemplaire", "{n} exemplaires", weeding.lines))
