"""Requests read from forms, tables and letters: what each would become, shown first, then booked in one act."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cresi_app.core.changes import Actor, Changes
from cresi_app.core.clock import today
from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.text import fold, words
from cresi_app.store.revision import Revision
from cresi_app.training.model import SEATED, Board, Guest, Move, Origin, Terms
from cresi_app.training.model.bookingform import BookingForm, FormSession
from cresi_app.training.model.intake import (
    ALIKE,
    Asked,
    AskedPerson,
    Choice,
    IntakeLine,
    IntakePerson,
    Likeness,
    Outcome,
    alike,
    content_sha256,
    likeness,
    name_key,
    organisations_alike,
    twice,
)
from cresi_app.training.queries import intake as queries
from cresi_app.training.queries import places
from cresi_app.training.service.bookings import Planned
from cresi_app.training.service.courses import lines as clean_lines
from cresi_app.training.service.desk import write_moves
from cresi_app.training.service.yearly import YearlyDesk

MOST: Final = 500


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What one act booked."""

    changes: Changes
    numbers: tuple[str, ...]
    seated: int
    waiting: int

    @property
    def sentence(self) -> str:
        """What was booked: « 3 inscriptions enregistrées : 5 personnes inscrites, 1 en attente. »."""
        booked = trn("{n} inscription enregistrée", "{n} inscriptions enregistrées", len(self.numbers))
        people = trn("{n} personne inscrite", "{n} personnes inscrites", self.seated)
        if not self.waiting:
            return tr("{booked} : {people}.", booked=booked, people=people)
        return tr("{booked} : {people}, {n} en attente.", booked=booked, people=people, n=self.waiting)


@dataclass(frozen=True, slots=True)
class SessionOffer:
    """A session that takes bookings, as it is proposed for a choice."""

    id: int
    code: str
    title: str
    day: date

    @property
    def words(self) -> str:
        """« 25 novembre – Plaidoyer (F2026-11) »."""
        return tr("{day} – {title} ({code})", day=format_date(self.day, "day_month"), title=self.title, code=self.code)


class _Pass:
    """One walk over the requests: sessions as the earlier ones leave them, and what was already seen."""

    def __init__(self) -> None:
        self.boards: dict[int, Board] = {}
        self.first: dict[int, Board] = {}
        self.ranks: dict[int, int] = {}
        self.seen: dict[str, str] = {}
        self.planned: list[tuple[IntakeLine, Planned]] = []


