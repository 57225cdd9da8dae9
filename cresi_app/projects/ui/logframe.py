"""The section « Cadre logique »: the matrix, the row being written, and the indicators that measure it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money
from cresi_app.core.numbers import INDICATOR
from cresi_app.projects.model import LEVEL_WORDS, DossierData, Indicator, LogLevel, LogRow, Measure, ProjectActivity
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.logframe_table import LogTable
from cresi_app.projects.ui.panes import DossierPane, Work, in_currency, menu_of, plain, refuse_at, saving
from cresi_app.projects.ui.rows_card import RowKind, RowsCard
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import (
    ChoiceField,
    DateField,
    DecimalField,
    Field,
    Form,
    MoneyField,
    MultilineField,
    NumberField,
    TextField,
)
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Grid, Row
from cresi_app.widgets.rows import Line

_ROW = ("intervention", "verification", "hypotheses")
_ACTIVITY = ("result_id", "means", "cost_minor", "hypotheses")


class LogframePane(DossierPane):
    """The framework of four rows by four columns; it begins with what the dossier already says."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.table = LogTable()
        self._start = Button(tr("Commencer le cadre logique"), "primary", "plus")
        self._start.clicked.connect(self._begin)
        self._unsaid = Label(
            tr("Le cadre reprend l'objectif général, l'objectif spécifique et les volets d'activités déjà écrits."),
            "secondary",
            "text2",
            wrap=True,
        )
        add = menu_of(tr("Ajouter une ligne"), [_adding(self, level) for level in LogLevel])
        self._matrix = Card(tr("Cadre logique"), aside=(add,), padding=(8, 12))
        self._matrix.head.set_margins((12, 0, 12, 0))  # the table reaches further out than words
        self._matrix.body.addWidget(self.table)
        self._empty = Card(tr("Cadre logique"))
        self._empty.body.addWidget(self._unsaid)
        self._empty.body.addLayout(Row(self._start, None))
        self._row = _RowCard(self)
        self._indicators = IndicatorsCard(self)
        self.table.chosen.connect(self._chosen)
        self.scrolled(self._empty, self._matrix, self._row, self._indicators, None)

    def fill(self, data: DossierData, *, same: bool) -> None:
        """Show matrix, row and indicators; what is being typed stays."""
        empty = data.logframe.is_empty
        self._empty.setVisible(empty)
        for card in (self._matrix, self._row, self._indicators):
            card.setVisible(not empty)
        if not empty:
            self.table.show_frame(data.logframe)
            self._show_row(keep=same)

    def flush(self) -> None:
        """Save what is being typed."""
        self._row.flush()
        self._indicators.form.flush()

    def _chosen(self, _key: object) -> None:
        if self.data is not None:
            self.flush()
            self._show_row(keep=False)

    def _show_row(self, *, keep: bool) -> None:
        assert self.data is not None
        key = self.table.current()
        self._row.show_row(key, self.data, keep=keep)
        self._indicators.row_id = int(key.removeprefix("row:")) if key.startswith("row:") else None
        self._indicators.setVisible(key.startswith("row:") and not self.data.logframe.is_empty)
        self._indicators.show_data(self.data)

    def _begin(self) -> None:
        bench, project_id = self.bench, self.project_id
        bench.saver.act("projects.start_logframe", lambda: bench.service.start_logframe(bench.desk.actor, project_id))

    def add_row(self, level: LogLevel) -> None:
        """Add a row of a level, and stand on it."""
        bench, project_id = self.bench, self.project_id

        def made(changes: Changes) -> None:
            rows = changes.touched.get("project_logframe", ())
            if rows:
                self.table.set_current(f"row:{next(iter(rows))}")

        bench.saver.act(
            "projects.add_log_row", lambda: bench.service.add_log_row(bench.desk.actor, project_id, level), made
        )


def _adding(pane: LogframePane, level: LogLevel) -> Action:
    return Action(f"projects.log_{level}", tr(LEVEL_WORDS[level]), partial(pane.add_row, level))


