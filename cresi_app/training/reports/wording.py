"""Words that several papers of a session share: who trains, where, for how long, on which days."""

from collections.abc import Sequence
from datetime import date, time

from cresi_app.core.dates import format_date, format_time, month_name
from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.core.typography import NBSP
from cresi_app.printing.furniture import address_line
from cresi_app.training.model import AttendanceSheet, Mode


def who(identity: Identity) -> str:
    """Return the training body: name, address, numbers that are known."""
    return " · ".join(
        filter(
            None,
            (
                address_line(identity),
                tr("SIRET {number}", number=identity.siret) if identity.siret else "",
                tr("déclaration d'activité n° {number}", number=identity.declaration_number)
                if identity.declaration_number
                else "",
            ),
        )
    )


def place(sheet: AttendanceSheet) -> str:
    """Return where a session is; of a remote one also the zone of its hours."""
    if sheet.mode is not Mode.REMOTE:
        return sheet.place
    return " · ".join(filter(None, (sheet.place, tr("heures de {zone}", zone=sheet.zone))))


def duration(minutes: int) -> str:
    """Return « 10 h 30 »."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NBSP}h{NBSP}{rest:02d}" if rest else f"{hours}{NBSP}h"


def days_in_words(days: Sequence[date]) -> str:
    """Return « 7 et 8 octobre 2026 », « du 30 septembre 2026 au 2 octobre 2026 »."""
    if not days:
        return ""
    first, last = days[0], days[-1]
    if first == last:
        return format_date(first)
    if (first.year, first.month) != (last.year, last.month):
        return tr("du {first} au {last}", first=format_date(first), last=format_date(last))
    *before, _ = [str(day.day) if day.day > 1 else tr("1er") for day in days]
    return tr("{days} et {last}", days=", ".join(before), last=format_date(last))


def short_days(days: Sequence[date]) -> str:
    """Return « 7–8 oct. 2026 », « 30 sept. – 2 oct. 2026 », « 8 oct. 2026 »."""
    if not days:
        return ""
    first, last = days[0], days[-1]
    if first == last:
        return format_date(first, "medium")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{format_date(last, 'medium')}"
    return tr("{first} – {last}", first=format_date(first, "day_month"), last=format_date(last, "medium"))


def hours(starts: time, ends: time) -> str:
    """Return « 9 h 30 – 12 h 30 »."""
    return tr("{starts} – {ends}", starts=format_time(starts), ends=format_time(ends))


def month_span(months: Sequence[int]) -> str:
    """Return « De janvier à juin », « En mars »."""
    if not months:
        return ""
    if months[0] == months[-1]:
        return tr("En {month}", month=month_name(months[0]))
    return tr("De {first} à {last}", first=month_name(months[0]), last=month_name(months[-1]))


def signed_by(identity: Identity) -> list[str]:
    """Return who signs for the centre: name, then title; empty when nobody is named."""
    return [part for part in (identity.representative, identity.representative_title) if part]


def written_in(identity: Identity, day: date) -> str:
    """Return « Évry, le 22 septembre 2026 »."""
    written = format_date(day)
    return tr("{town}, le {day}", town=identity.town, day=written) if identity.town else tr("Le {day}", day=written)
