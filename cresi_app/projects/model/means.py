"""The people of a project: volunteers, employees, partners; the hours of volunteers and what they are worth."""

from collections.abc import Sequence
from dataclasses import dataclass

from cresi_app.core.i18n import N_
from cresi_app.core.money import Money
from cresi_app.projects.model.checks import Check, Level
from cresi_app.projects.model.project import PartnerSide
from cresi_app.projects.model.words import name_of


@dataclass(frozen=True, slots=True)
class MeansKind:
    """A row of `means_kind`."""

    code: str
    name_fr: str
    name_en: str
    is_volunteer: bool
    position: int

    @property
    def name(self) -> str:
        """The kind in the language in force."""
        return name_of(self)


@dataclass(frozen=True, slots=True)
class ProjectMeans:
    """A row of `project_means`. Posts and hours in thousandths, `rate_minor` in minor units of `currency` an hour."""

    id: int
    version: int
    project_id: int
    position: int
    kind_code: str
    name: str = ""
    side: PartnerSide = PartnerSide.HERE
    people: int | None = None
    posts_milli: int | None = None
    hours_milli: int | None = None
    rate_minor: int | None = None
    currency: str = "EUR"
    proof: str = ""

    @property
    def value_minor(self) -> int | None:
        """Hours × rate in minor units, halves rounded up; None when either is unsaid."""
        if self.hours_milli is None or self.rate_minor is None:
            return None
        return (self.hours_milli * self.rate_minor + 500) // 1000


@dataclass(frozen=True, slots=True)
class MeansView:
    """A line of means with its kind."""

    means: ProjectMeans
    kind: MeansKind


@dataclass(frozen=True, slots=True)
class MeansTotals:
    """Sums over the lines that say them: people, posts and hours in thousandths, the value of volunteers' hours."""

    people: int = 0
    posts_milli: int = 0
    hours_milli: int = 0
    valued_minor: int = 0


def means_totals(views: Sequence[MeansView], currency: str, *, volunteers: bool | None = None) -> MeansTotals:
    """Return the sums of all lines, or of those of volunteers or of the others alone; only hours valued in `currency` are worth anything."""
    kept = [view for view in views if volunteers is None or view.kind.is_volunteer is volunteers]
    return MeansTotals(
        sum(view.means.people or 0 for view in kept),
        sum(view.means.posts_milli or 0 for view in kept),
        sum(view.means.hours_milli or 0 for view in kept),
        sum(view.means.value_minor or 0 for view in kept if view.kind.is_volunteer and view.means.currency == currency),
    )


def means_checks(valued: Money, entered: Money) -> tuple[Check, ...]:
    """Say when the hours valued in the means and the volunteers' line of the budget differ."""
    if not valued.minor or valued == entered:
        return ()
    return (
        Check(
            "hours_differ",
            Level.WARNING,
            N_("Les heures des bénévoles valent {valued} ; le budget en porte {entered}."),
            {"valued": valued, "entered": entered},
        ),
    )