class _RowCard(Card):
    """The cells of the chosen row, or of the chosen activity."""

    def __init__(self, pane: LogframePane) -> None:
        self._remove = Button(tr("Retirer"), "ghost", "trash-2")
        super().__init__(tr("Ligne"), aside=(self._remove,))
        self._pane = pane
        self._key = ""
        self._cells = Form(
            [
                MultilineField(tr("Logique d'intervention"), name="intervention", lines=3),
                MultilineField(tr("Hypothèses et risques"), name="hypotheses", lines=3),
                MultilineField(tr("Autres sources de vérification"), name="verification", lines=2),
            ],
            self,
        )
        self._result = ChoiceField(tr("Mène au résultat"), [(None, tr("Aucun"))], name="result_id")
        self._doing = Form(
            [
                self._result,
                MoneyField(tr("Coût"), name="cost_minor"),
                MultilineField(tr("Moyens"), name="means", lines=3),
                MultilineField(tr("Hypothèses et risques"), name="hypotheses", lines=3),
            ],
            self,
        )
        self._sides = [_two_columns(form.fields()) for form in (self._cells, self._doing)]
        for side in self._sides:
            self.body.addWidget(side)
        self._cells.committed.connect(lambda name, value: self._save(self._cells, name, value))
        self._doing.committed.connect(lambda name, value: self._save(self._doing, name, value))
        self._remove.clicked.connect(self._take_off)

    def show_row(self, key: str, data: DossierData, *, keep: bool) -> None:
        """Show the row of that key."""
        same, self._key = keep and key == self._key, key
        row, activity = _found(data, key)
        self.setVisible(row is not None or activity is not None)
        self._sides[0].setVisible(row is not None)
        self._sides[1].setVisible(activity is not None)
        self._remove.setVisible(row is not None)
        if row is not None:
            self.set_title(next(line.name for line in data.logframe.lines if line.row.id == row.id))
            self._cells.show_values({name: getattr(row, name) for name in _ROW}, keep_typing=same)
        elif activity is not None:
            self.set_title(activity.title)
            self._result.set_options(
                [
                    (None, tr("Aucun")),
                    *((line.row.id, f"{line.number} {line.row.intervention}"[:60]) for line in data.logframe.results),
                ]
            )
            values: dict[str, Any] = {name: getattr(activity, name) for name in _ACTIVITY}
            cost, money = values["cost_minor"], self._doing.field("cost_minor")
            assert isinstance(money, MoneyField)
            money.currency = activity.currency
            values["cost_minor"] = None if cost is None else Money(cost, activity.currency)
            self._doing.show_values(values, keep_typing=same)

    def flush(self) -> None:
        """Save what is being typed."""
        if self._key.startswith("row:"):
            self._cells.flush()
        elif self._key:
            self._doing.flush()

    def _save(self, form: Form, name: str, value: Any) -> None:
        if self._pane.data is None:
            return
        try:
            value = in_currency(form, name, value, self._pane.data)
        except DomainError as refusal:
            form.field(name).set_error(refusal.sentence)
            return
        bench, given = self._pane.bench, {name: plain(value)}
        noun, _, number = self._key.partition(":")
        table = "project_logframe" if noun == "row" else "project_activity"
        update = bench.service.update_log_row if noun == "row" else bench.service.update_activity
        work: Work = saving(update, bench.desk.actor, int(number), given)
        bench.saver.save((table, int(number)), f"projects.{table}", work, partial(refuse_at, form, name))

    def _take_off(self) -> None:
        bench, row_id = self._pane.bench, int(self._key.partition(":")[2])
        told = bench.told(tr("Ligne retirée : ses indicateurs et activités restent, sans ligne"))
        bench.saver.act("projects.remove_log_row", lambda: bench.service.remove_log_row(bench.desk.actor, row_id), told)


