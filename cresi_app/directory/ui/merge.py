"""Two sheets side by side, and which one stays: everything any desk tied to the other goes to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.directory.ui import searches
from cresi_app.directory.ui.cards import Bench
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.fields import Proposal, RecordPicker
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Grid, Row, clear_layout
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.scroll import ScrollArea


@dataclass(frozen=True, slots=True)
class Side:
    """What a sheet says of itself, line by line: (label, value)."""

    id: int
    name: str
    lines: tuple[tuple[str, str], ...]


def organisation_side(bench: Bench, organisation_id: int) -> Side:
    """Read an organisation for the comparison; on a reader thread."""
    sheet = bench.service.organisation_sheet(organisation_id)
    one = sheet.organisation
    return Side(
        one.id,
        one.name,
        (
            (tr("Nom"), one.name),
            (tr("Type"), sheet.kind.name),
            (tr("Adresse"), ", ".join(filter(None, (one.address.replace("\n", ", "), one.postal_code, one.town)))),
            (tr("Numéros"), ", ".join(f"{bench.service.schemes[i.scheme].name} {i.value}" for i in sheet.identifiers)),
            (tr("Courriel"), one.email),
            (tr("Téléphone"), one.phone),
            (tr("Personnes"), ", ".join(a.person.name for a in sheet.people)),
            (tr("Pays"), ", ".join(country.name for country in sheet.countries)),
            (tr("Thèmes"), ", ".join(sector.name for sector in sheet.sectors)),
            (tr("Adhésions"), ", ".join(str(held.year) for held in sheet.memberships)),
            (tr("Note"), one.note),
        ),
    )


def person_side(bench: Bench, person_id: int) -> Side:
    """Read a person for the comparison; on a reader thread."""
    sheet = bench.service.person_sheet(person_id)
    one = sheet.person
    return Side(
        one.id,
        one.name,
        (
            (tr("Nom"), one.name),
            (tr("Commune"), f"{one.postal_code} {one.town}".strip()),
            (tr("Coordonnées"), ", ".join(contact.value for contact in sheet.contacts)),
            (tr("Organisations"), ", ".join(f"{a.organisation_name} ({a.title})" for a in sheet.affiliations)),
            (tr("Consentements"), trn("{n} réponse", "{n} réponses", len(sheet.consents))),
            (tr("Note"), one.note),
        ),
    )


class MergeView(QWidget):
    """« Fusionner »: the sheet kept at the left, the one that will lead to it at the right. Undone in one click."""

    done = Signal(object, object)
    given_up = Signal()

    def __init__(self, bench: Bench, entity: str, keep: int, other: int | None = None) -> None:
        super().__init__()
        self._bench, self._entity = bench, entity
        self._keep, self._other = keep, other
        self._sides: tuple[Side, Side | None] | None = None
        self.message = InlineMessage()
        self.message.hide()
        search = searches.organisations if entity == "organisation" else searches.people
        self.picker = RecordPicker(bench.desk, tr("L'autre fiche"), search(bench.service, lambda: self._keep))
        self.picker.committed.connect(self._chosen)
        self._grid = Grid(across=18, down=8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        card = Card(tr("Fusionner deux fiches"))
        card.body.addWidget(
            Label(
                tr("Dossiers, inscriptions, personnes, numéros : tout ce qui tient à la fiche de droite passe à celle de "
                   "gauche. L'ancienne fiche y conduira. Une seule annulation remet tout en place."),
                "secondary", "text2", wrap=True,
            )
        )  # fmt: skip
        card.body.addWidget(self.message)
        card.body.addWidget(self.picker)
        card.body.addLayout(self._grid)
        self.swap = Button(tr("Garder l'autre"), "secondary", "arrow-left-right")
        self.swap.clicked.connect(self._swap)
        self.go = Button(tr("Fusionner"), "primary", "merge")
        self.go.clicked.connect(self.submit)
        stop = Button(tr("Annuler"), "ghost")
        stop.clicked.connect(self.given_up)
        card.body.addLayout(Row(self.go, self.swap, stop, None, spacing=8))
        holder = QWidget()
        Column(card, None, margins=(24, 18, 24, 18), parent=holder)
        Column(ScrollArea(holder), parent=self)
        self._read()

    def _read(self) -> None:
        read = organisation_side if self._entity == "organisation" else person_side
        bench, keep, other = self._bench, self._keep, self._other

        def work() -> tuple[Side, Side | None]:
            with bench.service.library.snapshot():
                return read(bench, keep), read(bench, other) if other is not None else None

        self._allow()
        bench.desk.read(("directory", "merge"), work, self._show)

    def _show(self, sides: tuple[Side, Side | None]) -> None:
        self._sides = sides
        kept, gone = sides
        if gone is not None and not self.picker.input.hasFocus():
            self.picker.set_value(Proposal(gone.id, gone.name))
        clear_layout(self._grid)
        heads = (tr("Fiche gardée"), tr("Fiche qui y conduira") if gone else tr("À choisir"))
        for column, word in enumerate(heads, start=1):
            self._grid.addWidget(Label(word, "overline", "accent"), 0, column)
        for row, (label, value) in enumerate(kept.lines, start=1):
            other = gone.lines[row - 1][1] if gone else ""
            self._line(row, label, (value, other))
        self._allow()

    def _line(self, row: int, label: str, values: Sequence[str]) -> None:
        name = Label(label, "caption", "text2")
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(name, row, 0)
        for column, value in enumerate(values, start=1):
            words = Label(value or "—", "secondary", "text" if value else "text3", wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, column)

    def _chosen(self, proposal: Proposal | None) -> None:
        self._other = None if proposal is None else int(str(proposal.value))
        self._read()

    def _swap(self) -> None:
        if self._other is not None:
            self._keep, self._other = self._other, self._keep
            self._read()

    def _allow(self) -> None:
        ready = self._other is not None
        self.go.allow(ready, tr("Choisissez d'abord l'autre fiche."))
        self.swap.allow(ready, tr("Choisissez d'abord l'autre fiche."))

    def submit(self) -> None:
        """Merge; a refusal stands above the two sheets and nothing has changed."""
        if self._other is None:
            return
        desk, service, keep, gone = self._bench.desk, self._bench.service, self._keep, self._other
        merge: Callable[..., Changes] = (
            service.merge_organisations if self._entity == "organisation" else service.merge_people
        )
        desk.write("directory.merge", lambda: merge(desk.actor, keep, gone), self._done, self._refused)

    def _done(self, changes: Changes) -> None:
        desk, library = self._bench.desk, self._bench.service.library
        back = Act(tr(C_("undo", "Annuler")), lambda: desk.write("undo", lambda: library.undo(desk.actor, changes.seq)))
        desk.messages.toast(tr("Les deux fiches n'en font plus qu'une"), back)
        self.done.emit(self._entity, self._keep)

    def _refused(self, error: CresiError) -> None:
        self.message.say(error.sentence, "warning")
        self.message.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
