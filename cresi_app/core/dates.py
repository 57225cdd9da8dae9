"""Days and hours for people: CLDR words with French habits (1er, 9 h 30), and a tolerant reader of what they type."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, language, tr
from cresi_app.core.text import fold
from cresi_app.core.typography import NBSP

DateStyle = Literal["full", "long", "medium", "short", "day_month", "month", "weekday"]
_PATTERNS: Final[dict[str, dict[DateStyle, str]]] = {
    "fr": {
        "full": "EEEE d MMMM y",
        "long": "d MMMM y",
        "medium": "d MMM y",
        "short": "dd/MM/y",
        "day_month": "d MMM",
        "month": "MMMM y",
        "weekday": "EEEE d MMMM",
    },
    "en": {
        "full": "EEEE d MMMM y",
        "long": "d MMMM y",
        "medium": "d MMM y",
        "short": "dd/MM/y",
        "day_month": "d MMM",
        "month": "MMMM y",
        "weekday": "EEEE d MMMM",
    },
}
_FIRST: Final = re.compile(r"(^|(?<=\s))1(?=\s[^\W\d])")
_DAY_SPACE: Final = re.compile(r"(?<=\d) (?=[^\W\d])|(?<=1er) (?=[^\W\d])")
_NUMERIC: Final = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ]([1-9]\d{3}|\d{2}))?$")
_ISO: Final = re.compile(r"^([1-9]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})$")
_COMPACT: Final = re.compile(r"^(\d{2})(\d{2})([1-9]\d{3})$")
_WORDED: Final = re.compile(r"^(?:[a-z]+\.? )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)\.?(?: ([1-9]\d{3}|\d{2}))?$")
_TIME: Final = re.compile(
    r"^(?P<hour>\d{1,2})(?:\s*(?:h|:|\.|heures?)\s*(?:(?P<minute>\d{2})\s*(?:min)?)?)?\s*(?P<half>[ap]\.?m\.?)?$"
    r"|^(?P<hours>\d{1,2})(?P<minutes>\d{2})$"
)
_NAMED_HOURS: Final = {"midi": time(12), "noon": time(12), "minuit": time(0), "midnight": time(0)}
_OFFSETS: Final = {
    "aujourd'hui": 0, "today": 0, "demain": 1, "tomorrow": 1, "hier": -1, "yesterday": -1,
    "apres-demain": 2, "apres demain": 2, "avant-hier": -2, "avant hier": -2,
}  # fmt: skip
_MONTH_NUMERIC: Final = re.compile(r"^(\d{1,2})\s*[/.\- ]\s*([1-9]\d{3}|\d{2})$")
_MONTH_ISO: Final = re.compile(r"^([1-9]\d{3})\s*[/.\- ]\s*(\d{1,2})$")
_MONTH_WORDED: Final = re.compile(r"^([a-z]+)\.?(?: ([1-9]\d{3}|\d{2}))?$")
_WORDED_ENGLISH: Final = re.compile(r"^(?:[a-z]+,? )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? ([1-9]\d{3}))?$")
_CENTURY_PIVOT: Final = 70


@lru_cache(maxsize=4096)
def _written(day: date, pattern: str, code: str) -> str:
    from babel.dates import format_date as cldr  # noqa: PLC0415 - Babel's data costs start-up time

    written = cldr(day, pattern, locale="fr_FR" if code == "fr" else "en_GB")
    if code == "fr":
        written = _FIRST.sub(r"\g<1>1er", written)
    return _DAY_SPACE.sub(NBSP, written)


def format_date(day: date, style: DateStyle = "long") -> str:
    """Return `day` in words: full « mardi 6 octobre 2026 », long « 6 octobre 2026 », medium « 6 oct. 2026 », short 06/10/2026."""
    return _written(day, _PATTERNS[language()][style], language())


def month_name(month: int, *, short: bool = False) -> str:
    """Return « janvier » or « janv. » for month 1–12, as it stands alone."""
    return _written(date(2026, month, 1), "LLL" if short else "LLLL", language())


def format_month(month: str) -> str:
    """Return « mars 2027 » for ``2027-03``."""
    return f"{month_name(int(month[5:7]))}{NBSP}{month[:4]}"


def weekday_name(weekday: int, *, short: bool = False) -> str:
    """Return « lundi » or « lun. » for weekday 0 (Monday) to 6."""
    return _written(date(2026, 6, 1) + timedelta(days=weekday), "ccc" if short else "cccc", language())


def format_time(at: time) -> str:
    """Return « 9 h 30 », « 17 h » in French, 09:30 in English."""
    if language() == "en":
        return f"{at:%H:%M}"
    return f"{at.hour}{NBSP}h" + (f"{NBSP}{at.minute:02d}" if at.minute else "")


def format_clock(instant: datetime, zone: str = clock.HOME_ZONE) -> str:
    """Return the local hour of an instant as ``10:42``, for « Enregistré à 10:42 »."""
    return f"{instant.astimezone(ZoneInfo(zone)):%H:%M}"


def format_instant(instant: datetime, zone: str = clock.HOME_ZONE) -> str:
    """Return « 6 octobre 2026 à 10:42 », local to `zone`."""
    local = instant.astimezone(ZoneInfo(zone))
    return tr("{day} à {hour}", day=format_date(local.date()), hour=f"{local:%H:%M}")


def read_instant(text: str) -> datetime:
    """Read an instant as the store writes it (``…Z``) into an aware datetime."""
    return datetime.fromisoformat(text)


@lru_cache(maxsize=2)
def _months() -> dict[str, int]:
    from babel import Locale  # noqa: PLC0415 - Babel's data costs start-up time

    names: dict[str, int] = {}
    for code in ("fr", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale(code).months["format"][width].items():
                names.setdefault(fold(name).rstrip("."), number)
    return names


def _unreadable(text: str, field: str) -> DomainError:
    return DomainError(
        "date_unreadable",
        N_("« {text} » n'est pas une date. Écrivez par exemple 06/10/2026."),
        field=field,
        text=text.strip(),
    )


def _no_such_day(day: int, month: int, year: int, typed: tuple[str, str]) -> DomainError:
    """Return the refusal of the 31st of February with the last day of the month, of anything else as no date."""
    text, field = typed
    if not (1 <= month <= 12 and 28 < day <= 31):
        return _unreadable(text, field)
    return DomainError(
        "date_unreadable",
        N_("« {text} » n'existe pas : {month} finit le {last}."),
        field=field,
        text=text.strip(),
        month=format_date(date(year, month, 1), "month"),
        last=monthrange(year, month)[1],
    )


def _day(year: int, month: int, day: int, typed: tuple[str, str]) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_such_day(day, month, year, typed) from None


def _year(written: str | None) -> int:
    if written is None:
        return clock.today().year
    number = int(written)
    if len(written) == 2:
        return number + (1900 if number >= _CENTURY_PIVOT else 2000)
    return number


def _ask_which(first: str, second: str, third: str | None, typed: tuple[str, str]) -> None:
    """Refuse three numbers of which each can be day, month and year; a year above 12 is told apart by itself."""
    if third is None or len(third) != 2 or not all(1 <= int(part) <= 12 for part in (first, second, third)):
        return
    orders = ((third, second, first), (third, first, second), (first, second, third))
    days = [date(_year(part), int(month), int(day)) for part, month, day in orders]
    readings = tuple(dict.fromkeys(days))
    if len(readings) > 1:
        text, field = typed
        template = N_("« {text} » peut se lire de plusieurs façons : {days}. Écrivez l'année en quatre chiffres.")
        words = ", ".join(format_date(day) for day in readings)
        raise DomainError("date_ambiguous", template, field=field, text=text.strip(), days=words, readings=readings)


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    from babel import Locale  # noqa: PLC0415 - Babel's data costs start-up time

    return {fold(name): day for code in ("fr", "en") for day, name in Locale(code).days["format"]["wide"].items()}


def _ask_which_week(bare: str, text: str, field: str) -> None:
    """Refuse « lundi » alone with the last one and the next one, today among them when it is one."""
    weekday = _weekdays().get(bare)
    if weekday is None:
        return
    today = clock.today()
    ahead = (weekday - today.weekday()) % 7
    readings = tuple(today + timedelta(days=days) for days in ((-7, 0, 7) if ahead == 0 else (ahead - 7, ahead)))
    raise DomainError(
        "date_ambiguous",
        N_("« {text} » peut vouloir dire : {days}. Choisissez le jour."),
        field=field,
        text=text.strip(),
        days=", ".join(format_date(day) for day in readings),
        readings=readings,
    )


def _month_of(word: str) -> int | None:
    months = _months()
    if word in months:
        return months[word]
    near = {number for name, number in months.items() if len(word) >= 3 and name.startswith(word)}
    return near.pop() if len(near) == 1 else None


def parse_date(text: str, *, field: str = "") -> date:
    """Read a typed day: 6/10/2026, 06-10-26, 6.10 (this year), 06102026, 2026-10-06, « mardi 6 octobre 2026 », « 6 oct », demain.

    Day before month, as French writes; English words also the other way (« Oct 6, 2026 »). Raises `DomainError` ``date_unreadable``, or ``date_ambiguous`` for « 01/02/03 », where
    any of the three may be the year, and for « lundi »: its `data["readings"]` are the days it can be.
    """
    bare = re.sub(r"\s+", " ", fold(text)).strip()
    if bare in _OFFSETS:
        return clock.today() + timedelta(days=_OFFSETS[bare])
    _ask_which_week(bare, text, field)
    try:
        if found := _ISO.match(bare):
            return _day(_year(found[1]), int(found[2]), int(found[3]), (text, field))
        if found := _NUMERIC.match(bare) or _COMPACT.match(bare):
            _ask_which(found[1], found[2], found[3], (text, field))
            return _day(_year(found[3]), int(found[2]), int(found[1]), (text, field))
        if (found := _WORDED.match(bare)) and (month := _month_of(found[2])):
            return _day(_year(found[3]), month, int(found[1]), (text, field))
        if (found := _WORDED_ENGLISH.match(bare)) and (month := _month_of(found[1])):
            return _day(_year(found[3]), month, int(found[2]), (text, field))
    except ValueError:
        raise _unreadable(text, field) from None
    raise _unreadable(text, field)


def parse_month(text: str, *, field: str = "") -> str:
    """Read a typed month (03/2027, 3.27, 2027-03, « mars 2027 », « mars » of this year) into ``YYYY-MM``; '' stays ''.

    Raises `DomainError` ``month_unreadable``.
    """
    bare = re.sub(r"\s+", " ", fold(text)).strip()
    if not bare:
        return ""
    year: str | None = None
    month: int | None = None
    if found := _MONTH_NUMERIC.match(bare):
        month, year = int(found[1]), found[2]
    elif found := _MONTH_ISO.match(bare):
        month, year = int(found[2]), found[1]
    elif found := _MONTH_WORDED.match(bare):
        month, year = _month_of(found[1]), found[2]
    if month is None or not 1 <= month <= 12:
        raise DomainError(
            "month_unreadable",
            N_("« {text} » n'est pas un mois. Écrivez par exemple 03/2026."),
            field=field,
            text=text.strip(),
        )
    return f"{_year(year):04d}-{month:02d}"


def parse_time(text: str, *, field: str = "") -> time:
    """Read a typed hour: 9h30, 9:30, « 9 h », 0930, 930, midi, 2:30 pm. Raises `DomainError` ``time_unreadable``."""
    bare = fold(text).strip()
    if bare in _NAMED_HOURS:
        return _NAMED_HOURS[bare]
    found = _TIME.match(bare)
    try:
        if found:
            hour, minute = int(found["hour"] or found["hours"]), int(found["minute"] or found["minutes"] or 0)
            if half := found["half"]:
                hour = _hour_of_half(hour, half)
            return time(hour, minute)
    except ValueError:
        pass  # 25:00 has the shape of an hour and is none: refused below like any other text
    raise DomainError(
        "time_unreadable",
        N_("« {text} » n'est pas une heure. Écrivez par exemple 9 h 30."),
        field=field,
        text=text.strip(),
    )


def _hour_of_half(hour: int, half: str) -> int:
    """Return the hour of the day of « 2 pm »; ValueError for « 14 pm »."""
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half.startswith("p") else 0)