def _two_columns(fields: Sequence[Field]) -> QWidget:
    side = QWidget()
    grid = Grid(across=14, down=10)
    for number, field in enumerate(fields):
        grid.addWidget(field, number // 2, number % 2)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    Column(grid, parent=side)
    return side


def _found(data: DossierData, key: str) -> tuple[LogRow | None, ProjectActivity | None]:
    noun, _, number = key.partition(":")
    if noun == "row":
        return next((line.row for line in data.logframe.lines if str(line.row.id) == number), None), None
    return None, next((activity for activity in data.activities if str(activity.id) == number), None)


class IndicatorsCard(RowsCard):
    """The indicators of the chosen row; those tied to no row stand with every one, so that they are never lost."""

    def __init__(self, pane: DossierPane) -> None:
        self.row_id: int | None = None
        add = Button(tr("Ajouter un indicateur"), "ghost", "plus")
        measures = [
            (Measure.NUMBER, tr("Nombre")), (Measure.PERCENT, tr("Pourcentage")), (Measure.QUALITY, tr("En mots")),
        ]  # fmt: skip
        fields: list[Field] = [
            TextField(tr("Indicateur"), name="name"),
            ChoiceField(tr("Mesure"), measures, name="measure"),
            TextField(tr("Unité"), name="unit", placeholder=tr("puits, élèves…")),
            DecimalField(tr("Valeur de départ"), INDICATOR, 1000, name="baseline_milli"),
            NumberField(tr("Année de départ"), name="baseline_year", least=1900, most=2200),
            TextField(tr("Situation de départ"), name="baseline_text"),
            DecimalField(tr("Cible"), INDICATOR, 1000, name="target_milli"),
            NumberField(tr("Année de la cible"), name="target_year", least=1900, most=2200),
            TextField(tr("Situation visée"), name="target_text"),
            DecimalField(tr("Valeur atteinte"), INDICATOR, 1000, name="actual_milli"),
            DateField(tr("Mesurée le"), name="actual_on"),
            TextField(tr("Situation atteinte"), name="actual_text"),
            TextField(tr("Source de vérification"), name="source"),
        ]
        kind = RowKind("project_indicator", "indicator", self._rows, _indicator_line, wide=1)
        super().__init__(pane, tr("Indicateurs de la ligne"), kind, fields, aside=(add,))
        self.empty.setText(tr("Aucun indicateur : dites ce qui sera compté ou observé, d'où l'on part et où l'on va."))
        add.clicked.connect(lambda: self.add(tr("Nouvel indicateur"), logframe_id=self.row_id))

    def _rows(self, data: DossierData) -> list[tuple[Indicator, Indicator]]:
        own = [one for line in data.logframe.lines if line.row.id == self.row_id for one in line.indicators]
        return [(one, one) for one in (*own, *data.logframe.orphans)]

    def show_data(self, data: DossierData) -> None:
        """Show the indicators, and of the chosen one the fields that its measure needs."""
        super().show_data(data)
        current = self.parts.current()
        one = next((one for one, _ in self._rows(data) if one.id == current), None)
        if one is not None:
            words = one.measure is Measure.QUALITY
            for name in ("baseline_milli", "target_milli", "actual_milli", "unit"):
                self.form.field(name).setEnabled(not words)
            for name in ("baseline_text", "target_text", "actual_text"):
                self.form.field(name).setEnabled(words)

    def save(self, part_id: int, name: str, value: object) -> tuple[str, Work]:
        """Save a field; an indicator without a row becomes one of the row it was changed at."""
        data, service, actor = self.pane.data, self.pane.bench.service, self.pane.bench.desk.actor
        fields: dict[str, object] = {name: value}
        if data is not None and any(one.id == part_id for one in data.logframe.orphans) and self.row_id is not None:
            fields["logframe_id"] = self.row_id
        return "project_indicator", saving(service.update_indicator, actor, part_id, fields)


def _indicator_line(one: Indicator) -> Line:
    base, target = one.value_words("baseline") or "?", one.value_words("target") or "?"
    detail = tr("{base} → {target}", base=base, target=target)
    reached = one.value_words("actual")
    pill = (tr("Complet"), "success") if not one.missing else (tr("À compléter"), "warning")
    return Line(
        one.name,
        tr("{detail} · atteint : {reached}", detail=detail, reached=reached) if reached else detail,
        pill=pill,
        icon=("circle-dot", "primary"),
    )
