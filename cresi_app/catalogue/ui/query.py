"""What the list shows now: words, filters, order; kept in the history and between days."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from cresi_app.catalogue.model import Availability, Filters, Sort
from cresi_app.core.i18n import N_

SORTS: Final = {
    Sort.RELEVANCE: N_("Pertinence"),
    Sort.TITLE: N_("Titre"),
    Sort.YEAR: N_("Année"),
    Sort.RECENT: N_("Ajouts récents"),
    Sort.CALL_NUMBER: N_("Cote"),
}
_SETS: Final = ("kinds", "subjects", "languages", "countries", "availability")


@dataclass(frozen=True, slots=True)
class Query:
    """Words typed, filters, and the order chosen (None: relevance for words, latest additions otherwise)."""

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort | None = None

    @property
    def order(self) -> Sort:
        """The order in force."""
        return self.sort or (Sort.RELEVANCE if self.text.strip() else Sort.RECENT)

    @property
    def is_blank(self) -> bool:
        """Whether nothing narrows the list."""
        return not self.text.strip() and self.filters == Filters()

    def to_json(self) -> dict[str, Any]:
        """Return the query as JSON; ids as text."""
        filters = self.filters
        said: dict[str, Any] = {"text": self.text, "sort": self.sort.value if self.sort else ""}
        for one in fields(filters):
            value = getattr(filters, one.name)
            if isinstance(value, frozenset):
                said[one.name] = sorted(str(item) for item in value)
            elif value is not None and not isinstance(value, bool):
                said[one.name] = str(value)
        said["archived"] = filters.archived
        return said


def of_json(said: Mapping[str, Any]) -> Query:
    """Return the query that `to_json` said; whatever else it holds is left out."""
    filters = Filters(archived=bool(said.get("archived")))
    for name in _SETS:
        values = [item for item in said.get(name) or () if isinstance(item, str)]
        if name == "subjects":
            filters = replace(filters, subjects=frozenset(int(item) for item in values if item.isdecimal()))
        elif name == "availability":
            known = {one.value for one in Availability}
            filters = replace(filters, availability=frozenset(Availability(item) for item in values if item in known))
        elif name == "kinds":
            filters = replace(filters, kinds=frozenset(values))
        elif name == "languages":
            filters = replace(filters, languages=frozenset(values))
        else:
            filters = replace(filters, countries=frozenset(values))
    numbers = {
        name: _number(said.get(name))
        for name in ("contributor_id", "publisher_id", "series_id", "year_from", "year_to")
    }
    filters = replace(filters, **numbers)  # type: ignore[arg-type]  # each of these fields takes int | None
    orders = {one.value for one in Sort}
    chosen = said.get("sort")
    return Query(str(said.get("text") or ""), filters, Sort(chosen) if chosen in orders else None)


def _number(said: object) -> int | None:
    return int(said) if isinstance(said, str) and said.isdecimal() else None
