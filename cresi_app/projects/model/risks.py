"""The risks of a project as a table within its words: a line whose parts stand between bars is a row, any other is prose.

They stay words, so that they travel in the form, the package and the history, and are found, as all else that is written there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cresi_app.core.i18n import N_

LIKELIHOODS: Final = (N_("faible"), N_("moyenne"), N_("forte"))
_BAR: Final = re.compile(r"\s*[|\t]\s*")
_PARTS: Final = 4


@dataclass(frozen=True, slots=True)
class Risk:
    """What may go wrong, how likely it is, what it would do to the project, what is planned then; all but the first may be ""."""

    what: str
    likelihood: str = ""
    effect: str = ""
    answer: str = ""

    def line(self) -> str:
        """Return the risk as a line of the text; bars and line ends within its parts become commas and blanks."""
        parts = (self.what, self.likelihood, self.effect, self.answer)
        return " | ".join(" ".join(part.replace("|", ",").split()) for part in parts).rstrip(" |")


def risks_of(text: str) -> tuple[list[Risk], str]:
    """Return the rows of the table, and the lines that are prose."""
    risks: list[Risk] = []
    prose: list[str] = []
    for line in text.splitlines():
        parts = _BAR.split(line.strip().strip("|").strip())
        if len(parts) < 2:
            prose.append(line)
        elif not _is_head(parts):
            first, rest = parts[: _PARTS - 1], parts[_PARTS - 1 :]
            risks.append(Risk(*_padded([*first, ", ".join(part for part in rest if part)])))
    return risks, "\n".join(prose).strip("\n")


def _padded(parts: Iterable[str]) -> list[str]:
    held = [*parts][:_PARTS]
    return [*held, *[""] * (_PARTS - len(held))]


def _is_head(parts: list[str]) -> bool:
    """Say whether a line is the head of a table that was pasted, or the rule under it."""
    if not any(part.strip(":- ") for part in parts):
        return True
    return parts[0].casefold() in {"risque", "risques", "risk", "risks"} and parts[1].casefold().startswith(
        ("prob", "likel")
    )
