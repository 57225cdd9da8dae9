"""63-bit record ids made by the program: rising in time, so that new rows lie together on disk."""

import secrets
import threading
import time
from typing import Final

EPOCH_MS: Final = 1_577_836_800_000  # 2020-01-01T00:00:00Z
RANDOM_BITS: Final = 22
MOST_DIGITS: Final = 19  # of a number below 2**63


class _Last:
    lock = threading.Lock()
    value = 0


def new_id() -> int:
    """Return an id greater than any this process gave before: 41 bits of milliseconds, then 22 random ones."""
    fresh = ((time.time_ns() // 1_000_000 - EPOCH_MS) << RANDOM_BITS) | secrets.randbits(RANDOM_BITS)
    with _Last.lock:
        _Last.value = max(fresh, _Last.value + 1)
        return _Last.value


def first_id_of(at_ms: int) -> int:
    """Return the least id that is given from an instant on, in milliseconds since 1970."""
    return max(0, at_ms - EPOCH_MS) << RANDOM_BITS


def new_ids(count: int) -> range:
    """Return `count` ids in a row, as rising as `new_id`'s; for imports."""
    first = new_id()
    with _Last.lock:
        first = max(first, _Last.value)
        _Last.value = first + count
        return range(first, first + count)


def read_id(text: str) -> int | None:
    """Return the id that a typed text is, or None: ASCII digits of a 63-bit number."""
    bare = text.strip()
    if bare.isascii() and bare.isdecimal() and len(bare) <= MOST_DIGITS and int(bare) < 2**63:
        return int(bare)
    return None
