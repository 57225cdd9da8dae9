"""The funding chart as one description that the window and the paper both draw: parts in order, to scale, with their names."""

from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.projects.model.cofunding import CofundingPlan, Standing

PART_WORDS: Final = MappingProxyType({
    Standing.OBTAINED: N_("Acquis"),
    Standing.REQUESTED: N_("Demande présente"),
    Standing.ASKED: N_("Sollicité ailleurs"),
    Standing.UNSAID: N_("À préciser"),
})  # fmt: skip
"""What each part is called, for `tr`."""


@dataclass(frozen=True, slots=True)
class FundingPart:
    """A part of the bar: its standing, its amount in minor units, its share of the whole."""

    standing: Standing
    minor: int
    share: Fraction

    @property
    def words(self) -> str:
        """Its name, for `tr`."""
        return PART_WORDS[self.standing]


def funding_parts(plan: CofundingPlan) -> tuple[FundingPart, ...]:
    """Return the parts that count, obtained first, in the order they are drawn; nothing when no product is there."""
    sums = {
        Standing.OBTAINED: plan.obtained,
        Standing.REQUESTED: plan.requested,
        Standing.ASKED: plan.asked,
        Standing.UNSAID: plan.unsaid,
    }
    whole = sum(sums.values())
    return tuple(FundingPart(standing, minor, Fraction(minor, whole)) for standing, minor in sums.items() if minor > 0)
