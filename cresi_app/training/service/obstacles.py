"""What may stand in the way of half-days and be overruled with a reason: the year's quota of days, other people's calendars."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cresi_app.core.dates import format_date, format_time
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.library import Library
from cresi_app.store.revision import Revision
from cresi_app.training.model import Mode, SessionStatus, SlotPlan, format_half_days
from cresi_app.training.model.busy import BusyClash, at_home, hour
from cresi_app.training.queries import busy, requests, year

COUNTED = frozenset(
    {SessionStatus.OPTION, SessionStatus.OPEN, SessionStatus.CONFIRMED, SessionStatus.DONE, SessionStatus.CLOSED}
)
"""Statuses whose half-days count in the quota (``session_status.gauge``)."""

_BUSY = {
    "room": N_(
        "La salle « {name} » est occupée le {day} de {starts} à {ends} ({what}), d'après le calendrier importé. "
        "Choisissez une autre heure, ou écrivez pourquoi la demi-journée a lieu quand même."
    ),
    "trainer": N_(
        "{name} n'est pas libre le {day} de {starts} à {ends} ({what}), d'après son calendrier importé. "
        "Choisissez une autre heure, ou écrivez pourquoi la demi-journée a lieu quand même."
    ),
}


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """What an act takes of the quotas: half-days counted before, by year, and the years that it exceeds with a reason."""

    before: tuple[tuple[int, int], ...]
    over: tuple[int, ...]
    reason: str

    def write(self, library: Library, revision: Revision, session_id: int) -> None:
        """Rest the revision on what was counted, and keep the reason of the exception."""
        for of_year, half_days in self.before:
            requests.expect_counted(revision, of_year, half_days)
        known = {one.year: one for one in requests.exceptions(library, session_id)}
        for of_year in self.over:
            if of_year in known:
                revision.update("quota_exception", known[of_year].id, known[of_year].version, {"reason": self.reason})
            else:
                revision.insert("quota_exception", {"session_id": session_id, "year": of_year, "reason": self.reason})


def quota_use(library: Library, days: Iterable[date], gone: Iterable[date] = (), reason: str = "") -> QuotaUse:
    """Return what half-days on `days` take of the quotas when those on `gone` are given back.

    Beyond a year's quota without a `reason`: DomainError ``quota_year``.
    """
    more = Counter(day.year for day in days)
    more.subtract(day.year for day in gone)
    before: list[tuple[int, int]] = []
    over: list[int] = []
    for of_year, half_days in sorted(more.items()):
        if half_days <= 0:
            continue
        gauge = year.gauge(library, of_year)
        taken = gauge.committed + gauge.option
        before.append((of_year, taken))
        if taken + half_days > 2 * gauge.days:
            over.append(of_year)
            if not reason.strip():
                raise DomainError(
                    "quota_year",
                    N_(
                        "Le total des jours de {year} passerait à {days} pour un quota de {quota} : rien n'a été enregistré. "
                        "Écrivez pourquoi une exception est faite, ou choisissez une autre année."
                    ),
                    field="quota_reason",
                    year=str(of_year),
                    days=format_half_days(taken + half_days),
                    quota=gauge.days,
                )
    return QuotaUse(tuple(before), tuple(over), " ".join(reason.split()))


def busy_clashes(
    library: Library, plans: Sequence[SlotPlan], zone: str, mode: Mode
) -> list[tuple[SlotPlan, BusyClash]]:
    """Return what imported calendars say against half-days; a remote one takes no room."""
    found: list[tuple[SlotPlan, BusyClash]] = []
    for plan in plans:
        room_id = None if mode is Mode.REMOTE else plan.room_id
        for when in at_home(plan, zone):
            found += [(plan, clash) for clash in busy.clashes(library, when, room_id, plan.trainer_ids)]
    return found


def refuse_busy(library: Library, plans: Sequence[SlotPlan], zone: str, mode: Mode) -> None:
    """Refuse a half-day in time that an imported calendar says is taken, unless it carries its reason: ``busy``."""
    for plan, clash in busy_clashes(library, plans, zone, mode):
        if not plan.busy_reason.strip():
            raise DomainError(
                "busy",
                _BUSY[clash.kind],
                field="busy_reason",
                name=clash.name,
                what=clash.summary or clash.calendar,
                day=format_date(clash.day, "weekday"),
                starts=format_time(hour(clash.starts)),
                ends=format_time(hour(clash.ends)),
            )
