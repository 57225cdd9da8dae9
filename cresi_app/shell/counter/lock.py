"""Whether this machine is a counter, and what opens it: kept in the machine's settings, over restarts too."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from cresi_app.core import clock, passphrase
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.passphrase import Patience
from cresi_app.core.settings import Settings

KEY: Final = "counter"


class CounterLock:
    """The lock of one machine. `read` gives the settings in force, `keep` writes values of the counter among them."""

    def __init__(self, read: Callable[[], Settings], keep: Callable[[dict[str, Any]], None]) -> None:
        self._read, self._keep = read, keep

    @property
    def is_locked(self) -> bool:
        """Whether this machine starts as a counter and stays one until the passphrase is typed."""
        values = self._values()
        return values.get("locked") is True and self.has_passphrase

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase was set on this machine."""
        return bool(self._text("hash"))

    def set_passphrase(self, words: str) -> None:
        """Keep a new passphrase, as a hash. Refuses ``short``."""
        if len(words.strip()) < passphrase.LEAST:
            raise DomainError(
                "short",
                N_("Cette phrase est trop courte (caractères, au moins : {n}). Plusieurs mots se retiennent mieux."),
                field="passphrase",
                n=passphrase.LEAST,
            )
        self._keep({"hash": passphrase.hashed(words.strip()), "failures": 0, "until": ""})

    def close(self) -> None:
        """Make this machine a counter."""
        self._keep({"locked": True})

    def wait(self, what: str = "") -> timedelta:
        """Return how long nobody may try; `what` is "" for the team's passphrase, ``code_`` for associations' codes."""
        return self._patience(what).wait(clock.now())

    def open(self, words: str) -> bool:
        """Open the counter with the passphrase; a wrong one makes the next try wait longer."""
        if self.wait() > timedelta():
            return False
        if not passphrase.fits(self._text("hash"), words.strip()):
            self.missed()
            return False
        self._keep({"locked": False, "failures": 0, "until": ""})
        return True

    def missed(self, what: str = "") -> None:
        """Note a failure."""
        state = self._patience(what).missed(clock.now())
        until = state.until.isoformat() if state.until else ""
        self._keep({f"{what}failures": state.failures, f"{what}until": until})

    def met(self, what: str) -> None:
        """Forget the failures: it was the right one."""
        if self._values().get(f"{what}failures"):
            self._keep({f"{what}failures": 0, f"{what}until": ""})

    def _patience(self, what: str) -> Patience:
        failures = self._values().get(f"{what}failures")
        until = None
        with suppress(ValueError):
            read = datetime.fromisoformat(self._text(f"{what}until"))
            until = read if read.tzinfo is not None else None
        return Patience(failures if isinstance(failures, int) else 0, until)

    def _text(self, name: str) -> str:
        found = self._values().get(name)
        return found if isinstance(found, str) else ""

    def _values(self) -> dict[str, Any]:
        found = self._read().desks.get(KEY)
        return found if isinstance(found, dict) else {}
