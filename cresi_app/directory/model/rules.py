"""Rules of the directory that need no library: names, initials, likeness, masks, what may be written."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final
from zlib import crc32

from rapidfuzz import fuzz, process

from cresi_app.core.contacts import check_phone, parse_email
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.text import fold, sort_key, strip_nul, words

LIKE: Final = 88
"""From this likeness of names (0 to 100) on, two records are suspected to be one."""

MOST: Final = 12
"""So many suspects are named at once."""

_SMALL: Final = frozenset(
    {"a", "and", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "pour", "the"}
)
_COMMON: Final = _SMALL | {"ass", "asso", "association", "associations", "loi", "1901"}
_SPACES: Final = re.compile(r"[ \t\u00a0\u202f]+")


def clean(text: str) -> str:
    """Return a single-line text as it is kept: no NUL, single spaces, trimmed."""
    return _SPACES.sub(" ", strip_nul(text).replace("\r", " ").replace("\n", " ")).strip()


def clean_lines(text: str) -> str:
    """Return a text of several lines as it is kept: each line cleaned, no empty line at the ends."""
    return "\n".join(clean(line) for line in strip_nul(text).splitlines()).strip()


def organisation_name(text: str) -> str:
    """Return the name as kept, or refuse an empty one."""
    name = clean(text)
    if not name:
        raise DomainError("name", N_("Une organisation a besoin d'un nom : l'ancien est gardé."), field="name")
    return name


def person_names(given: str, family: str) -> tuple[str, str]:
    """Return the two names as kept, or refuse when both are empty."""
    names = clean(given), clean(family)
    if not any(names):
        raise DomainError(
            "name", N_("Une personne a besoin d'un nom ou d'un prénom : l'ancien est gardé."), field="family_name"
        )
    return names


def person_sort(given: str, family: str) -> str:
    """Return the key people are sorted by: family name, then given name."""
    return sort_key(f"{family} {given}".strip())


def initials(name: str) -> str:
    """Return the two letters of an avatar: « Eau Vive Solidarité » → EV, « Teranga 94 » → T9, « Zoé » → ZO."""
    meant = [word for word in words(name) if word not in _SMALL] or words(name)
    if not meant:
        return "?"
    letters = meant[0][:2] if len(meant) == 1 else meant[0][0] + meant[1][0]
    return letters.upper()


def tint(name: str) -> int:
    """Return which of the eight categorical colours a name wears, the same for ever."""
    return crc32(fold(name).encode()) % 8


def check_email(text: str) -> str:
    """Return an e-mail address as kept, or refuse what cannot be one; "" stays empty."""
    return parse_email(text)


def phone(text: str) -> str:
    """Return a phone number as kept: a French one in pairs, any other one as typed."""
    return check_phone(text).value


def masked(value: str) -> str:
    """Return a private number or address with its middle hidden: « 06 •• •• •• 12 », « m••••@exemple.org »."""
    if "@" in value:
        user, _, host = value.partition("@")
        return f"{user[:1]}••••@{host}"
    seen = [i for i, c in enumerate(value) if c.isalnum()]
    hidden = set(seen[2:-2])
    return "".join("•" if i in hidden else c for i, c in enumerate(value))


@lru_cache(maxsize=131_072)
def essence(name: str) -> str:
    """Return what is proper to a name, for comparisons: folded, without « association », articles or order of words."""
    own = [word for word in words(name) if word not in _COMMON]
    return " ".join(own or words(name))


def likeness(one: str, other: str) -> int:
    """Return how alike two names are, 0 to 100, whatever the order of their words."""
    return round(fuzz.token_sort_ratio(essence(one), essence(other)))


def alike(name: str, others: Mapping[int, str]) -> list[tuple[int, int]]:
    """Return ``(id, likeness)`` of the names in `others` that may be the same as `name`, most alike first."""
    wanted = essence(name)
    if not wanted:
        return []
    choices = {key: essence(other) for key, other in others.items()}
    found = process.extract(wanted, choices, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE, limit=MOST)
    return [(key, round(score)) for _, score, key in found]


def known_code(code: str, codes: Iterable[str], field: str) -> str:
    """Return `code` when the list knows it, or refuse it."""
    if code not in codes:
        raise DomainError("code", N_("« {value} » n'est pas dans la liste : rien n'a changé."), field=field, value=code)
    return code
