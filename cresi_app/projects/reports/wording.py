"""How a dossier's figures, days and places are said on paper."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cresi_app.core.dates import format_date, month_name
from cresi_app.core.i18n import language, tr, trn
from cresi_app.core.money import MINUS, format_money, format_number, precision
from cresi_app.core.text import words
from cresi_app.core.typography import NBSP, NNBSP
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.maps import Place
from cresi_app.projects.model import ContactView, DossierData, HolderView, map_places

_MOST_PLACES = 12
"""Other places shown on a map: more would hide the land; the text names them all."""


def joined(parts: Iterable[str], mark: str = " · ") -> str:
    """Return the parts that say something, with `mark` between them."""
    return mark.join(part for part in parts if part)


def share(part: Fraction | None) -> str:
    """Return « 3,5 % », always with one decimal; « – » when there is no whole."""
    if part is None:
        return "—"
    tenths = round(part * 1000)
    mark, blank = (",", NBSP) if language() == "fr" else (".", "")
    return f"{format_number(tenths // 10)}{mark}{tenths % 10}{blank}%"


def amount(data: DossierData, minor: int) -> str:
    """Return an amount of the dossier with its currency."""
    return format_money(data.budget.money(minor))


def column_amount(minor: int, currency: str, *, decimals: bool) -> str:
    """Return an amount for a column headed by its unit: « 48 535 », « – » for a line that is zero."""
    if minor == 0:
        return "—"
    whole, rest = divmod(abs(minor), 10 ** precision(currency))
    written = format_number(whole)
    if decimals and precision(currency):
        written += ("," if language() == "fr" else ".") + f"{rest:0{precision(currency)}d}"
    return (MINUS if minor < 0 else "") + written


def milli_words(milli: int) -> str:
    """Return thousandths as people read them: 1500 → « 1,5 »."""
    return format_number((Decimal(milli) / 1000).normalize() + 0)


def funder(form_label: str, label: str) -> str:
    """Return how a funder is named: its own name when that says what the form's line says, else both."""
    if not label or label == form_label:
        return form_label
    said = set(words(label))
    if any(word in said for word in words(form_label) if len(word) > 3):
        return label
    return tr("{heading} — {name}", heading=form_label, name=label)


def month_of(day: date) -> str:
    """Return « janv. 2027 »."""
    return f"{month_name(day.month, short=True)} {day.year}"


def period_short(data: DossierData) -> str:
    """Return « janv. 2027 – déc. 2028 », or what is known of it."""
    start, end = data.project.starts_on, data.project.ends_on
    if start and end:
        return month_of(start) if month_of(start) == month_of(end) else f"{month_of(start)} – {month_of(end)}"
    if start:
        return tr("à partir de {month}", month=month_of(start))
    return tr("jusqu'à {month}", month=month_of(end)) if end else ""


def period_long(data: DossierData) -> str:
    """Return « 1er janvier 2027 – 31 décembre 2028 (24 mois) », or what is known of it."""
    start, end = data.project.starts_on, data.project.ends_on
    if start and end:
        days = f"{format_date(start)} – {format_date(end)}"
        return f"{days} ({duration(data)})" if data.project.months else days
    if start:
        return tr("à partir du {day}", day=format_date(start))
    return tr("jusqu'au {day}", day=format_date(end)) if end else ""


def duration(data: DossierData) -> str:
    """Return « 24 mois », "" when a day is missing."""
    months = data.project.months
    return trn("{n} mois", "{n} mois", months) if months else ""


def furniture(data: DossierData) -> Furniture:
    """Return the header's and footer's words."""
    if data.version and data.frozen_on:
        copy = tr(
            "Version {version} figée le {day}. Code : ouvre la fiche au poste d'accueil.",
            version=data.version,
            day=format_date(data.frozen_on),
        )
    else:
        copy = tr(
            "Brouillon édité le {day}. Code : ouvre la fiche au poste d'accueil.", day=format_date(data.edited_on)
        )
    return Furniture(
        kind=tr("Dossier"),
        reference=data.project.number,
        short_title=data.project.title,
        who=data.holder.name,
        copy=copy,
    )


def copy_sentence(data: DossierData) -> str:
    """Say which copy of the dossier this is, for its cover."""
    number = data.project.number
    if data.version and data.frozen_on:
        return tr(
            "Dossier n° {number}, version {version}, figée le {day}",
            number=number,
            version=data.version,
            day=format_date(data.frozen_on),
        )
    return tr("Dossier n° {number}, brouillon édité le {day}", number=number, day=format_date(data.edited_on))


def identifiers(holder: HolderView) -> str:
    """Return the association's numbers: legal form, RNA, SIRET."""
    return joined(
        (
            holder.legal_form or holder.kind,
            tr("RNA {number}", number=holder.rna) if holder.rna else "",
            tr("SIRET {number}", number=siret(holder.siret)) if holder.siret else "",
        )
    )


def siret(number: str) -> str:
    """Return a SIRET in groups: « 912 345 678 00014 »; anything else as it is."""
    bare = "".join(number.split())
    if len(bare) != 14:
        return number
    return NNBSP.join((bare[:3], bare[3:6], bare[6:9], bare[9:]))


def town_of(holder: HolderView) -> str:
    """Return postal code, town, country."""
    return joined((" ".join(filter(None, (holder.postal_code, holder.town))), holder.country), ", ")


def contact_lines(contact: ContactView | None) -> list[str]:
    """Return name, title, phone, mail of a contact, each on its line."""
    if contact is None:
        return []
    return [joined((contact.name, contact.title), ", "), joined((contact.phone, contact.email))]


def place_words(data: DossierData) -> str:
    """Return the place in words: « Cercle de Kita, Mali »."""
    return joined((data.project.place, data.country.name if data.country else ""), ", ")


def main_place(data: DossierData) -> list[Place]:
    """Return the project's own place, for a small map; the holder's when the project has none."""
    found = places(data)
    return [place for place in found if not place.home][:1] or found[:1]


def places(data: DossierData) -> list[Place]:
    """Return what the map shows: the holder's department, the project's place or its country, its other places."""
    return [
        Place(one.name, one.longitude, one.latitude, second=one.second, home=one.is_home)
        for one in map_places(data)[: _MOST_PLACES + 2]
    ]
