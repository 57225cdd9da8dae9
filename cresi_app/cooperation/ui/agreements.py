"""The agreements: filter bar, map and list as one selection, and the pane of the one that is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cresi_app.cooperation.model.listing import AgreementFilter, AgreementRow, AgreementSheet, Counts, Event
from cresi_app.cooperation.service import CooperationService
from cresi_app.cooperation.ui import lines
from cresi_app.cooperation.ui.agreementacts import AgreementActs
from cresi_app.cooperation.ui.filters import FilterBar
from cresi_app.cooperation.ui.lines import Line, lines_of
from cresi_app.cooperation.ui.mapview import MapView
from cresi_app.cooperation.ui.pane import AgreementPane
from cresi_app.cooperation.ui.view import FrontStack
from cresi_app.core import departments, keptview
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.land import Point
from cresi_app.core.money import Money, format_money
from cresi_app.widgets.actions import Action
from cresi_app.widgets.card import Card
from cresi_app.widgets.columnchoice import ColumnChoice
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState, InlineMessage
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableModel
from cresi_app.widgets.zoommap import ZoomMap

_COUNTED = (
    "agreement", "agreement_sector", "agreement_commitment", "agreement_roadmap", "agreement_meeting", "agreement_project",
    "agreement_grant", "cooperation_file", "organisation", "exchange_rate", "grant", "payment", "project",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """What was read for the list, the map and the head."""

    rows: list[AgreementRow]
    every: list[AgreementRow]
    counts: Counts
    home: tuple[str, Point] | None
    where: dict[str, Point]


def read(service: CooperationService, wanted: AgreementFilter) -> Shown:
    """Read the list with what the map and the head need, in one state of the library."""
    with service.library.snapshot():
        identity = service.directory.identity()
        place = departments.place_of(identity.postal_code)
        home = (lines.home_name(identity.authority_name), place) if place else None
        return Shown(
            service.agreement_rows(wanted),
            service.agreement_rows(AgreementFilter(year=wanted.year)),
            service.counts(wanted.year),
            home,
            {one.code: (one.longitude_e6 / 1e6, one.latitude_e6 / 1e6) for one in service.directory.countries},
        )


_KEPT: Final = ("kind", "theme", "since", "until", "order", "descending")


class AgreementsView(MapView):
    """List, map and filters are one selection."""

    key = "agreements"

    def __init__(self, desk: Desk, service: CooperationService) -> None:
        self.pane = AgreementPane(service)
        super().__init__(desk, service, self.pane)
        self.acts = AgreementActs(self)
        self.pane.asked.connect(self.acts.do)
        self.wanted = AgreementFilter()
        self._unfolded: frozenset[str] = frozenset()
        self._rows: list[AgreementRow] = []
        self._lines: list[Line] = []
        self.filters = FilterBar()
        self.filters.changed.connect(self._narrow)
        self.map = ZoomMap(tr("Carte des accords"))
        self.map.chosen.connect(self._from_map)
        self.map.opened.connect(self._from_map)
        self.map.reset.connect(self.filters.clear)
        kinds = {kind.shape: kind.name for kind in reversed(list(service.partner_kinds.values()))}
        self.map.set_legend([(shape, kinds[shape]) for shape in ("round", "diamond") if shape in kinds])
        self.model: TableModel[Line] = TableModel(desk, "cooperation", lines.columns(desk.year))
        self.table = TableView(tr("Accords"), self.model)
        ColumnChoice(self.table, desk, "cooperation", fixed="name")
        self.table.current_changed.connect(self._from_list)
        self.table.opened.connect(self._open_row)
        self.table.sort_changed.connect(self._sort)
        self.table.browsing.kind = "agreement"
        self.table.letters = {"n": self.acts.new, "e": lambda: self.acts.do("edit")}
        self.nowhere = InlineMessage()
        self.nowhere.hide()
        self._empty: QWidget | None = None
        card = Card(padding=(8, 6))
        self._stack = FrontStack()
        self._stack.addWidget(self.table)
        card.body.addWidget(self._stack)
        column = Column(self.filters, self.map, self.nowhere, card, spacing=12, parent=self)
        column.setStretch(3, 1)

    # --- reading ---

    def refresh(self, changes: Changes | None) -> None:
        """Read the list again when something of it was touched, and the sheet shown."""
        if changes is not None and not changes.touches_any(_COUNTED):
            return
        self.wanted = replace(self.wanted, year=self.desk.year)
        service, wanted = self.service, self.wanted
        self.desk.read(("cooperation", "agreements"), lambda: read(service, wanted), self._show)
        if isinstance(self.shown, int):
            self._read_sheet(self.shown)

    def _show(self, shown: Shown) -> None:
        self._rows = shown.rows
        self.model.retitle("committed", lines.money_title(self.desk.year))
        self.filters.show_counts(shown.counts)
        self._lines = lines_of(shown.rows, self._unfolded)
        by_id = {line.id: line for line in self._lines}
        ids = list(by_id)
        self.model.show(
            Source(
                lambda limit: ids if limit is None else ids[:limit],
                lambda wanted: {i: by_id[i] for i in wanted if i in by_id},
            )
        )
        self.map.set_places(lines.places_of(shown.rows, shown.every, shown.home, shown.where), self.shown)
        self._say_nowhere(shown)
        self._say_empty(shown)
        self.say(head_sentence(shown.counts, self.desk.year))
        if isinstance(self.shown, int):
            self.table.select(self.shown)

    def _say_nowhere(self, shown: Shown) -> None:
        lost = [row for row in shown.rows if row.latitude_e6 is None]
        self.nowhere.setVisible(bool(lost))
        if lost:
            sentence = trn(
                "{n} accord sans lieu précis se tient à la capitale du pays : {names}.",
                "{n} accords sans lieu précis se tiennent à la capitale du pays : {names}.",
                len(lost),
                names=", ".join(row.name for row in lost[:4]) + ("…" if len(lost) > 4 else ""),
            )
            self.nowhere.say(sentence, "info", Act(tr("Placer"), lambda: self._place(lost[0].id)))

    def _place(self, agreement_id: int) -> None:
        self.open_id(agreement_id)
        self.acts.edit_place(agreement_id)

    def _say_empty(self, shown: Shown) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if shown.rows:
            self._stack.setCurrentWidget(self.table)
            return
        if shown.every:
            self._empty = EmptyState(
                tr("Aucun accord ne répond à ces filtres"),
                trn("{n} accord existe sans eux.", "{n} accords existent sans eux.", len(shown.every)),
                Act(tr("Effacer les filtres"), self.clear),
            )
        else:
            self._empty = EmptyState(
                tr("Aucun accord"),
                tr("Un accord lie votre collectivité à une autorité locale étrangère."),
                Act(tr("Nouvel accord"), self.acts.new),
                Act(tr("Importer une liste"), self.acts.bring),
            )
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    # --- one selection ---

    def _narrow(self, wanted: AgreementFilter) -> None:
        self.wanted = replace(self.wanted, kind=wanted.kind, theme=wanted.theme, since=wanted.since, until=wanted.until)
        self.refresh(None)

    def _sort(self, key: str, descending: bool) -> None:
        self.wanted = replace(self.wanted, order=key, descending=descending)  # type: ignore[arg-type]  # the keys of the columns are orders
        self.refresh(None)

    def clear(self) -> None:
        """Take every filter away."""
        self.wanted = AgreementFilter(year=self.desk.year)
        self.filters.clear()
        self.searched.emit("")
        self.refresh(None)

    def search(self, text: str) -> None:
        """Filter by typed words."""
        self.wanted = replace(self.wanted, text=text)
        self.refresh(None)

    def _line(self, line_id: int) -> Line | None:
        return next((line for line in self._lines if line.id == line_id), None)

    def _from_list(self, line_id: int | None) -> None:
        if line_id is None:
            return
        line = self._line(line_id)
        if line is not None and not line.members and line_id != self.shown and self.opens:
            self._choose(line_id)

    def _open_row(self, line_id: int) -> None:
        line = self._line(line_id)
        if line is not None and line.members:
            self._unfolded = self._unfolded ^ {line.row.group_name}
            self._lines = lines_of(self._rows, self._unfolded)
            by_id = {one.id: one for one in self._lines}
            ids = list(by_id)
            self.model.show(
                Source(
                    lambda limit: ids if limit is None else ids[:limit],
                    lambda wanted: {i: by_id[i] for i in wanted if i in by_id},
                )
            )
            self.table.select(line_id)
            return
        self._choose(line_id)
        self.arranged.emit()

    def _from_map(self, key: Any) -> None:
        if not isinstance(key, int):
            return
        row = next((one for one in self._rows if one.id == key), None)
        if row is None:  # a faint dot: the filters give way
            self.clear()
        elif row.group_name and row.group_name not in self._unfolded:
            self._unfolded |= {row.group_name}
            self.refresh(None)
        self._choose(key)
        self.table.select(key)

    def _choose(self, agreement_id: int) -> None:
        if self.right.form is not None:
            self.right.close_form()
        self.shown = agreement_id
        self.map.set_current(agreement_id)
        self._read_sheet(agreement_id)

    def open_id(self, record_id: int) -> None:
        """Show an agreement, whichever of its acts is meant."""
        service = self.service

        def opened(root: int) -> None:
            self._choose(root)
            self.table.select(root)

        self.desk.read(("cooperation", "open"), lambda: service.agreement(record_id).root_id, opened)

    # --- the sheet ---

    def _read_sheet(self, agreement_id: int) -> None:
        service = self.service

        def both() -> tuple[AgreementSheet, list[Event]]:
            return service.sheet(agreement_id), service.story(agreement_id)

        self.desk.read(("cooperation", "sheet"), both, self._show_sheet, self._gone)

    def _show_sheet(self, both: tuple[AgreementSheet, list[Event]]) -> None:
        sheet, story = both
        if self.shown not in {view.act.id for view in sheet.acts}:
            return
        self.shown = sheet.agreement.id
        self.pane.show_sheet(sheet, story, self.desk.year)
        self.acts.heed(sheet)
        self.arranged.emit()

    def _gone(self, _error: CresiError) -> None:
        self.shown = None
        self.arranged.emit()

    def close(self) -> None:  # type: ignore[override]  # of the pane, not of a window
        """Put the pane away."""
        self.leave()
        self.table.setFocus()

    # --- for the page ---

    def new_words(self) -> str:
        """Return what the head's button makes here."""
        return tr("Nouvel accord")

    def new(self, name: str = "") -> None:
        """Make an agreement."""
        self.acts.new(name)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """Return what can be done here."""
        return self.acts.actions()

    def panes(self) -> Sequence[QWidget]:
        """Return list, map, pane."""
        standing: list[QWidget] = [one for one in self.map.stops if one.place and one.place.key == self.shown]
        return [self.table, (standing or [self.map])[0], *([self.pane.close_button] if self.shown is not None else [])]

    def take_file(self, file: Path) -> bool:
        """Join a file dropped on the window to the agreement shown."""
        if self.pane.sheet is None or self.shown is None:
            return False
        self.acts.attach(file)
        return True


def head_sentence(counts: Counts, year: int) -> str:
    """« 14 accords dans 11 territoires · 10 en vigueur · 214 500 € engagés en 2026 »."""
    agreements = trn("{n} accord", "{n} accords", counts.agreements)
    territories = trn("{n} territoire", "{n} territoires", counts.territories)
    return " · ".join([
        tr("{agreements} dans {territories}", agreements=agreements, territories=territories),
        tr("{n} en vigueur", n=counts.in_force),
        tr("{amount} engagés en {year}", amount=format_money(Money(counts.committed)), year=year)
        if counts.paid is None
        else tr("{amount} versés en {year}", amount=format_money(Money(counts.paid)), year=year),
    ])  # fmt: skip


def kept(view: AgreementsView) -> dict[str, Any]:
    """Return filters and order, for the next time; words are of the day."""
    return keptview.told(view.wanted, _KEPT)


def bring_back(view: AgreementsView, said: object) -> None:
    """Filter and order as it was left."""
    view.wanted = keptview.filled(view.wanted, said, _KEPT)
    view.filters.filter = keptview.filled(view.filters.filter, said, _KEPT[:4])
    view.table.set_sort(view.wanted.order, descending=view.wanted.descending)
