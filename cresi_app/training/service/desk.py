"""What every part of the training service stands on: the library, acts decided under race, refusals turned into sentences."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from cresi_app.core.clock import HOME_ZONE, now
from cresi_app.core.dates import format_date, format_time
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.errors import Refused, unforeseen
from cresi_app.store.library import Library
from cresi_app.store.revision import Revision
from cresi_app.training.model import Board, Clash, Move, Place, PlaceStatus, Session, Slot
from cresi_app.training.queries import places, sessions

T = TypeVar("T")

_SENTENCES: Final = {
    "moved": N_("D'autres postes modifient cette journée au même instant : rien n'a été enregistré. Recommencez."),
    "stale": N_(
        "Cette fiche a été modifiée ailleurs depuis qu'elle est ouverte : rien n'a été enregistré. "
        "Rouvrez-la, puis reprenez votre saisie."
    ),
    "full": N_("La journée est complète : rien n'a été enregistré. Mettez ces personnes en attente."),
    "quota": N_("L'association a déjà toutes les places auxquelles elle a droit : rien n'a été enregistré."),
    "overlap": N_(
        "Une salle, un formateur ou une personne serait à deux endroits à la fois : rien n'a été enregistré. "
        "Changez l'heure ou la salle."
    ),
    "unique": N_("Cette personne a déjà une place dans cette journée : rien n'a été enregistré."),
    "foreign_key": N_(
        "Une fiche dont dépend cet enregistrement n'existe plus : rien n'a été enregistré. Rouvrez la page."
    ),
}

_CLASHES: Final = {
    "room": N_("La salle « {name} » est prise le {day} de {starts} à {ends} par « {title} » ({session})."),
    "trainer": N_("{name} anime déjà « {title} » ({session}) le {day} de {starts} à {ends}."),
    "person": N_("{name} a déjà une place dans « {title} » ({session}) le {day} de {starts} à {ends}."),
}

UNSETTLED: Final = frozenset({"overlap", "quota", "unique"})
"""Walls that a check made just before had not seen: another desk was quicker. The check, made again, says it with names."""


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the schema refuses into a sentence; what was typed stays with whoever called."""
    try:
        yield
    except Refused as refusal:
        if refusal.code not in _SENTENCES:
            raise unforeseen(refusal) from refusal
        raise DomainError(refusal.code, _SENTENCES[refusal.code]) from refusal


def refuse_clashes(clashes: Iterable[Clash], field: str = "") -> None:
    """Refuse when there is a clash, saying the first."""
    for clash in clashes:
        raise DomainError(
            "overlap",
            _CLASHES[clash.kind],
            field=field,
            name=clash.name,
            title=clash.title,
            session=clash.code,
            day=format_date(clash.day, "weekday"),
            starts=format_time(clash.starts),
            ends=format_time(clash.ends),
        )


def missing(what: str) -> DomainError:
    """Return the refusal for a record that is not there."""
    return DomainError("unknown", what)


class TrainingDesk:
    """Reads of single records, and acts that are decided again when the world moved under them."""

    def __init__(self, library: Library) -> None:
        self.library: Final = library

    def session(self, session_id: int) -> Session:
        """Return a session. DomainError ``unknown``."""
        found = sessions.session(self.library, session_id)
        if found is None:
            raise missing(N_("Cette journée de formation n'existe plus. Rouvrez la page."))
        return found

    def slot(self, slot_id: int) -> Slot:
        """Return a half-day. DomainError ``unknown``."""
        found = sessions.slot(self.library, slot_id)
        if found is None:
            raise missing(N_("Cette demi-journée n'existe plus. Rouvrez la journée."))
        return found

    def place(self, place_id: int) -> Place:
        """Return a place. DomainError ``unknown``."""
        found = places.place(self.library, place_id)
        if found is None:
            raise missing(N_("Cette place n'existe plus. Rouvrez la journée."))
        return found

    def board(self, session_id: int) -> Board:
        """Return the snapshot on which decisions about the places of a session rest. DomainError ``unknown``."""
        found = places.board(self.library, session_id)
        if found is None:
            raise missing(N_("Cette journée de formation n'existe plus. Rouvrez la page."))
        return found

    def _settle(self, act: Callable[[], T]) -> T:
        """Run `act`, which reads, decides and writes, again while the world moves under it."""
        with refusals():
            try:
                return self.library.retry(act)
            except Refused as refusal:
                if refusal.code not in UNSETTLED:
                    raise
            return self.library.retry(act)


def write_moves(revision: Revision, moves: Iterable[Move], ended: Mapping[str, object] | None = None) -> None:
    """Write changes of status of existing places; `ended` are the columns that say who ended a place, when and why."""
    ending = {PlaceStatus.WITHDRAWN, PlaceStatus.CANCELLED}
    for move in moves:
        columns: dict[str, object] = {"status": move.status, **offer_columns(move)}
        if move.status in ending:
            columns |= ended or {}
        revision.update("place", move.place_id, None, columns)


def offer_columns(move: Move) -> dict[str, object]:
    """Return the columns of an offer's end: the instant, and its day at the centre for lists."""
    ends = move.offer_ends_at
    day = (ends - timedelta(microseconds=1)).astimezone(ZoneInfo(HOME_ZONE)).date() if ends else None
    return {"offer_ends_at": ends, "offer_ends_on": day}


def ending(name: str, reason: str) -> dict[str, object]:
    """Return the columns that keep who ended something, when and why."""
    return {"cancelled_at": now(), "cancelled_by": name, "cancel_reason": reason.strip()}


def passed(day: date | None, today: date) -> bool:
    """Say whether the last day of a term is over."""
    return day is not None and today > day
