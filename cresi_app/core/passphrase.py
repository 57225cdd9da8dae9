"""Words that unlock: kept as an argon2id hash, and slowed when they are guessed at, over restarts too."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST: Final = 8
"""Characters of a passphrase, at least."""
_FREE: Final = 3
"""Failures before one has to wait."""
_LONGEST: Final = timedelta(minutes=15)


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def hashed(words: str) -> str:
    """Return what is kept of secret words; takes some fifty milliseconds and 64 MB, on purpose."""
    return _hasher().hash(words)


def fits(kept: str, words: str) -> bool:
    """Say whether these are the words; never raises, whatever is kept."""
    try:
        return _hasher().verify(kept, words)
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobody() -> str:
    return hashed(secrets.token_hex(16))


def waste_time(words: str) -> None:
    """Take as long as a real check: whoever guesses must not learn from the clock that a code does not exist."""
    fits(_nobody(), words)


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a secret was missed, and until when nobody may try again (an aware instant, None: now)."""

    failures: int = 0
    until: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """Return how long one still has to wait, zero when one may try. A clock set back never makes it longer than the longest."""
        if self.until is None or self.until <= now:
            return timedelta()
        return min(self.until - now, _LONGEST)

    def missed(self, now: datetime) -> "Patience":
        """Return the state after one more failure: from the third on twice as long each time, from 5 seconds to 15 minutes."""
        failures = self.failures + 1
        if failures < _FREE:
            return replace(self, failures=failures, until=None)
        seconds = 5 * 2 ** min(failures - _FREE, 10)
        return Patience(failures, now + min(timedelta(seconds=seconds), _LONGEST))
