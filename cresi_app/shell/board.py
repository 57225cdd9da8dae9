"""What the home page shows, as plain data: the composition root fills it from the services."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cresi_app.core.changes import RecordRef
from cresi_app.widgets.gauges import Days

Pill = tuple[str, str]
"""A word and its tone."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure: its bar is `parts` (share 0 to 1, token) or `days`; `page` is where it leads."""

    icon: str
    tone: str
    name: str
    figure: str
    caption: str
    parts: Sequence[tuple[float, str]] = ()
    days: Days | None = None
    page: str = ""
    trend: Sequence[int] = ()
    """How the figure came to be, month by month, today's last; `trend_words` say it."""
    trend_words: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that waits for somebody; `act` is the verb of its button."""

    icon: str
    tone: str
    title: str
    detail: str
    pill: Pill | None
    act: str
    record: RecordRef


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day."""

    day: date
    title: str
    detail: str
    pill: Pill | None
    record: RecordRef


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that came in lately."""

    title: str
    detail: str
    author: str
    record: RecordRef


@dataclass(frozen=True, slots=True)
class BarLine:
    """One line of the bars block: parts are (share of the longest line 0 to 1, token, ``category:2`` or ``category:2:soft``)."""

    name: str
    parts: Sequence[tuple[float, str]]
    value: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A block of bars with its legend (word, colour) and its total."""

    title: str
    lines: Sequence[BarLine] = ()
    legend: Sequence[tuple[str, str]] = ()
    total: str = ""
    note: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The whole home page."""

    figures: Sequence[Figure] = ()
    todo: Sequence[Todo] = ()
    events: Sequence[Event] = ()
    arrivals: Sequence[Arrival] = ()
    arrivals_note: str = ""
    bars: Bars = field(default_factory=lambda: Bars(""))


BoardSource = Callable[[int], Board]
"""Gives the board of a year; called on a reader thread."""
