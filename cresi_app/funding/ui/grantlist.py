"""« Subventions »: one line a grant, its instalments as blocks, where it stands in a word."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from cresi_app.core import keptview
from cresi_app.core.changes import Changes
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import Money, format_money
from cresi_app.funding.model.grant import Direction
from cresi_app.funding.model.views import GrantFilter, GrantOrder, GrantRow, InstalmentState
from cresi_app.funding.service import FundingService
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.columnchoice import ColumnChoice
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Row
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.paint import LEFT, put_text, rounded
from cresi_app.widgets.pills import Chip
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.theme import theme

_KEPT = ("order", "payable")
_ORDERS = {"number", "holder", "axis", "amount", "left", "status"}
_SEEN = ("payment", "instalment", "grant_paper", "commitment", "organisation", "project", "funding_axis")
_ROOM = {"axis": 860, "left": 560}
"""The effective width of the list that each of these columns asks for."""
ROW_HEIGHT = 44


def columns(direction: Direction) -> list[TableColumn[GrantRow]]:
    """Return the columns of the list."""
    given = direction is Direction.GIVEN
    return [
        TableColumn(
            "holder",
            tr("Bénéficiaire") if given else tr("Financeur"),
            _spoken_holder,
            stretch=True,
            sort="holder",
            paint=_paint_holder,
        ),
        *([TableColumn("axis", tr("Axe"), _axis, width=186, sort="axis", ink="text2")] if given else []),
        TableColumn("amount", tr("Accordé"), _granted, align="right", width=98, sort="amount", bold=True),
        TableColumn("blocks", tr("Versements"), _counted, width=140, paint=_paint_blocks),
        TableColumn("left", tr("Reste"), _left, align="right", width=86, sort="left"),
        TableColumn(
            "status",
            tr("État"),
            lambda row: row.standing.words,
            width=146,
            sort="status",
            pill=lambda row: (row.standing.words, row.standing.tone),
        ),
    ]


def _axis(row: GrantRow) -> str:
    return row.axis


def _granted(row: GrantRow) -> str:
    if row.granted_minor:
        return format_money(Money(row.granted_minor, row.currency))
    hoped = row.proposed_minor or row.requested_minor
    return f"({format_money(Money(hoped, row.currency))})" if hoped else "—"


def _left(row: GrantRow) -> str:
    return format_money(Money(row.left_minor, row.currency)) if row.left_minor else "—"


def _counted(row: GrantRow) -> str:
    if not row.blocks:
        return "—"
    return tr("{paid} sur {all}", paid=row.paid_count, all=len(row.blocks))


def _detail(row: GrantRow) -> str:
    return " · ".join(part for part in (row.number, row.title) if part)


def _spoken_holder(row: GrantRow) -> str:
    return f"{row.holder}, {_detail(row)}"


def _paint_holder(painter: QPainter, room: QRect, row: GrantRow, _selected: bool) -> None:
    look = theme()
    half = room.height() // 2
    upper = QRect(room.x(), room.y() + look.px(4), room.width(), half - look.px(2))
    lower = QRect(room.x(), room.y() + half, room.width(), half - look.px(4))
    put_text(painter, upper, row.holder, look.font("secondary", weight=600), look.color("text"), LEFT)
    put_text(painter, lower, _detail(row), look.font("caption"), look.color("text2"), LEFT)


def _paint_blocks(painter: QPainter, room: QRect, row: GrantRow, _selected: bool) -> None:
    look = theme()
    x, y = float(room.x()), room.center().y() - look.px(4) + 0.5
    for state in row.blocks[:5]:
        box = QRectF(x, y, look.px(15), look.px(9))
        if state is InstalmentState.PAID:
            rounded(painter, box, look.px(3), look.color("primary"))
        elif state is InstalmentState.NEXT:
            rounded(painter, box, look.px(3), look.color("warning_soft"), look.color("warning"), 1.4)
        else:
            rounded(painter, box, look.px(3), look.color("surface"), look.color("border_strong"), 1)
        x += look.px(19)
    words = QRect(round(x) + look.px(5), room.y(), room.right() - round(x), room.height())
    put_text(painter, words, _counted(row), look.font("secondary", tabular=True), look.color("text2"), LEFT)


class GrantListCard(Card):
    """The list with its filter « À ordonnancer » and its export. `chosen` carries a grant's id or None, `opened` an id."""

    chosen = Signal(object)
    opened = Signal(object)
    exported = Signal()
    new_asked = Signal()

    def __init__(self, desk: Desk, service: FundingService, direction: Direction = Direction.GIVEN) -> None:
        super().__init__(padding=(18, 8))
        self.desk, self.service = desk, service
        self.wanted = GrantFilter(direction=direction, year=desk.year)
        title = tr("Subventions") if direction is Direction.GIVEN else tr("Recettes")
        self.count = ElidedLabel("", "secondary", "text2")
        self.payable = Button(tr("À ordonnancer"), "ghost", "sliders-horizontal")
        self.payable.setCheckable(True)
        self.payable.setVisible(direction is Direction.GIVEN)
        self.export = Button(tr("Exporter (.csv)"), "ghost", "download")
        self.export.clicked.connect(self.exported)
        self.payable.toggled.connect(self._narrow)
        self.payable.restyle()
        adding = []
        if direction is Direction.RECEIVED:
            adding = [Button(tr("Nouvelle recette"), "ghost", "plus")]
            adding[0].clicked.connect(self.new_asked)
        self.axis = Chip("")
        self.axis.clicked.connect(lambda: self.narrow_to_axis(None))
        self.axis.hide()
        head = Row(Label(title, "h2"), self.count, self.axis, None, self.payable, *adding, self.export, spacing=10)
        self.model: TableModel[GrantRow] = TableModel(desk, f"funding.{direction.value}", columns(direction), self)
        self.table = TableView(title, self.model, row_height=ROW_HEIGHT)
        self.table.browsing.kind = "grant"
        self.table.set_sort("number", descending=True)
        self.columns = ColumnChoice(self.table, desk, f"funding.{direction.value}", fixed="holder")
        new = tr("Nouvelle subvention") if direction is Direction.GIVEN else tr("Nouvelle recette")
        self.empty = EmptyState("", "", Act(new, self.new_asked.emit), Act(tr("Effacer les filtres"), self.clear))
        self.stack = FrontStack(self.table, self.empty)
        self.stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # the rows kept say how high
        self.body.addLayout(head)
        self.body.addWidget(self.stack, 1)
        self.table.current_changed.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.sort_changed.connect(self._sort)
        self.model.count_changed.connect(self._show_count)
        self._rows = 5
        self.restyle_list()
        theme().changed.connect(self.restyle_list)

    def restyle_list(self) -> None:
        """Keep room for some rows: the page scrolls rather than leave less."""
        rows = min(self._rows, max(2, self.model.rowCount())) if self.model.rowCount() else self._rows
        self.stack.setMinimumHeight(theme().px(30 + rows * ROW_HEIGHT))

    def rows_in(self, height: int) -> int:
        """Return how many rows the card shows when it is `height` pixels high."""
        around = self.minimumSizeHint().height() - self.stack.minimumHeight()
        return max(0, (height - around - theme().px(30)) // theme().px(ROW_HEIGHT))

    def keep_rows(self, rows: int) -> None:
        """Keep room for so many rows."""
        if rows != self._rows:
            self._rows = rows
            self.restyle_list()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give columns up where there is no room for them."""
        super().resizeEvent(event)
        if self.columns.chosen:
            return  # somebody said which: they scroll sideways
        room = self.width() / theme().scale
        for number, column in enumerate(self.model.columns()):
            self.table.setColumnHidden(number, room < _ROOM.get(column.key, 0))

    # --- reading ---

    def show_year(self, year: int, authority_id: int | None) -> None:
        """Follow the window's year, and whose money it is; the axis of another one is left."""
        if (year, authority_id) != (self.wanted.year, self.wanted.authority_id):
            self.wanted = replace(self.wanted, axis_id=None)
            self.axis.hide()
        self.wanted = replace(self.wanted, year=year, authority_id=authority_id)
        self.read()

    def show_all(self) -> None:
        """Show every year: money received comes over several."""
        self.wanted = replace(self.wanted, year=None)
        self.read()

    def heed(self, changes: Changes) -> None:
        """Read again what was touched."""
        if changes.touches("grant") or changes.touches_any(_SEEN):
            self.model.heed(changes, "grant", _SEEN)
            self._count_payable()

    def search(self, text: str) -> None:
        """Keep the grants that hold these words."""
        self.wanted = replace(self.wanted, text=text)
        self.read()

    def narrow_to_axis(self, axis_id: int | None, name: str = "") -> None:
        """Keep the grants of one axis; its name stands on a chip that takes the filter away."""
        self.wanted = replace(self.wanted, axis_id=axis_id)
        self.axis.set_text(name)
        self.axis.setVisible(axis_id is not None)
        self.read()

    def clear(self) -> None:
        """Take every filter away."""
        self.wanted = GrantFilter(
            direction=self.wanted.direction,
            year=self.wanted.year,
            authority_id=self.wanted.authority_id,
            order=self.wanted.order,
        )
        self.payable.setChecked(False)
        self.narrow_to_axis(None)

    def read(self) -> None:
        """Ask for the list."""
        wanted, service = self.wanted, self.service

        def ids(limit: int | None) -> Sequence[int]:
            return service.grant_ids(wanted, limit)

        def rows(some: Sequence[int]) -> dict[int, GrantRow]:
            return {row.id: row for row in service.grant_rows(some)}

        self.model.show(Source(ids, rows))
        self._count_payable()

    def _count_payable(self) -> None:
        wanted, service = replace(self.wanted, payable=True, text=""), self.service
        key = ("funding", "payable", self.wanted.direction)
        self.desk.read(key, lambda: len(service.grant_ids(wanted)), self._show_payable)

    def _show_payable(self, count: int) -> None:
        self._payable_count = count
        self._show_count(self.model.rowCount())

    _payable_count = 0

    def _show_count(self, count: int) -> None:
        given = self.wanted.direction is Direction.GIVEN
        words = trn("{n} subvention", "{n} subventions", count) if given else trn("{n} recette", "{n} recettes", count)
        if given:
            payable = trn("{n} versement à ordonnancer", "{n} versements à ordonnancer", self._payable_count)
            words = tr("{grants} · {payable}", grants=words, payable=payable)
        self.count.setText(words)
        if count == 0:
            self.empty.say(*self._why_empty())
        self.stack.setCurrentWidget(self.empty if count == 0 else self.table)
        self.restyle_list()

    def _why_empty(self) -> tuple[str, str]:
        if self.wanted.payable:
            return tr("Rien à ordonnancer"), tr("Aucune échéance ne peut être versée aujourd'hui.")
        if self.wanted.direction is Direction.RECEIVED:
            return (
                tr("Aucune recette"),
                tr("Ce que l'Europe, l'État ou une fondation verse se suit ici, échéance par échéance."),
            )
        if self.wanted.text or self.wanted.axis_id:
            return tr("Aucune subvention ne correspond"), tr("Effacez les filtres, ou cherchez d'autres mots.")
        return (
            tr("Aucune subvention pour {year}", year=self.wanted.year or self.desk.year),
            tr("Une subvention se demande, se vote, se conventionne et se verse ici, échéance par échéance."),
        )

    def kept(self) -> dict[str, Any]:
        """Return the order, and whether only what can be paid is shown."""
        return keptview.told(self.wanted, _KEPT)

    def bring_back(self, kept: object) -> None:
        """Order and filter as it was left."""
        self.wanted = keptview.filled(self.wanted, kept, _KEPT)
        self.table.set_sort(self.wanted.order, descending=self.wanted.order == "number")
        blocked = self.payable.blockSignals(True)
        self.payable.setChecked(self.wanted.payable)
        self.payable.set_kind("secondary" if self.wanted.payable else "ghost")
        self.payable.blockSignals(blocked)

    def _narrow(self, checked: bool) -> None:
        self.payable.set_kind("secondary" if checked else "ghost")
        self.wanted = replace(self.wanted, payable=checked)
        self.read()

    def _sort(self, key: str, _descending: bool) -> None:
        if key in _ORDERS:
            self.wanted = replace(self.wanted, order=cast("GrantOrder", key))
            self.read()
