"""The calendar of a dossier: which months it spans and where each activity lies on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cresi_app.projects.model.project import Project, ProjectActivity, Rhythm


def month_index(month: str) -> int | None:
    """Return the months since year 0 of ``YYYY-MM``, None for ''."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1 if month else None


def month_text(index: int) -> str:
    """Return ``YYYY-MM`` of a month index."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


@dataclass(frozen=True, slots=True)
class Bar:
    """An activity in the calendar: first and last month, 0 being the calendar's first one; None when it has no month."""

    activity: ProjectActivity
    number: str
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Activities under one heading, '' when they have none."""

    theme: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """The calendar: its first month (index, see `month_index`), how many months, and the activities by heading."""

    first: int
    count: int
    groups: tuple[BarGroup, ...]
    milestones: tuple[Bar, ...]

    @property
    def months(self) -> tuple[str, ...]:
        """The months in order, ``YYYY-MM``."""
        return tuple(month_text(self.first + offset) for offset in range(self.count))


_LONGEST = 120


def gantt(
    project: Project, activities: Sequence[ProjectActivity], numbers: Mapping[int, str] | None = None
) -> Gantt | None:
    """Lay the activities on months that hold the project and all of them; None when no month is known at all.

    An end before its start is read as the start alone; a span beyond ten years is cut there. `numbers` are those of the
    logical framework, by activity: without any, the headings number them.
    """
    known = [index for day in (project.starts_on, project.ends_on) if day for index in [day.year * 12 + day.month - 1]]
    known += [i for a in activities for m in (a.starts_month, a.ends_month) if (i := month_index(m)) is not None]
    if not known:
        return None
    first, count = min(known), min(max(known) - min(known) + 1, _LONGEST)
    themes = list(dict.fromkeys(a.theme for a in activities if a.rhythm is not Rhythm.MILESTONE))
    groups = tuple(
        BarGroup(theme, tuple(_bars(theme, rank, activities, first, count)))
        for rank, theme in enumerate(themes, start=1)
    )
    stones = [a for a in activities if a.rhythm is Rhythm.MILESTONE]
    drawn = Gantt(first, count, groups, tuple(_bar(a, "", first, count) for a in stones))
    return _numbered(drawn, numbers) if numbers else drawn


def _numbered(drawn: Gantt, numbers: Mapping[int, str]) -> Gantt:
    def named(bars: Sequence[Bar]) -> tuple[Bar, ...]:
        return tuple(replace(bar, number=numbers.get(bar.activity.id, "")) for bar in bars)

    groups = tuple(replace(group, bars=named(group.bars)) for group in drawn.groups)
    return replace(drawn, groups=groups, milestones=named(drawn.milestones))


def _bars(theme: str, rank: int, activities: Sequence[ProjectActivity], first: int, count: int) -> list[Bar]:
    members = [a for a in activities if a.theme == theme and a.rhythm is not Rhythm.MILESTONE]
    return [_bar(a, f"{rank}.{place}", first, count) for place, a in enumerate(members, start=1)]


def _bar(activity: ProjectActivity, number: str, first: int, count: int) -> Bar:
    start, end = month_index(activity.starts_month), month_index(activity.ends_month)
    if start is None:
        start = end
    if start is None:
        return Bar(activity, number, None, None)
    last = max(start, end if end is not None else start)
    return Bar(activity, number, min(start - first, count - 1), min(last - first, count - 1))
