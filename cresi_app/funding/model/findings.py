"""What a check of a file or of a declaration has to say: how grave it is, where it stands, in a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_, tr

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class Level(StrEnum):
    """How grave: a critical one keeps the record out, an error makes it invalid for others, a warning is good to know."""

    CRITICAL = "critical"
    ERROR = "error"
    WARNING = "warning"


LEVEL_WORDS: Final[Mapping[Level, str]] = MappingProxyType({
    Level.CRITICAL: N_("bloquant"),
    Level.ERROR: N_("erreur"),
    Level.WARNING: N_("à savoir"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `code` is stable (a ruleset's own number, a field's name), `line` counts from 1 (0: no line)."""

    level: Level
    code: str
    sentence: str
    data: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    line: int = 0
    path: str = ""

    @property
    def text(self) -> str:
        """The sentence, in the language in force."""
        return tr(self.sentence, **self.data)

    @property
    def is_grave(self) -> bool:
        """Whether a file with it is no valid file."""
        return self.level is not Level.WARNING


def grave(findings: Iterable[Finding]) -> list[Finding]:
    """Return those that forbid saying « done »."""
    return [one for one in findings if one.is_grave]


def as_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return findings for programs: level, code, line, path, reason."""
    return [
        {"level": one.level.value, "code": one.code, "line": one.line, "path": one.path, "reason": one.text}
        for one in findings
    ]
