"""One weeding list: its lines, what is decided of those chosen, the decision of the authority, and carrying it out."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model.weeding import WeedingLine, WeedingSheet
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.stock.filling import FillingArea, GivingWay, SideScroll
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.columns import TwoColumns
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, DateField, Form, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.table import TableView
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel
from cresi_app.widgets.wholerows import WholeRows

_COLUMN_FROM: Final = {"uses": 700, "fate": 560}
"""Width of the list (in the look's pixels) from which a column is shown."""


class WeedingListPane(QWidget):
    """Decides of the lines chosen, all of them at once."""

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self.sheet: WeedingSheet | None = None
        self._wanted: int | None = None
        self._rows: dict[int, WeedingLine] = {}
        self.model: TableModel[WeedingLine] = TableModel(desk, ("catalogue", "weeding lines"), self._columns(), self)
        self.table = TableView(tr("Exemplaires de la liste"), self.model, several=True)
        GivingWay(self.table, self.model, _COLUMN_FROM)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.said = Label("", "body", "text2", wrap=True)
        self.message = InlineMessage("", "warning")
        self.message.hide()
        self._make_deciding()
        self._make_decision()
        self._lay_out()

    def _columns(self) -> list[TableColumn[WeedingLine]]:
        reasons, fates = self._service.weeding_reasons, self._service.weeding_fates

        def state(row: WeedingLine) -> tuple[str, str]:
            if row.is_kept:
                return tr("Gardé"), "success"
            return (tr("Part"), "neutral") if row.reason and row.fate else (tr("À décider"), "warning")

        return [
            TableColumn("state", tr("Décision"), lambda row: state(row)[0], width=104, pill=state),
            TableColumn("call", tr("Cote"), lambda row: row.copy.call_number, width=96, bold=True),
            TableColumn("title", tr("Titre"), lambda row: row.copy.title, stretch=True, width=220),
            TableColumn("uses", tr("Usages"), lambda row: format_number(row.uses), "right", width=66),
            TableColumn(
                "reason", tr("Motif"), lambda row: reasons[row.reason].name if row.reason in reasons else "—", width=160
            ),
            TableColumn(
                "fate", tr("Devenir"), lambda row: fates[row.fate].name if row.fate in fates else "—", width=100
            ),
        ]

    def _make_deciding(self) -> None:
        service = self._service
        nothing = [("", tr("À décider"))]
        self.reason = ChoiceField(
            tr("Motif"), [*nothing, *((one.code, one.name) for one in service.weeding_reasons.values())], name="reason"
        )
        self.fate = ChoiceField(
            tr("Devenir"), [*nothing, *((one.code, one.name) for one in service.weeding_fates.values())], name="fate"
        )
        self.recipient = TextField(tr("À qui"), name="recipient", hint=tr("L'association ou la personne qui reçoit"))
        self.note = TextField(tr("Remarque"), name="note")
        self.form = Form([self.reason, self.fate, self.recipient, self.note])
        self.form.committed.connect(lambda name, value: self._decide(**{str(name): value or None}))
        self.keep_button = Button(tr("Garder"), "secondary", "check")
        self.keep_button.clicked.connect(lambda _checked=False: self._keep())
        self.off_button = Button(tr("Ôter de la liste"), "ghost", "x")
        self.off_button.clicked.connect(lambda _checked=False: self._take_off())

    def _make_decision(self) -> None:
        self.name = TextField(tr("Nom de la liste"), name="name")
        self.decision = TextField(tr("N° de la délibération"), name="decision")
        self.decided_on = DateField(tr("Décidé le"), name="decided_on")
        self.about = Form([self.name, self.decision, self.decided_on])
        self.about.committed.connect(self._save)
        self.go = Button(tr("Retirer du fonds"), "primary", "archive")
        self.go.setToolTip(tr("Retire tous les exemplaires qui partent, en un seul acte qui s'annule d'un clic"))
        self.go.clicked.connect(lambda _checked=False: self.carry_out())

    def _lay_out(self) -> None:
        left = Card(tr("La liste"))
        left.body.addWidget(self.said)
        left.body.addWidget(self.table, 1)
        self.chosen_card = Card(tr("Ceux qui sont choisis"))
        self.hint = Label(
            tr("Une ligne choisie dit ici pourquoi elle part et ce qu'elle devient. Maj ou Ctrl en choisit plusieurs."),
            "secondary", "text2", wrap=True,
        )  # fmt: skip
        self.deciding = QWidget()
        buttons = Row(self.keep_button, self.off_button, None, spacing=8)
        Column(self.reason, self.fate, self.recipient, self.note, buttons, spacing=8, parent=self.deciding)
        self.chosen_card.body.addWidget(self.hint)
        self.chosen_card.body.addWidget(self.deciding)
        self.decision_card = Card(tr("La décision"))
        for part in (self.name, self.decision, self.decided_on, self.message):
            self.decision_card.body.addWidget(part)
        self.decision_card.body.addLayout(Row(self.go, None))
        acts = QWidget()
        Column(self.chosen_card, self.decision_card, None, spacing=14, parent=acts)
        both = TwoColumns(Column(left, None), Column(SideScroll(acts)), shares=(13, 6), least=880)
        WholeRows(self.table, self.model, columns=both)
        inside = QWidget()
        Column(both, margins=(0, 2, 8, 6), parent=inside)
        Column(FillingArea(inside, left, 300, both), parent=self)

    # --- showing

    def show_weeding(self, weeding_id: int | None) -> None:
        """Show a list; None: nothing."""
        if weeding_id != self._wanted:
            self._wanted = weeding_id
            self.message.hide()
            self.reload()

    def reload(self) -> None:
        """Read the list again."""
        wanted, service = self._wanted, self._service
        if wanted is not None:
            self._desk.read(
                ("catalogue", "weeding sheet"), lambda: service.weeding_sheet(wanted), self._show, self._gone
            )

    def _gone(self, _error: CresiError) -> None:
        self._wanted = None

    def _show(self, sheet: WeedingSheet) -> None:
        self.sheet = sheet
        self._rows = {line.id: line for line in sheet.lines}
        order, rows = list(self._rows), self._rows
        self.model.show(
            Source(
                ids=lambda limit: order[:limit] if limit else order,
                rows=lambda ids: {one: rows[one] for one in ids if one in rows},
            )
        )
        weeding = sheet.weeding
        self.about.show_values(
            {"name": weeding.name, "decision": weeding.decision, "decided_on": weeding.decided_on}, keep_typing=True
        )
        leaving, undecided = len(sheet.leaving), len(sheet.undecided)
        going = leaving - undecided
        parts = [trn("{n} exemplaire part", "{n} exemplaires partent", going)]
        if undecided:
            parts.append(trn("{n} à décider", "{n} à décider", undecided))
        if kept := len(sheet.lines) - leaving:
            parts.append(trn("{n} gardé", "{n} gardés", kept))
        self.said.setText(" · ".join(parts))
        self.chosen_card.setVisible(weeding.is_open)
        self.go.setVisible(weeding.is_open)
        self.go.allow(
            bool(leaving) and not undecided, tr("Décidez d'abord de chaque exemplaire : son motif et son devenir.")
        )
        for field in self.about.fields():
            field.set_read_only(not weeding.is_open)
        self._show_chosen()

    def _chosen(self) -> list[WeedingLine]:
        ids = self.table.selected() or [self.table.current() or 0]
        return [self._rows[one] for one in ids if one in self._rows]

    def _show_chosen(self) -> None:
        lines = self._chosen()
        self.chosen_card.set_title(
            trn("{n} exemplaire choisi", "{n} exemplaires choisis", len(lines))
            if lines
            else tr("Choisissez des exemplaires")
        )
        values: dict[str, Any] = {}
        for name in ("reason", "fate", "recipient", "note"):
            found = {getattr(line, name) or "" for line in lines}
            values[name] = found.pop() if len(found) == 1 else ""
        self.form.show_values(values)
        self.hint.setVisible(not lines)
        self.deciding.setVisible(bool(lines))
        self.keep_button.setText(
            tr("Laisser partir") if lines and all(line.is_kept for line in lines) else tr("Garder")
        )

    # --- deciding

    def _write(self, label: str, work: Any, words: str = "") -> None:
        desk, service = self._desk, self._service

        def done(changes: Changes) -> None:
            self.message.hide()
            if words:
                tell_done(desk, service, words, changes)

        desk.write(label, work, done, self._refused)

    def _refused(self, error: CresiError) -> None:
        if not (self.about.refuse(error) or self.form.refuse(error)):
            self.message.say(error.sentence, "warning")
            self.message.show()

    def _decide(self, **told: object) -> None:
        lines, sheet, service, actor = self._chosen(), self.sheet, self._service, self._desk.actor
        if lines and sheet is not None:
            ids = [line.id for line in lines]
            self._write(
                "catalogue.decide_weeding", lambda: service.decide_weeding(actor, sheet.weeding.id, ids, **told)
            )

    def _keep(self) -> None:
        self._decide(is_kept=not all(line.is_kept for line in self._chosen()))

    def _take_off(self) -> None:
        lines, sheet, service, actor = self._chosen(), self.sheet, self._service, self._desk.actor
        if lines and sheet is not None:
            ids = [line.id for line in lines]
            words = trn("{n} exemplaire ôté de la liste", "{n} exemplaires ôtés de la liste", len(ids))
            self._write(
                "catalogue.remove_from_weeding",
                lambda: service.remove_from_weeding(actor, sheet.weeding.id, ids),
                words,
            )

    def _save(self, name: str, value: object) -> None:
        sheet, service, actor = self.sheet, self._service, self._desk.actor
        if sheet is not None:
            weeding = sheet.weeding
            self._write(
                "catalogue.update_weeding",
                lambda: service.update_weeding(
                    actor, weeding.id, service.weeding_sheet(weeding.id).weeding.version, None, **{name: value}
                ),
            )

    def carry_out(self) -> None:
        """Withdraw what leaves and close the list."""
        sheet, service, actor = self.sheet, self._service, self._desk.actor
        if sheet is None:
            return
        words = trn("{n} exemplaire retiré du fonds", "{n} exemplaires retirés du fonds", len(sheet.leaving))
        self._write("catalogue.carry_out_weeding", lambda: service.carry_out_weeding(actor, sheet.weeding.id), words)
