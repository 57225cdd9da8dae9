"""The year at a glance: the quota of training days with its gauge, public and school holidays, the days taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property, lru_cache
from typing import Final, Literal

from cresi_app.core.i18n import language, tr, trn
from cresi_app.training.model.planning import Mode, SessionStatus

USUAL_QUOTA: Final = 14
"""Training days a year, for a library in which no year was ever set."""

Share = Literal["done", "confirmed", "option", "free", "over"]


def _times(share: Share, count: int) -> list[Share]:
    return [share] * count


def format_half_days(half_days: int) -> str:
    """Return a number of days from half-days: « 12 », « 2,5 »."""
    whole, half = divmod(half_days, 2)
    return f"{whole}{',5' if language() == 'fr' else '.5'}" if half else str(whole)


@dataclass(frozen=True, slots=True)
class Gauge:
    """The yearly quota and what is taken of it. Everything but `days` is in half-days."""

    year: int
    days: int
    done: int = 0
    confirmed: int = 0
    option: int = 0

    @property
    def committed(self) -> int:
        """Half-days held or promised."""
        return self.done + self.confirmed

    @property
    def free(self) -> int:
        """Half-days left."""
        return max(0, 2 * self.days - self.committed - self.option)

    @property
    def over(self) -> int:
        """Half-days beyond the quota."""
        return max(0, self.committed + self.option - 2 * self.days)

    def after(self, half_days: int) -> "Gauge":
        """Return the gauge if so many confirmed half-days were added."""
        return Gauge(self.year, self.days, self.done, self.confirmed + half_days, self.option)

    @property
    def halves(self) -> list[Share]:
        """Return what each half-day of the quota (and beyond it) is, for drawing: two a block."""
        taken = [*_times("done", self.done), *_times("confirmed", self.confirmed), *_times("option", self.option)]
        return [*taken[: 2 * self.days], *_times("free", self.free), *_times("over", self.over)]

    @property
    def headline(self) -> str:
        """« jours sur 14 engagés », to stand beside the figure."""
        return trn(
            "jour sur {quota} engagé",
            "jours sur {quota} engagés",
            (self.committed + 1) // 2,
            quota=self.days,
        )

    @property
    def sentence(self) -> str:
        """« 9 réalisés · 3 confirmés · 1 en option · 1 encore libre »."""
        parts = [
            self._part(self.done, "done"),
            self._part(self.confirmed, "confirmed"),
            self._part(self.option, "option"),
            self._part(self.over, "over") if self.over else self._part(self.free, "free"),
        ]
        return tr("{done} · {confirmed} · {option} · {left}", **dict(zip(_PARTS, parts, strict=True)))

    @staticmethod
    def _part(half_days: int, share: Share) -> str:
        n, days = (half_days + 1) // 2, format_half_days(half_days)
        match share:
            case "done":
                return trn("{days} réalisé", "{days} réalisés", n, days=days)
            case "confirmed":
                return trn("{days} confirmé", "{days} confirmés", n, days=days)
            case "option":
                return trn("{days} en option", "{days} en option", n, days=days)
            case "free":
                return trn("{days} encore libre", "{days} encore libres", n, days=days)
            case "over":
                return trn("{days} de trop", "{days} de trop", n, days=days)

    @property
    def warning(self) -> str:
        """What to say when the quota is exceeded, "" when it is not."""
        if not self.over:
            return ""
        return trn(
            "Le quota de {quota} jours pour {year} est dépassé de {days} jour.",
            "Le quota de {quota} jours pour {year} est dépassé de {days} jours.",
            (self.over + 1) // 2,
            quota=self.days,
            year=self.year,
            days=format_half_days(self.over),
        )


_PARTS: Final = ("done", "confirmed", "option", "left")


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A school holiday, both days included."""

    zone: str
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session as lists and the year planner show it; counters are derived from its places."""

    id: int
    code: str
    title: str
    course_id: int
    status: SessionStatus
    share: Share | Literal[""]
    """How it counts in the yearly quota, "" when it does not."""
    mode: Mode
    days: tuple[date, ...]
    half_days: int
    starts: time
    """Start of the first half-day."""
    ends: time
    """End of the last half-day of the first day."""
    where: str
    """Rooms, or the place typed, or « À distance »."""
    trainers: tuple[str, ...]
    capacity_min: int
    capacity_max: int
    registered: int
    offered: int
    waiting: int
    kept: bool = False
    """Whether it was decided to hold it below its minimum."""

    @property
    def first_day(self) -> date:
        """The first day."""
        return self.days[0]

    @property
    def taken(self) -> int:
        """Seats taken: registered and offered."""
        return self.registered + self.offered

    @property
    def free(self) -> int:
        """Seats left."""
        return max(0, self.capacity_max - self.taken)


@dataclass(frozen=True)
class YearPlan:
    """Everything the year planner shows."""

    year: int
    gauge: Gauge
    sessions: tuple[SessionSummary, ...]
    """In order of their first day; drafts and cancelled ones are left out."""
    public_holidays: Mapping[date, str]
    school_holidays: tuple[SchoolHoliday, ...]
    school_known_until: date | None
    """The last day of the last school holiday known: later ones were not published."""

    @cached_property
    def by_day(self) -> dict[date, list[SessionSummary]]:
        """The sessions of each day taken."""
        found: dict[date, list[SessionSummary]] = {}
        for session in self.sessions:
            for day in session.days:
                found.setdefault(day, []).append(session)
        return found

    def school_holiday(self, day: date) -> str:
        """Return the name of the school holiday of `day`, "" when there is class."""
        return next((h.name for h in self.school_holidays if h.starts_on <= day <= h.ends_on), "")


@lru_cache(maxsize=64)
def _public_holidays(year: int, code: str) -> dict[date, str]:
    import holidays  # noqa: PLC0415 - its data costs start-up time and only the planner needs it

    return dict(holidays.country_holidays("FR", years=year, language=code))


def public_holidays(year: int) -> Mapping[date, str]:
    """Return the public holidays of metropolitan France in `year` with their names in the language in force."""
    return _public_holidays(year, "fr" if language() == "fr" else "en_US")
