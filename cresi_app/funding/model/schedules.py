"""Usual schedules: one payment, an advance and a balance, three parts; whole euros first, the balance takes what is left."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_, tr
from cresi_app.funding.model.acts import PlannedInstalment

PLANS: Final[Mapping[str, str]] = MappingProxyType({
    "one": N_("Versement unique"),
    "two": N_("70 % puis le solde"),
    "three": N_("50 %, 20 %, puis le solde"),
})  # fmt: skip
"""What can be proposed, French words for `tr`."""

_SHARES: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType({"one": (), "two": (70,), "three": (50, 20)})


def planned(plan: str, whole: int, days: tuple[date | None, date | None]) -> list[PlannedInstalment]:
    """Return the instalments of a plan over `whole` minor units; their sum is `whole` to the cent. `days`: of the first and of the last."""
    first, last = days
    if plan == "one":
        return [PlannedInstalment(tr("Versement unique"), whole, first)] if whole > 0 else []
    parts = [whole * share // 10_000 * 100 for share in _SHARES[plan]]
    lines = [
        PlannedInstalment(_advance(n, len(parts)), amount, first if n == 1 else None, f"{share}\u00a0%")
        for n, (amount, share) in enumerate(zip(parts, _SHARES[plan], strict=True), start=1)
        if amount > 0
    ]
    rest = whole - sum(parts)
    return [*lines, PlannedInstalment(tr("Solde"), rest, last, is_balance=True)] if rest > 0 else lines


def _advance(number: int, count: int) -> str:
    return tr("Acompte") if count == 1 else tr("Acompte {n}", n=number)
