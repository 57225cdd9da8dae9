"""How papers of the catalogue say codes, prices and imprints, and the furniture they share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from cresi_app.catalogue.model import Copy, DocumentSheet
from cresi_app.catalogue.model.description import IssueState
from cresi_app.catalogue.model.listed import Listed
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money, format_number
from cresi_app.printing import fonts, style

CALL: Final = style.style("call number", fonts.FIGURES_BOLD, 8.6, 11)
STATE: Final = style.style("state", fonts.SANS, 8, 10.4, textColor=style.TEXT2)
LEAD: Final = style.coloured(style.LEAD, style.TEXT2)


@dataclass(frozen=True, slots=True)
class Lists:
    """The words of the codes a notice holds; a code that is not in them prints as itself."""

    statuses: Mapping[str, Listed] = field(default_factory=dict)
    schemes: Mapping[str, Listed] = field(default_factory=dict)
    relations: Mapping[str, Listed] = field(default_factory=dict)
    levels: Mapping[str, Listed] = field(default_factory=dict)
    conditions: Mapping[str, Listed] = field(default_factory=dict)
    provenances: Mapping[str, Listed] = field(default_factory=dict)
    reasons: Mapping[str, Listed] = field(default_factory=dict)
    fates: Mapping[str, Listed] = field(default_factory=dict)
    kinds: Mapping[str, Listed] = field(default_factory=dict)
    issue_states: Mapping[str, IssueState] = field(default_factory=dict)


def lists_of(catalogue: CatalogueService) -> Lists:
    """Return the lists of an open library."""
    return Lists(
        catalogue.statuses, catalogue.schemes, catalogue.relations, catalogue.levels, catalogue.conditions,
        catalogue.provenances, catalogue.weeding_reasons, catalogue.weeding_fates, catalogue.kinds(),
        catalogue.issue_states,
    )  # fmt: skip


def named(known: Mapping[str, Listed], code: str | None) -> str:
    """Return the name of a code, the code itself when it is in no list, "" for none."""
    if not code:
        return ""
    return known[code].name if code in known else code


def joined(parts: Iterable[str], mark: str = " · ") -> str:
    """Return what is said, joined."""
    return mark.join(part for part in parts if part)


def imprint(sheet: DocumentSheet) -> str:
    """Return place, publishers, date, extent: « Dakar, Éditions du Fleuve, 2025, 248 p. »."""
    document = sheet.document
    publishers = joined((sheet.publisher, *(one.name for one in sheet.co_publishers)), " ; ")
    date = document.date_text or (str(document.year) if document.year else "")
    return joined((document.place, publishers, date, document.extent), ", ")


def availability(sheet: DocumentSheet, known: Lists) -> str:
    """Return where the copies stand, each state once."""
    if not sheet.live_copies:
        return tr("En ligne") if sheet.document.url else tr("Sans exemplaire")

    def state(copy: Copy) -> str:
        return named(known.statuses, copy.status)

    return joined(dict.fromkeys(state(copy) for copy in sheet.live_copies), ", ")


def price(minor: int | None, currency: str) -> str:
    """Return « 24,50 € », "" when there is none."""
    return format_money(Money(minor, currency), cents=True) if minor else ""


def whole(number: int) -> str:
    """Return a count as tables print it: « 1 242 », a dash for nothing."""
    return format_number(number) if number else "—"


def short(text: str, longest: int = 420) -> str:
    """Return a text, cut at a word when it is long."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"


def metres(millimetres: int) -> str:
    """Return « 1,2 m » or « 85 cm »."""
    if millimetres >= 1000:
        return tr("{number} m", number=format_number(Decimal(millimetres) / 1000))
    return tr("{number} cm", number=format_number(Decimal(millimetres) / 10))


def kilograms(grams: int) -> str:
    """Return « 12,5 kg » or « 380 g »."""
    if grams >= 1000:
        return tr("{number} kg", number=format_number(Decimal(grams) / 1000))
    return tr("{number} g", number=format_number(grams))


def minutes(least: int | None, most: int | None = None) -> str:
    """Return « 45 min », « 2 h », « 1 h 30 » or « de 45 min à 1 h 30 », "" when nothing is said."""
    if least and most and least != most:
        return tr("de {least} à {most}", least=_minutes(least), most=_minutes(most))
    said = least or most
    return _minutes(said) if said else ""


def _minutes(number: int) -> str:
    hours, left = divmod(number, 60)
    if not hours:
        return tr("{n} min", n=left)
    return tr("{hours} h {minutes}", hours=hours, minutes=f"{left:02d}") if left else tr("{hours} h", hours=hours)


def between(least: int | None, most: int | None) -> str:
    """Return « 8 à 30 », « dès 8 », « jusqu'à 30 », "" when nothing is said."""
    if least is not None and most is not None:
        return str(least) if least == most else tr("{least} à {most}", least=least, most=most)
    if least is not None:
        return tr("dès {number}", number=least)
    return tr("jusqu'à {number}", number=most) if most is not None else ""
