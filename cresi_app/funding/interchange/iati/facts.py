"""Small questions that the rules ask of an activity: percentages, vocabularies, days, sums."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from cresi_app.funding.interchange.iati.node import Node

HUNDRED: Final = Decimal(100)
_DAC: Final = frozenset({"", "1"})


def number(text: str) -> Decimal | None:
    """Return the number a text is, None when it is none."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def is_dac(node: Node) -> bool:
    """Say whether an element's vocabulary is the OECD's, said or understood."""
    return node.get("vocabulary") in _DAC


def own_vocabularies(nodes: Iterable[Node]) -> list[str]:
    """Return the vocabularies that are written out, in their order."""
    return list(dict.fromkeys(node.get("vocabulary") for node in nodes if node.has("vocabulary")))


def of(nodes: Iterable[Node], vocabulary: str) -> list[Node]:
    """Return those whose vocabulary is written so."""
    return [node for node in nodes if node.has("vocabulary") and node.get("vocabulary") == vocabulary]


def percentages(nodes: Iterable[Node]) -> list[str]:
    """Return the percentages that are written."""
    return [node.get("percentage") for node in nodes if node.has("percentage")]


def makes_100(texts: Sequence[str]) -> bool:
    """Say whether these percentages make exactly one hundred (to four decimals)."""
    values = [number(text) for text in texts]
    if any(value is None for value in values):
        return False
    return round(sum((value for value in values if value is not None), Decimal(0)), 4) == HUNDRED


def alone_is_whole(nodes: Sequence[Node]) -> bool:
    """Say whether a single share is left out, or is one hundred."""
    return not percentages(nodes) or any(number(text) == HUNDRED for text in percentages(nodes))


def all_shared(nodes: Sequence[Node]) -> bool:
    """Say whether each of them has its percentage."""
    return len(percentages(nodes)) == len(nodes)


def day(text: str) -> date | None:
    """Return the day a text is (time and zone apart), None when it is none."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def instant(text: str) -> datetime | None:
    """Return the instant a text is, in UTC; None when it is none."""
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def dates(nodes: Iterable[Node], attribute: str = "iso-date") -> list[tuple[Node, date]]:
    """Return the elements whose attribute is a day, with it."""
    found = ((node, day(node.get(attribute))) for node in nodes if node.has(attribute))
    return [(node, value) for node, value in found if value is not None]
