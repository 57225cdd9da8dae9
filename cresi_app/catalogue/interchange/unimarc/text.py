"""What real UNIMARC values need before they can be shown: sorting marks out, stray commas and angle brackets gone."""

import re
from typing import Final

from cresi_app.core.text import sort_key

_NO_SORT: Final = re.compile("[\u0088\u0098]([^\u0089\u009c]*)[\u0089\u009c]|<<([^<>]*)>>")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACES: Final = re.compile(r"[ \t\r\n]+")
_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


def clean(value: str) -> str:
    """Return `value` as a person should read it: sorting marks and control characters out, spaces single."""
    if value.isprintable() and "<<" not in value and "  " not in value:
        return value
    text = _NO_SORT.sub(lambda found: found[1] if found[1] is not None else found[2], value)
    return _SPACES.sub(" ", _CONTROLS.sub("", text)).strip()


def title_sort(value: str) -> str:
    """Return the sort key of a title, leaving out what its source marks as not sorting (« Lo Stato » → ``stato``)."""
    if value.isprintable() and "<<" not in value:
        return sort_key(value)
    rest = clean(_NO_SORT.sub("", value))
    return sort_key(rest) if rest else sort_key(clean(value))


def name_part(value: str) -> str:
    """Return part of a name without the punctuation some cataloguing rules leave in it (``, Mariana``)."""
    return clean(value).strip(" ,;")


def years_of_life(value: str) -> str:
    """Return the dates of a person, ``<1972-    >`` as ``1972-``."""
    text = clean(value).strip(" <>()")
    return "" if text in {"-", "....-...."} else text


def year_in(text: str) -> int | None:
    """Return the first plausible year (1400 to 2099) written in `text`."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None