class IntakeDesk(YearlyDesk):
    """What arrives from outside, and becomes bookings only when a person says so."""

    def open_offers(self) -> list[SessionOffer]:
        """Return the sessions that take bookings, in order of day."""
        rows = queries.open_sessions(self.library, today().isoformat())
        return [SessionOffer(key, code, title, date.fromisoformat(day)) for key, code, title, day in rows]

    def known_names(self) -> tuple[list[tuple[int, str]], list[str]]:
        """Return the associations (id, name) and the people that a letter may name."""
        return queries.organisation_names(self.library), queries.person_names(self.library)

    def booking_form(self, session_id: int) -> BookingForm:
        """Return what the fillable form of one session is made of. Refuses ``not_bookable``."""
        offer = next((one for one in self.open_offers() if one.id == session_id), None)
        session = self.session(session_id)
        if offer is None:
            raise DomainError(
                "not_bookable",
                N_(
                    "Les inscriptions à la journée {session} ne sont pas ouvertes : il n'y a pas de bulletin à envoyer."
                ),
                session=session.code,
            )
        return BookingForm(offer.day.year, (_form_session(offer, session.booking_closes_on),), is_programme=False)

    def programme_form(self, year: int) -> BookingForm:
        """Return what the form of a year's programme is made of: every session that takes bookings. Refuses ``not_bookable``."""
        offers = [one for one in self.open_offers() if one.day.year == year]
        if not offers:
            raise DomainError("not_bookable", N_("Aucune journée de {year} n'est ouverte aux inscriptions."), year=year)
        sessions = tuple(_form_session(one, self.session(one.id).booking_closes_on) for one in offers)
        return BookingForm(year, sessions, is_programme=True)

    def examine(self, asked: Sequence[Asked], choices: Sequence[Choice] = ()) -> list[IntakeLine]:
        """Return what each request would become, those before it counted; `choices` (one each) say what a person decided."""
        return self._walk(asked, choices, _Pass())

    def lookalikes(self, session_id: int, organisation_id: int, names: Sequence[str]) -> list[str]:
        """Say which of these names may be somebody already there, or in the directory, under another spelling."""
        asked = Asked("", Origin.STAFF, people=tuple(AskedPerson(name) for name in names if name.strip()))
        if not asked.people:
            return []
        known = queries.people_of(self.library, organisation_id)
        people = tuple(_person(one, rank, known, {}) for rank, one in enumerate(asked.people))
        line = IntakeLine(asked, Outcome.DOUBTFUL, (), people=people)
        return self._seen(line, (session_id, organisation_id), _Pass())[0]

    def take_in(self, who: Actor, asked: Sequence[Asked], choices: Sequence[Choice] = ()) -> TakenIn:
        """Book every request that can be, in one act; those left out or refused stay unbooked, as `examine` showed them.

        Refuses ``nothing_to_book`` when none can be.
        """
        if len(asked) > MOST:
            raise DomainError(
                "too_many", N_("C'est trop de demandes à la fois (au plus : {n}). Lisez-les en plusieurs fois."), n=MOST
            )
        for session_id in {line.session_id for line in self.examine(asked, choices) if line.session_id}:
            self.lapse(session_id)
        return self._settle(lambda: self._take_in(who, asked, choices))

    def _take_in(self, who: Actor, asked: Sequence[Asked], choices: Sequence[Choice]) -> TakenIn:
        walk = _Pass()
        with self.library.snapshot():
            self._walk(asked, choices, walk)
        if not walk.planned:
            raise DomainError("nothing_to_book", N_("Aucune demande ne peut être inscrite : rien n'a été enregistré."))
        moves: dict[int, Move] = {}
        for _, planned in walk.planned:
            moves |= planned.moves
        own = {seat.id for _, planned in walk.planned for seat in planned.seats}
        subject = ("booking", walk.planned[0][1].booking_id)
        with self.library.revise("training.take_in", who, subject) as revision:
            for session_id in {planned.board.session_id for _, planned in walk.planned}:
                places.expect_board(revision, walk.first[session_id])
            for line, planned in walk.planned:
                self.write_booking(revision, planned, moves)
                self._write_aside(revision, line, planned)
            write_moves(revision, [move for move in moves.values() if move.place_id not in own])
        numbers = tuple(self.booking(planned.booking_id).number for _, planned in walk.planned)
        seated = sum(moves[place].status in SEATED for place in own if place in moves)
        return TakenIn(revision.changes, numbers, seated, len(own) - seated)

    @staticmethod
    def _write_aside(revision: Revision, line: IntakeLine, planned: Planned) -> None:
        """Write needs, each with its place, and from what the booking was read."""
        for seat, person in zip(planned.seats, line.people, strict=False):
            if needs := clean_lines(person.asked.needs):
                revision.insert("place_need", {"place_id": seat.id, "needs": needs})
        content = content_sha256(planned.board.session_id, planned.organisation_id, line.asked)
        revision.insert(
            "booking_receipt",
            {"booking_id": planned.booking_id, "file_sha256": line.asked.file_sha256, "content_sha256": content},
        )

    # --- examining ---

    def _walk(self, asked: Sequence[Asked], choices: Sequence[Choice], walk: _Pass) -> list[IntakeLine]:
        names = queries.organisation_names(self.library)
        decided = [*choices, *[Choice()] * (len(asked) - len(choices))]
        return [self._line(one, choice, names, walk) for one, choice in zip(asked, decided, strict=False)]

    def _line(self, asked: Asked, choice: Choice, names: Sequence[tuple[int, str]], walk: _Pass) -> IntakeLine:
        blank = IntakeLine(asked, Outcome.REFUSED, ())
        if asked.refusal is not None:
            return replace(blank, sentences=(asked.refusal.sentence,))
        session_id = choice.session_id or self._session_meant(asked.session)
        organisation_id = choice.organisation_id or _exactly(asked.organisation, names)
        line = replace(
            blank,
            session_id=session_id,
            session=self._session_name(session_id),
            organisation_id=organisation_id,
            organisation=next((name for key, name in names if key == organisation_id), ""),
            likely=() if organisation_id else organisations_alike(asked.organisation, names),
        )
        if not asked.people and not asked.unnamed:
            return replace(line, sentences=(tr("Personne n'est inscrit sur cette demande : aucun nom, aucune place."),))
        missing = [
            *([] if session_id else [_no_session(asked)]),
            *([] if organisation_id else [_no_organisation(asked, line.likely)]),
        ]
        if missing or session_id is None or organisation_id is None:
            return replace(line, outcome=Outcome.INCOMPLETE, sentences=tuple(missing))
        return self._examined(line, choice, (session_id, organisation_id), walk)

    def _examined(self, line: IntakeLine, choice: Choice, where: tuple[int, int], walk: _Pass) -> IntakeLine:
        asked, (session_id, organisation_id) = line.asked, where
        known = queries.people_of(self.library, organisation_id)
        chosen = dict(choice.persons)
        people = tuple(_person(one, rank, known, chosen) for rank, one in enumerate(asked.people))
        line = replace(line, people=people)
        cautions, refusal = self._seen(line, where, walk)
        if refusal:
            return replace(line, sentences=(refusal,))
        board = walk.boards.get(session_id)
        if board is None:
            board = walk.first[session_id] = self.board(session_id)
        guests = [Guest("" if one.person_id else one.asked.name, one.person_id) for one in people]
        guests += [Guest()] * asked.unnamed
        terms = _terms(asked, choice, known)
        if choice.is_left_out:
            return replace(line, outcome=Outcome.DOUBTFUL, sentences=(tr("Laissée de côté."), *cautions))
        try:
            planned = self.plan_booking(board, organisation_id, guests, terms, first_rank=walk.ranks.get(session_id, 0))
        except DomainError as refused:
            field = refused.field if refused.field.endswith("_reason") else ""
            return replace(line, sentences=(refused.sentence, *cautions), field=field)
        walk.boards[session_id] = planned.board
        walk.ranks[session_id] = walk.ranks.get(session_id, 0) + len(guests)
        walk.seen[content_sha256(session_id, organisation_id, asked)] = asked.source
        if asked.file_sha256:
            walk.seen[asked.file_sha256] = asked.source
        seated = sum(seat.id in planned.moves and planned.moves[seat.id].status in SEATED for seat in planned.seats)
        waiting = len(planned.seats) - seated
        if waiting:
            cautions.append(trn("{n} personne attendra une place.", "{n} personnes attendront une place.", waiting))
        line = replace(
            line,
            outcome=Outcome.DOUBTFUL if cautions else Outcome.READY,
            sentences=tuple(cautions),
            seated=seated,
            waiting=waiting,
        )
        walk.planned.append((line, planned))
        return line

    def _seen(self, line: IntakeLine, where: tuple[int, int], walk: _Pass) -> tuple[list[str], str]:
        """Return what a person should know of a request, and why it is refused when it was booked before ("": it was not)."""
        asked = line.asked
        content = content_sha256(*where, asked)
        for digest in filter(None, (asked.file_sha256, content)):
            if digest in walk.seen:
                return [], tr("La même demande est déjà dans « {source} ».", source=walk.seen[digest])
        cautions = list(asked.cautions)
        before = queries.read_before(self.library, asked.file_sha256, content)
        if before is not None:
            number, same_file, stands = before
            if stands and same_file:
                return [], tr("Ce fichier a déjà été lu : inscription {number}.", number=number)
            if stands:
                return [], tr(
                    "Ces personnes sont déjà inscrites par la même demande : inscription {number}.", number=number
                )
            cautions.append(tr("La même demande avait été inscrite ({number}), puis annulée.", number=number))
        cautions += [
            tr("« {name} » et « {other} » sont peut-être la même personne.", name=name, other=other)
            for name, other in twice(asked.people)
        ]
        there = queries.names_in(self.library, where[0])
        for person in line.people:
            close = next((name for _, name in there if likeness(name, person.asked.name) >= ALIKE), "")
            if close:
                cautions.append(
                    tr("« {name} » ressemble à « {other} », qui a déjà une place.", name=person.asked.name, other=close)
                )
            elif person.person_id is None and person.alike:
                cautions.append(
                    tr(
                        "« {name} » est peut-être {other} de l'annuaire.",
                        name=person.asked.name,
                        other=person.alike[0].name,
                    )
                )
        return cautions, ""

    def _session_meant(self, text: str) -> int | None:
        """Return the session that a code names, or the only open one whose title or day the words say."""
        wanted = text.strip()
        if not wanted:
            return None
        if (found := self.session_by_code(wanted.upper())) is not None:
            return found
        said = set(words(wanted))
        fitting = []
        for offer in self.open_offers():
            day = set(words(f"{format_date(offer.day, 'day_month')} {offer.day:%d/%m/%Y} {offer.day:%d/%m}"))
            title = set(words(offer.title))
            if offer.code.casefold() in fold(wanted) or title <= said or (len(said & title) >= 2 and said & day):
                fitting.append(offer.id)
        return fitting[0] if len(fitting) == 1 else None

    def _session_name(self, session_id: int | None) -> str:
        if session_id is None:
            return ""
        session = self.session(session_id)
        return f"{session.code} · {session.title}"


