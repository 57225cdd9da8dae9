"""What one racing desk does: it votes grants on the last euros of an axis and pays them, opened past the lock on purpose."""

import dataclasses
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.store.library import Library
from tests.funding.desk import ALL, Desk, over

MOMENT = datetime(2026, 10, 5, 10, 0, tzinfo=UTC)
EACH = 700


def race(folder: Path, known: dict[str, int], acts: int) -> Counter[str]:
    """Ask, vote and pay `acts` grants of 700 € as fast as one can; return what came of each vote."""
    library = Library.open_unlocked(folder, sources=ALL)
    told: Counter[str] = Counter()
    with clock.frozen(MOMENT), library:
        desk = over(library, _known(known))
        for _ in range(acts):
            grant_id = library.retry(lambda: desk.draft(amount=EACH, axis=desk.emergency))
            try:
                desk.vote(grant_id, EACH)
                (only,) = desk.plan(grant_id, EACH)
                desk.pay(only)
            except DomainError as refusal:
                told[refusal.code] += 1
            else:
                told["paid"] += 1
    return told


def _known(ids: dict[str, int]) -> Desk:
    fields = {field.name: None for field in dataclasses.fields(Desk)} | ids
    return Desk(**fields)  # type: ignore[arg-type]  # only the ids are read
