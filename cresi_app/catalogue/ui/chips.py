"""What narrows the list, said in chips: each with the filters that are left without it."""

from collections.abc import Callable
from dataclasses import replace

from cresi_app.catalogue.model import Filters
from cresi_app.catalogue.ui.facetpane import GROUPS
from cresi_app.core.i18n import tr


def chip_words(filters: Filters, name_of: Callable[[str, str], str]) -> list[tuple[str, Filters]]:
    """Return (words, filters without them): one chip a facet."""
    chips: list[tuple[str, Filters]] = []
    for facet, title in GROUPS.items():
        values = sorted(getattr(filters, facet), key=str)
        if values:
            words = ", ".join(name_of(facet, str(value)) for value in values)
            few = words if len(values) <= 3 else f"{tr(title)} · {len(values)}"
            chips.append((few, filters.without(facet)))
    if filters.year_from is not None or filters.year_to is not None:
        chips.append((_years(filters.year_from, filters.year_to), filters.without("year")))
    for name, words in (
        ("contributor_id", tr("Un auteur")), ("publisher_id", tr("Un éditeur")), ("series_id", tr("Une collection")),
        ("basket_id", tr("Un panier")),
    ):  # fmt: skip
        if getattr(filters, name) is not None:
            shown = name_of(name, str(getattr(filters, name)))
            chips.append((words if shown.isdecimal() else shown, _without_id(filters, name)))
    if filters.archived:
        chips.append((tr("Notices archivées"), replace(filters, archived=False)))
    return chips


def _years(first: int | None, last: int | None) -> str:
    if first is None:
        return tr("Jusqu'en {year}", year=last)
    if last is None:
        return tr("Depuis {year}", year=first)
    return str(first) if first == last else tr("{first} – {last}", first=first, last=last)


def _without_id(filters: Filters, name: str) -> Filters:
    match name:
        case "contributor_id":
            return replace(filters, contributor_id=None)
        case "publisher_id":
            return replace(filters, publisher_id=None)
        case "basket_id":
            return replace(filters, basket_id=None)
        case _:
            return replace(filters, series_id=None)
