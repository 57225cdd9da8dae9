"""The page of a declared training body: proofs by indicator, and the yearly statement's amounts."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import N_, tr
from cresi_app.training.model.yearly import QualityLine, StatementLine
from cresi_app.training.service import TrainingService
from cresi_app.training.ui.subpage import SubPage
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import NumberField, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.pills import Pill

UNITS = {"euro": N_("euros"), "hour": N_("heures"), "person": N_("personnes")}


class DeclaredView(SubPage):
    """Two cards: the indicators with what proves them, the lines of the statement."""

    paper_asked = Signal(object)
    """The name of a paper of the year."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        content = QWidget()
        prints = []
        for name, words in (("quality", tr("Liste des preuves")), ("statement", tr("Bilan (PDF)"))):
            button = Button(words, "secondary", "printer")
            prints.append((name, button))
        super().__init__(
            tr("Organisme déclaré"),
            tr("Indicateurs de qualité et bilan annuel"),
            content,
            [button for _, button in prints],
            parent=parent,
        )
        for name, button in prints:
            button.clicked.connect(partial(self._print, name))
        self._desk, self._service = desk, service
        self.quality = Card(tr("Preuves par indicateur"), padding=(18, 14))
        self.statement = Card(tr("Bilan pédagogique et financier"), padding=(18, 14))
        self._cards: list[tuple[Card, Column]] = []
        for card in (self.quality, self.statement):
            inner = QWidget()
            column = Column(spacing=8, parent=inner)
            card.body.addWidget(inner)
            self._cards.append((card, column))
        hint = tr("Aide à la préparation : à vérifier auprès du référentiel et du formulaire de l'année.")
        Column(Label(hint, "secondary", "text2", wrap=True), self.quality, self.statement, None, spacing=12,
               margins=(0, 2, 8, 8), parent=content)  # fmt: skip

    def _print(self, name: str, *_checked: object) -> None:
        self.paper_asked.emit(name)

    def refresh(self, changes: Changes | None) -> None:
        """Read again what was touched."""
        touched = {"quality_note", "statement_amount", "attendance", "session"}
        if changes is None or changes.touches_any(touched):
            year, service = self._desk.year, self._service
            self._desk.read(
                ("training", "declared"),
                lambda: (service.quality_lines(year), service.statement_lines(year)),
                self._show,
            )

    def _show(self, found: tuple[list[QualityLine], list[StatementLine]]) -> None:
        if self.isAncestorOf(self.focusWidget() or self) and self.focusWidget() not in {None, self.back}:
            return  # somebody types: what was saved is on screen already
        (_, quality), (_, statement) = self._cards
        clear_layout(quality)
        for number, line in enumerate(found[0]):
            if number:
                quality.addWidget(Divider())
            quality.addWidget(self._indicator(line))
        clear_layout(statement)
        for one in found[1]:
            statement.addWidget(self._line(one))

    def _indicator(self, line: QualityLine) -> QWidget:
        title = tr("{code}. {name}", code=line.code, name=line.name)
        pill = Pill(tr("Commun"), "primary") if line.is_common else Pill(tr("Selon le cas"), "neutral")
        told = " · ".join(filter(None, (line.evidence, line.found)))
        note = TextField(tr("Noté par le centre, indicateur {code}", code=line.code), name=f"note-{line.code}")
        note.set_value(line.note)
        note.committed.connect(lambda value: self._save_note(line.code, str(value or "")))
        row = QWidget()
        head = Row(Label(title, "button", wrap=True), pill, spacing=8)
        head.setStretch(0, 1)
        Column(head, Label(told, "caption", "text2", wrap=True), note, spacing=3, parent=row)
        return row

    def _line(self, line: StatementLine) -> QWidget:
        row = QWidget()
        title = tr("{code}. {name}", code=line.code, name=line.name)
        if line.is_counted:
            figure = Label(tr("{n} {unit}, compté", n=line.amount or 0, unit=tr(UNITS[line.unit])), "strong")
            Row(Label(title, "body", wrap=True), figure, spacing=10, parent=row).setStretch(0, 1)
            return row
        field = NumberField(tr("{title} ({unit})", title=title, unit=tr(UNITS[line.unit])), name=line.code, least=0)
        field.set_value(line.amount)
        field.committed.connect(lambda value: self._save_amount(line.code, None if value is None else int(value)))
        Row(field, parent=row)
        return row

    def _save_note(self, code: str, note: str) -> None:
        actor, service = self._desk.actor, self._service
        self._desk.write(
            "training.set_quality_note", lambda: service.set_quality_note(actor, code, note), None, self._refused
        )

    def _save_amount(self, code: str, amount: int | None) -> None:
        actor, service, year = self._desk.actor, self._service, self._desk.year
        self._desk.write(
            "training.set_statement",
            lambda: service.set_statement_amount(actor, year, code, amount),
            None,
            self._refused,
        )

    def _refused(self, error: CresiError) -> None:
        self._desk.messages.error(error)
