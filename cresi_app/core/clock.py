"""The one source of the present: tests, the tour and printed comparisons freeze it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

HOME_ZONE: Final = "Europe/Paris"


class _Frozen:
    at: datetime | None = None


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return _Frozen.at or datetime.now(UTC)


def stamp() -> str:
    """Return the present instant as the store writes it: ``2026-11-22T06:15:00.123Z``."""
    return now().isoformat(timespec="milliseconds").replace("+00:00", "Z")


def today(zone: str = HOME_ZONE) -> date:
    """Return the local day in `zone`."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Make every part of the program believe it is `at` (aware) until the block ends."""
    before, _Frozen.at = _Frozen.at, at.astimezone(UTC)
    try:
        yield
    finally:
        _Frozen.at = before
