"""« Pointer le contenu »: every piece of one copy counted as it leaves or comes back; what lacks stands in red until it is found."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import Copy, DocumentSheet
from cresi_app.catalogue.model.description import MOMENTS, Moment, PieceState
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.service.checklists import Count, PastCount
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, NumberField, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.pills import Pill

_SHOWN: Final = 4
"""Past counts that are shown."""


class CopyChecklist(Card):
    """The pieces of one copy as they were counted last, and the form that counts them again. `saved` follows a count."""

    saved = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, copy: Copy) -> None:
        super().__init__(copy.barcode or tr("Exemplaire {number}", number=copy.accession_number))
        self._desk, self._service = desk, service
        self.copy = copy
        self._states: tuple[PieceState, ...] = ()
        self._pill = Pill("", "neutral")
        self.count_button = Button(tr("Pointer le contenu"), "secondary", "list-checks")
        self.count_button.clicked.connect(lambda _checked=False: self.begin())
        self.head.addWidget(self._pill)
        self.message = InlineMessage("", "warning")
        self.message.hide()
        self._missing = Column(spacing=4)
        self._form = Column(spacing=8)
        self._past = Column(spacing=2)
        self.found: dict[int, NumberField] = {}
        self._conditions: dict[int, ChoiceField] = {}
        for part in (self._missing, Row(self.count_button, None), self._form, self._past):
            self.body.addLayout(part)
        self.body.addWidget(self.message)
        self.read()

    def read(self) -> None:
        """Read how the pieces stand."""
        service, copy_id = self._service, self.copy.id
        self._desk.read(
            ("catalogue", "pieces", copy_id),
            lambda: (service.piece_states(copy_id), service.counts_of(copy_id, _SHOWN)),
            lambda found: self._show(*found),
        )

    def _show(self, states: tuple[PieceState, ...], counts: Sequence[PastCount]) -> None:
        self._states = states
        lacking = [one for one in states if one.missing]
        counted = [one for one in states if one.found is not None]
        if lacking:
            self._pill.set(
                trn("{n} pièce manque", "{n} pièces manquent", sum(one.missing for one in lacking)), "danger"
            )
        elif counted and len(counted) == len(states):
            self._pill.set(tr("Complet"), "success")
        else:
            self._pill.set(tr("Jamais pointé") if not counted else tr("Pointé en partie"), "neutral")
        clear_layout(self._missing)
        told = []
        for one in lacking:
            said = tr(
                "{piece} : {found} sur {quantity}",
                piece=one.piece.name,
                found=one.found or 0,
                quantity=one.piece.quantity,
            )
            note = " · ".join(
                part for part in (one.note, format_date(one.counted_on) if one.counted_on else "") if part
            )
            told.append((Label(said, "strong", "danger"), note, "text2"))
        self._missing.addLayout(_beside(told, lower=3))
        clear_layout(self._past)
        self._past.addLayout(_beside([self._line(count) for count in counts]))

    def _line(self, count: PastCount) -> tuple[Label, str, str]:
        one = count.checklist
        said = tr("{moment}, {day}", moment=tr(MOMENTS[one.moment]), day=format_date(one.day))
        found = trn("{n} manque", "{n} manquent", count.missing) if count.missing else tr("tout y était")
        who = " · ".join(part for part in (found, one.counted_by, one.note) if part)
        return Label(said, "caption", "text"), who, "danger" if count.missing else "text2"

    # --- counting ---

    def begin(self) -> None:
        """Show every piece with how many should be there: only what differs is typed."""
        if self.found:
            self._end()
            return
        self.moment = ChoiceField(
            tr("Moment"), [(one.value, tr(words)) for one, words in MOMENTS.items()], name="moment"
        )
        self.moment.set_value(
            Moment.BACK.value if any(one.found is not None for one in self._states) else Moment.CHECK.value
        )
        self.note = TextField(tr("Note"), name="note")
        head = Row(self.moment, self.note, spacing=12)
        head.setStretch(1, 1)
        self._form.addLayout(head)
        grid = Grid(across=8, down=6)
        grid.setColumnStretch(0, 1)
        names = [(one.code, one.name) for one in self._service.conditions.values()]
        for at, state in enumerate(self._states):
            self._piece(grid, at, state, names)
        self._form.addLayout(grid)
        done = Button(tr("Enregistrer le pointage"), "primary", "check")
        done.clicked.connect(lambda _checked=False: self.save())
        stop = Button(tr(C_("count", "Annuler")), "ghost")
        stop.clicked.connect(lambda _checked=False: self._end())
        everything = Button(tr("Tout est là"), "link", "list-checks")
        everything.clicked.connect(lambda _checked=False: self.all_there())
        self._form.addLayout(Row(everything, None, stop, done))
        self._form.addWidget(Divider())
        self.count_button.hide()
        next(iter(self.found.values())).focus()

    def _piece(self, grid: Grid, at: int, state: PieceState, names: list[tuple[str, str]]) -> None:
        piece = state.piece
        label = Label(" ".join(part for part in (piece.number, piece.name) if part), "body", wrap=True)
        of = Label(tr("sur {n}", n=piece.quantity), "secondary", "text2")
        found = NumberField(tr("Trouvé : {piece}", piece=piece.name), name=f"found:{piece.id}", most=100_000)
        found.label.hide()
        found.set_value(state.found if state.found is not None else piece.quantity)
        found.setFixedWidth(found.sizeHint().width() // 2)
        condition = ChoiceField(tr("État : {piece}", piece=piece.name), names, name=f"condition:{piece.id}")
        condition.label.hide()
        condition.set_value(state.condition)
        for column, part in enumerate((label, found, of, condition)):
            grid.addWidget(part, at, column)
        self.found[piece.id] = found
        self._conditions[piece.id] = condition

    def all_there(self) -> None:
        """Say that every piece is there, in the number it should."""
        for state in self._states:
            self.found[state.piece.id].set_value(state.piece.quantity)

    def save(self) -> None:
        """Write the count down."""
        counts: dict[int, Count] = {}
        for piece_id, field in self.found.items():
            try:
                value = field.read()
            except DomainError as error:
                field.set_error(error.sentence)
                field.focus()
                return
            if value is not None:
                counts[piece_id] = Count(int(value), str(self._conditions[piece_id].read()))
        service, actor, copy_id = self._service, self._desk.actor, self.copy.id
        moment, note = Moment(str(self.moment.read())), str(self.note.read())
        self._desk.write(
            "catalogue.count_pieces",
            lambda: service.count_pieces(actor, copy_id, counts, moment=moment, note=note),
            self._saved,
            self._refused,
        )

    def _saved(self, changes: Changes) -> None:
        self._end()
        self.read()
        self.saved.emit()
        tell_done(self._desk, self._service, tr("Pointage enregistré"), changes)

    def _refused(self, error: CresiError) -> None:
        field = next((one for one in self.found.values() if one.name == error.field), None)
        if field is not None:
            field.set_error(error.sentence)
        else:
            self.message.say(error.sentence, "warning")
            self.message.show()

    def _end(self) -> None:
        self.found, self._conditions = {}, {}
        clear_layout(self._form)
        self.message.hide()
        self.count_button.show()


def _beside(lines: Sequence[tuple[Label, str, str]], lower: int = 0) -> Grid:
    """Return words with others in one line behind them, which go on below one another where the pane is narrow.

    `lower` pixels of the look put small words on the line of larger ones.
    """
    grid = Grid(across=8, down=4)
    grid.setColumnStretch(1, 1)
    for at, (first, more, ink) in enumerate(lines):
        grid.addWidget(first, at, 0, Qt.AlignmentFlag.AlignTop)
        second = Column(Label(more, "caption", ink, wrap=True), None, margins=(0, lower, 0, 0))
        grid.addLayout(second, at, 1)
    return grid


class Checklists(QWidget):
    """One card a copy of the kit, the game or the exhibition on screen."""

    saved = Signal()

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self._seen: object = None
        self.cards: list[CopyChecklist] = []
        self._column = Column(spacing=12, parent=self)

    def show_sheet(self, sheet: DocumentSheet) -> None:
        """Show a card for each live copy, once there is something to count."""
        copies = sheet.live_copies if sheet.pieces else ()
        seen = ([(one.id, one.barcode) for one in copies], sheet.pieces)
        if seen == self._seen:
            return
        counting = any(card.found for card in self.cards)
        if counting and [one.id for one in copies] == [card.copy.id for card in self.cards]:
            return  # what is being counted stays
        self._seen = seen
        clear_layout(self._column)
        self.cards = [CopyChecklist(self._desk, self._service, one) for one in copies]
        for card in self.cards:
            card.saved.connect(self.saved)
            self._column.addWidget(card)
        self.setVisible(bool(copies))
