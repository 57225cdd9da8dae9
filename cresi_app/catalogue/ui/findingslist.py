"""What one check found: records with what one click would write, or pairs to compare; mended, left, opened."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model.checks import Check, Finding, FindingRow, Findings
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.frontstack import FrontStack
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Flow
from cresi_app.widgets.listview import ListView
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.rows import Line, TwoLineRow
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.wholerows import WholeRows


def _line(row: FindingRow) -> Line:
    return Line(row.title, row.detail, pill=(row.proposal, "success") if row.proposal else None)


class FindingsList(QWidget):
    """`opened(row)`, `mend_asked([findings])`, `none_asked([findings])`, `leave_asked([findings])`, `pair_chosen((one, other, why))`, `forget_asked()`.

    `by_hand(row)`: what one click would write was asked of a record for which nothing is proposed.
    """

    opened = Signal(object)
    by_hand = Signal(object)
    mend_asked = Signal(object)
    none_asked = Signal(object)
    leave_asked = Signal(object)
    pair_chosen = Signal(object)
    forget_asked = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._service = desk, service
        self._findings: Findings | None = None
        self._by_id: dict[int, Finding] = {}
        self._pairs: list[int] = []
        self.title = Label("", "h2")
        self.why = Label("", "secondary", "text2", wrap=True)
        columns: list[TableColumn[FindingRow]] = [
            TableColumn("title", tr("Constat"), lambda row: row.title, stretch=True)
        ]
        self.model: TableModel[FindingRow] = TableModel(desk, ("catalogue", "findings"), columns, self)
        self.list = ListView(tr("Constats"), self.model, TwoLineRow(_line, 56), several=True)
        WholeRows(self.list, self.model, least=2, most=6)
        self.list.current_changed.connect(self._stand_on)
        self.model.filled.connect(self._stand_first)
        self.model.filled.connect(self._selected)
        self.list.opened.connect(lambda _id: self._open())
        self.list.letters = {"c": self._mend, "l": self._leave}
        self.list.selectionModel().selectionChanged.connect(lambda _new, _old: self._selected())
        self.open = Button(tr("Ouvrir la fiche"), "secondary", "pencil")
        self.open.clicked.connect(lambda _checked=False: self._open())
        self.mend = Button("", "primary", "check")
        self.mend.clicked.connect(lambda _checked=False: self._mend())
        self.mend_all = Button("", "secondary", "list-checks")
        self.mend_all.clicked.connect(lambda _checked=False: self._mend_all())
        self.none = Button("", "secondary")
        self.none.clicked.connect(lambda _checked=False: self._say_none())
        self.leave = Button(tr("Laisser (L)"), "ghost")
        self.leave.clicked.connect(lambda _checked=False: self._leave())
        self.left = Button("", "link")
        self.left.clicked.connect(lambda _checked=False: self.forget_asked.emit())
        acts = QWidget()
        Flow(self.mend, self.mend_all, self.none, self.open, self.leave, self.left, gap=8, parent=acts)
        self.nothing = EmptyState(
            tr("Rien à vérifier ici"), tr("Ce contrôle n'a rien trouvé. Ceux qui ont un nombre attendent quelqu'un.")
        )
        self._views = FrontStack()
        self._views.addWidget(self.list)
        self._views.addWidget(self.nothing)
        Column(self.title, self.why, acts, self._views, spacing=8, parent=self).setStretch(3, 1)

    @property
    def _check(self) -> Check | None:
        return self._findings.check if self._findings is not None else None

    def show_findings(self, findings: Findings) -> None:
        """Show what a check found."""
        self._findings = findings
        check, service = findings.check, self._service
        self.title.setText(f"{check.title} · {format_number(findings.count)}" if findings.count else check.title)
        self.why.setText(check.explanation)
        self._views.setCurrentIndex(0 if findings.count else 1)
        self._by_id = {one.id: one for one in findings.found}
        self._pairs = []
        if check.pairs:
            self._show_pairs(findings)
        else:
            by_id = self._by_id
            ids = list(by_id)
            self.model.show(
                Source(
                    ids=lambda limit: ids if limit is None else ids[:limit],
                    rows=lambda wanted: {
                        row.id: row
                        for row in service.finding_rows(check.code, [by_id[one] for one in wanted if one in by_id])
                    },
                )
            )
        self.mend.setText(tr(check.mend) if check.mend else "")
        self.mend.setToolTip(tr("Touche C : écrire ce qui est proposé"))
        self.mend_all.setText(
            trn(
                "Tout corriger ({count})",
                "Tout corriger ({count})",
                len(findings.at_once),
                count=format_number(len(findings.at_once)),
            )
        )
        self.mend.setVisible(bool(findings.mendable))
        self.mend_all.setVisible(bool(findings.at_once))
        self.none.setText(tr(check.other) if check.other else "")
        self.none.setToolTip(tr("L'écrire sur les notices choisies : elles ne seront plus signalées"))
        self.none.setVisible(bool(check.other) and findings.count > 0)
        for button in (self.open, self.leave):
            button.setVisible(not check.pairs and findings.count > 0)
        self._desk.read(("catalogue", "left"), lambda: service.left_count(check.code), self._show_left)
        self._selected()

    def _show_left(self, count: int) -> None:
        check = self._check
        self.left.setText(trn("{n} laissé : revoir", "{n} laissés : revoir", count))
        self.left.setVisible(count > 0 and check is not None and not check.pairs)

    def _show_pairs(self, findings: Findings) -> None:
        service, table, pairs = self._service, findings.check.table, findings.pairs
        self._pairs = list(range(1, len(pairs) + 1))

        def rows(wanted: object) -> dict[int, FindingRow]:
            places = [one for one in wanted if 0 < one <= len(pairs)]  # type: ignore[attr-defined]  # a sequence of ids
            return dict(zip(places, service.pair_rows(table, [pairs[one - 1] for one in places]), strict=True))

        ids = self._pairs
        self.model.show(Source(ids=lambda limit: ids if limit is None else ids[:limit], rows=rows))

    def step(self) -> None:
        """Stand on the next pair, or the first one."""
        if not self._pairs:
            return
        current = self.list.current()
        at = self._pairs.index(current) + 1 if current in self._pairs else 0
        following = self._pairs[at % len(self._pairs)]
        self.list.select(following)
        self._stand_on(following)

    def drop_current(self) -> None:
        """Leave the pair that was settled out, and stand on the next one."""
        current = self.list.current()
        if current in self._pairs:
            at = self._pairs.index(current)
            self._pairs.remove(current)
            self.model.reload()
            if self._pairs:
                following = self._pairs[min(at, len(self._pairs) - 1)]
                self.list.select(following)
                self._stand_on(following)

    def _stand_first(self) -> None:
        if self.list.current() is None and not self._pairs:
            self.list.browsing.select_first()

    def _stand_on(self, place: object) -> None:
        findings = self._findings
        if findings is None or not findings.check.pairs or not isinstance(place, int):
            return
        if 0 < place <= len(findings.pairs):
            pair = findings.pairs[place - 1]
            self.pair_chosen.emit((pair.one, pair.other, pair.why))

    def _chosen(self) -> list[Finding]:
        return [self._by_id[one] for one in self.list.selected() if one in self._by_id]

    def _selected(self) -> None:
        some = bool(self._chosen())
        why = tr("Choisissez d'abord une ligne.")
        proposed = bool(self._mendable(self._chosen())) and any(map(self._proposes, self.list.selected()))
        self.mend.allow(proposed, tr("Rien n'est proposé ici : ouvrez la fiche.") if some else why)
        self.leave.allow(some, why)
        self.none.allow(some, why)
        self.open.allow(some, why)

    def _proposes(self, key: int) -> bool:
        """Say whether a line proposes something; one that is not read yet may."""
        at = self.model.row_of(key)
        row = self.model.row_data(at) if at is not None else None
        return not isinstance(row, FindingRow) or bool(row.proposal)

    def _mendable(self, some: Iterable[Finding]) -> list[Finding]:
        may = {id(one) for one in self._findings.mendable} if self._findings is not None else set()
        return [one for one in some if id(one) in may]

    def _mend(self) -> None:
        chosen = self._mendable(self._chosen())
        if chosen and any(map(self._proposes, self.list.selected())):
            self.mend_asked.emit(chosen)
            return
        row = self._current_row()
        if row is not None:
            self.by_hand.emit(row)

    def _mend_all(self) -> None:
        if self._findings is not None and self._findings.at_once:
            self.mend_asked.emit(self._findings.at_once)

    def _say_none(self) -> None:
        chosen = self._chosen()
        if chosen and self._check is not None and self._check.other:
            self.none_asked.emit(chosen)

    def _leave(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.leave_asked.emit(chosen)

    def _current_row(self) -> FindingRow | None:
        current = self.list.current()
        row = self.model.row_data(self.model.row_of(current) or 0) if current is not None else None
        return row if isinstance(row, FindingRow) and current in self._by_id else None

    def _open(self) -> None:
        row = self._current_row()
        if row is not None:
            self.opened.emit(row)
