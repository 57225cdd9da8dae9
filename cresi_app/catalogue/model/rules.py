"""The catalogue's rules that need no library: numbers compared, call numbers sorted, what a notice must say."""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.identifiers import check
from cresi_app.core.text import fold, sort_key, strip_nul

_DIGITS: Final = re.compile(r"(?<![.\d])\d+")
_YEAR: Final = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d|21\d\d)(?!\d)")
_URL: Final = re.compile(r"^(?:https?|ftp)://\S+$", re.IGNORECASE)
_ISBN_MARKS: Final = re.compile(r"[\s\u00a0.\-–—‐‑]|^ISBN:?")
_BLANKS: Final = re.compile(r"[ \t\r\n\f\v]+")  # no-break spaces are meant: they stay
_CHECKED: Final = frozenset({"isbn", "issn", "ean"})
LONGEST_LINE: Final = 2_000
"""Characters of a title or any other one-line field: beyond it something was pasted in the wrong place."""
LONGEST_TEXT: Final = 200_000

NUMBER_PATTERN: Final = "%05d"


def isbn13(value: str) -> str:
    """Return a valid ISBN-10 or -13 as 13 digits, "" for anything else; quick, without looking for its publisher."""
    bare = _ISBN_MARKS.sub("", value).upper()
    if len(bare) == 13 and bare.isdecimal() and bare.isascii():
        return bare if (_weighed(bare)) % 10 == 0 else ""
    if len(bare) == 10 and bare[:9].isdecimal() and bare.isascii() and (bare[9].isdecimal() or bare[9] == "X"):
        last = 10 if bare[9] == "X" else int(bare[9])
        if (sum(int(digit) * (10 - at) for at, digit in enumerate(bare[:9])) + last) % 11:
            return ""
        body = "978" + bare[:9]
        return f"{body}{-_weighed(body) % 10}"
    return ""


def _weighed(digits: str) -> int:
    """Return the sum of EAN digits, every second one times three."""
    return sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))


@lru_cache(maxsize=16_384)
def normalised(scheme: str, value: str) -> str:
    """Return a number as it is compared: a valid ISBN as 13 digits, an ISSN as 8 characters, others folded without blanks."""
    if scheme == "isbn" and (quick := isbn13(value)):
        return quick
    if scheme in _CHECKED:
        return check(scheme, value).value
    if scheme == "ark" and "ark:/" in value:
        return value[value.index("ark:/") :].strip()
    return re.sub(r"\s+", "", value) if scheme in {"uri", "doi"} else fold(value).strip()


def call_number_sort(text: str) -> str:
    """Return the key that puts EXPO 9 before EXPO 14, and 628.1 before 628.12."""
    return _DIGITS.sub(lambda found: found[0].zfill(6), " ".join(fold(text).split()))


def year_of(date_text: str) -> int | None:
    """Return the year in a date as printed (« DL 2017 », « [ca 1980] », « 2003-2005 » gives the first), or None."""
    found = _YEAR.search(date_text)
    return int(found[1]) if found else None


def one_line(text: str, *, field: str) -> str:
    """Return `text` trimmed, on one line. Raises `DomainError` ``text_too_long`` beyond what a line may hold."""
    line = _BLANKS.sub(" ", strip_nul(text)).strip()
    if len(line) > LONGEST_LINE:
        raise DomainError(
            "text_too_long",
            N_(
                "Ce texte compte {length} caractères, {longest} au plus tiennent ici. Il reste dans le champ : raccourcissez-le."
            ),
            field=field,
            length=len(line),
            longest=LONGEST_LINE,
        )
    return line


def long_text(text: str, *, field: str) -> str:
    """Return `text` with single line ends, trimmed. Raises `DomainError` ``text_too_long``."""
    whole = strip_nul(text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(whole) > LONGEST_TEXT:
        raise DomainError(
            "text_too_long",
            N_(
                "Ce texte compte {length} caractères, {longest} au plus tiennent ici. Il reste dans le champ : raccourcissez-le."
            ),
            field=field,
            length=len(whole),
            longest=LONGEST_TEXT,
        )
    return whole


def title(text: str) -> str:
    """Return a title ready to be kept. Raises `DomainError` ``title_missing``."""
    line = one_line(text, field="title")
    if not line:
        raise DomainError(
            "title_missing",
            N_("Il manque un titre : écrivez celui du document, ou un titre entre crochets. Rien d'autre n'est perdu."),
            field="title",
        )
    return line


def title_sort(text: str) -> str:
    """Return the key under which a title stands in lists."""
    return sort_key(text)


def year(value: object) -> int | None:
    """Return a typed year. Raises `DomainError` ``year_unreadable`` for anything but 1000 to five years ahead."""
    text = str(value if value is not None else "").strip()
    if not text:
        return None
    found = year_of(text)
    if found is None or found > clock.today().year + 5:
        raise DomainError(
            "year_unreadable",
            N_("« {text} » n'est pas une année. Écrivez-la en quatre chiffres, par exemple 2024."),
            field="year",
            text=text,
        )
    return found


def url(text: str) -> str:
    """Return a web address. Raises `DomainError` ``url_unreadable`` when it lacks its ``https://``."""
    line = one_line(text, field="url")
    if line and not _URL.match(line):
        raise DomainError(
            "url_unreadable",
            N_("Cette adresse doit commencer par https:// et ne pas contenir d'espace."),
            field="url",
        )
    return line


def day(value: object, *, field: str) -> date | None:
    """Return a typed or given day. Raises `DomainError` ``date_unreadable``."""
    from cresi_app.core.dates import parse_date  # noqa: PLC0415 - Babel is only needed when a day is typed

    if value is None or isinstance(value, date):
        return value
    text = str(value).strip()
    return parse_date(text, field=field) if text else None


def split_name(text: str) -> tuple[str, str]:
    """Return (family, given) of a typed name: « Diallo, Kadiatou » is parted at its comma, anything else is kept whole."""
    family, comma, given = text.partition(",")
    if not comma:
        return " ".join(text.split()), ""
    return " ".join(family.split()), " ".join(given.split())
