"""Shelves (searches that are kept), baskets (documents put together by hand) and past searches, as records."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from cresi_app.catalogue.model.query import Query, filters_json, filters_of
from cresi_app.catalogue.model.search import Sort
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import fold

ICONS: Final = (
    "bookmark", "star", "book-open", "library", "globe", "map-pin", "users", "calendar", "newspaper", "graduation-cap",
    "handshake", "image", "video", "dices", "tag", "flag", "sun", "triangle-alert",
)  # fmt: skip
"""Drawings a shelf may carry."""
COLOURS: Final = 8
LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Shelf:
    """A search that is kept and shown with its count. `filters` is JSON, as the library keeps it."""

    id: int
    version: int
    name: str
    icon: str = "bookmark"
    colour: int = 0
    query: str = ""
    filters: str = "{}"
    sort: str = ""
    is_reversed: bool = False
    position: int = 0

    @property
    def asks(self) -> Query:
        """What it looks for, read leniently: what this version does not know is left out."""
        return query_of(self.query, self.filters, self.sort, is_reversed=self.is_reversed)


@dataclass(frozen=True, slots=True)
class Basket:
    """Documents put together by hand, in an order of their own. `count` is how many lie in it."""

    id: int
    version: int
    name: str
    colour: int = 0
    note: str = ""
    position: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class PastSearch:
    """One search of a desk: what was asked, how many answered (`is_capped`: at least so many), when."""

    id: int
    query: str
    filters: str
    sort: str
    is_reversed: bool
    total: int
    is_capped: bool
    at: datetime

    @property
    def asks(self) -> Query:
        """What was looked for."""
        return query_of(self.query, self.filters, self.sort, is_reversed=self.is_reversed)


def query_of(text: str, filters: str, sort: str, *, is_reversed: bool) -> Query:
    """Return the query of the columns that keep it."""
    said = json.loads(filters)
    orders = {one.value for one in Sort}
    return Query(
        text, filters_of(said if isinstance(said, dict) else {}), Sort(sort) if sort in orders else None, is_reversed
    )


def columns_of(query: Query) -> dict[str, object]:
    """Return a query as the columns that keep it."""
    told = json.dumps(filters_json(replace(query.filters, asked=None)), ensure_ascii=False, sort_keys=True)
    return {
        "query": query.text.strip(),
        "filters": told,
        "sort": query.sort.value if query.sort else "",
        "is_reversed": query.reverse,
    }


def clean_name(value: object) -> tuple[str, str]:
    """Return a shelf's or basket's name on one line, and its key. DomainError ``name_missing`` or ``too_long``."""
    name = " ".join(str(value or "").replace("\x00", "").split())
    key = fold(name).strip()
    if not key:
        raise DomainError("name_missing", N_("Donnez-lui un nom : c'est par lui qu'on la retrouve."), field="name")
    if len(name) > LONGEST_NAME:
        raise DomainError(
            "too_long",
            N_("Ce nom a {length} caractères : {most} au plus se lisent dans la colonne."),
            field="name",
            length=len(name),
            most=LONGEST_NAME,
        )
    return name, key


def moved(order: list[int], chosen: list[int], to: int) -> list[int]:
    """Return `order` with `chosen` (in their order there) standing together at place `to` of the others."""
    wanted = set(chosen)
    block = [one for one in order if one in wanted]
    rest = [one for one in order if one not in wanted]
    place = max(0, min(to, len(rest)))
    return [*rest[:place], *block, *rest[place:]]
