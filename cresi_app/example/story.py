"""The order in which the example came about: acts at their day, whatever desk they belong to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from cresi_app.core import clock

MORNING: Final = time(9, 0)
APART: Final = timedelta(minutes=3)


@dataclass(slots=True)
class Story:
    """Acts to come; `tell` runs them day by day, each a few minutes after the one before."""

    acts: list[tuple[date, int, Callable[[], object]]] = field(default_factory=list)

    def on(self, day: date, act: Callable[[], object]) -> None:
        """Add an act; those of one day keep the order in which they were added."""
        self.acts.append((day, len(self.acts), act))

    def tell(self) -> None:
        """Run every act with the clock at its day, the earliest first."""
        today, moment = None, datetime.min.replace(tzinfo=UTC)
        for day, _, act in sorted(self.acts, key=lambda one: one[:2]):
            moment = datetime.combine(day, MORNING, UTC) if day != today else moment + APART
            today = day
            with clock.frozen(moment):
                act()
