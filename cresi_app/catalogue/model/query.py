"""What a list shows: words, filters, order; kept as JSON in shelves, in the search history and between days."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from cresi_app.catalogue.model.search import Availability, Filters, Sort

_NUMBERS: Final = ("contributor_id", "publisher_id", "series_id", "basket_id", "year_from", "year_to")


@dataclass(frozen=True, slots=True)
class Query:
    """Words typed, filters, the order chosen (None: the one that goes by itself), and whether it is turned round."""

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort | None = None
    reverse: bool = False

    @property
    def order(self) -> Sort:
        """The order in force: relevance for words, a basket's own order, the latest additions otherwise."""
        if self.sort is not None:
            return self.sort
        if self.text.strip():
            return Sort.RELEVANCE
        return Sort.BASKET if self.filters.basket_id is not None else Sort.RECENT

    @property
    def is_blank(self) -> bool:
        """Whether nothing narrows the list."""
        return not self.text.strip() and self.filters == Filters()

    def to_json(self) -> dict[str, Any]:
        """Return the query as JSON; ids as text."""
        sort = self.sort.value if self.sort else ""
        return {"text": self.text, "sort": sort, "reverse": self.reverse, **filters_json(self.filters)}


def filters_json(filters: Filters) -> dict[str, Any]:
    """Return the filters as JSON, what limits nothing left out; ids as text."""
    said: dict[str, Any] = {}
    for one in fields(filters):
        value = getattr(filters, one.name)
        if isinstance(value, frozenset) and value:
            said[one.name] = sorted(str(item) for item in value)
        elif one.name in _NUMBERS and value is not None:
            said[one.name] = str(value)
    if filters.archived:
        said["archived"] = True
    return said


def of_json(said: Mapping[str, Any]) -> Query:
    """Return the query that `to_json` said; whatever else it holds is left out."""
    orders = {one.value for one in Sort}
    chosen = said.get("sort")
    sort = Sort(chosen) if isinstance(chosen, str) and chosen in orders else None
    return Query(str(said.get("text") or ""), filters_of(said), sort, said.get("reverse") is True)


def filters_of(said: Mapping[str, Any]) -> Filters:
    """Return the filters that `filters_json` said; whatever else it holds is left out."""
    texts = {name: _texts(said.get(name)) for name in ("kinds", "subjects", "languages", "countries", "availability")}
    known = {one.value for one in Availability}
    filters = Filters(
        kinds=texts["kinds"],
        subjects=frozenset(int(item) for item in texts["subjects"] if _is_number(item)),
        languages=texts["languages"],
        countries=texts["countries"],
        availability=frozenset(Availability(item) for item in texts["availability"] & known),
        archived=said.get("archived") is True,
    )
    numbers = {name: _number(said.get(name)) for name in _NUMBERS}
    return replace(filters, **numbers)  # type: ignore[arg-type]  # each of these fields takes int | None


def _texts(said: object) -> frozenset[str]:
    return frozenset(item for item in said if isinstance(item, str)) if isinstance(said, list | tuple) else frozenset()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18 + 1 and int(text) < 2**63


def _number(said: object) -> int | None:
    return int(said) if isinstance(said, str) and _is_number(said) else None
