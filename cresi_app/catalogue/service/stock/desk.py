"""What the stock's desks share: what the lending desk hands in, nothing as long as there is none."""

from collections.abc import Callable, Mapping
from datetime import date

from cresi_app.catalogue.service.desk import ListsDesk


def nobody() -> frozenset[int]:
    """Stand in for the lending desk: no copy is out."""
    return frozenset()


class LendingHandsIn(ListsDesk):
    """The doors of the lending desk.

    `copies_out()`: the ids of the copies lent out now. `loans_between(first, last)`: how often each document was lent
    between two days, by its id; None while nobody lends. What the catalogue counts itself is added to it.
    """

    copies_out: Callable[[], frozenset[int]] = staticmethod(nobody)
    loans_between: Callable[[date, date], Mapping[int, int]] | None = None
