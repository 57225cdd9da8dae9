"""What an opening that lasts is doing, told to whoever shows it: the check of the file, its copy, the new version, the index, what is wiped."""

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """A part of an opening that may last."""

    CHECK = "check"
    COPY = "copy"
    MIGRATE = "migrate"
    INDEX = "index"
    WIPE = "wipe"


Watched = Callable[[Stage, int, int], None]
"""Called with (stage, done, total) on the thread that opens, total 0 where it is not known; may raise to give up.

What was copied goes then; what was indexed stays, and the next opening goes on from there.
"""


def unwatched(_stage: Stage, _done: int, _total: int) -> None:
    """Show nothing."""