def _form_session(offer: SessionOffer, closes_on: date | None) -> FormSession:
    return FormSession(offer.code, offer.day, offer.title, closes_on)


def _exactly(name: str, names: Sequence[tuple[int, str]]) -> int | None:
    """Return the only association that bears this very name."""
    wanted = " ".join(words(name))
    found = {key for key, text in names if wanted and " ".join(words(text)) == wanted}
    return found.pop() if len(found) == 1 else None


def _person(asked: AskedPerson, rank: int, known: Sequence[tuple[int, str]], chosen: dict[int, int]) -> IntakePerson:
    if rank in chosen:
        return IntakePerson(asked, chosen[rank] or None)
    exact = [key for key, name in known if name_key(name) == name_key(asked.name)]
    if len(exact) == 1:
        return IntakePerson(asked, exact[0])
    return IntakePerson(asked, None, alike(asked.name, known))


def _terms(asked: Asked, choice: Choice, known: Sequence[tuple[int, str]]) -> Terms:
    contact = [key for key, name in known if asked.contact and name_key(name) == name_key(asked.contact)]
    reach = " · ".join(filter(None, (asked.contact if len(contact) != 1 else "", asked.email, asked.phone)))
    note = "\n".join(filter(None, (tr("Contact : {contact}", contact=reach) if reach else "", asked.note)))
    return Terms(
        contact_id=contact[0] if len(contact) == 1 else None,
        group_rule=asked.group_rule,
        late_reason=" ".join(choice.late_reason.split()),
        limit_reason=" ".join(choice.limit_reason.split()),
        note=note,
        origin=asked.origin,
    )


def _no_session(asked: Asked) -> str:
    if asked.session:
        return tr("La journée « {session} » n'a pas été reconnue : choisissez-la.", session=asked.session)
    return tr("La journée n'est pas dite : choisissez-la.")


def _no_organisation(asked: Asked, likely: Sequence[Likeness]) -> str:
    if not asked.organisation:
        return tr("L'association n'est pas dite : choisissez-la.")
    if likely:
        return tr("« {name} » est peut-être {other} : choisissez.", name=asked.organisation, other=likely[0].name)
    return tr("« {name} » n'est pas dans l'annuaire : choisissez l'association, ou créez-la.", name=asked.organisation)
