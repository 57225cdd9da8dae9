"""The details of the budget line the keyboard stands on: where it stands in the form, how its amount is made, who pays."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money
from cresi_app.core.numbers import QUANTITY
from cresi_app.projects.model import Block, BudgetLine, DossierData, LineRole, Side, TemplateLine
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.budget_rows import TableRow
from cresi_app.projects.ui.panes import in_currency, plain
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider
from cresi_app.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    DecimalField,
    Field,
    Form,
    MoneyField,
    TextField,
)
from cresi_app.widgets.labels import ElidedLabel
from cresi_app.widgets.layouts import Column, Grid, Row


class LineDetail(QWidget):
    """Hidden while the keyboard stands on no entered line."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._line: BudgetLine | None = None
        self._data: DossierData | None = None
        self._name = ElidedLabel("", "strong")
        self.remove = Button(tr("Retirer la ligne"), "ghost", "trash-2")
        statuses: list[tuple[str | None, str]] = [(None, tr("À préciser"))]
        statuses += [(status.code, status.name) for status in bench.service.cofunding_statuses.values()]
        self._made: Sequence[Field] = (
            DecimalField(tr("Quantité"), QUANTITY, 1000, name="quantity_milli"),
            TextField(tr("Unité"), name="unit"),
            MoneyField(tr("Prix unitaire"), name="unit_price_minor"),
        )
        self._paid: Sequence[Field] = (
            ChoiceField(tr("Situation"), statuses, name="status_code"),
            DateField(tr("Depuis le"), name="status_on"),
            TextField(tr("Justificatif"), name="proof"),
        )
        self._asked = CheckField(tr("Demande de ce dossier"), name="is_requested")
        self._place = ChoiceField(tr("Ligne du formulaire"), [], name="line_code")
        self._place.committed.connect(self._put)
        self._gather = Button(tr("Retirer la répartition par année"), "link")
        self._gather.clicked.connect(self._gather_years)
        self._proof = Button(tr("Joindre la preuve"), "ghost", "paperclip")
        self._proof.clicked.connect(self._attach_proof)
        self._proof_of: int | None = None
        self.form = Form([*self._made, *self._paid, self._asked], self)
        grid = Grid(across=12, down=6)
        for fields in (self._made, self._paid):  # never shown together
            for column, field in enumerate(fields):
                grid.addWidget(field, 0, column)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._place, 0, 3)
        head = Row(self._name, self._gather, self._asked, self._proof, self.remove, spacing=10)
        head.setStretch(0, 1)
        Column(Divider(), head, grid, spacing=6, margins=(6, 2, 6, 0), parent=self)
        self.form.committed.connect(self._save)
        self.hide()

    def show_row(self, row: TableRow | None, data: DossierData | None = None) -> None:
        """Show a line's details; another line first saves what was typed for the one before."""
        line = row.entry if row is not None else None
        same = line is not None and self._line is not None and line.id == self._line.id
        if not same:
            self.flush()
        self._line = line
        self.setVisible(line is not None)
        if row is None or line is None or row.line is None:
            return
        self._name.setText(row.label)
        self._show_place(row.line, data)
        spread = data is not None and line.id in data.spread
        self._gather.setVisible(spread)
        self._show_proof(line, data)
        paying = row.line.side is Side.PRODUCT and row.line.block is not Block.VOLUNTEER
        for field in self._paid:
            field.setVisible(paying)
        self._proof.setVisible(paying)
        for field in self._made:
            field.setVisible(not paying)
        self._asked.setVisible(_is_grant(row.line))
        unit = self.form.field("unit_price_minor")
        assert isinstance(unit, MoneyField)
        unit.currency = line.currency
        self._data = data
        price = None if line.unit_price_minor is None else Money(line.unit_price_minor, line.currency)
        values = {
            name: getattr(line, name)
            for name in ("quantity_milli", "unit", "status_code", "status_on", "proof", "is_requested")
        }
        self.form.show_values({**values, "unit_price_minor": price}, keep_typing=same)

    def _show_place(self, place: TemplateLine, data: DossierData | None) -> None:
        if data is None:
            return
        lines = [line for line in data.nomenclature.lines if line.side is place.side]
        known = [(line.code, f"{line.printed_code or line.account} {line.name}".strip()) for line in lines]
        unplaced = [] if data.nomenclature.has(place.code) else [(place.code, place.name)]
        self._place.set_options([*unplaced, *known])
        self._place.set_value(place.code)

    def _show_proof(self, line: BudgetLine, data: DossierData | None) -> None:
        papers = {view.paper.id: view for view in data.papers} if data is not None else {}
        view = papers.get(line.proof_paper_id or 0)
        self._proof_of = view.paper.id if view is not None else None
        self._proof.setText(
            tr("Ouvrir {name}", name=view.paper.file_name) if view is not None else tr("Joindre la preuve")
        )
        self._proof.restyle()

    def _put(self, code: Any) -> None:
        line = self._line
        if line is None or code == line.line_code:
            return
        service, actor = self._bench.service, self._bench.desk.actor
        self._bench.saver.act(
            "projects.place_line", lambda: service.place_line(actor, line.id, str(code)), refused=self._refused
        )

    def _gather_years(self) -> None:
        line, service, actor = self._line, self._bench.service, self._bench.desk.actor
        if line is not None:
            told = self._bench.told(tr("Répartition par année retirée : le total est gardé"))
            self._bench.saver.act("projects.gather_line", lambda: service.gather_line(actor, line.id), told)

    def _attach_proof(self) -> None:
        line, bench, paper_id = self._line, self._bench, self._proof_of
        if line is None:
            return
        if paper_id is not None:
            bench.desk.read(
                ("projects", "paper"), lambda: bench.service.paper_copy(paper_id), bench.desk.messages.show_file
            )
            return
        kinds = [(tr("Documents"), "*.pdf *.png *.jpg *.jpeg *.odt *.docx"), (tr("Tous les fichiers"), "*")]
        files = bench.desk.messages.open_files(tr("Joindre la preuve"), kinds, several=False)
        if files:
            told = bench.told(tr("Preuve jointe : elle est aussi parmi les pièces"))
            actor = bench.desk.actor
            bench.saver.act("projects.attach_proof", lambda: bench.service.attach_proof(actor, line.id, files[0]), told)

    def flush(self) -> None:
        """Save what is being typed."""
        if self._line is not None:
            self.form.flush()

    def _save(self, name: str, value: Any) -> None:
        line = self._line
        if line is None:
            return
        try:
            value = value if self._data is None else in_currency(self.form, name, value, self._data)
        except DomainError as refusal:
            self.form.field(name).set_error(refusal.sentence)
            return
        service, actor, given = self._bench.service, self._bench.desk.actor, {name: plain(value)}

        def work(version: int | None) -> Changes:
            return service.update_budget_line(actor, line.id, version, None, **given)

        self._bench.saver.save(("budget_line", line.id), "projects.update_budget_line", work, self._refused)

    def _refused(self, error: CresiError) -> None:
        if not self.form.refuse(error):
            self._bench.desk.messages.error(error)


def _is_grant(line: TemplateLine) -> bool:
    return line.role in {LineRole.GRANT, LineRole.FUNDER}
