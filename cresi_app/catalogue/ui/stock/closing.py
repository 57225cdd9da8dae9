"""The end of a stock-take: what is missing, what moves, what is back, each line left out at will, written in one act."""

import csv
import io
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.interchange.exporting import safe_cell
from cresi_app.catalogue.model.stock import CopyLine
from cresi_app.catalogue.model.stocktake import Outcome, Stocktake, Told
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.stock.filling import GivingWay
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.widgets.buttons import Button, Segmented
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import CheckField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Flow, Row, hold
from cresi_app.widgets.messages import Act
from cresi_app.widgets.scroll import ScrollArea
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.tasks import Progress

GROUPS: Final = {
    "lost": N_("Manquants"),
    "moved": N_("Mal rangés"),
    "back": N_("Retrouvés"),
    "unknown": N_("Codes inconnus"),
}
_ACTS: Final = {
    "lost": N_("Noter manquants ceux qui n'ont pas été lus"),
    "moved": N_("Donner aux mal rangés la place où ils ont été lus"),
    "back": N_("Rendre disponibles ceux qui étaient notés absents"),
}

_COLUMN_FROM: Final = {"barcode": 760}
"""Width of the list (in the look's pixels) from which a column is shown."""


class ClosingPane(QWidget):
    """Closes one stock-take. `done` carries the `Changes`, `given_up` goes back to reading."""

    done = Signal(object)
    given_up = Signal()

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self.take: Stocktake | None = None
        self.lines: dict[str, dict[int, tuple[CopyLine, str]]] = {}
        self._unknown: list[tuple[str, int]] = []
        self.checks = {key: CheckField(tr(words), name=key) for key, words in _ACTS.items()}
        for check in self.checks.values():
            check.set_value(value=True)
        self.groups = Segmented(
            tr("Ce que le récolement a trouvé"), [(key, tr(words)) for key, words in GROUPS.items()]
        )
        self.groups.chosen.connect(lambda _key: self._show_group())
        columns: list[TableColumn[tuple[CopyLine, str]]] = [
            TableColumn("call", tr("Cote"), lambda row: row[0].call_number, width=130, bold=True),
            TableColumn("title", tr("Titre"), lambda row: row[0].title, stretch=True, width=260),
            TableColumn("barcode", tr("Code"), lambda row: row[0].barcode, width=150),
            TableColumn("place", tr("Sa place"), lambda row: row[0].location, width=150, ink="text2"),
            TableColumn("there", tr("Lu à"), lambda row: row[1], width=150, ink="text2"),
        ]
        self.model: TableModel[tuple[CopyLine, str]] = TableModel(desk, ("catalogue", "closing"), columns, self)
        self.table = TableView(tr("Exemplaires de ce groupe"), self.model, several=True)
        hold(self.table, least_height=180)
        GivingWay(self.table, self.model, _COLUMN_FROM)
        self.leave_button = Button(tr("Laisser ceux choisis comme ils sont"), "ghost", "x")
        self.leave_button.clicked.connect(lambda _checked=False: self.leave())
        self.save_button = Button(tr("Enregistrer la liste…"), "secondary", "file-down")
        self.save_button.clicked.connect(lambda _checked=False: self.save_list())
        self.go = Button(tr("Clore le récolement"), "primary", "clipboard-check")
        self.go.clicked.connect(lambda _checked=False: self.close_take())
        stop = Button(tr("Continuer à lire"), "secondary")
        stop.clicked.connect(lambda _checked=False: self.given_up.emit())
        self.said = Label("", "body", "text2", wrap=True)
        card = Card(tr("Avant de clore"))
        card.body.addWidget(self.said)
        card.body.addLayout(Flow(*self.checks.values(), gap=16))
        card.body.addWidget(self.groups)
        card.body.addWidget(self.table, 1)
        card.body.addLayout(Row(self.leave_button, None, self.save_button, spacing=8))
        card.body.addLayout(Row(self.go, stop, None, spacing=10))
        inside = QWidget()
        Column(card, margins=(0, 2, 8, 6), parent=inside)
        Column(ScrollArea(inside, ground="canvas"), parent=self)

    def show_take(self, take: Stocktake) -> None:
        """Read what a stock-take found."""
        self.take = take
        service = self._service
        self._desk.read(("catalogue", "outcome"), lambda: service.stocktake_outcome(take.id), self._show)

    def _show(self, outcome: Outcome) -> None:
        self.lines = {
            "lost": {line.id: (line, "") for line in outcome.missing},
            "moved": {
                one.copy.id: (one.copy, one.location) for one in outcome.of(Told.MISPLACED) if one.copy is not None
            },
            "back": {
                one.copy.id: (one.copy, one.location)
                for one in outcome.of(Told.ABSENT)
                if one.copy is not None and not one.is_out
            },
        }
        self._unknown = [(one.code, one.times) for one in outcome.of(Told.UNKNOWN)]
        self.said.setText(
            tr(
                "Lus : {found} sur {expected}. Tout ce qui est coché est écrit en un seul acte, qui s'annule d'un clic.",
                found=outcome.found,
                expected=outcome.expected,
            )
        )
        self._recount()
        filled = next((key for key in ("lost", "moved", "back") if self.lines[key]), "lost")
        self.groups.set_current(filled)
        self._show_group()

    def _recount(self) -> None:
        counts = {**{key: len(found) for key, found in self.lines.items()}, "unknown": len(self._unknown)}
        self.groups.set_options([(key, tr(words), counts.get(key, 0)) for key, words in GROUPS.items()])
        for key, check in self.checks.items():
            check.setVisible(counts[key] > 0)

    def _show_group(self) -> None:
        key = self.groups.current
        if key == "unknown":
            rows = {
                at: (CopyLine(at, 1, 0, "", code, "", barcode=code), "")
                for at, (code, _) in enumerate(self._unknown, 1)
            }
        else:
            rows = dict(self.lines.get(key, {}))
        order = list(rows)
        self.model.show(
            Source(ids=lambda _limit: order, rows=lambda ids: {one: rows[one] for one in ids if one in rows})
        )
        self.leave_button.setVisible(key != "unknown" and bool(rows))
        self.save_button.allow(bool(rows), tr("Cette liste est vide."))

    def leave(self) -> None:
        """Let the copies selected be as they are."""
        group = self.lines.get(self.groups.current, {})
        for copy_id in self.table.selected() or [self.table.current() or 0]:
            group.pop(copy_id, None)
        self._recount()
        self._show_group()

    def save_list(self) -> None:
        """Write the group on screen into a table file: codes nobody knows, copies to look for."""
        key = self.groups.current
        out = self._desk.messages.save_file(
            tr("Enregistrer la liste"), f"recolement-{key}.csv", [(tr("Tableau CSV"), "*.csv")]
        )
        if out is None:
            return
        place = out
        content = self.listed(key)

        def work(_progress: Progress) -> int:
            write_whole(place, content)
            return content.count(b"\n") - 1

        def told(count: int) -> None:
            words = trn("{n} ligne enregistrée", "{n} lignes enregistrées", count)
            self._desk.messages.toast(words, Act(tr("Ouvrir"), lambda: self._desk.messages.show_file(place)))

        self._desk.long(tr("Enregistrement de la liste"), work, told)

    def listed(self, key: str) -> bytes:
        """Return a group as CSV: UTF-8 with its mark, semicolons."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        if key == "unknown":
            writer.writerow([tr("Code"), tr("Lu")])
            writer.writerows([safe_cell(code), times] for code, times in self._unknown)
        else:
            writer.writerow([tr("Code"), tr("Cote"), tr("Titre"), tr("Emplacement"), tr("Lu à")])
            writer.writerows(
                [safe_cell(part) for part in (line.barcode, line.call_number, line.title, line.location, there)]
                for line, there in self.lines[key].values()
            )
        return text.getvalue().encode("utf-8-sig")

    def close_take(self) -> None:
        """Write what is checked and end the stock-take."""
        take, service, actor, desk = self.take, self._service, self._desk.actor, self._desk
        if take is None:
            return
        chosen = {key: list(self.lines[key]) if check.value() else [] for key, check in self.checks.items()}

        def done(changes: Changes) -> None:
            tell_done(desk, service, tr("Récolement clos"), changes)
            self.done.emit(changes)

        desk.write(
            "catalogue.close_stocktake",
            lambda: service.close_stocktake(
                actor, take.id, lost=chosen["lost"], moved=chosen["moved"], back=chosen["back"]
            ),
            done,
        )
