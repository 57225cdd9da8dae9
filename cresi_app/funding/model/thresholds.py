"""What the law asks at certain amounts: hints with their source, shown and never imposed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cresi_app.core.i18n import N_
from cresi_app.core.money import Money
from cresi_app.funding.model.grant import Grant, Threshold
from cresi_app.projects.model.checks import Check, Level
from cresi_app.projects.model.words import in_language


@dataclass(frozen=True, slots=True)
class Given:
    """A grant before the thresholds, cents of euro: its own amount, the year's sum to the same beneficiary (it included), earlier de minimis aid."""

    grant: Grant
    amount: int
    year_amount: int
    minimis: tuple[tuple[int, int], ...] = ()
    is_foreign: bool = False


_RULE = N_("{sentence} ({source}).")


def hints(given: Given, thresholds: Iterable[Threshold], day: date) -> Iterator[Check]:
    """Yield what the thresholds in force on `day` say about a grant."""
    for rule in thresholds:
        if not rule.holds_on(day):
            continue
        reached = _minimis(given, rule) if rule.code == "minimis" else given.year_amount
        if rule.code == "agreement" and given.grant.signed_on is not None:
            continue
        if reached > rule.amount_minor:
            sentence = in_language(rule.sentence_fr, rule.sentence_en).rstrip(".")
            data = {"sentence": sentence, "source": rule.source}
            level = Level.WARNING if rule.code in {"minimis", "agreement"} else Level.INFO
            yield Check(rule.code, level, _RULE, data)
    if given.is_foreign and not given.grant.regrant_allowed:
        yield Check(
            "foreign",
            Level.INFO,
            N_(
                "Le bénéficiaire est à l'étranger : un reversement à un tiers n'est permis que si la convention le prévoit (CGCT, art. L. 1611-4)."
            ),
        )
    if given.grant.is_minimis and given.grant.minimis_elsewhere_minor is None:
        yield Check(
            "minimis_unknown",
            Level.INFO,
            N_("Aide de minimis : demandez au bénéficiaire ce qu'il a reçu d'autres depuis trois ans."),
        )


def _minimis(given: Given, rule: Threshold) -> int:
    if not given.grant.is_minimis:
        return 0
    first = given.grant.year - rule.years + 1
    earlier = sum(amount for year, amount in given.minimis if first <= year <= given.grant.year)
    own = 0 if given.grant.voted_minor else given.amount
    return earlier + own + (given.grant.minimis_elsewhere_minor or 0)


def justified_gap(paid_minor: int, justified_minor: int, currency: str) -> Money:
    """Return what was paid and is not justified, 0 when all is."""
    return Money(max(0, paid_minor - justified_minor), currency)
