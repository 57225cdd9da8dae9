"""Requests that arrive: forms and tables dropped, letters pasted in; what each would become, then one act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.core.changes import Changes
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.training.model.intake import Asked, Choice, IntakeLine, Outcome
from cresi_app.training.model.places import Origin
from cresi_app.training.service import TrainingService
from cresi_app.training.service.intake import SessionOffer, TakenIn
from cresi_app.training.ui import searches
from cresi_app.training.ui.subpage import SubPage
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.dropzone import DropZone
from cresi_app.widgets.fields import CheckField, ChoiceField, MultilineField, Proposal, RecordPicker, TextField
from cresi_app.widgets.labels import ElidedLabel, Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.messages import Act
from cresi_app.widgets.notices import EmptyState
from cresi_app.widgets.pills import Pill, PillTone
from cresi_app.widgets.tasks import Progress

KINDS = (
    (N_("Bulletins et tableaux"), "*.pdf *.csv *.txt"),
    (N_("Bulletins PDF"), "*.pdf"),
    (N_("Tableaux CSV"), "*.csv *.txt"),
)
_OUTCOMES: dict[Outcome, tuple[str, PillTone]] = {
    Outcome.READY: (N_("Prête"), "success"),
    Outcome.DOUBTFUL: (N_("À vérifier"), "warning"),
    Outcome.INCOMPLETE: (N_("À compléter"), "info"),
    Outcome.REFUSED: (N_("Refusée"), "danger"),
}


@dataclass(frozen=True, slots=True)
class _Examined:
    lines: list[IntakeLine]
    offers: list[SessionOffer]


class LineCard(Card):
    """One request: where it comes from, what it would become, what a person has to decide."""

    decided = Signal(object)
    """The `Choice` as it is now."""

    def __init__(
        self, desk: Desk, service: TrainingService, line: IntakeLine, choice: Choice, offers: Sequence[SessionOffer]
    ) -> None:
        super().__init__(padding=(16, 12))
        self._desk, self._service, self._line, self._choice = desk, service, line, choice
        words, tone = _OUTCOMES[line.outcome]
        self.pill = Pill(tr(words), tone)
        head = Row(ElidedLabel(line.asked.source, "strong"), self.pill, spacing=10)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        about = " · ".join(
            filter(None, (line.organisation or line.asked.organisation, line.session or line.asked.session, _who(line)))
        )
        if about:
            self.body.addWidget(Label(about, "body", "text2", wrap=True))
        for sentence in line.sentences:
            self.body.addWidget(
                Label(sentence, "secondary", "danger" if line.outcome is Outcome.REFUSED else "warning", wrap=True)
            )
        self._add_choices(offers)
        self.setAccessibleName(tr("{source} : {outcome}", source=line.asked.source, outcome=tr(words)))

    def _add_choices(self, offers: Sequence[SessionOffer]) -> None:
        line = self._line
        if line.asked.refusal is not None:
            return
        row = Row(spacing=12)
        if line.outcome is Outcome.INCOMPLETE:
            self._add_records(row, offers)
        if line.field:
            reason = TextField(tr("Pourquoi inscrire quand même"), name="reason")
            reason.committed.connect(lambda text: self._decide(**{line.field: str(text)}))
            row.addWidget(reason, 1)
        for rank, person in enumerate(line.people):
            if person.alike and person.person_id is None:
                options = [
                    (0, tr("« {name} », à part", name=person.asked.name)),
                    *((one.id, one.name) for one in person.alike),
                ]
                who = ChoiceField(tr("{name} est", name=person.asked.name), options, name=f"person{rank}")
                who.committed.connect(partial(self._is, rank))
                row.addWidget(who, 1)
        if line.outcome in {Outcome.READY, Outcome.DOUBTFUL}:
            out = CheckField(tr("Laisser de côté"), name="left_out")
            out.set_value(self._choice.is_left_out)
            out.committed.connect(lambda value: self._decide(is_left_out=bool(value)))
            row.addWidget(out)
        if row.count():
            self.body.addLayout(row)

    def _add_records(self, row: Row, offers: Sequence[SessionOffer]) -> None:
        line, desk, service = self._line, self._desk, self._service
        if line.session_id is None:
            options = [(0, tr("Choisissez la journée")), *((one.id, one.words) for one in offers)]
            session = ChoiceField(tr("Journée"), options, name="session")
            session.committed.connect(lambda value: self._decide(session_id=value or None))
            row.addWidget(session, 1)
        if line.organisation_id is None:
            picker = RecordPicker(
                desk, tr("Association"), searches.organisations(service), name="organisation",
                create=searches.creating(
                    desk, "directory.add_organisation", lambda name: service.directory.add_organisation(desk.actor, name)
                ),
            )  # fmt: skip
            picker.committed.connect(self._belongs)
            row.addWidget(picker, 1)
            for one in line.likely[:2]:
                button = Button(tr("C'est {name}", name=one.name), "secondary")
                button.clicked.connect(partial(self._decide_organisation, one.id))
                row.addWidget(button)

    def _decide_organisation(self, organisation_id: int, *_checked: object) -> None:
        self._decide(organisation_id=organisation_id)

    def _belongs(self, value: object) -> None:
        if isinstance(value, Proposal) and isinstance(value.value, int):
            self._decide(organisation_id=value.value)

    def _is(self, rank: int, value: object) -> None:
        others = [pair for pair in self._choice.persons if pair[0] != rank]
        self._decide(persons=(*others, (rank, int(str(value or 0)))))

    def _decide(self, **fields: object) -> None:
        self._choice = replace(self._choice, **fields)  # type: ignore[arg-type]  # names are those of Choice
        self.decided.emit(self._choice)


def _who(line: IntakeLine) -> str:
    names = [person.name for person in line.asked.people]
    if line.asked.unnamed:
        names.append(trn("{n} place à nommer", "{n} places à nommer", line.asked.unnamed))
    return ", ".join(names)


class IntakeView(SubPage):
    """« Lire des bulletins »."""

    booked = Signal(object)
    """The session of the first booking."""

    def __init__(self, desk: Desk, service: TrainingService, *, parent: QWidget | None = None) -> None:
        content = QWidget()
        self.go = Button(tr("Inscrire"), "primary", "check")
        super().__init__(
            tr("Lire des bulletins"),
            tr("Rien n'est inscrit sans votre accord : chaque demande est d'abord montrée."),
            content,
            [self.go],
            parent=parent,
        )
        self._desk, self._service = desk, service
        self._asked: list[Asked] = []
        self._choices: list[Choice] = []
        self._lines: list[IntakeLine] = []
        kinds = [(tr(words), pattern) for words, pattern in KINDS]
        self.zone = DropZone(desk, tr("Déposez ici des bulletins PDF ou des tableaux CSV, ou choisissez-les"), kinds)
        self.zone.dropped.connect(lambda paths: self.read_files([Path(path) for path in paths]))
        self.letter = MultilineField(tr("Ou collez un courriel"), name="letter", lines=4)
        self.read = Button(tr("Lire ce courriel"), "secondary", "mail")
        self.read.clicked.connect(self.read_text)
        self.clear = Button(tr("Tout enlever"), "ghost", "x")
        self.clear.clicked.connect(self.forget)
        self.go.clicked.connect(self.book)
        self.summary = Label("", "body", "text2", wrap=True)
        self._cards = Column(spacing=10)
        Column(
            self.zone, self.letter, Row(self.read, None, self.clear, spacing=8), self.summary, self._cards, None,
            spacing=10, margins=(0, 4, 8, 12), parent=content,
        )  # fmt: skip
        self._show(_Examined([], []))

    def refresh(self, changes: Changes | None) -> None:
        """Look at the requests again when what they rest on was touched."""
        if self._asked and (
            changes is None or changes.touches_any(("session", "place", "booking", "organisation", "person"))
        ):
            self._examine()

    # --- reading ---

    def read_files(self, files: Sequence[Path]) -> None:
        """Read forms and tables, and show what they ask besides what is there already."""

        def work(_progress: Progress) -> list[Asked]:
            return read_requests(files)

        self._desk.long(tr("Lecture des bulletins"), work, self._add)

    def read_text(self) -> None:
        """Read the letter pasted in."""
        text = str(self.letter.read() or "")
        if not text.strip():
            self.letter.set_error(tr("Collez d'abord le texte du courriel."))
            return
        service = self._service

        def work() -> list[Asked]:
            from cresi_app.training.interchange.letters import read_letter  # noqa: PLC0415 - the package reads calendars too

            return [read_letter(text, *service.known_names())]

        self._desk.read(("training", "letter"), work, self._letter_read)

    def _letter_read(self, asked: list[Asked]) -> None:
        self.letter.set_value("")
        self._add(asked)

    def _add(self, asked: Sequence[Asked]) -> None:
        self._asked += asked
        self._choices += [Choice()] * len(asked)
        self._examine()

    def forget(self) -> None:
        """Take every request away; nothing was written."""
        self._asked, self._choices = [], []
        self._show(_Examined([], []))

    # --- showing ---

    def _examine(self) -> None:
        asked, choices, service = list(self._asked), list(self._choices), self._service
        self._desk.read(
            ("training", "intake"),
            lambda: _Examined(service.examine(asked, choices), service.open_offers()),
            self._show,
        )

    def _show(self, examined: _Examined) -> None:
        self._lines = examined.lines
        clear_layout(self._cards)
        for number, line in enumerate(examined.lines):
            card = LineCard(self._desk, self._service, line, self._choices[number], examined.offers)
            card.decided.connect(partial(self._decided, number))
            self._cards.addWidget(card)
        if not examined.lines:
            self._cards.addWidget(
                EmptyState(
                    tr("Aucune demande à lire"),
                    tr(
                        "Bulletins PDF du programme, tableaux d'inscriptions, courriels : chaque source est lue et montrée ici."
                    ),
                )
            )
        ready = sum(self._bookable(line, choice) for line, choice in zip(examined.lines, self._choices, strict=False))
        self.go.setText(trn("Inscrire {n} demande", "Inscrire {n} demandes", ready) if ready else tr("Inscrire"))
        self.go.allow(ready > 0, tr("Aucune demande ne peut être inscrite."))
        self.clear.setVisible(bool(examined.lines))
        self.summary.setVisible(bool(examined.lines))
        self.summary.setText(_summary(examined.lines))

    @staticmethod
    def _bookable(line: IntakeLine, choice: Choice) -> bool:
        return bool(line.seated or line.waiting) and not choice.is_left_out

    def _decided(self, number: int, choice: object) -> None:
        if isinstance(choice, Choice):
            self._choices[number] = choice
            self._examine()

    # --- the act ---

    def book(self) -> None:
        """Book everything that can be, in one act."""
        asked, choices, service, actor = list(self._asked), list(self._choices), self._service, self._desk.actor
        held: list[TakenIn] = []

        def act() -> Changes:
            held.append(service.take_in(actor, asked, choices))
            return held[0].changes

        self.go.setEnabled(False)
        self._desk.write("training.take_in", act, lambda _changes: self._taken(held[0]), self._refused)

    def _taken(self, taken: TakenIn) -> None:
        rest = [number for number, line in enumerate(self._lines) if not self._bookable(line, self._choices[number])]
        session = next((line.session_id for line in self._lines if line.seated or line.waiting), None)
        self._asked = [self._asked[number] for number in rest]
        self._choices = [self._choices[number] for number in rest]
        opens = Act(tr("Voir la journée"), partial(self.booked.emit, session)) if session else None
        self._desk.messages.toast(taken.sentence, opens)
        self._examine()

    def _refused(self, error: CresiError) -> None:
        self._desk.messages.error(error)
        self._examine()


def read_requests(files: Sequence[Path]) -> list[Asked]:
    """Read forms and tables; a file that cannot be read is a request refused with its reason."""
    from cresi_app.training.interchange.bookingforms import read_booking_forms  # noqa: PLC0415 - pikepdf costs start-up time
    from cresi_app.training.interchange.bookingtables import read_booking_table  # noqa: PLC0415 - same

    found: list[Asked] = []
    for file in files:
        if file.suffix.lower() == ".pdf":
            found += read_booking_forms([file])
            continue
        try:
            found += read_booking_table(file.read_bytes(), file.name).asked
        except DomainError as refusal:
            found.append(Asked(file.name, Origin.CSV, refusal=refusal))
        except OSError:
            lost = DomainError(
                "unreadable", N_("« {file} » n'a pas pu être lu : rien n'en a été pris."), file=file.name
            )
            found.append(Asked(file.name, Origin.CSV, refusal=lost))
    return found


def _summary(lines: Sequence[IntakeLine]) -> str:
    count: Callable[..., int] = lambda *outcomes: sum(line.outcome in outcomes for line in lines)  # noqa: E731 - three calls below
    parts = [
        trn("{n} demande lue", "{n} demandes lues", len(lines)),
        trn("{n} prête", "{n} prêtes", count(Outcome.READY)),
        trn("{n} à vérifier", "{n} à vérifier", count(Outcome.DOUBTFUL)),
        trn("{n} à compléter", "{n} à compléter", count(Outcome.INCOMPLETE)),
        trn("{n} refusée", "{n} refusées", count(Outcome.REFUSED)),
    ]
    return " · ".join(parts)
