"""What the composition root hands to the counter: the only things that can be done there. Nobody's name but the visitor's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cresi_app.core.changes import Changes
from cresi_app.training.model.counter import CounterSession, Evaluable, OwnPlace, Visitor
from cresi_app.training.model.evaluated import Answers
from cresi_app.training.model.evaluation import EvaluationSheet, Moment
from cresi_app.training.model.intake import AskedPerson

MOST_FOUND: Final = 30
"""Results on one page of the counter."""


@dataclass(frozen=True, slots=True)
class CounterFacts:
    """Whose counter it is, and what its tiles say."""

    centre_name: str = ""
    centre_tagline: str = ""
    documents: int = 0
    sessions: int = 0
    associations: int = 0
    evaluations: int = 0


@dataclass(frozen=True, slots=True)
class CounterItem:
    """A document or an association as anybody may see it."""

    id: int
    title: str
    detail: str = ""
    aside: str = ""
    tone: str = "neutral"
    text: str = ""
    """More of it, when it is opened."""
    cover: tuple[str, str] | None = None
    """What its cover says, title and author; None for what has none."""


@dataclass(frozen=True, slots=True)
class CounterDoors:
    """All are called on worker threads. `forms` are papers to take away: (title, makes the PDF and returns it)."""

    facts: Callable[[], CounterFacts]
    documents: Callable[[str], Sequence[CounterItem]]
    document: Callable[[str], CounterItem | None]
    """By what a scan typed: a barcode, a number, a paper's code."""
    associations: Callable[[str], Sequence[CounterItem]]
    sessions: Callable[[], Sequence[CounterSession]]
    visitor: Callable[[str], Visitor | None]
    own_places: Callable[[Visitor], Sequence[OwnPlace]]
    book: Callable[[Visitor, int, Sequence[AskedPerson], int, bool], "Booking"]
    ask_day: Callable[[Visitor, str, int | None, str], Changes]
    evaluable: Callable[[], Sequence[Evaluable]]
    questions: Callable[[int, Moment], EvaluationSheet]
    answer: Callable[[int, Moment, Answers], None]
    forms: Sequence[tuple[str, Callable[[], Path]]] = ()


@dataclass(frozen=True, slots=True)
class Booking:
    """What a visit booked."""

    changes: Changes
    sentence: str
