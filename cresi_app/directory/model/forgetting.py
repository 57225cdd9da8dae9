"""How a person is called, so that nothing of it is left where they are forgotten: names in every order, addresses, numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cresi_app.core.text import words

_SEPARATED: Final = r"[ .\-\u00a0\u202f]*"
_LEAST: Final = 3
"""Letters of the shortest family name that is known again by itself: « Le » is also a word."""


@dataclass(frozen=True, slots=True)
class Named:
    """One way a person was called: a given and a family name, either of which may be empty."""

    given: str
    family: str


@dataclass(frozen=True)
class Called:
    """All that names one person or leads to them: what they are or were called, and the values of their contacts."""

    names: Sequence[Named]
    reached: Sequence[str] = ()

    @property
    def phrases(self) -> list[str]:
        """What the search is asked for, to tell where they can still be read: whole names and addresses, no name alone."""
        both = [" ".join(words(f"{one.given} {one.family}")) for one in self.names if one.given and one.family]
        turned = [" ".join(words(f"{one.family} {one.given}")) for one in self.names if one.given and one.family]
        return list(dict.fromkeys([*both, *turned, *(" ".join(words(one)) for one in self.reached if "@" in one)]))

    def is_named_by(self, typed: str) -> bool:
        """Say whether words that somebody typed, in any case and without accents, name the person or lead to them."""
        said = f" {' '.join(words(typed))} "
        alone = [" ".join(words(one.family or one.given)) for one in self.names]
        known = [*self.phrases, *(one for one in alone if len(one) >= _LEAST)]
        return any(f" {one} " in said for one in known if one) or bool(self._reaches.search(typed))

    @cached_property
    def _reaches(self) -> re.Pattern[str]:
        return _any_of([_spelled(one) for one in self.reached])

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        pairs = [(re.escape(one.given), re.escape(one.family)) for one in self.names if one.given and one.family]
        return _any_of([form for given, family in pairs for form in (rf"{given}\s+{family}", rf"{family},?\s+{given}")])

    @cached_property
    def _alone(self) -> re.Pattern[str]:
        """A family name by itself, as it is written or in capitals: in lower case it may be a word."""
        families = {one.family or one.given for one in self.names}
        said = sorted({form for name in families if len(name) >= _LEAST for form in (name, name.upper())})
        return re.compile("|".join(rf"\b{re.escape(one)}\b" for one in said) or r"(?!)")

    def without(self, text: str, instead: str) -> str:
        """Return a text in which `instead` stands for the person, and an ellipsis for what leads to them."""
        text = self._reaches.sub("…", text)
        return self._alone.sub(instead, self._whole.sub(instead, text))


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    said = sorted(set(forms), key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){one}(?!\w)" for one in said) or r"(?!)", re.IGNORECASE)


def _spelled(value: str) -> str:
    """Return the pattern of an address as it is, of a number however it is spaced."""
    if "@" in value:
        return re.escape(value)
    return _SEPARATED.join(re.escape(one) for one in value if one.isdigit() or one == "+") or "(?!)"
