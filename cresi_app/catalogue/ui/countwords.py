"""How many notices answer, in words above the list."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number


class Counted(NamedTuple):
    """What a count found: how many answer (`capped`: more), how long it took, what was searched instead, what does not read."""

    number: int
    capped: bool
    milliseconds: float
    instead: str = ""
    unread: Sequence[str] = ()


def count_words(counted: Counted, asked: str, *, says_text: bool, says_time: bool) -> str:
    """Return the line above the list; `asked` is what was typed."""
    number, count = counted.number, format_number(counted.number)
    if counted.instead and number:
        return trn(
            "Rien pour « {text} » ; {count} notice proche, par « {instead} »",
            "Rien pour « {text} » ; {count} notices proches, par « {instead} »",
            number, count=count, text=asked, instead=counted.instead,
        )  # fmt: skip
    if asked and says_text:
        words = trn(
            "{count} résultat pour « {text} »", "{count} résultats pour « {text} »", number, count=count, text=asked
        )
    elif asked:
        words = trn("{count} résultat", "{count} résultats", number, count=count)
    else:
        words = trn("{count} notice", "{count} notices", number, count=count)
    if counted.capped:
        words = tr("plus de {words}", words=words)
    if asked and says_time:  # the seconds are the first to give way
        seconds = format_number(Decimal(f"{max(counted.milliseconds, 10) / 1000:.2f}"))
        words = tr("{words} — {seconds} s", words=words, seconds=seconds)
    return words
