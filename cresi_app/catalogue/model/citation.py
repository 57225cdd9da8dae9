"""A notice as bibliographies cite it: ISO 690, author in capitals, title, edition, place, publisher, year, numbers."""

from collections.abc import Sequence
from typing import Final

from cresi_app.catalogue.model.document import Contribution, DocumentSheet
from cresi_app.catalogue.model.numbers import written
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr

_NAMED: Final = 3
"""Authors named before « et al. »."""


def iso690(sheet: DocumentSheet) -> str:
    """Return the citation of a notice: « DIALLO, Kadiatou et Marc LEFÈVRE. Eaux partagées. Dakar : Éditions du Fleuve, 2025. »."""
    one = sheet.document
    title = one.title if not one.subtitle else tr("{title} : {subtitle}", title=one.title, subtitle=one.subtitle)
    if one.part_number or one.part_title:
        title = ". ".join(
            part for part in (title, ", ".join(p for p in (one.part_number, one.part_title) if p)) if part
        )
    parts = [_authors(sheet.authors), title, one.edition, _published(sheet), one.extent, _series(sheet)]
    parts += [_number(sheet, "isbn", "ISBN"), _number(sheet, "issn", "ISSN"), _number(sheet, "doi", "DOI")]
    if one.url:
        found = tr("Disponible à l'adresse : {url}", url=one.url)
        if one.seen_on:
            day = format_date(one.seen_on)
            found = tr("Disponible à l'adresse : {url} [consulté le {day}]", url=one.url, day=day)
        parts.append(found)
    return " ".join(_ended(part) for part in parts if part)


def _authors(people: Sequence[Contribution]) -> str:
    if not people:
        return ""
    first, *others = people[:_NAMED]
    named = [f"{first.family.upper()}, {first.given}" if first.given else first.family.upper()]
    named += [f"{person.given} {person.family.upper()}" if person.given else person.family.upper() for person in others]
    if len(people) > _NAMED:
        return tr("{name} et al.", name=named[0])
    return named[0] if len(named) == 1 else tr("{names} et {last}", names=", ".join(named[:-1]), last=named[-1])


def _published(sheet: DocumentSheet) -> str:
    one = sheet.document
    when = one.date_text or (str(one.year) if one.year else "")
    house = tr("{place} : {publisher}", place=one.place, publisher=sheet.publisher) if one.place and sheet.publisher else one.place or sheet.publisher  # fmt: skip
    return ", ".join(part for part in (house, when) if part)


def _series(sheet: DocumentSheet) -> str:
    if not sheet.series:
        return ""
    number = sheet.document.series_number
    return tr("({series}, n° {number})", series=sheet.series, number=number) if number else f"({sheet.series})"


def _number(sheet: DocumentSheet, scheme: str, word: str) -> str:
    found = sheet.number_of(scheme)
    return f"{word} {written(scheme, found)}" if found else ""


def _ended(part: str) -> str:
    return part if part.endswith((".", "!", "?", "…")) else f"{part}."
