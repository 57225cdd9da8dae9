"""What a grant waits for next: the one filled button of its pane."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.funding.model.views import GrantSheet, Standing


class NextAct(StrEnum):
    """An act of a grant's way."""

    COMMITTEE = "committee"
    VOTE = "vote"
    SIGN = "sign"
    PLAN = "plan"
    ASK = "ask"
    CHECK = "check"
    PAY = "pay"
    CLOSE = "close"
    REOPEN = "reopen"
    PRINT = "letter"


WORDS: Final[Mapping[NextAct, tuple[str, str]]] = MappingProxyType({
    NextAct.COMMITTEE: (N_("Porter en commission"), "users"),
    NextAct.VOTE: (N_("Enregistrer le vote"), "landmark"),
    NextAct.SIGN: (N_("Enregistrer la signature"), "pencil"),
    NextAct.PLAN: (N_("Écrire l'échéancier"), "calendar-range"),
    NextAct.ASK: (N_("Demander les pièces"), "mail"),
    NextAct.CHECK: (N_("Contrôler le compte rendu"), "clipboard-check"),
    NextAct.PAY: (N_("Verser"), "hand-coins"),
    NextAct.CLOSE: (N_("Solder"), "circle-check"),
    NextAct.REOPEN: (N_("Remettre à l'étude"), "rotate-ccw"),
    NextAct.PRINT: (N_("Imprimer la lettre"), "printer"),
})  # fmt: skip
"""The button's words for `tr`, and its drawing."""


def next_act(sheet: GrantSheet) -> NextAct:
    """Return what a grant waits for."""
    early = {
        Standing.DRAFT: NextAct.COMMITTEE,
        Standing.ASKED: NextAct.COMMITTEE,
        Standing.COMMITTEE: NextAct.VOTE,
        Standing.TO_SIGN: NextAct.SIGN,
        Standing.CLOSED: NextAct.PRINT,
        Standing.REFUSED: NextAct.REOPEN,
        Standing.WITHDRAWN: NextAct.REOPEN,
        Standing.TO_CLOSE: NextAct.CLOSE,
    }
    if sheet.standing in early:
        return early[sheet.standing]
    following = sheet.next_instalment
    if following is None:
        return NextAct.PLAN
    if following.missing:
        return NextAct.ASK
    if following.obstacle and following.instalment.is_balance:
        return NextAct.CHECK if any(view.is_report for view in sheet.papers) else NextAct.ASK
    return NextAct.PAY


def payable(sheet: GrantSheet) -> tuple[bool, str]:
    """Say whether the next instalment can be paid, and if not, why, in a sentence."""
    following = sheet.next_instalment
    if following is None:
        return False, ""
    if following.obstacle:
        return False, following.obstacle
    return True, following.notice
