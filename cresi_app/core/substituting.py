"""Replaces a regular expression in many texts, within a child process that may be ended: some expressions never finish."""

import re
from collections.abc import Mapping
from typing import Any, Final, Self

from cresi_app.core.apart import Apart, ChildLostError, Reply
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr

_CHILD: Final = "cresi_app.core.substituting:answer"
_MEGABYTES: Final = 512
_STARTING: Final = 60.0
"""Seconds the child may need to start on a busy machine, before any text is looked at."""
SECONDS: Final = 10.0
"""Seconds a few hundred texts may take: ordinary expressions need some thousandths."""

_REASONS: Final = (
    ("missing ), unterminated subpattern", N_("une parenthèse ouverte n'est jamais fermée")),
    ("unbalanced parenthesis", N_("une parenthèse se ferme sans avoir été ouverte")),
    ("unterminated character set", N_("un crochet ouvert n'est jamais fermé")),
    ("nothing to repeat", N_("« * », « + » ou « ? » n'a rien à répéter devant lui")),
    ("multiple repeat", N_("deux signes de répétition se suivent")),
    ("bad character range", N_("entre crochets, un intervalle va de la fin vers le début")),
    ("invalid group reference", N_("le remplacement cite une parenthèse qui n'existe pas")),
    ("unknown group name", N_("le remplacement cite une parenthèse qui n'existe pas")),
    ("bad escape", N_("une barre oblique inversée « \\ » précède une lettre qui ne veut rien dire")),
    ("look-behind requires fixed-width", N_("ce qui doit précéder doit avoir une longueur fixe")),
    ("min repeat greater", N_("entre accolades, le plus petit nombre vient d'abord")),
)


def answer(request: Mapping[str, Any]) -> Reply:
    """Give each text as it becomes, None where nothing is found; or why the expression does not read. The child's work."""
    try:
        pattern = re.compile(request["find"], request["flags"])
        done: list[str | None] = []
        for text in request["texts"]:
            after, count = pattern.subn(request["replace"], text)
            done.append(after if count else None)
    except (re.error, IndexError, OverflowError, RecursionError) as error:
        return {"error": str(getattr(error, "msg", error)), "at": getattr(error, "pos", None)}, b""
    return {"texts": done}, b""


class Substitution:
    """One expression and what stands in its place. To be closed, or used with `with`."""

    def __init__(self, find: str, replace: str, *, keeps_case: bool, seconds: float = SECONDS) -> None:
        flags = 0 if keeps_case else re.IGNORECASE
        self._request = {"find": find, "replace": replace, "flags": int(flags)}
        self._seconds = seconds
        self._child = Apart(_CHILD, megabytes=_MEGABYTES)

    def __enter__(self) -> Self:
        """Read the expression. DomainError ``bad_expression`` when it does not read."""
        try:
            # Compiled and tried on nothing at first, so that starting the child is not counted as its slowness.
            self._ask([""], _STARTING)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End the child."""
        self.close()

    def close(self) -> None:
        """End the child."""
        self._child.close()

    def apply(self, texts: list[str]) -> list[str | None]:
        """Return each text as it becomes, None where nothing is found. DomainError ``slow_expression``, ``bad_expression``."""
        return self._ask(texts, self._seconds)

    def _ask(self, texts: list[str], seconds: float) -> list[str | None]:
        try:
            reply, _ = self._child.ask({**self._request, "texts": texts}, seconds=seconds)
        except ChildLostError:
            raise DomainError(
                "slow_expression",
                N_(
                    "Cette expression demande trop de travail sur ces textes et a été arrêtée : rien n'a été changé. "
                    "Évitez de répéter ce qui se répète déjà, comme « (a+)+ »."
                ),
                field="find",
            ) from None
        if "error" in reply:
            raise _told(str(reply["error"]), reply.get("at"))
        done: list[str | None] = reply["texts"]
        return done


def _told(error: str, at: object) -> DomainError:
    reason = next((said for begin, said in _REASONS if error.startswith(begin)), "")
    if not reason:
        return DomainError(
            "bad_expression", N_("Cette expression ne se lit pas. Rien n'a été changé."), field="find", reason=error
        )
    if isinstance(at, int):
        said = N_("Cette expression ne se lit pas, au caractère {at} : {reason}. Rien n'a été changé.")
        return DomainError("bad_expression", said, field="find", reason=tr(reason), at=at + 1)
    said = N_("Cette expression ne se lit pas : {reason}. Rien n'a été changé.")
    return DomainError("bad_expression", said, field="find", reason=tr(reason))
