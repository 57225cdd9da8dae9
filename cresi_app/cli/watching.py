"""Says on the terminal what an opening that lasts is doing: after its first second a line when a part begins, then how far it is every ten."""

import time
from collections.abc import Callable
from typing import Final

from cresi_app.cli.terminal import warn
from cresi_app.core.i18n import N_, tr
from cresi_app.core.money import format_number
from cresi_app.store.watching import Stage, Watched

FIRST: Final = 1.0
EVERY: Final = 10.0
"""Seconds before the first line, and between two of one part."""

WORDS: Final = {
    Stage.CHECK: N_("Relecture du fichier de la bibliothèque…"),
    Stage.COPY: N_("Copie de la bibliothèque avant sa mise à jour…"),
    Stage.MIGRATE: N_("Mise à jour de la bibliothèque…"),
    Stage.INDEX: N_("Fiches rendues à la recherche : {done} sur {total}."),
    Stage.WIPE: N_("Effacement de ce qui ne doit plus se lire…"),
}


def watched(clock: Callable[[], float] = time.monotonic) -> Watched:
    """Return what tells the parts of one opening."""
    began = clock()
    told_at, told, part = began + FIRST - EVERY, "", ""

    def hear(stage: Stage, done: int, total: int) -> None:
        nonlocal told_at, told, part
        line, now = tr(WORDS[stage], done=format_number(done), total=format_number(total)), clock()
        # Some parts are heard of once, when they begin, however long they last.
        due = now - told_at >= EVERY or (stage != part and now - began >= FIRST)
        if due and line != told:
            told_at, told, part = now, line, stage
            warn(line)

    return hear
