"""What the centre holds of a periodical: « État de collection », gaps, what should come next."""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cresi_app.catalogue.model.description import Issue, IssueState
from cresi_app.catalogue.model.rules import call_number_sort
from cresi_app.core.i18n import tr

_NUMBER: Final = re.compile(r"^(?:n\s*[°o]\s*|#)?(\d{1,7})(?:\s*[-/–]\s*(\d{1,7}))?$", re.IGNORECASE)
_LONGEST_DOUBLE: Final = 24
MOST_EXPECTED: Final = 366


@dataclass(frozen=True, slots=True)
class Collection:
    """What is held and what lacks, in words: `held` and `gaps` are runs (« n° 1 (2015) – n° 24 (2020) »)."""

    held: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    specials: tuple[str, ...] = ()
    late: tuple[Issue, ...] = ()

    @property
    def sentence(self) -> str:
        """« n° 1 (2015) – n° 24 (2020). Lacunes : n° 7, n° 12-14. », "" when nothing is held."""
        parts = [" ; ".join((*self.held, *self.specials))] if self.held or self.specials else []
        if self.gaps:
            parts.append(tr("Lacunes : {gaps}", gaps=", ".join(self.gaps)))
        return ". ".join(parts) + ("." if parts else "")


def ordinals(number: str) -> tuple[int, ...]:
    """Return the numbers an issue stands for: « 24 » one, « 12-13 » two, « hors-série 2 » none."""
    found = _NUMBER.match(number.strip())
    if not found:
        return ()
    first = int(found[1])
    last = int(found[2]) if found[2] else first
    return tuple(range(first, last + 1)) if first <= last <= first + _LONGEST_DOUBLE else (first,)


def number_sort(number: str) -> str:
    """Return the key that puts issue 9 before issue 14."""
    return call_number_sort(number)


def in_order(issues: Iterable[Issue]) -> list[Issue]:
    """Return issues as they appeared: by year, day, volume and number."""
    return sorted(
        issues, key=lambda one: (one.year or 0, call_number_sort(one.volume), one.number_sort, one.due_on or date.min)
    )


def restarts(issues: Sequence[Issue]) -> bool:
    """Say whether the numbering begins again each year: a number stands in two years."""
    seen: dict[int, int | None] = {}
    for one in issues:
        for number in ordinals(one.number):
            if number in seen and seen[number] != one.year:
                return True
            seen.setdefault(number, one.year)
    return False


def collection(issues: Sequence[Issue], states: Mapping[str, IssueState], today: date) -> Collection:
    """Return what is held, what lacks between or is said to lack, and what should have come."""
    ordered = in_order(issues)
    held_runs: list[str] = []
    gaps: list[str] = []
    yearly = restarts(ordered)
    groups: dict[int | None, list[Issue]] = {}
    for one in ordered:
        groups.setdefault(one.year if yearly else None, []).append(one)
    for year, group in groups.items():
        held, lacking = _numbers(group, states, first=1 if yearly and year is not None else None)
        if year is not None:
            held_runs += _of_year(year, _runs(held, lacking))
            gaps += _of_year(year, _runs(lacking, held))
            continue
        years = {number: one.year for one in group for number in ordinals(one.number)}
        held_runs += [_run(run, years) for run in _runs(held, lacking)]
        gaps += [_run(run, {}) for run in _runs(lacking, held)]
    specials = tuple(
        one.number if one.year is None else f"{one.number} ({one.year})"
        for one in ordered
        if not ordinals(one.number) and states[one.state].is_held
    )
    late = tuple(one for one in ordered if one.state == "awaited" and one.due_on is not None and one.due_on < today)
    return Collection(tuple(held_runs), tuple(gaps), specials, late)


def _numbers(group: Sequence[Issue], states: Mapping[str, IssueState], first: int | None) -> tuple[set[int], set[int]]:
    """Return the numbers held and those lacking: said so, or jumped over."""
    held = {number for one in group if states[one.state].is_held for number in ordinals(one.number)}
    said = {number for one in group if states[one.state].is_gap for number in ordinals(one.number)}
    known = {number for one in group for number in ordinals(one.number)}
    bounds = held | said
    if not bounds:
        return held, set()
    start = min(bounds) if first is None else min(first, *bounds)
    jumped = set(range(start, max(bounds) + 1)) - known if max(bounds) - start < 100_000 else set()
    return held, (said | jumped) - held


def _runs(numbers: set[int], others: set[int]) -> list[tuple[int, int]]:
    """Return (first, last) of runs: what is neither held nor lacking (never published) breaks none."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if (
            runs
            and not any(between in others for between in range(runs[-1][1] + 1, number))
            and number - runs[-1][1] < 1_000
        ):
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _of_year(year: int, runs: Sequence[tuple[int, int]]) -> list[str]:
    """Return « 2024, n° 1, 3-4 », nothing without runs."""
    numbers = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return [tr("{year}, n° {number}", year=str(year), number=numbers)] if numbers else []


def _run(run: tuple[int, int], years: Mapping[int, int | None]) -> str:
    """Return « n° 1 (2015) – n° 24 (2020) », or « n° 7-9 » when no years are told."""
    first, last = run
    if first == last or years:
        ends = [_said(number, years.get(number)) for number in ((first,) if first == last else (first, last))]
        return " – ".join(ends)
    return tr("n° {number}", number=f"{first}-{last}")


def _said(number: int, year: int | None) -> str:
    said = tr("n° {number}", number=str(number))
    return said if year is None else f"{said} ({year})"


def expected(issues: Sequence[Issue], issues_a_year: int, until: date) -> list[Issue]:
    """Return the issues that should appear after the last known one up to `until`, at most a year's daily paper.

    Empty when no issue with a number says when it appeared: there is nothing to count on from.
    """
    ordered = [one for one in in_order(issues) if ordinals(one.number) and (one.due_on or one.year)]
    if not ordered:
        return []
    last = max(ordered, key=lambda one: (_day_of(one), ordinals(one.number)))
    yearly = restarts(ordered)
    number, day, step = ordinals(last.number)[-1], _day_of(last), 0
    made: list[Issue] = []
    start = day
    while len(made) < MOST_EXPECTED:
        step += 1
        day = _months_after(start, step, issues_a_year)
        if day > until:
            break
        before = made[-1].year or 0 if made else start.year
        number = 1 if yearly and day.year > before else number + 1
        made.append(
            replace(last, id=0, version=0, number=str(number), number_sort=number_sort(str(number)), year=day.year, due_on=day,
                    date_text="", state="awaited", received_on=None, notice_id=None, title="", note="", volume="")
        )  # fmt: skip
    return made


def _day_of(one: Issue) -> date:
    return one.due_on or date(one.year or 1000, 1, 1)


def _months_after(start: date, steps: int, issues_a_year: int) -> date:
    """Return the day `steps` issues after `start`: whole months up to twelve a year, days beyond."""
    if 12 % issues_a_year == 0:
        months = start.month - 1 + steps * (12 // issues_a_year)
        year, month = start.year + months // 12, months % 12 + 1
        return date(min(year, 2999), month, min(start.day, calendar.monthrange(min(year, 2999), month)[1]))
    return date.fromordinal(
        min(start.toordinal() + round(steps * 365.25 / issues_a_year), date(2999, 12, 31).toordinal())
    )
