"""Says on the terminal what an opening that lasts is doing: a line a part after one second, then how far it is every ten."""

import time
from collections.abc import Callable
from typing import Final

from cresi_app.cli.terminal import warn
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import format_number
from cresi_app.store.watching import Stage, Watched

FIRST: Final = 1.0
EVERY: Final = 10.0
"""Seconds before the first line, and between two."""

WORDS: Final = {
    Stage.CHECK: N_("Relecture du fichier de la bibliothèque…"),
    Stage.COPY: N_("Copie de la bibliothèque avant sa mise à jour…"),
    Stage.MIGRATE: N_("Mise à jour de la bibliothèque…"),
    Stage.INDEX: N_("Fiches rendues à la recherche : {done} sur {total}."),
}


def watched(clock: Callable[[], float] = time.monotonic) -> Watched:
    """Return what tells the parts of one opening."""
    began = clock()
    told_at, told = began + FIRST - EVERY, ""

    def hear(stage: Stage, done: int, total: int) -> None:
        nonlocal told_at, told
        line = tr(WORDS[stage], done=format_number(done), total=format_number(total))
        if clock() - told_at >= EVERY and line != told:
            told_at, told = clock(), line
            warn(line)

    return hear
